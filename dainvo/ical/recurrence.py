"""The recurrence set of a resource, guarded against hostile rules.

Reads no calendar text beyond the rule lines of the index, and writes none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dainvo.ical.event import RecurrenceId, TimeRange
from dainvo.ical.resource import Index

#: More occurrences of one resource than this are not listed.
MAX_PER_RESOURCE = 5000


@dataclass(frozen=True, slots=True)
class Span:
    """One occurrence: `row` is the place in `Index.rows` of the VEVENT that describes it.

    `start`/`end` have the type of the row's: aware in the event's own zone, naive (floating), or dates (`end`
    exclusive). `recurrence_id` is empty if the resource does not recur.
    """

    recurrence_id: RecurrenceId
    row: int
    start: datetime | date
    end: datetime | date


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule simple enough for one sentence. Weekdays count from Monday 0.

    MONTHLY and YEARLY: either `month_day` (-1: the last), or `weekdays` (one, or several to choose from) with
    `ordinal` (1 … 5, -1: last). WEEKLY: `weekdays`, empty if it follows from the start. `until` is as written.
    """

    freq: str  # "DAILY", "WEEKLY", "MONTHLY", "YEARLY"
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinal: int = 0
    month_day: int = 0
    month: int = 0
    count: int | None = None
    until: datetime | date | None = None


def occurrences(index: Index, span: TimeRange, zone: ZoneInfo) -> list[Span]:
    """Every occurrence that overlaps the half-open `span`, in order of start.

    Floating and all-day times are read in the viewer's `zone`. A VEVENT with RECURRENCE-ID stands in for the occurrence
    it names (RFC 5545 §3.8.4.4); cancelled ones are left out; a cancelled master is listed. Ends are computed in real
    time across clock changes. A rule beyond the budget (200,000 steps) or unreadable gives the first occurrence only.
    Never raises.
    """
    raise NotImplementedError


def is_too_complex(index: Index, span: TimeRange) -> bool:
    """Whether `occurrences` shows the first occurrence only, because the rule cannot be read or is too expensive."""
    raise NotImplementedError


def describe(rrule: str) -> Rule | None:
    """An RRULE value as simple values, or None if it says more than one sentence can."""
    raise NotImplementedError
