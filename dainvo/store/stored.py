"""How values stand in the tables, and what SQLite's failures mean.

Knows no table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, overload

from dainvo.errors import Refused, TryLater, Why

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: The disk does not take it, for another reason than being full.
_NOT_TAKEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)


def micros(when: datetime | None) -> int | None:
    """An aware instant as stored: microseconds since 1970 in UTC."""
    return None if when is None else (when - _EPOCH) // _MICROSECOND


@overload
def instant(stored: int) -> datetime: ...
@overload
def instant(stored: None) -> None: ...
def instant(stored: int | None) -> datetime | None:
    """The inverse of `micros`, in UTC."""
    return None if stored is None else _EPOCH + stored * _MICROSECOND


@contextmanager
def failures() -> Iterator[None]:
    """Turns what SQLite reports about the disk and the file into the errors a caller can act on."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise TryLater(Why.DISK_FULL, detail=str(error)) from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise Refused(Why.PROFILE_DAMAGED, detail=str(error)) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise Refused(Why.PROFILE_BUSY, detail=str(error)) from error
        if code in _NOT_TAKEN:
            raise Refused(Why.PROFILE_NOT_WRITABLE, detail=str(error), about={"reason": str(error)}) from error
        raise


def given(**values: Any) -> dict[str, Any]:
    """The values that are not None, as SQLite stores them."""
    return {name: _stored(value) for name, value in values.items() if value is not None}


def converted(row: Sequence[Any], kinds: Mapping[int, Callable[[Any], Any]]) -> list[Any]:
    """The values of a row, those at the places in `kinds` as that kind."""
    values = list(row)
    for place, kind in kinds.items():
        values[place] = kind(values[place])
    return values


def _stored(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return micros(value) if isinstance(value, datetime) else value
