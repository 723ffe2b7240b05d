"""What Save would make of the online meeting of an event as it is typed, kept while its times and rule stay.

Asks nobody and shows nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from dainvo.errors import DainvoError
from dainvo.ical.event import Event, EventDraft, Meeting, MeetingState, Scope
from dainvo.store.reader import Reader
from dainvo.ui.accounts.zoom_info import Zoom

if TYPE_CHECKING:
    from dainvo.engine.values import Outlook

MANAGED = frozenset(MeetingState) - {MeetingState.FOREIGN, MeetingState.OTHER_HOST, MeetingState.NOT_CONNECTED}


def is_managed(meeting: Meeting | None) -> bool:
    """Whether it is a Zoom meeting that Dainvo keeps in step with its event."""
    return meeting is not None and meeting.state in MANAGED and meeting.provider == "zoom"


class LookAhead:
    """Of one editor."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._seen: tuple[object, ...] = ()
        self._outlook: Outlook | None = None

    def of(self, draft: EventDraft, event: Event | None, now: datetime, zoom: Zoom | None) -> Outlook | None:
        """None without an account, with which nothing is made, and for times that are half typed."""
        if zoom is None:
            return None
        meeting = event.meeting if event is not None else None
        untimed = zoom.series_no_fixed_time
        seen = (draft.start, draft.end, draft.rrule, now.replace(second=0, microsecond=0), meeting, untimed)
        if seen != self._seen:
            self._seen = seen
            try:
                self._outlook = self._made(draft, event, now, untimed=untimed)
            except DainvoError:
                self._outlook = None  # the field says what is wrong
        return self._outlook

    def _made(self, draft: EventDraft, event: Event | None, now: datetime, *, untimed: bool) -> Outlook:
        from dainvo.engine.outlook import outlook
        from dainvo.ical import edit
        from dainvo.ical.event import Uid

        zone = self._reader.zone
        if event is None:
            text = edit.create(draft, uid=Uid("draft"), now=now)
            return outlook(text, now, zone, series_no_fixed_time=untimed)
        present = event.meeting if is_managed(event.meeting) else None
        same_rule = draft.rrule == event.draft.rrule
        scope = Scope.THIS if same_rule and event.recurrence_id else Scope.ALL
        text = self._reader.text(event.resource)
        if draft != event.draft:
            text = edit.apply(text, draft, scope=scope, recurrence_id=event.recurrence_id, now=now)
        found = outlook(text, now, zone, present=present, series_no_fixed_time=untimed)
        untouched = same_rule and (draft.start, draft.end) == (event.draft.start, event.draft.end)
        return replace(found, loses_time=found.loses_time and not untouched)
