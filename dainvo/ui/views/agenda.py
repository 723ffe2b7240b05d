"""The agenda (V08): events in the order of time, going on in both directions as one scrolls.

Reads through the shelf; a long time without events is one line and no scrolling.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates
from dainvo.ui.views import agenda_rows, names
from dainvo.ui.views.event_list import EventList
from dainvo.ui.views.layout import Order
from dainvo.ui.views.look import days_of
from dainvo.ui.views.view import Shelf

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes

CHUNK = 14  # days
#: How far the list looks for the next event, in each direction.
FARTHEST = 400
NEAR_PX = 600  # so close to an end more is read


class AgendaView(EventList):
    """Begins at the day that is shown, with what came before above it."""

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(shelf, parent)
        self._date = shelf.now().date()
        self._first, self._last = self._date, self._date
        self._fresh = False
        self._telling = False
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # the page

    def visible_range(self) -> tuple[date, date]:
        """The days in sight; before it was laid out, a fortnight."""
        if not self._fresh or not self.rows:
            return self._date, dates.ahead(self._date, CHUNK - 1)
        top = self.verticalScrollBar().value()
        first, last = self._rows.at(top), self._rows.at(top + self.viewport().height())
        begin = self.rows[first].day if first is not None else self._date
        end = self.rows[last].day if last is not None else self.rows[-1].day
        return min(begin, end), max(begin, end)

    def show_date(self, day: date) -> None:
        """Bring `day` to the top."""
        self._date = day
        self._first, self._last = dates.ahead(day, -CHUNK), dates.ahead(day, CHUNK)
        self._fresh = False
        if self.isVisible():
            self._lay_out()

    def step(self, pages: int) -> date:
        """The day a week on."""
        return dates.within(dates.ahead(self._date, 7 * pages))

    def go_to_now(self) -> None:
        self.show_date(self._shelf.now().date())

    def refresh(self) -> None:
        """Read again what is listed; what is at the top stays there."""
        if self.isVisible() and self._fresh:
            self._read(keep=self.verticalScrollBar().value())
        else:
            self._fresh = False

    def take_settings(self, settings: Settings) -> None:
        self.refresh()

    def on_changes(self, changes: Changes) -> None:
        """Read again if `changes` touch what is listed, or how it is shown."""
        if changes.collection_list or changes.touches(self._first, self._last):
            self.refresh()

    def _lay_out(self) -> None:
        self._fresh = True
        self._fill()
        self._telling = True
        self.scroll_to(self._rows.top_of(self._date))
        self._telling = False

    def _fill(self) -> None:
        """Read until there is more below than is seen, or a year without anything."""
        room = self.viewport().height() + NEAR_PX
        self._read()
        end = dates.ahead(self._date, FARTHEST)
        while self._rows.height - self._rows.top_of(self._date) < room and self._last < end:
            self._last = dates.ahead(self._last, 2 * CHUNK)
            self._read()

    def _read(self, keep: int | None = None) -> None:
        events = self._shelf.take(self._first, self._last)
        today = self._shelf.now().date()

        def order(one: Occurrence) -> Order:
            return self._shelf.rank(one.collection), days_of(one)[0], one.start - one.end, one.summary

        rows = agenda_rows.by_day(events, self._first, self._last, today, order)
        self._telling = True
        self.show_rows(rows, keep=keep)
        self._telling = False
        listed = sum(row.event is not None for row in rows.rows)
        span = self.tr("{first} to {last}, {events}").format(
            first=dates.day_and_month(self._first),
            last=dates.day_and_month(self._last),
            events=names.count(listed),
        )
        self.setAccessibleName(span)

    # scrolling on

    def _scrolled(self, value: int) -> None:
        if self._telling or not self._fresh:
            return
        bar = self.verticalScrollBar()
        if value > bar.maximum() - NEAR_PX and self._last < dates.ahead(self._date, FARTHEST):
            self._last = dates.ahead(self._last, CHUNK)
            QTimer.singleShot(0, self, self._grow)
        if value < NEAR_PX and self._first > dates.ahead(self._date, -FARTHEST):
            self._first = dates.ahead(self._first, -CHUNK)
            QTimer.singleShot(0, self, self._grow)
        self._tell_day()

    def _grow(self) -> None:
        """Read as far as was asked for by now, above and below; the day in sight stays where it is."""
        value = self.verticalScrollBar().value()
        at = self._rows.at(value)
        day = self.rows[at].day if at is not None else self._date
        before = self._rows.top_of(day)
        self._read(keep=value)
        self._telling = True
        self.verticalScrollBar().setValue(value + self._rows.top_of(day) - before)
        self._telling = False

    def _tell_day(self) -> None:
        first, _last = self.visible_range()
        if first != self._date:
            self._date = first
            self.date_changed.emit(first)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._fresh:
            self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fresh and self._rows.height < self.viewport().height():
            self._fill()
