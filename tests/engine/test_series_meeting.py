"""E13 with a meeting: the first part keeps it, the second shares it, and it goes with the last (zoom.md §9.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.engine_bench import Bench
from fakes.meeting_world import MeetingWorld, connect, meeting_world

from dainvo.engine.actions import accounts, events
from dainvo.engine.values import Saved
from dainvo.ical.event import MeetingState, Online, RecurrenceId, Scope

THIRD = RecurrenceId("20270324T140000")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def series(world: MeetingWorld, *, online: Online = Online.ZOOM) -> Saved:
    saved = world.save(replace(world.draft(online=online), rrule="FREQ=WEEKLY;COUNT=6"))
    assert world.settled(saved.resource)
    return saved


def following(world: MeetingWorld, first: Saved, *, own_meeting: bool = False, **values: Any) -> Saved:
    with world.bench.reader() as reader:
        draft = reader.event(first.resource, THIRD).draft
    saved = world.bench.call(
        events.save_event,
        replace(draft, **values),
        resource=first.resource,
        recurrence_id=THIRD,
        scope=Scope.FOLLOWING,
        own_meeting=own_meeting,
    )
    assert world.settled(saved.resource)
    assert world.settled(first.resource)
    return saved


def state(world: MeetingWorld, saved: Saved) -> MeetingState | None:
    meeting = world.event(saved.resource).meeting
    return meeting.state if meeting is not None else None


def test_the_second_part_keeps_the_link(world: MeetingWorld) -> None:
    """N04: one meeting without fixed time, named by both, with the first part's title."""
    first = series(world)
    [meeting] = world.meetings()
    second = following(world, first, summary="Plan")
    assert [one["id"] for one in world.meetings()] == [meeting["id"]]
    assert (world.meetings()[0]["topic"], world.meetings()[0]["type"]) == ("Review", 3)
    assert {state(world, first), state(world, second)} == {MeetingState.NO_FIXED_TIME}
    text = world.calendar.text(second.uid).replace("\r\n ", "")
    assert f"LOCATION:{meeting['join_url']}" in text
    assert f"X-DAINVO-ZOOM-ID:{meeting['id']}" in text
    assert "X-DAINVO-ZOOM-OP" not in text
    assert "X-DAINVO-ZOOM-OP" in world.calendar.text(first.uid)
    assert world.event(second.resource).draft.description == "Bring numbers."
    world.edit(second.resource, summary="Plan B")
    assert world.settled(second.resource)
    assert world.meetings()[0]["topic"] == "Review"
    assert state(world, second) is MeetingState.NO_FIXED_TIME
    world.edit(first.resource, summary="Review B")
    assert world.settled(first.resource)
    assert world.meetings()[0]["topic"] == "Review B"


@pytest.mark.parametrize("last", ["first", "second"])
def test_the_meeting_goes_with_the_last(world: MeetingWorld, last: str) -> None:
    """M16 and reliability §2.7: deleted only when no event uses it."""
    first = series(world)
    second = following(world, first, summary="Plan")
    order = (second, first) if last == "first" else (first, second)
    world.bench.call(events.delete_event, order[0].resource)
    assert world.settled(order[0].resource)
    assert len(world.meetings()) == 1
    assert state(world, order[1]) is MeetingState.NO_FIXED_TIME
    world.bench.call(events.delete_event, order[1].resource)
    assert world.settled(order[1].resource)
    assert world.meetings() == []


def test_switched_off_in_one_part_it_stays_for_the_other(world: MeetingWorld) -> None:
    first = series(world)
    second = following(world, first, summary="Plan")
    world.edit(first.resource, online=Online.NONE)
    assert world.settled(first.resource)
    assert len(world.meetings()) == 1
    assert state(world, first) is None
    assert state(world, second) is MeetingState.NO_FIXED_TIME
    world.edit(second.resource, online=Online.NONE)
    assert world.settled(second.resource)
    assert world.meetings() == []


def test_a_meeting_of_its_own(world: MeetingWorld) -> None:
    first = series(world)
    second = following(world, first, own_meeting=True)
    assert len(world.meetings()) == 2
    texts = [world.calendar.text(saved.uid).replace("\r\n ", "") for saved in (first, second)]
    for text, other in zip(texts, reversed(texts), strict=True):
        [own] = [one for one in world.meetings() if f"X-DAINVO-ZOOM-ID:{one['id']}" in text]
        assert str(own["id"]) not in other
    world.bench.call(events.delete_event, second.resource)
    assert world.settled(second.resource)
    assert len(world.meetings()) == 1


def test_without_a_meeting_from_then_on(world: MeetingWorld) -> None:
    first = series(world)
    second = following(world, first, online=Online.NONE)
    assert (state(world, second), len(world.meetings())) == (None, 1)
    text = world.calendar.text(second.uid)
    assert "ZOOM" not in text.upper()
    assert "Bring numbers." in text


def test_with_a_meeting_from_then_on(world: MeetingWorld) -> None:
    first = series(world, online=Online.NONE)
    second = following(world, first, online=Online.ZOOM)
    assert (state(world, first), state(world, second)) == (None, MeetingState.READY)
    assert str(world.meetings()[0]["id"]) in world.calendar.text(second.uid)
    assert "ZOOM" not in world.calendar.text(first.uid)


def test_deleting_following_keeps_the_meeting(world: MeetingWorld) -> None:
    first = series(world)
    world.bench.call(events.delete_event, first.resource, THIRD, Scope.FOLLOWING)
    assert world.settled(first.resource)
    assert len(world.meetings()) == 1
    assert len(world.meetings()[0]["occurrences"]) == 2
    assert state(world, first) is MeetingState.READY


def test_a_second_computer_counts_both(world: MeetingWorld, tmp_path: Path) -> None:
    """M09: it sees from the events alone that the meeting is shared, and deletes it for neither."""
    first = series(world)
    second = following(world, first, summary="Plan")
    other = Bench(tmp_path / "other", world.bench.environ, background=False)
    try:
        calendar = world.calendar
        account = other.call(accounts.add_caldav, calendar.wire.url, calendar.server.user, calendar.server.password)
        other.call(accounts.sync, account)
        connect(other)
        [row] = other.store(lambda store: store.resource_by_uid(second.uid))
        other.call(events.delete_event, row.id)
        assert other.call(events.settled, row.id, 20.0)
        assert len(world.meetings()) == 1
        assert not other.bugs
    finally:
        other.close()
    world.sync()
    assert state(world, first) is MeetingState.NO_FIXED_TIME
