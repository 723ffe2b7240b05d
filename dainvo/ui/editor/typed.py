"""Reads times and dates as people type them: 930, 9.30, noon, +45m; 10.3., Fri, tomorrow (E38).

Shows nothing, and changes nothing when it does not understand: the answer is None then.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from dainvo.ui import dates
from dainvo.ui.language import QT_TRANSLATE_NOOP

_RELATIVE = re.compile(r"([+-])\s*(?:(\d{1,3})\s*h)?\s*(?:(\d{1,4})\s*(?:m|min|')?)?$")
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h,]\s*(\d{1,2})?)?\s*(am|pm|a|p)?$")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})\s*(am|pm|a|p)?$")
_DAYS_AWAY = re.compile(r"([+-])\s*(\d{1,4})\s*([dw])?$")
_LATELY = timedelta(days=31)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")


def parse_time(text: str) -> time | timedelta | None:
    """A clock time, or a length to be added ("+45m", "+1h30"); None for what is neither."""
    typed = _plain_clock(text)
    words = {
        "noon": time(12),
        "midnight": time(0),
        QCoreApplication.translate("Typed", "noon").lower(): time(12),
        QCoreApplication.translate("Typed", "midnight").lower(): time(0),
    }
    if typed in words:
        return words[typed]
    if (relative := _RELATIVE.match(typed)) and (relative[2] or relative[3]):
        away = timedelta(hours=int(relative[2] or 0), minutes=int(relative[3] or 0))
        return away if relative[1] == "+" else -away
    if match := _DIGITS.match(typed) or _CLOCK.match(typed):
        return _clock(int(match[1]), int(match[2] or 0), match[3] or "")
    return None


def parse_date(text: str, *, today: date, near: date) -> date | None:
    """A day; a weekday's name is the next such day from `today`.

    One without a year is the nearest to `near`; where that is no day of the past, neither is this, a month aside.
    """
    typed = " ".join(text.strip().lower().split())
    words = {
        QT_TRANSLATE_NOOP("Typed", "today"): 0,
        QT_TRANSLATE_NOOP("Typed", "tomorrow"): 1,
        QT_TRANSLATE_NOOP("Typed", "yesterday"): -1,
    }
    for word, away in words.items():
        if typed in (word, QCoreApplication.translate("Typed", word).lower()):
            return today + timedelta(days=away)
    if match := _DAYS_AWAY.match(typed):
        days = int(match[2]) * (7 if match[3] == "w" else 1)
        return _moved(near, days if match[1] == "+" else -days)
    if match := _ISO.match(typed):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    weekday = _named(typed, _weekday_names())
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    return _numbers(typed, near, today - _LATELY if near >= today else date.min)


def _plain_clock(text: str) -> str:
    locale = dates.locale()
    typed = text.strip().lower().replace("\u202f", " ").replace("\u00a0", " ")
    for mark, plain in ((locale.amText().lower(), "am"), (locale.pmText().lower(), "pm")):
        if mark and mark != plain:
            typed = typed.replace(mark, plain)
    return typed.replace("a.m.", "am").replace("p.m.", "pm").removesuffix("uhr").strip()


def _clock(hour: int, minute: int, half: str) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _numbers(typed: str, near: date, least: date) -> date | None:
    """Day and month in the locale's order, or with the month's name in any order."""
    parts = [part for part in re.split(r"[\s./,-]+", typed) if part]
    if parts and _named(parts[0], _weekday_names()) is not None and len(parts) > 1:
        parts = parts[1:]
    numbers = [int(part) for part in parts if part.isdecimal()]
    names = [part for part in parts if not part.isdecimal()]
    if len(names) > 1 or not 1 <= len(numbers) <= 3 or any(number > 9999 for number in numbers):
        return None
    if names:
        month = _named(names[0], _month_names())
        if month is None:
            return None
        day, year = (numbers[0], numbers[1] if len(numbers) > 1 else 0)
        if day > 31 and year:
            day, year = year, day
        return _nearest(day, month + 1, year, near, least)
    if len(numbers) < 2:
        return None
    day_first = dates.day_first()
    if numbers[0] > 31 and len(numbers) == 3:
        return _day(*numbers)
    day, month = (numbers[0], numbers[1]) if day_first else (numbers[1], numbers[0])
    return _nearest(day, month, numbers[2] if len(numbers) == 3 else 0, near, least)


def _nearest(day: int, month: int, year: int, near: date, least: date) -> date | None:
    if year:
        return _day(year + 2000 if year < 100 else year, month, day)
    found = [one for year in (near.year - 1, near.year, near.year + 1) if (one := _day(year, month, day)) is not None]
    return min(found, key=lambda one: (one < least, abs(one - near)), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _named(typed: str, names: list[set[str]]) -> int | None:
    typed = typed.rstrip(".")
    for index, forms in enumerate(names):
        if typed in forms or (len(typed) >= 3 and any(form.startswith(typed) for form in forms)):
            return index
    return None


def _weekday_names() -> list[set[str]]:
    return [_forms("dayName", number) | _forms("standaloneDayName", number) for number in range(1, 8)]


def _month_names() -> list[set[str]]:
    return [_forms("monthName", number) | _forms("standaloneMonthName", number) for number in range(1, 13)]


def _forms(method: str, number: int) -> set[str]:
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    kinds = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    return {
        getattr(one, method)(number, kind).lower().rstrip(".") for one in (dates.locale(), english) for kind in kinds
    }
