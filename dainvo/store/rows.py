"""The rows of the copy as frozen values, as the writer hands them out.

Holds no SQL and no rule; instants are aware datetimes in UTC, days are dates. What views read is in `shown`.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol

from dainvo.ical.occurrence import AccountId, CollectionId, ETag, Href, ResourceId, State, Uid
from dainvo.store.shown import (
    Account,
    AccountState,
    Collection,
    CollectionState,
    Kept,
    OutboxKind,
    OutboxState,
    Standing,
    Waiting,
)

__all__ = [
    "ASK",
    "UNREAD",
    "Account",
    "AccountRow",
    "AccountState",
    "Collection",
    "CollectionRow",
    "CollectionState",
    "DeletedRow",
    "IntentKind",
    "IntentPlan",
    "IntentRow",
    "IntentState",
    "Kept",
    "KeptRow",
    "MeetingRow",
    "MeetingStanding",
    "OutboxKind",
    "OutboxRow",
    "OutboxState",
    "RemoteCollection",
    "RemoteItem",
    "ResourceRow",
    "Standing",
    "Taken",
    "Touched",
    "Waiting",
]

#: What stands for the etag of a version that the server announced and whose text is not here. It is weak, so that a
#: write reads before it writes.
UNREAD: Final = ETag("W/?")
#: What stands for the ctag of a calendar that has to be asked, however still it stands on the server.
ASK: Final = "?"


class IntentKind(StrEnum):
    CREATE = "create"
    LEVEL = "level"  # bring the meeting in line with the event
    DELETE = "delete"


class IntentState(StrEnum):
    """planned → sent → known → linked → done (exactly once)."""

    PLANNED = "planned"
    SENT = "sent"
    KNOWN = "known"
    LINKED = "linked"
    ABANDONED = "abandoned"
    DONE = "done"
    ATTENTION = "attention"


class MeetingStanding(StrEnum):
    """What the last look at Zoom told about a meeting."""

    OK = "ok"
    MISSING = "missing"
    OTHER_HOST = "other_host"
    TIME_DIFFERS = "time_differs"  # changed at Zoom, not by us: the user says who is right
    LINK_CHANGED = "link_changed"  # the row has the new link, the event not yet: writing it would mail the guests
    KIND_KEPT = "kind_kept"  # Zoom refuses to change its type: a new meeting, or as it is (D1)


class AccountRow(NamedTuple):
    """`kind` is "caldav" or "zoom". `identity` says who it is for good (Zoom: `account_id:user id`; CalDAV: principal).

    Keys of `detail` that the store itself reads: "addresses" (list of the user's e-mail addresses, CalDAV) and
    "account_hash" (the value of X-DAINVO-ZOOM-ACCOUNT, Zoom). Never a secret.
    """

    id: AccountId
    kind: str
    name: str
    url: str
    user: str
    identity: str
    state: AccountState
    why: str
    last_sync: datetime | None
    next_sync: datetime | None
    detail: Mapping[str, Any]

    @property
    def addresses(self) -> frozenset[str]:
        """The user's own e-mail addresses, lower case; the user name is one if it looks so."""
        named = [self.user] if "@" in self.user else []
        return frozenset(str(address).lower() for address in (*self.detail.get("addresses", ()), *named))


class RemoteCollection(Protocol):
    """What the store takes from a listing of calendars; `dav.client.CollectionInfo` has these attributes."""

    @property
    def href(self) -> Href: ...
    @property
    def name(self) -> str: ...
    @property
    def color(self) -> str: ...  # "#rrggbb" or ""
    @property
    def writable(self) -> bool: ...
    @property
    def schedules(self) -> bool: ...
    @property
    def supports_sync(self) -> bool: ...
    @property
    def order(self) -> int: ...
    @property
    def may_change(self) -> bool: ...
    @property
    def may_delete(self) -> bool: ...
    @property
    def components(self) -> frozenset[str]: ...
    @property
    def owner(self) -> str: ...  # the name of somebody else whose it is
    @property
    def home(self) -> str: ...  # the home set it is listed in, if not the account's own


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """`sync_token` and `ctag` are those of the last complete sync, never newer than the resources.

    `compared_at` is when every etag was compared last, None: never. `vanished` counts what the server lists no more
    while the state is ASKING. `writable` says that events can be put into it, `may_change` and `may_delete` speak of
    those that are there. `to_send` and `kept_here` hold words of name, color, order: what the server is still to be
    told, and what it did not take.
    """

    id: CollectionId
    account: AccountId
    href: Href
    name: str
    color: str
    local_color: str
    writable: bool
    why_read_only: str
    schedules: bool
    supports_sync: bool
    order: int
    visible: bool
    state: CollectionState
    why: str
    sync_token: str
    ctag: str
    last_sync: datetime | None
    compared_at: datetime | None
    vanished: int
    local_name: str
    local_position: int | None
    to_send: frozenset[str]
    kept_here: frozenset[str]
    may_change: bool
    may_delete: bool
    components: frozenset[str]
    owner: str
    home: str

    @property
    def shown_name(self) -> str:
        """What it is called here."""
        return self.local_name or self.name


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """`text` is what is shown; `base_text` is the server's last text, "" if it never had one.

    `etag` belongs to `base_text`; "" means it has to be fetched before anything is sent.
    `program_only` tells that every unsent change was made by the program, not by the user.
    """

    id: ResourceId
    collection: CollectionId
    href: Href
    uid: Uid
    etag: ETag
    text: str
    base_text: str
    state: State
    revision: int
    program_only: bool
    why_blocked: str  # value of errors.Why, "" if not blocked
    said: str = ""  # what the server said for itself when it refused it: plain text, one line
    origin: str = ""  # of a new one that came from elsewhere: its text there, which others may have brought here, too

    @property
    def unsent(self) -> bool:
        return self.state is not State.CLEAN


class RemoteItem(NamedTuple):
    """A calendar object resource as the server gave it. `etag` may be "" if it gave none that is strong."""

    href: Href
    etag: ETag
    text: str


class Touched(NamedTuple):
    """What one write changed: the days `first`..`last` (inclusive, viewer's zone; None: open), before and after."""

    collection: CollectionId
    resource: ResourceId
    first: date | None
    last: date | None


class Taken(NamedTuple):
    """What a slice from the server did. `unsent` were left alone, because they hold changes the server has not seen."""

    touched: tuple[Touched, ...]
    unsent: tuple[tuple[ResourceId, Href], ...]


class OutboxRow(NamedTuple):
    """One change that the server has not confirmed. There is at most one a resource; `op` gives the order.

    `body`, `precondition` and `revision` are those of the request that left (SENT, UNKNOWN), else "" and 0.
    `held` tells that the write waits for a meeting link, because guests would be mailed.
    """

    op: int
    account: AccountId
    collection: CollectionId
    resource: ResourceId
    href: Href
    uid: Uid
    kind: OutboxKind
    state: OutboxState
    body: str
    precondition: str
    revision: int
    sent_at: datetime | None
    attempts: int
    next_at: datetime | None
    why: str
    created_at: datetime
    held: bool


@dataclass(frozen=True, slots=True)
class IntentPlan:
    """A meeting intent to be committed together with an edit. `op_id` is 32 hex digits.

    `body` is the wanted request as the engine writes it (JSON). `holds` makes the server write wait for the link.
    `asks`: nothing is done before the user answers; `body` then names what is asked (`needing.Asked`) under "asked".
    """

    op_id: str
    kind: IntentKind
    account: AccountId | None
    body: str = ""
    meeting_id: str = ""
    holds: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class IntentRow:
    """`why` and `next_at`: a reason with a next try waits by itself, a reason without one waits for the user."""

    op_id: str
    uid: Uid
    collection: CollectionId | None
    account: AccountId | None
    kind: IntentKind
    state: IntentState
    body: str
    holds: bool
    unsure: bool
    meeting_id: str
    join_url: str
    passcode: str
    first_sent_at: datetime | None
    last_sent_at: datetime | None
    server_date: datetime | None
    attempts: int
    next_at: datetime | None
    why: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """The meeting of the event `uid`. `collection` is None once that calendar left, `account` once its account did.

    `occurrences` maps RECURRENCE-ID to Zoom's occurrence id. `type` is Zoom's: 2 scheduled, 3 no fixed time, 8 series.
    `reason` says why it has no fixed time (a value of zoom.recurrence.Reason or errors.Why). `since`: when `standing`
    was found; `left_at`: the user chose to leave it so. `shown` is what Zoom showed at `checked_at`: "topic", "start"
    (ISO, UTC), "minutes".
    """

    uid: Uid
    collection: CollectionId | None
    account: AccountId | None
    meeting_id: str
    type: int = 2
    join_url: str = ""
    passcode: str = ""
    host: str = ""
    made_here: bool = False
    adopted_here: bool = False
    op_id: str = ""
    standing: MeetingStanding = MeetingStanding.OK
    occurrences: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    since: datetime | None = None
    left_at: datetime | None = None
    checked_at: datetime | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)


class KeptRow(NamedTuple):
    """Two versions of one resource that wait for the user.

    `theirs` is "" if the server's was deleted, `mine` if it was deleted here; `base` is what both sides began from,
    "" if there was nothing.
    """

    id: int
    resource: ResourceId
    mine: str
    theirs: str
    at: datetime
    base: str = ""


class DeletedRow(NamedTuple):
    """An event that was deleted here or on the server and can come back for a while."""

    id: int
    collection: CollectionId
    uid: Uid | str
    summary: str
    text: str
    at: datetime
