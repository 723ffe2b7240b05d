"""What day, week and month have in common beyond the interface of views: signals, pushing by keys, the list of a day.

Knows no layout and paints nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates
from dainvo.ui.views import names, walk
from dainvo.ui.views.look import days_of
from dainvo.ui.views.view import Shelf, announce, placed

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.ui.views.day_list import DayList
    from dainvo.ui.views.hover_card import Hovering
    from dainvo.ui.views.picking import Drawn
    from dainvo.ui.views.pushing import Pushing

    #: A widget with chips, what is drawn in it, and how far down it is scrolled.
    Part = tuple[QWidget, Callable[[], Sequence[Drawn]], Callable[[], int]]

_END = object()  # of what is done piece by piece


class PagedView(QWidget):
    """The signals are those of `view.View`."""

    event_activated = Signal(object, QRect)
    event_opened = Signal(object)
    event_moved = Signal(object, object, object)
    event_copied = Signal(object, object, object)  # Occurrence, start and end of its copy
    event_menu = Signal(object, QPoint)
    join_requested = Signal(object)
    slot_activated = Signal(object, object, QRect)
    date_requested = Signal(date)
    date_changed = Signal(date)

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._settings = settings
        self._today = shelf.now().date()  # at the last minute
        self._focused: Occurrence | None = None  # the event that has the ring and the keys
        self._pushing: Pushing | None = None
        self._hovering: Hovering | None = None
        self._stocking = QTimer(self, singleShot=True)  # the pages beside this one are read once it has been seen
        self._stocking.timeout.connect(self._stock)
        self._pieces: Iterator[None] | None = None  # of the pages beside this one, which are being laid out
        self._way = 1  # in which the pages were turned last: the next one is prepared first
        self._renewal: Iterator[None] | None = None  # of this page, of which a server gave something else
        #: Takes a step that need not be done at once, in which it is done in a turn of the event loop of its own.
        self.soon: Callable[[Callable[[], object]], object] = lambda step: step()

    @property
    def settings(self) -> Settings:
        return self._settings

    # what a view adds

    def visible_range(self) -> tuple[date, date]:
        raise NotImplementedError

    def left_out(self) -> tuple[Sequence[Occurrence], frozenset[int], QRect]:
        """What lies on hidden days alone, which weekdays these are, and the place of the badge that counts it."""
        raise NotImplementedError

    def refresh(self) -> None:
        raise NotImplementedError

    def span(self) -> tuple[date, date]:
        """The days that are read, those without a column included."""
        return self.visible_range()

    def is_about_today(self) -> bool:
        """Whether time has changed the page that is seen: it has today among its days, or today is another day than
        when that was last asked, on which what reaches beyond the page may be over."""
        before, self._today = self._today, self._shelf.now().date()
        first, last = self.visible_range()
        is_near = first <= self._today <= dates.ahead(last, 1)
        return self.isVisible() and (is_near or self._today != before)

    def _prepare(self) -> Iterator[None]:
        """Lay out the pages beside this one, whose days are held, piece by piece."""
        raise NotImplementedError

    def _is_laid_out(self) -> bool:
        """Whether there is a page that can be seen while another is made."""
        raise NotImplementedError

    def _renew(self) -> Iterator[None]:
        """Read and lay out this page again, piece by piece, and show it then."""
        raise NotImplementedError

    def tab_from(self) -> datetime:
        """Where Tab begins while no event has the focus."""
        raise NotImplementedError

    def events_on(self, day: date) -> list[Occurrence]:
        """Everything on one day of the page."""
        raise NotImplementedError

    def listed(self) -> Sequence[Occurrence]:
        """Everything that is painted, in the order of the Tab key."""
        raise NotImplementedError

    def place_of(self, event: Occurrence) -> QRect:
        """Where `event` is on the screen."""
        raise NotImplementedError

    def _pushed(self, event: Occurrence) -> None:
        """The keys have brought an event to another time: show it there."""
        raise NotImplementedError

    def _mark(self) -> None:
        """Show where the focus is."""
        raise NotImplementedError

    def _reached(self, event: Occurrence) -> None:
        """Tab has come to `event`, which is marked already."""
        raise NotImplementedError

    def events(self) -> list[Occurrence]:
        """Everything of the page, in the order of time."""
        raise NotImplementedError

    def surfaces(self) -> list[Part]:
        """Where events can be chosen."""
        raise NotImplementedError

    def moves(self) -> bool:
        """Whether an event is being moved: what is stretched or drawn out stays with the view."""
        raise NotImplementedError

    def put_back(self) -> None:
        """End a drag, with everything where it was."""
        raise NotImplementedError

    def current_slot(self) -> tuple[datetime, datetime, QRect]:
        """Where a new event would be that nothing else is said of."""
        raise NotImplementedError

    # what they have in common

    def mark_new(self, start: datetime | date, end: datetime | date) -> None:
        """Mark what a new event is going to take, whose card is open; days are told by the card alone."""

    def offer(self) -> None:
        """A card for a new event in the slot in focus."""
        self.slot_activated.emit(*self.current_slot())

    def on_changes(self, changes: Changes) -> None:
        """Read again if `changes` touch what is shown, or how it is shown; what a server gave in several turns, keys
        come between."""
        if not (changes.collection_list or changes.touches(*self.span())):
            return
        if changes.came_in and self.isVisible() and self._is_laid_out():
            self._renewal = self._renew()
            self.soon(self._go_on)
        else:
            self.refresh()

    def _go_on(self) -> None:
        if self._renewal is not None and next(self._renewal, _END) is not _END:
            self.soon(self._go_on)

    def _seen(self) -> None:
        """This page is on the screen: now those beside it can be prepared."""
        if not self._stocking.isActive():
            self._pieces = None
            self._stocking.start()

    def _stock(self) -> None:
        """Prepare the pages beside this one by one piece: a key that comes meanwhile is next."""
        if not self.isVisible():
            return
        if not self._shelf.stock(*self.span(), self._way):
            self._pieces = self._pieces or self._prepare()
            if next(self._pieces, _END) is _END:
                return
        self._stocking.start()

    def current_event(self) -> tuple[Occurrence, QRect] | None:
        """The event that has the focus, and where it is on the screen."""
        return None if self._focused is None else (self._focused, self.place_of(self._focused))

    def select(self, event: Occurrence | None) -> None:
        """Give `event` the ring and the focus of the keys."""
        self.end_hover()
        self.settle_keys(event)
        self._focused = event
        self._mark()

    def focusNextPrevChild(self, forward: bool) -> bool:
        event = walk.next_event(self.listed(), self._focused, self.tab_from(), forward, self._shelf.zone)
        self.select(event)
        if event is None:
            return super().focusNextPrevChild(forward)
        self._reached(event)
        announce(self, self.spoken(event), event)
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._focused is not None:
            self.event_menu.emit(self._focused, self.place_of(self._focused).bottomLeft())

    def spoken(self, event: Occurrence) -> str:
        """What a screen reader says of an event."""
        day = max(self.visible_range()[0], days_of(event)[0])
        place = walk.position(self.events_on(day), event)
        return names.full(event, self._shelf.name(event.collection), place)

    def choose(self, event: Occurrence, place: QRect | None = None) -> None:
        """What Enter and a click do to an event, in the latter case at `place` of the screen."""
        self.select(event)
        self.event_activated.emit(event, place or self.place_of(event))

    def open(self, event: Occurrence) -> None:
        """What a double click does to an event."""
        self.select(event)
        self.event_opened.emit(event)

    def show_menu(self, event: Occurrence, point: QPoint) -> None:
        """Open the menu of an event."""
        self.select(event)
        self.event_menu.emit(event, point)

    @property
    def pushing(self) -> Pushing:
        """What the keys are doing to the event in focus."""
        if self._pushing is None:
            from dainvo.ui.views.pushing import Pushing  # the first look has no keys

            self._pushing = Pushing(self._shelf, self)
            self._pushing.moved.connect(self.event_moved)
            self._pushing.pushed.connect(self._pushed)
        return self._pushing

    def point_at(self, event: Occurrence | None, place: Callable[[], QRect]) -> None:
        """The pointer is over `event`, at `place` of the screen: its card comes after a while (V24)."""
        if event is not None or self._hovering is not None:
            self.hovering.over(event, place)

    @property
    def hovering(self) -> Hovering:
        """The card about what is pointed at."""
        if self._hovering is None:
            from dainvo.ui.views.hover_card import Hovering  # the first look has no pointer

            self._hovering = Hovering(self, self._shelf)
        return self._hovering

    def tell_about(self) -> bool:
        """Show or take away the card of the event in focus (Space); False if none has it."""
        focused = self.current_event()
        if focused is None:
            return False
        self.hovering.toggle(focused[0], lambda: self.place_of(focused[0]))
        return True

    def end_hover(self) -> bool:
        """Take the card away; whether there was one."""
        was = self._hovering is not None and self._hovering.card is not None
        if self._hovering is not None:
            self._hovering.away()
        return was

    def show_left_out(self) -> None:
        """Open what lies on hidden days alone (V03, V16)."""
        from dainvo.ui.views import left_out

        left_out.show(self, self.date_requested.emit, *self.left_out())

    def settle_keys(self, event: Occurrence | None) -> None:
        """Save where the keys have brought an event, unless it is `event` and they may go on."""
        if self._pushing is not None and not self._pushing.holds(event):
            self._pushing.flush()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.end_hover()
        self.settle_keys(None)
        self._mark()

    def dropped(self, event: Occurrence, start: datetime | date, end: datetime | date) -> None:
        """An event was dragged: it stays where it was dropped while that is saved, and the keys are its."""
        self.select(event)
        self._shelf.shift(placed(event, start, end))
        self.refresh()
        self.event_moved.emit(event, start, end)

    def show_day_list(self, day: date, place: QRect) -> DayList:
        """Open the list of everything on `day`."""
        from dainvo.ui.views.day_list import DayList

        card = DayList(self, self._shelf, day, self.events_on(day))
        card.event_chosen.connect(self.event_activated)
        card.event_chosen.connect(lambda event, _place: self.select(event))
        card.show_at(place)
        return card
