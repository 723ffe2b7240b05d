"""The user's answers about uncertain and half-finished meetings (M66, M24, D9).

What is asked, and which answers there are, is read with `Reader.attention`; nothing is decided here without one.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from dainvo.engine import drift, level, wishes
from dainvo.engine.actions.events import save_event
from dainvo.engine.asked import fits, is_taken, noting
from dainvo.engine.desk import Desk
from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical import conference, edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, MeetingWish, Online, ResourceId, State, Uid
from dainvo.ical.links import zoom_meeting_id
from dainvo.store.needing import Asked, Choice, asked, choices_of
from dainvo.store.rows import IntentKind, IntentPlan, IntentRow, IntentState, MeetingRow, MeetingStanding, ResourceRow
from dainvo.web import is_loopback
from dainvo.zoom.mapping import has_marker, marker, obstacle

log = logging.getLogger(__name__)


async def look_at_meeting(desk: Desk, resource: ResourceId) -> None:
    """Read the meeting of an event that is opened, and note what differs (M62); nothing is written at a server.

    To be called whenever an event with a meeting is opened: once a minute an event at most is asked about. What was
    found is in `Reader.meeting`. Raises Refused(NO_SUCH_EVENT); what Zoom does not tell now is left as it is known.
    """
    try:
        await drift.opened(desk, desk.store.resource(resource))
    except DainvoError as error:
        if error.why is Why.NO_SUCH_EVENT:
            raise
        log.info("a meeting could not be looked at: %s", error.why)


async def settle_attention(desk: Desk, line: str, choice: Choice | str, *, join_url: str = "") -> None:
    """Answer one line of `Reader.attention` by its id; `join_url` (or a meeting id) goes with Choice.LINK.

    Raises Refused: NO_SUCH_EVENT if it is settled by now, ZOOM_INVALID for a link that names no Zoom meeting,
    ZOOM_MEETING_GONE, ZOOM_OTHER_HOST, ZOOM_IN_USE or ZOOM_REPEATS if that meeting cannot be linked; what `save_event`
    raises for a new meeting; ValueError for a choice that is not offered.
    """
    choice = Choice(choice)
    kind, _, rest = line.partition(":")
    if kind == "intent":
        await _settle_intent(desk, rest, choice, join_url)
    else:
        collection, _, uid = rest.partition(":")
        await _settle_meeting(desk, Uid(uid), CollectionId(int(collection or 0)), choice)


async def _settle_intent(desk: Desk, op_id: str, choice: Choice, join_url: str) -> None:
    intent = desk.store.intent(op_id)
    if intent is None or intent.state is IntentState.DONE:
        raise Refused(Why.NO_SUCH_EVENT)
    kind = asked(intent)
    if choice not in choices_of(kind):
        raise ValueError(f"{choice} is no answer to {kind}")
    if choice is Choice.LINK:
        await _link(desk, intent, join_url)
    elif choice is Choice.LEAVE:
        gone = intent.kind is IntentKind.DELETE and not level.is_published(desk, intent)
        desk.store.close_intent(intent.op_id, drop_meeting=gone)
    elif choice is Choice.REMOVE:
        _give_up(desk, intent)
    elif choice is Choice.MAKE:
        account = intent.account or wishes.zoom_account(desk, intent.collection).id  # the one that asked may be gone
        desk.store.set_intent(op_id, state=IntentState.PLANNED, unsure=True, account=account, why="", next_at=None)
    elif choice is Choice.DELETE:
        noted = json.loads(intent.body) if intent.body else {}
        body = json.dumps({**noted, "made_here": True})  # the user's word stands for the proof
        desk.store.set_intent(op_id, state=IntentState.PLANNED, body=body, why="", next_at=None)
    else:
        again = IntentState.SENT if intent.state is IntentState.ATTENTION and kind is Asked.UNCERTAIN else None
        desk.store.set_intent(op_id, state=again, why=intent.why, next_at=desk.now())
    _tell(desk, intent.uid)


async def _link(desk: Desk, intent: IntentRow, join_url: str) -> None:
    """The user says which meeting it is: read, it becomes the one of the wish."""
    api = urlsplit(desk.zoom_config().api_url)
    origins = (f"{api.scheme}://{api.netloc}",) if is_loopback(api.hostname or "") else ()
    number = zoom_meeting_id(join_url, origins) or re.sub(r"[\s-]", "", join_url)
    if not re.fullmatch("[0-9]{9,12}", number):
        raise Refused(Why.ZOOM_INVALID, about={"field": "link"})
    made = await desk.zoom(intent.account).meetings.read(number)
    if is_taken(desk, made.id, intent.uid):
        raise Refused(Why.ZOOM_IN_USE)
    event = level.event_of(desk, intent)
    if event is not None:
        fits(made, event.text)
    ours = has_marker(made.agenda, marker(intent.op_id, intent.uid))
    desk.store.set_intent(
        intent.op_id,
        state=IntentState.KNOWN,
        body=intent.body if ours else noting(intent, use=made.id),  # else it was there before
        meeting_id=made.id,
        join_url=made.join_url,
        passcode=made.passcode,
        why="",
        next_at=None,
    )


def _give_up(desk: Desk, intent: IntentRow) -> None:
    """The event goes on without a meeting."""
    for row in desk.store.resource_by_uid(intent.uid):
        if row.state is not State.DELETED:
            _take_off(desk, row)


def _take_off(desk: Desk, row: ResourceRow) -> None:
    wish = wishes.without_meeting(desk, row)
    touched = desk.store.edit_local(
        row.id, wish.text, intent=wish.intent, abandon=wish.abandon, tombstone=wish.tombstone
    )
    desk.publish_touched([touched])


async def _settle_meeting(desk: Desk, uid: Uid, collection: CollectionId, choice: Choice) -> None:
    row = desk.store.meeting(uid, collection)
    resource = next((one for one in desk.store.resource_by_uid(uid) if one.state is not State.DELETED), None)
    if row is None or resource is None or row.standing is MeetingStanding.OK:
        raise Refused(Why.NO_SUCH_EVENT)
    if choice not in choices_of(row.standing):
        raise ValueError(f"{choice} is no answer to {row.standing}")
    if choice is Choice.LEAVE:
        desk.store.put_meeting(dataclasses.replace(row, left_at=desk.now()))
    elif choice is Choice.MAKE:
        draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
        no_time = obstacle(draft, desk.now(), zone=desk.zone) is not None  # as the one before had none
        await _save(desk, resource, online=Online.ANEW, wish=MeetingWish(no_fixed_time=no_time))
    elif choice is Choice.REMOVE:
        _remove(desk, resource, row)
    elif choice is Choice.PUBLISH:
        _publish(desk, resource, row)
    elif choice is Choice.USE_ZOOM:
        await _use_zoom(desk, resource, row)
    else:
        desk.store.put_meeting(_settled(row))
        plan = IntentPlan(
            op_id=desk.new_op_id(),
            kind=IntentKind.LEVEL,
            account=row.account,
            meeting_id=row.meeting_id,
        )
        desk.store.put_intent(uid, resource.collection, plan)
    _tell(desk, uid)


def _remove(desk: Desk, resource: ResourceRow, row: MeetingRow) -> None:
    """Take the meeting off; one that is somebody else's is not deleted, nor is one that is gone."""
    if row.standing is MeetingStanding.KIND_KEPT:
        _take_off(desk, resource)
        return
    text = conference.detach(resource.text, now=desk.now(), meeting_id=row.meeting_id)
    desk.publish_touched([desk.store.edit_local(resource.id, text, tombstone=row.meeting_id)])
    desk.store.drop_meeting(row.uid, row.collection)


