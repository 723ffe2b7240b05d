"""The values everybody sees: occurrences for views, events for cards, drafts from editors.

Frozen, so that they cross threads. Reads nothing and computes no recurrence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from dainvo.ical.meeting_options import MeetingOptions
from dainvo.ical.occurrence import (
    NO_RECURRENCE,
    AccountId,
    CollectionId,
    ETag,
    Href,
    MeetingState,
    Occurrence,
    PartStat,
    RecurrenceId,
    ResourceId,
    State,
    Status,
    Uid,
    Visibility,
)

__all__ = [
    "NO_RECURRENCE",
    "AccountId",
    "Alarm",
    "Attendee",
    "CollectionId",
    "DateWishes",
    "ETag",
    "Event",
    "EventDraft",
    "Href",
    "Meeting",
    "MeetingOptions",
    "MeetingState",
    "MeetingWish",
    "Occurrence",
    "Online",
    "PartStat",
    "RecurrenceId",
    "ResourceId",
    "Role",
    "Scope",
    "SeriesDates",
    "State",
    "Status",
    "TimeRange",
    "Uid",
    "Visibility",
]


class Scope(StrEnum):
    """Which occurrences of a series an edit means."""

    THIS = "this"
    FOLLOWING = "following"  # this one and all after it
    ALL = "all"


class Role(StrEnum):
    """ROLE of an attendee (RFC 5545 §3.2.16)."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"
    INFORMED = "NON-PARTICIPANT"


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Half-open span of aware instants: `start` is inside, `end` is not."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """The online meeting of an event. `meeting_id` is empty while it is not known.

    `reason` says why it has no fixed time (a value of zoom.recurrence.Reason or errors.Why; may be empty). `zoom_start`
    (UTC) is what Zoom shows, for TIME_DIFFERS. `left`: the user chose to leave it as it is.
    `adopted`: it was at Zoom before, and was linked (M56).
    """

    provider: str  # "zoom", or a name from `links` for a foreign link
    state: MeetingState
    join_url: str = ""
    meeting_id: str = ""
    passcode: str = ""
    host: str = ""  # e-mail or name; empty if it is the user
    why: str = ""  # value of errors.Why for REFUSED, LINK_FOLLOWS, WAITING, FOLLOWS
    next_try: datetime | None = None
    account: AccountId | None = None
    reason: str = ""
    zoom_start: datetime | None = None
    left: bool = False
    adopted: bool = False


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
    ANEW = "anew"  # another Zoom meeting in the place of the present one (M24)
    OTHER = "other"  # `MeetingWish.link`, made elsewhere (M05)
    KEEP = "keep"  # leave whatever is there (foreign link, not connected, read-only)


@dataclass(frozen=True, slots=True)
class MeetingWish:
    """What the user wants of the online meeting besides having one.

    `options` None: the account's defaults. `no_fixed_time`: the offer of a meeting without a time was accepted (M65).
    `use`: id of a meeting at Zoom to link instead of making one (M56). `link`: with Online.OTHER. `account` hosts a new
    meeting; None: the one that is usual for the calendar (M03).
    """

    options: MeetingOptions | None = None
    no_fixed_time: bool = False
    use: str = ""
    link: str = ""
    account: AccountId | None = None


@dataclass(frozen=True, slots=True)
class SeriesDates:
    """The exceptions of a series: left out, added, changed by hand (E10)."""

    skipped: tuple[RecurrenceId, ...] = ()
    extra: tuple[RecurrenceId, ...] = ()
    changed: tuple[RecurrenceId, ...] = ()


@dataclass(frozen=True, slots=True)
class DateWishes:
    """What is to become of the exceptions of a series: these are as the rule says again, these days are added."""

    restore: tuple[RecurrenceId, ...] = ()
    add: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Everything an editor can change of one event.

    `start`/`end`: aware datetimes carrying the event's ZoneInfo, naive datetimes for floating times, or dates for
    all-day events with `end` exclusive. `description` is the user's text without the meeting block. `rrule` is the
    RRULE value as text, empty if the event does not recur; for an override it is empty and ignored. `url` is the
    event's own address, never a join link. `color` is a CSS name, empty for the calendar's. `dates` are wishes about
    the exceptions of the whole series.
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
    wish: MeetingWish = MeetingWish()
    url: str = ""
    categories: tuple[str, ...] = ()
    color: str = ""
    dates: DateWishes = DateWishes()

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
    deletable: bool = True
    errors: tuple[str, ...] = field(default=())  # lines that could not be read and are kept as they are
    said: str = ""  # what the server said for itself when it refused it: plain text, one line
    also_in: tuple[CollectionId, ...] = ()  # other calendars that have an event with this UID
    dates: SeriesDates = SeriesDates()
    series_start: datetime | date | None = None  # where the series begins that this is a date of
    goes_back: bool = False  # new, and still on a server where it was moved or cut from: given up, it is there again

    @property
    def removable(self) -> bool:
        """Whether it may be deleted, or at least a date taken out of its series (A10)."""
        return self.deletable or (self.writable and self.recurring)

    @property
    def recurring(self) -> bool:
        return bool(self.draft.rrule) or bool(self.recurrence_id)
