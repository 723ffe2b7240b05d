"""The user's verbs about the Zoom account and about one event's meeting.

Does not touch the event's other properties: that is `events.save_event`.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dainvo.engine import asked, drift, saga, wishes, zoom_identity, zoom_sign_in
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk, ZoomCalls, zoom_key
from dainvo.engine.sync import push_account
from dainvo.engine.values import FutureMeeting, MeetingDetails, Removal, StartLink, WaitingEvent
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, Why
from dainvo.ical import conference, edit
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    CollectionId,
    Meeting,
    MeetingState,
    ResourceId,
    State,
    Uid,
)
from dainvo.ical.resource import scan
from dainvo.store.rows import AccountRow, AccountState, IntentKind, IntentState, MeetingRow, ResourceRow
from dainvo.zoom.answers import MeetingType
from dainvo.zoom.oauth import revoke
from dainvo.zoom.tokens import Tokens

log = logging.getLogger(__name__)


async def connect_zoom(desk: Desk, tell: zoom_sign_in.Tell) -> AccountId:
    """Sign in at Zoom: `tell` gets the address for the browser at once, the account comes back at the end.

    Waits at most five minutes; cancelling the future frees the port. The same Zoom user again is the same account.

    Raises Refused (NO_CLIENT_ID, BAD_CONFIGURATION, PORT_BUSY, DECLINED, TIMED_OUT), NeedsUser (NO_KEYRING,
    KEYRING_LOCKED, KEYRING_FAILED before the browser opens; ZOOM_APPROVAL …) or TryLater.
    """
    async with zoom_sign_in.browsed(desk, tell) as new:
        account = await zoom_sign_in.keep(desk, new)
    zoom_sign_in.begin(desk, account)
    return account


async def check_zoom(desk: Desk, account: AccountId) -> None:
    """Ask Zoom whether the sign-in still works and refresh the stored profile; the account's state tells the result.

    Raises what Zoom answered (NeedsUser, TryLater, Refused) after recording it.
    """
    row = zoom_row(desk, account)
    calls = desk.zoom(account)
    try:
        user = await zoom_identity.who(calls.meetings)
        grant = await calls.tokens.grant()
    except NeedsUser as error:
        ended = {"ended": error.about.get("ended") or None}
        desk.store.set_account(account, state=AccountState.NEEDS_USER, why=error.why, detail=ended)
        desk.publish_account(account)
        raise
    detail = zoom_sign_in.profile(desk.zoom_config(), grant, user)
    name = user.email or user.name or row.name
    desk.store.set_account(account, state=AccountState.OK, why="", name=name, detail=detail, last_sync=desk.now())
    desk.publish_account(account)
    zoom_sign_in.resume(desk, account)


async def zoom_removal(desk: Desk, account: AccountId) -> Removal:
    """What `remove_zoom` would leave behind: future meetings made here, events that wait for a link.

    Asks the copy only.
    """
    zoom_row(desk, account)
    futures = (_future(desk, row) for row in desk.store.meetings(account) if row.made_here)
    meetings = tuple(one for one in futures if one is not None)
    waiting = [WaitingEvent(resource.id, resource.uid, *_said(resource)) for resource in _waiting(desk, account)]
    return Removal(meetings, tuple(waiting))


async def remove_zoom(
    desk: Desk, account: AccountId, *, delete_meetings: bool = False, send_waiting: bool = False
) -> list[str]:
    """Disconnect: revoke (at most 5 s), wipe the sign-in, remove the account; links stay on events (M13, Y05).

    With `delete_meetings` the future meetings made here are deleted at Zoom first; the ids that could not be deleted
    come back, and the account is removed all the same only if there are none. Calling it again without the flag
    removes it. With `send_waiting` events held for their link go out without it, else they go on waiting.
    """
    zoom_row(desk, account)
    if delete_meetings:
        left = await _delete_future(desk, account)
        if left:
            return left
    held = _waiting(desk, account) if send_waiting else []
    desk.store.set_account(account, state=AccountState.LEAVING, why="")
    desk.publish_account(account)
    await finish_removal(desk, account)
    for resource in held:
        await send_without_link(desk, resource.id)
    return []


async def finish_removal(desk: Desk, account: AccountId) -> None:
    """The rest of `remove_zoom`, also after the program ended in the middle of it. A failed revoke keeps no token."""
    tokens = _tokens(desk, account)
    try:
        grant = await tokens.stored() if tokens is not None else None
        if grant is not None:
            await revoke(desk.web, grant)
    except DainvoError as error:
        log.info("the sign-in could not be revoked: %s", error.why)
    if tokens is not None:
        await tokens.forget()
    else:
        await asyncio.to_thread(desk.secrets.delete, zoom_key(account))
    desk.forget_zoom(account)
    for intent in desk.store.intents(account=account):
        # What was under way cannot be finished without a sign-in: it waits for the user, in plain words.
        desk.store.set_intent(intent.op_id, why=Why.ZOOM_NOT_CONNECTED, next_at=None)
    desk.store.remove_account(account)
    events = frozenset(row.collection for row in desk.store.meetings() if row.collection is not None)
    desk.publish(Changes(accounts=frozenset({account}), account_list=True, outbox=True, collections=events))


async def meeting_details(desk: Desk, resource: ResourceId) -> MeetingDetails:
    """The event's meeting as Zoom holds it now; reads only (D10).

    Raises Refused(NO_SUCH_EVENT, ZOOM_MEETING_GONE), NeedsUser or TryLater.
    """
    row, calls = _own_meeting(desk, resource)
    meeting = await calls.meetings.read(row.meeting_id)
    drift.seen(desk, desk.store.resource(resource), meeting)
    no_time = meeting.type == MeetingType.NO_FIXED_TIME
    return MeetingDetails(
        meeting=Meeting(
            provider="zoom",
            state=MeetingState.NO_FIXED_TIME if no_time else MeetingState.READY,
            join_url=meeting.join_url,
            meeting_id=meeting.id,
            passcode=meeting.passcode or row.passcode,
            host=meeting.host_email,
            account=row.account,
        ),
        topic=meeting.topic,
        start=meeting.start,
        duration_min=meeting.duration_min,
        zone=meeting.zone,
        host=meeting.host_email,
        **_here(desk, resource, row),
        settings=meeting.settings,
        overruled=asked.overruled_of(desk, row.account),
    )


def _here(desk: Desk, resource: ResourceId, row: MeetingRow) -> dict[str, Any]:
    """What the event says of what Zoom shows, to be held against it (M62)."""
    try:
        draft = edit.read(desk.store.resource(resource).text, NO_RECURRENCE, collection=CollectionId(0)).draft
    except Malformed:
        return {}
    link = conference.find(desk.store.resource(resource).text)
    said: dict[str, Any] = {"topic_here": draft.summary, "passcode_here": link.passcode if link else row.passcode}
    if isinstance(draft.start, datetime) and isinstance(draft.end, datetime) and not draft.rrule:
        begin = _instant(desk, draft.start)
        minutes = -((begin - _instant(desk, draft.end)) // timedelta(minutes=1))
        said |= {"start_here": begin, "minutes_here": minutes}
    return said


async def invitation_text(desk: Desk, resource: ResourceId) -> str:
    """Zoom's own invitation text for the event's meeting, to be copied (M40). Raises as `meeting_details`."""
    row, calls = _own_meeting(desk, resource)
    return await calls.meetings.invitation(row.meeting_id)


async def start_link(desk: Desk, resource: ResourceId) -> StartLink:
    """The link that starts the event's meeting as its host, fetched at this moment (M49).

    Raises Refused(NO_SUCH_EVENT, ZOOM_MEETING_GONE), NeedsUser, TryLater or Malformed.
    """
    row, calls = _own_meeting(desk, resource)
    return StartLink(await calls.meetings.start_link(row.meeting_id))


async def try_now(desk: Desk, resource: ResourceId) -> None:
    """Take up what waits for this event at once, whatever the next try says; also after a refusal was cured.

    Raises Refused(NO_SUCH_EVENT).
    """
    row = desk.store.resource(resource)
    account = desk.store.collection(row.collection).account
    saga.hurry(desk, row.uid, refused_too=True)
    if row.why_blocked and row.why_blocked not in (Why.UNREADABLE, Why.GONE):
        desk.store.unblock(resource)
    desk.store.hurry(account)
    desk.publish_event(row.uid)
    desk.wake_meeting(row.uid)
    desk.wake(account)


async def send_without_link(desk: Desk, resource: ResourceId) -> None:
    """Let a waiting event go to the calendar server now; its link follows as one update (D3, M68).

    Raises Refused(NO_SUCH_EVENT).
    """
    row = desk.store.resource(resource)
    for wish in wishes.wishes(desk, row.uid):
        desk.store.set_intent(wish.op_id, holds=False)
    desk.publish_event(row.uid)
    desk.wake(desk.store.collection(row.collection).account)


def zoom_row(desk: Desk, account: AccountId) -> AccountRow:
    """The row of a Zoom account. Raises Refused(NO_SUCH_ACCOUNT)."""
    row = desk.store.account(account)
    if row.kind != "zoom":
        raise Refused(Why.NO_SUCH_ACCOUNT)
    return row


def _tokens(desk: Desk, account: AccountId) -> Tokens | None:
    """None if Zoom's configuration is broken now: the keyring entry goes all the same."""
    try:
        return desk.zoom(account).tokens
    except DainvoError:
        return None


