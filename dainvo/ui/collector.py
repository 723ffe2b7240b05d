"""Collects Python's cyclic garbage on the UI thread alone, when the event loop is about to wait.

Left to itself, Python collects on whichever thread happens to allocate: on the engine's, that would destroy widgets
there, and Qt ends the program for it. Knows nothing of what it collects.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_MANY = (2_000, 10, 10)  # new objects, and collections of the younger generation, before a generation is looked at


class Collector(QObject):
    """From here on garbage is collected when this thread's event loop has nothing else to do, until `close`.

    What there is by now stays: made once most is loaded, it need not look through that, which takes tens of
    milliseconds. While `busy` says so it waits, too.
    """

    def __init__(self, parent: QObject | None = None, *, busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._busy = busy
        self._dispatcher = QAbstractEventDispatcher.instance()
        gc.disable()
        gc.freeze()
        self._dispatcher.aboutToBlock.connect(self.collect)

    def collect(self) -> None:
        """Look at the generations that have grown enough; costs next to nothing if none has."""
        if self._busy():
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > _MANY[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give collecting back to Python."""
        self._dispatcher.aboutToBlock.disconnect(self.collect)
        gc.unfreeze()
        gc.enable()
