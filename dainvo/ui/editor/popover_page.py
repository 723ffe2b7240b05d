"""What the card of an event shows: when and where, its meeting, its people, what waits or went wrong.

Made from one reading of the event, for good; what is pressed is told, and done by the card.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.errors import Why
from dainvo.ical.event import Event, Meeting, MeetingState, Occurrence, State
from dainvo.ical.occurrence import Copy
from dainvo.store.reader import Reader
from dainvo.ui import join, messages, mirror, theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Elided, Glyph, Square, column, grown, line, plain, row, tip, tool
from dainvo.ui.editor import effects, phrases, popover_words
from dainvo.ui.editor.fact_rows import People, fact_row, place_row, text_rows
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.meeting_box import MeetingBox
from dainvo.ui.editor.meeting_facts import RowState
from dainvo.ui.editor.trouble_row import TroubleRow
from dainvo.ui.flow import wrapping


class PopoverPage(QWidget):
    """`event` is None where it cannot be read: then only what the index knows is shown, and why."""

    edit_pressed = Signal()
    delete_pressed = Signal()
    cure = Signal(str)  # as that of MeetingBox
    people_folded = Signal()
    copy_chosen = Signal(object)  # the Occurrence of the same event in another calendar

    def __init__(
        self,
        host: QWidget,
        bridge: Bridge,
        reader: Reader,
        occurrence: Occurrence,
        event: Event | None,
        *,
        now: Callable[[], datetime],
        row_state: RowState | None,
        is_soon: bool,
        unfolded: bool,
        categories: str,
    ) -> None:
        """`row_state` is what the row of the meeting says; `is_soon` makes Join the strongest thing here; `unfolded`
        shows all people; `categories` is the managed list of the settings."""
        super().__init__()
        self._host, self._bridge, self._reader = host, bridge, reader
        self._occurrence, self.event_shown = occurrence, event
        self._collection = next((one for one in reader.collections() if one.id == occurrence.collection), None)
        self.join_button: JoinButton | None = None
        self.edit_button: QAbstractButton | None = None
        self.delete_button: QAbstractButton | None = None
        self.soon = plain(style="body_strong")  # how long it takes until Join is pressed
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(0)
        self._head(layout)
        if event is not None:
            self._meeting(layout, event, row_state, now, is_soon=is_soon)
            self._facts(layout, event, categories, unfolded=unfolded)
        else:
            layout.addLayout(fact_row("warning", messages.sentence(Why.UNREADABLE).both))
        self._foot(layout)

    @property
    def first(self) -> QAbstractButton | None:
        """What has the focus when the card opens."""
        return self.join_button.face if self.join_button is not None else self.edit_button

    def _head(self, layout: QVBoxLayout) -> None:
        one, event, collection = self._occurrence, self.event_shown, self._collection
        stripe = Square(collection.color if collection is not None else "", size=4, height=20)
        title = plain(one.summary or self.tr("(no title)"), role="dialog", wrap=True)
        title.setFont(theme.font("dialog"))
        first = QHBoxLayout()
        first.setContentsMargins(*mirror.sides(16, 0, 8, 0))
        first.setSpacing(10)
        first.addLayout(column(grown(4), stripe, None))
        title.setMinimumHeight(grown(28))
        first.addWidget(title, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for made in self._tools():
            tools.addWidget(made)
        first.addLayout(tools)
        first.setAlignment(tools, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(first)
        when = QVBoxLayout()
        when.setContentsMargins(*mirror.sides(30, 0, 16, 0))
        when.setSpacing(2)
        text, span = phrases.when(one.start, one.end)
        length = [plain(f"({span})", role="text2")] if span else []
        when.addWidget(wrapping(plain(text, style="body_medium"), *length, spacing=4))
        for icon, said in popover_words.under_title(one, event, self._reader.zone):
            when.addLayout(row(Glyph(icon, size=14), plain(said, role="text2", wrap=len(said) > 40), None, spacing=6))
        layout.addLayout(when)

    def _tools(self) -> list[QAbstractButton]:
        event, collection = self.event_shown, self._collection
        if event is None:
            return []
        writable = event.writable
        edit = tool("pencil" if writable else "eye", self.tr("Edit") if writable else self.tr("Open"))
        edit.clicked.connect(self.edit_pressed)
        copy = tool("copy", self.tr("Copy details"))
        copy.clicked.connect(self._copy)
        self.edit_button = edit
        closed = collection is None or not collection.writable
        if not writable and not event.removable and closed:
            return [edit, copy]
        delete = tool("trash", self.tr("Delete"))
        delete.clicked.connect(self.delete_pressed)
        if not event.removable:  # a right that is not held, in a calendar that takes other edits (A10)
            about = {"calendar": collection.name} if collection is not None else {}
            reason = messages.sentence(Why.MAY_NOT_DELETE, about).text
            delete.setEnabled(False)
            delete.setToolTip(tip(reason))
            delete.setAccessibleDescription(reason)
        self.delete_button = delete
        return [edit, copy, delete]

    def _meeting(
        self,
        layout: QVBoxLayout,
        event: Event,
        state: RowState | None,
        now: Callable[[], datetime],
        *,
        is_soon: bool,
    ) -> None:
        meeting = event.meeting
        if meeting is None and self._occurrence.join_url:
            meeting = Meeting(provider="other", state=MeetingState.FOREIGN, join_url=self._occurrence.join_url)
        if meeting is None:
            return
        box = MeetingBox(self._bridge, meeting, event.resource, primary=is_soon, state=state, now=now)
        box.cure.connect(self.cure)
        self.join_button, self.soon = box.join_button, box.soon
        layout.addLayout(column(box, margins=(12, 12, 12, 4)))

    def _facts(self, layout: QVBoxLayout, event: Event, categories: str, *, unfolded: bool) -> None:
        draft = event.draft
        url = event.meeting.join_url if event.meeting is not None else ""
        if self.join_button is None:
            layout.addSpacing(7)
        self._copies(layout)
        if draft.location and draft.location != url:
            layout.addLayout(place_row(draft.location))
        if draft.attendees:
            own = effects.own_addresses(self._reader.accounts(), self._collection)
            shown = People(draft.attendees, unfolded=unfolded, own=own)
            shown.folded.connect(self.people_folded)
            layout.addWidget(shown)
        if draft.alarms:
            said = phrases.day_alarm if draft.all_day else phrases.alarm
            layout.addLayout(fact_row("bell", ", ".join(said(one) for one in draft.alarms)))
        for made in text_rows(draft, url, categories):
            layout.addLayout(made)
        if event.why_blocked:
            reason = messages.stored(event.why_blocked)
            if reason is not None:
                layout.addLayout(fact_row("warning", reason.both, role="warning"))
                if event.said:
                    own_words = self.tr("The server said: “{words}”").format(words=event.said)
                    layout.addLayout(fact_row("cloud", own_words, text_role="text2"))
                layout.addWidget(TroubleRow(self._host, self._bridge, self._reader, event))
        elif event.state is not State.CLEAN:
            layout.addLayout(fact_row("outbox", self.tr("Not yet on the server"), text_role="text2"))

    def _copies(self, layout: QVBoxLayout) -> None:
        """Which of several copies this is (A25); another can be shown in its place."""
        if not self._occurrence.also:
            return
        from dainvo.ui.editor.copies_row import CopiesRow  # few events have copies

        collection = self._collection
        here = Copy(self._occurrence.resource, self._occurrence.collection, "", "")
        if collection is not None:
            here = here._replace(name=collection.name, color=collection.color)
        shown = CopiesRow(here.name, self._occurrence.also)
        shown.chosen.connect(lambda copy: self._choose_copy(here, copy))
        layout.addWidget(shown)

    def _choose_copy(self, here: Copy, copy: Copy) -> None:
        also = tuple(here if one == copy else one for one in self._occurrence.also)
        there = self._occurrence._replace(resource=copy.resource, collection=copy.collection, also=also)
        self.copy_chosen.emit(there)

    def _foot(self, layout: QVBoxLayout) -> None:
        event, collection = self.event_shown, self._collection
        layout.addSpacing(6)
        layout.addWidget(line())
        keys = self.tr("E edit · Esc close") if event is None or event.writable else self.tr("E open · Esc close")
        shown = Elided(collection.name if collection is not None else "", role="text2")
        foot = row(Square(collection.color if collection is not None else ""), margins=(16, 9, 16, 9))
        foot.addWidget(shown, 1)
        if collection is not None and not collection.writable:
            foot.addWidget(Glyph("lock", size=14))
        foot.addWidget(plain(keys, role="caption"))
        layout.addLayout(foot)

    def _copy(self) -> None:
        text = popover_words.details(self._occurrence, self.event_shown)
        join.copy(text, self.tr("Details copied"), self)
