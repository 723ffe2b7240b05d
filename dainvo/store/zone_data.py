"""Which rules of time zones this computer has, so that an index made with others is known.

Reads no zone.
"""

from __future__ import annotations

import zoneinfo
from contextlib import suppress
from pathlib import Path


def version() -> str:
    """A text that changes when the rules do: the release where it is told, else the time the folder changed."""
    for folder in map(Path, zoneinfo.TZPATH):
        for name in ("tzdata.zi", "+VERSION"):
            with suppress(OSError), (folder / name).open(encoding="ascii", errors="replace") as file:
                return file.readline().removeprefix("# version").strip()
        with suppress(OSError):
            if any(folder.iterdir()):
                return f"{folder} {folder.stat().st_mtime_ns}"
    from importlib import metadata  # takes mail and archives along, for nothing where the system has zones

    with suppress(metadata.PackageNotFoundError):
        return metadata.version("tzdata")
    return ""
