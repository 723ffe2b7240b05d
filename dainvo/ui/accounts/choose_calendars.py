"""Which calendars of an account are kept on this computer, new and shared ones among them (A04, A15).

Changes nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Account, Reader
from dainvo.ui import messages
from dainvo.ui.accounts.calendar_picker import CalendarPicker
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Parted, button, plain, row
from dainvo.ui.language import counted
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet

_MOST_HIGH = 360


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChooseCalendars", text)


class ChooseCalendars(Sheet):
    """The list is built from the copy; looking for shared ones asks the server and builds it again."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, reader: Reader, account: Account) -> None:
        super().__init__(parent, _tr("Calendars of {name}").format(name=account.name), width=480)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader, self._account = bridge, reader, account
        self.notice = Notice()
        self.notice.hide()
        self.picker = self._made()
        self._area = self.scroll_body(self.picker, _MOST_HIGH)
        self.body.setContentsMargins(20, 16, 20, 16)
        said = self.tr("What is not ticked is not kept on this computer. Nothing is deleted on the server.")
        self.body.addWidget(Parted(plain(said, role="caption", wrap=True), 8))
        self.body.addWidget(Parted(self.notice, 8))
        self.look_button = button(self.tr("&Look for shared calendars"))
        self.look_button.clicked.connect(self._look)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = button(self.tr("&Save"), "primary")
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        self.foot.addLayout(row(cancel, None, self.look_button, self.save_button))

    def save(self) -> None:
        """Take over what was ticked."""
        wanted = self.picker.wanted()
        if not wanted:
            self.accept()
            return
        self.save_button.setEnabled(False)
        self._bridge.run("calendar_list.choose", wanted, ok=lambda _none: self.accept(), err=self._failed, owner=self)

    def _made(self) -> CalendarPicker:
        every = [*self._reader.collections(), *self._reader.other_collections()]
        own = [one for one in every if one.account == self._account.id]
        skipped = [str(name) for name in self._account.detail.get("skipped") or ()]
        return CalendarPicker(own, skipped)

    def _look(self) -> None:
        self.look_button.setEnabled(False)
        self.notice.tell(self.tr("Asking the server…"), icon="spin")
        self.notice.show()
        self._bridge.run("accounts.look_for_shared", self._account.id, ok=self._looked, err=self._failed, owner=self)
        self.fit()

    def _looked(self, _report: object) -> None:
        self.look_button.setEnabled(True)
        before = len(self.picker.lines)
        self.picker = self._made()
        self._area.setWidget(self.picker)
        new = len(self.picker.lines) - before
        text = self.tr("Nothing new was found.")
        if new > 0:
            text = counted("ChooseCalendars", "1 new calendar.", "%n new calendars.", new)
        self.notice.tell(text, icon="info")
        self.fit()

    def _failed(self, failure: BaseException) -> None:
        self.look_button.setEnabled(True)
        self.save_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.notice.show()
        self.fit()
