"""The days of a time grid at one size: what lies where below one another, what is under a point, and its picture.

Knows no widget and takes no input; points and rectangles are px from the top of the first hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views import chip_paint, drawing, hour_paint, picture
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_page import Columns, DayPage, More, by_column, made_before, place_timed
from dainvo.ui.views.drawing import Drawing
from dainvo.ui.views.made import Made
from dainvo.ui.views.view import Shelf, same

SLOT_MINUTES = 30


class HourPages:
    """Pages of hours: those that were laid out last are kept as long as they would be laid out alike."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._made = Made[HourPage]()

    def page(self, empty: HourPage, before: HourPage | None) -> HourPage:
        """`empty` with its events; with what lay there `before`, if it was made for the same."""
        return self._made.page(self._made_for(empty), lambda: empty.placed(self._shelf, before))

    def prepare(self, empty: HourPage, ratio: float) -> Iterator[None]:
        """The same, and all that showing it on such a screen takes, piece by piece."""
        if self._made_for(empty) not in self._made:
            yield from empty.preparing(self._shelf, ratio)
            self._made.keep(self._made_for(empty), empty)

    def _made_for(self, page: HourPage) -> tuple[object, ...]:
        now = self._shelf.now()
        return page.days, page.columns, page.axis, page.settings, now.date(), now.hour, now.minute


class HourPage:
    """`days` laid out in `columns` along `axis`. Minutes are wall clock of the day, days count from the first."""

    __slots__ = ("axis", "chips", "columns", "crowds", "days", "drawing", "settings")

    def __init__(self, days: DayPage, columns: Columns, axis: Axis, settings: Settings) -> None:
        self.days, self.columns, self.axis, self.settings = days, columns, axis, settings
        self.chips: list[Chip] = []
        self.crowds: list[More] = []
        self.drawing: Drawing | None = None

    def placing(self, shelf: Shelf, before: HourPage | None = None) -> Iterator[None]:
        """Lay the events out day by day, if they have been read; with what lay there `before`, if it was made for the
        same."""
        kept = before.chips if before is not None and before._frame() == self._frame() else ()
        made = made_before(kept)
        for day, entries in enumerate(by_column(self.days) if self.days.clocks else ()):
            chips, crowds = place_timed(self.days, shelf, self.columns, self.axis, day, entries, made)
            self.chips += chips
            self.crowds += crowds
            yield

    def placed(self, shelf: Shelf, before: HourPage | None = None) -> HourPage:
        """The same at once."""
        for _day in self.placing(shelf, before):
            pass
        return self

    def preparing(self, shelf: Shelf, ratio: float) -> Iterator[None]:
        """Do all that showing it on such a screen takes, piece by piece."""
        yield from self.placing(shelf)
        yield from drawing.preparing(self.chips, ratio)
        self.make_ready(ratio)
        yield

    def _frame(self) -> tuple[object, ...]:
        return self.days.shown, self.columns, self.axis, self.settings

    def chip_of(self, event: Occurrence) -> Chip | None:
        return next((chip for chip in self.chips if same(chip.event, event)), None)

    def chip_at(self, point: QPointF) -> Chip | None:
        return next((chip for chip in reversed(self.chips) if chip.rect.contains(point)), None)

    def crowd_at(self, point: QPointF) -> More | None:
        return next((crowd for crowd in self.crowds if crowd.rect.contains(point)), None)

    def slot_at(self, point: QPointF) -> tuple[int, int]:
        """Day and minute of the slot under a point."""
        slot = int(self.axis.minute(point.y()) // SLOT_MINUTES) * SLOT_MINUTES
        return self.columns.at(point.x()), min(24 * 60 - SLOT_MINUTES, max(0, slot))

    def slot_rect(self, day: int, minute: int, minutes: int) -> QRectF:
        left = self.columns.left(day) + 1
        top, bottom = round(self.axis.y(minute)), round(self.axis.y(min(24 * 60, minute + minutes)))
        return QRectF(left, top, self.columns.left(day + 1) - left, bottom - top)

    def minute_of(self, now: datetime) -> int | None:
        """The minute of `now`, counted like that; None if today has no column."""
        column = self.days.column(now.date())
        return None if column is None else column * 24 * 60 + now.hour * 60 + now.minute

    def make_ready(self, ratio: float) -> Drawing:
        """The events ready to be painted on a screen of `ratio`."""
        self.drawing = drawing.ready(self.drawing, self.chips, ratio)
        return self.drawing

    def paint(self, painter: QPainter, now: datetime, top: int, bottom: int) -> None:
        """What lies from `top` to `bottom`."""
        page, columns, axis = self.days, self.columns, self.axis
        if not page.clocks:
            painter.fillRect(QRectF(0, top, columns.width, bottom - top), theme.tokens().view)
            return
        if axis.height < bottom:
            painter.fillRect(QRectF(0, axis.height, columns.width, bottom), theme.tokens().view)
        hour_paint.paper(painter, page, columns, axis, self.settings)
        hour_paint.clock_changes(painter, page, columns, axis, [chip.rect for chip in self.chips])
        if axis.folds:
            hour_paint.fold_bands(painter, columns, axis)
        shows_now = page.column(now.date()) is not None
        hour_paint.labels(painter, page, columns, axis, now.hour * 60 + now.minute if shows_now else None)
        hour_paint.now_trace(painter, page, columns, axis, now)
        self.make_ready(painter.device().devicePixelRatioF()).paint(painter, top, bottom)
        for crowd in self.crowds:
            hour_paint.crowd(painter, crowd.rect, crowd.hidden)

    def paint_ring(self, painter: QPainter, event: Occurrence) -> None:
        """The ring around an event that has the focus."""
        for chip in self.chips:
            if same(chip.event, event):
                chip_paint.ring(painter, chip.rect)

    def picture(self, widget: QWidget, size: QSize, now: datetime) -> QPixmap:
        """All of it, to be copied from when it is scrolled, pointed at or dragged over."""
        return picture.drawn(widget, size, lambda painter: self.paint(painter, now, 0, size.height()))
