"""Moving a calendar of this computer to an account, or its events into a calendar there (A14).

Moves nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Collection, Reader
from dainvo.ui import messages, theme
from dainvo.ui.accounts.form_fields import FormFields
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import ElidedBox, Parted, button, plain, row
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("MoveCalendar", text)


class MoveCalendar(Sheet):
    """Accounts first, as a new calendar there; then the calendars that take events."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, reader: Reader, calendar: Collection) -> None:
        super().__init__(parent, _tr("Move to an account"), width=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._calendar = bridge, calendar
        said = self.tr("‘{name}’ is only on this computer. At an account it shows on all your devices.")
        self.body.addWidget(plain(said.format(name=calendar.name), wrap=True))
        self.body.addSpacing(12)
        fields = FormFields(label=72)
        self.where = ElidedBox()
        accounts = {one.id: one.name for one in reader.accounts() if one.kind == "caldav"}
        for key, name in accounts.items():
            text = self.tr("New calendar at {account}").format(account=name)
            self.where.addItem(theme.icon("cloud"), text, ("account", key))
        for one in reader.collections():
            if one.account in accounts and one.writable:
                text = self.tr("Into {calendar} ({account})").format(calendar=one.name, account=accounts[one.account])
                self.where.addItem(theme.icon("calendar"), text, ("calendar", one.id))
        fields.add_row(self.tr("&Where"), self.where)
        self.body.addWidget(fields)
        note = self.tr("Everything is shown at once; what was not sent yet waits, as after any change.")
        self.body.addWidget(Parted(plain(note, role="caption", wrap=True), 10))
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 10))
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.move_button = button(self.tr("&Move"), "primary")
        self.move_button.clicked.connect(self.start)
        self.move_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.move_button))
        self.where.setFocus()

    def start(self) -> None:
        """Have it moved."""
        kind, target = self.where.currentData()
        self.move_button.setEnabled(False)
        self.notice.tell(self.tr("Moving…"), icon="spin")
        self.notice.show()
        verb = "calendar_list.move_to_account" if kind == "account" else "calendar_list.move_events"
        self._bridge.run(verb, self._calendar.id, target, ok=lambda _done: self.accept(), err=self._failed, owner=self)
        self.fit()

    def _failed(self, failure: BaseException) -> None:
        """Everything is still on this computer; another place can be chosen."""
        self.move_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.fit()
