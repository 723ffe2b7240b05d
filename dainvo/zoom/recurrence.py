"""From an RRULE to Zoom's `recurrence`, or the reason why there is none; and the dates Zoom makes of it.

Knows no zones, EXDATEs or overrides: `series` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count, islice

from dainvo.ical.rules import RuleParts, month_days

MOST_DATES = 50
FEWEST_DATES = 2
MOST_DAYS, MOST_WEEKS, MOST_MONTHS = 90, 12, 3
LAST_MONTH_DAY = 28
_ORDINALS = (1, 2, 3, 4, -1)
_DAILY, _WEEKLY, _MONTHLY = 1, 2, 3


class Reason(StrEnum):
    """Why a series is a meeting without fixed time. Values are stored: never rename one."""

    ENDLESS = "endless"
    TOO_MANY = "too_many"  # more than 50 dates to come
    TOO_FEW = "too_few"  # fewer than two
    YEARLY = "yearly"
    HOURLY = "hourly"  # or finer
    INTERVAL = "interval"  # over 90 days, 12 weeks, 3 months
    CERTAIN_MONTHS = "certain_months"  # BYMONTH, BYYEARDAY, BYWEEKNO
    MONTH_DAY = "month_day"  # several, from the end, or the 29th to 31st
    MONTH_WEEKDAY = "month_weekday"  # several, the fifth, or one chosen from several
    CLOCK_TIMES = "clock_times"  # BYHOUR and finer, other than the start's
    WEEK_START = "week_start"  # dates hang on where the week begins, which Zoom does not say
    START = "start"  # the first date does not follow the rule
    EXTRA_DATES = "extra_dates"  # RDATE, or an override of no date of the rule
    MOVED_FROM_PAST = "moved_from_past"  # a date that would be over was moved to one to come
    EXCEPTIONS = "exceptions"  # more than 10
    THIS_AND_FUTURE = "this_and_future"
    ALL_DAY = "all_day"
    TOO_LONG = "too_long"  # over 24 hours
    LENGTHS = "lengths"  # not one length
    ZONE = "zone"
    CLOCK_CHANGE = "clock_change"  # a date falls into the hour that is skipped or comes twice
    ODD_RULE = "odd_rule"
    NO_SERIES = "no_series"
    BY_SETTING = "by_setting"  # "Series: always without fixed time"
    CHECK_FAILED = "check_failed"  # Zoom made other dates of it


class NotExactError(Exception):
    """Zoom cannot hold the series."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


def translate(rule: RuleParts, start: datetime) -> dict[str, object]:
    """`recurrence` without its end, for a rule whose DTSTART is `start` on the wall clock of the series.

    Raises NotExactError. ENDLESS is looked at last.
    """
    if rule.freq == "YEARLY":
        raise NotExactError(Reason.YEARLY)
    if rule.freq not in _TRANSLATIONS:
        raise NotExactError(Reason.HOURLY)
    if rule.bymonth or rule.byyearday or rule.byweekno:
        raise NotExactError(Reason.CERTAIN_MONTHS)
    given = (rule.byhour, start.hour), (rule.byminute, start.minute), (rule.bysecond, start.second)
    if any(values and values != (own,) for values, own in given):
        raise NotExactError(Reason.CLOCK_TIMES)
    translation, most = _TRANSLATIONS[rule.freq]
    if rule.interval > most:
        raise NotExactError(Reason.INTERVAL)
    recurrence = translation(rule, start)
    if rule.count is None and not rule.until:
        raise NotExactError(Reason.ENDLESS)
    return recurrence


def _daily(rule: RuleParts, start: datetime) -> dict[str, object]:
    if rule.byday and rule.interval == 1:
        return _weekly(rule, start)
    if rule.byday or rule.bymonthday or rule.bysetpos:
        raise NotExactError(Reason.ODD_RULE)
    return {"type": _DAILY, "repeat_interval": rule.interval}


def _weekly(rule: RuleParts, start: datetime) -> dict[str, object]:
    if rule.bymonthday or rule.bysetpos or any(ordinal for ordinal, _ in rule.byday):
        raise NotExactError(Reason.ODD_RULE)
    weekdays = {weekday for _, weekday in rule.byday} or {start.weekday()}
    if start.weekday() not in weekdays:
        raise NotExactError(Reason.START)
    # Without weekly_days Zoom takes Sunday.
    days = ",".join(str(day) for day in sorted(map(_zoom_day, weekdays)))
    return {"type": _WEEKLY, "repeat_interval": rule.interval, "weekly_days": days}


