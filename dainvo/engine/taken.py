"""A new event whose UID its calendar has already: found by UID and laid beside it, or sent under another name.

Sends no write itself: `outbox` does.
"""

from __future__ import annotations

from dainvo.dav.client import Client
from dainvo.dav.xml import is_below
from dainvo.engine import names
from dainvo.engine.clashes import same
from dainvo.engine.desk import Desk
from dainvo.engine.values import Problem
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import conference
from dainvo.ical.event import Href, State
from dainvo.ical.resource import scan, with_uid
from dainvo.store.rows import CollectionRow, RemoteItem, ResourceRow

#: So many objects are read to find the one with a UID; a server that ignores the filter gives them all.
_MOST_READ = 5


async def settle(desk: Desk, client: Client, resource: ResourceRow, named: str, problems: list[Problem]) -> bool:
    """Lay the new event beside the object that has its UID: theirs is shown, ours waits for the user, unless they say
    the same. `named` is what the server says has it. False if it is not found.
    """
    collection = desk.store.collection(resource.collection)
    for href in await _candidates(client, collection, resource, named):
        try:
            etag, text = await client.get(href)
            found = scan(text).uid == resource.uid
        except (Refused, Malformed):
            continue
        if found:
            _lay_beside(desk, collection, resource, RemoteItem(href, etag, text), problems)
            return True
    return False


def rename(desk: Desk, resource: ResourceRow) -> bool:
    """Try it under another name, then as another event (a trash on the server may hold the UID, A24); False if that
    was tried, a meeting is bound to the UID, or it was deleted meanwhile."""
    resource = desk.store.resource(resource.id)  # the user may have gone on while the server was asked
    if resource.state is State.DELETED:
        return False
    collection = desk.store.collection(resource.collection)
    uid = desk.new_uid()
    href = names.href(collection.href, uid)
    text = resource.text
    if not resource.href.endswith(f"/{names.name(resource.uid)}"):
        if desk.store.intents(uid=resource.uid) or desk.store.meeting(resource.uid) is not None:
            return False
        text = with_uid(conference.detach(text, now=desk.now(), tombstone=False), uid)
    desk.publish_touched([desk.store.renew(resource.id, href=href, text=text)])
    return True


async def _candidates(client: Client, collection: CollectionRow, resource: ResourceRow, named: str) -> list[Href]:
    if named and is_below(collection.href, Href(named)):
        return [Href(named)]
    try:
        found = await client.with_uid(collection.href, resource.uid)
    except (Refused, Malformed):
        return []
    return [href for href in found if href != resource.href][:_MOST_READ]


def _lay_beside(
    desk: Desk, collection: CollectionRow, resource: ResourceRow, item: RemoteItem, problems: list[Problem]
) -> None:
    store = desk.store
    resource = store.resource(resource.id)  # the user may have gone on while the server was asked
    other = store.resource_by_href(collection.id, item.href)
    if other is None:
        store.take_remote(collection.id, [item])
        other = store.resource_by_href(collection.id, item.href)
    if other is None:
        raise Refused(Why.NO_SUCH_EVENT)
    if other.state is State.DELETED:  # deleted here, and made again before the server heard of it
        store.undelete_local(other.id)
        store.edit_local(other.id, resource.text)
    gone = State.DELETED in (resource.state, other.state)
    differs = not gone and not same(item.text, resource.text)
    touched = store.fold(resource.id, other.id, keep=differs)
    desk.publish_touched(touched)
    if differs:
        problems.append(Problem(Why.CHANGED_ON_SERVER, collection=collection.name, resource=other.id))


def taken_by(error: Refused) -> str | None:
    """Who has the UID of a refused new event, as far as the refusal tells: an href, "" for somebody; None: it is no
    matter of the UID. 409 without a reason may be one (RFC 4791 §5.3.2.1)."""
    named = error.about.get("taken", "")
    if named:
        return "" if named == "?" else named
    return "" if error.about.get("status") == "409" and not error.about.get("precondition") else None
