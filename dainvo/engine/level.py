"""Compares a meeting at Zoom with its event and sends only what differs; guards meetings that are not ours.

Makes and deletes nothing: `saga` does.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime

from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.engine.wishes import is_second_user, shares_with_other_part
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical import conference, edit
from dainvo.ical.event import NO_RECURRENCE, State
from dainvo.store.rows import IntentRow, MeetingRow, MeetingStanding, ResourceRow
from dainvo.zoom.answers import MeetingType, ZoomMeeting
from dainvo.zoom.mapping import Wanted, differences, has_marker, marker, obstacle, utc_form, wanted

_TIMES = ("start_time", "timezone", "duration")


def event_of(desk: Desk, intent: IntentRow) -> ResourceRow | None:
    """The event an intent is about, in its own calendar first; None if it is gone or to be deleted."""
    rows = [row for row in desk.store.resource_by_uid(intent.uid) if row.state is not State.DELETED]
    rows.sort(key=lambda row: row.collection != intent.collection)
    return rows[0] if rows else None


def wanted_of(desk: Desk, resource: ResourceRow, op_id: str, *, no_fixed_time: bool = False) -> Wanted:
    """The meeting that an event asks for; `no_fixed_time` if one without was accepted (M65).

    Raises Refused (ZOOM_OVER, ZOOM_ALREADY_BEGUN, ZOOM_NEEDS_TIME).
    """
    draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
    why = obstacle(draft, desk.now(), zone=desk.zone)
    if why is Why.ZOOM_OVER or (why is not None and not no_fixed_time):
        raise Refused(why)
    return wanted(draft, op_id=op_id, uid=resource.uid, zone=desk.zone, no_fixed_time=why is not None)


async def level(desk: Desk, calls: ZoomCalls, resource: ResourceRow) -> None:
    """One look at the meeting of an event that its calendar server has: GET, PATCH what differs, GET again.

    A meeting that is gone, or another host's, is noted on its row and left: the user is asked (M24).
    Raises TryLater, NeedsUser, Refused.
    """
    row = desk.store.meeting(resource.uid, resource.collection)
    if row is None or not row.meeting_id:
        return
    try:
        meeting = await calls.meetings.read(row.meeting_id)
        if not is_second_user(desk, row):
            _own(desk, row, meeting, resource)
            meeting = await _adjust(desk, calls, resource, row, meeting)
    except Refused as error:
        if error.why not in (Why.ZOOM_MEETING_GONE, Why.ZOOM_OTHER_HOST):
            raise
        gone = error.why is Why.ZOOM_MEETING_GONE
        standing = MeetingStanding.MISSING if gone else MeetingStanding.OTHER_HOST
        desk.store.put_meeting(dataclasses.replace(row, standing=standing))
        return
    _take_link(desk, resource, row, meeting)


async def _adjust(
    desk: Desk, calls: ZoomCalls, resource: ResourceRow, row: MeetingRow, meeting: ZoomMeeting
) -> ZoomMeeting:
    """Send what differs, at most twice: the second time with the start in UTC, if it came out wrong."""
    draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
    stays_so = meeting.type == MeetingType.NO_FIXED_TIME and row.type == MeetingType.NO_FIXED_TIME
    want = wanted(
        draft,
        op_id=row.op_id,
        uid=resource.uid,
        zone=desk.zone,
        no_fixed_time=stays_so or shares_with_other_part(desk, row, resource.text),
    )
    changes = _sendable(desk.now(), want, differences(want, meeting))
    if not changes:
        return meeting
    await calls.meetings.update(meeting.id, changes)
    meeting = await calls.meetings.read(meeting.id)
    left = _sendable(desk.now(), want, differences(want, meeting))
    if any(name in left for name in _TIMES) and want.start is not None:
        await calls.meetings.update(meeting.id, utc_form(want))
        meeting = await calls.meetings.read(meeting.id)
    return meeting


def _sendable(now: datetime, want: Wanted, changes: dict[str, object]) -> dict[str, object]:
    """Without times that Zoom ignores because they are past."""
    if want.start is not None and want.start <= now:
        return {name: value for name, value in changes.items() if name not in _TIMES}
    return changes


def _take_link(desk: Desk, resource: ResourceRow, row: MeetingRow, meeting: ZoomMeeting) -> None:
    """Zoom is right about link and passcode (D9): a changed one replaces the old one in the event."""
    fresh = dataclasses.replace(
        row,
        type=meeting.type,
        join_url=meeting.join_url,
        passcode=meeting.passcode or row.passcode,
        standing=MeetingStanding.OK,
    )
    if fresh != row:
        desk.store.put_meeting(fresh)
    # The user may have gone on while Zoom was asked.
    rows = desk.store.resource_by_uid(resource.uid)
    shown = next((one for one in rows if one.id == resource.id and one.state is not State.DELETED), None)
    link = conference.find(shown.text) if shown is not None else None
    if shown is None or link is None or link.meeting_id != meeting.id or link.join_url == meeting.join_url:
        return
    renewed = dataclasses.replace(link, join_url=meeting.join_url, passcode=fresh.passcode)
    text = conference.attach(shown.text, renewed, now=desk.now())
    if text != shown.text:
        desk.publish_touched([desk.store.edit_local(resource.id, text, by_program=True)])


def _own(desk: Desk, row: MeetingRow, meeting: ZoomMeeting, resource: ResourceRow) -> None:
    """The guard before a PATCH: made or adopted here, or provably this event's. Raises Refused(ZOOM_OTHER_HOST)."""
    if row.made_here or row.adopted_here:
        return
    user_id = ""
    if row.account is not None:
        user_id = str(desk.store.account(row.account).detail.get("user_id", ""))
    users = desk.store.uids_with_meeting(row.meeting_id)
    if (
        not user_id
        or meeting.host_id != user_id
        or not row.op_id
        or not has_marker(meeting.agenda, marker(row.op_id, resource.uid))
        or any(uid != resource.uid for uid in users)
    ):
        raise Refused(Why.ZOOM_OTHER_HOST)


