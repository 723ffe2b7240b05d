"""What removing the Zoom account means: the meetings it leaves behind, the events that wait, what stays at Zoom (M13).

Removes nothing itself; the focus begins on Cancel.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from dainvo.store.reader import Account
from dainvo.ui import dates, join
from dainvo.ui.accounts import zoom_info
from dainvo.ui.accounts.removal import Removing
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, Parted, button, grown, line, plain, row, set_face
from dainvo.ui.language import counted, quoted
from dainvo.ui.notice import Cure

if TYPE_CHECKING:
    from dainvo.engine.values import FutureMeeting, Removal, WaitingEvent

ADDED_APPS = "https://marketplace.zoom.us/user/installed"
_SHOWN = 6


class RemoveZoom(Removing):
    """Lists the meetings that stay at Zoom and offers to delete them first; says at the end what is left there."""

    def __init__(self, parent: QWidget | None, bridge: Bridge, account: Account, zone: tzinfo) -> None:
        self._zone = zone
        self._found: Removal | None = None
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
        self.send, self.wait = QRadioButton(), QRadioButton()
        set_face(self.send, self.tr("&Send without link"))
        set_face(self.wait, self.tr("&Keep waiting"))
        self.send.setChecked(True)
        self.notice.chosen.connect(lambda _key: self._again())
        self.body.addWidget(Parted(self.notice, 8))
        self.open_zoom = button(self.tr("&Open Zoom"), icon="external")
        self.open_zoom.clicked.connect(lambda: join.browse(ADDED_APPS, self))
        self.open_zoom.hide()
        self.foot.addLayout(row(self.cancel_button, None, self.open_zoom, self.remove_button))
        bridge.run("zoom.zoom_removal", account.id, ok=self._show, err=self._failed, owner=self)

    def _again(self) -> None:
        """Delete at Zoom what Zoom did not delete, and leave only then."""
        self.delete_box.setChecked(True)
        self.remove()

    def remove(self) -> None:
        self.remove_button.setEnabled(False)
        deletes = self.delete_box.isChecked()
        self.notice.tell(self.tr("Deleting at Zoom…") if deletes else self.tr("Removing…"), icon="spin")
        self.notice.show()
        self.fit()
        waiting = bool(self._found and self._found.waiting)
        self._bridge.run(
            "zoom.remove_zoom",
            self._account.id,
            delete_meetings=deletes,
            send_waiting=waiting and self.send.isChecked(),
            ok=self._removed,
            err=self._failed,
            owner=self,
        )

    def _show(self, value: object) -> None:
        found = self._found = cast("Removal", value)
        if found.meetings:
            self._show_meetings(found.meetings)
        if found.waiting:
            self._show_waiting(found.waiting)
        self.fit()

    def _show_meetings(self, meetings: tuple[FutureMeeting, ...]) -> None:
        count = counted(
            "RemoveZoom",
            "1 future meeting was made with this account",
            "%n future meetings were made with this account",
            len(meetings),
        )
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
            more = self.tr("and {n} more").format(n=len(meetings) - _SHOWN)
            rows.addLayout(row(plain(more, role="text2"), margins=(12, 6, 12, 6)))
        self._listed.addWidget(table)
        self._listed.addSpacing(14)
        self._listed.addWidget(self.delete_box)
        self.delete_box.show()

    def _meeting(self, one: FutureMeeting) -> QHBoxLayout:
        shown = plain(self._when(one.start) or self.tr("no fixed time"), role="text2")
        shown.setFixedWidth(grown(148))
        listed = row(shown, Elided(one.summary, style="body_medium"), spacing=12, margins=(12, 6, 12, 6))
        if one.guests:
            said = counted("RemoveZoom", "1 person", "%n people", one.guests)
            listed.addWidget(plain(said, role="text2"))
        return listed

    def _show_waiting(self, waiting: tuple[WaitingEvent, ...]) -> None:
        """What becomes of events whose meeting has not been made: the user says."""
        self._listed.addSpacing(14)
        self._listed.addWidget(line())
        self._listed.addSpacing(14)
        named = ", ".join(self._said(one) for one in waiting[:3])
        text = self.tr("1 event waits for its link: {events}").format(events=named)
        if len(waiting) > 1:
            more = ", …" if len(waiting) > 3 else ""
            text = counted(
                "RemoveZoom",
                "1 event waits for its link: {events}",
                "%n events wait for their links: {events}",
                len(waiting),
            ).format(events=named + more)
        said = row(Glyph("clock", role="warning"), plain(text, wrap=True))
        said.setStretch(1, 1)
        self._listed.addLayout(said)
        self._listed.addSpacing(8)
        self._listed.addLayout(row(self.send, self.wait, None, spacing=20, margins=(24, 0, 0, 0)))

    def _said(self, one: WaitingEvent) -> str:
        when = self._when(one.start)
        return f"{one.summary}, {when}" if when else one.summary

    def _when(self, start: datetime | date | None) -> str:
        if start is None:
            return ""
        if not isinstance(start, datetime):
            return dates.short_day(start)
        local = start.astimezone(self._zone) if start.tzinfo is not None else start
        return f"{dates.short_day(local.date())} {dates.time_text(local)}"

    def _removed(self, left: object) -> None:
        """Meetings that could not be deleted keep the question open, each by its name."""
        if not isinstance(left, list) or not left:
            self._show_done()
            return
        self.remove_button.setEnabled(True)
        set_face(self.remove_button, self.tr("&Remove anyway"))
        self.delete_box.setChecked(False)
        meetings = self._found.meetings if self._found is not None else ()
        names = [one.summary for one in meetings if one.meeting_id in left]
        named = ", ".join(quoted(name) for name in names[:_SHOWN]) or ", ".join(map(str, left[:_SHOWN]))
        text = self.tr("Zoom did not delete {meetings}. It stays there if you remove the account now.")
        if len(left) > 1:
            text = self.tr("Zoom did not delete {meetings}. They stay there if you remove the account now.")
        cures = (Cure("again", self.tr("Try again")),)
        self.notice.tell(text.format(meetings=named), tone="danger", icon="stop", cures=cures)
        self.fit()

    def _show_done(self) -> None:
        """The account is gone here; at Zoom the app is still listed, which only the user can change (Z9)."""
        self.remove_button.hide()
        for part in (self.delete_box, self.send, self.wait):
            part.setEnabled(False)
        set_face(self.cancel_button, self.tr("&Close"))
        self.open_zoom.show()
        text = self.tr("Removed. Dainvo is still listed in your Zoom account under Added Apps.")
        self.notice.tell(text, tone="ok", icon="check-circle")
        self.cancel_button.setFocus()
        self.fit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemoveAccount", text)
