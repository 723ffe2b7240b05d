"""A drag over the hour grid while it lasts: its ghost, its label, scrolling and paging at the edges; Esc puts all back.

Changes no event: where it was dropped is told by signals.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QScrollBar, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density, mirror
from dainvo.ui.views import ghost
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_page import Columns, DayPage
from dainvo.ui.views.drag import DAY, EDGE_PX, FINE, SNAP, Drag, Grip, Snap
from dainvo.ui.views.edges import Edges
from dainvo.ui.views.look import instant
from dainvo.ui.views.view import announce, same

FAR_PX = 4  # a press that moves less is a click
SCROLL_PX, SCROLL_MS = 24, 30
TALL_PX = 26  # events lower than this have no edges to take hold of
NEAR_PX = 6  # of the end of another event, and of now: there a drag comes to rest
FINE_FROM = 2.0  # times the plain height of an hour: from there on the steps are finer


class Grid(Protocol):
    """What a drag asks of the hour grid it goes over."""

    axis: Axis

    @property
    def chips(self) -> list[Chip]: ...
    @property
    def days(self) -> DayPage: ...
    def columns(self) -> Columns: ...
    def now_minute(self) -> int | None: ...
    def length_of(self, event: Occurrence) -> timedelta: ...
    def slot_rect(self, day: int, minute: int, minutes: int) -> QRectF: ...
    def place_of(self, rect: QRectF) -> QRect: ...
    def scrolled(self) -> int: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...


class Held(NamedTuple):
    """The event that is dragged and its colour."""

    event: Occurrence
    colour: str


class GridDrag(QObject):
    """Minutes are wall clock, counted from midnight of the page's first column."""

    drawn = Signal(object, object, QRect)  # start and end of a new event, its place on the screen
    moved = Signal(object, object, object)  # Occurrence, its new start and end; dates if it was put in the lane
    copied = Signal(object, object, object)
    lifted = Signal(int)  # a new event that was drawn up into the lane over this day
    raised = Signal(int, object)  # the column over which it is held in the lane, -1 for none; what is held
    turned = Signal(int)  # pages

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._pressed: tuple[Chip | None, QPointF] | None = None
        self._held: Held | None = None
        self._drag: Drag | None = None
        self._snap = Snap()
        self._point = QPointF()
        self._exact = self._copy = self._high = False
        self._said = ""
        self.turning = False
        self._edges = Edges(self)
        self._edges.turned.connect(self._turn)
        self._timer = QTimer(self)
        self._timer.setInterval(SCROLL_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def running(self) -> bool:
        return self._drag is not None

    @property
    def moves(self) -> bool:
        """Whether an event is held, and by its middle."""
        return self._drag is not None and self._drag.grip is Grip.MOVE

    def press(self, chip: Chip | None, point: QPointF) -> None:
        self.cancel()  # a drag whose end went elsewhere, to a menu that opened over it
        self._pressed = (chip, point)

    def move(self, event: QMouseEvent) -> bool:
        """Follow the pointer; whether it is a drag by now."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            if self._pressed is not None:
                self.cancel()
            return False
        if self._drag is None and (event.position() - self._pressed[1]).manhattanLength() > FAR_PX:
            self._begin(*self._pressed)
        self._exact = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and self.moves
        if self._drag is not None:
            self._follow(event.position())
        return self._drag is not None

    def carry(self, event: Occurrence, colour: str, place: QPoint, *, exact: bool, copy: bool) -> bool:
        """An event of the lane is held over `place` of the screen: show it there, if these are the hours."""
        point = QPointF(self._grid.viewport().mapFromGlobal(place))
        if point.y() < 0:
            self.cancel()
            return False
        if self._drag is None:
            minutes = round(self._grid.length_of(event).total_seconds() / 60)
            self._take(Held(event, colour), Drag(Grip.MOVE, 0, 0, minutes))
        self._exact, self._copy = exact, copy
        self._follow(point)
        return True

    def release(self) -> bool:
        """Let go; whether a drag ended by it."""
        held, drag, copy = self._held, self._drag, self._copy
        span, above = self._span(), self._above()
        self.cancel()
        if drag is None or span is None:
            return False
        day = self._grid.columns().at(self._x(self._point))
        if held is None and above:
            self.lifted.emit(day)
        elif held is None:
            box = self._grid.slot_rect(span[0] // DAY, span[0] % DAY, span[1] - span[0])
            self.drawn.emit(self._grid.days.moment(span[0]), self._grid.days.moment(span[1]), self._grid.place_of(box))
        elif above and drag.grip is Grip.MOVE:
            date = self._grid.days.moment(day * DAY).date()
            (self.copied if copy else self.moved).emit(held.event, date, date + timedelta(days=1))
        else:
            goal = self._times(held.event, drag, *span)
            if copy:
                self.copied.emit(held.event, *goal)
            elif goal != (held.event.start, held.event.end):
                self.moved.emit(held.event, *goal)
        return True

    def _times(self, event: Occurrence, drag: Drag, start: int, end: int) -> tuple[datetime, datetime]:
        """The dropped ends as instants: what was moved stays as long as it is, also over a clock change."""
        if drag.grip is Grip.MOVE:
            begins = self._grid.days.moment(start)
            length = self._grid.length_of(event)
            return begins, (begins.astimezone(UTC) + length).astimezone(begins.tzinfo)
        if drag.grip is Grip.START:
            return self._grid.days.moment(start), instant(event.end)
        return instant(event.start), self._grid.days.moment(end)

    def cancel(self) -> bool:
        """Put everything back (E04); whether there was a drag."""
        was = self._drag is not None
        self._pressed = self._held = self._drag = None
        self._said = ""
        self._timer.stop()
        self._edges.rest()
        self._raise(False)
        self._grid.viewport().update()
        return was

    def _begin(self, chip: Chip | None, point: QPointF) -> None:
        anchor = self._minute(point)
        if chip is None:
            if self._x(point) >= self._grid.columns().left(0):
                self._take(None, Drag(Grip.CREATE, anchor))
            return
        span = self._grid.days.minutes_of(chip.event)
        if span is not None:
            self._take(Held(chip.event, chip.colour), Drag(self.grip_at(chip, point), anchor, *span))

    def _take(self, held: Held | None, drag: Drag) -> None:
        self._held, self._drag = held, drag
        self._snap = self._ends(held)
        self._timer.start()

    def _ends(self, held: Held | None) -> Snap:
        """Where this drag comes to rest: at quarters, at the ends of the other events, and now."""
        step = FINE if self._grid.axis.hour_px > FINE_FROM * density.current().hour else SNAP
        spans = [
            self._grid.days.minutes_of(chip.event)
            for chip in self._grid.chips
            if held is None or not same(chip.event, held.event)
        ]
        ends = {end for span in spans if span is not None for end in span}
        now = self._grid.now_minute()
        return Snap(step, tuple(ends if now is None else ends | {now}), NEAR_PX * 60 / self._grid.axis.hour_px)

    def _follow(self, point: QPointF) -> None:
        self._point = point
        if self.moves:
            self._edges.watch(self._x(point), self._grid.viewport().width())
        self._raise(self._above())
        span = self._span()
        if span is not None and (said := label(*span)) != self._said:
            self._said = said
            announce(self._grid.viewport(), said)
        self._grid.viewport().update()

    def _raise(self, high: bool) -> None:
        """Tell when it is held over the lane, and over which day."""
        if high or self._high:
            self._high = high
            self.raised.emit(self._grid.columns().at(self._x(self._point)) if high else -1, self._held)

    def _turn(self, pages: int) -> None:
        self.turning = True
        self.turned.emit(pages)
        self.turning = False
        if self._drag is not None:
            self._snap = self._ends(self._held)

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

    def _x(self, point: QPointF) -> float:
        """Where a point of the viewport is in the columns."""
        return mirror.point(point, self._grid.viewport().width()).x()

    def _minute(self, point: QPointF) -> float:
        return self._grid.columns().at(self._x(point)) * DAY + self._clock(point)

    def _clock(self, point: QPointF) -> float:
        """The minute of the day at the height of `point`; beyond the page its first or last one."""
        return self._grid.axis.minute(point.y() + self._grid.scrolled())

    def _span(self) -> tuple[int, int] | None:
        if self._drag is None:
            return None
        minute = self._minute(self._point)
        if self._drag.grip is not Grip.MOVE:  # sideways means nothing for an edge, and a new event is of one day
            minute = self._drag.anchor // DAY * DAY + self._clock(self._point)
        return self._drag.at(minute, self._grid.columns().days, exact=self._exact, snap=self._snap)

    def _above(self) -> bool:
        """Over the lane of whole days."""
        return self._drag is not None and self._point.y() < 0 and self._drag.grip in (Grip.MOVE, Grip.CREATE)

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
        if span is None:
            return
        if self._held is not None and not self._copy:
            ghost.fade(painter, self._grid.chips, self._held.event)
        if self._above():
            return
        for day in range(span[0] // DAY, (span[1] - 1) // DAY + 1):
            if 0 <= day < self._grid.columns().days:
                begin, end = max(span[0], day * DAY), min(span[1], (day + 1) * DAY)
                box = self._grid.slot_rect(day, begin - day * DAY, end - begin).adjusted(2, 1, -6, -1)
                self._paint_part(painter, box, ("+ " if self._copy else "") + label(*span) if begin == span[0] else "")

    def _paint_part(self, painter: QPainter, box: QRectF, said: str) -> None:
        if self._held is None:
            ghost.outline(painter, box, said)
        else:
            ghost.paint(painter, box, self._held.colour, ghost.heading(self._held.event) if said else "", said)


def label(start: int, end: int) -> str:
    """ "10:15 – 11:00 (45 min)"."""
    times = [datetime(2000, 1, 1, minute % DAY // 60, minute % 60, tzinfo=UTC) for minute in (start, end)]
    length = dates.elapsed(timedelta(minutes=end - start))
    return f"{dates.time_text(times[0])} – {dates.time_text(times[1])} ({length})"
