"""Connect Zoom: what Dainvo may do there, then the browser, then a wait that can be ended (M01).

Opens the browser and waits; the sign-in itself is the engine's. Sees no token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.ui import join, messages
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Glyph, Parted, button, column, plain, row, set_face
from dainvo.ui.notice import Notice, Spinner
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.values import AuthorizeAddress

WAIT_S = 5 * 60
HINT_MS = 30_000


class ConnectZoom(Sheet):
    """`connected` comes with the account's id; then the dialog is closed and the asking window has the focus."""

    connected = Signal(object)  # AccountId

    def __init__(self, parent: QWidget | None, bridge: Bridge) -> None:
        super().__init__(parent, _tr("Connect Zoom"), width=480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._job: Job | None = None
        self._address = ""
        self._hint = QTimer(self)
        self._hint.setSingleShot(True)
        self._hint.setInterval(HINT_MS)
        self._hint.timeout.connect(self._show_hint)
        self._offer, self._wait = self._make_offer(), self._make_wait()
        self.body.addWidget(self._offer)
        self.body.addWidget(self._wait)
        self._wait.hide()
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 12))
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.connect_button = button(self.tr("&Connect in browser"), "primary", icon="external")
        self.connect_button.clicked.connect(self.begin)
        self.foot.addLayout(row(self.cancel_button, None, self.connect_button))
        self.connect_button.setDefault(True)

    def begin(self) -> None:
        """Ask the engine to sign in; the browser opens as soon as there is an address."""
        self.notice.hide()
        self.hint.hide()
        self._address = ""
        self._offer.hide()
        self._wait.show()
        self.connect_button.hide()
        self.cancel_button.setFocus()
        for offered in (self.again, self.copy_link):
            offered.setEnabled(False)
        self._job = self._bridge.run("zoom.connect_zoom", tell=self._told, ok=self._done, err=self._failed, owner=self)
        self.fit()

    def reject(self) -> None:
        """Cancel: the engine frees the port at once."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._hint.stop()
        super().reject()

    def _make_offer(self) -> QWidget:
        page = QWidget()
        outer = column(plain(self.tr("What Dainvo does at Zoom"), style="body_medium"), 2, spacing=8)
        for icon, text in (
            ("eye", self.tr("Reads your name, your e-mail address and the meetings you host.")),
            ("pencil", self.tr("Makes, changes and deletes your events’ meetings when you save.")),
            ("lock", self.tr("Keeps the sign-in in this computer's keyring, and nowhere else.")),
        ):
            lines = row(spacing=10)
            lines.addWidget(Glyph(icon), 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(plain(text, wrap=True), 1)
            outer.addLayout(lines)
        page.setLayout(outer)
        return page

    def _make_wait(self) -> QWidget:
        page = QWidget()
        self.waiting = plain(self.tr("Waiting for Zoom…"), style="body_medium")
        lines = plain(
            self.tr("Approve Dainvo in your browser. It comes back here by itself."),
            role="text2",
            wrap=True,
        )
        self.again = button(self.tr("&Open again"), small=True)
        self.again.clicked.connect(self._open)
        self.copy_link = button(self.tr("Copy &link"), small=True)
        self.copy_link.clicked.connect(self._copy)
        self.hint = plain(
            self.tr(
                "Nothing in the browser? Copy the link and open it in the browser that you use for Zoom. "
                "Dainvo waits for five minutes."
            ),
            role="caption",
            wrap=True,
        )
        self.hint.hide()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row(Spinner(), self.waiting, None))
        outer.addSpacing(6)
        outer.addWidget(lines)
        outer.addSpacing(12)
        outer.addLayout(row(self.again, self.copy_link, None))
        outer.addWidget(Parted(self.hint, 10))
        return page

    def _told(self, value: object) -> None:
        self._address = cast("AuthorizeAddress", value).url
        for offered in (self.again, self.copy_link):
            offered.setEnabled(True)
        self._hint.start()
        self._open()

    def _open(self) -> None:
        join.join(self._address, self)

    def _show_hint(self) -> None:
        self.hint.show()
        self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy_link.setText(self.tr("Link copied"))

    def _done(self, account: object) -> None:
        self._job = None
        self._hint.stop()
        asking = self.parentWidget()
        self.accept()
        if asking is not None:
            asking.window().raise_()
            asking.window().activateWindow()
        self.connected.emit(account)

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self._hint.stop()
        self._wait.hide()
        self._offer.show()
        said = messages.explain(failure)
        self.notice.tell(said.both, tone="danger", icon="stop")
        self.notice.show()
        set_face(self.connect_button, self.tr("&Try again"))
        self.connect_button.show()
        self.connect_button.setFocus()
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.connect_button.setFocus()


def _tr(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("ConnectZoom", text)
