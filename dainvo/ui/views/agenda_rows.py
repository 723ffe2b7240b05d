"""The rows of a list of events: heads of days and years, events, and one line for a long time with nothing.

Pure: what is listed comes in, heights and places go out; paints and reads nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import density
from dainvo.ui.views.days import Day
from dainvo.ui.views.layout import Order
from dainvo.ui.views.look import days_of

HEAD_PX, EVENT_PX, GAP_PX, YEAR_PX = 38, 32, 48, 44
#: So many days without an event are one line instead of nothing at all.
LONG = 2

Kind = Literal["day", "event", "gap", "year", "past", "empty"]  # "past": a year of what is over


@dataclass(slots=True, eq=False)
class Row:
    """`day`: the day it stands under, of a gap the one it ends before. `part`: (2, 3) on the second of three days.
    `following`: of a day with nothing on it, the event that comes next."""

    kind: Kind
    day: date
    event: Occurrence | None = None
    part: tuple[int, int] = (1, 1)
    dated: bool = False  # says its own day: it stands under no head of one
    following: Occurrence | None = None
    top: int = 0  # where the list has it now
    height: int = 0

    def __post_init__(self) -> None:
        heads = {"day": HEAD_PX, "gap": GAP_PX, "year": YEAR_PX, "past": YEAR_PX}
        self.height = density.grown(heads.get(self.kind, EVENT_PX))


class Rows:
    """Rows one below the other; `at` finds the one at a height."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.height = 0

    def add(self, row: Row) -> None:
        row.top = self.height
        self.rows.append(row)
        self.height += row.height

    def at(self, y: float) -> int | None:
        """Place of the row at `y` px from the top; None beyond the ends."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(self.rows, y, key=lambda row: row.top) - 1

    def top_of(self, day: date) -> int:
        """Where `day` begins: its head, or that of the next day that has one; the end if there is none."""
        return next((row.top for row in self.rows if row.kind == "day" and row.day >= day), self.height)

    def top_like(self, was: Row) -> int:
        """Where a row of another state of the list is now, or else what is left of its day or comes after it."""
        after = [row for row in self.rows if row.day >= was.day]
        event, id_ = was.event, None if was.event is None else (was.event.resource, was.event.recurrence_id)
        for row in after:
            if row.day != was.day:
                break
            if row is was or (event is None and row.kind == was.kind):
                return row.top
            if row.event is not None and (row.event.resource, row.event.recurrence_id) == id_:
                return row.top
        return after[0].top if after else self.height


def of_day(day: date, held: Day, order: Callable[[Occurrence], Order]) -> list[Row]:
    """The head of a day and what lies on it, whole days first; nothing for a day with nothing."""
    events = _in_order([entry[2] for part in held.parts for entry in part], day, order)
    return [Row("day", day), *(Row("event", day, event, part_of(event, day)) for event in events)] if events else []


def listed(days: Iterable[tuple[date, list[Row]]], today: date, wanted: date | None = None) -> Rows:
    """An agenda of days in order, each with its rows: gaps between them, and a head for today in any case. A today with
    nothing on it names the event that comes next instead. Where nothing is on any day, `wanted` says so."""
    rows = Rows()
    before: date | None = None
    empty: Row | None = None
    for day, of_it in days:
        if not of_it and day != today:
            continue
        if before is not None and (day - before).days > LONG and empty is None:
            rows.add(Row("gap", day))
        if empty is not None and empty.following is None:
            empty.following = of_it[1].event
        empty = None if of_it else Row("empty", day)
        for row in of_it or [Row("day", day)]:
            rows.add(row)
        if empty is not None:
            rows.add(empty)
        before = day
    if not rows.rows and wanted is not None:
        rows.add(Row("day", wanted))
        rows.add(Row("empty", wanted))
    return rows


def _in_order(events: list[Occurrence], day: date, order: Callable[[Occurrence], Order]) -> list[Occurrence]:
    """Whole days first, then by their beginning."""
    return sorted(events, key=lambda event: (not whole_day(event, day), _start(event), order(event)))


def by_year(found: Sequence[Occurrence], today: date) -> Rows:
    """What a search found, in its order, with a head wherever the year changes, or what is over begins."""
    rows = Rows()
    head: tuple[Kind, int] | None = None
    for event in found:
        day, last = days_of(event)
        kind: Kind = "past" if last < today else "year"
        if head != (kind, day.year):
            head = kind, day.year
            rows.add(Row(kind, day))
        rows.add(Row("event", day, event, dated=True))
    return rows


def whole_day(event: Occurrence, day: date) -> bool:
    """Whether `day` is covered from midnight to midnight."""
    first, last = days_of(event)
    return event.all_day or first < day < last


def part_of(event: Occurrence, day: date) -> tuple[int, int]:
    """Which day of how many."""
    first, last = days_of(event)
    return (day - first).days + 1, (last - first).days + 1


def _start(event: Occurrence) -> float:
    return event.start.timestamp() if isinstance(event.start, datetime) else 0.0
