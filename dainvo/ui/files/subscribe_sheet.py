"""Subscribing to a calendar behind one address: the address, and a sign-in where it wants one (A11).

Fetches nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Reader
from dainvo.ui import messages, theme
from dainvo.ui.accounts.colour_row import ColourRow
from dainvo.ui.accounts.form_fields import FormFields, mark
from dainvo.ui.bridge import Bridge, Job
from dainvo.ui.controls import Parted, button, plain, row
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("SubscribeSheet", text)


class SubscribeSheet(Sheet):
    """Closes once the calendar's events are here."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, reader: Reader, address: str = "") -> None:
        super().__init__(parent, _tr("Subscribe to a calendar"), width=480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._job: Job | None = None
        self.fields = FormFields(label=84)
        self.address, self.error = self.fields.add(self.tr("&Address"), placeholder="webcal://cal.example/holidays.ics")
        self.address.setText(address)
        self.name, _ = self.fields.add(self.tr("&Name"), placeholder=self.tr("As the calendar calls itself"))
        used = {one.color.lower() for one in reader.collections()}
        free = [base for _name, base in theme.EVENT_COLOURS if base.lower() not in used]
        self.colours = ColourRow((free or [theme.EVENT_COLOURS[0][1]])[0])
        self.fields.add_row(self.tr("&Colour"), self.colours)
        self.user, _ = self.fields.add(self.tr("&User"), placeholder=self.tr("Only if it wants a sign-in"))
        self.password, _ = self.fields.add(self.tr("&Password"), secret=True)
        self.body.addWidget(self.fields)
        about = self.tr("Its events are shown and never changed. It is asked again every few hours, as it wishes.")
        self.body.addWidget(Parted(plain(about, role="caption", wrap=True), 12))
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 10))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.add_button = button(self.tr("&Subscribe"), "primary")
        self.add_button.setDefault(not address)  # a link may come while somebody types: Enter must not agree to it
        self.add_button.clicked.connect(self.begin)
        self.foot.addLayout(row(cancel, None, self.add_button))
        (cancel if address else self.address).setFocus()

    def begin(self) -> None:
        """Have it fetched; nothing is kept of an address that gives no calendar."""
        typed = self.address.text().strip()
        if mark(self.address, self.error, "" if typed else self.tr("Enter the address of the calendar")):
            self.address.setFocus()
            self.fit()
            return
        self._busy(True)
        self.notice.tell(self.tr("Fetching the calendar…"), icon="spin")
        self.notice.show()
        self.fit()
        self._job = self._bridge.run(
            "feeds.add_feed",
            typed,
            name=self.name.text().strip(),
            color=self.colours.colour,
            user=self.user.text().strip(),
            password=self.password.text(),
            ok=lambda _account: self._done(),
            err=self._failed,
            owner=self,
        )

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _done(self) -> None:
        self._job = None
        self.accept()

    def _failed(self, failure: BaseException) -> None:
        self._job = None
        self._busy(False)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.fit()

    def _busy(self, busy: bool) -> None:
        for control in (self.fields, self.add_button):
            control.setEnabled(not busy)
