"""Compares a meeting at Zoom with its event and sends only what differs; guards meetings that are not ours.

Makes and deletes nothing: `saga` does.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import datetime
from typing import Any

from dainvo.engine import asked, invitation, zoom_times
from dainvo.engine.changes import Changes, Notice
from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.engine.wishes import (
    is_organiser,
    is_second_user,
    managed,
    shares_with_other_part,
    stands_elsewhere,
    would_mail,
)
from dainvo.engine.zoom_times import Brought, Request
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical import conference, edit
from dainvo.ical.event import NO_RECURRENCE, MeetingOptions, RecurrenceId, State
from dainvo.ical.resource import scan
from dainvo.store.rows import IntentRow, MeetingRow, MeetingStanding, ResourceRow
from dainvo.zoom import dates
from dainvo.zoom.answers import MeetingType, ZoomMeeting
from dainvo.zoom.mapping import SCOPES, Feature, create_body, has_marker, marker, times, wanted

_READ = SCOPES[Feature.READ]


def event_of(desk: Desk, intent: IntentRow) -> ResourceRow | None:
    """The event an intent is about, in its own calendar first; None if it is gone or to be deleted."""
    rows = [row for row in desk.store.resource_by_uid(intent.uid) if row.state is not State.DELETED]
    rows.sort(key=lambda row: row.collection != intent.collection)
    return rows[0] if rows else None


def request_of(desk: Desk, resource: ResourceRow, intent: IntentRow) -> Request:
    """The meeting that an event asks for with this intent. Raises Refused as `zoom_times.request`."""
    return zoom_times.request(
        desk,
        resource,
        intent.op_id,
        no_fixed_time=asked.wish_of(intent).no_fixed_time,
        series_no_fixed_time=asked.options_for(desk, intent).series_no_fixed_time,
        reason=asked.reason_of(intent),
    )


def is_as_made(desk: Desk, resource: ResourceRow, intent: IntentRow) -> bool:
    """Whether the meeting came out as asked for, and the event still asks for the same: nothing to compare then."""
    if not asked.is_clean(intent):
        return False
    try:
        request = request_of(desk, resource, intent)
    except Refused:
        return False
    sent = json.loads(intent.body)
    now = create_body(request.want)
    return all(sent.get(name) == value for name, value in now.items() if name != "settings")


async def level(desk: Desk, calls: ZoomCalls, resource: ResourceRow, *, options: MeetingOptions | None = None) -> None:
    """One look at the meeting of an event that its calendar server has: GET, PATCH what differs, GET again.

    `options`: what the user chose for this meeting since (M07).
    A meeting that is gone, or another host's, is noted on its row and left: the user is asked (M24).
    Raises TryLater, NeedsUser, Refused.
    """
    row = managed(desk, resource)  # another computer may have put another meeting into the event
    if row is None or not row.meeting_id:
        return
    try:
        meeting = await calls.meetings.read(row.meeting_id)
        brought = Brought(meeting, known_dates(row), row.reason)
        if not is_second_user(desk, row):
            _own(desk, row, meeting, resource)
            brought = await _adjust(desk, calls, resource, row, meeting, options)
    except Refused as error:
        if error.about.get("scope") == _READ and (row.made_here or row.adopted_here):
            await _trust(desk, calls, resource, row)
            return
        if error.why not in (Why.ZOOM_MEETING_GONE, Why.ZOOM_OTHER_HOST):
            raise
        gone = error.why is Why.ZOOM_MEETING_GONE
        standing = MeetingStanding.MISSING if gone else MeetingStanding.OTHER_HOST
        desk.store.put_meeting(stood(desk, row, standing, host=error.about.get("host", row.host)))
        return
    full = None
    if options.full_invitation if options is not None else conference.has_invitation(resource.text):
        full = await invitation.text_of(desk, row.account, meeting.id)
    plain = options is not None and not options.full_invitation
    _take(desk, resource, row, brought, full, plain=plain)


async def _trust(desk: Desk, calls: ZoomCalls, resource: ResourceRow, row: MeetingRow) -> None:
    """Where nothing may be read there is nothing to compare: send what the meeting should be, and believe the answer.

    The rule of a series is left as it is: whether its dates came out right could not be seen. Single ones that the
    calendar cancelled or moved are told by the ids that were seen when they could be.
    """
    draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
    timed = row.type == MeetingType.SCHEDULED and not draft.rrule
    want = wanted(draft, op_id=row.op_id, uid=resource.uid, zone=desk.zone, no_fixed_time=not timed)
    body: dict[str, object] = {"topic": want.topic, "agenda": want.agenda}
    if want.start is not None and want.start > desk.now():
        body |= times(want)
    await calls.meetings.update(row.meeting_id, body)
    if row.type == MeetingType.SERIES:
        await _trust_dates(desk, calls, resource, row)


async def _trust_dates(desk: Desk, calls: ZoomCalls, resource: ResourceRow, row: MeetingRow) -> None:
    ids = known_dates(row)
    for one in dates.exceptions(scan(resource.text), desk.now(), desk.zone, known=ids):
        if one.slot is None:
            await calls.meetings.delete_occurrence(row.meeting_id, one.occurrence_id)
        else:
            await calls.meetings.update_occurrence(row.meeting_id, one.occurrence_id, one.changes)


async def _adjust(
    desk: Desk,
    calls: ZoomCalls,
    resource: ResourceRow,
    row: MeetingRow,
    meeting: ZoomMeeting,
    options: MeetingOptions | None,
) -> Brought:
    """Send what differs, times, texts and options."""
    more = asked.changes(options, meeting)
    brought = await zoom_times.bring(
        desk,
        calls,
        resource,
        row.op_id,
        meeting,
        known=known_dates(row),
        reason=row.reason,
        shared=shares_with_other_part(desk, row, resource.text) or _timeless_by_choice(row, meeting),
        keep_kind=row.standing is MeetingStanding.KIND_KEPT,
        more=more,
    )
    if more and options is not None:
        asked.note_overruled(desk, row.account, options, brought.meeting)
    return brought


def _timeless_by_choice(row: MeetingRow, meeting: ZoomMeeting) -> bool:
    """Whether the user chose a meeting without fixed time for the event: it was made so for a purpose, and stays so."""
    return row.adopted_here and row.type == MeetingType.NO_FIXED_TIME == meeting.type


def known_dates(row: MeetingRow) -> dict[RecurrenceId, str]:
    """Which date at Zoom is which of the calendar, as noted."""
    return {RecurrenceId(name): number for name, number in row.occurrences.items()}


def stood(desk: Desk, row: MeetingRow, standing: MeetingStanding, **values: Any) -> MeetingRow:
    """`row` with what a look at Zoom told; since when, and that the user left it so, stays while nothing changes."""
    if standing is not row.standing:
        values |= {"since": None if standing is MeetingStanding.OK else desk.now(), "left_at": None}
    elif standing is MeetingStanding.LINK_CHANGED and any(
        values.get(name, before) != before for name, before in (("join_url", row.join_url), ("passcode", row.passcode))
    ):
        values["left_at"] = None  # it was changed once more
    return dataclasses.replace(row, standing=standing, **values)


def _take(
    desk: Desk,
    resource: ResourceRow,
    row: MeetingRow,
    brought: Brought,
    full: str | None = None,
    *,
    plain: bool = False,
) -> None:
    """Zoom is right about link and passcode (D9): a changed one replaces the old one in the event, unless guests
    would be mailed for it: then the user is asked.

    `full` is the invitation that stands in the event's block, if any; `plain` takes one out again.
    """
    meeting = brought.meeting
    standing = MeetingStanding.OK
    if brought.kept:
        standing = MeetingStanding.KIND_KEPT
    elif brought.differs:
        standing = MeetingStanding.TIME_DIFFERS
    link_differs = published_link_differs(desk, resource, meeting)
    asks = link_differs and full is None and not plain and mails_guests(desk, resource)
    if asks and standing is MeetingStanding.OK:
        standing = MeetingStanding.LINK_CHANGED
    fresh = stood(
        desk,
        row,
        standing,
        type=meeting.type,
        join_url=meeting.join_url,
        passcode=meeting.passcode or row.passcode,
        occurrences=brought.ids,
        reason=brought.reason,
        shown=what_it_shows(meeting) if brought.differs else row.shown,
    )
    if fresh != row:
        desk.store.put_meeting(fresh)
    if (link_differs and not asks) or full is not None or plain:
        publish_link(desk, resource, meeting, fresh.passcode, full)


def what_it_shows(meeting: ZoomMeeting) -> dict[str, Any]:
    """What is kept of a look at a meeting, for a screen: nothing secret."""
    shown: dict[str, Any] = {"topic": meeting.topic, "minutes": meeting.duration_min}
    if meeting.start is not None:
        shown["start"] = meeting.start.isoformat()
    return shown


def mails_guests(desk: Desk, resource: ResourceRow) -> bool:
    """Whether a write of the event would mail somebody."""
    collection = desk.store.collection(resource.collection)
    draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
    guests = {attendee.address for attendee in draft.attendees}
    return would_mail(desk.store.account(collection.account), collection, guests)


def published_link_differs(desk: Desk, resource: ResourceRow, meeting: ZoomMeeting) -> bool:
    """Whether the event, as it is by now, has another link to this meeting than Zoom."""
    shown = _shown(desk, resource)
    link = conference.find(shown.text) if shown is not None else None
    if link is None or link.meeting_id != meeting.id:
        return False
    passcode = bool(link.passcode and meeting.passcode and link.passcode != meeting.passcode)
    return passcode or link.join_url != meeting.join_url


def publish_link(
    desk: Desk, resource: ResourceRow, meeting: ZoomMeeting, passcode: str, full: str | None = None
) -> None:
    """Write the link that Zoom has now into the event, as it is by now."""
    shown = _shown(desk, resource)
    link = conference.find(shown.text) if shown is not None else None
    if shown is None or link is None or link.meeting_id != meeting.id:
        return
    differs = published_link_differs(desk, resource, meeting)
    renewed = dataclasses.replace(link, join_url=meeting.join_url, passcode=passcode)
    text = conference.attach(shown.text, renewed, now=desk.now(), invitation=full)
    if text != shown.text:
        desk.publish_touched([desk.store.edit_local(resource.id, text, by_program=True)])
        if differs:
            desk.publish(Changes(notices=(_refreshed(desk, shown),)))


def _refreshed(desk: Desk, resource: ResourceRow) -> Notice:
    first = scan(resource.text).rows[0]
    timed = isinstance(first.dtstart, datetime) and first.dtstart.tzinfo is not None
    start = first.dtstart if timed and isinstance(first.dtstart, datetime) else desk.now()
    return Notice("link_refreshed", resource.id, first.summary, start)


def _shown(desk: Desk, resource: ResourceRow) -> ResourceRow | None:
    """The event as it is by now: the user may have gone on while Zoom was asked."""
    rows = desk.store.resource_by_uid(resource.uid)
    return next((one for one in rows if one.id == resource.id and one.state is not State.DELETED), None)


def _own(desk: Desk, row: MeetingRow, meeting: ZoomMeeting, resource: ResourceRow) -> None:
    """The guard before a PATCH: made or adopted here and not given away since, or provably this event's.

    Raises Refused(ZOOM_OTHER_HOST).
    """
    user_id = ""
    if row.account is not None:
        user_id = str(desk.store.account(row.account).detail.get("user_id", ""))
    if user_id and meeting.host_id and meeting.host_id != user_id:
        raise Refused(Why.ZOOM_OTHER_HOST, about={"host": meeting.host_email})
    if row.made_here or row.adopted_here:
        return
    users = desk.store.uids_with_meeting(row.meeting_id)
    if (
        not user_id
        or meeting.host_id != user_id
        or not row.op_id
        or not has_marker(meeting.agenda, marker(row.op_id, resource.uid))
        or any(uid != resource.uid for uid in users)
        or stands_elsewhere(desk, row, resource)
        or not is_organiser(desk, resource)
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
