"""The drag of the month: the pointer's events on the view that belong to it, and its rows as a field of days.

Changes no event: where it was dropped is told by the signals of the view.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import density, mirror
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_drag import DayDrag, on_end
from dainvo.ui.views.month_page import MonthPage, number_px


class Month(Protocol):
    """What the drag needs of `month.MonthView`."""

    event_copied: SignalInstance
    slot_activated: SignalInstance

    @property
    def page(self) -> MonthPage: ...
    def step(self, pages: int) -> date: ...
    def show_date(self, day: date) -> None: ...
    def roll(self, weeks: int) -> None: ...
    def on_screen(self, rect: QRectF) -> QRect: ...
    def dropped(self, event: Occurrence, start: datetime | date, end: datetime | date) -> None: ...
    def size(self) -> QSize: ...
    def update(self) -> None: ...


class MonthDrag(QObject):
    """Hears the view's events before the view; those of a drag go no farther."""

    def __init__(self, view: Month, widget: QWidget) -> None:
        super().__init__(widget)
        self._view = view
        self._widget = widget
        self._drag = DayDrag(self, self, rolls=True)
        self._drag.moved.connect(view.dropped)
        self._drag.copied.connect(view.event_copied)
        self._drag.drawn.connect(self._drawn)
        self._drag.turned.connect(lambda pages: view.show_date(view.step(pages)))
        self._drag.rolled.connect(view.roll)
        widget.installEventFilter(self)

    def press(self, event: QMouseEvent) -> None:
        """Take hold of what is under the pointer."""
        point = mirror.point(event.position(), self._widget.width())
        page = self._view.page
        if event.button() == Qt.MouseButton.LeftButton and page.day_at(point) and page.more_at(point) is None:
            self._drag.press(page.chip_at(point), point)

    @property
    def moves(self) -> bool:
        """Whether an event is held, and by its middle."""
        return self._drag.moves

    def cancel(self) -> bool:
        """Put back what is being dragged; whether anything was."""
        return self._drag.cancel()

    def paint(self, painter: QPainter) -> None:
        self._drag.paint(painter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            if event.type() == QEvent.Type.MouseMove:
                return self._drag.move(event) or self._over_end(event)
            if event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                return self._drag.release()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return event.key() == Qt.Key.Key_Escape and self._drag.cancel()
        return False

    def _over_end(self, event: QMouseEvent) -> bool:
        """Tell by the pointer that a bar can be taken by its end."""
        point = mirror.point(event.position(), self._widget.width())
        if not on_end(self._view.page.chip_at(point), point):
            return False
        self._widget.setCursor(Qt.CursorShape.SizeHorCursor)
        return True

    def _drawn(self, first: date, end: date) -> None:
        self._view.slot_activated.emit(first, end, self._view.on_screen(self._view.page.cell_of(first)))

    # the rows as a field of days

    @property
    def chips(self) -> list[Chip]:
        return self._view.page.chips

    def size(self) -> QSize:
        return self._view.size()

    def update(self) -> None:
        self._view.update()

    def day_under(self, point: QPointF) -> date:
        """The day of a point; outside of the rows the nearest."""
        page = self._view.page
        cells = [(page.cell(number), number) for number in range(7 * page.weeks)]
        _far, number = min((_distance(cell, point), number) for cell, number in cells if cell.width() > 0)
        return page.first + timedelta(days=number)

    def day_boxes(self, first: date, last: date, chip: Chip | None) -> list[QRectF]:
        """A piece for each row; the lines of the day on which the drag began tell how far down."""
        page = self._view.page
        boxes = []
        for week in range(page.weeks):
            days = [page.first + timedelta(days=7 * week + column) for column in range(7)]
            cells = [page.cell_of(day) for day in days if first <= day <= last and page.cell_of(day).width() > 0]
            if cells:
                top = page.top(week) + number_px()
                left, right = cells[0].left() + 3, cells[-1].right() - 3
                boxes.append(QRectF(left, top, right - left, density.current().chip))
        return boxes


def _distance(cell: QRectF, point: QPointF) -> float:
    away = cell.center() - point
    if cell.contains(point):
        return 0.0
    return max(abs(away.x()) - cell.width() / 2, 0.0) + max(abs(away.y()) - cell.height() / 2, 0.0) + 0.001
