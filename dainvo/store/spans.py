"""Times of occurrences as the index stores them, so that one range query finds instants, wall clocks and days.

Knows no recurrence and no SQL.

An instant is stored in seconds since 1970 in UTC. Floating times and days are wall clock: the seconds they would be if
the clock showed UTC. A shelf keeps what is compared alike together: instants or wall clock, and by length, so that a
range query need not look at everything that began before it.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

DAY_S = 86_400
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_WALL = _EPOCH.replace(tzinfo=None)
#: Times outside cannot be told in every zone, so they are not indexed.
_FIRST_S = (date(1, 1, 3).toordinal() - _EPOCH_DAY) * DAY_S
_LAST_S = (date(9999, 12, 29).toordinal() - _EPOCH_DAY) * DAY_S
#: Longest occurrence of each shelf of a row; the last shelf has no limit.
_REACH_S = (2 * DAY_S, 40 * DAY_S)
_SHELVES = len(_REACH_S) + 1


#: What kind of time is stored. Numbers, as an enumeration's members cost a third of reading a row.
INSTANT: Final = 0
FLOATING: Final = 1
DAY: Final = 2


def kind_of(value: datetime | date) -> int:
    if not isinstance(value, datetime):
        return DAY
    return FLOATING if value.tzinfo is None else INSTANT


def seconds(value: datetime | date) -> int:
    """What is stored for `value`: see the module's docstring. Kept within the years that every zone can tell."""
    if not isinstance(value, datetime):
        found = (value.toordinal() - _EPOCH_DAY) * DAY_S
    elif value.tzinfo is None:
        found = int((value - _EPOCH_WALL).total_seconds())
    else:
        try:
            found = int(value.timestamp())
        except OverflowError:
            found = _FIRST_S if value.year < 5000 else _LAST_S
    return found if _FIRST_S <= found <= _LAST_S else min(max(found, _FIRST_S), _LAST_S)


def is_tellable(start_s: int) -> bool:
    """Whether an occurrence that starts then can be shown."""
    return _FIRST_S < start_s < _LAST_S


def shelf(kind: int, start_s: int, end_s: int) -> int:
    length = end_s - start_s
    row = 0 if length <= _REACH_S[0] else bisect_left(_REACH_S, length)
    return row if kind == INSTANT else row + _SHELVES


def shown(kind: int, stored: int, zone: ZoneInfo) -> datetime | date:
    """A stored time for a viewer in `zone`: an aware datetime, or a date for DAY."""
    if kind == INSTANT:  # most are
        if stored >= 0:
            return datetime.fromtimestamp(stored, zone)  # fast; before 1970 not on every system
        return (_EPOCH + timedelta(seconds=stored)).astimezone(zone)
    if kind == DAY:
        return date.fromordinal(stored // DAY_S + _EPOCH_DAY)
    wall = (_EPOCH_WALL + timedelta(seconds=stored)).replace(tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)  # a wall time that the clock skips moves behind the gap


def day(kind: int, stored: int, zone: ZoneInfo) -> date:
    """The viewer's day a stored time falls on."""
    found = shown(kind, stored, zone)
    return found.date() if isinstance(found, datetime) else found


def midnight(value: date, zone: ZoneInfo) -> int:
    """The instant at which a day begins in `zone`, in seconds since 1970."""
    if value.toordinal() * DAY_S < _FIRST_S + _EPOCH_DAY * DAY_S:
        return _FIRST_S
    if value.toordinal() * DAY_S > _LAST_S + _EPOCH_DAY * DAY_S:
        return _LAST_S
    return seconds(datetime(value.year, value.month, value.day, tzinfo=zone))


def shelves(first: date, last: date, zone: ZoneInfo) -> list[tuple[int, int, int, int]]:
    """For each shelf (shelf, low, from, to): occurrences of the days `first`..`last` (inclusive, in `zone`) are those
    with `low` <= start < `to` that end after `from`, or start at or after it."""
    after = min(last, date.max - timedelta(days=1)) + timedelta(days=1)
    spans = (
        (midnight(first, zone), midnight(after, zone)),
        (seconds(first), seconds(after)),
    )
    found = []
    for row, (start_s, end_s) in enumerate(spans):
        for place in range(_SHELVES):
            low = start_s - _REACH_S[place] if place < len(_REACH_S) else _FIRST_S
            found.append((place + row * _SHELVES, low, start_s, end_s))
    return found
