"""The editor of one event: a dialog around the form that saves, asks and leaves.

Calls Zoom never by itself: what the switch says goes into the draft, and the engine acts on Save (M58).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLayout, QLineEdit, QWidget

from dainvo.engine.changes import Changes
from dainvo.ical.event import NO_RECURRENCE, Event, EventDraft, MeetingWish, Online, Scope, State, Status
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import messages
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import grown
from dainvo.ui.editor import link_watch, nobody_told, scope_asked
from dainvo.ui.editor.draft_file import KeptDraft
from dainvo.ui.editor.draft_keeper import DraftKeeper
from dainvo.ui.editor.foot import Foot
from dainvo.ui.editor.form import Form
from dainvo.ui.editor.meeting_part import MeetingPart
from dainvo.ui.editor.outcome import Outcome
from dainvo.ui.editor.questions import CancelQuestion, LeaveQuestion
from dainvo.ui.editor.usual import Usual
from dainvo.ui.language import counted
from dainvo.ui.sheet import Sheet


class Editor(Sheet):
    """`event` is None for a new one. `saved` comes with the engine's `Saved`, after which the dialog is closed."""

    saved = Signal(object)
    categories_changed = Signal(str)  # the managed list of categories, to be kept in the settings

    def __init__(
        self,
        parent: QWidget | None,
        bridge: Bridge,
        reader: Reader,
        settings: Settings,
        *,
        draft: EventDraft,
        event: Event | None,
        scope: Scope = Scope.THIS,
        now: Callable[[], datetime],
        drafts: Path | None = None,
        restored: Path | None = None,
    ) -> None:
        """`drafts` is the folder for what is not saved yet; `restored` the file that `draft` was read from."""
        self._event = event
        read_only = event is not None and not event.writable
        super().__init__(parent, _title(event, read_only=read_only), width=640)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge, self._reader, self._scope = bridge, reader, scope
        self._read_only, self._saving = read_only, False
        self.nobody_told: nobody_told.NobodyTold | None = (
            None  # made when there is somebody to tell, and nobody who does
        )
        self._outcome = Outcome(reader, event)
        self._area = self.scroll_area(self._most())
        self.form = Form(
            bridge,
            reader,
            now(),
            categories=settings.categories,
            alarms=settings.default_alarms,
            parent=self._area.viewport(),
        )
        self.put_into(self._area, self.form)
        self.form.calendar.fill(list(self._outcome.collections.values()), reader.accounts(), draft.collection)
        self.form.load(event.draft if event is not None else draft, event)
        self.meeting = MeetingPart(
            self,
            self.form.meeting,
            bridge,
            reader,
            draft=draft,
            event=event,
            client_id=settings.zoom_client_id,
            usual=Usual.of(settings),
            now=now,
        )
        self.said = Foot(self.foot)
        self.save_button, self.cancel_button = self.said.save, self.said.cancel
        if read_only:
            self.form.set_read_only()
            self.said.only_close()
        self._baseline = self._first_draft()
        if event is not None and draft != event.draft:
            self.form.load(draft, event)  # edited already: a draft that was kept
            self.meeting.take_draft(draft)
            self._show_meeting()
        self._keeper = DraftKeeper(self, drafts, self._kept, restored) if drafts is not None and not read_only else None
        self._listen()
        self._tell()
        first = self.form.meeting.switch if self.meeting.removes else self.form.title
        (self.close_button if read_only else first).setFocus()

    def _listen(self) -> None:
        self.form.more.list_changed.connect(self.categories_changed)
        self.form.changed.connect(self._refresh)
        self.form.resized.connect(lambda: QTimer.singleShot(0, self, self._fit))
        self.meeting.changed.connect(self._refresh)
        self.meeting.needs.connect(self._help)
        self.said.cancel.clicked.connect(self.reject)
        self.said.save.clicked.connect(self.save)
        self._bridge.changed.connect(self._on_changes)

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something."""
        return not self._read_only and self._wanted() != self._baseline

    def save(self) -> None:
        """Check, ask which occurrences are meant if that matters, and hand the draft to the engine."""
        if self._read_only or self._saving:
            return
        _read_what_is_typed(self.focusWidget())
        self.form.people.take_typed()
        faults = self.form.faults(saving=True, link=self.meeting.problem)
        self._refresh()
        if faults:
            faults[0].field.setFocus()
            return
        wanted = self._wanted()
        cancels = wanted.status is Status.CANCELLED and self._baseline.status is not Status.CANCELLED
        guests = self._outcome.guests(wanted) if self._outcome.mails(wanted) else 0
        if cancels and guests:
            question = CancelQuestion(self, wanted.summary, guests, self._outcome.server(wanted))
            question.agreed.connect(self._save)
            question.open()
        else:
            self._save()

    def _save(self) -> None:
        if self._event is not None and self._event.recurrence_id and self._event.recurring:
            self._ask_scope(self._wanted())
        else:
            self._send(Scope.ALL)

    def reject(self) -> None:
        """Leave; with changes ask first (E07)."""
        if self._saving or not self.dirty:
            super().reject()
            return
        question = LeaveQuestion(self, self.form.title.text().strip())
        question.save.connect(self.save)
        question.discard.connect(self._leave)
        question.open()

    def _leave(self) -> None:
        super().reject()

    def done(self, result: int) -> None:
        """Saved or given up: nothing is kept for later."""
        if self._keeper is not None:
            self._keeper.forget()
        super().done(result)

    def _kept(self) -> KeptDraft | None:
        if not self.dirty:
            return None
        event = self._event
        return KeptDraft(self._wanted(), *(() if event is None else (event.uid, event.recurrence_id, event.draft)))

    # building

    def setVisible(self, visible: bool) -> None:
        """Fitted first: shown too low, it would be laid out once more beside a scroll bar that goes at once."""
        if visible and not self.isVisible():
            self.ensurePolished()
            self._measure_anew()
            self._fit_area()
        super().setVisible(visible)

    def _measure_anew(self) -> None:
        """While nothing is seen, no layout tells the one around it that its parts have changed."""
        for layout in self.form.findChildren(QLayout):
            layout.invalidate()
            if (owner := layout.parentWidget()) is not None:
                owner.updateGeometry()

    def _fit(self) -> None:
        self._fit_area()
        self.fit()

    def _fit_area(self) -> None:
        """As high as the contents, up to what the screen holds."""
        wanted = self.form.sizeHint().height()
        if self.form.hasHeightForWidth():
            wide = self._area.width() if self.isVisible() else self.form.maximumWidth()  # what it will be
            wanted = max(wanted, self.form.heightForWidth(wide))
        below = self.nobody_told
        told = 0 if below is None or below.isHidden() else below.sizeHint().height()
        self._area.setFixedHeight(min(wanted, self._most() - told))

    def _most(self) -> int:
        return max(240, int(self._room().height() * 0.86) - grown(93))

    # state

    def _first_draft(self) -> EventDraft:
        """What counts as unchanged: the event as it is, or a new one without anything typed."""
        self._show_meeting()
        first = self._wanted()
        if self._event is not None:
            return first
        bare = replace(first, summary="", description="", location="", attendees=(), rrule="")
        return replace(bare, online=Online.NONE, wish=MeetingWish())

    def _wanted(self) -> EventDraft:
        online, wish = self.meeting.wanted()
        return replace(self.form.draft(), online=online, wish=wish)

    def _show_meeting(self) -> None:
        event, draft = self._event, self.form.draft()
        collection = self._outcome.calendar(draft)
        self.meeting.show(
            draft,
            writable=not self._read_only and (collection is None or collection.writable),
            guests=self._outcome.guests(draft),
            dates=self.form.repeat.dates(),
            held=event is not None and event.state is not State.CLEAN,
        )

    def _refresh(self) -> None:
        self._show_meeting()
        self._tell()

    def _tell(self) -> None:
        """What follows from what is shown: what is kept, what overlaps, what is wrong, what Save does."""
        if self._keeper is not None:
            self._keeper.touch()
        if not self._read_only:
            own = self._event.resource if self._event is not None else None
            self.form.busy.look(self._reader, self.form.draft(), own)
        faults = self.form.faults(link=self.meeting.problem)
        self.mark_changed(self.dirty)
        self._show_effect(len(faults))
        if self.isVisible():
            QTimer.singleShot(0, self, self._fit)

    def _show_effect(self, faults: int) -> None:
        self.save_button.setEnabled(not faults and not self._saving)
        if self._read_only:
            self.said.tell(self._outcome.why_read_only(self.form.draft()))
        elif faults:
            text = counted(
                "Editor", "Can’t save yet: 1 field needs a look", "Can’t save yet: %n fields need a look", faults
            )
            self.said.tell(text, fault=True)
        else:
            wanted = self._wanted()
            untold = self._outcome.untold(wanted) if wanted != self._baseline else None
            self.nobody_told = nobody_told.below(self.body, self.nobody_told, untold)
            self.said.tell(*self._outcome.words(self._baseline, wanted, self.form.repeat.dates()))

    # the meeting

    def _help(self, key: str) -> None:
        """What the meeting's row asks of the other fields."""
        if key == "calendar":
            self.form.calendar.setFocus()
            self.form.calendar.showPopup()
        elif key == "undo_times":
            self.form.reset_times()
        else:
            self.form.when.start_day.setFocus()

    def _on_changes(self, changes: Changes) -> None:
        """States 13 to 18 change by themselves; what is typed and where the focus is stay."""
        if self._event is not None and self._event.resource in changes.resources:
            self._event = replace(self._event, meeting=self._reader.meeting(self._event.resource))
            self.meeting.take_event(self._event)
            self._outcome.take_event(self._event)
        if changes.account_list or changes.accounts or self._event is not None:
            self._refresh()

    # saving

    def _ask_scope(self, wanted: EventDraft) -> None:
        if self._event is not None:
            mailed = self._outcome.guests(wanted) if self._outcome.mails(wanted) else 0
            question = scope_asked.question(self, self._event, self._baseline, wanted, mailed, self._scope)
            question.chosen.connect(self._send)
            question.open()

    def _send(self, scope: Scope) -> None:
        self._saving = True
        self.save_button.setEnabled(False)
        event = self._event
        self._bridge.run(
            "events.save_event",
            self._wanted(),
            resource=event.resource if event is not None else None,
            recurrence_id=event.recurrence_id if event is not None else NO_RECURRENCE,
            scope=scope,
            opened=event.draft if event is not None else None,
            ok=self._done,
            err=self._failed,
            owner=self,
        )

    def _done(self, saved: object) -> None:
        self.saved.emit(saved)
        host = self.parentWidget()
        if host is not None:
            link_watch.after(host, self._bridge, self._reader, saved, self._wanted())
        self.accept()

    def _failed(self, failure: BaseException) -> None:
        """The engine refused: say why beside Save, keep everything that was typed."""
        self._saving = False
        self._refresh()
        said = messages.explain(failure)
        self.said.tell(said.text, said.hint, fault=True)
        self.save_button.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_S):
            self.save()
            return True
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # in a field it is no command


def _read_what_is_typed(focus: QWidget | None) -> None:
    """A field is read when it is left: by a key, Save comes while its words are still being typed."""
    line = focus.lineEdit() if isinstance(focus, QComboBox) else focus
    if isinstance(line, QLineEdit):
        line.editingFinished.emit()


def _title(event: Event | None, *, read_only: bool) -> str:
    if event is None:
        return QCoreApplication.translate("Editor", "New event")
    if read_only:
        return QCoreApplication.translate("Editor", "View event")
    return QCoreApplication.translate("Editor", "Edit event")
