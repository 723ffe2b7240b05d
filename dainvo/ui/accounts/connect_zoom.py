"""Connect Zoom: what Dainvo may do there, then the browser, then a wait that can be ended (M01, M63, Y13).

Opens the browser and waits; the sign-in itself is the engine's. Sees no token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.errors import DainvoError, Why
from dainvo.store.reader import Account
from dainvo.ui import help_window, join, messages, theme
from dainvo.ui.accounts import zoom_info
from dainvo.ui.accounts.own_app import OwnApp
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Glyph, Parted, button, column, plain, row, set_face
from dainvo.ui.explained import is_explained
from dainvo.ui.notice import Cure, Notice, Spinner
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.values import AuthorizeAddress, OtherUser, Registration

HINT_MS = 30_000


class ConnectZoom(Sheet):
    """`connected` comes with the account's id; then the dialog is closed and the asking window has the focus.

    With `account` it signs in again as that Zoom user; `client_id` is the one of Settings, for the note to an admin.
    """

    connected = Signal(object)  # AccountId

    def __init__(
        self, parent: QWidget | None, bridge: Bridge, *, account: Account | None = None, client_id: str = ""
    ) -> None:
        super().__init__(parent, _tr("Reconnect Zoom") if account is not None else _tr("Connect Zoom"), width=480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._account, self._client_id = bridge, account, client_id
        self._job: Job | None = None
        self._address, self._asks = "", False
        self._why: Why | None = None  # of the last failure, if the guide says more about it
        self._hint = QTimer(self)
        self._hint.setSingleShot(True)
        self._hint.setInterval(HINT_MS)
        self._hint.timeout.connect(self._show_hint)
        self._offer, self._wait = self._make_offer(), self._make_wait()
        self._own_app: OwnApp | None = None
        self.body.addWidget(self._offer)
        self.body.addWidget(self._wait)
        self._wait.hide()
        self.notice = Notice()
        self.notice.hide()
        self.notice.chosen.connect(self._cure)
        self.body.addWidget(Parted(self.notice, 12))
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.connect_button = button(self.tr("&Connect in browser"), "primary", icon="external")
        self.connect_button.clicked.connect(self._go)
        self.foot.addLayout(row(self.cancel_button, None, self.connect_button))
        self.connect_button.setDefault(True)
        bridge.run("zoom_account.registration", ok=self._registered, err=self._failed, owner=self)

    def begin(self) -> None:
        """Ask the engine to sign in; the browser opens as soon as there is an address."""
        self.notice.hide()
        self.hint.hide()
        self._address = ""
        self._show_page(self._wait)
        self.connect_button.hide()
        self.cancel_button.setFocus()
        for offered in (self.again, self.copy_link):
            offered.setEnabled(False)
        verb, about = ("zoom.connect_zoom", ()) if self._account is None else self._same()
        self._job = self._bridge.run(verb, *about, tell=self._told, ok=self._done, err=self._failed, owner=self)
        self.fit()

    def reject(self) -> None:
        """Cancel: the engine frees the port at once, and forgets who else signed in."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._asks:
            self._bridge.run("zoom_account.drop_other_user")
        self._hint.stop()
        super().reject()

    def _same(self) -> tuple[str, tuple[object, ...]]:
        return "zoom_account.reconnect", (self._account.id,) if self._account is not None else ()

    def _go(self) -> None:
        if self._own_app is not None and self._own_app.isVisible():
            self._own_app.take()
        else:
            self.begin()

    # pages

    def _show_page(self, page: QWidget) -> None:
        for one in (self._offer, self._wait, self._own_app):
            if one is not None:
                one.setVisible(one is page)

    def _make_offer(self) -> QWidget:
        page = QWidget()
        outer = column(plain(self.tr("What Dainvo does at Zoom"), style="body_medium"), 2, spacing=8)
        for icon, text in (
            ("eye", self.tr("Reads your name, your e-mail address and the meetings you host.")),
            ("pencil", self.tr("Makes, changes and deletes your events’ meetings when you save.")),
            ("lock", self.tr("Keeps the sign-in in this computer’s keyring, and nowhere else.")),
        ):
            outer.addLayout(_point(icon, text))
        if self._account is not None:
            name = zoom_info.name_of(self._account)
            outer.addLayout(_point("person", self.tr("Sign in as {name} in the browser.").format(name=name)))
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
        self.hint = self._make_hint()
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

    def _make_hint(self) -> QWidget:
        """What to do when the browser does not come back (M23)."""
        held = QWidget()
        said = self.tr(
            "Nothing in the browser? Copy the link and open it in the browser that you use for Zoom. "
            "Did Zoom ask for an admin? Send them the note, and connect again once Dainvo is approved. "
            "Dainvo waits for five minutes."
        )
        self.note_button = button(self.tr("Copy &note for admin"), small=True)
        self.note_button.clicked.connect(lambda: self._cure("copy_note"))
        outer = column(plain(said, role="caption", wrap=True), 6, row(self.note_button, None))
        held.setLayout(outer)
        return held

    def _registered(self, value: object) -> None:
        """A build without a client id asks for one before anything else (Y13)."""
        registration = cast("Registration", value)
        self._client_id = registration.client_id or self._client_id
        if registration.client_id or self._job is not None:
            return
        self._own_app = OwnApp(registration.redirect)
        self._own_app.chosen.connect(self._use_client_id)
        self.body.insertWidget(0, self._own_app)
        self._show_page(self._own_app)
        set_face(self.connect_button, self.tr("&Use this ID"))
        self.connect_button.setIcon(QIcon())
        self._own_app.field.setFocus()
        self.fit()

    def _use_client_id(self, client_id: str) -> None:
        self._client_id = client_id
        self._bridge.settings_wanted.emit({"zoom_client_id": client_id})
        set_face(self.connect_button, self.tr("&Connect in browser"))
        theme.set_icon(self.connect_button, "external", role="on_accent")
        self._show_page(self._offer)
        self.connect_button.setFocus()
        self.fit()

    # while it goes on

    def _told(self, value: object) -> None:
        self._address = cast("AuthorizeAddress", value).url
        for offered in (self.again, self.copy_link):
            offered.setEnabled(True)
        self._hint.start()
        self._open()

    def _open(self) -> None:
        join.browse(self._address, self)

    def _show_hint(self) -> None:
        self.hint.show()
        self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy_link.setText(self.tr("Link copied"))

    def _done(self, result: object) -> None:
        self._job = None
        self._hint.stop()
        if self._account is not None and result is not None and not self._asks:
            self._ask_about(cast("OtherUser", result))
            return
        self._asks = False
        asking = self.parentWidget()
        self.accept()
        if asking is not None:
            asking.window().raise_()
            asking.window().activateWindow()
        self.connected.emit(self._account.id if result is None and self._account is not None else result)

    def _ask_about(self, other: OtherUser) -> None:
        """Another user never takes over the meetings unasked (M63)."""
        self._asks = True
        self._show_page(self._offer)
        self.connect_button.hide()
        text = self.tr("You signed in as {other}; this account is {account}. Its meetings could only be joined then.")
        self.notice.tell(
            text.format(other=other.signed_in, account=other.is_now),
            tone="warning",
            icon="warning",
            cures=(
                Cure("use_other", self.tr("Use {name} instead").format(name=other.signed_in)),
                Cure("add_other", self.tr("Add as second account")),
            ),
        )
        self.notice.show()
        self.cancel_button.setFocus()
        self.fit()

    def _cure(self, key: str) -> None:
        if key == "copy_note":
            join.copy(zoom_info.note_for_admin(self._client_id), self.tr("Note for your admin copied"), self)
        elif key == "help" and self._why is not None:
            help_window.show(self).explain(self._why)
        elif key in ("use_other", "add_other"):
            self.notice.tell(self.tr("Changing the account…"), icon="spin")
            verb = f"zoom_account.{key}_user"
            self._job = self._bridge.run(verb, ok=self._done, err=self._failed, owner=self)

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self._asks = False
        self._hint.stop()
        self._show_page(self._offer)
        said = messages.explain(failure)
        admin = isinstance(failure, DainvoError) and failure.why in (Why.ZOOM_APPROVAL, Why.ZOOM_NO_PERMISSION)
        cures = (Cure("copy_note", self.tr("Copy note for admin")),) if admin else ()
        self._why = failure.why if isinstance(failure, DainvoError) and is_explained(failure.why) else None
        if self._why is not None:
            cures = (*cures, Cure("help", self.tr("Help")))
        self.notice.tell(said.both, tone="danger", icon="stop", cures=cures)
        self.notice.show()
        set_face(self.connect_button, self.tr("&Try again"))
        self.connect_button.show()
        self.connect_button.setFocus()
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.connect_button.setFocus()


def _point(icon: str, text: str) -> QVBoxLayout:
    lines = row(spacing=10)
    lines.addWidget(Glyph(icon), 0, Qt.AlignmentFlag.AlignTop)
    lines.addWidget(plain(text, wrap=True), 1)
    return column(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConnectZoom", text)
