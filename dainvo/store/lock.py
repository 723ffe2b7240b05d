"""The lock of a profile: one process at a time, freed by the system when the process dies.

Does not hand over to the running process: whoever fails to get it decides.
"""

from __future__ import annotations

from pathlib import Path


class ProfileLock:
    """An advisory region lock on `<folder>/dainvo.lock`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "dainvo.lock"

    def acquire(self, wait_s: float = 0.0) -> None:
        """Take the lock, trying for `wait_s`. Raises Refused(PROFILE_BUSY)."""
        raise NotImplementedError

    def release(self) -> None:
        """Give it back. Without it does nothing."""
