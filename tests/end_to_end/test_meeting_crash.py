"""The program dies at each write to its copy, before it or right after it: still one wish makes one meeting (M19)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_world import at
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import accounts, events
from dainvo.engine.desk import Desk
from dainvo.ical.event import Online

pytestmark = pytest.mark.end_to_end

WRITES = (
    "create_local",
    "edit_local",
    "delete_local",
    "linked",
    "accepted",
    "removed",
    "mark_sent",
    "put_intent",
    "set_intent",
    "close_intent",
    "put_meeting",
    "set_collection",
    "take_remote",
)
MOST = 40


class Died(RuntimeError):
    """The program is gone."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def die_at(world: MeetingWorld, number: int, *, after: bool) -> Callable[[], bool]:
    """Have the program die at its write of this number from now; tells whether it did."""
    count = 0
    dead = False

    def doomed(write: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            nonlocal count, dead
            if dead:
                raise Died
            count += 1
            if count < number:
                return write(*args, **kwargs)
            dead = True
            if after:
                write(*args, **kwargs)
            raise Died

        return call

    async def plant(desk: Desk) -> None:
        for name in WRITES:
            setattr(desk.store, name, doomed(getattr(desk.store, name)))

    world.bench.call(plant)
    return lambda: dead


def go_on(world: MeetingWorld, act: Callable[[], object]) -> None:
    """Do something; if the program dies of it, start it again."""
    try:
        act()
    except Died:
        world.bench.close()
        world.bench.open()


def live_on(world: MeetingWorld) -> None:
    """A good day, with a sync now and then."""
    for seconds in (0, 11, 60, 240, 700, 700, 86_400):
        if seconds:
            world.jump(seconds)
        go_on(world, lambda: world.bench.call(accounts.sync))


def uid_on_server(world: MeetingWorld) -> list[str]:
    """Texts of the calendar on its server."""
    status, _, listing = world.calendar.other("PROPFIND", "", Depth="1")
    assert status == 207
    return [part for part in listing.split("<") if part.rstrip().endswith(".ics")]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_create_survives_every_death(world: MeetingWorld, after: bool) -> None:
    """M19, I-1: exactly one meeting, linked in exactly one event."""
    for number in range(2, MOST):  # the first write is the save itself: what it did not store was not promised
        died = die_at(world, number, after=after)
        saved = world.save(world.draft(f"Review {number}"))
        live_on(world)
        [meeting] = [meeting for meeting in world.meetings() if meeting["topic"] == f"Review {number}"]
        text = world.calendar.text(saved.uid).replace("\r\n ", "")
        assert f"X-DAINVO-ZOOM-ID:{meeting['id']}" in text, f"write {number}"
        assert len(uid_on_server(world)) == number - 1
        assert world.bench.store(lambda store: store.intents()) == []
        if not died():
            return
    raise AssertionError("more writes than expected")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("act", ["move", "off", "delete"])
def test_a_change_survives_every_death(world: MeetingWorld, act: str, after: bool) -> None:
    """I-4, I-5, I-7: the meeting follows the event, once."""
    for number in range(2, MOST):
        saved = world.save(world.draft(f"Review {number}"))
        live_on(world)
        [meeting] = world.meetings()
        died = die_at(world, number, after=after)
        if act == "move":
            start = at("2027-03-12T09:30")
            world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
        elif act == "off":
            world.edit(saved.resource, online=Online.NONE)
        else:
            world.bench.call(events.delete_event, saved.resource)
        live_on(world)
        finished = not died()
        world.bench.close()
        world.bench.open()
        if act == "move":
            [moved] = world.meetings()
            assert (moved["id"], moved["start_time"]) == (meeting["id"], "2027-03-12T09:30:00"), f"write {number}"
            world.bench.call(events.delete_event, saved.resource)
            live_on(world)
        assert world.meetings() == [], f"write {number}"
        text = world.calendar.text(saved.uid)
        assert ("SUMMARY" in text) is (act == "off")
        assert "X-DAINVO-ZOOM-ID" not in text
        assert world.bench.store(lambda store: store.intents()) == []
        if finished:
            return
    raise AssertionError("more writes than expected")
