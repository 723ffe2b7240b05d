"""What removing an account means, said before it happens (A28, M13).

Removes nothing itself; the focus begins on Cancel.
"""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.store.reader import Account
from dainvo.ui import dates, messages
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, Parted, button, line, plain, row, set_face
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.values import FutureMeeting, Removal

_SHOWN = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemoveAccount", text)


class _Removal(Sheet):
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


class RemoveCalendarAccount(_Removal):
    """Names what waits; syncing first is offered if something does."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account) -> None:
        heading = _tr("Remove {name}?").format(name=account.user or account.name)
        super().__init__(parent, bridge, account, heading)
        host = account.host or account.name
        texts = [self.tr("Nothing is deleted on {host}.").format(host=host)]
        if account.waiting == 1:
            texts.append(self.tr("1 change was not sent yet."))
        elif account.waiting:
            texts.append(self.tr("{n} changes were not sent yet.").format(n=account.waiting))
        self.consequences = plain(" ".join(texts), wrap=True)
        self.body.addWidget(self.consequences)
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
            text = self.tr("{n} changes still wait.").format(n=waiting)
            self.notice.tell(text, tone="warning", icon="warning")
        else:
            self.sync_button.hide()
            set_face(self.remove_button, self.tr("&Remove"))
            self.consequences.setText(
                self.tr("Nothing is deleted on {host}.").format(host=self._account.host or self._account.name)
            )
            self.notice.tell(self.tr("Everything was sent."), tone="ok", icon="check-circle")
        self.fit()


class RemoveZoom(_Removal):
    """Lists the meetings that stay at Zoom and offers to delete them first."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account, zone: tzinfo) -> None:
        self._zone = zone
        name = zoom_info.name_of(account)
        super().__init__(parent, bridge, account, _tr("Remove Zoom account {name}?").format(name=name))
        text = self.tr(
            "Dainvo forgets its sign-in. Meetings stay at Zoom, links in events keep working, "
            "and you can connect again later."
        )
        self.body.addWidget(plain(text, wrap=True))
        self._listed = QVBoxLayout()
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(0)
        self.body.addLayout(self._listed)
        self.delete_box = QCheckBox()
        set_face(self.delete_box, self.tr("&Delete these at Zoom first and update the events"))
        self.delete_box.hide()
        self.body.addWidget(Parted(self.notice, 8))
        self.foot.addLayout(row(self.cancel_button, None, self.remove_button))
        bridge.run("zoom.zoom_removal", account.id, ok=self._show, err=self._failed, owner=self)

    def remove(self) -> None:
        self.remove_button.setEnabled(False)
        self.notice.tell(self.tr("Removing…"), icon="spin")
        self.notice.show()
        self._bridge.run(
            "zoom.remove_zoom",
            self._account.id,
            delete_meetings=self.delete_box.isChecked(),
            ok=self._removed,
            err=self._failed,
            owner=self,
        )

    def _show(self, value: object) -> None:
        found = cast("Removal", value)
        if found.meetings:
            self._show_meetings(found.meetings)
        if found.waiting:
            self._listed.addSpacing(14)
            self._listed.addWidget(line())
            self._listed.addSpacing(14)
            text = self.tr("1 event waits for its link and stays without.")
            if len(found.waiting) > 1:
                text = self.tr("{n} events wait for their links and stay without.").format(n=len(found.waiting))
            waiting = row(Glyph("clock", role="warning"), plain(text, wrap=True))
            waiting.setStretch(1, 1)
            self._listed.addLayout(waiting)
        self.fit()

    def _show_meetings(self, meetings: tuple[FutureMeeting, ...]) -> None:
        count = self.tr("1 future meeting was made with this account")
        if len(meetings) > 1:
            count = self.tr("{n} future meetings were made with this account").format(n=len(meetings))
        self._listed.addSpacing(16)
        self._listed.addWidget(plain(count, style="body_medium"))
        self._listed.addSpacing(10)
        table = QFrame()
        table.setProperty("role", "card")
        rows = QVBoxLayout(table)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for place, one in enumerate(meetings[:_SHOWN]):
            if place:
                rows.addWidget(line())
            rows.addLayout(self._meeting(one))
        if len(meetings) > _SHOWN:
            rows.addWidget(line())
            rows.addLayout(
                row(
                    plain(self.tr("and {n} more").format(n=len(meetings) - _SHOWN), role="text2"),
                    margins=(12, 6, 12, 6),
                )
            )
        self._listed.addWidget(table)
        self._listed.addSpacing(14)
        self._listed.addWidget(self.delete_box)
        self.delete_box.show()

    def _meeting(self, one: FutureMeeting) -> QHBoxLayout:
        when = self.tr("no fixed time")
        if one.start is not None:
            start = one.start.astimezone(self._zone)
            when = f"{dates.short_day(start.date())} {dates.time_text(start)}"
        shown = plain(when, role="text2")
        shown.setFixedWidth(148)
        return row(shown, Elided(one.summary, style="body_medium"), spacing=12, margins=(12, 6, 12, 6))

    def _removed(self, left: object) -> None:
        """Meetings that could not be deleted keep the question open."""
        if not isinstance(left, list) or not left:
            self.accept()
            return
        self.remove_button.setEnabled(True)
        set_face(self.remove_button, self.tr("&Remove anyway"))
        self.delete_box.setChecked(False)
        text = self.tr("1 meeting could not be deleted at Zoom. It stays there if you remove the account now.")
        if len(left) > 1:
            pattern = self.tr(
                "{n} meetings could not be deleted at Zoom. They stay there if you remove the account now."
            )
            text = pattern.format(n=len(left))
        self.notice.tell(text, tone="danger", icon="stop")
        self.fit()
