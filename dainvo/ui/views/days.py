"""Events by the day on which they begin, in order, so that a page takes what it shows and counts the rest.

Put in order once, when they are read; reads and paints nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dainvo.ical.occurrence import Occurrence
from dainvo.ui.views.look import days_of, in_lane, turns

Entry = tuple[date, date, Occurrence]  # first and last day, both inclusive
Order = Callable[[Entry], tuple[Any, ...]]
PAGES = 4  # are kept laid out: the one that is shown, one on each side, and the one that was shown before
_ONE = timedelta(days=1)


class Day:
    """What lies on one day. Never changed: another time there is another day, so what was made of one day can be told
    by it."""

    __slots__ = ("_turns", "lane", "lane_on", "timed", "timed_on")

    def __init__(self, parts: Sequence[list[Entry]] = ()) -> None:
        self.lane, self.timed, self.lane_on, self.timed_on = parts or ([], [], [], [])
        self._turns: tuple[date, list[datetime]] | None = None

    @property
    def parts(self) -> tuple[list[Entry], ...]:
        """What begins here and belongs above the hours, what else begins here; and the same of earlier days."""
        return self.lane, self.timed, self.lane_on, self.timed_on

    def holds(self, other: Day) -> bool:
        """Whether the same lies on `other`, in the same state."""
        return self.parts == other.parts

    def begun(self) -> Iterator[Entry]:
        """What begins here."""
        yield from self.lane
        yield from self.timed

    def lasting(self) -> Iterator[Entry]:
        """What began on an earlier day."""
        yield from self.lane_on
        yield from self.timed_on

    def looks(self, now: datetime) -> tuple[date, int]:
        """Stays the same as long as all of it looks as it does at `now` (aware, viewer's zone)."""
        today = now.date()
        if self._turns is None or self._turns[0] != today:
            yesterday, tomorrow = today - _ONE, today + _ONE
            entries = (entry for part in self.parts for entry in part)
            near = (event for begins, ends, event in entries if begins <= tomorrow and yesterday <= ends)
            self._turns = today, sorted(moment for event in near for moment in turns(event))
        return today, bisect_right(self._turns[1], now)


def span(first: date, last: date) -> list[date]:
    """The days `first`..`last`, both inclusive."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def by_day(events: Iterable[Occurrence], first: date, last: date, order: Order) -> dict[date, Day]:
    """Each of the days `first`..`last` with what of `events` lies on it."""
    days = {day: Day() for day in span(first, last)}
    for event in events:
        begins, ends = days_of(event)
        in_the_lane, entry = in_lane(event), (begins, ends, event)
        if first <= begins <= last:
            day = days[begins]
            (day.lane if in_the_lane else day.timed).append(entry)
        if begins != ends:
            for later in span(max(first, begins + _ONE), min(last, ends)):
                day = days[later]
                (day.lane_on if in_the_lane else day.timed_on).append(entry)
    for day in days.values():
        for part in day.parts:
            if len(part) > 1:
                part.sort(key=order)
    return days


def entries(days: Iterable[Day]) -> list[Entry]:
    """What lies on some days in a row, each once."""
    found: list[Entry] = []
    for number, day in enumerate(days):
        if not number:
            found += day.lasting()
        found += day.begun()
    return found


def moved(
    days: list[Day], first: date, there: Occurrence, is_it: Callable[[Occurrence], bool], order: Order
) -> list[Day]:
    """`days` from `first` on, with an event where it has been moved to instead of where the copy has it."""
    added = by_day([there], first, first + timedelta(days=len(days) - 1), order).values()
    found = []
    for day, more in zip(days, added, strict=True):
        parts = [[entry for entry in part if not is_it(entry[2])] for part in day.parts]
        if any(more.parts) or any(len(left) < len(part) for left, part in zip(parts, day.parts, strict=True)):
            day = Day([sorted(part + new, key=order) for part, new in zip(parts, more.parts, strict=True)])
        found.append(day)
    return found


def instant(event: Occurrence) -> float:
    """What orders the events of a lane and of the hours by their beginning: whole days first."""
    return event.start.timestamp() if isinstance(event.start, datetime) else 0.0
