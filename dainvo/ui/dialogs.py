"""Opens what is not about one event: settings, accounts and calendars, meetings, print, help.

Imports each of them when it is first opened, so that none weighs on the start; what is about an event is `cards`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ui import mirror
from dainvo.ui.cards import Cards

if TYPE_CHECKING:
    from dainvo.ical.occurrence import AccountId
    from dainvo.store.reader import Account, Collection, Reader
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.side_panel import SidePanel


class Dialogs(QObject):
    """The dialogs of one main window. Those that lead to an event open it through `cards`, which has the settings."""

    def __init__(
        self, window: QWidget, bridge: Bridge, reader: Reader, cards: Cards, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._bridge = bridge
        self._reader = reader
        self._cards = cards
        self._now = now
        cards.calendar_wanted.connect(self.new_calendar)

    def serve(self, panel: SidePanel) -> None:
        """Open what the side panel asks for."""
        panel.menu_opens.connect(self.calendar_menu)
        panel.account_menu.connect(self.account_menu)
        panel.choose_calendars.connect(self.choose_calendars)
        panel.new_calendar.connect(self.new_calendar)
        panel.add_account.connect(self.add_account)
        panel.start_local.connect(self.start_local)

    def first_run(self) -> QWidget:
        """The page of a window that has no account yet."""
        from dainvo.ui.accounts.first_run import FirstRun

        page = FirstRun()
        page.add_account.connect(self.add_account)
        page.connect_zoom.connect(self.connect_zoom)
        page.start_local.connect(self.start_local)
        return page

    def show_settings(self, page: str = "") -> None:
        """The settings, perhaps at a page such as "accounts"."""
        from dainvo.ui.settings.settings_window import SettingsWindow

        self._cards.close_card()
        window = SettingsWindow(self._window, self._bridge, self._reader, self._cards.settings, self._cards.on_settings)
        window.meetings_wanted.connect(window.accept)
        window.meetings_wanted.connect(self.show_meetings)
        if page:
            window.show_page(page)
        window.open()

    def show_meetings(self) -> None:
        """The page of all Zoom meetings, and of those that need attention."""
        from dainvo.ui.meetings.page import MeetingsPage

        self._cards.close_card()
        into, minutes = self._cards.default_collection() or 0, self._cards.settings.event_minutes
        page = MeetingsPage(self._window, self._bridge, self._reader, now=self._now, collection=into, minutes=minutes)
        page.event_wanted.connect(self._cards.edit_resource)
        page.draft_wanted.connect(self._cards.edit_draft)
        page.open()

    def show_print(self, span: tuple[date, date]) -> None:
        """The print dialog, for the days that the window shows."""
        from dainvo.ui.printing import print_sheet

        self._cards.close_card()
        print_sheet.open_sheet(self._window, self._reader, span=span, now=self._now(), settings=self._cards.settings)

    def show_help(self) -> None:
        from dainvo.ui import help_window

        self._cards.close_card()
        help_window.show(self._window)

    def add_account(self) -> None:
        from dainvo.ui.accounts.add_account import AddAccount

        sheet = AddAccount(self._window, self._bridge, self._reader)
        sheet.web_calendar.connect(self.subscribe)
        sheet.open()

    def subscribe(self) -> None:
        """A calendar behind one address, which is only read (A11)."""
        from dainvo.ui.files.subscribe_sheet import SubscribeSheet

        SubscribeSheet(self._window, self._bridge, self._reader).open()

    def new_calendar(self, account: AccountId | None) -> None:
        """A calendar where there is none to write to: of this account; without one, an account comes first."""
        from dainvo.ui.accounts.new_calendar import NewCalendar

        if account is None:
            self.add_account()
        else:
            NewCalendar(self._window, self._bridge, self._reader, account=account).open()

    def start_local(self) -> None:
        """A calendar without any account (A14)."""
        from dainvo.ui.accounts.new_calendar import NewCalendar

        NewCalendar(self._window, self._bridge, self._reader).open()

    def calendar_menu(self, calendar: Collection, menu: QMenu) -> None:
        """Add to the menu of a calendar in the side panel what can be done with it."""
        from dainvo.ui.accounts.calendar_menu import extend
        from dainvo.ui.files import calendar_menu

        menu.addAction(self.tr("Default reminders…")).triggered.connect(lambda: self._default_reminders(calendar))
        calendar_menu.extend(menu, self._window, self._bridge, self._reader, calendar)
        extend(menu, self._window, self._bridge, self._reader, calendar)

    def _default_reminders(self, calendar: Collection) -> None:
        """What new events of a calendar begin with (E26)."""
        from dainvo.ui.editor.reminder_sheet import ReminderSheet

        sheet = ReminderSheet(self._window, calendar.name, calendar.id, self._cards.settings.default_alarms)
        sheet.kept.connect(lambda kept: self._cards.on_settings(self._cards.settings.changed(default_alarms=kept)))
        sheet.open()

    def choose_calendars(self, account: Account) -> None:
        """Which calendars of an account are kept here (A04)."""
        from dainvo.ui.accounts.choose_calendars import ChooseCalendars

        ChooseCalendars(self._window, self._bridge, self._reader, account).open()

    def account_menu(self, account: Account, point: QPoint) -> None:
        """The menu of an account in the side panel, at `point` of the screen."""
        from dainvo.ui.accounts.calendar_menu import account_menu

        mirror.pop(account_menu(self._window, self._bridge, self._reader, account), point)

    def connect_zoom(self) -> None:
        from dainvo.ui.accounts.connect_zoom import ConnectZoom

        ConnectZoom(self._window, self._bridge).open()

    def ask_vanished(self, calendar: Collection) -> None:
        """The question about a calendar most of whose events are gone from the server."""
        from dainvo.ui.vanished_sheet import VanishedSheet

        VanishedSheet(self._window, self._bridge, calendar).open()
