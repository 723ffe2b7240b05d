"""Sends what waits for one CalDAV account, in order, and finds out about answers that were lost.

Fetches no changes of others (that is `sync`); every request is on disk before it leaves.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from dainvo.dav.answers import TokenRefused
from dainvo.dav.client import Client
from dainvo.engine import clashes, schedule
from dainvo.engine.clashes import same
from dainvo.engine.desk import Desk
from dainvo.engine.order import waits_for_second_part
from dainvo.engine.plan import UNREAD, concerns_account, conditions, is_strong
from dainvo.engine.values import Problem
from dainvo.engine.wishes import wishes
from dainvo.errors import Conflict, DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, CollectionId, ETag, State, Uid
from dainvo.store.rows import (
    CollectionState,
    IntentKind,
    IntentState,
    OutboxKind,
    OutboxRow,
    OutboxState,
    ResourceRow,
)

log = logging.getLogger(__name__)

#: Writes of one resource in one push that meet "changed meanwhile", before it waits for the next sync.
_ROUNDS: Final = 3
#: So long an event that nobody is mailed about waits for its link, while the first call to Zoom is under way.
LINK_PATIENCE: Final = timedelta(seconds=8)
#: A revision that no resource has: what the server took is not what is shown now.
_EARLIER: Final = -1
#: Blocks that a calendar lifts when it may be written again.
_CLOSED: Final = frozenset({Why.NOT_ALLOWED, Why.READ_ONLY})


@dataclass(slots=True)
class Pushed:
    """What one push did."""

    sent: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Write:
    """What one write has met: `read` tells that the version on the server was read a moment ago and is the one we
    know; `refused` holds what If-Match said in vain meanwhile."""

    tries: int = 0
    read: bool = False
    refused: list[ETag] = field(default_factory=list)

    def condition(self, etag: ETag) -> ETag | None:
        """What If-Match says now over the version `etag`; None: read it first."""
        ways = conditions(etag, read=self.read)
        left = [way for way in ways if way not in self.refused]
        if ways and not left:
            raise Refused(Why.REJECTED, detail="the server takes no If-Match, so nothing can be written safely")
        return left[0] if left else None

    def again(self) -> None:
        """One more request that writes. Raises TryLater after a few in vain."""
        self.tries += 1
        if self.tries > _ROUNDS:
            raise TryLater(Why.SERVER_ERROR, detail="the resource keeps changing under the write")

    def missed(self, way: ETag | None, etag: ETag) -> None:
        """412. A strong etag that does not match has changed; any other condition may just not be understood."""
        self.read = False
        if way is not None and not is_strong(etag):
            self.refused.append(way)


async def push(desk: Desk, client: Client, account: AccountId) -> Pushed:
    """Send everything that is due, oldest first; what one event's refusal says about it stops no other.

    Raises TryLater if the server is away, NeedsUser if it wants the user (401: after one request).
    """
    done = Pushed()
    hoping = _hoping(desk)
    gone: set[CollectionId] = set()
    for row in desk.store.outbox(account):
        if row.state is OutboxState.BLOCKED or row.collection in gone or _cannot_go(desk, row):
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
            if error.why is Why.NO_SUCH_CALENDAR:
                gone.add(row.collection)
        desk.wake_meeting(row.uid)
    return done


def waits_for_link(desk: Desk, row: OutboxRow) -> bool:
    """Whether a write is held back so that it goes out once, with its meeting link inside (D3)."""
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


def _cannot_go(desk: Desk, row: OutboxRow) -> bool:
    """Whether its calendar is gone for now, or deleting it now would lose an event that moves to another calendar,
    which has not taken it yet, or shortening a series would lose its second part."""
    if desk.store.collection(row.collection).state is CollectionState.GONE or waits_for_second_part(desk, row):
        return True
    return row.kind is OutboxKind.DELETE and any(
        resource.state is State.NEW for resource in desk.store.resource_by_uid(row.uid)
    )


def next_due(desk: Desk, account: AccountId) -> float | None:
    """Seconds until something of this account is due to be sent by itself; None: nothing is."""
    seconds: list[float] = []
    hoping = _hoping(desk)
    for row in desk.store.outbox(account):
        if row.state is OutboxState.BLOCKED or _cannot_go(desk, row):
            continue
        if row.uid in hoping and waits_for_link(desk, row):
            if not any(wish.holds for wish in wishes(desk, row.uid)):
                seconds.append(LINK_PATIENCE.total_seconds())
            continue
        seconds.append((row.next_at - desk.now()).total_seconds() if row.next_at is not None else 0.0)
    return max(0.0, min(seconds)) if seconds else None


def reopen(desk: Desk, account: AccountId, collections: Collection[CollectionId]) -> bool:
    """Calendars may be written again: what they refused for that reason is due. Whether there was any."""
    rows = [
        row
        for row in desk.store.outbox(account)
        if row.collection in collections and row.state is OutboxState.BLOCKED and row.why in _CLOSED
    ]
    desk.publish_touched([desk.store.unblock(row.resource) for row in rows])
    return bool(rows)


def _note(desk: Desk, row: OutboxRow, error: DainvoError, done: Pushed) -> None:
    """Write down what a failure means for this row; raise what concerns the whole account."""
    if isinstance(error, NeedsUser):
        desk.store.postpone(row.op, why=error.why, next_at=None)
    elif isinstance(error, TryLater | Malformed) or concerns_account(error):
        _later(desk, row, error)
    elif isinstance(error, Refused):
        _refused(desk, row, error)
    desk.publish_event(row.uid)
    if concerns_account(error):
        raise error
    collection = desk.store.collection(row.collection)
    done.problems.append(Problem(error.why, detail=error.detail, collection=collection.name, resource=row.resource))


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
    write = _Write()
    while True:
        resource = desk.store.resource(row.resource)
        if row.state in (OutboxState.SENT, OutboxState.UNKNOWN):
            settled = await _find_out(desk, client, resource, row, write, done)
        else:
            settled = await _put(desk, client, resource, row, write, done)
        following = desk.store.outbox_of(row.resource)
        if settled or following is None or following.state is OutboxState.BLOCKED:
            return
        row = following


async def _put(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, write: _Write, done: Pushed) -> bool:
    """One conditional PUT; True if the resource needs nothing more in this push."""
    etag: ETag | None = None
    if resource.base_text:
        etag = write.condition(resource.etag)
        if etag is None:
            return await _find_out(desk, client, resource, row, write, done)
    write.again()
    desk.store.mark_sent(
        row.op, body=resource.text, precondition=etag or "*", revision=resource.revision, at=desk.now()
    )
    try:
        await client.put(resource.href, resource.text, etag=etag)
    except Conflict:
        write.missed(etag, resource.etag)
        return await _find_out(desk, client, resource, desk.store.outbox_of(resource.id) or row, write, done)
    except Refused as error:
        if error.why is Why.GONE and etag is not None:
            return await _find_out(desk, client, resource, desk.store.outbox_of(resource.id) or row, write, done)
        if error.why in (Why.GONE, Why.REJECTED):
            await _still_there(desk, client, resource)
        raise
    # Both servers we know store other bytes than they are given: what they have is the base from now on.
    try:
        got, text = await client.get(resource.href)
    except Refused as error:
        if error.why is not Why.GONE:
            raise
        raise TryLater(Why.SERVER_ERROR, sent=True, detail="what was written is not there") from error
    if resource.base_text and same(text, resource.base_text) and not same(text, resource.text):
        raise TryLater(Why.SERVER_ERROR, sent=True, detail="what was written did not replace what was there")
    _accepted(desk, resource, resource.revision, got, text)
    done.sent += 1
    return desk.store.outbox_of(resource.id) is None


async def _find_out(
    desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, write: _Write, done: Pushed
) -> bool:
    """What the server holds decides: our own write, nothing of it, or somebody else's."""
    try:
        etag, theirs = await client.get(resource.href)
    except Refused as error:
        if error.why is not Why.GONE:
            raise
        return await _absent(desk, client, resource, row)
    resource = desk.store.resource(resource.id)  # the user may have gone on while the server was asked
    if resource.state is State.DELETED:
        return True  # the next push finds out what is to be deleted
    if same(theirs, resource.text):
        _accepted(desk, resource, resource.revision, etag, theirs)
        done.sent += 1
        return True
    if any(same(theirs, body) for body in (row.body, *desk.store.sent_bodies(resource.id)) if body):
        # An earlier version of ours arrived: it is the base, and the newer text goes on top of it.
        _accepted(desk, resource, _EARLIER, etag, theirs)
        done.sent += 1
        return False
    if resource.base_text and (same(theirs, resource.base_text) or (is_strong(etag) and etag == resource.etag)):
        # Our write never arrived: again, on top of the same text.
        touched = desk.store.rebase(resource.id, text=resource.text, base_text=theirs, etag=etag)
        desk.publish_touched([touched])
        write.read = True
        return False
    return clashes.settle(desk, resource, etag, theirs, done.problems)


