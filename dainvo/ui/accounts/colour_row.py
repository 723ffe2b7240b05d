"""The colours a calendar can have, one of them chosen.

Keeps the choice; changes no calendar.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from dainvo.ui import theme
from dainvo.ui.controls import grown, paint_focus, tip
from dainvo.ui.tokens import colour_name

_PX = 22


class _Swatch(QAbstractButton):
    """One colour."""

    def __init__(self, name: str, base: str) -> None:
        super().__init__()
        self.base = base
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setFixedSize(grown(_PX) + 6, grown(_PX) + 6)

    def sizeHint(self) -> QSize:
        return QSize(grown(_PX) + 6, grown(_PX) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(3, 3, grown(_PX), grown(_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.event_stripe(self.base))
        painter.drawRoundedRect(box, 6, 6)
        if self.isChecked():
            colours = theme.tokens()
            on_stripe = (
                colours.view if theme.contrast(colours.view, theme.event_stripe(self.base)) >= 3 else colours.text
            )
            sign = grown(14)
            at = box.center() - QPointF(sign / 2, sign / 2)
            theme.paint_icon(painter, at, "check", size=sign, role=on_stripe)
            painter.setPen(QPen(colours.text2, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 7.5, 7.5)
        if self.hasFocus():
            paint_focus(painter, box, 6)
        painter.end()


class ColourRow(QWidget):
    """The arrow keys go through the colours; `chosen` tells each choice of the user."""

    chosen = Signal(str)  # "#rrggbb"

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.swatches = [_Swatch(colour_name(name), base) for name, base in theme.EVENT_COLOURS]
        for one in self.swatches:
            self._group.addButton(one)
            layout.addWidget(one)
            one.clicked.connect(lambda _on=False, base=one.base: self._choose(base))
        layout.addStretch(1)
        self.show_colour(colour)

    @property
    def colour(self) -> str:
        """The choice as "#rrggbb"."""
        return self._colour

    def show_colour(self, colour: str) -> None:
        """Show `colour` as chosen; one that is not among them checks none."""
        self._colour = colour
        for one in self.swatches:
            one.setChecked(one.base.lower() == colour.lower())
        focus = next((one for one in self.swatches if one.isChecked()), self.swatches[0])
        self.setFocusProxy(focus)

    def _choose(self, base: str) -> None:
        self._colour = base
        self.chosen.emit(base)
