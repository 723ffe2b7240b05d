"""Writes about online meetings: meeting rows, intents, tombstones, and the copies kept in a conflict.

Does not call Zoom and does not drive the saga; each step is one transaction here.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, CollectionId, ResourceId, Uid
from dainvo.store.database import Database
from dainvo.store.queries import INTENT, KEPT, MEETING, intent_row, kept_row, meeting_row
from dainvo.store.rows import (
    IntentKind,
    IntentPlan,
    IntentRow,
    IntentState,
    KeptRow,
    MeetingRow,
)
from dainvo.store.stored import given, micros


class Meetings(Database):
    """Part of Store."""

    def meeting(self, uid: Uid, collection: CollectionId | None = None) -> MeetingRow | None:
        """The meeting of an event: that of this calendar first, else of another (the mapping follows the UID)."""
        row = self._row(f"{MEETING} WHERE uid = ? ORDER BY (collection IS ?) DESC, id LIMIT 1", (uid, collection))
        return None if row is None else meeting_row(row)

    def meetings(self, account: AccountId | None = None) -> list[MeetingRow]:
        if account is None:
            return [meeting_row(row) for row in self._rows(f"{MEETING} ORDER BY id")]
        return [meeting_row(row) for row in self._rows(f"{MEETING} WHERE account = ? ORDER BY id", (account,))]

    def meetings_by_id(self, meeting_id: str) -> list[MeetingRow]:
        """Rows of every event that uses this meeting, for the guard and the reference count."""
        return [meeting_row(row) for row in self._rows(f"{MEETING} WHERE meeting_id = ? ORDER BY id", (meeting_id,))]

    def uids_with_meeting(self, meeting_id: str) -> list[Uid]:
        """Events in the copy whose X-DAINVO-ZOOM-ID or meeting row names this meeting; deleted ones left out."""
        found = self._rows(
            "SELECT uid FROM resource WHERE zoom_id = ?1 AND zoom_id <> '' AND state <> 'deleted' UNION SELECT m.uid"
            " FROM meeting m JOIN resource r ON r.uid = m.uid WHERE m.meeting_id = ?1 AND r.state <> 'deleted'",
            (meeting_id,),
        )
        return [uid for (uid,) in found]

    def put_meeting(self, meeting: MeetingRow) -> None:
        """Insert or replace by (collection, uid)."""
        with self._transaction() as connection:
            write_meeting(connection, meeting)

    def drop_meeting(self, uid: Uid, collection: CollectionId | None) -> None:
        with self._transaction() as connection:
            connection.execute("DELETE FROM meeting WHERE uid = ? AND collection IS ?", (uid, collection))

    def intents(
        self,
        *,
        uid: Uid | None = None,
        account: AccountId | None = None,
        states: Sequence[IntentState] | None = None,
        kind: IntentKind | None = None,
    ) -> list[IntentRow]:
        """Intents in the order they were planned; without `states` all but DONE."""
        where, values = ["state <> 'done'"], list[object]()
        if states is not None:
            where, values = ["state IN (SELECT value FROM json_each(?))"], [json.dumps(list(states))]
        for column, value in (("uid", uid), ("account", account), ("kind", kind)):
            if value is not None:
                where.append(f"{column} = ?")
                values.append(value)
        found = self._rows(f"{INTENT} WHERE {' AND '.join(where)} ORDER BY id", values)
        return [intent_row(row) for row in found]

    def intent(self, op_id: str) -> IntentRow | None:
        row = self._row(f"{INTENT} WHERE op_id = ?", (op_id,))
        return None if row is None else intent_row(row)

    def put_intent(self, uid: Uid, collection: CollectionId | None, plan: IntentPlan) -> None:
        """Plan an intent without an edit (a level check, a removal). State PLANNED."""
        with self._transaction() as connection:
            write_intent(connection, uid, collection, plan, self._now())

    def set_intent(
        self,
        op_id: str,
        *,
        state: IntentState | None = None,
        body: str | None = None,
        holds: bool | None = None,
        unsure: bool | None = None,
        meeting_id: str | None = None,
        join_url: str | None = None,
        passcode: str | None = None,
        account: AccountId | None = None,
        sent_at: datetime | None = None,
        server_date: datetime | None = None,
        attempts: int | None = None,
        why: str | None = None,
        next_at: datetime | None = None,
        durable: bool = True,
    ) -> None:
        """Change what is given. `sent_at` sets the last and, once, the first time of sending.

        `why` and `next_at` go together: giving `why` (also "") replaces both. Without `durable` a power cut may take it
        back: for what Zoom can be asked for again.
        """
        values = given(
            state=state,
            body=body,
            holds=holds,
            unsure=unsure,
            meeting_id=meeting_id,
            join_url=join_url,
            passcode=passcode,
            account=account,
            last_sent_at=sent_at,
            server_date=server_date,
            attempts=attempts,
        )
        if why is not None:
            values |= {"why": why, "next_at": micros(next_at)}
        with self._transaction(durable=durable) as connection:
            if account is not None:
                _, values["account"], values["identity"] = _still_there(connection, None, account)
            if not self._change("intent", "op_id", op_id, values):
                raise Refused(Why.NO_SUCH_EVENT, detail="no such intent")
            if sent_at is not None:
                connection.execute(
                    "UPDATE intent SET first_sent_at = coalesce(first_sent_at, last_sent_at) WHERE op_id = ?", (op_id,)
                )

    def close_intent(self, op_id: str, *, drop_meeting: bool = False) -> None:
        """State DONE; with `drop_meeting` the event's meeting row goes in the same transaction."""
        with self._transaction() as connection:
            connection.execute("UPDATE intent SET state = 'done', why = '', next_at = NULL WHERE op_id = ?", (op_id,))
            if drop_meeting:
                connection.execute(
                    "DELETE FROM meeting WHERE (uid, meeting_id) IN"
                    " (SELECT uid, meeting_id FROM intent WHERE op_id = ?)",
                    (op_id,),
                )

    def count_zoom_write(self, identity: str, day: date) -> int:
        """Note one more create or update of this Zoom user on a UTC day; comes back with how many there were."""
        with self._transaction(durable=False) as connection:
            found: int = connection.execute(
                "INSERT INTO zoom_call (identity, day, writes) VALUES (?, ?, 1)"
                " ON CONFLICT DO UPDATE SET writes = writes + 1 RETURNING writes",
                (identity, day.toordinal()),
            ).fetchone()[0]
            connection.execute("DELETE FROM zoom_call WHERE day < ?", (day.toordinal() - 1,))
        return found

    def zoom_writes(self, identity: str, day: date) -> int:
        """How many creates and updates of this Zoom user were counted on a UTC day."""
        row = self._row("SELECT writes FROM zoom_call WHERE identity = ? AND day = ?", (identity, day.toordinal()))
        return 0 if row is None else int(row[0])

    def tombstone(self, uid: Uid, meeting_id: str) -> None:
        """Note that this meeting was taken off this event."""
        with self._transaction() as connection:
            write_tombstone(connection, uid, meeting_id, self._now())

    def tombstones(self, uid: Uid) -> list[str]:
        """Meeting ids taken off, newest first."""
        found = self._rows("SELECT meeting_id FROM tombstone WHERE uid = ? ORDER BY at DESC, id DESC", (uid,))
        return [meeting_id for (meeting_id,) in found]

    def kept(self, resource: ResourceId | None = None) -> list[KeptRow]:
        """Open conflicts, oldest first."""
        found = self._rows(f"{KEPT} WHERE decided = '' AND (?1 IS NULL OR resource = ?1) ORDER BY id", (resource,))
        return [kept_row(row) for row in found]

    def kept_copy(self, kept: int) -> KeptRow | None:
        row = self._row(f"{KEPT} WHERE id = ? AND decided = ''", (kept,))
        return None if row is None else kept_row(row)

    def close_kept(self, kept: int, decided: str) -> None:
        """The user decided: "theirs", "mine" or "both"."""
        with self._transaction() as connection:
            connection.execute("UPDATE kept_copy SET decided = ? WHERE id = ?", (decided, kept))


