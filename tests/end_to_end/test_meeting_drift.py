"""What becomes of meetings that were changed, taken or deleted at Zoom, and of events that vanish elsewhere.

D9, M24, M62, M66, M68, N02, N10, over real HTTP: Radicale and the stand-in, whose portal does what people do at Zoom.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine import drift, saga
from dainvo.engine.actions import attention, events, zoom
from dainvo.engine.changes import Notice
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical import conference
from dainvo.ical.event import Meeting, MeetingState, Online
from dainvo.store.needing import Asked, Attention, Choice

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def saved_in(world: MeetingWorld, hours: float, *, guests: tuple[str, ...] = ()) -> Saved:
    """A meeting that begins so many hours from now, at rest."""
    start = (world.bench.clock.now() + timedelta(hours=hours)).replace(second=0, microsecond=0)
    start = start.astimezone(world.draft().start.tzinfo)  # type: ignore[union-attr] # timed
    draft = replace(world.draft(guests=guests), start=start, end=start + timedelta(minutes=45))
    if guests:
        schedules(world)
    saved = world.save(draft)
    assert world.settled(saved.resource)
    return saved


def schedules(world: MeetingWorld) -> None:
    """A calendar server that mails guests itself."""
    world.bench.store(lambda store: store._connection.execute("UPDATE collection SET schedules = 1"))


def portal(world: MeetingWorld, act: str, **values: Any) -> None:
    """What a person does in Zoom's portal with the one meeting."""
    [meeting] = world.meetings()
    url = f"{world.server.ready()['admin_url']}/meetings/{meeting['id']}/{act}"
    status, _, said = ask("POST", url, body=json.dumps(values))
    assert status == 200, said


def meeting_of(world: MeetingWorld, saved: Saved) -> Meeting:
    found = world.event(saved.resource).meeting
    assert found is not None
    return found


def lines(world: MeetingWorld) -> list[Attention]:
    with world.bench.reader() as reader:
        found = reader.attention()
        assert reader.status().attention == len(found)
    return found


def writes(world: MeetingWorld) -> int:
    return sum(len(world.calls(method)) for method in ("POST", "PATCH", "DELETE"))


def checked(world: MeetingWorld) -> None:
    """Let everything that is due be looked at."""

    async def look(desk: Desk) -> datetime:
        return await drift.due(desk)

    world.bench.call(look)


def test_opening_an_event_shows_what_zoom_shows(world: MeetingWorld) -> None:
    """M62: topic, time or passcode changed in the portal: noted with both times, nothing written anywhere."""
    saved = saved_in(world, 48)
    before, puts = writes(world), len(world.calendar.wire.seen)
    portal(world, "edit", start_time="2027-05-05T09:30:00Z", topic="Changed")
    world.bench.call(attention.look_at_meeting, saved.resource)
    shown = meeting_of(world, saved)
    assert shown.state is MeetingState.TIME_DIFFERS
    assert shown.zoom_start == datetime(2027, 5, 5, 9, 30, tzinfo=UTC)
    assert (writes(world), len(world.calendar.wire.seen)) == (before, puts)
    [line] = lines(world)
    assert (line.asked, line.zoom_start) == (Asked.TIME_DIFFERS, shown.zoom_start)
    reads = len(world.calls("GET", "/v2/meetings"))
    world.bench.call(attention.look_at_meeting, saved.resource)
    assert len(world.calls("GET", "/v2/meetings")) == reads, "asked again within a minute"


def test_details_note_differences_too(world: MeetingWorld) -> None:
    """M62: the details menu reads, and the row knows."""
    saved = saved_in(world, 48)
    portal(world, "passcode", password="654321")
    details = world.bench.call(zoom.meeting_details, saved.resource)
    assert details.meeting.passcode == "654321"
    assert meeting_of(world, saved).state is MeetingState.LINK_CHANGED


def test_the_calendar_is_right_about_the_time(world: MeetingWorld) -> None:
    """D9, N02: [Use calendar] sends one PATCH with the calendar's time."""
    saved = saved_in(world, 48)
    [before] = world.meetings()
    portal(world, "edit", start_time="2027-05-05T09:30:00Z")
    world.bench.call(attention.look_at_meeting, saved.resource)
    [line] = lines(world)
    world.bench.call(attention.settle_attention, line.id, Choice.USE_CALENDAR)
    assert world.settled(saved.resource)
    assert world.meetings()[0]["start_time"] == before["start_time"]
    assert meeting_of(world, saved).state is MeetingState.READY
    assert lines(world) == []


