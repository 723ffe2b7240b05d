"""The values that verbs take and give back, light enough for a screen to import.

Frozen, so that they cross threads. Holds no secrets and no sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from dainvo.errors import Why

if TYPE_CHECKING:
    from dainvo.ical.event import AccountId, Meeting, ResourceId, Uid


#: The user's answer about events that a server lists no more: they go here, too, or are written to the server again.
Vanished = Literal["remove", "put_back"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of finding a CalDAV server, told while it happens (A01).

    `key` names the step for the sentence to show, `url` what was asked, `outcome` the answer in short: a status as
    text, or a value of `errors.Why`; empty while the step is under way.
    """

    key: str
    url: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class AuthorizeAddress:
    """The address to open in the browser for a Zoom sign-in. Of use once, for five minutes."""

    url: str


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """The certificate that a server showed (A22). `why` says in English why it is not believed, empty if it is.

    `fingerprint` is the SHA-256 as pairs of hex digits with colons; `pinned` that of the one trusted until now, empty
    if none is. Subject, issuer and dates are empty where they cannot be read.
    """

    host: str
    port: int
    fingerprint: str
    why: str = ""
    pinned: str = ""
    subject: str = ""
    issuer: str = ""
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class StartLink:
    """The link that starts a meeting as its host: to be opened at once, never shown, copied, logged or kept (M49)."""

    url: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that one account, calendar or event met during a sync; the rest went on."""

    why: Why
    detail: str = ""
    collection: str = ""  # name of the calendar concerned
    resource: ResourceId | None = None


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one sync of one account did. `waiting` counts what still waits to be sent."""

    account: AccountId
    name: str = ""
    fetched: int = 0
    sent: int = 0
    removed: int = 0
    waiting: int = 0
    errors: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """An event that now stands in the copy; servers follow."""

    resource: ResourceId
    uid: Uid


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """A meeting as Zoom tells it now. `start` is an aware instant in UTC, None for no fixed time.

    `settings` by Zoom's names. `topic_here` and so on are what the event says, as far as the two can differ.
    """

    meeting: Meeting
    topic: str = ""
    start: datetime | None = None
    duration_min: int = 0
    zone: str = ""
    host: str = ""
    topic_here: str = ""
    start_here: datetime | None = None
    minutes_here: int = 0
    passcode_here: str = ""
    settings: Mapping[str, object] = field(default_factory=dict)
    overruled: frozenset[str] = frozenset()  # names of settings that the organisation decided


@dataclass(frozen=True, slots=True)
class Registration:
    """The Zoom app that Dainvo signs in with. `source`: environment, settings, build; empty without a `client_id`.

    `redirect` is the address to register for it; `builtin`: this build brings an id of its own.
    """

    client_id: str
    source: str
    redirect: str
    builtin: bool = False


@dataclass(frozen=True, slots=True)
class OtherUser:
    """Somebody else signed in where `is_now` was asked to (M63): both by e-mail or name."""

    is_now: str
    signed_in: str


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting at Zoom that no event here has (M56); `start` in UTC."""

    meeting_id: str
    topic: str
    start: datetime
    duration_min: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """What Save would make of the online meeting of a draft (D2).

    `kind`: "scheduled" (one date), "series" (one meeting with all dates), "no_fixed_time", or "none" (no meeting at
    all). `reason` is why it has no fixed time, or why there is none: a value of zoom.recurrence.Reason or errors.Why.
    `offered`: a meeting without time is made only if it is accepted (`MeetingWish.no_fixed_time`); else it is what
    Save makes. `loses_time`, `regains_time`: what becomes of the meeting that the event has; its link stays.
    """

    kind: str
    reason: str = ""
    offered: bool = False
    loses_time: bool = False
    regains_time: bool = False


@dataclass(frozen=True, slots=True)
class FutureMeeting:
    """A meeting made here that has not begun: `start` is None for one without fixed time."""

    uid: Uid
    summary: str
    meeting_id: str
    start: datetime | None = None
    guests: int = 0


@dataclass(frozen=True, slots=True)
class WaitingEvent:
    """An event whose meeting has not been made; `start` as the event has it."""

    resource: ResourceId
    uid: Uid
    summary: str = ""
    start: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What removing a Zoom account would leave behind (M13): meetings at Zoom, and events that wait for a link."""

    meetings: tuple[FutureMeeting, ...] = ()
    waiting: tuple[WaitingEvent, ...] = ()
