"""The days of a time grid at one size: what lies where below one another, what is under a point, and its picture.

Knows no widget and takes no input; points and rectangles are px from the top of the first hour.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views import chip_paint, days, hour_column, hour_paint, picture
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_page import Columns, DayPage, More
from dainvo.ui.views.hour_column import HourColumn
from dainvo.ui.views.laid_out import LaidOut
from dainvo.ui.views.view import Shelf, same

SLOT_MINUTES = 30


class HourPages:
    """Pages of hours."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._columns: LaidOut[HourColumn] = LaidOut()

    def page(self, empty: HourPage, before: HourPage | None) -> HourPage:
        """`empty` with its events; with what lay there `before`, if that page was of the same days and size."""
        alike = before is not None and before.frame == empty.frame and before.days.shown == empty.days.shown
        parts = before.parts if before is not None and alike else []
        for number, key in self._keys(empty):
            kept = parts[number].chips if parts else ()
            empty.add(self._columns.part(key, partial(self._placed, empty, number, kept)))
        self._columns.keep(days.PAGES * empty.columns.days)
        return empty

    def prepare(self, empty: HourPage, ratio: float) -> Iterator[None]:
        """Do all that showing it on such a screen takes, a day at a time."""
        for number, key in self._keys(empty):
            yield from self._columns.prepare(key, partial(self._placed, empty, number), ratio)
        self._columns.keep(days.PAGES * empty.columns.days)

    def _keys(self, page: HourPage) -> list[tuple[int, Hashable]]:
        """The columns of a page that has been read, each with all that it is laid out for."""
        self._columns.within(page.frame)
        now = self._shelf.now()
        held = zip(page.days.held, page.days.clocks, strict=True) if page.days.held else ()
        return [(number, (number, day, day.looks(now), clock)) for number, (day, clock) in enumerate(held)]

    def _placed(self, page: HourPage, number: int, kept: Sequence[Chip] = ()) -> HourColumn:
        return hour_column.placed(page.days, number, self._shelf, page.columns, page.axis, kept)


class HourPage:
    """`days` laid out in `columns` along `axis`. Minutes are wall clock of the day, days count from the first."""

    __slots__ = ("axis", "chips", "columns", "crowds", "days", "parts", "settings")

    def __init__(self, days: DayPage, columns: Columns, axis: Axis, settings: Settings) -> None:
        self.days, self.columns, self.axis, self.settings = days, columns, axis, settings
        self.parts: list[HourColumn] = []
        self.chips: list[Chip] = []
        self.crowds: list[More] = []

    def add(self, column: HourColumn) -> None:
        """The next day."""
        self.parts.append(column)
        self.chips += column.chips
        self.crowds += column.crowds

    @property
    def frame(self) -> tuple[object, ...]:
        """What a day is laid out for beside its events."""
        return self.columns, self.axis, self.settings

    def others(self, before: HourPage) -> list[tuple[int, int]] | None:
        """Where the columns lie that are not those of `before`; None if that was of other days, or of another size."""
        if self.frame != before.frame or self.days.shown != before.days.shown or len(self.parts) != len(before.parts):
            return None
        pairs = enumerate(zip(self.parts, before.parts, strict=True))
        return [(self.columns.left(day), self.columns.left(day + 1)) for day, (now, was) in pairs if now is not was]

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

    def paint(self, painter: QPainter, now: datetime, place: QRect) -> None:
        """What lies in `place`; or more of it, as far as the painter is cut to that."""
        page, columns, axis, bottom = self.days, self.columns, self.axis, place.bottom() + 1
        if not page.clocks:
            painter.fillRect(place, theme.tokens().view)
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
        for day, part in enumerate(self.parts):
            if columns.left(day + 1) >= place.left() and columns.left(day) <= place.right():
                part.drawn(painter.device().devicePixelRatioF()).paint(painter, place.top(), bottom)
                for crowd in part.crowds:
                    hour_paint.crowd(painter, crowd.rect, crowd.hidden)

    def paint_ring(self, painter: QPainter, event: Occurrence) -> None:
        """The ring around an event that has the focus."""
        for chip in self.chips:
            if same(chip.event, event):
                chip_paint.ring(painter, chip.rect)

    def picture(self, widget: QWidget, size: QSize, now: datetime) -> QPixmap:
        """All of it, to be copied from when it is scrolled, pointed at or dragged over."""
        return picture.drawn(widget, size, lambda painter: self.paint(painter, now, QRect(QPoint(), size)))
