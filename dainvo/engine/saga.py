"""Brings the meeting of an event about, step by step, so that one wish makes one meeting whatever is cut off when.

Plans no wish (that is `wishes`) and writes to no calendar server (that is `outbox`).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from dainvo.engine import asked, level, schedule
from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical import conference
from dainvo.ical.event import Uid
from dainvo.store.rows import AccountState, IntentKind, IntentRow, IntentState, MeetingRow
from dainvo.zoom.answers import Listing, MeetingType, ZoomMeeting
from dainvo.zoom.mapping import create_body, has_marker, marker

log = logging.getLogger(__name__)

#: Clocks of two machines may differ by this much when a meeting's age is judged.
_SLACK: Final = timedelta(minutes=5)


async def step(desk: Desk, uid: Uid) -> datetime | None:
    """Do for one event whatever can be done now at Zoom; one task at a time.

    Comes back with the instant to look again; None if only the user, or an accepted write to the calendar, brings more.
    """
    async with desk.lock(("meeting", uid)):
        times = [await _advance(desk, intent.op_id) for intent in desk.store.intents(uid=uid)]
    return min((when for when in times if when is not None), default=None)


def open_uids(desk: Desk) -> list[Uid]:
    """Events whose meeting is not settled, each once, in the order of their wishes."""
    return list(dict.fromkeys(intent.uid for intent in desk.store.intents()))


def hurry(desk: Desk, uid: Uid | None = None, *, refused_too: bool = False) -> None:
    """Make waiting steps due now: at start, when the network is back, on "Try now".

    With `refused_too` also those that a refusal left to the user, who says that its cause is cured.
    """
    for intent in desk.store.intents(uid=uid):
        left_to_user = bool(intent.why) and intent.next_at is None and intent.state is not IntentState.ATTENTION
        if intent.next_at is not None or (refused_too and left_to_user):
            desk.store.set_intent(intent.op_id, why=intent.why, next_at=desk.now())


async def _advance(desk: Desk, op_id: str) -> datetime | None:
    """Take one intent as far as it goes now."""
    while True:
        intent = desk.store.intent(op_id)
        if intent is None or intent.state in (IntentState.DONE, IntentState.ATTENTION):
            return None
        if intent.next_at is not None and intent.next_at > desk.now():
            return intent.next_at
        if intent.why and intent.next_at is None:
            return None
        if not await _attempt(desk, intent):
            after = desk.store.intent(op_id)
            return after.next_at if after is not None and after.state is not IntentState.DONE else None


async def _attempt(desk: Desk, intent: IntentRow) -> bool:
    """One step; what fails is written to the intent, so that the row of the event can say why. True: go on."""
    try:
        moved = await _STEPS[intent.kind, intent.state](desk, intent)
    except TryLater as error:
        attempts = intent.attempts + 1
        wait_s = schedule.zoom_wait_s(attempts, error.retry_after_s, desk.random.random())
        desk.store.set_intent(
            intent.op_id, attempts=attempts, why=error.why, next_at=desk.now() + timedelta(seconds=wait_s)
        )
        moved = False
    except (NeedsUser, Refused, Malformed) as error:
        _pause_account(desk, intent, error)  # first: after a death in between the step is tried, and says so, again
        desk.store.set_intent(intent.op_id, attempts=intent.attempts + 1, why=error.why, next_at=None)
        moved = False
    desk.publish_event(intent.uid)
    _wake_calendar(desk, intent)
    return moved


async def _plan_to_known(desk: Desk, intent: IntentRow) -> bool:
    """POST, with the state written before it leaves (rule a)."""
    calls = desk.zoom(intent.account)
    await calls.tokens.access()  # its failures must not look like those of the POST
    resource = level.event_of(desk, intent)
    if not _still(desk, intent) or resource is None:
        desk.store.close_intent(intent.op_id)
        return False
    wish, options = asked.wish_of(intent), asked.options_for(desk, intent)
    want = level.wanted_of(desk, resource, intent.op_id, no_fixed_time=wish.no_fixed_time)
    body = create_body(want, **asked.extras(options))
    noted = asked.sent_body(intent, body)
    desk.store.set_intent(intent.op_id, state=IntentState.SENT, body=noted, sent_at=desk.now(), why="", next_at=None)
    desk.publish_event(intent.uid)
    try:
        made = await calls.meetings.create(body)
    except TryLater as error:
        if not error.sent:
            _not_sent(desk, intent)
            raise
        desk.store.set_intent(
            intent.op_id,
            unsure=True,
            attempts=intent.attempts + 1,
            why=error.why,
            next_at=desk.now() + timedelta(seconds=schedule.LOOKS_S[0]),
        )
        return False
    except DainvoError:
        _not_sent(desk, intent)
        raise
    _know(desk, intent, made)
    asked.note_overruled(desk, intent.account, options, made)
    return True


async def _look(desk: Desk, intent: IntentRow) -> bool:
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
    if _state(desk, intent) is IntentState.ABANDONED:
        desk.store.close_intent(intent.op_id)
        return False
    desk.store.set_intent(intent.op_id, state=IntentState.PLANNED, unsure=True, why="", next_at=None)
    return True


def _leave_to_user(desk: Desk, intent: IntentRow) -> bool:
    """Nobody can tell what exists. A wish given up stays given up: a new one may take its place."""
    given_up = _state(desk, intent) is IntentState.ABANDONED
    state = IntentState.ABANDONED if given_up else IntentState.ATTENTION
    desk.store.set_intent(intent.op_id, state=state, why=Why.ZOOM_UNCERTAIN, next_at=None)
    return False


async def _adopt(desk: Desk, intent: IntentRow, calls: ZoomCalls, found: list[ZoomMeeting]) -> bool:
    """The oldest is the event's meeting; twins of it go."""
    keep, *twins = found
    for twin in twins:
        await calls.meetings.delete(twin.id, whole=True)
    try:
        made = await calls.meetings.read(keep.id)
    except Refused as error:
        if error.why is not Why.ZOOM_MEETING_GONE:
            raise
        desk.store.set_intent(intent.op_id, why=Why.NO_ANSWER, next_at=desk.now() + timedelta(seconds=1))
        return False
    _know(desk, intent, made)
    return True


