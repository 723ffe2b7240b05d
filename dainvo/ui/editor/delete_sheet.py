"""Asks before an event is deleted which occurrences, and what becomes of its Zoom meeting (M70, D6).

What has neither, and nobody to tell, is deleted unasked. The engine deletes; a toast tells it, with Undo.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from dainvo.errors import DainvoError, Why
from dainvo.ical.event import NO_RECURRENCE, Event, MeetingState, Scope
from dainvo.store.reader import Reader
from dainvo.ui import messages, mirror, toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.controls import Glyph, button, plain, row, set_face
from dainvo.ui.editor import effects, phrases
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.meeting_numbers import spaced
from dainvo.ui.sheet import Sheet

_STAYS = {MeetingState.FOREIGN, MeetingState.OTHER_HOST, MeetingState.NOT_CONNECTED}


def _tr(text: str) -> str:
    return QCoreApplication.translate("DeleteSheet", text)


class DeleteSheet(Sheet):
    """Keep event or Delete. `confirmed` comes with whether the meeting is to be deleted too."""

    confirmed = Signal(bool)

    def __init__(self, parent: QWidget, event: Event, *, people_told: int, whole_series: bool) -> None:
        super().__init__(parent, _tr("Delete event"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        draft, meeting = event.draft, event.meeting
        heading = self.tr("Delete all events of “{title}”?") if whole_series else self.tr("Delete “{title}”?")
        title = draft.summary or self.tr("(no title)")
        self.body.addWidget(plain(heading.format(title=title), role="dialog", wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(plain(phrases.when_of(draft), role="text2"))
        self.meeting_box: QCheckBox | None = None
        self.stays = plain(self.tr("The meeting stays at Zoom and its link keeps working."), role="caption")
        self.stays.setContentsMargins(*mirror.sides(24, 2, 0, 0))
        self.stays.hide()
        if meeting is not None and meeting.state in _STAYS:
            self.body.addSpacing(14)
            stays = self.tr("Its Zoom meeting was not made here and stays.")
            if meeting.provider != "zoom":
                stays = self.tr("Its meeting link was made elsewhere and stays valid.")
            self.body.addWidget(plain(stays, role="text2", wrap=True))
        elif meeting is not None:
            text = self.tr("Delete its &Zoom meeting")
            if meeting.meeting_id:
                text = self.tr("Delete its &Zoom meeting (ID {id})").format(id=spaced(meeting.meeting_id))
            self.meeting_box = QCheckBox()
            set_face(self.meeting_box, text)
            self.meeting_box.setChecked(not meeting.adopted)
            self.stays.setVisible(meeting.adopted)
            self.meeting_box.toggled.connect(lambda on: self.stays.setVisible(not on))
            self.body.addSpacing(14)
            self.body.addWidget(self.meeting_box)
            self.body.addWidget(self.stays)
        if people_told:
            text = self.tr("{people} get a cancellation").format(people=phrases.people(people_told))
            self.body.addSpacing(10)
            self.body.addLayout(row(Glyph("mail"), plain(text), None))
        self.keep_button = button(self.tr("&Keep event"))
        self.keep_button.clicked.connect(self.reject)
        self.delete_button = button(self.tr("&Delete"), "danger")
        self.delete_button.clicked.connect(self._delete)
        self.foot.addLayout(row(self.keep_button, None, self.delete_button))
        self.keep_button.setFocus()

    def _delete(self) -> None:
        with_meeting = self.meeting_box is not None and self.meeting_box.isChecked()
        self.accept()
        self.confirmed.emit(with_meeting)


def ask_delete(
    parent: QWidget, bridge: Bridge, reader: Reader, event: Event, *, undo: Callable[[], None]
) -> Sheet | None:
    """Ask, then delete through the engine; comes back with the open question, if there is one. A toast tells how it
    went, or why it may not be."""

    def deleted(_done: object) -> None:
        said = _tr("‘{title}’ is deleted").format(title=event.draft.summary.strip() or _tr("(no title)"))
        toasts.say(parent, said, toasts.Action(_tr("Undo"), undo, undoes=True))

    def delete(scope: Scope, with_meeting: bool) -> None:
        bridge.run(
            "events.delete_event",
            event.resource,
            event.recurrence_id,
            scope,
            delete_meeting=with_meeting,
            ok=deleted,
            err=lambda failure: toasts.say(parent, messages.explain(failure).both),
            owner=parent,
        )

    def ask_whole(series: bool) -> Sheet | None:
        told = _people_told(reader, event)
        if not (series or event.draft.attendees or event.meeting is not None) and event.organizer_is_me:
            delete(Scope.ALL, False)
            return None
        sheet = DeleteSheet(parent, event, people_told=told, whole_series=series)
        sheet.confirmed.connect(lambda with_meeting: delete(Scope.ALL, with_meeting))
        sheet.open()
        return sheet

    def scope_chosen(scope: Scope) -> None:
        if scope is Scope.THIS:
            delete(Scope.THIS, False)
        elif scope is Scope.FOLLOWING and not _begins_series(reader, event):
            delete(Scope.FOLLOWING, True)  # should nothing be left of the series, its meeting goes, too
        else:
            ask_whole(True)

    if not event.removable:
        toasts.say(parent, _why_not(reader, event))
        return None
    if not (event.recurring and event.recurrence_id):
        return ask_whole(event.recurring)
    zoom = _tr("Zoom: the link stays for the other dates") if event.meeting is not None else ""
    question = ScopeQuestion(
        parent,
        _tr("Delete repeating event “{title}”").format(title=event.draft.summary or _tr("(no title)")),
        day=phrases.day(event.draft.start),
        zoom=zoom,
        button_text=_tr("&Delete"),
        danger=True,
    )
    question.chosen.connect(scope_chosen)
    question.open()
    return question


def _begins_series(reader: Reader, event: Event) -> bool:
    """Whether it is the first occurrence, so that all that follow are all there are."""
    try:
        first = reader.event(event.resource, NO_RECURRENCE).draft.start
    except DainvoError:
        return False
    form = "%Y%m%dT%H%M%S" if isinstance(first, datetime) else "%Y%m%d"
    return event.recurrence_id.removesuffix("Z") == first.strftime(form)


def _people_told(reader: Reader, event: Event) -> int:
    """How many people the calendar server would mail."""
    collection = next((one for one in reader.collections() if one.id == event.draft.collection), None)
    if collection is None or not collection.schedules:
        return 0
    return effects.guests(event.draft.attendees, event, effects.own_addresses(reader.accounts(), collection))


def _why_not(reader: Reader, event: Event) -> str:
    calendar = next((one for one in reader.collections() if one.id == event.draft.collection), None)
    name = calendar.name if calendar is not None else ""
    if calendar is not None and (calendar.writable or calendar.may_change):
        return messages.sentence(Why.MAY_NOT_DELETE, {"calendar": name}).text
    return _tr("‘{calendar}’ is read-only.").format(calendar=name)
