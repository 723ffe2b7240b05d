"""Notices when a meeting at Zoom is not as its event, and asks or repairs as D9 says (N02, N10).

Waits for nothing: `background` calls it when something is due. What is sent to mend a meeting goes through `level`.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
from datetime import datetime, timedelta
from typing import Any, Final

from dainvo.engine import level, wishes, zoom_times
from dainvo.engine.changes import Changes, Notice
from dainvo.engine.desk import Desk
from dainvo.errors import DainvoError, Malformed, Refused, TryLater, Why
from dainvo.ical import recurrence
from dainvo.ical.event import State, TimeRange, Uid
from dainvo.ical.resource import scan
from dainvo.store.needing import Asked
from dainvo.store.rows import (
    AccountState,
    CollectionState,
    IntentKind,
    IntentPlan,
    IntentState,
    MeetingRow,
    MeetingStanding,
    ResourceRow,
)
from dainvo.zoom.answers import ZoomMeeting
from dainvo.zoom.mapping import text_differences, wanted

log = logging.getLogger(__name__)

#: So long before an event its meeting is looked at.
CHECKS: Final = (timedelta(hours=24), timedelta(hours=1), timedelta(minutes=10))
#: An event that still waits for Zoom so shortly before it begins is told about (M68).
NOTICE: Final = timedelta(minutes=60)
#: An event that is opened again within this time is not looked up again.
_OPENED_EVERY: Final = timedelta(seconds=60)
#: Repairs of one event in an hour, and the count of a day's writes from which repairs wait for the next (I-14).
MOST_REPAIRS: Final = 3
REPAIRS_UP_TO: Final = 90
#: The next look at what may be due; an edit may bring something sooner.
LOOK_EVERY: Final = timedelta(minutes=5)
#: An event that is nowhere any more is asked about after so long, and two more syncs of every account.
VANISHED_AFTER: Final = timedelta(minutes=10)


async def opened(desk: Desk, resource: ResourceRow) -> None:
    """The user looks at an event: read its meeting and note what differs; nothing is written at a server (M62)."""
    row = wishes.managed(desk, resource)
    if row is None or row.account is None or _busy(desk, resource.uid):
        return
    if row.checked_at is not None and timedelta(0) <= desk.now() - row.checked_at < _OPENED_EVERY:
        return
    await _look(desk, resource, row, repair=False)


def seen(desk: Desk, resource: ResourceRow, meeting: ZoomMeeting) -> None:
    """Somebody read the meeting of an event: note what differs; nothing is written at a server."""
    row = wishes.managed(desk, resource)
    if row is not None and row.meeting_id == meeting.id and not _busy(desk, resource.uid):
        tell(desk, resource, row, meeting, repair=False)


async def due(desk: Desk) -> datetime:
    """Look at every meeting whose time for it has come; gives the instant of the next one."""
    now = desk.now()
    following = now + LOOK_EVERY
    working = {account.id for account in desk.store.accounts("zoom") if account.state is not AccountState.NEEDS_USER}
    for row in desk.store.meetings():
        await asyncio.sleep(0)
        resource = _event(desk, row.uid)
        if resource is None or row.account not in working:
            continue
        start = next_start(desk, resource, now)
        if start is None:
            continue
        times = [start - before for before in CHECKS]
        following = min([following, *(when for when in times if when > now)])
        checked = row.checked_at if row.checked_at is not None and row.checked_at <= now else None  # else set back
        if any(when <= now and (checked is None or checked < when) for when in times):
            await _check(desk, resource, row)
        if start - CHECKS[-1] <= now:
            _tell_gone(desk, resource, row, start)
    return min([following, *_notices(desk, now)])


async def _check(desk: Desk, resource: ResourceRow, row: MeetingRow) -> None:
    """A look nobody waits for: what cannot be had now is tried with the next one."""
    if _busy(desk, resource.uid):
        return
    try:
        await _look(desk, resource, row, repair=True)
    except TryLater as error:
        log.info("a meeting could not be checked: %s", error.why)
    except DainvoError as error:
        log.info("a meeting cannot be checked: %s", error.why)
        _note(desk, row, checked_at=desk.now())


async def _look(desk: Desk, resource: ResourceRow, row: MeetingRow, *, repair: bool) -> None:
    """GET, and what it tells into the row. Raises TryLater, NeedsUser, Refused, Malformed."""
    async with desk.lock(("meeting", resource.uid)):
        try:
            meeting = await desk.zoom(row.account).meetings.read(row.meeting_id)
        except Refused as error:
            if error.why not in (Why.ZOOM_MEETING_GONE, Why.ZOOM_OTHER_HOST):
                raise
            gone = error.why is Why.ZOOM_MEETING_GONE
            standing = MeetingStanding.MISSING if gone else MeetingStanding.OTHER_HOST
            _note(desk, level.stood(desk, row, standing), checked_at=desk.now())
            return
        now = desk.store.meeting(row.uid, row.collection)
        if now is not None and now.meeting_id == row.meeting_id and not _busy(desk, row.uid):
            tell(desk, resource, now, meeting, repair=repair)


def tell(desk: Desk, resource: ResourceRow, row: MeetingRow, meeting: ZoomMeeting, *, repair: bool) -> None:
    """Note what a look at the meeting showed. With `repair` also mend what needs no question: the title and notes at
    Zoom, and the link in the event if nobody would be mailed for it."""
    host = _other_host(desk, row, meeting)
    if host is not None:
        _note(desk, level.stood(desk, row, MeetingStanding.OTHER_HOST, host=host), checked_at=desk.now())
        return
    shown = level.what_it_shows(meeting)
    fresh: dict[str, Any] = {"join_url": meeting.join_url, "passcode": meeting.passcode or row.passcode}
    standing = MeetingStanding.OK
    second = wishes.is_second_user(desk, row)
    if not second and zoom_times.shows_other_time(desk, resource, meeting, known=level.known_dates(row)):
        standing = MeetingStanding.TIME_DIFFERS
        if row.standing is standing and row.left_at is not None and row.shown != shown:
            fresh["left_at"] = None  # it was changed once more
    elif row.standing is MeetingStanding.KIND_KEPT:
        standing = row.standing
    elif level.published_link_differs(desk, resource, meeting):
        if repair and not level.mails_guests(desk, resource):
            level.publish_link(desk, resource, meeting, str(fresh["passcode"]))
        else:
            standing = MeetingStanding.LINK_CHANGED
    _note(desk, level.stood(desk, row, standing, shown=shown, **fresh), checked_at=desk.now())
    if repair and not second and standing is MeetingStanding.OK:
        _mend_texts(desk, resource, row, meeting)


def _busy(desk: Desk, uid: Uid) -> bool:
    """Whether work on the event's meeting is open, which looks by itself; to wait for twins or an answer is none."""
    for intent in desk.store.intents(uid=uid):
        waits = intent.state in (IntentState.LINKED, IntentState.ABANDONED) and intent.next_at and not intent.why
        if not waits and intent.state is not IntentState.ATTENTION:
            return True
    return False


