"""RRULE: reads a rule (RFC 5545 §3.3.10), and lists what it gives within a budget of steps.

Works on wall clocks: naive date-times in, naive date-times out. Zones, EXDATE and overrides are not its business.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Days looked at and times made for one list; about 150 ms.
STEPS = 200_000

_FREQS = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_SECONDS = {"HOURLY": 3600, "MINUTELY": 60, "SECONDLY": 1}
_BOUNDS = {
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYSETPOS": (-100_000, 100_000),
}
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_END = datetime(9999, 12, 31, 23, 59, 59)


class TooComplexError(Exception):
    """The budget is spent."""


class Budget:
    """Counts steps over all rules of one resource."""

    def __init__(self, steps: int = STEPS) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> None:
        """Raises TooComplexError once the budget is spent."""
        self.left -= steps
        if self.left < 0:
            raise TooComplexError


@dataclass(frozen=True, slots=True)
class RuleParts:
    """A rule taken apart. Weekdays count from Monday 0; `byday` holds (ordinal or 0, weekday). `until` as written."""

    freq: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    bysecond: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    byday: tuple[tuple[int, int], ...] = ()
    bymonthday: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    wkst: int = 0

    @property
    def times_given(self) -> bool:
        return bool(self.byhour or self.byminute or self.bysecond)


def split_parts(rrule: str) -> list[tuple[str, str]]:
    """The parts of an RRULE value as (name in upper case, value as written)."""
    pairs = (part.partition("=") for part in rrule.strip().split(";") if part.strip())
    return [(name.strip().upper(), value.strip()) for name, _, value in pairs]


@lru_cache(maxsize=512)
def parse(rrule: str) -> RuleParts:
    """The rule an RRULE value holds. Raises ValueError if it cannot be read or breaks the bounds of the standard."""
    if len(rrule) > 10_000:
        raise ValueError("too long")
    given = dict(split_parts(rrule))
    freq = given.pop("FREQ", "").upper()
    if freq not in _FREQS:
        raise ValueError("FREQ")
    if given.pop("RSCALE", "GREGORIAN").upper() != "GREGORIAN" or given.pop("SKIP", "OMIT").upper() != "OMIT":
        raise ValueError("RSCALE")
    interval = int(given.pop("INTERVAL", "1"))
    count = int(given.pop("COUNT")) if "COUNT" in given else None
    if interval < 1 or (count is not None and count < 1):
        raise ValueError("INTERVAL or COUNT")
    until = given.pop("UNTIL", "").upper()
    wkst = WEEKDAYS.index(given.pop("WKST", "MO").upper())
    byday = tuple(_weekday(item) for item in given.pop("BYDAY", "").upper().split(",") if item.strip())
    lists = {name.lower(): _numbers(value, *_BOUNDS[name]) for name, value in given.items() if name in _BOUNDS}
    unknown = [name for name in given if name not in _BOUNDS and not name.startswith("X-")]
    if unknown:
        raise ValueError(unknown[0])
    return RuleParts(freq=freq, interval=interval, count=count, until=until, byday=byday, wkst=wkst, **lists)


def _numbers(value: str, low: int, high: int) -> tuple[int, ...]:
    numbers = {int(item) for item in value.split(",")}
    if any(not low <= number <= high or (number == 0 and low < 0) for number in numbers):
        raise ValueError(value)
    return tuple(sorted(numbers))


def _weekday(item: str) -> tuple[int, int]:
    item = item.strip()
    ordinal = int(item[:-2]) if item[:-2] else 0
    if not -53 <= ordinal <= 53:
        raise ValueError(item)
    return ordinal, WEEKDAYS.index(item[-2:])


def expand(
    rule: RuleParts, start: datetime, until: datetime | None, first: datetime, last: datetime, budget: Budget
) -> Iterator[datetime]:
    """Wall clocks of the occurrences from `first` (inside) to `last` (outside), in order, all naive.

    `start` is DTSTART: always the first occurrence and counted by COUNT, even if it does not fit the rule. `until` is
    UNTIL on the same wall clock, inside. Raises TooComplexError.
    """
    if until is not None and start > until:
        return
    if first <= start < last:
        yield start
    step = _plain_step(rule, start)
    if step:
        yield from _stepped(rule, start, until, first, last, step)
        return
    left = rule.count - 1 if rule.count is not None else None
    skip_to = first if rule.count is None and first > start else start
    periods = _periods(rule, start, skip_to, last)
    for candidate in _candidates(rule, start, periods, budget):
        if candidate <= start:
            continue
        if candidate >= last or (until is not None and candidate > until) or left == 0:
            return
        if left is not None:
            left -= 1
        if candidate >= first:
            yield candidate


def _plain_step(rule: RuleParts, start: datetime) -> int:
    """Days from one occurrence to the next of a rule by days or weeks that says no more than that, else 0."""
    if rule.freq not in ("DAILY", "WEEKLY") or rule.times_given or rule.bymonth or rule.bysetpos:
        return 0
    if rule.bymonthday or rule.byyearday or rule.byweekno:
        return 0
    if rule.freq == "DAILY":
        return 0 if rule.byday else rule.interval
    return rule.interval * 7 if rule.byday in ((), ((0, start.weekday()),)) else 0


def _stepped(
    rule: RuleParts, start: datetime, until: datetime | None, first: datetime, last: datetime, step: int
) -> Iterator[datetime]:
    """What `expand` gives after DTSTART for such a rule: computed, not looked for."""
    begin, at = start.toordinal(), start.time()
    number = max(1, (first.toordinal() - begin) // step)
    stop = (min(last, until) if until is not None else last).toordinal() + 1
    if rule.count is not None:
        stop = min(stop, begin + rule.count * step)
    for day in range(begin + number * step, min(stop, _LAST + 1), step):
        clock = datetime.combine(date.fromordinal(day), at)
        if clock >= last or (until is not None and clock > until):
            return
        if clock >= first:
            yield clock


def fits(rule: RuleParts, start: datetime, budget: Budget) -> bool:
    """Whether DTSTART is a place of its rule; if not, programs do not agree on what COUNT counts (RFC 5545 §3.8.5.3).

    Raises TooComplexError.
    """
    periods = _periods(rule, start, start, start + timedelta(seconds=1))
    return any(candidate == start for candidate in _candidates(rule, start, periods, budget))


#: One period of a rule: the days it holds as ordinals, and for rules finer than a day the one time it means.
_Period = tuple[Iterable[int], datetime | None]


def _periods(rule: RuleParts, start: datetime, skip_to: datetime, last: datetime) -> Iterator[_Period]:
    """The periods of a rule from the one that holds `skip_to` until `last`."""
    if rule.freq in _SECONDS:
        return _moments(rule, start, skip_to, last)
    if rule.freq == "YEARLY":
        return _years(rule, start, skip_to, last)
    if rule.freq == "MONTHLY":
        return _months(rule, start, skip_to, last)
    return _day_periods(rule, start, skip_to, last)


def _day_periods(rule: RuleParts, start: datetime, skip_to: datetime, last: datetime) -> Iterator[_Period]:
    size = 7 if rule.freq == "WEEKLY" else 1
    begin = start.toordinal()
    if size == 7:
        begin -= (start.weekday() - rule.wkst) % 7
    step = rule.interval * size
    begin += max(0, (skip_to.toordinal() - begin) // step) * step
    end = min(last.toordinal(), _LAST)
    for day in range(begin, end + 1, step):
        yield range(max(day, _FIRST), min(day + size, _LAST + 1)), None


def _months(rule: RuleParts, start: datetime, skip_to: datetime, last: datetime) -> Iterator[_Period]:
    begin = start.year * 12 + start.month - 1
    begin += max(0, (skip_to.year * 12 + skip_to.month - 1 - begin) // rule.interval) * rule.interval
    for month in range(begin, last.year * 12 + last.month, rule.interval):
        year, number = divmod(month, 12)
        if rule.bymonth and number + 1 not in rule.bymonth:
            yield (), None
        else:
            yield month_days(year, number + 1), None


def _years(rule: RuleParts, start: datetime, skip_to: datetime, last: datetime) -> Iterator[_Period]:
    begin = start.year + max(0, (skip_to.year - start.year) // rule.interval) * rule.interval
    by_month = rule.bymonth
    if not (by_month or rule.byweekno or rule.byyearday or rule.bymonthday or rule.byday):
        by_month = (start.month,)
    for year in range(begin, last.year + 1, rule.interval):
        if by_month:
            yield [day for month in by_month for day in month_days(year, month)], None
        else:
            yield range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1), None


def _moments(rule: RuleParts, start: datetime, skip_to: datetime, last: datetime) -> Iterator[_Period]:
    step = timedelta(seconds=_SECONDS[rule.freq] * rule.interval) if rule.interval < 10**9 else timedelta.max
    moment = start + max(0, (skip_to - start) // step) * step
    while moment < last:
        yield (moment.toordinal(),), moment
        if step > _END - moment:
            return
        moment += step


def month_days(year: int, month: int) -> range:
    """The days of a month as ordinals."""
    begin = date(year, month, 1).toordinal()
    return range(begin, begin + calendar.monthrange(year, month)[1])


def _candidates(rule: RuleParts, start: datetime, periods: Iterator[_Period], budget: Budget) -> Iterator[datetime]:
    """All date-times the periods hold, in order; also those before DTSTART, which BYSETPOS counts."""
    fits = _day_filter(rule, start)
    times = _times(rule, start)
    for days, moment in periods:
        budget.spend()
        found: list[datetime] = []
        for day in days:
            budget.spend()
            if fits is None or fits(day):
                found.extend(_day_times(rule, day, moment, times, budget))
        if rule.bysetpos:
            size = len(found)
            places = {place - 1 if place > 0 else size + place for place in rule.bysetpos}
            found = [found[place] for place in sorted(places) if 0 <= place < size]
        yield from found


def _times(rule: RuleParts, start: datetime) -> list[time]:
    """The times of a day, for rules by days and longer."""
    if not rule.times_given:
        return [start.time()]
    hours, minutes = rule.byhour or (start.hour,), rule.byminute or (start.minute,)
    seconds = [second for second in rule.bysecond if second < 60] or [start.second]
    return [time(hour, minute, second) for hour in hours for minute in minutes for second in seconds]


def _day_times(rule: RuleParts, day: int, moment: datetime | None, times: list[time], budget: Budget) -> list[datetime]:
    if moment is None:
        if len(times) > 1:
            budget.spend(len(times))
        on = date.fromordinal(day)
        return [datetime.combine(on, at) for at in times]
    if rule.byhour and moment.hour not in rule.byhour:
        return []
    minutes: tuple[int, ...] = (moment.minute,)
    seconds: tuple[int, ...] = (moment.second,)
    if rule.freq == "HOURLY":
        minutes = rule.byminute or minutes
    elif rule.byminute and moment.minute not in rule.byminute:
        return []
    if rule.freq != "SECONDLY":
        seconds = tuple(second for second in rule.bysecond if second < 60) or seconds
    elif rule.bysecond and moment.second not in rule.bysecond:
        return []
    budget.spend(len(minutes) * len(seconds))
    return [moment.replace(minute=minute, second=second) for minute in minutes for second in seconds]


def _day_filter(rule: RuleParts, start: datetime) -> Callable[[int], bool] | None:
    """A test whether a day fits the BY parts (all must), with what DTSTART gives where the rule is silent."""
    tests: list[Callable[[int], bool]] = []
    month_day, by_day = rule.bymonthday, rule.byday
    if not (month_day or by_day or rule.byyearday or rule.byweekno):
        if rule.freq in ("YEARLY", "MONTHLY"):
            month_day = (start.day,)
        elif rule.freq == "WEEKLY":
            by_day = ((0, start.weekday()),)
    elif rule.byweekno and not (month_day or by_day or rule.byyearday):
        by_day = ((0, start.weekday()),)
    if rule.bymonth and rule.freq not in ("YEARLY", "MONTHLY"):
        months = frozenset(rule.bymonth)
        tests.append(lambda day: date.fromordinal(day).month in months)
    if by_day:
        tests.append(_weekday_test(rule, by_day))
    if month_day:
        tests.append(_month_day_test(month_day))
    if rule.byyearday:
        tests.append(_year_day_test(rule.byyearday))
    if rule.byweekno:
        tests.append(_week_number_test(rule.byweekno, rule.wkst))
    if len(tests) == 1:
        return tests[0]
    return (lambda day: all(test(day) for test in tests)) if tests else None


def _weekday_test(rule: RuleParts, by_day: tuple[tuple[int, int], ...]) -> Callable[[int], bool]:
    """Ordinals count within the month or the year; elsewhere they mean nothing and are left out."""
    with_ordinals = rule.freq in ("MONTHLY", "YEARLY")
    plain = frozenset(weekday for ordinal, weekday in by_day if not (ordinal and with_ordinals))
    counted = frozenset(pair for pair in by_day if pair[0] and with_ordinals)
    if not counted:
        return lambda day: (day - 1) % 7 in plain
    in_month = rule.freq == "MONTHLY" or bool(rule.bymonth)

    def fits(day: int) -> bool:
        weekday = (day - 1) % 7
        if weekday in plain:
            return True
        on = date.fromordinal(day)
        if in_month:
            place, size = on.day, calendar.monthrange(on.year, on.month)[1]
        else:
            place = day - date(on.year, 1, 1).toordinal() + 1
            size = 366 if calendar.isleap(on.year) else 365
        return ((place - 1) // 7 + 1, weekday) in counted or (-((size - place) // 7 + 1), weekday) in counted

    return fits


def _month_day_test(month_days_given: tuple[int, ...]) -> Callable[[int], bool]:
    given = frozenset(month_days_given)
    if min(given) > 0:
        return lambda day: date.fromordinal(day).day in given

    def fits(day: int) -> bool:
        on = date.fromordinal(day)
        return on.day in given or on.day - calendar.monthrange(on.year, on.month)[1] - 1 in given

    return fits


def _year_day_test(year_days: tuple[int, ...]) -> Callable[[int], bool]:
    given = frozenset(year_days)

    def fits(day: int) -> bool:
        year = date.fromordinal(day).year
        place = day - date(year, 1, 1).toordinal() + 1
        return place in given or place - (367 if calendar.isleap(year) else 366) in given

    return fits


def _week_number_test(numbers: tuple[int, ...], wkst: int) -> Callable[[int], bool]:
    """Week 1 is the first with four days in the year (RFC 5545 §3.3.10)."""
    given = frozenset(numbers)

    def fits(day: int) -> bool:
        middle = day - (day - 1 - wkst) % 7 + 3
        if not _FIRST <= middle <= _LAST:
            return False
        year = date.fromordinal(middle).year
        number = (middle - date(year, 1, 1).toordinal()) // 7 + 1
        weeks = number + (date(year, 12, 31).toordinal() - middle) // 7
        return number in given or number - weeks - 1 in given

    return fits