def _own_meeting(desk: Desk, resource: ResourceId) -> tuple[MeetingRow, ZoomCalls]:
    row = wishes.managed(desk, desk.store.resource(resource))
    if row is None:
        raise Refused(Why.ZOOM_MEETING_GONE)
    return row, desk.zoom(row.account)


def _future(desk: Desk, row: MeetingRow) -> FutureMeeting | None:
    """The meeting of an event that is not over; one without fixed time counts as long as its event is there."""
    resource = _resource(desk, row.uid)
    if resource is None:
        return None
    try:
        master = scan(resource.text).rows[0]
    except Malformed:
        return None
    start = master.dtstart if isinstance(master.dtstart, datetime) else None
    end = master.dtend if isinstance(master.dtend, datetime) else None
    over = end is not None and _instant(desk, end) <= desk.now() and not master.recurring
    if over:
        return None
    instant = _instant(desk, start) if start is not None and row.type == MeetingType.SCHEDULED else None
    return FutureMeeting(row.uid, master.summary, row.meeting_id, instant, len(master.attendees))


def _waiting(desk: Desk, account: AccountId) -> list[ResourceRow]:
    """Events whose meeting has not been made yet."""
    intents = desk.store.intents(account=account, kind=IntentKind.CREATE)
    open_uids = [one.uid for one in intents if one.state in (IntentState.PLANNED, IntentState.SENT)]
    found = (_resource(desk, uid) for uid in dict.fromkeys(open_uids))
    return [resource for resource in found if resource is not None]


