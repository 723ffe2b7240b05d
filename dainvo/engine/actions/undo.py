"""Taking back an edit (K16): what it changed goes back to what was, and what happened since stays.

Knows no order of edits: whoever keeps the list says which one.
"""

from __future__ import annotations

from dataclasses import replace

from dainvo.engine import wishes
from dainvo.engine.actions.events import Right, writable
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical import edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, Online, State, Uid
from dainvo.ical.merge import merge, resolve
from dainvo.store.rows import ResourceRow


async def revert(
    desk: Desk, uid: Uid, collection: CollectionId, before: str, after: str, *, online: Online = Online.KEEP
) -> Saved:
    """Take back the edit that made `after` of `before`, as an edit of its own: servers and guests see a correction
    (D16). `online`: what the meeting switch goes back to, if that edit turned it.

    What others changed since, in other properties, stays. Raises Refused (NO_SUCH_EVENT if it is gone meanwhile,
    READ_ONLY), NeedsUser(ZOOM_NOT_CONNECTED), Malformed.
    """
    row = _row(desk, uid, collection)
    home = writable(desk, collection, Right.CHANGE)
    clashes = merge(after, before, row.text).clashes
    text = resolve(after, before, row.text, dict.fromkeys(range(len(clashes)), "mine"))
    draft = replace(edit.read(text, NO_RECURRENCE, collection=collection).draft, online=online)
    wish = wishes.at_save(desk, text, draft, collection=home, before=row, uid=uid)
    touched = desk.store.edit_local(
        row.id, wish.text, intent=wish.intent, abandon=wish.abandon, tombstone=wish.tombstone
    )
    desk.publish_touched([touched])
    desk.wake_meeting(uid)
    desk.wake(home.account)
    return Saved(row.id, uid)


def _row(desk: Desk, uid: Uid, collection: CollectionId) -> ResourceRow:
    for row in desk.store.resource_by_uid(uid, collection):
        if row.state is not State.DELETED:
            return row
    raise Refused(Why.NO_SUCH_EVENT)
