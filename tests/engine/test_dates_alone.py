"""Invitations to some dates of a series whose other dates are nobody's business here (RFC 4791 §4.1): there is no
series in the calendar, only these dates, and each of the three answers about a scope means what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_world import CalendarWorld, calendar_world

from dainvo.engine.actions import events, undo
from dainvo.ical.event import RecurrenceId, Scope

FIRST, SECOND, THIRD = (RecurrenceId(f"202703{day}T090000Z") for day in (10, 17, 24))
SEEN = ["03-10 10:00 One", "03-17 12:00 Two", "03-24 10:00 Two"]


def date_alone(day: int, hour: int, summary: str) -> str:
    lines = (
        "BEGIN:VEVENT",
        "UID:dates",
        "DTSTAMP:20270101T000000Z",
        f"RECURRENCE-ID:202703{day}T090000Z",
        f"DTSTART:202703{day}T{hour:02}0000Z",
        f"DTEND:202703{day}T{hour + 1:02}0000Z",
        f"SUMMARY:{summary}",
        f"X-OTHER:kept {day}",
        "END:VEVENT",
    )
    return "".join(f"{line}\r\n" for line in lines)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("xandikos", tmp_path) as made:
        dates = date_alone(10, 9, "One"), date_alone(17, 11, "Two"), date_alone(24, 9, "Two")
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\n{''.join(dates)}END:VCALENDAR\r\n"
        assert made.other("PUT", "dates.ics", text)[0] == 201
        made.sync()
        assert seen(made) == SEEN
        yield made


def seen(world: CalendarWorld) -> list[str]:
    return [f"{one.start:%m-%d %H:%M} {one.summary}" for one in world.shown()]


def edit(world: CalendarWorld, place: RecurrenceId, scope: Scope, **values: Any) -> None:
    resource = world.resource("dates")
    with world.bench.reader() as reader:
        draft = reader.event(resource, place).draft
    shift = values.pop("shift", timedelta())
    wanted = replace(draft, start=draft.start + shift, end=draft.end + shift, **values)
    world.bench.call(events.save_event, wanted, resource=resource, recurrence_id=place, scope=scope)


@pytest.mark.parametrize(
    ("scope", "left"), [(Scope.THIS, [SEEN[0], SEEN[2]]), (Scope.FOLLOWING, SEEN[:1]), (Scope.ALL, [])]
)
def test_a_date_is_deleted(world: CalendarWorld, scope: Scope, left: list[str]) -> None:
    """E13: the one, that and those after it, or all; there and here, and it can be taken back."""
    before, resource = world.row("dates").text, world.resource("dates")
    world.bench.call(events.delete_event, resource, SECOND, scope)
    assert seen(world) == left
    world.sync()
    assert seen(world) == left
    assert world.text("dates").count("BEGIN:VEVENT") == len(left)
    if left:
        world.bench.call(undo.revert, world.row("dates").uid, world.collection, before, world.row("dates").text)
        world.sync()
        assert seen(world) == SEEN
        assert world.text("dates").count("X-OTHER:kept") == 3


@pytest.mark.parametrize("scope", [Scope.THIS, Scope.FOLLOWING])
def test_with_the_last_date_the_event_goes(world: CalendarWorld, scope: Scope) -> None:
    """E13: a text without an event is none that a server takes."""
    resource = world.resource("dates")
    for place in (FIRST, SECOND, THIRD) if scope is Scope.THIS else (FIRST,):
        world.bench.call(events.delete_event, resource, place, scope)
    world.sync()
    assert (seen(world), world.text("dates")) == ([], "")


@pytest.mark.parametrize(
    ("scope", "titles"),
    [(Scope.THIS, "One Mine Two"), (Scope.FOLLOWING, "One Mine Mine"), (Scope.ALL, "One Mine Mine")],
)
def test_a_title_changes_where_it_was_the_same(world: CalendarWorld, scope: Scope, titles: str) -> None:
    """E13: what was made different by hand stays, as in any series."""
    edit(world, SECOND, scope, summary="Mine")
    assert [one.split()[-1] for one in seen(world)] == titles.split()
    world.sync()
    assert world.text("dates").count("X-OTHER:kept") == 3


@pytest.mark.parametrize(
    ("scope", "times"),
    [
        (Scope.THIS, ["03-10 10:00", "03-18 12:00", "03-24 10:00"]),
        (Scope.FOLLOWING, ["03-10 10:00", "03-18 12:00", "03-25 10:00"]),
        (Scope.ALL, ["03-11 10:00", "03-18 12:00", "03-25 10:00"]),
    ],
)
def test_dates_move_by_as_much(world: CalendarWorld, scope: Scope, times: list[str]) -> None:
    """E13."""
    edit(world, SECOND, scope, shift=timedelta(days=1))
    assert [one[:11] for one in seen(world)] == times
    world.sync()
    assert [one[:11] for one in seen(world)] == times
