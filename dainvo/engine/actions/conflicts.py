"""The user's verbs about what both sides changed, about what a server refused, and about what was deleted.

Asks no server: the account is woken, and what was decided is sent like any other change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dainvo.engine import removal, wishes
from dainvo.engine.actions import events
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import conference
from dainvo.ical.clash import Choice
from dainvo.ical.event import CollectionId, ResourceId, State, Uid
from dainvo.ical.merge import merge, resolve
from dainvo.ical.resource import with_uid
from dainvo.store.rows import ASK, UNREAD, CollectionRow, IntentKind, IntentPlan, IntentState, KeptRow, ResourceRow

Whole = Literal["theirs", "mine", "both"]


async def decide_conflict(desk: Desk, kept_id: int, choice: Whole, rows: Mapping[int, Choice] | None = None) -> None:
    """Settle an event changed in two places: the server's text stands, ours goes over what clashes, or ours becomes a
    second event. With `rows` (numbers of clashes, see `ical.merge.rows`) each clash is decided by itself, those not
    named by `choice`, and what did not clash is kept of both.

    Of an event that the server deleted, "mine" and "both" make a new one of ours, "theirs" lets it go. Of one that was
    deleted here, "mine" deletes it, with its meeting if that was asked for then.
    Raises Refused(NO_SUCH_EVENT) if it was decided before, Refused(READ_ONLY) as a deletion does.
    """
    kept = desk.store.kept_copy(kept_id)
    if kept is None:
        raise Refused(Why.NO_SUCH_EVENT)
    row = desk.store.resource(kept.resource)
    if not kept.mine:
        await _decide_deletion(desk, row, delete=choice == "mine")
    elif not kept.theirs:
        _decide_vanished(desk, row, kept, keep=choice != "theirs")
    elif choice == "both" or (row.why_blocked == Why.GONE and (choice == "mine" or rows is not None)):
        _second_event(desk, desk.store.collection(row.collection), kept.mine)
    elif choice == "mine" or rows is not None:
        text = _merged(desk, row, kept, choice, rows or {})
        if text != row.text:
            plan = wishes.level_plan(desk, row)
            desk.publish_touched([desk.store.edit_local(row.id, text, intent=plan)])
    desk.store.close_kept(kept_id, choice)
    desk.publish_event(row.uid)
    desk.wake_meeting(row.uid)
    desk.wake(desk.store.collection(row.collection).account)


async def discard_change(desk: Desk, resource: ResourceId) -> None:
    """Give up what is not on the server yet: an edit goes back to the server's text, a new event goes, each with a
    meeting that was made for it (M60). One that was moved goes back to the calendar whose server has it; where it is
    the second part of a series that was cut, the first is whole again.

    Raises Refused(NO_SUCH_EVENT) if nothing waits.
    """
    row = desk.store.resource(resource)
    if row.state not in (State.NEW, State.CHANGED):
        raise Refused(Why.NO_SUCH_EVENT)
    collection = desk.store.collection(row.collection)
    wish = wishes.at_delete(desk, row, delete_meeting=True)
    if row.why_blocked == Why.GONE:
        for kept in [each for each in desk.store.kept(resource) if not each.theirs]:
            _decide_vanished(desk, row, kept, keep=False)
            desk.store.close_kept(kept.id, "theirs")
    elif row.state is State.NEW and (left := desk.store.left_behind(row)) is not None:
        desk.departed[resource] = row.uid
        _go_back(desk, row, left, wish.intent)
        desk.wake(desk.store.collection(left.collection).account)
    elif row.state is State.NEW:
        removal.make_whole(desk, row)
        desk.departed[resource] = row.uid
        desk.publish_touched([desk.store.delete_local(resource, intent=wish.intent, abandon=True)])
    else:
        _go_back(desk, row, row, wish.intent)
    desk.publish_event(row.uid)
    desk.wake_meeting(row.uid)
    desk.wake(collection.account)


def _go_back(desk: Desk, row: ResourceRow, there: ResourceRow, removal: IntentPlan | None) -> None:
    """The text of `row` is given up for what the server has of `there`. `removal`: that of a meeting only `row` has."""
    own, published = conference.find(row.text), conference.find(there.base_text)
    fresh = own is not None and (published is None or published.meeting_id != own.meeting_id)
    intent = removal if fresh else None
    # Sent as it is, the server's own text harms nothing: a death between the two leaves no meeting behind.
    if row is there:
        desk.store.edit_local(row.id, there.base_text, intent=intent, abandon=True)
    else:
        moved = desk.store.move_local(
            row.id, there.collection, there.href, there.base_text, intent=intent, abandon=True
        )
        desk.publish_touched(moved)
    desk.publish_touched([desk.store.take_theirs(there.id, UNREAD, there.base_text)])
    desk.store.set_collection(there.collection, ctag=ASK)  # it may have changed while ours stood in the way


async def copy_to(desk: Desk, resource: ResourceId, target: CollectionId) -> Saved:
    """Take what a calendar refuses to another one: a new event moves there, of an edit a second event is made there
    (without the meeting, D7) and the edit is given up.

    Raises Refused (NO_SUCH_EVENT, READ_ONLY, NO_SUCH_CALENDAR).
    """
    row = desk.store.resource(resource)
    if row.state not in (State.NEW, State.CHANGED):
        raise Refused(Why.NO_SUCH_EVENT)
    collection = events.writable(desk, target)
    if row.state is State.NEW:
        href = events.new_href(collection, row.uid)
        made, left = desk.store.move_local(resource, target, href, row.text)
        desk.publish_touched([made, left])
        desk.wake_meeting(row.uid)
        desk.wake(collection.account)
        return Saved(made.resource, row.uid)
    saved = _second_event(desk, collection, row.text)
    await discard_change(desk, resource)
    desk.wake(collection.account)
    return saved


async def restore(desk: Desk, deleted_id: int, target: CollectionId | None = None) -> Saved:
    """Bring back a deleted event (A24), into its calendar or into `target`; a meeting that Dainvo made stays away.

    Raises Refused (NO_SUCH_EVENT, READ_ONLY, NO_SUCH_CALENDAR), Malformed if its text never had an event.
    """
    gone = desk.store.deleted_event(deleted_id)
    collection = events.writable(desk, target if target is not None else gone.collection)
    uid = Uid(gone.uid)
    here = desk.store.resource_by_uid(uid, collection.id)
    waiting = [row for row in here if row.state is State.DELETED]
    if waiting and waiting[0].text == gone.text:
        touched = desk.store.undelete_local(waiting[0].id)
        for intent in desk.store.intents(uid=uid, kind=IntentKind.DELETE):
            desk.store.close_intent(intent.op_id)
    else:
        text = _without_meeting(desk, gone.text)
        if here:
            uid = desk.new_uid()
            text = with_uid(text, uid)
        touched = desk.store.create_local(collection.id, events.new_href(collection, uid), text)
    desk.store.forget_deleted(deleted_id)
    desk.publish_touched([touched])
    desk.wake_meeting(uid)
    desk.wake(collection.account)
    return Saved(touched.resource, uid)


def _merged(desk: Desk, row: ResourceRow, kept: KeptRow, choice: Whole, rows: Mapping[int, Choice]) -> str:
    """Ours and what stands now as one text, each clash as decided; all of ours where nothing tells them apart."""
    if not kept.base:
        return kept.mine
    own = desk.store.account(desk.store.collection(row.collection).account).addresses
    other: Choice = "mine" if choice == "mine" else "theirs"
    try:
        clashes = merge(kept.base, kept.mine, row.text, own=own).clashes
        choices = {number: rows.get(number, other) for number in range(len(clashes))}
        return resolve(kept.base, kept.mine, row.text, choices, own=own)
    except Malformed:
        return kept.mine


async def _decide_deletion(desk: Desk, row: ResourceRow, *, delete: bool) -> None:
    """Deleted here, changed on the server: it stays, or goes with the meeting whose removal was planned then."""
    if not delete:
        return
    planned = desk.store.intents(uid=row.uid, kind=IntentKind.DELETE, states=[IntentState.DONE])
    await events.delete_event(desk, row.id, delete_meeting=bool(planned))


def _decide_vanished(desk: Desk, row: ResourceRow, kept: KeptRow, *, keep: bool) -> None:
    """Deleted on the server, changed here."""
    if keep:
        uid = desk.new_uid()
        text = with_uid(conference.detach(kept.mine, now=desk.now(), tombstone=False), uid)
        href = events.new_href(desk.store.collection(row.collection), uid)
        after = wishes.after_deletion(desk, row, text, uid)
        desk.publish_touched([desk.store.renew(row.id, href=href, text=text)])
        wishes.put_all(desk, after)
        desk.wake_meeting(uid)
        return
    others = [each.mine for each in desk.store.kept(row.id) if each.id != kept.id and each.mine]
    if others:  # another edit of it waits: now that one is the question
        desk.store.close_kept(kept.id, "theirs")
        desk.publish_touched([desk.store.kept_both(row.id, mine=others[-1], theirs=None, etag=row.etag)])
        return
    desk.departed[row.id] = row.uid
    touched = [desk.store.delete_local(row.id, abandon=True)]
    if row.id in {each.id for each in desk.store.resource_by_uid(row.uid)}:
        touched.append(desk.store.removed(row.id))
    desk.publish_touched(touched)


def _second_event(desk: Desk, collection: CollectionRow, text: str) -> Saved:
    uid = desk.new_uid()
    text = with_uid(conference.detach(text, now=desk.now(), tombstone=False), uid)
    touched = desk.store.create_local(collection.id, events.new_href(collection, uid), text)
    desk.publish_touched([touched])
    return Saved(touched.resource, uid)


def _without_meeting(desk: Desk, text: str) -> str:
    """The event without the lines of a meeting that was made by Dainvo: it went with the event."""
    link = conference.find(text)
    if link is None or link.source == "link":
        return text
    return conference.detach(text, now=desk.now(), tombstone=False)
