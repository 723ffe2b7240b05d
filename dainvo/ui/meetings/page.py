"""The Meetings page: what needs attention, what comes, what Zoom has without an event, and what is over (M51, M66).

Shows what the copy knows at once and what Zoom lists when it answers; every button is a verb of the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dainvo.engine.listed import ListedMeeting, MeetingsAtZoom, Place
from dainvo.store.needing import Asked, Attention
from dainvo.ui import dates, focus_back, messages, mirror
from dainvo.ui.controls import button, clear, grown, line, plain, row, tool
from dainvo.ui.meetings import words
from dainvo.ui.meetings.line_actions import LineActions
from dainvo.ui.meetings.nearest import candidates
from dainvo.ui.meetings.rows import AttentionLine, MeetingLine
from dainvo.ui.meetings.tabs import Tabs
from dainvo.ui.notice import Cure, Notice, Spinner
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge

WIDTH, HEIGHT = 760, 600


class MeetingsPage(Sheet):
    """`now` is the clock of the window; new events go into `collection` unless another is chosen, for `minutes`."""

    event_wanted = Signal(object)  # ResourceId: its editor; the page has closed
    draft_wanted = Signal(object)  # EventDraft of a new event with a meeting; the page has closed

    def __init__(
        self,
        parent: QWidget | None,
        bridge: Bridge,
        reader: Reader,
        *,
        now: Callable[[], datetime],
        collection: int = 0,
        minutes: int = 30,
    ) -> None:
        super().__init__(parent, words.tr("Meetings"), width=WIDTH, foot=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader, self._now = bridge, reader, now
        self._default, self._length = collection, timedelta(minutes=minutes)
        self.found = MeetingsAtZoom()
        self.asking = False
        self._read: datetime | None = None
        self.past = False
        self._actions = LineActions(self, bridge, reader, now=now, collection=collection)
        self._actions.done.connect(self.ask)
        self._actions.failed.connect(self._tell)
        self.lines: list[MeetingLine] = []
        self.questions: list[AttentionLine] = []
        self._lay_out()
        bridge.changed.connect(self._on_changes)
        bridge.run("meetings_page.known_meetings", ok=self._know, owner=self)
        self.ask()

    # what is shown

    def ask(self) -> None:
        """Read Zoom's list anew."""
        self.asking = True
        self.refresh()
        self._bridge.run("meetings_page.list_meetings", ok=self._take, err=self._failed, owner=self)

    def show_past(self, past: bool) -> None:
        """Meetings that are over, or those that come."""
        self.past = past
        self.refresh()

    def refresh(self) -> None:
        """Build the page from what is known."""
        attention = self._reader.attention()
        place, before = self._area.verticalScrollBar().value(), focus_back.held(self)
        clear(self._parts)
        self.lines, self.questions = [], []
        self._show_tabs()
        self._show_state()
        if self.past:
            self._section("", self.found.at(Place.PAST), words.tr("No meeting of the last 30 days is listed at Zoom."))
        else:
            self._ask_about(attention)
            linked = self.found.at(Place.LINKED)
            none = words.tr("No upcoming meetings") if self._connected() else words.tr("Zoom isn’t connected")
            self._section(words.tr("Upcoming"), linked, none)
            if not linked and not self.asking:
                self._ways_on()
            free = self.found.at(Place.FREE)
            if free:
                self._section(words.tr("At Zoom without an event ({n})").format(n=len(free)), free, "")
        self._parts.addStretch(1)
        self._area.verticalScrollBar().setValue(place)
        focus_back.take_up(self, before, self.again)

    def _lay_out(self) -> None:
        self.tabs = Tabs()
        self.tabs.chosen.connect(self.show_past)
        self.spinner = Spinner()
        self.state = plain(role="caption")
        self.again = tool("sync", words.tr("Read from Zoom again"), small=True)
        self.again.clicked.connect(self.ask)
        top = QWidget()
        top.setFixedHeight(grown(52))
        beside = QHBoxLayout(top)
        beside.setContentsMargins(*mirror.sides(20, 12, 14, 12))
        beside.setSpacing(6)
        beside.addWidget(self.tabs)
        beside.addStretch(1)
        beside.addWidget(self.spinner)
        beside.addWidget(self.state)
        beside.addWidget(self.again)
        self.notice = Notice()
        self.notice.chosen.connect(lambda _key: self.ask())
        held = QWidget()
        self._noticed = QVBoxLayout(held)
        self._noticed.setContentsMargins(20, 0, 20, 8)
        self._noticed.addWidget(self.notice)
        self._held = held
        contents = QWidget()
        self._parts = QVBoxLayout(contents)
        self._parts.setContentsMargins(20, 0, 20, 20)
        self._parts.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(contents)
        self._area.setAccessibleName(words.tr("Meetings"))
        self._area.viewport().setAutoFillBackground(False)
        contents.setAutoFillBackground(False)
        self.body.setContentsMargins(1, 0, 1, 1)
        self.body.addWidget(top)
        self.body.addWidget(held)
        self.body.addWidget(self._area, 1)

    def _fit_now(self) -> None:
        """760 × 600, or what the screen holds."""
        self.set_surface(WIDTH, HEIGHT)

    def _show_tabs(self) -> None:
        coming = len(self.found.at(Place.LINKED)) + len(self.found.at(Place.FREE))
        self.tabs.tell(self.past, coming, len(self.found.at(Place.PAST)))

    def _show_state(self) -> None:
        self.spinner.setVisible(self.asking)
        self.again.setEnabled(not self.asking)
        self.state.setText(words.tr("Asking Zoom…") if self.asking else self._read_at())
        unread = self.found.unread
        self._held.setVisible(bool(unread) or not self.found.complete)
        if unread:
            said = messages.sentence(unread[0].why, {"account": unread[0].name, "host": "Zoom"})
            known = words.tr("What is shown is what this computer knows.")
            self.notice.tell(
                f"{said.text} {known}", tone="warning", icon="warning", cures=(Cure("again", words.tr("Try again")),)
            )
        elif not self.found.complete:
            text = words.tr("Zoom has more meetings than it lists at once; the first 6,000 are shown.")
            self.notice.tell(text, tone="info")

    def _read_at(self) -> str:
        """When Zoom answered last; nothing while what is shown is not all from Zoom."""
        if self._read is None or self.found.unread or not self._connected():
            return ""
        clock = dates.time_text(self._read.astimezone(self._reader.zone))
        return words.tr("Read from Zoom {time}").format(time=clock)

    def _ask_about(self, attention: list[Attention]) -> None:
        if not attention:
            return
        soonest = sorted(attention, key=lambda one: one.start or one.since)
        self.questions = [AttentionLine(one) for one in soonest]
        for one in self.questions:
            one.review_wanted.connect(lambda one=one: self._review(one.line))
        self._group(words.tr("Needs attention ({n})").format(n=len(attention)), list(self.questions), "warning")

    def _section(self, title: str, meetings: tuple[ListedMeeting, ...], empty: str) -> None:
        accounts = {one.id: one.name for one in self._reader.accounts() if one.kind == "zoom"}
        made = [
            MeetingLine(one, self._reader.zone, account=accounts.get(one.account, "") if len(accounts) > 1 else "")
            for one in meetings
        ]
        for each in made:
            each.opened.connect(lambda each=each: self._open(each.meeting))
            each.event_wanted.connect(lambda place, each=each: self._actions.make(each, place))
            each.link_wanted.connect(lambda place, each=each: self._actions.link(each, place))
            each.deletion_wanted.connect(lambda each=each: self._actions.delete(each))
        self.lines += made
        if made:
            self._group(title, list(made))
        elif empty and not self.asking:
            self._parts.addSpacing(24)
            said = plain(empty, role="text2")
            said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._parts.addWidget(said)

    def _ways_on(self) -> None:
        """What a page without meetings leads to: an event, or the account that is missing."""
        connected = self._connected()
        if connected and not self._default:
            return  # no calendar takes an event
        self.way_on = button(words.tr("&New event") if connected else words.tr("&Connect Zoom"), "primary")
        self.way_on.clicked.connect(self._new_event if connected else self._connect)
        self._parts.addSpacing(12)
        self._parts.addLayout(row(None, self.way_on, None))
        self._parts.addSpacing(12)

    def _connected(self) -> bool:
        return any(one.kind == "zoom" for one in self._reader.accounts())

    def _group(self, title: str, rows: list[QWidget], tone: str = "") -> None:
        if title:
            self._parts.addSpacing(8)
            self._parts.addWidget(plain(title, role="text2", style="switch"))
            self._parts.addSpacing(8)
        frame = QFrame()
        frame.setProperty("role", "card")
        if tone:
            frame.setProperty("tone", tone)
        held = QVBoxLayout(frame)
        held.setContentsMargins(1, 1, 1, 1)
        held.setSpacing(0)
        for place, one in enumerate(rows):
            if place:
                held.addWidget(line())
            held.addWidget(one)
        self._parts.addWidget(frame)
        self._parts.addSpacing(8)

    # answers of the engine

    def _know(self, known: MeetingsAtZoom) -> None:
        if self.asking:
            self.found = known
            self.refresh()

    def _linked_meanwhile(self, known: MeetingsAtZoom) -> None:
        """A meeting that was just being linked has its event now: the list is read again."""
        awaited = {one.meeting_id for one in self.found.meetings if one.under_way}
        if not self.asking and awaited & {one.meeting_id for one in known.meetings}:
            self.ask()

    def _take(self, found: MeetingsAtZoom) -> None:
        self.asking, self.found, self._read = False, found, self._now()
        self.refresh()

    def _failed(self, failure: BaseException) -> None:
        self.asking = False
        self.refresh()
        self._tell(failure)

    def _tell(self, failure: BaseException) -> None:
        self.notice.tell(messages.explain(failure).both, tone="warning", icon="warning")
        self._held.show()

    def _on_changes(self, changes: Changes) -> None:
        if changes.events or changes.outbox or changes.account_list:
            self.refresh()
            if not self.asking and any(one.under_way for one in self.found.meetings):
                self._bridge.run("meetings_page.known_meetings", ok=self._linked_meanwhile, owner=self)

    # what the user wants

    def _new_event(self) -> None:
        """Its editor, with the meeting switched on, at the next half hour that there is time to prepare for."""
        from dainvo.ical.event import CollectionId, EventDraft, Online

        now = self._now().astimezone(self._reader.zone)
        start = now.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30 * (now.minute // 30 + 1))
        self.accept()
        end = start + self._length
        self.draft_wanted.emit(EventDraft(CollectionId(self._default), "", start, end, online=Online.ZOOM))

    def _connect(self) -> None:
        from dainvo.ui.accounts.connect_zoom import ConnectZoom

        dialog = ConnectZoom(self, self._bridge)
        dialog.connected.connect(self.ask)
        dialog.open()

    def _review(self, attention: Attention) -> None:
        uncertain = attention.asked is Asked.UNCERTAIN
        self._actions.review(attention, candidates(self.found, attention) if uncertain else [])

    def _open(self, meeting: ListedMeeting) -> None:
        if meeting.resource is not None:
            self.accept()
            self.event_wanted.emit(meeting.resource)
