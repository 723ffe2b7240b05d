"""How far the hours are scrolled: at first, to now, and to what has the focus.

Scrolls and paints nothing else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QScrollBar, QWidget

from dainvo.ui.views import axis
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.day_page import DayPage

SPARE_PX = 8


class Hours(Protocol):
    """What is asked of the hour grid."""

    axis: Axis

    @property
    def days(self) -> DayPage: ...
    def viewport(self) -> QWidget: ...
    def verticalScrollBar(self) -> QScrollBar: ...
    def scroll_to_minute(self, minute: float) -> None: ...


def first_look(grid: Hours, start_hour: int, now: datetime) -> None:
    """Where the hours stand before anybody scrolls; a band of folded hours is seen whole."""
    seen = grid.viewport().height() * 60 / grid.axis.hour_px
    minute = now.hour * 60 + now.minute if grid.days.column(now.date()) is not None else None
    first = axis.first_minute(60 * start_hour, minute, seen)
    grid.scroll_to_minute(first if first > grid.axis.begin else 0)


def to_now(grid: Hours, now: datetime) -> None:
    """Let now be seen; if it has to be scrolled to, in the upper third."""
    at, height, top = (
        grid.axis.y(now.hour * 60 + now.minute),
        grid.viewport().height(),
        grid.verticalScrollBar().value(),
    )
    if not top + 20 <= at <= top + height - 20:
        grid.scroll_to_minute(grid.axis.minute(at - height / 3))


def make_visible(grid: Hours, rect: QRectF) -> None:
    """Scroll just as far as a place of the page needs, with some px to spare."""
    bar, height = grid.verticalScrollBar(), grid.viewport().height()
    if rect.top() < bar.value() + SPARE_PX:
        bar.setValue(round(rect.top() - SPARE_PX))
    elif rect.bottom() > bar.value() + height - SPARE_PX:
        bar.setValue(round(min(rect.top() - SPARE_PX, rect.bottom() + SPARE_PX - height)))
