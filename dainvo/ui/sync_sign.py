"""Keeps the cloud of the bar and the strip at the bottom true, and carries out what they offer.

Reads the copy's standing; the sentences and their order are in `needs`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import ResourceId
from dainvo.ui.bar import Bar, Sync
from dainvo.ui.cards import Cards
from dainvo.ui.dialogs import Dialogs
from dainvo.ui.focus_back import give_back
from dainvo.ui.needs import Need, most_urgent, sync_state
from dainvo.ui.status_strip import StatusStrip
from dainvo.ui.views.view import Shelf

if TYPE_CHECKING:
    from dainvo.store.reader import Kept, Reader
    from dainvo.store.shown import Collection
    from dainvo.ui.bridge import Bridge, Job
    from dainvo.ui.side_panel import SidePanel


class SyncSign(QObject):
    """One for a main window."""

    def __init__(
        self,
        window: QWidget,
        reader: Reader,
        bridge: Bridge,
        shelf: Shelf,
        cards: Cards,
        dialogs: Dialogs,
        *,
        bar: Bar,
        strip: StatusStrip,
        panel: SidePanel,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._reader = reader
        self._bridge = bridge
        self._shelf = shelf
        self._cards = cards
        self._dialogs = dialogs
        self._bar = bar
        self._strip = strip
        self._panel = panel
        self._job: Job | None = None
        self._hidden: set[str] = set()  # what the user does not want to be told of in this session
        self._skipped: int | None = None  # how many events could not be read when that was last looked at
        bar.sync_pressed.connect(self._pressed)
        strip.acted.connect(self._act)

    def refresh(self) -> None:
        """Show how things stand now."""
        accounts = self._shelf.accounts
        if self._job is not None and self._job.running:
            self._bar.show_sync(Sync.WORKING, self.tr("Syncing…"))
        else:
            self._bar.show_sync(*sync_state(accounts, self._reader.status()))
        need = most_urgent(self._reader, accounts, self._shelf.calendars, self._shelf.now())
        shown = None if need is not None and need.action in self._hidden else need
        if shown is None:
            give_back(self._strip)
        self._strip.show_need(shown)
        self._tell_skipped()

    def _tell_skipped(self) -> None:
        """Once for what could not be read since the window opened (A29): the rest of its calendar is there."""
        number = self._reader.status().unreadable
        before, self._skipped = self._skipped, number
        if before is None or number <= before:
            return
        from dainvo.ui import skipped

        skipped.tell(self._window, self._reader, number - before, lambda: self._dialogs.show_settings("files"))

    def sync_now(self) -> None:
        """Sync all accounts; a sync that runs already is enough."""
        if self._job is None or not self._job.running:
            self._job = self._bridge.run(
                "accounts.sync", ok=lambda _reports: self._done(), err=self._failed, owner=self
            )
        self.refresh()

    def run(self, verb: str, *values: object) -> None:
        """Have the engine carry out `verb`; a failure is told in a toast."""
        self._bridge.run(verb, *values, err=self._say, owner=self)

    def _done(self) -> None:
        self._job = None
        self._shelf.reload_calendars()
        self.refresh()

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self._say(failure)
        self.refresh()

    def _say(self, failure: BaseException) -> None:
        from dainvo.ui import messages, toasts

        toasts.say(self._window, messages.explain(failure).both)

    def _pressed(self) -> None:
        if self._reader.status().problems:
            self._dialogs.show_settings("accounts")
        else:
            self.sync_now()

    def _act(self, need: Need, action: str) -> None:
        if action == "accounts":
            self._dialogs.show_settings("accounts")
        elif action == "sync":
            self.sync_now()
        elif action == "show_all":
            self._panel.show_all()
        elif action == "try_zoom":
            self.run("zoom.try_now", need.subject)
        elif action == "send_now":
            self.run("zoom.send_without_link", need.subject)
        elif action == "publish":
            self.run("attention.settle_attention", need.subject, "publish")
        elif action == "hide":
            self._hidden.add(need.action)
            self.refresh()
        elif action == "event":
            from dainvo.ui import refused, search

            window = cast("search.Window", self._window)
            refused.show(window, self._cards, self._reader, cast(ResourceId, need.subject))
        elif action == "meetings":
            self._dialogs.show_meetings()
        elif action == "vanished":
            self._dialogs.ask_vanished(cast("Collection", need.subject))
        elif action == "conflict":
            self._cards.review(cast("Kept", need.subject))
