"""The writer's one connection: how it is opened, and the one kind of transaction.

Knows no table.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.errors import Refused, TryLater, Why
from dainvo.store import migrations
from dainvo.store.sidecar import Sidecar
from dainvo.store.stored import failures

_BUSY_S = 5.0


def open_writer(path: Path) -> sqlite3.Connection:
    """The copy at `path`, made or migrated if need be, checked, in WAL mode.

    Raises Refused(PROFILE_NEWER | PROFILE_DAMAGED | PROFILE_BUSY), TryLater(DISK_FULL).
    """
    _make_private(path)
    with failures():
        connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_S, cached_statements=256)
        try:
            _settle(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _make_private(path: Path) -> None:
    """The file exists and is the user's alone before SQLite opens it; its -wal and -shm take over the mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except FileExistsError:
        if sys.platform != "win32" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        if error.errno == 28:  # ENOSPC
            raise TryLater(Why.DISK_FULL, detail=str(error)) from error
        raise


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    if migrations.version(connection) > migrations.CURRENT:  # before anything that could write
        raise Refused(Why.PROFILE_NEWER, detail=f"schema {migrations.version(connection)}")
    thorough = is_suspect(path)
    check(connection, thorough=thorough)
    migrations.migrate(connection, path)
    connection.execute("PRAGMA journal_mode = WAL")
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -8000",
        "journal_size_limit = 16777216",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if thorough:
        clear_suspicion(path)
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")


def check(connection: sqlite3.Connection, *, thorough: bool) -> None:
    """Raises Refused(PROFILE_DAMAGED) if SQLite finds the file damaged; `thorough` also compares the indexes."""
    found = connection.execute(f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)").fetchone()[0]
    if found != "ok":
        raise Refused(Why.PROFILE_DAMAGED, detail=found)
    if thorough and connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'search'").fetchone():
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def suspect(path: Path) -> None:
    """Have the next opening look through all of the file."""
    with suppress(OSError):
        _suspicion(path).touch(mode=0o600)


def is_suspect(path: Path) -> bool:
    """Whether damage was met in the file since it was last looked through."""
    return _suspicion(path).exists()


def clear_suspicion(path: Path) -> None:
    """The file was looked through and found whole."""
    with suppress(OSError):
        _suspicion(path).unlink(missing_ok=True)


def _suspicion(path: Path) -> Path:
    return path.with_name(f"{path.name}.suspect")


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:  # not so after a full disk, which rolls back by itself
        connection.execute("ROLLBACK")


class Database:
    """What the parts of Store share."""

    #: Called after a commit that is not yet on disk for good: whoever sets it calls `write_beside` at the next moment,
    #: and `settle` soon. None: nothing is put off.
    on_behind: Callable[[], None] | None = None
    _connection: sqlite3.Connection
    _sidecar: Sidecar | None = None
    _is_full = True
    _is_loose = False
    _is_hasty = False
    _path: Path
    _zone: ZoneInfo
    _now: Callable[[], datetime]

    def release_memory(self) -> None:
        """Let go of pages of the file that are held for the next query."""
        with self._failures():
            self._connection.execute("PRAGMA shrink_memory")

    @contextmanager
    def _transaction(self, *, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """All of the block is on disk afterwards, or nothing of it. Never nested.

        Without `durable` a power cut may take back the last commits, in order, until the next durable one or `settle`:
        enough for what a server holds anyway, or can be asked for again. The death of the program takes back nothing.
        """
        connection, sidecar = self._connection, self._sidecar
        durable = durable and not self._is_hasty
        if connection.in_transaction:
            raise RuntimeError("a transaction inside a transaction")
        with self._failures():
            self._choose(full=durable)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if sidecar is not None:
                    sidecar.before_commit()
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                if sidecar is not None:
                    sidecar.rolled_back()
                raise
            self._is_loose = not durable
            if sidecar is not None:
                sidecar.committed(later=self.on_behind is not None)
        if self.on_behind is not None and (self._is_loose or (sidecar is not None and sidecar.is_behind)):
            self.on_behind()

    @contextmanager
    def hasty(self) -> Iterator[None]:
        """What is committed in the block waits for `be_durable`, which is to be called before anybody relies on it.

        So that the next durable commit, if one follows at once, waits for the disk for both.
        """
        self._is_hasty = True
        try:
            yield
        finally:
            self._is_hasty = False

    def be_durable(self) -> None:
        """Have everything that was committed on disk for good, in the copy. Raises TryLater(DISK_FULL)."""
        if self._is_loose:
            with self._transaction() as connection:  # a durable commit carries all those before it
                connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('settled', '')")

    def _choose(self, *, full: bool) -> None:
        """How the next commit is written; before the first time it is FULL."""
        if full is not self._is_full:
            self._connection.execute("PRAGMA synchronous = FULL" if full else "PRAGMA synchronous = NORMAL")
            self._is_full = full

    def write_beside(self) -> None:
        """Have what was committed in the record beside the copy, for whoever finds the copy damaged.

        What a power cut may still take from the copy is left for `settle`: the record never knows more than the copy.
        """
        if self._sidecar is not None and not self._is_loose:
            with self._failures():
                self._sidecar.write()

    def settle(self) -> None:
        """Have everything that was committed on disk for good, in the copy and beside it.

        Raises TryLater(DISK_FULL).
        """
        self.be_durable()
        if self._sidecar is not None:
            with self._failures():
                self._sidecar.sync()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """`failures`; damage that is met is noted, so that the next start looks through all of the file."""
        try:
            with failures():
                yield
        except Refused as error:
            if error.why is Why.PROFILE_DAMAGED:
                suspect(self._path)
            raise

    def _row(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        try:
            found: tuple[Any, ...] | None = self._connection.execute(sql, values).fetchone()
            return found
        except sqlite3.DatabaseError as error:
            with self._failures():
                raise error

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            with self._failures():
                raise error

    def _change(self, table: str, key: str, key_value: object, values: dict[str, Any]) -> int:
        """UPDATE of the given columns, inside a transaction; gives how many rows there were."""
        if not values:
            return 1
        columns = ", ".join(f"{column} = ?" for column in values)
        sql = f"UPDATE {table} SET {columns} WHERE {key} = ?"  # noqa: S608 - names come from this package
        return self._connection.execute(sql, (*values.values(), key_value)).rowcount
