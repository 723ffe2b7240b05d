"""Tells when a window has been painted for the first time, so that everything it can do without waits until then.

A timer alone cannot tell: it may fire before a window that was just shown is painted. Does nothing of what waits.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from dainvo.settings import LOCK

SEEN_MS = 20  # after the first paint, so that all of it and what the window system has to say comes first
UNSEEN_MS = 1000  # a window that is minimised from the start is not painted: then this has to do


def show(window: QWidget, folder: Path, *, hidden: bool = False) -> None:
    """The window, or the lock in its place if there is one (Y10); nothing to be seen yet if `hidden`."""
    if (folder / LOCK).exists():
        from dainvo.ui.lock import Lock

        Lock(window, folder).begin(hidden=hidden)
    else:
        window.setVisible(not hidden)


class FirstLook(QObject):
    """Watches one window, until it has been seen."""

    painted = Signal()  # once, when the first frame is on its way to the screen
    over = Signal()  # once, after that

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window: QWidget | None = window
        self._seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            QTimer.singleShot(UNSEEN_MS, self, self._end)
        elif event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._tell)
            QTimer.singleShot(SEEN_MS, self, self._end)
        return False

    def _tell(self) -> None:
        self.painted.emit()

    def _end(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.removeEventFilter(self)
            if not self._seen:
                self.painted.emit()
            self.over.emit()
