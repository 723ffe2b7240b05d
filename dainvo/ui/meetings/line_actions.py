"""What the buttons of the Meetings page's lines do: make or choose an event, ask about a deletion, answer a question.

Shows menus and questions over the page; what is listed then is the page's affair.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from dainvo.engine.listed import ListedMeeting
from dainvo.store.needing import Attention
from dainvo.ui import mirror, toasts
from dainvo.ui.meetings import words
from dainvo.ui.meetings.nearest import events_near
from dainvo.ui.meetings.questions import DeleteMeeting, Review
from dainvo.ui.meetings.rows import MeetingLine, menu_at

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge


class LineActions(QObject):
    """`collection` is the calendar that is offered first for an event."""

    done = Signal()  # what is listed is not as it was
    failed = Signal(object)  # the failure

    def __init__(
        self, page: QWidget, bridge: Bridge, reader: Reader, *, now: Callable[[], datetime], collection: int
    ) -> None:
        super().__init__(page)
        self._page, self._bridge, self._reader, self._now, self._default = page, bridge, reader, now, collection

    def make(self, each: MeetingLine, place: QPoint) -> None:
        """An event for the meeting, in the only calendar there is, or the one chosen from a menu."""
        calendars = [one for one in self._reader.collections() if one.writable]
        if len(calendars) == 1:
            self._run("meetings_page.make_event", each, calendars[0].id)
            return
        menu = menu_at(self._page, place)
        for one in sorted(calendars, key=lambda one: one.id != self._default):
            action = menu.addAction(one.name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, one=one: self._run("meetings_page.make_event", each, one.id))
        if not calendars:
            menu.addAction(words.tr("No calendar here can be written to")).setEnabled(False)
        mirror.pop(menu, place)

    def link(self, each: MeetingLine, place: QPoint) -> None:
        """An event near the meeting's time, chosen from a menu."""
        menu = menu_at(self._page, place)
        menu.addSection(words.tr("Link to the event"))
        near = events_near(self._reader, each.meeting, self._now())
        for event in near:
            start = event.start if isinstance(event.start, datetime) else None
            title = (event.summary or words.tr("(no title)")).replace("&", "&&")
            action = menu.addAction(f"{title}  ·  {words.when(start)}")
            action.triggered.connect(
                lambda _on=False, event=event: self._run("meetings_page.link_meeting", each, event.resource)
            )
        if not near:
            menu.addAction(words.tr("No event without a meeting near that time")).setEnabled(False)
        mirror.pop(menu, place)

    def delete(self, each: MeetingLine) -> None:
        question = DeleteMeeting(self._page, self._bridge, each.meeting, each.time.text())
        question.deleted.connect(self.done)
        question.open()

    def review(self, attention: Attention, found: Sequence[ListedMeeting]) -> None:
        """`found`: the meetings that it may be about."""
        question = Review(self._page, self._bridge, attention, found)
        question.settled.connect(self.done)
        question.open()

    def _run(self, verb: str, each: MeetingLine, about: int) -> None:
        each.busy(True)
        self._bridge.run(
            verb,
            each.meeting.account,
            each.meeting.meeting_id,
            about,
            ok=lambda _saved: self._made(),
            err=lambda failure: self._could_not(each, failure),
            owner=self._page,
        )

    def _made(self) -> None:
        toasts.say(self._page.parentWidget() or self._page, words.tr("The event is in your calendar"))
        self.done.emit()

    def _could_not(self, each: MeetingLine, failure: BaseException) -> None:
        each.busy(False)
        self.failed.emit(failure)
