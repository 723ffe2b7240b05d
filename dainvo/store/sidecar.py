"""A second record of all that no server holds, beside the copy: each change of it is appended, so that a damaged copy
can be made again without losing a saved edit.

Holds nothing that a server can give again, and is read only when the copy is opened.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SUFFIX = ".unsent"
_KIND = "dainvo unsent"
#: Written anew when it has grown by so much: at the opening, and while it is open.
_OPENING, _GROWTH = 1024 * 1024, 32 * 1024 * 1024
#: A longer last line is not looked for.
_LAST_LINE = 1024 * 1024
#: Tables of which every row counts, in the order in which rows can be put back.
TABLES = ("account", "collection", "kept_copy", "deleted_event", "meeting", "intent", "tombstone")
RESOURCE = "resource"
#: What changes with every look at a server, and comes back by looking again.
_PASSING = {"sync_token", "ctag", "last_sync", "next_sync", "compared_at", "vanished"} | {
    *("checked_at", "shown", "attempts", "next_at", "server_date")
}
_HELD = (
    "EXISTS (SELECT 1 FROM outbox o WHERE o.resource = r.id)"
    " OR EXISTS (SELECT 1 FROM kept_copy k WHERE k.resource = r.id)"
    " OR (SELECT a.kind FROM collection c JOIN account a ON a.id = c.account WHERE c.id = r.collection) = 'local'"
)
_IMAGE = (
    "SELECT r.id, r.collection, r.href, r.uid, r.etag, r.state, r.revision, r.program_only, r.why, t.text, t.base,"
    " t.origin, o.op, o.kind, o.created_at"
    " FROM resource r JOIN resource_text t ON t.resource = r.id LEFT JOIN outbox o ON o.resource = r.id"
)
_KEYS = "(SELECT value FROM json_each(?))"
_HELD_IMAGE = f"{_IMAGE} WHERE r.id IN {_KEYS} AND ({_HELD})"
IMAGE_COLUMNS: tuple[str, ...] = (
    "id", "collection", "href", "uid", "etag", "state", "revision", "program_only", "why", "text", "base",
    "origin", "op", "kind", "created_at",
)  # fmt: skip

Key = tuple[str, int]
Row = dict[str, Any]


@dataclass
class Record:
    """What a sidecar tells: the copy it belongs to, how far it goes, and the last image of each row (None: gone).

    `full_to` is the number of the change up to which it holds everything that counted; `bad` counts broken lines.
    """

    copy: str
    full_to: int
    last: int
    rows: dict[Key, Row | None] = field(default_factory=dict)
    since: dict[Key, int] = field(default_factory=dict)
    bad: int = 0


class Sidecar:
    """Watches one connection that writes, and appends after each commit. Belongs to the connection's thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Begin to watch; `begin` has to follow before the first write."""
        self._path = path
        self._connection = connection
        self._noted: dict[Key, None] = {}  # in the transaction that is open
        self._unwritten: dict[Key, None] = {}  # committed, not yet in the file
        self._grown = 0
        self._fresh = 0  # size of the file when it was last written anew
        self._unsynced = False  # the last lines are in the file, but a power cut may take them
        self._number = 0
        self._columns = {table: _columns(connection, table) for table in TABLES}
        connection.create_function("noted", 2, self._note)
        for statement in self._triggers():
            connection.execute(statement)

    @property
    def path(self) -> Path:
        return self._path

    def begin(self) -> None:
        """Go on with the file if it is as the copy stands, and of a fair size; else write it anew."""
        self._number = changes(self._connection)
        ends = read_ends(self._path)
        if ends == (copy_name(self._connection), self._number):
            size, self._fresh = self._path.stat().st_size, int(_meta(self._connection, "sidecar_size") or 0)
            if size <= self._fresh + max(_OPENING, self._fresh):
                self._grown = size - self._fresh
                return
        self.rewrite()

    def rewrite(self) -> None:
        """Write the file anew, as the copy stands. A full disk is no failure: the next commit tries again."""
        self._noted.clear()
        self._unwritten.clear()
        try:
            self._replace(self._lines())
        except OSError:
            self._grown, self._fresh = _GROWTH, 0
            return
        self._grown, self._fresh = 0, self._path.stat().st_size
        _put_meta(self._connection, "sidecar_size", str(self._fresh))

    def before_commit(self) -> None:
        """Count the change, inside its transaction, so that it can be told which of the two knows more."""
        if self._noted:
            self._connection.execute(
                "INSERT INTO meta (name, value) VALUES ('change', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1",
                (str(self._number + 1),),
            )

    @property
    def is_behind(self) -> bool:
        """Whether `sync` has something to do."""
        return self._unsynced or bool(self._unwritten)

    def committed(self, *, later: bool) -> None:
        """Append what the transaction changed, on disk for good, unless `write` and `sync` are called `later`."""
        if not self._noted:
            return
        self._number += 1
        self._unwritten.update(self._noted)
        self._noted.clear()
        if not later:
            self._write_down(sync=True)

    def rolled_back(self) -> None:
        self._noted.clear()

    def write(self) -> None:
        """Have everything in the file, for whoever opens it. A full disk is no failure: the next commit tries again."""
        self._write_down(sync=False)

    def sync(self) -> None:
        """Have everything in the file, on disk for good. A full disk is no failure either."""
        self._write_down(sync=False)
        if not self._unsynced:
            return
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | _NO_LINK | _BINARY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError:
            self._grown, self._fresh = _GROWTH, 0
        self._unsynced = False

    def _write_down(self, *, sync: bool) -> None:
        if not self._unwritten:
            return
        if self._grown >= max(_GROWTH, self._fresh):
            self.rewrite()
            return
        lines = [self._line(*key, row) for key, row in self._images()]
        with suppress(OSError):
            self._append("".join(lines).encode(), sync=sync)
            self._unwritten.clear()
            self._unsynced = self._unsynced or not sync

    # inside

    def _note(self, table: str, key: int) -> None:
        self._noted[table, key] = None

    def _triggers(self) -> Iterator[str]:
        for table, columns in self._columns.items():
            if not columns:
                continue
            compared = ", ".join(column for column in columns if column not in _PASSING)
            changed = f"({_of('old', compared)}) IS NOT ({_of('new', compared)})"
            owner = f" SELECT noted('{RESOURCE}', {{}}.resource);" if table == "kept_copy" else ""
            for event, row in (("INSERT", "new"), ("DELETE", "old"), (f"UPDATE OF {compared}", "new")):
                when = f" WHEN {changed}" if event.startswith("UPDATE") else ""
                yield (
                    f"CREATE TEMP TRIGGER noted_{table}_{event[:6]} AFTER {event} ON main.{table}{when}"
                    f" BEGIN SELECT noted('{table}', {row}.id);{owner.format(row)} END"
                )
        for event, row in (("INSERT", "new"), ("DELETE", "old"), ("UPDATE OF kind", "new")):
            yield (
                f"CREATE TEMP TRIGGER noted_outbox_{event[:6]} AFTER {event} ON main.outbox"
                f" BEGIN SELECT noted('{RESOURCE}', {row}.resource); END"
            )
        yield (  # also the base of what waits
            "CREATE TEMP TRIGGER noted_text AFTER UPDATE OF text, base ON main.resource_text"  # noqa: S608 - constants
            f" WHEN EXISTS (SELECT 1 FROM main.resource r WHERE r.id = new.resource AND ({_HELD}))"
            f" BEGIN SELECT noted('{RESOURCE}', new.resource); END"
        )
        local = (
            " WHEN {}(SELECT a.kind FROM main.collection c JOIN main.account a ON a.id = c.account WHERE c.id = {})"
            " = 'local' BEGIN SELECT noted('resource', {}); END"
        )
        owner = "(SELECT collection FROM main.resource WHERE id = new.resource)"
        yield "CREATE TEMP TRIGGER noted_local AFTER INSERT ON main.resource_text" + local.format(
            "new.base IS NOT NULL AND ", owner, "new.resource"
        )
        yield "CREATE TEMP TRIGGER noted_local_gone AFTER DELETE ON main.resource" + local.format(
            "", "old.collection", "old.id"
        )

    def _images(self) -> Iterator[tuple[Key, Row | None]]:
        """What is to be written, as it stands now, in the order it changed."""
        found: dict[Key, Row | None] = dict.fromkeys(self._unwritten)
        for table in dict.fromkeys(table for table, _ in found):
            keys = json.dumps([number for name, number in found if name == table])
            columns = IMAGE_COLUMNS if table == RESOURCE else self._columns[table]
            sql = _HELD_IMAGE if table == RESOURCE else f"SELECT {', '.join(columns)} FROM {table} WHERE id IN {_KEYS}"  # noqa: S608 - our names
            for row in self._connection.execute(sql, (keys,)):
                found[table, row[0]] = dict(zip(columns, row, strict=True))
        yield from found.items()

    def _lines(self) -> Iterator[bytes]:
        yield self._line(_KIND, 1, {"copy": copy_name(self._connection), "full_to": self._number}).encode()
        for key, row in everything(self._connection):
            yield self._line(*key, row).encode()

    def _line(self, table: str, key: int, row: Row | None) -> str:
        told = json.dumps([self._number, table, key, row], ensure_ascii=False, separators=(",", ":"))
        return f"{zlib.crc32(told.encode('utf-8', 'surrogatepass')):08x} {told}\n"

    def _append(self, data: bytes, *, sync: bool) -> None:
        """All of it, with `sync` on disk for good, or nothing. Raises OSError."""
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | _NO_LINK | _BINARY)
        try:
            before = os.fstat(descriptor).st_size
            try:
                _write(descriptor, data)
                if sync:
                    os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)
        self._grown += len(data)

    def _replace(self, lines: Iterable[bytes]) -> None:
        fresh = self._path.with_name(f"{self._path.name}.part")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _NO_LINK | _BINARY, 0o600)
        with os.fdopen(descriptor, "wb", buffering=1 << 20) as file:
            file.writelines(lines)
            file.flush()
            os.fsync(descriptor)
        fresh.replace(self._path)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def read(path: Path) -> Record | None:
    """What the sidecar at `path` tells; None if there is none or it does not begin as one. Broken lines are counted."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return None
    first = _told(lines[0])
    if first is None or first[1] != _KIND or not isinstance(first[3], dict):
        return None
    record = Record(str(first[3].get("copy", "")), int(first[3].get("full_to", 0)), int(first[0]))
    for line in lines[1:]:
        told = _told(line) if line else None
        if told is not None:
            number, table, key, row = told
            record.rows[table, key] = row
            record.since[table, key] = number
            record.last = max(record.last, number)
        elif line:
            record.bad += 1
    return record


def read_ends(path: Path) -> tuple[str, int] | None:
    """The name of the copy and the number of the last change, without reading what is between; None if in doubt."""
    try:
        with path.open("rb") as file:
            first = _told(file.readline().rstrip(b"\n"))
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _LAST_LINE))
            end = file.read()
    except OSError:
        return None
    last = _told(end.removesuffix(b"\n").rpartition(b"\n")[2]) if end.endswith(b"\n") else None
    if first is None or last is None or first[1] != _KIND or not isinstance(first[3], dict):
        return None
    return str(first[3].get("copy", "")), last[0]


def _told(line: bytes) -> tuple[int, str, int, Row | None] | None:
    """One line, or None if it is not what was written."""
    checksum, _, told = line.partition(b" ")
    try:
        if int(checksum, 16) != zlib.crc32(told):
            return None
        number, table, key, row = json.loads(told.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return int(number), str(table), int(key), row


def everything(connection: sqlite3.Connection) -> Iterator[tuple[Key, Row]]:
    """The rows that count, of any copy that can be read. Raises sqlite3.Error at the first that cannot."""
    for table in TABLES:
        columns = _columns(connection, table)
        if columns:
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608 - our names
                yield (table, row[0]), dict(zip(columns, row, strict=True))
    for row in connection.execute(f"{_IMAGE} WHERE {_HELD}"):
        yield (RESOURCE, row[0]), dict(zip(IMAGE_COLUMNS, row, strict=True))


def copy_name(connection: sqlite3.Connection) -> str:
    """The name that tells copies apart, given at the first call."""
    found = _meta(connection, "copy")
    if not found:
        found = secrets.token_hex(8)
        _put_meta(connection, "copy", found)
    return found


def changes(connection: sqlite3.Connection) -> int:
    """How many changes that count the copy has seen."""
    return int(_meta(connection, "change") or 0)


def _meta(connection: sqlite3.Connection, name: str) -> str:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return "" if row is None else str(row[0])


def _put_meta(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))


def _columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def _of(row: str, columns: str) -> str:
    return ", ".join(f"{row}.{column}" for column in columns.split(", "))
