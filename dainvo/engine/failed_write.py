"""What a failed request means for the write that it carried: tried again, refused, or not what is meant any more.

Sends nothing and asks no server: `outbox` does.
"""

from __future__ import annotations

from datetime import timedelta

from dainvo.engine import schedule
from dainvo.engine.changes import Changes, Notice
from dainvo.engine.desk import Desk
from dainvo.engine.plan import concerns_account
from dainvo.engine.removal import cancel_removals
from dainvo.engine.values import Problem
from dainvo.engine.wishes import plan_level
from dainvo.errors import Conflict, DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.resource import scan
from dainvo.store.rows import OutboxKind, OutboxRow, OutboxState


def note(desk: Desk, row: OutboxRow, error: DainvoError, problems: list[Problem]) -> None:
    """Write down what a failure means for this row; raise what concerns the whole account."""
    current = desk.store.outbox_of(row.resource)
    waits = current is not None and current.op == row.op
    superseded = waits and isinstance(error, Refused) and went_on(desk, row)
    if not waits:
        pass  # given up, or taken back, while the server was asked
    elif isinstance(error, NeedsUser) or superseded:
        desk.store.postpone(row.op, why="" if superseded else error.why, next_at=None)
    elif isinstance(error, TryLater | Malformed) or concerns_account(error):
        _later(desk, row, error)
    elif isinstance(error, Refused):
        _refused(desk, row, error)
    desk.publish_event(row.uid)
    if concerns_account(error):
        raise error
    if (waits and not superseded) or isinstance(error, Conflict):  # a clash is told, settled as it is
        name = desk.store.collection(row.collection).name
        problems.append(Problem(error.why, detail=error.detail, collection=name, resource=row.resource))


def went_on(desk: Desk, row: OutboxRow) -> bool:
    """Whether the user meant something else by the time that the server answered: the answer is not about that."""
    current = desk.store.outbox_of(row.resource)
    if current is None or current.kind is not row.kind:
        return True
    return bool(current.body) and current.revision != desk.store.resource(row.resource).revision


def _later(desk: Desk, row: OutboxRow, error: DainvoError) -> None:
    """Try it again by itself. After an answer that nobody understands the outcome is unknown, too."""
    wait_s = schedule.backoff_s(row.attempts + 1, desk.random.random())
    if isinstance(error, TryLater) and error.retry_after_s is not None:
        wait_s = error.retry_after_s
    next_at = desk.now() + timedelta(seconds=wait_s)
    unknown = error.sent if isinstance(error, TryLater) else isinstance(error, Malformed)
    current = desk.store.outbox_of(row.resource)
    if unknown and current is not None and current.state in (OutboxState.SENT, OutboxState.UNKNOWN):
        desk.store.mark_unknown(row.op, why=error.why, next_at=next_at)
    else:
        desk.store.postpone(row.op, why=error.why, next_at=next_at)


def _refused(desk: Desk, row: OutboxRow, error: DainvoError) -> None:
    """The server will not take it: an edit stays here with the reason, a deleted event comes back."""
    if row.kind is OutboxKind.PUT:
        why = Why.EVENT_TOO_LARGE if error.why is Why.TOO_LARGE else error.why
        desk.publish_touched([desk.store.block(row.resource, why, error.about.get("said", ""))])
        return
    cancel_removals(desk, row, desk.store.resource(row.resource).text)
    desk.store.postpone(row.op, why=error.why, next_at=None)  # the deletion did not happen
    desk.publish_touched([desk.store.undelete_local(row.resource)])
    plan_level(desk, row.resource)
    desk.publish(Changes(notices=(_deletion_refused(desk, row, error),)))


def _deletion_refused(desk: Desk, row: OutboxRow, error: DainvoError) -> Notice:
    """What is to be told of an event that is back."""
    try:
        summary = scan(desk.store.resource(row.resource).text).rows[0].summary
    except Malformed:
        summary = ""
    return Notice("deletion_refused", row.resource, summary, desk.now(), error.about.get("said", ""))
