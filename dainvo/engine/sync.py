"""Brings the copy and one CalDAV account together: push, ask what changed, fetch, keep the new token.

Decides nothing about single resources (that is `plan`) and sends no change itself (that is `outbox`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from dainvo.dav.answers import TokenRefused
from dainvo.dav.client import Client
from dainvo.dav.collection import CollectionInfo
from dainvo.engine import appearance, feeds, homes, outbox
from dainvo.engine.changes import Changes
from dainvo.engine.connections import wire_of
from dainvo.engine.desk import Desk, caldav_key
from dainvo.engine.fetch import Fetch, Told
from dainvo.engine.plan import (
    COMPARISON,
    UNTOLD,
    Ask,
    came_whole,
    comparison_due,
    concerns_account,
    how_to_ask,
    listing_may_help,
    unchanged,
)
from dainvo.engine.values import Problem, SyncReport, Vanished
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, CollectionId
from dainvo.store.calendars import NOT_KEPT
from dainvo.store.rows import ASK, AccountRow, AccountState, CollectionRow, CollectionState, OutboxRow
from dainvo.web import Basic, Digest

log = logging.getLogger(__name__)

_REMOVE: Vanished = "remove"


async def sync_account(
    desk: Desk,
    account: AccountId,
    *,
    delete_all: bool = False,
    answers: Mapping[CollectionId, Vanished] | None = None,
    thorough: bool = True,
) -> SyncReport:
    """Push what waits, then fetch what changed in each calendar of the account; one task at a time. A subscription has
    nothing to push.

    What fails for one calendar or event stands in the report. Raises TryLater if the server is away, NeedsUser if it
    wants the user, Refused if it has moved (REDIRECTED_AWAY …) or there is NO_SUCH_ACCOUNT, Malformed if something
    else answers in its place; the account's row says so too. `answers` are the user's to MASS_DELETION, by calendar;
    `delete_all` is a yes for all. Without `thorough` names, colours and rights of calendars are asked for once an hour
    only.
    """
    async with desk.lock(("account", account)):
        row = desk.store.account(account)
        with _noted(desk, account):
            if row.kind == feeds.KIND:
                report = await feeds.refresh(desk, row)
                _note_account(desk, account, AccountState.OK, "")
                return report
            try:
                run = await _run(desk, row, answers or {}, delete_all=delete_all, thorough=thorough)
            except NeedsUser as error:
                if not await _other_password(desk, row, error):
                    raise
                run = await _run(desk, row, answers or {}, delete_all=delete_all, thorough=thorough)
        _note_account(desk, account, *run.verdict())
        report = run.report()
        _write_down(desk, report)
        return report


async def push_account(desk: Desk, account: AccountId) -> None:
    """Send what is due without fetching. Raises as `sync_account`; a refused password is not sent again (A32)."""
    async with desk.lock(("account", account)):
        row = desk.store.account(account)
        if row.state is AccountState.NEEDS_USER and row.why == Why.WRONG_PASSWORD:
            raise NeedsUser(Why.WRONG_PASSWORD)
        try:
            await outbox.push(desk, await open_client(desk, row), account)
        except NeedsUser as error:
            desk.caldav.pop(account, None)
            _note_account(desk, account, AccountState.NEEDS_USER, error.why)
            raise


@asynccontextmanager
async def sending(desk: Desk, collection: CollectionId) -> AsyncIterator[Client | None]:
    """The way to a calendar's server for one write at once, while the account is synced by nobody else; None if the
    write has to wait for the account's next push."""
    home = desk.store.collection(collection)
    row = desk.store.account(home.account)
    lock, client = desk.lock(("account", row.id)), desk.caldav.get(row.id)
    well = row.state is AccountState.OK and home.state is not CollectionState.GONE
    if client is None or lock.locked() or not well:
        yield None
        return
    async with lock:
        yield client


async def send_noted(desk: Desk, client: Client, row: OutboxRow) -> None:
    """Send, inside `sending`, a write that was noted as sent together with its edit. What fails stands in the rows, as
    after a push; the account is woken for the rest."""
    try:
        await outbox.send_noted(desk, client, row)
    except NeedsUser as error:
        if not await _other_password(desk, desk.store.account(row.account), error):
            _note_account(desk, row.account, AccountState.NEEDS_USER, error.why)
    except DainvoError as error:
        log.info("a link is not on its calendar server yet: %s", error)
    desk.wake(row.account)


async def sync_collection(fetch: Fetch, info: CollectionInfo) -> None:
    """One calendar: changes since the token; if that is refused or in doubt, or unknown to the server, by ETag.

    The new token, and the ctag, are kept in the last transaction, never earlier. Raises NeedsUser(MASS_DELETION).
    """
    desk, collection = fetch.desk, fetch.collection.id
    token = await _ask(fetch, info)
    fetch.problems += fetch.doubled()
    # The token of the listing is older than what was fetched since, never newer.
    desk.store.set_collection(
        collection,
        sync_token=token or info.sync_token,
        ctag=ASK if fetch.unread else info.ctag or UNTOLD,
        last_sync=desk.now(),
        state=CollectionState.OK,
        why="",
        vanished=0,
    )
    fetch.tell(last=True)


