"""Statements that write the index of a resource: components, occurrences, words.

Opens no transaction and computes nothing: `indexing` does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from dainvo.ical.event import ResourceId
from dainvo.store.indexing import Indexed, Window

_COMPONENT = (
    "INSERT INTO component (resource, place, summary, location, join_url, attendees, look, provider, collection, uid)"
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, collection, uid FROM resource WHERE id = ?1"
)
_OCCURRENCE = (
    "INSERT OR IGNORE INTO occurrence (resource, shelf, start, recurrence_id, stop, kind, place)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_WORDS = "INSERT INTO search (rowid, summary, place, notes, people) VALUES (?, ?, ?, ?, ?)"
_COLUMNS = (
    "UPDATE resource SET uid = CASE WHEN ?1 = '' THEN uid ELSE ?1 END, endless = ?2, window_first = ?3,"
    " window_last = ?4, first_day = ?5, last_day = ?6, zoom_id = ?7, zoom_account = ?8 WHERE id = ?9"
)


def write(connection: sqlite3.Connection, each: Sequence[tuple[ResourceId, Indexed]]) -> None:
    """What is shown and found of resources that are stored and have no index yet."""
    connection.executemany(_COMPONENT, ((key, *row) for key, rows in each for row in rows.components))
    connection.executemany(_OCCURRENCE, ((key, *row) for key, rows in each for row in rows.occurrences))
    connection.executemany(_WORDS, ((key, *rows.words) for key, rows in each if any(rows.words)))


def clear(connection: sqlite3.Connection, resources: Iterable[ResourceId]) -> None:
    """Nothing of these resources is shown or found any more."""
    keys = [(key,) for key in resources]
    connection.executemany("DELETE FROM component WHERE resource = ?", keys)
    connection.executemany("DELETE FROM occurrence WHERE resource = ?", keys)
    connection.executemany("DELETE FROM search WHERE rowid = ?", keys)


def hide(connection: sqlite3.Connection, resource: ResourceId) -> None:
    """The resource is neither shown nor found; what it is called stays, for the list of what waits."""
    connection.execute("DELETE FROM occurrence WHERE resource = ?", (resource,))
    connection.execute("DELETE FROM search WHERE rowid = ?", (resource,))


def replace(connection: sqlite3.Connection, each: Sequence[tuple[ResourceId, Indexed]], window: Window) -> None:
    """The index of resources in place of what was there, and the columns that come from their texts."""
    connection.executemany(_COLUMNS, [(*columns(rows, window), key) for key, rows in each])
    clear(connection, (key for key, _ in each))
    write(connection, each)


def replace_occurrences(
    connection: sqlite3.Connection, each: Sequence[tuple[ResourceId, Indexed]], window: Window
) -> None:
    """The occurrences of resources for another window, in place of those that were there."""
    connection.executemany("DELETE FROM occurrence WHERE resource = ?", [(key,) for key, _ in each])
    connection.executemany(_OCCURRENCE, ((key, *row) for key, rows in each for row in rows.occurrences))
    connection.executemany(_COLUMNS, [(*columns(rows, window), key) for key, rows in each])


def columns(rows: Indexed, window: Window) -> tuple[object, ...]:
    """Columns of `resource` that come from the text, in the order of the statements."""
    endless = rows.endless
    return (
        rows.uid,
        int(endless),
        window.first.toordinal() if endless else None,
        window.last.toordinal() if endless else None,
        _ordinal(rows.first),
        _ordinal(rows.last),
        rows.zoom_id,
        rows.zoom_account,
    )


def days(rows: Indexed) -> dict[str, object]:
    return {"first_day": _ordinal(rows.first), "last_day": _ordinal(rows.last)}


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
