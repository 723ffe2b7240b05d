"""Taking back an edit (K16): what it changed goes back to what was, and what happened since stays.

Knows no order of edits: whoever keeps the list says which one.
"""

from __future__ import annotations

from dataclasses import replace

from dainvo.engine import wishes
from dainvo.engine.actions.events import Right, new_href, writable
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical import edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, Online, State, Uid
from dainvo.ical.merge import merge, resolve
from dainvo.store.rows import CollectionRow, ResourceRow, Touched


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
    row = _row(desk, uid, collection)
    moves = home is not None and home != collection
    here = writable(desk, collection, Right.DELETE if moves else Right.CHANGE)
    target = writable(desk, home, Right.CREATE) if home is not None and moves else here
    clashes = merge(after, before, row.text).clashes
    text = resolve(after, before, row.text, dict.fromkeys(range(len(clashes)), "mine"))
    draft = replace(edit.read(text, NO_RECURRENCE, collection=target.id).draft, online=online)
    wish = wishes.at_save(desk, text, draft, collection=target, before=row, uid=uid)
    touched = _write(desk, row, target, wish)
    desk.publish_touched(touched)
    desk.wake_meeting(uid)
    for account in dict.fromkeys((here.account, target.account)):
        desk.wake(account)
    return Saved(touched[0].resource, uid)


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


def _row(desk: Desk, uid: Uid, collection: CollectionId) -> ResourceRow:
    for row in desk.store.resource_by_uid(uid, collection):
        if row.state is not State.DELETED:
            return row
    raise Refused(Why.NO_SUCH_EVENT)
