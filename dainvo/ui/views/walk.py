"""Which event or which days come next: the order in which the keys walk through a page.

Pure choices on occurrences and dates; paints nothing and moves no focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates
from dainvo.ui.views.view import same


def next_event(
    events: Sequence[Occurrence], focused: Occurrence | None, at: datetime, forward: bool, zone: ZoneInfo
) -> Occurrence | None:
    """The event after or before `focused`; without one the first from `at` on, or the last before it."""
    place = next((n for n, event in enumerate(events) if focused is not None and same(event, focused)), None)
    if place is None:
        place = next((n for n, event in enumerate(events) if begins(event, zone) >= at), len(events))
        place -= 0 if forward else 1
    else:
        place += 1 if forward else -1
    return events[place] if 0 <= place < len(events) else None


def position(events: Sequence[Occurrence], wanted: Occurrence) -> tuple[int, int]:
    """Which of how many, counted from one."""
    return next((n for n, event in enumerate(events, 1) if same(event, wanted)), 1), len(events)


def begins(event: Occurrence, zone: ZoneInfo) -> datetime:
    """The start as an instant; an all-day event begins at midnight."""
    if isinstance(event.start, datetime):
        return event.start
    return datetime.combine(event.start, time(), zone)


def busy(events: Sequence[Occurrence], start: datetime, end: datetime) -> int:
    """How many timed events lie in the time from `start` to `end`."""
    return sum(
        1
        for event in events
        if isinstance(event.start, datetime)
        and isinstance(event.end, datetime)
        and event.start < end
        and event.end > start
    )


def week_span(day: date, first_weekday: int, fit: int) -> tuple[date, int]:
    """First day and number of the days of the week of `day` that are shown where `fit` days have room: 7, 5 or 3."""
    start = dates.week_start(day, first_weekday)
    if fit >= 7:
        return start, 7
    number = 5 if fit >= 5 else 3
    into = (day - start).days
    return start + timedelta(days=max(0, min(7 - number, into // number * number))), number
