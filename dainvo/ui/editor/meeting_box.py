"""The meeting of an event inside its popover: who hosts, Join, ID and passcode, and what is not well.

Decides no state; `meeting_state` does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dainvo.ical.event import Event, Meeting, MeetingState, ResourceId, State
from dainvo.store.reader import Reader
from dainvo.ui import join
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, beside, button, plain, row, tool
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.meeting_facts import SETTLES
from dainvo.ui.editor.meeting_state import Facts, RowState, row_state
from dainvo.ui.flow import wrapping
from dainvo.ui.framed import Framed
from dainvo.ui.meeting_numbers import id_and_passcode, spaced
from dainvo.ui.notice import Cure, Notice

_HIDDEN = "••••••"
#: States of the row that a popover need not repeat: ready, no fixed time, loses its time.
_SILENT = {17, 25, 26}
_CURES = {"try_now", "send_without_link", "connect", "reconnect", *SETTLES}


def state_of(event: Event, reader: Reader, now: datetime) -> RowState | None:
    """What the row in the editor would say; nothing of a meeting that is not the user's to change."""
    if event.meeting is None or event.meeting.state is MeetingState.FOREIGN or not event.writable:
        return None
    return row_state(
        Facts(
            now=now,
            start=event.draft.start,
            end=event.draft.end,
            on=True,
            zoom=zoom_info.zoom_of(reader.accounts(), chosen=event.meeting.account),
            meeting=event.meeting,
            guests=len(event.draft.attendees),
            recurring=event.recurring,
            held=event.state is not State.CLEAN,
        )
    )


class MeetingBox(Framed):
    """`soon` is the label that says "in 12 min"; `cure` comes with the key of a pressed button, or "remove".

    `now` gives the time in the viewer's zone; `state` is what the row of the editor would say.
    """

    cure = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        meeting: Meeting,
        resource: ResourceId,
        *,
        primary: bool,
        state: RowState | None,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.soon = plain(style="body_strong")
        self.join_button: JoinButton | None = None
        self.start_button: QPushButton | None = None  # from shortly before the start, for the host (M49)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(10, 10, 10, 8)
        inner.setSpacing(0)
        if meeting.join_url:
            removes = state is not None and state.on and state.usable
            self.join_button = JoinButton(bridge, meeting, resource, primary=primary, high=34, removes=removes, now=now)
            self.join_button.remove.connect(lambda: self.cure.emit("remove"))
        inner.addLayout(self._head(meeting))
        if self.join_button is not None:
            inner.addWidget(self.join_button)
        if meeting.meeting_id:
            inner.addLayout(self._number(meeting))
        if state is not None and state.text and state.number not in _SILENT:
            notice = Notice()
            cures = tuple(replace(cure, primary=False) for cure in state.cures if cure.key in _CURES)
            if any(cure.key == "anew" for cure in state.cures):  # no card makes a meeting without a further word
                cures = (Cure("review", self.tr("Review…")),)
            notice.tell(state.text, tone=state.tone, icon=state.icon, cures=cures)
            notice.chosen.connect(self.cure)
            inner.addSpacing(6)
            inner.addWidget(notice)

    def _head(self, meeting: Meeting) -> QHBoxLayout:
        names = {"zoom": "Zoom", "other": self.tr("Online meeting"), "": "Zoom"}
        hosted = self.tr("hosted by you")
        if meeting.state is MeetingState.FOREIGN:
            hosted = ""
        elif meeting.host and meeting.state in (MeetingState.OTHER_HOST, MeetingState.NOT_CONNECTED):
            hosted = self.tr("hosted by {host}").format(host=meeting.host)
        name = plain(names.get(meeting.provider, meeting.provider.capitalize()), style="body_medium")
        head = row(Glyph("video"), name, margins=(4, 0, 4, 8))
        if self.join_button is not None and self.join_button.primary and self.join_button.may_start:
            self.start_button = button(self.tr("Start as host"), "link", small=True)
            self.start_button.clicked.connect(self.join_button.start)
            head.addWidget(self.start_button)
            head.addStretch(1)
        else:
            head.addWidget(Elided(hosted, role="text2"), 1)
        head.addWidget(self.soon)
        return head

    def _number(self, meeting: Meeting) -> QHBoxLayout:
        tools = row(spacing=0)
        text = plain(self.tr("ID {id}").format(id=spaced(meeting.meeting_id)), style="month_time", role="text2")
        words: list[QWidget] = [text]
        if meeting.passcode:
            shown = plain(self.tr("Passcode {code}").format(code=_HIDDEN), style="month_time", role="text2")
            words.append(beside(plain("·", role="text2"), shown, spacing=6))
            eye = tool("eye", self.tr("Show the passcode"), small=True)
            eye.setCheckable(True)
            eye.toggled.connect(
                lambda on: shown.setText(self.tr("Passcode {code}").format(code=meeting.passcode if on else _HIDDEN))
            )
        said = wrapping(*words, spacing=6)
        made = row(said, spacing=6, margins=(4, 6, 0, 0))
        made.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)  # its lines begin at the top
        made.addLayout(tools)
        if meeting.passcode:
            tools.addWidget(eye)
        copier = tool("copy", self.tr("Copy ID and passcode"), small=True)
        copier.clicked.connect(lambda: join.copy(id_and_passcode(meeting), self.tr("ID and passcode copied"), self))
        tools.addWidget(copier)
        return made
