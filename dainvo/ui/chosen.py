"""The chosen events of a window: which views they can be chosen in, and what an action means while there are any (K19).

The actions themselves are `several`'s and `clipboard`'s.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui import change_menu, clipboard, mirror, several, theme
from dainvo.ui.carried import Outside
from dainvo.ui.key_menu import KeyMenu
from dainvo.ui.several_bar import SeveralBar
from dainvo.ui.views.paged import PagedView
from dainvo.ui.views.picking import Picks, Surface
from dainvo.ui.views.view import find, same

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.cards import Cards
    from dainvo.ui.pages import AnyView, Pages
    from dainvo.ui.side_panel import SidePanel
    from dainvo.ui.views.event_list import EventList
    from dainvo.ui.views.view import Shelf


class Window(Protocol):
    """What choosing needs of the main window."""

    cards: Cards
    shelf: Shelf
    stack: Pages
    panel: SidePanel

    @property
    def view(self) -> AnyView: ...
    def act(self, action: str) -> bool: ...


class Chosen(QObject):
    """Of one window. Views that are made later are taken in as they come."""

    def __init__(self, window: Window, widget: QWidget, bridge: Bridge, reader: Reader) -> None:
        super().__init__(widget)
        self._window, self._widget, self._reader = window, widget, reader
        self.picks = Picks(self)
        self.several = several.of(widget, bridge, reader, window.cards)
        self.outside = Outside(window, self.several, reader)
        self.bar = SeveralBar(window.stack, window.act, self._add_goals, self._add_colours)
        self.picks.changed.connect(lambda: self.bar.show_count(len(self.picks)))
        self.several.done.connect(self._settle)
        window.stack.currentChanged.connect(self.picks.clear)
        window.stack.added.connect(self._take_in)
        for view in list(window.stack.made):
            self._take_in(view)

    def _take_in(self, view: AnyView) -> None:
        page, out = _Page(view), self.outside
        surfaces: list[Surface] = []
        if isinstance(view, PagedView):
            for widget, chips, scrolled in view.surfaces():
                surfaces.append(Surface(widget, self.picks, page, chips, scrolled, out.let_go, out.leave))
        elif (rows := _list(view)) is not None:
            down = rows.verticalScrollBar().value
            surfaces.append(Surface(rows.viewport(), self.picks, page, rows.drawn, down, inset=3))
            rows.dragged_out.connect(lambda event: out.start(rows, event))
        for surface in surfaces:
            surface.menu_wanted.connect(self._menu)
        if surfaces:
            view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and event.reason() == QContextMenuEvent.Reason.Keyboard:
            return self._menu_by_key()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return event.key() == Qt.Key.Key_Escape and not modifiers and self.picks.clear()

    # actions

    def act(self, action: str) -> bool:
        """Carry out an action on the chosen events; False if it is not about them."""
        focused = self._window.view.current_event()
        if action == "pick":
            if focused is not None:
                self.picks.toggle(focused[0])
            return True
        if action == "pick_all":
            self.picks.add(_Page(self._window.view).shown())
            return True
        if action == "paste":
            start = self._window.view.current_slot()[0]
            return clipboard.paste_several(self._window.cards, self.several, self._widget, self._reader, start)
        if not len(self.picks):
            return False
        events = self._current()
        match action:
            case "delete":
                self.several.delete(events)
            case "copy" | "cut":
                clipboard.put_several(self._widget, self._reader, events, cut=action == "cut")
            case "unpick":
                self.picks.clear()
            case _:
                return False
        return True

    def move(self, event: Occurrence, start: datetime | date, end: datetime | date) -> bool:
        """Move all chosen ones as far as `event`, one of them, was moved; False if it goes alone."""
        by = _way(event, start, end)
        if len(self.picks) < 2 or event not in self.picks or by is None:
            return False
        self.several.move(self._current(), by)
        return True

    def _current(self) -> list[Occurrence]:
        """The chosen events as they stand, the earliest first."""
        days = [_day(event) for event in self.picks.events()]
        listed = self._reader.occurrences(min(days) - timedelta(days=1), max(days) + timedelta(days=1))
        found = [event for event in listed if any(same(event, one) for one in self.picks.events())]
        return sorted(found, key=lambda one: (_day(one), isinstance(one.start, datetime), str(one.start)))

    def _settle(self) -> None:
        """A step is over: what was moved stays chosen where it is now, what is gone is not."""
        shelf = self._window.shelf
        if shelf.shifted is not None:
            shelf.settle(shelf.shifted)
        events = self.picks.events()
        self.picks.clear()
        for view in self._window.stack.made:
            view.refresh()
        shown = _Page(self._window.view).in_order()
        kept = [found for event in events if (found := find(shown, event)) is not None]
        if len(kept) > 1:
            self.picks.add(kept)

    def _put(self, home: CollectionId) -> None:
        self.several.to_calendar(self._current(), home)

    def _add_goals(self, menu: QMenu) -> QMenu:
        homes = {one.collection for one in self.picks.events()}
        here = next(iter(homes)) if len(homes) == 1 else None
        return change_menu.add_goals(menu, self._reader.collections(), here, self._put, self._ask_day)

    def _add_colours(self, menu: QMenu) -> QMenu:
        known = {one.color for one in self.picks.events()}
        now = next(iter(known)) if len(known) == 1 else None
        return change_menu.add_colours(menu, lambda color: self.several.recolour(self._current(), color), now)

    def _ask_day(self) -> None:
        """The day on which the first of them is to be; the others stay as far from it as they are."""
        from dainvo.ui.palette import Palette

        first = min(_day(event) for event in self.picks.events())
        today = self._window.shelf.now().date()
        Palette(self._widget, "goal", today=today, near=first, go=lambda day: self._to_day(day - first)).open()

    def _to_day(self, by: timedelta) -> None:
        if by and len(self.picks):
            self.several.move(self._current(), by)

    def _menu_by_key(self) -> bool:
        """That of all that are chosen, beside the one in focus if it is one of them (E39)."""
        focused = self._window.view.current_event()
        if focused is None or len(self.picks) < 2 or focused[0] not in self.picks:
            return False
        self._menu(focused[1].bottomLeft())
        return True

    def _menu(self, point: QPoint) -> QMenu:
        menu = KeyMenu(self._widget)
        menu.setObjectName("several-menu")
        menu.aboutToHide.connect(menu.deleteLater)
        number = len(self.picks)
        for action, icon, text in (
            ("copy", "copy", self.tr("Copy {n} events")),
            ("cut", "", self.tr("Cut {n} events")),
            ("delete", "trash", self.tr("Delete {n} events")),
        ):
            entry = menu.addAction(text.format(n=number))
            if icon:
                entry.setIcon(theme.icon(icon))
            entry.triggered.connect(lambda _on=False, action=action: self.act(action))
            if action == "cut":
                self._add_goals(menu)
                self._add_colours(menu)
                menu.addSeparator()
        mirror.pop(menu, point)
        return menu


class _Page:
    """What the surfaces of a view ask of it."""

    def __init__(self, view: AnyView) -> None:
        self._view = view

    def in_order(self) -> list[Occurrence]:
        if isinstance(self._view, PagedView):
            return self._view.events()
        rows = _list(self._view)
        return rows.listed() if rows is not None else []

    def shown(self) -> list[Occurrence]:
        """Those that are in sight: a list goes on far beyond."""
        rows = None if isinstance(self._view, PagedView) else _list(self._view)
        return rows.in_sight() if rows is not None else self.in_order()

    def focused(self) -> Occurrence | None:
        found = self._view.current_event()
        return found[0] if found is not None else None


def _list(view: AnyView) -> EventList | None:
    """The view, if it is a list."""
    from dainvo.ui.views.event_list import EventList  # not before there may be one

    return view if isinstance(view, EventList) else None


def _day(event: Occurrence) -> date:
    return event.start.date() if isinstance(event.start, datetime) else event.start


def _way(event: Occurrence, start: datetime | date, end: datetime | date) -> timedelta | None:
    """How far on the clock it was moved; None if it was not only moved."""
    was, until = event.start, event.end
    if isinstance(was, datetime) and isinstance(until, datetime):
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            return None
        if end.astimezone(UTC) - start.astimezone(UTC) != until.astimezone(UTC) - was.astimezone(UTC):
            return None
        return start.replace(tzinfo=None) - was.replace(tzinfo=None)
    if isinstance(start, datetime) or isinstance(end, datetime) or end - start != until - was:
        return None
    return start - was
