"""Brings the index up to date when it was made by other rules: of an older program, or of other time-zone data.

Changes no text: the index can be thrown away and made again.
"""

from __future__ import annotations

from dainvo.ical.event import CollectionId, ResourceId
from dainvo.store import index_tables, zone_data
from dainvo.store.resources import Resources

#: Goes up when the same text gives another index.
INDEX = 4


class Reindexing(Resources):
    """Part of Store."""

    def reindex(self, budget: int = 50) -> tuple[bool, list[CollectionId]]:
        """Index at most `budget` resources afresh; (whether all are done, calendars of events that moved by it).

        A slice that a crash takes is done by the next call.
        """
        row = self._row("SELECT value FROM meta WHERE name = 'reindexed_to'")
        if row is None:
            return True, []
        found = self._rows(
            "SELECT r.id, r.collection, t.text FROM resource r JOIN resource_text t ON t.resource = r.id"
            " WHERE r.id > ? AND r.state <> 'deleted' ORDER BY r.id LIMIT ?",
            (int(row[0]), budget),
        )
        own = {collection: self._addresses(collection) for _, collection, _ in found}
        fresh = [(ResourceId(key), self._indexed_or_nothing(text, own[where])[0]) for key, where, text in found]
        moved = [
            CollectionId(where)
            for (key, where, _), (_, index) in zip(found, fresh, strict=True)
            if {(start, stop) for _, start, _, stop, *_ in index.occurrences} != self._times(ResourceId(key))
        ]
        done = len(found) < budget
        with self._transaction(durable=False) as connection:
            index_tables.replace(connection, fresh, self._window)
            if done:
                connection.execute("DELETE FROM meta WHERE name = 'reindexed_to'")
            else:
                connection.execute("UPDATE meta SET value = ? WHERE name = 'reindexed_to'", (str(found[-1][0]),))
            connection.execute("UPDATE meta SET value = value + ? WHERE name = 'moved'", (len(moved),))
        return done, moved

    def take_moved(self) -> int:
        """How many events newer rules of time zones moved, once everything was looked at; told once, then 0."""
        row = self._row(
            "SELECT value FROM meta WHERE name = 'moved' AND NOT EXISTS"
            " (SELECT 1 FROM meta WHERE name = 'reindexed_to')"
        )
        if row is None:
            return 0
        with self._transaction() as connection:
            connection.execute("DELETE FROM meta WHERE name = 'moved'")
        return int(row[0])

    def _times(self, resource: ResourceId) -> set[tuple[int, int]]:
        return {
            (start, stop)
            for start, stop in self._rows("SELECT start, stop FROM occurrence WHERE resource = ?", (resource,))
        }

    def _know_index(self) -> None:
        """At the opening: an index by other rules is to be made again, from the first resource on."""
        rules = f"{INDEX} {zone_data.version()}"
        row = self._row("SELECT value FROM meta WHERE name = 'index_rules'")
        if row is not None and row[0] == rules:
            return
        zones_alone = row is not None and row[0].split(" ", 1)[0] == str(INDEX)
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('index_rules', ?)", (rules,))
            connection.execute("DELETE FROM meta WHERE name = 'moved'")
            if zones_alone:
                connection.execute("INSERT INTO meta (name, value) VALUES ('moved', '0')")
            if connection.execute("SELECT 1 FROM resource LIMIT 1").fetchone() is not None:
                connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('reindexed_to', '0')")
