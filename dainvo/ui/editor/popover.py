"""The popover of an event: its facts, Join, edit, copy and delete (E06).

Reads the copy; opens neither editor nor question itself, but asks its owner to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.engine.changes import Changes
from dainvo.errors import DainvoError, Why
from dainvo.ical.event import Event, Meeting, MeetingState, Occurrence, Online, State
from dainvo.ical.occurrence import Copy
from dainvo.store.reader import Collection, Reader
from dainvo.ui import join, messages, mirror, theme, toasts
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.card import Card
from dainvo.ui.controls import Elided, Glyph, Square, column, line, plain, row, tip, tool
from dainvo.ui.editor import effects, phrases, popover_words
from dainvo.ui.editor.fact_rows import People, fact_row, place_row, text_rows
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.late_word import LateWord
from dainvo.ui.editor.meeting_box import MeetingBox, state_of
from dainvo.ui.editor.meeting_facts import RowState, verb_of
from dainvo.ui.editor.trouble_row import TroubleRow
from dainvo.ui.flow import wrapping

WIDTH = 340
SOON = timedelta(minutes=15)

_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class EventPopover(Card):
    """What is requested comes with the parsed event, after the card has closed."""

    edit_requested = Signal(object)  # Event
    change_requested = Signal(object, object)  # Event, and the draft that the editor begins with
    delete_requested = Signal(object)  # Event
    walked = Signal(int)  # 1: the card of the next event is wanted, -1: that of the one before

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        reader: Reader,
        occurrence: Occurrence,
        *,
        now: Callable[[], datetime],
        categories: str = "",
    ) -> None:
        super().__init__(parent, WIDTH)
        for key, by in _WAYS.items():  # also while a button has the focus, which would take them
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.walked.emit, by))
        self._categories = categories  # the managed list of the settings
        self._bridge, self._reader, self._occurrence, self._now = bridge, reader, occurrence, now
        self._inside: QWidget | None = None
        self._open_people = False
        self.event_shown: Event | None = None
        self.join_button: JoinButton | None = None
        self.edit_button: QAbstractButton | None = None
        self.delete_button: QAbstractButton | None = None
        self.soon = plain(style="body_strong")
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._tick)
        self._late = LateWord(self, self.reload)
        bridge.changed.connect(self._on_changes)
        self.reload()

    def reload(self) -> None:
        """Read the event again and build the card from it."""
        one = self._occurrence
        try:
            event: Event | None = self._reader.event(one.resource, one.recurrence_id)
        except DainvoError as failure:
            event = None
            if failure.why is Why.NO_SUCH_EVENT and self.isVisible():
                self.dismiss()
                return
        self.event_shown = event
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(0)
        self._head(layout, event)
        if event is not None:
            self._meeting(layout, event)
            self._facts(layout, event)
        else:
            said = messages.sentence(Why.UNREADABLE)
            layout.addLayout(fact_row("warning", said.both))
        self._foot(layout, event)
        self.body.addWidget(inside)
        inside.show()
        if self._inside is not None:
            self._hand_on_focus(self._inside, inside)
            self._inside.hide()
            self.body.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = inside
        self.setAccessibleName(one.summary or self.tr("(no title)"))
        self._tick()
        if self.isVisible():
            self.place_again()

    def show_at(self, anchor: QRect) -> None:
        super().show_at(anchor)
        meeting = self.event_shown.meeting if self.event_shown is not None else None
        if meeting is not None and meeting.provider == "zoom" and meeting.account is not None:
            resource = self._occurrence.resource  # read again, so that the card shows what Zoom has now (M62)
            self._bridge.run("attention.look_at_meeting", resource, err=lambda _why: None, owner=self)
        first = self._first()
        if first is not None:
            first.setFocus()

    def _first(self) -> QAbstractButton | None:
        return self.join_button.face if self.join_button is not None else self.edit_button

    def _hand_on_focus(self, before: QWidget, after: QWidget) -> None:
        """From what goes to what has the same name in its place, else to the first."""
        focus = self._host.focusWidget()
        if focus is None or not before.isAncestorOf(focus):
            return
        same = [one for one in after.findChildren(QWidget) if one.accessibleName() == focus.accessibleName() != ""]
        target = next((one for one in same if one.focusPolicy() != Qt.FocusPolicy.NoFocus), self._first())
        if target is not None:
            target.setFocus()

    # parts

    def _collection(self) -> Collection | None:
        return next((one for one in self._reader.collections() if one.id == self._occurrence.collection), None)

    def _head(self, layout: QVBoxLayout, event: Event | None) -> None:
        one = self._occurrence
        collection = self._collection()
        stripe = Square(collection.color if collection is not None else "", size=4, height=20)
        title = plain(one.summary or self.tr("(no title)"), role="dialog", wrap=True)
        title.setFont(theme.font("dialog"))
        first = QHBoxLayout()
        first.setContentsMargins(*mirror.sides(16, 0, 8, 0))
        first.setSpacing(10)
        first.addLayout(column(4, stripe, None))
        title.setMinimumHeight(28)
        first.addWidget(title, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for made in self._tools(event):
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

    def _tools(self, event: Event | None) -> list[QAbstractButton]:
        if event is None:
            return []
        writable = event.writable
        edit = tool("pencil" if writable else "eye", self.tr("Edit") if writable else self.tr("Open"))
        edit.clicked.connect(self._edit)
        copy = tool("copy", self.tr("Copy details"))
        copy.clicked.connect(self._copy)
        self.edit_button, self.delete_button = edit, None
        collection = self._collection()
        closed = collection is None or not collection.writable
        if not writable and not event.removable and closed:
            return [edit, copy]
        delete = tool("trash", self.tr("Delete"))
        delete.clicked.connect(self._delete)
        if not event.removable:  # a right that is not held, in a calendar that takes other edits (A10)
            about = {"calendar": collection.name} if collection is not None else {}
            reason = messages.sentence(Why.MAY_NOT_DELETE, about).text
            delete.setEnabled(False)
            delete.setToolTip(tip(reason))
            delete.setAccessibleDescription(reason)
        self.delete_button = delete
        return [edit, copy, delete]

    def _meeting(self, layout: QVBoxLayout, event: Event) -> None:
        meeting = event.meeting
        if meeting is None and self._occurrence.join_url:
            meeting = Meeting(provider="other", state=MeetingState.FOREIGN, join_url=self._occurrence.join_url)
        self.join_button = None
        if meeting is None:
            return
        box = MeetingBox(
            self._bridge,
            meeting,
            event.resource,
            primary=self._is_soon(),
            state=self._row_state(event),
            now=self._local_now,
        )
        box.cure.connect(self._cure)
        self.join_button, self.soon = box.join_button, box.soon
        layout.addLayout(column(box, margins=(12, 12, 12, 4)))

    def _row_state(self, event: Event) -> RowState | None:
        """What the row in the editor would say; of a meeting that is being made only if that takes a while."""
        state = state_of(event, self._reader, self._local_now())
        return state if self._late.may_tell(working=state is not None and state.creating) else None

    def _local_now(self) -> datetime:
        return self._now().astimezone(self._reader.zone)

    def _facts(self, layout: QVBoxLayout, event: Event) -> None:
        draft = event.draft
        url = event.meeting.join_url if event.meeting is not None else ""
        if self.join_button is None:
            layout.addSpacing(7)
        self._copies(layout)
        if draft.location and draft.location != url:
            layout.addLayout(place_row(draft.location))
        if draft.attendees:
            own = effects.own_addresses(self._reader.accounts(), self._collection())
            shown = People(draft.attendees, unfolded=self._open_people, own=own)
            shown.folded.connect(self._fold_people)
            layout.addWidget(shown)
        if draft.alarms:
            said = phrases.day_alarm if draft.all_day else phrases.alarm
            layout.addLayout(fact_row("bell", ", ".join(said(one) for one in draft.alarms)))
        for made in text_rows(draft, url, self._categories):
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

        collection = self._collection()
        here = Copy(self._occurrence.resource, self._occurrence.collection, "", "")
        if collection is not None:
            here = here._replace(name=collection.name, color=collection.color)
        shown = CopiesRow(here.name, self._occurrence.also)
        shown.chosen.connect(lambda copy: self._show_copy(here, copy))
        layout.addWidget(shown)

    def _show_copy(self, here: Copy, copy: Copy) -> None:
        also = tuple(here if one == copy else one for one in self._occurrence.also)
        self._occurrence = self._occurrence._replace(resource=copy.resource, collection=copy.collection, also=also)
        self.reload()

    def _foot(self, layout: QVBoxLayout, event: Event | None) -> None:
        collection = self._collection()
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

    # time

    def _is_soon(self) -> bool:
        """From 15 minutes before the start until the end, Join is the strongest thing here."""
        one, now = self._occurrence, self._now()
        if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
            return False
        return one.start - SOON <= now < one.end

    def _tick(self) -> None:
        one, now = self._occurrence, self._now()
        text = ""
        if self._is_soon() and isinstance(one.start, datetime):
            minutes = -(-(one.start - now).total_seconds() // 60)
            text = self.tr("in {n} min").format(n=int(minutes)) if minutes > 0 else self.tr("now")
        self.soon.setText(text)
        self.soon.setStyleSheet(f"color: {theme.tokens().accent.name()}")
        if self.join_button is not None and bool(text) != self.join_button.primary:
            self.reload()
            return
        self._minute.start(max(1000, int((60 - now.second - now.microsecond / 1e6) * 1000) + 20))

    # acts

    def _edit(self) -> None:
        event = self.event_shown
        if event is not None:
            self.dismiss()
            self.edit_requested.emit(event)

    def _delete(self) -> None:
        event = self.event_shown
        if event is not None and event.removable:
            self.dismiss()
            self.delete_requested.emit(event)

    def _copy(self) -> None:
        text = popover_words.details(self._occurrence, self.event_shown)
        join.copy(text, self.tr("Details copied"), self)

    def _fold_people(self) -> None:
        self._open_people = not self._open_people
        self.reload()

    def _cure(self, key: str) -> None:
        if key in ("connect", "reconnect"):
            from dainvo.ui.accounts.connect_zoom import ConnectZoom

            meeting = self.event_shown.meeting if self.event_shown is not None else None
            hosts = meeting.account if meeting is not None else None
            accounts = self._reader.accounts()
            account = zoom_info.account_of(accounts, chosen=hosts) if key == "reconnect" else None
            ConnectZoom(self._host, self._bridge, account=account).open()
        elif key == "review":
            self._review()
        elif key == "remove":
            self._remove_meeting()
        elif self.event_shown is not None and (asked := verb_of(key, self.event_shown)) is not None:
            self._bridge.run(*asked, err=self._failed, owner=self)

    def _review(self) -> None:
        """The question about the event's meeting, with all its answers (M24)."""
        from dainvo.ui.meetings import questions

        if questions.review(self._host, self._bridge, self._reader, self._occurrence.resource):
            self.dismiss()
        else:
            self._edit()  # it was answered, and stands in the row of the editor

    def _remove_meeting(self) -> None:
        """The editor with the meeting switched off: nothing is taken off before Save."""
        event = self.event_shown
        if event is not None:
            self.dismiss()
            self.change_requested.emit(event, replace(event.draft, online=Online.NONE))

    def _failed(self, failure: BaseException) -> None:
        toasts.say(self, messages.explain(failure).both)

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and (self._occurrence.resource in changes.resources or changes.account_list):
            self.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain_key = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        focus = self.focusWidget()
        if key == Qt.Key.Key_E and plain_key:
            self._edit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain_key:
            self._delete()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focus, QAbstractButton):
                focus.click()
            elif self.join_button is not None:
                self.join_button.face.click()
        else:
            super().keyPressEvent(event)
