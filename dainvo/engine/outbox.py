"""Sends what waits for one CalDAV account, in order, and finds out about answers that were lost.

Fetches no changes of others (that is `sync`); every request is on disk before it leaves.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from dainvo.dav.answers import TokenRefused
from dainvo.dav.client import Client
from dainvo.engine import clashes, failed_write, room, schedule, taken
from dainvo.engine.clashes import same
from dainvo.engine.desk import Desk
from dainvo.engine.order import waits_for_second_part
from dainvo.engine.plan import is_strong
from dainvo.engine.removal import delete
from dainvo.engine.values import Problem
from dainvo.engine.wishes import wishes
from dainvo.engine.write import ROUNDS, Write, still_there
from dainvo.errors import Conflict, DainvoError, Malformed, Refused, TryLater, Why
from dainvo.ical.event import AccountId, CollectionId, ETag, State, Uid
from dainvo.store.rows import (
    UNREAD,
    CollectionState,
    IntentKind,
    IntentState,
    OutboxKind,
    OutboxRow,
    OutboxState,
    ResourceRow,
)

log = logging.getLogger(__name__)

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


async def push(desk: Desk, client: Client, account: AccountId) -> Pushed:
    """Send everything that is due, oldest first; what one event's refusal says about it stops no other.

    Raises TryLater if the server is away, NeedsUser if it wants the user (401: after one request).
    """
    done = Pushed()
    asked = room.ask(desk, account)
    await _push_due(desk, client, account, done)
    if room.found(desk, account, asked):
        await _push_due(desk, client, account, done)
    return done


async def _push_due(desk: Desk, client: Client, account: AccountId, done: Pushed) -> None:
    hoping = _hoping(desk)
    gone: set[CollectionId] = set()
    for row in desk.store.outbox(account):
        current = desk.store.outbox_of(row.resource)
        if current is None or current.op != row.op:
            continue  # the user may have gone on while the server was asked about another event
        if current.state is OutboxState.BLOCKED or row.collection in gone or _cannot_go(desk, current):
            continue
        if row.uid in hoping and waits_for_link(desk, current):
            continue
        if schedule.waits(desk.now(), current.next_at):
            continue
        try:
            await _send(desk, client, current, done)
        except DainvoError as error:
            failed_write.note(desk, current, error, done.problems)
            if error.why is Why.NO_SUCH_CALENDAR:
                gone.add(row.collection)
        desk.wake_meeting(row.uid)


def waits_for_link(desk: Desk, row: OutboxRow) -> bool:
    """Whether a write is held back so that it goes out once, with its meeting link inside (D3)."""
    if row.kind is not OutboxKind.PUT:
        return False
    for wish in wishes(desk, row.uid):
        if wish.state in (IntentState.LINKED, IntentState.ATTENTION):
            continue
        if wish.holds:
            return True
        if not wish.why and _is_hoped_for(desk, wish.created_at + LINK_PATIENCE):
            return True
    return False


def _is_hoped_for(desk: Desk, until: datetime) -> bool:
    return schedule.waits(desk.now(), until, LINK_PATIENCE.total_seconds())


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
        seconds.append(schedule.seconds_left(desk.now(), row.next_at))
    return max(0.0, min(seconds)) if seconds else None


def hopes_until(desk: Desk, account: AccountId) -> datetime | None:
    """Until when nothing can be sent because all that waits was saved just now with a meeting, whose link goes along.

    None if nothing waits, or anything but that.
    """
    ends: list[datetime] = []
    for row in desk.store.outbox(account):
        if row.state is OutboxState.BLOCKED:
            continue
        if not waits_for_link(desk, row):
            return None
        ends += [wish.created_at + LINK_PATIENCE for wish in wishes(desk, row.uid)]
    until = min(ends, default=None)
    return until if until is not None and _is_hoped_for(desk, until) else None


def reopen(desk: Desk, account: AccountId, collections: Collection[CollectionId]) -> bool:
    """Calendars may be written again: what they refused for that reason is due. Whether there was any."""
    rows = [
        row
        for row in desk.store.outbox(account)
        if row.collection in collections and row.state is OutboxState.BLOCKED and row.why in _CLOSED
    ]
    desk.publish_touched([desk.store.unblock(row.resource) for row in rows])
    return bool(rows)


async def send_noted(desk: Desk, client: Client, row: OutboxRow) -> None:
    """Send a write that was noted as sent a moment ago, with the edit itself. Raises as `push`."""
    done = Pushed()
    try:
        await _send(desk, client, row, done, noted=True)
    except DainvoError as error:
        failed_write.note(desk, row, error, done.problems)


async def _send(desk: Desk, client: Client, row: OutboxRow, done: Pushed, *, noted: bool = False) -> None:
    """`noted`: the write was noted as sent, and leaves here for the first time."""
    if row.kind is OutboxKind.DELETE:
        await delete(desk, client, row)
        done.sent += 1
        return
    write = Write()
    while True:
        resource = desk.store.resource(row.resource)
        if noted:
            write.again()
            settled, noted = await _write(desk, client, resource, row, write, done), False
        elif row.state in (OutboxState.SENT, OutboxState.UNKNOWN):
            settled = await _find_out(desk, client, resource, row, write, done)
        else:
            settled = await _put(desk, client, resource, row, write, done)
        following = desk.store.outbox_of(row.resource)
        if settled or following is None or following.state is OutboxState.BLOCKED:
            return
        if following.kind is OutboxKind.DELETE:
            return  # deleted while it was sent: the next push does that
        row = following


async def _put(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, write: Write, done: Pushed) -> bool:
    """One conditional PUT; True if the resource needs nothing more in this push."""
    etag: ETag | None = None
    if resource.base_text:
        etag = write.condition(resource.etag)
        if etag is None:
            return await _find_out(desk, client, resource, row, write, done)
    write.again()
    precondition = etag or "*"
    desk.store.mark_sent(
        row.op, body=resource.text, precondition=precondition, revision=resource.revision, at=desk.now()
    )
    return await _write(desk, client, resource, row._replace(precondition=precondition), write, done)


async def _write(desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, write: Write, done: Pushed) -> bool:
    """The PUT that was noted, and what its answer means."""
    etag = ETag(row.precondition) if resource.base_text else None  # "*" is a condition over a weak etag, too
    try:
        await client.put(resource.href, resource.text, etag=etag)
    except Conflict:
        write.missed(etag, resource.etag)
        return await _find_out(desk, client, resource, desk.store.outbox_of(resource.id) or row, write, done)
    except Refused as error:
        if error.why is Why.GONE and etag is not None:
            return await _find_out(desk, client, resource, desk.store.outbox_of(resource.id) or row, write, done)
        if error.why in (Why.GONE, Why.REJECTED):
            await still_there(desk, client, resource)
        if (
            etag is not None
            or failed_write.went_on(desk, row)
            or not await _same_uid(desk, client, resource, error, write, done)
        ):
            raise
        return desk.store.outbox_of(resource.id) is None
    # Both servers we know store other bytes than they are given: what they have is the base from now on.
    try:
        got, text = await client.get(resource.href)
    except Refused as error:
        if error.why is not Why.GONE:
            raise
        raise TryLater(Why.SERVER_ERROR, sent=True, detail="what was written is not there") from error
    if resource.base_text and same(text, resource.base_text) and not same(text, resource.text):
        raise TryLater(Why.SERVER_ERROR, sent=True, detail="what was written did not replace what was there")
    done.sent += 1
    return _read_back(desk, resource, got, text, done)


def _read_back(desk: Desk, sent: ResourceRow, etag: ETag, text: str, done: Pushed) -> bool:
    """The server took `sent` and now holds `text`; True if the resource needs nothing more in this push."""
    now = desk.store.resource(sent.id)
    went_on = now.revision != sent.revision
    if went_on and not same(text, sent.text) and now.state is State.DELETED:
        # Changed by somebody after our write: that version is not deleted unread.
        _accepted(desk, sent, _EARLIER, UNREAD, sent.text)
        return True
    if went_on and not same(text, sent.text) and not now.program_only:
        return clashes.settle(desk, now, etag, text, done.problems, base=sent.text)
    _accepted(desk, sent, sent.revision, etag, text)
    return desk.store.outbox_of(sent.id) is None


async def _find_out(
    desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, write: Write, done: Pushed
) -> bool:
    """What the server holds decides: our own write, nothing of it, or somebody else's."""
    try:
        etag, theirs = await client.get(resource.href)
    except Refused as error:
        if error.why is not Why.GONE:
            raise
        return await _absent(desk, client, resource, row, write, done)
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
    # Refused as if it were there: what there is never was ours. An earlier write that may have arrived was looked for.
    # Of several bodies that left, an earlier one may have arrived; whether it did shows in `theirs`.
    unsent = write.exists and len(desk.store.sent_bodies(resource.id)) < 2
    return clashes.settle(desk, resource, etag, theirs, done.problems, unsent=unsent)


