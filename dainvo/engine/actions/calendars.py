"""The user's verbs about calendars: create, show, colour, and widening the indexed window.

Does not sync: it wakes the account where something waits to be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from dainvo.engine import homes
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.engine.sync import open_client, sync_account
from dainvo.engine.values import SyncReport, Vanished
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId, Href
from dainvo.store.rows import CollectionState

_WINDOW_SLICE: Final = 20


async def create_calendar(desk: Desk, account: AccountId, name: str, *, color: str = "") -> CollectionId:
    """Make a calendar on the account's server. `color` is `#rrggbb` or empty.

    Raises Refused (NOT_ALLOWED, REJECTED, NO_SUCH_ACCOUNT), NeedsUser or TryLater.
    """
    row = desk.store.account(account)
    if row.kind != "caldav":
        raise Refused(Why.NO_SUCH_ACCOUNT)
    client = await open_client(desk, row)
    home_set = Href(str(row.detail.get("home_set") or "/"))
    place = max((each.order for each in desk.store.collections(account)), default=0) + 1
    href = await client.make_calendar(home_set, name, color, order=place)
    found = await homes.calendars(desk, client, row)
    desk.store.put_collections(account, found.calendars, offer=True, unasked=found.unasked)
    for collection in desk.store.collections(account):
        if collection.href.rstrip("/") == href.rstrip("/"):
            desk.store.set_collection(collection.id, state=CollectionState.OK)
            homes.note_offered(desk, account)
            desk.publish(Changes(collection_list=True, account_list=True, accounts=frozenset({account})))
            return collection.id
    raise Refused(Why.NO_SUCH_CALENDAR, detail="the server made a calendar and does not list it")


async def set_visible(desk: Desk, collection: CollectionId, visible: bool) -> None:
    """Show or hide a calendar here; the server is not told."""
    await set_visible_many(desk, {collection: visible})


async def set_visible_many(desk: Desk, visible: Mapping[CollectionId, bool]) -> None:
    """`set_visible` for several calendars as one change."""
    desk.store.set_visible(visible)
    desk.publish(Changes(collections=frozenset(visible), collection_list=True))


async def set_color(desk: Desk, collection: CollectionId, color: str) -> None:
    """Give a calendar a colour of its own here (`#rrggbb`, empty: the server's)."""
    desk.store.set_collection(collection, local_color=color)
    desk.publish(Changes(collections=frozenset({collection}), collection_list=True))


async def answer_vanished(desk: Desk, collection: CollectionId, answer: Vanished) -> SyncReport:
    """The user's answer about a calendar most of whose events the server suddenly lists no more: "remove" them here,
    too, or "put_back": write them to the server again. Comes back when that is done.

    Raises as `sync.sync_account`, and Refused(NO_SUCH_CALENDAR).
    """
    row = desk.store.collection(collection)
    report = await sync_account(desk, row.account, answers={collection: answer})
    desk.wake(row.account)
    return report


async def extend_window(desk: Desk, first: date, last: date) -> None:
    """Index the occurrences of recurring events on the days `first`..`last` too; comes back when all are there."""
    before = desk.store.window
    if before[0] <= first and last <= before[1] and desk.store.extend_window(first, last, 0):
        return
    while True:
        if desk.store.extend_window(first, last, _WINDOW_SLICE):
            break
        await desk.give_way()
    collections = frozenset(row.id for row in desk.store.collections())
    desk.publish(Changes(collections=collections, first=first, last=last))
