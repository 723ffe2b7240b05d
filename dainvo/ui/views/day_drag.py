"""A drag over whole days, in the lane and in the month: moves, stretches or draws out events by days (E01–E04).

Changes no event: where it was dropped is told by signals. Over the hours it hands on to the drag there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, mirror
from dainvo.ui.views import ghost
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.drag import EDGE_PX, Grip, by_days, stretched
from dainvo.ui.views.edges import Edges

FAR_PX = 4  # a press that moves less is a click
WIDE_PX = 48  # bars narrower than this have no ends to take hold of
ROLL_MS = 350


class Field(Protocol):
    """The widget with the days."""

    @property
    def chips(self) -> list[Chip]: ...
    def day_under(self, point: QPointF) -> date: ...
    def day_boxes(self, first: date, last: date, chip: Chip | None) -> list[QRectF]: ...
    def size(self) -> QSize: ...
    def update(self) -> None: ...


class Hours(Protocol):
    """The drag of the hours below a lane."""

    def carry(self, event: Occurrence, colour: str, place: QPoint, *, exact: bool, copy: bool) -> bool: ...
    def release(self) -> bool: ...
    def cancel(self) -> bool: ...


class _Hold(NamedTuple):
    """What was pressed, and where."""

    chip: Chip | None
    grip: Grip
    point: QPointF
    day: date


class DayDrag(QObject):
    """`hours` gives the drag of the hours that an event may be taken down into."""

    moved = Signal(object, object, object)  # Occurrence, its new start and end
    copied = Signal(object, object, object)
    drawn = Signal(object, object)  # first day and the one after the last
    turned = Signal(int)  # pages
    rolled = Signal(int)  # weeks, where `rolls`

    def __init__(
        self, field: Field, parent: QObject, hours: Callable[[], Hours] | None = None, *, rolls: bool = False
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._hours = hours
        self._held: _Hold | None = None
        self._running = False
        self._below = False  # over the hours
        self._copy = False
        self._point = QPointF()
        self.turning = False
        self._pages, self._weeks = Edges(self), Edges(self, ROLL_MS, ROLL_MS)
        self._rolls = rolls
        self._pages.turned.connect(self._turn)
        self._weeks.turned.connect(self._roll)

    @property
    def running(self) -> bool:
        return self._running

    @property
    def moves(self) -> bool:
        """Whether an event is held, and by its middle."""
        return self._running and self._held is not None and self._held.chip is not None and self._held.grip is Grip.MOVE

    def press(self, chip: Chip | None, point: QPointF) -> None:
        self.cancel()
        self._held = _Hold(chip, _grip(chip, point), point, self._field.day_under(point))

    def move(self, event: QMouseEvent) -> bool:
        """Follow the pointer; whether it is a drag by now."""
        if self._held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self.cancel()
            return False
        self._point = mirror.point(event.position(), self._field.size().width())
        self._copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if not self._running and (self._point - self._held.point).manhattanLength() > FAR_PX:
            self._running = True
        if self._running:
            self._follow(self._held, event)
        return self._running

    def _follow(self, held: _Hold, event: QMouseEvent) -> None:
        if held.chip is not None and held.grip is Grip.MOVE:
            self._pages.watch(self._point.x(), self._field.size().width())
            if self._rolls:
                self._weeks.watch(self._point.y(), self._field.size().height())
            if self._hours is not None:
                self._below = self._hours().carry(
                    held.chip.event,
                    held.chip.colour,
                    event.globalPosition().toPoint(),
                    exact=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
                    copy=self._copy,
                )
        self._field.update()

    def release(self) -> bool:
        """Let go; whether a drag ended by it."""
        held, running, below, copy = self._held, self._running, self._below, self._copy
        goal = self._goal()
        if below and self._hours is not None:
            self._hours().release()
        self.cancel()
        if held is None or not running or goal is None:
            return False
        if below:
            return True
        if held.chip is None:
            self.drawn.emit(*goal)
        elif copy and held.grip is Grip.MOVE:
            self.copied.emit(held.chip.event, *goal)
        elif goal != (held.chip.event.start, held.chip.event.end):
            self.moved.emit(held.chip.event, *goal)
        return True

    def cancel(self) -> bool:
        """Put everything back (E04); whether there was a drag."""
        was, below = self._running, self._below
        self._held, self._running, self._below = None, False, False
        self._pages.rest()
        self._weeks.rest()
        if below and self._hours is not None:
            self._hours().cancel()
        if was:
            self._field.update()
        return was

    def _goal(self) -> tuple[datetime | date, datetime | date] | None:
        if self._held is None:
            return None
        chip, grip, _point, since = self._held
        day = self._field.day_under(self._point)
        if chip is None:
            return min(since, day), max(since, day) + timedelta(days=1)
        if grip is Grip.MOVE:
            return by_days(chip.event, (day - since).days)
        return stretched(chip.event, grip, day)

    def _turn(self, pages: int) -> None:
        self.turning = True
        self.turned.emit(pages)
        self.turning = False

    def _roll(self, weeks: int) -> None:
        self.rolled.emit(weeks)

    def paint(self, painter: QPainter) -> None:
        """The ghost over the page."""
        goal = self._goal()
        if not self._running or self._held is None or goal is None:
            return
        chip = self._held.chip
        if chip is not None and not self._copy:
            ghost.fade(painter, self._field.chips, chip.event)
        if self._below:
            return
        first, last = _days(goal)
        said = span(first, last)
        for box in self._field.day_boxes(first, last, chip):
            if chip is None:
                ghost.outline(painter, box, said)
            else:
                title = ghost.heading(chip.event)
                ghost.paint(painter, box, chip.colour, "", f"{'+ ' if self._copy else ''}{title} · {said}")


def on_end(chip: Chip | None, point: QPointF) -> bool:
    """Whether a press at `point` takes hold of one end of a bar."""
    return _grip(chip, point) is not Grip.MOVE


def span(first: date, last: date) -> str:
    """ "Fri 12 March", or "Fri 12 March – Sun 14 March"."""
    if first == last:
        return dates.short_day(first)
    return f"{dates.short_day(first)} – {dates.short_day(last)}"


def _days(goal: tuple[datetime | date, datetime | date]) -> tuple[date, date]:
    start, end = goal
    if isinstance(start, datetime) and isinstance(end, datetime):
        return start.date(), max(start, end - timedelta(minutes=1)).date()
    return start, end - timedelta(days=1)


def _grip(chip: Chip | None, point: QPointF) -> Grip:
    if chip is None or chip.kind != "bar" or not chip.event.all_day or chip.rect.width() < WIDE_PX:
        return Grip.MOVE
    if point.x() <= chip.rect.left() + EDGE_PX and not chip.cut[0]:
        return Grip.START
    return Grip.END if point.x() >= chip.rect.right() - EDGE_PX and not chip.cut[2] else Grip.MOVE
