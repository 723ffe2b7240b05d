"""The user's verbs about events: save, delete, wait until settled, decide a conflict.

Each writes the copy in one transaction and comes back; the servers follow without being waited for.
"""

from __future__ import annotations

from typing import Literal

from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.ical.event import NO_RECURRENCE, EventDraft, RecurrenceId, ResourceId, Scope


async def save_event(
    desk: Desk,
    draft: EventDraft,
    *,
    resource: ResourceId | None = None,
    recurrence_id: RecurrenceId = NO_RECURRENCE,
    scope: Scope = Scope.ALL,
) -> Saved:
    """Store a new event, or the edit of `resource` (of one occurrence with Scope.THIS), with its meeting wish.

    The same new draft saved twice within two seconds is one event (M19). Raises Refused: END_BEFORE_START, BAD_RULE,
    BAD_ATTENDEE, READ_ONLY, NO_SUCH_CALENDAR, NO_SUCH_EVENT, ZOOM_NOT_CONNECTED, ZOOM_NEEDS_TIME, ZOOM_OVER …
    """
    raise NotImplementedError


async def delete_event(
    desk: Desk,
    resource: ResourceId,
    recurrence_id: RecurrenceId = NO_RECURRENCE,
    scope: Scope = Scope.ALL,
    *,
    delete_meeting: bool = True,
) -> None:
    """Delete an event, or one occurrence of it with Scope.THIS; its own meeting after the server took the deletion.

    Raises Refused (READ_ONLY, NO_SUCH_EVENT).
    """
    raise NotImplementedError


async def settled(desk: Desk, resource: ResourceId, timeout_s: float = 30.0) -> bool:
    """Work on this event until the calendar server and Zoom have all of it: True; False after `timeout_s` or if stuck.

    Stuck means that only the user can go on: blocked, refused, sign-in ended. A deleted event counts until the server
    and Zoom have taken the deletion.
    """
    raise NotImplementedError


async def decide_conflict(desk: Desk, kept_id: int, choice: Literal["theirs", "mine", "both"]) -> None:
    """Settle an event changed in two places: keep the server's text, put ours over it, or make ours a second event.

    Raises Refused(NO_SUCH_EVENT) if it was decided before.
    """
    raise NotImplementedError
