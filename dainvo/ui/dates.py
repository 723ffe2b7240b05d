"""Dates and times in the words of the user's locale.

Builds no sentences and converts no zones: what comes in is already in the viewer's zone.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from dainvo.ui import mirror

_spoken = ""


def speak(language: str) -> None:
    """The language that the user chose for the window, "" for the system's: days and months have their names in it."""
    global _spoken
    if language != _spoken:
        _spoken = language
        for kept in (locale, _plain_digits, _time_format, _clock, _month_first, weekday, weekday_letter, month_name):
            kept.cache_clear()


@lru_cache(maxsize=1)
def locale() -> QLocale:
    """The user's locale; plain English with 24 hours where the system states none. A language that was chosen is that
    of the user's country, if it is spoken there."""
    system = QLocale.system()
    if _spoken and not system.name().startswith(_spoken.partition("_")[0]):
        named = QLocale(_spoken)
        here = QLocale(named.language(), system.territory())
        return here if here.territory() == system.territory() else named
    if system.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return system


@lru_cache(maxsize=1)
def _plain_digits() -> bool:
    """Whether numbers can be put in by ourselves: `toString` has 2 ms of classes to load before its first answer."""
    return locale().zeroDigit() == "0"


_clock_choice, _order_choice, _first_choice = "", "", 0
_CLOCKS = {"12": "h:mm AP", "24": "HH:mm"}


def use(clock: str, order: str, first: int) -> None:
    """What the user wants otherwise than the locale has it: "12" or "24", "dmy" or "mdy", the first weekday."""
    global _clock_choice, _order_choice, _first_choice
    if (clock, order) != (_clock_choice, _order_choice):
        _time_format.cache_clear()
        _clock.cache_clear()
        _month_first.cache_clear()
    _clock_choice, _order_choice, _first_choice = clock, order, first


@lru_cache(maxsize=1)
def _time_format() -> str:
    return _CLOCKS.get(_clock_choice) or locale().timeFormat(QLocale.FormatType.ShortFormat)


@lru_cache(maxsize=1)
def _month_first() -> bool:
    """Whether "March 10" is written, not "10 March"."""
    if _order_choice:
        return _order_choice == "mdy"
    pattern = locale().dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "").replace("ddd", "")
    return -1 < pattern.find("M") < pattern.find("d") and pattern.find("y") > pattern.find("d")


def day_first() -> bool:
    """Whether 3/4 is the third of April."""
    if _order_choice:
        return _order_choice != "mdy"
    order = locale().dateFormat(QLocale.FormatType.ShortFormat).lower()
    return order.find("d") < order.find("m")


def ordered(pattern: str) -> str:
    """A pattern with day and month as they are written here: "d MMMM", "d. MMMM" or "MMMM d"."""
    if not _month_first():
        return pattern.replace("d M", f"d{_point(locale().name())} M")
    for month in ("MMMM", "MMM"):
        for tail, turned in ((" y", ", y"), ("", "")):
            if f"d {month}{tail}" in pattern:
                return pattern.replace(f"d {month}{tail}", f"{month} d{turned}")
    return pattern


@lru_cache(maxsize=4)
def _point(name: str) -> str:
    """What stands after a day's number before its month in the locale of that name: "10. März"."""
    return "." if "d." in QLocale(name).dateFormat(QLocale.FormatType.LongFormat) else ""


def first_of_week() -> int:
    """1 (Monday) to 7 (Sunday), wherever a week is shown that no view shows."""
    return first_weekday(_first_choice)


@lru_cache(maxsize=2048)
def _clock(hour: int, minute: int) -> str:
    pattern = _time_format()
    if pattern == "HH:mm" and _plain_digits():
        return f"{hour:02d}:{minute:02d}"
    return locale().toString(QTime(hour, minute), pattern)


def time_text(moment: datetime) -> str:
    """ "10:00" or "10:00 AM"."""
    return _clock(moment.hour, moment.minute)


def clock_text(hour: int, minute: int) -> str:
    """The same of a time without a day."""
    return _clock(hour, minute)


def hour_label(hour: int) -> str:
    """Label of a full hour on the axis."""
    text = _clock(hour, 0)
    return text.replace(":00", "") if "m" in _time_format().lower() and "p" in _time_format().lower() else text


def time_range(start: datetime, end: datetime) -> str:
    """ "10:00–11:00", with days where they differ by more than a night."""
    if (end.date() - start.date()).days > 1:
        return f"{short_day(start.date())} {time_text(start)} – {short_day(end.date())} {time_text(end)}"
    return mirror.isolated(f"{time_text(start)}–{time_text(end)}")


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


@lru_cache(maxsize=16)
def weekday(number: int, long: bool = False) -> str:
    """Name of the weekday 1 (Monday) to 7 (Sunday), in the form for headings."""
    form = QLocale.FormatType.LongFormat if long else QLocale.FormatType.ShortFormat
    return locale().standaloneDayName(number, form).rstrip(".")


@lru_cache(maxsize=16)
def weekday_letter(number: int) -> str:
    """The narrowest name of a weekday, for cells of 26 px."""
    return locale().standaloneDayName(number, QLocale.FormatType.NarrowFormat)


