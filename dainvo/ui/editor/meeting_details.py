"""What Zoom says about an event's meeting, read when asked; every value can be copied (M41).

Changes nothing at Zoom and never shows a start link.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from dainvo.ical.event import Meeting, ResourceId
from dainvo.ui import join, messages
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, beside_label, button, grown, plain, row, tool
from dainvo.ui.editor import phrases
from dainvo.ui.meeting_numbers import dial_in, dial_in_numbers, portal, spaced
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingDetails", text)


if TYPE_CHECKING:
    from dainvo.engine.values import MeetingDetails

_HIDDEN = "••••••"
#: From the top; two lines each, the second for what the calendar has instead.
_ORDER = (
    *("provider", "topic", "time", "host", "id", "passcode", "link", "dial_in"),
    *("waiting_room", "join_before_host", "mute_upon_entry"),
)
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


class MeetingDetailsSheet(Sheet):
    """Opens at once with what the copy knows and fills in what Zoom answers; `now` is in the viewer's zone."""

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        resource: ResourceId,
        meeting: Meeting,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent, _tr("Meeting details"), width=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._resource, self._meeting, self._now = bridge, resource, meeting, now
        self._values: dict[str, str] = {}
        self._shown: dict[str, QLabel | Elided] = {}
        self._marks: dict[str, QLabel] = {}
        self._dial_in = plain(wrap=True)
        beside_label(self._dial_in, 24)
        self._dial_in.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 72)
        self.body.addLayout(self._grid)
        self.notice = Notice()
        self.notice.chosen.connect(lambda _key: self.read())
        self.body.addSpacing(8)
        self.body.addWidget(self.notice)
        self.read_at = plain(role="caption")
        self.open_zoom = button(self.tr("&Open at Zoom"), icon="external")
        self.open_zoom.clicked.connect(lambda: join.browse(portal(meeting.meeting_id), self))
        self.open_zoom.setVisible(bool(meeting.meeting_id))
        self.again = tool("sync", self.tr("Read again from Zoom"), small=True)
        self.again.clicked.connect(self.read)
        done = button(self.tr("Close"))
        done.clicked.connect(self.accept)
        self.body.addLayout(row(self.read_at, self.again, None))
        self.foot.addLayout(row(self.open_zoom, None, done))
        self._show_known()
        self.read()

    def read(self) -> None:
        """Ask Zoom (reading only)."""
        self.again.setEnabled(False)
        self.notice.tell(self.tr("Reading from Zoom…"), icon="spin")
        self.notice.show()
        self._bridge.run("zoom.meeting_details", self._resource, ok=self._show, err=self._failed, owner=self)
        self._bridge.run(
            "zoom.invitation_text", self._resource, ok=self._show_dial_in, err=lambda _why: None, owner=self
        )

    def _show_known(self) -> None:
        self._value("provider", self.tr("Provider"), "Zoom", copies=False)
        if self._meeting.host:
            self._value("host", self.tr("Host"), self._meeting.host)
        if self._meeting.meeting_id:
            self._value("id", self.tr("ID"), spaced(self._meeting.meeting_id))
        if self._meeting.passcode:
            self._value("passcode", self.tr("Passcode"), self._meeting.passcode, secret=True)
        self._value("link", self.tr("Link"), self._meeting.join_url)

    def _show(self, found: MeetingDetails) -> None:
        self.again.setEnabled(True)
        self.notice.hide()
        self._value("topic", self.tr("Topic"), found.topic)
        self._value("time", self.tr("In Zoom"), self._time(found))
        self._mark("topic", self._other_topic(found))
        self._mark("time", self._other_time(found))
        if found.host or found.meeting.host:
            self._value("host", self.tr("Host"), found.host or found.meeting.host)
        self._value("id", self.tr("ID"), spaced(found.meeting.meeting_id))
        if found.meeting.passcode:
            self._value("passcode", self.tr("Passcode"), found.meeting.passcode, secret=True)
        new_code = bool(found.passcode_here) and found.passcode_here != found.meeting.passcode
        self._mark("passcode", self.tr("the invitation has another one") if new_code else "")
        self._value("link", self.tr("Link"), found.meeting.join_url)
        for key, name, text in meeting_settings(found):
            self._value(key, name, text, copies=False)
        self.read_at.setText(self.tr("read from Zoom {time}").format(time=phrases.clock(self._now())))
        self.fit()

    def _time(self, found: MeetingDetails) -> str:
        if found.start is None:
            return self.tr("no fixed time")
        start, end = self._span(found.start, found.duration_min, found.zone)
        text, span = phrases.when(start, end)
        return f"{text} ({span})\n{start.tzname() if not found.zone else found.zone}"

    def _other_topic(self, found: MeetingDetails) -> str:
        """What the event says instead; empty if it says the same."""
        if not found.topic_here or found.topic_here.strip() == found.topic.strip():
            return ""
        return self.tr("calendar: ‘{title}’").format(title=found.topic_here)

    def _other_time(self, found: MeetingDetails) -> str:
        here = found.start_here
        if here is None or (here == found.start and found.minutes_here == found.duration_min):
            return ""
        time = phrases.when(*self._span(here, found.minutes_here, found.zone), short=True)[0]
        return self.tr("calendar: {time}").format(time=time.replace(" – ", "\u00a0–\u2060\u00a0"))

    def _span(self, start: datetime, minutes: int, zone: str) -> tuple[datetime, datetime]:
        try:
            local = start.astimezone(ZoneInfo(zone or "UTC"))
        except (ZoneInfoNotFoundError, ValueError):
            local = start
        return local, local + timedelta(minutes=minutes)

    def _show_dial_in(self, invitation: str) -> None:
        numbers = dial_in_numbers(invitation)
        if not numbers or "dial_in" in self._values:
            return
        self._values["dial_in"] = numbers
        groups = dial_in(invitation)
        self._dial_in.setText("\n".join(_group(country, entries) for country, entries in groups.items()))
        place = 2 * _ORDER.index("dial_in")
        self._grid.addWidget(_label(self.tr("Dial-in")), place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._dial_in, place, 1)
        self._grid.addWidget(self._copier("dial_in", self.tr("Dial-in")), place, 2, _END)
        self.fit()

    def _failed(self, failure: BaseException) -> None:
        self.again.setEnabled(True)
        said = messages.explain(failure)
        self.notice.tell(said.both, tone="danger", icon="stop")
        self.fit()

    def _value(self, key: str, name: str, text: str, *, copies: bool = True, secret: bool = False) -> None:
        if not text:
            return
        self._values[key] = text
        if key in self._shown:
            if self._shown[key].text() != _HIDDEN:
                self._put(key, text)
            return
        place = 2 * _ORDER.index(key)
        shown = Elided() if key == "link" else plain(wrap=True)
        self._shown[key] = shown
        self._put(key, _HIDDEN if secret else text)
        if isinstance(shown, QLabel):
            beside_label(shown, 24)
        else:
            shown.setMinimumHeight(grown(24))
        self._grid.addWidget(_label(name), place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, place, 1)
        buttons = row(spacing=0)
        if secret:
            eye = tool("eye", self.tr("Show the passcode"), small=True)
            eye.setCheckable(True)
            eye.toggled.connect(lambda on: self._put(key, self._values[key] if on else _HIDDEN))
            buttons.addWidget(eye)
        if copies:
            buttons.addWidget(self._copier(key, name))
        self._grid.addLayout(buttons, place, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)

    def _mark(self, key: str, text: str) -> None:
        """Say below a value that the calendar has another one (M62); nothing if it has the same."""
        if key not in self._shown:
            return
        if key not in self._marks:
            self._marks[key] = plain(role="warning", wrap=True)
            place = self._grid.getItemPosition(self._grid.indexOf(self._shown[key]))
            self._grid.addWidget(self._marks[key], _row_of(place) + 1, 1)
        self._marks[key].setText(text)
        self._marks[key].setVisible(bool(text))

    def _put(self, key: str, text: str) -> None:
        shown = self._shown[key]
        if isinstance(shown, Elided):
            shown.set_text(text)
        else:
            shown.setText(text)

    def _copier(self, key: str, name: str) -> QWidget:
        copier = tool("copy", self.tr("Copy: {name}").format(name=name), small=True)
        copier.clicked.connect(lambda: join.copy(self._values[key], self.tr("{name} copied").format(name=name), self))
        return copier


def _label(text: str) -> QLabel:
    made = plain(text, role="text2")
    beside_label(made, 24)
    return made


def _row_of(place: object) -> int:
    return int(place[0]) if isinstance(place, tuple) else 0


def _group(country: str, entries: list[tuple[str, str]]) -> str:
    """A country with its numbers; places are named where there are several."""
    if len(entries) == 1:
        number, place = entries[0]
        return f"{number} {place}".strip()
    lines = [f"{number} {place.removeprefix(country).strip(' ()')}".strip() for number, place in entries]
    return "\n".join([f"{country}:", *(f"  {line}" for line in lines)])


def meeting_settings(found: MeetingDetails) -> list[tuple[str, str, str]]:
    """(key, name, words) of what Zoom has set for the meeting and people ask about."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("MeetingDetailsSheet", text)

    names = (
        ("waiting_room", tr("Waiting room")),
        ("join_before_host", tr("Join before host")),
        ("mute_upon_entry", tr("Mute on entry")),
    )
    shown = []
    for key, name in names:
        value = found.settings.get(key)
        if isinstance(value, bool):
            said = tr("on") if value else tr("off")
            if key in found.overruled:
                said = tr("{value} — set by your organisation").format(value=said)
            shown.append((key, name, said))
    return shown
