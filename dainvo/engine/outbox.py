"""Sends what waits for one CalDAV account, in order, and finds out about answers that were lost (reliability §2.13).

Fetches no changes of others (that is `sync`); every request is on disk before it leaves.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from dainvo.dav.client import Client
from dainvo.engine import schedule
from dainvo.engine.desk import Desk
from dainvo.engine.values import Problem
from dainvo.engine.wishes import wishes
from dainvo.errors import Conflict, DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical import conference
from dainvo.ical.event import AccountId, ETag, State, Uid
from dainvo.ical.resource import same_meaning
from dainvo.store.rows import (
    IntentKind,
    IntentState,
    OutboxKind,
    OutboxRow,
    OutboxState,
    ResourceRow,
    Touched,
)

log = logging.getLogger(__name__)

#: Rounds of "changed meanwhile, write again" before a resource waits for the next sync.
_ROUNDS: Final = 3
#: So long an event that nobody is mailed about waits for its link, while the first call to Zoom is under way.
LINK_PATIENCE: Final = timedelta(seconds=8)
#: A revision that no resource has: what the server took is not what is shown now.
_EARLIER: Final = -1
#: Failures that say something about the server or the way to it, not about one event.
_SERVER_AWAY: Final = frozenset({Why.OFFLINE, Why.NO_ANSWER, Why.RATE_LIMITED})


@dataclass(slots=True)
class Pushed:
    """What one push did."""

    sent: int = 0
    problems: list[Problem] = field(default_factory=list)


async def push(desk: Desk, client: Client, account: AccountId) -> Pushed:
    """Send everything that is due, oldest first; what one event's refusal says about it stops no other.

    Raises TryLater if the server is away, NeedsUser if it wants the user (401: after one request).
    """
    done = Pushed()
    hoping = _hoping(desk)
    for row in desk.store.outbox(account):
        if row.state is OutboxState.BLOCKED or _leaves_gap(desk, row):
            continue
        if row.uid in hoping and waits_for_link(desk, row):
            continue
        if row.next_at is not None and row.next_at > desk.now():
            continue
        current = desk.store.outbox_of(row.resource)
        if current is None or current.op != row.op:
            continue
        try:
            await _send(desk, client, current, done)
        except DainvoError as error:
            _note(desk, current, error, done)
        desk.wake_meeting(row.uid)
    return done


def waits_for_link(desk: Desk, row: OutboxRow) -> bool:
    """Whether a write is held back so that it goes out once, with its meeting link inside (D3, features.md §4)."""
    if row.kind is not OutboxKind.PUT:
        return False
    for wish in wishes(desk, row.uid):
        if wish.state in (IntentState.LINKED, IntentState.ATTENTION):
            continue
        if wish.holds:
            return True
        if not wish.why and desk.now() < wish.created_at + LINK_PATIENCE:
            return True
    return False


def _hoping(desk: Desk) -> frozenset[Uid]:
    """Events with an open wish for a meeting: of the others nothing has to be asked."""
    return frozenset(intent.uid for intent in desk.store.intents(kind=IntentKind.CREATE))


def _leaves_gap(desk: Desk, row: OutboxRow) -> bool:
    """Whether deleting it now would lose an event that moves to another calendar, which has not taken it yet."""
    return row.kind is OutboxKind.DELETE and any(
        resource.state is State.NEW for resource in desk.store.resource_by_uid(row.uid)
    )


def next_due(desk: Desk, account: AccountId) -> float | None:
    """Seconds until something of this account is due to be sent by itself; None: nothing is."""
    seconds: list[float] = []
    hoping = _hoping(desk)
    for row in desk.store.outbox(account):
        if row.state is OutboxState.BLOCKED or _leaves_gap(desk, row):
            continue
        if row.uid in hoping and waits_for_link(desk, row):
            if not any(wish.holds for wish in wishes(desk, row.uid)):
                seconds.append(LINK_PATIENCE.total_seconds())
            continue
        seconds.append((row.next_at - desk.now()).total_seconds() if row.next_at is not None else 0.0)
    return max(0.0, min(seconds)) if seconds else None


def _note(desk: Desk, row: OutboxRow, error: DainvoError, done: Pushed) -> None:
    """Write down what a failure means for this row; raise what concerns the whole account."""
    if isinstance(error, TryLater):
        wait_s = schedule.backoff_s(row.attempts + 1, desk.random.random())
        next_at = desk.now() + timedelta(seconds=error.retry_after_s if error.retry_after_s is not None else wait_s)
        current = desk.store.outbox_of(row.resource)
        if error.sent and current is not None and current.state is OutboxState.SENT:
            desk.store.mark_unknown(row.op, why=error.why, next_at=next_at)
        else:
            desk.store.postpone(row.op, why=error.why, next_at=next_at)
    elif isinstance(error, NeedsUser):
        desk.store.postpone(row.op, why=error.why, next_at=None)
    elif isinstance(error, Malformed | Refused):
        _refused(desk, row, error)
    desk.publish_event(row.uid)
    if isinstance(error, NeedsUser) or (isinstance(error, TryLater) and error.why in _SERVER_AWAY):
        raise error
    collection = desk.store.collection(row.collection)
    done.problems.append(Problem(error.why, detail=error.detail, collection=collection.name, resource=row.resource))


def _refused(desk: Desk, row: OutboxRow, error: DainvoError) -> None:
    """The server will not take it: an edit stays here with the reason, a deleted event comes back."""
    if row.kind is OutboxKind.PUT:
        desk.publish_touched([desk.store.block(row.resource, error.why)])
        return
    _cancel_removals(desk, row)
    desk.store.postpone(row.op, why=error.why, next_at=None)  # the deletion did not happen
    desk.publish_touched([desk.store.undelete_local(row.resource)])


async def _send(desk: Desk, client: Client, row: OutboxRow, done: Pushed) -> None:
    if row.kind is OutboxKind.DELETE:
        await _delete(desk, client, row)
        done.sent += 1
        return
    for _ in range(_ROUNDS):
        resource = desk.store.resource(row.resource)
        if row.state in (OutboxState.SENT, OutboxState.UNKNOWN):
            settled = await _find_out(desk, client, resource, row, done)
        else:
            settled = await _put(desk, client, resource, row, done)
        following = desk.store.outbox_of(row.resource)
        if settled or following is None or following.state is OutboxState.BLOCKED:
            return
        row = following
    raise TryLater(Why.SERVER_ERROR, detail="the resource keeps changing under the write")


async def _put(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, done: Pushed) -> bool:
    """One conditional PUT; True if the resource needs nothing more in this push."""
    etag: ETag | None = None
    if resource.base_text:
        if not resource.etag or resource.etag.startswith("W/"):
            return await _fresh_etag(desk, client, resource, row, done)
        etag = resource.etag
    desk.store.mark_sent(
        row.op, body=resource.text, precondition=etag or "*", revision=resource.revision, at=desk.now()
    )
    try:
        await client.put(resource.href, resource.text, etag=etag)
    except Conflict:
        return await _find_out(desk, client, resource, desk.store.outbox_of(resource.id) or row, done)
    except Refused as error:
        if error.why is Why.GONE and etag is not None:
            return await _find_out(desk, client, resource, desk.store.outbox_of(resource.id) or row, done)
        raise
    # Both servers we know store other bytes than they are given: what they have is the base from now on.
    got, text = await client.get(resource.href)
    _accepted(desk, resource, resource.revision, got, text)
    done.sent += 1
    return desk.store.outbox_of(resource.id) is None


async def _find_out(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, done: Pushed) -> bool:
    """What the server holds decides: our own write, nothing of it, or somebody else's (reliability §2.5)."""
    try:
        etag, theirs = await client.get(resource.href)
    except Refused as error:
        if error.why is not Why.GONE:
            raise
        return _absent(desk, resource, row)
    if _same(theirs, resource.text):
        _accepted(desk, resource, resource.revision, etag, theirs)
        done.sent += 1
        return True
    if any(_same(theirs, body) for body in (row.body, *desk.store.sent_bodies(resource.id)) if body):
        # An earlier version of ours arrived: it is the base, and the newer text goes on top of it.
        _accepted(desk, resource, _EARLIER, etag, theirs)
        done.sent += 1
        return False
    if resource.base_text and (_same(theirs, resource.base_text) or (etag and etag == resource.etag)):
        # Our write never arrived: again, on top of the same text.
        touched = desk.store.rebase(resource.id, text=resource.text, base_text=theirs, etag=etag)
        desk.publish_touched([touched])
        return False
    return _clash(desk, resource, etag, theirs, done)


