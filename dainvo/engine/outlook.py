"""What Save would make of the online meeting of a draft, told before Save (M17, M65, M72, D2).

Pure: asks nobody, changes nothing, and reads no clock.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dainvo.engine.values import Outlook
from dainvo.errors import Why
from dainvo.ical import edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, Meeting, MeetingState
from dainvo.ical.index import Index
from dainvo.ical.resource import scan
from dainvo.zoom import series
from dainvo.zoom.mapping import obstacle
from dainvo.zoom.recurrence import Reason

#: A series whose dates run out keeps its meeting as it is; nothing has to be said.
_BY_TIME = (Reason.TOO_FEW, Reason.MOVED_FROM_PAST)


def outlook(
    text: str, now: datetime, zone: ZoneInfo, *, present: Meeting | None = None, series_no_fixed_time: bool = False
) -> Outlook:
    """What the meeting of the event `text`, as it would be saved, is going to be; `zone` is the computer's.

    `present`: the meeting it has that Dainvo keeps in step, None if it has none. `series_no_fixed_time`: the account's
    option of that name.
    """
    draft = edit.read(text, NO_RECURRENCE, collection=CollectionId(0)).draft
    index = scan(text)
    recurring = index.master is not None and index.master.recurring
    why = obstacle(draft, now, zone=zone)
    if recurring and why is None and present is None and not series.to_come(index, now, zone):
        why = Why.ZOOM_OVER
    if present is None:
        if why is Why.ZOOM_OVER:
            return Outlook("none", reason=why)
        if why is not None:
            return Outlook("no_fixed_time", reason=why, offered=True)
        if not recurring:
            return Outlook("scheduled")
        reason = Reason.BY_SETTING if series_no_fixed_time else _why_not_exact(index, now, zone)
        return Outlook("no_fixed_time", reason=reason) if reason else Outlook("series")
    return _of_present(index, now, zone, present, why, recurring=recurring)


def _of_present(
    index: Index, now: datetime, zone: ZoneInfo, present: Meeting, why: Why | None, *, recurring: bool
) -> Outlook:
    untimed = present.state is MeetingState.NO_FIXED_TIME
    if untimed and present.reason == Reason.THIS_AND_FUTURE:  # the other part of the series has it, too
        return Outlook("no_fixed_time", reason=Reason.THIS_AND_FUTURE)
    if why is Why.ZOOM_NEEDS_TIME:
        return Outlook("no_fixed_time", reason=why, loses_time=not untimed)
    if recurring:
        reason = _why_not_exact(index, now, zone)
        if untimed:
            return Outlook("no_fixed_time", reason=reason)
        loses = bool(reason) and reason not in _BY_TIME
        return Outlook("no_fixed_time", reason=reason, loses_time=True) if loses else Outlook("series")
    if untimed and why is not None:
        return Outlook("no_fixed_time", reason=why)
    return Outlook("scheduled", regains_time=untimed)


def _why_not_exact(index: Index, now: datetime, zone: ZoneInfo) -> str:
    plan = series.plan(index, now, zone)
    return str(plan.reason) if isinstance(plan, series.NoFixedTime) else ""
