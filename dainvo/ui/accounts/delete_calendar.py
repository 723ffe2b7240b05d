"""Deleting a calendar: what goes with it, and its name to be typed (A16).

Deletes nothing itself; the focus begins in the line of the name, and the button is off until it fits.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Account, Collection
from dainvo.ui import messages
from dainvo.ui.accounts.form_fields import FormFields
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Parted, button, plain, row
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeleteCalendar", text)


class DeleteCalendar(Sheet):
    """Says where the calendar is deleted and that nothing brings it back."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account, calendar: Collection) -> None:
        super().__init__(parent, _tr("Delete calendar"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._calendar = bridge, calendar
        self.body.addWidget(plain(self.tr("Delete “{name}”?").format(name=calendar.name), role="dialog", wrap=True))
        self.body.addSpacing(6)
        if account.kind == "local":
            said = self.tr("The calendar and all its events are deleted from this computer. They are nowhere else.")
        else:
            pattern = self.tr("The calendar and all its events are deleted on {host}, for all devices and all people.")
            said = pattern.format(host=account.host or account.name)
        self.body.addWidget(plain(said, wrap=True))
        meetings = self.tr("Meetings at Zoom stay there.")
        self.body.addWidget(plain(meetings, role="text2", wrap=True))
        self.body.addSpacing(12)
        self._names = {calendar.name, calendar.synced_as or calendar.name}
        fields = FormFields(label=72)
        self.name, self.error = fields.add(self.tr("&Name"))
        how = self.tr("Type “{name}” to delete it.").format(name=calendar.name)
        fields.add_below(plain(how, role="caption", wrap=True))
        self.body.addWidget(fields)
        self.notice = Notice()
        self.notice.hide()
        self.body.addWidget(Parted(self.notice, 10))
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.delete_button = button(self.tr("&Delete calendar"), "danger")
        self.delete_button.clicked.connect(self.delete)
        self.delete_button.setEnabled(False)
        self.name.textChanged.connect(self._typed)
        self.foot.addLayout(row(self.cancel_button, None, self.delete_button))
        self.name.setFocus()

    def delete(self) -> None:
        """Have it deleted; the sheet stays until the server did it."""
        self.delete_button.setEnabled(False)
        self.notice.tell(self.tr("Deleting…"), icon="spin")
        self.notice.show()
        self._bridge.run(
            "calendar_list.delete_calendar",
            self._calendar.id,
            self.name.text().strip(),
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )
        self.fit()

    def _typed(self) -> None:
        self.delete_button.setEnabled(self.name.text().strip() in self._names)

    def _failed(self, failure: BaseException) -> None:
        self._typed()
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.fit()
