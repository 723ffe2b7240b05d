"""Events in folded hours: a dot each in the band of their day, and a count where the dots have no room (V15).

Chooses places only; the dots are chips like all others, so that they are hit, hovered and opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from dainvo.ical.occurrence import Occurrence
from dainvo.ui.views import layout
from dainvo.ui.views.axis import BAND_PX, Axis
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.look import look
from dainvo.ui.views.view import Shelf

DOT_PX, STEP_PX, SIDE_PX = 7, 10, 4
MORE_PX = 34  # for "+123"
Entry = tuple[Occurrence, layout.Piece]


def is_folded(piece: layout.Piece, axis: Axis) -> bool:
    """Whether nothing of `piece` lies in the hours that are shown."""
    return _before(piece, axis) or _after(piece, axis)


def _before(piece: layout.Piece, axis: Axis) -> bool:
    return axis.begin > 0 and piece.end <= axis.begin and piece.start < axis.begin


def _after(piece: layout.Piece, axis: Axis) -> bool:
    return axis.end < layout.DAY_MINUTES and piece.start >= axis.end


def place(
    entries: Sequence[Entry], shelf: Shelf, axis: Axis, left: int, width: int
) -> tuple[list[Chip], list[tuple[QRectF, int]]]:
    """The dots of one day in both bands; and where how many are counted that have no room."""
    dots: list[Chip] = []
    more: list[tuple[QRectF, int]] = []
    for test, top in ((_before, 0.0), (_after, axis.bottom)):
        found = sorted((one for one in entries if test(one[1], axis)), key=lambda one: (one[1].start, one[1].end))
        room = max(0, (width - 2 * SIDE_PX) // STEP_PX)
        if len(found) > room:
            room = max(0, (width - 2 * SIDE_PX - MORE_PX) // STEP_PX)
            rect = QRectF(left + SIDE_PX + room * STEP_PX, round(top), MORE_PX, BAND_PX)
            more.append((rect, len(found) - room))
        for number, (event, _piece) in enumerate(found[:room]):
            y = round(top + (BAND_PX - DOT_PX) / 2)
            rect = QRectF(left + SIDE_PX + number * STEP_PX, y, DOT_PX, DOT_PX)
            dots.append(Chip(event, look(event, shelf.now()), shelf.colour(event.collection), rect, "dot"))
    return dots, more
