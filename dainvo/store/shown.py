"""What the views read of accounts, calendars and what waits: plain values, all times in the viewer's zone.

Loaded at every start, so it holds only that, as tuples, which are cheap to make; the writer's rows are in `rows`.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from dainvo.ical.occurrence import AccountId, CollectionId, ResourceId, Uid


class AccountState(StrEnum):
    OK = "ok"
    NEEDS_USER = "needs_user"  # paused until the user acts
    UNREACHABLE = "unreachable"  # tried again by itself
    LEAVING = "leaving"  # being removed; resumed at start


class CollectionState(StrEnum):
    OK = "ok"
    GONE = "gone"  # no longer listed by the server: read-only, kept for a while
    OFF = "off"  # the user does not want it here
    OFFERED = "offered"  # came after the account was added: waits for the user's word
    ASKING = "asking"  # sync stopped at the mass-deletion guard


class OutboxState(StrEnum):
    WAITING = "waiting"  # no request is on its way
    SENT = "sent"  # the request left, no answer yet
    UNKNOWN = "unknown"  # the request left, its outcome is not known
    BLOCKED = "blocked"  # refused: waits for the user


class OutboxKind(StrEnum):
    PUT = "put"
    DELETE = "delete"


class Account(NamedTuple):
    """`waiting` counts changes not yet on the server; `host` is the host of `url`."""

    id: AccountId
    kind: str
    name: str
    user: str
    host: str
    state: AccountState
    why: str
    last_sync: datetime | None  # viewer's zone
    next_sync: datetime | None  # viewer's zone
    waiting: int
    detail: Mapping[str, Any]
    since: datetime | None = None  # when it came to this state, while that is not OK; viewer's zone


class Collection(NamedTuple):
    """`color` is "#rrggbb": the local choice, else the server's, else one given by the order."""

    id: CollectionId
    account: AccountId
    name: str
    color: str
    writable: bool
    visible: bool
    schedules: bool
    why_read_only: str
    order: int
    state: CollectionState
    vanished: int = 0  # while ASKING: events that the server lists no more
    synced_as: str = ""  # its name on the server, where that is another one
    may_change: bool = True  # events that are there; `writable` speaks of new ones
    may_delete: bool = True
    owner: str = ""  # the name of somebody else whose it is
    kept_here: tuple[str, ...] = ()  # of name, color, order: what the server did not take
    components: tuple[str, ...] = ()  # VEVENT, VTODO …; empty: the server does not say


class Waiting(NamedTuple):
    """One line of the outbox. `held`: waits for a meeting link because guests would be mailed."""

    op: int
    account: AccountId
    collection: CollectionId
    resource: ResourceId
    uid: Uid
    summary: str
    kind: OutboxKind
    state: OutboxState
    why: str
    attempts: int
    next_try: datetime | None  # viewer's zone
    since: datetime  # viewer's zone
    held: bool


class Kept(NamedTuple):
    """An open conflict. `mine` and `theirs` are calendar texts; `theirs` is "" if the server's was deleted, `mine` if
    it was deleted here. `base` is what both began from, perhaps "". `own` are the user's addresses.
    """

    id: int
    resource: ResourceId
    summary: str
    mine: str
    theirs: str
    at: datetime  # viewer's zone
    base: str = ""
    own: frozenset[str] = frozenset()
    uid: str = ""
    collection: CollectionId | None = None


class Deleted(NamedTuple):
    """An event that was deleted and can be brought back."""

    id: int
    collection: CollectionId
    uid: str
    summary: str
    at: datetime  # viewer's zone


class Standing(NamedTuple):
    """Counts for the status strip."""

    waiting: int  # changes on their way
    blocked: int  # changes the server refused
    conflicts: int
    unreadable: int
    problems: tuple[AccountId, ...]  # accounts that need the user
    unreachable: tuple[AccountId, ...]
    attention: int = 0  # uncertain or half-finished meetings