def _said(resource: ResourceRow) -> tuple[str, datetime | date | None]:
    """Title and start of an event."""
    try:
        master = scan(resource.text).rows[0]
    except Malformed:
        return "", None
    return master.summary, master.dtstart


def _instant(desk: Desk, when: datetime) -> datetime:
    return (when if when.tzinfo is not None else when.replace(tzinfo=desk.zone)).astimezone(UTC)


def _resource(desk: Desk, uid: Uid) -> ResourceRow | None:
    rows = [row for row in desk.store.resource_by_uid(uid) if row.state is not State.DELETED]
    return rows[0] if rows else None


async def _delete_future(desk: Desk, account: AccountId) -> list[str]:
    """Take future meetings off their events and delete them; ids of those that Zoom did not delete come back."""
    removal = await zoom_removal(desk, account)
    for meeting in removal.meetings:
        resource = _resource(desk, meeting.uid)
        if resource is not None:
            wish = wishes.without_meeting(desk, resource)
            touched = desk.store.edit_local(
                resource.id, wish.text, intent=wish.intent, abandon=wish.abandon, tombstone=wish.tombstone
            )
            desk.publish_touched([touched])
    for caldav in desk.store.accounts("caldav"):
        try:
            await push_account(desk, caldav.id)
        except DainvoError as error:
            log.info("a calendar server did not take the removal of meetings: %s", error.why)
    left = []
    for meeting in removal.meetings:
        saga.hurry(desk, meeting.uid, refused_too=True)  # the user tries again what was refused before
        await saga.step(desk, meeting.uid)
        if any(intent.kind is IntentKind.DELETE for intent in desk.store.intents(uid=meeting.uid)):
            left.append(meeting.meeting_id)
    return left
