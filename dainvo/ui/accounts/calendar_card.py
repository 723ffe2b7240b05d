"""The cards of calendar accounts in Settings › Connected accounts.

Shows what the copy knows; every button is a verb of the engine or one of the account dialogs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from dainvo.errors import Why
from dainvo.store.reader import Account, AccountState, Collection, CollectionState, Reader
from dainvo.ui import dates, messages, mirror
from dainvo.ui.accounts.cards import AccountRow
from dainvo.ui.accounts.removal import RemoveCalendarAccount
from dainvo.ui.accounts.sign_in_again import SignInAgain
from dainvo.ui.accounts.unsent import unsent
from dainvo.ui.bridge import Bridge
from dainvo.ui.chips import Pill
from dainvo.ui.controls import button, tool
from dainvo.ui.language import counted
from dainvo.ui.notice import Cure

if TYPE_CHECKING:
    from dainvo.engine.values import ServerCertificate

#: A sentence in a card wraps instead of making the page wider.
_LEAST_PX = 80


def _clock(moment: datetime | None) -> str:
    return dates.time_text(moment) if moment is not None else ""


#: What needs the user and no sign-in.
_NO_SIGN_IN = frozenset({Why.CERTIFICATE, Why.MASS_DELETION})


class CalendarAccountRow(AccountRow):
    """One CalDAV account. `others` are calendars that it offers and that are not kept here."""

    def __init__(
        self,
        bridge: Bridge,
        account: Account,
        collections: Sequence[Collection],
        others: Sequence[Collection] = (),
        reader: Reader | None = None,
    ) -> None:
        own = [one for one in collections if one.account == account.id]
        super().__init__("cloud", account.name, account.user if account.user != account.name else account.host, "")
        self._bridge, self._account, self._reader = bridge, account, reader
        self._skipped = self._count_skipped(own)
        self.facts.setText(" · ".join(self._facts(own)))
        self.pill = Pill(*self._state())
        self.head.addWidget(self.pill)
        signs_in = account.state is AccountState.NEEDS_USER and account.why not in _NO_SIGN_IN
        self.action = button(self.tr("Sign in") if signs_in else self.tr("Sync now"), small=True)
        if signs_in:
            self.action.setProperty("kind", "primary")
            self.action.clicked.connect(self._sign_in)
        else:
            self.action.clicked.connect(self._sync)
        self.head.addWidget(self.action)
        self.more = tool("more", self.tr("More about {name}").format(name=account.name), small=True)
        self.more.clicked.connect(lambda: mirror.drop(self.menu(), self.more))
        self.head.addWidget(self.more)
        why = messages.stored(account.why) if account.state is not AccountState.OK else None
        self.notice = self.add_notice()
        self.notice.text.setMinimumWidth(_LEAST_PX)
        self.notice.chosen.connect(lambda _key: self._certificate())
        if account.why == Why.CERTIFICATE and account.state is AccountState.NEEDS_USER:
            text = self.tr("The certificate of {host} can’t be trusted any more. No password was sent.")
            cure = Cure("certificate", self.tr("Details…"))
            self.notice.tell(text.format(host=account.host), tone="danger", icon="stop", cures=[cure])
            self.notice.show()
        elif why is not None and account.why not in (Why.WRONG_PASSWORD, Why.MASS_DELETION):
            self._tell(why.both)
        self.news = self.add_notice()
        self.news.text.setMinimumWidth(_LEAST_PX)
        self.news.chosen.connect(self._cure)
        self._tell_news(own, [one for one in others if one.account == account.id])

    def menu(self) -> QMenu:
        """Choose, New, Sign in again, Remove."""
        menu = QMenu(self)
        if self._reader is not None:
            menu.addAction(self.tr("&Choose calendars…")).triggered.connect(self._choose)
            menu.addAction(self.tr("&New calendar…")).triggered.connect(self._new)
            menu.addSeparator()
        if self._reader is not None:
            menu.addAction(self.tr("&Details…")).triggered.connect(self._details)
        menu.addAction(self.tr("C&onnection…")).triggered.connect(self._connection)
        menu.addAction(self.tr("&Sign in again…")).triggered.connect(self._sign_in)
        menu.addSeparator()
        menu.addAction(self.tr("&Remove…")).triggered.connect(self._remove)
        return menu

    def _count_skipped(self, own: Sequence[Collection]) -> int:
        """Objects that could not be read and were left out (A29); the details name them."""
        if self._reader is None:
            return 0
        names = {one.synced_as or one.name for one in own}
        return sum(one.calendar in names for one in self._reader.unreadable())

    def _facts(self, own: list[Collection]) -> list[str]:
        account = self._account
        found = [counted("CalendarAccountRow", "1 calendar", "%n calendars", len(own))]
        read_only = sum(not (one.writable or one.may_change or one.may_delete) for one in own)
        if read_only:
            found.append(self.tr("{n} read-only").format(n=read_only))
        if any(one.schedules for one in own):
            found.append(self.tr("scheduling by server"))
        if account.waiting:
            one, many = "1 change waits on this computer", "%n changes wait on this computer"
            found.append(counted("CalendarAccountRow", one, many, account.waiting))
        return found

    def _state(self) -> tuple[str, str]:
        account, since = self._account, _clock(self._account.last_sync)
        if account.state is AccountState.NEEDS_USER:
            when = _clock(account.since)
            if account.why not in ("", Why.WRONG_PASSWORD):
                return self.tr("Needs you"), "warning"
            text = self.tr("Sign-in needed since {time}").format(time=when) if when else self.tr("Sign-in needed")
            return text, "warning"
        if account.state is AccountState.UNREACHABLE:
            text = self.tr("Can’t reach since {time}").format(time=since) if since else self.tr("Can’t reach")
            return text, "warning"
        if account.state is AccountState.LEAVING:
            return self.tr("Being removed"), "plain"
        if self._skipped:
            return counted(
                "CalendarAccountRow", "Notice: 1 item skipped", "Notice: %n items skipped", self._skipped
            ), "info"
        if account.detail.get("metered"):
            return self.tr("Paused (metered network)"), "info"
        if not since:
            return self.tr("Syncing"), "info"
        return self.tr("Up to date {time}").format(time=since), "ok"

    def _tell_news(self, own: Sequence[Collection], others: Sequence[Collection]) -> None:
        """Calendars that came and wait for the user's word, or that the server lists no more."""
        new = [one.name for one in others if one.state is CollectionState.OFFERED]
        self._gone = [one for one in own if one.state is CollectionState.GONE]
        self._asking = next((one for one in own if one.state is CollectionState.ASKING), None)
        if self._asking is not None:
            text = messages.sentence(Why.MASS_DELETION, {"calendar": self._asking.name}).text
            self.news.tell(text, tone="warning", icon="warning", cures=[Cure("vanished", self.tr("Review…"))])
        elif self._gone:
            text = self.tr("‘{name}’ is no longer on the server. Its last copy is kept here.")
            cure = Cure("forget", self.tr("Remove from here"))
            self.news.tell(text.format(name=self._gone[0].name), icon="cloud-off", tone="warning", cures=[cure])
        elif new and self._reader is not None:
            text = self.tr("New: {names}").format(names=", ".join(new))
            self.news.tell(text, icon="info", tone="info", cures=[Cure("choose", self.tr("Choose…"))])
        self.news.setVisible(bool(self._gone or (new and self._reader is not None)))

    def _cure(self, key: str) -> None:
        if key == "vanished" and self._asking is not None:
            from dainvo.ui.vanished_sheet import VanishedSheet

            VanishedSheet(self.window(), self._bridge, self._asking).open()
        elif key == "choose":
            self._choose()
        elif self._gone and self._reader is not None:
            from dainvo.ui.accounts import forget_calendar

            forget_calendar.ask(self.window(), self._bridge, self._reader, self._gone[0])

    def _certificate(self) -> None:
        """Show what the server's certificate is now, beside the one that was trusted."""

        def asked(shown: ServerCertificate) -> None:
            from dainvo.ui.accounts.certificate_sheet import CertificateSheet

            sheet = CertificateSheet(self.window(), shown)
            sheet.trusted.connect(self._trust)
            sheet.open()

        self._bridge.run("connection.certificate_of", self._account.id, ok=asked, err=self._failed, owner=self)

    def _trust(self, fingerprint: str) -> None:
        stored = self._account.detail.get("connection")
        values = {**(stored if isinstance(stored, dict) else {}), "pin": fingerprint}
        self._bridge.run("connection.change", self._account.id, values, err=self._failed, owner=self)

    def _details(self) -> None:
        from dainvo.ui.accounts.health_sheet import HealthSheet

        if self._reader is not None:
            HealthSheet(self.window(), self._bridge, self._reader, self._account).open()

    def _connection(self) -> None:
        from dainvo.ui.accounts.connection_sheet import ConnectionSheet

        ConnectionSheet(self.window(), self._bridge, self._account).open()

    def _choose(self) -> None:
        from dainvo.ui.accounts.choose_calendars import ChooseCalendars

        if self._reader is not None:
            ChooseCalendars(self.window(), self._bridge, self._reader, self._account).open()

    def _new(self) -> None:
        from dainvo.ui.accounts.new_calendar import NewCalendar

        if self._reader is not None:
            NewCalendar(self.window(), self._bridge, self._reader, account=self._account.id).open()

    def _sync(self) -> None:
        self.action.setEnabled(False)
        self._bridge.run("accounts.sync", self._account.id, ok=self._synced, err=self._failed, owner=self)

    def _synced(self, reports: object) -> None:
        self.action.setEnabled(True)
        problems = [one for report in reports for one in report.errors] if isinstance(reports, list) else []
        if problems:
            said = messages.sentence(problems[0].why, {"host": self._account.host, "calendar": problems[0].collection})
            self._tell(said.both)

    def _failed(self, failure: BaseException) -> None:
        self.action.setEnabled(True)
        self._tell(messages.explain(failure).both)

    def _tell(self, text: str) -> None:
        self.notice.tell(text, tone="warning", icon="warning")
        self.notice.show()

    def _sign_in(self) -> None:
        SignInAgain(self.window(), self._bridge, self._account).open()

    def _remove(self) -> None:
        named = unsent(self._reader, account=self._account.id) if self._reader is not None else []
        RemoveCalendarAccount(self.window(), self._bridge, self._account, named).open()


class LocalRow(AccountRow):
    """The calendars of this computer alone (A14)."""

    def __init__(self, bridge: Bridge, account: Account, collections: Sequence[Collection], reader: Reader) -> None:
        own = [one for one in collections if one.account == account.id]
        count = counted("LocalRow", "1 calendar", "%n calendars", len(own))
        facts = self.tr("kept on this computer alone; each can be moved to an account")
        super().__init__("monitor", account.name, "", f"{count} · {facts}")
        self._bridge, self._account, self._reader = bridge, account, reader
        self.action = button(self.tr("New calendar…"), small=True)
        self.action.clicked.connect(self._new)
        self.head.addWidget(self.action)

    def _new(self) -> None:
        from dainvo.ui.accounts.new_calendar import NewCalendar

        NewCalendar(self.window(), self._bridge, self._reader).open()
