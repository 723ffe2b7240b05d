"""The values everybody sees: occurrences for views, events for cards, drafts from editors.

Frozen, so that they cross threads. Reads nothing and computes no recurrence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType

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


class Scope(StrEnum):
    """Which occurrences of a series an edit means."""

    THIS = "this"
    FOLLOWING = "following"  # this one and all after it
    ALL = "all"


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


class Role(StrEnum):
    """ROLE of an attendee (RFC 5545 §3.2.16)."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"
    INFORMED = "NON-PARTICIPANT"


class MeetingState(StrEnum):
    """Where the online meeting of an event stands, as the meeting row tells it (ux.md §9)."""

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
    FOREIGN = "foreign"  # only a link is known: join, never change


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Half-open span of aware instants: `start` is inside, `end` is not."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """The online meeting of an event. `meeting_id` is empty while it is not known."""

    provider: str  # "zoom", or a name from `links` for a foreign link
    state: MeetingState
    join_url: str = ""
    meeting_id: str = ""
    passcode: str = ""
    host: str = ""  # e-mail or name; empty if it is the user
    why: str = ""  # value of errors.Why for REFUSED, LINK_FOLLOWS, WAITING, FOLLOWS
    next_try: datetime | None = None
    account: AccountId | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
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


@dataclass(frozen=True, slots=True)
class Attendee:
    """ATTENDEE or ORGANIZER: `address` is the bare e-mail address, lower case is not forced."""

    address: str
    name: str = ""
    role: Role = Role.REQUIRED
    partstat: PartStat = PartStat.NEEDS_ACTION
    rsvp: bool = True


@dataclass(frozen=True, slots=True)
class Alarm:
    """A display alarm relative to start or end (RFC 5545 §3.6.6); negative `offset` is before it."""

    offset: timedelta
    from_end: bool = False


class Online(StrEnum):
    """What the user wants of the Online meeting switch."""

    NONE = "none"
    ZOOM = "zoom"
    KEEP = "keep"  # leave whatever is there (foreign link, not connected, read-only)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Everything an editor can change of one event.

    `start`/`end`: aware datetimes carrying the event's ZoneInfo, naive datetimes for floating times, or dates for
    all-day events with `end` exclusive. `description` is the user's text without the meeting block. `rrule` is the
    RRULE value as text, empty if the event does not recur; for an override it is empty and ignored.
    """

    collection: CollectionId
    summary: str
    start: datetime | date
    end: datetime | date
    location: str = ""
    description: str = ""
    rrule: str = ""
    attendees: tuple[Attendee, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    transparent: bool = False
    visibility: Visibility = Visibility.PUBLIC
    status: Status = Status.CONFIRMED
    online: Online = Online.KEEP

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class Event:
    """One event, parsed, as cards and the editor show it: the master, or the occurrence `recurrence_id` names.

    For an occurrence of a series `draft.start` and `draft.end` are those of the occurrence; `draft.rrule` is the
    series' rule in any case. `draft.online` is ZOOM if the event carries a meeting of ours, else KEEP.
    """

    resource: ResourceId
    uid: Uid
    recurrence_id: RecurrenceId
    draft: EventDraft
    organizer: Attendee | None = None
    organizer_is_me: bool = True
    meeting: Meeting | None = None
    state: State = State.CLEAN
    why_blocked: str = ""  # value of errors.Why
    writable: bool = True
    errors: tuple[str, ...] = field(default=())  # lines that could not be read and are kept as they are

    @property
    def recurring(self) -> bool:
        return bool(self.draft.rrule) or bool(self.recurrence_id)
