"""The user's verbs about events: save, delete, wait until settled.

Each writes the copy in one transaction and comes back; the servers follow without being waited for.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import nullcontext, suppress
from datetime import timedelta
from enum import StrEnum
from typing import Final, Literal

from dainvo.engine import names, outbox, wishes
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.engine.sync import push_account
from dainvo.engine.values import Saved
from dainvo.errors import DainvoError, Refused, TryLater, Why
from dainvo.ical import conference, drafts, edit, split
from dainvo.ical.event import (
    NO_RECURRENCE,
    CollectionId,
    EventDraft,
    Href,
    Online,
    RecurrenceId,
    ResourceId,
    Scope,
    State,
    Uid,
)
from dainvo.store.calendars import NOT_KEPT
from dainvo.store.edits import SecondPart
from dainvo.store.rows import (
    AccountState,
    CollectionRow,
    CollectionState,
    IntentKind,
    IntentState,
    OutboxState,
    ResourceRow,
    Touched,
)

log = logging.getLogger(__name__)

#: The same new draft within this time is a double click, not a second event (M19).
_DOUBLE_CLICK: Final = timedelta(seconds=2)


async def save_event(
    desk: Desk,
    draft: EventDraft,
    *,
    resource: ResourceId | None = None,
    recurrence_id: RecurrenceId = NO_RECURRENCE,
    scope: Scope = Scope.ALL,
    own_meeting: bool = False,
    opened: EventDraft | None = None,
) -> Saved:
    """Store a new event, or the edit of `resource`, with its meeting wish; `scope` says which occurrences are meant.
    `opened` is the event as it was when the draft was begun: what the user left as it was there stays as it is now.

    The same new draft saved twice within two seconds is one event (M19). A draft in another calendar moves the event.
    Scope.FOLLOWING from a later occurrence than the first makes a second series, which comes back (E13). It has the
    link of the first, or, with `own_meeting`, a meeting of its own; another calendar takes it alone.

    Raises Refused: END_BEFORE_START, BAD_RULE, BAD_ATTENDEE, READ_ONLY, NO_SUCH_CALENDAR, NO_SUCH_EVENT,
    ZOOM_NEEDS_TIME, ZOOM_ALREADY_BEGUN, ZOOM_OVER, ZOOM_NOT_ORGANIZER; NeedsUser(ZOOM_NOT_CONNECTED); Malformed.
    """
    before: EventDraft | None = None
    if resource is not None and opened is not None:
        row = _row(desk, resource)
        now = edit.read(row.text, recurrence_id, collection=row.collection).draft
        before, draft = drafts.clashes(draft, opened, now), drafts.onto(draft, opened, now)
    stays = resource is not None and _row(desk, resource).collection == draft.collection
    collection = writable(desk, draft.collection, Right.CHANGE if stays else Right.CREATE)
    if resource is None:
        with desk.store.hasty() if draft.online is Online.ZOOM else nullcontext():
            saved = _again(desk, draft) or _create(desk, draft, collection)
        desk.recent = (draft, saved, desk.now())
    elif scope is Scope.FOLLOWING and split.divides(_row(desk, resource).text, recurrence_id):
        saved = _edit_following(desk, draft, collection, _row(desk, resource), recurrence_id, own_meeting=own_meeting)
    else:
        if scope is Scope.FOLLOWING and split.is_first(_row(desk, resource).text, recurrence_id):
            scope = Scope.ALL
        saved = _edit(desk, draft, collection, _row(desk, resource), recurrence_id, scope, before)
    desk.wake_meeting(saved.uid)
    desk.wake(collection.account)
    if draft.online is Online.ZOOM:
        await asyncio.sleep(0)  # the request for its meeting is noted before it leaves: one wait for the disk does both
        with suppress(
            TryLater
        ):  # the disk is full by now: the event is stored, and for good with the next that is written
            desk.store.be_durable()
    return saved


async def delete_event(
    desk: Desk,
    resource: ResourceId,
    recurrence_id: RecurrenceId = NO_RECURRENCE,
    scope: Scope = Scope.ALL,
    *,
    delete_meeting: bool = True,
) -> None:
    """Delete an event, or one occurrence of it with Scope.THIS, or that and all after it with Scope.FOLLOWING (E13);
    the event's own meeting after the server took the deletion of all of it.

    Raises Refused (READ_ONLY, NO_SUCH_EVENT, BAD_RULE).
    """
    row = _row(desk, resource)
    if scope is Scope.THIS and recurrence_id and edit.is_only(row.text, recurrence_id):
        scope = Scope.ALL
    in_part = scope is Scope.FOLLOWING and not split.is_first(row.text, recurrence_id)
    part = in_part or (scope is Scope.THIS and bool(recurrence_id))
    collection = writable(desk, row.collection, Right.CHANGE if part else Right.DELETE)
    if scope is Scope.THIS and recurrence_id:
        text = edit.remove_occurrence(row.text, recurrence_id, now=desk.now())
        touched = desk.store.edit_local(resource, text, intent=wishes.level_plan(desk, row))
    elif in_part:
        text = split.shorten(row.text, recurrence_id, now=desk.now())
        touched = desk.store.edit_local(resource, text, intent=wishes.level_plan(desk, row))
    else:
        wish = wishes.at_delete(desk, row, delete_meeting=delete_meeting)
        desk.departed[resource] = row.uid
        if not delete_meeting:
            wishes.leave_at_zoom(desk, row)
        touched = desk.store.delete_local(resource, intent=wish.intent, abandon=wish.abandon)
    desk.publish_touched([touched])
    desk.wake_meeting(row.uid)
    desk.wake(collection.account)


async def settled(desk: Desk, resource: ResourceId, timeout_s: float = 30.0) -> bool:
    """Work on this event until the calendar server and Zoom have all of it: True; False after `timeout_s` or if stuck.

    Stuck means that only the user can go on: blocked, refused, sign-in ended. A deleted event counts until the server
    and Zoom have taken the deletion.
    """
    uid = _uid_of(desk, resource)
    if uid is None:
        return True
    changed = asyncio.Event()

    def note(_changes: Changes) -> None:
        changed.set()

    desk.listeners.append(note)
    try:
        async with asyncio.timeout(timeout_s):
            while _standing(desk, uid) == "open":
                changed.clear()
                await _work_on(desk, uid)
                if _standing(desk, uid) == "open":
                    await desk.wait(changed, desk.now() + timedelta(seconds=_pause_s(desk, uid)))
    except TimeoutError:
        return False
    finally:
        desk.listeners.remove(note)
    return _standing(desk, uid) == "done"


def _again(desk: Desk, draft: EventDraft) -> Saved | None:
    """The event that this very draft made a moment ago, if it is still there."""
    if desk.recent is None:
        return None
    before, saved, at = desk.recent
    fresh = timedelta(0) <= desk.now() - at < _DOUBLE_CLICK and before == draft
    rows = desk.store.resource_by_uid(saved.uid, draft.collection) if fresh else []
    return saved if any(row.state is not State.DELETED for row in rows) else None


def _create(desk: Desk, draft: EventDraft, collection: CollectionRow) -> Saved:
    uid = desk.new_uid()
    return put_new(desk, draft, collection, uid, edit.create(draft, uid=uid, now=desk.now()))


def put_new(desk: Desk, draft: EventDraft, collection: CollectionRow, uid: Uid, text: str) -> Saved:
    """Store `text`, which is what was made of `draft`, as a new event with its meeting wish. Raises as `save_event`."""
    text = _organised(desk, text, draft, collection)
    wish = wishes.at_save(desk, text, draft, collection=collection, before=None, uid=uid)
    touched = desk.store.create_local(collection.id, new_href(collection, uid), wish.text, intent=wish.intent)
    desk.publish_touched([touched])
    return Saved(touched.resource, uid)


def _edit(
    desk: Desk,
    draft: EventDraft,
    collection: CollectionRow,
    row: ResourceRow,
    recurrence_id: RecurrenceId,
    scope: Scope,
    before: EventDraft | None,
) -> Saved:
    """`before`: as the event was for the user where others changed the same since; with it both are kept (A08)."""
    text = edit.apply(row.text, draft, scope=scope, recurrence_id=recurrence_id, now=desk.now())
    text = _organised(desk, text, draft, collection)
    wish = wishes.at_save(desk, text, draft, collection=collection, before=row, uid=row.uid)
    store = desk.store
    if before is not None and _same_place(desk, row, collection, wish, text):
        base = edit.apply(row.text, before, scope=scope, recurrence_id=recurrence_id, now=desk.now())
        desk.publish_touched([store.kept_both(row.id, mine=text, theirs=row.text, etag=row.etag, base=base)])
        return Saved(row.id, row.uid)
    if draft.online is Online.ZOOM:
        wishes.renew(desk, row, draft, collection)
    if collection.id != row.collection:
        writable(desk, row.collection, Right.DELETE)
        href = new_href(collection, row.uid)
        moved, left = store.move_local(
            row.id, collection.id, href, wish.text, intent=wish.intent, abandon=wish.abandon, tombstone=wish.tombstone
        )
        desk.publish_touched([moved, left])
        desk.wake(store.collection(row.collection).account)
        return Saved(moved.resource, row.uid)
    if row.why_blocked == Why.GONE:
        wanted = draft.online not in (Online.NONE, Online.OTHER)
        desk.publish_touched([_put_back(desk, row, collection, wish.text, wanted=wanted)])
        return Saved(row.id, row.uid)
    if wish.text != row.text or wish.intent is not None or wish.abandon or wish.tombstone:
        touched = store.edit_local(
            row.id, wish.text, intent=wish.intent, abandon=wish.abandon, tombstone=wish.tombstone
        )
        desk.publish_touched([touched])
    return Saved(row.id, row.uid)


def _same_place(desk: Desk, row: ResourceRow, collection: CollectionRow, wish: wishes.Wish, text: str) -> bool:
    """Whether what stands is the server's, and the event stays with its calendar and its meeting."""
    theirs = row.state is State.CLEAN and desk.store.account(collection.account).kind == "caldav"
    meeting = (
        wish.abandon or wish.tombstone or wish.text != text or getattr(wish.intent, "kind", "") == IntentKind.CREATE
    )
    return theirs and collection.id == row.collection and not meeting


