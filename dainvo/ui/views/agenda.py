"""The agenda (V08): events in the order of time, going on in both directions as one scrolls.

Reads through the shelf; a long time without events is one line and no scrolling.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates, density
from dainvo.ui.views import agenda_rows, days, names, walk
from dainvo.ui.views.agenda_rows import Row
from dainvo.ui.views.days import Day
from dainvo.ui.views.event_list import EventList
from dainvo.ui.views.layout import Order
from dainvo.ui.views.look import days_of
from dainvo.ui.views.row_list import ABOVE_PX
from dainvo.ui.views.view import Shelf

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes

CHUNK = 14  # days more when one scrolls
SLICE = 7  # days that are read at once: what the user does meanwhile waits no longer than for these
AT_ONCE = 12  # slices that are read before the list is shown, as long as there is next to nothing in them
#: How far the list looks for the next event, in each direction.
FARTHEST = 400
NEAR_PX = 600  # so close to an end more is read


class AgendaView(EventList):
    """Begins at the day that is shown, with what came before above it. What is in sight is read first, the rest piece
    by piece; what was read stays, until it changes."""

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(shelf, parent)
        self._settings = settings
        self._date = self._today = shelf.now().date()
        self._days: dict[date, Day] = {}  # what is listed: every day from the first to the last
        self._first, self._last = self._date, dates.ahead(self._date, -1)
        self._wanted = self._first, self._last  # what is to be listed
        self._stale: set[date] = set()  # days of the list that have to be read again
        self._made: dict[date, tuple[Day, list[Row]]] = {}
        self._made_for: tuple[object, ...] = ()
        self._fresh = False
        self._telling = False
        self._reading = QTimer(self, singleShot=True)
        self._reading.timeout.connect(self._read_on)
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
        self._renew(self._first, self._last)

    def take_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.refresh()
        self.viewport().update()  # the same events, whose times are written otherwise, perhaps

    def on_minute(self) -> None:
        """Today, which is listed in any case, may be another day."""
        super().on_minute()
        if self._fresh and self._today != self._shelf.now().date():
            self._list()

    def current_slot(self) -> tuple[datetime, datetime, QRect]:
        """The next half hour on the day at the top if that is today, else 10:00."""
        at = self._rows.at(self.verticalScrollBar().value())
        day = self._shelf.now().date() if at is None else self.rows[at].day
        minute = walk.usual_minute(self._shelf.now(), day)
        rect = self.viewport().rect()
        place = QRect(self.viewport().mapToGlobal(rect.center()) - QPoint(160, 120), rect.size() / 100)
        return *walk.slot(day, minute, self._settings.event_minutes, self._shelf.zone), place

    def on_changes(self, changes: Changes) -> None:
        """Read again what `changes` touch, or all if they change how it is shown."""
        if changes.collection_list:
            self.refresh()
        elif changes.touches(self._first, self._last):
            first = self._first if changes.first is None else max(self._first, dates.ahead(changes.first, -1))
            last = self._last if changes.last is None else min(self._last, dates.ahead(changes.last, 1))
            self._renew(first, last)

    def _renew(self, first: date, last: date) -> None:
        """Some days of the list have changed."""
        if not (self.isVisible() and self._fresh):
            self._fresh = False
            return
        self._stale.update(days.span(first, last))
        self._read_on()

    def _lay_out(self) -> None:
        """Begin the list at the day: as much as is seen at once, the rest soon."""
        self._fresh = True
        self._days, self._stale = {}, set()
        self._first, self._last = self._date, dates.ahead(self._date, -1)
        self._wanted = dates.ahead(self._date, -CHUNK), dates.ahead(self._date, CHUNK)
        room = self.viewport().height()
        for _ in range(AT_ONCE):
            self._read_below()
            if self._rows.height >= room:
                break
        else:
            while self._first > self._wanted[0]:
                self._read_above()
        self._bring_to_top()
        self._reading.start()

    def _bring_to_top(self) -> None:
        self._telling = True
        self.scroll_to(self._rows.top_of(self._date))
        self._telling = False

    # reading

    def _read_on(self) -> None:
        """The next piece: what has changed near what is seen, what comes next, what came before."""
        if not self._fresh:
            return
        if self._stale and self._read_again():
            pass
        elif self._last < self._wanted[1]:
            self._read_below()
        elif self._first > self._wanted[0]:
            self._read_above()
        elif self._lacks() and self._last < dates.ahead(self._date, FARTHEST):
            self._wanted = self._wanted[0], dates.ahead(self._last, 2 * CHUNK)
        elif self._lacks_above():
            self._wanted = dates.ahead(self._first, -CHUNK), self._wanted[1]
        else:
            return
        self._reading.start()

    def _lacks(self) -> bool:
        """Whether there is not much more below than is seen."""
        return self._rows.height - self._rows.top_of(self._date) < self.viewport().height() + NEAR_PX

    def _lacks_above(self) -> bool:
        """Whether days before the one at the top were left, or there is nothing to be scrolled, and they come near."""
        far = CHUNK if self._rows.height > self.viewport().height() else FARTHEST
        return self.verticalScrollBar().value() < NEAR_PX and self._first > dates.ahead(self._date, -far)

    def _read_below(self) -> None:
        last = dates.ahead(self._last, SLICE)
        self._take(dates.ahead(self._last, 1), last)
        self._last = last
        self._list()

    def _read_above(self) -> None:
        first, at_top = dates.ahead(self._first, -SLICE), self.verticalScrollBar().value() == 0
        self._take(first, dates.ahead(self._first, -1))
        self._first = first
        self._list()
        if at_top:
            self._bring_to_top()

    def _read_again(self) -> bool:
        """Some days that have changed: those in sight first. What is far from there is left, to be read when it comes
        near. False: none of them has to be read."""
        bar = self.verticalScrollBar()
        top, room = bar.value(), self.viewport().height()
        self._leave(self._day_at(top - NEAR_PX, self._first), self._day_at(top + room + NEAR_PX, self._last))
        if not self._stale:
            return False
        seen = self._day_at(top, self._first)
        first = min((day for day in self._stale if day >= seen), default=max(self._stale))
        last = max(day for day in self._stale if day < dates.ahead(first, SLICE))
        self._take(first, last)
        self._stale.difference_update(days.span(first, last))
        self._list()
        return True

    def _day_at(self, y: float, beyond: date) -> date:
        at = self._rows.at(y)
        return beyond if at is None else self.rows[at].day

    def _leave(self, near: date, far: date) -> None:
        """List nothing that has changed and does not lie between these days, nor what is beyond it."""
        first = max((day for day in self._stale if day < near), default=None)
        last = min((day for day in self._stale if day > far), default=None)
        if first is not None:
            self._first = dates.ahead(first, 1)
        if last is not None:
            self._last = dates.ahead(last, -1)
        if first is not None or last is not None:
            self._wanted = max(self._wanted[0], self._first), min(self._wanted[1], self._last)
            self._days = {day: self._days[day] for day in days.span(self._first, self._last)}
            self._stale = {day for day in self._stale if day in self._days}
            self._list()

    def _take(self, first: date, last: date) -> None:
        for day, held in zip(days.span(first, last), self._shelf.days(first, last), strict=True):
            was = self._days.get(day)
            self._days[day] = was if was is not None and was.holds(held) else held

    # listing

    def _list(self) -> None:
        """List what was read; what is at the top stays there."""
        made_for = self._shelf.calendars, density.scale()
        if len(self._made_for) != 2 or self._made_for[0] is not made_for[0] or self._made_for[1] != made_for[1]:
            self._made, self._made_for = {}, made_for
        bar = self.verticalScrollBar()
        value = bar.value()
        at = self._rows.at(value)
        top = None if at is None else (self.rows[at], value - self.rows[at].top)
        hovered = None if self._hovered is None else self.rows[self._hovered]
        seen = self._seen()
        listed = [(day, self._rows_of(day)) for day in days.span(self._first, self._last)]
        self._made = {day: self._made[day] for day, _rows in listed}
        self._today = self._shelf.now().date()
        rows = agenda_rows.listed(listed, self._today, self._date)
        self._telling = True
        self._rows, self._hovered = rows, next((at for at, row in enumerate(rows.rows) if row is hovered), None)
        self._measure()
        bar.setValue(value if top is None else rows.top_like(top[0]) + top[1])
        self._telling = False
        if self._hovered is None:
            self._away()
        if self._seen() != seen:
            self.viewport().update()
        span = self.tr("{first} to {last}, {events}").format(
            first=dates.day_and_month(self._first),
            last=dates.day_and_month(self._last),
            events=names.count(sum(row.event is not None for row in rows.rows)),
        )
        self.setAccessibleName(span)

    def _seen(self) -> list[tuple[Row, int]]:
        """The rows in sight, and where."""
        value, found = self.verticalScrollBar().value(), []
        for row in self.rows[self._rows.at(max(0, value - ABOVE_PX)) or 0 :]:
            if row.top - value > self.viewport().height():
                break
            found.append((row, row.top - value))
        return found

    def _rows_of(self, day: date) -> list[Row]:
        held = self._days[day]
        made = self._made.get(day)
        if made is None or made[0] is not held:
            made = self._made[day] = held, agenda_rows.of_day(day, held, self._order)
        return made[1]

    def _order(self, one: Occurrence) -> Order:
        return self._shelf.rank(one.collection), days_of(one)[0], one.start - one.end, one.summary

    # scrolling on

    def _scrolled(self, value: int) -> None:
        if self._telling or not self._fresh:
            return
        bar = self.verticalScrollBar()
        first, last = self._wanted
        if value > bar.maximum() - NEAR_PX and self._last < dates.ahead(self._date, FARTHEST):
            last = dates.ahead(self._last, CHUNK)
        if value < NEAR_PX and self._first > dates.ahead(self._date, -FARTHEST):
            first = dates.ahead(self._first, -CHUNK)
        if (first, last) != self._wanted:
            self._wanted = first, last
            self._reading.start()
        self._tell_day()

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
        self._reading.start()
