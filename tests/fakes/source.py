"""A reader's stand-in for tests of views: holds occurrences in a list and counts how often it is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.ical.event import (
    AccountId,
    Attendee,
    CollectionId,
    Event,
    EventDraft,
    Meeting,
    Occurrence,
    RecurrenceId,
    ResourceId,
    Uid,
)
from dainvo.store.filled import Fill
from dainvo.store.needing import Attention
from dainvo.store.rows import Account, AccountState, Collection, CollectionState, Kept, Standing, Waiting
from dainvo.store.unread import Unreadable
from dainvo.ui.views.look import days_of

BERLIN = ZoneInfo("Europe/Berlin")
CALENDARS = (
    (1, 1, "Work", "#2F6FDE", True),
    (2, 1, "Team", "#B7791F", True),
    (3, 1, "Colleagues", "#0E8A8A", True),
    (4, 2, "Personal", "#2C8A4B", True),
    (5, 2, "Family", "#C2417F", True),
    (6, 2, "Holidays", "#5F6F84", False),
)


class Source:
    """What `store.reader.Reader` gives the views, from a list."""

    def __init__(self, events: list[Occurrence] | None = None, zone: ZoneInfo = BERLIN) -> None:
        self.zone = zone
        self.events = list(events or [])
        self.hidden: set[int] = set()
        self.written_in: dict[ResourceId, ZoneInfo] = {}
        self.ranges: list[tuple[date, date]] = []
        self.standing = Standing(0, 0, 0, 0, (), ())
        self.waiting: list[Waiting] = []
        self.conflicts: list[Kept] = []
        self.guests = 0  # people invited to whatever event is read
        self.stored = 0
        self.unread: list[str] = []  # calendars of what could not be read
        self.listed = [account(1, "anna@corp.example"), account(2, "Nextcloud · Home")]

    def accounts(self) -> list[Account]:
        return list(self.listed)

    def collections(self) -> list[Collection]:
        known = {entry.id for entry in self.listed}
        return [
            Collection(
                CollectionId(number),
                AccountId(owner),
                name,
                color,
                writable,
                number not in self.hidden,
                False,
                "" if writable else "read_only",
                number,
                CollectionState.OK,
                may_change=writable,
                may_delete=writable,
            )
            for number, owner, name, color, writable in CALENDARS
            if owner in known
        ]

    def other_collections(self) -> list[Collection]:
        return []

    def occurrences(
        self, first: date, last: date, *, collections: Any = None, include_hidden: bool = False
    ) -> list[Occurrence]:
        self.ranges.append((first, last))
        found = [
            event
            for event in self.events
            if days_of(event)[0] <= last and days_of(event)[1] >= first and event.collection not in self.hidden
        ]
        return sorted(found, key=lambda event: str(event.start))

    def filled(self, first: date, last: date, *, declined: bool = False) -> dict[date, Fill]:
        timed: dict[date, int] = {}
        whole: set[date] = set()
        for event in self.events:
            begins, ends = days_of(event)
            for day in (begins + timedelta(days=number) for number in range((ends - begins).days + 1)):
                if event.all_day:
                    whole.add(day)
                else:
                    timed[day] = timed.get(day, 0) + 1
        return {day: Fill(timed.get(day, 0), day in whole) for day in {*timed, *whole} if first <= day <= last}

    def zone_of(self, resource: ResourceId, recurrence_id: RecurrenceId) -> ZoneInfo | None:
        return self.written_in.get(resource)

    def window(self) -> tuple[date, date] | None:
        return None

    def status(self) -> Standing:
        return self.standing

    def outbox(self) -> list[Waiting]:
        return self.waiting

    def kept(self) -> list[Kept]:
        return self.conflicts

    def attention(self) -> list[Attention]:
        return []

    def searched(self) -> int:
        return self.stored

    def unreadable(self) -> list[Unreadable]:
        return [Unreadable(ResourceId(n), name, "x.ics", "no_text") for n, name in enumerate(self.unread)]

    def event(self, resource: ResourceId, recurrence_id: RecurrenceId) -> Event:
        guests = tuple(Attendee(f"guest{number}@corp.example") for number in range(self.guests))
        start = datetime(2027, 3, 10, 12, tzinfo=self.zone)
        draft = EventDraft(CollectionId(1), "Event", start, start + timedelta(hours=1), attendees=guests)
        return Event(resource, Uid("u"), recurrence_id, draft)

    def meeting(self, resource: ResourceId) -> Meeting | None:
        return None

    def next_joinable(self, now: datetime) -> Occurrence | None:
        return None


def account(number: int, name: str, state: AccountState = AccountState.OK, kind: str = "caldav") -> Account:
    when = datetime(2027, 3, 10, 10, 38, tzinfo=BERLIN)
    return Account(AccountId(number), kind, name, name, "cloud.example", state, "", when, None, 0, {})


def timed(start: str, end: str, summary: str = "Event", calendar: int = 1, **values: Any) -> Occurrence:
    """An occurrence of 2027 in Berlin: `start` is "03-10 09:30", `end` the same or just a time."""
    begins = datetime.strptime(f"2027-{start}", "%Y-%m-%d %H:%M").replace(tzinfo=BERLIN)
    if " " not in end:
        end = f"{start[:5]} {end}"
    ends = datetime.strptime(f"2027-{end}", "%Y-%m-%d %H:%M").replace(tzinfo=BERLIN)
    return _blank(f"{summary}@{start}", summary, calendar)._replace(start=begins, end=ends, all_day=False, **values)


def all_day(first: str, days: int = 1, summary: str = "Day", calendar: int = 1, **values: Any) -> Occurrence:
    """An all-day occurrence of 2027: `first` is "03-10"."""
    begins = date.fromisoformat(f"2027-{first}")
    blank = _blank(f"{summary}@{first}", summary, calendar)
    return blank._replace(start=begins, end=begins + timedelta(days=days), **values)


def _blank(uid: str, summary: str, calendar: int) -> Occurrence:
    number = ResourceId(sum(ord(letter) * (place + 1) for place, letter in enumerate(uid)) * 31 + len(uid))
    day = date(2027, 1, 1)
    return Occurrence(number, CollectionId(calendar), Uid(uid), RecurrenceId(""), summary, day, day, True)
