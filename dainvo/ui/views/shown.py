"""Which days a time grid has columns for: one day, a week, the work week, some days.

Pure arithmetic on dates; knows no widths but how many columns have room.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dainvo.settings import Settings
from dainvo.ui import dates
from dainvo.ui.views import walk

FEWEST_DAYS, MOST_DAYS = 2, 14
#: What a week has at least for a day before it shows fewer, and days that were asked for by their number.
WEEK_DAY_PX, LEAST_DAY_PX = 112, 40
MOST_ZONES = 2
_ALL = frozenset(range(1, 8))


class Shown(NamedTuple):
    """`days` have columns; `left_out` are days of the same week that were not wanted."""

    days: tuple[date, ...]
    left_out: tuple[date, ...] = ()


def of(kind: str, day: date, anchor: date, settings: Settings, room_px: int) -> Shown:
    """What the view "day", "week", "workweek" or "days" shows; that of some days begins at `anchor`."""
    if kind == "day":
        return Shown((day,))
    if kind == "days":
        number = number_of_days(settings, room_px)
        return Shown(tuple(anchor + timedelta(days=ahead) for ahead in range(number)))
    return week(day, settings, room_px, work=kind == "workweek")


def pace(kind: str, settings: Settings, room_px: int) -> int:
    """By how many days a page of that view turns."""
    return {"day": 1, "days": number_of_days(settings, room_px)}.get(kind, 7)


def beginning(kind: str, anchor: date, day: date, settings: Settings, room_px: int, *, jumps: bool) -> date:
    """Where the page of some days begins that shows `day`, after one from `anchor`, unless one `jumps` there."""
    if kind != "days" or jumps:
        return day
    return walk.beginning(anchor, number_of_days(settings, room_px), day, day)


def week(day: date, settings: Settings, room_px: int, *, work: bool = False) -> Shown:
    """The week of `day` without the weekdays that are hidden, as far as it has room; `work`: its working days."""
    whole = walk.week_of(day, dates.first_weekday(settings.first_weekday))
    days = walk.left_over(whole, skipped(settings, work=work))
    part = days if work else walk.part_of(days, day, room_px // WEEK_DAY_PX)
    begin = whole[0] if part[0] == days[0] else part[0]
    end = whole[-1] if part[-1] == days[-1] else part[-1]
    return Shown(part, tuple(one for one in whole if begin <= one <= end and one not in days))


def skipped(settings: Settings, *, work: bool = False) -> frozenset[int]:
    """The weekdays that a week leaves out."""
    return _ALL - dates.workdays(settings.workdays) if work else dates.weekdays(settings.hidden_weekdays)


def beside(kind: str, day: date, way: int, settings: Settings) -> date:
    """The day to which a cursor on `day` goes: in a week those without a column are passed over."""
    work = kind == "workweek"
    return walk.beside(day, way, skipped(settings, work=work) if work or kind == "week" else frozenset())


@lru_cache(maxsize=4)
def zones(names: str) -> tuple[ZoneInfo, ...]:
    """The time zones of a setting, as far as this computer knows them, at most two."""
    found = []
    for name in names.split():
        try:
            found.append(ZoneInfo(name))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue  # a zone that was renamed, or a slip of the pen
    return tuple(found[:MOST_ZONES])


def number_of_days(settings: Settings, room_px: int) -> int:
    """How many days the view of some days shows."""
    wanted = max(FEWEST_DAYS, min(MOST_DAYS, settings.days_shown))
    return max(1, min(wanted, room_px // LEAST_DAY_PX))
