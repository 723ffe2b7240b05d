"""Settings › Privacy & security: where things lie, what is trusted, opens by itself or stands in a report (Y06, Y14),
and the lock (Y10).

Changes nothing else itself: it leads to where that is done.
"""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel

from dainvo.store.reader import Account, Reader
from dainvo.ui.controls import button, grown, plain
from dainvo.ui.settings.lock_rows import LockRows
from dainvo.ui.settings.pages import Give, Page, Take


class PrivacyPage(Page):
    """Facts, each with the way to what can be done about it."""

    def __init__(self, take: Take, give: Give, reader: Reader) -> None:
        super().__init__(self._title(), take, give)
        self._reader = reader
        self._fact(self.tr("Passwords"), self.tr("In the keyring of your system, nowhere else."))
        self.lock = LockRows(self, take, reader.path.parent)
        self.folder = button(self.tr("&Open the folder"))
        self.folder.clicked.connect(self._open_folder)
        kept = self.tr("Calendars, unsent changes, settings and the log, readable by you alone:\n{folder}")
        self.add(self.tr("On this computer"), self.folder, kept.format(folder=reader.path.parent))
        self.trusted = self._fact(self.tr("Certificates"), self._certificates(reader.accounts()))
        links = self.tr("Links of known meeting services open at once; any other asks first.")
        self._fact(self.tr("Links"), links)
        self.report = button(self.tr("&Copy diagnostics…"))
        self.report.clicked.connect(self._diagnostics)
        self.add(
            self.tr("A report"),
            self.report,
            self.tr("Without titles, people, links and passwords. You see all of it first."),
        )
        self.leave = button(self.tr("How to &leave…"))
        self.leave.clicked.connect(self._how_to_leave)
        self.add(
            self.tr("Delete everything"),
            self.leave,
            self.tr("One command signs out everywhere and deletes what is here."),
        )
        self.outer.addStretch(1)

    def _title(self) -> str:
        return self.tr("Privacy & security")

    def _fact(self, text: str, said: str) -> QLabel:
        shown = plain(said, role="text2", wrap=True)
        shown.setMinimumWidth(340)  # beside a scroll bar, too
        shown.setMinimumHeight(grown(28))
        self.words.append(said)
        self.add(text, shown)
        return shown

    def _certificates(self, accounts: list[Account]) -> str:
        """Servers whose one certificate the user trusts, whatever the system says."""
        hosts = []
        for one in accounts:
            stored = one.detail.get("connection")
            if isinstance(stored, dict) and stored.get("pin"):
                hosts.append(one.host)
        if not hosts:
            return self.tr("Only those that your system trusts.")
        return self.tr("Those that your system trusts, and the one that you chose for {hosts}.").format(
            hosts=", ".join(hosts)
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._reader.path.parent)))

    def _diagnostics(self) -> None:
        from dainvo.ui.diagnostics import DiagnosticsSheet

        DiagnosticsSheet(self.window(), self._reader).open()

    def _how_to_leave(self) -> None:
        from dainvo.ui import help_window

        help_window.show(self.window(), "privacy", "Leaving")