def write_intent(
    connection: sqlite3.Connection, uid: Uid, collection: CollectionId | None, plan: IntentPlan, now: datetime
) -> None:
    connection.execute(
        "INSERT INTO intent"
        " (op_id, uid, collection, account, identity, kind, body, holds, meeting_id, created_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            plan.op_id,
            uid,
            *_still_there(connection, collection, plan.account),
            plan.kind,
            plan.body,
            int(plan.holds),
            plan.meeting_id,
            micros(now),
            IntentState.ATTENTION if plan.asks else IntentState.PLANNED,
        ),
    )


def write_meeting(connection: sqlite3.Connection, meeting: MeetingRow) -> None:
    collection, account, identity = _still_there(connection, meeting.collection, meeting.account)
    identity = identity or _whose(connection, meeting)
    connection.execute("DELETE FROM meeting WHERE uid = ? AND collection IS ?", (meeting.uid, meeting.collection))
    connection.execute(
        "INSERT INTO meeting (uid, collection, account, identity, meeting_id, type, join_url, passcode, host,"
        " made_here, adopted_here, op_id, standing, occurrences, reason, since, left_at, checked_at, shown)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            meeting.uid,
            collection,
            account,
            identity,
            meeting.meeting_id,
            meeting.type,
            meeting.join_url,
            meeting.passcode,
            meeting.host,
            int(meeting.made_here),
            int(meeting.adopted_here),
            meeting.op_id,
            meeting.standing,
            json.dumps(dict(meeting.occurrences)),
            meeting.reason,
            micros(meeting.since),
            micros(meeting.left_at),
            micros(meeting.checked_at),
            json.dumps(dict(meeting.shown)),
        ),
    )


