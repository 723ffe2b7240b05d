"""Events that were deleted, kept for a while so that they can come back.

Brings nothing back itself: the engine makes a new resource of the text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from dainvo.errors import Refused, Why
from dainvo.ical.event import CollectionId, ResourceId
from dainvo.store.database import Database
from dainvo.store.rows import DeletedRow
from dainvo.store.stored import instant, micros

#: So long a deleted event can be brought back.
KEPT_FOR: Final = timedelta(days=30)

DELETED = "SELECT id, collection, uid, summary, text, at FROM deleted_event AS d"
#: What came back, by whatever way, is not offered again.
STILL_GONE = (
    "NOT EXISTS (SELECT 1 FROM resource r WHERE r.collection = d.collection AND r.uid = d.uid AND r.state <> 'deleted')"
)


class History(Database):
    """Part of Store."""

    def deleted_event(self, deleted: int) -> DeletedRow:
        """Raises Refused(NO_SUCH_EVENT) if it is kept no more."""
        row = self._row(f"{DELETED} WHERE id = ?", (deleted,))
        if row is None:
            raise Refused(Why.NO_SUCH_EVENT)
        return deleted_row(row)

    def forget_deleted(self, deleted: int) -> None:
        """It came back, or is not wanted any more."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM deleted_event WHERE id = ?", (deleted,))


def deleted_row(row: tuple[int, CollectionId, str, str, str, int]) -> DeletedRow:
    """A row of the query DELETED."""
    key, collection, uid, summary, text, at = row
    when = instant(at)
    if when is None:
        raise ValueError("a deletion has its time")
    return DeletedRow(key, collection, uid, summary, text, when)


def note_deleted(connection: sqlite3.Connection, resources: Sequence[ResourceId], now: datetime) -> None:
    """Keep what is about to be deleted, inside a transaction; what was kept too long goes."""
    connection.execute("DELETE FROM deleted_event WHERE at < ?", (micros(now - KEPT_FOR),))
    connection.executemany(
        "INSERT INTO deleted_event (collection, uid, summary, text, at) SELECT r.collection, r.uid,"
        " coalesce((SELECT c.summary FROM component c WHERE c.resource = r.id ORDER BY c.place LIMIT 1), ''),"
        " t.text, ?2 FROM resource r JOIN resource_text t ON t.resource = r.id WHERE r.id = ?1 AND t.text <> ''",
        [(resource, micros(now)) for resource in resources],
    )
