"""What the views paint: occurrences with their states, and the identifiers that everything is named by.

Loaded at every start, so it holds only that, as tuples, which are cheap to make; the rest of an event is in `event`.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, NewType

Uid = NewType("Uid", str)
Href = NewType("Href", str)
ETag = NewType("ETag", str)
AccountId = NewType("AccountId", int)
CollectionId = NewType("CollectionId", int)
ResourceId = NewType("ResourceId", int)

#: Value of RECURRENCE-ID as text in the form of the master's DTSTART: `20270310` (date), `20270310T090000`
#: (floating, or local time of the series' zone), `20270310T080000Z` (UTC). Empty: the event does not recur.
RecurrenceId = NewType("RecurrenceId", str)
NO_RECURRENCE = RecurrenceId("")


class State(StrEnum):
    """How the copy of a resource stands against the server."""

    CLEAN = "clean"
    NEW = "new"  # never seen by the server
    CHANGED = "changed"
    DELETED = "deleted"  # waits for the server to take the deletion


class Status(StrEnum):
    """STATUS of a VEVENT (RFC 5545 §3.8.1.11)."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


class Visibility(StrEnum):
    """CLASS (RFC 5545 §3.8.1.3)."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    CONFIDENTIAL = "CONFIDENTIAL"


class PartStat(StrEnum):
    """PARTSTAT of an attendee (RFC 5545 §3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"
    DELEGATED = "DELEGATED"


class MeetingState(StrEnum):
    """Where the online meeting of an event stands, as the meeting row tells it."""

    CREATING = "creating"  # row 12: asked, no answer yet
    LINK_FOLLOWS = "link_follows"  # 13: Zoom away, the event is saved and synced
    WAITING = "waiting"  # 14: Zoom away, the server write is held because guests would be mailed
    CHECKING = "checking"  # 15: outcome of a create unknown
    REFUSED = "refused"  # 16
    READY = "ready"  # 17
    FOLLOWS = "follows"  # 18: Zoom gets a change or removal later
    MISSING = "missing"  # 21
    OTHER_HOST = "other_host"  # 22
    NOT_CONNECTED = "not_connected"  # 23
    NO_FIXED_TIME = "no_fixed_time"  # 25: ready, type 3
    TIME_DIFFERS = "time_differs"  # 19: changed at Zoom
    LINK_CHANGED = "link_changed"  # 20: the invitation still has the old link or passcode
    KIND_KEPT = "kind_kept"  # Zoom does not change the kind of the meeting: a new one, or as it is (D1)
    FOREIGN = "foreign"  # only a link is known: join, never change


class Copy(NamedTuple):
    """The same occurrence in another calendar."""

    resource: ResourceId
    collection: CollectionId
    name: str
    color: str


class Occurrence(NamedTuple):
    """One occurrence as the views paint it.

    `start` and `end` are both aware datetimes in the viewer's zone, or both dates if `all_day` (`end` exclusive).
    Floating times come as instants of the viewer's zone with `floating` set.
    """

    resource: ResourceId
    collection: CollectionId
    uid: Uid
    recurrence_id: RecurrenceId
    summary: str
    start: datetime | date
    end: datetime | date
    all_day: bool
    floating: bool = False
    location: str = ""
    join_url: str = ""
    status: Status = Status.CONFIRMED
    transparent: bool = False
    visibility: Visibility = Visibility.PUBLIC
    recurring: bool = False
    attendee_count: int = 0
    has_alarm: bool = False
    own_partstat: PartStat | None = None
    state: State = State.CLEAN
    blocked: bool = False  # the server refused it, or a conflict waits
    meeting: MeetingState | None = None
    also: tuple[Copy, ...] = ()  # where one drawing stands for the same event in several calendars
    color: str = ""  # CSS name of a colour of its own; empty: the calendar's
