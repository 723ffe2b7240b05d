"""The online meeting of quick create: its switch, who hosts it, what is said of it and what can be done at once.

Decides no state, `meeting_state` does; what its buttons cannot do is for the editor.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dainvo.ical.event import CollectionId, MeetingWish, Online
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import messages, mirror, toasts
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, button, plain
from dainvo.ui.editor.meeting_facts import Choice
from dainvo.ui.editor.meeting_state import Facts, RowState, row_state
from dainvo.ui.editor.usual import Usual
from dainvo.ui.switch import Switch

_PROVIDER_PX = 150
#: What the card itself can do about a state of the meeting row; the rest is for the editor.
_CURES = {"no_fixed_time", "check", "reconnect"}


class QuickMeeting(QObject):
    """`row`, `caption` and `cure` are laid out by the card. It is to `show` again after `changed`."""

    changed = Signal()

    def __init__(
        self, card: QWidget, bridge: Bridge, reader: Reader, settings: Settings, now: Callable[[], datetime]
    ) -> None:
        super().__init__(card)
        self._card, self._bridge, self._reader, self._now = card, bridge, reader, now
        self._client_id, self._usual = settings.zoom_client_id, Usual.of(settings)
        self._on = False
        self._accepted = False  # a meeting with no fixed time
        self._collection = CollectionId(0)
        self.state = RowState(8, False)
        self.switch = Switch(self.tr("Online meeting"))
        self.switch.clicked.connect(self._toggled)
        self.provider = Elided("Zoom", role="text2")
        self.caption = plain(role="caption", wrap=True)
        self.caption.setContentsMargins(*mirror.sides(26, 0, 6, 5))
        self.cure = button("", "link", small=True)
        self.cure.clicked.connect(self._cured)
        self.cure.hide()
        self.row = QHBoxLayout()
        self.row.setContentsMargins(*mirror.sides(6, 0, 3, 0))
        self.row.setSpacing(8)
        self.row.addWidget(plain(self.tr("Online meeting")))
        self.row.addStretch(1)
        self.row.addWidget(self.provider)
        self.row.addWidget(self.switch)

    def wanted(self, collection: CollectionId, title: str, start: datetime | date) -> tuple[Online, MeetingWish]:
        """What an event of this calendar, title and start is to have."""
        on, elsewhere = self._on and self.switch.isChecked(), self._usual.is_elsewhere(collection)
        link = self._usual.link(title, start) if on and elsewhere else ""
        online = Online.NONE if not on else Online.OTHER if elsewhere else Online.ZOOM
        return online, MeetingWish(no_fixed_time=self._accepted, link=link)

    def show(self, collection: CollectionId, title: str, start: datetime | date, end: datetime | date) -> None:
        """Say how things stand for an event of this calendar, title and time."""
        self._collection = collection
        elsewhere = self._usual.is_elsewhere(collection)
        facts = Facts(
            now=self._now().astimezone(self._reader.zone),
            start=start,
            end=end,
            on=self._on,
            choice=Choice(accepted=self._accepted, other=elsewhere),
            zoom=zoom_info.zoom_of(self._reader.accounts(), collection, now=self._now()),
        )
        self.state = row_state(facts)
        self.switch.setChecked(self.state.on)
        self.switch.set_reason(self.state.reason)
        if self.state.usable:
            self.switch.setAccessibleDescription(self.state.text)
        link = self._usual.link(title, start) if elsewhere and self.state.on else ""
        shown = " · ".join(part for part in (self.state.text, self.state.small, link) if part)
        self.provider.set_text(self.tr("Other link") if elsewhere else self._hosted_by())
        self.provider.setFixedWidth(min(_PROVIDER_PX, self.provider.sizeHint().width()))
        self.provider.setVisible(self.state.on)
        self.caption.setText(shown)
        self.caption.setVisible(bool(shown))
        self._offer()

    def _offer(self) -> None:
        offered = next((one for one in self.state.cures if one.key in _CURES), None)
        self.cure.setVisible(offered is not None)
        if offered is not None:
            self.cure.setText(offered.face)
            self.cure.setProperty("key", offered.key)
            self.cure.setAccessibleName(offered.name or offered.face)

    def _hosted_by(self) -> str:
        """Zoom, and which account where there are several."""
        accounts = self._reader.accounts()
        one = zoom_info.account_of(accounts, self._collection)
        several = one is not None and len(zoom_info.zoom_accounts(accounts)) > 1
        return f"Zoom — {zoom_info.name_of(one)}" if several and one is not None else "Zoom"

    def _toggled(self) -> None:
        if self.switch.reason:
            return
        wanted = self.switch.isChecked()
        if wanted and self.state.number == 1:
            self.changed.emit()  # stays off until there is an account
            self._connect()
            return
        self._on, self._accepted = wanted, self._accepted and wanted
        self.changed.emit()

    def _cured(self) -> None:
        """What the row's state offers: taken here, or done with the account."""
        key, account = self.cure.property("key"), zoom_info.account_of(self._reader.accounts(), self._collection)
        if key == "no_fixed_time":
            self._accepted = self._on = True
            self.changed.emit()
            self.switch.setFocus()
        elif key == "check" and account is not None:
            self._bridge.run("zoom.check_zoom", account.id, err=self._told, owner=self)
        elif key == "reconnect":
            self._connect(again=True)

    def _told(self, failure: BaseException) -> None:
        toasts.say(self._card.window(), messages.explain(failure).both)

    def _connect(self, *, again: bool = False) -> None:
        from dainvo.ui.accounts.connect_zoom import ConnectZoom

        account = zoom_info.account_of(self._reader.accounts(), self._collection) if again else None
        dialog = ConnectZoom(self._card.window(), self._bridge, account=account, client_id=self._client_id)
        dialog.connected.connect(lambda _account: self._connected())
        dialog.finished.connect(lambda _result: self.switch.setFocus())
        dialog.open()

    def _connected(self) -> None:
        self._on = True
        self.changed.emit()
