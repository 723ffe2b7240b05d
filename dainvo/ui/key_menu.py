"""A menu that shows the keys of its entries at its right edge.

Qt would write them left-aligned, as soon as a style sheet dresses the menu. Decides no keys.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ui import mirror, theme

_ROOM = 64  # what the style sheet leaves
_GAP = 24
_EDGE = 10  # as far from the edge as the icons are from the other


class KeyMenu(QMenu):
    """The style sheet leaves room for short keys by the property `keys`; longer ones take theirs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("keys", True)
        self.aboutToShow.connect(self._make_room)

    def _make_room(self) -> None:
        wide = max((self.fontMetrics().horizontalAdvance(_keys(action)) for action in self.actions()), default=0)
        if wide + _GAP + _EDGE > _ROOM:
            self.setStyleSheet(mirror.rules(f"QMenu::item {{ padding-right: {wide + _GAP + _EDGE}px; }}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.tokens().text2)
        for action in self.actions():
            keys = _keys(action)
            if keys and not action.isShortcutVisibleInContextMenu():
                box = self.actionGeometry(action).marginsRemoved(QMargins(*mirror.sides(0, 0, _EDGE, 0)))
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