def _edit_following(
    desk: Desk,
    draft: EventDraft,
    collection: CollectionRow,
    row: ResourceRow,
    recurrence_id: RecurrenceId,
    *,
    own_meeting: bool,
) -> Saved:
    """Cut the series in two; nothing is written if the draft changes nothing."""
    collection = writable(desk, collection.id, Right.CREATE)
    home = writable(desk, row.collection, Right.CHANGE)
    uid = desk.new_uid()
    parts = split.divide(row.text, draft, recurrence_id=recurrence_id, uid=uid, now=desk.now())
    text = _organised(desk, parts.new, draft, collection)
    wish, meeting = wishes.at_split(
        desk, text, draft, collection=collection, before=row, uid=uid, own_meeting=own_meeting
    )
    if not parts.edited and wish.intent is None and wish.text == parts.new and collection.id == row.collection:
        return Saved(row.id, row.uid)
    plan = wishes.level_plan(desk, row)
    if row.why_blocked == Why.GONE:
        desk.publish_touched([_put_back(desk, row, home, row.text)])
    second = SecondPart(collection.id, new_href(collection, uid), wish.text, intent=wish.intent, meeting=meeting)
    first, made = desk.store.split_local(row.id, parts.old, second, intent=plan)
    desk.publish_touched([made, first])
    desk.wake_meeting(row.uid)
    desk.wake(home.account)
    return Saved(made.resource, uid)


