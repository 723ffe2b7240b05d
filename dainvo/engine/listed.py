"""What the Meetings page shows: the meetings of the connected accounts as Zoom lists them, and which event has each.

Frozen, so that they cross threads. Holds no secrets and no sentences, and is light enough for a screen to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from dainvo.errors import Why

if TYPE_CHECKING:
    from dainvo.ical.occurrence import AccountId, ResourceId, Uid


class Place(StrEnum):
    """Where a meeting stands on the page (M51)."""

    LINKED = "linked"  # an event here has it
    FREE = "free"  # no event has it
    PAST = "past"  # it is over, with or without an event


class Kind(StrEnum):
    """What kind of meeting it is at Zoom."""

    SCHEDULED = "scheduled"
    NO_FIXED_TIME = "no_fixed_time"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """One meeting of the list. `start` is an aware instant in UTC, None for no fixed time.

    `resource`, `uid` and `title` are those of the event that has it, if there is one. `under_way`: a save is about to
    link it, so nothing can be done about it now. `event_possible`: an event can be made of it.
    """

    account: AccountId
    meeting_id: str
    topic: str
    kind: Kind
    place: Place
    start: datetime | None = None
    minutes: int = 0
    resource: ResourceId | None = None
    uid: Uid | None = None
    title: str = ""
    under_way: bool = False
    event_possible: bool = False
    created: datetime | None = None  # in UTC; None if Zoom does not say


@dataclass(frozen=True, slots=True)
class Unread:
    """An account whose meetings could not be listed now, and why."""

    account: AccountId
    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class MeetingsAtZoom:
    """All accounts’ meetings, soonest first, those without a time last. Not `complete`: Zoom has more than these."""

    meetings: tuple[ListedMeeting, ...] = ()
    unread: tuple[Unread, ...] = ()
    complete: bool = True

    def at(self, place: Place) -> tuple[ListedMeeting, ...]:
        """Those of one part of the page; what is over, latest first."""
        found = tuple(meeting for meeting in self.meetings if meeting.place is place)
        return found[::-1] if place is Place.PAST else found
