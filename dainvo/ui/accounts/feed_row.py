"""A subscription among the connected accounts: how it is, how often it is asked, and the ways out (A11).

Asks nothing by itself.
"""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from dainvo.errors import Why
from dainvo.store.reader import Account, AccountState
from dainvo.ui import dates, messages, mirror, toasts
from dainvo.ui.accounts.cards import AccountRow
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import button, tool

#: Minutes; 0 is as the calendar wishes.
_EVERY = (0, 15, 60, 240, 1440, 10080)


class FeedRow(AccountRow):
    """One subscription."""

    def __init__(self, bridge: Bridge, account: Account) -> None:
        super().__init__("globe", account.name, account.host, self._facts(account))
        self._bridge, self._account = bridge, account
        self.action = button(self.tr("Refresh"), small=True)
        self.action.setAccessibleName(self.tr("Refresh {name}").format(name=account.name))
        self.action.clicked.connect(self._refresh)
        self.head.addWidget(self.action)
        self.more = tool("more", self.tr("More about {name}").format(name=account.name), small=True)
        self.more.clicked.connect(lambda: mirror.drop(self.menu(), self.more))
        self.head.addWidget(self.more)
        if account.state is not AccountState.OK and account.why:
            notice = self.add_notice()
            notice.tell(
                messages.sentence(Why(account.why), {"host": account.host}).both, tone="warning", icon="warning"
            )
            notice.show()

    def menu(self) -> QMenu:
        """How often it is asked, and removal."""
        menu = QMenu(self)
        every = menu.addMenu(self.tr("Ask every"))
        chosen = int(self._account.detail.get("every_min") or 0)
        for minutes in _EVERY:
            action = every.addAction(self._every(minutes))
            action.setCheckable(True)
            action.setChecked(minutes == chosen)
            action.triggered.connect(lambda _on=False, minutes=minutes: self._run("feeds.set_interval", minutes))
        if self._account.user:
            menu.addAction(self.tr("New password…")).triggered.connect(self._password)
        menu.addSeparator()
        menu.addAction(self.tr("Unsubscribe")).triggered.connect(lambda: self._run("accounts.remove_account"))
        return menu

    def _facts(self, account: Account) -> str:
        if account.last_sync is None:
            return self.tr("subscription · not fetched yet")
        when = f"{dates.short_day(account.last_sync.date())}, {dates.time_text(account.last_sync)}"
        return self.tr("subscription · fetched {when}").format(when=when)

    def _every(self, minutes: int) -> str:
        return {
            0: self.tr("As the calendar wishes"),
            15: self.tr("15 minutes"),
            60: self.tr("Hour"),
            240: self.tr("4 hours"),
            1440: self.tr("Day"),
            10080: self.tr("Week"),
        }[minutes]

    def _refresh(self) -> None:
        self.action.setEnabled(False)
        self._run("accounts.sync")

    def _run(self, verb: str, *values: object) -> None:
        def done(_result: object) -> None:
            self.action.setEnabled(True)

        def failed(failure: BaseException) -> None:
            self.action.setEnabled(True)
            toasts.say(self, messages.explain(failure).both)

        self._bridge.run(verb, self._account.id, *values, ok=done, err=failed, owner=self)

    def _password(self) -> None:
        from dainvo.ui.accounts.sign_in_again import SignInAgain

        SignInAgain(self.window(), self._bridge, self._account).open()
