"""Events by the day on which they begin, in order, so that a page takes what it shows and counts the rest.

Put in order once, when they are read; reads and paints nothing.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from dainvo.ical.occurrence import Occurrence
from dainvo.ui.views.look import days_of, in_lane

Entry = tuple[date, date, Occurrence]  # first and last day, both inclusive
Order = Callable[[Entry], tuple[Any, ...]]
_ONE = timedelta(days=1)


class Day(NamedTuple):
    """What lies on one day. Its lists are never changed: another time there is another day."""

    lane: list[Entry]  # begins here and belongs above the hours
    timed: list[Entry]  # begins here
    lane_on: list[Entry]  # began on an earlier day
    timed_on: list[Entry]

    def begun(self) -> Iterator[Entry]:
        """What begins here."""
        yield from self.lane
        yield from self.timed

    def lasting(self) -> Iterator[Entry]:
        """What began on an earlier day."""
        yield from self.lane_on
        yield from self.timed_on


def span(first: date, last: date) -> list[date]:
    """The days `first`..`last`, both inclusive."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def by_day(events: Iterable[Occurrence], first: date, last: date, order: Order) -> dict[date, Day]:
    """Each of the days `first`..`last` with what of `events` lies on it."""
    days = {day: Day([], [], [], []) for day in span(first, last)}
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
        for part in day:
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
        parts = ([entry for entry in part if not is_it(entry[2])] for part in day)
        found.append(Day(*(sorted(part + new, key=order) for part, new in zip(parts, more, strict=True))))
    return found


def instant(event: Occurrence) -> float:
    """What orders the events of a lane and of the hours by their beginning: whole days first."""
    return event.start.timestamp() if isinstance(event.start, datetime) else 0.0
