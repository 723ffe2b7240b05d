"""Quick create: title, time, calendar and the Online meeting switch; everything else is in the editor (E05).

Saves through the engine and hands all it has to whoever opens the editor.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dainvo.engine.changes import Changes
from dainvo.errors import Why
from dainvo.ical.default_alarms import default_alarms
from dainvo.ical.event import Alarm, CollectionId, EventDraft, MeetingWish, Online
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import messages, mirror, toasts
from dainvo.ui.accounts import zoom_info
from dainvo.ui.bridge import Bridge
from dainvo.ui.card import Card
from dainvo.ui.controls import Elided, Glyph, Square, Switch, button, column, line, plain, row
from dainvo.ui.editor import link_watch, phrases
from dainvo.ui.editor.calendar_box import dot
from dainvo.ui.editor.fields import TitleField
from dainvo.ui.editor.meeting_facts import Choice
from dainvo.ui.editor.meeting_state import Facts, RowState, row_state
from dainvo.ui.editor.quick_parts import FaceRow, TitleRule
from dainvo.ui.editor.usual import Usual
from dainvo.ui.editor.when_row import WhenRow
from dainvo.ui.notice import ErrorLine

WIDTH = 320
_PROVIDER_PX = 150
#: What the card itself can do about a state of the meeting row; the rest is for the editor.
_CURES = {"no_fixed_time", "check", "reconnect"}


class QuickCreate(Card):
    """`edit` opens the editor on a draft: at once, or when what was left is restored."""

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
        self._bridge, self._reader, self._settings, self._now, self._edit = bridge, reader, settings, now, edit
        self._collections = [one for one in reader.collections() if one.writable]
        known = {one.id for one in self._collections}
        self._collection = collection if collection in known else next(iter(known), collection)
        self._on, self._settled, self._asked = False, False, False
        self._usual = Usual.of(settings)
        self._accepted = False  # a meeting with no fixed time
        self.state = RowState(8, False)
        self._make(now, start, end)
        bridge.changed.connect(self._on_changes)
        self._refresh()

    def draft(self) -> EventDraft:
        """What the card says now."""
        times = self.when.times()
        on, elsewhere = self._on and self.switch.isChecked(), self._usual.is_elsewhere(self._collection)
        return EventDraft(
            collection=self._collection,
            summary=self.title.text().strip(),
            start=times.start,
            end=times.end,
            alarms=self._usual_alarms(all_day=not isinstance(times.start, datetime)),
            transparent=not isinstance(times.start, datetime),
            online=Online.NONE if not on else Online.OTHER if elsewhere else Online.ZOOM,
            wish=MeetingWish(no_fixed_time=self._accepted, link=self._link() if on and elsewhere else ""),
        )

    def _usual_alarms(self, *, all_day: bool) -> tuple[Alarm, ...]:
        """The reminders that new events of the calendar begin with (E26)."""
        return default_alarms(self._settings.default_alarms, self._collection, all_day=all_day)

    def _link(self) -> str:
        """The link of another service that the event has when its calendar's meetings are made there (M06)."""
        return self._usual.link(self.title.text().strip(), self.when.times().start)

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
        self.when.changed.connect(self._refresh)
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
        held.setLayout(column(4, self.when, 4, margins=(6, 0, 0, 0)))
        self._when_pages.addWidget(held)
        self._fit_when()
        self._make_calendar()
        self.switch = Switch(self.tr("Online meeting"))
        self.switch.clicked.connect(self._toggled)
        self.provider = Elided("Zoom", role="text2")
        self.caption = plain(role="caption", wrap=True)
        self.caption.setContentsMargins(*mirror.sides(26, 0, 0, 5))
        self.cure = button("", "link", small=True)
        self.cure.clicked.connect(self._cured)
        self.cure.hide()
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
        head.addWidget(self.stripe)
        head.addWidget(self.title, 1)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 12, 16, 8)
        inner.setSpacing(0)
        self.body.addLayout(inner)
        inner.addLayout(head)
        self.rule = TitleRule(self.title)
        inner.addWidget(self.rule)
        inner.addWidget(self.title_error)
        inner.addSpacing(4)
        meeting = QHBoxLayout()
        meeting.setSpacing(8)
        meeting.addWidget(plain(self.tr("Online meeting")))
        meeting.addStretch(1)
        meeting.addWidget(self.provider)
        meeting.addWidget(self.switch)
        meeting.setContentsMargins(*mirror.sides(6, 0, 0, 0))
        for icon, what in (("clock", self._when_pages), ("calendar", self.calendar), ("video", meeting)):
            lined = QHBoxLayout()
            lined.setSpacing(4)
            lined.addWidget(Glyph(icon))
            if isinstance(what, QWidget):
                lined.addWidget(what, 1)
            else:
                lined.addLayout(what, 1)
            lined.addStrut(36)
            inner.addLayout(lined)
        inner.addWidget(self.caption)
        inner.addLayout(row(self.cure, None, margins=(18, 0, 0, 0)))
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
            action = menu.addAction(dot(one.color), one.name)
            action.triggered.connect(lambda _on=False, one=one: self._pick(one.id))
        return menu

    # state

    def _refresh(self) -> None:
        times = self.when.times()
        text, span = phrases.when(times.start, times.end)
        if self.when_text.fontMetrics().horizontalAdvance(f"{text}  {span}") > WIDTH - 84:
            text = phrases.when(times.start, times.end, short=True)[0]
        self._fit_when()
        self.when_text.setText(text)
        self.when_length.setText(span)
        self.when_line.setAccessibleDescription(f"{text} {span}")
        self._show_calendar()
        self._show_meeting()
        untitled = self._asked and self.draft().online is Online.ZOOM and not self.title.text().strip()
        self.title.mark(untitled)
        self.rule.update()
        self.title_error.tell(messages.sentence(Why.NO_TITLE).text.rstrip(".") if untitled else "")
        self.save_button.setEnabled(not self.when.problem and not self._settled)
        if not self.isHidden():
            QTimer.singleShot(0, self, self.place)

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

    def _show_meeting(self) -> None:
        times, elsewhere = self.when.times(), self._usual.is_elsewhere(self._collection)
        facts = Facts(
            now=self._now().astimezone(self._reader.zone),
            start=times.start,
            end=times.end,
            on=self._on,
            choice=Choice(accepted=self._accepted, other=elsewhere),
            zoom=zoom_info.zoom_of(self._reader.accounts(), self._collection, now=self._now()),
        )
        self.state = row_state(facts)
        self.switch.setChecked(self.state.on)
        self.switch.set_reason(self.state.reason)
        if self.state.usable:
            self.switch.setAccessibleDescription(self.state.text)
        link = self._link() if elsewhere and self.state.on else ""
        shown = " · ".join(part for part in (self.state.text, self.state.small, link) if part)
        self.provider.set_text(self.tr("Other link") if elsewhere else self._hosted_by())
        self.provider.setFixedWidth(min(_PROVIDER_PX, self.provider.sizeHint().width()))
        self.caption.setText(shown)
        self.caption.setVisible(bool(shown))
        self.provider.setVisible(self.state.on)
        offered = next((one for one in self.state.cures if one.key in _CURES), None)
        self.cure.setVisible(offered is not None)
        if offered is not None:
            self.cure.setText(offered.face)
            self.cure.setProperty("key", offered.key)
            self.cure.setAccessibleName(offered.name or offered.face)

    def _hosted_by(self) -> str:
        """Zoom, and which account where there are several."""
        accounts = self._reader.accounts()
        one = zoom_info.account_of(accounts, self._collection)
        several = one is not None and len(zoom_info.zoom_accounts(accounts)) > 1
        return f"Zoom — {zoom_info.name_of(one)}" if several and one is not None else "Zoom"

    def _cured(self) -> None:
        """What the row's state offers: taken here, or done with the account."""
        key, account = self.cure.property("key"), zoom_info.account_of(self._reader.accounts(), self._collection)
        if key == "no_fixed_time":
            self._accepted = self._on = True
            self._refresh()
            self.switch.setFocus()
        elif key == "check" and account is not None:
            self._bridge.run("zoom.check_zoom", account.id, err=self._told, owner=self)
        elif key == "reconnect":
            self._connect(again=True)

    def _told(self, failure: BaseException) -> None:
        toasts.say(self._host, messages.explain(failure).both)

    def _pick(self, collection: CollectionId) -> None:
        self._collection = collection
        self._refresh()

    def _open_when(self) -> None:
        self._when_pages.setCurrentIndex(1)
        self._fit_when()
        self.when.start_day.setFocus()

    def _fit_when(self) -> None:
        shown = self._when_pages.currentWidget()
        self._when_pages.setFixedHeight(max(36, shown.sizeHint().height() if shown is not None else 36))

    def _toggled(self) -> None:
        if self.switch.reason:
            return
        wanted = self.switch.isChecked()
        if wanted and self.state.number == 1:
            self._show_meeting()
            self._connect()
            return
        self._on, self._accepted = wanted, self._accepted and wanted
        self._refresh()

    def _connect(self, *, again: bool = False) -> None:
        from dainvo.ui.accounts.connect_zoom import ConnectZoom

        account = zoom_info.account_of(self._reader.accounts(), self._collection) if again else None
        dialog = ConnectZoom(self._host, self._bridge, account=account, client_id=self._settings.zoom_client_id)
        dialog.connected.connect(lambda _account: self._connected())
        dialog.finished.connect(lambda _result: self.switch.setFocus())
        dialog.open()

    def _connected(self) -> None:
        self._on = True
        self._refresh()

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
        elif not isinstance(focus, Switch):
            self.save()
