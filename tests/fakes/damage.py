"""A copy that was lived in, the ways in which its file is damaged, and what has to come back."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fakes.calendar_texts import event_text
from fakes.offline_copies import BERLIN, NOON, Clock, listed

from dainvo.ical.event import CollectionId, ETag, Href, ResourceId
from dainvo.store.repair import open_store
from dainvo.store.rows import IntentKind, IntentPlan, MeetingRow, RemoteItem
from dainvo.store.store import Store


def opened(path: Path) -> Store:
    return open_store(path, zone=BERLIN, now=Clock())


@contextmanager
def lived_in(path: Path) -> Iterator[Store]:
    """A copy with an account, two calendars, 60 events of the server, and one of each kind of unsent work."""
    with Store(path, zone=BERLIN, now=Clock()) as store:
        account = store.add_account("caldav", "Anna", url="https://cal.example/", user="anna")
        (work, _home), _ = store.put_collections(
            account, [listed(Href("/work/")), listed(Href("/home/"), "Home", order=1)]
        )
        store.set_collection(work, sync_token="t1", ctag="c1", last_sync=NOON)
        items = [RemoteItem(Href(f"/work/{n}.ics"), ETag('"1"'), event_text(f"u{n}", f"e{n}")) for n in range(60)]
        store.take_remote(work, items)
        yield store


def unsent_work(store: Store) -> None:
    work = store.collections()[0].id
    plan = IntentPlan("0" * 32, IntentKind.CREATE, None, holds=True)
    made = store.create_local(work, Href("/work/new.ics"), event_text("new", "New"), intent=plan)
    store.edit_local(at(store, work, 1), event_text("u1", "Edited"))
    store.delete_local(at(store, work, 2))
    store.edit_local(at(store, work, 3), event_text("u3", "Mine"))
    store.kept_both(
        at(store, work, 3), mine=event_text("u3", "Mine"), theirs=event_text("u3", "Theirs"), etag=ETag("2")
    )
    store.linked(
        made.resource,
        event_text("new", "New", "20261014", "20261015", "X-A:link"),
        op_id="0" * 32,
        meeting=MeetingRow(store.resource(made.resource).uid, work, None, "987"),
    )
    store.edit_local(at(store, work, 4), event_text("u4", "Sent"))
    store.accepted(at(store, work, 4), 1, ETag('"9"'), event_text("u4", "Sent"))
    store.move_local(at(store, work, 5), store.collections()[1].id, Href("/home/5.ics"), event_text("u5", "Moved"))
    store.edit_local(at(store, work, 6), event_text("u6", "Gone there"))
    store.kept_both(at(store, work, 6), mine=event_text("u6", "Gone there"), theirs=None, etag=ETag(""))
    gone = store.create_local(work, Href("/work/never.ics"), event_text("never", "Never"))
    store.delete_local(gone.resource)


def at(store: Store, collection: CollectionId, number: int) -> ResourceId:
    row = store.resource_by_href(collection, Href(f"/work/{number}.ics"))
    assert row is not None
    return row.id


def told(store: Store) -> object:
    """All of the user's that no server has, without numbers that may change."""
    work = store.collections()[0].id
    rows = {row.href: row for row in store.resources(work)}
    waiting = [(row.href, row.kind, row.uid, row.state, row.why) for row in store.outbox()]
    texts = {
        row.href: (
            store.resource(row.resource).text,
            store.resource(row.resource).base_text,
            store.resource(row.resource).state,
            getattr(store.left_behind(store.resource(row.resource)), "href", ""),
        )
        for row in store.outbox()
    }
    kept = [(store.resource(row.resource).uid, row.mine, row.theirs) for row in store.kept()]
    intents = [(row.op_id, row.state, row.meeting_id) for row in store.intents()]
    meetings = [(row.uid, row.meeting_id) for row in store.meetings()]
    assert "/work/never.ics" not in rows
    assert "/work/4.ics" not in [href for href, *_ in waiting]
    return waiting, texts, kept, intents, meetings, [(row.name, row.user, row.url) for row in store.accounts()]


def flipped(number: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with path.open("r+b") as file:
            size = path.stat().st_size
            chance = random.Random(number)  # noqa: S311 - which page, no secret
            file.seek(chance.randrange(0, size // 4096) * 4096)
            file.write(chance.randbytes(2048))

    return damage


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 8192 * 4096)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def removed(path: Path) -> None:
    path.unlink()


def rubbish(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to look at" * 200)
