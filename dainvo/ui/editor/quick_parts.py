"""The parts that quick create alone has: the line under its title, and rows that open something.

Knows no event.
"""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dainvo.ui.controls import grown
from dainvo.ui.editor.fields import TitleField


class TitleRule(QWidget):
    """The line under the title: accent while it has the focus, danger if the title is missing."""

    def __init__(self, title: TitleField) -> None:
        super().__init__()
        self._title = title
        self.setFixedHeight(2)
        title.looks_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._title.paint_rule(QPainter(self), self.rect())


class FaceRow(QPushButton):
    """A row that opens something, with what it says as its face."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kind", "tool")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setFixedHeight(grown(36))
        self.inside = QHBoxLayout(self)
        self.inside.setContentsMargins(6, 0, 6, 0)
        self.inside.setSpacing(8)
