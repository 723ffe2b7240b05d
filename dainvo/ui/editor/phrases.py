"""Times, lengths, days and rules in words, the same in popover, editor and questions.

Reads no clock and no copy.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate

from dainvo.ui import dates, mirror
from dainvo.ui.language import counted

if TYPE_CHECKING:
    from dainvo.ical.event import Alarm, Attendee, EventDraft


def tr(text: str) -> str:
    return QCoreApplication.translate("Phrases", text)


def clock(moment: datetime | time) -> str:
    """The time of day by locale, without seconds."""
    return dates.clock_text(moment.hour, moment.minute)


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


def long_day(when: date) -> str:
    """10 March 2027"""
    return _formatted(when, tr("d MMMM yyyy"))


def day_list(days: list[date], year: int = 0) -> str:
    """17, 24, 31 March; each month is named once, and each year but `year`."""
    parts = []
    for place, day in enumerate(days):
        more = place + 1 < len(days) and (days[place + 1].year, days[place + 1].month) == (day.year, day.month)
        whole = day_and_month(day) if day.year == (year or days[0].year) else long_day(day)
        parts.append(str(day.day) if more else whole)
    return ", ".join(parts)


def length(span: timedelta) -> str:
    """1 h 30 min"""
    minutes = round(span.total_seconds() / 60)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(counted("Phrases", "1 day", "%n days", days))
    if hours:
        parts.append(tr("{n} h").format(n=hours))
    if minutes or not parts:
        parts.append(tr("{n} min").format(n=minutes))
    return mirror.apart(" ".join(parts))


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


def elsewhere(start: datetime, end: datetime, local: ZoneInfo) -> str:
    """Tokyo 19:00 – 20:00, or Berlin 10:00 – New York 12:00; empty where the clocks are the user's."""
    zones = [one.tzinfo for one in (start, end)]
    if not all(isinstance(zone, ZoneInfo) for zone in zones):
        return ""
    if all(one.utcoffset() == one.astimezone(local).utcoffset() for one in (start, end)):
        return ""
    places = [str(zone).split("/")[-1].replace("_", " ") for zone in zones]
    if places[0] == places[1]:
        return tr("{place} {start} – {end}").format(place=places[0], start=clock(start), end=clock(end))
    begins, ends = clock(start), clock(end) if start.date() == end.date() else f"{day(end)} {clock(end)}"
    return tr("{place} {start} – {other} {end}").format(place=places[0], start=begins, other=places[1], end=ends)


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


def day_alarm(one: Alarm) -> str:
    """18:00 the day before: a reminder of an event of whole days, which counts from its first midnight."""
    if one.from_end:
        return alarm(one)
    days, rest = divmod(round(one.offset.total_seconds() / 60), 24 * 60)
    at = clock(time(rest // 60, rest % 60))
    if days == 0:
        return tr("{time} on the day").format(time=at)
    if days == -1:
        return tr("{time} the day before").format(time=at)
    if days < 0:
        return tr("{time}, {n} days before").format(time=at, n=-days)
    return tr("{time}, {span} after the start").format(time=at, span=length(timedelta(days=days)))


def people(count: int) -> str:
    return counted("Phrases", "1 person", "%n people", count)


def short_name(one: Attendee) -> str:
    """A first name, or the part of the address before the @."""
    return one.name.split()[0] if one.name.strip() else one.address.split("@")[0] or one.address


def when_of(draft: EventDraft) -> str:
    return when(draft.start, draft.end)[0]


def _formatted(when: date, pattern: str) -> str:
    """In the locale's order, weekdays written as the views write them: "Mi 10. März"."""
    shown = QDate(when.year, when.month, when.day)
    said = dates.locale().toString(shown, dates.ordered(pattern))
    if pattern.startswith("ddd "):
        said = said.replace(dates.locale().toString(shown, "ddd"), dates.weekday(when.isoweekday()), 1)
    return said
