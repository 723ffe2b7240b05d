"""What the copy needs from time to time, done by itself: a backup a day, an index by the rules of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from fakes.calendar_texts import event_text
from fakes.engine_bench import Bench, until
from fakes.feed_server import feed_server
from fakes.offline_copies import listed

from dainvo.engine.actions import calendar_list, feeds, upkeep
from dainvo.errors import TryLater, Why
from dainvo.ical.event import Href, Uid
from dainvo.store import backups
from dainvo.store.rows import AccountState
from dainvo.store.store import FILE_NAME, Store


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile")
    yield made
    made.close()
    assert made.bugs == []


def test_a_backup_a_day(bench: Bench) -> None:
    """A33, C-S5: not while it starts, then one a day, and never two."""
    path = bench.folder / FILE_NAME
    assert backups.kept(path) == []
    assert bench.call(upkeep.rescued) is None  # what goes on by itself has begun by now
    bench.clock.jump(700)
    until(lambda: len(backups.kept(path)) == 1)
    bench.clock.jump(3600)
    assert bench.call(upkeep.back_up) is False
    bench.clock.jump(24 * 3600)
    until(lambda: len(backups.kept(path)) == 2)
    assert all(backups.is_whole(each) for each in backups.kept(path))


def test_a_backup_that_fails_is_no_bug(bench: Bench) -> None:
    """F-10: the disk is full, or the folder cannot be written: it is logged, and tried again."""
    (bench.folder / "backups").write_text("in the way")
    assert bench.call(upkeep.back_up) is False
    (bench.folder / "backups").unlink()
    assert bench.call(upkeep.back_up) is True


def test_an_index_of_other_rules_is_made_anew_at_the_start(bench: Bench) -> None:
    """P-5: told to the views, calendar by calendar; what is being saved does not wait for it."""

    def fill(store: Store) -> None:
        account = store.add_account("local", "Here")
        (here,), _ = store.put_collections(account, [listed(Href("/here/"))])
        for number in range(60):
            store.create_local(here, Href(f"/here/{number}.ics"), event_text(f"u{number}", "x"))
        store._connection.execute("UPDATE occurrence SET start = start + 3600 WHERE resource % 2 = 0")
        store._connection.execute("DELETE FROM meta WHERE name = 'index_rules'")

    bench.store(fill)
    before = bench.store(lambda store: store._rows("SELECT count(*) FROM occurrence"))
    bench.close()
    bench.changes.clear()
    bench.open()
    until(lambda: bench.store(lambda store: store._row("SELECT 1 FROM meta WHERE name = 'reindexed_to'")) is None)
    until(lambda: any(changes.collections for changes in bench.changes))
    starts = bench.store(lambda store: store._rows("SELECT DISTINCT start FROM occurrence"))
    assert len(starts) == 1
    assert bench.store(lambda store: store._rows("SELECT count(*) FROM occurrence")) == before
    assert bench.store(lambda store: store.outbox()) == []


def test_a_full_disk_stops_no_loop(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """F-10: nothing can be written for a while: a save says so, the sync waits, and both go on when there is room."""
    with feed_server() as server:
        server.give(event_text("a", "A", "20270310", "20270311"))
        account = bench.call(feeds.add_feed, server.url)
        until(lambda: len(server.asked) >= 2)
        real = Store._transaction

        def full(_store: Store, *, durable: bool = True) -> NoReturn:
            raise TryLater(Why.DISK_FULL)

        monkeypatch.setattr(Store, "_transaction", full)
        with pytest.raises(TryLater) as failure:
            bench.call(calendar_list.add_local, "Personal", color="#d64545")
        assert failure.value.why is Why.DISK_FULL
        asked = len(server.asked)

        def tried() -> bool:
            bench.clock.jump(3600)
            return len(server.asked) > asked + 1  # again after one that could not be kept

        until(tried)
        monkeypatch.setattr(Store, "_transaction", real)
        server.give(event_text("b", "B", "20270310", "20270311"), "2")

        def came() -> object:
            bench.clock.jump(3600)  # whenever it began to wait
            return bench.store(lambda store: store.resource_by_uid(Uid("b")))

        until(came)
        assert bench.store(lambda store: store.account(account).state) is AccountState.OK
        bench.call(calendar_list.add_local, "Personal", color="#d64545")


def test_memory_of_the_start_is_given_back(bench: Bench) -> None:
    """G10: pages of the file are let go of, and the copy answers as before."""

    def fill(store: Store) -> None:
        account = store.add_account("local", "Here")
        (here,), _ = store.put_collections(account, [listed(Href("/here/"))])
        for number in range(40):
            store.create_local(here, Href(f"/here/{number}.ics"), event_text(f"u{number}", "x" * 2000))

    bench.store(fill)
    shrunk: list[str] = []
    bench.store(lambda store: store._connection.set_trace_callback(shrunk.append))
    bench.call(upkeep.release_memory)
    bench.store(lambda store: store._connection.set_trace_callback(None))
    assert shrunk == ["PRAGMA shrink_memory"]
    assert len(bench.store(lambda store: store.resources(store.collections()[0].id))) == 40


def test_series_are_expanded_ahead_once_a_month(bench: Bench) -> None:
    """V27: nearly two years of every series lie in the index at any time, and not every day works for all of them."""
    here = bench.call(calendar_list.add_local, "Personal")
    text = event_text("daily", "Daily", "20261014T090000", "20261014T100000", "RRULE:FREQ=DAILY")
    bench.store(lambda store: store.create_local(here, Href("/1.ics"), text))
    bench.call(upkeep.rescued)  # what goes on by itself has begun by now

    def last() -> date:
        return bench.store(lambda store: store.window[1])

    def is_far() -> bool:
        return last() > bench.clock.now().date() + timedelta(days=700)

    lasts = []
    for _ in range(80):
        bench.clock.jump(24 * 3600)
        until(is_far)
        lasts.append(last())
    assert 2 <= len(set(lasts)) <= 4
    with bench.reader() as reader:
        ahead = bench.clock.now().date() + timedelta(days=690)
        assert len(reader.occurrences(ahead, ahead)) == 1
