"""The presets of the repeat menu as patterns.

What is none of them is a pattern of the panel, or a rule that is left alone: see `ical.pattern`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from dainvo.ical.pattern import WORK_DAYS, Pattern, nth_of


class Preset(StrEnum):
    NONE = "none"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY_DAY = "monthly_day"
    MONTHLY_WEEKDAY = "monthly_weekday"
    YEARLY = "yearly"


def pattern_of(preset: Preset, start: datetime | date) -> Pattern | None:
    """What a preset means for an event at `start`; None for no repetition."""
    return {
        Preset.NONE: None,
        Preset.DAILY: Pattern("DAILY"),
        Preset.WEEKDAYS: Pattern("WEEKLY", weekdays=WORK_DAYS),
        Preset.WEEKLY: Pattern("WEEKLY"),
        Preset.FORTNIGHTLY: Pattern("WEEKLY", 2),
        Preset.MONTHLY_DAY: Pattern("MONTHLY"),
        Preset.MONTHLY_WEEKDAY: Pattern("MONTHLY", weekdays=(start.weekday(),), ordinal=nth_of(start)),
        Preset.YEARLY: Pattern("YEARLY"),
    }[preset]


def preset_of(pattern: Pattern | None, start: datetime | date) -> Preset | None:
    """The preset that a pattern is for an event at `start`, whatever its end; None if it is a custom one."""
    bare = replace(pattern, until=None, count=None) if pattern is not None else None
    if bare == Pattern("WEEKLY", weekdays=WORK_DAYS) and start.weekday() > 4:
        return None
    return next((preset for preset in Preset if pattern_of(preset, start) == bare), None)
