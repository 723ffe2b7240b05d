"""Writes small files of a profile: in one step, readable by the user alone."""

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
