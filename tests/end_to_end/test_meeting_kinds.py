"""Series as one meeting with all dates, meetings without fixed time, and what becomes of a kind when an event changes.

M15, M16, M17, M65, M67, M72, over real HTTP: Radicale and the stand-in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import day
from fakes.calendar_wire import ask
from fakes.calendar_world import calendar_world
from fakes.meeting_world import MeetingWorld, connect, environment, meeting_world

from dainvo.demo.zoom_server import ZoomServer
from dainvo.engine.actions import calendars, events
from dainvo.engine.values import Outlook, Saved
from dainvo.errors import Refused, Why
from dainvo.ical.event import (
    NO_RECURRENCE,
    EventDraft,
    MeetingState,
    MeetingWish,
    Online,
    RecurrenceId,
    ResourceId,
    Scope,
)
from dainvo.ui.accounts.zoom_info import Zoom
from dainvo.ui.editor.look_ahead import LookAhead
from dainvo.zoom.recurrence import Reason

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def series(world: MeetingWorld, rule: str = "FREQ=WEEKLY;COUNT=10", **values: Any) -> Saved:
    saved = world.save(replace(world.draft(), rrule=rule, **values))
    assert world.settled(saved.resource)
    return saved


def told_before(world: MeetingWorld, draft: EventDraft, resource: ResourceId | None = None) -> Outlook:
    """What the editor tells before Save."""
    with world.bench.reader() as reader:
        event = reader.event(resource, NO_RECURRENCE) if resource is not None else None
        told = LookAhead(reader).of(draft, event, world.bench.clock.now(), Zoom("Zoom"))
    assert told is not None
    return told


def place(week: int) -> RecurrenceId:
    """The recurrence id of the nth date, from 1."""
    return RecurrenceId(f"{datetime(2027, 3, 10, 14) + timedelta(weeks=week - 1):%Y%m%dT%H%M%S}")


def edit_one(world: MeetingWorld, saved: Saved, week: int, **values: Any) -> None:
    with world.bench.reader() as reader:
        draft = reader.event(saved.resource, place(week)).draft
    world.bench.call(
        events.save_event,
        replace(draft, **values),
        resource=saved.resource,
        recurrence_id=place(week),
        scope=Scope.THIS,
    )
    assert world.settled(saved.resource)


def dates(world: MeetingWorld) -> list[tuple[str, int]]:
    """Start in UTC and length of every date that the one meeting has at Zoom."""
    [meeting] = world.meetings()
    return [(one["start_time"], one["duration"]) for one in meeting["occurrences"] if one["status"] == "available"]


def calendar_dates(world: MeetingWorld, saved: Saved) -> list[tuple[str, int]]:
    """The same of the calendar, as the program shows it."""
    with world.bench.reader() as reader:
        shown = reader.occurrences(date(2027, 1, 1), date(2029, 1, 1))
    return [
        (f"{one.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", (one.end - one.start) // timedelta(minutes=1))
        for one in shown
        if one.resource == saved.resource and isinstance(one.start, datetime) and isinstance(one.end, datetime)
    ]


def switch(world: MeetingWorld, **values: str) -> None:
    status, _, said = ask("POST", world.server.ready()["admin_url"] + "/switches", body=json.dumps(values))
    assert status == 200, said


def test_a_series_is_one_meeting_with_all_its_dates(world: MeetingWorld) -> None:
    """M15: one meeting, ten occurrences equal in UTC and length across the clock change, one link."""
    saved = series(world)
    [meeting] = world.meetings()
    assert meeting["type"] == 8
    assert dates(world) == calendar_dates(world, saved)
    assert dates(world)[0] == ("2027-03-10T13:00:00Z", 45)
    assert dates(world)[3] == ("2027-03-31T12:00:00Z", 45)
    assert len(dates(world)) == 10
    assert len(world.calls("POST")) == 1
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert (shown.state, shown.join_url) == (MeetingState.READY, meeting["join_url"])


def test_moved_and_cancelled_dates_are_mirrored(world: MeetingWorld) -> None:
    """M16: occurrence 4 moved by an hour and renamed, 7 deleted; others untouched; the title is left, not retried."""
    saved = series(world)
    before = dates(world)
    start = datetime.fromisoformat("2027-03-31T15:00").replace(tzinfo=world.draft().start.tzinfo)  # type: ignore[union-attr] # timed
    edit_one(world, saved, 4, start=start, end=start + timedelta(minutes=45), summary="Other title")
    world.bench.call(events.delete_event, saved.resource, place(7), Scope.THIS)
    assert world.settled(saved.resource)
    assert dates(world) == calendar_dates(world, saved)
    assert set(before) - set(dates(world)) == {("2027-03-31T12:00:00Z", 45), ("2027-04-21T12:00:00Z", 45)}
    assert set(dates(world)) - set(before) == {("2027-03-31T13:00:00Z", 45)}
    assert world.meetings()[0]["topic"] == "Review"
    writes = len(world.calls("PATCH")) + len(world.calls("DELETE"))
    assert writes == 2
    edit_one(world, saved, 4, summary="Yet another")
    assert len(world.calls("PATCH")) + len(world.calls("DELETE")) == writes


def test_a_moved_date_follows_when_it_moves_again_and_back(world: MeetingWorld) -> None:
    """M16: the right date is found again after it left its place."""
    saved = series(world)
    zone = world.draft().start.tzinfo  # type: ignore[union-attr] # timed
    for wall in ("2027-04-01T09:00", "2027-04-02T18:30", "2027-03-31T14:00"):
        start = datetime.fromisoformat(wall).replace(tzinfo=zone)
        edit_one(world, saved, 4, start=start, end=start + timedelta(minutes=45))
        assert dates(world) == calendar_dates(world, saved)


def test_a_series_that_is_moved_takes_its_exceptions_along(world: MeetingWorld) -> None:
    """M10, M16: one PATCH of the whole rule, same id and link, exceptions made again."""
    saved = series(world)
    world.bench.call(events.delete_event, saved.resource, place(2), Scope.THIS)
    assert world.settled(saved.resource)
    [before] = world.meetings()
    draft = world.event(saved.resource).draft
    assert isinstance(draft.start, datetime)
    assert isinstance(draft.end, datetime)
    world.edit(saved.resource, start=draft.start.replace(hour=9), end=draft.end.replace(hour=9))
    assert world.settled(saved.resource)
    [after] = world.meetings()
    assert (after["id"], after["join_url"], after["type"]) == (before["id"], before["join_url"], 8)
    assert dates(world) == calendar_dates(world, saved)
    assert len(dates(world)) == 9


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=YEARLY", Reason.YEARLY),
        ("FREQ=DAILY;COUNT=60", Reason.TOO_MANY),
        ("FREQ=WEEKLY", Reason.ENDLESS),
        ("FREQ=WEEKLY;INTERVAL=13;COUNT=4", Reason.INTERVAL),
    ],
)
def test_a_rule_that_zoom_cannot_hold(world: MeetingWorld, rule: str, reason: Reason) -> None:
    """M17: the reason is told before Save; then it is a meeting without fixed time, with one link."""
    draft = replace(world.draft(), rrule=rule)
    told = told_before(world, draft)
    assert (told.kind, told.reason, told.offered) == ("no_fixed_time", reason, False)
    assert world.calls("POST") == []
    saved = series(world, rule)
    [meeting] = world.meetings()
    assert meeting["type"] == 3
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert (shown.state, shown.reason, shown.join_url) == (MeetingState.NO_FIXED_TIME, reason, meeting["join_url"])


def test_zoom_makes_other_dates_of_the_rule(world: MeetingWorld) -> None:
    """M15: the check fails before the link is out; the same meeting loses its time, and the row says why."""
    world.fault("dst_wrong", method="POST", path="/v2/users/me/meetings")
    saved = series(world)
    [meeting] = world.meetings()
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert (meeting["type"], shown.state) == (3, MeetingState.NO_FIXED_TIME)
    assert shown.reason == Reason.CHECK_FAILED
    assert (len(world.calls("POST")), world.calls("DELETE")) == (1, [])


@pytest.mark.parametrize("answer", ["ignored", "refused"])
def test_zoom_makes_other_dates_and_keeps_the_kind(world: MeetingWorld, answer: str) -> None:
    """M15, Z11: the link is not out yet, so the meeting is deleted and one without fixed time is made."""
    switch(world, type_change=answer)
    world.fault("dst_wrong", method="*", path="/v2/*", times=20)
    saved = series(world, "FREQ=WEEKLY;COUNT=30")
    world.clear_faults()
    [meeting] = world.meetings()
    assert meeting["type"] == 3
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert (shown.join_url, shown.reason) == (meeting["join_url"], Reason.CHECK_FAILED)
    assert str(meeting["id"]) in world.calendar.text(saved.uid)


def all_day(world: MeetingWorld, **values: Any) -> EventDraft:
    return replace(world.draft(), start=date(2027, 3, 10), end=date(2027, 3, 11), **values)


@pytest.mark.parametrize("which", ["all-day", "30 hours", "begun"])
def test_no_fixed_time_is_made_only_if_accepted(world: MeetingWorld, which: str) -> None:
    """M65, D2: no meeting without the yes; with it type 3, one link and the reason in the row."""
    draft, why = all_day(world), Why.ZOOM_NEEDS_TIME
    start = world.draft().start
    assert isinstance(start, datetime)
    if which == "30 hours":
        draft = replace(world.draft(), end=start + timedelta(hours=30))
    elif which == "begun":
        begun = world.bench.clock.now().astimezone(start.tzinfo) - timedelta(minutes=10)
        draft, why = replace(world.draft(), start=begun, end=begun + timedelta(hours=1)), Why.ZOOM_ALREADY_BEGUN
    told = told_before(world, draft)
    assert (told.kind, told.offered, told.reason) == ("no_fixed_time", True, why)
    with pytest.raises(Refused) as refused:
        world.save(draft)
    assert refused.value.why is why
    assert world.calls("POST") == []
    saved = world.save(replace(draft, wish=MeetingWish(no_fixed_time=True)))
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    shown = world.event(saved.resource).meeting
    assert meeting["type"] == 3
    assert shown is not None
    assert (shown.state, shown.reason) == (MeetingState.NO_FIXED_TIME, why)
    assert f"LOCATION:{meeting['join_url']}" in world.calendar.text(saved.uid).replace("\r\n ", "")


def test_an_event_that_is_over_gets_none(world: MeetingWorld) -> None:
    """M65: not even offered, nor for a series whose last date is past."""
    start = world.bench.clock.now() - timedelta(days=1)
    past = replace(world.draft(), start=start, end=start + timedelta(hours=1), wish=MeetingWish(no_fixed_time=True))
    until = f"{world.bench.clock.now() - timedelta(hours=2):%Y%m%dT%H%M%SZ}"
    for draft in (past, replace(past, rrule=f"FREQ=DAILY;UNTIL={until}")):
        assert told_before(world, draft).kind == "none"
        with pytest.raises(Refused) as refused:
            world.save(draft)
        assert refused.value.why is Why.ZOOM_OVER


def test_losing_the_time_and_getting_it_back(world: MeetingWorld) -> None:
    """M72: one PATCH to type 3, link kept, told before Save; one PATCH back, read back."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [before] = world.meetings()
    draft = world.event(saved.resource).draft
    lost = replace(draft, start=date(2027, 3, 10), end=date(2027, 3, 11))
    told = told_before(world, lost, saved.resource)
    assert (told.kind, told.reason, told.loses_time) == ("no_fixed_time", Why.ZOOM_NEEDS_TIME, True)
    world.edit(saved.resource, start=lost.start, end=lost.end)
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert (meeting["type"], meeting["id"], meeting["join_url"]) == (3, before["id"], before["join_url"])
    assert len(world.calls("PATCH")) == 1
    assert told_before(world, draft, saved.resource).regains_time
    world.edit(saved.resource, start=draft.start, end=draft.end)
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert (meeting["type"], meeting["start_time"], meeting["id"]) == (2, before["start_time"], before["id"])
    assert len(world.calls("PATCH")) == 2
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert (shown.state, shown.reason) == (MeetingState.READY, "")


