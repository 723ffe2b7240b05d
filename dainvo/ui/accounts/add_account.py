"""Add a calendar account: which provider, its sign-in, what was found (A01, A02, A04).

A password goes to the engine once and is forgotten here; none ever comes back (Y15).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dainvo.engine.providers import provider as provider_of
from dainvo.errors import DainvoError, Why
from dainvo.store.reader import Reader
from dainvo.ui import messages
from dainvo.ui.accounts import provider_words
from dainvo.ui.accounts.account_form import AccountForm
from dainvo.ui.accounts.browser_wait import BrowserWait
from dainvo.ui.accounts.calendar_picker import CalendarPicker
from dainvo.ui.accounts.provider_tiles import ProviderTiles
from dainvo.ui.accounts.sign_in_again import SignInAgain
from dainvo.ui.accounts.steps_view import StepsView, step_text
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Parted, button, plain, row, set_face
from dainvo.ui.language import counted
from dainvo.ui.notice import Cure, Notice
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.values import Progress, ServerCertificate
    from dainvo.ical.event import AccountId

__all__ = ["AddAccount", "SignInAgain", "step_text"]

_MOST_HIGH = 300


def _tr(text: str) -> str:
    return QCoreApplication.translate("AddAccount", text)


class AddAccount(Sheet):
    """`added` comes with the account's id once its calendars are known; the dialog then lists them.

    With `provider` it begins at that provider's form.
    """

    added = Signal(object)  # AccountId
    web_calendar = Signal()  # it is to be a subscription: whoever opened the sheet has a form for that

    def __init__(self, parent: QWidget | None, bridge: Bridge, reader: Reader, *, provider: str = "") -> None:
        super().__init__(parent, _tr("Add a calendar account"), width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader = bridge, reader
        self._job: Job | None = None
        self._account: AccountId | None = None
        self._pin = ""
        self._host = ("", 443)
        self.form: AccountForm | None = None
        self.picker: CalendarPicker | None = None
        self.tiles = ProviderTiles()
        self.tiles.chosen.connect(self.choose)
        self.body.addWidget(self.tiles)
        self.wait = BrowserWait()
        self.wait.hide()
        self.body.addWidget(self.wait)
        self.notice = Notice()
        self.notice.chosen.connect(self._look)
        self.notice.hide()
        self._below_fields = Parted(self.notice, 10)
        self.body.addWidget(self._below_fields)
        self.steps_view = StepsView()
        self.body.addWidget(self.steps_view)
        self.steps, self.copy_steps = self.steps_view.lines, self.steps_view.copy
        self._make_foot()
        self._show_choice()
        if provider:
            self.choose(provider)

    @property
    def address(self) -> QLineEdit:
        """The line of the address, in the form in use."""
        return self._form().address

    @property
    def user(self) -> QLineEdit:
        return self._form().user

    @property
    def password(self) -> QLineEdit:
        return self._form().password

    def choose(self, key: str) -> None:
        """Go on with the provider of that key; `provider_words.LOCAL` makes a calendar without an account,
        WEB leads to another form."""
        if key == provider_words.WEB:
            self.reject()
            self.web_calendar.emit()
            return
        if key == provider_words.LOCAL:
            self._make_first()
            return
        chosen = provider_of(key)
        self.form = AccountForm(chosen)
        self.body.insertWidget(0, self.form)
        self.form.show()
        self.tiles.hide()
        self.back_button.show()
        self.add_button.show()
        face = self.tr("&Sign in in browser") if not chosen.asks_password else self.tr("&Find calendars")
        set_face(self.add_button, face)
        self.setWindowTitle(self.tr("Add {name}").format(name=provider_words.name(chosen)))
        self.form.setFocus()
        self.fit()

    def begin(self) -> None:
        """Check the fields and look for the server; once the calendars are there, take the choice."""
        if self._account is not None:
            (self._take_choice if self.picker is not None else self._make_first)()
            return
        form = self._form()
        form.suggest_user()
        if self._job is not None:
            return
        if not form.complete():
            self.fit()
            return
        self.steps_view.begin()
        self._busy(True)
        if form.provider.asks_password:
            self.notice.tell(self.tr("Looking for your calendars…"), icon="spin")
            self.notice.show()
            self._ask(
                "accounts.add_caldav", form.address.text().strip(), form.user.text().strip(), form.password.text()
            )
        else:
            self.notice.hide()
            form.hide()
            self.wait.begin()
            self.wait.show()
            self._ask("accounts.add_nextcloud", form.address.text().strip())
        self.fit()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.form is not None:
            self.form.password.clear()
        super().reject()

    def _ask(self, verb: str, *args: str) -> None:
        form = self._form()
        more: dict[str, object] = {}
        if form.provider.asks_password and form.provider.key != "caldav":
            more["provider"] = form.provider.key
        if self._pin:
            more["connection"] = {"pin": self._pin}
        self._job = self._bridge.run(verb, *args, tell=self._told, ok=self._done, err=self._failed, owner=self, **more)

    def _form(self) -> AccountForm:
        if self.form is None:
            raise RuntimeError("no provider was chosen yet")
        return self.form

    def _make_foot(self) -> None:
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.back_button = button(self.tr("&Back"))
        self.back_button.clicked.connect(self._show_choice)
        self.add_button = button(self.tr("&Find calendars"), "primary")
        self.add_button.clicked.connect(self.begin)
        self.add_button.setDefault(True)
        self.foot.addLayout(row(self.cancel_button, None, self.back_button, self.add_button))

    def _show_choice(self) -> None:
        """The first page again; what was typed is forgotten."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.form is not None:
            self.form.password.clear()
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self._busy(False)
        for hidden in (self.wait, self.notice, self.back_button, self.add_button):
            hidden.hide()
        self._pin = ""
        self.steps_view.begin()
        self.tiles.show()
        self.tiles.setFocus()
        self.setWindowTitle(_tr("Add a calendar account"))
        self.fit()

    def _busy(self, busy: bool) -> None:
        if self.form is not None:
            self.form.fields.setEnabled(not busy)
        self.add_button.setEnabled(not busy)
        if busy:
            self.cancel_button.setFocus()

    def _told(self, value: object) -> None:
        if hasattr(value, "outcome"):
            if self.wait.has_page and not self.notice.isVisible():
                self.wait.hide()
                self.notice.tell(self.tr("Looking for your calendars…"), icon="spin")
                self.notice.show()
            self.steps_view.add(cast("Progress", value))
        else:
            self.wait.open_page(str(getattr(value, "url", "")))
        self.fit()

    def _done(self, account: AccountId) -> None:
        self._job, self._account = None, account
        form = self._form()
        form.password.clear()
        found = [one for one in self._reader.collections() if one.account == account]
        for hidden in (form, self.wait, self.back_button):
            hidden.hide()
        self.steps_view.finish()
        text = counted(
            "AddAccount", "Connected. 1 calendar was found.", "Connected. %n calendars were found.", len(found)
        )
        if not found:
            text = self.tr("Connected. There is no calendar for events there yet.")
        self.notice.tell(text, tone="ok", icon="check-circle")
        self.notice.show()
        self._below_fields.set_above(0)
        rows = [one for one in self._reader.accounts() if one.id == account]
        skipped = [str(name) for one in rows for name in one.detail.get("skipped") or ()]
        if found:
            self.picker = CalendarPicker(found, skipped)
            self._show_picker(self.picker)
        set_face(self.add_button, self.tr("&Done") if found else self.tr("&Make a calendar…"))
        set_face(self.cancel_button, self.tr("Later"))
        self.cancel_button.setVisible(not found)
        self.add_button.setEnabled(True)
        self.add_button.show()
        self.add_button.setFocus()
        self.fit()
        self.added.emit(account)

    def _make_first(self) -> None:
        """Go on to a new calendar: of the account that was added, else on this computer."""
        from dainvo.ui.accounts.new_calendar import NewCalendar

        parent = self.parentWidget()
        self.reject()
        NewCalendar(parent, self._bridge, self._reader, account=self._account).open()

    def _look(self, _key: str) -> None:
        """Show what the server's certificate says; nothing of the account goes there."""

        def asked(shown: ServerCertificate) -> None:
            from dainvo.ui.accounts.certificate_sheet import CertificateSheet

            sheet = CertificateSheet(self, shown)
            sheet.trusted.connect(self._trust)
            sheet.open()

        host, port = self._host
        self._bridge.run("connection.certificate", host, port, ok=asked, err=self._failed, owner=self)

    def _trust(self, fingerprint: str) -> None:
        """Try once more, believing this one certificate."""
        self._pin = fingerprint
        self.begin()

    def _show_picker(self, picker: CalendarPicker) -> None:
        self.body.addSpacing(8)
        if picker.sizeHint().height() <= _MOST_HIGH:
            self.body.addWidget(picker)
        else:
            area = self.scroll_body(picker, _MOST_HIGH)
            area.setMinimumHeight(_MOST_HIGH)
            self.body.setContentsMargins(20, 16, 20, 16)
        picker.show()
        self.body.addSpacing(8)
        said = self.tr("Those that are ticked are kept on this computer. Their events arrive in the background.")
        self.body.addWidget(plain(said, role="caption", wrap=True))

    def _take_choice(self) -> None:
        """What was unticked leaves this computer again; nothing happens to it on the server."""
        unwanted = self.picker.wanted() if self.picker is not None else {}
        if unwanted:
            self._bridge.run(
                "calendar_list.choose", unwanted, ok=lambda _none: self.accept(), err=self._not_taken, owner=self
            )
        else:
            self.accept()

    def _not_taken(self, failure: BaseException) -> None:
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.fit()

    def _failed(self, failure: BaseException) -> None:
        """The fields stay; the step that failed is named, with one suggestion."""
        self._job = None
        self._busy(False)
        form = self._form()
        self.wait.hide()
        form.show()
        about = {"address": form.address.text().strip()}
        said = messages.explain(failure)
        if isinstance(failure, DainvoError):
            said = messages.sentence(failure.why, {**about, **failure.about})
        cures = []
        if isinstance(failure, DainvoError) and failure.why is Why.CERTIFICATE:
            self._host = (failure.about.get("host", ""), int(failure.about.get("port", "443")))
            cures = [Cure("look", self.tr("Details…"))]
        self.notice.tell(said.both, tone="danger", icon="stop", cures=cures)
        self.notice.show()
        self.steps_view.offer_copy()
        self.body.setContentsMargins(20, 16, 20, 20 if self.steps_view.empty else 12)  # a link has room of its own
        wrong = isinstance(failure, DainvoError) and failure.why is Why.WRONG_PASSWORD
        first = form.password if wrong or not form.provider.asks_address else form.address
        first.setFocus()
        first.selectAll()
        self.fit()