def _put_back(
    desk: Desk, row: ResourceRow, collection: CollectionRow, text: str, *, wanted: bool | None = None
) -> Touched:
    """Deleted on the server meanwhile: what the user saves now is a new resource (I-3).

    `wanted`: whether it is to have a meeting, if it had one; then that is a new one. None: nothing is said of it.
    """
    after = []
    if wanted is not None:
        text = conference.detach(text, now=desk.now(), tombstone=False)
        after = wishes.after_deletion(desk, row, text, row.uid, wanted=wanted)
    touched = desk.store.renew(row.id, href=new_href(collection, desk.new_uid()), text=text)
    wishes.put_all(desk, after)
    for kept in desk.store.kept(row.id):
        if not kept.theirs:  # of another clash before, what was kept stays to be decided
            desk.store.close_kept(kept.id, "mine")
    return touched


def _organised(desk: Desk, text: str, draft: EventDraft, collection: CollectionRow) -> str:
    """With guests the user is the organizer, unless somebody is already (RFC 5545 §3.8.4.3)."""
    if not draft.attendees:
        return text
    account = desk.store.account(collection.account)
    listed = [str(address) for address in account.detail.get("addresses", ())]
    address = next(iter([*listed, *([account.user] if "@" in account.user else [])]), "")
    return edit.with_organizer(text, address, "") if address else text