async def _known_to_linked(desk: Desk, intent: IntentRow) -> bool:
    """Write the link into the event, in one transaction with the meeting row."""
    resource = level.event_of(desk, intent)
    other = conference.find(resource.text) if resource is not None else None
    if resource is None or (other is not None and other.source != "link" and other.meeting_id != intent.meeting_id):
        desk.store.set_intent(intent.op_id, state=IntentState.ABANDONED)  # another computer's link is there already
        return True
    row = desk.store.account(intent.account) if intent.account is not None else None
    link = conference.Link(
        join_url=intent.join_url,
        meeting_id=intent.meeting_id,
        passcode=intent.passcode,
        account_hash=str(row.detail.get("account_hash", "")) if row is not None else "",
        op_id=intent.op_id,
    )
    meeting = MeetingRow(
        uid=intent.uid,
        collection=resource.collection,
        account=intent.account,
        meeting_id=intent.meeting_id,
        type=int(_sent(intent).get("type", MeetingType.SCHEDULED)),
        join_url=intent.join_url,
        passcode=intent.passcode,
        made_here=True,
        op_id=intent.op_id,
    )
    text = conference.attach(resource.text, link, now=desk.now())
    desk.publish_touched([desk.store.linked(resource.id, text, op_id=intent.op_id, meeting=meeting)])
    return True


async def _linked_to_done(desk: Desk, intent: IntentRow) -> bool:
    """After the calendar took the link: compare once, and look for twins ten minutes later if a POST was in doubt."""
    resource = level.event_of(desk, intent)
    if resource is None:
        desk.store.close_intent(intent.op_id)
        return False
    if resource.unsent:
        return False
    calls = desk.zoom(intent.account)
    await level.level(desk, calls, resource)
    if intent.unsure:
        sweep_at = (intent.last_sent_at or intent.created_at) + timedelta(seconds=schedule.SWEEP_S)
        if desk.now() < sweep_at:
            desk.store.set_intent(intent.op_id, why="", next_at=sweep_at)
            return False
        await _sweep(desk, intent, calls)
    desk.store.close_intent(intent.op_id)
    return False


async def _sweep(desk: Desk, intent: IntentRow, calls: ZoomCalls) -> None:
    """Delete twins: own marker, made while this wish was being sent, topic as sent; nothing else."""
    listing = await calls.meetings.list()
    first, last = intent.first_sent_at, intent.last_sent_at
    for twin in _marked(intent, listing):
        if twin.id == intent.meeting_id or first is None or last is None or twin.created_at is None:
            continue
        if first - _SLACK <= twin.created_at <= last + _SLACK and twin.topic == _sent(intent).get("topic"):
            await calls.meetings.delete(twin.id, whole=True)


async def _abandoned_to_done(desk: Desk, intent: IntentRow) -> bool:
    """The user changed their mind: find what exists, and delete it."""
    if not intent.meeting_id:
        if intent.first_sent_at is None:
            desk.store.close_intent(intent.op_id)
            return False
        return await _look(desk, intent)
    if _calendar_waits(desk, intent):
        return False
    await _delete_unused(desk, intent)
    return False


async def _level_to_done(desk: Desk, intent: IntentRow) -> bool:
    resource = level.event_of(desk, intent)
    if resource is not None and resource.unsent:
        return False
    if resource is not None:
        await level.level(desk, desk.zoom(intent.account), resource)
        now = level.event_of(desk, intent)
        if now is not None and now.revision != resource.revision:
            return True  # saved meanwhile: compared again once the calendar has it
    desk.store.close_intent(intent.op_id)
    return False