def test_zoom_is_right_about_the_time(world: MeetingWorld) -> None:
    """D9, N02: [Use Zoom] moves the event; the meeting is left alone."""
    saved = saved_in(world, 48)
    portal(world, "edit", start_time="2027-05-05T09:30:00Z", duration=30)
    world.bench.call(attention.look_at_meeting, saved.resource)
    [line] = lines(world)
    world.bench.call(attention.settle_attention, line.id, Choice.USE_ZOOM)
    assert world.settled(saved.resource)
    draft = world.event(saved.resource).draft
    assert isinstance(draft.start, datetime)
    assert isinstance(draft.end, datetime)
    assert draft.start.astimezone(UTC) == datetime(2027, 5, 5, 9, 30, tzinfo=UTC)
    assert draft.end - draft.start == timedelta(minutes=30)
    assert world.calls("PATCH") == []


def leave_it(world: MeetingWorld, saved: Saved) -> None:
    """What is asked about is left as it is, and looked at again: it is no question any more."""
    [line] = lines(world)
    world.bench.call(attention.settle_attention, line.id, Choice.LEAVE)
    world.jump(120)
    world.bench.call(attention.look_at_meeting, saved.resource)
    assert lines(world) == []


def test_left_as_it_is(world: MeetingWorld) -> None:
    """D9: not asked again, unless it is changed once more."""
    saved = saved_in(world, 48)
    portal(world, "edit", start_time="2027-05-05T09:30:00Z")
    world.bench.call(attention.look_at_meeting, saved.resource)
    leave_it(world, saved)
    portal(world, "edit", start_time="2027-06-06T09:30:00Z")
    world.jump(120)
    world.bench.call(attention.look_at_meeting, saved.resource)
    assert len(lines(world)) == 1
    with pytest.raises(ValueError, match="no answer"):
        world.bench.call(attention.settle_attention, lines(world)[0].id, Choice.DELETE)


@pytest.mark.parametrize("before", [timedelta(hours=24), timedelta(hours=1), timedelta(minutes=10)])
def test_the_meeting_is_looked_at_before_it_begins(world: MeetingWorld, before: timedelta) -> None:
    """N02, N10: at T−24 h, T−1 h and T−10 min; once each."""
    saved = saved_in(world, 30)
    start = world.event(saved.resource).draft.start
    assert isinstance(start, datetime)
    world.bench.clock.stand_still()
    world.jump((start - before - world.bench.clock.now()).total_seconds() - 1)
    checked(world)
    reads = len(world.calls("GET", "/v2/meetings"))
    checked(world)
    assert len(world.calls("GET", "/v2/meetings")) == reads
    world.jump(2)
    checked(world)
    checked(world)
    assert len(world.calls("GET", "/v2/meetings")) == reads + 1


def test_a_meeting_in_doubt_is_looked_at_like_any(world: MeetingWorld) -> None:
    """N02: for a day twins of it are looked for, which is no reason to see nothing else."""
    world.fault("drop_after", method="POST", path="/v2/users/me/meetings")
    start = (world.bench.clock.now() + timedelta(hours=20)).replace(second=0, microsecond=0)
    saved = world.save(replace(world.draft(), start=start, end=start + timedelta(minutes=45)))
    assert not world.settled(saved.resource, 1.0)
    world.jump(15)
    assert world.settled(saved.resource)
    portal(world, "edit", start_time="2027-05-05T09:30:00Z")
    checked(world)
    assert meeting_of(world, saved).state is MeetingState.TIME_DIFFERS


def test_a_new_passcode_reaches_the_event(world: MeetingWorld) -> None:
    """N02: nobody would be mailed, so the block has the new link at once."""
    saved = saved_in(world, 20)
    portal(world, "passcode", password="654321")
    [meeting] = world.meetings()
    checked(world)
    assert world.settled(saved.resource)
    link = conference.find(world.calendar.text(saved.uid))
    assert link is not None
    assert (link.join_url, link.passcode) == (meeting["join_url"], "654321")
    assert meeting_of(world, saved).state is MeetingState.READY
    told = [(one.key, one.resource) for changes in world.bench.changes for one in changes.notices]
    assert told == [("link_refreshed", saved.resource)]


