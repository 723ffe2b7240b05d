"""Rounded tokens: people and reminders as chips, states as pills.

Knows no attendee and no account: owners give words, icons and tones.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from dainvo.ui import mirror, theme
from dainvo.ui.density import grown

_TONE_ICON = {"info": "info", "warning": "warning", "danger": "stop", "ok": "check-circle", "plain": "info"}


class Chip(QAbstractButton):
    """A rounded token: a person or a reminder. A click opens what its owner connects; Delete asks for removal."""

    removed = Signal()

    MARGIN = 2  # room for the focus ring around the outline

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        color: str = "",
        initial: str = "",
        mark: tuple[str, str] | None = None,
        note: str = "",
        bad: bool = False,
        dashed: bool = False,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._initial, self._mark, self._note = icon, initial, mark, note
        self._bad, self._dashed, self._removable, self._color = bad, dashed, removable, color
        self.setText(text)
        self.setFont(theme.font("switch"))
        self.setAccessibleName(f"{text} {note}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(round(self._walk(None)) + 4, grown(24) + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = mirror.point(event.position(), self.width())
        if self._removable and at.x() > self.width() - 10 - grown(12) and self.rect().contains(event.pos()):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._walk(painter)

    def _walk(self, painter: QPainter | None) -> float:
        """Draw, or with None only measure; comes back with the width."""
        colours = theme.tokens()
        plain_font, note_font = QFont(self.font()), theme.font("switch")
        plain_font.setWeight(QFont.Weight.Normal)
        note_font.setWeight(QFont.Weight.Normal)
        metrics, middle = QFontMetrics(plain_font), self.height() / 2
        face, square, sign, small = grown(18), grown(10), grown(14), grown(12)
        if painter is not None:
            self._outline(painter)
        x = 2.0 + (3 if self._initial else 8)
        if self._initial:
            if painter is not None:
                avatar(painter, QRectF(x, middle - face / 2, face, face), self._initial, self.text())
            x += face + 6
        if self._color:
            if painter is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.event_stripe(self._color))
                painter.drawRoundedRect(QRectF(x, middle - square / 2, square, square), 3, 3)
            x += square + 6
        name = "stop" if self._bad else self._icon
        if name:
            if painter is not None:
                role = "danger" if self._bad else "text2"
                theme.paint_icon(painter, QPointF(round(x), round(middle - sign / 2)), name, size=sign, role=role)
            x += sign + 6
        x = self._text(painter, x, self.text(), plain_font, colours.danger if self._bad else colours.text)
        if self._note:
            x = self._text(painter, x + 6, self._note, note_font, colours.text2)
        for icon, role in [self._mark] if self._mark else []:
            if painter is not None:
                theme.paint_icon(painter, QPointF(round(x + 6), round(middle - small / 2)), icon, size=small, role=role)
            x += small + 6
        if self._removable:
            if painter is not None:
                theme.paint_icon(
                    painter, QPointF(round(x + 6), round(middle - small / 2)), "cross", size=small, role="text2"
                )
            return x + 6 + small + 4
        return x + 8 + metrics.leading()

    def _outline(self, painter: QPainter) -> None:
        colours = theme.tokens()
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        pen = QPen(colours.danger if self._bad else colours.control_border if self._dashed else colours.hairline, 1)
        if self._dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colours.danger_bg if self._bad else colours.window)
        radius = box.height() / 2
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), radius + 1, radius + 1)

    def _text(self, painter: QPainter | None, x: float, text: str, font: QFont, colour: QColor) -> float:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, grown(220))
        width = metrics.horizontalAdvance(shown)
        if painter is not None:
            painter.setFont(font)
            painter.setPen(colour)
            mirror.words(painter, QRectF(x, 0, width + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return x + width


def avatar(painter: QPainter, box: QRectF, initial: str, name: str) -> None:
    """A person's initial in a circle, in a colour that stays with the name."""
    bases = theme.EVENT_COLOURS
    base = bases[sum(name.lower().encode()) % len(bases)][1]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.event_fill(base))
    painter.drawEllipse(box)
    painter.setFont(theme.font("hour_now"))
    painter.setPen(theme.tokens().text)
    mirror.words(painter, box, Qt.AlignmentFlag.AlignCenter, initial)


class Pill(QWidget):
    """A state in one glance: icon and words on the tone's background."""

    def __init__(self, text: str, tone: str, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._icon = text, tone, icon or _TONE_ICON[tone]
        self.setFont(theme.font("month_chip"))
        self.setAccessibleName(text)
        self._sign = grown(14)
        self.setFixedSize(self.fontMetrics().horizontalAdvance(text) + 6 + self._sign + 5 + 8, grown(20))

    def text(self) -> str:
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        tinted = self._tone != "plain"
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.role(f"{self._tone}_bg") if tinted else colours.window)
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        role = self._tone if tinted else "text2"
        theme.paint_icon(painter, QPointF(6, (self.height() - self._sign) // 2), self._icon, size=self._sign, role=role)
        painter.setPen(colours.role(role))
        x = 6 + self._sign + 5
        mirror.words(painter, QRectF(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, self._text)