def _other_host(desk: Desk, row: MeetingRow, meeting: ZoomMeeting) -> str | None:
    """Who hosts the meeting, if it is not the user of its account."""
    user = str(desk.store.account(row.account).detail.get("user_id", "")) if row.account is not None else ""
    if not user or not meeting.host_id or meeting.host_id == user:
        return None
    return meeting.host_email


def _mend_texts(desk: Desk, resource: ResourceRow, row: MeetingRow, meeting: ZoomMeeting) -> None:
    draft = zoom_times.draft_of(resource)
    want = wanted(draft, op_id=row.op_id, uid=resource.uid, zone=desk.zone)
    if not text_differences(want, meeting) or not _may_repair(desk, row):
        return
    if wishes.plan_level(desk, resource.id):
        desk.wake_meeting(resource.uid)


def _may_repair(desk: Desk, row: MeetingRow) -> bool:
    """Within the budget of the event and of the account; noted as used."""
    if row.account is None or desk.zoom_writes(row.account) >= REPAIRS_UP_TO:
        return False
    since = desk.now() - timedelta(hours=1)
    recent = [when for when in desk.repairs.get(row.uid, ()) if when > since]
    if len(recent) >= MOST_REPAIRS:
        return False
    desk.repairs[row.uid] = [*recent, desk.now()]
    return True


def _note(desk: Desk, row: MeetingRow, **values: Any) -> None:
    desk.store.put_meeting(dataclasses.replace(row, **values))
    desk.publish_event(row.uid)


def next_start(desk: Desk, resource: ResourceRow, now: datetime) -> datetime | None:
    """When the event begins next within a good day; None if it does not."""
    try:
        index = scan(resource.text)
    except Malformed:
        return None
    span = TimeRange(now, now + max(CHECKS) + 2 * LOOK_EVERY)
    starts = []
    for one in recurrence.occurrences(index, span, desk.zone):
        if isinstance(one.start, datetime):
            start = one.start if one.start.tzinfo is not None else one.start.replace(tzinfo=desk.zone)
            starts.append(start)
    return min((start for start in starts if start > now), default=None)