def test_guests_hear_of_a_new_passcode_only_with_consent(world: MeetingWorld) -> None:
    """N02, row 20: joining uses the new link, the invitation keeps the old one until [Update invitation]."""
    saved = saved_in(world, 20, guests=("bob@example.com",))
    text = world.calendar.text(saved.uid)
    portal(world, "passcode", password="654321")
    [meeting] = world.meetings()
    checked(world)
    assert world.settled(saved.resource)
    assert world.calendar.text(saved.uid) == text
    shown = meeting_of(world, saved)
    assert (shown.state, shown.join_url) == (MeetingState.LINK_CHANGED, meeting["join_url"])
    [line] = lines(world)
    world.bench.call(attention.settle_attention, line.id, Choice.PUBLISH)
    assert world.settled(saved.resource)
    link = conference.find(world.calendar.text(saved.uid))
    assert link is not None
    assert link.join_url == meeting["join_url"]
    assert meeting_of(world, saved).state is MeetingState.READY


def test_a_link_that_changes_once_more_is_asked_about_again(world: MeetingWorld) -> None:
    """N02, D9: left as it is, guests having the old link; they are asked about again when another takes its place."""
    saved = saved_in(world, 20, guests=("bob@example.com",))
    portal(world, "passcode", password="654321")
    checked(world)
    leave_it(world, saved)
    portal(world, "passcode", password="111222")
    world.jump(120)
    world.bench.call(attention.look_at_meeting, saved.resource)
    assert [one.asked for one in lines(world)] == [Asked.LINK_CHANGED]
    world.edit(saved.resource, location="Room 4")
    world.bench.call(attention.settle_attention, lines(world)[0].id, Choice.LEAVE)
    portal(world, "passcode", password="333444")
    world.edit(saved.resource, summary="Renamed")
    assert world.settled(saved.resource)
    assert [one.asked for one in lines(world)] == [Asked.LINK_CHANGED], "also when a change brought it to light"


def test_a_changed_title_is_mended_quietly(world: MeetingWorld) -> None:
    """N02, I-14: at most three times an hour, and not when the day's limit is near."""
    now = world.bench.clock.now()
    world.jump((now.replace(hour=1, minute=0) + timedelta(days=1) - now).total_seconds())  # well inside a UTC day
    saved = saved_in(world, 20)
    portal(world, "edit", topic="Changed")
    checked(world)
    assert world.settled(saved.resource)
    assert world.meetings()[0]["topic"] == "Review"
    assert lines(world) == []
    portal(world, "edit", topic="Changed again")

    async def near_the_limit(desk: Desk) -> None:
        identity = desk.store.account(world.zoom).identity
        for _ in range(drift.REPAIRS_UP_TO):
            desk.store.count_zoom_write(identity, desk.now().date())

    world.bench.call(near_the_limit)
    before = writes(world)
    world.jump(19.5 * 3600)
    checked(world)
    assert world.settled(saved.resource)
    assert (world.meetings()[0]["topic"], writes(world)) == ("Changed again", before)


@pytest.mark.parametrize("choice", [Choice.MAKE, Choice.REMOVE, Choice.LEAVE])
def test_a_meeting_that_is_gone(world: MeetingWorld, choice: Choice) -> None:
    """M24, N10: deleted in the portal: the event can be saved all the same; three ways on, in the calendar too."""
    saved = saved_in(world, 20)
    [gone] = world.meetings()
    portal(world, "delete")
    checked(world)
    assert meeting_of(world, saved).state is MeetingState.MISSING
    world.edit(saved.resource, summary="Moved on")
    assert world.settled(saved.resource)
    assert "SUMMARY:Moved on" in world.calendar.text(saved.uid)
    [line] = lines(world)
    assert (line.asked, line.choices) == (Asked.MISSING, (Choice.MAKE, Choice.REMOVE, Choice.LEAVE))
    world.bench.call(attention.settle_attention, line.id, choice)
    assert world.settled(saved.resource)
    assert lines(world) == []
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    if choice is Choice.MAKE:
        [meeting] = world.meetings()
        assert meeting["topic"] == "Moved on"
        link = conference.find(text)
        assert link is not None
        assert (link.join_url, link.meeting_id) == (meeting["join_url"], str(meeting["id"]))
        assert gone["join_url"] not in text
        assert str(gone["id"]) in text.partition("X-DAINVO-ZOOM-GONE")[2]
        assert meeting_of(world, saved).state is MeetingState.READY
    else:
        assert world.meetings() == []
        assert (gone["join_url"] in text) is (choice is Choice.LEAVE)


