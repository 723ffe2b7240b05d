"""What a verb works with: the copy, the wire, the secrets, the clock, and the ways to tell others.

Holds parts and gives them out; decides nothing itself.
"""

from __future__ import annotations

import asyncio
import logging
import secrets as random_source
import uuid
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, Protocol
from zoneinfo import ZoneInfo

from dainvo.engine.changes import Changes
from dainvo.engine.clock import Clock, SystemClock
from dainvo.engine.values import Saved
from dainvo.errors import NeedsUser, TryLater, Why
from dainvo.ical.event import AccountId, EventDraft, ResourceId, Uid
from dainvo.settings import Settings

if TYPE_CHECKING:
    from dainvo.dav.client import Client
    from dainvo.secrets import Secrets
    from dainvo.store.rows import Touched
    from dainvo.store.store import Store
    from dainvo.tls import Connection
    from dainvo.web import Web
    from dainvo.zoom.answers import ZoomUser
    from dainvo.zoom.meetings import Meetings
    from dainvo.zoom.oauth import Grant, ZoomConfig
    from dainvo.zoom.tokens import Tokens

log = logging.getLogger(__name__)


#: How the engine pauses while the window is at work: at most for 60 ms in one go.
_PAUSE_S, _MOST_PAUSES = 0.001, 60
#: Of the 100 creates and updates that Zoom takes from a user on a UTC day.
WARN_FROM: Final = 80


def _uid() -> Uid:
    return Uid(str(uuid.uuid4()))


def _op_id() -> str:
    return random_source.token_hex(16)


class Work(Protocol):
    """What goes on behind the verbs, as they see it (`background.Background`)."""

    def wake(self, account: AccountId) -> None:
        """Sync this account soon."""
        ...

    def wake_meeting(self, uid: Uid) -> None:
        """Take up the event's work at Zoom soon."""
        ...

    def settle(self, uid: Uid) -> None:
        """The same, also where nothing goes on by itself."""
        ...

    def reschedule(self) -> None:
        """The interval may have changed."""
        ...

    async def forget(self, account: AccountId) -> None:
        """Stop what goes on for this account."""
        ...


@dataclass(frozen=True)
class ZoomSignIn:
    """A sign-in that came, with its user; nothing of it is stored yet."""

    config: ZoomConfig
    grant: Grant = field(repr=False)
    user: ZoomUser


@dataclass(frozen=True, slots=True)
class ZoomCalls:
    """The way to one Zoom account."""

    tokens: Tokens
    meetings: Meetings


