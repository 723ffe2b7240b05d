"""The copy's file as it is read: a connection that cannot write, and answers that stand until something is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from dainvo.store.migrations import CURRENT, migrate, version
from dainvo.store.stored import failures

_Answer = TypeVar("_Answer")
_BUSY_S = 1.0


class Copy:
    """The copy at `path`; one without anything in it as long as there is none of this program's version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: sqlite3.Connection | None = None
        self._empty: sqlite3.Connection | None = None
        self._known: dict[str, Any] = {}  # what was asked since the copy was last written
        self._known_of: tuple[sqlite3.Connection, int] | None = None

    def close(self) -> None:
        """Close the file. A second call does nothing; a later query opens it again."""
        for connection in (self._connection, self._empty):
            if connection is not None:
                connection.close()
        self._connection = self._empty = self._known_of = None

    def release_memory(self) -> None:
        """Let go of pages of the file that are held for the next query."""
        if self._connection is not None:
            with failures():
                self._connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the copy for several queries."""
        if self._connection is None:
            self._connection = _open(self.path)
        connection = self._connection or self._nothing()
        with failures():
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    def once(self, name: str, ask: Callable[[sqlite3.Connection], _Answer]) -> _Answer:
        """The answer to `ask`, which stands until something is written."""
        with self.reading() as database:
            (written,) = database.execute("PRAGMA data_version").fetchone()
            if self._known_of != (database, written):
                self._known, self._known_of = {}, (database, written)
            if name not in self._known:
                self._known[name] = ask(database)
            answer: _Answer = self._known[name]
            return answer

    def _nothing(self) -> sqlite3.Connection:
        if self._empty is None:
            self._empty = sqlite3.connect(":memory:", isolation_level=None)
            migrate(self._empty, self.path)
        return self._empty


def _open(path: Path) -> sqlite3.Connection | None:
    """A connection that cannot write, or None if there is no copy of this program's version yet."""
    if not path.exists():
        return None
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=_BUSY_S, cached_statements=64
    )
    try:
        if version(connection) == CURRENT:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA cache_size = -8000")  # a full month, and words, stand all over the copy
            connection.execute("PRAGMA trusted_schema = OFF")
            return connection
    except sqlite3.DatabaseError:
        pass  # damaged, or just being made: the writer is the one who says so
    connection.close()
    return None
