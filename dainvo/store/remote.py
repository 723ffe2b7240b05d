"""What a server gave or took: its texts, its deletions, its answers to what was sent.

Never overwrites a change that the server has not seen: whoever calls decides about those.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dainvo.errors import Why
from dainvo.ical.event import CollectionId, ETag, Href, ResourceId, State
from dainvo.ical.resource import same_meaning
from dainvo.store import index_tables
from dainvo.store.history import note_deleted
from dainvo.store.indexing import NOTHING, Indexed, Window
from dainvo.store.resources import Resources, touched
from dainvo.store.rows import UNREAD, OutboxKind, RemoteItem, ResourceRow, Taken, Touched
from dainvo.store.stored import micros


class Ahead(NamedTuple):
    """The index of an item, and what it was made for."""

    item: RemoteItem
    own: frozenset[str]
    window: Window
    rows: Indexed
    why: str


class Remote(Resources):
    """Part of Store."""

    def read_ahead(self, collection: CollectionId, items: Sequence[RemoteItem]) -> Iterator[Ahead]:
        """The index of `items` for a `take_remote` to come, one by one, so that others may run meanwhile."""
        own = self._addresses(collection)
        for item in items:
            yield Ahead(item, own, self._window, *self._indexed_or_nothing(item.text, own))

    def take_remote(self, collection: CollectionId, items: Sequence[RemoteItem], ahead: Sequence[Ahead] = ()) -> Taken:
        """Store a slice of some hundred items as the server's text and etag, with their index, in one transaction.

        Resources with unsent changes are left alone and come back in `unsent`; UNREAD at those that may yet give way
        tells that the server has another version. A text without a readable event is kept and blocked as UNREADABLE.
        A text that has not changed touches nothing. What `read_ahead` gave is used as far as it still holds.
        """
        own = self._addresses(collection)
        window = self._window
        held = {one.item.text: (one.rows, one.why) for one in ahead if one.window is window and one.own == own}

        def index_of(text: str) -> tuple[Indexed, str]:
            return held.get(text) or self._indexed_or_nothing(text, own)

        latest = {item.href: item for item in items}
        known = self._known(collection, list(latest))
        unsent = tuple((known[href][0], href) for href in latest if href in known and known[href][1] != State.CLEAN)
        fresh: list[tuple[RemoteItem, Indexed, str]] = []
        changed: list[tuple[ResourceId, RemoteItem, Indexed, str]] = []
        same: list[tuple[ETag, ResourceId]] = []
        for href, raw in latest.items():
            item = _storable(raw)
            if href not in known:
                fresh.append((item, *index_of(item.text)))
            elif known[href][1] == State.CLEAN and known[href][2] == item.text:
                same.append((item.etag, known[href][0]))
            elif known[href][1] == State.CLEAN:
                changed.append((known[href][0], item, *index_of(item.text)))
        before = {key: self._days(key) for key, *_ in changed}
        with self._transaction(durable=False) as connection:
            connection.executemany("UPDATE resource SET etag = ? WHERE id = ?", same)
            connection.executemany(
                "UPDATE resource SET etag = ? WHERE id = ? AND state IN ('new', 'deleted')",
                [(UNREAD, key) for key, _ in unsent],
            )
            self._changed_since_import({key: (known[item.href][2], item.text) for key, item, _, _ in changed})
            for key, item, index, why in changed:
                self._put(key, index, text=item.text, base=None, etag=item.etag, why=why)
            made = self._insert(collection, fresh)
        found = [Touched(collection, key, index.first, index.last) for key, index in made]
        found += [touched(collection, key, before[key], (index.first, index.last)) for key, _, index, _ in changed]
        return Taken(tuple(found), unsent)

    def take_unread(self, collection: CollectionId, missing: Mapping[Href, ETag]) -> Taken:
        """Resources that the server has and whose text it did not give. An unknown one is kept without a text,
        blocked as UNREADABLE; of a known clean one the older text stays, under the given etag."""
        known = self._known(collection, list(missing))
        fresh = [(RemoteItem(href, etag, ""), NOTHING, Why.UNREADABLE) for href, etag in missing.items()]
        clean = [(missing[href], key) for href, (key, state, _) in known.items() if state == State.CLEAN]
        with self._transaction(durable=False) as connection:
            connection.executemany("UPDATE resource SET etag = ? WHERE id = ?", clean)
            made = self._insert(collection, [each for each in fresh if each[0].href not in known])
        unsent = tuple((key, href) for href, (key, state, _) in known.items() if state != State.CLEAN)
        return Taken(tuple(Touched(collection, key, index.first, index.last) for key, index in made), unsent)

    def doubled(self, collection: CollectionId) -> list[ResourceId]:
        """Resources that share their UID with another one in the collection, deleted ones left out."""
        found = self._rows(
            "SELECT id FROM resource WHERE collection = ?1 AND state <> 'deleted' AND uid IN (SELECT uid FROM resource"
            " WHERE collection = ?1 AND uid <> '' AND state <> 'deleted' GROUP BY uid HAVING count(*) > 1) ORDER BY id",
            (collection,),
        )
        return [ResourceId(key) for (key,) in found]

    def drop_remote(self, collection: CollectionId, hrefs: Sequence[Href]) -> Taken:
        """Resources that are gone on the server. Those with unsent edits, or with one kept beside them, come back in
        `unsent`, left alone; a locally deleted one is gone for good. A clean one can be brought back for a while."""
        known = self._known(collection, hrefs)
        asked = {kept for (kept,) in self._rows("SELECT resource FROM kept_copy WHERE decided = '' AND mine <> ''")}
        clean = [key for key, state, _ in known.values() if state == State.CLEAN and key not in asked]
        gone = [*clean, *(key for key, state, _ in known.values() if state == State.DELETED)]
        days = {key: self._days(key) for key in gone}
        with self._transaction(durable=False) as connection:
            note_deleted(connection, clean, self._now())
            self._forget_resources(gone)
        unsent = tuple((key, href) for href, (key, _, _) in known.items() if key not in days)
        return Taken(tuple(touched(collection, key, days[key], days[key]) for key in gone), unsent)

    def accepted(self, resource: ResourceId, revision: int, etag: ETag, text: str) -> Touched:
        """The server took what was sent with `revision` and now holds `text`: clean, if still that revision.

        If edited or deleted meanwhile, `text` and `etag` become the base and the change stays in the outbox.
        """
        row = self.resource(resource)
        if row.revision == revision and row.state is not State.DELETED:
            return self._clean(row, etag, text)
        before = self._days(resource)
        with self._transaction() as connection:
            connection.execute("UPDATE resource_text SET base = ? WHERE resource = ?", (text, resource))
            state = State.DELETED if row.state is State.DELETED else State.CHANGED
            self._change("resource", "id", resource, {"state": state, "etag": etag})
            self._wait(resource, OutboxKind.DELETE if state is State.DELETED else OutboxKind.PUT)
            self._again(resource)
            connection.execute("UPDATE outbox SET attempts = 0 WHERE resource = ?", (resource,))
            self._is_there(resource)
        return self._touched(row, before)

    def removed(self, resource: ResourceId) -> Touched:
        """The server took the deletion (or had none left): the row and its outbox row go.

        If the deletion was taken back meanwhile, it becomes a resource the server has never seen.
        """
        row = self.resource(resource)
        before = self._days(resource)
        with self._transaction() as connection:
            if row.state is State.DELETED:
                self._forget_resources([resource])
            else:
                connection.execute("UPDATE resource_text SET base = '' WHERE resource = ?", (resource,))
                self._change("resource", "id", resource, {"state": State.NEW, "etag": ""})
                self._wait(resource, OutboxKind.PUT)
                self._again(resource)
        return touched(row.collection, resource, before, before)

    def take_theirs(self, resource: ResourceId, etag: ETag, text: str) -> Touched:
        """The server's text stands, whatever was unsent (an edit, or a deletion) is given up."""
        return self._clean(self.resource(resource), etag, text, revisions=1)

    def rebase(self, resource: ResourceId, *, text: str, base_text: str, etag: ETag) -> Touched:
        """A merge: `text` is to be sent, on top of the server's `base_text` with `etag`. Revision + 1.

        For a locally deleted resource: the deletion is to be sent with `etag`; `text` is not shown.
        """
        row = self.resource(resource)
        before = self._days(resource)
        deleted = row.state is State.DELETED
        index = NOTHING if deleted else self._indexed(row.collection, text)
        state = State.DELETED if deleted else State.CHANGED
        with self._transaction():
            self._put(
                resource, index, text=text, base=base_text, state=state, etag=etag, revision=row.revision + 1, why=""
            )
            self._wait(resource, OutboxKind.DELETE if deleted else OutboxKind.PUT)
            self._again(resource)
            self._is_there(resource)
        return self._touched(row, before)

    def renew(self, resource: ResourceId, *, href: Href, text: str) -> Touched:
        """Make it a resource the server has never seen, at a new href (the old one was deleted elsewhere). Whether it
        is to be kept is no question any more."""
        row = self.resource(resource)
        before = self._days(resource)
        index = self._indexed(row.collection, text)
        with self._transaction() as connection:
            connection.execute(
                "UPDATE kept_copy SET decided = 'mine' WHERE resource = ? AND decided = '' AND theirs = ''", (resource,)
            )
            self._put(
                resource,
                index,
                text=text,
                base="",
                state=State.NEW,
                etag="",
                href=href,
                why="",
                revision=row.revision + 1,
            )
            self._wait(resource, OutboxKind.PUT)
            self._again(resource)
        return self._touched(row, before)

    def kept_both(
        self, resource: ResourceId, *, mine: str, theirs: str | None, etag: ETag, base: str | None = None
    ) -> Touched:
        """A conflict: the server's text is shown and clean, mine waits in the kept copies ("": it was deleted here).

        `theirs` None: it was deleted on the server; mine is shown, blocked as GONE, until the user decides. What was
        kept of the resource before is in that. `base` is what both began from, if it is not the base text.
        """
        row = self.resource(resource)
        if theirs is not None:
            return self._clean(row, etag, theirs, revisions=1, mine=mine, base=base)
        before = self._days(resource)
        index, _ = self._indexed_or_nothing(mine, self._addresses(row.collection))
        with self._transaction() as connection:
            connection.execute(
                "DELETE FROM kept_copy WHERE resource = ? AND decided = '' AND (theirs = '' OR mine IN ('', ?))",
                (resource, mine),
            )
            self._keep(resource, mine, "", row.base_text)
            self._change("resource", "id", resource, {"etag": ""})  # should it come back, it is another one
            if mine != row.text or row.state is State.CLEAN:
                self._put(resource, index, text=mine, base=row.base_text, state=State.CHANGED)
                self._wait(resource, OutboxKind.PUT)
            self._block(resource, Why.GONE)
        return self._touched(row, before)

    def fold(self, resource: ResourceId, into: ResourceId, *, keep: bool) -> list[Touched]:
        """A new resource that turned out to be another one: it goes; with `keep` its text waits beside the other."""
        row, other = self.resource(resource), self.resource(into)
        before, days = self._days(resource), self._days(into)
        with self._transaction() as connection:
            if keep:
                self._keep(into, row.text, other.text, "")
            connection.execute("UPDATE kept_copy SET resource = ? WHERE resource = ?", (into, resource))
            self._forget_resources([resource])
        return [touched(row.collection, resource, before, before), touched(other.collection, into, days, days)]

    def _changed_since_import(self, texts: Mapping[ResourceId, tuple[str, str]]) -> None:
        """Whoever takes the import back takes back none of what others have written since."""
        imported = self._rows(
            "SELECT resource FROM imported WHERE resource IN (SELECT value FROM json_each(?))",
            (json.dumps(list(texts)),),
        )
        other = [(key,) for (key,) in imported if not same_meaning(*texts[key])]
        self._connection.executemany("UPDATE imported SET revision = -1 WHERE resource = ?", other)

    def _known(self, collection: CollectionId, hrefs: Sequence[Href]) -> dict[Href, tuple[ResourceId, str, str]]:
        """Id, state and text of the resources at `hrefs`."""
        found = self._rows(
            "SELECT r.href, r.id, r.state, t.text FROM resource r JOIN resource_text t ON t.resource = r.id"
            " WHERE r.collection = ? AND r.href IN (SELECT value FROM json_each(?))",
            (collection, json.dumps(list(hrefs))),
        )
        return {href: (key, state, text) for href, key, state, text in found}

    def _insert(
        self, collection: CollectionId, fresh: Sequence[tuple[RemoteItem, Indexed, str]]
    ) -> list[tuple[ResourceId, Indexed]]:
        """New clean resources. Their ids follow the highest ever given."""
        if not fresh:
            return []
        connection = self._connection
        last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'resource'").fetchone()
        first: int = last[0] + 1 if last is not None else 1
        made = [(ResourceId(first + place), index) for place, (_, index, _) in enumerate(fresh)]
        rows: list[tuple[Any, ...]] = [
            (key, collection, item.href, item.etag, why, *index_tables.columns(index, self._window))
            for (key, index), (item, _, why) in zip(made, fresh, strict=True)
        ]
        connection.executemany(_INSERT, rows)
        connection.executemany(
            "INSERT INTO resource_text (resource, text) VALUES (?, ?)",
            [(key, item.text) for (key, _), (item, _, _) in zip(made, fresh, strict=True)],
        )
        index_tables.write(connection, made)
        return made

    def _clean(
        self,
        row: ResourceRow,
        etag: ETag,
        text: str,
        *,
        revisions: int = 0,
        mine: str | None = None,
        base: str | None = None,
    ) -> Touched:
        """The server's text is shown, nothing waits; `mine`, if given, is kept beside it."""
        before = self._days(row.id)
        index, why = self._indexed_or_nothing(text, self._addresses(row.collection))
        with self._transaction():
            self._is_there(row.id)
            if mine is not None:
                self._keep(row.id, mine, text, row.base_text if base is None else base)
            self._put(
                row.id,
                index,
                text=text,
                base=None,
                state=State.CLEAN,
                etag=etag,
                why=why,
                program_only=0,
                revision=row.revision + revisions,
            )
            self._settled(row.id)
        return self._touched(row, before)

    def _is_there(self, resource: ResourceId) -> None:
        """The server has it, so that whether it stays, having been deleted there, is no question any more."""
        self._connection.execute(
            "UPDATE kept_copy SET decided = 'returned' WHERE resource = ? AND decided = '' AND theirs = ''", (resource,)
        )

    def _keep(self, resource: ResourceId, mine: str, theirs: str, base: str) -> None:
        self._connection.execute(
            "INSERT INTO kept_copy (resource, mine, theirs, at, base) VALUES (?, ?, ?, ?, ?)",
            (resource, mine, theirs, micros(self._now()), base),
        )


_INSERT = (
    "INSERT INTO resource (id, collection, href, etag, state, why, uid, endless, window_first, window_last, first_day,"
    " last_day, zoom_id, zoom_account) VALUES (?, ?, ?, ?, 'clean', ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _storable(item: RemoteItem) -> RemoteItem:
    """The item with a text that can be stored: a lone surrogate cannot, and is replaced."""
    try:
        item.text.encode()
    except UnicodeEncodeError:
        return RemoteItem(item.href, item.etag, item.text.encode(errors="replace").decode())
    return item