@dataclass(slots=True)
class Desk:
    """The parts of one open profile. Lives on the engine thread, with the loop; nothing here is for other threads."""

    store: Store
    web: Web
    secrets: Secrets
    settings: Settings
    environ: Mapping[str, str]
    zone: ZoneInfo
    profile: Path
    clock: Clock = field(default_factory=SystemClock)
    new_uid: Callable[[], Uid] = _uid
    new_op_id: Callable[[], str] = _op_id
    random: Random = field(default_factory=Random)
    work: Work | None = None
    listeners: list[Callable[[Changes], None]] = field(default_factory=list)
    #: Whether the window's thread is at work right now.
    window_busy: Callable[[], bool] = lambda: False
    #: UIDs of events that were deleted in this run, for whoever still waits for them.
    departed: dict[ResourceId, Uid] = field(default_factory=dict)
    #: The ways to CalDAV servers opened in this run; one is dropped when its sign-in fails or changes.
    caldav: dict[AccountId, Client] = field(default_factory=dict)
    #: When the calendars of an account were listed last with names, colours and rights.
    described: dict[AccountId, datetime] = field(default_factory=dict)
    #: Whether the network costs by the amount: servers are asked for nothing then, unless the user does.
    metered: bool = False
    #: Clients for accounts that have a way to their server of their own.
    wires: dict[Connection, Web] = field(default_factory=dict)
    #: The last new event, by its draft: a double click saves the same one again.
    recent: tuple[EventDraft, Saved, datetime] | None = None
    #: Who signed in at Zoom instead of the account's own user, until the user decides (M63). Never stored.
    other_user: tuple[AccountId, ZoomSignIn] | None = None
    #: Zoom accounts whose limit of a day is reached: nothing that counts is sent before the instant.
    zoom_pause: dict[AccountId, datetime] = field(default_factory=dict)
    #: When meetings were mended unasked, by event, and the wishes whose waiting was told of, in this run.
    repairs: dict[Uid, list[datetime]] = field(default_factory=dict)
    noticed: set[str] = field(default_factory=set)
    _locks: dict[Hashable, asyncio.Lock] = field(default_factory=dict)
    _zoom: dict[AccountId, ZoomCalls] = field(default_factory=dict)

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self.clock.now()

    def wire(self, connection: Connection) -> Web:
        """The HTTP client for this way to a server: the program's own unless the account has another."""
        if not connection.own:
            return self.web
        if connection not in self.wires:
            from dainvo.web import Web

            self.wires[connection] = Web(connection=connection)
        return self.wires[connection]

    async def close_wires(self) -> None:
        """Close the connections of accounts with a way of their own."""
        for wire in self.wires.values():
            await wire.close()
        self.wires.clear()

    def publish(self, changes: Changes) -> None:
        """Tell everybody who listens what a write touched. A listener that fails is logged and stops nobody."""
        for listener in tuple(self.listeners):
            try:
                listener(changes)
            except Exception:  # a screen's bug must not stop a sync half-way
                log.exception("a listener failed")

    def publish_touched(self, touched: Iterable[Touched], *, outbox: bool = True) -> None:
        """The same for what the copy says that its writes touched."""
        every = list(touched)
        firsts, lasts = [one.first for one in every], [one.last for one in every]
        self.publish(
            Changes(
                collections=frozenset(one.collection for one in every),
                resources=frozenset(one.resource for one in every),
                outbox=outbox,
                first=None if None in firsts else min(filter(None, firsts), default=None),
                last=None if None in lasts else max(filter(None, lasts), default=None),
            )
        )

    def publish_event(self, uid: Uid) -> None:
        """The same for everything shown of one event but its days: its meeting, its place in the outbox."""
        places = self.store.places_of(uid)
        self.publish(
            Changes(
                collections=frozenset(collection for _, collection, _ in places),
                resources=frozenset(resource for resource, _, _ in places),
                outbox=True,
            )
        )

    def publish_account(self, account: AccountId) -> None:
        """The same for the state of an account."""
        self.publish(Changes(accounts=frozenset({account}), account_list=True))

    async def give_way(self) -> None:
        """Let others run, and for a moment at most the window if it is at work: Python runs one thread at a time."""
        await asyncio.sleep(0)
        for _ in range(_MOST_PAUSES):
            if not self.window_busy():
                return
            await asyncio.sleep(_PAUSE_S)

    def wake(self, account: AccountId) -> None:
        """Have this account's waiting changes sent soon, if work goes on behind; nothing waits of a local one."""
        if self.work is not None and all(row.id != account for row in self.store.accounts("local")):
            self.work.wake(account)

    def wake_meeting(self, uid: Uid) -> None:
        """Have this event's work at Zoom taken up soon, if work goes on behind."""
        if self.work is not None:
            self.work.wake_meeting(uid)

    def lock(self, key: Hashable) -> asyncio.Lock:
        """The one lock of this name: an account's sync and an event's meeting are worked on by one task at a time."""
        return self._locks.setdefault(key, asyncio.Lock())

    async def wait(self, event: asyncio.Event, until: datetime | None) -> None:
        """Come back when `event` is set, or at the instant `until` if given, which sets it."""
        if until is None:
            await event.wait()
            return
        sleeping = asyncio.ensure_future(self.clock.sleep((until - self.now()).total_seconds()))
        sleeping.add_done_callback(lambda done: None if done.cancelled() else event.set())
        try:
            await event.wait()
        finally:
            sleeping.cancel()

    def zoom_config(self) -> ZoomConfig:
        """Which Zoom is used; the client id may be empty. Raises Refused(BAD_CONFIGURATION)."""
        from dainvo.zoom.oauth import configure

        return configure(self.environ, self.settings.zoom_client_id, self.settings.zoom_redirect_port)

    def zoom(self, account: AccountId | None) -> ZoomCalls:
        """The way to a connected Zoom account. Raises NeedsUser(ZOOM_NOT_CONNECTED), Refused(BAD_CONFIGURATION)."""
        known = {row.id for row in self.store.accounts("zoom")}
        if account is None or account not in known:
            raise NeedsUser(Why.ZOOM_NOT_CONNECTED)
        if account not in self._zoom:
            from dainvo.zoom.meetings import Meetings
            from dainvo.zoom.pace import Pace
            from dainvo.zoom.tokens import Tokens

            lock_path = self.profile / f"zoom-{account}.lock"
            config = self.zoom_config()
            tokens = Tokens(self.secrets, self.web, zoom_key(account), lock_path, config=config, now=self.now)
            row = self.store.account(account)
            pace = Pace(str(row.detail.get("plan", "")), now=self.now, sleep=self.clock.sleep)
            identity = row.identity

            def wrote() -> None:
                day = self.now().date()
                with suppress(TryLater):  # the disk is full: the call went well all the same
                    self._tell_writes(account, day, self.store.count_zoom_write(identity, day))

            meetings = Meetings(self.web, tokens, now=self.now, pace=pace, wrote=wrote)
            self._zoom[account] = ZoomCalls(tokens, meetings)
        return self._zoom[account]

    def zoom_writes(self, account: AccountId) -> int:
        """Creates and updates that this program counted for the account on the present UTC day, of Zoom's 100."""
        return self.store.zoom_writes(self.store.account(account).identity, self.now().date())

    def _tell_writes(self, account: AccountId, day: date, count: int) -> None:
        """The account says how many of Zoom's 100 are used, once that is worth knowing; unless it left meanwhile."""
        if count >= WARN_FROM and any(row.id == account for row in self.store.accounts("zoom")):
            self.store.set_account(account, detail={"writes": {"day": day.isoformat(), "count": count}})
            self.publish_account(account)

    def forget_zoom(self, account: AccountId) -> None:
        """Make the way anew next time: another grant, another configuration, or no account any more."""
        self._zoom.pop(account, None)

    async def settle_zoom(self) -> None:
        """Wait for token refreshes under way: a lost answer costs the sign-in."""
        for calls in self._zoom.values():
            await calls.tokens.settle()


def zoom_key(account: AccountId) -> str:
    """Where the grant of a Zoom account is kept in the keyring."""
    return f"zoom:{account}"


def caldav_key(account: AccountId) -> str:
    """Where the password of a CalDAV account is kept in the keyring."""
    return f"caldav:{account}"