async def _same_uid(
    desk: Desk, client: Client, resource: ResourceRow, error: Refused, write: Write, done: Pushed
) -> bool:
    """Whether a refused new event was one whose UID the calendar has, and can go on: beside that one, or renamed."""
    by = taken.taken_by(error)
    if by is None:
        return False
    if await taken.settle(desk, client, resource, by, done.problems):
        return True
    write.renamed += 1
    return "taken" in error.about and write.renamed < ROUNDS and taken.rename(desk, resource)


async def _absent(
    desk: Desk, client: Client, resource: ResourceRow, row: OutboxRow, write: Write, done: Pushed
) -> bool:
    """404 where we wrote or wanted to write."""
    await still_there(desk, client, resource)
    out = row.state in (OutboxState.SENT, OutboxState.UNKNOWN)
    asked = out and not resource.base_text
    removed = asked and await _was_removed(desk, client, resource)
    if asked and write.exists and not removed and await taken.settle(desk, client, resource, "", done.problems):
        return True
    resource = desk.store.resource(resource.id)  # the user may have gone on while the server was asked
    if resource.state is State.DELETED:
        return True
    if resource.base_text and out and not row.body:
        # Our own deletion arrived, and was taken back since.
        desk.publish_touched([desk.store.renew(resource.id, href=resource.href, text=resource.text)])
        return False
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


def _accepted(desk: Desk, resource: ResourceRow, revision: int, etag: ETag, text: str) -> None:
    desk.publish_touched([desk.store.accepted(resource.id, revision, etag, text)])
