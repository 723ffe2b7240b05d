"""The picker of an event's calendar: read-only ones are listed, greyed, with the reason (E37).

Saves nothing and hides nothing.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from dainvo.ical.event import CollectionId
from dainvo.store.reader import Account, Collection
from dainvo.ui import theme
from dainvo.ui.controls import ElidedBox, grown, tip


def dot(color: str) -> QIcon:
    """A calendar's colour as a small square."""
    return _dot(theme.event_stripe(color or "#5F6F84").rgba(), grown(10))


@lru_cache(maxsize=64)
def _dot(colour: int, side: int) -> QIcon:
    picture = QPixmap(2 * side, 2 * side)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(colour))
    painter.drawRoundedRect(QRectF(0, 0, side, side), 3, 3)
    painter.end()
    return QIcon(picture)


class CalendarBox(ElidedBox):
    """`picked` comes with the id when the user chose another calendar."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setIconSize(QSize(grown(10), grown(10)))
        self.setAccessibleName(self.tr("Calendar"))
        self.setFixedHeight(grown(28))
        self.activated.connect(lambda index: self.picked.emit(self.itemData(index)))
        self.currentTextChanged.connect(self._fit)

    def fill(self, collections: list[Collection], accounts: list[Account], current: CollectionId) -> None:
        """List all calendars; a name that occurs twice is told apart by its account."""
        of_account = {one.id: one.user or one.name for one in accounts}
        names = [one.name for one in collections]
        self._model.clear()
        for one in sorted(collections, key=lambda one: not one.writable):
            text = one.name
            if names.count(one.name) > 1:
                text = self.tr("{name} ({account})").format(name=one.name, account=of_account.get(one.account, ""))
            if not one.writable:
                text = self.tr("{name} — read-only").format(name=text)
            item = QStandardItem(dot(one.color), text)
            item.setData(one.id, Qt.ItemDataRole.UserRole)
            if not one.writable:
                reason = self.tr("This calendar can’t be changed")
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                item.setToolTip(tip(reason))
                item.setData(reason, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._model.appendRow(item)
        self.select(current)

    def select(self, collection: CollectionId) -> None:
        self.setCurrentIndex(max(0, self.findData(collection)))

    def _fit(self, text: str) -> None:
        """As wide as the name chosen."""
        wide = self.fontMetrics().horizontalAdvance(text) + grown(10) + 8 + grown(24) + 20
        self.setFixedWidth(min(grown(220), max(96, wide)))

    def current(self) -> CollectionId:
        return CollectionId(int(self.currentData() or 0))