class Right(StrEnum):
    """What is to be done with an event in its calendar; the values are the reasons if it may not be (A10)."""

    CREATE = Why.MAY_NOT_CREATE
    CHANGE = Why.MAY_NOT_CHANGE
    DELETE = Why.MAY_NOT_DELETE


def writable(desk: Desk, collection: CollectionId, right: Right = Right.CREATE) -> CollectionRow:
    """A calendar that takes this edit (A09, A10). Raises Refused (READ_ONLY, MAY_NOT_…, NO_SUCH_CALENDAR)."""
    row = desk.store.collection(collection)
    rights = {Right.CREATE: row.writable, Right.CHANGE: row.may_change, Right.DELETE: row.may_delete}
    if row.state is CollectionState.GONE or not any(rights.values()):
        raise Refused(Why.READ_ONLY, about={"calendar": row.shown_name, "reason": row.why_read_only})
    if row.state in NOT_KEPT:
        raise Refused(Why.NO_SUCH_CALENDAR)
    if not rights[right]:
        raise Refused(Why(right), about={"calendar": row.shown_name})
    return row


def _row(desk: Desk, resource: ResourceId) -> ResourceRow:
    row = desk.store.resource(resource)
    if row.state is State.DELETED:
        raise Refused(Why.NO_SUCH_EVENT)
    return row


def new_href(collection: CollectionRow, uid: Uid) -> Href:
    """Where a new event of this UID is put."""
    return names.href(collection.href, uid)


def _uid_of(desk: Desk, resource: ResourceId) -> Uid | None:
    try:
        return desk.store.resource(resource).uid
    except Refused:
        return desk.departed.get(resource)


async def _work_on(desk: Desk, uid: Uid) -> None:
    """One push of the accounts concerned, beside the event's own worker; what fails shows in the event's rows."""
    if desk.work is not None:
        desk.work.settle(uid)
    rows = desk.store.resource_by_uid(uid)
    for account in dict.fromkeys(desk.store.collection(row.collection).account for row in rows if row.unsent):
        try:
            await push_account(desk, account)
        except DainvoError as error:
            log.info("an event is not settled yet: %s", error)


def _pause_s(desk: Desk, uid: Uid) -> float:
    """Seconds until something may be due by itself; what happens earlier is told by a change."""
    rows = desk.store.resource_by_uid(uid)
    accounts = {desk.store.collection(row.collection).account for row in rows if row.unsent}
    due = [seconds for seconds in (outbox.next_due(desk, account) for account in accounts) if seconds is not None]
    return min(max(min(due, default=1.0), 0.2), 1.0)


def _standing(desk: Desk, uid: Uid) -> Literal["done", "stuck", "open"]:
    """Where an event stands with its servers."""
    standing: Literal["done", "stuck", "open"] = "done"
    for row in desk.store.resource_by_uid(uid):
        if not row.unsent:
            continue
        waiting = desk.store.outbox_of(row.id)
        account = desk.store.account(desk.store.collection(row.collection).account)
        paused = account.state is AccountState.NEEDS_USER and account.why != Why.MASS_DELETION
        if paused or (waiting and waiting.state is OutboxState.BLOCKED):
            return "stuck"
        standing = "open"
    for intent in desk.store.intents(uid=uid):
        if intent.why and intent.next_at is None:
            return "stuck"
        later = intent.next_at is not None and intent.next_at > desk.now()
        if intent.state in (IntentState.LINKED, IntentState.ABANDONED) and later and not intent.why:
            continue  # only a look for twins is left
        standing = "open"
    return standing
