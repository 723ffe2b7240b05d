"""The cards of Settings › Connected accounts: one of all calendar accounts, one of Zoom.

Shows what the copy knows; every button is a verb of the engine or one of the account dialogs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from dainvo.errors import Why
from dainvo.store.reader import Account, AccountState, Collection
from dainvo.ui import dates, join, messages, theme
from dainvo.ui.accounts import zoom_info
from dainvo.ui.accounts.add_account import SignInAgain
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.removal import RemoveCalendarAccount, RemoveZoom
from dainvo.ui.accounts.zoom_info import Permission
from dainvo.ui.bridge import Bridge
from dainvo.ui.chips import Pill
from dainvo.ui.controls import Elided, Glyph, Parted, button, line, plain, row, set_face, tool
from dainvo.ui.notice import Cure, Notice

_INDENT = 44


class Badge(QWidget):
    """An account's icon on a quiet square."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.hairline, 1))
        painter.setBrush(colours.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.drawPixmap(8, 8, theme.pixmap(self._icon))


def _clock(moment: datetime | None) -> str:
    return dates.time_text(moment) if moment is not None else ""


class _Row(QWidget):
    """Icon, name, address, chip and action on one line, facts below."""

    def __init__(self, icon: str, name: str, address: str, facts: str) -> None:
        super().__init__()
        self.name = plain(name, style="body_strong")
        self.address = Elided(address, role="text2")
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.name)
        self.head.addWidget(self.address, 1)
        held = QWidget()
        held.setLayout(self.head)
        held.setFixedHeight(28)
        self.head.setContentsMargins(0, 0, 0, 0)
        self.facts = plain(facts, role="caption")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(held)
        texts.addWidget(self.facts)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(Badge(icon))
        beside.addLayout(texts, 1)
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(14, 12, 12, 12)
        self.outer.setSpacing(0)
        self.outer.addLayout(beside)
        self.setAccessibleName(f"{name} {address}")

    def add_notice(self) -> Notice:
        """A line for what the user should know, below the facts; hidden until it says something."""
        notice = Notice()
        notice.hide()
        self.outer.addWidget(Parted(notice, 8, left=_INDENT))
        return notice


class CalendarAccountRow(_Row):
    """One CalDAV account."""

    def __init__(self, bridge: Bridge, account: Account, collections: list[Collection]) -> None:
        own = [one for one in collections if one.account == account.id]
        super().__init__("cloud", account.name, account.user if account.user != account.name else account.host, "")
        self._bridge, self._account = bridge, account
        self.facts.setText(" · ".join(self._facts(own)))
        self.pill = Pill(*self._state())
        self.head.addWidget(self.pill)
        signs_in = account.state is AccountState.NEEDS_USER
        self.action = button(self.tr("Sign in") if signs_in else self.tr("Sync now"), small=True)
        if signs_in:
            self.action.setProperty("kind", "primary")
            self.action.clicked.connect(self._sign_in)
        else:
            self.action.clicked.connect(self._sync)
        self.head.addWidget(self.action)
        self.more = tool("more", self.tr("More about {name}").format(name=account.name), small=True)
        self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        self.head.addWidget(self.more)
        why = messages.stored(account.why) if account.state is not AccountState.OK else None
        self.notice = self.add_notice()
        if why is not None and account.why != Why.WRONG_PASSWORD:
            self._tell(why.both)

    def menu(self) -> QMenu:
        """Sign in again, Remove."""
        menu = QMenu(self)
        menu.addAction(self.tr("&Sign in again…")).triggered.connect(self._sign_in)
        menu.addSeparator()
        menu.addAction(self.tr("&Remove…")).triggered.connect(self._remove)
        return menu

    def _facts(self, own: list[Collection]) -> list[str]:
        account = self._account
        found = [self.tr("1 calendar") if len(own) == 1 else self.tr("{n} calendars").format(n=len(own))]
        read_only = sum(not one.writable for one in own)
        if read_only:
            found.append(self.tr("{n} read-only").format(n=read_only))
        if any(one.schedules for one in own):
            found.append(self.tr("scheduling by server"))
        if account.waiting == 1:
            found.append(self.tr("1 change waits on this computer"))
        elif account.waiting:
            found.append(self.tr("{n} changes wait on this computer").format(n=account.waiting))
        return found

    def _state(self) -> tuple[str, str]:
        account, since = self._account, _clock(self._account.last_sync)
        if account.state is AccountState.NEEDS_USER:
            signs_in = account.why in ("", Why.WRONG_PASSWORD)
            return (self.tr("Sign-in needed") if signs_in else self.tr("Needs you")), "warning"
        if account.state is AccountState.UNREACHABLE:
            text = self.tr("Can't reach since {time}").format(time=since) if since else self.tr("Can't reach")
            return text, "warning"
        if account.state is AccountState.LEAVING:
            return self.tr("Being removed"), "plain"
        if not since:
            return self.tr("Syncing"), "info"
        return self.tr("Up to date {time}").format(time=since), "ok"

    def _sync(self) -> None:
        self.action.setEnabled(False)
        self._bridge.run("accounts.sync", self._account.id, ok=self._synced, err=self._failed, owner=self)

    def _synced(self, reports: object) -> None:
        self.action.setEnabled(True)
        problems = [one for report in reports for one in report.errors] if isinstance(reports, list) else []
        if problems:
            said = messages.sentence(problems[0].why, {"host": self._account.host, "calendar": problems[0].collection})
            self._tell(said.both)

    def _failed(self, failure: BaseException) -> None:
        self.action.setEnabled(True)
        self._tell(messages.explain(failure).both)

    def _tell(self, text: str) -> None:
        self.notice.tell(text, tone="warning", icon="warning")
        self.notice.show()

    def _sign_in(self) -> None:
        SignInAgain(self.window(), self._bridge, self._account).open()

    def _remove(self) -> None:
        RemoveCalendarAccount(self.window(), self._bridge, self._account).open()


