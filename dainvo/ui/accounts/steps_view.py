"""What was tried to find a server, line by line, to be read and copied (A01).

Tries nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dainvo.errors import Why
from dainvo.ui import theme
from dainvo.ui.controls import Parted, button

if TYPE_CHECKING:
    from dainvo.engine.values import Progress

_MOST_STEPS = 7


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddAccount", text)


def step_text(step: Progress) -> str:
    """One tried step as a line: "/.well-known/caldav… found · https://…"."""
    names = {
        "typed": _tr("Address as typed"),
        "sign_in": _tr("Sign-in in the browser"),
        "srv": _tr("SRV record"),
        "well_known": "/.well-known/caldav",
        "root": _tr("Server root"),
        "principal": _tr("User"),
        "home_set": _tr("Calendar folder"),
        "calendars": _tr("Calendars"),
    }
    word, _, status = step.outcome.partition(" ")
    said = {
        "found": _tr("found"),
        "no": _tr("no"),
        "": _tr("asking"),
        Why.NOT_CALDAV.value: _tr("no CalDAV here"),
        Why.NOT_NEXTCLOUD.value: _tr("no Nextcloud here"),
        Why.WRONG_PASSWORD.value: _tr("password refused"),
        Why.OFFLINE.value: _tr("not reachable"),
        Why.NO_ANSWER.value: _tr("no answer"),
        Why.CERTIFICATE.value: _tr("certificate not trusted"),
        Why.REDIRECTED_AWAY.value: _tr("points to another server"),
        Why.NOT_UNDERSTOOD.value: _tr("answer not understood"),
        Why.PLAIN_HTTP.value: _tr("not encrypted"),
    }.get(word, word.replace("_", " "))
    line = f"{names.get(step.key, step.key)}… {said}"
    return " ".join(part for part in (line, status, f"· {step.url}" if step.url else "") if part)


class StepsView(QWidget):
    """As high as what was tried, with room for what usually comes; more of it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(self.tr("What was tried"))
        self.lines.setFont(theme.font("caption"))
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.lines.hide()
        self.copy = button(self.tr("Copy &report"), "link", small=True)
        self.copy.setStyleSheet("QPushButton { padding: 0; border: none; }")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.lines.toPlainText()))
        self.copy.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Parted(self.lines, 6))
        outer.addWidget(Parted(self.copy, 4))

    @property
    def empty(self) -> bool:
        return not self.lines.toPlainText()

    def begin(self) -> None:
        """Nothing was tried yet."""
        self.lines.clear()
        self.lines.hide()
        self.copy.hide()

    def add(self, step: Progress) -> None:
        """One more step."""
        self.lines.appendPlainText(step_text(step))
        shown = min(_MOST_STEPS, self.lines.blockCount())
        margin = 2 * (round(self.lines.document().documentMargin()) + 1 + 4) + 2
        self.lines.setFixedHeight(shown * self.lines.fontMetrics().lineSpacing() + margin)
        self.lines.show()

    def offer_copy(self) -> None:
        """It failed: what was tried can be copied."""
        self.copy.setVisible(not self.empty)

    def finish(self) -> None:
        """It went well: nobody needs to read it."""
        self.lines.hide()
        self.copy.hide()
