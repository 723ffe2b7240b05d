"""Chips or words beside each other, wrapped into lines.

Knows no chip: it lays out any widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from dainvo.ui import mirror


class Flow(QLayout):
    """The last widget takes what is left of its line."""

    def __init__(self, parent: QWidget, *, inset: int, spacing: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._inset, self._edge = inset, 0
        self.setSpacing(spacing)

    def set_room(self, inset: int, edge: int) -> None:
        """So much stays free beside the lines, and above and below them."""
        if (inset, edge) != (self._inset, self._edge):
            self._inset, self._edge = inset, edge
            self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), moving=False)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.geometry().width())))

    def minimumSize(self) -> QSize:
        return QSize(120, 28)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, moving=True)

    def _place(self, rect: QRect, *, moving: bool) -> int:
        left, right = rect.left() + self._inset, rect.right() - self._inset
        spare = rect.height() - self._place(rect, moving=False) if moving else 0
        x, y, tall = (
            left,
            rect.top() + self._edge + max(0, spare // 2),
            0,
        )  # beside what is higher they stand in the middle
        shown = [item for item in self._items if not item.isEmpty()]
        for item in shown:
            hint = item.sizeHint()
            last = item is shown[-1]
            width = min(hint.width(), right - left + 1)
            if x > left and x + width - 1 > right:
                x, y, tall = left, y + tall + self.spacing(), 0
            if moving:
                grows = last and bool(item.expandingDirections() & Qt.Orientation.Horizontal)
                wide = right - x + 1 if grows else width
                item.setGeometry(
                    mirror.box(QRect(QPoint(x, y), QSize(wide, hint.height())), rect.left() + rect.right() + 1)
                )
            x += width + self.spacing()
            tall = max(tall, hint.height())
        return y + tall + self._edge - rect.top()


def wrapping(*things: QWidget, spacing: int) -> QWidget:
    """`things` on as many lines as they need."""
    holder = QWidget()
    flow = Flow(holder, inset=0, spacing=spacing)
    for one in things:
        flow.addWidget(one)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # as high as the width makes it
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
