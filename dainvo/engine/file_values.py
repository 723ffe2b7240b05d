"""The values of importing, exporting and backing up, light enough for a screen to import.

Frozen, so that they cross threads. Holds no sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dainvo.settings import Settings


class Standing(StrEnum):
    """How an event of a file stands to the calendar it is to go into, by its UID."""

    NEW = "new"
    KNOWN = "known"  # the same, or an older version
    NEWER = "newer"  # the calendar has an older version
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """One event of a file, as far as a preview shows it. `start` is as the file has it."""

    title: str
    start: datetime | date | None
    standing: Standing
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would do; nothing is written. `events` are the first of them, those that would change first."""

    new: int = 0
    known: int = 0
    newer: int = 0
    unreadable: int = 0
    left_out: int = 0  # tasks and journal entries, which a calendar of events does not take
    events: tuple[FoundEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class FileProgress:
    """How far an import or export is: events done, of so many (0: not known). `run` is the number of the import."""

    done: int
    total: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `run` is what `files.undo_import` takes; `known` were left as they are."""

    added: int = 0
    updated: int = 0
    known: int = 0
    unreadable: int = 0
    left_out: int = 0
    run: int = 0


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking an import back did. `stayed` were changed since and are left alone."""

    taken_back: int = 0
    stayed: int = 0


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many events were written, and how many cannot be read and were left out."""

    written: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class KeptReport:
    """What one file of everything holds: accounts without their secrets, events that no server has, the settings."""

    accounts: int
    events: int
    settings: Settings
