"""What the copy needs from time to time: a backup, an index by the rules of today, and telling of a rescue.

Repairs nothing: that is done where the copy is opened.
"""

from __future__ import annotations

import asyncio
import logging
import sys

from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.errors import DainvoError
from dainvo.store import backups
from dainvo.store.rescue import Rescue
from dainvo.store.store import FILE_NAME

log = logging.getLogger(__name__)

#: Few enough that a save hardly waits for them.
_SLICE = 25


async def rescued(desk: Desk) -> Rescue | None:
    """The last rescue of the copy that nobody was told of."""
    return desk.store.rescued()


async def rescue_seen(desk: Desk) -> None:
    """The user was told."""
    desk.store.rescue_seen()


async def reindex(desk: Desk) -> int:
    """Make the index anew where it was made by other rules; comes back with the number of events that moved."""
    moved = 0
    while True:
        done, calendars = desk.store.reindex(_SLICE)
        if calendars:
            moved += len(calendars)
            desk.publish(Changes(collections=frozenset(calendars)))
        if done:
            break
        await asyncio.sleep(0)
    if moved:
        log.info("%d events moved by newer rules of time zones", moved)
    return moved


async def moved(desk: Desk) -> int:
    """How many events are at other times because this computer has newer rules of time zones; told once. Comes back
    when all were looked at."""
    await reindex(desk)
    return desk.store.take_moved()


async def release_memory(desk: Desk) -> None:
    """Give back what opening the copy and looking through it took and nobody needs any more."""
    desk.store.release_memory()
    if sys.platform.startswith("linux"):
        await asyncio.to_thread(_trim)


def _trim() -> None:
    """The C library keeps what was freed for the next who asks; this gives whole pages of it back to the system."""
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # not every C library has it
    if trim is not None:
        trim(0)


async def back_up(desk: Desk) -> bool:
    """Write the backup of the day, off this thread; whether one was due. A failure is logged: the last one stays."""
    path = desk.profile / FILE_NAME
    if not backups.due(path, desk.now()):
        return False
    try:
        await asyncio.to_thread(backups.write, path, desk.now())
    except (DainvoError, OSError) as error:
        log.warning("no backup today: %s", error)
        return False
    return True
