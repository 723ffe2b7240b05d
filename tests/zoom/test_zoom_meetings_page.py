"""The Meetings page's verbs over HTTP: what Zoom has, with and without an event, and what can be done about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, connect, meeting_world

from dainvo.engine.actions import events, meetings_page, zoom
from dainvo.engine.desk import Desk
from dainvo.engine.listed import Kind, ListedMeeting, MeetingsAtZoom, Place
from dainvo.engine.values import Saved
from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical.event import MeetingOptions, MeetingState, MeetingWish, Online
from dainvo.zoom.meetings import Meetings

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def by_hand(world: MeetingWorld, topic: str, start: str = "2027-03-12T10:00:00", **more: Any) -> str:
    """A meeting scheduled in Zoom's portal; its id."""
    before = {one["id"] for one in world.meetings()}
    order = {"topic": topic, "start_time": start, **more}
    url = f"{world.server.ready()['admin_url']}/users/licensed@example.com/meeting"
    status, _, said = ask("POST", url, body=json.dumps(order))
    assert status == 200, said
    [made] = [one["id"] for one in world.meetings() if one["id"] not in before]
    return str(made)


def page(world: MeetingWorld) -> MeetingsAtZoom:
    return world.bench.call(meetings_page.list_meetings)


def topics(found: tuple[ListedMeeting, ...]) -> list[str]:
    return [one.topic for one in found]


