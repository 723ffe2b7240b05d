"""Opens the copy, and makes it again if it is damaged: from the newest backup, with all that no server has put back
from the sidecar or from what can still be read. The damaged file is kept.

Asks no server: whoever syncs next compares every calendar.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dainvo.errors import Refused, Why
from dainvo.store import backups, migrations, sidecar
from dainvo.store.database import clear_suspicion
from dainvo.store.rescue import Rescue
from dainvo.store.sidecar import Key, Row
from dainvo.store.store import Store

Now = Callable[[], datetime]
_BESIDE = ("", "-wal", "-shm")


def open_store(path: Path, *, zone: ZoneInfo, now: Now) -> Store:
    """The copy at `path`, made again if it is damaged or gone; `Store.rescued` tells so.

    May be killed at any point and called again. Raises Refused(PROFILE_NEWER | PROFILE_BUSY), TryLater(DISK_FULL).
    """
    _finish(path)
    if _is_gone(path):
        _rebuild(path, zone, now)
    try:
        return Store(path, zone=zone, now=now)
    except Refused as error:
        if error.why is not Why.PROFILE_DAMAGED:
            raise
    _rebuild(path, zone, now)
    return Store(path, zone=zone, now=now)


def does_not_open(path: Path) -> bool:
    """Whether the copy at `path` is gone, of another version, or so damaged that it cannot even be opened: it would
    look empty to whoever only reads. Repairs nothing.

    Raises Refused(PROFILE_NOT_WRITABLE): on a disk that takes nothing not even reading goes without its log.
    """
    if _is_gone(path):
        return True
    if not path.exists() or not path.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as file:
            file.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            return migrations.version(file) != migrations.CURRENT
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            about = {"folder": str(path.parent), "reason": str(error)}
            raise Refused(Why.PROFILE_NOT_WRITABLE, detail=str(error), about=about) from error
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_gone(path: Path) -> bool:
    """Whether there was a copy and its file is gone or empty."""
    if path.exists() and path.stat().st_size:
        return False
    return sidecar.read(beside(path)) is not None or bool(backups.kept(path))


def beside(path: Path) -> Path:
    """Where the sidecar of the copy at `path` is."""
    return path.with_name(path.name + sidecar.SUFFIX)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is known of all that no server has: from where, as much as could be read."""

    rows: dict[Key, Row | None]
    change: int
    complete: bool
    bad: int = 0


def _rebuild(path: Path, zone: ZoneInfo, now: Now) -> None:
    part = path.with_name(f"{path.name}.rebuilt.part")
    for left in _BESIDE:
        _of(part, left).unlink(missing_ok=True)
    backup = next((each for each in backups.kept(path) if backups.is_whole(each)), None)
    if backup is not None:
        shutil.copyfile(backup, part)
        part.chmod(0o600)
    held = _held(path)
    stamp = now().astimezone(UTC)
    aside = f"{path.name}.damaged-{stamp:%Y%m%dT%H%M%SZ}"
    with Store(part, zone=zone, now=now, watched=False) as store:
        restored = lost = 0
        if held is not None:
            restored, lost = store.take_back(held.rows, complete=held.complete, change=held.change)
            lost += held.bad
        else:
            restored = len(store.outbox())
        store.note_rescue(
            Rescue(
                stamp.isoformat(timespec="seconds"),
                aside if path.exists() and path.stat().st_size else "",
                backups.day(backup) if backup is not None else "",
                restored,
                lost,
                known_accounts=bool(store.accounts()),
            )
        )
        store.checkpoint()
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(_rebuilt(path))
    _put_aside(path, path.with_name(aside))
    _finish(path)


def _held(path: Path) -> _Held | None:
    """From the sidecar; from the damaged file what the sidecar lacks, or all, if that knows more; None if neither."""
    record, damaged = sidecar.read(beside(path)), _readable(path)
    if record is None:
        return damaged
    rows = record.rows
    if damaged is not None and damaged.complete and damaged.change > record.last:
        return damaged
    if record.bad and damaged is not None:
        rows = {**damaged.rows, **rows}
    return _Held(rows, record.last, complete=not record.bad or damaged is not None, bad=record.bad)


def _readable(path: Path) -> _Held | None:
    """What counts of a damaged file, as far as it can be read; None if it does not even open."""
    rows: dict[Key, Row | None] = {}
    if not path.exists() or not path.stat().st_size:
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            change = sidecar.changes(file)
            try:
                rows.update(sidecar.everything(file))
            except sqlite3.Error:
                return _Held(rows, change, complete=False, bad=1)
            return _Held(rows, change, complete=True)
    except (sqlite3.Error, ValueError):
        return None


def _put_aside(path: Path, aside: Path) -> None:
    """The damaged file with its -wal and -shm, always together."""
    for end in _BESIDE:
        with suppress(FileNotFoundError):
            _of(path, end).replace(_of(aside, end))


def _finish(path: Path) -> None:
    """Go on with a repair that was cut off, from where all that it needed was written."""
    rebuilt = _rebuilt(path)
    if not rebuilt.exists():
        return
    if path.exists():
        rebuilt.unlink()  # cut off before the damaged file was put aside: it is begun again
        return
    for end in _BESIDE[1:]:  # of the damaged file: never with another one
        left = _of(path, end)
        if left.exists():
            left.replace(_of(path.with_name(f"{path.name}.damaged-rest"), end))
    rebuilt.replace(path)
    clear_suspicion(path)


def _rebuilt(path: Path) -> Path:
    return path.with_name(f"{path.name}.rebuilt")


def _of(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)