async def _fresh_etag(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, done: Pushed) -> bool:
    """A write needs a strong ETag of what it replaces: read it again, and see that it is still that."""
    etag, theirs = await client.get(resource.href)
    if not etag or etag.startswith("W/"):
        raise Refused(Why.REJECTED, detail="the server gives no strong ETag, so nothing can be written safely")
    if not _same(theirs, resource.base_text):
        return _clash(desk, resource, etag, theirs, done)
    desk.publish_touched([desk.store.rebase(resource.id, text=resource.text, base_text=theirs, etag=etag)])
    return False


def _absent(desk: Desk, resource: ResourceRow, row: OutboxRow) -> bool:
    """404 where we wrote or wanted to write."""
    if not resource.base_text:
        # If-None-Match found nothing and GET neither: the first write never arrived.
        desk.store.postpone(row.op, why=Why.NO_ANSWER, next_at=None)
        return False
    settle_vanished(desk, resource)
    return True


def settle_vanished(desk: Desk, resource: ResourceRow) -> None:
    """Deleted on the server, changed here: the user's edit stays and is asked about, the program's goes (I-3, I-6)."""
    if resource.program_only:
        desk.departed[resource.id] = resource.uid
        desk.publish_touched([desk.store.delete_local(resource.id, abandon=True), desk.store.removed(resource.id)])
        desk.wake_meeting(resource.uid)
        return
    desk.publish_touched([desk.store.kept_both(resource.id, mine=resource.text, theirs=None, etag=ETag(""))])