async def _removal_to_done(desk: Desk, intent: IntentRow) -> bool:
    """Calendar first, then DELETE (Z12): a published link never points to a meeting that Dainvo deleted."""
    if _calendar_waits(desk, intent):
        return False
    if level.in_use(desk, intent):
        desk.store.close_intent(intent.op_id, drop_meeting=not level.is_published(desk, intent))
        return False
    await level.guard(desk, desk.zoom(intent.account), intent)
    await _delete_unused(desk, intent)
    return False


async def _delete_unused(desk: Desk, intent: IntentRow) -> None:
    """DELETE, unless some event still carries the meeting; 404 counts as done."""
    if not level.in_use(desk, intent):
        await desk.zoom(intent.account).meetings.delete(intent.meeting_id, whole=True)
    row = desk.store.meeting(intent.uid, intent.collection)
    ours = row is not None and row.meeting_id == intent.meeting_id and not level.in_use(desk, intent)
    desk.store.close_intent(intent.op_id, drop_meeting=ours)


_Step = Callable[[Desk, IntentRow], Awaitable[bool]]

_STEPS: Final[dict[tuple[IntentKind, IntentState], _Step]] = {
    (IntentKind.CREATE, IntentState.PLANNED): _plan_to_known,
    (IntentKind.CREATE, IntentState.SENT): _look,
    (IntentKind.CREATE, IntentState.KNOWN): _known_to_linked,
    (IntentKind.CREATE, IntentState.LINKED): _linked_to_done,
    (IntentKind.CREATE, IntentState.ABANDONED): _abandoned_to_done,
    (IntentKind.LEVEL, IntentState.PLANNED): _level_to_done,
    (IntentKind.DELETE, IntentState.PLANNED): _removal_to_done,
}


def _calendar_waits(desk: Desk, intent: IntentRow) -> bool:
    """Whether the event, or its deletion, is not on the calendar server yet: a link may still stand there."""
    return any(resource.unsent and resource.base_text for resource in desk.store.resource_by_uid(intent.uid))


def _state(desk: Desk, intent: IntentRow) -> IntentState:
    row = desk.store.intent(intent.op_id)
    return row.state if row is not None else IntentState.DONE


def _still(desk: Desk, intent: IntentRow) -> bool:
    """Whether the user still wants it: they may have acted while an answer was awaited."""
    return _state(desk, intent) is intent.state


def _not_sent(desk: Desk, intent: IntentRow) -> None:
    """Zoom did nothing: back to planned; a wish given up meanwhile has nothing left to find out."""
    if _state(desk, intent) is IntentState.SENT:
        desk.store.set_intent(intent.op_id, state=IntentState.PLANNED)
    elif not intent.unsure:
        desk.store.close_intent(intent.op_id)


def _know(desk: Desk, intent: IntentRow, made: ZoomMeeting) -> None:
    """Record the meeting; for a wish given up meanwhile only, so that it can be deleted."""
    given_up = _state(desk, intent) is IntentState.ABANDONED
    desk.store.set_intent(
        intent.op_id,
        state=IntentState.ABANDONED if given_up else IntentState.KNOWN,
        meeting_id=made.id,
        join_url=made.join_url,
        passcode=made.passcode,
        attempts=0,
        why="",
        next_at=None,
    )


def _sent(intent: IntentRow) -> dict[str, str]:
    """The request that left."""
    body = json.loads(intent.body) if intent.body else {}
    return body if isinstance(body, dict) else {}


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
    sent, since = _sent(intent), intent.first_sent_at
    resource = level.event_of(desk, intent)
    if since is None or resource is None or desk.store.meetings_by_id(meeting.id):
        return False
    want = level.wanted_of(desk, resource, intent.op_id, no_fixed_time=asked.wish_of(intent).no_fixed_time)
    return (
        meeting.topic == sent.get("topic")
        and meeting.type == want.type
        and meeting.start == want.start
        and meeting.duration_min == want.duration_min
        and meeting.created_at is not None
        and meeting.created_at >= since - _SLACK
    )


def _pause_account(desk: Desk, intent: IntentRow, error: DainvoError) -> None:
    """A sign-in that ended is a matter of the account, said once for all its events."""
    if not isinstance(error, NeedsUser) or error.why is Why.ZOOM_NOT_CONNECTED:
        return
    for row in desk.store.accounts("zoom"):
        # One that leaves, or left while Zoom was asked, is not called back: its sign-in was ended on purpose.
        if row.id == intent.account and row.state is not AccountState.LEAVING:
            desk.store.set_account(row.id, state=AccountState.NEEDS_USER, why=error.why)
            desk.publish_account(row.id)


def _wake_calendar(desk: Desk, intent: IntentRow) -> None:
    """The event may go to its calendar server now: with its link, or without while Zoom is away."""
    for resource in desk.store.resource_by_uid(intent.uid):
        if resource.unsent:
            desk.wake(desk.store.collection(resource.collection).account)
