"""Another meeting that is hosted at the time of this one: most plans allow one at a time.

Reads the copy; what becomes of it is the user's choice.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dainvo.ical.event import AccountId, EventDraft, MeetingState, ResourceId
from dainvo.store.reader import Reader
from dainvo.ui.editor import phrases

_HOSTED = {MeetingState.READY, MeetingState.FOLLOWS, MeetingState.CREATING}


def overlap(reader: Reader, draft: EventDraft, own: ResourceId | None, host: AccountId | None) -> str:
    """The times of the first meeting that `host` has then, besides that of the event `own`; empty if there is none."""
    start, end = draft.start, draft.end
    if not isinstance(start, datetime) or not isinstance(end, datetime) or end <= start:
        return ""
    begin, until = (one if one.tzinfo is not None else one.replace(tzinfo=reader.zone) for one in (start, end))
    last = until.astimezone(reader.zone).date() + timedelta(days=1)
    for one in reader.occurrences(begin.astimezone(reader.zone).date(), last):
        if one.meeting not in _HOSTED or one.resource == own:
            continue
        if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
            continue
        if one.start < until and begin < one.end and _hosts(reader, host, one.resource):
            return f"{phrases.clock(one.start)}–{phrases.clock(one.end)}"
    return ""


def _hosts(reader: Reader, host: AccountId | None, resource: ResourceId) -> bool:
    """Another account may have a meeting at the same time."""
    meeting = reader.meeting(resource)
    return meeting is None or meeting.account is None or host in (None, meeting.account)