def _notices(desk: Desk, now: datetime) -> list[datetime]:
    """Tell, once a run, of each event that waits for Zoom and begins within the hour; gives when others will."""
    later = []
    for wish in desk.store.intents(kind=IntentKind.CREATE):
        waits = wish.holds and wish.state in (IntentState.PLANNED, IntentState.SENT, IntentState.ATTENTION)
        resource = _event(desk, wish.uid) if waits and wish.op_id not in desk.noticed else None
        start = next_start(desk, resource, now) if resource is not None else None
        if resource is None or start is None:
            continue
        if start - NOTICE > now:
            later.append(start - NOTICE)
            continue
        desk.noticed.add(wish.op_id)
        summary = scan(resource.text).rows[0].summary
        desk.publish(Changes(notices=(Notice("waiting_for_zoom", resource.id, summary, start),), outbox=True))
    return later


def _tell_gone(desk: Desk, resource: ResourceRow, row: MeetingRow, start: datetime) -> None:
    """Tell, once a run, that an event which begins now has no meeting at Zoom any more."""
    row = desk.store.meeting(row.uid, row.collection) or row
    told = f"gone {row.uid} {start.isoformat()}"
    if row.standing is not MeetingStanding.MISSING or row.left_at is not None or told in desk.noticed:
        return
    desk.noticed.add(told)
    draft = zoom_times.draft_of(resource)
    notice = Notice("meeting_gone", resource.id, draft.summary, start, people=len(draft.attendees))
    desk.publish(Changes(notices=(notice,)))


async def vanished(desk: Desk) -> None:
    """Ask about meetings made here whose event another program deleted: after two more syncs of every account and
    ten minutes in which its UID is nowhere (reliability: it may only have moved)."""
    _close_answered(desk)
    collections = {row.id: row for row in desk.store.collections()}
    for row in desk.store.meetings():
        home = collections.get(row.collection) if row.collection is not None else None
        theirs = not (row.made_here or row.adopted_here) or row.account is None
        if theirs or row.left_at is not None or home is None or home.state is not CollectionState.OK:
            continue
        if desk.store.resource_by_uid(row.uid):
            _forget_absence(desk, row)
        elif (
            not _busy(desk, row.uid)
            and not desk.store.intents(uid=row.uid, kind=IntentKind.DELETE)
            and _absent_for_good(desk, row)
        ):
            await _ask_about(desk, row)


def _absent_for_good(desk: Desk, row: MeetingRow) -> bool:
    """Whether the UID was nowhere for long enough; how far that is goes into the row."""
    now, absent = desk.now(), dict(row.shown)
    synced = [account.last_sync for account in desk.store.accounts("caldav") if account.state is AccountState.OK]
    if len(synced) < len(desk.store.accounts("caldav")) or any(when is None for when in synced):
        return False
    oldest = min((when for when in synced if when is not None), default=now)
    first, second = (absent.get(name) for name in ("absent_since", "absent_still"))
    if first is None:
        absent["absent_since"] = now.isoformat()
    elif second is None and oldest > datetime.fromisoformat(first):
        absent["absent_still"] = now.isoformat()
    elif second is not None and oldest > datetime.fromisoformat(second):
        return now - datetime.fromisoformat(first) >= VANISHED_AFTER
    if absent != row.shown:
        _note(desk, row, shown=absent)
    return False


def _forget_absence(desk: Desk, row: MeetingRow) -> None:
    if "absent_since" in row.shown:
        _note(desk, row, shown={name: value for name, value in row.shown.items() if not name.startswith("absent")})


async def _ask_about(desk: Desk, row: MeetingRow) -> None:
    """Once the meeting is seen to exist; one that is gone, too, leaves nothing to ask."""
    try:
        meeting = await desk.zoom(row.account).meetings.read(row.meeting_id)
    except Refused as error:
        if error.why is Why.ZOOM_MEETING_GONE:
            desk.store.drop_meeting(row.uid, row.collection)
        return
    except DainvoError as error:
        log.info("a meeting without an event could not be read: %s", error.why)
        return
    body = {"asked": Asked.VANISHED.value, "topic": meeting.topic, "op_id": row.op_id}
    if desk.store.resource_by_uid(row.uid) or _other_host(desk, row, meeting) is not None:
        return
    desk.store.put_intent(
        row.uid,
        row.collection,
        IntentPlan(
            op_id=desk.new_op_id(),
            kind=IntentKind.DELETE,
            account=row.account,
            body=json.dumps(body),
            meeting_id=row.meeting_id,
            asks=True,
        ),
    )
    desk.publish_event(row.uid)


def _close_answered(desk: Desk) -> None:
    """An event that came back answers the question about it."""
    for intent in desk.store.intents(kind=IntentKind.DELETE, states=[IntentState.ATTENTION]):
        noted = json.loads(intent.body) if intent.body else {}
        if noted.get("asked") == Asked.VANISHED and desk.store.resource_by_uid(intent.uid):
            desk.store.close_intent(intent.op_id)


def _event(desk: Desk, uid: Uid) -> ResourceRow | None:
    return next((row for row in desk.store.resource_by_uid(uid) if row.state is not State.DELETED), None)
