"""What stands in place of the window while it is locked: one field, Unlock and Quit (Y10).

Knows no events and keeps no passphrase: `tried` asks whether a typed one is right.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dainvo.ui.controls import Glyph, button, column, grown, label_for, plain, row
from dainvo.ui.keys import wanted
from dainvo.ui.lock_rule import Attempts
from dainvo.ui.notice import ErrorLine
from dainvo.ui.trial import Trial

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
        self.setWindowTitle("Dainvo")
        self.setMinimumSize(420, 480)
        self.field = secret(self.tr("&Passphrase"))
        self.error = ErrorLine()
        self.error.setMinimumHeight(grown(20))
        room = self.error.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # nothing jumps when a word is said
        self.error.setSizePolicy(room)
        self.unlock = button(self.tr("&Unlock"), "primary")
        trial = Trial(self.field, self.unlock, self.error.tell, tried, attempts, now)
        trial.right.connect(self.opened)
        self.field.returnPressed.connect(trial.look)
        self.quit = button(self.tr("&Quit"))
        self.quit.clicked.connect(self.quit_wanted)
        heading = plain(self.tr("Dainvo is locked"), role="dialog")
        note = self.tr("Your calendars go on syncing. The guide says what to do if you have forgotten the passphrase.")
        inside = QWidget()
        inside.setFixedWidth(WIDTH)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(row(Glyph("lock", size=20), heading, None))
        whole.addSpacing(4)
        whole.addWidget(label_for(self.tr("&Passphrase"), self.field))
        whole.addLayout(column(self.field, self.error, spacing=2))
        whole.addLayout(row(self.unlock, self.quit, None))
        whole.addSpacing(8)
        whole.addWidget(plain(note, role="caption", wrap=True))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(row(None, inside, None))
        outer.addStretch(1)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if wanted(event) == "quit":
            self.quit_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit()
