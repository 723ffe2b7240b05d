"""From Zoom's answer to the link in the event: the dates of a series first, the invitation if it is wanted.

Makes no meeting (that is `saga`) and looks for none (that is `search`).
"""

from __future__ import annotations

import logging
from dataclasses import replace

from dainvo.engine import asked, invitation, level, sync, wishes, write, zoom_times
from dainvo.engine.desk import Desk
from dainvo.engine.intents import know, sent, still
from dainvo.engine.zoom_times import Brought
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import conference
from dainvo.store.rows import IntentRow, IntentState, MeetingRow, ResourceRow
from dainvo.zoom.answers import MeetingType, ZoomMeeting
from dainvo.zoom.mapping import SCOPES, Feature
from dainvo.zoom.recurrence import Reason

log = logging.getLogger(__name__)


async def take(desk: Desk, intent: IntentRow, made: ZoomMeeting, *, clean: bool) -> bool:
    """Record the meeting that was made for a wish; where nothing has to be asked first, with the link in the event.

    `clean`: the answer shows it as it was asked for. False: linked, and nothing more until the calendar server has it.
    """
    now = desk.store.intent(intent.op_id)
    if now is not None and now.state is IntentState.SENT and _needs_nothing_else(desk, now):
        body = asked.noting(now, clean=True) if clean else now.body
        known = replace(now, body=body, meeting_id=made.id, join_url=made.join_url, passcode=made.passcode)
        try:
            if await _link(desk, known, None, None, body=body):
                resource = level.event_of(desk, known)
                return resource is None or not resource.unsent
        except (Refused, Malformed) as error:  # the next step meets it again, and says so
            log.info("a meeting was made and could not be linked at once: %s", error)
    know(desk, intent, made, clean=clean)
    return True


def _needs_nothing_else(desk: Desk, intent: IntentRow) -> bool:
    """Whether the answer to the create is all that goes into the event."""
    return sent(intent).get("type") != MeetingType.SERIES and not asked.options_for(desk, intent).full_invitation


async def known_to_linked(desk: Desk, intent: IntentRow) -> bool:
    """Write the link into the event, once what stands beside it is there: the full invitation, the dates of a series.

    True: the wish goes on. Raises TryLater, NeedsUser, Refused.
    """
    full, adopted = None, bool(asked.wish_of(intent).use)
    if asked.options_for(desk, intent).full_invitation:
        full = await invitation.text_of(desk, intent.account, intent.meeting_id)
        if not still(desk, intent):
            return True
    dated = None
    dates = sent(intent).get("type") == MeetingType.SERIES and not adopted
    if dates and not _superseded(level.event_of(desk, intent), intent):
        dated = await _lay_out(desk, intent)
        if dated is None or not still(desk, intent):
            return True
    if not await _link(desk, intent, dated, full):
        desk.store.set_intent(intent.op_id, state=IntentState.ABANDONED)
    return True


async def _link(
    desk: Desk, intent: IntentRow, dated: Brought | None, full: str | None, *, body: str | None = None
) -> bool:
    """The link, the meeting row and the wish as LINKED, in one transaction, and the event to its calendar server if
    that is free: then what leaves is noted in the same one. False if the event wants the link no more."""
    resource = level.event_of(desk, intent)
    if resource is None or _superseded(resource, intent):
        return False
    link = _link_of(desk, intent, dated)
    meeting = _meeting_of(intent, resource, link, dated)
    text = conference.attach(resource.text, link, now=desk.now(), invitation=full)
    old = wishes.leftover(desk, intent.uid, intent.meeting_id)
    if old is not None:
        desk.store.put_intent(intent.uid, resource.collection, old)
    async with sync.sending(desk, resource.collection) as way:
        leaves = write.precondition(desk, resource) if way is not None else ""
        touched = desk.store.linked(resource.id, text, op_id=intent.op_id, meeting=meeting, body=body, leaves=leaves)
        desk.publish_touched([touched])
        row = desk.store.outbox_of(resource.id) if leaves else None
        if way is not None and row is not None:
            await sync.send_noted(desk, way, row)
    return True


def _meeting_of(intent: IntentRow, resource: ResourceRow, link: conference.Link, dated: Brought | None) -> MeetingRow:
    adopted = bool(asked.wish_of(intent).use)
    return MeetingRow(
        uid=intent.uid,
        collection=resource.collection,
        account=intent.account,
        meeting_id=intent.meeting_id,
        type=dated.meeting.type if dated else int(sent(intent).get("type", MeetingType.SCHEDULED)),
        join_url=link.join_url,
        passcode=link.passcode,
        made_here=not adopted,
        adopted_here=adopted,
        op_id=intent.op_id,
        occurrences={str(name): number for name, number in dated.ids.items()} if dated else {},
        reason=dated.reason if dated else asked.reason_of(intent),
    )


def _link_of(desk: Desk, intent: IntentRow, dated: Brought | None) -> conference.Link:
    """What goes into the event; laying out the dates may have changed the link."""
    row = desk.store.account(intent.account) if intent.account is not None else None
    return conference.Link(
        join_url=dated.meeting.join_url if dated else intent.join_url,
        meeting_id=intent.meeting_id,
        passcode=(dated.meeting.passcode if dated else "") or intent.passcode,
        account_hash=str(row.detail.get("account_hash", "")) if row is not None else "",
        op_id=intent.op_id,
    )


def _superseded(resource: ResourceRow | None, intent: IntentRow) -> bool:
    """Whether the event is gone, or has the link of another computer already."""
    other = conference.find(resource.text) if resource is not None else None
    return resource is None or (other is not None and other.source != "link" and other.meeting_id != intent.meeting_id)


async def _lay_out(desk: Desk, intent: IntentRow) -> Brought | None:
    """Bring the dates of a series that was made just now in line with the calendar's, before its link is published.

    None: it is not the meeting of the event. If Zoom makes other dates of the rule and keeps the kind, it is deleted
    and one without fixed time is made (zoom.md §9.1); that is noted before.
    """
    calls, resource = desk.zoom(intent.account), level.event_of(desk, intent)
    if resource is None:
        return None
    dated = None
    try:
        meeting = await calls.meetings.read(intent.meeting_id)
        dated = await zoom_times.bring(desk, calls, resource, intent.op_id, meeting, known={}, made=True)
    except Refused as error:
        if error.about.get("scope") == SCOPES[Feature.READ]:
            return _unseen(intent)
        if error.why is not Why.ZOOM_MEETING_GONE:
            raise
    if dated is not None and not dated.kept:
        return dated
    if dated is not None and still(desk, intent):
        body = asked.noting(intent, no_fixed_time=True, reason=Reason.CHECK_FAILED)
        desk.store.set_intent(intent.op_id, body=body)
        await calls.meetings.delete(intent.meeting_id, whole=True)
    if still(desk, intent):
        desk.store.set_intent(
            intent.op_id,
            state=IntentState.PLANNED,
            meeting_id="",
            join_url="",
            passcode="",
            why="",
            next_at=None,
        )
    return None


def _unseen(intent: IntentRow) -> Brought:
    """The meeting as its creation told it, where nothing may be read: its dates are believed."""
    made = ZoomMeeting(
        intent.meeting_id, "", "", MeetingType.SERIES, join_url=intent.join_url, passcode=intent.passcode
    )
    return Brought(made)
