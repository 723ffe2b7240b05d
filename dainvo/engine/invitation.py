"""Zoom's whole invitation in an event's block, where the user wants it (M59): fetched, and renewed after a change.

Writes no event: whoever links a meeting does. A text that cannot be had holds nothing up.
"""

from __future__ import annotations

import logging

from dainvo.engine.desk import Desk
from dainvo.errors import DainvoError
from dainvo.ical.event import AccountId

log = logging.getLogger(__name__)


async def text_of(desk: Desk, account: AccountId | None, meeting_id: str) -> str | None:
    """The invitation as Zoom writes it now; None if Zoom does not give it, for whatever reason."""
    try:
        return await desk.zoom(account).meetings.invitation(meeting_id)
    except DainvoError as error:
        log.info("no invitation text: %s", error.why)
        return None
