"""An on/off switch that says why it cannot be used.

Stores nothing: whoever shows it follows `toggled`.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QToolTip, QWidget

from dainvo.ui import mirror, theme
from dainvo.ui.controls import grown, paint_focus, tip


class Switch(QAbstractButton):
    """An on/off switch. One that cannot be used says why, keeps the focus order and never toggles (M22). Space turns
    it, as with check boxes; Enter is left to the card, which saves."""

    MARGIN = 3  # room for the focus ring around the track

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason = ""
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(grown(32) + 2 * self.MARGIN, grown(18) + 2 * self.MARGIN)

    @property
    def reason(self) -> str:
        """Why it cannot be used; empty if it can."""
        return self._reason

    def set_reason(self, reason: str) -> None:
        self._reason = reason
        self.setToolTip(tip(reason))
        self.setAccessibleDescription(reason)
        self.update()

    def nextCheckState(self) -> None:
        if self._reason:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), tip(self._reason), self)
        else:
            super().nextCheckState()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # on some desktops Qt takes it for a press
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, on = theme.tokens(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror.turn(painter, self.width())
        track = QRectF(self.rect()).adjusted(self.MARGIN + 0.5, 3.5, -self.MARGIN - 0.5, -3.5)
        round_end, dot = track.height() / 2, grown(12)
        pen = QPen(colours.control_border, 1)
        if self._reason:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
            fill_colour = colours.hairline if on else QColor(Qt.GlobalColor.transparent)
        else:
            pen.setColor(colours.accent if on else colours.control_border)
            fill_colour = colours.accent if on else colours.view
        painter.setPen(pen)
        painter.setBrush(fill_colour)
        painter.drawRoundedRect(track, round_end, round_end)
        gap = (track.height() - dot) / 2
        knob = QRectF(track.right() - gap - dot if on else track.left() + gap, track.top() + gap, dot, dot)
        if self._reason:
            painter.setPen(QPen(colours.control_border, 1))
            painter.setBrush(colours.view)
            painter.drawEllipse(knob.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.on_accent if on else colours.control_border)
            painter.drawEllipse(knob)
        if self.hasFocus():
            paint_focus(painter, track, round_end)
