"""Puts the program together: profile, settings, engine, window; and takes it apart in reverse order.

Holds no behaviour of its own.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dainvo.settings import Settings
from dainvo.store.reader import Reader

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from dainvo.engine.engine import Engine
    from dainvo.secrets import Secrets

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Profile:
    """A folder that holds one person's copy, settings and log, and what is needed to work on it."""

    folder: Path
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    secrets: Secrets | None = None  # None: the keyring of the system

    @classmethod
    def at(cls, folder: Path | None, **parts: object) -> Profile:
        """The profile in `folder`, or the user's own; made, for this user alone, if it is not there. Raises OSError."""
        if folder is None:
            from platformdirs import user_data_path

            folder = user_data_path("dainvo", appauthor=False)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(folder, **parts)  # type: ignore[arg-type]  # the fields, passed on

    @property
    def settings(self) -> Settings:
        return Settings.load(self.folder / "settings.json")

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the settings, else the computer's; UTC if that has no name."""
        return _zone(self.settings.zone)

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        reader = Reader(self.folder / COPY, zone=self.zone)
        try:
            yield reader
        finally:
            reader.close()

    def engine(self, *, background: bool) -> Engine:
        """An engine at work on this profile. Raises TryLater(PROFILE_BUSY), Refused, OSError."""
        from dainvo.engine.engine import open_engine
        from dainvo.secrets import Secrets

        return open_engine(
            self.folder,
            secrets=self.secrets or Secrets(),
            settings=self.settings,
            environ=self.environ,
            zone=self.zone,
            background=background,
        )


COPY = "dainvo.db"


def _zone(name: str) -> ZoneInfo:
    from PySide6.QtCore import QTimeZone

    for candidate in (name, QTimeZone.systemTimeZoneId().toStdString()):
        try:
            return ZoneInfo(candidate)
        except (KeyError, ValueError, OSError):
            continue  # not an IANA name on this computer
    return ZoneInfo("UTC")
