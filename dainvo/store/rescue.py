"""Puts back what the sidecar tells, into a copy that lost it.

Does not decide whether the copy is damaged, nor which file it is made again from: `repair` does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dainvo.errors import DainvoError
from dainvo.ical.event import ResourceId
from dainvo.store import index_tables
from dainvo.store.resources import Resources
from dainvo.store.sidecar import RESOURCE, TABLES, Key, Row, changes, everything

#: Numbers given after a rescue stay clear of all that were given before it.
_CLEAR = 10_000
#: What a row that is not as it should be runs into.
_BAD_ROW = (
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    OverflowError,
    KeyError,
    DainvoError,
)


@dataclass(frozen=True, slots=True)
class Rescue:
    """What became of a copy that was damaged, or older than its sidecar (`aside` and `backup` are empty then).

    `aside`: name of the damaged file, which is kept. `backup`: day of the backup that was begun from, empty if none.
    `restored` changes wait again as they did; `lost` could not be read any more.
    """

    at: str  # UTC, ISO 8601
    aside: str = ""
    backup: str = ""
    restored: int = 0
    lost: int = 0
    known_accounts: bool = True


class RescuedCopy(Resources):
    """Part of Store."""

    def rescued(self) -> Rescue | None:
        """The last rescue, until it was seen."""
        found = self._row("SELECT value FROM meta WHERE name = 'rescue'")
        return None if found is None else Rescue(**json.loads(found[0]))

    def rescue_seen(self) -> None:
        """Nobody has to be told about the last rescue any more."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM meta WHERE name = 'rescue'")

    def note_rescue(self, rescue: Rescue) -> None:
        """Keep what there is to tell, and have every calendar compared with its server."""
        with self._transaction() as connection:
            self._ask_all_again(connection)
            connection.execute(
                "INSERT OR REPLACE INTO meta (name, value) VALUES ('rescue', ?)", (json.dumps(asdict(rescue)),)
            )

    def held_here(self) -> Iterator[tuple[Key, Row]]:
        """Every row that no server holds, with accounts and calendars, as the sidecar images them."""
        with self._failures():
            yield from everything(self._connection)

    def take_over(self, rows: Mapping[Key, Row | None]) -> None:
        """Such rows from elsewhere, into a copy without accounts."""
        self.take_back(rows, complete=True, change=changes(self._connection))
        with self._transaction() as connection:
            self._ask_all_again(connection)
        if self._sidecar is not None:
            self._sidecar.rewrite()

    def _ask_all_again(self, connection: sqlite3.Connection) -> None:
        """Nothing is known any more of how far calendars and subscriptions were read: all of it is asked for."""
        self._forget_accounts()
        connection.execute("UPDATE collection SET sync_token = '', ctag = '', last_sync = NULL")
        connection.execute(
            "UPDATE account SET detail = json_remove(detail, '$.etag', '$.modified') WHERE kind = 'feed'"
        )

    def take_back(self, rows: Mapping[Key, Row | None], *, complete: bool, change: int) -> tuple[int, int]:
        """Put back rows as a sidecar images them, all in one transaction; (changes that wait again, rows that failed).

        With `complete` they are all that counted: others of their kind go, but for what the server has. `change` is
        the number of the last change they tell of.
        """
        restored = failed = 0
        with self._transaction() as connection:
            self._forget_accounts()
            connection.execute("PRAGMA defer_foreign_keys = ON")
            if complete:
                self._drop_others(connection, rows)
            for table in ("account", "collection", RESOURCE, *TABLES[2:]):
                of_table = [(key, row) for key, row in rows.items() if key[0] == table]
                for key, row in sorted(of_table, key=_place):
                    try:
                        if table == RESOURCE:
                            restored += self._put_back_resource(connection, ResourceId(key[1]), row)
                        else:
                            _put_back(connection, table, key[1], row)
                    except _BAD_ROW:
                        failed += 1
            _drop_dangling(connection)
            _stay_clear(connection)
            connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('change', ?)", (str(change),))
        return restored, failed

    def _drop_others(self, connection: sqlite3.Connection, rows: Mapping[Key, Row | None]) -> None:
        for table in reversed(TABLES):
            kept = json.dumps([number for (name, number), row in rows.items() if name == table and row is not None])
            connection.execute(
                f"DELETE FROM {table} WHERE id NOT IN (SELECT value FROM json_each(?))",  # noqa: S608 - our names
                (kept,),
            )
        held = json.dumps([number for (name, number), row in rows.items() if name == RESOURCE and row is not None])
        connection.execute("DELETE FROM search WHERE rowid NOT IN (SELECT id FROM resource)")
        others = connection.execute(
            "SELECT r.id FROM resource r JOIN collection c ON c.id = r.collection JOIN account a ON a.id = c.account"
            " WHERE (r.state <> 'clean' OR a.kind = 'local') AND r.id NOT IN (SELECT value FROM json_each(?))",
            (held,),
        ).fetchall()
        for (key,) in others:
            self._let_go(connection, ResourceId(key))

    def _let_go(self, connection: sqlite3.Connection, key: ResourceId) -> None:
        """Nothing of it waits any more: the server tells what it became; what no server has was deleted."""
        found = connection.execute("SELECT base FROM resource_text WHERE resource = ?", (key,)).fetchone()
        if found is None:
            return
        if not found[0] and (found[0] is not None or self._is_local(key)):
            self._forget_resources([key])
            return
        if found[0] is None:
            return  # as the server had it
        connection.execute("DELETE FROM outbox WHERE resource = ?", (key,))
        self._stand(connection, key, {"text": found[0], "base": None, "state": "clean", "etag": "", "why": ""})

    def _put_back_resource(self, connection: sqlite3.Connection, key: ResourceId, row: Row | None) -> int:
        """1 if it waits to be sent again."""
        if row is None:
            self._let_go(connection, key)
            return 0
        twin = connection.execute(
            "SELECT id FROM resource WHERE collection = ? AND href = ? AND id <> ?",
            (row["collection"], row["href"], key),
        ).fetchall()
        self._forget_resources([ResourceId(number) for (number,) in twin])
        self._forget_resources([key])
        connection.execute(
            "INSERT INTO resource (id, collection, href, uid, etag, state, revision, program_only, why)"
            " VALUES (:id, :collection, :href, :uid, :etag, :state, :revision, :program_only, :why)",
            row,
        )
        connection.execute(
            "INSERT INTO resource_text (resource, text, base, origin) VALUES (:id, :text, :base, :origin)",
            {"origin": "", **row},
        )
        if row["state"] != "deleted":
            self._stand(connection, key, {})
        if row["kind"] is None:
            return 0
        connection.execute(
            "INSERT INTO outbox (resource, kind, created_at, why, state)"
            " VALUES (:id, :kind, :created_at, :why, CASE :why WHEN '' THEN 'waiting' ELSE 'blocked' END)",
            row,
        )
        return 1

    def _stand(self, connection: sqlite3.Connection, key: ResourceId, values: dict[str, Any]) -> None:
        """Give the resource these values, and the index of its text."""
        if "text" in values:
            text, base = values.pop("text"), values.pop("base")
            connection.execute("UPDATE resource_text SET text = ?, base = ? WHERE resource = ?", (text, base, key))
        self._change("resource", "id", key, values)
        row = self.resource(key)
        index, _ = self._indexed_or_nothing(row.text, self._addresses(row.collection))
        index_tables.replace(connection, [(key, index)], self._window)


