"""How an account has done: last success, next run, calendars with counts, what waits, what was skipped and why, the
last operations (A21, A29).

Reads the copy; the report it copies names no person, no title and no host.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

import dainvo
from dainvo.errors import Why
from dainvo.store.reader import Account, Collection, Reader
from dainvo.ui import dates, join, messages
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, Square, button, clear, line, plain, row
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.store.diary import Health, Operation
    from dainvo.store.unread import Unreadable

_MOST_HIGH = 440


def _tr(text: str) -> str:
    return QCoreApplication.translate("HealthSheet", text)


class HealthSheet(Sheet):
    """Built from the copy, and again whenever the account changes."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, reader: Reader, account: Account) -> None:
        super().__init__(parent, _tr("Details of {name}").format(name=account.name), width=560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader, self._id = bridge, reader, account.id
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(19, 16, 19, 16)
        self._column.setSpacing(0)
        self._area = self.scroll_body(inner, _MOST_HIGH)
        self._area.setMinimumHeight(_MOST_HIGH)
        self.copy_button = button(self.tr("&Copy report"))
        self.copy_button.clicked.connect(lambda: join.copy(self.report(), self.tr("Report copied"), self.copy_button))
        self.sync_button = button(self.tr("&Sync now"))
        self.sync_button.clicked.connect(self._sync)
        close = button(self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.foot.addLayout(row(self.copy_button, self.sync_button, None, close))
        bridge.changed.connect(self._on_changes)
        self.refresh()

    def refresh(self) -> None:
        """Read the copy again."""
        account = self._account()
        if account is None:
            self.accept()
            return
        clear(self._column)
        health = self._reader.health(self._id)
        own = self._own()
        self._column.addLayout(self._facts(account))
        self._head(_tr("Calendars"))
        self._column.addLayout(self._calendars(own, health))
        named = {each.synced_as or each.name for each in own}
        skipped = [one for one in self._reader.unreadable() if one.calendar in named]
        if skipped:
            self._head(_tr("Skipped"))
            for one in skipped:
                self._column.addLayout(_line("warning", one.name, f"{one.calendar} · {reason(one)}"))
        self._head(_tr("Last operations"))
        for done in health.operations:
            self._column.addLayout(_operation(done))
        if not health.operations:
            self._column.addWidget(plain(_tr("Nothing was to be done yet."), role="text2"))
        self._column.addStretch(1)

    def report(self) -> str:
        """What somebody who helps needs, without names: calendars are numbered."""
        account, health = self._account(), self._reader.health(self._id)
        if account is None:
            return ""
        own = self._own()
        numbers = {one.name: f"calendar {place}" for place, one in enumerate(own, start=1)}
        provider = str(account.detail.get("provider") or account.kind)
        told = [
            f"Dainvo {dainvo.__version__}, account by {provider}",
            f"state: {account.state.value} {account.why}".rstrip() + _since(account.since),
            f"last success: {_instant(account.last_sync)}, next run: {_instant(account.next_sync)}",
            f"waiting: {account.waiting}",
        ]
        for one in own:
            synced = _instant(health.synced.get(one.id))
            told.append(
                f"{numbers[one.name]}: {one.state.value}, {health.events.get(one.id, 0)} objects, last {synced}"
                f" {health.why.get(one.id, '')}".rstrip()
            )
        for done in health.operations:
            about = numbers.get(done.about, "") if done.about else ""
            told.append(
                " ".join(str(part) for part in (_instant(done.at), done.what, done.events, about, done.why) if part)
            )
        return "\n".join(told)

    def _account(self) -> Account | None:
        return next((one for one in self._reader.accounts() if one.id == self._id), None)

    def _own(self) -> list[Collection]:
        return [one for one in self._reader.collections() if one.account == self._id]

    def _facts(self, account: Account) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 108)
        grid.setColumnStretch(1, 1)
        said = messages.stored(account.why)
        waiting = _tr("nothing")
        if account.waiting:
            waiting = counted("HealthSheet", "1 change", "%n changes", account.waiting)
        facts = [
            (_tr("Last success"), _moment(account.last_sync) or _tr("never")),
            (_tr("Next run"), _moment(account.next_sync) or _tr("when you sync")),
            (_tr("Waiting to be sent"), waiting),
            (_tr("Last error"), f"{said.text} {_moment(account.since)}".strip() if said is not None else _tr("none")),
        ]
        for place, (label, value) in enumerate(facts):
            grid.addWidget(plain(label, role="text2"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain(value, wrap=True), place, 1)
        return grid

    def _calendars(self, own: Sequence[Collection], health: Health) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        for one in own:
            count = health.events.get(one.id, 0)
            events = counted("HealthSheet", "1 event", "%n events", count)
            said = messages.stored(health.why.get(one.id, ""))
            when = _moment(health.synced.get(one.id))
            told = plain(" · ".join(part for part in (events, when) if part), role="caption")
            held = row(Square(one.color), Elided(one.name), told)
            held.setStretch(1, 1)
            column.addLayout(held)
            if said is not None:
                column.addWidget(plain(said.text, role="danger", wrap=True))
        return column

    def _head(self, text: str) -> None:
        self._column.addSpacing(14)
        self._column.addWidget(line())
        self._column.addSpacing(12)
        self._column.addWidget(plain(text, style="body_medium"))
        self._column.addSpacing(6)

    def _sync(self) -> None:
        self.sync_button.setEnabled(False)
        self._bridge.run("accounts.sync", self._id, ok=self._synced, err=self._synced, owner=self)

    def _synced(self, _what: object) -> None:
        self.sync_button.setEnabled(True)
        self.refresh()

    def _on_changes(self, changes: Changes) -> None:
        if self._id in changes.accounts or changes.outbox or changes.collection_list:
            self.refresh()


def reason(skipped: Unreadable) -> str:
    """Why an object was left out, in words."""
    return {
        "no_text": _tr("the server did not give it"),
        "too_large": _tr("it is too large"),
        "no_event": _tr("it holds no event"),
        "no_start": _tr("it has no start, or no identity"),
        "rule": _tr("its repetition can’t be shown, only its first date"),
    }.get(skipped.reason, skipped.reason)


def _operation(done: Operation) -> QVBoxLayout:
    words = {
        "sent": _tr("{n} sent"),
        "fetched": _tr("{n} fetched"),
        "removed": _tr("{n} removed"),
        "signed_in": _tr("Signed in again"),
        "failed": _tr("Failed"),
        "trouble": _tr("Trouble"),
    }
    text = words.get(done.what, done.what).format(n=done.events)
    about = ""
    if done.why in set(Why):
        about = messages.sentence(Why(done.why), {"calendar": done.about} if done.about else {}).text
    if done.why and done.events > 1:
        about = f"{about} " + _tr("{n} times").format(n=done.events)
    return _line("stop" if done.why else "check", text, about.strip(), at=_moment(done.at))


def _line(icon: str, text: str, about: str, *, at: str = "") -> QVBoxLayout:
    told = Elided(" · ".join(part for part in (text, about) if part))
    held = row(Glyph(icon, size=14, role="danger" if icon == "stop" else "text2"), told, plain(at, role="caption"))
    held.setStretch(1, 1)
    column = QVBoxLayout()
    column.setContentsMargins(0, 2, 0, 2)
    column.addLayout(held)
    return column


def _moment(when: datetime | None) -> str:
    return f"{dates.short_day(when.date())} {dates.time_text(when)}" if when is not None else ""


def _instant(when: datetime | None) -> str:
    return when.isoformat(timespec="seconds") if when is not None else "never"


def _since(when: datetime | None) -> str:
    return f" since {_instant(when)}" if when is not None else ""
