"""A recurrence rule as an editor shows it: read from an RRULE value and written as one.

A rule that says more than this is none: `read_pattern` answers None, and its bytes are left alone (E12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice

from dainvo.ical import rules
from dainvo.ical.recurrence import until_clock
from dainvo.ical.rules import WEEKDAYS, Budget, TooComplexError
from dainvo.ical.values import Moment, wall, write_local, write_utc

ALL_DAYS = tuple(range(7))
WORK_DAYS = tuple(range(5))
WEEKEND = (5, 6)
#: What an ordinal can be: first to fifth, the last, the one before it.
ORDINALS = (1, 2, 3, 4, 5, -1, -2)
MOST_DATES = 3660


@dataclass(frozen=True, slots=True)
class Pattern:
    """`freq` and `interval`, and of these what the frequency takes. Weekdays count from Monday 0.

    WEEKLY: `weekdays`, empty for that of the start. MONTHLY and YEARLY: `month_days` (-1 the last), or the `ordinal`-th
    of `weekdays` (one of them, or ALL_DAYS, WORK_DAYS or WEEKEND), or neither: the day of the start. YEARLY: `months`,
    empty for that of the start. The end is the day `until`, `count` times, or neither. `wkst` is what the rule says of
    the begin of a week.
    """

    freq: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinal: int = 0
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None
    wkst: int = 0


def read_pattern(rrule: str, start: Moment) -> Pattern | None:
    """The pattern that an RRULE value is for an event at `start`; None for any other rule. What the start says anyway
    is left out, so that two texts for the same dates are equal patterns."""
    try:
        rule = rules.parse(rrule)
        until = until_clock(rule, start)
    except ValueError:
        return None
    if rule.freq not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or rule.times_given or rule.byyearday or rule.byweekno:
        return None
    if rule.count is not None and rule.until:
        return None
    days = _days(rule, wall(start))
    if days is None:
        return None
    weekdays, ordinal, month_days, months = days
    matters = rule.freq == "WEEKLY" and rule.interval > 1 and len(weekdays) > 1
    last = until.date() if until is not None else None
    return Pattern(
        rule.freq, rule.interval, weekdays, ordinal, month_days, months, last, rule.count, rule.wkst if matters else 0
    )


_Days = tuple[tuple[int, ...], int, tuple[int, ...], tuple[int, ...]]


def _days(rule: rules.RuleParts, start: datetime) -> _Days | None:
    """(weekdays, ordinal, month days, months), or None if the rule says more."""
    weekdays = tuple(sorted({weekday for _, weekday in rule.byday}))
    ordinals = {ordinal for ordinal, _ in rule.byday}
    if rule.freq in ("DAILY", "WEEKLY"):
        if rule.bymonth or rule.bymonthday or rule.bysetpos or ordinals - {0} or (rule.freq == "DAILY" and weekdays):
            return None
        return (() if weekdays == (start.weekday(),) else weekdays), 0, (), ()
    if rule.freq == "MONTHLY" and rule.bymonth:
        return None
    if rule.freq == "YEARLY" and not rule.bymonth and (rule.byday or rule.bymonthday):
        return None
    months = () if rule.bymonth == (start.month,) else rule.bymonth
    if rule.byday:
        ordinal = _ordinal(rule, ordinals)
        one_set = len(weekdays) == 1 or weekdays in (ALL_DAYS, WORK_DAYS, WEEKEND)
        return (weekdays, ordinal, (), months) if ordinal and one_set else None
    several_in_year = rule.freq == "YEARLY" and len(rule.bymonthday) > 1
    if rule.bysetpos or several_in_year or any(day < -1 for day in rule.bymonthday):
        return None
    return (), 0, (() if rule.bymonthday == (start.day,) else rule.bymonthday), months


def _ordinal(rule: rules.RuleParts, ordinals: set[int]) -> int:
    """Which of its weekdays a rule by months means; 0 if it says more."""
    if rule.bymonthday:
        return 0
    if ordinals == {0}:
        return rule.bysetpos[0] if len(rule.bysetpos) == 1 and rule.bysetpos[0] in ORDINALS else 0
    single = len(rule.byday) == 1 and not rule.bysetpos and rule.byday[0][0] in ORDINALS
    return rule.byday[0][0] if single else 0


def write_pattern(pattern: Pattern, start: Moment) -> str:
    """The RRULE value, with UNTIL in the form that goes with `start` (RFC 5545 §3.3.10): it takes in the last day."""
    parts = [f"FREQ={pattern.freq}"]
    if pattern.interval != 1:
        parts.append(f"INTERVAL={pattern.interval}")
    if pattern.freq == "YEARLY":
        by_month = pattern.months or ((start.month,) if pattern.ordinal or pattern.month_days else ())
        parts += [f"BYMONTH={_list(by_month)}"] if by_month else []
    if pattern.ordinal:
        parts += _nth(pattern)
    elif pattern.freq == "WEEKLY" and pattern.weekdays:
        parts.append(f"BYDAY={','.join(WEEKDAYS[day] for day in pattern.weekdays)}")
    elif pattern.month_days or pattern.months:
        parts.append(f"BYMONTHDAY={_list(pattern.month_days or (start.day,))}")
    if pattern.wkst:
        parts.append(f"WKST={WEEKDAYS[pattern.wkst]}")
    if pattern.count is not None:
        parts.append(f"COUNT={pattern.count}")
    elif pattern.until is not None:
        parts.append(f"UNTIL={_until(pattern.until, start)}")
    return ";".join(parts)


def _nth(pattern: Pattern) -> list[str]:
    if len(pattern.weekdays) == 1:
        return [f"BYDAY={pattern.ordinal}{WEEKDAYS[pattern.weekdays[0]]}"]
    return [f"BYDAY={','.join(WEEKDAYS[day] for day in pattern.weekdays)}", f"BYSETPOS={pattern.ordinal}"]


def _list(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def _until(last: date, start: Moment) -> str:
    if not isinstance(start, datetime):
        return write_local(last)
    moment = datetime.combine(last, time(23, 59, 59), start.tzinfo)
    return write_local(moment) if start.tzinfo is None else write_utc(moment.astimezone(UTC))


def nth_of(day: date) -> int:
    """Which such weekday of its month `day` is, 1 to 4; -1 for a fifth one, which not every month has."""
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1


def dates_of(rrule: str, start: Moment, most: int = MOST_DATES) -> list[date]:
    """The days an RRULE value gives from `start` on, `start` being the first; at most `most`, and the first alone of a
    rule that cannot be read or is too expensive. Exceptions are not known here."""
    first = wall(start)
    try:
        rule = rules.parse(rrule)
        clocks = rules.expand(rule, first, until_clock(rule, start), first, datetime(9999, 12, 31), Budget())
        return [clock.date() for clock in islice(clocks, most)]
    except (ValueError, OverflowError, TooComplexError):
        return [first.date()]


def fits_start(rrule: str, start: Moment) -> bool:
    """Whether `start` is one of the dates that the rule names; True if nobody can tell."""
    try:
        return rules.fits(rules.parse(rrule), wall(start), Budget())
    except (ValueError, OverflowError, TooComplexError):
        return True