async def _ask(fetch: Fetch, info: CollectionInfo) -> str:
    """Bring in what changed, and come back with the token for the next time; empty if the server gave none."""
    how = how_to_ask(
        token=fetch.collection.sync_token,
        supports_sync=info.supports_sync,
        held=fetch.desk.store.held(fetch.collection.id)[0],
    )
    told = Told("", doubtful=True)
    due = _is_due(fetch.desk, fetch.collection)
    if how is not Ask.LISTING and not (due and _unchanged(fetch.collection, info)):
        try:
            told = await fetch.changes(fetch.collection.sync_token, listed=info.sync_token)
        except (TokenRefused, Refused, Malformed, TryLater) as error:
            if not isinstance(error, TokenRefused) and not listing_may_help(error):
                raise
            log.info("changes were not to be had, comparing all etags: %s", error)
    if told.doubtful or due:
        await fetch.listing()
        fetch.desk.store.set_collection(fetch.collection.id, compared_at=fetch.desk.now())
    elif told.round_length:
        fetch.desk.store.set_collection(fetch.collection.id, compared_at=fetch.desk.now() - COMPARISON)
    elif fetch.collection.compared_at is None:
        fetch.desk.store.set_collection(fetch.collection.id, compared_at=came_whole(fetch.desk.now()))
    return told.token


async def _run(
    desk: Desk, account: AccountRow, answers: Mapping[CollectionId, Vanished], *, delete_all: bool, thorough: bool
) -> Run:
    given = dict.fromkeys((row.id for row in desk.store.collections(account.id)), _REMOVE) if delete_all else answers
    run = Run(desk, account, await open_client(desk, account), given, thorough)
    await run.push()
    await run.fetch()
    if run.unsent:
        await run.push()
    return run


@dataclass(slots=True)
class Run:
    """One sync of one account, with its counts."""

    desk: Desk
    account: AccountRow
    client: Client
    answers: Mapping[CollectionId, Vanished]
    thorough: bool
    fetched: int = 0
    sent: int = 0
    removed: int = 0
    unsent: bool = False
    away: Why | None = None
    problems: list[Problem] = field(default_factory=list)

    async def push(self) -> None:
        """Send what is due."""
        pushed = await outbox.push(self.desk, self.client, self.account.id)
        self.sent += pushed.sent
        self.problems += pushed.problems

    async def fetch(self) -> None:
        """Ask for all tokens and ctags at once, then sync the calendars that changed (one request if none did)."""
        store = self.desk.store
        await appearance.send(self.desk, self.client, self.account.id)
        found = await self._calendars()
        if found.described:
            self._take_collections(found)
        by_href = {info.href: info for info in found.calendars}
        with_meeting = frozenset(meeting.uid for meeting in store.meetings())
        for collection in store.collections(self.account.id):
            info = by_href.get(collection.href)
            if info is None or collection.state in NOT_KEPT:
                continue
            answer = self.answers.get(collection.id)
            if answer is not None or not self._at_rest(collection, info):
                await self._one(Fetch(self.desk, self.client, collection, answer, with_meeting), info)
            elif collection.ctag == UNTOLD and info.ctag:
                store.set_collection(collection.id, ctag=info.ctag)

    async def _calendars(self) -> homes.AllCalendars:
        """The calendars, with their states unless all of them are fetched for the first time."""
        store = self.desk.store
        rows = store.collections(self.account.id)
        if all(row.last_sync is None for row in rows) and not any(store.held(row.id)[0] for row in rows):
            found = await homes.calendars(self.desk, self.client, self.account, states=False)
            if all(info.supports_sync for info in found.calendars):
                return found
        ask = homes.calendars if self.thorough else homes.states
        return await ask(self.desk, self.client, self.account)

    def _at_rest(self, collection: CollectionRow, info: CollectionInfo) -> bool:
        """Whether nothing has to be asked about this calendar now."""
        return _unchanged(collection, info) and not _is_due(self.desk, collection)

    def verdict(self) -> tuple[AccountState, str]:
        """What the account's row says after this sync."""
        if any(problem.why is Why.MASS_DELETION for problem in self.problems):
            return AccountState.NEEDS_USER, Why.MASS_DELETION
        return (AccountState.UNREACHABLE, self.away) if self.away is not None else (AccountState.OK, "")

    def report(self) -> SyncReport:
        return SyncReport(
            account=self.account.id,
            name=self.account.name,
            fetched=self.fetched,
            sent=self.sent,
            removed=self.removed,
            waiting=len(self.desk.store.outbox(self.account.id)),
            errors=tuple(self.problems),
        )

    async def _one(self, fetch: Fetch, info: CollectionInfo) -> None:
        """One calendar: its own trouble is noted and stops no other, the server's is raised."""
        collection = fetch.collection
        try:
            await sync_collection(fetch, info)
            if collection.state is not CollectionState.OK or collection.why:
                self.desk.publish(Changes(collection_list=True))
        except (Refused, Malformed, NeedsUser, TryLater) as error:
            self._trouble(collection, error)
        finally:
            fetch.tell(last=True)
            self.fetched += fetch.fetched
            self.removed += fetch.removed
            self.unsent = self.unsent or fetch.unsent
            self.problems += fetch.problems

    def _trouble(self, collection: CollectionRow, error: DainvoError) -> None:
        """Note what one calendar met; raise what concerns the whole account."""
        if isinstance(error, NeedsUser) and error.why is not Why.MASS_DELETION:
            raise error
        if isinstance(error, TryLater):
            if concerns_account(error):
                raise error
            self.away = error.why
        log.warning("a calendar did not sync: %s", error)
        state = CollectionState.ASKING if error.why is Why.MASS_DELETION else None
        vanished = int(error.about.get("count", 0)) if state is not None else None
        self.desk.store.set_collection(collection.id, state=state, why=error.why, vanished=vanished)
        self.desk.publish(Changes(collection_list=True))
        self.problems.append(Problem(error.why, detail=error.detail, collection=collection.name))

    def _take_collections(self, found: homes.AllCalendars) -> None:
        before = self.desk.store.collections(self.account.id)
        # The first ones are what the account was added for; later ones wait for the user's word (A04).
        offer = bool(before)
        self.desk.store.put_collections(self.account.id, found.calendars, offer=offer, unasked=found.unasked)
        homes.note_offered(self.desk, self.account.id)
        after = self.desk.store.collections(self.account.id)
        if after != before:
            self.desk.publish(Changes(collection_list=True, accounts=frozenset({self.account.id})))
        rights = {row.id: _rights(row) for row in before}
        opened = frozenset(
            row.id
            for row in after
            if row.id in rights and any(now > was for now, was in zip(_rights(row), rights[row.id], strict=True))
        )
        if opened and outbox.reopen(self.desk, self.account.id, opened):
            self.unsent = True


