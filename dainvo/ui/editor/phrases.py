"""Times, lengths, days and rules in words, the same in popover, editor and questions.

Reads no clock and no copy.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from dainvo.ui import dates

if TYPE_CHECKING:
    from dainvo.ical.event import Alarm, Attendee, EventDraft
    from dainvo.ical.recurrence import Rule


def tr(text: str) -> str:
    return QCoreApplication.translate("Phrases", text)


def clock(moment: datetime | time) -> str:
    """The time of day by locale, without seconds."""
    pattern = dates.locale().timeFormat(QLocale.FormatType.ShortFormat)
    return dates.locale().toString(QTime(moment.hour, moment.minute), pattern)


def day(when: date) -> str:
    """Wed 10 March"""
    return _formatted(when, tr("ddd d MMMM"))


def day_and_month(when: date) -> str:
    """10 March"""
    return _formatted(when, tr("d MMMM"))


def full_day(when: date) -> str:
    """Wed 10 Mar 2027"""
    return _formatted(when, tr("ddd d MMM yyyy"))


def short_day(when: date) -> str:
    """10 Mar 2027"""
    return _formatted(when, tr("d MMM yyyy"))


def day_list(days: list[date]) -> str:
    """17, 24, 31 March; each month is named once."""
    parts = []
    for place, day in enumerate(days):
        more = place + 1 < len(days) and (days[place + 1].year, days[place + 1].month) == (day.year, day.month)
        parts.append(str(day.day) if more else day_and_month(day))
    return ", ".join(parts)


def length(span: timedelta) -> str:
    """1 h 30 min"""
    minutes = round(span.total_seconds() / 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(tr("1 day") if days == 1 else tr("{n} days").format(n=days))
    if hours:
        parts.append(tr("{n} h").format(n=hours))
    if minutes or not parts:
        parts.append(tr("{n} min").format(n=minutes))
    return " ".join(parts)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Real time between both, also across a clock change; naive times are taken as they stand."""
    if start.tzinfo is None or end.tzinfo is None:
        return end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return end.astimezone(UTC) - start.astimezone(UTC)


def when(start: datetime | date, end: datetime | date, *, short: bool = False) -> tuple[str, str]:
    """("Wed 10 March · 11:00 – 12:00", "1 h"); `end` of whole days is exclusive. `short` cuts the months' names."""
    named = dates.short_day if short else day
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.date() == end.date() or (end.time() == time(0) and end.date() - start.date() == timedelta(days=1)):
            text = tr("{day} · {start} – {end}").format(day=named(start), start=clock(start), end=clock(end))
        else:
            text = tr("{day} {start} – {last} {end}").format(
                day=named(start), start=clock(start), last=named(end), end=clock(end)
            )
        return text, length(elapsed(start, end))
    first, last = start.toordinal(), end.toordinal() - 1
    if last <= first:
        return tr("{day} · all day").format(day=named(start)), ""
    span = timedelta(days=last + 1 - first)
    return tr("{day} – {last}").format(day=named(start), last=named(date.fromordinal(last))), length(span)


def alarm(one: Alarm) -> str:
    """10 min before"""
    offset = one.offset
    if not offset:
        return tr("at the end") if one.from_end else tr("at the start")
    span = length(abs(offset))
    if one.from_end:
        pattern = tr("{span} before the end") if offset < timedelta() else tr("{span} after the end")
    else:
        pattern = tr("{span} before") if offset < timedelta() else tr("{span} after the start")
    return pattern.format(span=span)


def people(count: int) -> str:
    return tr("1 person") if count == 1 else tr("{n} people").format(n=count)


def short_name(one: Attendee) -> str:
    """A first name, or the part of the address before the @."""
    return one.name.split()[0] if one.name.strip() else one.address.split("@")[0] or one.address


def rule(known: Rule, start: date) -> str:
    """every Wednesday until 30 June; the first letter is small, so that it can stand anywhere."""
    text = _frequency(known, start)
    if known.count is not None:
        return tr("{rule}, {n} times").format(rule=text, n=known.count)
    if known.until is not None:
        last = known.until
        if isinstance(last, datetime) and last.tzinfo is not None and isinstance(start, datetime) and start.tzinfo:
            last = last.astimezone(start.tzinfo)
        spoken = day_and_month(last) if last.year == start.year else f"{day_and_month(last)} {last.year}"
        return tr("{rule} until {day}").format(rule=text, day=spoken)
    return text


def _frequency(known: Rule, start: date) -> str:
    locale, n = dates.locale(), known.interval
    if known.freq == "DAILY":
        return tr("every day") if n == 1 else tr("every {n} days").format(n=n)
    if known.freq == "WEEKLY":
        if known.weekdays == (0, 1, 2, 3, 4) and n == 1:
            return tr("every weekday")
        names = [locale.standaloneDayName(number + 1) for number in known.weekdays or (start.weekday(),)]
        spoken = locale.createSeparatedList(names)
        if n == 1:
            return tr("every {day}").format(day=spoken)
        return tr("every {n} weeks on {day}").format(n=n, day=spoken)
    if known.freq == "MONTHLY":
        which = _in_month(known, start)
        every = tr("monthly") if n == 1 else tr("every {n} months").format(n=n)
        return tr("{every} on {which}").format(every=every, which=which)
    every = tr("every year") if n == 1 else tr("every {n} years").format(n=n)
    if known.ordinal:
        month = locale.standaloneMonthName(known.month or start.month)
        return tr("{every} on {which} of {month}").format(every=every, which=_in_month(known, start), month=month)
    exact = start.replace(month=known.month or start.month, day=known.month_day if known.month_day > 0 else start.day)
    return tr("{every} on {day}").format(every=every, day=day_and_month(exact))


def _in_month(known: Rule, start: date) -> str:
    if known.ordinal:
        ordinals = {1: tr("first"), 2: tr("second"), 3: tr("third"), 4: tr("fourth"), 5: tr("fifth"), -1: tr("last")}
        names = [dates.locale().standaloneDayName(number + 1) for number in known.weekdays or (start.weekday(),)]
        which = ordinals.get(known.ordinal, str(known.ordinal))
        return tr("the {which} {day}").format(which=which, day=dates.locale().createSeparatedList(names))
    if known.month_day == -1:
        return tr("the last day")
    return tr("day {n}").format(n=known.month_day or start.day)


def when_of(draft: EventDraft) -> str:
    return when(draft.start, draft.end)[0]


def _formatted(when: date, pattern: str) -> str:
    return dates.locale().toString(QDate(when.year, when.month, when.day), pattern)
