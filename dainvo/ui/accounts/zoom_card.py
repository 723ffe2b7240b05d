"""Zoom in Settings › Connected accounts: who, what it may do, how it stands, and the one thing to do about it (M02).

Shows what the copy knows; every button is a verb of the engine or a dialog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dainvo.store.reader import Account, Collection
from dainvo.ui import dates, explained, join, messages, mirror
from dainvo.ui.accounts import zoom_info
from dainvo.ui.accounts.cards import AccountRow, indent
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.remove_zoom import RemoveZoom
from dainvo.ui.accounts.zoom_info import Permission
from dainvo.ui.accounts.zoom_standing import standing
from dainvo.ui.bridge import Bridge
from dainvo.ui.chips import Pill
from dainvo.ui.controls import Glyph, Square, beside, button, grown, plain, row, set_face
from dainvo.ui.flow import wrapping
from dainvo.ui.language import counted

_MOST_CALENDARS = 4
_FACT_PX = 24  # from a line of facts to the next


@dataclass(frozen=True, slots=True)
class Use:
    """What the account is used for: calendars with its meetings to come, and how many these are."""

    calendars: tuple[Collection, ...] = ()
    meetings: int = 0


class ZoomRow(AccountRow):
    """The Zoom account."""

    changed = Signal()
    meetings_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        account: Account,
        client_id: str,
        zone: tzinfo,
        *,
        use: Use = Use(),
        now: datetime | None = None,
    ) -> None:
        super().__init__("video", "Zoom", zoom_info.name_of(account), "")
        self._bridge, self._account, self._client_id, self._zone = bridge, account, client_id, zone
        now = now or datetime.now(zone)
        self._standing, self._today = standing(account, now), now.astimezone(zone).date()
        self.facts.setText(" · ".join(self._facts()))
        self.pill = Pill(self._standing.name, self._standing.tone)
        self.head.addWidget(self.pill)
        self._show_grid(use)
        self.notice = self.add_notice()
        self.notice.chosen.connect(self._cure)
        self._show_notice()
        self._make_buttons()

    def _facts(self) -> list[str]:
        account, detail = self._account, self._account.detail
        zone, name = str(detail.get("zone") or ""), str(detail.get("name") or "")
        found = [name if name and name != zoom_info.name_of(account) else "", zoom_info.plan(account)]
        if zone:
            found.append(self.tr("Zoom time zone {zone}").format(zone=zone.split("/")[-1].replace("_", " ")))
        if account.last_sync is not None:
            found.append(self.tr("checked {time}").format(time=self._told(account.last_sync)))
        return [one for one in found if one]

    def _told(self, when: datetime) -> str:
        """The time of day, with the day if that is not today."""
        clock = dates.time_text(when)
        return clock if when.date() == self._today else f"{dates.short_day(when.date())} {clock}"

    def _show_grid(self, use: Use) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(*mirror.sides(indent(), 12, 0, 0))
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(0, 88)
        grid.setColumnStretch(1, 1)
        if use.meetings:
            grid.addWidget(plain(self.tr("Used by"), role="text2"), 0, 0)
            grid.addWidget(self._used(use), 0, 1)
        may_read, may_change = zoom_info.permissions(self._account)
        for title, group in ((self.tr("May read"), may_read), (self.tr("May change"), may_change)):
            if group:
                place = grid.rowCount()
                grid.addWidget(plain(title, role="text2"), place, 0)
                grid.addWidget(self._group(title, group), place, 1)
        self.meetings = button(self.tr("Manage mee&tings…"), "link", small=True)
        self.meetings.setStyleSheet("QPushButton { padding: 0; }")
        self.meetings.setFixedHeight(grown(_FACT_PX))
        self.meetings.clicked.connect(self.meetings_wanted)
        grid.addWidget(plain(self.tr("At Zoom"), role="text2"), grid.rowCount(), 0)
        grid.addLayout(row(self.meetings, None), grid.rowCount() - 1, 1)
        for place in range(grid.rowCount()):
            grid.setRowMinimumHeight(place, grown(_FACT_PX) if grid.itemAtPosition(place, 0) else 0)
        self.outer.addLayout(grid)

    def _used(self, use: Use) -> QWidget:
        shown = [beside(Square(one.color), plain(one.name), spacing=6) for one in use.calendars[:_MOST_CALENDARS]]
        more = len(use.calendars) - _MOST_CALENDARS
        said = counted("ZoomRow", "1 upcoming meeting", "%n upcoming meetings", use.meetings)
        if more > 0:
            shown.append(plain(self.tr("and {n} more").format(n=more), role="text2"))
        return wrapping(*shown, plain(said, role="text2"), spacing=12)

    def _group(self, title: str, group: Sequence[Permission]) -> QWidget:
        shown = []
        for one in group:
            mark = Glyph("check" if one.granted else "cross", size=14, role="ok" if one.granted else "danger")
            word = plain(one.word, role="" if one.granted else "danger")
            granted = self.tr("allowed") if one.granted else self.tr("missing")
            word.setAccessibleName(f"{title}: {one.word}, {granted}")
            shown.append(beside(mark, word, spacing=4))
        return wrapping(*shown, spacing=16)

    def _show_notice(self) -> None:
        said = self._standing
        if said.text:
            self.notice.tell(
                said.text, tone=said.tone, icon="warning", cures=(*said.cures, *explained.help_on(said.why))
            )
        elif self._account.detail.get("overridden"):
            text = self.tr("Zoom calls go to {address}").format(address=self._account.detail.get("api_url", ""))
            self.notice.tell(text, tone="info")
        self.notice.setVisible(bool(self.notice.text.text()))

    def _make_buttons(self) -> None:
        self.defaults = button(self.tr("Meeting &defaults…"))
        self.defaults.clicked.connect(self._open_defaults)
        self.check = button(self.tr("&Check now"))
        self.check.clicked.connect(self._check)
        self.check.setVisible(all(one.property("key") != "check" for one in self.notice.buttons()))
        self.reconnect = button(self.tr("Re&connect"))
        self.reconnect.clicked.connect(lambda: self._cure("reconnect"))
        self.remove = button(self.tr("&Remove"), "quiet-danger")
        self.remove.clicked.connect(lambda: RemoveZoom(self.window(), self._bridge, self._account, self._zone).open())
        self.reconnect.setVisible(all(one.property("key") != "reconnect" for one in self.notice.buttons()))
        self.outer.addSpacing(12)
        buttons = row(
            wrapping(self.defaults, self.check, self.reconnect, spacing=8), self.remove, margins=(indent(), 0, 0, 0)
        )
        self.outer.addLayout(buttons)

    def _open_defaults(self) -> None:
        from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet

        account = self._account
        options, overruled = zoom_info.options_of(account), zoom_info.overruled(account)
        sheet = MeetingOptionsSheet(self.window(), options, overruled=overruled, defaults=True)
        bridge = self._bridge  # the row is built anew with every change of the account
        sheet.chosen.connect(lambda chosen: bridge.run("zoom_account.set_defaults", account.id, chosen))
        sheet.open()

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
        elif not explained.show(self.window(), key):
            ConnectZoom(self.window(), self._bridge, account=self._account, client_id=self._client_id).open()


class ConnectRow(AccountRow):
    """Zoom before it is connected."""

    def __init__(self, connect: Callable[[], None]) -> None:
        super().__init__("video", "Zoom", "", "")
        self.facts.setText(self.tr("One switch makes a meeting and puts its link into the event."))
        self.connect_button = button(self.tr("&Connect Zoom"), "primary", small=True)
        self.connect_button.clicked.connect(lambda: connect())
        self.head.addWidget(self.connect_button)
