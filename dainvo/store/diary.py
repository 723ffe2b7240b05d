"""What was done for each account lately, as its health view tells it (A21): written by the engine, read by views.

Holds no title, no address and no name of a person; keeps the last of each account.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dainvo.ical.occurrence import AccountId, CollectionId
from dainvo.store.database import Database
from dainvo.store.stored import instant, micros

_KEPT = 50


class Operation(NamedTuple):
    """`what`: sent, fetched or removed so many `events`; trouble of calendar `about`; a whole sync failed; signed_in.

    `why` is a value of `errors.Why`, empty if it went well; `events` then says how often in a row.
    """

    at: datetime  # viewer's zone
    what: str
    about: str
    events: int
    why: str


class Health(NamedTuple):
    """`events` counts the events of each calendar, `synced` is when it was last in step, `why` its trouble."""

    events: dict[CollectionId, int]
    synced: dict[CollectionId, datetime]
    why: dict[CollectionId, str]
    operations: list[Operation]


class Diary(Database):
    """Part of Store."""

    def note_operation(self, account: AccountId, what: str, *, about: str = "", count: int = 0, why: str = "") -> None:
        """Write down one more; the same failure again only counts on."""
        at = micros(self._now())
        with self._transaction(durable=False) as connection:
            last = connection.execute(
                "SELECT id, what, about, why FROM operation WHERE account = ? ORDER BY id DESC LIMIT 1", (account,)
            ).fetchone()
            if why and last is not None and tuple(last[1:]) == (what, about, why):
                connection.execute("UPDATE operation SET at = ?, count = count + 1 WHERE id = ?", (at, last[0]))
                return
            connection.execute(
                "INSERT INTO operation (account, at, what, about, count, why) SELECT ?, ?, ?, ?, ?, ?"
                " WHERE EXISTS (SELECT 1 FROM account WHERE id = ?)",
                (account, at, what, about, count or int(bool(why)), why, account),
            )
            connection.execute(
                "DELETE FROM operation WHERE account = ? AND id <= (SELECT id FROM operation WHERE account = ?"
                " ORDER BY id DESC LIMIT 1 OFFSET ?)",
                (account, account, _KEPT),
            )


def health(database: sqlite3.Connection, account: AccountId, zone: ZoneInfo, most: int) -> Health:
    """What the copy knows of an account, with its last `most` operations, the latest first."""
    rows = database.execute(
        "SELECT c.id, c.last_sync, c.why, (SELECT count(*) FROM resource r WHERE r.collection = c.id"
        " AND r.state <> 'deleted') FROM collection c WHERE c.account = ?",
        (account,),
    ).fetchall()
    done = database.execute(
        "SELECT at, what, about, count, why FROM operation WHERE account = ? ORDER BY id DESC LIMIT ?", (account, most)
    ).fetchall()
    return Health(
        events={key: count for key, _, _, count in rows},
        synced={key: instant(at).astimezone(zone) for key, at, _, _ in rows if at is not None},
        why={key: why for key, _, why, _ in rows if why},
        operations=[Operation(instant(at).astimezone(zone), *rest) for at, *rest in done],
    )