def _clash(desk: Desk, resource: ResourceRow, etag: ETag, theirs: str, done: Pushed) -> bool:
    """Changed on both sides. A change of the program goes on top of theirs; the user's is kept beside it."""
    if resource.program_only:
        merged = _with_own_meeting(desk, resource, theirs)
        if merged == theirs:
            desk.publish_touched([desk.store.take_theirs(resource.id, etag, theirs)])
            return True
        desk.publish_touched([desk.store.rebase(resource.id, text=merged, base_text=theirs, etag=etag)])
        return False
    touched: list[Touched] = [desk.store.kept_both(resource.id, mine=resource.text, theirs=theirs, etag=etag)]
    merged = _with_own_meeting(desk, resource, theirs)
    if merged != theirs:
        touched.append(desk.store.edit_local(resource.id, merged, by_program=True))
    desk.publish_touched(touched)
    collection = desk.store.collection(resource.collection)
    done.problems.append(Problem(Why.CHANGED_ON_SERVER, collection=collection.name, resource=resource.id))
    return merged == theirs


def _with_own_meeting(desk: Desk, resource: ResourceRow, theirs: str) -> str:
    """`theirs` without a meeting that was taken off here, or with the one that was made here and it lacks."""
    link = conference.find(theirs)
    if link is not None and link.meeting_id in desk.store.tombstones(resource.uid):
        return conference.detach(theirs, now=desk.now())
    mine = conference.find(resource.text)
    if mine is None or mine.source == "link":
        return theirs
    if link is not None and link.source != "link":
        if link.meeting_id != mine.meeting_id:
            _give_up(desk, resource)  # theirs is published: it wins
        return theirs
    return conference.attach(theirs, mine, now=desk.now())


def _give_up(desk: Desk, resource: ResourceRow) -> None:
    """Another computer's meeting stands in the event: ours, made by a wish that is still open, goes."""
    for wish in wishes(desk, resource.uid):
        desk.store.set_intent(wish.op_id, state=IntentState.ABANDONED, why="", next_at=None)


async def _delete(desk: Desk, client: Client, row: OutboxRow) -> None:
    """DELETE with If-Match; gone already is done, changed by a person brings the event back (A30)."""
    resource = desk.store.resource(row.resource)
    for _ in range(_ROUNDS):
        if not resource.etag:
            try:
                etag, theirs = await client.get(resource.href)
            except Refused as error:
                if error.why is not Why.GONE:
                    raise
                break
            if not _ours(desk, resource, theirs):
                _keep_theirs(desk, row, etag, theirs)
                return
            resource = replace(resource, etag=etag, base_text=theirs)
        desk.store.mark_sent(row.op, body="", precondition=resource.etag, revision=resource.revision, at=desk.now())
        try:
            await client.delete(resource.href, resource.etag)
            break
        except Conflict:
            resource = replace(resource, etag=ETag(""))
        except Refused as error:
            if error.why is Why.GONE:
                break
            raise
    else:
        raise TryLater(Why.SERVER_ERROR, detail="the resource keeps changing under the deletion")
    desk.departed[resource.id] = resource.uid
    desk.publish_touched([desk.store.removed(resource.id)])


def _ours(desk: Desk, resource: ResourceRow, theirs: str) -> bool:
    """Whether the server's text is one we knew when the user deleted it, but for what the program itself writes."""
    bodies = [resource.base_text, resource.text, *desk.store.sent_bodies(resource.id)]
    bare = conference.detach(theirs, now=desk.now(), tombstone=False)
    return any(
        _same(theirs, body) or _same(bare, conference.detach(body, now=desk.now(), tombstone=False))
        for body in bodies
        if body
    )


def _keep_theirs(desk: Desk, row: OutboxRow, etag: ETag, theirs: str) -> None:
    """Somebody changed what was deleted here: it stays, with its meeting, until the user deletes it again."""
    _cancel_removals(desk, row)
    desk.publish_touched([desk.store.take_theirs(row.resource, etag, theirs)])
    raise Conflict(detail="changed on the server after it was deleted here")


def _cancel_removals(desk: Desk, row: OutboxRow) -> None:
    for intent in desk.store.intents(uid=row.uid, kind=IntentKind.DELETE):
        desk.store.close_intent(intent.op_id)


def _accepted(desk: Desk, resource: ResourceRow, revision: int, etag: ETag, text: str) -> None:
    desk.publish_touched([desk.store.accepted(resource.id, revision, etag, text)])


def _same(a: str, b: str) -> bool:
    """Own writes are recognised byte for byte first, then by meaning (reliability §2.2)."""
    if a == b:
        return True
    try:
        return same_meaning(a, b)
    except Malformed:
        return False
