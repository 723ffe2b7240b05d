"""Sends a deletion: with the version that was seen, and back to the user if somebody changed it meanwhile.

Removes no meeting: its wish waits until the server took the deletion.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dainvo.dav.client import Client
from dainvo.engine import clashes
from dainvo.engine.desk import Desk
from dainvo.engine.plan import is_strong
from dainvo.engine.wishes import level_plan, plan_level
from dainvo.engine.write import Write, still_there
from dainvo.errors import Conflict, Malformed, Refused, Why
from dainvo.ical import conference, split
from dainvo.ical.event import CollectionId, ETag, State
from dainvo.store.rows import UNREAD, IntentKind, OutboxRow, ResourceRow


async def delete(desk: Desk, client: Client, row: OutboxRow) -> None:
    """DELETE with If-Match; gone already is done, changed by a person brings the event back (A30). Taken back while the
    server was asked, it is left to the next push."""
    resource = desk.store.resource(row.resource)
    write = Write()
    while True:
        way = write.condition(resource.etag)
        if way is None:
            try:
                etag, theirs = await client.get(resource.href)
            except Refused as error:
                if error.why is not Why.GONE:
                    raise
                await still_there(desk, client, resource)
                break
            if desk.store.resource(row.resource).state is not State.DELETED:
                return
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
                await still_there(desk, client, resource)
            break
        except Conflict:
            if desk.store.resource(row.resource).state is not State.DELETED:
                return
            write.missed(way, resource.etag)
            if is_strong(resource.etag):
                resource = replace(resource, etag=UNREAD)
    desk.departed[resource.id] = resource.uid
    desk.publish_touched([desk.store.removed(resource.id)])


def _keep_theirs(desk: Desk, row: OutboxRow, etag: ETag, theirs: str) -> None:
    """Somebody changed what was deleted here: it stays, with its meeting, until the user decides (A30)."""
    cancel_removals(desk, row, theirs)
    desk.publish_touched([desk.store.kept_both(row.resource, mine="", theirs=theirs, etag=etag)])
    plan_level(desk, row.resource)  # what it asks of its meeting may never have been sent
    raise Conflict(detail="changed on the server after it was deleted here")


def cancel_removals(desk: Desk, row: OutboxRow, text: str) -> None:
    """The event stays as `text`, so the meeting that stands in it stays, too."""
    link = conference.find(text)
    for intent in desk.store.intents(uid=row.uid, kind=IntentKind.DELETE):
        if link is not None and link.meeting_id == intent.meeting_id:
            desk.store.close_intent(intent.op_id)


def keep_where_they_were(desk: Desk, leaving: Collection[CollectionId]) -> None:
    """Calendars go from here: what was on its way into them, and has not arrived, stays in the calendar it came from,
    whose deletion waited for that; a series whose second part it is stays whole."""
    for collection in leaving:
        for resource in desk.store.resources(collection):
            if resource.state is not State.NEW:
                continue
            if not any(first.collection in leaving for first in _firsts(desk, resource)):
                make_whole(desk, resource)
            for other in desk.store.resource_by_uid(resource.uid):
                if other.state is State.DELETED and other.collection not in leaving:
                    desk.publish_touched([desk.store.undelete_local(other.id)])
                    desk.wake(desk.store.collection(other.collection).account)


def make_whole(desk: Desk, second: ResourceRow) -> None:
    """What waited to be shortened until this second part has arrived is not cut any more."""
    for first in _firsts(desk, second):
        try:
            text = split.without_second(first.text, first.base_text, second.uid, now=desk.now())
        except (Refused, Malformed):  # nobody can tell what was cut off: as the server has it
            text = first.base_text
        desk.publish_touched([desk.store.edit_local(first.id, text, intent=level_plan(desk, first))])
        desk.wake(desk.store.collection(first.collection).account)


def _firsts(desk: Desk, second: ResourceRow) -> list[ResourceRow]:
    """The first part of the series that this one was cut from, if its server does not know of the cut yet."""
    found = [first for uid in split.siblings(second.text) for first in desk.store.resource_by_uid(uid)]
    return [
        first
        for first in found
        if first.state is State.CHANGED
        and first.id < second.id
        and second.uid in split.siblings(first.text)
        and second.uid not in split.siblings(first.base_text)
    ]