def test_a_meeting_that_is_gone_is_told_before_it_begins(world: MeetingWorld) -> None:
    """N10: deleted at T−20 min: at T−10 the one thing to do and whom it reaches, once; not where it was left so."""
    saved = saved_in(world, 0.5, guests=("bob@example.com", "eve@example.com"))
    start = world.event(saved.resource).draft.start
    assert isinstance(start, datetime)
    world.jump((start - timedelta(minutes=20) - world.bench.clock.now()).total_seconds())
    portal(world, "delete")

    def told() -> list[Notice]:
        checked(world)
        checked(world)
        return [one for changes in world.bench.changes for one in changes.notices if one.key == "meeting_gone"]

    assert told() == []
    world.jump(601)
    assert told() == [Notice("meeting_gone", saved.resource, "Review", start.astimezone(UTC), people=2)]
    world.bench.close()
    world.bench.open()
    world.bench.changes.clear()
    world.bench.call(attention.settle_attention, lines(world)[0].id, Choice.LEAVE)
    assert told() == []


def test_guests_hear_of_a_new_meeting_once(world: MeetingWorld) -> None:
    """M24, D1: the update waits for the new link and is one."""
    saved = saved_in(world, 20, guests=("bob@example.com",))
    portal(world, "delete")
    checked(world)
    [line] = lines(world)
    puts = len([seen for seen in world.calendar.wire.seen if seen.method == "PUT"])
    world.bench.call(attention.settle_attention, line.id, Choice.MAKE)
    assert world.settled(saved.resource)
    assert len([seen for seen in world.calendar.wire.seen if seen.method == "PUT"]) == puts + 1
    [meeting] = world.meetings()
    link = conference.find(world.calendar.text(saved.uid))
    assert link is not None
    assert link.join_url == meeting["join_url"]


def test_a_meeting_of_somebody_else(world: MeetingWorld) -> None:
    """M24: given to another host: "hosted by", join only; nothing of it is changed or deleted."""
    saved = saved_in(world, 20)
    portal(world, "give", host="basic@example.com")
    checked(world)
    shown = meeting_of(world, saved)
    assert shown.state in (MeetingState.OTHER_HOST, MeetingState.MISSING)
    before = writes(world)
    world.edit(saved.resource, summary="Moved on")
    assert world.settled(saved.resource)
    assert "SUMMARY:Moved on" in world.calendar.text(saved.uid)
    assert writes(world) == before


def test_a_kind_that_zoom_keeps_ends_in_a_new_meeting(world: MeetingWorld) -> None:
    """D1, M72: the new one is linked, then the old one is deleted; one meeting is left."""
    saved = saved_in(world, 48)
    [old] = world.meetings()
    url = world.server.ready()["admin_url"] + "/switches"
    ask("POST", url, body=json.dumps({"type_change": "ignored"}))
    world.edit(saved.resource, start=date(2027, 3, 10), end=date(2027, 3, 11))
    assert world.settled(saved.resource)
    [line] = lines(world)
    assert line.asked is Asked.KIND_KEPT
    world.bench.call(attention.settle_attention, line.id, Choice.MAKE)
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert (meeting["type"], meeting["id"] == old["id"]) == (3, False)
    link = conference.find(world.calendar.text(saved.uid))
    assert link is not None
    assert link.meeting_id == str(meeting["id"])


def test_an_event_deleted_elsewhere_is_asked_about(world: MeetingWorld) -> None:
    """M66, reliability 2.7: only after two more syncs and ten minutes; the answer deletes or leaves the meeting."""

    async def look(desk: Desk) -> None:
        await drift.vanished(desk)

    saved = saved_in(world, 48)
    world.calendar.other("DELETE", f"{saved.uid}.ics")
    world.sync()
    for wait_s in (290, 400):
        world.bench.call(look)
        world.bench.call(look)
        assert lines(world) == []
        world.jump(wait_s)
        world.sync()
    world.bench.call(look)
    [line] = lines(world)
    assert (line.asked, line.choices, line.resource) == (Asked.VANISHED, (Choice.DELETE, Choice.LEAVE), None)
    assert line.summary == "Review"
    assert len(world.meetings()) == 1
    world.bench.call(attention.settle_attention, line.id, Choice.DELETE)
    world.bench.call(saga.step, saved.uid)
    assert world.meetings() == []
    assert lines(world) == []


def test_an_event_that_comes_back_is_not_asked_about(world: MeetingWorld) -> None:
    """Reliability 2.7: it had only moved."""

    async def look(desk: Desk) -> None:
        await drift.vanished(desk)

    saved = saved_in(world, 48)
    text = world.calendar.text(saved.uid)
    world.calendar.other("DELETE", f"{saved.uid}.ics")
    world.sync()
    world.bench.call(look)
    world.jump(700)
    world.calendar.other("PUT", "moved.ics", text)
    for _ in range(4):
        world.sync()
        world.bench.call(look)
        world.jump(400)
    assert lines(world) == []


