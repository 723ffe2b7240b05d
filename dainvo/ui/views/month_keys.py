"""What the keys mean in a month or some weeks: a cursor over the days, the event in focus moved and opened.

Moves nothing itself; what is not of the month is left to the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import mirror

if TYPE_CHECKING:
    from dainvo.ui.views.pushing import Pushing

_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}


class Keyed(Protocol):
    """What the keys ask of a month."""

    @property
    def pushing(self) -> Pushing: ...
    def current_event(self) -> tuple[Occurrence, QRect] | None: ...
    def select(self, event: Occurrence | None) -> None: ...
    def move_cursor(self, days: int) -> None: ...
    def activate(self) -> None: ...
    def tell_about(self) -> bool: ...
    def end_hover(self) -> bool: ...


def pressed(month: Keyed, event: QKeyEvent) -> bool:
    """Do what the key means in `month`; False if it means nothing there."""
    focused = month.current_event()
    if month.pushing.take(event, focused[0] if focused is not None else None):
        return True
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    key = mirror.key(Qt.Key(event.key()))
    if key in _MOVES:
        month.move_cursor(_MOVES[key])
    elif key == Qt.Key.Key_Space and month.tell_about():
        return True
    elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        month.activate()
    elif key == Qt.Key.Key_Escape:
        return _escaped(month)
    else:
        return False
    return True


def _escaped(month: Keyed) -> bool:
    """First the card goes, then the event loses the focus."""
    if month.end_hover():
        return True
    if month.current_event() is None:
        return False
    month.select(None)
    return True
