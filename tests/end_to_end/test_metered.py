"""On a network that costs by the amount nothing is fetched unasked; what the user saved still goes out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.calendar_world import CalendarWorld, at, calendar_world
from fakes.engine_bench import until

from dainvo.engine.actions import accounts, events
from dainvo.ical.event import EventDraft

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path, background=True) as made:
        until(lambda: made.bench.store(lambda store: store.account(made.account)).next_sync)
        yield made


def save(world: CalendarWorld, summary: str) -> str:
    begin = at("2027-03-10T14:00")
    return world.bench.call(events.save_event, EventDraft(world.collection, summary, begin, begin.replace(hour=15))).uid


def wait_sent(world: CalendarWorld, uid: str) -> None:
    until(lambda: "SUMMARY:Mine" in world.text(uid))


def test_background_sync_pauses_and_goes_on(world: CalendarWorld) -> None:
    """A19: three intervals without a question; a save is sent; F5 works; off again, it syncs by itself."""
    world.bench.call(accounts.set_metered, True)
    with world.bench.reader() as reader:
        assert reader.accounts()[0].detail["metered"] is True
    world.put("a", "A")
    world.wire.seen.clear()
    for number in range(3):
        world.bench.clock.jump(16 * 60)
        uid = save(world, f"Mine {number}")
        wait_sent(world, uid)  # its loop has turned since the interval
    assert {"PUT", "GET"} >= set(world.wire.methods())
    assert "A" not in world.titles()

    world.bench.call(accounts.sync)
    assert "A" in world.titles()

    world.put("b", "B")
    world.bench.call(accounts.set_metered, False)
    until(lambda: "B" in world.titles())
    with world.bench.reader() as reader:
        assert "metered" not in reader.accounts()[0].detail