@lru_cache(maxsize=32)
def month_name(month: int, short: bool = False) -> str:
    """Name of a month, standing alone; `short`: "Mar"."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return locale().standaloneMonthName(month, form).rstrip(".")


def months(first: date, last: date, short: bool = False) -> tuple[str, str]:
    """The months of the days `first`..`last`, and the year they share."""
    one, other = month_name(first.month, short), month_name(last.month, short)
    if (first.year, first.month) == (last.year, last.month):
        return one, str(first.year)
    if first.year == last.year:
        return f"{one} – {other}", str(last.year)
    return f"{one} {first.year} – {other}", str(last.year)


def day_and_month(day: date, short: bool = False) -> str:
    """ "10 March"; `short`: "10 Mar"."""
    if _plain_digits():
        form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
        named = locale().monthName(day.month, form).rstrip(".")
        return f"{named} {day.day}" if _month_first() else f"{day.day}{_point(locale().name())} {named}"
    return locale().toString(_qdate(day), ordered("d MMM" if short else "d MMMM")).rstrip(".")


def long_day(day: date) -> str:
    """ "Wednesday 10 March"."""
    return locale().toString(_qdate(day), ordered("dddd d MMMM"))


def short_day(day: date) -> str:
    """ "Wed 10 Mar"."""
    return f"{weekday(day.isoweekday())} {day_and_month(day, short=True)}"


def day_with_weekday(day: date) -> str:
    """ "Wed 10 March"."""
    return f"{weekday(day.isoweekday())} {day_and_month(day)}"


def number(count: int) -> str:
    """A count as it is written here: "14,203", "14.203"."""
    return str(count) if abs(count) < 1000 else locale().toString(count)


def elapsed(length: timedelta) -> str:
    """ "45 min", "1 h", "3 h 45 min": real time, whatever the clock did."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    text = QCoreApplication.translate("Dates", "{hours} h {minutes} min")
    if not hours:
        text = QCoreApplication.translate("Dates", "{minutes} min")
    elif not minutes:
        text = QCoreApplication.translate("Dates", "{hours} h")
    return mirror.apart(text.format(hours=hours, minutes=minutes))


def day_of(start: datetime | date, zone: tzinfo) -> date:
    """The day on which something begins for a viewer in `zone`; what has no zone begins there as it is written."""
    if not isinstance(start, datetime):
        return start
    return (start.astimezone(zone) if start.tzinfo else start).date()


def first_weekday(setting: int) -> int:
    """1 (Monday) to 7 (Sunday): the setting, or the locale's if it is 0."""
    return setting if 1 <= setting <= 7 else locale().firstDayOfWeek().value


def is_weekend(day: date) -> bool:
    """Whether the locale counts `day` among the weekend."""
    return day.isoweekday() not in _workdays()


@lru_cache(maxsize=1)
def _workdays() -> frozenset[int]:
    return frozenset(day.value for day in locale().weekdays())


def weekdays(setting: str) -> frozenset[int]:
    """The weekdays 1 (Monday) to 7 (Sunday) that a setting names: "67"."""
    return frozenset(int(digit) for digit in setting if digit in "1234567")


def workdays(setting: str) -> frozenset[int]:
    """The weekdays of the work week: those of the setting, or the locale's if it names none."""
    return weekdays(setting) or _workdays()


#: Days that every view can show, with pages around them; a year shows the rest of the first and the last one.
FIRST, LAST = date(1, 4, 1), date(9999, 9, 30)


def within(day: date) -> date:
    """`day`, or the nearest that every view can show."""
    return min(max(day, FIRST), LAST)


def ahead(day: date, days: int) -> date:
    """So many days on, or back, as far as dates go."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def week_start(day: date, first: int) -> date:
    """The first day of the week of `day`, weeks starting on the weekday `first` (1–7)."""
    return day - timedelta(days=(day.isoweekday() - first) % 7)


def week_number(day: date, first: int) -> int:
    """ISO 8601 if weeks start on Monday; else week 1 is the one with 1 January."""
    if first == 1:
        return day.isocalendar().week
    start = week_start(day, first)
    year = (start + timedelta(days=6)).year
    new_year = date(year, 1, 1)
    begins = new_year.toordinal() - (new_year.isoweekday() - first) % 7  # a day of the year 0 is no date
    return (start.toordinal() - begins) // 7 + 1


def offset_text(offset: timedelta) -> str:
    """ "GMT+1", "GMT+5:30", "GMT"."""
    minutes = round(offset.total_seconds() / 60)
    return "GMT" + signed_hours(minutes) if minutes else "GMT"


def offset_lines(before: timedelta, after: timedelta) -> list[str]:
    """ "GMT+1", or both offsets on two lines where the clock changes from one to the other."""
    if before == after:
        return [offset_text(before)]
    return [offset_text(before), f"→ {offset_text(after).removeprefix('GMT') or '+0'}"]


def signed_hours(minutes: int) -> str:
    """ "+1", "−5", "+5:30"."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02d}" if rest else "")
