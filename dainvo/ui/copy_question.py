"""Drops a copy of an event at another time; asks first what becomes of its meeting (D7).

A copy that would invite people opens as a draft instead: nobody gets mail unless that is confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from dainvo.errors import DainvoError
from dainvo.ical.event import Event, EventDraft, Online
from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui import copying, messages, moving, toasts
from dainvo.ui.controls import button, plain, row, set_face
from dainvo.ui.editor.questions import Option, Options
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge


class Cards(Protocol):
    """What copying needs of `cards.Cards`."""

    def default_collection(self) -> CollectionId | None: ...
    def edit_draft(self, draft: EventDraft) -> None: ...
    def undo(self) -> None: ...


class CopyQuestion(Sheet):
    """New meeting, the same link or none, where `link` is that of the original; whether the people are asked again."""

    chosen = Signal(object, bool)  # Online, whether its people are invited to it

    def __init__(self, parent: QWidget, link: str, *, number: int = 1, people: int = 0) -> None:
        super().__init__(parent, _tr("Copy event"), width=420, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._options: dict[Online, Option] = {}
        self.people: QCheckBox | None = None
        asked = self.tr("The copied event has a Zoom meeting")
        if number > 1:
            asked = (
                self.tr("The copied events have Zoom meetings") if link else self.tr("The copied events have guests")
            )
        self.body.addWidget(plain(asked, role="dialog", wrap=True))
        if link:
            self._add_options(link)
        if people:
            self.people = QCheckBox()
            set_face(self.people, self.tr("&Invite their guests ({n})").format(n=people))
            self.body.addSpacing(12)
            self.body.addWidget(self.people)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button = button(self.tr("&Copy"), "primary")
        self.accept_button.clicked.connect(self._answer)
        self.foot.addLayout(row(cancel, None, self.accept_button))
        if link:
            self.new.radio.setFocus()

    def _add_options(self, link: str) -> None:
        self.new = Option(self.tr("&New meeting"), self.tr("Made for the copy alone"))
        self.same = Option(self.tr("&Same link"), link)
        self.none = Option(self.tr("N&one"), self.tr("The copy has no online meeting"))
        self._options = {Online.ZOOM: self.new, Online.OTHER: self.same, Online.NONE: self.none}
        options = Options()
        for option in self._options.values():
            options.add(option)
        self.body.addSpacing(12)
        self.body.addLayout(options)
        self.new.radio.setChecked(True)

    def take_key(self, event: QKeyEvent) -> bool:
        answers = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if answers:
            self._answer()
        return answers

    def _answer(self) -> None:
        chosen = (online for online, option in self._options.items() if option.radio.isChecked())
        invited = self.people is not None and self.people.isChecked()
        self.accept()
        self.chosen.emit(next(chosen, Online.NONE), invited)


def ask_several(
    window: QWidget, drafts: Sequence[EventDraft], links: Sequence[str], add: Callable[[list[EventDraft]], None]
) -> None:
    """Add copies with what was decided about their meetings and guests; nothing is asked where there are none."""
    meeting = [bool(link) and draft.online is Online.ZOOM for draft, link in zip(drafts, links, strict=True)]
    people = sum(len(draft.attendees) for draft in drafts)

    def go(online: Online, invited: bool) -> None:
        made = []
        for draft, link, has in zip(drafts, links, meeting, strict=True):
            wish = replace(draft.wish, link=link if has and online is Online.OTHER else "")
            guests = draft.attendees if invited else ()
            made.append(replace(draft, online=online if has else Online.NONE, wish=wish, attendees=guests))
        add(made)

    if not any(meeting) and not people:
        go(Online.NONE, False)
        return
    link = next((link for link, has in zip(links, meeting, strict=True) if has), "")
    question = CopyQuestion(window, link, number=len(drafts), people=people)
    question.chosen.connect(go)
    question.open()


def copy_to(
    cards: Cards,
    window: QWidget,
    bridge: Bridge,
    reader: Reader,
    event: Occurrence,
    start: datetime | date,
    end: datetime | date,
) -> None:
    """A copy of `event` at another time: of a series only this date."""
    found = _read(window, reader, event)
    if found is None:
        return
    writable = {one.id for one in reader.collections() if one.writable}
    home = found.draft.collection if found.draft.collection in writable else cards.default_collection()
    if home is None:
        toasts.say(window, _tr("There is no calendar here that you can write to."))
        return
    draft = moving.moved(replace(copying.copied(found, home), rrule=""), start, end)
    if draft.attendees:
        cards.edit_draft(draft)
        return

    def save(online: Online, _invited: bool = False) -> None:
        link = found.meeting.join_url if found.meeting is not None and online is Online.OTHER else ""
        _save(window, bridge, replace(draft, online=online, wish=replace(draft.wish, link=link)), cards.undo)

    if found.meeting is None or draft.online is not Online.ZOOM:
        save(Online.NONE)
        return
    question = CopyQuestion(window, found.meeting.join_url)
    question.chosen.connect(save)
    question.open()


def _read(window: QWidget, reader: Reader, event: Occurrence) -> Event | None:
    try:
        return reader.event(event.resource, event.recurrence_id)
    except DainvoError as failure:
        toasts.say(window, messages.explain(failure).both)
        return None


def _save(window: QWidget, bridge: Bridge, draft: EventDraft, undo: Callable[[], None]) -> None:
    said = _tr("‘{title}’ is copied").format(title=draft.summary.strip() or _tr("(no title)"))
    bridge.run(
        "events.save_event",
        draft,
        ok=lambda _saved: toasts.say(window, said, toasts.Action(_tr("Undo"), undo, undoes=True)),
        err=lambda failure: toasts.say(window, messages.explain(failure).both),
        owner=window,
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("CopyQuestion", text)
