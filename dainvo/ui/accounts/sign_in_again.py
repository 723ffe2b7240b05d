"""Signing in again to an account that stopped: a new password, or the provider's page in the browser (A32, Y15).

The old password is never shown: the field begins empty.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.engine.providers import provider as provider_of
from dainvo.store.reader import Account
from dainvo.ui import join, messages
from dainvo.ui.accounts import provider_words
from dainvo.ui.accounts.browser_wait import BrowserWait
from dainvo.ui.accounts.form_fields import FormFields
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Parted, button, plain, row
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignInAgain", text)


class SignInAgain(Sheet):
    """Tries the password at the server before it is kept; a wrong one changes nothing."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account) -> None:
        super().__init__(parent, _tr("Sign in again"), width=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._account = bridge, account
        self._job: Job | None = None
        self._provider = provider_of(str(account.detail.get("provider") or ""))
        self.in_browser = bool(account.detail.get("server"))
        asked = self.tr("{host} wants you to sign in again").format(host=account.host or account.name)
        self.body.addWidget(plain(asked, style="body_medium", wrap=True))
        self.body.addWidget(plain(account.user or account.name, role="text2"))
        self.body.addSpacing(12)
        self._make_fields()
        self.wait = BrowserWait()
        self.wait.hide()
        self.body.addWidget(self.wait)
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 8))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        face = self.tr("&Sign in in browser") if self.in_browser else self.tr("&Sign in")
        self.sign_in_button = button(face, "primary", icon="external" if self.in_browser else "")
        self.sign_in_button.clicked.connect(self.begin)
        self.sign_in_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.sign_in_button))
        (self.sign_in_button if self.in_browser else self.password).setFocus()

    def begin(self) -> None:
        if self._job is not None:
            return
        if self.in_browser:
            self._begin_in_browser()
            return
        if not self.password.text():
            self.error.tell(self.tr("Write the password, or an app password"))
            self.password.setFocus()
            self.fit()
            return
        self.error.tell("")
        self.notice.tell(self.tr("Asking the server…"), icon="spin")
        self.notice.show()
        self.sign_in_button.setEnabled(False)
        self._job = self._bridge.run(
            "accounts.update_password",
            self._account.id,
            self.password.text(),
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )
        self.fit()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.password.clear()
        super().reject()

    def _make_fields(self) -> None:
        words = provider_words.form(self._provider)
        fields = FormFields()
        self.password, self.error = fields.add(words.password, placeholder=self.tr("unchanged"), secret=True)
        if words.page_face:
            made = button(words.page_face, "link", small=True, icon="external")
            made.setStyleSheet("QPushButton { padding: 0; border: none; }")
            made.clicked.connect(lambda: join.browse(self._provider.password_page, self))
            fields.add_below(made)
        fields.setVisible(not self.in_browser)
        self.body.addWidget(fields)

    def _begin_in_browser(self) -> None:
        self.notice.hide()
        self.wait.begin()
        self.wait.show()
        self.sign_in_button.setEnabled(False)
        self._job = self._bridge.run(
            "accounts.renew_nextcloud",
            self._account.id,
            tell=self._told,
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )
        self.fit()

    def _told(self, value: object) -> None:
        page = getattr(value, "url", "")
        if page and not hasattr(value, "outcome"):
            self.wait.open_page(page)

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self.wait.hide()
        self.sign_in_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.notice.show()
        (self.sign_in_button if self.in_browser else self.password).setFocus()
        self.password.selectAll()
        self.fit()
