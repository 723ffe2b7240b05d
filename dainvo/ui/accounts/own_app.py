"""How to register an own Zoom app, and the place for its client id: for builds that bring none (Y13).

Talks to nobody: the id goes to whoever shows this. A public client id is no secret.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from dainvo.ui import join
from dainvo.ui.controls import beside_label, button, column, grown, label_for, plain, row, tool
from dainvo.ui.notice import ErrorLine

MARKETPLACE = "https://marketplace.zoom.us/develop/create"
SCOPES = (
    "meeting:read:list_meetings",
    "meeting:read:meeting",
    "meeting:read:invitation",
    "user:read:user",
    "user:read:email",
    "meeting:write:meeting",
    "meeting:update:meeting",
    "meeting:delete:meeting",
)
_ID = re.compile(r"[A-Za-z0-9_-]{10,64}\Z")


def steps() -> list[str]:
    """What is done at Zoom, in order."""
    return [
        _tr("Sign in at Zoom’s Marketplace and choose Develop › Build App › General App, managed by the user."),
        _tr("Under App Credentials switch “Use Public Client OAuth” on, and copy the Public Client ID."),
        _tr("Enter the address below as OAuth Redirect URL and in the OAuth Allow List; Strict Mode stays off."),
        _tr("Under Scopes add the eight permissions below, none that ends in “:admin”."),
    ]


class OwnApp(QWidget):
    """`chosen` comes with a client id that may be one."""

    chosen = Signal(str)

    def __init__(self, redirect: str = "http://127.0.0.1/callback") -> None:
        super().__init__()
        outer = column(spacing=0)
        text = self.tr("This build of Dainvo has no Zoom app of its own. You can register one in a few minutes; it")
        whole = text + " " + self.tr("needs no review and works for your own Zoom account.")
        outer.addWidget(plain(whole, wrap=True))
        outer.addSpacing(12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, step in enumerate(steps(), 1):
            number = plain(f"{place}.", role="text2")
            grid.addWidget(number, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain(step, wrap=True), place, 1)
        outer.addLayout(grid)
        outer.addSpacing(12)
        self.open_button = button(self.tr("&Open Zoom’s Marketplace"), small=True, icon="external")
        self.open_button.clicked.connect(lambda: join.browse(MARKETPLACE, self))
        outer.addLayout(row(self.open_button, None))
        outer.addSpacing(12)
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setColumnStretch(1, 1)
        self._fact(facts, self.tr("Address"), redirect)
        self._fact(facts, self.tr("Permissions"), "\n".join(SCOPES))
        outer.addLayout(facts)
        outer.addSpacing(12)
        self._make_field(outer)
        self.setLayout(outer)

    def _fact(self, grid: QGridLayout, name: str, text: str) -> None:
        place = grid.rowCount()
        shown = plain(text, style="month_time")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        shown.setAccessibleName(f"{name}: {text}")
        copier = tool("copy", self.tr("Copy: {name}").format(name=name), small=True)
        copier.clicked.connect(lambda: join.copy(text, self.tr("{name} copied").format(name=name), self))
        label = plain(name, role="text2")
        for words in (label, shown):
            beside_label(words, 24)
        grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(copier, place, 2, Qt.AlignmentFlag.AlignTop)

    def _make_field(self, outer: QVBoxLayout) -> None:
        self.field = QLineEdit()
        self.field.setFixedHeight(grown(28))
        self.field.setAccessibleName(self.tr("Public Client ID"))
        self.field.setPlaceholderText(self.tr("Public Client ID, not the “Client ID” above it"))
        self.field.returnPressed.connect(self.take)
        self.error = ErrorLine()
        layout = column(row(label_for(self.tr("Public Client &ID"), self.field), self.field, spacing=12), self.error)
        outer.addLayout(layout)
        self.field.textEdited.connect(lambda _text: self.error.tell(""))

    def take(self) -> None:
        """Hand on what was typed, or say what is wrong with it."""
        text = self.field.text().strip()
        if _ID.match(text):
            self.chosen.emit(text)
            return
        self.error.tell(self.tr("Paste the Public Client ID: letters and digits, nothing else"))
        self.field.setFocus()


def _tr(text: str) -> str:
    return QCoreApplication.translate("OwnApp", text)
