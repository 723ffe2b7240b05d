"""Changes that a full server refused (507): one of them asks, with each sync, whether there is room again.

Sends nothing itself: `outbox` does.
"""

from __future__ import annotations

from dainvo.engine.desk import Desk
from dainvo.errors import Why
from dainvo.ical.event import AccountId, ResourceId
from dainvo.store.rows import OutboxState


def ask(desk: Desk, account: AccountId) -> ResourceId | None:
    """Have the oldest of them sent once more; None if there is none."""
    waiting = _refused(desk, account)
    if not waiting:
        return None
    desk.publish_touched([desk.store.unblock(waiting[0])])
    return waiting[0]


def found(desk: Desk, account: AccountId, asked: ResourceId | None) -> bool:
    """Whether the one that `asked` was taken and the others are to be sent now, too."""
    if asked is None or desk.store.outbox_of(asked) is not None:
        return False
    waiting = _refused(desk, account)
    desk.publish_touched([desk.store.unblock(resource) for resource in waiting])
    return bool(waiting)


def _refused(desk: Desk, account: AccountId) -> list[ResourceId]:
    return [
        row.resource
        for row in desk.store.outbox(account)
        if row.state is OutboxState.BLOCKED and row.why == Why.SERVER_FULL
    ]