def _publish(desk: Desk, resource: ResourceRow, row: MeetingRow) -> None:
    """Write the link that Zoom has now into the event."""
    link = conference.find(resource.text)
    if link is not None and link.meeting_id == row.meeting_id:
        fresh = dataclasses.replace(link, join_url=row.join_url, passcode=row.passcode)
        text = conference.attach(resource.text, fresh, now=desk.now())
        desk.publish_touched([desk.store.edit_local(resource.id, text)])
    desk.store.put_meeting(_settled(row))


async def _use_zoom(desk: Desk, resource: ResourceRow, row: MeetingRow) -> None:
    """The event takes over start and length of its meeting."""
    begin, minutes = row.shown.get("start"), int(row.shown.get("minutes", 0))
    if not begin:
        raise Refused(Why.NO_SUCH_EVENT)
    draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
    zone = draft.start.tzinfo if isinstance(draft.start, datetime) else None
    start = datetime.fromisoformat(begin).astimezone(zone or desk.zone)
    if isinstance(draft.start, datetime) and draft.start.tzinfo is None:
        start = start.replace(tzinfo=None)
    desk.store.put_meeting(_settled(row))
    await _save(desk, resource, start=start, end=start + timedelta(minutes=minutes))


async def _save(desk: Desk, resource: ResourceRow, **values: object) -> None:
    draft = edit.read(resource.text, NO_RECURRENCE, collection=resource.collection).draft
    await save_event(desk, dataclasses.replace(draft, **values), resource=resource.id)  # type: ignore[arg-type] # by name


def _settled(row: MeetingRow) -> MeetingRow:
    return dataclasses.replace(row, standing=MeetingStanding.OK, since=None, left_at=None)


def _tell(desk: Desk, uid: Uid) -> None:
    desk.publish_event(uid)
    desk.wake_meeting(uid)
    for row in desk.store.resource_by_uid(uid):
        if row.unsent:
            desk.wake(desk.store.collection(row.collection).account)
