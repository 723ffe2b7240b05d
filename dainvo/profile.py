"""A profile: the folder with one person's copy, settings and log, and what is opened on it.

Opens no window: the command line works on a profile as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dainvo.errors import DainvoError
from dainvo.settings import Settings
from dainvo.store.reader import Reader

if TYPE_CHECKING:
    from dainvo.engine.clock import Clock
    from dainvo.engine.engine import Engine
    from dainvo.secrets import Secrets

COPY = "dainvo.db"


class Profile:
    """A folder that holds one person's copy, settings and log, and what is needed to work on it.

    `environ` stands for the environment of the process; `secrets` and `clock` for the system's where they are None.
    """

    def __init__(
        self,
        folder: Path,
        *,
        environ: Mapping[str, str] | None = None,
        secrets: Secrets | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.folder = folder
        self._clock = clock
        self.environ = dict(os.environ if environ is None else environ)
        self.secrets = secrets

    @classmethod
    def at(cls, folder: Path | None) -> Profile:
        """The profile in `folder`, or the user's own; made, for this user alone, if it is not there.

        Raises Refused(PROFILE_NOT_WRITABLE), TryLater(DISK_FULL).
        """
        if folder is None:
            from platformdirs import user_data_path

            folder = user_data_path("dainvo", appauthor=False)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            from dainvo.store.place import unusable

            raise unusable(error, folder) from error
        return cls(folder)

    @property
    def settings(self) -> Settings:
        return Settings.load(self.settings_path)

    @property
    def settings_path(self) -> Path:
        return self.folder / "settings.json"

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the settings, else the computer's; if that has no name, the Zoom profile's (M69), or UTC."""
        for name in _zone_names(self.settings.zone, self.environ):
            try:
                return ZoneInfo(name)
            except (KeyError, ValueError, OSError):
                continue  # not an IANA name on this computer
        return self._zoom_zone() or ZoneInfo("UTC")

    def _zoom_zone(self) -> ZoneInfo | None:
        """What the connected Zoom user's profile says."""
        if not (self.folder / COPY).exists():
            return None
        reader = Reader(self.folder / COPY, zone=ZoneInfo("UTC"))
        try:
            names = [str(one.detail.get("zone") or "") for one in reader.accounts() if one.kind == "zoom"]
            return next((ZoneInfo(name) for name in names if name), None)
        except (DainvoError, KeyError, ValueError, OSError):
            return None
        finally:
            reader.close()

    @property
    def keyring_service(self) -> str:
        """Name of this profile's entries in the keyring: account numbers repeat from profile to profile."""
        import hashlib

        return f"dainvo {hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:16]}"

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        reader = Reader(self.folder / COPY, zone=self.zone, now=self.now)
        try:
            yield reader
        finally:
            reader.close()

    def picture(self, folder: Path) -> Profile:
        """A profile in `folder` that has what this one has now, whoever writes to it, but none of its secrets.

        Raises TryLater(DISK_FULL), Refused(PROFILE_DAMAGED | PROFILE_NOT_WRITABLE).
        """
        from dainvo.secrets import Secrets
        from dainvo.store import backups

        if (self.folder / COPY).exists():
            backups.copy(self.folder / COPY, folder / COPY)
        made = Profile(folder, environ=self.environ, secrets=Secrets.in_memory(), clock=self._clock)
        self.settings.save(made.settings_path)
        return made

    def now(self) -> datetime:
        """This instant, in UTC, by the clock of this profile."""
        return now() if self._clock is None else self._clock.now()

    def engine(self, *, background: bool) -> Engine:
        """An engine at work on this profile. Raises TryLater (PROFILE_BUSY, DISK_FULL), Refused."""
        from dainvo.engine.engine import open_engine
        from dainvo.secrets import Secrets

        return open_engine(
            self.folder,
            secrets=self.secrets or Secrets(service=self.keyring_service),
            settings=self.settings,
            environ=self.environ,
            zone=self.zone,
            background=background,
            clock=self._clock,
        )


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def _zone_names(chosen: str, environ: Mapping[str, str]) -> Iterator[str]:
    """What may be the name of the user's zone, the best first. Qt is asked last: it takes milliseconds to answer."""
    yield chosen
    if "TZ" in environ:
        yield environ["TZ"].removeprefix(":")
    else:
        try:
            _, _, name = str(Path("/etc/localtime").readlink()).rpartition("/zoneinfo/")
            yield name.removeprefix("posix/").removeprefix("right/")
        except OSError:
            pass  # not a link, or another system than Linux and macOS
    from PySide6.QtCore import QTimeZone

    yield QTimeZone.systemTimeZoneId().toStdString()
