"""Turns what the Online meeting switch says at Save into an intent, or into the removal of one.

Asks nobody: the intent is committed together with the event, `saga` brings it about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dainvo.engine import asked
from dainvo.engine.desk import Desk
from dainvo.engine.foresight import MeetingStep, meeting_step
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical import conference, edit, split
from dainvo.ical.conference import Link
from dainvo.ical.edit import ParsedEvent
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    CollectionId,
    EventDraft,
    MeetingWish,
    Online,
    ResourceId,
    State,
    Uid,
)
from dainvo.ical.other_link import with_other_link
from dainvo.ical.resource import scan
from dainvo.store.rows import (
    AccountRow,
    AccountState,
    CollectionRow,
    IntentKind,
    IntentPlan,
    IntentRow,
    IntentState,
    MeetingRow,
    MeetingStanding,
    ResourceRow,
)
from dainvo.zoom import series
from dainvo.zoom.answers import MeetingType
from dainvo.zoom.mapping import obstacle
from dainvo.zoom.recurrence import Reason


@dataclass(frozen=True, slots=True)
class Wish:
    """What goes into the transaction of a save besides the text: `text` with or without the meeting's lines."""

    text: str
    intent: IntentPlan | None = None
    abandon: bool = False
    tombstone: str = ""


def at_save(
    desk: Desk, text: str, draft: EventDraft, *, collection: CollectionRow, before: ResourceRow | None, uid: Uid
) -> Wish:
    """The wish of a save. `text` is the edited event, `before` what it was, None for a new one.

    Raises NeedsUser(ZOOM_NOT_CONNECTED), Refused (ZOOM_NEEDS_TIME, ZOOM_ALREADY_BEGUN, ZOOM_OVER, ZOOM_NOT_ORGANIZER).
    """
    own = managed(desk, before) if before is not None else None
    step = meeting_step(
        draft.online,
        draft.wish,
        is_new=before is None,
        had=own is not None,
        under_way=_under_way(desk, uid),
        edited=before is not None and text != before.text,
    )
    if step is MeetingStep.TAKE_OFF and before is not None:
        return _off(desk, text, before, own)
    if step is MeetingStep.WRITE_LINK:
        wish = _off(desk, text, before, own) if before is not None else Wish(text)
        return replace(wish, text=with_other_link(wish.text, draft.wish.link, now=desk.now()))
    if step is MeetingStep.ANEW and own is not None:
        bare = conference.detach(text, now=desk.now(), meeting_id=own.meeting_id)
        return Wish(bare, intent=_create(desk, bare, collection, before, draft.wish), tombstone=own.meeting_id)
    if step in (MeetingStep.MAKE, MeetingStep.LINK):
        bare = with_other_link(text, "", now=desk.now())
        return Wish(bare, intent=_create(desk, bare, collection, before, draft.wish))
    if step is MeetingStep.COMPARE and own is not None:
        return Wish(text, intent=_level(desk, own, draft.wish))
    return Wish(text)


def at_split(
    desk: Desk,
    text: str,
    draft: EventDraft,
    *,
    collection: CollectionRow,
    before: ResourceRow,
    uid: Uid,
    own_meeting: bool,
) -> tuple[Wish, MeetingRow | None]:
    """The wish of the second part of a series that is cut in two, and the row of the meeting it shares.

    The first part keeps its meeting. The second keeps the link: the meeting loses its fixed time and is
    deleted with the last event that has it. With `own_meeting` it gets one of its own instead.
    Raises as `at_save`.
    """
    own = managed(desk, before)
    if draft.online is Online.NONE or (draft.online is Online.ZOOM and own_meeting):
        text = conference.detach(text, now=desk.now(), tombstone=False, meeting_id=own.meeting_id if own else "")
        own = None
    if own is not None:
        return Wish(text), replace(
            own,
            uid=uid,
            collection=collection.id,
            type=MeetingType.NO_FIXED_TIME,
            made_here=own.made_here or own.adopted_here,
            adopted_here=False,
            op_id="",
            occurrences={},
            reason=str(Reason.THIS_AND_FUTURE),
        )
    link = conference.find(text)
    if draft.online is Online.ZOOM and (link is None or link.source == "link"):
        return Wish(text, intent=_create(desk, text, collection, before, draft.wish)), None
    return Wish(text), None


