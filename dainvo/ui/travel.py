"""Where in time the window is: its view, the day in focus, the title above, and the way back.

Moves views and reads no events; what keys and buttons mean is for others to say.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from dainvo.ui import dates, mirror
from dainvo.ui.bar_parts import OTHER_VIEWS, VIEWS, heading, view_names
from dainvo.ui.visited import Place, Visited

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from dainvo.settings import Settings
    from dainvo.store.reader import Reader
    from dainvo.ui.bar import Bar
    from dainvo.ui.pages import AnyView, Pages
    from dainvo.ui.side_panel import SidePanel
    from dainvo.ui.sync_sign import SyncSign
    from dainvo.ui.views.month import MonthView
    from dainvo.ui.views.view import Shelf


class Window(Protocol):
    """What is moved and told of the main window."""

    bar: Bar
    panel: SidePanel
    shelf: Shelf
    sign: SyncSign
    stack: Pages

    @property
    def settings(self) -> Settings: ...
    @property
    def view(self) -> AnyView: ...
    @property
    def month(self) -> MonthView: ...
    def bring_view(self) -> None: ...
    def change(self, **values: object) -> None: ...
    def take_settings(self, settings: Settings) -> None: ...


class Travel:
    """Of one window; `day` has the focus."""

    def __init__(self, window: Window, reader: Reader) -> None:
        self._window = window
        self._reader = reader
        today = window.shelf.now().date()
        self.day = day_left(window.settings.left_on, today)
        self._visited = Visited(Place(window.settings.view, self.day))

    # going somewhere

    def show_view(self, name: str) -> None:
        """A view of VIEWS at the day in focus."""
        window = self._window
        name = name if name in VIEWS else "week"
        if name != window.settings.view:
            window.change(view=name)
        self._name_view(name)
        window.view.show_date(self.day)
        window.bring_view()
        window.view.setFocus()
        self.told()

    def show_date(self, day: date, *, paged: bool = False) -> None:
        """Bring `day` into view, or the nearest that has pages around it: a link may name any year."""
        self.day = dates.within(day)
        self._window.view.show_date(self.day)
        self.told(paged=paged)

    def step(self, pages: int) -> None:
        """The next or previous period; the weekday stays."""
        self.show_date(self._window.view.step(pages), paged=True)

    def open(self, view: str, day: date) -> None:
        """A view at a day."""
        self.day = dates.within(day)
        self.show_view(view)

    def moved(self, day: date) -> None:
        """The view has gone to `day` by itself."""
        self.day = day
        self.told(paged=True)

    def go(self, way: int) -> None:
        """Back (-1) to where one was before, or on again (1)."""
        place = self._visited.go(way)
        if place is not None:
            self.open(*place)

    def show_number(self, view: str, number: int) -> None:
        """The view "days" or "weeks" with so many of them; 0 leaves the number as it is."""
        if number:
            self._window.take_settings(self._window.settings.changed(**{f"{view}_shown": number}))
        self.show_view(view)

    def show_days(self, first: date, last: date) -> None:
        """Just these days (V18); more than a view of days holds are weeks."""
        from dainvo.ui.views.shown import FEWEST_DAYS, MOST_DAYS

        days = (last - first).days + 1
        self.day = first
        if days <= MOST_DAYS:
            self.show_number("days", max(FEWEST_DAYS, days))
            self._window.stack.time_grid("days").begin_at(first)
        else:
            monday = dates.week_start(first, dates.first_weekday(self._window.settings.first_weekday))
            from dainvo.ui.views.weeks import MOST_WEEKS

            self.show_number("weeks", min(MOST_WEEKS, (last - monday).days // 7 + 1))
            self._window.stack.month("weeks").begin_at(first)
        self.told()

    def choose_view(self, below: QWidget, every: bool) -> None:
        """The menu of the views that have no segment in the bar, or of `every` view."""
        from dainvo.ui import view_menu

        window = self._window
        numbers = {"days": window.settings.days_shown, "weeks": window.settings.weeks_shown}
        names = view_names(**numbers)
        offered = {name: names[name] for name in (VIEWS if every else OTHER_VIEWS)}
        point = mirror.corner(below, 4)
        view_menu.open_at(point, window.bar, offered, window.settings.view, numbers, self.show_number)

    # saying where that is

    def settled(self) -> None:
        """Settings have changed: what is said of the view may have, too."""
        self._name_view(self._window.settings.view)
        self.told()

    def _name_view(self, name: str) -> None:
        settings = self._window.settings
        self._window.bar.show_view(name if name in VIEWS else "week", settings.days_shown, settings.weeks_shown)

    def told(self, *, paged: bool = False) -> None:
        """Title, week chip and small month follow the view; the index is asked to reach as far as it shows."""
        window, settings = self._window, self._window.settings
        self._visited.arrive(Place(settings.view, self.day), paged=paged)
        first, last = window.view.visible_range()
        weekday = dates.first_weekday(settings.first_weekday) if settings.week_numbers else 0
        named = window.month.title_date if settings.view == "month" else self.day
        head = heading(settings.view, first, last, named, weekday)
        window.bar.show_title(head.words, head.year, head.week, short=head.short)
        washed = (named, named) if settings.view == "year" else (first, last)
        window.panel.mini.show_range(*washed, named)
        days = (last - first).days + 1
        begin, end = dates.ahead(first, -days), dates.ahead(last, days)
        reach = self._reader.window()
        if reach is not None and not (reach[0] <= begin and end <= reach[1]):
            window.sign.run("calendars.extend_window", begin, end)


def left_on(day: date, today: date) -> str:
    """What settings keep of the day in focus (L11)."""
    return f"{day} {today}"


def day_left(said: str, today: date) -> date:
    """The day that `left_on` told if that was today: the next morning begins with the new day. Else today."""
    try:
        day, when = map(date.fromisoformat, said.split())
    except ValueError:
        return today
    return dates.within(day) if when == today else today
