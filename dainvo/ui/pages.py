"""The views of the window as pages of which one is seen; each is made when it is first wanted.

Passes on what the views say; knows neither cards nor the copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui.focus_back import VIEWS
from dainvo.ui.views.paged import PagedView
from dainvo.ui.views.view import Shelf

if TYPE_CHECKING:
    from dainvo.ui.views.agenda import AgendaView
    from dainvo.ui.views.month import MonthView
    from dainvo.ui.views.time_grid import TimeGrid
    from dainvo.ui.views.year import YearView

    AnyView = AgendaView | MonthView | TimeGrid | YearView


class Pages(QStackedWidget):
    """Signals as those of `views.view.View`."""

    event_activated = Signal(object, QRect)
    event_opened = Signal(object)
    event_moved = Signal(object, object, object)
    event_copied = Signal(object, object, object)
    added = Signal(object)  # a view that was made
    event_menu = Signal(object, QPoint)
    join_requested = Signal(object)
    slot_activated = Signal(object, object, QRect)
    date_requested = Signal(date)
    date_changed = Signal(date)
    month_requested = Signal(date)
    settings_wanted = Signal(object)  # what is to be kept of them, by name
    outdated = Signal()  # for what is shown in place of a view: the copy, the time or how things are told has changed

    def __init__(
        self,
        shelf: Shelf,
        settings: Settings,
        then: Callable[[Callable[[], object], QObject], None],  # as `Bridge.then`
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(VIEWS)
        self._shelf = shelf
        self._then = then
        self._settings = settings
        self._views: dict[str, AnyView] = {}
        self._instead: QWidget | None = None  # what is seen as long as there is nothing for a view

    @property
    def made(self) -> Iterable[AnyView]:
        """The views that exist."""
        return self._views.values()

    def bring(self, view: AnyView) -> None:
        """Let `view` be seen, but not while something is shown instead."""
        if self._instead is None:
            self.setCurrentWidget(view)

    def show_instead(self, make: Callable[[], QWidget]) -> None:
        """What `make` makes is seen instead of every view, until that ends."""
        if self._instead is None:
            self._instead = make()
            self.addWidget(self._instead)
        self.setCurrentWidget(self._instead)
        self._instead.setFocus()

    def end_instead(self) -> bool:
        """Views can be seen from now on; whether something was shown instead."""
        if self._instead is None:
            return False
        self.removeWidget(self._instead)
        self._instead.deleteLater()
        self._instead = None
        return True

    def take_settings(self, settings: Settings) -> None:
        self._settings = settings
        for view in self.made:
            view.take_settings(settings)
        self.outdated.emit()

    def settle(self, moved: Occurrence) -> None:
        """A move was saved, or was not: show what the copy has."""
        self._shelf.settle(moved)
        for view in self.made:
            view.refresh()

    def time_grid(self, name: str) -> TimeGrid:
        """The view "day", "week", "workweek" or "days"."""
        from dainvo.ui.views.time_grid import TimeGrid

        view = self._views.get(name)
        if not isinstance(view, TimeGrid):
            view = TimeGrid(self._shelf, self._settings, kind=name, parent=self)
            self._add(name, view)
            view.soon = lambda step: self._then(step, view)
            view.settings_wanted.connect(self.settings_wanted)
        return view

    def month(self, name: str = "month") -> MonthView:
        """The view "month" or "weeks"."""
        from dainvo.ui.views.month import MonthView

        view = self._views.get(name)
        if not isinstance(view, MonthView):
            view = MonthView(self._shelf, self._settings, self, kind=name)
            view.soon = lambda step: self._then(step, view)
            self._add(name, view)
        return view

    def year(self) -> YearView:
        from dainvo.ui.views.year import YearView

        view = self._views.get("year")
        if not isinstance(view, YearView):
            view = YearView(self._shelf, self._settings, self)
            self._add("year", view)
            view.month_requested.connect(self.month_requested)
        return view

    def agenda(self) -> AgendaView:
        from dainvo.ui.views.agenda import AgendaView

        view = self._views.get("agenda")
        if not isinstance(view, AgendaView):
            view = AgendaView(self._shelf, self._settings, self)
            self._add("agenda", view)
        return view

    def view(self, name: str) -> AnyView:
        """The view of a name in `bar_parts.VIEWS`."""
        if name == "agenda":
            return self.agenda()
        if name == "year":
            return self.year()
        return self.month(name) if name in ("month", "weeks") else self.time_grid(name)

    def _add(self, name: str, view: AnyView) -> None:
        self._views[name] = view
        self.addWidget(view)
        view.event_activated.connect(self.event_activated)
        view.event_opened.connect(self.event_opened)
        view.event_moved.connect(self.event_moved)
        if isinstance(view, PagedView):
            view.event_copied.connect(self.event_copied)
        view.event_menu.connect(self.event_menu)
        view.join_requested.connect(self.join_requested)
        view.slot_activated.connect(self.slot_activated)
        view.date_requested.connect(self.date_requested)
        view.date_changed.connect(self.date_changed)
        self.added.emit(view)
