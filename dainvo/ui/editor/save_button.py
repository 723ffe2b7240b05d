"""Save with its keys beside it, smaller and lighter than the word.

Only says the keys: the editor listens to them.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from dainvo.ui import mirror, theme

_GAP = 7


class SaveButton(QPushButton):
    """The keys are left out while it cannot be pressed; its width stays."""

    def __init__(self, text: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._keys = keys
        self.setAutoDefault(False)
        self.setProperty("kind", "primary")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(round(_GAP + self._keys_px()), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _keys_px(self) -> float:
        return QFontMetricsF(theme.font("caption")).horizontalAdvance(self._keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        if not self.isEnabled():
            painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
            return
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colour = theme.tokens().on_accent
        word = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        left = (self.width() - word - _GAP - self._keys_px()) / 2
        height = float(self.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        mirror.turn(painter, self.width())
        painter.setPen(colour)
        mirror.words(painter, QRectF(left, 0, word + 4, height), middle, self.text())
        painter.setFont(theme.font("caption"))
        painter.setOpacity(0.86)
        mirror.words(painter, QRectF(left + word + _GAP, 0, self._keys_px() + 4, height), middle, self._keys)
