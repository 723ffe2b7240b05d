"""Rows of the index as the occurrences that views paint.

Times are read as they are, and what all dates of a component have in common once for each component. Reads through
the connection it is given; touches no calendar text.
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

# A component is named by one number of its resource and its place there, the latter in so many bits.
_BITS = 20
_TIMES = f"SELECT o.kind, o.start, o.stop, (o.resource << {_BITS}) + o.place, o.recurrence_id"
_BY_DAYS = f"""
    WITH wanted (shelf, low, since, until) AS (VALUES {", ".join(["(?, ?, ?, ?)"] * 6)})
    {_TIMES} FROM wanted w
    CROSS JOIN occurrence o ON o.shelf = w.shelf AND o.start >= w.low AND o.start < w.until
         AND (o.stop > w.since OR o.start >= w.since)
"""
_NEAREST = f"""
    {_TIMES} FROM json_each(?) wanted
    CROSS JOIN occurrence o ON o.resource = wanted.value AND o.start = coalesce(
        (SELECT min(start) FROM occurrence WHERE resource = wanted.value AND start >= ?),
        (SELECT max(start) FROM occurrence WHERE resource = wanted.value))
"""  # noqa: S608 - constant
_NAMED = f"""
    {_TIMES} FROM json_each(?) wanted
    CROSS JOIN occurrence o ON o.resource = json_extract(wanted.value, '$[0]')
         AND o.start = json_extract(wanted.value, '$[1]') AND o.recurrence_id = json_extract(wanted.value, '$[2]')
"""
# Few resources are marked, and those stand together in their index: the table itself lies all over the file.
_COMPONENTS = f"""
    SELECT wanted.value, p.resource, p.collection, p.uid, p.summary, p.location, p.join_url, p.attendees, p.look,
           r.state, r.why, r.zoom_id, r.zoom_account FROM json_each(?) wanted
    CROSS JOIN component p ON p.resource = wanted.value >> {_BITS} AND p.place = wanted.value & {(1 << _BITS) - 1}
    LEFT JOIN resource r INDEXED BY resource_marked
         ON r.id = p.resource AND (r.state <> 'clean' OR r.why <> '' OR r.zoom_id <> '')
"""  # noqa: S608 - constant
Row = tuple[int, int, int, int, RecurrenceId]  # kind, start, stop, component, RECURRENCE-ID
_COLLECTION, _UID, _JOIN_URL, _ZOOM_ID, _ZOOM_ACCOUNT = 2, 3, 6, 11, 12  # of a component
#: The fields of an Occurrence that all dates of a component share: the first ones, the title, the last ones.
_Face = tuple[tuple[Any, ...], str, tuple[Any, ...]]
_STATES = {each.value: each for each in State}  # a look-up is several times faster than calling the enumeration


def on_days(
    database: sqlite3.Connection, zone: ZoneInfo, first: date, last: date, wanted: Callable[[CollectionId], bool]
) -> list[Occurrence]:
    """Occurrences of the days `first`..`last` (inclusive, in `zone`) in wanted collections, ordered by start, then
    longest first."""
    limits = [limit for each in spans.shelves(first, last, zone) for limit in each]
    rows = database.execute(_BY_DAYS, limits).fetchall()
    faces, starts = _faces(database, rows, wanted), _Instants(zone)
    order = [
        (start if kind == spans.INSTANT else starts[kind, start], start - stop, faces[component][1], row)
        for row in rows
        for kind, start, stop, component, _ in (row,)
        if component in faces
    ]
    order.sort()
    return _painted([row for _, _, _, row in order], faces, zone)


def nearest(
    database: sqlite3.Connection, zone: ZoneInfo, resources: Sequence[ResourceId], now: datetime
) -> list[Occurrence]:
    """Of each resource the next occurrence, else the last one."""
    rows = database.execute(_NEAREST, (json.dumps(list(resources)), int(now.timestamp()))).fetchall()
    return list({each.resource: each for each in _painted(rows, _faces(database, rows), zone)}.values())


def named(
    database: sqlite3.Connection, zone: ZoneInfo, dates: Iterable[tuple[ResourceId, int, RecurrenceId]]
) -> list[Occurrence]:
    """The occurrences with these resources, stored starts and RECURRENCE-IDs."""
    rows = database.execute(_NAMED, (json.dumps(list(dates)),)).fetchall()
    return _painted(rows, _faces(database, rows), zone)


class _Instants(dict[tuple[int, int], int]):
    """The instant at which a day or a wall clock begins in `zone`, in seconds since 1970; by kind and stored start."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, key: tuple[int, int]) -> int:
        start = spans.shown(*key, self._zone)
        is_clock = isinstance(start, datetime)
        found = self[key] = spans.seconds(start) if is_clock else spans.midnight(start, self._zone)
        return found


