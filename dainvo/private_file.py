"""Writes files in one step: small ones of a profile, readable by the user alone, and whatever the user exports."""

import errno
import os
from pathlib import Path


def write(path: Path, text: str, *, durable: bool = False) -> None:
    """Let `path` hold `text`, in UTF-8; whoever reads meanwhile finds the old or the new text whole. Raises OSError.

    `durable`: it is on the disk when this returns, so that not even a power cut leaves an empty file.
    """
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        if durable:
            out.flush()
            os.fsync(descriptor)
    fresh.replace(path)


def beside(path: Path) -> Path:
    """Where a new `path` is made whole before it takes its place. Raises OSError for what a file cannot take the place
    of: a folder, a device, a pipe."""
    if not path.name or (path.exists() and not path.is_file()):
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    return path.with_name(f".{path.name}.new")
