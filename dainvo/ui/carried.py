"""An event that is dragged out of its view: onto a day of the small month, onto another calendar, or out of the window
(ux.md §15).

Saves nothing itself. What guests or Zoom would notice of another calendar opens as a draft first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QApplication, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import event_menu
from dainvo.ui.panel_rows import CalendarRow
from dainvo.ui.side_panel import SidePanel
from dainvo.ui.views.drag import by_days
from dainvo.ui.views.look import days_of
from dainvo.ui.views.paged import PagedView

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.cards import Cards
    from dainvo.ui.several import Several


NEAR_PX = 4  # beyond the frame is not out of the window yet


class Window(Protocol):
    """What this needs of the main window."""

    cards: Cards
    panel: SidePanel

    @property
    def view(self) -> object: ...


class Outside:
    """The places beside the views where an event can be let go."""

    def __init__(self, window: Window, several: Several, reader: Reader) -> None:
        self._window, self._several, self._reader = window, several, reader

    def let_go(self, event: Occurrence, place: QPoint) -> bool:
        """Take the event at `place` of the screen; False if there is nothing for it."""
        found: QWidget | None = QApplication.widgetAt(place)
        cells = self._window.panel.mini.cells
        while found is not None and found is not cells and not isinstance(found, CalendarRow):
            found = found.parentWidget()
        if found is None:
            return False
        view = self._window.view
        if isinstance(view, PagedView):
            view.put_back()
        if isinstance(found, CalendarRow):
            self._to_calendar(event, found)
        else:
            self._to_day(event, QPointF(cells.mapFromGlobal(place)))
        return True

    def leave(self, event: Occurrence, place: QPoint) -> bool:
        """The event is held at `place` of the screen: if that is outside of the window, the view's drag is over and
        that of the desktop begins, which gives a file away (I01)."""
        window = self._window.panel.window()
        frame = window.frameGeometry().adjusted(-NEAR_PX, -NEAR_PX, NEAR_PX, NEAR_PX)
        view = self._window.view
        if frame.contains(place) or not isinstance(view, PagedView) or not view.moves():
            return False
        view.put_back()
        self.start(window, event)
        return True

    def start(self, widget: QWidget, event: Occurrence) -> None:
        """Let the desktop drag the event on from `widget`."""
        from dainvo.ui import drag_out  # few drags leave

        drag_out.start(widget, self._reader, event)

    def _to_day(self, event: Occurrence, point: QPointF) -> None:
        day, view = self._window.panel.mini.cells.day_at(point), self._window.view
        if day is None or not isinstance(view, PagedView):
            return
        goal = by_days(event, (day - days_of(event)[0]).days)
        if goal != (event.start, event.end):
            view.dropped(event, *goal)

    def _to_calendar(self, event: Occurrence, row: CalendarRow) -> None:
        if row.calendar.id == event.collection:
            return
        event_menu.put_into(self._window.cards, self._several, self._reader, event, row.calendar.id)
