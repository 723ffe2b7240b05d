"""A lock that holds against other processes and that the kernel frees when its holder dies.

Is not a pid file, and keeps nothing in the file it locks.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from dainvo.errors import TryLater, Why

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PAUSE_S = 0.05


@asynccontextmanager
async def held(path: Path, *, timeout_s: float = 60.0) -> AsyncIterator[None]:
    """Hold the lock at `path` for the block. Waits in a helper thread, so that the loop goes on.

    Excludes other holders in this process too. Raises TryLater(PROFILE_BUSY) after `timeout_s`, or if the file cannot
    be opened.
    """
    given_up = threading.Event()
    attempt = asyncio.ensure_future(asyncio.to_thread(_acquired, path, time.monotonic() + timeout_s, given_up))
    try:
        descriptor = await asyncio.shield(attempt)
    except asyncio.CancelledError:
        given_up.set()
        attempt.add_done_callback(_close_late)
        raise
    except OSError as error:  # a time-out is one, too
        raise TryLater(Why.PROFILE_BUSY, detail=type(error).__name__) from error
    try:
        yield
    finally:
        os.close(descriptor)


def _acquired(path: Path, deadline: float, given_up: threading.Event) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        while not _locked(descriptor):
            if given_up.wait(_PAUSE_S) or time.monotonic() > deadline:
                raise TimeoutError
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _locked(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _close_late(attempt: asyncio.Future[int]) -> None:
    if not attempt.cancelled() and attempt.exception() is None:
        os.close(attempt.result())
