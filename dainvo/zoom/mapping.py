"""From an event to the meeting it wants, and what differs between the two (zoom.md §4, §5.10, §9).

Pure: sends nothing, reads no clock, and does not decide when a meeting is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from dainvo.errors import Why
from dainvo.ical.event import EventDraft
from dainvo.zoom.answers import MeetingType, ZoomMeeting

UNTITLED = "Untitled event"


class Feature(StrEnum):
    """What a granted scope opens."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    READ = "read"
    LIST = "list"
    INVITATION = "invitation"
    PROFILE = "profile"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The meeting an event asks for, already in Zoom's terms.

    `start` is an aware instant, `start_time` and `timezone` its form for the request; all three are empty for
    meetings without a fixed time.
    """

    topic: str
    agenda: str
    type: MeetingType
    start: datetime | None = None
    start_time: str = ""
    timezone: str = ""
    duration_min: int = 0


def features(scopes: Iterable[str]) -> frozenset[Feature]:
    """What a grant with these scopes may do; classic scopes count as in zoom.md §4."""
    raise NotImplementedError


def scope_of(feature: Feature) -> str:
    """The granular scope that opens `feature`."""
    raise NotImplementedError


def marker(op_id: str, uid: str) -> str:
    """`[dv-…]`, first line of the agenda, that binds a meeting to an event and its create intent (zoom.md §10)."""
    raise NotImplementedError


def has_marker(agenda: str, mark: str) -> bool:
    """Whether `mark` stands in the first 250 characters, which are all the list shows."""
    raise NotImplementedError


def obstacle(draft: EventDraft, now: datetime, *, zone: tzinfo | None = None) -> Why | None:
    """Why the event cannot have a meeting with a fixed time: ZOOM_NEEDS_TIME, ZOOM_ALREADY_BEGUN or ZOOM_OVER.

    None if nothing stands in the way. For ZOOM_OVER there is no meeting at all; for the other two one without fixed
    time may be offered. A series only meets ZOOM_NEEDS_TIME: its meeting has no fixed time in any case.
    Floating times and all-day events are read in `zone`, or in that of `now`.
    """
    raise NotImplementedError


def wanted(
    draft: EventDraft, *, op_id: str, uid: str, zone: tzinfo | None = None, no_fixed_time: bool = False
) -> Wanted:
    """The meeting that `draft` (the master, for a series) asks for.

    Type 2 for a single event with times, type 3 for a series, for what `obstacle` calls ZOOM_NEEDS_TIME and when
    `no_fixed_time` was accepted. `zone`: the computer's (or the Zoom profile's), for floating times.
    """
    raise NotImplementedError


def create_body(want: Wanted) -> dict[str, object]:
    """Body of POST /users/me/meetings (zoom.md §5.4)."""
    raise NotImplementedError


def differences(want: Wanted, meeting: ZoomMeeting) -> dict[str, object]:
    """Body of the PATCH that brings `meeting` (from a GET) to `want`: only what differs; empty if nothing does."""
    raise NotImplementedError


def utc_form(want: Wanted) -> dict[str, object]:
    """Body of the PATCH that repeats the start in UTC, for an answer whose start came out wrong (zoom.md §5.10)."""
    raise NotImplementedError
