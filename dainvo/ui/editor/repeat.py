"""The repeat presets as rules and back.

A rule that is none of them is left alone byte for byte: `choice_of` answers None for it (E12).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAYS = "MO,TU,WE,TH,FR"


class Preset(StrEnum):
    NONE = "none"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_DAY = "monthly_day"
    MONTHLY_WEEKDAY = "monthly_weekday"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Choice:
    """A preset with its end: the last day, or a number of times, or neither."""

    preset: Preset
    until: date | None = None
    count: int | None = None


def ordinal_of(day: date) -> int:
    """Which such weekday of its month `day` is, 1 to 4; -1 for a fifth one, which not every month has."""
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else -1


def rule_of(choice: Choice, start: datetime | date) -> str:
    """The RRULE value of `choice` for an event that begins at `start`; empty for none.

    UNTIL is UTC if the start has a zone, else of the start's own kind (RFC 5545 §3.3.10), and takes in the last day.
    """
    body = {
        Preset.NONE: "",
        Preset.DAILY: "FREQ=DAILY",
        Preset.WEEKDAYS: f"FREQ=WEEKLY;BYDAY={_WEEKDAYS}",
        Preset.WEEKLY: "FREQ=WEEKLY",
        Preset.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
        Preset.MONTHLY_DAY: "FREQ=MONTHLY",
        Preset.MONTHLY_WEEKDAY: f"FREQ=MONTHLY;BYDAY={ordinal_of(start)}{_DAYS[start.weekday()]}",
        Preset.YEARLY: "FREQ=YEARLY",
    }[choice.preset]
    if not body:
        return ""
    if choice.count is not None:
        return f"{body};COUNT={choice.count}"
    if choice.until is not None:
        return f"{body};UNTIL={_until(choice.until, start)}"
    return body


def choice_of(rrule: str, start: datetime | date) -> Choice | None:
    """The preset that `rrule` is for an event at `start`, or None for any other rule."""
    if not rrule:
        return Choice(Preset.NONE)
    parts = dict(part.split("=", 1) for part in rrule.upper().split(";") if "=" in part)
    parts.pop("WKST", None)
    count, until = parts.pop("COUNT", ""), parts.pop("UNTIL", "")
    end = _end(count, until, start)
    preset = _preset(parts, start)
    return None if end is None or preset is None else Choice(preset, *end)


def _preset(parts: dict[str, str], start: datetime | date) -> Preset | None:
    own_day = _DAYS[start.weekday()]
    interval = parts.pop("INTERVAL", "1")
    freq, rest = parts.pop("FREQ", ""), dict(parts)
    if freq == "DAILY" and interval == "1" and not rest:
        return Preset.DAILY
    if freq == "WEEKLY" and interval in ("1", "2") and rest in ({}, {"BYDAY": own_day}):
        return Preset.WEEKLY if interval == "1" else Preset.FORTNIGHTLY
    if freq == "WEEKLY" and interval == "1" and set(rest) == {"BYDAY"}:
        days = set(rest["BYDAY"].split(","))
        return Preset.WEEKDAYS if days == set(_WEEKDAYS.split(",")) and start.weekday() < 5 else None
    if freq == "MONTHLY" and interval == "1" and rest in ({}, {"BYMONTHDAY": str(start.day)}):
        return Preset.MONTHLY_DAY
    if freq == "MONTHLY" and interval == "1" and rest == {"BYDAY": f"{ordinal_of(start)}{own_day}"}:
        return Preset.MONTHLY_WEEKDAY
    if freq == "YEARLY" and interval == "1":
        exact = {"BYMONTH": str(start.month), "BYMONTHDAY": str(start.day)}
        return Preset.YEARLY if rest in ({}, exact) else None
    return None


def _end(count: str, until: str, start: datetime | date) -> tuple[date | None, int | None] | None:
    if count:
        return (None, int(count)) if count.isdecimal() and not until else None
    if not until:
        return None, None
    if not re.fullmatch(r"\d{8}(T\d{6}Z?)?", until):
        return None
    try:
        if len(until) == 8:
            return datetime.strptime(until, "%Y%m%d").replace(tzinfo=UTC).date(), None
        moment = datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    zone = start.tzinfo if isinstance(start, datetime) else None
    return (moment.astimezone(zone) if zone is not None and until.endswith("Z") else moment).date(), None


def _until(last: date, start: datetime | date) -> str:
    if not isinstance(start, datetime):
        return last.strftime("%Y%m%d")
    moment = datetime.combine(last, time(23, 59, 59), start.tzinfo)
    if start.tzinfo is None:
        return moment.strftime("%Y%m%dT%H%M%S")
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def dates(choice: Choice, start: date, most: int = 400) -> list[date]:
    """The days of the series from `start` on, for its preview; at most `most` of an endless one.

    Days that a month or year lacks are skipped, as RFC 5545 §3.3.10 has it.
    """
    limit = most if choice.count is None else min(most, choice.count)
    found: list[date] = []
    for step in range(most * 12):
        one = _step(choice.preset, start, step)
        if one is None:
            continue
        if len(found) >= limit or (choice.until is not None and one > choice.until):
            break
        found.append(one)
    return found


def _step(preset: Preset, start: date, step: int) -> date | None:
    first = date(start.year, start.month, start.day)
    if preset is Preset.NONE:
        return first if step == 0 else None
    if preset in (Preset.DAILY, Preset.WEEKDAYS):
        one = first + timedelta(days=step)
        return one if preset is Preset.DAILY or one.weekday() < 5 else None
    if preset in (Preset.WEEKLY, Preset.FORTNIGHTLY):
        return first + timedelta(weeks=step * (2 if preset is Preset.FORTNIGHTLY else 1))
    months = first.month - 1 + step * (12 if preset is Preset.YEARLY else 1)
    year, month = first.year + months // 12, months % 12 + 1
    if year > 9998:
        return None
    if preset is Preset.MONTHLY_WEEKDAY:
        return _nth(year, month, first.weekday(), ordinal_of(first))
    try:
        return date(year, month, first.day)
    except ValueError:
        return None


def _nth(year: int, month: int, weekday: int, ordinal: int) -> date:
    if ordinal > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (ordinal - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)