def shares_with_other_part(desk: Desk, row: MeetingRow, text: str) -> bool:
    """Whether the other part of a series that was cut in two has the meeting, too."""
    users = set(desk.store.uids_with_meeting(row.meeting_id))
    return any(uid in users for uid in split.siblings(text))


def is_second_user(desk: Desk, row: MeetingRow) -> bool:
    """Whether the meeting was made for another event that still has it: that one's title and notes stand at Zoom."""
    if row.op_id or row.adopted_here:
        return False
    return any(uid != row.uid for uid in desk.store.uids_with_meeting(row.meeting_id))


def without_meeting(desk: Desk, before: ResourceRow) -> Wish:
    """The wish to take the meeting off an event that stays as it is otherwise."""
    return _off(desk, before.text, before, managed(desk, before))


def at_delete(desk: Desk, resource: ResourceRow, *, delete_meeting: bool) -> Wish:
    """The wish of a deletion: an own meeting goes after the event, if that was ticked (D6)."""
    own = managed(desk, resource) or _replaced(desk, resource.uid)
    if own is None or not delete_meeting or own.account is None or not _may_delete(desk, own, resource):
        return Wish(resource.text, abandon=delete_meeting)
    return Wish(resource.text, intent=_removal(desk, own), abandon=True)


def after_deletion(
    desk: Desk, before: ResourceRow, text: str, uid: Uid, *, wanted: bool = True
) -> list[tuple[Uid, CollectionId, IntentPlan]]:
    """What becomes of the meeting of an event that somebody deleted and that comes back as `uid`, `text` being without
    it: a new one is made, and the old one, if it was made here, goes, as the other side meant it to."""
    own, plans = managed(desk, before), []
    removals = {one.meeting_id for one in desk.store.intents(uid=before.uid, kind=IntentKind.DELETE)}
    if own is not None and own.made_here and own.account is not None and own.meeting_id not in removals:
        plans.append((before.uid, before.collection, _removal(desk, own)))
    had = own is not None or (uid != before.uid and bool(wishes(desk, before.uid)))
    if wanted and had and not _under_way(desk, uid):
        try:
            plan = _create(desk, text, desk.store.collection(before.collection), None, MeetingWish())
        except (Refused, NeedsUser):
            return plans  # it comes back all the same
        plans.append((uid, before.collection, plan))
    return plans


def put_all(desk: Desk, plans: Iterable[tuple[Uid, CollectionId, IntentPlan]]) -> None:
    """Have these intents taken up."""
    for uid, collection, plan in plans:
        desk.store.put_intent(uid, collection, plan)


def leave_at_zoom(desk: Desk, resource: ResourceRow) -> None:
    """The event goes and its meeting stays, as the user chose: nobody asks about it later."""
    own = managed(desk, resource)
    if own is not None:
        desk.store.put_meeting(replace(own, left_at=desk.now()))


def leftover(desk: Desk, uid: Uid, meeting_id: str) -> IntentPlan | None:
    """The removal of the meeting that the event had before the new one `meeting_id`; None if nothing of it is left."""
    before = _replaced(desk, uid)
    return None if before is None or before.meeting_id == meeting_id else _removal(desk, before)


def _replaced(desk: Desk, uid: Uid) -> MeetingRow | None:
    """A meeting made here that the event lost to a wish for a new one, and that still exists at Zoom (D1)."""
    row = desk.store.meeting(uid)
    if row is None or not row.made_here or row.account is None or row.standing in _NOT_OURS:
        return None
    if row.meeting_id not in desk.store.tombstones(uid):
        return None
    removals = desk.store.intents(uid=uid, kind=IntentKind.DELETE)
    return None if any(one.meeting_id == row.meeting_id for one in removals) else row


_NOT_OURS = frozenset({MeetingStanding.MISSING, MeetingStanding.OTHER_HOST})


