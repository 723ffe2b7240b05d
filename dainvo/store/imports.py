"""Writes of an import: many events at once, remembered so that they can be taken back in one step.

Reads no file, and decides nothing about which events come.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.event import CollectionId, Href, ResourceId, State, Uid
from dainvo.store import index_tables
from dainvo.store.edits import Edits
from dainvo.store.indexing import Indexed
from dainvo.store.rows import Touched
from dainvo.store.stored import micros

#: So many imports can be taken back.
_RUNS = 5
_INSERT = (
    "INSERT INTO resource (id, collection, href, etag, state, revision, uid, endless, window_first, window_last,"
    " first_day, last_day, zoom_id, zoom_account) VALUES (?, ?, ?, '', ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Imports(Edits):
    """Part of Store."""

    def begin_import(self, collection: CollectionId) -> int:
        """The number of a new import; the oldest remembered ones can no longer be taken back."""
        with self._transaction() as connection:
            made = connection.execute(
                "INSERT INTO import_run (collection, at) VALUES (?, ?)", (collection, micros(self._now()))
            ).lastrowid
            connection.execute(
                "DELETE FROM import_run WHERE id NOT IN (SELECT id FROM import_run ORDER BY id DESC LIMIT ?)", (_RUNS,)
            )
        return made or 0

    def last_import(self) -> int | None:
        """The number of the latest import that can be taken back."""
        row = self._row("SELECT max(id) FROM import_run")
        return None if row is None else row[0]

    def known_uids(self, collection: CollectionId, uids: Iterable[Uid]) -> dict[Uid, tuple[ResourceId, str]]:
        """Of these UIDs the ones that the collection holds, locally deleted ones left out: id and text."""
        found = self._rows(
            "SELECT r.uid, r.id, t.text FROM resource r JOIN resource_text t ON t.resource = r.id"
            " WHERE r.uid IN (SELECT value FROM json_each(?)) AND +r.collection = ? AND r.state <> 'deleted'",
            (json.dumps(list(uids)), collection),
        )
        return {Uid(uid): (ResourceId(key), text) for uid, key, text in found}

    def import_new(
        self, run: int, collection: CollectionId, items: Sequence[tuple[Href, str]]
    ) -> tuple[list[Touched], int]:
        """Resources that no server has seen, with their outbox rows, in one transaction; (what changed, how many were
        left out because they have no event that can be read)."""
        own = self._addresses(collection)
        fresh = [(href, text, *self._indexed_or_nothing(text, own)) for href, text in items]
        readable = [(href, text, index) for href, text, index, why in fresh if not why]
        deleted = self._deleted_uids(collection, [index.uid for _, _, index in readable])
        with self._transaction() as connection:
            touched = [
                self._create(collection, href, text, index, None)  # its deletion was not sent: it is an edit
                for href, text, index in readable
                if index.uid in deleted
            ]
            touched += self._insert_new(collection, [each for each in readable if each[2].uid not in deleted])
            connection.executemany(
                "INSERT INTO imported (run, resource, revision) SELECT ?, id, revision FROM resource WHERE id = ?",
                [(run, each.resource) for each in touched],
            )
        return touched, len(items) - len(touched)

    def _deleted_uids(self, collection: CollectionId, uids: Sequence[Uid]) -> set[str]:
        found = self._rows(
            "SELECT uid FROM resource WHERE uid IN (SELECT value FROM json_each(?)) AND +collection = ?"
            " AND state = 'deleted'",
            (json.dumps(list(uids)), collection),
        )
        return {uid for (uid,) in found}

    def _insert_new(self, collection: CollectionId, fresh: Sequence[tuple[Href, str, Indexed]]) -> list[Touched]:
        connection, local = self._connection, self._kind(collection) == "local"
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'resource'").fetchone()
        first: int = last[0] + 1 if last is not None else 1
        made = [(ResourceId(first + place), *each) for place, each in enumerate(fresh)]
        connection.executemany(_INSERT, [self._new_row(collection, local, *each) for each in made])
        connection.executemany(
            "INSERT INTO resource_text (resource, text, base) VALUES (?, ?, '')",
            [(key, text) for key, _, text, _ in made],
        )
        index_tables.write(connection, [(key, index) for key, _, _, index in made])
        if local:
            connection.executemany(
                "UPDATE resource_text SET base = NULL WHERE resource = ?", [(key,) for key, *_ in made]
            )
        else:
            waits = [(key, micros(self._now())) for key, *_ in made]
            connection.executemany("INSERT INTO outbox (resource, kind, created_at) VALUES (?, 'put', ?)", waits)
        return [Touched(collection, key, index.first, index.last) for key, _, _, index in made]

    def is_imported(self, resource: ResourceId) -> bool:
        """Whether an import brought it that can still be taken back."""
        return self._row("SELECT 1 FROM imported WHERE resource = ?", (resource,)) is not None

    def import_newer(self, run: int, resource: ResourceId, text: str) -> Touched:
        """A newer version of an event that is here, as an edit of the user's. Raises Malformed(UNREADABLE)."""
        row = self._shown(resource)
        index = self._indexed(row.collection, text)
        before = self._days(resource)
        with self._transaction() as connection:
            self._edit(row, text, by_program=False, index=index)
            connection.execute(
                "INSERT OR IGNORE INTO imported (run, resource, revision, former) VALUES (?, ?, ?, ?)",
                (run, resource, row.revision + 1, row.text),
            )
        return self._touched(row, before)

    def take_back_import(self, run: int, budget: int = 200) -> tuple[list[Touched], int, bool]:
        """Take back at most `budget` of what an import did: what it added goes, what it changed is as it was.

        What was changed since stays. Gives (what changed, how many stayed, whether all is taken back).
        Raises Refused(NO_SUCH_EVENT) for an import that cannot be taken back any more.
        """
        if self._row("SELECT 1 FROM import_run WHERE id = ?", (run,)) is None:
            raise Refused(Why.NO_SUCH_EVENT, detail="no such import")
        rows = self._rows(
            "SELECT i.resource, i.revision, i.former, r.revision, r.state FROM imported i"
            " LEFT JOIN resource r ON r.id = i.resource WHERE i.run = ? ORDER BY i.resource LIMIT ?",
            (run, budget),
        )
        touched: list[Touched] = []
        stayed = 0
        with self._transaction() as connection:
            for key, revision, former, now, state in rows:
                if now is None or state == State.DELETED:
                    continue
                if now != revision:
                    stayed += 1
                    continue
                touched += self._take_back(ResourceId(key), former)
            connection.executemany(
                "DELETE FROM imported WHERE run = ? AND resource = ?", [(run, key) for key, *_ in rows]
            )
            done = len(rows) < budget
            if done:
                connection.execute("DELETE FROM import_run WHERE id = ?", (run,))
        return touched, stayed, done

    def _take_back(self, resource: ResourceId, former: str | None) -> list[Touched]:
        row = self.resource(resource)
        before = self._days(resource)
        if former is None:
            self._hide(row)
            return [Touched(row.collection, row.id, *before)]
        try:
            index = self._indexed(row.collection, former)
        except Malformed:
            return []
        self._edit(row, former, by_program=False, index=index)
        return [self._touched(row, before)]

    def _kind(self, collection: CollectionId) -> str:
        row = self._row(
            "SELECT a.kind FROM collection c JOIN account a ON a.id = c.account WHERE c.id = ?", (collection,)
        )
        return "" if row is None else str(row[0])

    def _new_row(
        self, collection: CollectionId, local: bool, key: ResourceId, href: Href, _text: str, index: Indexed
    ) -> tuple[Any, ...]:
        state = State.CLEAN if local else State.NEW
        return key, collection, href, state, *index_tables.columns(index, self._window)
