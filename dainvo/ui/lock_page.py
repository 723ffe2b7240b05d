"""What stands in place of the window while it is locked: one field, Unlock and Quit (Y10).

Knows no events and keeps no passphrase: `tried` asks whether a typed one is right.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dainvo.ui.controls import Glyph, button, label_for, plain, row
from dainvo.ui.keys import wanted
from dainvo.ui.lock_rule import Attempts
from dainvo.ui.notice import ErrorLine

WIDTH = 340


def secret(text: str) -> QLineEdit:
    """A field whose letters nobody sees, called `text`."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
    field.setMinimumHeight(32)
    field.setAccessibleName(text.replace("&", ""))
    return field


class LockPage(QWidget):
    """A window of its own. `tried` gives whether a passphrase is right; `now` seconds of a clock."""

    opened = Signal()
    quit_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, tried: Callable[[str], bool], attempts: Attempts, now: Callable[[], float]) -> None:
        super().__init__()
        self._tried, self._attempts, self._now = tried, attempts, now
        self.setWindowTitle("Dainvo")
        self.setMinimumSize(420, 480)
        self.field = secret(self.tr("&Passphrase"))
        self.field.returnPressed.connect(self._try)
        self.error = ErrorLine()
        self.unlock = button(self.tr("&Unlock"), "primary")
        self.unlock.clicked.connect(self._try)
        self.quit = button(self.tr("&Quit"))
        self.quit.clicked.connect(self.quit_wanted)
        heading = plain(self.tr("Dainvo is locked"), role="dialog")
        note = self.tr("Your calendars go on syncing. The guide says what to do if you have forgotten the passphrase.")
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._let)
        inside = QWidget()
        inside.setFixedWidth(WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Glyph("lock", size=32), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(heading)
        column.addWidget(label_for(self.tr("&Passphrase"), self.field))
        column.addWidget(self.field)
        column.addWidget(self.error)
        column.addLayout(row(self.unlock, self.quit, None))
        column.addSpacing(8)
        column.addWidget(plain(note, role="caption", wrap=True))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inside, 0, Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(1)
        self.field.setFocus()
        self._wait()

    def _try(self) -> None:
        if self._attempts.wait(self._now()) > 0:
            return
        typed = self.field.text()
        self.field.clear()
        if self._tried(typed):
            self.opened.emit()
            return
        self._attempts.fail(self._now())
        self.error.tell(self.tr("That is not the passphrase. Wait a moment, then try again."))
        self._wait()

    def _wait(self) -> None:
        left = self._attempts.wait(self._now())
        self.unlock.setEnabled(left <= 0)
        if left > 0:
            self._again.start(round(left * 1000) + 1)

    def _let(self) -> None:
        self._wait()
        if self.unlock.isEnabled() and not self.error.isHidden():
            self.error.tell(self.tr("That was not the passphrase."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if wanted(event) == "quit":
            self.quit_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit()
