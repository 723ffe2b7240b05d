"""Add a calendar account, or sign in to one again: address, user, password, and what was tried on the way (A01).

A password goes to the engine once and is forgotten here; none ever comes back (Y15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dainvo.errors import DainvoError, Why
from dainvo.store.reader import Account, Reader
from dainvo.ui import messages, theme
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Parted, Square, button, label_for, plain, row, set_face
from dainvo.ui.notice import ErrorLine, Notice
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.values import Progress
    from dainvo.ical.event import AccountId


_MOST_STEPS = 7


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddAccount", text)


def step_text(step: Progress) -> str:
    """One tried step as a line: "/.well-known/caldav… found · https://…"."""
    names = {
        "typed": _tr("Address as typed"),
        "srv": _tr("SRV record"),
        "well_known": "/.well-known/caldav",
        "root": _tr("Server root"),
        "principal": _tr("User"),
        "home_set": _tr("Calendar folder"),
        "calendars": _tr("Calendars"),
    }
    word, _, status = step.outcome.partition(" ")
    said = {
        "found": _tr("found"),
        "no": _tr("no"),
        "": _tr("asking"),
        Why.NOT_CALDAV.value: _tr("no CalDAV here"),
        Why.WRONG_PASSWORD.value: _tr("password refused"),
        Why.OFFLINE.value: _tr("not reachable"),
        Why.NO_ANSWER.value: _tr("no answer"),
        Why.CERTIFICATE.value: _tr("certificate not trusted"),
        Why.REDIRECTED_AWAY.value: _tr("points to another server"),
        Why.NOT_UNDERSTOOD.value: _tr("answer not understood"),
        Why.PLAIN_HTTP.value: _tr("not encrypted"),
    }.get(word, word.replace("_", " "))
    line = f"{names.get(step.key, step.key)}… {said}"
    return " ".join(part for part in (line, status, f"· {step.url}" if step.url else "") if part)


class _Fields(QWidget):
    """Labelled lines with their errors below them."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, 96)

    def add(self, text: str, *, placeholder: str = "", secret: bool = False) -> tuple[QLineEdit, ErrorLine]:
        field = QLineEdit()
        field.setFixedHeight(28)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(text.replace("&", ""))
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        label = label_for(text, field)
        error = ErrorLine()
        held = QVBoxLayout()
        held.setSpacing(0)
        held.addWidget(field)
        held.addWidget(error)
        place = self._grid.rowCount()
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(held, place, 1)
        return field, error


