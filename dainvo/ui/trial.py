"""A field and a button that let a passphrase be tried; after a wrong one both wait (Y10).

Keeps no passphrase: whoever made it says whether a typed one is right.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton

from dainvo.ui.lock_rule import Attempts


class Trial(QObject):
    """`opens` gives whether a passphrase is right, `say` shows what is wrong, `now` is seconds of a clock."""

    right = Signal()

    def __init__(
        self,
        field: QLineEdit,
        press: QPushButton,
        say: Callable[[str], object],
        opens: Callable[[str], bool],
        attempts: Attempts,
        now: Callable[[], float],
    ) -> None:
        super().__init__(field)
        self._field, self._press, self._say = field, press, say
        self._opens, self._attempts, self._now = opens, attempts, now
        self._failed = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._wait)
        press.clicked.connect(self.look)
        self._wait()

    def look(self) -> None:
        """Look at what is typed, unless it is too early; it is not kept in the field."""
        if self._attempts.wait(self._now()) > 0:
            return
        typed = self._field.text()
        self._field.clear()
        if self._opens(typed):
            self.right.emit()
            return
        self._attempts.fail(self._now())
        self._failed = True
        self._wait()

    def _wait(self) -> None:
        left = self._attempts.wait(self._now())
        self._press.setEnabled(left <= 0)
        if self._failed:
            waits = self.tr("That was not the passphrase. Wait a moment.")
            self._say(waits if left > 0 else self.tr("That was not the passphrase. Try again."))
        if left > 0:
            self._again.start(round(left * 1000) + 1)