def test_linked_without_event_past(world: MeetingWorld) -> None:
    """M51: all three parts, each with its time; linked ones know their event. Nothing is written."""
    saved = world.save(world.draft("Linked"))
    assert world.settled(saved.resource)
    by_hand(world, "Free", duration=30)
    by_hand(world, "Past", (world.bench.clock.now() - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%S"))
    before = len(world.state()["requests"])
    found = page(world)
    assert [topics(found.at(place)) for place in Place] == [["Linked"], ["Free"], ["Past"]]
    [linked], [free] = found.at(Place.LINKED), found.at(Place.FREE)
    assert (linked.resource, linked.uid, linked.title) == (saved.resource, saved.uid, "Linked")
    assert (free.start, free.minutes, free.kind) == (datetime(2027, 3, 12, 9, 0, tzinfo=UTC), 30, Kind.SCHEDULED)
    assert (free.event_possible, linked.event_possible) == (True, False)
    assert found.complete
    assert found.unread == ()
    assert [seen["method"] for seen in world.state()["requests"][before:]] == ["GET"]


def test_an_event_of_a_meeting(world: MeetingWorld) -> None:
    """M51, M56: its topic, time and notes, its link; no create call; from then on that meeting follows the event."""
    number = by_hand(world, "Review", agenda="Bring numbers.")
    saved = world.bench.call(meetings_page.make_event, world.zoom, number, world.calendar.collection)
    assert world.settled(saved.resource)
    event = world.event(saved.resource)
    assert (event.draft.summary, event.draft.description) == ("Review", "Bring numbers.")
    assert event.draft.start.isoformat() == "2027-03-12T10:00:00+01:00"
    assert event.meeting is not None
    assert (event.meeting.meeting_id, event.meeting.state) == (number, MeetingState.READY)
    [meeting] = world.meetings()
    assert meeting["join_url"] in world.calendar.text(saved.uid).replace("\r\n ", "")
    assert world.calls("POST", "/v2/users/me/meetings") == []
    world.edit(saved.resource, summary="Renamed")
    world.sync()
    assert world.meetings()[0]["topic"] == "Renamed"
    assert topics(page(world).at(Place.LINKED)) == ["Renamed"]


def test_an_existing_event_gets_a_meeting(world: MeetingWorld) -> None:
    """M51: linked to an event that has none; its time and title go to Zoom, as the calendar is right about them."""
    number = by_hand(world, "By hand")
    saved = world.save(world.draft("Mine", online=Online.NONE))
    assert world.settled(saved.resource)
    world.bench.call(meetings_page.link_meeting, world.zoom, number, saved.resource)
    assert world.settled(saved.resource)
    world.sync()
    [meeting] = world.meetings()
    assert (str(meeting["id"]), meeting["topic"], meeting["start_time"]) == (number, "Mine", "2027-03-10T14:00:00")
    assert world.calls("POST", "/v2/users/me/meetings") == []


def recurring(world: MeetingWorld, rule: dict[str, Any], start: str = "2027-03-16T10:00:00") -> dict[str, Any]:
    """A recurring meeting that no event has, as the stand-in holds it."""
    body = {"topic": "Weekly", "type": 8, "start_time": start, "timezone": "Europe/Berlin", "duration": 45}

    async def make(desk: Desk) -> str:
        return (await desk.zoom(world.zoom).meetings.create({**body, "recurrence": rule})).id

    number = world.bench.call(make)
    return next(one for one in world.meetings() if str(one["id"]) == number)


def dates(world: MeetingWorld) -> list[tuple[str, int]]:
    [meeting] = world.meetings()
    return [(one["start_time"], one["duration"]) for one in meeting["occurrences"] if one["status"] == "available"]


def test_a_series_of_a_recurring_meeting(world: MeetingWorld) -> None:
    """M51, M16: one series with the very dates of the meeting, moved and deleted ones too; Zoom keeps them all."""
    meeting = recurring(world, {"type": 2, "repeat_interval": 1, "weekly_days": "3,5", "end_times": 8})
    times = [one["occurrence_id"] for one in meeting["occurrences"]]

    async def change(desk: Desk) -> None:
        calls = desk.zoom(world.zoom).meetings
        moved = {"start_time": "2027-03-18T15:30:00Z", "duration": 30}
        await calls.update_occurrence(str(meeting["id"]), times[1], moved)
        await calls.delete_occurrence(str(meeting["id"]), times[3])

    world.bench.call(change)
    before = dates(world)
    [free] = page(world).at(Place.FREE)
    assert (free.kind, free.event_possible) == (Kind.SERIES, True)
    patched = len(world.calls("PATCH")), len(world.calls("DELETE"))
    saved = world.bench.call(meetings_page.make_event, world.zoom, free.meeting_id, world.calendar.collection)
    assert world.settled(saved.resource)
    world.sync()
    assert world.event(saved.resource).draft.rrule == "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8"
    with world.bench.reader() as reader:
        shown = reader.occurrences(date(2027, 3, 1), date(2027, 5, 1))
    found = [
        (f"{one.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", int((one.end - one.start).total_seconds() / 60))
        for one in shown
        if isinstance(one.start, datetime) and isinstance(one.end, datetime)
    ]
    assert sorted(found) == sorted(before)
    assert dates(world) == before
    assert (len([one for one in world.calls("PATCH") if one["query"]]), len(world.calls("DELETE"))) == patched
    assert all(
        not {"start_time", "recurrence", "type"} & set(one["body"]) for one in world.calls("PATCH")[patched[0] :]
    )
    state = world.event(saved.resource).meeting
    assert state is not None
    assert (state.state, state.adopted) == (MeetingState.READY, True)


def test_a_recurring_meeting_never_shrinks_to_one_date(world: MeetingWorld) -> None:
    """M51, M56: not for a single event, by whatever way it was chosen; a series takes it, and its dates go to Zoom."""
    meeting = recurring(world, {"type": 2, "repeat_interval": 1, "weekly_days": "3", "end_times": 6})
    before = dates(world)
    single = world.save(world.draft("Single", online=Online.NONE))
    number = str(meeting["id"])
    assert refused(world, meetings_page.link_meeting, world.zoom, number, single.resource) is Why.ZOOM_REPEATS
    world.edit(single.resource, online=Online.ZOOM, wish=MeetingWish(use=number))
    world.sync()
    shown = world.event(single.resource).meeting
    assert shown is not None
    assert (shown.state, shown.why) == (MeetingState.REFUSED, Why.ZOOM_REPEATS)
    assert (dates(world), world.calls("PATCH")) == (before, [])
    world.edit(single.resource, online=Online.NONE)
    series = world.save(replace(world.draft("Series", online=Online.NONE), rrule="FREQ=WEEKLY;COUNT=4"))
    world.bench.call(meetings_page.link_meeting, world.zoom, number, series.resource)
    assert world.settled(series.resource)
    world.sync()
    assert [start for start, _ in dates(world)][:2] == ["2027-03-10T13:00:00Z", "2027-03-17T13:00:00Z"]
    assert len(dates(world)) == 4


@pytest.mark.parametrize(
    "rule",
    [
        {"type": 3, "repeat_interval": 1, "monthly_day": 31, "end_times": 4},
        {"type": 1, "repeat_interval": 1, "end_times": 1},
    ],
)
def test_dates_that_no_series_can_have(world: MeetingWorld, rule: dict[str, Any]) -> None:
    """M51: said, and nothing is made or changed."""
    meeting = recurring(world, rule)
    before = dates(world)
    assert refused(world, meetings_page.make_event, world.zoom, str(meeting["id"]), world.calendar.collection) is (
        Why.ZOOM_ODD_SERIES
    )
    assert dates(world) == before
    assert world.calls("PATCH") == []


def test_a_meeting_without_a_time_keeps_having_none(world: MeetingWorld) -> None:
    """M51, M65: an event at the next full hour; the meeting stays of its kind."""
    series = world.save(world.draft("Weekly", online=Online.ZOOM))
    world.edit(series.resource, rrule="FREQ=YEARLY;COUNT=40")
    assert world.settled(series.resource)
    world.sync()
    [meeting] = world.meetings()
    assert meeting["type"] == 3
    world.bench.call(events.delete_event, series.resource, delete_meeting=False)
    world.sync()
    [free] = page(world).at(Place.FREE)
    assert (free.kind, free.start) == (Kind.NO_FIXED_TIME, None)
    saved = world.bench.call(meetings_page.make_event, world.zoom, free.meeting_id, world.calendar.collection)
    assert world.settled(saved.resource)
    world.sync()
    start = world.event(saved.resource).draft.start
    assert isinstance(start, datetime)
    assert timedelta() < start - world.bench.clock.now() <= timedelta(hours=1)
    assert world.meetings()[0]["type"] == 3


def test_delete_one_without_event(world: MeetingWorld) -> None:
    """M51: that one and no other; gone already counts as done."""
    number, other = by_hand(world, "Old"), by_hand(world, "Other")
    world.bench.call(meetings_page.delete_meeting, world.zoom, number)
    world.bench.call(meetings_page.delete_meeting, world.zoom, number)
    assert [str(one["id"]) for one in world.meetings()] == [other]
    assert len(world.calls("DELETE", "/v2/meetings/")) == 1


def refused(world: MeetingWorld, verb: Any, *args: Any) -> Why:
    with pytest.raises(DainvoError) as caught:
        world.bench.call(verb, *args)
    return caught.value.why


def test_what_an_event_has_is_left_alone(world: MeetingWorld) -> None:
    """Guard: linked meanwhile, or just being made; another host's; of an account that left."""
    saved = world.save(world.draft("Linked"))
    assert world.settled(saved.resource)
    number = str(world.meetings()[0]["id"])
    for verb, more in (
        (meetings_page.delete_meeting, ()),
        (meetings_page.make_event, (world.calendar.collection,)),
        (meetings_page.link_meeting, (saved.resource,)),
    ):
        assert refused(world, verb, world.zoom, number, *more) is Why.ZOOM_IN_USE
    free = by_hand(world, "Free")
    assert refused(world, meetings_page.link_meeting, world.zoom, free, saved.resource) is Why.ZOOM_HAS_ONE
    ask("POST", f"{world.server.ready()['admin_url']}/meetings/{free}/give", body='{"host": "basic@example.com"}')
    world.bench.call(meetings_page.delete_meeting, world.zoom, free)  # not there for this user
    assert len(world.meetings()) == 2
    world.bench.call(zoom.remove_zoom, world.zoom)
    assert refused(world, meetings_page.delete_meeting, world.zoom, free) is Why.NO_SUCH_ACCOUNT
    assert page(world) == MeetingsAtZoom()


def test_a_meeting_that_is_being_made_is_not_offered(world: MeetingWorld) -> None:
    """Z13: while the outcome of a create is open, the meeting it made is neither deleted nor given away."""
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft("Half done"))
    world.sync()
    [listed] = page(world).at(Place.FREE)
    assert (listed.under_way, listed.event_possible) == (True, False)
    assert refused(world, meetings_page.delete_meeting, world.zoom, listed.meeting_id) is Why.ZOOM_IN_USE
    world.jump(11)
    world.sync()
    [linked] = page(world).at(Place.LINKED)
    assert (linked.uid, linked.under_way) == (saved.uid, False)


def test_a_meeting_that_was_just_chosen_is_nobody_elses(world: MeetingWorld) -> None:
    """M51, M56: chosen in an editor, and not linked yet: the page neither gives it to another event nor deletes it."""
    number = by_hand(world, "By hand")
    chosen = world.save(replace(world.draft("First"), wish=MeetingWish(use=number)))
    other = world.save(world.draft("Second", online=Online.NONE))
    for verb in (
        lambda: world.bench.call(meetings_page.link_meeting, world.zoom, number, other.resource),
        lambda: world.bench.call(meetings_page.delete_meeting, world.zoom, number),
        lambda: world.bench.call(meetings_page.make_event, world.zoom, number, world.calendar.collection),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.why is Why.ZOOM_IN_USE
    [free] = page(world).at(Place.FREE)
    assert (free.under_way, free.event_possible) == (True, False)
    assert world.settled(chosen.resource)
    assert topics(page(world).at(Place.LINKED)) == ["First"]


def test_two_events_never_share_a_meeting_that_both_chose(world: MeetingWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """M56: the first has got it, and while Zoom is asked for the invitation that goes along the second is refused."""
    number = by_hand(world, "By hand")
    wish = MeetingWish(use=number, options=MeetingOptions(full_invitation=True))
    saved: list[Saved] = []

    async def choose_it_too(desk: Desk) -> None:
        saved.append(await events.save_event(desk, replace(world.draft("Second"), wish=MeetingWish(use=number))))
        assert not await events.settled(desk, saved[0].resource)

    world.bench.during(monkeypatch, Meetings, "invitation", choose_it_too)
    first = world.save(replace(world.draft("First"), wish=wish))
    assert world.settled(first.resource)
    [second] = saved
    assert "X-DAINVO-ZOOM-ID" in world.calendar.text(first.uid)
    assert "X-DAINVO-ZOOM-ID" not in world.calendar.text(second.uid)
    shown = world.event(second.resource).meeting
    assert shown is not None
    assert (shown.state, shown.why) == (MeetingState.REFUSED, Why.ZOOM_OTHER_HOST)


def test_without_the_permission_to_delete(world: MeetingWorld) -> None:
    """M57: the list works, the deletion names what is missing."""
    number = by_hand(world, "Free")
    world.bench.call(zoom.remove_zoom, world.zoom)
    account = connect(world.bench, without=("meeting:delete:meeting",))
    assert topics(page(world).at(Place.FREE)) == ["Free"]
    with pytest.raises(Refused) as caught:
        world.bench.call(meetings_page.delete_meeting, account, number)
    assert (caught.value.why, caught.value.about["scope"]) == (Why.ZOOM_SCOPE_MISSING, "meeting:delete:meeting")


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ({"kind": "status", "status": 503}, Why.SERVER_ERROR),
        ({"kind": "status", "status": 200, "body": "<html>", "content_type": "text/html"}, Why.NOT_UNDERSTOOD),
        ({"kind": "scope"}, Why.ZOOM_SCOPE_MISSING),
        ({"kind": "qps"}, Why.RATE_LIMITED),
    ],
)
def test_a_list_that_fails_is_named(world: MeetingWorld, fault: dict[str, Any], why: Why) -> None:
    """I-11, M57: no page without a reason, and no meeting is declared missing."""
    saved = world.save(world.draft("Known"))
    assert world.settled(saved.resource)
    world.fault(method="GET", path="/users/me/meetings", times=-1, **fault)
    found = page(world)
    assert found.meetings == world.bench.call(meetings_page.known_meetings).meetings
    [known] = found.at(Place.LINKED)
    assert (known.resource, known.start, known.minutes) == (
        saved.resource,
        datetime(2027, 3, 10, 13, 0, tzinfo=UTC),
        45,
    )
    assert [(one.account, one.why) for one in found.unread] == [(world.zoom, why)]


def test_two_accounts_stand_side_by_side(world: MeetingWorld) -> None:
    """M63: each meeting belongs to the account that made it; one that fails leaves the other's meetings."""
    by_hand(world, "Anna's")
    second = connect(world.bench, "basic@example.com")
    assert second != world.zoom
    assert topics(page(world).meetings) == ["Anna's"]
    world.fault("status", path="/users/me/meetings", status=500)
    found = page(world)
    assert len(found.unread) == 1