def _whose(connection: sqlite3.Connection, meeting: MeetingRow) -> str:
    """The user whose meeting it is, as it was noted while the account was there; empty if it never was."""
    noted = connection.execute(
        "SELECT identity FROM meeting WHERE meeting_id = ?1 AND identity <> '' UNION ALL"
        " SELECT identity FROM intent WHERE (meeting_id = ?1 OR op_id = ?2) AND identity <> ''",
        (meeting.meeting_id, meeting.op_id),
    ).fetchone()
    return noted[0] if noted else ""


def _still_there(
    connection: sqlite3.Connection, collection: CollectionId | None, account: AccountId | None
) -> tuple[CollectionId | None, AccountId | None, str]:
    """Collection and account, None if they were removed while the network was asked, and the account's identity."""
    where = connection.execute("SELECT id FROM collection WHERE id = ?", (collection,)).fetchone()
    owner = connection.execute("SELECT id, identity FROM account WHERE id = ?", (account,)).fetchone()
    return (where[0] if where else None, *(owner or (None, "")))


def write_tombstone(connection: sqlite3.Connection, uid: Uid, meeting_id: str, now: datetime) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO tombstone (uid, meeting_id, at) VALUES (?, ?, ?)", (uid, meeting_id, micros(now))
    )


def abandon(connection: sqlite3.Connection, uid: Uid) -> None:
    """Give up open create intents of an event: closed if no request ever left, or if Zoom said that it did nothing,
    else to be found out and deleted."""
    connection.execute(
        "UPDATE intent SET state = CASE WHEN first_sent_at IS NULL OR (state = 'planned' AND unsure = 0)"
        " THEN 'done' ELSE 'abandoned' END, why = '', next_at = NULL, holds = 0"
        " WHERE uid = ? AND kind = 'create' AND state IN ('planned', 'sent', 'known', 'attention')",
        (uid,),
    )