class AddAccount(Sheet):
    """`added` comes with the account's id once its calendars are known; the dialog then lists them."""

    added = Signal(object)  # AccountId

    def __init__(self, parent: QWidget | None, bridge: Bridge, reader: Reader) -> None:
        super().__init__(parent, _tr("Add a calendar account"), width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader = bridge, reader
        self._job: Job | None = None
        self._account: AccountId | None = None
        self.intro = plain(self.tr("Nextcloud, iCloud, Fastmail or any other CalDAV server."), role="text2", wrap=True)
        self.body.addWidget(self.intro)
        self._fields = _Fields()
        self.address, self.address_error = self._fields.add(
            self.tr("&Address"), placeholder=self.tr("anna@cloud.example, cloud.example or https://…")
        )
        self.user, self.user_error = self._fields.add(self.tr("&User name"))
        self.password, self.password_error = self._fields.add(self.tr("&Password"), secret=True)
        self.address.editingFinished.connect(self._suggest_user)
        self.body.addWidget(Parted(self._fields, 12))
        self.notice = Notice()
        self.notice.hide()
        self._below_fields = Parted(self.notice, 10)
        self.body.addWidget(self._below_fields)
        self._make_steps()
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        self.body.addLayout(self._found)
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.add_button = button(self.tr("&Find calendars"), "primary")
        self.add_button.clicked.connect(self.begin)
        self.add_button.setDefault(True)
        self.foot.addLayout(row(self.cancel_button, None, self.add_button))
        self.address.setFocus()

    def _make_steps(self) -> None:
        self.steps = QPlainTextEdit()
        self.steps.setReadOnly(True)
        self.steps.setTabChangesFocus(True)
        self.steps.setAccessibleName(self.tr("What was tried"))
        self.steps.setFont(theme.font("caption"))
        self.steps.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.steps.hide()
        self.copy_steps = button(self.tr("Copy &report"), "link", small=True)
        self.copy_steps.setStyleSheet("QPushButton { padding: 0; border: none; }")
        self.copy_steps.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.steps.toPlainText()))
        self.copy_steps.hide()
        self.body.addWidget(Parted(self.steps, 6))
        self.body.addWidget(Parted(self.copy_steps, 4))

    def begin(self) -> None:
        """Check the fields and look for the server."""
        if self._account is not None:
            self.accept()
            return
        self._suggest_user()
        if self._job is not None or not self._complete():
            return
        self.notice.tell(self.tr("Looking for your calendars…"), icon="spin")
        self.notice.show()
        self.steps.clear()
        self._show_steps()
        self.copy_steps.hide()
        self._busy(True)
        self._job = self._bridge.run(
            "accounts.add_caldav",
            self.address.text().strip(),
            self.user.text().strip(),
            self.password.text(),
            tell=self._told,
            ok=self._done,
            err=self._failed,
            owner=self,
        )
        self.fit()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.password.clear()
        super().reject()

    def _complete(self) -> bool:
        first: QLineEdit | None = None
        for field, error, text in (
            (self.address, self.address_error, self.tr("Write an e-mail address, a server or a full address")),
            (self.user, self.user_error, self.tr("Write the user name of this account")),
            (self.password, self.password_error, self.tr("Write the password, or an app password")),
        ):
            lacking = not field.text().strip()
            error.tell(text if lacking else "")
            field.setProperty("wrong", lacking)
            theme.repolish(field)
            first = first or (field if lacking else None)
        if first is not None:
            first.setFocus()
            self.fit()
        return first is None

    def _suggest_user(self) -> None:
        typed = self.address.text().strip()
        if "@" in typed and "://" not in typed and not self.user.text():
            self.user.setText(typed)

    def _busy(self, busy: bool) -> None:
        self._fields.setEnabled(not busy)
        self.add_button.setEnabled(not busy)
        if busy:
            self.cancel_button.setFocus()

    def _told(self, step: object) -> None:
        self.steps.appendPlainText(step_text(cast("Progress", step)))
        self._show_steps()
        self.fit()

    def _show_steps(self) -> None:
        """As high as what was tried, with room for what usually comes; more of it scrolls."""
        lines = min(_MOST_STEPS, self.steps.blockCount())
        margin = 2 * (round(self.steps.document().documentMargin()) + 1 + 4) + 2
        self.steps.setFixedHeight(lines * self.steps.fontMetrics().lineSpacing() + margin)
        self.steps.setVisible(bool(self.steps.toPlainText()))

    def _done(self, account: AccountId) -> None:
        self._job, self._account = None, account
        self.password.clear()
        found = [one for one in self._reader.collections() if one.account == account]
        self._fields.hide()
        self.intro.hide()
        self.steps.hide()
        text = self.tr("Connected. 1 calendar was found.")
        if len(found) != 1:
            text = self.tr("Connected. {n} calendars were found.").format(n=len(found))
        self.notice.tell(text, tone="ok", icon="check-circle")
        self._below_fields.set_above(0)
        self._found.addSpacing(4)
        for one in found[:12]:
            rights = plain("" if one.writable else self.tr("read-only"), role="caption")
            self._found.addLayout(row(Square(one.color), plain(one.name), rights, None))
        if len(found) > 12:
            self._found.addWidget(plain(self.tr("and {n} more").format(n=len(found) - 12), role="caption"))
        self._found.addSpacing(4)
        self._found.addWidget(plain(self.tr("Their events arrive in the background."), role="caption"))
        self.cancel_button.hide()
        set_face(self.add_button, self.tr("&Done"))
        self.add_button.setEnabled(True)
        self.add_button.setFocus()
        self.fit()
        self.added.emit(account)

    def _failed(self, failure: BaseException) -> None:
        """The fields stay; the step that failed is named, with one suggestion."""
        self._job = None
        self._busy(False)
        about = {"address": self.address.text().strip()}
        said = messages.explain(failure)
        if isinstance(failure, DainvoError):
            said = messages.sentence(failure.why, {**about, **failure.about})
        self.notice.tell(said.both, tone="danger", icon="stop")
        self._show_steps()
        self.copy_steps.setVisible(bool(self.steps.toPlainText()))
        self.body.setContentsMargins(20, 16, 20, 12 if self.steps.toPlainText() else 20)  # a link has room of its own
        wrong = isinstance(failure, DainvoError) and failure.why is Why.WRONG_PASSWORD
        (self.password if wrong else self.address).setFocus()
        (self.password if wrong else self.address).selectAll()
        self.fit()


class SignInAgain(Sheet):
    """A new password for an account that stopped. The old one is never shown: the field begins empty (Y15)."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account) -> None:
        super().__init__(parent, _tr("Sign in again"), width=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._account = bridge, account
        self._job: Job | None = None
        asked = self.tr("{host} wants you to sign in again").format(host=account.host or account.name)
        self.body.addWidget(plain(asked, style="body_medium", wrap=True))
        self.body.addWidget(plain(account.user or account.name, role="text2"))
        self.body.addSpacing(12)
        fields = _Fields()
        self.password, self.error = fields.add(self.tr("&Password"), placeholder=self.tr("unchanged"), secret=True)
        self.body.addWidget(fields)
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 8))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.sign_in_button = button(self.tr("&Sign in"), "primary")
        self.sign_in_button.clicked.connect(self.begin)
        self.sign_in_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.sign_in_button))
        self.password.setFocus()

    def begin(self) -> None:
        if self._job is not None:
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

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self.sign_in_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.password.setFocus()
        self.password.selectAll()
        self.fit()
