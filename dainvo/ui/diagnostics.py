"""What somebody who helps needs to know of this installation, and nothing about anybody's days (Y14).

Reads; sends nothing anywhere: the text is shown whole, and copied when asked.
"""

from __future__ import annotations

import platform
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QWidget

import dainvo
from dainvo import log
from dainvo.ui import join, theme
from dainvo.ui.controls import button, plain, row, set_face
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.store.reader import Account, Collection, Standing, Waiting


class Source(Protocol):
    """What of the reader is asked."""

    def accounts(self) -> list[Account]: ...
    def collections(self) -> list[Collection]: ...
    def outbox(self) -> list[Waiting]: ...
    def status(self) -> Standing: ...


def report(source: Source, *, addresses: bool, happened: str = "") -> str:
    """Version, system, accounts by kind and state, what failed and why; hosts and users only with `addresses`.

    `happened`: the trace of a failure that was just met. Neither titles, people, links nor secrets are in it.
    """
    shown = QApplication.platformName() if QApplication.instance() is not None else "none"
    parts = [
        f"Dainvo {dainvo.__version__} · Python {platform.python_version()} · Qt {qVersion()} ({shown})",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "",
        *_accounts(source, addresses),
        *_waiting(source.outbox()),
        _standing(source.status()),
    ]
    for heading, text in (("What happened", happened), ("Log", log.tail())):
        if text:
            parts += ["", heading, text if addresses else _without_addresses(text, source.accounts())]
    return "\n".join(parts)


def _without_addresses(text: str, accounts: Sequence[Account]) -> str:
    """`text` without the hosts and users that a line of the log may name."""
    text = re.sub(r"(https?://)[^\s/\"'<>]+", r"\1…", text)
    words = {word for account in accounts for word in (account.user, account.host) if word}
    for word in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", text, flags=re.IGNORECASE)
    return text


def _accounts(source: Source, addresses: bool) -> list[str]:
    calendars = Counter(calendar.account for calendar in source.collections())
    told = []
    for account in source.accounts():
        provider = account.detail.get("provider", "")
        line = f"Account {account.id}: {account.kind}"
        line += f" ({provider})" if isinstance(provider, str) and provider else ""
        line += f", {account.state.value}" + (f": {account.why}" if account.why else "")
        if account.kind != "zoom":
            line += f", calendars {calendars[account.id]}"
        if account.last_sync is not None:
            line += f", synced {account.last_sync:%Y-%m-%d %H:%M}"
        if addresses:
            line += f", {account.user} at {account.host}"
        told.append(line)
    return told or ["No account"]


def _waiting(waiting: Sequence[Waiting]) -> list[str]:
    """What is tried, by kind and reason: an event's title is nobody's business."""
    kinds = Counter((one.kind, one.why) for one in waiting)
    return [f"Waiting: {kind} × {count}" + (f", {why}" if why else "") for (kind, why), count in sorted(kinds.items())]


def _standing(standing: Standing) -> str:
    return (
        f"Waiting {standing.waiting} · refused {standing.blocked} · in two versions {standing.conflicts}"
        f" · unreadable {standing.unreadable}"
    )


class DiagnosticsSheet(Sheet):
    """Shows every line before it is copied."""

    def __init__(self, parent: QWidget | None, source: Source, *, happened: str = "") -> None:
        super().__init__(parent, _tr("A fault in Dainvo") if happened else _tr("Diagnostics"), width=680)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._source, self._happened = source, happened
        said = self.tr("This is all that is copied. Nothing is sent: paste it where you ask for help.")
        if happened:
            said = f"{self.tr('Something went wrong inside Dainvo. What you saved is safe.')} {said}"
        self.body.addWidget(plain(said, role="text2", wrap=True))
        self.body.addSpacing(10)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(theme.font("caption"))
        self.text.setMinimumHeight(280)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Diagnostics"))
        self.body.addWidget(self.text)
        self.body.addSpacing(10)
        self.addresses = QCheckBox()
        set_face(self.addresses, self.tr("With the &addresses of my accounts"))
        self.addresses.toggled.connect(self._fill)
        self.body.addWidget(self.addresses)
        copy = button(self.tr("&Copy diagnostics"), "primary")
        copy.clicked.connect(self._copy)
        close = button(self.tr("C&lose"))
        close.clicked.connect(self.reject)
        self.foot.addLayout(row(close, None, copy))
        self._fill()

    def _fill(self) -> None:
        self.text.setPlainText(report(self._source, addresses=self.addresses.isChecked(), happened=self._happened))

    def _copy(self) -> None:
        join.copy(self.text.toPlainText(), self.tr("Diagnostics copied"), self)


def _tr(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("Diagnostics", text)
