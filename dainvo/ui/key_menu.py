"""A menu that shows the keys of its entries at its right edge.

Qt would write them left-aligned, as soon as a style sheet dresses the menu. Decides no keys.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ui import theme

_EDGE = 10  # as far from the edge as the icons are from the other


class KeyMenu(QMenu):
    """The style sheet leaves room for the keys by the property `keys`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("keys", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.tokens().text2)
        for action in self.actions():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys and not action.isShortcutVisibleInContextMenu():
                box = self.actionGeometry(action).adjusted(0, 0, -_EDGE, 0)
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
