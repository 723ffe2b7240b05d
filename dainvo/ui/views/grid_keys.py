"""What the keys mean in day and week: a cursor over the slots, the event in focus moved and opened.

Moves nothing itself; what is not of the grid is left to the window.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import mirror
from dainvo.ui.views.day_head import DayHead
from dainvo.ui.views.hour_grid import HourGrid
from dainvo.ui.views.hour_page import SLOT_MINUTES
from dainvo.ui.views.pushing import Pushing

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -SLOT_MINUTES),
    Qt.Key.Key_Down: (0, SLOT_MINUTES),
}


class Keyed(Protocol):
    """What the keys need of the view: `time_grid.TimeGrid`."""

    @property
    def pushing(self) -> Pushing: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def grid(self) -> HourGrid: ...
    @property
    def head(self) -> DayHead: ...
    def current_event(self) -> tuple[Occurrence, QRect] | None: ...
    def select(self, event: Occurrence | None) -> None: ...
    def move_slot(self, days: int, minutes: int) -> None: ...
    def put_slot(self, minute: int) -> None: ...
    def activate(self) -> None: ...
    def tell_about(self) -> bool: ...
    def end_hover(self) -> bool: ...


def pressed(grid: Keyed, event: QKeyEvent) -> bool:
    """Do what the key means in `grid`; False if it means nothing there."""
    focused = grid.current_event()
    if grid.pushing.take(event, focused[0] if focused is not None else None):
        return True
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    key = mirror.key(Qt.Key(event.key()))
    if key in _STEPS:
        grid.move_slot(*_STEPS[key])
    elif key == Qt.Key.Key_Home:
        grid.put_slot(grid.settings.work_start_hour * 60)
    elif key == Qt.Key.Key_End:
        grid.put_slot(grid.settings.work_end_hour * 60 - SLOT_MINUTES)
    elif key == Qt.Key.Key_Space and grid.tell_about():
        return True
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        grid.activate()
    elif key == Qt.Key.Key_Escape:
        return _escaped(grid)
    else:
        return False
    return True


def _escaped(grid: Keyed) -> bool:
    """First a drag is put back, then the event loses the focus."""
    if grid.end_hover() | grid.grid.cancel_drag() | grid.head.cancel_drag():
        return True
    if grid.current_event() is None:
        return False
    grid.select(None)
    return True
