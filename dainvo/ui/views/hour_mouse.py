"""What a click means in the hours: events, Join, crowds, the band of folded hours, empty slots.

Moves nothing itself; dragging is `grid_drag`'s.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, SignalInstance

from dainvo.ui.views.chip import Chip
from dainvo.ui.views.hour_page import HourPage
from dainvo.ui.views.view import same


class Pointed(Protocol):
    """What the pointer asks of the hours: `hour_grid.HourGrid`. Points are those of the page."""

    event_clicked: SignalInstance
    event_double_clicked: SignalInstance
    join_clicked: SignalInstance
    crowd_clicked: SignalInstance
    unfold_wanted: SignalInstance
    slot_clicked: SignalInstance
    slot_double_clicked: SignalInstance

    @property
    def page(self) -> HourPage: ...


def on_join(chip: Chip | None, point: QPointF) -> bool:
    return chip is not None and chip.join is not None and chip.join.contains(point)


def clicked(hours: Pointed, pressed: Chip | None, point: QPointF) -> None:
    """`pressed` is the chip on which the button went down; released on another, it was no click."""
    page = hours.page
    chip = page.chip_at(point)
    if chip is not None:
        # Not by the chip: a sync may have laid out new ones meanwhile.
        if pressed is not None and same(chip.event, pressed.event):
            (hours.join_clicked if on_join(chip, point) else hours.event_clicked).emit(chip.event)
    elif pressed is not None:
        return
    elif (crowd := page.crowd_at(point)) is not None:
        hours.crowd_clicked.emit(crowd)
    elif not page.axis.shows(page.axis.minute(point.y())):
        hours.unfold_wanted.emit()
    elif point.x() >= page.columns.left(0):
        hours.slot_clicked.emit(*page.slot_at(point))


def double_clicked(hours: Pointed, point: QPointF) -> None:
    page = hours.page
    chip = page.chip_at(point)
    if page.crowd_at(point) is not None or on_join(chip, point):
        return
    if chip is not None:
        hours.event_double_clicked.emit(chip.event)
    elif point.x() >= page.columns.left(0):
        hours.slot_double_clicked.emit(*page.slot_at(point))
