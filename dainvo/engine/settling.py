"""Has the copy put everything on disk for good a moment after a commit that did not wait for the disk.

Writes nothing itself; what may be put off is decided where it is committed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from dainvo.errors import DainvoError

if TYPE_CHECKING:
    from dainvo.store.store import Store

log = logging.getLogger(__name__)

#: So long after the first such commit it is written beside the copy, once what is under way has left the machine.
WRITE_S: Final = 0.02
#: And so much later all is on disk for good: what one save leads to is one write to the disk.
SETTLE_S: Final = 0.25


class Settling:
    """Watches one store from the loop of its thread, until `end`."""

    def __init__(self, loop: asyncio.AbstractEventLoop, store: Store) -> None:
        self._loop = loop
        self._store = store
        self._timers: dict[str, asyncio.TimerHandle] = {}
        store.on_behind = self._soon

    def end(self) -> None:
        """Wait for nothing any more; the store settles when it is closed."""
        for timer in self._timers.values():
            timer.cancel()

    def _soon(self) -> None:
        self._after(WRITE_S, "write", self._write)

    def _write(self) -> None:
        self._store.write_beside()
        self._after(SETTLE_S, "settle", self._store.settle)

    def _after(self, seconds: float, name: str, work: Callable[[], None]) -> None:
        """Once for all that is committed until then."""
        if name not in self._timers:
            self._timers[name] = self._loop.call_later(seconds, self._do, name, work)

    def _do(self, name: str, work: Callable[[], None]) -> None:
        del self._timers[name]
        try:
            work()
        except DainvoError as error:  # a full disk: the next commit tries again
            log.warning("the copy is not on disk for good yet: %s", error)
