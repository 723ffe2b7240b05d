"""Makes the times of a meeting what its event asks, its kind included, in as many calls as Zoom needs.

Knows neither links nor intents, and decides nothing about publishing: `level` and `saga` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.errors import Refused, Why
from dainvo.ical import edit
from dainvo.ical.event import NO_RECURRENCE, EventDraft, RecurrenceId
from dainvo.ical.index import Index
from dainvo.ical.resource import scan
from dainvo.store.rows import ResourceRow
from dainvo.zoom import dates, series
from dainvo.zoom.answers import MeetingType, ZoomMeeting
from dainvo.zoom.dates import Move
from dainvo.zoom.mapping import Wanted, differences, obstacle, text_differences, utc_form, wanted
from dainvo.zoom.recurrence import Reason

_TIMES: Final = ("start_time", "timezone", "duration")
#: What Zoom says when it does not change the kind of a meeting.
_KIND_REFUSED: Final = frozenset({Why.ZOOM_INVALID, Why.ZOOM_NO_PERMISSION, Why.REJECTED})
#: `dates.next_step` ends after six.
_MOST_STEPS: Final = 8


@dataclass(frozen=True, slots=True)
class Request:
    """The meeting an event asks for, and why it has no fixed time ("" if it has one)."""

    want: Wanted
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A meeting after everything was sent. `ids`: which of its dates is which of the calendar, for a series.

    `kept`: Zoom does not change its kind; `differs`: it shows another time than it was given.
    """

    meeting: ZoomMeeting
    ids: Mapping[RecurrenceId, str] = field(default_factory=dict)
    reason: str = ""
    kept: bool = False
    differs: bool = False


def request(
    desk: Desk,
    resource: ResourceRow,
    op_id: str,
    *,
    no_fixed_time: bool = False,
    series_no_fixed_time: bool = False,
    reason: str = "",
) -> Request:
    """The meeting to be made for an event; `no_fixed_time` if one without was accepted (M65, `reason` says why).

    A series that Zoom can hold exactly is one meeting with all its dates, any other one without (M15, M17).
    Raises Refused (ZOOM_OVER, ZOOM_ALREADY_BEGUN, ZOOM_NEEDS_TIME).
    """
    draft, index = draft_of(resource), scan(resource.text)
    why = obstacle(draft, desk.now(), zone=desk.zone)
    if not series.to_come(index, desk.now(), desk.zone):
        why = Why.ZOOM_OVER
    if why is Why.ZOOM_OVER or (why is not None and not no_fixed_time):
        raise Refused(why)
    want = wanted(draft, op_id=op_id, uid=resource.uid, zone=desk.zone, no_fixed_time=no_fixed_time)
    if why is not None:
        return Request(want, reason or why)
    if index.master is None or not index.master.recurring:
        return Request(want, reason if no_fixed_time else "")
    if series_no_fixed_time:
        return Request(want, Reason.BY_SETTING)
    plan = series.plan(index, desk.now(), desk.zone)
    if isinstance(plan, series.NoFixedTime):
        return Request(_without_time(want), plan.reason)
    return Request(want, reason) if no_fixed_time else Request(series.timed(want, plan))


async def bring(
    desk: Desk,
    calls: ZoomCalls,
    resource: ResourceRow,
    op_id: str,
    meeting: ZoomMeeting,
    *,
    known: Mapping[RecurrenceId, str],
    reason: str = "",
    shared: bool = False,
    keep_kind: bool = False,
    made: bool = False,
    more: Mapping[str, object] = MappingProxyType({}),
) -> Brought:
    """Send what differs between the event and its meeting, which was read just now, until nothing does.

    `known` and `reason` are from its row. `shared`: another event has the meeting too, so it can have no time.
    `keep_kind`: Zoom refused before to change its kind, and the user was asked. `made`: it was created just now with
    the dates of the event. `more`: options to send with it. Raises TryLater, NeedsUser, Refused.
    """
    draft = draft_of(resource)
    want = wanted(draft, op_id=op_id, uid=resource.uid, zone=desk.zone)
    index = scan(resource.text)
    if keep_kind and _kind(desk, draft, meeting, shared=shared, recurring=_recurs(resource)) != meeting.type:
        return Brought(await _texts(calls, want, meeting, more), known, reason, kept=True)
    if _recurs(resource) and not shared:
        meeting = await _texts(calls, want, meeting, more) if more else meeting
        tried = (Move.WHOLE,) if made else ()
        return await _series(desk, calls, want, index, meeting, known=known, reason=reason, tried=tried)
    return await _single(desk, calls, draft, want, meeting, shared=shared, reason=reason, more=more)


async def _series(
    desk: Desk,
    calls: ZoomCalls,
    want: Wanted,
    index: Index,
    meeting: ZoomMeeting,
    *,
    known: Mapping[RecurrenceId, str],
    reason: str,
    tried: tuple[Move, ...],
) -> Brought:
    ids = known
    for _ in range(_MOST_STEPS):
        step = dates.next_step(want, index, meeting, desk.now(), desk.zone, known=ids, tried=tried)
        if step.move is None:
            return Brought(meeting, step.ids, _reason(desk, index, meeting, reason))
        if step.move is Move.ASK:
            return Brought(meeting, {}, reason, kept=True)
        tried = (*tried, step.move)
        if step.body:
            await _change_kind(calls, meeting, step.body)
        for one in step.corrections:
            if one.slot is None:
                await calls.meetings.delete_occurrence(meeting.id, one.occurrence_id)
            else:
                await calls.meetings.update_occurrence(meeting.id, one.occurrence_id, one.changes)
        ids = step.ids or ids
        reason = str(step.reason) if step.reason is not None else reason
        meeting = await calls.meetings.read(meeting.id)
    return Brought(meeting, ids, reason, kept=True)


