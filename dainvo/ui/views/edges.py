"""Turns the page while a drag rests at the left or right edge of a view, or rolls it at the upper and lower one.

Turns nothing itself: a signal says how many pages.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

NEAR_PX = 24
FIRST_MS, AGAIN_MS = 700, 900


class Edges(QObject):
    """One axis of one view; `first_ms` is how long the pointer has to rest, `again_ms` how often it goes on."""

    turned = Signal(int)

    def __init__(self, parent: QObject, first_ms: int = FIRST_MS, again_ms: int = AGAIN_MS) -> None:
        super().__init__(parent)
        self._first_ms, self._again_ms = first_ms, again_ms
        self._way = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)

    def watch(self, at: float, room: float) -> None:
        """The pointer is at `at` of `room` px."""
        way = -1 if at < NEAR_PX else 1 if at > room - NEAR_PX else 0
        if way != self._way:
            self._way = way
            if way:
                self._timer.start(self._first_ms)
            else:
                self._timer.stop()

    def rest(self) -> None:
        """The drag is over."""
        self._way = 0
        self._timer.stop()

    def _due(self) -> None:
        self._timer.start(self._again_ms)
        self.turned.emit(self._way)
