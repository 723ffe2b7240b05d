"""Which weeks a month or a view of some weeks shows, and how it pages.

Pure arithmetic on dates.
"""

from __future__ import annotations

from datetime import date, timedelta

from dainvo.settings import Settings
from dainvo.ui import dates

WEEKS, MOST_WEEKS = 5, 12
ROOMY_PX = 1000  # from this height on a month has six weeks


def number(kind: str, settings: Settings, height: int) -> int:
    """How many weeks are shown in so many px."""
    if kind == "weeks":
        return max(1, min(MOST_WEEKS, settings.weeks_shown))
    return WEEKS + 1 if height >= ROOMY_PX else WEEKS


def begin(kind: str, day: date, settings: Settings) -> date:
    """The first day of the page that is opened at `day`: of its month, or some weeks before it."""
    first_weekday = dates.first_weekday(settings.first_weekday)
    if kind == "weeks":
        past = max(0, min(number(kind, settings, 0) - 1, settings.weeks_past))
        return dates.week_start(day, first_weekday) - timedelta(days=7 * past)
    return dates.week_start(day.replace(day=1), first_weekday)


def rolled(first: date, rows: int, settings: Settings) -> date:
    """The first day of the page so many weeks on."""
    day = dates.within(dates.ahead(first, 7 * rows))
    return dates.week_start(day, dates.first_weekday(settings.first_weekday))


def month_on(day: date, months: int) -> date:
    """The same day so many months on, as far as that month has it."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(min(max(place, 13), 12 * 9999 + 9), 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