def _place(each: tuple[Key, Row | None]) -> tuple[int, int]:
    """What waits, in the order in which it waited."""
    (_, number), row = each
    return (row or {}).get("op") or 0, number


def _put_back(connection: sqlite3.Connection, table: str, key: int, row: Row | None) -> None:
    if row is None:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608 - names of this package
        return
    known = {each[1] for each in connection.execute(f"PRAGMA table_info({table})")}
    columns = [column for column in row if column in known]
    if row["id"] != key:
        raise KeyError(key)
    values = ", ".join(f":{column}" for column in columns)
    changed = ", ".join(f"{column} = :{column}" for column in columns if column != "id")
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608 - columns are the table's own
        f" ON CONFLICT (id) DO {f'UPDATE SET {changed}' if changed else 'NOTHING'}",
        row,
    )


def _drop_dangling(connection: sqlite3.Connection) -> None:
    """Rows whose calendar or event is not there."""
    for statement in (
        "DELETE FROM collection WHERE account NOT IN (SELECT id FROM account)",
        "DELETE FROM kept_copy WHERE resource NOT IN (SELECT id FROM resource)",
        "DELETE FROM deleted_event WHERE collection NOT IN (SELECT id FROM collection)",
        "UPDATE meeting SET collection = NULL WHERE collection NOT IN (SELECT id FROM collection)",
        "UPDATE meeting SET account = NULL WHERE account NOT IN (SELECT id FROM account)",
        "UPDATE intent SET collection = NULL WHERE collection NOT IN (SELECT id FROM collection)",
        "UPDATE intent SET account = NULL WHERE account NOT IN (SELECT id FROM account)",
    ):
        connection.execute(statement)


def _stay_clear(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE sqlite_sequence SET seq = seq + ?", (_CLEAR,))