def test_a_meeting_that_was_left_with_the_event_is_not_asked_about(world: MeetingWorld) -> None:
    """D6: deleted here without its meeting: that was the answer."""

    async def look(desk: Desk) -> None:
        await drift.vanished(desk)

    saved = saved_in(world, 48)
    world.bench.call(events.delete_event, saved.resource, delete_meeting=False)
    assert world.settled(saved.resource)
    for _ in range(5):
        world.sync()
        world.bench.call(look)
        world.jump(400)
    assert lines(world) == []
    assert len(world.meetings()) == 1


def test_an_unknown_outcome_can_be_answered(world: MeetingWorld) -> None:
    """M66: without the list nobody can tell; linking, making new and leaving all end the question."""
    taken = world.save(world.draft("Taken"))
    assert world.settled(taken.resource)
    world.fault("scope", method="GET", path="/v2/users/me/meetings", times=50)
    for choice in (Choice.LINK, Choice.MAKE, Choice.LEAVE):
        world.fault("drop_after", method="POST", path="/v2/users/me/meetings")
        saved = world.save(world.draft(str(choice)))
        assert not world.settled(saved.resource, 1.0)
        world.jump(20)
        assert not world.settled(saved.resource)
        [line] = lines(world)
        assert (line.asked, line.resource) == (Asked.UNCERTAIN, saved.resource)
        [made] = [one for one in world.meetings() if one["topic"] == str(choice)]
        if choice is Choice.LINK:
            with pytest.raises(Refused) as refused:
                world.bench.call(attention.settle_attention, line.id, choice, join_url="https://example.com/")
            assert refused.value.why is Why.ZOOM_INVALID
            theirs = meeting_of(world, taken).join_url
            with pytest.raises(Refused) as refused:
                world.bench.call(attention.settle_attention, line.id, choice, join_url=theirs)
            assert refused.value.why is Why.ZOOM_IN_USE, "one meeting, one event"
        world.bench.call(attention.settle_attention, line.id, choice, join_url=made["join_url"])
        assert world.settled(saved.resource)
        assert lines(world) == []
        link = conference.find(world.calendar.text(saved.uid))
        if choice is Choice.LINK:
            assert link is not None
            assert link.meeting_id == str(made["id"])
        assert (link is None) is (choice is Choice.LEAVE)


def test_a_meeting_linked_by_hand_that_the_event_did_not_make_stays_at_zoom_unless_ticked(world: MeetingWorld) -> None:
    """M66 M70: the user says which meeting it is; without the event's own marker in it, it was there before."""
    before = world.save(world.draft("Made for another one"))
    assert world.settled(before.resource)
    theirs = meeting_of(world, before)
    world.bench.call(events.delete_event, before.resource, delete_meeting=False)
    assert world.settled(before.resource)
    world.fault("scope", method="GET", path="/v2/users/me/meetings", times=50)
    world.fault("drop_before", method="POST", path="/v2/users/me/meetings")
    saved = world.save(world.draft("Uncertain"))
    assert not world.settled(saved.resource, 1.0)
    world.jump(20)
    assert not world.settled(saved.resource)
    [line] = lines(world)
    world.bench.call(attention.settle_attention, line.id, Choice.LINK, join_url=theirs.join_url)
    assert world.settled(saved.resource)
    link = conference.find(world.calendar.text(saved.uid))
    assert link is not None and link.meeting_id == theirs.meeting_id
    assert meeting_of(world, saved).adopted
    world.edit(saved.resource, online=Online.NONE)
    assert world.settled(saved.resource)
    assert conference.find(world.calendar.text(saved.uid)) is None
    assert theirs.meeting_id in [str(one["id"]) for one in world.meetings()]


def test_an_hour_before_it_begins_a_waiting_event_is_told_about(world: MeetingWorld) -> None:
    """M68: its invitation is still held; said once."""
    schedules(world)
    world.fault("status", method="POST", path="/v2/users/me/meetings", status=503, times=100)
    start = (world.bench.clock.now() + timedelta(minutes=70)).replace(second=0, microsecond=0)
    draft = replace(world.draft(guests=("bob@example.com",)), start=start, end=start + timedelta(hours=1))
    saved = world.save(draft)
    assert not world.settled(saved.resource, 1.0)
    checked(world)
    assert not [one for one in world.bench.changes if one.notices]
    world.jump((start - timedelta(minutes=59) - world.bench.clock.now()).total_seconds())
    checked(world)
    checked(world)
    [told] = [notice for one in world.bench.changes for notice in one.notices]
    assert (told.key, told.resource, told.summary, told.start) == ("waiting_for_zoom", saved.resource, "Review", start)
    world.clear_faults()
    world.edit(saved.resource, online=Online.NONE)
