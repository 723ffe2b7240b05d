"""Turns of a wheel as whole steps: fine wheels and touch pads give many small turns for one (K11).

Turns and scrolls nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

from dainvo.ui import mirror

NOTCH = 120  # what one notch of a plain wheel is


class Notches:
    """Adds up turns; a turn the other way begins anew, so that no rest of the one before is in it."""

    def __init__(self) -> None:
        self._units = 0

    def take(self, units: int) -> int:
        """Whole steps that are due, with the sign of `units`."""
        if units * self._units < 0:
            self._units = 0
        self._units += units
        steps = int(self._units / NOTCH)
        self._units -= steps * NOTCH
        return steps


def sideways(event: QWheelEvent, pages: Notches) -> int | None:
    """How many pages a turn to the side, or one with Shift, goes on; None: it goes up or down."""
    turn = event.angleDelta()
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(turn.x()) > abs(turn.y()):
        return -pages.take(mirror.way(turn.x()) or turn.y())
    return None
