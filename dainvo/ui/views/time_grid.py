"""Day and week: heading, all-day lane and hour grid as one view with one focus that walks slots and events.

Reads through the shelf when shown, when something in it changed and never while painting; opens no cards itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates
from dainvo.ui.views import axis, day_page, names, scrolling, shown, walk
from dainvo.ui.views.day_head import DayHead
from dainvo.ui.views.day_page import DayPage, More
from dainvo.ui.views.hour_grid import HourGrid
from dainvo.ui.views.hour_page import SLOT_MINUTES
from dainvo.ui.views.look import days_of
from dainvo.ui.views.paged import PagedView
from dainvo.ui.views.view import Shelf, announce, find

if TYPE_CHECKING:
    from dainvo.ui.views.paged import Part


class TimeGrid(PagedView):
    """`kind` is "day", "week", "workweek" or "days": some days from the one in focus when the view was opened."""

    settings_wanted = Signal(object)  # what is to be kept of them, by name

    def __init__(self, shelf: Shelf, settings: Settings, *, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(shelf, settings, parent)
        self._kind = kind
        self._date = shelf.now().date()
        self._anchor = self._date  # of some days: where the page begins
        self._page = DayPage((self._date,))
        self._minute = -1  # of the slot cursor; -1 while there is none
        self._keyed = False  # whether keys have put it there: the mouse shows itself where it is
        #: Minute of the day and minutes that a card, or the editor opened from it, is about.
        self._offered: tuple[date, int, int] | None = None
        self._looked = False  # whether the first scroll was made
        self._stale = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.head = DayHead(shelf, self)
        self.grid = HourGrid(shelf, settings, self)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        self._connect()

    def _connect(self) -> None:
        for part in (self.head, self.grid):
            part.event_clicked.connect(self._event_clicked)
            part.event_double_clicked.connect(self.open)
            part.event_menu.connect(self.show_menu)
            part.paged.connect(lambda pages: self._go(self.step(pages)))
            part.moved.connect(self.dropped)
            part.copied.connect(self.event_copied)
            part.pointed.connect(lambda chip, place: self.point_at(chip and chip.event, place))
        self.head.more_clicked.connect(lambda more: self._more(more, self.head.place_of(more.rect)))
        self.grid.crowd_clicked.connect(lambda more: self._more(more, self.grid.place_of(more.rect)))
        self.head.day_clicked.connect(self.date_requested)
        self.head.left_out_clicked.connect(self.show_left_out)
        self.head.lane_clicked.connect(self._lane_clicked)
        self.grid.slot_clicked.connect(self._slot_clicked)
        self.grid.slot_double_clicked.connect(self._slot_clicked)
        self.grid.join_clicked.connect(self.join_requested)
        self.grid.drawn.connect(self._drawn)
        self.grid.seen.connect(self._seen)
        self.grid.lifted.connect(self._lane_clicked)
        self.grid.raised.connect(self.head.hold)
        self.grid.zoomed.connect(lambda zoom: self.settings_wanted.emit({"hour_zoom": zoom}))
        self.grid.unfold_wanted.connect(lambda: self.settings_wanted.emit({"fold_hours": False}))
        self.head.hours = self.grid.dragging
        self.head.drawn.connect(self._lane_drawn)

    # the page

    @property
    def page(self) -> DayPage:
        return self._page

    def visible_range(self) -> tuple[date, date]:
        return self._page.first, self._page.last

    def show_date(self, day: date) -> None:
        """Show the page with `day`; reads only if that is another page than now, and not before it is seen."""
        self._date = day
        self._anchor, wanted = self._after(day)
        if wanted.days != self._page.shown or self._stale:
            self._way = -1 if self._page.clocks and wanted.days[0] < self._page.first else 1
            if self._page.clocks and wanted.days != self._page.shown:
                self.grid.turned()
            self._page = DayPage(wanted.days, left_out=wanted.left_out)
            self._stale = True
            if self.isVisible():
                self._load()

    def step(self, pages: int) -> date:
        """The date `pages` pages on; the weekday stays."""
        length = shown.pace(self._kind, self._settings, self._room())
        return dates.within(dates.ahead(self._date, pages * length))

    def refresh(self) -> None:
        """Read again what is shown."""
        self._stale = True
        if self.isVisible():
            self._load()

    def _is_laid_out(self) -> bool:
        return not self._stale

    def _renew(self) -> Iterator[None]:
        page = self._read(self._shown())
        yield
        yield from self.grid.prepare(page)
        self._load()

    def take_settings(self, settings: Settings) -> None:
        self._settings = self.grid.settings = settings
        self.grid.take_axis(axis.of(settings))
        self._stale = True
        self.show_date(self._date)

    def span(self) -> tuple[date, date]:
        return self._page.span

    def on_minute(self) -> None:
        """Move the now-line; what has just ended or can now be joined changes its look."""
        if self.is_about_today():
            self.head.arrange()
            self.grid.arrange()

    def begin_at(self, day: date) -> None:
        """Some days: let the page begin with `day` (V18)."""
        self._date = self._anchor = day
        self.refresh()

    def _room(self) -> int:
        return day_page.room(self.width(), len(self._zones())) if self.isVisible() else 10_000

    def _zones(self) -> tuple[ZoneInfo, ...]:
        return shown.zones(self._settings.zones) if self._settings.show_zones else ()

    def _shown(self) -> shown.Shown:
        return shown.of(self._kind, self._date, self._anchor, self._settings, self._room())

    def _after(self, day: date) -> tuple[date, shown.Shown]:
        """Where the page begins that shows `day`, after this one, and its days."""
        kind, settings, room = self._kind, self._settings, self._room()
        anchor = shown.beginning(kind, self._anchor, day, settings, room, jumps=not self.isVisible())
        return anchor, shown.of(kind, day, anchor, settings, room)

    def _read(self, wanted: shown.Shown) -> DayPage:
        return day_page.read(self._shelf, *wanted, zones=self._zones())

    def _prepare(self) -> Iterator[None]:
        for way in (self._way, -self._way):
            page = self._read(self._after(self.step(way))[1])
            yield from self.grid.prepare(page)
            if way == self._way:
                self.grid.draw_next(page)
                yield
            self.grid.draw_all()
            yield

    def _load(self) -> None:
        self._stale, self._pieces, self._renewal = False, None, None
        self.end_hover()  # what it tells may have changed, and the pointer may be over something else
        self._page = self._read(self._shown())
        self._focused = find(self._page.events, self._focused)
        self.head.show_page(self._page)
        self.grid.show_page(self._page)
        self._mark()
        first_weekday = 0 if self._kind == "days" else dates.first_weekday(self._settings.first_weekday)
        today, number = self._shelf.now().date(), len(self._page.events)
        self.setAccessibleName(names.page(self._page.first, self._page.last, number, first_weekday, today))

    # focus: a slot or an event

    def current_slot(self) -> tuple[datetime, datetime, QRect]:
        """The slot of the cursor; without one the next half hour today, or 10:00 of another day."""
        minute = self._minute if self._minute >= 0 else walk.usual_minute(self._shelf.now(), self._date)
        return (*self._times(self._date, minute), self._slot_place(self._date, minute))

    def go_to_now(self) -> None:
        """Bring the now-line into view."""
        self._minute, self._keyed, self._focused = -1, False, None
        self._mark()
        scrolling.to_now(self.grid, self._shelf.now())

    def listed(self) -> list[Occurrence]:
        return self._page.events

    def events(self) -> list[Occurrence]:
        return self.page.events

    def surfaces(self) -> list[Part]:
        return [
            (self.grid.viewport(), lambda: self.grid.chips, self.grid.scrolled),
            (self.head, lambda: self.head.chips, lambda: 0),
        ]

    def moves(self) -> bool:
        return self.grid.dragging().moves or self.head.dragging().moves

    def put_back(self) -> None:
        self.grid.cancel_drag()
        self.head.cancel_drag()

    def place_of(self, event: Occurrence) -> QRect:
        """Where `event` is on the screen."""
        if (bar := self.head.chip_of(event)) is not None:
            return self.head.place_of(bar.rect)
        if (timed := self.grid.chip_of(event)) is not None:
            return self.grid.place_of(timed.rect)
        return self.head.place_of(self.head.lane_rect(self._page.near(self._date)))

    def _times(self, day: date, minute: int) -> tuple[datetime, datetime]:
        return walk.slot(day, minute, self._settings.event_minutes, self._shelf.zone)

    def _slot_place(self, day: date, minute: int) -> QRect:
        box = self.grid.slot_rect(self._page.near(day), minute, self._settings.event_minutes)
        return self.grid.place_of(box)

    def _mark(self) -> None:
        keyed = self._minute >= 0 and self._keyed and self.hasFocus()
        cursor = (self._date, self._minute, SLOT_MINUTES) if keyed else None
        shown = (self._offered or cursor) if self._focused is None else None
        column = None if shown is None else self._page.column(shown[0])
        self.grid.mark(self._focused, None if column is None or shown is None else (column, *shown[1:]))
        self.head.mark(self._focused)

    def _event_clicked(self, event: Occurrence) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(event)

    def _slot_clicked(self, column: int, minute: int) -> None:
        day = self._page.day(column)
        self._drawn(*self._times(day, minute), self._slot_place(day, minute))

    def _drawn(self, start: datetime, end: datetime, place: QRect) -> None:
        """A slot chosen, or a new event drawn out in the grid (E01)."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._keyed = False
        self._minute = start.hour * 60 + start.minute
        self._offer(start, end, place)

    def _offer(self, start: datetime, end: datetime, place: QRect) -> None:
        """A card for a new event; its time stays marked as long as the card is there."""
        self._focused = None
        self._go(start.date())
        self.mark_new(start, end)
        self.slot_activated.emit(start, end, place)

    def mark_new(self, start: datetime | date, end: datetime | date) -> None:
        self._offered = walk.marked(start, end, self._shelf.zone)
        self._mark()

    def _lane_clicked(self, day: int) -> None:
        self._lane_drawn(self._page.day(day), self._page.day(day) + timedelta(days=1))

    def _lane_drawn(self, start: date, end: date) -> None:
        self._go(start)
        place = self.head.place_of(self.head.lane_rect(self._page.near(start)))
        self.slot_activated.emit(start, end, place)

    def left_out(self) -> tuple[list[Occurrence], frozenset[int], QRect]:
        skipped = shown.skipped(self._settings, work=self._kind == "workweek")
        return self._page.missed, skipped, self.head.place_of(self.head.badge())

    def _more(self, more: More, place: QRect) -> None:
        self.show_day_list(self._page.day(more.day), place)

    def events_on(self, day: date) -> list[Occurrence]:
        return self._page.on(day)

    def _go(self, day: date) -> None:
        day = dates.within(day)
        if day != self._date:
            self._date = day
            if self._page.column(day) is None:
                self.show_date(day)
            self.date_changed.emit(day)

    # keys

    def _pushed(self, event: Occurrence) -> None:
        """An event is shown where the keys have brought it; the page follows."""
        self._focused = event
        self._go(days_of(event)[0])
        self._load()
        self.select(event)
        self._reached(event)
        announce(self, self.spoken(event), event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from dainvo.ui.views import grid_keys

        if not grid_keys.pressed(self, event):
            super().keyPressEvent(event)

    def activate(self) -> None:
        """What Enter and Space do: open the event in focus, or offer the slot of the cursor."""
        if self._focused is not None:
            self.event_activated.emit(self._focused, self.place_of(self._focused))
        else:
            self.offer()

    def offer(self) -> None:
        start, end, _place = self.current_slot()
        box = self.grid.slot_rect(self._page.near(start.date()), start.hour * 60 + start.minute)
        scrolling.make_visible(self.grid, box)
        self._offer(start, end, self.current_slot()[2])

    def move_slot(self, days: int, minutes: int) -> None:
        """Move the cursor; from an event it starts there, and the first press of all only shows it."""
        if self._focused is not None and isinstance(self._focused.start, datetime):
            self._minute = (self._focused.start.hour * 60 + self._focused.start.minute) // SLOT_MINUTES * SLOT_MINUTES
        elif not self._keyed:
            start = self.current_slot()[0]
            self._minute = start.hour * 60 + start.minute
            days = minutes = 0  # the first press shows the cursor where it is
        if days:
            self._go(shown.beside(self._kind, self._date, days, self._settings))
        self.put_slot(self._minute + minutes)

    def put_slot(self, minute: int) -> None:
        """Put the cursor on this minute of the day in focus."""
        self._focused, self._keyed, self._offered = None, True, None
        self._minute = max(0, min(24 * 60 - SLOT_MINUTES, minute))
        self._mark()
        scrolling.make_visible(self.grid, self.grid.slot_rect(self._page.near(self._date), self._minute))
        start, _end = self._times(self._date, self._minute)
        until = start + timedelta(minutes=SLOT_MINUTES)
        announce(self, names.slot(start, walk.busy(self._page.events, start, until)))

    def tab_from(self) -> datetime:
        minute = max(0, self._minute)
        return datetime.combine(self._date, time(minute // 60, minute % 60), self._shelf.zone)

    def _reached(self, event: Occurrence) -> None:
        self._date = min(self._page.last, max(self._page.first, days_of(event)[0]))
        self.date_changed.emit(self._date)
        if (chip := self.grid.chip_of(event)) is not None:
            scrolling.make_visible(self.grid, chip.rect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()
        if self._offered:  # the card was left, perhaps for the editor, which opens now
            QTimer.singleShot(0, self, self._end_offer)

    def _end_offer(self) -> None:
        if self.hasFocus() and QApplication.activeModalWidget() is None:
            self._offered = None
            self._mark()

    # size, theme

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stale = True  # the theme, the time or the copy may have changed while it was away
        self.show_date(self._date)
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and self._shown().days != self._page.shown:
            self._load()

    def _look(self) -> None:
        if not self._looked and self.isVisible():
            self._looked = True
            scrolling.first_look(self.grid, self._settings.work_start_hour, self._shelf.now())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.head.arrange()
            self.grid.arrange()
