"""One meeting of the stand-in and the forms in which it is told.

Does not change it by a client's wish: `meetings` does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final

from dainvo.demo.standin.clock import utc_text
from dainvo.demo.standin.directory import User
from dainvo.demo.standin.exchange import Json
from dainvo.demo.standin.zones import listed_zone

INSTANT, SCHEDULED, NO_FIXED_TIME, PERSONAL, FIXED_TIMES, SCREEN_SHARE = 1, 2, 3, 4, 8, 10
RECURRING: Final = (NO_FIXED_TIME, FIXED_TIMES)

DEFAULT_SETTINGS: Final[Json] = {
    "host_video": False,
    "participant_video": False,
    "join_before_host": False,
    "jbh_time": 0,
    "mute_upon_entry": False,
    "watermark": False,
    "use_pmi": False,
    "approval_type": 2,
    "audio": "both",
    "auto_recording": "none",
    "alternative_hosts": "",
    "waiting_room": True,
    "meeting_authentication": False,
    "email_notification": True,
    "alternative_hosts_email_notification": True,
    "encryption_type": "enhanced_encryption",
}


@dataclass(slots=True)
class Occurrence:
    """One date of a meeting with fixed times. `status`: available or deleted; `start` in UTC, `duration` in minutes."""

    occurrence_id: str
    start: datetime
    duration: int
    status: str = "available"
    agenda: str | None = None
    settings: Json = field(default_factory=dict)


@dataclass(slots=True)
class Meeting:
    """A meeting. `start` in UTC, None without a fixed time; `duration` in minutes; `pmi` 0 unless it is used."""

    id: int
    uuid: str
    host_id: str
    topic: str
    type: int
    start: datetime | None
    duration: int
    timezone: str
    agenda: str
    created_at: datetime
    password: str
    pwd: str
    zak: str
    settings: Json
    pmi: int = 0
    recurrence: Json | None = None
    occurrences: list[Occurrence] = field(default_factory=list)
    status: str = "waiting"
    last_started: datetime | None = None
    listed_from: datetime | None = None

    @property
    def zone(self) -> tzinfo:
        """The zone in which its start is told."""
        return listed_zone(self.timezone) or UTC

    def join_url(self, base: str) -> str:
        """The link for guests."""
        return f"{base}/j/{self.pmi or self.id}?pwd={self.pwd}"

    def available(self) -> list[Occurrence]:
        """The occurrences that were not deleted."""
        return [one for one in self.occurrences if one.status == "available"]

    def occurrence(self, occurrence_id: str) -> Occurrence | None:
        """The occurrence that still stands under this id."""
        return next((one for one in self.available() if one.occurrence_id == occurrence_id), None)

    def last_end(self) -> datetime | None:
        """When the meeting is over; None without a fixed time."""
        if self.occurrences:
            return max(one.start + timedelta(minutes=one.duration) for one in self.occurrences)
        return self.start + timedelta(minutes=self.duration) if self.start else None

    def expires_at(self) -> datetime:
        """Until when the id is kept: 30 days, recurring 365 days."""
        marks = [self.created_at, self.last_started or self.created_at]
        if self.occurrences:
            marks.append(self.occurrences[-1].start)
        elif self.start:
            marks.append(self.start)
        return max(marks) + timedelta(days=365 if self.type in RECURRING else 30)


def detail(meeting: Meeting, host: User, base: str, *, now: datetime, previous: bool, start_url: bool = True) -> Json:
    """The answer of a create or read. `previous`: with occurrences that are over."""
    told: Json = {
        "id": meeting.id,
        "uuid": meeting.uuid,
        "host_id": host.id,
        "host_email": host.email,
        "assistant_id": "",
        "topic": meeting.topic,
        "type": meeting.type,
        "status": meeting.status,
        "timezone": meeting.timezone,
        "agenda": meeting.agenda,
        "created_at": utc_text(meeting.created_at),
        "join_url": meeting.join_url(base),
        "password": meeting.password,
        "encrypted_password": meeting.pwd,
        "h323_password": meeting.password,
        "pstn_password": meeting.password,
        "settings": dict(meeting.settings),
        "pre_schedule": False,
        "creation_source": "open_api",
    }
    if start_url:
        told["start_url"] = f"{base}/s/{meeting.pmi or meeting.id}?zak={meeting.zak}"
    if meeting.pmi:
        told["pmi"] = str(meeting.pmi)
    if meeting.start is not None:
        told |= {"start_time": utc_text(meeting.start), "duration": meeting.duration}
    if meeting.recurrence is not None:
        told["recurrence"] = dict(meeting.recurrence)
        told["occurrences"] = [
            occurrence_row(one)
            for one in meeting.occurrences
            if previous or one.start + timedelta(minutes=one.duration) > now
        ]
    return told


def occurrence_row(one: Occurrence) -> Json:
    """One row of `occurrences`."""
    return {
        "occurrence_id": one.occurrence_id,
        "start_time": utc_text(one.start),
        "duration": one.duration,
        "status": one.status,
    }


def listed(meeting: Meeting, base: str, *, start: datetime | None, with_agenda: bool) -> Json:
    """A row of the list: the agenda cut to 250 characters, no passcode, no settings."""
    row: Json = {
        "id": meeting.id,
        "uuid": meeting.uuid,
        "host_id": meeting.host_id,
        "topic": meeting.topic,
        "type": meeting.type,
        "timezone": meeting.timezone,
        "created_at": utc_text(meeting.created_at),
        "join_url": meeting.join_url(base),
    }
    if start is not None:
        row |= {"start_time": utc_text(start), "duration": meeting.duration}
    if with_agenda:
        row["agenda"] = meeting.agenda[:250]
    if meeting.pmi:
        row["pmi"] = str(meeting.pmi)
    return row


def local_text(instant: datetime, zone: tzinfo) -> str:
    """The wall clock of `instant` in `zone`: 2026-03-25T08:30:00."""
    return instant.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S")


def view(meeting: Meeting, host: User, base: str) -> dict[str, Any]:
    """Everything about a meeting for the admin page; times by the wall clock of its own zone, no start_url."""
    zone = meeting.zone
    return {
        "id": meeting.id,
        "uuid": meeting.uuid,
        "host": host.email,
        "host_id": host.id,
        "topic": meeting.topic,
        "type": meeting.type,
        "status": meeting.status,
        "start_time": local_text(meeting.start, zone) if meeting.start else None,
        "start_utc": utc_text(meeting.start) if meeting.start else None,
        "timezone": meeting.timezone,
        "duration": meeting.duration if meeting.start else None,
        "agenda": meeting.agenda,
        "password": meeting.password,
        "join_url": meeting.join_url(base),
        "created_at": utc_text(meeting.created_at),
        "expires_at": utc_text(meeting.expires_at()),
        "pmi": str(meeting.pmi) if meeting.pmi else None,
        "settings": dict(meeting.settings),
        "recurrence": dict(meeting.recurrence) if meeting.recurrence else None,
        "occurrences": [
            occurrence_row(one) | {"local": local_text(one.start, zone), "agenda": one.agenda}
            for one in meeting.occurrences
        ],
    }