def managed(desk: Desk, resource: ResourceRow) -> MeetingRow | None:
    """The event's own meeting: from our table, or from its lines if they name a connected account (M09)."""
    link = conference.find(resource.text)
    row = desk.store.meeting(resource.uid, resource.collection)
    if row is not None and row.collection != resource.collection and stands_elsewhere(desk, row, resource):
        row = None  # the same UID in two calendars: the meeting stays with the event that it was made for
    if row is not None and link is not None and link.meeting_id == row.meeting_id:
        return row
    if link is None or link.source == "link":
        return row if row is not None and link is None and not _taken_off(desk, resource, row) else None
    return _from_lines(desk, resource, link)


def stands_elsewhere(desk: Desk, row: MeetingRow, resource: ResourceRow) -> bool:
    """Whether another event than `resource` with its UID, in another calendar, carries the meeting."""
    others = [one for one in desk.store.resource_by_uid(resource.uid) if one.collection != resource.collection]
    links = [conference.find(one.text) for one in others if one.state is not State.DELETED]
    return any(link is not None and link.meeting_id == row.meeting_id for link in links)


def wishes(desk: Desk, uid: Uid) -> list[IntentRow]:
    """Open wishes for a meeting of this event, those given up left out."""
    return [
        intent
        for intent in desk.store.intents(uid=uid, kind=IntentKind.CREATE)
        if intent.state not in (IntentState.ABANDONED, IntentState.DONE)
    ]


def _under_way(desk: Desk, uid: Uid) -> bool:
    """Whether a meeting is being made. Of one that was linked and taken off again only twins are looked for."""
    return any(wish.state is not IntentState.LINKED for wish in wishes(desk, uid))


def renew(desk: Desk, before: ResourceRow, draft: EventDraft, collection: CollectionRow) -> None:
    """A save of an event whose wish is still open: a refusal is tried again, and guests added meanwhile hold it.

    An event that went out without its link once (asked for, or nobody was mailed) is not held any more.
    """
    holds = would_mail(
        desk.store.account(collection.account), collection, {attendee.address for attendee in draft.attendees}
    )
    for wish in wishes(desk, before.uid):
        if wish.state is IntentState.ATTENTION:
            continue
        if not before.base_text and holds != wish.holds:
            desk.store.set_intent(wish.op_id, holds=holds)
        if wish.why:
            desk.store.set_intent(wish.op_id, why=wish.why, next_at=desk.now())


def plan_level(desk: Desk, resource: ResourceId) -> bool:
    """Have the meeting compared with an event that a server changed; False if it has none of ours."""
    row = desk.store.resource(resource)
    own = managed(desk, row)
    if own is None or own.account is None:
        return False
    plan = _level(desk, own)
    if plan is not None:
        desk.store.put_intent(row.uid, row.collection, plan)
    return True


def level_plan(desk: Desk, resource: ResourceRow) -> IntentPlan | None:
    """The intent of a comparison, to be committed with an edit of an event that has a meeting of ours."""
    own = managed(desk, resource)
    return _level(desk, own) if own is not None else None


def would_mail(account: AccountRow, collection: CollectionRow, addresses: set[str]) -> bool:
    """Whether the server would send mail to guests when the event is written (RFC 6638 §3)."""
    return collection.schedules and bool({address.lower() for address in addresses} - account.addresses)


def is_organiser(desk: Desk, resource: ResourceRow) -> bool:
    """The same of an event as it is: an invitation that names our meeting is somebody else's event."""
    account = desk.store.account(desk.store.collection(resource.collection).account)
    return organised_here(account, edit.read(resource.text, NO_RECURRENCE, collection=resource.collection))


def _may_delete(desk: Desk, own: MeetingRow, resource: ResourceRow) -> bool:
    """Whether taking this event's meeting off may delete it at Zoom: it was made here, or the event is the user's."""
    return own.made_here or own.adopted_here or is_organiser(desk, resource)


def organised_here(account: AccountRow, parsed: ParsedEvent) -> bool:
    """Whether the user is the organiser, or nobody is."""
    if parsed.organizer is None or not account.addresses:
        return True
    return parsed.organizer.address.lower() in account.addresses


def zoom_account(desk: Desk, collection: CollectionId | None = None, chosen: AccountId | None = None) -> AccountRow:
    """The account that new meetings are made with: the chosen one, else that of the calendar, else a working one (M03).

    Raises NeedsUser(ZOOM_NOT_CONNECTED).
    """
    rows = [row for row in desk.store.accounts("zoom") if row.state is not AccountState.LEAVING]
    rows.sort(key=lambda row: row.state is AccountState.NEEDS_USER)
    rows.sort(key=lambda row: (row.id != chosen, collection not in row.detail.get(asked.CALENDARS, ())))
    if not rows:
        raise NeedsUser(Why.ZOOM_NOT_CONNECTED)
    return rows[0]


