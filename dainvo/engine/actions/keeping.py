"""The user's verbs about all of the program at once: settings and what no server holds, as one file, and back (A27).

Writes no secret: passwords and sign-ins stay in the keyring, and are asked for again elsewhere.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from dainvo import private_file
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.engine.file_values import KeptReport
from dainvo.errors import Malformed, Refused, Why
from dainvo.settings import Settings
from dainvo.store.rows import AccountState
from dainvo.store.sidecar import Key, Row

_KIND: Final = "dainvo"
_VERSION: Final = 1
_SETTINGS, _ROWS, _ABOUT = "settings.json", "local.jsonl", "dainvo.json"
#: A file that unpacks to more is none of ours.
_MOST: Final = 512 * 1024 * 1024
#: Wishes of this computer about meetings: two that carry out one would make two.
_LEFT_HERE: Final = frozenset({"intent"})


async def keep_all(desk: Desk, path: Path) -> KeptReport:
    """Write settings, accounts without their secrets, calendars with names, colours and order, the calendars of this
    computer with their events, and unsent changes into one file. Raises Refused(FILE_NOT_WRITTEN)."""
    accounts = events = 0
    try:
        with _private(path) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(_ABOUT, json.dumps({"kind": _KIND, "version": _VERSION}))
            file.writestr(_SETTINGS, json.dumps(desk.settings._asdict()))
            with file.open(_ROWS, "w") as out:
                for (table, key), row in desk.store.held_here():
                    if table in _LEFT_HERE:
                        continue
                    accounts, events = accounts + (table == "account"), events + (table == "resource")
                    out.write(json.dumps([table, key, row]).encode() + b"\n")
                    if not events % 200:
                        await asyncio.sleep(0)
    except OSError as error:
        about = {"file": path.name, "reason": error.strerror or ""}
        raise Refused(Why.FILE_NOT_WRITTEN, detail=str(error), about=about) from error
    return KeptReport(accounts, events, desk.settings)


async def take_all(desk: Desk, path: Path) -> KeptReport:
    """Take over such a file, in a Dainvo that has no accounts and no calendars yet; each account asks for its sign-in.

    The settings come back in the report: whoever keeps them uses them. Raises Refused (NOT_EMPTY, FILE_NOT_READ),
    Malformed(NO_KEPT_FILE).
    """
    if desk.store.accounts():
        raise Refused(Why.NOT_EMPTY)
    try:
        rows, settings = await asyncio.to_thread(_read, path)
    except OSError as error:
        about = {"file": path.name, "reason": error.strerror or ""}
        raise Refused(Why.FILE_NOT_READ, detail=str(error), about=about) from error
    desk.store.take_over(rows)
    for account in desk.store.accounts():
        if account.kind != "local":
            why = Why.ZOOM_NOT_CONNECTED if account.kind == "zoom" else Why.WRONG_PASSWORD
            state = AccountState.OK if account.kind == "feed" else AccountState.NEEDS_USER
            desk.store.set_account(account.id, state=state, why="" if account.kind == "feed" else why)
    desk.publish(Changes(account_list=True, collection_list=True, outbox=True))
    events = sum(table == "resource" for table, _ in rows)
    return KeptReport(len(desk.store.accounts()), events, settings)


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """A file for the user alone, which takes the place of `path` once it is whole."""
    fresh = private_file.beside(path)
    fresh.unlink(missing_ok=True)
    try:
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(fresh, flags, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _read(path: Path) -> tuple[dict[Key, Row], Settings]:
    """Raises OSError, Malformed(NO_KEPT_FILE)."""
    if path.exists() and not path.is_file():  # a pipe would keep us waiting
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    try:
        with zipfile.ZipFile(path) as file:
            about = json.loads(_member(file, _ABOUT))
            if about.get("kind") != _KIND or int(about.get("version", 0)) > _VERSION:
                raise ValueError("of another kind or of a newer version")
            settings = Settings.known(json.loads(_member(file, _SETTINGS)))
            return dict(_rows(_member(file, _ROWS).splitlines())), settings
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise Malformed(str(error), why=Why.NO_KEPT_FILE).naming(file=path.name) from error


def _member(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > _MOST:
        raise ValueError(f"{name} is too large")
    with file.open(name) as inner:
        content = inner.read(_MOST + 1)
    if len(content) > _MOST:
        raise ValueError(f"{name} is too large")
    return content


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[Key, Row]]:
    for line in lines:
        table, key, row = json.loads(line)
        if table not in _LEFT_HERE:
            yield (str(table), int(key)), dict(row)
