"""Keeps back word of work that is mostly over at once: nothing flickers past (ux: no spinner under 400 ms).

Shows nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

LATE_MS: Final = 400


class LateWord(QTimer):
    """`then` is called as soon as the work may be told of."""

    def __init__(self, owner: QObject, then: Callable[[], None]) -> None:
        super().__init__(owner)
        self._over = False
        self._then = then
        self.setSingleShot(True)
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.setInterval(LATE_MS)
        self.timeout.connect(self._let_out)

    def may_tell(self, *, working: bool) -> bool:
        """Whether what is there now may be shown: at once if no work is going on, else when it takes long."""
        if not working:
            self.stop()
            self._over = False
            return True
        if not (self._over or self.isActive()):
            self.start()
        return self._over

    def _let_out(self) -> None:
        self._over = True
        self._then()
