"""The popover of an event (E06): kept as the event is now, its keys, and what its buttons do.

Reads the copy; opens neither editor nor question itself, but asks its owner to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from dainvo.engine.changes import Changes
from dainvo.errors import DainvoError, Why
from dainvo.ical.event import Event, Occurrence, Online
from dainvo.store.reader import Reader
from dainvo.ui import messages, theme, toasts
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.card import Card
from dainvo.ui.editor.late_word import LateWord
from dainvo.ui.editor.meeting_box import state_of
from dainvo.ui.editor.meeting_facts import RowState, verb_of
from dainvo.ui.editor.popover_page import PopoverPage

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
        self._open_people = False
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._tick)
        self._late = LateWord(self, self.reload)
        bridge.changed.connect(self._on_changes)
        self.page = self._page(self._read()[0])
        self.setAccessibleName(occurrence.summary or self.tr("(no title)"))
        self._tick()

    def reload(self) -> None:
        """Read the event again and show it as it is now."""
        event, why = self._read()
        if why is Why.NO_SUCH_EVENT and self.isVisible():
            self.dismiss()
            return
        before, self.page = self.page, self._page(event)
        self.page.show()
        self._hand_on_focus(before, self.page)
        before.hide()
        self.body.removeWidget(before)
        before.deleteLater()
        self._tick()
        if self.isVisible():
            self.place_again()

    def _read(self) -> tuple[Event | None, Why | None]:
        """The event, or why it cannot be read."""
        try:
            return self._reader.event(self._occurrence.resource, self._occurrence.recurrence_id), None
        except DainvoError as failure:
            return None, failure.why

    def _page(self, event: Event | None) -> PopoverPage:
        page = PopoverPage(
            self._host,
            self._bridge,
            self._reader,
            self._occurrence,
            event,
            now=self._local_now,
            row_state=self._row_state(event) if event is not None else None,
            is_soon=self._is_soon(),
            unfolded=self._open_people,
            categories=self._categories,
        )
        page.edit_pressed.connect(self._edit)
        page.delete_pressed.connect(self._delete)
        page.cure.connect(self._cure)
        page.people_folded.connect(self._fold_people)
        page.copy_chosen.connect(self._show_copy)
        self.body.addWidget(page)
        return page

    def _row_state(self, event: Event) -> RowState | None:
        """What the row in the editor would say; of a meeting that is being made only if that takes a while."""
        state = state_of(event, self._reader, self._local_now())
        return state if self._late.may_tell(working=state is not None and state.creating) else None

    def _local_now(self) -> datetime:
        return self._now().astimezone(self._reader.zone)

    def show_at(self, anchor: QRect) -> None:
        super().show_at(anchor)
        event = self.page.event_shown
        meeting = event.meeting if event is not None else None
        if meeting is not None and meeting.provider == "zoom" and meeting.account is not None:
            resource = self._occurrence.resource  # read again, so that the card shows what Zoom has now (M62)
            self._bridge.run("attention.look_at_meeting", resource, err=lambda _why: None, owner=self)
        if self.page.first is not None:
            self.page.first.setFocus()

    def _hand_on_focus(self, before: PopoverPage, after: PopoverPage) -> None:
        """From what goes to what has the same name in its place, else to the first."""
        focus = self._host.focusWidget()
        if focus is None or not before.isAncestorOf(focus):
            return
        same = [one for one in after.findChildren(QWidget) if one.accessibleName() == focus.accessibleName() != ""]
        target = next((one for one in same if one.focusPolicy() != Qt.FocusPolicy.NoFocus), after.first)
        if target is not None:
            target.setFocus()

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
        self.page.soon.setText(text)
        self.page.soon.setStyleSheet(f"color: {theme.tokens().accent.name()}")
        if self.page.join_button is not None and bool(text) != self.page.join_button.primary:
            self.reload()
            return
        self._minute.start(max(1000, int((60 - now.second - now.microsecond / 1e6) * 1000) + 20))

    # acts

    def _edit(self) -> None:
        event = self.page.event_shown
        if event is not None:
            self.dismiss()
            self.edit_requested.emit(event)

    def _delete(self) -> None:
        event = self.page.event_shown
        if event is not None and event.removable:
            self.dismiss()
            self.delete_requested.emit(event)

    def _fold_people(self) -> None:
        self._open_people = not self._open_people
        self.reload()

    def _show_copy(self, copy: Occurrence) -> None:
        self._occurrence = copy
        self.reload()

    def _cure(self, key: str) -> None:
        if key in ("connect", "reconnect"):
            from dainvo.ui.accounts.connect_zoom import ConnectZoom

            meeting = self.page.event_shown.meeting if self.page.event_shown is not None else None
            hosts = meeting.account if meeting is not None else None
            accounts = self._reader.accounts()
            account = zoom_info.account_of(accounts, chosen=hosts) if key == "reconnect" else None
            ConnectZoom(self._host, self._bridge, account=account).open()
        elif key == "review":
            self._review()
        elif key == "remove":
            self._remove_meeting()
        elif self.page.event_shown is not None and (asked := verb_of(key, self.page.event_shown)) is not None:
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
        event = self.page.event_shown
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
            elif self.page.join_button is not None:
                self.page.join_button.face.click()
        else:
            super().keyPressEvent(event)
