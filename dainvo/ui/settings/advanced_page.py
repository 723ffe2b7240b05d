"""Settings › Advanced: the Zoom app of one's own (Y13).

Stores nothing: changed settings go to whoever opened the window. A public client id is no secret.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from dainvo.ui import theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import button, column, grown, plain, row
from dainvo.ui.notice import ErrorLine
from dainvo.ui.settings.pages import Give, Page, Take
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.values import Registration


class AdvancedPage(Page):
    """Client id and redirect port, which app is used now, and how to register one."""

    def __init__(self, take: Take, give: Give, bridge: Bridge) -> None:
        super().__init__(_tr("Advanced"), take, give)
        self._bridge = bridge
        self._redirect = "http://127.0.0.1/callback"
        self.client_id = QLineEdit(take().zoom_client_id)
        self.client_id.setFixedWidth(grown(300))
        self.client_id.setPlaceholderText(self.tr("that of this build"))
        self.client_id.editingFinished.connect(self._client_chosen)
        self.add(
            self.tr("Zoom &client ID"),
            self.client_id,
            self.tr("Of an app that you registered at Zoom. Public, not a secret. Reconnect Zoom after a change."),
        )
        self.used = plain(role="caption", wrap=True)
        self.used.hide()
        self.register = button(self.tr("&Register an app…"))
        self.register.clicked.connect(self._show_how)
        self.reset = button(self.tr("&Use this build’s"))
        self.reset.setAccessibleDescription(self.tr("Take the own client ID out again"))
        self.reset.clicked.connect(self._forget_own)
        held = column(self.used, row(self.register, self.reset, None), spacing=8)
        self._grid.addLayout(held, self._grid.rowCount(), 1)
        self._make_port()
        self.outer.addStretch(1)
        bridge.settings_wanted.connect(self._follow)
        self.refresh()

    def _follow(self, _values: object) -> None:
        """Another dialog had settings changed. A method, so that the page is let go of when it is gone."""
        self.refresh()

    def refresh(self) -> None:
        """Show what is set, and ask which app is used with it."""
        own = self._take().zoom_client_id
        if not self.client_id.hasFocus():
            self.client_id.setText(own)
        self.reset.setVisible(bool(own))
        self._bridge.run("zoom_account.registration", ok=self._told, err=lambda _why: None, owner=self)

    def _make_port(self) -> None:
        self.port = QLineEdit(str(self._take().zoom_redirect_port or ""))
        self.port.setFixedWidth(grown(104))
        self.port.setPlaceholderText(self.tr("any free port"))
        self.port.editingFinished.connect(self._port_chosen)
        self.add(
            self.tr("Fixed redirect &port"),
            self.port,
            self.tr("1024 to 65535. Only needed if your Zoom app lists one exact address."),
        )
        self.port_error = ErrorLine()
        self.outer.addWidget(self.port_error)

    def _told(self, value: object) -> None:
        found = cast("Registration", value)
        self._redirect = found.redirect
        words = {
            "environment": self.tr("Used now: {id}, from the variable DAINVO_ZOOM_CLIENT_ID, which goes first."),
            "settings": self.tr("Used now: {id}, your own."),
            "build": self.tr("Used now: {id}, that of this build."),
        }
        none = self.tr("This build brings no Zoom app: register one, or ask whoever gave you Dainvo.")
        self.used.show()
        self.used.setText(words.get(found.source, none).format(id=found.client_id))
        self.reset.setText(self.tr("Use this build’s") if found.builtin else self.tr("Remove own ID"))

    def _client_chosen(self) -> None:
        self._give(self._take().changed(zoom_client_id=self.client_id.text().strip()))
        self.refresh()

    def _forget_own(self) -> None:
        self.client_id.clear()
        self._client_chosen()
        self.client_id.setFocus()

    def _show_how(self) -> None:
        sheet = RegisterSheet(self.window(), self._redirect)
        sheet.app.chosen.connect(self._take_id)
        sheet.open()

    def _take_id(self, client_id: str) -> None:
        self.client_id.setText(client_id)
        self._client_chosen()

    def _port_chosen(self) -> None:
        text = self.port.text().strip()
        fits = not text or (text.isdecimal() and 1024 <= int(text) <= 65535)
        self.port.setProperty("wrong", not fits)
        theme.repolish(self.port)
        self.port_error.tell("" if fits else self.tr("Write a number from 1024 to 65535, or nothing"))
        if fits:
            self._give(self._take().changed(zoom_redirect_port=int(text or 0)))
            self.refresh()


class RegisterSheet(Sheet):
    """How to register an app, with the place for its id."""

    def __init__(self, parent: QWidget, redirect: str) -> None:
        from dainvo.ui.accounts.own_app import OwnApp

        super().__init__(parent, _tr("Register a Zoom app"), width=480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.app = OwnApp(redirect)
        self.app.chosen.connect(lambda _id: self.accept())
        self.body.addWidget(self.app)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        use = button(self.tr("&Use this ID"), "primary")
        use.clicked.connect(self.app.take)
        self.foot.addLayout(row(cancel, None, use))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
