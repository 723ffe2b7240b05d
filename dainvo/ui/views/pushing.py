"""Keys that move or stretch the event in focus: quick presses add up, and are one move once the keys rest.

Saves nothing: where the event went is told by a signal, and until it is saved the shelf shows it there.
"""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import mirror
from dainvo.ui.views.drag import EXACT, SNAP, pushed
from dainvo.ui.views.view import Shelf, placed, same

REST_MS = 350  # after the last press: a run of presses is saved, and taken back, as one

_ALT, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
_HELD = (Qt.Key.Key_Alt, Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_WAYS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}


class Pushing(QObject):
    """Of one view. `moved` carries the event as it is saved, and its new start and end."""

    moved = Signal(object, object, object)
    pushed = Signal(object)  # the event where it is now shown

    def __init__(self, shelf: Shelf, parent: QObject) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._saved: Occurrence | None = None  # what is being pushed, as the copy has it
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)

    def take(self, event: QKeyEvent, focused: Occurrence | None) -> bool:
        """Follow the key if it is one that pushes; whether it is. Any other ends the run of presses."""
        push = _meaning(event)
        if push is None or focused is None:
            if event.key() not in _HELD:
                self.flush()
            return False
        right, down, longer, step = push
        at = self._shelf.shifted
        here = at if at is not None and same(at, focused) else focused
        goal = pushed(here, right, down, longer=longer, step=step)
        if goal is not None:
            if self._saved is None or not same(self._saved, focused):
                self.flush()
                self._saved = focused
            self._go(here, *goal)
        return True

    def holds(self, event: Occurrence | None) -> bool:
        """Whether `event` is what is being pushed."""
        return event is not None and self._saved is not None and same(self._saved, event)

    def _go(self, here: Occurrence, start: datetime | date, end: datetime | date) -> None:
        there = placed(here, start, end)
        self._shelf.shift(there)
        self._rest.start()
        self.pushed.emit(there)

    def flush(self) -> None:
        """Tell where the event went, if one is on its way."""
        self._rest.stop()
        saved, self._saved = self._saved, None
        there = self._shelf.shifted
        if saved is None or there is None or not same(saved, there):
            return
        if (saved.start, saved.end) == (there.start, there.end):
            self._shelf.shift(None)  # pushed there and back
            self.pushed.emit(saved)
        else:
            self.moved.emit(saved, there.start, there.end)


def _meaning(event: QKeyEvent) -> tuple[int, int, bool, int] | None:
    """Days to the right, steps down, whether only the end goes there, and minutes of a step."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = mirror.key(Qt.Key(event.key()))
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) and modifiers in (Qt.KeyboardModifier.NoModifier, _SHIFT):
        return 0, 1 if key == Qt.Key.Key_Plus else -1, True, SNAP
    if key not in _WAYS:
        return None
    right, down = _WAYS[key]
    if modifiers == _ALT:
        return right, down, False, SNAP
    if modifiers == _ALT | _SHIFT:
        return right, down, True, SNAP
    return (7 * right, down, False, EXACT) if modifiers == _CTRL | _SHIFT else None
