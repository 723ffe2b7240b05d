"""The cards of Settings › Connected accounts, and the rows of calendar accounts in them; Zoom's is in `zoom_card`.

Shows what the copy knows; every button is a verb of the engine or one of the account dialogs.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.ui import mirror, theme
from dainvo.ui.controls import Elided, Parted, grown, line, plain
from dainvo.ui.framed import Framed
from dainvo.ui.notice import Notice


def indent() -> int:
    """Where what belongs to an account begins, beside its icon."""
    return grown(32) + 12


class Badge(Framed):
    """An account's icon on a quiet square."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(grown(32), grown(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme.paint_icon(painter, QPointF(grown(8), grown(8)), self._icon, size=grown(16))


class AccountRow(QWidget):
    """Icon, name, address, chip and action on one line, facts below."""

    def __init__(self, icon: str, name: str, address: str, facts: str) -> None:
        super().__init__()
        self.name = plain(name, style="body_strong")
        self.address = Elided(address, role="text2")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.name)
        self.head.addWidget(self.address, 1)
        held = QWidget()
        held.setLayout(self.head)
        held.setFixedHeight(grown(28))
        self.head.setContentsMargins(0, 0, 0, 0)
        self.facts = plain(facts, role="caption", wrap=True)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(held)
        texts.addWidget(self.facts)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(Badge(icon))
        beside.addLayout(texts, 1)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(*mirror.sides(14, 12, 12, 12))
        self.outer.setSpacing(0)
        self.outer.addLayout(beside)
        self.setAccessibleName(f"{name} {address}")

    def add_notice(self) -> Notice:
        """A line for what the user should know, below the facts; hidden until it says something."""
        notice = Notice()
        notice.hide()
        self.outer.addWidget(Parted(notice, 8, left=indent()))
        return notice


def card(rows: list[QWidget]) -> QFrame:
    """Rows in one frame, parted by hairlines."""
    made = QFrame()
    made.setProperty("role", "card")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for place, one in enumerate(rows):
        if place:
            layout.addWidget(line())
        layout.addWidget(one)
    return made
