"""The main window: bar, side panel, the views and the strip, the keys, and who is told what.

Holds the views and the date in focus and knows nothing of events, accounts or the network.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import appearance, dates, placing
from dainvo.ui.bar import Bar
from dainvo.ui.bar_parts import VIEWS
from dainvo.ui.cards import Cards
from dainvo.ui.dialogs import Dialogs
from dainvo.ui.first_look import FirstLook
from dainvo.ui.keys import is_single, wanted
from dainvo.ui.minutes import Minutes
from dainvo.ui.pages import Pages
from dainvo.ui.panel_room import PanelRoom
from dainvo.ui.side_panel import SidePanel
from dainvo.ui.status_strip import StatusStrip
from dainvo.ui.sync_sign import SyncSign
from dainvo.ui.travel import Travel, left_on
from dainvo.ui.views.look import days_of
from dainvo.ui.views.paged import PagedView
from dainvo.ui.views.view import Shelf

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.chosen import Chosen
    from dainvo.ui.pages import AnyView
    from dainvo.ui.views.month import MonthView
    from dainvo.ui.views.time_grid import TimeGrid


class MainWindow(QWidget):
    """Reads through `reader`, acts through `bridge`. `on_settings` is called with settings the user changed."""

    def __init__(
        self,
        reader: Reader,
        bridge: Bridge,
        settings: Settings,
        *,
        now: Callable[[], datetime],
        demo: bool = False,
        on_settings: Callable[[Settings], None] | None = None,
    ) -> None:
        super().__init__()
        self._reader = reader
        self._bridge = bridge
        self._settings = settings
        self._on_settings = on_settings
        self.shelf = Shelf(reader, now)
        self.travel = Travel(self, reader)
        self.cards = Cards(self, bridge, reader, settings, self.shelf.now)
        self.cards.on_settings = self.take_settings
        self.dialogs = Dialogs(self, bridge, reader, self.cards, self.shelf.now)
        self.setWindowTitle("Dainvo")
        self.setMinimumSize(420, 480)
        placing.place(self, settings.window)
        self.bar = Bar(self, demo=demo)
        self.panel = SidePanel(lambda: self.shelf.now().date(), dates.first_weekday(settings.first_weekday), self)
        self.strip = StatusStrip(self)
        self.sign = SyncSign(
            self, reader, bridge, self.shelf, self.cards, self.dialogs, bar=self.bar, strip=self.strip, panel=self.panel
        )
        self.stack = Pages(self.shelf, settings, bridge.then, self)
        self.chosen: Chosen | None = None  # the events that are chosen together
        self.first_look = FirstLook(self)
        self.panel.setUpdatesEnabled(False)  # the week comes first; the panel has its room and the frame after
        self.first_look.painted.connect(lambda: self.panel.setUpdatesEnabled(True))
        self._arrange()
        self._connect()
        self._minutes = Minutes(self.shelf.now, self)
        self._minutes.begun.connect(self._on_minute)
        self._show_calendars()
        self.show_view(settings.view)

    def _arrange(self) -> None:
        self._room = PanelRoom(self, self.bar, self.panel, self.stack)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self._room.row, 1)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        self.bar.panel_toggled.connect(self.toggle_panel)
        self.bar.today.connect(self.go_today)
        self.bar.views_wanted.connect(self.travel.choose_view)
        self.bar.stepped.connect(self.step)
        self.bar.view_chosen.connect(self.show_view)
        self.bar.search_pressed.connect(self.search)
        self.bar.settings_pressed.connect(self.dialogs.show_settings)
        self.bar.new_pressed.connect(self.new_event)
        self.panel.date_chosen.connect(self.show_date)
        self.panel.visibility_wanted.connect(lambda wanted: self.sign.run("calendars.set_visible_many", wanted))
        self.panel.colour_wanted.connect(lambda calendar, base: self.sign.run("calendar_list.recolor", calendar, base))
        self.panel.order_wanted.connect(lambda order: self.sign.run("calendar_list.reorder", order))
        self.dialogs.serve(self.panel)
        self.panel.mini.days_chosen.connect(self.travel.show_days)
        self.panel.mini.range_changed.connect(lambda: QTimer.singleShot(0, self, self._count))
        self.stack.event_activated.connect(self.cards.show_event)
        self.stack.event_opened.connect(self.cards.edit)
        self.stack.event_moved.connect(self._move)
        self.stack.event_copied.connect(self.cards.copy_to)
        self.cards.settled.connect(self.stack.settle)
        self.cards.saved.connect(self._focus_if_shown)
        self.cards.drafted.connect(self._mark_new)
        self.cards.walked.connect(lambda by: self.act("card_on" if by > 0 else "card_back"))
        self.stack.event_menu.connect(self.cards.menu)
        self.stack.join_requested.connect(self.cards.join)
        self.stack.slot_activated.connect(self.cards.create)
        self.stack.date_requested.connect(lambda day: self.travel.open("day", day))
        self.stack.month_requested.connect(lambda first: self.travel.open("month", first))
        self.stack.date_changed.connect(self.travel.moved)
        self.stack.settings_wanted.connect(lambda values: self.take_settings(self._settings.changed(**values)))
        self._bridge.changed.connect(self.on_changes)
        keep_log, refresh = self.cards.keep_log, self.sign.refresh
        for later in (keep_log, refresh, self._count, self._show_sets, _follow_focus, self._let_choose):
            self.first_look.over.connect(partial(self._bridge.then, later, self))

    # time and view

    @property
    def view(self) -> AnyView:
        """The view in use."""
        return self.stack.view(self._settings.view if self._settings.view in VIEWS else "week")

    @property
    def day(self) -> TimeGrid:
        return self.stack.time_grid("day")

    @property
    def week(self) -> TimeGrid:
        return self.stack.time_grid("week")

    @property
    def month(self) -> MonthView:
        return self.stack.month()

    @property
    def focused_date(self) -> date:
        return self.travel.day

    @property
    def settings(self) -> Settings:
        return self._settings

    def show_view(self, name: str) -> None:
        """A view of VIEWS at the day in focus."""
        self.travel.show_view(name)

    def show_date(self, day: date) -> None:
        """Bring `day` into view."""
        self.travel.show_date(day)

    def step(self, pages: int) -> None:
        """The next or previous period; the weekday stays."""
        self.travel.step(pages)

    def bring_view(self) -> None:
        """Let the view in use be seen, but not instead of the page that a window without accounts has."""
        self.stack.bring(self.view)

    def go_today(self) -> None:
        """Today's column in view and in focus, the now-line visible (K01)."""
        self.show_date(self.shelf.now().date())
        self.view.go_to_now()
        self.view.setFocus()

    # what the engine changed

    def on_changes(self, changes: Changes) -> None:
        """Read again what `changes` touch, and nothing else."""
        self.shelf.forget(changes)
        if changes.collection_list or changes.account_list:
            self._show_calendars()
            self._show_sets()
        for view in self.stack.made:
            if changes.account_list:
                view.refresh()
            else:
                view.on_changes(changes)
        self.stack.outdated.emit()
        self._bridge.then(self.sign.refresh, self)
        if changes.events:
            self._bridge.then(self._count, self)
        if changes.notices:
            from dainvo.ui import notices

            notices.tell(self, self._bridge, changes.notices, self._reader.zone, self.cards.review_meeting)

    def _show_calendars(self) -> None:
        self.panel.show_calendars(self.shelf.accounts, list(self.shelf.calendars.values()))
        if not self.shelf.accounts:
            self.stack.show_instead(self.dialogs.first_run)
        elif self.stack.end_instead():
            from dainvo.ui import hint_line

            self.bring_view()
            self.view.setFocus()  # for the keys
            hint_line.show_below(self._column, self)

    def _show_sets(self) -> None:
        if self._settings.sets:
            from dainvo.ui import set_menu  # few have sets

            set_menu.show_foot(self)

    def _count(self) -> None:
        self.panel.mini.count_by(self.shelf.count)

    def _on_minute(self) -> None:
        for view in self.stack.made:
            view.on_minute()
        self.stack.outdated.emit()
        self.panel.mini.cells.update()
        self.sign.refresh()

    # what the user wants

    def new_event(self) -> None:
        """Quick create at the slot in focus (K04)."""
        if isinstance(self.view, PagedView):
            self.view.offer()  # marked where it will be
        else:
            self.cards.create(*self.view.current_slot())

    def _mark_new(self, start: datetime | date, end: datetime | date) -> None:
        if isinstance(self.view, PagedView):
            self.view.mark_new(start, end)

    def _focus_if_shown(self, event: Occurrence) -> None:
        """What was saved has the focus, unless keys would then act on something out of sight."""
        (first, last), (begins, ends) = self.view.visible_range(), days_of(event)
        if begins <= last and first <= ends:
            self.view.select(event)

    def search(self) -> None:
        """Find events, in place of the view (K13)."""
        from dainvo.ui.search import open_on

        self.cards.close_card()
        open_on(self, self._reader)

    def take_settings(self, settings: Settings) -> None:
        """Use `settings` from now on and hand them on to be kept."""
        before, self._settings = self._settings, settings
        self.cards.settings = settings
        appearance.take(settings, before)
        self.stack.take_settings(settings)
        if before.density != settings.density:
            self.panel.forget()
            self._show_calendars()
        self.panel.mini.take_first_weekday(dates.first_weekday(settings.first_weekday))
        if self._on_settings is not None:
            self._on_settings(settings)
        if before.view != settings.view:
            self.show_view(settings.view)
        self._place_panel()
        self.travel.settled()

    def change(self, **values: object) -> None:
        """Keep these settings, which nothing but the caller shows."""
        self._settings = self._settings.changed(**values)
        self.cards.settings = self._settings
        if self._on_settings is not None:
            self._on_settings(self._settings)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from dainvo.ui.card import has_focus
        from dainvo.ui.enter_key import pressed_by

        if pressed_by(event, self.focusWidget()):
            return
        action = wanted(event)
        if action is None or (is_single(event) and has_focus(self)) or not self.act(action):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        ways = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
        if event.button() in ways:
            self.travel.go(ways[event.button()])

    def act(self, action: str) -> bool:
        """Carry out what a key or a command stands for; False if it means nothing now."""
        if self.chosen is not None and self.chosen.act(action):
            return True
        from dainvo.ui.commands import carry_out

        return carry_out(self, action)

    def _let_choose(self) -> None:
        """From now on several events can be chosen (K19)."""
        from dainvo.ui.chosen import Chosen

        self.chosen = Chosen(self, self, self._bridge, self._reader)

    def _move(self, event: Occurrence, start: datetime | date, end: datetime | date) -> None:
        if self.chosen is None or not self.chosen.move(event, start, end):
            self.cards.move(event, start, end)

    # room

    def toggle_panel(self) -> None:
        """Show or hide the side panel; a narrow window gets it over the view, until something is chosen."""
        if not self._room.turn_over():
            self.change(side_panel=not self._settings.side_panel)
        self._place_panel()

    def _place_panel(self) -> None:
        self._room.place(self._settings.side_panel)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minutes.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._minutes.catch_up()  # the computer slept

    def closeEvent(self, event: QCloseEvent) -> None:
        self._minutes.stop()
        if isinstance(self.view, PagedView):
            self.view.settle_keys(None)
        self.change(window=placing.told(self), left_on=left_on(self.travel.day, self.shelf.now().date()))
        super().closeEvent(event)


def _follow_focus() -> None:
    from dainvo.ui import focus_ring  # the first look has no ring

    focus_ring.follow()
