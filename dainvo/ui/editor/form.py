"""The fields of an event as one page, and what is wrong with them.

Makes a draft of what the fields say; saving, asking and leaving are the editor's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from dainvo.errors import Why
from dainvo.ical.default_alarms import default_alarms
from dainvo.ical.event import CollectionId, Event, EventDraft
from dainvo.store.reader import Reader
from dainvo.ui import messages, mirror
from dainvo.ui.bridge import Bridge
from dainvo.ui.chips import Chip
from dainvo.ui.controls import column, grown, label_for, line
from dainvo.ui.editor.busy_line import BusyLine
from dainvo.ui.editor.calendar_box import CalendarBox
from dainvo.ui.editor.fields import TitleField
from dainvo.ui.editor.meeting_row import MeetingRow
from dainvo.ui.editor.more_fields import LABEL_WIDTH, MoreFields
from dainvo.ui.editor.people import PeopleField
from dainvo.ui.editor.place_field import PlaceField
from dainvo.ui.editor.reminders import Reminders
from dainvo.ui.editor.repeat_row import RepeatRow
from dainvo.ui.editor.when_row import WhenRow
from dainvo.ui.notice import ErrorLine
from dainvo.ui.switch import Switch


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that keeps the event from being saved."""

    field: QWidget
    text: str


class Notes(QPlainTextEdit):
    """The description; Tab leaves it (X09)."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(grown(76))

    def text(self) -> str:
        """What stands there. `toPlainText` would make spaces of no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # saves
        else:
            super().keyPressEvent(event)


