"""Rows of the index as the occurrences that views paint.

Reads through the connection it is given; touches no calendar text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.ical.occurrence import CollectionId, MeetingState, Occurrence, RecurrenceId, ResourceId, State
from dainvo.store import spans
from dainvo.store.looks import unpacked

_COLUMNS = """
    SELECT o.kind, o.start, o.stop, o.recurrence_id, r.id, r.collection, r.uid, r.state, r.why <> '', r.zoom_id,
           r.zoom_account, p.summary, p.location, p.join_url, p.attendees, p.look
"""
_COMPONENT = "CROSS JOIN component p ON p.resource = o.resource AND p.place = o.place"
_BY_DAYS = f"""
    WITH wanted (shelf, low, since, until) AS (VALUES {", ".join(["(?, ?, ?, ?)"] * 6)})
    {_COLUMNS} FROM wanted w
    CROSS JOIN occurrence o ON o.shelf = w.shelf AND o.start >= w.low AND o.start < w.until
         AND (o.stop > w.since OR o.start >= w.since)
    CROSS JOIN resource r ON r.id = o.resource {_COMPONENT}
"""
_NEAREST = f"""
    {_COLUMNS} FROM resource r
    CROSS JOIN occurrence o ON o.resource = r.id AND o.start = coalesce(
        (SELECT min(start) FROM occurrence WHERE resource = r.id AND start >= ?),
        (SELECT max(start) FROM occurrence WHERE resource = r.id)) {_COMPONENT}
    WHERE r.id IN (SELECT value FROM json_each(?))
"""  # noqa: S608 - constant
_NAMED = f"""
    {_COLUMNS} FROM json_each(?) wanted
    CROSS JOIN occurrence o ON o.resource = json_extract(wanted.value, '$[0]')
         AND o.start = json_extract(wanted.value, '$[1]') AND o.recurrence_id = json_extract(wanted.value, '$[2]')
    CROSS JOIN resource r ON r.id = o.resource {_COMPONENT}
"""
Row = tuple[Any, ...]
Painted = dict[tuple[Row, MeetingState | None, bool], Occurrence]
_KIND, _START, _STOP, _RESOURCE, _COLLECTION, _UID, _ZOOM_ID, _ZOOM_ACCOUNT, _JOIN_URL = 0, 1, 2, 4, 5, 6, 9, 10, 13
_STATES = {each.value: each for each in State}  # a look-up is several times faster than calling the enumeration


class Painter:
    """Makes the occurrences of `zone`, and hands out again those it made for the last two reads.

    Views read what they show after each change and at each step; most of it is what they had.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._last: Painted = {}
        self._before: Painted = {}

    def on_days(
        self, database: sqlite3.Connection, first: date, last: date, wanted: Callable[[CollectionId], bool]
    ) -> list[Occurrence]:
        """Occurrences of the days `first`..`last` (inclusive) in wanted collections, ordered by start, then longest
        first."""
        limits = [limit for each in spans.shelves(first, last, self._zone) for limit in each]
        rows = [row for row in database.execute(_BY_DAYS, limits) if wanted(row[_COLLECTION])]
        found = list(zip(_order(rows, self._zone), self._paint(database, rows), strict=True))
        found.sort(key=lambda pair: pair[0])
        return [occurrence for _, occurrence in found]

    def nearest(self, database: sqlite3.Connection, resources: Sequence[ResourceId], now: datetime) -> list[Occurrence]:
        """Of each resource the next occurrence, else the last one."""
        rows = database.execute(_NEAREST, (int(now.timestamp()), json.dumps(list(resources)))).fetchall()
        return list({each.resource: each for each in self._paint(database, rows)}.values())

    def named(
        self, database: sqlite3.Connection, dates: Iterable[tuple[ResourceId, int, RecurrenceId]]
    ) -> list[Occurrence]:
        """The occurrences with these resources, stored starts and RECURRENCE-IDs."""
        return self._paint(database, database.execute(_NAMED, (json.dumps(list(dates)),)).fetchall())

    def _paint(self, database: sqlite3.Connection, rows: Sequence[Row]) -> list[Occurrence]:
        clashing = conflicts(database)
        known, fresh = self._before | self._last, Painted()
        for row, meeting in zip(rows, _meetings(database, rows), strict=True):
            key = (row, meeting, row[_RESOURCE] in clashing)
            fresh[key] = (known.get(key) if known else None) or _occurrence(key, self._zone)
        self._before, self._last = self._last, fresh
        return list(fresh.values())


def _meetings(database: sqlite3.Connection, rows: Sequence[Row]) -> Iterable[MeetingState | None]:
    """Where the meeting of each row stands."""
    none_of_ours = not database.execute(
        "SELECT EXISTS (SELECT 1 FROM meeting) OR EXISTS (SELECT 1 FROM intent)"
    ).fetchone()[0]
    if none_of_ours and not any(row[_ZOOM_ID] for row in rows):
        return [MeetingState.FOREIGN if row[_JOIN_URL] else None for row in rows]
    from dainvo.store.known_meetings import Meetings  # takes all rows of meetings along, which are slow to load

    known = Meetings(database, (row[_UID] for row in rows))
    return [known.state(row[_UID], row[_COLLECTION], row[_JOIN_URL], row[_ZOOM_ID], row[_ZOOM_ACCOUNT]) for row in rows]


def conflicts(database: sqlite3.Connection) -> frozenset[ResourceId]:
    """Resources with an open conflict."""
    return frozenset(key for (key,) in database.execute("SELECT resource FROM kept_copy WHERE decided = ''"))


def _order(rows: Sequence[Row], zone: ZoneInfo) -> Iterable[tuple[int, int, str]]:
    """Start as an instant, then the longest, then by title."""
    instants: dict[tuple[int, int], int] = {}
    for row in rows:
        kind, start_s = row[_KIND], row[_START]
        if kind != spans.INSTANT:
            if (kind, start_s) not in instants:
                start = spans.shown(kind, start_s, zone)
                is_clock = isinstance(start, datetime)
                instants[kind, start_s] = spans.seconds(start) if is_clock else spans.midnight(start, zone)
            start_s = instants[kind, start_s]
        yield start_s, row[_START] - row[_STOP], row[11]


def _occurrence(key: tuple[Row, MeetingState | None, bool], zone: ZoneInfo) -> Occurrence:
    row, meeting, clash = key
    kind = row[_KIND]
    look = unpacked(row[15])
    return Occurrence(
        row[_RESOURCE],
        row[_COLLECTION],
        row[_UID],
        row[3],
        row[11],
        spans.shown(kind, row[_START], zone),
        spans.shown(kind, row[_STOP], zone),
        kind == spans.DAY,
        kind == spans.FLOATING,
        row[12],
        row[_JOIN_URL],
        look.status,
        look.transparent,
        look.visibility,
        look.recurring,
        row[14],
        look.has_alarm,
        look.own_partstat,
        _STATES[row[7]],
        clash or bool(row[8]),
        meeting,
        (),
        look.color,
    )
