"""Taking back an edit (K16): what it changed goes back to what was, and what happened since stays.

Knows no order of edits: whoever keeps the list says which one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dainvo.engine import asked, wishes
from dainvo.engine.actions.events import Right, new_href, writable
from dainvo.engine.clashes import same
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical import conference, edit, versions
from dainvo.ical.event import NO_RECURRENCE, CollectionId, MeetingWish, Online, State, Uid
from dainvo.ical.merge import merge, resolve
from dainvo.store.rows import CollectionRow, IntentKind, IntentState, ResourceRow, Touched


async def revert(
    desk: Desk,
    uid: Uid,
    collection: CollectionId,
    before: str,
    after: str,
    *,
    online: Online = Online.KEEP,
    home: CollectionId | None = None,
) -> Saved:
    """Take back the edit that made `after` of `before`, as an edit of its own: servers and guests see a correction
    (D16). `online`: what the meeting switch goes back to, if that edit turned it. `home`: the calendar that the event
    goes back to with its meeting, if that edit moved it to `collection`.

    What others changed since, in other properties, stays. Raises Refused (NO_SUCH_EVENT if it is gone meanwhile,
    READ_ONLY), NeedsUser(ZOOM_NOT_CONNECTED), Malformed.
    """
    row = _row(desk, uid, collection, after)
    moves = home is not None and home != collection
    here = writable(desk, collection, Right.DELETE if moves else Right.CHANGE)
    target = writable(desk, home, Right.CREATE) if home is not None and moves else here
    clashes = merge(after, before, row.text).clashes
    text = resolve(after, before, row.text, dict.fromkeys(range(len(clashes)), "mine"))
    if versions.stampless(row.text) == versions.stampless(after):  # nothing happened since
        text = versions.as_written(before, text)
    its = _its_meeting(desk, row, text, online)
    draft = replace(edit.read(its.text, NO_RECURRENCE, collection=target.id).draft, online=its.online, wish=its.wish)
    wish = wishes.at_save(desk, its.text, draft, collection=target, before=row, uid=uid)
    touched = _write(desk, row, target, wish)
    if its.removal is not None:
        desk.store.close_intent(its.removal)
        wishes.plan_level(desk, touched[0].resource)
    desk.publish_touched(touched)
    desk.wake_meeting(uid)
    for account in dict.fromkeys((here.account, target.account)):
        desk.wake(account)
    return Saved(touched[0].resource, uid)


@dataclass(frozen=True, slots=True)
class _Its:
    """What was taken back, with the meeting that the event is to have. `removal`: the one that is called off."""

    text: str
    online: Online
    wish: MeetingWish = field(default_factory=MeetingWish)
    removal: str | None = None


def _its_meeting(desk: Desk, row: ResourceRow, text: str, online: Online) -> _Its:
    """No text of before brings a meeting back that is gone, or in place of the one that the event has by now: the
    lines of a meeting that was taken off stay only while Zoom still has it, else a new one is made."""
    has, had = _own_link(row.text), _own_link(text)
    if (has and has.meeting_id) == (had and had.meeting_id):
        return _Its(text, online)
    bare = conference.detach(text, now=desk.now(), tombstone=False) if had is not None else text
    if has is not None or had is None:
        return _Its(conference.attach(bare, has, now=desk.now()) if has is not None else bare, online)
    removals = desk.store.intents(uid=row.uid, kind=IntentKind.DELETE, states=list(IntentState))
    last = next((one for one in reversed(removals) if one.meeting_id == had.meeting_id), None)
    if last is None:
        return _Its(text, Online.KEEP)
    if last.state is IntentState.PLANNED and not desk.lock(("meeting", row.uid)).locked():
        return _Its(text, Online.KEEP, removal=last.op_id)
    if online is Online.NONE:
        return _Its(bare, online)
    return _Its(bare, Online.ZOOM, MeetingWish(use=had.meeting_id) if asked.stays(last) else MeetingWish())


def _own_link(text: str) -> conference.Link | None:
    link = conference.find(text)
    return link if link is not None and link.source != "link" else None


def _write(desk: Desk, row: ResourceRow, target: CollectionRow, wish: wishes.Wish) -> list[Touched]:
    """What was taken back, in `target`; what changed, the event first."""
    intent, abandon, tombstone = wish.intent, wish.abandon, wish.tombstone
    if row.collection == target.id:
        return [desk.store.edit_local(row.id, wish.text, intent=intent, abandon=abandon, tombstone=tombstone)]
    href = new_href(target, row.uid)
    both = desk.store.move_local(
        row.id, target.id, href, wish.text, intent=intent, abandon=abandon, tombstone=tombstone
    )
    return list(both)


def _row(desk: Desk, uid: Uid, collection: CollectionId, after: str) -> ResourceRow:
    """The event, and where the calendar has two of one UID, the one that still says what the edit made of it."""
    rows = [row for row in desk.store.resource_by_uid(uid, collection) if row.state is not State.DELETED]
    if not rows:
        raise Refused(Why.NO_SUCH_EVENT)
    return next((row for row in rows if len(rows) > 1 and same(row.text, after)), rows[0])
