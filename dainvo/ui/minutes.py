"""Tells when a minute of the clock begins, and after the computer slept that time has gone on.

Knows nothing of what is done then.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class Minutes(QObject):
    """`now` is the clock. Nothing is told before `start` and after `stop`."""

    begun = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._told: datetime | None = None  # when the clock was last looked at
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tell)

    def start(self) -> None:
        if not self._timer.isActive():
            self._wait()

    def stop(self) -> None:
        self._timer.stop()

    def catch_up(self) -> None:
        """Tell at once if more than a minute has gone by untold."""
        if self._told is not None and self._now() - self._told >= timedelta(minutes=1):
            self._tell()

    def _tell(self) -> None:
        self._wait()
        self.begun.emit()

    def _wait(self) -> None:
        self._told = now = self._now()
        self._timer.start(max(50, 60_000 - (now.second * 1000 + now.microsecond // 1000)))
