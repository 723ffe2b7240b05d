"""Rows of the index as the occurrences that views paint.

Times are read as they are, and what all dates of a component have in common once for each component. Reads through
the connection it is given; touches no calendar text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple
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
_COMPONENT: Final = 3
_COLLECTION, _UID, _JOIN_URL, _ZOOM_ID, _ZOOM_ACCOUNT = 2, 3, 6, 11, 12  # of a component
#: The fields of an Occurrence that all dates of a component share: the first ones, the title, the last ones.
_Face = tuple[tuple[Any, ...], str, tuple[Any, ...]]
_STATES = {each.value: each for each in State}  # a look-up is several times faster than calling the enumeration


class _Painted(NamedTuple):
    """What a read gave."""

    faces: dict[int, _Face]
    occurrences: dict[Row, Occurrence]


class Painter:
    """Makes the occurrences of `zone`, and hands out again those it made for the last two reads.

    Views read what they show after each change and at each step; most of it is what they had.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._before = self._last = _Painted({}, {})

    def on_days(
        self, database: sqlite3.Connection, first: date, last: date, wanted: Callable[[CollectionId], bool]
    ) -> list[Occurrence]:
        """Occurrences of the days `first`..`last` (inclusive) in wanted collections, ordered by start, then longest
        first."""
        limits = [limit for each in spans.shelves(first, last, self._zone) for limit in each]
        found = self._paint(database, database.execute(_BY_DAYS, limits).fetchall(), wanted)
        starts = _Instants(self._zone)
        order = sorted(
            (start if kind == spans.INSTANT else starts[kind, start], start - stop, one.summary, row, one)
            for row, one in found.items()
            for kind, start, stop, _, _ in (row,)
        )
        return [each[-1] for each in order]

    def nearest(self, database: sqlite3.Connection, resources: Sequence[ResourceId], now: datetime) -> list[Occurrence]:
        """Of each resource the next occurrence, else the last one."""
        rows = database.execute(_NEAREST, (json.dumps(list(resources)), int(now.timestamp()))).fetchall()
        return list({each.resource: each for each in self._paint(database, rows).values()}.values())

    def named(
        self, database: sqlite3.Connection, dates: Iterable[tuple[ResourceId, int, RecurrenceId]]
    ) -> list[Occurrence]:
        """The occurrences with these resources, stored starts and RECURRENCE-IDs."""
        rows = database.execute(_NAMED, (json.dumps(list(dates)),)).fetchall()
        return list(self._paint(database, rows).values())

    def _paint(
        self, database: sqlite3.Connection, rows: Sequence[Row], wanted: Callable[[CollectionId], bool] = lambda _: True
    ) -> dict[Row, Occurrence]:
        """The occurrence of each row, in their order, without those of collections that are not wanted."""
        faces = _faces(database, {row[_COMPONENT] for row in rows}, wanted)
        known = {**_still(self._before, faces), **_still(self._last, faces)}
        made = _painted(rows, faces, known, self._zone)
        self._before, self._last = self._last, _Painted(faces, made)
        return made


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


def _still(painted: _Painted, faces: dict[int, _Face]) -> dict[Row, Occurrence]:
    """Of what was painted the occurrences that look as they did."""
    changed = {key for key, face in painted.faces.items() if faces.get(key, face) != face}
    if not changed:
        return painted.occurrences
    return {row: one for row, one in painted.occurrences.items() if row[_COMPONENT] not in changed}


def _faces(
    database: sqlite3.Connection, components: set[int], wanted: Callable[[CollectionId], bool]
) -> dict[int, _Face]:
    """How the components look that are in wanted collections."""
    rows = [row for row in database.execute(_COMPONENTS, (json.dumps(sorted(components)),)) if wanted(row[_COLLECTION])]
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


def _painted(
    rows: Iterable[Row], faces: dict[int, _Face], known: dict[Row, Occurrence], zone: ZoneInfo
) -> dict[Row, Occurrence]:
    """The occurrence of each row that has a face, in their order; the one that is known, if there is one.

    A month has thousands, so this calls nothing that it can do without: together that halves the price.
    """
    made: dict[Row, Occurrence] = {}
    new, clock, instant = tuple.__new__, datetime.fromtimestamp, spans.INSTANT
    for row in rows:
        kind, start, stop, component, recurrence_id = row
        if component not in faces:
            continue
        if known and row in known:
            made[row] = known[row]
            continue
        begin, summary, end = faces[component]
        own: tuple[Any, ...]
        if kind == instant and start >= 0:  # most are: as `spans.shown` tells them
            own = (recurrence_id, summary, clock(start, zone), clock(stop, zone), False, False)
        else:
            times = spans.shown(kind, start, zone), spans.shown(kind, stop, zone)
            own = (recurrence_id, summary, *times, kind == spans.DAY, kind == spans.FLOATING)
        made[row] = new(Occurrence, begin + own + end)
    return made
