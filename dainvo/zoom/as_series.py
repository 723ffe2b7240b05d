"""A recurring meeting of Zoom's written as a series of the calendar: start, rule, dates left out, dates moved.

Pure. Whether the calendar then has the very dates that Zoom has is asked once more by whoever makes the event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from dainvo.zoom.answers import ZoomMeeting
from dainvo.zoom.recurrence import MOST_DATES, laid_out
from dainvo.zoom.series import MOST_EXCEPTIONS, Slot

_SUNDAY = 6
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


@dataclass(frozen=True, slots=True)
class AsSeries:
    """`start` on the wall clock of the meeting's zone. `left_out` and the keys of `moved` are dates of the rule."""

    start: datetime
    minutes: int
    rrule: str
    left_out: tuple[datetime, ...] = ()
    moved: Mapping[datetime, Slot] = field(default_factory=dict)


def as_series(meeting: ZoomMeeting, now: datetime, zone: ZoneInfo) -> AsSeries | None:
    """The dates of `meeting` after `now` (aware) in `zone`; None if no rule of ours has them with a few exceptions."""
    dates = {one.start: one.duration_min for one in meeting.occurrences if one.available and one.start > now}
    rule = _rule(meeting.recurrence)
    if not dates or not rule:
        return None
    for first in sorted(dates):  # the first ones may have been moved
        found = _from(first, dates, meeting, rule, zone)
        if found is not None:
            return found
    return None


def _from(
    first: datetime, dates: Mapping[datetime, int], meeting: ZoomMeeting, rule: str, zone: ZoneInfo
) -> AsSeries | None:
    """The series whose rule begins at `first`, if each of `dates` is one of the rule or stands for one that is not."""
    local = first.astimezone(zone)
    try:
        by_rule = laid_out({"repeat_interval": 1, **meeting.recurrence, "end_times": MOST_DATES}, local, _SUNDAY)
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    if by_rule[:1] != [first]:
        return None
    elsewhere = sorted(start for start in dates if start not in by_rule)
    deleted = {one.start for one in meeting.occurrences if not one.available}
    empty = [date for date in by_rule if date not in dates and date not in deleted]
    count = sum(date <= max(dates) for date in by_rule)
    if len(empty) >= len(elsewhere) > 0:
        count = max(count, by_rule.index(empty[len(elsewhere) - 1]) + 1)
    free = [date for date in by_rule[:count] if date not in dates]
    places = [date for date in free if date not in deleted]
    moved = _paired(places if len(places) >= len(elsewhere) else free, elsewhere, dates)
    if len(moved) < len(elsewhere):
        return None
    usual = meeting.duration_min or dates[first]
    moved |= {date: Slot(date, dates[date]) for date in by_rule[:count] if dates.get(date, usual) != usual}
    left_out = tuple(date for date in free if date not in moved)
    if len(moved) + len(left_out) > MOST_EXCEPTIONS:
        return None
    return AsSeries(local, usual, f"{rule};COUNT={count}", left_out, moved)


def _paired(
    free: Iterable[datetime], elsewhere: Iterable[datetime], dates: Mapping[datetime, int]
) -> dict[datetime, Slot]:
    """Each date that is in no place of the rule, with the nearest place that has none; nothing if these do not do."""
    left = list(free)
    found: dict[datetime, Slot] = {}
    for start in elsewhere:
        if not left:
            return {}
        _, nearest = min((abs(date - start), date) for date in left)
        left.remove(nearest)
        found[nearest] = Slot(start, dates[start])
    return found


def _rule(recurrence: Mapping[str, object]) -> str:
    """RRULE without its end; empty for a rule of Zoom's that is not known."""
    kind, interval = recurrence.get("type"), recurrence.get("repeat_interval", 1)
    every = f";INTERVAL={interval}" if isinstance(interval, int) and interval > 1 else ""
    if kind == 1:
        return f"FREQ=DAILY{every}"
    if kind == 2:
        days = [int(day) for day in str(recurrence.get("weekly_days", "")).split(",") if day.strip() in set("1234567")]
        return f"FREQ=WEEKLY{every};BYDAY={','.join(_WEEKDAYS[day - 1] for day in days)}" if days else ""
    week, weekday, day = (recurrence.get(name) for name in ("monthly_week", "monthly_week_day", "monthly_day"))
    if kind == 3 and isinstance(week, int) and isinstance(weekday, int) and week and 1 <= weekday <= 7:
        return f"FREQ=MONTHLY{every};BYDAY={week}{_WEEKDAYS[weekday - 1]}"
    if kind == 3 and isinstance(day, int) and day:
        return f"FREQ=MONTHLY{every};BYMONTHDAY={day}"
    return ""