@pytest.mark.parametrize("answer", ["ignored", "refused"])
def test_zoom_keeps_the_old_kind(world: MeetingWorld, answer: str) -> None:
    """M72, D1: a question for a new meeting, asked once; the texts follow all the same."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    switch(world, type_change=answer)
    world.edit(saved.resource, start=date(2027, 3, 10), end=date(2027, 3, 11))
    assert world.settled(saved.resource)
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert shown.state is MeetingState.KIND_KEPT
    with world.bench.reader() as reader:
        [line] = reader.attention()
        assert reader.status().attention == 1
    assert line.resource == saved.resource
    patches = len(world.calls("PATCH"))
    world.edit(saved.resource, summary="Renamed")
    assert world.settled(saved.resource)
    assert (world.meetings()[0]["topic"], len(world.calls("PATCH"))) == ("Renamed", patches + 1)


def test_a_series_that_becomes_inexact_keeps_its_link(world: MeetingWorld) -> None:
    """M72: told before Save; type 3 afterwards, and it stays so when the rule fits again."""
    saved = series(world)
    [before] = world.meetings()
    draft = world.event(saved.resource).draft
    told = told_before(world, replace(draft, rrule="FREQ=WEEKLY"), saved.resource)
    assert (told.reason, told.loses_time) == (Reason.ENDLESS, True)
    world.edit(saved.resource, rrule="FREQ=WEEKLY")
    assert world.settled(saved.resource)
    [after] = world.meetings()
    assert (after["type"], after["join_url"]) == (3, before["join_url"])
    world.edit(saved.resource, rrule="FREQ=WEEKLY;COUNT=5")
    assert world.settled(saved.resource)
    assert world.meetings()[0]["type"] == 3


def test_a_part_of_a_series_that_was_cut_is_not_promised_its_time_back(world: MeetingWorld) -> None:
    """M72, E13: both parts have the meeting; no edit of one of them gives it a time again, and none is told."""
    saved = series(world)
    draft = replace(world.event(saved.resource).draft, summary="Later")
    later = world.bench.call(
        events.save_event, draft, resource=saved.resource, recurrence_id=place(5), scope=Scope.FOLLOWING
    )
    assert world.settled(saved.resource)
    assert world.settled(later.resource)
    alone = replace(world.event(later.resource).draft, rrule="")
    told = told_before(world, alone, later.resource)
    assert (told.kind, told.reason, told.regains_time) == ("no_fixed_time", Reason.THIS_AND_FUTURE, False)
    world.edit(later.resource, rrule="")
    assert world.settled(later.resource)
    assert [meeting["type"] for meeting in world.meetings()] == [3]


def test_one_date_becomes_a_series_and_back(world: MeetingWorld) -> None:
    """zoom.md §9.3: the same meeting changes its kind."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [before] = world.meetings()
    world.edit(saved.resource, rrule="FREQ=WEEKLY;COUNT=3")
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert (meeting["type"], meeting["id"]) == (8, before["id"])
    assert dates(world) == calendar_dates(world, saved)
    world.edit(saved.resource, rrule="")
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert (meeting["type"], meeting["id"], meeting["start_time"]) == (2, before["id"], before["start_time"])


