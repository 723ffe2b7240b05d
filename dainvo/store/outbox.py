"""Writes about the outbox: what was changed here and is not confirmed by a server.

Does not send, and knows no back-off: it keeps order, attempts and the next try.
"""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, ResourceId
from dainvo.store.queries import OUTBOX, outbox_row
from dainvo.store.resources import Resources
from dainvo.store.rows import OutboxRow, Touched
from dainvo.store.stored import micros


class Outbox(Resources):
    """Part of Store."""

    def outbox(self, account: AccountId | None = None) -> list[OutboxRow]:
        """Every row, in order, of one account or of all; also those not yet due, held or blocked."""
        if account is None:
            return [outbox_row(row) for row in self._rows(f"{OUTBOX} ORDER BY o.op")]
        return [outbox_row(row) for row in self._rows(f"{OUTBOX} WHERE c.account = ? ORDER BY o.op", (account,))]

    def outbox_of(self, resource: ResourceId) -> OutboxRow | None:
        row = self._row(f"{OUTBOX} WHERE o.resource = ?", (resource,))
        return None if row is None else outbox_row(row)

    def mark_sent(self, op: int, *, body: str, precondition: str, revision: int, at: datetime) -> None:
        """Written before the request leaves: state SENT with what it carries, attempts + 1, body among the sent."""
        with self._transaction() as connection:
            found = connection.execute("SELECT resource FROM outbox WHERE op = ?", (op,)).fetchone()
            self._found(found is not None)
            write_sent(connection, found[0], body=body, precondition=precondition, revision=revision, at=at)

    def mark_unknown(self, op: int, *, why: str, next_at: datetime | None) -> None:
        """The request left and its outcome is not known."""
        with self._transaction() as connection:
            self._found(
                connection.execute(
                    "UPDATE outbox SET state = 'unknown', why = ?, next_at = ? WHERE op = ?", (why, micros(next_at), op)
                ).rowcount
            )

    def postpone(self, op: int, *, why: str, next_at: datetime | None) -> None:
        """Nothing happened at the server: state WAITING. An attempt that did not pass `mark_sent` counts as one."""
        with self._transaction() as connection:
            self._found(
                connection.execute(
                    "UPDATE outbox SET attempts = attempts + (state = 'waiting'), state = 'waiting', body = '',"
                    " precondition = '', revision = 0, why = ?, next_at = ? WHERE op = ?",
                    (why, micros(next_at), op),
                ).rowcount
            )

    def block(self, resource: ResourceId, why: Why, said: str = "") -> Touched:
        """Mark it as refused, with what the server `said` of it: the outbox row is BLOCKED, the text stays."""
        row = self.resource(resource)
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM sent_body WHERE resource = (SELECT resource FROM outbox WHERE resource = ? AND"
                " attempts <= 1)",
                (resource,),
            )
            self._block(resource, why, said)
        return self._touched(row, self._days(resource))

    def unblock(self, resource: ResourceId) -> Touched:
        """Lift the mark: the outbox row is WAITING again, with no attempts counted."""
        row = self.resource(resource)
        with self._transaction() as connection:
            connection.execute("UPDATE resource SET why = '' WHERE id = ?", (resource,))
            connection.execute(
                "UPDATE outbox SET state = 'waiting', attempts = 0, next_at = NULL, why = ''"
                " WHERE resource = ? AND state = 'blocked'",
                (resource,),
            )
        return self._touched(row, self._days(resource))

    def hurry(self, account: AccountId | None = None) -> None:
        """Make waiting and unknown rows due now ("Try now", network up)."""
        with self._transaction() as connection:
            connection.execute(
                "UPDATE outbox SET next_at = NULL WHERE state IN ('waiting', 'unknown') AND (? IS NULL OR resource IN"
                " (SELECT r.id FROM resource r JOIN collection c ON c.id = r.collection WHERE c.account = ?))",
                (account, account),
            )

    def sent_bodies(self, resource: ResourceId) -> list[str]:
        """Bodies that left for this resource and whose outcome was never seen, newest first: an equal remote text
        is our own write."""
        found = self._rows("SELECT body FROM sent_body WHERE resource = ? ORDER BY at DESC, id DESC", (resource,))
        return [body for (body,) in found]

    @staticmethod
    def _found(rows: int | bool) -> None:
        if not rows:
            raise Refused(Why.NO_SUCH_EVENT, detail="no such outbox row")


def write_sent(
    connection: sqlite3.Connection, resource: ResourceId, *, body: str, precondition: str, revision: int, at: datetime
) -> None:
    """What waits of a resource leaves now, with this body."""
    connection.execute(
        "UPDATE outbox SET state = 'sent', body = ?, precondition = ?, revision = ?, sent_at = ?,"
        " attempts = attempts + 1, next_at = NULL, why = '' WHERE resource = ?",
        (body, precondition, revision, micros(at), resource),
    )
    if body:
        connection.execute(
            "INSERT OR REPLACE INTO sent_body (resource, body_hash, body, at) VALUES (?, ?, ?, ?)",
            (resource, hashlib.sha256(body.encode()).hexdigest(), body, micros(at)),
        )
