"""A drag over the hour grid while it lasts: its ghost, its label, scrolling at the edges; Esc puts everything back.

Changes no event: where it was dropped is told by signals.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QScrollBar, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, theme
from dainvo.ui.views import lettering
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_page import Columns
from dainvo.ui.views.drag import DAY, EDGE_PX, Drag, Grip
from dainvo.ui.views.look import instant

FAR_PX = 4  # a press that moves less is a click
SCROLL_PX, SCROLL_MS = 24, 30
TALL_PX = 26  # events lower than this have no edges to take hold of


class Grid(Protocol):
    """What a drag asks of the hour grid it goes over."""

    hour_px: float

    def columns(self) -> Columns: ...
    def moment(self, minute: int) -> datetime: ...
    def minutes_of(self, event: Occurrence) -> tuple[int, int] | None: ...
    def slot_rect(self, day: int, minute: int, minutes: int) -> QRectF: ...
    def place_of(self, rect: QRectF) -> QRect: ...
    def scrolled(self) -> int: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...


class GridDrag(QObject):
    """Minutes are wall clock, counted from midnight of the page's first day."""

    drawn = Signal(object, object, QRect)  # start and end of a new event, its place on the screen
    moved = Signal(object, object, object)  # Occurrence, its new start and end; dates if it was put in the lane
    lifted = Signal(int)  # a new event that was drawn up into the lane over this day

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._pressed: tuple[Chip | None, QPointF] | None = None
        self._drag: Drag | None = None
        self._point = QPointF()
        self._exact = False
        self._timer = QTimer(self)
        self._timer.setInterval(SCROLL_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def running(self) -> bool:
        return self._drag is not None

    def press(self, chip: Chip | None, point: QPointF) -> None:
        self.cancel()  # a drag whose end went elsewhere, to a menu that opened over it
        self._pressed = (chip, point)

    def move(self, event: QMouseEvent) -> bool:
        """Follow the pointer; whether it is a drag by now."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            if self._pressed is not None:
                self.cancel()
            return False
        self._point = event.position()
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._drag is None:
            far = (self._point - self._pressed[1]).manhattanLength() > FAR_PX
            self._drag = self._begin(*self._pressed) if far else None
            if self._drag is not None:
                self._timer.start()
        if self._drag is not None:
            self._grid.viewport().update()
        return self._drag is not None

    def release(self) -> bool:
        """Let go; whether a drag ended by it."""
        pressed, drag = self._pressed, self._drag
        span, above = self._span(), self._above()
        self.cancel()
        if pressed is None or drag is None or span is None:
            return False
        event = pressed[0].event if pressed[0] is not None else None
        day = self._grid.columns().at(self._point.x())
        if above and event is None:
            self.lifted.emit(day)
        elif above and event is not None and drag.grip is Grip.MOVE:
            date = self._grid.moment(day * DAY).date()
            self.moved.emit(event, date, date + timedelta(days=1))
        elif event is None:
            box = self._grid.slot_rect(span[0] // DAY, span[0] % DAY, span[1] - span[0])
            self.drawn.emit(self._grid.moment(span[0]), self._grid.moment(span[1]), self._grid.place_of(box))
        elif span != (drag.start, drag.end):
            self.moved.emit(event, *self._times(event, drag, *span))
        return True

    def _times(self, event: Occurrence, drag: Drag, start: int, end: int) -> tuple[datetime, datetime]:
        """The dropped ends as instants: what was moved stays as long as it is, also over a clock change."""
        before = instant(event.start), instant(event.end)
        if drag.grip is Grip.MOVE:
            begins = self._grid.moment(start)
            return begins, (begins.astimezone(UTC) + (before[1] - before[0])).astimezone(begins.tzinfo)
        if drag.grip is Grip.START:
            return self._grid.moment(start), before[1]
        return before[0], self._grid.moment(end)

    def cancel(self) -> bool:
        """Put everything back (E04); whether there was a drag."""
        was = self._drag is not None
        self._pressed = self._drag = None
        self._timer.stop()
        self._grid.viewport().update()
        return was

    def _begin(self, chip: Chip | None, point: QPointF) -> Drag | None:
        anchor = self._minute(point)
        if chip is None:
            return Drag(Grip.CREATE, anchor) if point.x() >= self._grid.columns().left(0) else None
        span = self._grid.minutes_of(chip.event)
        return None if span is None else Drag(self.grip_at(chip, point), anchor, *span)

    def on_edge(self, chip: Chip, point: QPointF) -> bool:
        """Whether a press at `point` of the viewport takes hold of one end."""
        return self.grip_at(chip, point) is not Grip.MOVE

    def grip_at(self, chip: Chip, point: QPointF) -> Grip:
        """What a press at `point` of the viewport takes hold of."""
        y = point.y() + self._grid.scrolled()
        _left, cut_start, _right, cut_end = chip.cut
        if chip.rect.height() < TALL_PX:
            return Grip.MOVE
        if y <= chip.rect.top() + EDGE_PX and not cut_start:
            return Grip.START
        return Grip.END if y >= chip.rect.bottom() - EDGE_PX and not cut_end else Grip.MOVE

    def _minute(self, point: QPointF) -> float:
        return self._grid.columns().at(point.x()) * DAY + self._clock(point)

    def _clock(self, point: QPointF) -> float:
        """The minute of the day at the height of `point`; beyond the page its first or last one."""
        return max(0.0, min(float(DAY), (point.y() + self._grid.scrolled()) * 60 / self._grid.hour_px))

    def _span(self) -> tuple[int, int] | None:
        if self._drag is None:
            return None
        minute = self._minute(self._point)
        if self._drag.grip is not Grip.MOVE:  # sideways means nothing for an edge, and a new event is of one day
            minute = self._drag.anchor // DAY * DAY + self._clock(self._point)
        return self._drag.at(minute, self._grid.columns().days, exact=self._exact)

    def _above(self) -> bool:
        """Over the lane of whole days."""
        return self._point.y() < 0

    def _scroll(self) -> None:
        height = self._grid.viewport().height()
        y = self._point.y()
        near = y - SCROLL_PX if 0 <= y < SCROLL_PX else y - (height - SCROLL_PX) if y > height - SCROLL_PX else 0
        if near:
            bar = self._grid.verticalScrollBar()
            bar.setValue(bar.value() + round(max(-12, min(12, near / 2))))
            self._grid.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """The ghost, in the coordinates of the page."""
        span = self._span()
        if span is None or self._above():
            return
        chip = self._pressed[0] if self._pressed is not None else None
        colour = theme.event_stripe(chip.colour) if chip is not None else theme.tokens().accent
        for day in range(span[0] // DAY, (span[1] - 1) // DAY + 1):
            if not 0 <= day < self._grid.columns().days:
                continue
            begin, end = max(span[0], day * DAY), min(span[1], (day + 1) * DAY)
            box = self._grid.slot_rect(day, begin - day * DAY, end - begin).adjusted(2, 1, -6, -1)
            fill = QColor(colour)
            fill.setAlphaF(0.28)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(fill)
            painter.drawRoundedRect(box, 6, 6)
            if begin == span[0]:
                self._paint_label(painter, box, *span)

    def _paint_label(self, painter: QPainter, box: QRectF, start: int, end: int) -> None:
        said = label(start, end)
        room = round(max(40.0, box.width() - 12))
        painter.setPen(theme.tokens().text)
        base = lettering.baseline("event_detail", box.y() + 3, 16)
        lettering.draw(painter, box.x() + 6, base, lettering.elided("event_detail", said, room), "event_detail")


def label(start: int, end: int) -> str:
    """ "10:15 – 11:00 (45 min)"."""
    times = [datetime(2000, 1, 1, minute % DAY // 60, minute % 60, tzinfo=UTC) for minute in (start, end)]
    length = dates.elapsed(timedelta(minutes=end - start))
    return f"{dates.time_text(times[0])} – {dates.time_text(times[1])} ({length})"
