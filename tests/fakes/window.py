"""A bridge that records verbs and a reader made of lists, for tests of cards and dialogs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from dainvo.errors import Refused, Why
from dainvo.ical import edit
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    Attendee,
    CollectionId,
    Event,
    EventDraft,
    Meeting,
    MeetingState,
    Occurrence,
    Online,
    RecurrenceId,
    ResourceId,
    Uid,
)
from dainvo.store.reader import Account, AccountState, Collection, CollectionState
from dainvo.store.shown import Kept, Standing, Waiting
from dainvo.store.unread import Unreadable
from dainvo.ui.bridge import Bridge, Job, Verb

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 3, 10, 10, 40, tzinfo=ZONE)
WORK, TEAM, HOLIDAYS = CollectionId(1), CollectionId(2), CollectionId(3)
CALDAV, ZOOM = AccountId(1), AccountId(2)
LINK = "https://us02web.zoom.us/j/12345678901?pwd=abc.1"
SCOPES = (
    "meeting:write:meeting",
    "meeting:update:meeting",
    "meeting:delete:meeting",
    "meeting:read:meeting",
    "meeting:read:list_meetings",
    "meeting:read:invitation",
    "user:read:user",
    "user:read:email",
)


@dataclass
class Call:
    """One verb that was asked for; the test answers it."""

    verb: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    job: Job
    ok: Callable[[Any], None] | None
    err: Callable[[BaseException], None] | None
    tell: Callable[[Any], None] | None

    def answer(self, value: Any = None) -> None:
        if self.ok is not None and self.job.running:
            self.job._finished = True
            self.ok(value)

    def fail(self, failure: BaseException) -> None:
        assert self.err is not None
        self.job._finished = True
        self.err(failure)

    def say(self, value: Any) -> None:
        assert self.tell is not None
        self.tell(value)


class RecordingBridge(Bridge):
    """Runs nothing: `calls` holds what a window asked for, `looks` the events whose meeting was to be read again."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.looks: list[object] = []

    def run(
        self,
        verb: str | Verb,
        *args: Any,
        ok: Callable[[Any], None] | None = None,
        err: Callable[[BaseException], None] | None = None,
        tell: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
        **kwargs: Any,
    ) -> Job:
        job = Job(ok, err, tell, owner)
        if verb == "attention.look_at_meeting":
            self.looks.append(args[0])
            return job
        self.calls.append(Call(str(verb), args, kwargs, job, ok, err, tell))
        return job

    def verbs(self) -> list[str]:
        return [call.verb for call in self.calls]

    def last(self, verb: str) -> Call:
        return next(call for call in reversed(self.calls) if call.verb == verb)


def calendar_account(**changes: Any) -> Account:
    values: dict[str, Any] = {
        "id": CALDAV,
        "kind": "caldav",
        "name": "Nextcloud",
        "user": "anna@cloud.example",
        "host": "cloud.example",
        "state": AccountState.OK,
        "why": "",
        "last_sync": NOW + timedelta(minutes=1),
        "next_sync": None,
        "waiting": 0,
        "detail": {},
    }
    return Account(**{**values, **changes})


def zoom_account(**changes: Any) -> Account:
    values: dict[str, Any] = {
        "id": ZOOM,
        "kind": "zoom",
        "name": "anna@corp.example",
        "user": "anna@corp.example",
        "host": "api.zoom.us",
        "state": AccountState.OK,
        "why": "",
        "last_sync": NOW + timedelta(minutes=1),
        "next_sync": None,
        "waiting": 0,
        "detail": {"email": "anna@corp.example", "plan": "licensed", "zone": "Europe/Berlin", "scopes": list(SCOPES)},
    }
    return Account(**{**values, **changes})


def collection(number: CollectionId, name: str, color: str, **changes: Any) -> Collection:
    values: dict[str, Any] = {
        "id": number,
        "account": CALDAV,
        "name": name,
        "color": color,
        "writable": True,
        "visible": True,
        "schedules": True,
        "why_read_only": "",
        "order": int(number),
        "state": CollectionState.OK,
    }
    held = {"may_change": changes.get("writable", True), "may_delete": changes.get("writable", True)}
    return Collection(**{**values, **held, **changes})


