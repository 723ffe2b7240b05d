"""The one question about several events: which dates of series are meant, what becomes of their meetings (K19, E14).

Changes nothing; the answer comes as a signal, Esc leaves all as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from dainvo.ical.event import Event, Online, Scope
from dainvo.ui.controls import Glyph, button, plain, row, set_face
from dainvo.ui.editor import effects, phrases
from dainvo.ui.editor.questions import Option, Options
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.store.reader import Reader

_LISTED = 5


class SeveralSheet(Sheet):
    """`asks` is the question of a change; without one it is whether to delete them. `chosen` carries the scope for
    those that repeat, and whether meetings of ours are deleted too."""

    chosen = Signal(object, bool)

    def __init__(self, parent: QWidget, events: Sequence[Event], reader: Reader, *, asks: str = "") -> None:
        super().__init__(parent, QCoreApplication.translate("SeveralSheet", "Several events"), width=440, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete = not asks
        asked = asks or self.tr("Delete {n} events?").format(n=len(events))
        self.body.addWidget(plain(asked, role="dialog", wrap=True))
        self.body.addSpacing(6)
        for event in events[:_LISTED]:
            title = event.draft.summary.strip() or self.tr("(no title)")
            said = self.tr("{title}, {when}").format(title=title, when=phrases.when_of(event.draft))
            self.body.addWidget(plain(said, role="text2", wrap=True))
        if len(events) > _LISTED:
            self.body.addWidget(plain(self.tr("and {n} more").format(n=len(events) - _LISTED), role="text2"))
        self.options: dict[Scope, Option] = {}
        self.meeting_box: QCheckBox | None = None
        self._add_scope([one for one in events if one.recurring and one.recurrence_id])
        if delete:
            self._add_meetings(_own_meetings(events))
            self._add_people(_people(events, reader))
        cancel = button(self.tr("&Keep events") if delete else self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button = button(
            self.tr("&Delete") if delete else self.tr("&Change"), "danger" if delete else "primary"
        )
        self.accept_button.clicked.connect(self._answer)
        self.foot.addLayout(row(cancel, None, self.accept_button))
        if self.options:
            self.options[Scope.THIS].radio.setFocus()
        else:
            cancel.setFocus()

    def _add_scope(self, series: Sequence[Event]) -> None:
        if not series:
            return
        faces = {
            Scope.THIS: self.tr("&Only the chosen dates"),
            Scope.FOLLOWING: self.tr("These and all &following"),
            Scope.ALL: self.tr("&All events of the series"),
        }
        named = ", ".join(dict.fromkeys(one.draft.summary.strip() or self.tr("(no title)") for one in series))
        self.body.addSpacing(12)
        self.body.addWidget(plain(self.tr("Repeating: {titles}").format(titles=named), wrap=True))
        self.body.addSpacing(4)
        options = Options()
        for scope, face in faces.items():
            self.options[scope] = Option(face, "")
            options.add(self.options[scope])
        self.options[Scope.THIS].radio.setChecked(True)
        self.body.addLayout(options)

    def _add_meetings(self, number: int) -> None:
        if number:
            self.meeting_box = QCheckBox()
            set_face(self.meeting_box, self.tr("Delete their &Zoom meetings"))
            self.meeting_box.setChecked(True)
            self.body.addSpacing(12)
            self.body.addWidget(self.meeting_box)

    def _add_people(self, number: int) -> None:
        if number:
            said = self.tr("{people} get a cancellation").format(people=phrases.people(number))
            self.body.addSpacing(10)
            self.body.addLayout(row(Glyph("mail"), plain(said), None))

    def take_key(self, event: QKeyEvent) -> bool:
        answers = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(self.options)
        if answers:
            self._answer()
        return answers

    def _answer(self) -> None:
        scope = next((scope for scope, option in self.options.items() if option.radio.isChecked()), Scope.THIS)
        with_meetings = self.meeting_box is not None and self.meeting_box.isChecked()
        self.accept()
        self.chosen.emit(scope, with_meetings)


def needed(events: Sequence[Event], reader: Reader) -> bool:
    """Whether deleting them has to be asked: they repeat, have meetings of ours, or people would hear of it."""
    if any(one.recurring and one.recurrence_id for one in events):
        return True
    return bool(_own_meetings(events) or _people(events, reader))


def _own_meetings(events: Sequence[Event]) -> int:
    return len({one.resource for one in events if one.meeting is not None and one.draft.online is Online.ZOOM})


def _people(events: Sequence[Event], reader: Reader) -> int:
    """How many people the calendar servers would mail."""
    calendars = {one.id: one for one in reader.collections() if one.schedules}
    told = 0
    for event in events:
        home = calendars.get(event.draft.collection)
        if home is not None:
            told += effects.guests(event.draft.attendees, event, effects.own_addresses(reader.accounts(), home))
    return told
