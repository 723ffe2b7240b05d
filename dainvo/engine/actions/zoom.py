"""The user's verbs about the Zoom account and about one event's meeting.

Does not touch the event's other properties: that is `events.save_event`.
"""

from __future__ import annotations

from collections.abc import Callable

from dainvo.engine.desk import Desk
from dainvo.engine.values import AuthorizeAddress, MeetingDetails, Removal
from dainvo.ical.event import AccountId, ResourceId

Tell = Callable[[AuthorizeAddress], None]


async def connect_zoom(desk: Desk, tell: Tell) -> AccountId:
    """Sign in at Zoom (zoom.md §3): `tell` gets the address for the browser at once, the account comes back at the end.

    Waits at most five minutes; cancelling the future frees the port. The same Zoom user again is the same account.

    Raises Refused (NO_CLIENT_ID, BAD_CONFIGURATION), NeedsUser (NO_KEYRING, KEYRING_LOCKED, KEYRING_FAILED before the
    browser opens; DECLINED, TIMED_OUT, PORT_BUSY, ZOOM_APPROVAL …) or TryLater.
    """
    raise NotImplementedError


async def check_zoom(desk: Desk, account: AccountId) -> None:
    """Ask Zoom whether the sign-in still works and refresh the stored profile; the account's state tells the result.

    Raises what Zoom answered (NeedsUser, TryLater, Refused) after recording it.
    """
    raise NotImplementedError


async def zoom_removal(desk: Desk, account: AccountId) -> Removal:
    """What `remove_zoom` would leave behind: future meetings made here, events that wait for a link. Asks the copy only."""
    raise NotImplementedError


async def remove_zoom(desk: Desk, account: AccountId, *, delete_meetings: bool = False) -> list[str]:
    """Disconnect: revoke (at most 5 s), wipe the sign-in, remove the account; links stay on events (M13, Y05).

    With `delete_meetings` the future meetings made here are deleted at Zoom first; the ids that could not be deleted
    come back, and the account is removed all the same only if there are none. Calling it again without the flag
    removes it.
    """
    raise NotImplementedError


async def meeting_details(desk: Desk, resource: ResourceId) -> MeetingDetails:
    """The event's meeting as Zoom holds it now; reads only (D10).

    Raises Refused(NO_SUCH_EVENT, ZOOM_MEETING_GONE), NeedsUser or TryLater.
    """
    raise NotImplementedError


async def invitation_text(desk: Desk, resource: ResourceId) -> str:
    """Zoom's own invitation text for the event's meeting, to be copied (M40). Raises as `meeting_details`."""
    raise NotImplementedError


async def try_now(desk: Desk, resource: ResourceId) -> None:
    """Take up what waits for this event at once, whatever the next try says; also after a refusal was cured."""
    raise NotImplementedError


async def send_without_link(desk: Desk, resource: ResourceId) -> None:
    """Let a waiting event go to the calendar server now; its link follows as one update (D3, M68)."""
    raise NotImplementedError
