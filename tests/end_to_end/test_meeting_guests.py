"""Guests, a calendar server that mails them, and a Zoom that is away (M68, M71, D3, D4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.calendar_world import at
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import zoom
from dainvo.errors import Why
from dainvo.ical.event import MeetingState, Online, ResourceId
from dainvo.store.needing import Asked

pytestmark = pytest.mark.end_to_end
GUESTS = ("bert@example.com", "cleo@example.com")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        # The copy believes that the server mails guests (RFC 6638), which the test server does not.
        made.bench.store(lambda store: store._connection.execute("UPDATE collection SET schedules = 1"))
        yield made


def published(world: MeetingWorld, summary: str) -> ResourceId:
    """An event with guests and a link, on both servers."""
    saved = world.save(world.draft(summary, guests=GUESTS))
    assert world.settled(saved.resource)
    return saved.resource


def bodies(world: MeetingWorld) -> list[str]:
    """What the calendar server was given since it was asked last: each is what guests are mailed."""
    found = [put.body.replace("\r\n ", "") for put in world.calendar.wire.of("PUT")]
    world.calendar.wire.seen.clear()
    return found


def away(world: MeetingWorld, status: int = 503, **more: object) -> None:
    world.fault("status", method="*", path="/v2/*", status=status, times=-1, **more)


def pass_time(world: MeetingWorld, *seconds: float) -> None:
    for some in seconds:
        world.jump(some)
        world.sync()


def state_of(world: MeetingWorld, resource: ResourceId) -> MeetingState | None:
    meeting = world.event(resource).meeting
    return meeting.state if meeting is not None else None


def test_changes_of_what_guests_have_never_wait_for_zoom(world: MeetingWorld) -> None:
    """M71: moved twice, and switched off: mailed at once; then one PATCH with the last values, and one DELETE."""
    moved, bare = published(world, "Moved"), published(world, "Bare")
    bodies(world)
    away(world)
    for hour in (9, 11):
        start = at(f"2027-03-12T{hour:02d}:30")
        world.edit(moved, start=start, end=start + timedelta(minutes=45))
        world.sync()
    world.edit(bare, online=Online.NONE)
    world.sync()
    sent = bodies(world)
    assert [("20270312T093000" in body, "20270312T113000" in body) for body in sent[:2]] == [
        (True, False),
        (False, True),
    ]
    assert len(sent) == 3
    assert "X-DAINVO-ZOOM-ID" not in sent[2]
    assert all("X-DAINVO-ZOOM-ID" in body for body in sent[:2])
    assert state_of(world, moved) is MeetingState.FOLLOWS
    assert len(world.meetings()) == 2
    world.clear_faults()
    pass_time(world, 1000, 60, 700)
    [meeting] = world.meetings()
    assert (meeting["topic"], meeting["start_time"]) == ("Moved", "2027-03-12T11:30:00")
    assert len([one for one in world.calls("PATCH") if one["outcome"] == 204]) == 1
    assert len([one for one in world.calls("DELETE") if one["outcome"] == 204]) == 1
    assert bodies(world) == []  # nobody is mailed for what Zoom did


def test_a_lasting_refusal_of_a_change_is_listed(world: MeetingWorld) -> None:
    """M71: mailed at once all the same; the refusal is in the list, with its reason, and is not repeated."""
    resource = published(world, "Review")
    bodies(world)
    away(world, 400, body={"code": 3000, "message": "You cannot schedule a meeting for anna."})
    world.edit(resource, summary="Renamed")
    pass_time(world, 0, 60, 700)
    [body] = bodies(world)
    assert "SUMMARY:Renamed" in body
    with world.bench.reader() as reader:
        [line] = reader.attention()
    assert (line.asked, line.resource, line.why) == (Asked.NOT_UPDATED, resource, Why.ZOOM_NO_PERMISSION)
    calls = len(world.state()["requests"])
    pass_time(world, 3600)
    assert len(world.state()["requests"]) == calls


def test_sent_without_its_link_it_goes_once_whatever_becomes_of_the_answer(world: MeetingWorld) -> None:
    """M68: the answer to that one write is lost and the program starts anew: still one without, and one update."""
    away(world, 429, body={"code": 429, "message": "You have reached the maximum per-second rate limit for this API."})
    saved = world.save(world.draft(guests=GUESTS))
    pass_time(world, 0, 60)
    assert bodies(world) == []
    assert state_of(world, saved.resource) is MeetingState.WAITING
    world.calendar.wire.fail("PUT", "drop_after", times=1)
    world.bench.call(zoom.send_without_link, saved.resource)
    world.sync()
    world.bench.close()
    world.bench.open()
    pass_time(world, 60, 700)
    first = bodies(world)
    assert len(set(first)) == 1
    assert "X-DAINVO-ZOOM-ID" not in first[0]
    stored = world.calendar.text(saved.uid)
    assert "X-DAINVO-ZOOM-ID" not in stored
    world.clear_faults()
    pass_time(world, 1000, 60)
    assert world.settled(saved.resource)
    [update] = bodies(world)
    assert "X-DAINVO-ZOOM-ID" in update
    assert len(world.meetings()) == 1


def test_an_update_that_brings_a_first_link_waits_for_it(world: MeetingWorld) -> None:
    """D3: guests have the event already; adding a meeting mails them once, with the link, never without."""
    saved = world.save(replace(world.draft(guests=GUESTS), online=Online.NONE))
    assert world.settled(saved.resource)
    bodies(world)
    away(world, 429, body={"code": 429, "message": "You have reached the maximum per-second rate limit for this API."})
    world.edit(saved.resource, online=Online.ZOOM)
    pass_time(world, 0, 30, 60)
    world.edit(saved.resource, summary="Renamed")
    pass_time(world, 60)
    assert bodies(world) == []
    world.clear_faults()
    pass_time(world, 1000, 60)
    [body] = bodies(world)
    assert "X-DAINVO-ZOOM-ID" in body
    assert "SUMMARY:Renamed" in body
