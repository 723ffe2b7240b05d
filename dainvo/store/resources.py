"""Reading calendar object resources for the engine, and the one way to put a text with its index.

Does not parse a whole object: it keeps what the scanner and the expansion give. Opens no transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.event import AccountId, CollectionId, ETag, Href, ResourceId, State, Uid
from dainvo.store import index_tables, spans
from dainvo.store.indexing import NOTHING, Indexed, Window, indexed
from dainvo.store.known_accounts import KnownAccounts
from dainvo.store.queries import LEFT_BEHIND, RESOURCE, resource_row
from dainvo.store.rows import OutboxKind, ResourceRow, Touched
from dainvo.store.stored import micros


class Resources(KnownAccounts):
    """Part of Store; the verbs on top stand in `edits` and `remote`."""

    _window: Window

    def resource(self, resource: ResourceId) -> ResourceRow:
        row = self._row(f"{RESOURCE} WHERE r.id = ?", (resource,))
        if row is None:
            raise Refused(Why.NO_SUCH_EVENT)
        return resource_row(row)

    def resource_by_href(self, collection: CollectionId, href: Href) -> ResourceRow | None:
        row = self._row(f"{RESOURCE} WHERE r.collection = ? AND r.href = ?", (collection, href))
        return None if row is None else resource_row(row)

    def resource_by_uid(self, uid: Uid, collection: CollectionId | None = None) -> list[ResourceRow]:
        """All that carry the UID, locally deleted ones too."""
        found = self._rows(
            f"{RESOURCE} WHERE r.uid = ?1 AND (?2 IS NULL OR r.collection = ?2) ORDER BY r.id", (uid, collection)
        )
        return [resource_row(row) for row in found]

    def places_of(self, uid: Uid) -> list[tuple[ResourceId, CollectionId, State]]:
        """The same without their texts: which they are, where, and how they stand."""
        found = self._rows("SELECT id, collection, state FROM resource WHERE uid = ? ORDER BY id", (uid,))
        return [(ResourceId(key), CollectionId(collection), State(state)) for key, collection, state in found]

    def resources(self, collection: CollectionId) -> list[ResourceRow]:
        """Every resource that is not locally deleted, in the order they came; for an export."""
        found = self._rows(f"{RESOURCE} WHERE r.collection = ? AND r.state <> 'deleted' ORDER BY r.id", (collection,))
        return [resource_row(row) for row in found]

    def resource_ids(self, collection: CollectionId | None, days: tuple[date, date] | None = None) -> list[ResourceId]:
        """Those that are not locally deleted, in the order they came: of a collection or of all, and only what is seen
        on the days given (inclusive, in the viewer's zone), as far as series are indexed."""
        found = self._rows(
            "SELECT id FROM resource WHERE (?1 IS NULL OR collection = ?1) AND state <> 'deleted' ORDER BY id",
            (collection,),
        )
        keys = [ResourceId(key) for (key,) in found]
        if days is None:
            return keys
        seen: set[int] = set()
        for shelf, low, start, end in spans.shelves(*days, self._zone):
            rows = self._rows(
                "SELECT DISTINCT resource FROM occurrence WHERE shelf = ?1 AND start >= ?2 AND start < ?4"
                " AND (stop > ?3 OR start >= ?3)",
                (shelf, low, start, end),
            )
            seen.update(key for (key,) in rows)
        return [key for key in keys if key in seen]

    def texts(self, resources: Sequence[ResourceId]) -> list[str]:
        """The texts of these, in this order; what is gone meanwhile is left out."""
        found = dict(
            self._rows(
                "SELECT t.resource, t.text FROM resource_text t JOIN resource r ON r.id = t.resource"
                " WHERE t.resource IN (SELECT value FROM json_each(?)) AND r.state <> 'deleted'",
                (json.dumps(list(resources)),),
            )
        )
        return [found[key] for key in resources if key in found]

    def taken_hrefs(self, collection: CollectionId, hrefs: Sequence[Href]) -> set[Href]:
        """Of these hrefs the ones at which the collection has something, locally deleted ones too."""
        found = self._rows(
            "SELECT href FROM resource WHERE collection = ? AND href IN (SELECT value FROM json_each(?))",
            (collection, json.dumps(list(hrefs))),
        )
        return {Href(href) for (href,) in found}

    def etags(
        self, collection: CollectionId, *, among: Iterable[Href] | None = None, etag: ETag | None = None
    ) -> dict[Href, tuple[ResourceId, ETag, State]]:
        """What the copy knows of each href, for a comparison with a listing; only of those `among`, or with `etag`."""
        sql, values = "SELECT href, id, etag, state FROM resource WHERE collection = ?", [str(collection)]
        if among is not None:
            sql += " AND href IN (SELECT value FROM json_each(?))"
            values.append(json.dumps(list(among)))
        if etag is not None:
            sql += " AND etag = ?"
            values.append(etag)
        return {href: (key, found, State(state)) for href, key, found, state in self._rows(sql, values)}

    def held(self, collection: CollectionId) -> tuple[int, int]:
        """How many resources the collection has, and how many of them no server has ever seen."""
        (every,) = self._rows("SELECT count(*) FROM resource WHERE collection = ?", (collection,))
        (new,) = self._rows(
            "SELECT count(*) FROM resource INDEXED BY resource_marked"
            " WHERE state <> 'clean' AND state = 'new' AND collection = ?",
            (collection,),
        )
        return int(every[0]), int(new[0])

    def left_behind(self, row: ResourceRow) -> ResourceRow | None:
        """Where a new event was moved from, while the server there still has it."""
        moved = row.state is State.NEW and row.origin
        found = self._row(LEFT_BEHIND, (row.uid, row.id)) if moved else None
        return resource_row(found) if found is not None else None

    # the index of one resource

    def _addresses(self, collection: CollectionId) -> frozenset[str]:
        """The user's own addresses in the account of a collection."""
        owner = self._row("SELECT account FROM collection WHERE id = ?", (collection,))
        if owner is None:
            raise Refused(Why.NO_SUCH_CALENDAR)
        return self.account(AccountId(owner[0])).addresses

    def _indexed(self, collection: CollectionId, text: str) -> Indexed:
        return indexed(text, self._addresses(collection), self._window, self._zone)

    def _indexed_or_nothing(self, text: str, own: frozenset[str]) -> tuple[Indexed, str]:
        """The index and "", or no index and the reason."""
        try:
            return indexed(text, own, self._window, self._zone), ""
        except Malformed:
            return NOTHING, Why.UNREADABLE

    # inside a transaction

    def _put(self, resource: ResourceId, index: Indexed, *, text: str, base: str | None, **values: Any) -> None:
        """Text, base (None: the same), index, and columns of the resource."""
        connection = self._connection
        connection.execute("UPDATE resource_text SET text = ?, base = ? WHERE resource = ?", (text, base, resource))
        index_tables.replace(connection, [(resource, index)], self._window)
        self._change("resource", "id", resource, values)

    def _days(self, resource: ResourceId) -> tuple[date | None, date | None]:
        row = self._row("SELECT first_day, last_day FROM resource WHERE id = ?", (resource,))
        return (_day(row[0]), _day(row[1])) if row is not None else (NOTHING.first, NOTHING.last)

    def _touched(self, row: ResourceRow, before: tuple[date | None, date | None]) -> Touched:
        """What changed, given the days the resource was seen on before."""
        return touched(row.collection, row.id, before, self._days(row.id))

    def _forget_resources(self, resources: Sequence[ResourceId]) -> None:
        keys = [(key,) for key in resources]
        self._connection.executemany("DELETE FROM search WHERE rowid = ?", keys)
        self._connection.executemany("DELETE FROM resource WHERE id = ?", keys)

    def _wait(self, resource: ResourceId, kind: OutboxKind) -> None:
        """The outbox holds the resource: at its place if it was there, due now unless a request is on its way.

        In a calendar of this computer alone nothing waits: what was written stands.
        """
        if self._is_local(resource):
            self._stands(resource, kind)
            return
        self._connection.execute(
            "INSERT INTO outbox (resource, kind, created_at) VALUES (?, ?, ?) ON CONFLICT (resource) DO UPDATE SET"
            " kind = excluded.kind,"
            " attempts = CASE WHEN state IN ('sent', 'unknown') THEN attempts ELSE 0 END,"
            " next_at = CASE WHEN state IN ('sent', 'unknown') THEN next_at END,"
            " why = CASE WHEN state IN ('sent', 'unknown') THEN why ELSE '' END,"
            " state = CASE WHEN state = 'blocked' THEN 'waiting' ELSE state END",
            (resource, kind, micros(self._now())),
        )

    def _is_local(self, resource: ResourceId) -> bool:
        found = self._row(
            "SELECT 1 FROM resource r JOIN collection c ON c.id = r.collection JOIN account a ON a.id = c.account"
            " WHERE r.id = ? AND a.kind = 'local'",
            (resource,),
        )
        return found is not None

    def _stands(self, resource: ResourceId, kind: OutboxKind) -> None:
        """Nobody else is to be told: the write is what the calendar holds from now on."""
        if kind is OutboxKind.DELETE:
            self._forget_resources([resource])
            return
        self._connection.execute("UPDATE resource_text SET base = NULL WHERE resource = ?", (resource,))
        self._change("resource", "id", resource, {"state": State.CLEAN, "program_only": 0, "why": ""})

    def _settled(self, resource: ResourceId) -> None:
        """Nothing of the resource waits, and no body of ours is out."""
        self._connection.execute("DELETE FROM outbox WHERE resource = ?", (resource,))
        self._connection.execute("DELETE FROM sent_body WHERE resource = ?", (resource,))

    def _again(self, resource: ResourceId) -> None:
        """What waits is to be sent afresh: the outcome of the last request is known."""
        self._connection.execute(
            "UPDATE outbox SET state = 'waiting', body = '', precondition = '', revision = 0, next_at = NULL, why = ''"
            " WHERE resource = ?",
            (resource,),
        )
        self._connection.execute("DELETE FROM sent_body WHERE resource = ?", (resource,))

    def _block(self, resource: ResourceId, why: Why, said: str = "") -> None:
        """It is refused, and stays so until the mark is lifted."""
        self._connection.execute("UPDATE resource SET why = ?, said = ? WHERE id = ?", (why, said, resource))
        self._connection.execute(
            "UPDATE outbox SET state = 'blocked', next_at = NULL, why = ? WHERE resource = ?", (why, resource)
        )


def touched(
    collection: CollectionId,
    resource: ResourceId,
    before: tuple[date | None, date | None],
    after: tuple[date | None, date | None],
) -> Touched:
    first = None if before[0] is None or after[0] is None else min(before[0], after[0])
    last = None if before[1] is None or after[1] is None else max(before[1], after[1])
    return Touched(collection, resource, first, last)


def _day(stored: int | None) -> date | None:
    return None if stored is None else date.fromordinal(stored)
