"""Which event or which days come next: the order in which the keys walk through a page.

Pure choices on occurrences and dates; paints nothing and moves no focus.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
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


def slot(day: date, minute: int, length: int, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Start and end of `length` real minutes from a minute of the wall clock of `day` on."""
    start = datetime.combine(day, time(minute // 60, minute % 60), zone)
    return start, (start.astimezone(UTC) + timedelta(minutes=length)).astimezone(zone)


def marked(start: datetime | date, end: datetime | date, zone: ZoneInfo) -> tuple[date, int, int] | None:
    """The day on which an event begins, its minute there, and its minutes up to midnight; None for whole days."""
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return None
    here = start.astimezone(zone)
    minute = here.hour * 60 + here.minute
    return here.date(), minute, min(24 * 60 - minute, round((end - start) / timedelta(minutes=1)))


def usual_minute(now: datetime, day: date) -> int:
    """Where a new event of `day` begins if nothing says it: the next half hour today, 10:00 on other days."""
    if day != now.date():
        return 10 * 60
    return min(24 * 60 - 30, (now.hour * 60 + now.minute) // 30 * 30 + 30)


def week_of(day: date, first_weekday: int) -> tuple[date, ...]:
    """The seven days of the week of `day`."""
    start = dates.week_start(day, first_weekday)
    return tuple(start + timedelta(days=number) for number in range(7))


def left_over(days: Sequence[date], weekdays: frozenset[int]) -> tuple[date, ...]:
    """`days` without those that fall on one of `weekdays` (1-7); all of them if nothing would be left."""
    return tuple(day for day in days if day.isoweekday() not in weekdays) or tuple(days)


def part_of(days: Sequence[date], day: date, fit: int) -> tuple[date, ...]:
    """Those of `days` that are shown around `day` where `fit` have room: all, five or three."""
    if fit >= len(days):
        return tuple(days)
    number = min(len(days), 5 if fit >= 5 else 3)
    into = sum(one < day for one in days)
    begin = max(0, min(len(days) - number, into // number * number))
    return tuple(days[begin : begin + number])


def beginning(anchor: date, number: int, day: date, jump: date) -> date:
    """Where a page of `number` days begins that shows `day`: pages next to that from `anchor` follow without a gap, a
    jump farther away begins at `jump`."""
    pages = (day - anchor).days // number
    return anchor + timedelta(days=pages * number) if -1 <= pages <= 1 else jump


def beside(day: date, way: int, skipped: frozenset[int]) -> date:
    """The day so many days on (`way`), or the next in that direction that falls on none of the weekdays `skipped`."""
    day = dates.ahead(day, way)
    while day.isoweekday() in skipped and len(skipped) < 7:
        day = dates.ahead(day, way)
    return day
