"""A certificate that is not believed: what the server showed, and whether this one is trusted for the account (A22).

Trusting is never the default: the focus begins on Cancel, and the button says what it does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dainvo.ui import dates, join
from dainvo.ui.controls import Parted, button, plain, row
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from datetime import datetime

    from dainvo.engine.values import ServerCertificate


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertificateSheet", text)


def lines(fingerprint: str) -> str:
    """A fingerprint in four lines of eight pairs, as it is compared by eye."""
    pairs = fingerprint.split(":")
    return "\n".join(":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))


class CertificateSheet(Sheet):
    """`trusted` comes with the fingerprint when the user trusts this one certificate."""

    trusted = Signal(str)

    def __init__(self, parent: QWidget | None, shown: ServerCertificate) -> None:
        changed = bool(shown.pinned) and shown.pinned != shown.fingerprint
        heading = _tr("The certificate of {host} changed") if changed else _tr("Trust the certificate of {host}?")
        super().__init__(parent, _tr("Certificate"), width=520, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = shown
        self.body.addWidget(plain(heading.format(host=shown.host), role="dialog", wrap=True))
        self.body.addSpacing(8)
        notice = Notice()
        if changed:
            said = self.tr("Somebody may be between you and your server.")
        else:
            said = self.tr("Nobody that this computer trusts vouches for it.")
        notice.tell(said, tone="danger" if changed else "warning", icon="stop" if changed else "warning")
        self.body.addWidget(Parted(notice, 0))
        self.body.addSpacing(12)
        self.body.addLayout(self._facts(changed))
        ask = self.tr(
            "No password was sent. Compare the fingerprint with the one that whoever runs the server tells you. "
            "Without it, cancel."
        )
        self.body.addWidget(Parted(plain(ask, wrap=True), 12))
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.copy_button = button(self.tr("&Copy fingerprint"))
        self.copy_button.clicked.connect(
            lambda: join.copy(shown.fingerprint, self.tr("Fingerprint copied"), self.copy_button)
        )
        self.trust_button = button(self.tr("&Trust this certificate"), "danger")
        self.trust_button.clicked.connect(self._trust)
        self.foot.addLayout(row(self.cancel_button, None, self.copy_button, self.trust_button))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel_button.setFocus()

    def _facts(self, changed: bool) -> QGridLayout:
        shown = self._shown
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        facts = [
            (self.tr("Why not trusted"), shown.why),
            (self.tr("Issued to"), shown.subject),
            (self.tr("Issued by"), shown.issuer if shown.issuer != shown.subject else self.tr("itself")),
            (self.tr("Valid"), _span(shown.first, shown.last)),
        ]
        for label, value in facts:
            if value:
                self._fact(grid, label, value)
        if changed:
            self._fact(grid, self.tr("Trusted until now"), lines(shown.pinned), fixed=True)
        self._fact(grid, self.tr("Fingerprint (SHA-256)"), lines(shown.fingerprint), fixed=True)
        return grid

    def _fact(self, grid: QGridLayout, label: str, value: str, *, fixed: bool = False) -> None:
        place = grid.rowCount()
        grid.addWidget(plain(label, role="text2"), place, 0, Qt.AlignmentFlag.AlignTop)
        told = plain(value, wrap=not fixed)
        told.setAccessibleName(f"{label}: {value}")
        if fixed:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPixelSize(max(11, told.fontInfo().pixelSize() - 1))
            told.setFont(font)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(told, place, 1)

    def _trust(self) -> None:
        self.trusted.emit(self._shown.fingerprint)
        self.accept()


def _span(first: datetime | None, last: datetime | None) -> str:
    if first is None or last is None:
        return ""
    pattern = QCoreApplication.translate("CertificateSheet", "{first} to {last}")
    days = [f"{dates.day_and_month(one.date())} {one.year}" for one in (first, last)]
    return pattern.format(first=days[0], last=days[1])
