"""The life of a meeting, on a real calendar server and the Zoom stand-in: made, moved, renamed, taken off, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.calendar_world import at
from fakes.engine_bench import until
from fakes.meeting_world import MeetingWorld, connect, meeting_world

from dainvo.engine.actions import events, zoom
from dainvo.engine.desk import Desk
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical.event import MeetingState, Online

pytestmark = pytest.mark.end_to_end


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path, kind=request.param) as made:
        yield made


def test_saving_makes_one_meeting_and_writes_its_link(world: MeetingWorld) -> None:
    """M08, M45, M44: same wall clock, zone and length; link in CONFERENCE, LOCATION and block; one write."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert meeting["topic"] == "Review"
    assert meeting["start_time"] == "2027-03-10T14:00:00"
    assert (meeting["timezone"], meeting["duration"], meeting["type"]) == ("Europe/Berlin", 45, 2)
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    assert f":{meeting['join_url']}" in text
    assert "CONFERENCE" in text
    assert f"LOCATION:{meeting['join_url']}" in text
    assert "Bring numbers." in text
    assert text.count(":: Zoom meeting ::") == 1
    assert f"X-DAINVO-ZOOM-ID:{meeting['id']}" in text
    assert "start_url" not in text
    # Everything at hand: one write with the link inside (features.md §4), one create, one look.
    assert len(world.calendar.wire.of("PUT")) == 1
    assert len(world.calls("POST", "/v2/users")) == 1
    assert world.event(saved.resource).meeting is not None
    assert world.event(saved.resource).meeting.state is MeetingState.READY  # type: ignore[union-attr]


def test_moving_the_event_moves_the_same_meeting(world: MeetingWorld) -> None:
    """M10: one PATCH with what differs, same id and link, one GET after it."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [before] = world.meetings()
    start = at("2027-03-12T09:30")
    world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
    assert world.settled(saved.resource)
    [after] = world.meetings()
    assert (after["id"], after["join_url"]) == (before["id"], before["join_url"])
    assert after["start_time"] == "2027-03-12T09:30:00"
    assert after["topic"] == "Review"
    assert len(world.calls("PATCH")) == 1
    assert len(world.calls("POST", "/v2/users")) == 1


def test_renaming_sends_the_topic_alone(world: MeetingWorld) -> None:
    """M10: a PATCH with the changed fields only; the mark stays in the agenda."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [before] = world.meetings()
    world.edit(saved.resource, summary="Renamed")
    assert world.settled(saved.resource)
    [after] = world.meetings()
    assert after["topic"] == "Renamed"
    assert (after["start_time"], after["agenda"]) == (before["start_time"], before["agenda"])
    assert after["agenda"].startswith("[dv-")
    assert len(world.calls("PATCH")) == 1


def test_switching_off_deletes_the_meeting_and_keeps_the_event(world: MeetingWorld) -> None:
    """M12, M44: calendar first, then the meeting; the user's text is as it was."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.edit(saved.resource, online=Online.NONE)
    assert world.settled(saved.resource)
    assert world.meetings() == []
    text = world.calendar.text(saved.uid)
    assert "SUMMARY:Review" in text
    assert "CONFERENCE" not in text
    assert "Zoom meeting ::" not in text
    assert "LOCATION" not in text.replace("LOCATION:\r\n", "")
    assert world.event(saved.resource).draft.description == "Bring numbers."
    assert world.event(saved.resource).meeting is None


def test_deleting_the_event_deletes_the_meeting(world: MeetingWorld) -> None:
    """I-5, M12."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.bench.call(events.delete_event, saved.resource)
    assert world.settled(saved.resource)
    assert world.calendar.text(saved.uid) == ""
    assert world.meetings() == []


def test_deleting_the_event_can_keep_the_meeting(world: MeetingWorld) -> None:
    """D6: unticked."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.bench.call(events.delete_event, saved.resource, delete_meeting=False)
    assert world.settled(saved.resource)
    assert world.calendar.text(saved.uid) == ""
    assert len(world.meetings()) == 1


def test_an_existing_event_gets_a_meeting(world: MeetingWorld) -> None:
    """M14: notes kept, block appended once."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    assert world.meetings() == []
    world.edit(saved.resource, online=Online.ZOOM)
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    assert str(meeting["id"]) in text
    assert text.count(":: Zoom meeting ::") == 1
    assert world.event(saved.resource).draft.description == "Bring numbers."


def test_a_series_has_one_meeting(world: MeetingWorld) -> None:
    """M14: one meeting for the series."""
    from dataclasses import replace

    saved = world.save(replace(world.draft(), rrule="FREQ=WEEKLY"))
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert meeting["type"] == 3
    assert world.event(saved.resource).meeting.state is MeetingState.NO_FIXED_TIME  # type: ignore[union-attr]


def test_saving_twice_makes_one_event_and_one_meeting(world: MeetingWorld) -> None:
    """M19: a double click."""
    first = world.save(world.draft())
    second = world.save(world.draft())
    assert first == second
    assert world.settled(first.resource)
    assert len(world.meetings()) == 1
    assert len(world.calendar.shown()) == 1


