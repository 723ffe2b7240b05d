"""Turns of a wheel as whole steps: fine wheels and touch pads give many small turns for one (K11).

Knows no events of Qt but their numbers.
"""

from __future__ import annotations

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
