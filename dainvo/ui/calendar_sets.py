"""Named groups of calendars that are shown together, each with the calendar of new events (V19).

Values only: which calendars there are, and showing them, is for others.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

MOST_SETS, MOST_LETTERS = 9, 40


class CalendarSet(NamedTuple):
    """`shown` are ids of calendars; `default` is that of new events, 0 for any."""

    name: str
    shown: tuple[int, ...]
    default: int = 0


def read(setting: str) -> tuple[CalendarSet, ...]:
    """The sets of a setting; what is no set is left out."""
    try:
        stored = json.loads(setting) if setting else []
    except (ValueError, RecursionError):
        return ()
    found = [_one(each) for each in stored] if isinstance(stored, list) else []
    return tuple(one for one in found if one is not None)[:MOST_SETS]


def _one(stored: object) -> CalendarSet | None:
    match stored:
        case [str(name), list(shown), int(default)] if name.strip() and all(type(one) is int for one in shown):
            return CalendarSet(name.strip()[:MOST_LETTERS], tuple(shown), default)
    return None


def write(sets: Sequence[CalendarSet]) -> str:
    """The setting that holds `sets`."""
    return json.dumps([[one.name, list(one.shown), one.default] for one in sets], separators=(",", ":"))


def saved(sets: Sequence[CalendarSet], fresh: CalendarSet) -> tuple[CalendarSet, ...]:
    """`sets` with `fresh`, which takes the place of one of the same name."""
    kept = [fresh if one.name == fresh.name else one for one in sets]
    return tuple(kept if fresh in kept else [*kept, fresh])[:MOST_SETS]


def in_use(sets: Sequence[CalendarSet], visible: Collection[int], every: Collection[int]) -> CalendarSet | None:
    """The set whose calendars are just those that are shown now; calendars that are gone do not count."""
    return next((one for one in sets if set(one.shown) & set(every) == set(visible)), None)
