"""The card behind "+N more": the whole day in order, 280 px wide.

Shows what it is given and tells which event was chosen; reads nothing.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density, mirror, theme
from dainvo.ui.card import Card
from dainvo.ui.views import chip, chip_paint, names
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.look import look
from dainvo.ui.views.view import Shelf, announce

WIDTH_PX = 280
ROW_PX = 24
MOST_ROWS = 14


def _row_px() -> int:
    return density.grown(ROW_PX)


class DayList(Card):
    """Arrows move, Enter opens, Esc and a click outside close; the focus then goes back to where it came from."""

    event_chosen = Signal(object, QRect)  # Occurrence, its row on the screen

    def __init__(self, parent: QWidget, shelf: Shelf, day: date, events: list[Occurrence]) -> None:
        super().__init__(parent, WIDTH_PX)
        self.setAccessibleName(names.day(day, shelf.now().date(), len(events)))
        self.closed.connect(self.deleteLater)
        title = QLabel(dates.long_day(day))
        title.setFont(theme.font("body_strong"))
        title.setContentsMargins(16, 12, 16, 8)
        self._rows = _Rows(shelf, events)
        self._rows.chosen.connect(self._choose)
        frame = QScrollArea()
        frame.setWidget(self._rows)
        frame.setWidgetResizable(True)
        frame.setFixedHeight(min(MOST_ROWS, len(events)) * _row_px())
        frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.viewport().setAutoFillBackground(False)
        self._rows.setAutoFillBackground(False)
        self._rows.frame = frame
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 0, 8, 8)
        inside.addWidget(frame)
        self.body.addWidget(title)
        self.body.addLayout(inside)

    @property
    def events(self) -> list[Occurrence]:
        return self._rows.events

    def show_at(self, anchor: QRect) -> None:
        """Open beside `anchor` of the screen, with the keys in the list."""
        super().show_at(anchor)
        self._rows.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, event: Occurrence, place: QRect) -> None:
        self.dismiss()
        self.event_chosen.emit(event, place)


class _Rows(QWidget):
    chosen = Signal(object, QRect)

    def __init__(self, shelf: Shelf, events: list[Occurrence]) -> None:
        super().__init__()
        self.events = events
        self.frame: QScrollArea | None = None
        self._shelf = shelf
        self._chips: list[Chip] = []
        self._at = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(len(events) * _row_px())

    def sizeHint(self) -> QSize:
        return QSize(density.grown(WIDTH_PX) - 16, len(self.events) * _row_px())

    def _drawings(self) -> list[Chip]:
        if not self._chips:
            now = self._shelf.now()
            for number, event in enumerate(self.events):
                rect = QRectF(0, number * _row_px() + 3, self.width(), _row_px() - 6)  # 3 px are the ring's
                colour = self._shelf.colour(event.collection)
                if event.all_day:
                    self._chips.append(chip.bar(event, look(event, now), colour, rect.adjusted(3, 0, -3, 0)))
                else:
                    self._chips.append(chip.line(event, look(event, now), colour, rect, camera=True))
        return self._chips

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, drawing in enumerate(self._drawings()):
            if number == self._at and drawing.kind == "line":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.tokens().selection)
                painter.drawRoundedRect(drawing.rect.adjusted(0, -2, 0, 2), 5, 5)
            drawing.paint(painter)
            if number == self._at and drawing.kind == "bar":
                chip_paint.ring(painter, drawing.rect)
        painter.end()

    def _go(self, number: int) -> None:
        if not self.events:
            return
        self._at = max(0, min(len(self.events) - 1, number))
        self.update()
        if self.frame is not None:
            self.frame.ensureVisible(0, self._at * _row_px() + _row_px() // 2, 0, _row_px())
        event = self.events[self._at]
        announce(self, names.full(event, self._shelf.name(event.collection), (self._at + 1, len(self.events))))

    def _choose(self) -> None:
        if not self.events:
            return
        rect = self._drawings()[self._at].rect.toRect()
        self.chosen.emit(self.events[self._at], QRect(self.mapToGlobal(rect.topLeft()), rect.size()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(self._at + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self.events) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go(self._at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // _row_px())
        if row != self._at and 0 <= row < len(self.events):
            self._at = row
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // _row_px())
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self.events):
            self._at = row
            self._choose()
