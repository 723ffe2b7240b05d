"""Both sides changed one event: what stands, what is kept beside it, and what becomes of its meeting.

Asks no server and sends nothing; texts come in, the copy is written.
"""

from __future__ import annotations

import re
from typing import Final

from dainvo.engine.desk import Desk
from dainvo.engine.values import Problem
from dainvo.engine.wishes import plan_level, wishes
from dainvo.errors import Malformed, Why
from dainvo.ical import conference
from dainvo.ical.event import ETag, State
from dainvo.ical.merge import merge
from dainvo.ical.resource import same_meaning
from dainvo.store.rows import IntentState, ResourceRow, Touched

_CREATED: Final = re.compile(r"(?m)^CREATED[:;]([^\r\n]*)")


def settle_vanished(desk: Desk, resource: ResourceRow) -> None:
    """Deleted on the server, changed here: the user's edit stays and is asked about, the program's goes (I-3, I-6).

    An edit that is kept beside the server's text counts like one that was not sent yet.
    """
    if resource.why_blocked == Why.GONE:
        return  # asked already
    kept = [each.mine for each in desk.store.kept(resource.id) if each.mine]
    by_program = resource.program_only or _edited_by_program(desk, resource)
    unsent = resource.state is not State.CLEAN and not by_program
    if kept and not unsent:
        desk.publish_touched([desk.store.kept_both(resource.id, mine=kept[-1], theirs=None, etag=ETag(""))])
        return
    if by_program:
        desk.departed[resource.id] = resource.uid
        desk.publish_touched([desk.store.delete_local(resource.id, abandon=True), desk.store.removed(resource.id)])
        desk.wake_meeting(resource.uid)
        return
    desk.publish_touched([desk.store.kept_both(resource.id, mine=resource.text, theirs=None, etag=ETag(""))])


def _edited_by_program(desk: Desk, resource: ResourceRow) -> bool:
    """Whether nothing but the lines of a meeting differs from what the server had: what the user wrote is there."""
    if not resource.base_text:
        return False
    bare, base = (
        conference.detach(text, now=desk.now(), tombstone=False) for text in (resource.text, resource.base_text)
    )
    return _means(bare, base)


def settle(
    desk: Desk,
    resource: ResourceRow,
    etag: ETag,
    theirs: str,
    problems: list[Problem],
    *,
    base: str | None = None,
    unsent: bool = False,
) -> bool:
    """Changed on both sides: what does not overlap is merged (A08), what does is kept beside theirs for the user.
    `base` is what both began from, if it is not the last text of the server that we know. `unsent`: nothing of ours
    ever arrived, so that `theirs` began from something else. Of one that was deleted there, and stands there again, not
    whether it stays is asked now, but what clashes.

    True if nothing of it is to be sent now.
    """
    base = base or resource.base_text or _begun(desk, resource, theirs, unsent=unsent)
    both = theirs if resource.program_only else _merged(desk, resource, theirs, base)
    if both is not None:
        text = _with_own_meeting(desk, resource, both)
        if text == theirs:
            desk.publish_touched([desk.store.take_theirs(resource.id, etag, theirs)])
            plan_level(desk, resource.id)
            return True
        desk.publish_touched([desk.store.rebase(resource.id, text=text, base_text=theirs, etag=etag)])
        return False
    touched: list[Touched] = [
        desk.store.kept_both(resource.id, mine=resource.text, theirs=theirs, etag=etag, base=base)
    ]
    merged = _with_own_meeting(desk, resource, theirs)
    if merged != theirs:
        touched.append(desk.store.edit_local(resource.id, merged, by_program=True))
    desk.publish_touched(touched)
    collection = desk.store.collection(resource.collection)
    plan_level(desk, resource.id)
    problems.append(Problem(Why.CHANGED_ON_SERVER, collection=collection.name, resource=resource.id))
    return merged == theirs


def _begun(desk: Desk, resource: ResourceRow, theirs: str, *, unsent: bool) -> str:
    """What a new event of ours and `theirs` both began from, as far as anybody can tell.

    An event that came from elsewhere may have been brought here by others, too: then theirs is what it was there. Else
    it is the first of our writes, if `theirs` may have come of it: exactly one arrived, and what differs between those
    that may have is told by all of them.
    """
    if resource.origin:
        return resource.origin if same(theirs, resource.origin) else ""
    if unsent or desk.store.is_imported(resource.id):
        return ""
    first = next(reversed(desk.store.sent_bodies(resource.id)), "")
    return first if _began_as(first, theirs) else ""


def _began_as(ours: str, theirs: str) -> bool:
    """Whether `theirs` may be a later state of a first write that nobody answered: both were made at one moment. An
    event that somebody else put there, under the same name, says something else of that."""
    return bool(ours) and _CREATED.findall(ours)[:1] == _CREATED.findall(theirs)[:1] != []


def _merged(desk: Desk, resource: ResourceRow, theirs: str, base: str) -> str | None:
    """Both sides' changes in one text; None if they clash, or if there is no common base to tell changes by."""
    if not base:
        return None
    account = desk.store.account(desk.store.collection(resource.collection).account)
    sent = desk.store.sent_bodies(resource.id)
    try:
        merged = merge(base, resource.text, theirs, sent=sent, own=account.addresses)
    except Malformed:
        return None
    return None if merged.clashes else merged.text


def _with_own_meeting(desk: Desk, resource: ResourceRow, theirs: str) -> str:
    """`theirs` without a meeting that was taken off here, or with the one that was made here and it lacks."""
    link = conference.find(theirs)
    if link is not None and link.meeting_id in desk.store.tombstones(resource.uid):
        theirs, link = conference.detach(theirs, now=desk.now()), None
    mine = conference.find(resource.text)
    if mine is None or mine.source == "link":
        return theirs
    if link is not None and link.source != "link":
        if link.meeting_id != mine.meeting_id:
            _give_up(desk, resource)  # theirs is published: it wins
        return theirs
    if mine.meeting_id in conference.gone(theirs):
        return theirs  # taken off there: that wins over the link on either side
    return conference.attach(theirs, mine, now=desk.now())


def _give_up(desk: Desk, resource: ResourceRow) -> None:
    """Another computer's meeting stands in the event: ours, made by a wish that is still open, goes."""
    for wish in wishes(desk, resource.uid):
        desk.store.set_intent(wish.op_id, state=IntentState.ABANDONED, why="", next_at=None)


def is_ours(desk: Desk, resource: ResourceRow, theirs: str) -> bool:
    """Whether the server's text is one we knew when the user deleted it, but for what the program itself writes."""
    bodies = [resource.base_text, resource.text, *desk.store.sent_bodies(resource.id)]
    bare = conference.detach(theirs, now=desk.now(), tombstone=False)
    return any(
        same(theirs, body) or _means(bare, conference.detach(body, now=desk.now(), tombstone=False))
        for body in bodies
        if body
    )


def same(theirs: str, ours: str) -> bool:
    """Own writes are recognised byte for byte first, then by meaning; a meeting that was taken off since tells that
    somebody else wrote."""
    if theirs == ours:
        return True
    return _means(theirs, ours) and set(conference.gone(theirs)) <= set(conference.gone(ours))


def _means(a: str, b: str) -> bool:
    try:
        return same_meaning(a, b)
    except Malformed:
        return False