def test_made_again_after_its_deletion_it_is_a_new_event(world: MeetingWorld) -> None:
    """M19: a double click is on something that is there; whoever deleted it and makes it again wants it."""

    async def a_moment_ago(desk: Desk) -> None:
        assert desk.recent is not None
        desk.recent = (*desk.recent[:2], desk.now())

    first = world.save(world.draft())
    assert world.settled(first.resource)
    world.calendar.wire.fail("DELETE", "503", times=1)
    world.bench.call(events.delete_event, first.resource)
    world.bench.call(a_moment_ago)
    second = world.save(world.draft())
    assert second.uid != first.uid
    for seconds in (0, 60, 700):
        world.jump(seconds)
        world.sync()
    assert world.settled(second.resource)
    [meeting] = world.meetings()
    assert str(meeting["id"]) in world.calendar.text(second.uid)
    assert world.calendar.text(first.uid) == ""


def test_nothing_is_asked_of_zoom_before_save(world: MeetingWorld) -> None:
    """M58: opening an event, looking at its meeting and syncing write nothing."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    writes = len(world.calls("POST", "/v2/")) + len(world.calls("PATCH")) + len(world.calls("DELETE"))
    world.event(saved.resource)
    world.bench.call(zoom.meeting_details, saved.resource)
    assert "Meeting ID" in world.bench.call(zoom.invitation_text, saved.resource)
    world.sync()
    assert len(world.calls("POST", "/v2/")) + len(world.calls("PATCH")) + len(world.calls("DELETE")) == writes


def test_attendees_never_touch_zoom(world: MeetingWorld) -> None:
    """M11."""
    from dainvo.ical.event import Attendee

    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.edit(saved.resource, attendees=(Attendee("bert@example.com"),))
    assert world.settled(saved.resource)
    assert world.calls("PATCH") == []
    assert "bert@example.com" in world.calendar.text(saved.uid)


def test_a_second_computer_manages_the_same_meeting(world: MeetingWorld, tmp_path: Path) -> None:
    """M09: the meeting made on A is moved from B, by its lines in the event."""
    from fakes.engine_bench import Bench

    from dainvo.engine.actions import accounts

    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [before] = world.meetings()
    world.bench.close()
    there = Bench(tmp_path / "second", world.bench.environ, background=False)
    try:
        server = world.calendar.server
        account = there.call(accounts.add_caldav, server.url, server.user, server.password)
        there.call(accounts.sync, account)
        connect(there)
        with there.reader() as reader:
            resource = reader.find(saved.uid)
            assert resource is not None
            event = reader.event(resource, world.event(saved.resource).recurrence_id)
        from dataclasses import replace

        start = at("2027-03-12T09:30")
        moved = replace(event.draft, start=start, end=start + timedelta(minutes=45))
        there.call(events.save_event, moved, resource=resource)
        assert there.call(events.settled, resource, 20.0)
        [after] = world.meetings()
        assert after["id"] == before["id"]
        assert after["start_time"] == "2027-03-12T09:30:00"
        there.call(events.delete_event, resource)
        assert there.call(events.settled, resource, 20.0)
        assert world.meetings() == []
        assert there.bugs == []
    finally:
        there.close()
        world.bench.open()


def test_without_an_account_the_wish_is_refused(tmp_path: Path) -> None:
    """M22: not connected."""
    from fakes.calendar_world import calendar_world
    from fakes.meeting_world import MeetingWorld as World

    with calendar_world("radicale", tmp_path) as calendar:
        with pytest.raises(NeedsUser) as refused:
            World(calendar, None, None).save(World(calendar, None, None).draft())  # type: ignore[arg-type]
        assert refused.value.why is Why.ZOOM_NOT_CONNECTED
        assert calendar.shown() == []


def test_what_is_over_gets_no_meeting(world: MeetingWorld) -> None:
    """zoom.md §9: over, all-day."""
    from dataclasses import replace

    past = replace(world.draft(), start=at("2020-01-01T10:00"), end=at("2020-01-01T11:00"))
    with pytest.raises(Refused) as refused:
        world.save(past)
    assert refused.value.why is Why.ZOOM_OVER
    day = replace(world.draft(), start=at("2027-03-10T00:00").date(), end=at("2027-03-11T00:00").date())
    with pytest.raises(Refused) as refused:
        world.save(day)
    assert refused.value.why is Why.ZOOM_NEEDS_TIME


def test_a_background_does_it_all_by_itself(tmp_path: Path) -> None:
    """M08: nobody waits, the link is in the event on the server under 3 s after Save."""
    with meeting_world(tmp_path, background=True) as world:
        saved = world.save(world.draft())
        until(lambda: "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid))
        until(lambda: world.bench.store(lambda store: store.intents()) == [])
        assert len(world.meetings()) == 1
        world.bench.call(events.delete_event, saved.resource)
        until(lambda: world.meetings() == [])
