"""Finds out at Zoom what a request without an answer made, and clears twins away (steps 4 and 6 of a wish).

Makes no meeting and links none: `saga` does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from dainvo.engine import schedule
from dainvo.engine.asked import sent_forms
from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.engine.intents import know, sent, state_of
from dainvo.errors import Refused, Why
from dainvo.store.needing import Asked
from dainvo.store.rows import IntentKind, IntentPlan, IntentRow, IntentState
from dainvo.zoom.answers import Listing, ZoomMeeting
from dainvo.zoom.mapping import has_marker, marker, sent_start

#: Clocks of two machines may differ by this much when a meeting's age is judged.
_SLACK: Final = timedelta(minutes=5)


async def look(desk: Desk, intent: IntentRow) -> bool:
    """Find out whether a POST without an answer made a meeting (step 4), for a wish that stands or was given up."""
    calls = desk.zoom(intent.account)
    try:
        listing = await calls.meetings.list()
    except Refused as error:
        if error.why is not Why.ZOOM_SCOPE_MISSING:
            raise
        return _leave_to_user(desk, intent)
    found = _made_by(desk, intent, listing)
    if len(found) > 1 and not any(meeting.agenda for meeting in listing.meetings):
        return _leave_to_user(desk, intent)
    if found:
        return await _adopt(desk, intent, calls, found)
    sent_at, now = intent.last_sent_at or intent.created_at, desk.now()
    when = schedule.next_look(sent_at, now)
    if when is not None or not listing.complete:
        when = when or now + timedelta(seconds=schedule.LOOKS_S[1])
        desk.store.set_intent(intent.op_id, why=intent.why or Why.NO_ANSWER, next_at=when)
        return False
    if state_of(desk, intent) is IntentState.ABANDONED:
        again = schedule.next_sweep(sent_at, now)
        if again is None:
            desk.store.close_intent(intent.op_id)
        else:
            desk.store.set_intent(intent.op_id, unsure=True, why="", next_at=again)
        return False
    desk.store.set_intent(intent.op_id, state=IntentState.PLANNED, unsure=True, why="", next_at=None)
    return True


async def sweep(desk: Desk, intent: IntentRow, calls: ZoomCalls) -> None:
    """Look once more, and clear away what a second request made."""
    listing = await calls.meetings.list()
    twins = [meeting for meeting in _marked(intent, listing) if meeting.id != intent.meeting_id]
    await _clear(desk, intent, calls, twins)


async def _clear(desk: Desk, intent: IntentRow, calls: ZoomCalls, twins: list[ZoomMeeting]) -> None:
    """Delete twins that this wish must have made; about any other the user is asked.

    A copy made in Zoom's portal carries the marker, too: what counts is when it was made, and that it is as sent.
    """
    first, last = intent.first_sent_at, intent.last_sent_at
    for twin in twins:
        if (
            first is not None
            and last is not None
            and twin.created_at is not None
            and first - _SLACK <= twin.created_at <= last + _SLACK
            and any(_is_of(form, twin) for form in sent_forms(intent))
        ):
            await calls.meetings.delete(twin.id, whole=True)
        else:
            _ask_about(desk, intent, twin)


def _is_of(form: Mapping[str, object], twin: ZoomMeeting) -> bool:
    start = sent_start(form)
    return twin.topic == form.get("topic") and (start is None or twin.start == start)


def _ask_about(desk: Desk, intent: IntentRow, twin: ZoomMeeting) -> None:
    """Once; until the answer, and after "leave", nothing happens to it."""
    known = desk.store.intents(uid=intent.uid, kind=IntentKind.DELETE, states=list(IntentState))
    if any(removal.meeting_id == twin.id for removal in known):
        return
    plan = IntentPlan(
        op_id=desk.new_op_id(),
        kind=IntentKind.DELETE,
        account=intent.account,
        body=json.dumps({"asked": Asked.TWIN.value, "topic": twin.topic}),
        meeting_id=twin.id,
        asks=True,
    )
    desk.store.put_intent(intent.uid, intent.collection, plan)


def _leave_to_user(desk: Desk, intent: IntentRow) -> bool:
    """Nobody can tell what exists. A wish given up stays given up: a new one may take its place."""
    given_up = state_of(desk, intent) is IntentState.ABANDONED
    state = IntentState.ABANDONED if given_up else IntentState.ATTENTION
    desk.store.set_intent(intent.op_id, state=state, why=Why.ZOOM_UNCERTAIN, next_at=None)
    return False


async def _adopt(desk: Desk, intent: IntentRow, calls: ZoomCalls, found: list[ZoomMeeting]) -> bool:
    """The oldest is the event's meeting."""
    keep, *twins = found
    await _clear(desk, intent, calls, twins)
    try:
        made = await calls.meetings.read(keep.id)
    except Refused as error:
        if error.why is Why.ZOOM_SCOPE_MISSING:
            made = keep  # what the list tells is enough for a link
        elif error.why is Why.ZOOM_MEETING_GONE:
            desk.store.set_intent(intent.op_id, why=Why.NO_ANSWER, next_at=desk.now() + timedelta(seconds=1))
            return False
        else:
            raise
    know(desk, intent, made)
    return True


def _marked(intent: IntentRow, listing: Listing) -> list[ZoomMeeting]:
    mark = marker(intent.op_id, intent.uid)
    return [meeting for meeting in listing.meetings if has_marker(meeting.agenda, mark)]


def _made_by(desk: Desk, intent: IntentRow, listing: Listing) -> list[ZoomMeeting]:
    """Meetings that this wish made, oldest first: by marker; by what was sent only if no agenda has any text."""
    found = _marked(intent, listing)
    if not found and not any(meeting.agenda for meeting in listing.meetings):
        found = [meeting for meeting in listing.meetings if _looks_like(desk, intent, meeting)]
    return sorted(found, key=lambda meeting: (meeting.created_at is None, meeting.created_at or desk.now()))


def _looks_like(desk: Desk, intent: IntentRow, meeting: ZoomMeeting) -> bool:
    """Whether a meeting that nobody here knows is what was sent: topic, kind, start and length."""
    body, since = sent(intent), intent.first_sent_at
    if since is None or desk.store.meetings_by_id(meeting.id):
        return False
    start = sent_start(body)
    return (
        meeting.topic == body.get("topic")
        and meeting.type == body.get("type")
        and (start is None or meeting.start == start)
        and (start is None or meeting.duration_min == body.get("duration"))
        and meeting.created_at is not None
        and meeting.created_at >= since - _SLACK
    )
