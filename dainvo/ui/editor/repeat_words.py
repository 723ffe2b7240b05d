"""The words of the repeat row: presets, the end as it is typed, and the sentence with the next dates below.

Holds no state and makes no rule.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from dainvo.ical.pattern import Pattern, dates_of, nth_of, write_pattern
from dainvo.ui import dates
from dainvo.ui.editor import phrases, rule_words
from dainvo.ui.editor.repeat import Preset
from dainvo.ui.editor.typed import parse_date
from dainvo.ui.language import counted

_TIMES = re.compile(r"(\d{1,3})\s*(?:x|×|times?|mal)?$")


def tr(text: str) -> str:
    return QCoreApplication.translate("RepeatRow", text)


def presets(start: datetime | date) -> list[tuple[Preset, str]]:
    """The presets in the order of the menu, with the day that each means."""
    weekday = dates.locale().standaloneDayName(start.weekday() + 1)
    nth = rule_words.ordinal(nth_of(start))
    month_weekday = tr("Every month on the {nth} {day}").format(nth=nth, day=weekday)
    return [
        (Preset.NONE, tr("Does not repeat")),
        (Preset.DAILY, tr("Every day")),
        (Preset.WEEKDAYS, tr("Every weekday")),
        (Preset.WEEKLY, tr("Every week on {day}").format(day=weekday)),
        (Preset.FORTNIGHTLY, tr("Every 2 weeks on {day}").format(day=weekday)),
        (Preset.MONTHLY_DAY, tr("Every month on day {n}").format(n=start.day)),
        (Preset.MONTHLY_WEEKDAY, month_weekday),
        (Preset.YEARLY, tr("Every year on {day}").format(day=phrases.day_and_month(start))),
    ]


def end_text(pattern: Pattern | None) -> str:
    """The end as it stands in its line; empty for none."""
    if pattern is not None and pattern.count is not None:
        return counted("RepeatRow", "once", "%n times", pattern.count)
    if pattern is not None and pattern.until is not None:
        return tr("until {day}").format(day=phrases.short_day(pattern.until))
    return ""


def read_end(text: str, start: datetime | date) -> date | int | None:
    """The last day, or the number of times (0: for ever); None for what is neither."""
    for word in (tr("until {day}").partition("{")[0].strip(), "until"):
        text = text.removeprefix(word).strip() if word else text
    if not text:
        return 0
    times = _TIMES.match(text.lower())
    if text == tr("once") or (times and int(times[1])):
        return int(times[1]) if times else 1
    first = date.fromordinal(start.toordinal())
    return parse_date(text, today=first, near=first)


def sentence(rrule: str, start: datetime | date) -> str:
    """The rule in words, or as it is written."""
    return rule_words.first_capital(rule_words.sentence(rrule, start)) or rrule


def caption(
    rrule: str, pattern: Pattern | None, start: datetime | date, begins: datetime | date, *, following: int
) -> str:
    """What a rule means, how many dates it has, and the next ones after `start`. `begins`: where the series does."""
    if not rrule:
        return ""
    if pattern is None:
        return tr("Dainvo keeps this rule as it is, unless you replace it.")
    rule = sentence(write_pattern(replace(pattern, until=None), start), start)
    first = phrases.day_and_month(begins) if begins.year == start.year else phrases.long_day(begins)
    ends = pattern.until is not None or pattern.count is not None
    all_dates = dates_of(rrule, begins) if ends else []
    if pattern.until is not None:
        last = phrases.long_day(pattern.until)
        parts = [tr("{rule} from {first} until {last}").format(rule=rule, first=first, last=last)]
        parts.append(counted("RepeatRow", "1 event", "%n events", len(all_dates)))
    else:
        parts = [tr("{rule} from {first}").format(rule=rule, first=first)]
    day = start.toordinal()
    later = [one for one in all_dates if one.toordinal() > day] if ends else dates_of(rrule, start, following + 1)[1:]
    if later:
        to_come = phrases.day_list(later[:following], start.year)
        parts.append(tr("next {days}").format(days=to_come))
    return " · ".join(parts)
