"""Copies of the copy, one a day: what a damaged one is made again from, so that not all has to come from the servers.

Decides nothing about repair, and copies no secrets: those are in the keyring.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dainvo.errors import Refused, Why
from dainvo.store import migrations
from dainvo.store.database import suspect
from dainvo.store.stored import failures

FOLDER = "backups"
KEPT = 7
#: Of large copies fewer are kept: together no more than this, but always one.
_BYTES = 512 * 1024 * 1024
_EVERY = timedelta(hours=24)
_STAMP = "%Y%m%dT%H%M%SZ"


def kept(path: Path) -> list[Path]:
    """The backups of the copy at `path`, newest first."""
    return sorted(_folder(path).glob(f"{path.stem}-*.db"), reverse=True)


def due(path: Path, now: datetime) -> bool:
    """Whether the newest one is a day old. One from the future (the clock was set back) counts as old."""
    newest = next((when for each in kept(path) if (when := _when(each)) is not None), None)
    return newest is None or not newest <= now < newest + _EVERY


def write(path: Path, now: datetime) -> Path:
    """Copy the copy as it stands, whoever writes to it meanwhile, look through all of what was written, and let old
    ones go. A copy that is found damaged is looked through closely at the next start, and made again.

    Blocks. Raises TryLater(DISK_FULL), Refused(PROFILE_DAMAGED) or OSError; what was there before stays then.
    """
    folder = _folder(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{path.stem}-{now.astimezone(UTC).strftime(_STAMP)}.db"
    unfinished = made.with_suffix(".part")
    for left in folder.glob("*.part"):
        left.unlink()
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600))
    try:
        copy(path, unfinished)
        if not is_whole(unfinished, thorough=True):
            suspect(path)
            raise Refused(Why.PROFILE_DAMAGED, detail="found while a backup was made")
        unfinished.replace(made)
    finally:
        unfinished.unlink(missing_ok=True)
    _let_go(path)
    return made


def copy(path: Path, target: Path) -> None:
    """The copy at `path` as it stands, whoever writes to it meanwhile, in the file `target`.

    Blocks. Raises TryLater(DISK_FULL), Refused(PROFILE_DAMAGED | PROFILE_NOT_WRITABLE).
    """
    with failures(), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source:
        migrations.copy_into(source, target)


def is_whole(path: Path, *, thorough: bool = False) -> bool:
    """Whether a file is a copy that this program can work with, as far as SQLite can tell; `thorough` also compares
    the indexes with their tables."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            check = f"PRAGMA {'integrity' if thorough else 'quick'}_check(1)"
            mark = file.execute("PRAGMA application_id").fetchone()[0]
            known = 0 < migrations.version(file) <= migrations.CURRENT
            return mark == migrations.APPLICATION_ID and known and file.execute(check).fetchone() == ("ok",)
    except sqlite3.Error:
        return False


def remove(path: Path) -> None:
    """Let all of them go: something is to be forgotten for good."""
    with suppress(FileNotFoundError):
        shutil.rmtree(_folder(path))


def day(backup: Path) -> str:
    """The day (UTC) a backup was made on, as YYYY-MM-DD."""
    when = _when(backup)
    return when.date().isoformat() if when is not None else ""


def _let_go(path: Path) -> None:
    size = 0
    for number, each in enumerate(kept(path)):
        size += each.stat().st_size
        if number >= KEPT or (number and size > _BYTES):
            each.unlink()


def _folder(path: Path) -> Path:
    return path.parent / FOLDER


def _when(backup: Path) -> datetime | None:
    try:
        return datetime.strptime(backup.stem.rpartition("-")[2], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
