"""Weeks whose clock changes: an hour that is missing, and one that comes twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.demo import sample_text
from dainvo.ical.event import ETag, Href
from dainvo.store.rows import RemoteItem

Play = Callable[[Stage], None]

SPRING = date(2027, 3, 28)
AUTUMN = date(2027, 10, 31)
_STAMP = "DTSTAMP:20270201T070000Z"

#: Title, start and end as a program would write them, place.
_EVENTS = (
    ("Night train to Vienna", "20270328T003000", "20270328T051500", "Coach 12, seat 31"),
    ("Backup check", "20270328T023000", "20270328T043000", ""),
    ("Egg hunt", "20270328T100000", "20270328T123000", "City garden"),
    ("Easter lunch", "20270328T130000", "20270328T150000", "Home"),
    ("Planning", "20270323T100000", "20270323T113000", "Room 4"),
    ("Night shift", "20271030T220000", "20271031T040000", "Station 2"),
    ("Backup check", "20271031T003000Z", "20271031T010000Z", ""),
    ("Restore test", "20271031T013000Z", "20271031T020000Z", ""),
    ("Breakfast", "20271031T093000", "20271031T110000", "Home"),
)


def profile(folder: Path) -> None:
    """The sample, and events in the nights in which the clock changes."""
    made = given.Given(folder)
    account = made.store.collections(made.account)
    home = next(one.id for one in account if one.name == "Personal")
    items = []
    for number, (title, start, end, place) in enumerate(_EVENTS):
        uid = f"clock-{number}@sample.example.com"
        lines = [f"UID:{uid}", _STAMP, f"SUMMARY:{title}", _at("DTSTART", start), _at("DTEND", end)]
        lines += [f"LOCATION:{sample_text.escape(place)}"] if place else []
        text = sample_text.calendar([lines], [given.ZONE], SPRING)
        items.append(RemoteItem(Href(f"/anna/personal/{uid}.ics"), ETag(f'"{uid}"'), text))
    made.store.take_remote(home, items)
    made.close()


def _at(name: str, when: str) -> str:
    return f"{name}:{when}" if when.endswith("Z") else f"{name};TZID={given.ZONE.key}:{when}"


def _view(name: str, day: date, hour: int = 0) -> Play:
    def play(stage: Stage) -> None:
        stage.moment = datetime(day.year, day.month, day.day - 4, 10, 40, tzinfo=given.ZONE)
        stage.open(view=name, wide=1440, high=900)
        stage.window.show_date(day)
        stage.settle()
        page = stage.window.week if name == "week" else stage.window.day
        page.grid.scroll_to_minute(60 * hour)

    return play


SCENES = {
    "week-clock-change": (profile, _view("week", SPRING)),
    "week-clock-back": (profile, _view("week", AUTUMN)),
    "day-clock-change": (profile, _view("day", SPRING)),
}