def _create(
    desk: Desk, text: str, collection: CollectionRow, before: ResourceRow | None, wish: MeetingWish
) -> IntentPlan:
    zoom = zoom_account(desk, collection.id, wish.account)
    account = desk.store.account(collection.account)
    parsed = edit.read(text, NO_RECURRENCE, collection=collection.id)
    if before is not None and not organised_here(account, parsed):
        raise Refused(Why.ZOOM_NOT_ORGANIZER)
    why = obstacle(parsed.draft, desk.now(), zone=desk.zone)
    if not series.to_come(scan(text), desk.now(), desk.zone):
        why = Why.ZOOM_OVER
    if why is Why.ZOOM_OVER or (why is not None and not wish.no_fixed_time):
        raise Refused(why)
    if wish.account is not None:
        asked.remember_account(desk, zoom.id, collection.id)
    guests = {attendee.address for attendee in parsed.draft.attendees}
    return IntentPlan(
        op_id=desk.new_op_id(),
        kind=IntentKind.CREATE,
        account=zoom.id,
        body=asked.body_of(wish),
        holds=would_mail(account, collection, guests),
    )


def _off(desk: Desk, text: str, before: ResourceRow, own: MeetingRow | None) -> Wish:
    """Take the meeting off (M12); a wish whose request never left ends without a call (M18)."""
    abandon = bool(wishes(desk, before.uid))
    if own is None:
        before_it = _replaced(desk, before.uid) if abandon else None
        return Wish(text, intent=_removal(desk, before_it) if before_it else None, abandon=abandon)
    bare = conference.detach(text, now=desk.now())
    deletes = own.account is not None and _may_delete(desk, own, before)
    intent = _removal(desk, own, unasked=True) if deletes else None
    return Wish(bare, intent=intent, abandon=abandon, tombstone=own.meeting_id)


def _level(desk: Desk, own: MeetingRow, wish: MeetingWish | None = None) -> IntentPlan | None:
    """A comparison after the calendar has the event; None if one is planned already, or nobody is connected.

    Options chosen for the meeting go with it, in one of their own beside one that is planned.
    """
    if own.account is None:
        return None
    chosen = wish is not None and wish.options is not None
    if not chosen and desk.store.intents(uid=own.uid, kind=IntentKind.LEVEL):
        return None
    return IntentPlan(
        op_id=desk.new_op_id(),
        kind=IntentKind.LEVEL,
        account=own.account,
        body=asked.body_of(wish) if wish is not None and chosen else "",
        meeting_id=own.meeting_id,
    )


def _removal(desk: Desk, own: MeetingRow, *, unasked: bool = False) -> IntentPlan:
    """The end of a meeting. One that was found at Zoom and linked stays there unless its deletion was ticked (M70)."""
    stays = unasked and own.adopted_here and not own.made_here
    body = json.dumps({"op_id": own.op_id, "made_here": own.made_here or own.adopted_here, asked.STAYS: stays})
    return IntentPlan(
        op_id=desk.new_op_id(), kind=IntentKind.DELETE, account=own.account, body=body, meeting_id=own.meeting_id
    )


def _from_lines(desk: Desk, resource: ResourceRow, link: Link) -> MeetingRow | None:
    """A row for a meeting made on another computer with an account that is connected here too; also stored."""
    for account in desk.store.accounts("zoom"):
        if link.account_hash and account.detail.get("account_hash") == link.account_hash:
            row = MeetingRow(
                uid=resource.uid,
                collection=resource.collection,
                account=account.id,
                meeting_id=link.meeting_id,
                join_url=link.join_url,
                passcode=link.passcode,
                op_id=link.op_id,
            )
            desk.store.put_meeting(row)
            return row
    return None


def _taken_off(desk: Desk, resource: ResourceRow, row: MeetingRow) -> bool:
    return row.meeting_id in desk.store.tombstones(resource.uid) or row.meeting_id in conference.gone(resource.text)
