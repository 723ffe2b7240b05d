"""Writes, finds and removes the Zoom meeting of an event: CONFERENCE, LOCATION, URL, fenced block, X- lines.

Talks to nobody, and never touches a byte of the user's own text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Link:
    """The meeting of an event. `meeting_id` is digits only.

    `source` tells where `find` saw it: `"lines"` (our X- lines), `"fence"` (the block), or `"link"`: then only a join
    link was seen, and the meeting is ours only if a table elsewhere knows its id.
    """

    join_url: str
    meeting_id: str
    passcode: str = ""
    account_hash: str = ""
    op_id: str = ""
    source: str = "lines"


def attach(text: str, link: Link, *, now: datetime, invitation: str | None = None) -> str:
    """`text` with `link` written to the master and all overrides, replacing an earlier meeting of ours.

    `invitation` (the full text Zoom offers) takes the place of the block's own lines. A tombstone of this id goes.
    Same link again: the text comes back unchanged. Raises Malformed if there is no VEVENT.
    """
    raise NotImplementedError


def detach(text: str, *, now: datetime, tombstone: bool = True) -> str:
    """`text` without our meeting; the user's text comes back byte-identical. With `tombstone` the id is noted in
    X-DAINVO-ZOOM-GONE (newest five), so that a merge elsewhere does not revive the link."""
    raise NotImplementedError


def find(text: str) -> Link | None:
    """The meeting the event carries: from X- lines, else the fenced block, else a Zoom join link. Ids with a
    tombstone are not found. Never raises on odd text."""
    raise NotImplementedError


def gone(text: str) -> tuple[str, ...]:
    """Ids of meetings taken off this event (X-DAINVO-ZOOM-GONE), newest first."""
    raise NotImplementedError


def user_text(description: str) -> str:
    """An unescaped DESCRIPTION without our block and the blank line that sets it off."""
    raise NotImplementedError


def has_edited_block(description: str) -> bool:
    """Whether our block stands in an unescaped DESCRIPTION but someone changed its inside (the hash does not fit)."""
    raise NotImplementedError
