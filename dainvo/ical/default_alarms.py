"""The reminders that new events of a calendar begin with: one set for timed events, one for whole days (E26).

Pure: reads and writes the text that the settings keep, and rings nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from dainvo.ical.event import Alarm, CollectionId

#: The key of calendars without defaults of their own.
EVERY = CollectionId(0)
_MOST = 20
_LONGEST_MIN = 60 * 24 * 366


@dataclass(frozen=True, slots=True)
class DefaultAlarms:
    """Alarms of a whole day count from midnight, where it begins: −6 h is 18:00 the day before."""

    timed: tuple[Alarm, ...] = ()
    whole_days: tuple[Alarm, ...] = ()

    def of(self, *, all_day: bool) -> tuple[Alarm, ...]:
        return self.whole_days if all_day else self.timed


def read_defaults(stored: str) -> dict[CollectionId, DefaultAlarms]:
    """What the settings keep, by calendar; nothing that cannot be read."""
    try:
        found = json.loads(stored or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        CollectionId(int(key)): DefaultAlarms(_alarms(value, 0), _alarms(value, 1))
        for key, value in found.items()
        if key.isdecimal() and isinstance(value, list) and len(value) == 2
    }


def _alarms(value: list[object], place: int) -> tuple[Alarm, ...]:
    minutes = value[place]
    if not isinstance(minutes, list):
        return ()
    good = [each for each in minutes if isinstance(each, int) and abs(each) <= _LONGEST_MIN]
    return tuple(Alarm(timedelta(minutes=each)) for each in dict.fromkeys(good))[:_MOST]


def written_defaults(defaults: Mapping[CollectionId, DefaultAlarms]) -> str:
    """The text for the settings; empty if there is nothing to keep."""
    kept = {str(key): [_minutes(one.timed), _minutes(one.whole_days)] for key, one in sorted(defaults.items())}
    return json.dumps(kept, separators=(",", ":")) if kept else ""


def _minutes(alarms: tuple[Alarm, ...]) -> list[int]:
    return [round(alarm.offset.total_seconds() / 60) for alarm in alarms if not alarm.from_end]


def default_alarms(stored: str, collection: CollectionId, *, all_day: bool) -> tuple[Alarm, ...]:
    """The reminders of a new event in this calendar: its own defaults, else those of every calendar."""
    found = read_defaults(stored)
    return found.get(collection, found.get(EVERY, DefaultAlarms())).of(all_day=all_day)
