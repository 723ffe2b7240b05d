"""The user's verbs on the Meetings page: list what is at Zoom, make or choose an event for it, delete it (M51).

What is uncertain or half finished is answered in `attention`, not here.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dainvo.engine import asked, wishes
from dainvo.engine.actions import events
from dainvo.engine.actions.events import save_event
from dainvo.engine.desk import Desk
from dainvo.engine.listed import Kind, ListedMeeting, MeetingsAtZoom, Place, Unread
from dainvo.engine.values import Saved
from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical import edit, recurrence
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    CollectionId,
    EventDraft,
    MeetingWish,
    Online,
    ResourceId,
    Scope,
    State,
    TimeRange,
    Uid,
)
from dainvo.ical.resource import scan
from dainvo.store.rows import AccountRow, AccountState, IntentKind, IntentRow, IntentState, ResourceRow
from dainvo.zoom import series
from dainvo.zoom.answers import Listing, MeetingType, ZoomMeeting
from dainvo.zoom.as_series import AsSeries, as_series
from dainvo.zoom.dates import check
from dainvo.zoom.mapping import has_marker, marker

_KINDS: dict[int, Kind] = {MeetingType.NO_FIXED_TIME: Kind.NO_FIXED_TIME, MeetingType.SERIES: Kind.SERIES}
_MARK = re.compile(r"\A\[dv-[a-z2-7]{26}\]\n?")
#: How long an event of a meeting without a fixed time lasts until somebody says otherwise.
_AN_HOUR = timedelta(hours=1)


async def known_meetings(desk: Desk) -> MeetingsAtZoom:
    """The meetings that events here have, as far as the copy knows them; asks nobody."""
    rows = [row for row in desk.store.accounts("zoom") if row.state is not AccountState.LEAVING]
    return MeetingsAtZoom(_sorted(desk, [one for row in rows for one in _known(desk, row)]))


async def list_meetings(desk: Desk) -> MeetingsAtZoom:
    """What Zoom lists for every connected account now, side by side; an account that fails stops no other.

    Reads only. Raises nothing of the five failures: they stand in `unread`, beside what the copy knows.
    """
    rows = [row for row in desk.store.accounts("zoom") if row.state is not AccountState.LEAVING]
    found = await asyncio.gather(*(_listing(desk, row) for row in rows))
    meetings: list[ListedMeeting] = []
    unread: list[Unread] = []
    complete = True
    for row, listing in zip(rows, found, strict=True):
        if isinstance(listing, Why):
            unread.append(Unread(row.id, row.name, listing))
            meetings += _known(desk, row)
            continue
        complete = complete and listing.complete
        creates = desk.store.intents(account=row.id, kind=IntentKind.CREATE)
        meetings += [_listed(desk, row, meeting, creates) for meeting in listing.meetings]
    return MeetingsAtZoom(_sorted(desk, meetings), tuple(unread), complete)


async def make_event(desk: Desk, account: AccountId, meeting_id: str, collection: CollectionId) -> Saved:
    """Make an event of a meeting that has none: its topic, time and notes, and its link.

    A recurring one becomes a series with the very dates it has at Zoom from now on. A meeting without a fixed time gets
    an event at the next full hour; the meeting itself stays as it is.
    Raises Refused (ZOOM_IN_USE, ZOOM_MEETING_GONE, ZOOM_OTHER_HOST, ZOOM_OVER, ZOOM_ODD_SERIES, READ_ONLY …), TryLater,
    NeedsUser.
    """
    meeting = await _free(desk, account, meeting_id)
    if meeting.type == MeetingType.SERIES:
        return _make_series(desk, meeting, collection)
    zone = _zone(meeting.zone, desk)
    start = meeting.start.astimezone(zone) if meeting.start is not None else _next_hour(desk)
    length = timedelta(minutes=meeting.duration_min) if meeting.start is not None else _AN_HOUR
    return await save_event(desk, _draft(meeting, collection, start, length or _AN_HOUR))


def _draft(meeting: ZoomMeeting, collection: CollectionId, start: datetime, length: timedelta) -> EventDraft:
    return EventDraft(
        collection=collection,
        summary=meeting.topic,
        start=start,
        end=start + length,
        description=_MARK.sub("", meeting.agenda.replace("\r\n", "\n")).strip(),
        online=Online.ZOOM,
        wish=MeetingWish(use=meeting.id),
    )


def _make_series(desk: Desk, meeting: ZoomMeeting, collection: CollectionId) -> Saved:
    """One transaction for rule and exceptions, so that nothing of the meeting is ever put right that is right."""
    found = as_series(meeting, desk.now(), _zone(meeting.zone, desk))
    if found is None:
        raise Refused(Why.ZOOM_OVER if not _has_dates(desk, meeting) else Why.ZOOM_ODD_SERIES)
    length = timedelta(minutes=found.minutes)
    draft = replace(_draft(meeting, collection, found.start, length), rrule=found.rrule)
    uid = desk.new_uid()
    text = _with_exceptions(edit.create(draft, uid=uid, now=desk.now()), draft, found, desk)
    plan = series.plan(scan(text), desk.now(), desk.zone)
    if isinstance(plan, series.NoFixedTime) or check(plan.places, meeting.occurrences, desk.now()):
        raise Refused(Why.ZOOM_ODD_SERIES)
    into = events.writable(desk, collection)
    saved = events.put_new(desk, draft, into, uid, text)
    desk.wake_meeting(uid)
    desk.wake(into.account)
    return saved


def _with_exceptions(text: str, draft: EventDraft, found: AsSeries, desk: Desk) -> str:
    """The dates that Zoom has moved or left out, in the series of the calendar."""
    reach = TimeRange(found.start, found.start + timedelta(days=3660))
    names = {
        one.start.astimezone(UTC): one.recurrence_id
        for one in recurrence.occurrences(scan(text), reach, desk.zone)
        if isinstance(one.start, datetime)
    }
    for place, slot in found.moved.items():
        start = slot.start.astimezone(found.start.tzinfo)
        moved = replace(draft, start=start, end=start + timedelta(minutes=slot.minutes))
        text = edit.apply(text, moved, scope=Scope.THIS, recurrence_id=names[place], now=desk.now())
    for place in found.left_out:
        text = edit.remove_occurrence(text, names[place], now=desk.now())
    return text


def _has_dates(desk: Desk, meeting: ZoomMeeting) -> bool:
    return any(one.available and one.start > desk.now() for one in meeting.occurrences)


async def link_meeting(desk: Desk, account: AccountId, meeting_id: str, resource: ResourceId) -> Saved:
    """Give a meeting that has no event to an event that has no meeting. Raises as `make_event`, and NO_SUCH_EVENT,
    ZOOM_HAS_ONE, ZOOM_REPEATS."""
    meeting = await _free(desk, account, meeting_id)
    row = desk.store.resource(resource)
    if wishes.managed(desk, row) is not None or wishes.wishes(desk, row.uid):
        raise Refused(Why.ZOOM_HAS_ONE)
    asked.fits(meeting, row.text)
    draft = edit.read(row.text, NO_RECURRENCE, collection=row.collection).draft
    return await save_event(
        desk, replace(draft, online=Online.ZOOM, wish=MeetingWish(use=meeting_id)), resource=resource
    )


async def delete_meeting(desk: Desk, account: AccountId, meeting_id: str) -> None:
    """Delete a meeting that no event here has, as the user said for just this one; gone already counts as done.

    Raises Refused (ZOOM_IN_USE, ZOOM_OTHER_HOST, ZOOM_SCOPE_MISSING …), TryLater, NeedsUser.
    """
    try:
        await _free(desk, account, meeting_id)
    except Refused as error:
        if error.why is Why.ZOOM_MEETING_GONE:
            return
        raise
    await desk.zoom(account).meetings.delete(meeting_id, whole=True)


async def _listing(desk: Desk, row: AccountRow) -> Listing | Why:
    try:
        return await desk.zoom(row.id).meetings.list()
    except DainvoError as error:
        return error.why


def _sorted(desk: Desk, meetings: list[ListedMeeting]) -> tuple[ListedMeeting, ...]:
    return tuple(sorted(meetings, key=lambda one: (one.start is None, one.start or desk.now(), one.topic)))


def _known(desk: Desk, row: AccountRow) -> Iterator[ListedMeeting]:
    """The account's meetings that the copy has an event for, at the event's time."""
    for meeting in desk.store.meetings(row.id):
        event = next((one for one in desk.store.resource_by_uid(meeting.uid) if one.state is not State.DELETED), None)
        if event is None:
            continue
        first = scan(event.text).rows[0]
        timed = isinstance(first.dtstart, datetime) and isinstance(first.dtend, datetime)
        kind = _kind(meeting.type)
        start = _instant(desk, first.dtstart) if timed and kind is not Kind.NO_FIXED_TIME else None
        end = _instant(desk, first.dtend) if start is not None else None
        over = kind is Kind.SCHEDULED and end is not None and end <= desk.now()
        yield ListedMeeting(
            account=row.id,
            meeting_id=meeting.meeting_id,
            topic=first.summary,
            kind=kind,
            place=Place.PAST if over else Place.LINKED,
            start=start,
            minutes=round((end - start).total_seconds() / 60) if start is not None and end is not None else 0,
            resource=event.id,
            uid=event.uid,
            title=first.summary,
        )


def _kind(number: int) -> Kind:
    return _KINDS.get(number, Kind.SCHEDULED)


def _instant(desk: Desk, when: date) -> datetime:
    """In UTC; a floating time is of this computer."""
    assert isinstance(when, datetime)  # noqa: S101 - asked before
    return (when if when.tzinfo is not None else when.replace(tzinfo=desk.zone)).astimezone(UTC)


def _listed(desk: Desk, row: AccountRow, meeting: ZoomMeeting, creates: list[IntentRow]) -> ListedMeeting:
    event = _event_with(desk, meeting.id)
    kind = _kind(meeting.type)
    over = kind is Kind.SCHEDULED and meeting.start is not None and _end(meeting) <= desk.now()
    place = Place.PAST if over else Place.FREE if event is None else Place.LINKED
    under_way = event is None and any(_is_for(wish, meeting) for wish in creates)
    return ListedMeeting(
        account=row.id,
        meeting_id=meeting.id,
        topic=meeting.topic,
        kind=kind,
        place=place,
        start=meeting.start if kind is not Kind.NO_FIXED_TIME else None,
        minutes=meeting.duration_min,
        resource=event.id if event is not None else None,
        uid=event.uid if event is not None else None,
        title=scan(event.text).rows[0].summary if event is not None else "",
        under_way=under_way,
        event_possible=place is Place.FREE and not under_way,
        created=meeting.created_at,
    )


def _event_with(desk: Desk, meeting_id: str) -> ResourceRow | None:
    """The event that has the meeting, the one it was made for first; None if there is none that can be read."""
    uids: list[Uid] = [row.uid for row in desk.store.meetings_by_id(meeting_id)]
    uids += [uid for uid in desk.store.uids_with_meeting(meeting_id) if uid not in uids]
    for uid in uids:
        for row in desk.store.resource_by_uid(uid):
            if row.state is not State.DELETED:
                return row
    return None


def _end(meeting: ZoomMeeting) -> datetime:
    assert meeting.start is not None  # noqa: S101 - asked before
    return meeting.start + timedelta(minutes=meeting.duration_min)


def _is_for(wish: IntentRow, meeting: ZoomMeeting) -> bool:
    """Whether an open wish made this meeting, or chose it, and has not linked it yet."""
    if wish.state is IntentState.DONE:
        return False
    named = meeting.id in (wish.meeting_id, asked.wish_of(wish).use)
    return named or has_marker(meeting.agenda, marker(wish.op_id, wish.uid))


async def _free(desk: Desk, account: AccountId, meeting_id: str) -> ZoomMeeting:
    """The meeting as it is now, which belongs to the account, to no event here and to no save under way."""
    if not any(row.id == account for row in desk.store.accounts("zoom")):
        raise Refused(Why.NO_SUCH_ACCOUNT)
    meeting = await desk.zoom(account).meetings.read(meeting_id)
    user_id = str(desk.store.account(account).detail.get("user_id", ""))
    if not user_id or meeting.host_id != user_id:
        raise Refused(Why.ZOOM_OTHER_HOST, about={"host": meeting.host_email})
    creates = desk.store.intents(account=account, kind=IntentKind.CREATE)
    if _event_with(desk, meeting.id) is not None or any(_is_for(wish, meeting) for wish in creates):
        raise Refused(Why.ZOOM_IN_USE)
    return meeting


def _zone(name: str, desk: Desk) -> ZoneInfo:
    try:
        return ZoneInfo(name) if name else desk.zone
    except (KeyError, ValueError, OSError):
        return desk.zone


def _next_hour(desk: Desk) -> datetime:
    now = desk.now().astimezone(desk.zone)
    return now.replace(minute=0, second=0, microsecond=0) + _AN_HOUR