class Form(QWidget):
    """`changed` comes with every edit by the user, `resized` when a part unfolds or folds."""

    changed = Signal()
    resized = Signal()

    def __init__(
        self,
        bridge: Bridge,
        reader: Reader,
        now: datetime,
        *,
        categories: str = "",
        alarms: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`categories` and `alarms` are what the settings keep of them."""
        super().__init__(parent)
        self._draft: EventDraft | None = None
        self._shown: dict[str, Any] = {}  # what the fields said of it before anything was changed
        self._categories, self._default_alarms = categories, alarms
        self._usual_of: tuple[CollectionId, bool] | None = None  # whose reminders a new event has, if none were chosen
        self._rows: dict[QWidget, tuple[QWidget, QWidget]] = {}  # by the field that the label leads to
        self._link_as_place = ""  # the join link in LOCATION, which the row above shows better
        self._asked = False  # Save was tried: a missing title counts from then on
        self.title = TitleField(self.tr("Title"))
        self.title_error = ErrorLine()
        self.calendar = CalendarBox()
        self.when = WhenRow(now.astimezone(reader.zone).date(), reader.zone)
        self.busy = BusyLine()
        self.repeat = RepeatRow()
        self.meeting = MeetingRow(bridge)
        self.place = PlaceField(reader.places)
        self.people = PeopleField()
        self.people_error = ErrorLine()
        self.reminders = Reminders()
        self.notes = Notes()
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setPlaceholderText(self.tr("Notes, links, agenda"))
        self.more = MoreFields()
        self._labels: list[QLabel] = []
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(19, 16, 19, 18)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(16)
        titled = QVBoxLayout()
        titled.setSpacing(2)
        titled.addWidget(self.title)
        titled.addWidget(self.title_error)
        head.addLayout(titled, 1)
        head.addLayout(column(grown(4), self.calendar, None))  # beside the middle of the title, also above an error
        outer.addLayout(head)
        outer.addSpacing(14)
        when = QVBoxLayout()
        when.setSpacing(0)
        when.addWidget(self.when)
        when.addWidget(self.busy)
        people = QVBoxLayout()
        people.setSpacing(2)
        people.addWidget(self.people)
        people.addWidget(self.people_error)
        self._group(
            outer,
            (self.tr("&When"), when, self.when.start_day),
            (self.tr("&Repeat"), self.repeat, self.repeat.box),
        )
        outer.addSpacing(14)
        outer.addWidget(line())
        outer.addSpacing(14)
        self._group(
            outer,
            (self.tr("Online &meeting"), self.meeting, self.meeting.switch),
            (self.tr("&Place"), self.place, self.place.line),
            (self.tr("P&eople"), people, self.people.entry),
        )
        outer.addSpacing(14)
        outer.addWidget(line())
        outer.addSpacing(14)
        self._group(
            outer,
            (self.tr("Re&minders"), self.reminders, self.reminders.plus),
            (self.tr("&Notes"), self.notes, self.notes),
        )
        outer.addSpacing(10)
        outer.addWidget(self.more)
        outer.addStretch(1)
        wide = max(grown(LABEL_WIDTH), *(label.sizeHint().width() for label in self._labels))
        for label in self._labels:
            label.setFixedWidth(wide)  # one column through all groups, also where words are longer

    def _group(self, outer: QVBoxLayout, *rows: tuple[str, QWidget | QBoxLayout, QWidget]) -> None:
        grid = QGridLayout()
        outer.addLayout(grid)  # first: what moves into another widget with all its parts is styled once more
        grid.setHorizontalSpacing(16 - Switch.MARGIN)
        grid.setVerticalSpacing(10)
        grid.setColumnMinimumWidth(0, grown(LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        for place, (text, field, buddy) in enumerate(rows):
            label = label_for(text, buddy, height=grown(30 if field is self.meeting else 28))
            self._labels.append(label)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            holder = QWidget(self)
            held = QHBoxLayout(holder)
            ring = Switch.MARGIN if field is self.meeting else Chip.MARGIN if field is self.reminders else 0
            held.setContentsMargins(*mirror.sides(Switch.MARGIN - ring, 0, 0, 0))  # the ring stands left of the column
            if isinstance(field, QWidget):
                held.addWidget(field)
            else:
                held.addLayout(field)
            grid.addWidget(holder, place, 1)
            self._rows[buddy] = (label, holder)

    def _connect(self) -> None:
        edited = self._edited
        self.title.textEdited.connect(lambda _text: edited())
        self.place.edited.connect(edited)
        self.notes.textChanged.connect(edited)
        self.calendar.picked.connect(lambda _id: self._calendar_picked())
        self.when.changed.connect(self._moved)
        self.repeat.changed.connect(edited)
        self.repeat.zone_wanted.connect(self.when.show_zone)
        self.repeat.start_wanted.connect(self.when.move_to)
        self.people.changed.connect(edited)
        self.reminders.changed.connect(edited)
        self.more.changed.connect(edited)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

    def load(self, draft: EventDraft, event: Event | None) -> None:
        """Show `draft`."""
        self._draft = None  # nothing that follows is an edit
        self.title.setText(draft.summary)
        self.title.setCursorPosition(0)
        self.when.set_times(draft.start, draft.end)
        self.repeat.set_rule(draft.rrule, draft.start)
        if event is not None:
            self.repeat.set_dates(event.dates, event.recurrence_id, event.series_start)
        link = event.meeting.join_url if event is not None and event.meeting is not None else ""
        self._link_as_place = draft.location if draft.location and draft.location == link else ""
        self.place.set_text("" if self._link_as_place else draft.location)
        organizer = event.organizer.address if event is not None and event.organizer is not None else ""
        self.people.set_people(draft.attendees, organizer=organizer)
        self.reminders.set_all_day(draft.all_day)
        self.reminders.set_alarms(draft.alarms)
        self.notes.setPlainText(draft.description)
        self.more.load(draft, self._categories)
        self._usual_of = (draft.collection, draft.all_day) if event is None else None
        self._draft = draft
        self._shown = self._said(draft)

    def set_read_only(self) -> None:
        """A viewer: everything can be read and copied, nothing changed."""
        self.title.setReadOnly(True)
        self.place.set_read_only()
        self.notes.setReadOnly(True)
        self.calendar.setEnabled(False)
        self.when.set_read_only()
        draft = self._draft
        if draft is not None:
            self.repeat.set_rule(draft.rrule, draft.start, read_only=True)
            self.people.set_people(draft.attendees, read_only=True)
            self.reminders.set_alarms(draft.alarms, read_only=True)
            empty: tuple[tuple[QWidget, object], ...] = (
                (self.repeat.box, draft.rrule),
                (self.place.line, draft.location),
                (self.people.entry, draft.attendees),
                (self.reminders.plus, draft.alarms),
                (self.notes, draft.description),
            )
            for buddy, filled in empty:
                for part in self._rows[buddy]:
                    part.setVisible(bool(filled))
            self.more.load(draft, self._categories, read_only=True)

    def reset_times(self) -> None:
        """Start, end and repetition as they were when the event was opened."""
        if self._draft is not None:
            self.when.set_times(self._draft.start, self._draft.end)
            self.repeat.set_rule(self._draft.rrule, self._draft.start)
            self._moved()

    def draft(self) -> EventDraft:
        """What was loaded, with what was changed in the fields since: what they cannot show stays as it came (A23). The
        meeting is left to the editor."""
        if self._draft is None:
            raise ValueError("nothing is loaded")
        said = self._said(self._draft).items()
        changed = {name: value for name, value in said if not _same(value, self._shown[name])}
        return replace(self._draft, **changed, **self.more.changes())

    def _said(self, draft: EventDraft) -> dict[str, Any]:
        times = self.when.times()
        return {
            "collection": self.calendar.current() or draft.collection,
            "summary": self.title.text().strip(),
            "start": times.start,
            "end": times.end,
            "location": self.place.text().strip() or self._link_as_place,
            "description": self.notes.text(),
            "rrule": self.repeat.rule(),
            "dates": self.repeat.date_wishes(),
            "attendees": self.people.people(),
            "alarms": self.reminders.alarms(),
        }

    def faults(self, *, saving: bool = False, link: str = "") -> list[Fault]:
        """What keeps the event from being saved, from top to bottom, also shown at the fields.

        `link` is what is wrong with the link of the online meeting.
        """
        self._asked = self._asked or saving
        found: list[Fault] = []
        makes = self.meeting.switch.isChecked() and not self.meeting.state.field
        untitled = self._asked and makes and not self.title.text().strip()
        text = messages.sentence(Why.NO_TITLE).text.rstrip(".") if untitled else ""
        self.title.mark(untitled)
        self.title_error.tell(text)
        if untitled:
            found.append(Fault(self.title, text))
        if self.when.problem:
            found.append(Fault(self.when.wrong_field(), self.when.problem))
        if self.repeat.problem:
            found.append(Fault(self.repeat.wrong_field(), self.repeat.problem))
        self.meeting.mark_link(link if self._asked else "")
        if link and self._asked:
            found.append(Fault(self.meeting.link, link))
        wrong = self.people.wrong_address()
        text = self.tr("“{address}” is no e-mail address").format(address=wrong) if wrong else ""
        self.people_error.tell(text)
        if wrong:
            found.append(Fault(self.people.entry, text))
        if self.more.problem:
            found.append(Fault(self.more.wrong_field(), self.more.problem))
        return found

    def _moved(self) -> None:
        times = self.when.times()
        self.repeat.set_start(times.start)
        self.reminders.set_all_day(not isinstance(times.start, datetime))
        self._follow_reminders()
        self.more.set_all_day(not isinstance(times.start, datetime))
        self._edited()

    def _calendar_picked(self) -> None:
        self._follow_reminders()
        self._edited()

    def _follow_reminders(self) -> None:
        """A new event whose reminders are still the usual ones has those of its calendar and kind (E26)."""
        if self._usual_of is None:
            return
        before = default_alarms(self._default_alarms, self._usual_of[0], all_day=self._usual_of[1])
        self._usual_of = (self.calendar.current(), self.when.all_day.isChecked())
        if self.reminders.alarms() == before:
            usual = default_alarms(self._default_alarms, self._usual_of[0], all_day=self._usual_of[1])
            self.reminders.set_alarms(usual)

    def _edited(self) -> None:
        if self._draft is not None:
            self.changed.emit()


def _same(a: object, b: object) -> bool:
    """Whether two values are one; a moment in another zone is another one."""
    return a == b and getattr(a, "tzinfo", None) is getattr(b, "tzinfo", None)
