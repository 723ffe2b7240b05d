"""Quick create: title, time, calendar and the Online meeting switch; everything else is in the editor (E05).

Saves through the engine and hands all it has to whoever opens the editor.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dainvo.engine.changes import Changes
from dainvo.errors import Why
from dainvo.ical.default_alarms import default_alarms
from dainvo.ical.event import Alarm, CollectionId, EventDraft, Online
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import messages, mirror, toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.card import Card
from dainvo.ui.controls import Elided, Glyph, Square, button, column, grown, line, plain, row
from dainvo.ui.editor import link_watch, phrases
from dainvo.ui.editor.calendar_box import dot
from dainvo.ui.editor.fields import TitleField
from dainvo.ui.editor.quick_meeting import QuickMeeting
from dainvo.ui.editor.quick_parts import FaceRow, TitleRule
from dainvo.ui.editor.when_row import WhenRow
from dainvo.ui.notice import ErrorLine
from dainvo.ui.sheet import SHADOW

WIDTH = 320
_BEYOND = 6  # what a row is wider than the column, so that its words end with it


class QuickCreate(Card):
    """`edit` opens the editor on a draft: at once, or when what was left is restored.

    `saved` comes with the engine's `Saved`, after which the card is closed.
    """

    saved = Signal(object)
    changed = Signal(object, object)  # start and end as they are now

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        reader: Reader,
        settings: Settings,
        *,
        start: datetime | date,
        end: datetime | date,
        collection: CollectionId,
        now: Callable[[], datetime],
        edit: Callable[[EventDraft], None],
    ) -> None:
        super().__init__(parent, WIDTH)
        self.setAccessibleName(self.tr("New event"))
        self._bridge, self._reader, self._settings, self._edit = bridge, reader, settings, edit
        self._collections = [one for one in reader.collections() if one.writable]
        known = {one.id for one in self._collections}
        self._collection = collection if collection in known else next(iter(known), collection)
        self._settled, self._asked = False, False
        self.meeting = QuickMeeting(self, bridge, reader, settings, now)
        self.meeting.changed.connect(self._refresh)
        self._make(now, start, end)
        bridge.changed.connect(self._on_changes)
        self._refresh()

    def draft(self) -> EventDraft:
        """What the card says now."""
        times, title = self.when.times(), self.title.text().strip()
        online, wish = self.meeting.wanted(self._collection, title, times.start)
        return EventDraft(
            collection=self._collection,
            summary=title,
            start=times.start,
            end=times.end,
            alarms=self._usual_alarms(all_day=not isinstance(times.start, datetime)),
            transparent=not isinstance(times.start, datetime),
            online=online,
            wish=wish,
        )

    def _usual_alarms(self, *, all_day: bool) -> tuple[Alarm, ...]:
        """The reminders that new events of the calendar begin with (E26)."""
        return default_alarms(self._settings.default_alarms, self._collection, all_day=all_day)

    def show_at(self, anchor: QRect) -> None:
        super().show_at(anchor)
        self.title.setFocus()

    def save(self) -> None:
        """Enter: save, or say what is missing."""
        if self._settled:
            return
        self._asked = True
        self._refresh()
        draft = self.draft()
        if self.when.problem:
            self._open_when()
            self.when.wrong_field().setFocus()
        elif draft.online is Online.ZOOM and not draft.summary:
            self.title.setFocus()
        elif draft.online is Online.OTHER and not draft.wish.link:
            self._to_editor()  # which has a field for it
        else:
            self._settled = True
            self.save_button.setEnabled(False)
            self._bridge.run("events.save_event", draft, ok=self._saved, err=self._failed, owner=self)

    def dismiss(self) -> None:
        """Esc or a press outside: what was typed is kept for a while, and restored into the editor."""
        typed = bool(self.title.text().strip()) and not self._settled and not self.isHidden()
        super().dismiss()
        if typed:
            restore = toasts.Action(self.tr("Restore"), partial(self._edit, self.draft()))
            toasts.say(self._host, self.tr("Draft kept"), restore)

    # building

    def _make(self, now: Callable[[], datetime], start: datetime | date, end: datetime | date) -> None:
        self.stripe = Square("", size=4, height=20)
        self.title = TitleField(self.tr("Title"), "dialog", ruled=False)
        self.title.textEdited.connect(lambda _text: self._refresh())
        self.title_error = ErrorLine()
        self.when = WhenRow(now().astimezone(self._reader.zone).date(), self._reader.zone)
        self.when.compact()
        self.when.set_times(start, end)
        self.when.changed.connect(self._times_changed)
        self.when_line = FaceRow(self.tr("When"))
        self.when_text = plain(style="body_medium")
        self.when_length = plain(role="text2")
        for widget in (self.when_text, self.when_length):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.when_line.inside.addWidget(self.when_text)
        self.when_line.inside.addStretch(1)
        self.when_line.inside.addWidget(self.when_length)
        self.when_line.clicked.connect(self._open_when)
        self._when_pages = QStackedWidget()
        self._when_pages.addWidget(self.when_line)
        held = QWidget()
        held.setLayout(column(4, self.when, 4, margins=(6, 0, _BEYOND, 0)))
        self._when_pages.addWidget(held)
        self._fit_when()
        self._make_calendar()
        self.error = ErrorLine()
        self._lay_out()

    def _make_calendar(self) -> None:
        self.calendar = FaceRow(self.tr("Calendar"))
        self.calendar_dot = Square("")
        self.calendar_name = plain()
        self.calendar_account = Elided(style="caption", role="text2")
        down = Glyph("chevron-down")
        for widget in (self.calendar_dot, self.calendar_name, self.calendar_account, down):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.calendar.inside.addWidget(widget)
        self.calendar.clicked.connect(lambda: mirror.drop(self.calendar_menu(), self.calendar))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.setContentsMargins(*mirror.sides(0, 0, _BEYOND, 0))
        head.addWidget(self.stripe)
        head.addWidget(self.title, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(*mirror.sides(16, 12, 16 - _BEYOND, 8))
        inner.setSpacing(0)
        self.body.addLayout(inner)
        inner.addLayout(head)
        self.rule = TitleRule(self.title)
        inner.addLayout(row(self.rule, margins=(0, 0, _BEYOND, 0)))
        inner.addWidget(self.title_error)
        inner.addSpacing(4)
        for icon, what in (("clock", self._when_pages), ("calendar", self.calendar), ("video", self.meeting.row)):
            lined = QHBoxLayout()
            lined.setSpacing(4)
            lined.addWidget(Glyph(icon))
            if isinstance(what, QWidget):
                lined.addWidget(what, 1)
            else:
                lined.addLayout(what, 1)
            lined.addStrut(grown(36))
            inner.addLayout(lined)
        inner.addWidget(self.meeting.caption)
        inner.addLayout(row(self.meeting.cure, None, margins=(18, 0, 0, 0)))
        inner.addWidget(self.error)
        held = column(line(), margins=(1, 0, 1, 0))
        self.body.addLayout(held)
        self.more_button = button(self.tr("&More…"), "ghost")
        self.more_button.clicked.connect(self._to_editor)
        self.save_button = button(self.tr("Save  ↵"), "primary")
        self.save_button.setAccessibleName(self.tr("Save"))
        self.save_button.clicked.connect(self.save)
        foot = QHBoxLayout()
        foot.setContentsMargins(*mirror.sides(10, 12, 16, 12))
        foot.addWidget(self.more_button)
        foot.addStretch(1)
        foot.addWidget(self.save_button)
        self.body.addLayout(foot)

    def calendar_menu(self) -> QMenu:
        """The calendars that can be written."""
        menu = QMenu(self)
        for one in self._collections:
            action = menu.addAction(dot(one.color), one.name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, one=one: self._pick(one.id))
        return menu

    # state

    def _refresh(self) -> None:
        times = self.when.times()
        text, span = phrases.when(times.start, times.end)
        room = self.width() - 2 * SHADOW - 84
        if self.when_text.fontMetrics().horizontalAdvance(f"{text}  {span}") > room:
            text = phrases.when(times.start, times.end, short=True)[0]
        fits = self.when_text.fontMetrics().horizontalAdvance(f"{text}  {span}") <= room
        self._fit_when()
        self.when_text.setText(text)
        self.when_length.setText(span if fits else "")
        self.when_line.setAccessibleDescription(f"{text} {span}")
        self._show_calendar()
        self.meeting.show(self._collection, self.title.text().strip(), times.start, times.end)
        untitled = self._asked and self.draft().online is Online.ZOOM and not self.title.text().strip()
        self.title.mark(untitled)
        self.title_error.tell(messages.sentence(Why.NO_TITLE).text.rstrip(".") if untitled else "")
        self.save_button.setEnabled(not self.when.problem and not self._settled)
        if not self.isHidden():
            QTimer.singleShot(0, self, self.place)

    def _times_changed(self) -> None:
        self._refresh()
        if not self.when.problem:
            times = self.when.times()
            self.changed.emit(times.start, times.end)

    def _show_calendar(self) -> None:
        one = next((each for each in self._collections if each.id == self._collection), None)
        if one is None:
            return
        account = next((each for each in self._reader.accounts() if each.id == one.account), None)
        self.stripe.set_color(one.color)
        self.calendar_dot.set_color(one.color)
        self.calendar_name.setText(one.name)
        self.calendar_account.set_text(account.user or account.name if account is not None else "")
        self.calendar.setAccessibleDescription(one.name)

    def _pick(self, collection: CollectionId) -> None:
        self._collection = collection
        self._refresh()

    def _open_when(self) -> None:
        self._when_pages.setCurrentIndex(1)
        self._fit_when()
        self.when.start_day.setFocus()

    def _fit_when(self) -> None:
        shown = self._when_pages.currentWidget()
        self._when_pages.setFixedHeight(max(grown(36), shown.sizeHint().height() if shown is not None else 0))

    def _on_changes(self, changes: Changes) -> None:
        if changes.account_list or changes.accounts:
            self._refresh()

    # leaving

    def _to_editor(self) -> None:
        self._settled = True
        draft = self.draft()
        self.dismiss()
        self._edit(draft)

    def _saved(self, saved: object) -> None:
        self.saved.emit(saved)
        link_watch.after(self._host, self._bridge, self._reader, saved, self.draft())
        self.dismiss()

    def _failed(self, failure: BaseException) -> None:
        self._settled = False
        self._refresh()
        self.error.tell(messages.explain(failure).both)
        self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QPushButton) and not event.modifiers():
            focus.click()
        else:
            self.save()
