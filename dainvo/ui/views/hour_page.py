"""The days of a time grid at one size: what lies where below one another, what is under a point, and its picture.

Knows no widget and takes no input; points and rectangles are px from the top of the first hour.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views import hour_paint, picture
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.chip import Chip, paint_all
from dainvo.ui.views.day_page import Columns, DayPage, More, place_timed
from dainvo.ui.views.view import Shelf, same

SLOT_MINUTES = 30


class HourPage:
    """`days` laid out in `columns` along `axis`. Minutes are wall clock of the day, days count from the first."""

    __slots__ = ("axis", "chips", "columns", "crowds", "days", "settings")

    def __init__(self, days: DayPage, columns: Columns, axis: Axis, settings: Settings) -> None:
        self.days, self.columns, self.axis, self.settings = days, columns, axis, settings
        self.chips: list[Chip] = []
        self.crowds: list[More] = []

    def place(self, shelf: Shelf, before: HourPage | None = None) -> None:
        """Lay the events out, if they have been read; with what lay there `before`, if it was made for the same."""
        if self.days.clocks:
            kept = before.chips if before is not None and before._frame() == self._frame() else ()
            self.chips, self.crowds = place_timed(self.days, shelf, self.columns, self.axis, kept)

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
        paint_all(painter, (one for one in self.chips if one.rect.bottom() >= top and one.rect.top() <= bottom))
        for crowd in self.crowds:
            hour_paint.crowd(painter, crowd.rect, crowd.hidden)

    def picture(self, widget: QWidget, size: QSize, now: datetime) -> QPixmap:
        """All of it, to be copied from when it is scrolled, pointed at or dragged over."""
        return picture.drawn(widget, size, lambda painter: self.paint(painter, now, 0, size.height()))
