"""Tells on the desktop, once, that an account waits for its user while the window is not in front (A32).

The strip of the window tells the same for as long as it lasts; nothing of any event is said.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from dainvo.engine.changes import Changes
from dainvo.errors import Why
from dainvo.store.reader import AccountState, Reader
from dainvo.ui.desktop_notice import Desktop
from dainvo.ui.needs import wants_of


class SignInNotice(QObject):
    """Watches the accounts from now on: what waited before was told before."""

    def __init__(self, desktop: Desktop, reader: Reader, now: Callable[[], datetime]) -> None:
        super().__init__(desktop.window)
        self._desktop, self._reader = desktop, reader
        self._told_to = now()
        desktop.bridge.changed.connect(self._on_changes)

    def _on_changes(self, changes: Changes) -> None:
        if changes.accounts or changes.account_list:
            self._look()

    def _look(self) -> None:
        waiting = [
            account
            for account in self._reader.accounts()
            if account.state is AccountState.NEEDS_USER
            and account.why != Why.MASS_DELETION
            and account.since is not None
            and account.since > self._told_to
        ]
        if not waiting:
            return
        self._told_to = max(account.since for account in waiting if account.since is not None)
        if self._desktop.window.isActiveWindow() or not self._desktop.wanted():
            return
        title = self.tr("Dainvo needs you to sign in")
        text = "\n".join(wants_of(account) for account in waiting)
        self._desktop.tell(title, text)