async def _absent(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow) -> bool:
    """404 where we wrote or wanted to write."""
    await _still_there(desk, client, resource)
    asked = row.state in (OutboxState.SENT, OutboxState.UNKNOWN) and not resource.base_text
    removed = asked and await _was_removed(desk, client, resource)
    resource = desk.store.resource(resource.id)  # the user may have gone on while the server was asked
    if resource.state is State.DELETED:
        return True
    if resource.base_text:
        clashes.settle_vanished(desk, resource)
        return True
    if removed:
        # The first write arrived, and somebody who saw the event deleted it.
        if row.revision == resource.revision:
            desk.departed[resource.id] = resource.uid
            desk.publish_touched([desk.store.delete_local(resource.id), desk.store.removed(resource.id)])
        else:
            clashes.settle_vanished(desk, resource)
        return True
    # If-None-Match found nothing and GET neither: the first write never arrived.
    desk.store.postpone(row.op, why=Why.NO_ANSWER, next_at=None)
    return False


async def _still_there(desk: Desk, client: Client, resource: ResourceRow) -> None:
    """Raises TryLater if it is the whole calendar that is gone: then nothing is known about what was in it."""
    collection = desk.store.collection(resource.collection)
    if not await client.is_there(collection.href):
        raise TryLater(Why.NO_SUCH_CALENDAR, detail="the calendar is not on the server")


