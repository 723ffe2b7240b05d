"""The verb that tells an editor, before Save, what the online meeting of its draft would be (M17, M65, M72).

Writes nothing and asks no server.
"""

from __future__ import annotations

from dainvo.engine import asked, wishes
from dainvo.engine.desk import Desk
from dainvo.engine.outlook import outlook
from dainvo.engine.values import Outlook
from dainvo.errors import DainvoError
from dainvo.ical import edit, split
from dainvo.ical.event import NO_RECURRENCE, EventDraft, MeetingOptions, Online, RecurrenceId, ResourceId, Scope, Uid
from dainvo.store.rows import MeetingRow


async def meeting_outlook(
    desk: Desk,
    draft: EventDraft,
    *,
    resource: ResourceId | None = None,
    recurrence_id: RecurrenceId = NO_RECURRENCE,
    scope: Scope = Scope.ALL,
    own_meeting: bool = False,
) -> Outlook:
    """What `save_event` with the same arguments would make of the draft's meeting: its kind, the reason why it has no
    fixed time, and what becomes of the one that is there.

    Call it whenever time, length, rule or switch of a draft changes; it takes a few milliseconds. For a draft without
    a meeting it tells what switching one on would make. Raises what `save_event` raises for the draft itself
    (END_BEFORE_START, BAD_RULE, NO_SUCH_EVENT …).
    """
    now = desk.now()
    always = (draft.wish.options or _defaults(desk)).series_no_fixed_time
    if resource is None:
        text = edit.create(draft, uid=Uid("outlook"), now=now)
        return outlook(text, now, desk.zone, series_no_fixed_time=always)
    before = desk.store.resource(resource)
    own: MeetingRow | None = wishes.managed(desk, before)
    if draft.online in (Online.NONE, Online.OTHER, Online.ANEW):
        own = None
    shared = own is not None and wishes.shares_with_other_part(desk, own, before.text)
    if scope is Scope.FOLLOWING and not split.is_first(before.text, recurrence_id):
        text = split.divide(before.text, draft, recurrence_id=recurrence_id, uid=Uid("outlook"), now=now).new
        own, shared = (None, False) if own_meeting else (own, own is not None)
    else:
        within = Scope.ALL if scope is Scope.FOLLOWING else scope
        text = edit.apply(before.text, draft, scope=within, recurrence_id=recurrence_id, now=now)
    present = own.type if own is not None else None
    return outlook(text, now, desk.zone, present=present, shared=shared, series_no_fixed_time=always)


def _defaults(desk: Desk) -> MeetingOptions:
    try:
        return asked.default_options(wishes.zoom_account(desk))
    except DainvoError:
        return MeetingOptions()
