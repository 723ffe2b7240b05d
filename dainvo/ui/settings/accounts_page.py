"""Settings › Connected accounts: calendar accounts first, Zoom in a card of its own (M02, A28).

Reads the copy again whenever accounts change; asks no server by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from dainvo.engine.changes import Changes
from dainvo.settings import Settings
from dainvo.store.reader import Collection, Reader
from dainvo.ui import focus_back, mirror
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.calendar_card import CalendarAccountRow, LocalRow
from dainvo.ui.accounts.cards import card
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.feed_row import FeedRow
from dainvo.ui.accounts.zoom_card import ConnectRow, Use, ZoomRow
from dainvo.ui.accounts.zoom_info import HOSTED
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import button, clear, plain, row

_SOON = timedelta(days=90)


class AccountsPage(QWidget):
    """Built from the copy, and again with every change of accounts."""

    meetings_wanted = Signal()  # the page of Zoom meetings

    def __init__(self, bridge: Bridge, reader: Reader, settings: Callable[[], Settings]) -> None:
        super().__init__()
        self._bridge, self._reader, self._settings = bridge, reader, settings
        self.calendar_rows: list[CalendarAccountRow] = []
        self.local_rows: list[LocalRow] = []
        self.feed_rows: list[FeedRow] = []
        self.zoom_rows: list[ZoomRow | ConnectRow] = []
        self.add_button = button(self.tr("&Add account"), icon="plus")
        self.add_button.clicked.connect(self._add)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(0)
        outer.addLayout(row(plain(self.tr("Connected accounts"), role="dialog"), None, self.add_button))
        outer.addSpacing(4)
        outer.addWidget(
            plain(self.tr("Passwords and sign-ins stay in this computer’s keyring."), role="text2", wrap=True)
        )
        outer.addSpacing(14)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(0)
        outer.addLayout(self._cards)
        outer.addStretch(1)
        bridge.changed.connect(self._on_changes)
        self.refresh()

    def refresh(self) -> None:
        """Build the cards from the copy."""
        before = focus_back.held(self)
        clear(self._cards)
        accounts, collections = self._reader.accounts(), self._reader.collections()
        caldav = [one for one in accounts if one.kind == "caldav"]
        others = self._reader.other_collections()
        self.calendar_rows = [
            CalendarAccountRow(self._bridge, one, collections, others, self._reader) for one in caldav
        ]
        local = [one for one in accounts if one.kind == "local"]
        self.local_rows = [LocalRow(self._bridge, one, collections, self._reader) for one in local]
        self.feed_rows = [FeedRow(self._bridge, one) for one in accounts if one.kind == "feed"]
        if self.calendar_rows or self.local_rows or self.feed_rows:
            self._cards.addWidget(card([*self.calendar_rows, *self.local_rows, *self.feed_rows]))
        else:
            text = self.tr("No calendars yet. Add an account to see your events here.")
            self._cards.addWidget(plain(text, role="text2", wrap=True))
        self._cards.addSpacing(18)
        self._cards.addWidget(plain(self.tr("Online meetings"), role="text2", style="switch"))
        self._cards.addSpacing(8)
        client_id = self._settings().zoom_client_id
        zoom = [one for one in accounts if one.kind == "zoom"]
        use = self._use(collections) if zoom else Use()
        self.zoom_rows = [ZoomRow(self._bridge, one, client_id, self._reader.zone, use=use) for one in zoom] or [
            ConnectRow(self._connect)
        ]
        for one in self.zoom_rows:
            if isinstance(one, ZoomRow):
                one.meetings_wanted.connect(self.meetings_wanted)
        self._cards.addWidget(card(list(self.zoom_rows)))
        self._cards.addSpacing(10)
        note = self.tr("Removing an account here deletes no meeting and no event. Links keep working.")
        self._cards.addWidget(plain(note, role="caption", wrap=True))
        focus_back.take_up(self, before, self.add_button)

    def _use(self, collections: list[Collection]) -> Use:
        """What Zoom is used for in the next weeks, as far as the copy knows."""
        today = datetime.now(self._reader.zone).date()
        shown = self._reader.occurrences(today, today + _SOON)
        hosted = {one.resource: one.collection for one in shown if one.meeting in HOSTED}
        used = set(hosted.values())
        return Use(tuple(one for one in collections if one.id in used), len(hosted))

    def add_menu(self) -> QMenu:
        """A calendar account, a subscription, or Zoom."""
        menu = QMenu(self)
        menu.addAction(self.tr("&Calendar account…")).triggered.connect(self._add_calendars)
        menu.addAction(self.tr("&Subscribe to a calendar…")).triggered.connect(self._subscribe)
        first = any(isinstance(one, ConnectRow) for one in self.zoom_rows)
        text = self.tr("&Zoom…") if first else self.tr("Another &Zoom account…")
        menu.addAction(text).triggered.connect(self._connect)
        return menu

    def _add(self) -> None:
        mirror.drop(self.add_menu(), self.add_button, 2)

    def _add_calendars(self) -> None:
        sheet = AddAccount(self.window(), self._bridge, self._reader)
        sheet.web_calendar.connect(self._subscribe)
        sheet.open()

    def _subscribe(self) -> None:
        from dainvo.ui.files.subscribe_sheet import SubscribeSheet

        SubscribeSheet(self.window(), self._bridge, self._reader).open()

    def _connect(self) -> None:
        ConnectZoom(self.window(), self._bridge).open()

    def _on_changes(self, changes: Changes) -> None:
        if changes.account_list or changes.accounts or changes.collection_list or changes.outbox:
            self.refresh()
