"""The line beside Save says what then happens: sixty kinds of edits, each compared with the calls on both servers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_world import at
from fakes.engine_bench import BERLIN
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import events
from dainvo.engine.values import Saved
from dainvo.ical.event import (
    Alarm,
    Attendee,
    DateWishes,
    Event,
    EventDraft,
    MeetingOptions,
    MeetingWish,
    Online,
    RecurrenceId,
    Scope,
    Status,
    Visibility,
)
from dainvo.ui.editor import effects

pytestmark = pytest.mark.end_to_end


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MeetingWorld]:
    folder: Path = tmp_path_factory.mktemp("foresight")
    with meeting_world(folder) as made:
        yield made


@dataclass
class Calls:
    """What both servers were asked for since the last look."""

    writes: int
    made: int
    changed: int
    deleted: int


class Watch:
    def __init__(self, world: MeetingWorld) -> None:
        self._world = world
        self._seen = self._now()

    def _now(self) -> tuple[int, int, int, int]:
        world = self._world
        return (
            len(world.calendar.wire.of("PUT")),
            len(world.calls("POST", "/v2/users")),
            len(world.calls("PATCH")),
            len(world.calls("DELETE")),
        )

    def since(self) -> Calls:
        before, self._seen = self._seen, self._now()
        return Calls(*(new - old for new, old in zip(self._seen, before, strict=True)))


START = at("2027-03-10T14:00")
PLAIN: dict[str, Any] = {"online": Online.NONE}
MEETING: dict[str, Any] = {"online": Online.ZOOM}
SERIES: dict[str, Any] = {"online": Online.ZOOM, "rrule": "FREQ=WEEKLY;COUNT=4"}
BARE_SERIES: dict[str, Any] = {"online": Online.NONE, "rrule": "FREQ=WEEKLY;COUNT=4"}
GUESTS: dict[str, Any] = {"online": Online.ZOOM, "attendees": (Attendee("ben@x.example"),)}


def draft(world: MeetingWorld, base: dict[str, Any]) -> EventDraft:
    return replace(world.draft(), **base)


def moved(minutes: int) -> dict[str, Any]:
    start = START + timedelta(minutes=minutes)
    return {"start": start, "end": start + timedelta(minutes=45)}


WORDS: dict[str, dict[str, Any]] = {
    "rename": {"summary": "Renamed"},
    "notes": {"description": "Bring other numbers."},
    "no notes": {"description": ""},
    "place": {"location": "Room 4"},
    "later": moved(30),
    "another day": moved(24 * 60),
    "longer": {"end": START + timedelta(hours=2)},
    "another zone": {"start": START.replace(tzinfo=None), "end": (START + timedelta(minutes=45)).replace(tzinfo=None)},
    "reminder": {"alarms": (Alarm(timedelta(minutes=-10)),)},
    "free": {"transparent": True},
    "private": {"visibility": Visibility.PRIVATE},
    "tentative": {"status": Status.TENTATIVE},
    "colour": {"color": "teal"},
    "category": {"categories": ("Travel",)},
    "link": {"url": "https://x.example/a"},
    "guest": {"attendees": (Attendee("dana@x.example"),)},
    "nothing": {},
}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    **{f"plain, {name}": (PLAIN, change) for name, change in WORDS.items()},
    **{f"meeting, {name}": (MEETING, change) for name, change in WORDS.items()},
    **{f"series, {name}": (SERIES, change) for name, change in WORDS.items() if name not in ("another zone", "guest")},
    "plain, meeting on": (PLAIN, {"online": Online.ZOOM}),
    "plain, on and renamed": (PLAIN, {"online": Online.ZOOM, "summary": "Renamed"}),
    "plain, other link": (PLAIN, {"online": Online.OTHER, "wish": MeetingWish(link="https://meet.jit.si/room")}),
    "plain, whole day": (PLAIN, {"start": date(2027, 3, 10), "end": date(2027, 3, 11)}),
    "plain, repeats": (PLAIN, {"rrule": "FREQ=WEEKLY;COUNT=3"}),
    "meeting, off": (MEETING, {"online": Online.NONE}),
    "meeting, off and renamed": (MEETING, {"online": Online.NONE, "summary": "Renamed"}),
    "meeting, anew": (MEETING, {"online": Online.ANEW}),
    "meeting, options": (MEETING, {"wish": MeetingWish(options=MeetingOptions(host_video=True))}),
    "meeting, kept": (MEETING, {"online": Online.KEEP}),
    "meeting, other link": (MEETING, {"online": Online.OTHER, "wish": MeetingWish(link="https://meet.jit.si/room")}),
    "meeting, repeats": (MEETING, {"rrule": "FREQ=WEEKLY;COUNT=3"}),
    "series, longer rule": (SERIES, {"rrule": "FREQ=WEEKLY;COUNT=6"}),
    "series, ends": (SERIES, {"rrule": ""}),
    "series, off": (SERIES, {"online": Online.NONE}),
    "series, another date": (SERIES, {"dates": DateWishes(add=(date(2027, 3, 12),))}),
    "bare series, longer rule": (BARE_SERIES, {"rrule": "FREQ=WEEKLY;COUNT=6"}),
    "bare series, meeting on": (BARE_SERIES, {"online": Online.ZOOM}),
    "guests, guest more": (GUESTS, {"attendees": (Attendee("ben@x.example"), Attendee("dana@x.example"))}),
    "guests, none": (GUESTS, {"attendees": ()}),
}


def open_event(world: MeetingWorld, base: dict[str, Any]) -> tuple[Saved, Event]:
    saved = world.save(
        replace(draft(world, base), summary=f"Review {len(world.meetings())} {id(base)} {datetime.now(BERLIN)}")
    )
    assert world.settled(saved.resource)
    return saved, world.event(saved.resource)


def told(event: Event, wanted: EventDraft) -> list[str]:
    """The part of the line beside Save that is about the meeting."""
    return effects.meeting(effects.foreseen(event, event.draft, wanted, BERLIN))


def compare(said: list[str], writes: bool, calls: Calls) -> None:
    """The words against the calls."""
    assert bool(calls.writes) == writes
    makes = any(word.startswith("creates") for word in said)
    assert calls.made == makes
    assert bool(calls.changed) == ("updates its Zoom meeting" in said)
    assert calls.deleted == ("deletes its Zoom meeting" in said or "creates another Zoom meeting" in said)


def test_sixty_kinds() -> None:
    """N08"""
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_the_line_beside_save_is_what_happens(qapp: object, world: MeetingWorld, name: str) -> None:
    """N08: one edit, its line, and the calls it makes."""
    base, change = CASES[name]
    saved, event = open_event(world, base)
    wanted = replace(event.draft, **change)
    seen = effects.foreseen(event, event.draft, wanted, BERLIN)
    watch = Watch(world)
    world.bench.call(events.save_event, wanted, resource=saved.resource, scope=Scope.ALL)
    assert world.settled(saved.resource)
    compare(told(event, wanted), seen.writes, watch.since())


@pytest.mark.parametrize("online", [Online.ZOOM, Online.NONE])
def test_of_a_new_event(qapp: object, world: MeetingWorld, online: Online) -> None:
    """N08"""
    wanted = replace(draft(world, {"online": online}), summary=f"New {online}")
    said = effects.meeting(effects.foreseen(None, wanted, wanted, BERLIN))
    watch = Watch(world)
    saved = world.save(wanted)
    assert world.settled(saved.resource)
    compare(said, True, watch.since())


@pytest.mark.parametrize("change", ["moved", "renamed", "longer", "colour"])
def test_of_one_date(qapp: object, world: MeetingWorld, change: str) -> None:
    """N08: what is changed of one date of a series; its title is nothing to Zoom, its time is."""
    saved, _ = open_event(world, SERIES)
    named = RecurrenceId("20270317T140000")
    with world.bench.reader() as reader:
        event = reader.event(saved.resource, named)
    start, end = event.draft.start, event.draft.end
    assert isinstance(start, datetime) and isinstance(end, datetime)
    hour = timedelta(hours=1)
    values: dict[str, dict[str, Any]] = {
        "moved": {"start": start + hour, "end": end + hour},
        "renamed": {"summary": "Renamed"},
        "longer": {"end": end + hour},
        "colour": {"color": "teal"},
    }
    wanted = replace(event.draft, **values[change])
    watch = Watch(world)
    world.bench.call(events.save_event, wanted, resource=saved.resource, recurrence_id=named, scope=Scope.THIS)
    assert world.settled(saved.resource)
    compare(told(event, wanted), True, watch.since())