async def _was_removed(desk: Desk, client: Client, resource: ResourceRow) -> bool:
    """Whether the server says that the resource was deleted since the token that is older than our first write."""
    collection = desk.store.collection(resource.collection)
    if not collection.sync_token:
        return False
    try:
        async with client.changes(collection.href, collection.sync_token, inline=False) as incoming:
            return any([item.href == resource.href and item.status == 404 async for some in incoming for item in some])
    except (TokenRefused, Refused, Malformed):
        return False


async def _delete(desk: Desk, client: Client, row: OutboxRow) -> None:
    """DELETE with If-Match; gone already is done, changed by a person brings the event back (A30)."""
    resource = desk.store.resource(row.resource)
    write = _Write()
    while True:
        way = write.condition(resource.etag)
        if way is None:
            try:
                etag, theirs = await client.get(resource.href)
            except Refused as error:
                if error.why is not Why.GONE:
                    raise
                await _still_there(desk, client, resource)
                break
            if not clashes.is_ours(desk, resource, theirs):
                _keep_theirs(desk, row, etag, theirs)
                return
            resource = replace(resource, etag=etag, base_text=theirs)
            write.read = True
            continue
        write.again()
        desk.store.mark_sent(row.op, body="", precondition=way, revision=resource.revision, at=desk.now())
        try:
            if not await client.delete(resource.href, way):
                await _still_there(desk, client, resource)
            break
        except Conflict:
            write.missed(way, resource.etag)
            if is_strong(resource.etag):
                resource = replace(resource, etag=UNREAD)
    desk.departed[resource.id] = resource.uid
    desk.publish_touched([desk.store.removed(resource.id)])


def _keep_theirs(desk: Desk, row: OutboxRow, etag: ETag, theirs: str) -> None:
    """Somebody changed what was deleted here: it stays, with its meeting, until the user decides (A30)."""
    _cancel_removals(desk, row)
    desk.publish_touched([desk.store.kept_both(row.resource, mine="", theirs=theirs, etag=etag)])
    raise Conflict(detail="changed on the server after it was deleted here")


def _cancel_removals(desk: Desk, row: OutboxRow) -> None:
    for intent in desk.store.intents(uid=row.uid, kind=IntentKind.DELETE):
        desk.store.close_intent(intent.op_id)


def _accepted(desk: Desk, resource: ResourceRow, revision: int, etag: ETag, text: str) -> None:
    desk.publish_touched([desk.store.accepted(resource.id, revision, etag, text)])
