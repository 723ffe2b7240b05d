"""Which write waits for another one, so that a calendar server never holds less than the user has.

Sends nothing: `outbox` asks.
"""

from __future__ import annotations

from dainvo.engine.desk import Desk
from dainvo.ical import split
from dainvo.ical.event import State
from dainvo.store.rows import OutboxKind, OutboxRow


def waits_for_second_part(desk: Desk, row: OutboxRow) -> bool:
    """Whether this would shorten a series whose second part the server has not taken yet.

    The second part is a sibling made after the first; it never waits for the first.
    """
    if row.kind is not OutboxKind.PUT:
        return False
    siblings = split.siblings(desk.store.resource(row.resource).text)
    others = [other for uid in siblings for other in desk.store.resource_by_uid(uid)]
    return any(other.state is State.NEW and other.id > row.resource for other in others)
