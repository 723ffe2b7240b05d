"""How full days are: for a year at a glance, without making an occurrence of each row.

Reads through the connection it is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dainvo.ical.occurrence import CollectionId, PartStat
from dainvo.store import spans
from dainvo.store.looks import unpacked

_ROWS = f"""
    WITH wanted (shelf, low, since, until) AS (VALUES {", ".join(["(?, ?, ?, ?)"] * 6)})
    SELECT o.kind, o.start, o.stop, p.collection, p.look FROM wanted w
    CROSS JOIN occurrence o ON o.shelf = w.shelf AND o.start >= w.low AND o.start < w.until
         AND (o.stop > w.since OR o.start >= w.since)
    CROSS JOIN component p ON p.resource = o.resource AND p.place = o.place
"""  # noqa: S608 - constant
_DAY = timedelta(days=1)


class Fill(NamedTuple):
    """`timed` events lie on the day; `whole`: one lasts the whole day."""

    timed: int = 0
    whole: bool = False


def by_day(
    database: sqlite3.Connection,
    first: date,
    last: date,
    zone: ZoneInfo,
    wanted: Callable[[CollectionId], bool],
    *,
    declined: bool,
) -> dict[date, Fill]:
    """The days `first`..`last` (inclusive, in `zone`) on which something lies; `declined`: count what was declined."""
    limits = [limit for each in spans.shelves(first, last, zone) for limit in each]
    timed: dict[date, int] = {}
    whole: set[date] = set()
    for kind, start_s, stop_s, collection, look in database.execute(_ROWS, limits):
        if not wanted(collection) or (not declined and unpacked(look).own_partstat is PartStat.DECLINED):
            continue
        begin = spans.day(kind, start_s, zone)
        end = begin if stop_s <= start_s else spans.day(kind, stop_s - 1, zone)
        if begin == end and kind != spans.DAY and stop_s - start_s < spans.DAY_S:
            timed[begin] = timed.get(begin, 0) + 1
            continue
        lasts = kind == spans.DAY or stop_s - start_s >= spans.DAY_S
        day = max(begin, first)
        while day <= min(end, last):
            if lasts:
                whole.add(day)
            else:
                timed[day] = timed.get(day, 0) + 1
            day += _DAY
    days = {day for day in (*timed, *whole) if first <= day <= last}
    return {day: Fill(timed.get(day, 0), day in whole) for day in days}
