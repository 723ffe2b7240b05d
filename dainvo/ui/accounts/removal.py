"""What removing a calendar account means, said before it happens (A28); of Zoom in `remove_zoom`.

Removes nothing itself; the focus begins on Cancel.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Account
from dainvo.ui import messages
from dainvo.ui.accounts.unsent import lines
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Parted, button, plain, row, set_face
from dainvo.ui.language import counted
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemoveAccount", text)


class Removing(Sheet):
    """Heading, consequences, Cancel and Remove."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account, heading: str) -> None:
        super().__init__(parent, _tr("Remove account"), width=520, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._account = bridge, account
        self.body.addWidget(plain(heading, role="dialog", wrap=True))
        self.body.addSpacing(6)
        self.cancel_button = button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.remove_button = button(self.tr("&Remove"), "danger")
        self.remove_button.clicked.connect(self.remove)
        self.notice = Notice()
        self.notice.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.cancel_button.setFocus()

    def remove(self) -> None:
        raise NotImplementedError

    def _failed(self, failure: BaseException) -> None:
        self.remove_button.setEnabled(True)
        self.notice.tell(messages.explain(failure).both, tone="danger", icon="stop")
        self.notice.show()
        self.fit()


class RemoveCalendarAccount(Removing):
    """Names what waits; syncing first is offered if something does."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account, named: Sequence[str] = ()) -> None:
        heading = _tr("Remove {name}?").format(name=account.user or account.name)
        super().__init__(parent, bridge, account, heading)
        host = account.host or account.name
        texts = [self.tr("Nothing is deleted on {host}.").format(host=host)]
        if account.waiting:
            one, many = "1 change was not sent yet.", "%n changes were not sent yet."
            texts.append(counted("RemoveCalendarAccount", one, many, account.waiting))
        self.consequences = plain(" ".join(texts), wrap=True)
        self.body.addWidget(self.consequences)
        self.named = plain(lines(list(named)), role="text2", wrap=True)
        self.named.setContentsMargins(0, 6, 0, 6)
        self.named.setVisible(bool(named))
        self.body.addWidget(self.named)
        forgets = self.tr("Dainvo forgets its copy and the password. You can add the account again later.")
        self.body.addWidget(plain(forgets, role="text2", wrap=True))
        self.body.addWidget(Parted(self.notice, 8))
        self.sync_button = button(self.tr("&Sync first"))
        self.sync_button.clicked.connect(self._sync)
        self.sync_button.setVisible(bool(account.waiting))
        if account.waiting:
            set_face(self.remove_button, self.tr("&Remove anyway"))
        self.foot.addLayout(row(self.cancel_button, None, self.sync_button, self.remove_button))

    def remove(self) -> None:
        self.remove_button.setEnabled(False)
        self._bridge.run(
            "accounts.remove_account",
            self._account.id,
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )

    def _sync(self) -> None:
        self.sync_button.setEnabled(False)
        self.notice.tell(self.tr("Sending what waits…"), icon="spin")
        self.notice.show()
        self._bridge.run("accounts.sync", self._account.id, ok=self._synced, err=self._failed, owner=self)
        self.fit()

    def _synced(self, reports: object) -> None:
        waiting = sum(getattr(report, "waiting", 0) for report in reports) if isinstance(reports, list) else 0
        if waiting:
            self.sync_button.setEnabled(True)
            text = counted("RemoveCalendarAccount", "1 change still waits.", "%n changes still wait.", waiting)
            self.notice.tell(text, tone="warning", icon="warning")
        else:
            self.sync_button.hide()
            self.named.hide()
            set_face(self.remove_button, self.tr("&Remove"))
            self.consequences.setText(
                self.tr("Nothing is deleted on {host}.").format(host=self._account.host or self._account.name)
            )
            self.notice.tell(self.tr("Everything was sent."), tone="ok", icon="check-circle")
        self.fit()
