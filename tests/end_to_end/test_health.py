"""How an account has done: what was sent and fetched, what failed and since when, against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.calendar_world import CalendarWorld, at, calendar_world

from dainvo.engine.actions import accounts, events
from dainvo.errors import Why
from dainvo.ical.event import EventDraft, Online
from dainvo.store.diary import Operation
from dainvo.store.reader import AccountState
from dainvo.store.store import Store

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path) as made:
        yield made


def diary(world: CalendarWorld) -> list[Operation]:
    with world.bench.reader() as reader:
        return reader.health(world.account).operations


def test_what_was_done_is_written_down(world: CalendarWorld) -> None:
    """A21: sent, fetched and removed with their numbers; a sync that did nothing says nothing."""
    assert diary(world) == []
    start = at("2027-03-10T14:00")
    draft = EventDraft(world.collection, "Review", start, start.replace(hour=15), online=Online.NONE)
    world.bench.call(events.save_event, draft)
    world.put("a")
    world.put("b")
    world.sync()
    world.sync()
    assert [(one.what, one.events, one.why) for one in diary(world)] == [("fetched", 2, ""), ("sent", 1, "")]
    world.other("DELETE", "a.ics")
    world.sync()
    assert diary(world)[0].what == "removed"
    with world.bench.reader() as reader:
        health = reader.health(world.account)
        assert health.events == {world.collection: 2}
        assert health.synced[world.collection].tzinfo is reader.zone


def test_a_failure_counts_on(world: CalendarWorld) -> None:
    """A21: the same failure ten times is one line, with the time it began on the account."""
    world.wire.fail("PROPFIND", "503", times=10)
    for _ in range(10):
        world.sync()
        world.bench.clock.jump(60)
    [one] = diary(world)
    assert (one.what, one.events, one.why) == ("failed", 10, Why.SERVER_ERROR)
    with world.bench.reader() as reader:
        [account] = reader.accounts()
    assert account.state is AccountState.UNREACHABLE
    assert account.since is not None and (one.at - account.since).total_seconds() > 8 * 60
    world.sync()
    with world.bench.reader() as reader:
        assert reader.accounts()[0].since is None


def test_a_revoked_password_and_the_cure(world: CalendarWorld) -> None:
    """A21 A32: needed since then, cached events stay, one sign-in mends it and is written down."""
    world.put("a")
    world.sync()
    world.wire.fail("PROPFIND", "401", times=1)
    world.sync()
    with world.bench.reader() as reader:
        [account] = reader.accounts()
    assert (account.state, account.why) == (AccountState.NEEDS_USER, Why.WRONG_PASSWORD)
    assert account.since is not None and len(world.shown()) == 1
    world.bench.call(accounts.update_password, world.account, world.server.password)
    assert [one.what for one in diary(world)][:2] == ["signed_in", "failed"]
    assert world.sync().errors == ()


def test_the_diary_keeps_the_last_fifty(world: CalendarWorld) -> None:
    def note(store: Store) -> None:
        for number in range(60):
            store.note_operation(world.account, "sent", count=number + 1)

    world.bench.store(note)
    with world.bench.reader() as reader:
        kept = reader.health(world.account, most=100).operations
    assert [one.events for one in kept] == list(range(60, 10, -1))
