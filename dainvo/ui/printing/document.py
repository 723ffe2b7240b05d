"""A print-out as pages: header, what lies between, footer; for the preview, the printer and the PDF alike (P03).

Draws on whatever painter it is given; writes no file but the bytes of the PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import mirror
from dainvo.ui.printing import grids, listing, words
from dainvo.ui.printing.choice import ACROSS, Choice, Layout, Matter
from dainvo.ui.printing.ink import GREY, POINT, Align, Ink, line_height, width_of
from dainvo.ui.printing.listing import Draw
from dainvo.ui.views.look import days_of

MARGIN = 34 * POINT
HEADER = 40 * POINT
FOOTER = 20 * POINT
PER_INCH = 72 * POINT
MOST_BELOW = 0.25  # of a page has what found no room on its grid, and the grid the rest
STEP = 20 * POINT  # by which that grows: a grid that is lower leaves out more


@dataclass(frozen=True, slots=True)
class Page:
    """One paper: its heading and what is drawn between header and footer."""

    title: str
    parts: tuple[Draw, ...]


class Document:
    """All pages of a choice on one kind of paper. `size`: of the paper as it lies, in units of the ink."""

    def __init__(self, choice: Choice, matter: Matter, paper: QPageSize.PageSizeId) -> None:
        self.choice = choice
        self.layout = QPageLayout(
            QPageSize(paper),
            QPageLayout.Orientation.Landscape if choice.layout in ACROSS else QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
        full = self.layout.fullRect(QPageLayout.Unit.Point)
        self.size = QSizeF(full.width() * POINT, full.height() * POINT)
        self._matter = matter
        self._room = QRectF(
            MARGIN, MARGIN + HEADER, self.size.width() - 2 * MARGIN, self.size.height() - 2 * MARGIN - HEADER - FOOTER
        )
        self.pages = [page for first, last in choice.spans() for page in self._span(first, last)]

    def draw(self, painter: QPainter, number: int) -> None:
        """Page `number`, counted from 0, in units of the ink."""
        painter.save()
        mirror.turn(painter, self.size.width())
        ink = Ink(painter)
        page = self.pages[number]
        self._header(ink, page.title)
        for part in page.parts:
            part(ink)
        self._footer(ink, number)
        painter.restore()

    def pdf(self, title: str) -> bytes:
        """All pages as PDF: letters embedded and selectable, links alive."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(title)
        writer.setCreator("Dainvo")
        writer.setResolution(PER_INCH)
        writer.setPageLayout(self.layout)
        painter = QPainter(writer)
        for number in range(len(self.pages)):
            if number:
                writer.newPage()
            self.draw(painter, number)
        painter.end()
        buffer.close()
        return bytes(data.data())

    def _span(self, first: date, last: date) -> list[Page]:
        events = [event for event in self._matter.events if days_of(event)[0] <= last and days_of(event)[1] >= first]
        title = words.heading(self.choice.layout, first, last, self.choice.first_weekday)
        if self.choice.layout is Layout.AGENDA:
            return self._lists(title, listing.days(events, first, last))
        if self.choice.layout is Layout.MONTH:
            weekday, weeks = self.choice.first_weekday, self._of_weeks(first, last)
            return self._grid(title, lambda room: grids.month(first, last, weeks, room, self._matter, weekday))
        if self.choice.layout is Layout.PLANNER:
            return self._grid(title, lambda room: self._planner(first, events, room))
        return self._grid(title, lambda room: grids.hours(first, last, events, room, self.choice, self._matter))

    def _grid(self, title: str, make: Callable[[QRectF], tuple[list[Draw], grids.Hidden]]) -> list[Page]:
        """A grid; what found no room on it is listed below it, as far as that leaves enough of it, else on pages of its
        own."""
        parts, hidden = make(self._room)
        page, listed = Page(title, tuple(parts)), _left_out(hidden)
        if not listed:
            return [page]
        columns = 3 if self.choice.layout in ACROSS else 2
        width = listing.column_width(self._room, columns)
        lower = STEP
        while lower <= MOST_BELOW * self._room.height():
            parts, hidden = make(self._room.adjusted(0, 0, 0, -lower))
            items = self._items(_left_out(hidden), width, more=True)
            below = self._room.adjusted(0, self._room.height() - lower + listing.GAP, 0, 0)
            draws = listing.flow(items, below, columns)
            if len(draws) == 1 and listing.tallest(items) <= below.height():
                return [Page(title, (*parts, *draws))]
            lower += STEP
        return [page, *self._lists(title, listed, more=True)]

    def _of_weeks(self, first: date, last: date) -> list[Occurrence]:
        """The days of the neighbouring months that fill the weeks show their events too."""
        week = timedelta(days=6)
        return [
            event
            for event in self._matter.events
            if days_of(event)[0] <= last + week and days_of(event)[1] >= first - week
        ]

    def _lists(self, title: str, listed: Sequence[tuple[date, list[Occurrence]]], *, more: bool = False) -> list[Page]:
        if not listed:
            nothing = words.tr("Nothing is planned on these days.")
            return [Page(title, (lambda ink: _nothing(ink, self._room, nothing),))]
        items = self._items(listed, self._room.width(), more=more)
        return [Page(title, (draw,)) for draw in listing.flow(items, self._room)]

    def _items(
        self, listed: Sequence[tuple[date, list[Occurrence]]], width: float, *, more: bool
    ) -> list[listing.Item]:
        return listing.items(listed, self.choice, self._matter, width, more=more)

    def _planner(self, first: date, events: Sequence[Occurrence], room: QRectF) -> tuple[list[Draw], grids.Hidden]:
        """Two columns of boxes: seven days, and one left for notes by hand."""
        gap = 6 * POINT
        width, height = (room.width() - gap) / 2, (room.height() - 3 * gap) / 4
        by_day = dict(listing.days(events, first, first + timedelta(days=6)))
        parts: list[Draw] = []
        hidden: grids.Hidden = {}
        for number in range(7):
            day = first + timedelta(days=number)
            column, row = divmod(number, 4)
            rect = QRectF(room.x() + column * (width + gap), room.y() + row * (height + gap), width, height)
            draw, left_out = listing.boxed(day, by_day.get(day, []), rect, self.choice, self._matter)
            parts.append(draw)
            if left_out:
                hidden[day] = left_out
        notes = QRectF(room.x() + width + gap, room.y() + 3 * (height + gap), width, height)
        parts.append(lambda ink: _notes_box(ink, notes))
        return parts, hidden

    def _header(self, ink: Ink, title: str) -> None:
        wide = self.size.width() - 2 * MARGIN
        ink.text(QRectF(MARGIN, MARGIN, wide, 0), title, 16, bold=True)
        x, y = float(MARGIN), MARGIN + 22.0 * POINT
        for legend in self._matter.legends.values():
            needed = width_of(legend.name, 8) + 24 * POINT
            if x + needed > MARGIN + wide and x > MARGIN:
                ink.text(QRectF(x, y, 20 * POINT, 0), "…", 8)
                break
            x += ink.tag(x, y + 0.5 * POINT, legend.letter, legend.colour, 7) + 3 * POINT
            x += ink.text(QRectF(x, y, MARGIN + wide - x, 0), legend.name, 8, colour=GREY) + 10 * POINT

    def _footer(self, ink: Ink, number: int) -> None:
        wide = self.size.width() - 2 * MARGIN
        y = self.size.height() - MARGIN - line_height(7.5)
        printed = words.tr("Printed {when}").format(when=self._matter.printed)
        page = words.tr("Page {x} of {y}").format(x=number + 1, y=len(self.pages))
        ink.text(QRectF(MARGIN, y, wide / 2, 0), printed, 7.5, colour=GREY)
        ink.text(QRectF(MARGIN + wide / 2, y, wide / 2, 0), page, 7.5, colour=GREY, align=Align.END)


def preview(painter: QPainter, document: Document, number: int, box: QRectF) -> None:
    """Page `number` drawn into `box`, on white."""
    painter.save()
    painter.fillRect(box, QColor(255, 255, 255))
    painter.translate(box.topLeft())
    painter.scale(box.width() / document.size.width(), box.height() / document.size.height())
    painter.setClipRect(QRectF(0, 0, document.size.width(), document.size.height()))
    document.draw(painter, number)
    painter.restore()


def _left_out(hidden: grids.Hidden) -> list[tuple[date, list[Occurrence]]]:
    """The days with what found no room on them, each event once: one in two pieces of a day is one."""
    return [(day, list(dict.fromkeys(hidden[day]))) for day in sorted(hidden)]


def _nothing(ink: Ink, room: QRectF, text: str) -> None:
    ink.text(QRectF(room.x(), room.y(), room.width(), 0), text, 10, colour=GREY)


def _notes_box(ink: Ink, rect: QRectF) -> None:
    ink.box(rect)
    inner = rect.adjusted(5 * POINT, 4 * POINT, -5 * POINT, 0)
    ink.text(inner, words.tr("Notes"), listing.TITLE_PT, bold=True, colour=GREY)
