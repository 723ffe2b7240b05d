"""Brings the meeting of an event about, step by step, so that one wish makes one meeting whatever is cut off when.

Plans no wish (that is `wishes`) and writes to no calendar server (that is `outbox`).
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from dainvo.engine import asked, level, linking, schedule, zoom_identity
from dainvo.engine.desk import Desk, ZoomCalls
from dainvo.engine.intents import know, state_of, still
from dainvo.engine.search import look, sweep
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, State, Uid
from dainvo.store.rows import AccountState, IntentKind, IntentRow, IntentState
from dainvo.zoom.answers import ZoomMeeting
from dainvo.zoom.mapping import create_body, differences
from dainvo.zoom.refusals import AWAY

log = logging.getLogger(__name__)


async def step(desk: Desk, uid: Uid) -> datetime | None:
    """Do for one event whatever can be done now at Zoom; one task at a time.

    Comes back with the instant to look again; None if only the user, or an accepted write to the calendar, brings more.
    """
    async with desk.lock(("meeting", uid)):
        intents = desk.store.intents(uid=uid)
        _look_before_another(desk, intents)
        times = [await _advance(desk, intent.op_id) for intent in intents]
    return min((when for when in times if when is not None), default=None)


def open_uids(desk: Desk) -> list[Uid]:
    """Events whose meeting is not settled, each once, in the order of their wishes."""
    return list(dict.fromkeys(intent.uid for intent in desk.store.intents()))


def hurry(desk: Desk, uid: Uid | None = None, *, refused_too: bool = False) -> None:
    """Make waiting steps due now: at start, when the network is back, on "Try now".

    What a limit of Zoom's holds back keeps waiting, unless it is asked for by its `uid`. With `refused_too` also those
    that a refusal left to the user, who says that its cause is cured.
    """
    if refused_too:
        desk.zoom_pause.clear()
    for intent in desk.store.intents(uid=uid):
        if uid is None and intent.why == Why.RATE_LIMITED:
            continue
        left_to_user = bool(intent.why) and intent.next_at is None and intent.state is not IntentState.ATTENTION
        if intent.next_at is not None or (refused_too and left_to_user):
            desk.store.set_intent(intent.op_id, why=intent.why, next_at=desk.now())


async def _advance(desk: Desk, op_id: str) -> datetime | None:
    """Take one intent as far as it goes now."""
    while True:
        intent = desk.store.intent(op_id)
        if intent is None or intent.state in (IntentState.DONE, IntentState.ATTENTION):
            return None
        if schedule.waits(desk.now(), intent.next_at, schedule.LONGEST_ZOOM_WAIT_S):
            return intent.next_at
        if intent.last_sent_at is not None and intent.last_sent_at > desk.now():
            # The clock was set back since: what follows the request is counted from now.
            desk.store.set_intent(op_id, sent_at=desk.now())
            continue
        if intent.why and intent.next_at is None:
            return None
        if not await _attempt(desk, intent):
            after = desk.store.intent(op_id)
            return after.next_at if after is not None and after.state is not IntentState.DONE else None


async def _attempt(desk: Desk, intent: IntentRow) -> bool:
    """One step; what fails is written to the intent, so that the row of the event can say why. True: go on."""
    until = _paused_until(desk, intent)
    if until is not None:
        desk.store.set_intent(intent.op_id, why=Why.RATE_LIMITED, next_at=until)
        desk.publish_event(intent.uid)
        _wake_calendar(desk, intent)
        return False
    try:
        moved = await _STEPS[intent.kind, intent.state](desk, intent)
    except TryLater as error:
        attempts = intent.attempts + 1
        wait_s = schedule.zoom_wait_s(attempts, error.retry_after_s, desk.random.random())
        if error.about.get("limit") == "daily" and intent.account is not None:
            until = desk.now() + timedelta(seconds=wait_s)
            desk.zoom_pause[intent.account] = until
            _tell_limit(desk, intent.account, until)
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


def _tell_limit(desk: Desk, account: AccountId, until: datetime) -> None:
    """The account says when Zoom takes changes again, unless it left meanwhile."""
    if any(row.id == account for row in desk.store.accounts("zoom")):
        desk.store.set_account(account, detail={"limited_until": until.isoformat()})
        desk.publish_account(account)


def _paused_until(desk: Desk, intent: IntentRow) -> datetime | None:
    """When the limit of a day ends, if the next step would count toward it: one refusal stands for all events."""
    until = desk.zoom_pause.get(intent.account) if intent.account is not None else None
    counted = intent.state is IntentState.PLANNED and intent.kind is not IntentKind.DELETE
    return until if counted and schedule.waits(desk.now(), until, schedule.LONGEST_ZOOM_WAIT_S) else None


async def _plan_to_known(desk: Desk, intent: IntentRow) -> bool:
    """POST, with the state written before it leaves (rule a)."""
    calls = desk.zoom(intent.account)
    await calls.tokens.access()  # its failures must not look like those of the POST
    resource = level.event_of(desk, intent)
    if not still(desk, intent) or resource is None:
        desk.store.close_intent(intent.op_id)
        return False
    if asked.wish_of(intent).use:
        return await _chosen_to_known(desk, intent, calls)
    options = asked.options_for(desk, intent)
    request = level.request_of(desk, resource, intent)
    body = create_body(request.want, **asked.extras(options))
    noted = asked.sent_body(intent, body, reason=request.reason)
    desk.store.set_intent(intent.op_id, state=IntentState.SENT, body=noted, sent_at=desk.now(), why="", next_at=None)
    desk.publish_event(intent.uid)
    made = await _created(desk, intent, calls, body)
    if made is None:
        return False
    zoom_identity.learn(desk, intent.account, made)  # the link carries whose it is
    goes_on = await linking.take(desk, intent, made, clean=not differences(request.want, made))
    asked.note_overruled(desk, intent.account, options, made)
    return goes_on


async def _created(desk: Desk, intent: IntentRow, calls: ZoomCalls, body: Mapping[str, object]) -> ZoomMeeting | None:
    """What Zoom made; None if nobody knows. Raises what says that nothing was made, the wish being back to planned."""
    try:
        made = await calls.meetings.create(body)
        if any(uid != intent.uid for uid in desk.store.uids_with_meeting(made.id)):
            raise TryLater(Why.NO_ANSWER, sent=True, detail="the answer names the meeting of another event")
    except TryLater as error:
        if not error.sent:
            _not_sent(desk, intent)
            raise
        now = desk.store.intent(intent.op_id)
        away = AWAY in error.about and (not intent.unsure or asked.was_away(intent))
        desk.store.set_intent(
            intent.op_id,
            body=asked.noting_away(now) if away and now is not None else None,
            unsure=True,
            attempts=intent.attempts + 1,
            why=error.why,
            next_at=desk.now() + timedelta(seconds=schedule.LOOKS_S[0]),
        )
        return None
    except DainvoError:
        _not_sent(desk, intent)
        raise
    return made


async def _chosen_to_known(desk: Desk, intent: IntentRow, calls: ZoomCalls) -> bool:
    """The meeting at Zoom that the user chose, in place of a new one (M56)."""
    found = await asked.chosen(desk, calls, intent)
    kept = asked.sent_body(intent, {"type": found.type})  # it keeps its kind, as one that was made here
    desk.store.set_intent(intent.op_id, body=kept)
    know(desk, intent, found)
    return True


async def _linked_to_done(desk: Desk, intent: IntentRow) -> bool:
    """After the calendar took the link: compare once, and look for twins ten minutes later if a POST was in doubt."""
    resource = level.event_of(desk, intent)
    if resource is None and not intent.unsure:
        desk.store.close_intent(intent.op_id)
        return False
    if resource is not None and resource.unsent:
        return False
    calls = desk.zoom(intent.account)
    if resource is not None and not level.is_as_made(desk, resource, intent):
        await level.level(desk, calls, resource)
    if intent.unsure:
        sent_at = intent.last_sent_at or intent.created_at
        if desk.now() >= sent_at + timedelta(seconds=schedule.SWEEPS_S[0]):
            await sweep(desk, intent, calls)
        again = schedule.next_sweep(sent_at, desk.now())
        if again is not None:
            desk.store.set_intent(intent.op_id, why="", next_at=again)
            return False
    desk.store.close_intent(intent.op_id)
    return False


async def _abandoned_to_done(desk: Desk, intent: IntentRow) -> bool:
    """The user changed their mind: find what exists, and delete it."""
    if not intent.meeting_id:
        if intent.first_sent_at is None:
            desk.store.close_intent(intent.op_id)
            return False
        if _is_left_for_later(desk, intent):
            return False
        return await look(desk, intent)
    if _calendar_waits(desk, intent):
        return False
    if asked.wish_of(intent).use:
        desk.store.close_intent(intent.op_id)  # it was at Zoom before, and stays
        return False
    await _delete_unused(desk, intent)
    again = schedule.next_sweep(intent.last_sent_at or intent.created_at, desk.now()) if intent.unsure else None
    if again is not None:  # an earlier request may have made another one, which the list does not show yet
        desk.store.set_intent(
            intent.op_id, state=IntentState.ABANDONED, meeting_id="", join_url="", passcode="", why="", next_at=again
        )
    return False


def _is_left_for_later(desk: Desk, intent: IntentRow) -> bool:
    """Whether a wish given up ends without asking Zoom, which said each time that it was away (M18).

    It may have acted all the same (M19), so the list is read once, a day after the last request.
    """
    if not asked.was_away(intent):
        return False
    when = schedule.last_sweep(intent.last_sent_at or intent.created_at)
    if desk.now() >= when:
        return False
    desk.store.set_intent(intent.op_id, why="", next_at=when)
    return True


def _look_before_another(desk: Desk, intents: list[IntentRow]) -> None:
    """A meeting is wanted after all: what an earlier wish may have left at Zoom is looked for now."""
    wanted = any(one.kind is IntentKind.CREATE and one.state is not IntentState.ABANDONED for one in intents)
    for one in intents if wanted else ():
        if one.state is IntentState.ABANDONED and asked.was_away(one):
            desk.store.set_intent(one.op_id, body=asked.noting(one, away=""), next_at=desk.now())


async def _level_to_done(desk: Desk, intent: IntentRow) -> bool:
    resource = level.event_of(desk, intent)
    if resource is not None and resource.unsent:
        return False
    if resource is not None:
        await level.level(desk, desk.zoom(intent.account), resource, options=asked.wish_of(intent).options)
        now = level.event_of(desk, intent)
        if now is not None and now.revision != resource.revision:
            return True  # saved meanwhile: compared again once the calendar has it
    desk.store.close_intent(intent.op_id)
    return False


async def _removal_to_done(desk: Desk, intent: IntentRow) -> bool:
    """Calendar first, then DELETE (Z12): a published link never points to a meeting that Dainvo deleted."""
    if _calendar_waits(desk, intent):
        return False
    if level.in_use(desk, intent) or asked.stays(intent):
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
    (IntentKind.CREATE, IntentState.SENT): look,
    (IntentKind.CREATE, IntentState.KNOWN): linking.known_to_linked,
    (IntentKind.CREATE, IntentState.LINKED): _linked_to_done,
    (IntentKind.CREATE, IntentState.ABANDONED): _abandoned_to_done,
    (IntentKind.LEVEL, IntentState.PLANNED): _level_to_done,
    (IntentKind.DELETE, IntentState.PLANNED): _removal_to_done,
}


def _calendar_waits(desk: Desk, intent: IntentRow) -> bool:
    """Whether the event, or its deletion, is not on the calendar server yet: a link may still stand there."""
    return any(
        # A first write without an answer may have arrived.
        resource.unsent and (resource.base_text or desk.store.sent_bodies(resource.id))
        for resource in desk.store.resource_by_uid(intent.uid)
    )


def _not_sent(desk: Desk, intent: IntentRow) -> None:
    """Zoom did nothing: back to planned; a wish given up meanwhile has nothing left to find out."""
    if state_of(desk, intent) is IntentState.SENT:
        desk.store.set_intent(intent.op_id, state=IntentState.PLANNED)
    elif not intent.unsure:
        desk.store.close_intent(intent.op_id)


def _pause_account(desk: Desk, intent: IntentRow, error: DainvoError) -> None:
    """A sign-in that ended is a matter of the account, said once for all its events."""
    if not isinstance(error, NeedsUser) or error.why is Why.ZOOM_NOT_CONNECTED:
        return
    for row in desk.store.accounts("zoom"):
        # One that leaves, or left while Zoom was asked, is not called back: its sign-in was ended on purpose.
        if row.id == intent.account and row.state is not AccountState.LEAVING:
            ended = {"ended": error.about.get("ended") or None}
            desk.store.set_account(row.id, state=AccountState.NEEDS_USER, why=error.why, detail=ended)
            desk.publish_account(row.id)


def _wake_calendar(desk: Desk, intent: IntentRow) -> None:
    """The event may go to its calendar server now: with its link, or without while Zoom is away."""
    for _, collection, state in desk.store.places_of(intent.uid):
        if state is not State.CLEAN:
            desk.wake(desk.store.collection(collection).account)