def _faces(
    database: sqlite3.Connection, dates: Iterable[Row], wanted: Callable[[CollectionId], bool] = lambda _: True
) -> dict[int, _Face]:
    """How the components of these dates look, without those of collections that are not wanted."""
    components = json.dumps(sorted({component for _, _, _, component, _ in dates}))
    rows = [row for row in database.execute(_COMPONENTS, (components,)) if wanted(row[_COLLECTION])]
    clashing = conflicts(database)
    faces: dict[int, _Face] = {}
    for row, meeting in zip(rows, _meetings(database, rows), strict=True):
        key, resource, collection, uid, summary, location, join_url, attendees, look, state, why, _, _ = row
        status, transparent, visibility, recurring, has_alarm, own_partstat, color = unpacked(look)
        own_state = State.CLEAN if state is None else _STATES[state]
        blocked = bool(why) or resource in clashing
        end = (
            location, join_url, status, transparent, visibility, recurring, attendees, has_alarm, own_partstat,
            own_state, blocked, meeting, (), color,
        )  # fmt: skip
        faces[key] = (resource, collection, uid), summary, end
    return faces


def _meetings(database: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> Iterable[MeetingState | None]:
    """Where the meeting of each component stands."""
    none_of_ours = not database.execute(
        "SELECT EXISTS (SELECT 1 FROM meeting) OR EXISTS (SELECT 1 FROM intent)"
    ).fetchone()[0]
    if none_of_ours and not any(row[_ZOOM_ID] for row in rows):
        return [MeetingState.FOREIGN if row[_JOIN_URL] else None for row in rows]
    from dainvo.store.known_meetings import Meetings  # takes all rows of meetings along, which are slow to load

    known = Meetings(database, (row[_UID] for row in rows))
    return [
        known.state(row[_UID], row[_COLLECTION], row[_JOIN_URL], row[_ZOOM_ID] or "", row[_ZOOM_ACCOUNT] or "")
        for row in rows
    ]


def conflicts(database: sqlite3.Connection) -> frozenset[ResourceId]:
    """Resources with an open conflict."""
    return frozenset(key for (key,) in database.execute("SELECT resource FROM kept_copy WHERE decided = ''"))


def _painted(rows: Iterable[Row], faces: dict[int, _Face], zone: ZoneInfo) -> list[Occurrence]:
    """The occurrence of each row.

    A month has thousands, so this calls nothing that it can do without: together that halves the price.
    """
    found = []
    new, clock, instant = tuple.__new__, datetime.fromtimestamp, spans.INSTANT
    for kind, start, stop, component, recurrence_id in rows:
        begin, summary, end = faces[component]
        own: tuple[Any, ...]
        if kind == instant and start >= 0:  # most are: as `spans.shown` tells them
            own = (recurrence_id, summary, clock(start, zone), clock(stop, zone), False, False)
        else:
            times = spans.shown(kind, start, zone), spans.shown(kind, stop, zone)
            own = (recurrence_id, summary, *times, kind == spans.DAY, kind == spans.FLOATING)
        found.append(new(Occurrence, begin + own + end))
    return found
