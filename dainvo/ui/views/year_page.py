"""Twelve months on a page: where each day lies, how strongly it is tinted; and the painting of it.

Is told how full the days are; reads nothing and takes no input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dainvo.ui import dates, density, theme
from dainvo.ui.views import lettering

if TYPE_CHECKING:
    from dainvo.store.filled import Fill

TOP_PX, GAP_PX, SIDE_PX, NARROW_SIDE_PX = 16, 32, 28, 18
TITLE_PX, LETTERS_PX, BELOW_PX = 28, 20, 16
LEAST_CELL_PX, CELL_PX, LEAST_WIDE_PX = 24, 34, 24
#: How much accent a day gets: nothing, one or two events, three or four, more.
SHADES = (0.0, 0.14, 0.28, 0.45)


def _head_px() -> int:
    """What a month has above its days."""
    return density.grown(TITLE_PX) + density.grown(LETTERS_PX)


@dataclass(frozen=True, slots=True)
class YearPage:
    """Places in a page `width` px wide that is seen `height` px at a time, and may be higher than that."""

    year: int
    width: int
    height: int
    first_weekday: int

    @property
    def side(self) -> int:
        return SIDE_PX if self.width >= 640 else NARROW_SIDE_PX

    @property
    def across(self) -> int:
        """Months beside one another: four, three or two."""
        for count in (4, 3):
            if self.width >= count * 7 * density.grown(LEAST_WIDE_PX) + (count - 1) * GAP_PX + 2 * self.side:
                return count
        return 2

    @property
    def month_width(self) -> float:
        return (self.width - 2 * self.side - GAP_PX * (self.across - 1)) / self.across

    @property
    def cell_height(self) -> int:
        """As high as there is room for, within bounds: beyond them the page scrolls."""
        rows = 12 // self.across
        room = self.height - 2 * TOP_PX - rows * _head_px() - (rows - 1) * BELOW_PX
        return max(density.grown(LEAST_CELL_PX), min(density.grown(CELL_PX), room // (rows * 6)))

    @property
    def month_height(self) -> int:
        return _head_px() + 6 * self.cell_height

    @property
    def whole_height(self) -> int:
        rows = 12 // self.across
        return 2 * TOP_PX + rows * self.month_height + (rows - 1) * BELOW_PX

    def month(self, number: int) -> QRectF:
        """The place of a month, 1 to 12."""
        row, column = divmod(number - 1, self.across)
        left = self.side + column * (self.month_width + GAP_PX)
        return QRectF(round(left), TOP_PX + row * (self.month_height + BELOW_PX), self.month_width, self.month_height)

    def title(self, number: int) -> QRectF:
        """The name of a month, which leads to it."""
        place = self.month(number)
        width = lettering.width("body_strong", dates.month_name(number))
        return QRectF(place.x(), place.y(), width + 12, density.grown(TITLE_PX))

    def cell(self, day: date) -> QRectF:
        place = self.month(day.month)
        number = (day.replace(day=1).isoweekday() - self.first_weekday) % 7 + day.day - 1
        row, column = divmod(number, 7)
        left, right = (round(place.x() + self.month_width * one / 7) for one in (column, column + 1))
        top = place.y() + _head_px() + row * self.cell_height
        return QRectF(left, top, right - left, self.cell_height)

    def month_at(self, point: QPointF) -> int | None:
        return next((number for number in range(1, 13) if self.month(number).contains(point)), None)

    def day_at(self, point: QPointF) -> date | None:
        number = self.month_at(point)
        if number is None:
            return None
        first = date(self.year, number, 1)
        return next((day for day in days_of(first) if self.cell(day).contains(point)), None)


def days_of(first: date) -> list[date]:
    """The days of the month that begins with `first`."""
    return [first.replace(day=number) for number in range(1, last_day(first) + 1)]


def last_day(first: date) -> int:
    return 31 if first.month == 12 else (first.replace(month=first.month + 1) - timedelta(days=1)).day


def shade(timed: int) -> float:
    """How much accent a day with so many timed events gets."""
    return SHADES[min(len(SHADES) - 1, (timed + 1) // 2)]


def paint(painter: QPainter, page: YearPage, filled: Mapping[date, Fill], today: date) -> None:
    """The whole page."""
    painter.fillRect(QRectF(0, 0, page.width, max(page.height, page.whole_height)), theme.tokens().view)
    for number in range(1, 13):
        _paint_month(painter, page, number, filled, today)


def paint_month(painter: QPainter, page: YearPage, number: int, filled: Mapping[date, Fill], today: date) -> None:
    """One month, over what was painted there."""
    painter.fillRect(page.month(number).toAlignedRect().adjusted(-2, -2, 2, 2), theme.tokens().view)
    _paint_month(painter, page, number, filled, today)


def _paint_month(painter: QPainter, page: YearPage, number: int, filled: Mapping[date, Fill], today: date) -> None:
    first = date(page.year, number, 1)
    _paint_head(painter, page, first, (today.year, today.month) == (page.year, number))
    for day in days_of(first):
        _paint_day(painter, page.cell(day), day, filled.get(day), today)


def _paint_head(painter: QPainter, page: YearPage, first: date, current: bool) -> None:
    tokens = theme.tokens()
    place, title_px, letters_px = page.month(first.month), density.grown(TITLE_PX), density.grown(LETTERS_PX)
    painter.setPen(tokens.accent if current else tokens.text)
    lettering.line(painter, place.x() + 2, place.y(), title_px, dates.month_name(first.month), "body_strong")
    painter.setPen(tokens.text3)
    for column in range(7):
        letter = dates.weekday_letter((page.first_weekday - 1 + column) % 7 + 1)
        left = place.x() + page.month_width * column / 7
        cell = QRectF(left, place.y() + title_px, page.month_width / 7, letters_px)
        _centred(painter, cell, letter, "hour")


def _paint_day(painter: QPainter, cell: QRectF, day: date, fill: Fill | None, today: date) -> None:
    tokens = theme.tokens()
    is_today = day == today
    painter.setPen(Qt.PenStyle.NoPen)
    if is_today:
        across = min(cell.width(), cell.height()) - 2
        painter.setBrush(tokens.accent)
        painter.drawEllipse(cell.center(), across / 2, across / 2)
    elif fill is not None and fill.timed:
        tint = QColor(tokens.accent)
        tint.setAlphaF(shade(fill.timed))
        painter.setBrush(tint)
        painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 6, 6)
    painter.setPen(tokens.on_accent if is_today else tokens.text)
    _centred(painter, cell, str(day.day), "mini_today" if is_today else "mini_day")
    if fill is not None and fill.whole:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.on_accent if is_today else tokens.text2)
        painter.drawEllipse(QPointF(cell.center().x(), cell.bottom() - 5), 1.75, 1.75)


def paint_cursor(painter: QPainter, cell: QRectF) -> None:
    """The ring of the day that has the focus of the keys."""
    painter.setPen(QPen(theme.tokens().accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 6, 6)


def _centred(painter: QPainter, cell: QRectF, text: str, style: str) -> None:
    x = cell.center().x() - lettering.width(style, text) / 2
    lettering.line(painter, x, cell.y(), cell.height(), text, style)