def _monthly(rule: RuleParts, start: datetime) -> dict[str, object]:
    monthly: dict[str, object] = {"type": _MONTHLY, "repeat_interval": rule.interval}
    if rule.byday:
        if rule.bymonthday:
            raise NotExactError(Reason.ODD_RULE)
        ordinal, weekday = _place(rule)
        if start.weekday() != weekday or _ordinals(start)[ordinal < 0] != ordinal:
            raise NotExactError(Reason.START)
        return monthly | {"monthly_week": ordinal, "monthly_week_day": _zoom_day(weekday)}
    if rule.bysetpos:
        raise NotExactError(Reason.ODD_RULE)
    month_day = rule.bymonthday or (start.day,)
    if len(month_day) > 1 or not 1 <= month_day[0] <= LAST_MONTH_DAY:
        raise NotExactError(Reason.MONTH_DAY)
    if month_day != (start.day,):
        raise NotExactError(Reason.START)
    return monthly | {"monthly_day": month_day[0]}


_TRANSLATIONS = {
    "DAILY": (_daily, MOST_DAYS),
    "WEEKLY": (_weekly, MOST_WEEKS),
    "MONTHLY": (_monthly, MOST_MONTHS),
}


def _place(rule: RuleParts) -> tuple[int, int]:
    """(ordinal, weekday) of the one weekday a rule by months means."""
    days = set(rule.byday)
    ordinal, weekday = min(days)
    if ordinal == 0 and len(days) == len(rule.bysetpos) == 1:
        ordinal = rule.bysetpos[0]
    elif rule.bysetpos or ordinal == 0:
        # Every Monday of a month, or a choice of days.
        raise NotExactError(Reason.MONTH_WEEKDAY)
    if len(days) > 1 or ordinal not in _ORDINALS:
        raise NotExactError(Reason.MONTH_WEEKDAY)
    return ordinal, weekday


def _ordinals(on: datetime) -> tuple[int, int]:
    """Which weekday of its month a day is, from the begin and from the end."""
    return (on.day - 1) // 7 + 1, -((len(month_days(on.year, on.month)) - on.day) // 7 + 1)


def _zoom_day(weekday: int) -> int:
    """1 Sunday … 7 Saturday, of Monday 0 …"""
    return (weekday + 1) % 7 + 1


def period(recurrence: Mapping[str, object]) -> timedelta:
    """The longest time from one date to the next."""
    longest = {_DAILY: 1, _WEEKLY: 7, _MONTHLY: 38}[_number(recurrence, "type")]
    return timedelta(days=longest * _number(recurrence, "repeat_interval"))


def shifted(recurrence: Mapping[str, object], days: int) -> dict[str, object]:
    """The same rule a day later or earlier, where the day begins elsewhere. Raises NotExactError(ZONE)."""
    moved = dict(recurrence)
    if days and "weekly_days" in moved:
        numbers = sorted((int(day) - 1 + days) % 7 + 1 for day in str(moved["weekly_days"]).split(","))
        moved["weekly_days"] = ",".join(map(str, numbers))
    if days and "monthly_week" in moved:
        raise NotExactError(Reason.ZONE)
    if days and "monthly_day" in moved:
        moved["monthly_day"] = day = _number(moved, "monthly_day") + days
        if not 1 <= day <= LAST_MONTH_DAY:
            raise NotExactError(Reason.ZONE)
    return moved


def laid_out(recurrence: Mapping[str, object], first: datetime, week_start: int) -> list[datetime]:
    """The dates, in UTC, that Zoom's documents promise for `recurrence`: at the local time of `first` in its zone.

    `week_start`: the weekday that begins a week, Monday 0; Zoom does not say which.
    """
    kind, interval = _number(recurrence, "type"), _number(recurrence, "repeat_interval")
    begin = first.date()
    if kind == _DAILY:
        days: Iterator[date] = (begin + timedelta(days=step * interval) for step in count())
    elif kind == _WEEKLY:
        week = begin - timedelta(days=(begin.weekday() - week_start) % 7)
        weekdays = [int(day) for day in str(recurrence["weekly_days"]).split(",")]
        days = (
            week + timedelta(weeks=step * interval, days=place)
            for step in count()
            for place in range(7)
            if _zoom_day((week_start + place) % 7) in weekdays
        )
    else:
        months = (divmod(begin.year * 12 + begin.month - 1 + step * interval, 12) for step in count())
        days = (_in_month(recurrence, year, month + 1) for year, month in months)
    kept = islice((day for day in days if day >= begin), _number(recurrence, "end_times"))
    return [datetime.combine(day, first.time(), tzinfo=first.tzinfo).astimezone(UTC) for day in kept]


def _in_month(recurrence: Mapping[str, object], year: int, month: int) -> date:
    if "monthly_day" in recurrence:
        return date(year, month, _number(recurrence, "monthly_day"))
    days = [date.fromordinal(day) for day in month_days(year, month)]
    fitting = [day for day in days if _zoom_day(day.weekday()) == recurrence["monthly_week_day"]]
    ordinal = _number(recurrence, "monthly_week")
    return fitting[ordinal if ordinal < 0 else ordinal - 1]


def _number(values: Mapping[str, object], name: str) -> int:
    value = values[name]
    if not isinstance(value, int):
        raise TypeError(name)
    return value
