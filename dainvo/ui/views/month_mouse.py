"""What the pointer means in a month or some weeks: events, "+N more", numbers, the badge of hidden days, empty days.

Moves nothing itself; dragging is `month_drag`'s.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, SignalInstance
from PySide6.QtGui import QWheelEvent

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates
from dainvo.ui.views import wheel
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_list import DayList
from dainvo.ui.views.day_page import More
from dainvo.ui.views.month_page import MonthPage
from dainvo.ui.views.wheel import Notches


class Pointed(Protocol):
    """What the pointer asks of a month."""

    date_requested: SignalInstance
    event_opened: SignalInstance
    slot_activated: SignalInstance

    @property
    def page(self) -> MonthPage: ...
    def choose(self, event: Occurrence, place: QRect | None = None) -> None: ...
    def hover(self, under: Chip | More | None) -> None: ...
    def on_screen(self, rect: QRectF) -> QRect: ...
    def show_day_list(self, day: date, place: QRect) -> DayList: ...
    def show_left_out(self) -> None: ...
    def show_cursor(self) -> None: ...
    def current_slot(self) -> tuple[datetime, datetime, QRect]: ...
    def setCursor(self, shape: Qt.CursorShape, /) -> None: ...


class Turned(Protocol):
    """What the wheel asks of it."""

    date_changed: SignalInstance

    def hover(self, under: Chip | More | None) -> None: ...
    def step(self, pages: int) -> date: ...
    def show_date(self, day: date) -> None: ...
    def roll(self, rows: int) -> None: ...


def moved(month: Pointed, point: QPointF) -> None:
    """Show what is under the pointer, and whether a click leads somewhere."""
    page = month.page
    under = page.chip_at(point) or page.more_at(point)
    month.hover(under)
    leads = isinstance(under, More) or (under is None and (page.number_at(point) is not None or _on_badge(page, point)))
    month.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)


def clicked(month: Pointed, point: QPointF) -> None:
    page = month.page
    if (chip := page.chip_at(point)) is not None:
        month.choose(chip.event, month.on_screen(chip.rect))
    elif (more := page.more_at(point)) is not None:
        month.show_day_list(dates.ahead(page.first, more.day), month.on_screen(more.rect))
    elif (number := page.number_at(point)) is not None:
        month.date_requested.emit(number)
    elif _on_badge(page, point):
        month.show_left_out()
    elif page.day_at(point) is not None:
        month.show_cursor()


def double_clicked(month: Pointed, point: QPointF) -> None:
    page = month.page
    if (chip := page.chip_at(point)) is not None:
        month.event_opened.emit(chip.event)
    elif page.day_at(point) is not None and page.more_at(point) is None:
        month.slot_activated.emit(*month.current_slot())


def turned(month: Turned, event: QWheelEvent, rows: Notches, pages: Notches) -> None:
    """Roll by weeks; to the side, or with Shift, turn by pages."""
    month.hover(None)
    if (by := wheel.sideways(event, pages)) is None:
        if by := rows.take(event.angleDelta().y()):
            month.roll(-by)
    elif by:
        day = month.step(by)
        month.show_date(day)
        month.date_changed.emit(day)
    event.accept()


def _on_badge(page: MonthPage, point: QPointF) -> bool:
    return bool(page.missed) and page.badge().contains(point)
