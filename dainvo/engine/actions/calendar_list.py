"""The user's verbs about calendars as such: names, colours, order, which are wanted, made here, moved, deleted.

What is in a calendar is for `events` and `calendars`.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final

from dainvo.dav.collection import CollectionInfo
from dainvo.engine import homes, names, removal
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.engine.sync import open_client
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId, Href, ResourceId, Uid
from dainvo.store.calendars import NOT_KEPT
from dainvo.store.rows import AccountRow, CollectionRow, CollectionState, Touched

log = logging.getLogger(__name__)

LOCAL: Final = "local"


async def add_local(desk: Desk, name: str, *, color: str = "", place: str = "On this computer") -> CollectionId:
    """A calendar on this computer, without any account (A14). `place` is what all of them stand under."""
    known = desk.store.accounts(LOCAL)
    account = known[0].id if known else desk.store.add_account(LOCAL, place)
    made = desk.store.add_local_calendar(account, Href(f"/{uuid.uuid4()}/"), name.strip(), color)
    desk.publish(Changes(accounts=frozenset({account}), account_list=not known, collection_list=True))
    return made


async def rename(desk: Desk, collection: CollectionId, name: str, *, here: bool = False) -> None:
    """Another name: on the server, for all devices (A16), or with `here` only on this computer (A35).

    It is shown at once. An empty name is the server's again.
    """
    row, account = _row_and_account(desk, collection)
    name = " ".join(name.split())
    if account.kind == LOCAL:
        desk.store.set_collection(collection, name=name or row.name)
    else:
        desk.store.dress(collection, name=name, tell=_may_tell(account) and not here)
    _changed(desk, [row], tell=not here)


async def recolor(desk: Desk, collection: CollectionId, color: str, *, here: bool = False) -> None:
    """Another colour (`#rrggbb`, empty: the server's again), as `rename` (A17, A35)."""
    row, account = _row_and_account(desk, collection)
    if account.kind == LOCAL:
        desk.store.set_collection(collection, color=color)
    else:
        desk.store.dress(collection, color=color, tell=_may_tell(account) and not here)
    _changed(desk, [row], tell=not here)


async def reorder(desk: Desk, order: Sequence[CollectionId]) -> None:
    """The calendars of one account in this order; those of its own tell their server, others' only stand so here."""
    rows = [desk.store.collection(collection) for collection in order]
    for place, row in enumerate(rows, start=1):
        current = row.order if row.local_position is None else row.local_position
        if current != place:
            own = _may_tell(desk.store.account(row.account)) and not row.owner
            desk.store.dress(row.id, position=place, tell=own)
    _changed(desk, rows, tell=True)


async def choose(desk: Desk, wanted: Mapping[CollectionId, bool]) -> None:
    """Which calendars are kept here (A04). One that is not wanted loses its copy, its server loses nothing.

    Raises Refused(STILL_WAITING) if changes in one of those wait to be sent or to be decided, Refused(NO_SUCH_CALENDAR)
    for one of this computer, which has no other copy; before anything is done.
    """
    rows = {key: desk.store.collection(key) for key in wanted}
    for row in (rows[key] for key, keep in wanted.items() if not keep):
        if desk.store.account(row.account).kind == LOCAL:
            raise Refused(Why.NO_SUCH_CALENDAR)
        if _holds_unsent(desk, row):
            raise Refused(Why.STILL_WAITING, about={"calendar": row.shown_name})
    for key, keep in wanted.items():
        if keep and rows[key].state in NOT_KEPT:
            desk.store.set_collection(key, state=CollectionState.OK, visible=True)
    for account in {rows[key].account for key, keep in wanted.items() if not keep}:
        async with _at_rest(desk, account):
            for key, keep in wanted.items():
                if not keep and rows[key].account == account and not _holds_unsent(desk, rows[key]):
                    desk.store.put_aside(key)
    desk.publish(Changes(collections=frozenset(wanted), collection_list=True))
    for account in {row.account for row in rows.values()}:
        homes.note_offered(desk, account)
        desk.wake(account)


async def delete_calendar(desk: Desk, collection: CollectionId, typed: str) -> None:
    """Delete a calendar with its events, on the server, too, if it is there; `typed` must be its name (A16).

    One that the server no longer lists only leaves this computer. Raises Refused(NAME_NEEDED | NOT_ALLOWED), NeedsUser
    or TryLater; nothing is deleted here then.
    """
    row, account = _row_and_account(desk, collection)
    if typed.strip() not in (row.name, row.shown_name):
        raise Refused(Why.NAME_NEEDED, about={"calendar": row.shown_name})
    if not _may_tell(account) and account.kind != LOCAL:
        raise Refused(Why.READ_ONLY, about={"calendar": row.shown_name})
    async with _at_rest(desk, account.id):
        if account.kind != LOCAL and row.state is not CollectionState.GONE:
            await (await open_client(desk, account)).delete_calendar(row.href)
        desk.store.remove_collection(collection)
    desk.publish(Changes(collections=frozenset({collection}), collection_list=True, outbox=True))
    _tidy(desk, account)


async def forget_calendar(desk: Desk, collection: CollectionId, *, unsent: bool = False) -> None:
    """Remove the last copy of a calendar that its server no longer lists; with `unsent` also what was never sent.

    Raises Refused (NO_SUCH_CALENDAR, STILL_WAITING).
    """
    row = desk.store.collection(collection)
    if row.state is not CollectionState.GONE:
        raise Refused(Why.NO_SUCH_CALENDAR)
    if not unsent and _holds_unsent(desk, row):
        raise Refused(Why.STILL_WAITING, about={"calendar": row.shown_name})
    removal.keep_where_they_were(desk, [collection])
    desk.store.remove_collection(collection)
    desk.publish(Changes(collections=frozenset({collection}), collection_list=True, outbox=True))


async def move_to_account(desk: Desk, collection: CollectionId, account: AccountId) -> None:
    """A calendar of this computer moves to an account: made on its server, its events sent there (A14).

    Until the server has them they wait in the outbox like any other. Ended in the middle it can be done again: the
    calendar that was made is found again. Raises Refused (NO_SUCH_ACCOUNT, NOT_ALLOWED …), NeedsUser or TryLater.
    """
    row, here = _row_and_account(desk, collection)
    there = desk.store.account(account)
    if here.kind != LOCAL or there.kind != "caldav":
        raise Refused(Why.NO_SUCH_ACCOUNT)
    client = await open_client(desk, there)
    home = Href(str(there.detail.get("home_set") or "/"))
    segment = row.href.strip("/")
    try:
        href = await client.make_calendar(home, row.shown_name, row.local_color or row.color, segment=segment)
    except Refused:
        href = Href(f"{home.rstrip('/')}/{segment}/")
        if not await client.is_there(href):
            raise
        log.info("a calendar that was begun to be moved is there already")
    found = await homes.calendars(desk, client, there)
    listed = next((info for info in found.calendars if info.href == href), None)
    if listed is None:
        raise Refused(Why.NO_SUCH_CALENDAR, detail="the server made a calendar and does not list it")
    desk.store.move_to_account(collection, account, listed, _hrefs(desk, listed, collection))
    changes = Changes(collections=frozenset({collection}), collection_list=True, outbox=True)
    desk.publish(changes | Changes(accounts=frozenset({account, here.id}), account_list=True))
    _tidy(desk, here)
    desk.wake(account)


async def move_events(desk: Desk, source: CollectionId, target: CollectionId) -> int:
    """All events of a calendar of this computer into another calendar; how many. The calendar stays, empty.

    An event whose UID the other has already stays where it is. Each event moves in one transaction.
    Raises Refused (NO_SUCH_CALENDAR, READ_ONLY).
    """
    row, here = _row_and_account(desk, source)
    into = desk.store.collection(target)
    if here.kind != LOCAL or source == target:
        raise Refused(Why.NO_SUCH_CALENDAR)
    if not into.writable:
        raise Refused(Why.READ_ONLY, about={"calendar": into.shown_name})
    touched: list[Touched] = []
    known = {one.uid for one in desk.store.resources(target)}
    events = [one for one in desk.store.resources(row.id) if one.uid and one.uid not in known]
    for event in events:
        href = names.href(into.href, event.uid)
        touched += desk.store.move_local(event.id, target, href, event.text)
    desk.publish_touched(touched)
    desk.wake(into.account)
    return len(events)


@asynccontextmanager
async def _at_rest(desk: Desk, account: AccountId) -> AsyncIterator[None]:
    """No sync of this account is under way: it would go on filling what is being taken away. It goes on afterwards."""
    if desk.work is not None:
        await desk.work.forget(account)
    try:
        async with desk.lock(("account", account)):
            yield
    finally:
        desk.wake(account)


def _holds_unsent(desk: Desk, row: CollectionRow) -> bool:
    """Whether the user wrote something in it that no server has yet."""
    if any(waiting.collection == row.id for waiting in desk.store.outbox(row.account)):
        return True
    return any(desk.store.resource(kept.resource).collection == row.id for kept in desk.store.kept())


def _hrefs(desk: Desk, listed: CollectionInfo, collection: CollectionId) -> dict[ResourceId, Href]:
    events = desk.store.resources(collection)
    return {one.id: names.href(listed.href, one.uid or Uid(str(uuid.uuid4()))) for one in events}


def _may_tell(account: AccountRow) -> bool:
    """Whether there is a server to be told of names, colours and places: a feed has none."""
    return account.kind == "caldav"


def _tidy(desk: Desk, account: AccountRow) -> None:
    """Where the last calendar of this computer is gone, so is what it stood under."""
    if account.kind == LOCAL and not desk.store.collections(account.id):
        desk.store.remove_account(account.id)
        desk.publish(Changes(accounts=frozenset({account.id}), account_list=True, collection_list=True))


def _row_and_account(desk: Desk, collection: CollectionId) -> tuple[CollectionRow, AccountRow]:
    row = desk.store.collection(collection)
    return row, desk.store.account(row.account)


def _changed(desk: Desk, rows: Sequence[CollectionRow], *, tell: bool) -> None:
    desk.publish(Changes(collections=frozenset(row.id for row in rows), collection_list=True))
    if tell:
        for account in {row.account for row in rows}:
            desk.wake(account)
