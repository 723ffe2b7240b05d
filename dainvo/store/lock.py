"""The lock of a profile: one process at a time, freed by the system when the process dies.

Does not hand over to the running process: whoever fails to get it decides.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from dainvo.errors import Refused, Why
from dainvo.store.place import unusable

_TRY_EVERY_S = 0.05

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class ProfileLock:
    """A system lock on `<folder>/dainvo.lock`; the file stays and means nothing, so that none left over locks out."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "dainvo.lock"
        self._descriptor: int | None = None

    def acquire(self, wait_s: float = 0.0) -> None:
        """Take the lock, trying for `wait_s`; having it already is fine.

        Raises Refused(PROFILE_BUSY | PROFILE_NOT_WRITABLE), TryLater(DISK_FULL).
        """
        if self._descriptor is not None:
            return
        flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(self._path, flags, 0o600)
        except OSError as error:
            raise unusable(error, self._path.parent) from error
        try:
            _take_within(descriptor, wait_s)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Give it back. Without it does nothing."""
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            try:
                _give(descriptor)
            finally:
                os.close(descriptor)


def is_locked(folder: Path) -> bool:
    """Whether another process has the profile now. Raises Refused(PROFILE_NOT_WRITABLE), TryLater(DISK_FULL)."""
    lock = ProfileLock(folder)
    try:
        lock.acquire()
    except Refused as error:
        if error.why is not Why.PROFILE_BUSY:
            raise
        return True
    lock.release()
    return False


def _take_within(descriptor: int, wait_s: float) -> None:
    until = time.monotonic() + wait_s
    while True:
        try:
            _take(descriptor)
        except OSError as error:
            if time.monotonic() >= until:
                raise Refused(Why.PROFILE_BUSY, detail="another process has the profile") from error
            time.sleep(_TRY_EVERY_S)
        else:
            return
