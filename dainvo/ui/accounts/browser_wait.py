"""What is shown while the user signs in in the browser: that it waits, and how to open the page again.

Opens the page; knows no account.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.ui import join
from dainvo.ui.controls import button, plain, row
from dainvo.ui.notice import Spinner


class BrowserWait(QWidget):
    """Waits from `begin` on; `open_page` brings the browser up."""

    def __init__(self) -> None:
        super().__init__()
        self._page = ""
        self.waiting = plain(self.tr("Waiting for your browser…"), style="body_medium")
        said = self.tr("Sign in there and grant access. Dainvo goes on by itself, and waits for twenty minutes.")
        self.again = button(self.tr("&Open again"), small=True)
        self.again.clicked.connect(self._open)
        self.copy_link = button(self.tr("Copy &link"), small=True)
        self.copy_link.clicked.connect(self._copy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row(Spinner(), self.waiting, None))
        outer.addSpacing(6)
        outer.addWidget(plain(said, role="text2", wrap=True))
        outer.addSpacing(12)
        outer.addLayout(row(self.again, self.copy_link, None))
        self.begin()

    @property
    def has_page(self) -> bool:
        """Whether there is a page to be answered by now."""
        return bool(self._page)

    def begin(self) -> None:
        """There is no page yet."""
        self._page = ""
        self.copy_link.setText(self.tr("Copy link"))
        for offered in (self.again, self.copy_link):
            offered.setEnabled(False)

    def open_page(self, page: str) -> None:
        """Open `page` in the browser."""
        self._page = page
        for offered in (self.again, self.copy_link):
            offered.setEnabled(True)
        self._open()

    def _open(self) -> None:
        join.browse(self._page, self)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._page)
        self.copy_link.setText(self.tr("Link copied"))