async def open_client(desk: Desk, account: AccountRow) -> Client:
    """The way to the account's server, with its password from the keyring.

    Raises NeedsUser (WRONG_PASSWORD if none is kept, NO_KEYRING, KEYRING_LOCKED, KEYRING_FAILED).
    """
    client = desk.caldav.get(account.id)
    if client is None:
        password = await asyncio.to_thread(desk.secrets.get, caldav_key(account.id))
        if password is None:
            raise NeedsUser(Why.WRONG_PASSWORD, detail="no password is kept")
        client = desk.caldav[account.id] = Client(wire_of(desk, account), account.url, signed_in(account, password))
    return client


def signed_in(account: AccountRow, password: str) -> Basic:
    """Name and password in the form the account's server takes."""
    return Digest(account.user, password) if account.detail.get("digest") else Basic(account.user, password)


@contextmanager
def _noted(desk: Desk, account: AccountId) -> Iterator[None]:
    """What ends a sync stands in the account's row, too."""
    try:
        yield
    except (TryLater, Malformed) as error:
        _note_account(desk, account, AccountState.UNREACHABLE, error.why)
        desk.store.note_operation(account, "failed", why=error.why)
        raise
    except (NeedsUser, Refused) as error:
        desk.caldav.pop(account, None)
        if error.why not in (Why.NO_SUCH_ACCOUNT, Why.PROFILE_BUSY, Why.PROFILE_DAMAGED):
            _note_account(desk, account, AccountState.NEEDS_USER, error.why)
            desk.store.note_operation(account, "failed", why=error.why)
        raise


async def _other_password(desk: Desk, account: AccountRow, error: NeedsUser) -> bool:
    """Whether the keyring holds another password by now than the one that was refused."""
    used = desk.caldav.pop(account.id, None)
    if error.why is not Why.WRONG_PASSWORD or used is None:
        return False
    return (await open_client(desk, account)).auth != used.auth


def _rights(row: CollectionRow) -> tuple[bool, bool, bool]:
    return row.writable, row.may_change, row.may_delete


def _unchanged(collection: CollectionRow, info: CollectionInfo) -> bool:
    """Whether token and ctag prove that nothing changed since the last complete sync."""
    if collection.last_sync is None or collection.state is CollectionState.ASKING:
        return False
    return unchanged(token=collection.sync_token, ctag=collection.ctag, new_token=info.sync_token, new_ctag=info.ctag)


def _is_due(desk: Desk, collection: CollectionRow) -> bool:
    """Whether all etags are to be compared, though nothing tells that anything is missing."""
    return comparison_due(desk.now(), collection.compared_at)


def _write_down(desk: Desk, report: SyncReport) -> None:
    """What a sync did, for the account's diary; nothing where it did nothing."""
    for what, count in (("sent", report.sent), ("fetched", report.fetched), ("removed", report.removed)):
        if count:
            desk.store.note_operation(report.account, what, count=count)
    for problem in report.errors:
        desk.store.note_operation(report.account, "trouble", about=problem.collection, why=problem.why)


def _note_account(desk: Desk, account: AccountId, state: AccountState, why: str) -> None:
    done = desk.now() if state is not AccountState.UNREACHABLE and why != Why.WRONG_PASSWORD else None
    desk.store.set_account(account, state=state, why=why, last_sync=done)
    desk.publish_account(account)
