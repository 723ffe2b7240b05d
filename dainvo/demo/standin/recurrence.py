"""The occurrences of a recurring meeting with fixed times.

Does not check the rule: `validation` has done so before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import count, islice
from typing import Final

from dainvo.demo.standin.clock import parse_instant
from dainvo.demo.standin.exchange import Json

MOST: Final = 50


def starts(first: datetime, zone: tzinfo, rule: Json) -> list[datetime]:
    """The starts of all occurrences in UTC, at constant local time in `zone`, at most 50."""
    local = first.astimezone(zone)
    until = parse_instant(rule["end_date_time"]) if rule.get("end_date_time") else None
    wanted = rule.get("end_times")
    if wanted is None:
        # The description's default is one occurrence; with an end date the date decides.
        wanted = MOST if until else 1
    found = []
    for day in islice(_days(local.date(), rule), MOST if wanted == 0 else min(int(wanted), MOST)):
        start = datetime.combine(day, local.time(), tzinfo=zone).astimezone(UTC)
        if until is not None and start > until:
            break
        found.append(start)
    return found


def _days(first: date, rule: Json) -> Iterator[date]:
    interval = int(rule.get("repeat_interval") or 1)
    kind = int(rule["type"])
    if kind == 1:
        return (first + timedelta(days=step * interval) for step in range(MOST))
    if kind == 2:
        return _weekly(first, interval, sorted({int(day) for day in str(rule.get("weekly_days") or "1").split(",")}))
    return _monthly(first, interval, rule)


def _weekly(first: date, interval: int, weekdays: list[int]) -> Iterator[date]:
    sunday = first - timedelta(days=(first.weekday() + 1) % 7)
    for step in count():
        for weekday in weekdays:
            day = sunday + timedelta(weeks=step * interval, days=weekday - 1)
            if day >= first:
                yield day


def _monthly(first: date, interval: int, rule: Json) -> Iterator[date]:
    # 480 months hold 50 occurrences of any rule that has one at all.
    for step in range(0, 480, interval):
        year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
        day = _day_of_month(year, month + 1, first, rule)
        if day is not None and day >= first:
            yield day


def _day_of_month(year: int, month: int, first: date, rule: Json) -> date | None:
    if rule.get("monthly_week"):
        weekday = int(rule["monthly_week_day"])
        days = [day for day in _all_days(year, month) if (day.weekday() + 1) % 7 + 1 == weekday]
        week = int(rule["monthly_week"])
        return days[week] if week < 0 else days[week - 1]
    try:
        return date(year, month, int(rule.get("monthly_day") or first.day))
    except ValueError:
        return None


def _all_days(year: int, month: int) -> list[date]:
    day = date(year, month, 1)
    days = []
    while day.month == month:
        days.append(day)
        day += timedelta(days=1)
    return days