@dataclass
class ListReader:
    """What `store.reader.Reader` offers to cards and dialogs, out of lists."""

    account_list: list[Account] = field(default_factory=lambda: [calendar_account()])
    collection_list: list[Collection] = field(
        default_factory=lambda: [
            collection(WORK, "Work", "#2F6FDE"),
            collection(TEAM, "Team", "#0E8A8A"),
            collection(HOLIDAYS, "Holidays", "#B7791F", writable=False, schedules=False),
        ]
    )
    events: dict[tuple[ResourceId, RecurrenceId], Event] = field(default_factory=dict)
    occurrence_list: list[Occurrence] = field(default_factory=list)
    other_list: list[Collection] = field(default_factory=list)
    zone: ZoneInfo = ZONE
    path: Path = Path("/nowhere/dainvo.db")

    def other_collections(self) -> list[Collection]:
        return list(self.other_list)

    def accounts(self) -> list[Account]:
        return list(self.account_list)

    def collections(self) -> list[Collection]:
        return list(self.collection_list)

    def event(self, resource: ResourceId, recurrence_id: RecurrenceId) -> Event:
        try:
            return self.events[resource, recurrence_id]
        except KeyError:
            raise Refused(Why.NO_SUCH_EVENT) from None

    def text(self, resource: ResourceId) -> str:
        for (held, _), event in self.events.items():
            if held == resource:
                return edit.create(event.draft, uid=event.uid, now=NOW)
        raise Refused(Why.NO_SUCH_EVENT)

    def outbox(self) -> list[Waiting]:
        return []

    def kept(self) -> list[Kept]:
        return []

    def unreadable(self) -> list[Unreadable]:
        return []

    def status(self) -> Standing:
        return Standing(0, 0, 0, 0, (), ())

    def occurrences(self, first: date, last: date) -> list[Occurrence]:
        """Those of the list, whatever the days."""
        return list(self.occurrence_list)

    def places(self) -> list[str]:
        """Places of the events in the list."""
        return sorted({one.location for one in self.occurrence_list if one.location})

    def meeting(self, resource: ResourceId) -> Meeting | None:
        return next((event.meeting for (held, _), event in self.events.items() if held == resource), None)


def at(hour: int, minute: int = 0, *, day: int = 10) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=ZONE)


def draft(**changes: Any) -> EventDraft:
    values: dict[str, Any] = {
        "collection": WORK,
        "summary": "Design review",
        "start": at(11),
        "end": at(12),
        "online": Online.NONE,
    }
    return EventDraft(**{**values, **changes})


def meeting(state: MeetingState = MeetingState.READY, **changes: Any) -> Meeting:
    values: dict[str, Any] = {
        "provider": "zoom",
        "state": state,
        "join_url": LINK,
        "meeting_id": "12345678901",
        "passcode": "7890",
        "account": ZOOM,
    }
    return Meeting(**{**values, **changes})


def event(made: EventDraft | None = None, **changes: Any) -> Event:
    values: dict[str, Any] = {
        "resource": ResourceId(7),
        "uid": Uid("u7"),
        "recurrence_id": NO_RECURRENCE,
        "draft": made or draft(online=Online.KEEP),
    }
    return Event(**{**values, "deletable": changes.get("writable", True), **changes})


def occurrence(shown: Event, **changes: Any) -> Occurrence:
    made = shown.draft
    values: dict[str, Any] = {
        "resource": shown.resource,
        "collection": made.collection,
        "uid": shown.uid,
        "recurrence_id": shown.recurrence_id,
        "summary": made.summary,
        "start": made.start.astimezone(ZONE) if isinstance(made.start, datetime) else made.start,
        "end": made.end.astimezone(ZONE) if isinstance(made.end, datetime) else made.end,
        "all_day": made.all_day,
        "location": made.location,
        "join_url": shown.meeting.join_url if shown.meeting is not None else "",
        "recurring": shown.recurring,
        "attendee_count": len(made.attendees),
        "meeting": shown.meeting.state if shown.meeting is not None else None,
    }
    return Occurrence(**{**values, **changes})


def people(*addresses: str) -> tuple[Attendee, ...]:
    return tuple(Attendee(f"{name.lower()}@corp.example", name) for name in addresses)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


TODAY = date(2027, 3, 10)