async def guard(desk: Desk, calls: ZoomCalls, intent: IntentRow) -> None:
    """The same before a DELETE. Raises Refused(ZOOM_OTHER_HOST), TryLater, NeedsUser."""
    row = desk.store.meeting(intent.uid, intent.collection)
    if row is not None and row.meeting_id == intent.meeting_id and (row.made_here or row.adopted_here):
        return
    noted = json.loads(intent.body) if intent.body else {}
    if isinstance(noted, dict) and noted.get("made_here") is True:
        return
    op_id = str(noted.get("op_id", "")) if isinstance(noted, dict) else ""
    if intent.account is None:
        raise NeedsUser(Why.ZOOM_NOT_CONNECTED)
    try:
        meeting = await calls.meetings.read(intent.meeting_id)
    except Refused as error:
        if error.why is Why.ZOOM_MEETING_GONE:
            return
        raise
    user_id = str(desk.store.account(intent.account).detail.get("user_id", ""))
    mine = bool(user_id) and meeting.host_id == user_id
    if not (mine and op_id and has_marker(meeting.agenda, marker(op_id, intent.uid))):
        raise Refused(Why.ZOOM_OTHER_HOST)


def in_use(desk: Desk, intent: IntentRow) -> bool:
    """Whether an event still publishes the meeting: another one, or this one since a server brought the link back."""
    if any(uid != intent.uid for uid in desk.store.uids_with_meeting(intent.meeting_id)):
        return True
    return is_published(desk, intent)


def is_published(desk: Desk, intent: IntentRow) -> bool:
    """Whether the event of the intent itself carries the meeting."""
    for row in desk.store.resource_by_uid(intent.uid):
        link = conference.find(row.text) if row.state is not State.DELETED else None
        if link is not None and link.source != "link" and link.meeting_id == intent.meeting_id:
            return True
    return False