def test_a_move_to_another_calendar_keeps_the_meeting(world: MeetingWorld) -> None:
    """M67: moved, then renamed: same meeting updated, none made or deleted."""
    saved = series(world)
    [before] = world.meetings()
    other = world.bench.call(calendars.create_calendar, world.calendar.account, "Team")
    draft = world.event(saved.resource).draft
    moved = world.bench.call(events.save_event, replace(draft, collection=other), resource=saved.resource)
    assert world.settled(moved.resource)
    world.edit(moved.resource, summary="Renamed")
    assert world.settled(moved.resource)
    [after] = world.meetings()
    assert (after["id"], after["topic"]) == (before["id"], "Renamed")
    assert len(world.calls("POST")) == 1
    assert world.calls("DELETE") == []
    meeting = world.event(moved.resource).meeting
    assert meeting is not None
    assert (meeting.state, meeting.meeting_id) == (MeetingState.READY, str(before["id"]))


def test_an_invitation_for_a_series_is_switched_off_again(world: MeetingWorld) -> None:
    """M12: the whole meeting goes, with all its dates."""
    saved = series(world)
    world.edit(saved.resource, online=Online.NONE)
    assert world.settled(saved.resource)
    assert world.meetings() == []


def test_cancelled_and_moved_dates_are_told_where_the_meeting_may_not_be_read_any_more(world: MeetingWorld) -> None:
    """M16: by the ids that were seen while it could be; no date stays at Zoom without a word."""
    saved = series(world)
    world.fault("scope", method="GET", path="/meetings/*", times=-1)
    start = datetime.fromisoformat("2027-03-31T15:00").replace(tzinfo=world.draft().start.tzinfo)  # type: ignore[union-attr] # timed
    edit_one(world, saved, 4, start=start, end=start + timedelta(minutes=45))
    world.bench.call(events.delete_event, saved.resource, place(7), Scope.THIS)
    assert world.settled(saved.resource)
    assert dates(world) == calendar_dates(world, saved)
    assert len(dates(world)) == 9


def test_a_series_without_the_permission_to_read(tmp_path: Path) -> None:
    """M15, M57: nothing can be compared, so what the creation told is believed."""
    with (
        ZoomServer(seed="1", running=day.now) as server,
        calendar_world("radicale", tmp_path, environment(server.ready())) as calendar,
    ):
        account = connect(calendar.bench, without=("meeting:read:meeting",))
        world = MeetingWorld(calendar, server, account)
        saved = series(world)
        [meeting] = world.meetings()
        assert meeting["type"] == 8
        assert f"LOCATION:{meeting['join_url']}" in world.calendar.text(saved.uid).replace("\r\n ", "")
