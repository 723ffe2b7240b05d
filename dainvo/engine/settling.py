"""Has the copy put everything on disk for good a moment after a commit that did not wait for the disk.

Writes nothing itself; what may be put off is decided where it is committed.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from dainvo.errors import DainvoError

if TYPE_CHECKING:
    from dainvo.store.store import Store

log = logging.getLogger(__name__)

#: So long after the first such commit: all that one save leads to is then one write to the disk.
SETTLE_S: Final = 0.25


class Settling:
    """Watches one store from the loop of its thread, until `end`."""

    def __init__(self, loop: asyncio.AbstractEventLoop, store: Store) -> None:
        self._loop = loop
        self._store = store
        self._timer: asyncio.TimerHandle | None = None
        store.on_behind = self._soon

    def end(self) -> None:
        """Wait for nothing any more; the store settles when it is closed."""
        if self._timer is not None:
            self._timer.cancel()

    def _soon(self) -> None:
        if self._timer is None:
            self._timer = self._loop.call_later(SETTLE_S, self._settle)

    def _settle(self) -> None:
        try:
            self._store.settle()
        except DainvoError as error:  # a full disk: the next commit tries again
            log.warning("the copy is not on disk for good yet: %s", error)
        finally:
            self._timer = None
