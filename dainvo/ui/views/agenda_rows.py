"""The rows of a list of events: heads of days and years, events, and one line for a long time with nothing.

Pure: what is listed comes in, heights and places go out; paints and reads nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import density
from dainvo.ui.views.layout import Order
from dainvo.ui.views.look import days_of

HEAD_PX, EVENT_PX, GAP_PX, YEAR_PX = 38, 32, 48, 44
#: So many days without an event are one line instead of nothing at all.
LONG = 2

Kind = Literal["day", "event", "gap", "year", "past", "empty"]  # "past": a year of what is over


@dataclass(frozen=True, slots=True)
class Row:
    """`day`: the day it stands under, of a gap the one it ends before. `part`: (2, 3) on the second of three days.
    `following`: of a day with nothing on it, the event that comes next."""

    kind: Kind
    day: date
    top: int
    event: Occurrence | None = None
    part: tuple[int, int] = (1, 1)
    dated: bool = False  # says its own day: it stands under no head of one
    following: Occurrence | None = None

    @property
    def height(self) -> int:
        heads = {"day": HEAD_PX, "gap": GAP_PX, "year": YEAR_PX, "past": YEAR_PX}
        return density.grown(heads.get(self.kind, EVENT_PX))


class Rows:
    """Rows one below the other; `at` finds the one at a height."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.height = 0

    def add(
        self,
        kind: Kind,
        day: date,
        event: Occurrence | None = None,
        part: tuple[int, int] = (1, 1),
        *,
        dated: bool = False,
        following: Occurrence | None = None,
    ) -> None:
        row = Row(kind, day, self.height, event, part, dated, following)
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


def by_day(
    events: Iterable[Occurrence], first: date, last: date, today: date, order: Callable[[Occurrence], Order]
) -> Rows:
    """An agenda of the days `first`..`last`: a head for each day with events and for today, gaps between them. A today
    with nothing on it names the event that comes next instead."""
    days: dict[date, list[Occurrence]] = {}
    for event in events:
        begins, ends = days_of(event)
        for number in range((min(ends, last) - max(begins, first)).days + 1):
            days.setdefault(max(begins, first) + timedelta(days=number), []).append(event)
    if first <= today <= last:
        days.setdefault(today, [])
    rows = Rows()
    before: date | None = None
    listed = sorted(days)
    for number, day in enumerate(listed):
        if before is not None and (day - before).days > LONG and days[before]:
            rows.add("gap", day)
        rows.add("day", day)
        for event in _in_order(days[day], day, order):
            rows.add("event", day, event, part_of(event, day))
        if not days[day]:
            ahead = listed[number + 1] if number + 1 < len(listed) else None
            following = None if ahead is None else _in_order(days[ahead], ahead, order)[0]
            rows.add("empty", day, following=following)
        before = day
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
            rows.add(kind, day)
        rows.add("event", day, event, dated=True)
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
