"""A recurrence rule as a plain sentence, the same in popover, editor and questions (E11).

Reads no copy. A rule that cannot be read has no sentence: it is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from dainvo.ui import dates
from dainvo.ui.editor import phrases
from dainvo.ui.language import counted

if TYPE_CHECKING:
    from dainvo.ical.rules import RuleParts

_WORK_DAYS, _WEEKEND, _ALL = (0, 1, 2, 3, 4), (5, 6), (0, 1, 2, 3, 4, 5, 6)


def tr(text: str) -> str:
    return QCoreApplication.translate("RuleWords", text)


def sentence(rrule: str, start: datetime | date) -> str:
    """every Wednesday until 30 June; the first letter is small, so that it can stand anywhere. Empty if the rule
    cannot be read."""
    from dainvo.ical.recurrence import until_clock
    from dainvo.ical.rules import parse

    try:
        rule = parse(rrule)
        last = until_clock(rule, start)
    except ValueError:
        return ""
    text = _limited(rule, _frequency(rule, start), start)
    if rule.count is not None:
        return counted("RuleWords", "{rule}, once", "{rule}, %n times", rule.count).format(rule=text)
    if last is not None:
        spoken = phrases.day_and_month(last) if last.year == start.year else phrases.long_day(last)
        return tr("{rule} until {day}").format(rule=text, day=spoken)
    return text


def first_capital(text: str) -> str:
    """The sentence as it stands alone."""
    return text[:1].upper() + text[1:]


def ordinal(number: int) -> str:
    """first … fifth, last, second to last; empty for others."""
    return {
        1: tr("first"),
        2: tr("second"),
        3: tr("third"),
        4: tr("fourth"),
        5: tr("fifth"),
        -1: tr("last"),
        -2: tr("second to last"),
    }.get(number, "")


def weekdays(days: Iterable[int], *, either: bool = False) -> str:
    """Monday and Thursday; with `either` Monday or Thursday."""
    return _joined([dates.locale().standaloneDayName(day + 1) for day in days], either=either)


def one_of(days: tuple[int, ...]) -> str:
    """What an ordinal counts: Monday, weekday, weekend day, day, or Monday or Thursday."""
    sets = {_WORK_DAYS: tr("weekday"), _WEEKEND: tr("weekend day"), _ALL: tr("day")}
    return sets.get(days) or weekdays(days, either=True)


def months(numbers: Iterable[int]) -> str:
    """March and September"""
    return _joined([dates.locale().standaloneMonthName(number) for number in numbers])


def month_days(numbers: Iterable[int]) -> str:
    """on day 1 and on the last day"""
    given = list(numbers)
    said = [tr("on day {n}").format(n=part) for part in _numbers(number for number in given if number > 0)]
    for number in sorted((number for number in given if number < 0), reverse=True):
        counted = ordinal(number)
        if counted:
            said.append(tr("on the {nth} day").format(nth=counted))
        else:
            said.append(tr("on day {n} from the end").format(n=-number))
    return _joined(said)


def _numbers(given: Iterable[int]) -> list[str]:
    """Numbers in order, three and more in a row as a span: 7–13"""
    rows: list[list[int]] = []
    for number in sorted(given):
        if rows and rows[-1][-1] + 1 == number:
            rows[-1].append(number)
        else:
            rows.append([number])
    spans = [row if len(row) < 3 else [f"{row[0]}–{row[-1]}"] for row in rows]
    return [str(each) for span in spans for each in span]


def _joined(parts: list[str], *, either: bool = False) -> str:
    """A list in the user's language; with `either` one of it is meant."""
    if not either or len(parts) < 2:
        return dates.locale().createSeparatedList(parts)
    return tr("{some} or {last}").format(some=", ".join(parts[:-1]), last=parts[-1])


def _frequency(rule: RuleParts, start: date) -> str:
    by_weekday = rule.freq == "DAILY" and rule.interval == 1 and rule.byday and not rule.bymonthday
    if rule.freq == "WEEKLY" or by_weekday:
        return _weekly(rule, start)
    if rule.freq == "MONTHLY":
        every = counted("RuleWords", "every month", "every %n months", rule.interval)
        return f"{every} {_place(rule, start)}"
    if rule.freq == "YEARLY":
        return _yearly(rule, start)
    every = {
        "DAILY": counted("RuleWords", "every day", "every %n days", rule.interval),
        "HOURLY": counted("RuleWords", "every hour", "every %n hours", rule.interval),
        "MINUTELY": counted("RuleWords", "every minute", "every %n minutes", rule.interval),
        "SECONDLY": counted("RuleWords", "every second", "every %n seconds", rule.interval),
    }[rule.freq]
    place = _place(rule, start) if rule.byday or rule.bymonthday else ""
    return f"{every} {place}" if place else every


def _weekly(rule: RuleParts, start: date) -> str:
    days = tuple(sorted({weekday for _, weekday in rule.byday})) or (start.weekday(),)
    if rule.interval != 1:
        if days == _WORK_DAYS:
            return counted("RuleWords", "every weekday", "every %n weeks on every weekday", rule.interval)
        return counted("RuleWords", "every week on {day}", "every %n weeks on {day}", rule.interval).format(
            day=weekdays(days)
        )
    if days == _WORK_DAYS:
        return tr("every weekday")
    return tr("every day") if days == _ALL else tr("every {day}").format(day=weekdays(days))


