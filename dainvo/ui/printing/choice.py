"""What is to be printed: the layout, the days, the calendars and how much of each event.

Only values and what follows from them; reads and draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui import dates

#: So many days are printed at most: a year and the weeks around it.
MOST_DAYS = 380


class Layout(StrEnum):
    """P01. A week is a grid of hours when it lies across the paper, and a planner of seven boxes when it stands."""

    DAY = "day"
    WEEK = "week"
    PLANNER = "planner"
    MONTH = "month"
    AGENDA = "agenda"


#: Those that lie across the paper.
ACROSS = frozenset({Layout.WEEK, Layout.MONTH})


@dataclass(frozen=True, slots=True)
class Choice:
    """`first`..`last` as chosen, both inclusive; `spans` are the days of the pages that hold them. `work`: the hours of
    work, which a grid of hours has in any case."""

    layout: Layout
    first: date
    last: date
    calendars: frozenset[CollectionId]
    places: bool = True
    notes: bool = False
    first_weekday: int = 1
    work: tuple[int, int] = (8, 18)

    def spans(self) -> list[tuple[date, date]]:
        """The days of each page, or of the whole list: whole weeks and months, as many as hold the chosen days."""
        last = min(max(self.first, self.last), self.first + timedelta(days=MOST_DAYS - 1))
        if self.layout is Layout.AGENDA:
            return [(self.first, last)]
        found: list[tuple[date, date]] = []
        begin = self._begin(self.first)
        while begin <= last:
            end = self._end(begin)
            found.append((begin, end))
            begin = end + timedelta(days=1)
        return found

    def _begin(self, day: date) -> date:
        if self.layout is Layout.MONTH:
            return day.replace(day=1)
        return day if self.layout is Layout.DAY else dates.week_start(day, self.first_weekday)

    def _end(self, begin: date) -> date:
        if self.layout is Layout.MONTH:
            return (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return begin if self.layout is Layout.DAY else begin + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Legend:
    """A calendar on the paper: a letter that tells it apart without colour (ux: letter tags plus light tint)."""

    letter: str
    name: str
    colour: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What there is to print. `notes` gives the notes of an event, asked for only where they are printed."""

    events: Sequence[Occurrence]
    legends: dict[CollectionId, Legend]
    printed: str  # "21 November, 14:03"
    notes: Callable[[Occurrence], str] = field(default=lambda _event: "")


def letters(number: int) -> str:
    """A, B … Z, AA, AB …: the tag of calendar `number`, counted from 0."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
