"""Rows of the index as the occurrences that views paint, and the meetings of many events at once.

Reads through the connection it is given; touches no calendar text.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.ical.event import (
    CollectionId,
    Meeting,
    MeetingState,
    Occurrence,
    ResourceId,
    State,
    Uid,
)
from dainvo.store import spans
from dainvo.store.looks import unpacked
from dainvo.store.meeting_state import Connected, Link, meeting_of
from dainvo.store.queries import ACCOUNT, INTENT, MEETING, account_row, intent_row, meeting_row
from dainvo.store.rows import AccountState, IntentRow, MeetingRow

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
Row = tuple[Any, ...]
Painted = dict[tuple[Row, MeetingState | None, bool], Occurrence]
_KIND, _START, _STOP, _RESOURCE, _COLLECTION, _UID, _ZOOM_ID, _JOIN_URL = 0, 1, 2, 4, 5, 6, 9, 13
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

    def _paint(self, database: sqlite3.Connection, rows: Sequence[Row]) -> list[Occurrence]:
        meetings = Meetings(database, (row[_UID] for row in rows))
        clashing = conflicts(database)
        before, last, fresh = self._before, self._last, Painted()
        for row in rows:
            key = (row, meetings.state(row), row[_RESOURCE] in clashing)
            fresh[key] = last.get(key) or before.get(key) or _occurrence(key, self._zone)
        self._before, self._last = last, fresh
        return list(fresh.values())


def connected(database: sqlite3.Connection) -> Connected:
    """The Zoom accounts that can be worked with."""
    found = [account_row(row) for row in database.execute(f"{ACCOUNT} WHERE kind = 'zoom'")]
    here = [account for account in found if account.state is not AccountState.LEAVING]
    return Connected(
        frozenset(account.id for account in here),
        tuple((str(account.detail.get("account_hash", "")), account.id) for account in here),
    )


class Meetings:
    """The meetings of the events `uids`, read at once."""

    def __init__(self, database: sqlite3.Connection, uids: Iterable[Uid]) -> None:
        names = json.dumps(list(set(uids)))
        self._connected = connected(database)
        self._rows: defaultdict[Uid, list[MeetingRow]] = defaultdict(list)
        self._intents: defaultdict[Uid, list[IntentRow]] = defaultdict(list)
        among = "WHERE uid IN (SELECT value FROM json_each(?))"
        for row in database.execute(f"{MEETING} {among} ORDER BY id", (names,)):
            self._rows[row[0]].append(meeting_row(row))
        for row in database.execute(f"{INTENT} {among} AND state <> 'done' ORDER BY id", (names,)):
            self._intents[row[1]].append(intent_row(row))

    def of(self, uid: Uid, collection: CollectionId, link: Link) -> Meeting | None:
        """The meeting of one event, its `link` being what the event tells."""
        rows = self._rows.get(uid, ())
        row = next((each for each in rows if each.collection == collection), rows[0] if rows else None)
        return meeting_of(row, self._intents.get(uid, ()), link, self._connected)

    def state(self, row: Row) -> MeetingState | None:
        """The state for a row of the index."""
        uid: Uid = row[_UID]
        if uid not in self._rows and uid not in self._intents and not row[_ZOOM_ID]:
            return MeetingState.FOREIGN if row[_JOIN_URL] else None
        meeting = self.of(uid, row[_COLLECTION], Link(row[_JOIN_URL], "", row[_ZOOM_ID], row[10]))
        return None if meeting is None else meeting.state


def conflicts(database: sqlite3.Connection) -> frozenset[ResourceId]:
    """Resources with an open conflict."""
    return frozenset(key for (key,) in database.execute("SELECT resource FROM kept_copy WHERE decided = ''"))


def _order(rows: Sequence[Row], zone: ZoneInfo) -> Iterable[tuple[int, int, str]]:
    """Start as an instant, then the longest, then by title."""
    instants: dict[tuple[int, int], int] = {}
    for row in rows:
        kind, start_s = row[_KIND], row[_START]
        if kind != spans.Kind.INSTANT:
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
        kind == spans.Kind.DAY,
        kind == spans.Kind.FLOATING,
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
    )