def _yearly(rule: RuleParts, start: date) -> str:
    every = counted("RuleWords", "every year", "every %n years", rule.interval)
    if rule.byyearday or rule.byweekno:
        return f"{every} {_on_weekdays(sorted({day for _, day in rule.byday}))}" if rule.byday else every
    months_given = rule.bymonth or (() if rule.byday or rule.bymonthday else (start.month,))
    if not rule.byday and len(months_given) == 1 and len(rule.bymonthday) <= 1:
        number = rule.bymonthday[0] if rule.bymonthday else start.day
        exact = _day_of(months_given[0], number, start)
        if exact is not None:
            return tr("{rule} on {date}").format(rule=every, date=phrases.day_and_month(exact))
    place = _place(rule, start)
    if not months_given:
        of_the_year = tr("{rule} {place} of the year")
        return of_the_year.format(rule=every, place=place) if rule.byday else f"{every} {place}"
    return tr("{rule} {place} of {months}").format(rule=every, place=place, months=months(months_given))


def _day_of(month: int, day: int, start: date) -> date | None:
    try:
        return date(start.year if (month, day) != (2, 29) else 2024, month, day) if day > 0 else None
    except ValueError:
        return None


def _on_weekdays(days: Iterable[int]) -> str:
    return tr("on {day}").format(day=weekdays(days))


def _place(rule: RuleParts, start: date) -> str:
    """The day inside a month or year."""
    said = _counted(rule) if rule.byday else ""
    if rule.bymonthday and said:
        return tr("{days}, only {day}").format(days=said, day=month_days(rule.bymonthday))
    return said or month_days(rule.bymonthday or (start.day,))


def _counted(rule: RuleParts) -> str:
    """on the second Tuesday; on the last weekday; on Monday and on the third Friday"""
    plain = tuple(sorted({weekday for number, weekday in rule.byday if not number}))
    single = rule.bysetpos[0] if len(rule.bysetpos) == 1 else 0
    if len(plain) == len(rule.byday) and ordinal(single) and not rule.bymonthday:
        return tr("on the {nth} {day}").format(nth=ordinal(single), day=one_of(plain))
    if rule.freq in ("MONTHLY", "YEARLY") and len(plain) == len(rule.byday) and not rule.bymonthday:
        some = one_of(plain) if plain in (_WORK_DAYS, _ALL, _WEEKEND) else weekdays(plain)
        return tr("on every {day}").format(day=some)
    if all(not number for number, _ in rule.byday):
        return _on_weekdays(plain)
    return _joined([_one_counted(number, weekday) for number, weekday in rule.byday])


def _one_counted(number: int, weekday: int) -> str:
    name = weekdays((weekday,))
    if not number:
        return _on_weekdays((weekday,))
    if ordinal(number):
        return tr("on the {nth} {day}").format(nth=ordinal(number), day=name)
    if number > 0:
        return tr("on {day} number {n}").format(day=name, n=number)
    return tr("on {day} number {n} from the end").format(day=name, n=-number)


def _limited(rule: RuleParts, text: str, start: date) -> str:
    """With what narrows the rule further."""
    if rule.bymonth and (rule.freq != "YEARLY" or rule.byyearday or rule.byweekno):
        text = tr("{rule} in {months}").format(rule=text, months=months(rule.bymonth))
    if rule.byweekno:
        text = tr("{rule} in week {n}").format(rule=text, n=_joined(_numbers(rule.byweekno)))
    if rule.byyearday:
        text = tr("{rule} on day {n} of the year").format(rule=text, n=_joined(_numbers(rule.byyearday)))
    if rule.times_given:
        text = tr("{rule} at {times}").format(rule=text, times=_times(rule, start))
    if rule.bysetpos and not _said_by_ordinal(rule):
        numbers = _joined(
            [ordinal(number) or str(number) for number in sorted(rule.bysetpos, key=lambda place: (place < 0, place))]
        )
        text = tr("{rule}, of these only the {nth}").format(rule=text, nth=numbers)
    return text


def _said_by_ordinal(rule: RuleParts) -> bool:
    plain = all(not number for number, _ in rule.byday) and bool(rule.byday)
    by_month = rule.freq in ("MONTHLY", "YEARLY") and not (rule.byyearday or rule.byweekno or rule.bymonthday)
    return plain and by_month and len(rule.bysetpos) == 1 and bool(ordinal(rule.bysetpos[0]))


def _times(rule: RuleParts, start: date) -> str:
    """The clock times of a day; for rules finer than a day, which minutes and hours."""
    at = start.time() if isinstance(start, datetime) else time()
    hours = rule.byhour or ((at.hour,) if rule.freq not in ("HOURLY", "MINUTELY", "SECONDLY") else ())
    minutes = rule.byminute or ((at.minute,) if rule.freq not in ("MINUTELY", "SECONDLY") else ())
    if hours and minutes and len(hours) * len(minutes) <= 6:
        return _joined([phrases.clock(time(hour, minute)) for hour in hours for minute in minutes])
    said = []
    if hours:
        said.append(tr("hour {n}").format(n=_joined(_numbers(hours))))
    if rule.byminute:
        said.append(tr("minute {n}").format(n=_joined(_numbers(rule.byminute))))
    if rule.bysecond:
        said.append(tr("second {n}").format(n=_joined(_numbers(rule.bysecond))))
    return _joined(said)