def _reason(desk: Desk, index: Index, meeting: ZoomMeeting, before: str) -> str:
    """Why the meeting of a series has no fixed time; that it fits by now gives none: it stays so."""
    if meeting.type != MeetingType.NO_FIXED_TIME:
        return ""
    plan = series.plan(index, desk.now(), desk.zone)
    if isinstance(plan, series.NoFixedTime) and (not before or before in set(Reason) - _CHOSEN):
        return str(plan.reason)
    return before


_CHOSEN: Final = {Reason.BY_SETTING, Reason.CHECK_FAILED}


async def _single(
    desk: Desk,
    calls: ZoomCalls,
    draft: EventDraft,
    want: Wanted,
    meeting: ZoomMeeting,
    *,
    shared: bool,
    reason: str,
    more: Mapping[str, object],
) -> Brought:
    """At most twice: the second time with the start in UTC, if it came out wrong."""
    kind = _kind(desk, draft, meeting, shared=shared, recurring=False)
    if kind == MeetingType.NO_FIXED_TIME:
        why = obstacle(draft, desk.now(), zone=desk.zone)
        want = _without_time(want)
        reason = str(Reason.THIS_AND_FUTURE) if shared else str(why or reason)
    else:
        reason = ""
    changes = _sendable(desk.now(), want, differences(want, meeting)) | dict(more)
    if not changes:
        return Brought(meeting, reason=reason, kept=meeting.type != kind)
    await _change_kind(calls, meeting, changes)
    meeting = await calls.meetings.read(meeting.id)
    if meeting.type != kind:
        return Brought(meeting, reason=reason, kept=True)
    if _times_left(desk, want, meeting):
        await calls.meetings.update(meeting.id, utc_form(want))
        meeting = await calls.meetings.read(meeting.id)
    return Brought(meeting, reason=reason, differs=_times_left(desk, want, meeting))


async def _texts(calls: ZoomCalls, want: Wanted, meeting: ZoomMeeting, more: Mapping[str, object]) -> ZoomMeeting:
    changes = text_differences(want, meeting) | dict(more)
    if not changes:
        return meeting
    await calls.meetings.update(meeting.id, changes)
    return await calls.meetings.read(meeting.id)


async def _change_kind(calls: ZoomCalls, meeting: ZoomMeeting, body: Mapping[str, object]) -> None:
    """PATCH; a refusal to change the kind shows in the GET that follows."""
    try:
        await calls.meetings.update(meeting.id, body)
    except Refused as error:
        if error.why not in _KIND_REFUSED or body.get("type") in (None, meeting.type):
            raise


def _kind(desk: Desk, draft: EventDraft, meeting: ZoomMeeting, *, shared: bool, recurring: bool) -> int:
    """The kind that the event asks of a meeting that exists; a series' is only told from a single event's."""
    if shared:
        return MeetingType.NO_FIXED_TIME
    if recurring:
        return MeetingType.SERIES if meeting.type == MeetingType.SCHEDULED else meeting.type
    why = obstacle(draft, desk.now(), zone=desk.zone)
    no_time = why is Why.ZOOM_NEEDS_TIME or (why is not None and meeting.type == MeetingType.NO_FIXED_TIME)
    if no_time:
        return MeetingType.NO_FIXED_TIME
    # Of one that uses the personal id, or was begun at once, nothing but the time is ours to change.
    return meeting.type if meeting.type in (MeetingType.INSTANT, MeetingType.PERSONAL) else MeetingType.SCHEDULED


def shows_other_time(
    desk: Desk, resource: ResourceRow, meeting: ZoomMeeting, *, known: Mapping[RecurrenceId, str]
) -> bool:
    """Whether a meeting with fixed times, as Zoom shows it, is at other times than its event. Sends nothing."""
    draft = draft_of(resource)
    if meeting.type == MeetingType.SERIES and _recurs(resource):
        places = series.places(scan(resource.text), desk.now(), desk.zone)
        return places is not None and bool(dates.check(places, meeting.occurrences, desk.now(), known))
    if meeting.type != MeetingType.SCHEDULED or _recurs(resource):
        return False
    if obstacle(draft, desk.now(), zone=desk.zone) is not None:
        return False
    return _times_left(desk, wanted(draft, op_id="", uid=resource.uid, zone=desk.zone), meeting)


def _times_left(desk: Desk, want: Wanted, meeting: ZoomMeeting) -> bool:
    left = _sendable(desk.now(), want, differences(want, meeting))
    return want.start is not None and any(name in left for name in _TIMES)


def _sendable(now: datetime, want: Wanted, changes: dict[str, object]) -> dict[str, object]:
    """Without times that Zoom ignores because they are past."""
    if want.start is not None and want.start <= now and "type" not in changes:
        return {name: value for name, value in changes.items() if name not in _TIMES}
    return changes


def _without_time(want: Wanted) -> Wanted:
    return Wanted(want.topic, want.agenda, MeetingType.NO_FIXED_TIME)


def _recurs(resource: ResourceRow) -> bool:
    master = scan(resource.text).master
    return master is not None and master.recurring


def draft_of(resource: ResourceRow) -> EventDraft:
    """The event as its whole, a series as its master."""
    return edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
