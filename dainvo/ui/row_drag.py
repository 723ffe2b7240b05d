"""A calendar drawn with the pointer to another place among its neighbours in the side panel (A17).

Loaded with the first press on one; says the new order, and changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QScrollArea

from dainvo.ui import theme


class RowDrag(QObject):
    """Follows the pointer from the press on a row to its release; Esc, or a list that is made anew, ends it without
    effect. A press that does not move stays a click."""

    dropped = Signal(int)  # the place among `rows`, from 0

    def __init__(self, row: QCheckBox, rows: Sequence[QCheckBox], scroll: QScrollArea) -> None:
        super().__init__(row)
        self._row, self._rows, self._scroll = row, list(rows), scroll
        self._from = row.mapFromGlobal(row.cursor().pos())
        self._moving = False
        self._over = False  # Esc: what follows until the release counts for nothing
        self._place = self._rows.index(row)
        self._line = QFrame(row.parentWidget())
        self._line.setStyleSheet(f"background: {theme.tokens().accent.name()};")
        self._line.hide()
        self.destroyed.connect(self._line.deleteLater)
        row.released.connect(self._end)  # also of a key, which moves nothing
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._moving:
            if event.type() == QEvent.Type.KeyPress:
                self._over = True
                self._line.hide()
            return event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if watched is not self._row or not isinstance(event, QMouseEvent):
            return False
        if event.type() == QEvent.Type.MouseMove:
            return self._move(event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            return self._release()
        return False

    def _move(self, point: QPoint) -> bool:
        if not self._moving:
            if abs(point.y() - self._from.y()) < QApplication.startDragDistance() or len(self._rows) < 2:
                return False
            self._moving = True
            self._row.setDown(False)
            self._row.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._over:
            return True
        y = self._row.mapToParent(point).y()
        others = [one for one in self._rows if one is not self._row]
        self._place = sum(one.geometry().center().y() < y for one in others)
        edge = others[self._place].y() if self._place < len(others) else others[-1].geometry().bottom() + 1
        self._line.setGeometry(self._row.x() + 4, edge - 1, self._row.width() - 8, 2)
        self._line.raise_()
        self._line.show()
        inside = self._scroll.widget()
        if inside is not None:
            self._scroll.ensureVisible(0, self._row.mapTo(inside, point).y(), 0, self._row.height())
        return True

    def _end(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.deleteLater()

    def _release(self) -> bool:
        moved, changed = self._moving, self._place != self._rows.index(self._row)
        if moved:
            self._row.unsetCursor()
            self._row.setDown(False)
            if changed and not self._over:
                self.dropped.emit(self._place)
        self._end()
        return moved
