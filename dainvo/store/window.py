"""The days for which endless series are in the index, and how they grow.

Does not decide how far: views ask for what they show.
"""

from __future__ import annotations

from datetime import date, timedelta

from dainvo.store import index_tables
from dainvo.store.indexing import Window
from dainvo.store.resources import Resources

BEFORE = timedelta(days=366)
AFTER = timedelta(days=731)


class IndexWindow(Resources):
    """Part of Store."""

    @property
    def window(self) -> tuple[date, date]:
        """First and last day for which recurring events are, or are to be, in the index."""
        return self._window.first, self._window.last

    def extend_window(self, first: date, last: date, budget: int = 50) -> bool:
        """Index recurring resources for `first`..`last` too, at most `budget` of them now; True when none is left.

        The window never shrinks; a slice lost to a crash is done by the next call.
        """
        wanted = self._window | Window(first, last)
        lacking = self._rows(
            "SELECT r.id, r.collection, t.text FROM resource r JOIN resource_text t ON t.resource = r.id"
            " WHERE r.endless = 1 AND r.state <> 'deleted' AND (r.window_first > ? OR r.window_last < ?)"
            " ORDER BY r.id LIMIT ?",
            (wanted.first.toordinal(), wanted.last.toordinal(), budget + 1),
        )
        if wanted == self._window and not lacking:
            return True
        former, self._window = self._window, wanted
        try:
            own = {collection: self._addresses(collection) for _, collection, _ in lacking[:budget]}
            fresh = [(key, self._indexed_or_nothing(text, own[where])[0]) for key, where, text in lacking[:budget]]
            with self._transaction(durable=False):
                self._keep_window()
                index_tables.replace_occurrences(self._connection, fresh, wanted)
        except BaseException:
            self._window = former
            raise
        return len(lacking) <= budget

    def _open_window(self) -> None:
        """The window of the last run, or one around today in a new copy."""
        row = self._row("SELECT value FROM meta WHERE name = 'window'")
        if row is not None:
            first, last = row[0].split()
            self._window = Window(date.fromisoformat(first), date.fromisoformat(last))
            return
        today = self._now().astimezone(self._zone).date()
        self._window = Window(today - BEFORE, today + AFTER)
        with self._transaction():
            self._keep_window()

    def _keep_window(self) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('window', ?)",
            (f"{self._window.first.isoformat()} {self._window.last.isoformat()}",),
        )