class ZoomRow(_Row):
    """The Zoom account: who, what it may do, when it was checked."""

    changed = Signal()

    def __init__(self, bridge: Bridge, account: Account, client_id: str, zone: tzinfo) -> None:
        super().__init__("video", "Zoom", zoom_info.name_of(account), "")
        self._bridge, self._account, self._client_id, self._zone = bridge, account, client_id, zone
        self.facts.setText(" · ".join(self._facts()))
        self.pill = Pill(*self._state())
        self.head.addWidget(self.pill)
        self._show_permissions()
        self.notice = self.add_notice()
        self.notice.chosen.connect(self._cure)
        self._show_notice()
        self._make_buttons()

    def _facts(self) -> list[str]:
        account, detail = self._account, self._account.detail
        zone = str(detail.get("zone") or "")
        found = [zoom_info.plan(account)]
        if zone:
            found.append(self.tr("Zoom time zone {zone}").format(zone=zone.split("/")[-1].replace("_", " ")))
        if account.last_sync is not None:
            found.append(self.tr("checked {time}").format(time=_clock(account.last_sync)))
        return [one for one in found if one]

    def _lacking(self) -> list[str]:
        return [one.word for group in zoom_info.permissions(self._account) for one in group if not one.granted]

    def _state(self) -> tuple[str, str]:
        account, lacking = self._account, self._lacking()
        if account.state is AccountState.NEEDS_USER:
            words = {
                Why.ZOOM_APPROVAL: self.tr("Approval needed"),
                Why.KEYRING_LOCKED: self.tr("Keyring locked"),
                Why.OTHER_SERVER: self.tr("Another server"),
            }
            known = {str(key): text for key, text in words.items()}
            return known.get(account.why, self.tr("Zoom access ended")), "warning"
        if account.state is AccountState.UNREACHABLE:
            return self.tr("Waiting for Zoom…"), "warning"
        if account.state is AccountState.LEAVING:
            return self.tr("Being removed"), "plain"
        if lacking:
            return self.tr("Permission missing: {word}").format(word=lacking[0]), "warning"
        return self.tr("Connected"), "ok"

    def _show_permissions(self) -> None:
        may_read, may_change = zoom_info.permissions(self._account)
        if not may_read and not may_change:
            return
        grid = QGridLayout()
        grid.setContentsMargins(_INDENT, 12, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, 88)
        grid.setColumnStretch(1, 1)
        for place, (title, group) in enumerate(((self.tr("May read"), may_read), (self.tr("May change"), may_change))):
            grid.addWidget(plain(title, role="text2"), place, 0)
            grid.addLayout(self._group(title, group), place, 1)
        self.outer.addLayout(grid)

    def _group(self, title: str, group: list[Permission]) -> QHBoxLayout:
        shown = QHBoxLayout()
        shown.setSpacing(16)
        for one in group:
            mark = Glyph("check" if one.granted else "cross", size=14, role="ok" if one.granted else "danger")
            word = plain(one.word, role="" if one.granted else "danger")
            granted = self.tr("allowed") if one.granted else self.tr("missing")
            word.setAccessibleName(f"{title}: {one.word}, {granted}")
            shown.addLayout(row(mark, word, spacing=4))
        shown.addStretch(1)
        return shown

    def _show_notice(self) -> None:
        account = self._account
        reconnect = Cure("reconnect", self.tr("Reconnect"))
        if account.state is AccountState.NEEDS_USER:
            said = messages.stored(account.why) or messages.sentence(Why.ZOOM_ACCESS_ENDED)
            note = Cure("note", self.tr("Copy note for admin"))
            cures = (note, reconnect) if said.action == "copy_note" else (reconnect,)
            if said.action == "try_again":  # a new sign-in would meet the same lock
                cures = (Cure("check", self.tr("Try again")),)
            self.notice.tell(said.both, tone="warning", icon="warning", cures=cures)
        elif self._lacking():
            self.notice.tell(zoom_info.consequence(account), tone="warning", icon="warning", cures=(reconnect,))
        elif account.detail.get("overridden"):
            text = self.tr("Zoom calls go to {address}").format(address=account.detail.get("api_url", ""))
            self.notice.tell(text, tone="info")
        self.notice.setVisible(bool(self.notice.text.text()))

    def _make_buttons(self) -> None:
        self.check = button(self.tr("&Check now"))
        self.check.clicked.connect(self._check)
        self.check.setVisible(all(one.property("key") != "check" for one in self.notice.buttons()))
        self.reconnect = button(self.tr("Re&connect"))
        self.reconnect.clicked.connect(lambda: self._cure("reconnect"))
        self.remove = button(self.tr("&Remove"), "quiet-danger")
        self.remove.clicked.connect(lambda: RemoveZoom(self.window(), self._bridge, self._account, self._zone).open())
        self.reconnect.setVisible(not self.notice.buttons())
        self.outer.addSpacing(12)
        self.outer.addLayout(row(self.check, self.reconnect, None, self.remove, margins=(_INDENT, 0, 0, 0)))

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.check.setText(self.tr("Checking…"))
        self._bridge.run("zoom.check_zoom", self._account.id, ok=self._checked, err=self._failed, owner=self)

    def _checked(self, _none: object = None) -> None:
        self.check.setEnabled(True)
        set_face(self.check, self.tr("&Check now"))
        self.changed.emit()

    def _failed(self, failure: BaseException) -> None:
        self._checked()
        self.notice.tell(messages.explain(failure).both, tone="warning", icon="warning")
        self.notice.show()

    def _cure(self, key: str) -> None:
        if key == "note":
            join.copy(zoom_info.note_for_admin(self._client_id), self.tr("Note for your admin copied"), self)
        elif key == "check":
            self._check()
        else:
            ConnectZoom(self.window(), self._bridge, account=self._account, client_id=self._client_id).open()


class ConnectRow(_Row):
    """Zoom before it is connected."""

    def __init__(self, connect: Callable[[], None]) -> None:
        super().__init__("video", "Zoom", "", "")
        self.facts.setText(self.tr("One switch makes a meeting and puts its link into the event."))
        self.connect_button = button(self.tr("&Connect Zoom"), "primary", small=True)
        self.connect_button.clicked.connect(lambda: connect())
        self.head.addWidget(self.connect_button)


def card(rows: list[QWidget]) -> QFrame:
    """Rows in one frame, parted by hairlines."""
    made = QFrame()
    made.setProperty("role", "card")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for place, one in enumerate(rows):
        if place:
            layout.addWidget(line())
        layout.addWidget(one)
    return made
