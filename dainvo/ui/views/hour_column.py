"""The hours of one day at one size: what lies where below and beside one another.

Puts the arithmetic of `layout` and the drawings of `chip` together; knows nothing of the days beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from dainvo.ical.occurrence import Occurrence, RecurrenceId, ResourceId
from dainvo.ui import dates, density
from dainvo.ui.views import chip, drawing, layout, names
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_page import Columns, DayPage, More
from dainvo.ui.views.days import Day
from dainvo.ui.views.drawing import Drawing
from dainvo.ui.views.look import instant, look
from dainvo.ui.views.view import Shelf

if TYPE_CHECKING:
    from dainvo.ui.views.layout import ClockDay, Piece

    Placed = tuple[Occurrence, Piece]

LEAST_CHIP_PX = 20


class HourColumn:
    """The chips of one day, in px of the whole page, and the "+N" of crowded hours. They stay as they are."""

    __slots__ = ("_drawing", "chips", "crowds")

    def __init__(self, chips: list[Chip], crowds: list[More]) -> None:
        self.chips, self.crowds = chips, crowds
        self._drawing: Drawing | None = None

    def drawn(self, ratio: float) -> Drawing:
        """The chips ready to be painted on a screen of `ratio`."""
        self._drawing = drawing.ready(self._drawing, self.chips, ratio)
        return self._drawing


def placed(
    page: DayPage, number: int, shelf: Shelf, columns: Columns, axis: Axis, before: Iterable[Chip] = ()
) -> HourColumn:
    """The column `number` of `page`, which has been read. Chips that there were `before` on that day and would be made
    alike stay, after an edit nearly all."""
    made = {_place(one.event, one.rect): one for one in before}
    clock, now = page.clocks[number], shelf.now()
    entries = _pieces(page.held[number], page.shown[number], clock)
    chips: list[Chip] = []
    crowds: list[More] = []
    left, width = columns.left(number), columns.left(number + 1) - columns.left(number)
    if axis.folds:
        from dainvo.ui.views import folded  # few fold the night away

        chips, more = folded.place(entries, shelf, axis, left, width)
        crowds += [More(rect, number, count) for rect, count in more]
        entries = [entry for entry in entries if not folded.is_folded(entry[1], axis)]
    items = [
        layout.Interval(key, piece.start, piece.end, shelf.order(event)) for key, (event, piece) in enumerate(entries)
    ]
    least = density.grown(LEAST_CHIP_PX) * 60 / axis.hour_px
    boxes, hidden = layout.arrange(items, least_minutes=least, width_px=width, bounds=(axis.begin, axis.end))
    for box in boxes:
        event, piece = entries[box.key]
        rect, seen, colour = _rect(box, left, width, axis), look(event, now), shelf.colour(event.collection)
        one = made.get(_place(event, rect))
        if one is None or (one.event, one.rect, one.look, one.colour) != (event, rect, seen, colour):
            one = chip.timed(
                event,
                seen,
                colour,
                rect,
                cut_start=piece.cut_start or piece.start < axis.begin,
                cut_end=piece.cut_end or piece.end > axis.end,
                second=piece.second,
                extra=_extra(event, clock),
            )
        chips.append(one)
    crowds += [More(_rect(crowd, left, width, axis), number, len(crowd.keys)) for crowd in hidden]
    return HourColumn(chips, crowds)


def _place(event: Occurrence, rect: QRectF) -> tuple[ResourceId, RecurrenceId, float, float]:
    return event.resource, event.recurrence_id, rect.x(), rect.y()


def _pieces(held: Day, day: date, clock: ClockDay) -> list[Placed]:
    """What of the events of a day lies in its hours."""
    steady = clock.before == clock.after
    found: list[Placed] = []
    for begins, ends, event in (*held.timed_on, *held.timed):
        if steady and begins == ends:
            found.append((event, _piece(event, day)))
        else:
            parts = layout.pieces(instant(event.start), instant(event.end), day, 1)
            found += [(event, piece) for piece in parts]
    return found


def _piece(event: Occurrence, day: date) -> Piece:
    """That of an event which lies on one day, whose clock does not change, as nearly all do."""
    start, end = instant(event.start), instant(event.end)
    begin = start.hour * 60 + start.minute
    until = end.hour * 60 + end.minute if end.date() == day else layout.DAY_MINUTES
    return layout.Piece(0, begin, max(begin, until) if end > start else begin)


def _rect(box: layout.Box | layout.Crowd, left: int, width: int, axis: Axis) -> QRectF:
    usable = width - layout.FREE_STRIP_PX - 2
    x, right = round(left + 2 + usable * box.left), round(left + 2 + usable * box.right)
    top, bottom = round(axis.y(box.top)), round(axis.y(box.bottom))
    return QRectF(x, top, max(2, right - x - 1), max(2, bottom - top - 1))


def _extra(event: Occurrence, clock: ClockDay) -> str:
    """A line of its own: the real length on a day with a clock change, else how many people."""
    if clock.before != clock.after:
        start, end = instant(event.start), instant(event.end)
        shown = end.replace(tzinfo=None) - start.replace(tzinfo=None)
        real = timedelta(seconds=end.timestamp() - start.timestamp())
        if shown != real:
            return dates.elapsed(real)
    if event.attendee_count > 1:
        return names.people(event.attendee_count)
    return ""
