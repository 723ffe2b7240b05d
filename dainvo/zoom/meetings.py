"""The Meetings API: own user, create, read, update, delete, list, invitation (zoom.md §5, §6).

Keeps no state and repeats nothing but a call refused for an aged token: the journal decides what is tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Literal

from dainvo.web import Web
from dainvo.zoom.answers import Listing, ZoomMeeting, ZoomUser
from dainvo.zoom.tokens import Tokens


class Meetings:
    """Calls for one account. Every call may raise, by meaning:

    TryLater(OFFLINE, sent=False), TryLater(NO_ANSWER | SERVER_ERROR, sent=True): for `create` the outcome is unknown;
    TryLater(RATE_LIMITED, sent=False), `retry_after_s` None if Zoom named no time, about["limit"] "daily" or "second";
    NeedsUser(ZOOM_ACCESS_ENDED | OTHER_SERVER | KEYRING_… | CERTIFICATE);
    Refused(ZOOM_SCOPE_MISSING) with about["scope"], Refused(ZOOM_INVALID) with about["field"],
    Refused(ZOOM_MEETING_GONE | ZOOM_OTHER_HOST | ZOOM_NO_LICENCE | ZOOM_NO_PERMISSION | REJECTED) with about["code"].
    """

    def __init__(self, web: Web, tokens: Tokens, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        raise NotImplementedError

    async def me(self) -> ZoomUser:
        """The connected user. Raises Malformed besides."""
        raise NotImplementedError

    async def create(self, body: Mapping[str, object]) -> ZoomMeeting:
        """Make a meeting. Never repeated; an unreadable success is TryLater(NO_ANSWER, sent=True)."""
        raise NotImplementedError

    async def read(self, meeting_id: str) -> ZoomMeeting:
        """The meeting as Zoom holds it. Raises Malformed besides."""
        raise NotImplementedError

    async def update(self, meeting_id: str, changes: Mapping[str, object]) -> None:
        """PATCH; success proves nothing (zoom.md §5.6): read afterwards."""
        raise NotImplementedError

    async def delete(self, meeting_id: str, *, whole: Literal[True]) -> None:
        """Delete the whole meeting, with all its dates; one that does not exist counts as deleted."""
        raise NotImplementedError

    async def list(self) -> Listing:
        """The own scheduled meetings, 20 pages of 300 at most."""
        raise NotImplementedError

    async def invitation(self, meeting_id: str) -> str:
        """Zoom's invitation text, lines ended by LF. Raises Malformed besides."""
        raise NotImplementedError
