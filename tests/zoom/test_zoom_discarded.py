"""Zoom made the meeting and the calendar server does not take the event (M60, reliability §2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import calendars, conflicts
from dainvo.errors import Why
from dainvo.ical.event import Online, ResourceId, State

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def rest(world: MeetingWorld) -> None:
    for seconds in (0, 60, 300, 700):
        world.jump(seconds)
        world.sync()


def refuse(world: MeetingWorld, resource: ResourceId) -> None:
    """503 at first, 403 in the end; the link is kept while it waits."""
    world.calendar.wire.fail("PUT", "503", times=2)  # by the meeting's own task, and by the sync that was asked for
    world.sync()
    event = world.event(resource)
    assert event.meeting is not None
    assert event.meeting.join_url == world.meetings()[0]["join_url"]
    world.calendar.wire.fail("PUT", "403", times=-1)
    rest(world)
    assert world.event(resource).why_blocked == Why.NOT_ALLOWED
    assert len(world.meetings()) == 1
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 1


def test_a_new_event_is_discarded(world: MeetingWorld) -> None:
    """M60: one meeting while it waits; after Discard neither meeting nor event."""
    saved = world.save(world.draft())
    refuse(world, saved.resource)
    world.bench.call(conflicts.discard_change, saved.resource)
    rest(world)
    assert world.meetings() == []
    assert world.calendar.titles() == []
    assert world.bench.store(lambda store: store.outbox()) == []


def test_a_meeting_added_to_an_event_is_discarded(world: MeetingWorld) -> None:
    """M60: the event stays as the server has it, its fresh meeting goes."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    world.edit(saved.resource, online=Online.ZOOM)
    refuse(world, saved.resource)
    world.bench.call(conflicts.discard_change, saved.resource)
    rest(world)
    assert world.meetings() == []
    assert world.calendar.titles() == ["Review"]
    assert world.event(saved.resource).state is State.CLEAN
    assert world.event(saved.resource).meeting is None


def test_a_change_of_an_event_with_a_published_meeting_is_discarded(world: MeetingWorld) -> None:
    """M60, I-4: the meeting whose link guests have is not the one that was made for the change: it stays."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.calendar.wire.fail("PUT", "403", times=-1)
    world.edit(saved.resource, summary="Renamed")
    rest(world)
    world.bench.call(conflicts.discard_change, saved.resource)
    rest(world)
    [meeting] = world.meetings()
    assert meeting["topic"] == "Review"
    assert world.calendar.titles() == ["Review"]


def test_a_move_is_discarded(world: MeetingWorld) -> None:
    """M60, I-4: the event is back where its server has it, with its published meeting; nothing was deleted anywhere."""
    other = world.bench.call(calendars.create_calendar, world.calendar.account, "Closed")
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    href = world.bench.store(lambda store: store.collection(other).href)
    world.calendar.wire.fail("PUT", "403", times=-1, path_part=href)
    world.edit(saved.resource, collection=other)
    rest(world)
    row = world.calendar.row_in(saved.uid, other)
    assert world.event(row.id).goes_back
    world.bench.call(conflicts.discard_change, row.id)
    assert world.calendar.titles() == ["Review"]
    rest(world)
    [meeting] = world.meetings()
    assert meeting["join_url"] in world.calendar.text(saved.uid).replace("\r\n ", "")
    assert (world.calendar.row(saved.uid).state, world.calendar.titles()) == (State.CLEAN, ["Review"])


def test_the_calendar_takes_it_in_the_end(world: MeetingWorld) -> None:
    """M60: nothing was discarded: the same meeting goes out with the event."""
    world.calendar.wire.fail("PUT", "503", times=2)
    saved = world.save(world.draft())
    rest(world)
    [meeting] = world.meetings()
    assert meeting["join_url"] in world.calendar.text(saved.uid).replace("\r\n ", "")
