"""A believable week for the demo: three calendars of Anna's around a given Monday, with weeks before and after.

Does not talk to a server, and names no real person or address: all mail is at example.com or example.org.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dainvo.demo import sample_text

ANNA: Final = "anna@example.com"
_PEOPLE: Final = {
    "ben": ("Ben Carter", "ben@example.com"),
    "cleo": ("Cleo Marsh", "cleo@example.com"),
    "dana": ("Dana Okafor", "dana@example.com"),
    "emil": ("Emil Sand", "emil@example.com"),
    "zoë": ("Zoë Laurent", "zoe@example.org"),
}
_ANSWERS: Final = {"+": "ACCEPTED", "-": "DECLINED", "?": "TENTATIVE", " ": "NEEDS-ACTION"}


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """One calendar object resource."""

    uid: str
    text: str


@dataclass(frozen=True, slots=True)
class SampleCalendar:
    """One calendar; `slug` is the last part of its address, `color` is #RRGGBB."""

    slug: str
    name: str
    color: str
    events: tuple[SampleEvent, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the table. `day` counts from the Monday; without `at` it is all-day and `length` counts days.

    `length` is in minutes otherwise. `people`: names of `_PEOPLE`, each after the sign of its answer.
    """

    calendar: str
    title: str
    day: int
    at: str = ""
    length: int = 60
    rule: str = ""
    place: str = ""
    notes: str = ""
    people: tuple[str, ...] = ()
    organizer: str = ""
    status: str = "CONFIRMED"
    free: bool = False
    private: bool = False
    zone: str = ""
    alarm: int = 0
    category: str = ""


_WEEKDAYS: Final = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"

_THIS_WEEK: Final = (
    _Entry("work", "On call: Anna", 0, length=5, free=True),
    _Entry("work", "Budget review", 0, "10:00", 90, place="Room 4", people=("+dana", "+emil"), alarm=10),
    _Entry("work", "Vendor call", 1, "10:00", 45, status="CANCELLED", people=("+emil",)),
    _Entry("work", "1:1 Ben", 1, "13:00", 60, rule="FREQ=WEEKLY;INTERVAL=2", people=("+ben",)),
    _Entry("work", "Write-up", 1, "15:00", 90, category="Focus"),
    _Entry("work", "Customer interview", 2, "09:30", 60, notes="Questions:\n- What takes longest?\n- Who else helps?"),
    _Entry(
        "work",
        "Design review",
        2,
        "10:45",
        75,
        notes="Agenda\n1. Week view; colours, contrast\n2. Open points",
        people=("+ben", "+cleo", "?dana", " emil"),
        alarm=10,
    ),
    _Entry("work", "Q2 planning", 2, "14:00", 60, place="Room 9", status="TENTATIVE", people=("?dana", " ben")),
    _Entry("work", "Focus: concept", 3, "10:00", 120, category="Focus"),
    _Entry("work", "Call with New York", 3, "11:30", 45, zone="America/New_York", people=("+zoë",)),
    _Entry("work", "Database move", 3, "22:30", 150, notes="Starts late so that nobody notices."),
    _Entry("work", "Call with supplier", 4, "09:30", 60, people=("+emil",)),
    _Entry("work", "Hiring panel", 4, "10:15", 90, organizer="dana", people=(" anna", "+cleo")),
    _Entry("work", "Customer demo", 4, "14:30", 90, people=("+ben", "+zoë"), alarm=15),
    _Entry("work", "Week wrap", 4, "16:00", 30, rule="FREQ=WEEKLY"),
    _Entry("team", "Roadmap workshop", 1, "09:30", 120, place="Room 1", people=("+ben", "+cleo", "+dana")),
    _Entry("team", "Trade fair", 1, length=3, place="Cologne"),
    _Entry("team", "Ben off", 2, length=1, free=True),
    _Entry("team", "Release check", 2, "12:00", 60, place="Room 2"),
    _Entry("team", "Pricing draft", 2, "15:30", 60, place="Room 4", people=("+emil",)),
    _Entry("team", "Contract talks", 3, "13:00", 90, place="Room 1", people=("+dana", "-emil")),
    _Entry("team", "Retro", 3, "15:00", 60, rule="FREQ=WEEKLY;INTERVAL=2", people=("+ben", "+cleo", "?emil")),
    _Entry("team", "Pricing", 4, "10:00", 60),
    _Entry("team", "Brown bag", 4, "13:00", 60, place="Kitchen", notes="Bring your lunch, and a question."),
    _Entry("personal", "Lunch with Cleo", 0, "12:30", 60, place="Market hall", free=True),
    _Entry("personal", "Choir", 0, "18:00", 90, rule="FREQ=WEEKLY;COUNT=12", place="Parish hall"),
    _Entry("personal", "Swimming lesson", 1, "17:30", 60, rule="FREQ=WEEKLY", place="Pool"),
    _Entry("personal", "Parcel", 2, "10:00", 30, free=True),
    _Entry("personal", "Dentist", 3, "16:30", 45, private=True, alarm=60),
    _Entry("personal", "Rent due", 4, length=1, rule="FREQ=MONTHLY", free=True),
    _Entry("personal", "Flea market", 5, "10:00", 150, place="River bank"),
    _Entry("personal", "Dinner at Cleo's", 5, "18:30", 120),
    _Entry("personal", "Grandma visits", 5, length=3, free=True),
    _Entry("personal", "Brunch", 6, "11:00", 120, place="Home"),
    _Entry("personal", "Call home", 6, "17:00", 45, rule="FREQ=WEEKLY"),
)

_OTHER_WEEKS: Final = (
    _Entry("work", "Kick-off", -21, "09:30", 120, place="Room 1", people=("+ben", "+dana")),
    _Entry("team", "Hackathon", -18, length=2, place="Lab"),
    _Entry("work", "Salary talk", -13, "14:00", 45, private=True),
    _Entry("personal", "Cinema", -12, "20:15", 130, place="Odeon"),
    _Entry("work", "Quarterly numbers", -11, "11:00", 60, place="Room 4"),
    _Entry("work", "Interview: Zoë", -6, "10:00", 60, people=("+zoë", "+dana")),
    _Entry("team", "Sprint review", -5, "14:00", 90, place="Room 1", people=("+ben", "+cleo", "+emil")),
    _Entry("personal", "Car inspection", -4, "08:00", 45, place="Garage"),
    _Entry("team", "Team lunch", -3, "12:00", 75, place="Canteen", free=True),
    _Entry("personal", "Hike", -2, "09:00", 420),
    _Entry("work", "Board meeting", 7, "15:00", 120, place="Room 9", people=("+dana",), alarm=30),
    _Entry("personal", "Parents' evening", 8, "19:00", 90, place="School"),
    _Entry("work", "Security training", 9, "09:30", 150, place="Room 2"),
    _Entry("team", "Offsite", 10, length=2, place="Lake house", people=("+ben", "+cleo", "+dana", "?emil")),
    _Entry("personal", "Theatre", 12, "19:30", 150, place="City theatre"),
    _Entry("work", "Contract renewal", 15, "10:00", 60, status="TENTATIVE"),
    _Entry("team", "Sprint review", 16, "14:00", 90, place="Room 1", people=("+ben", " cleo")),
    _Entry("personal", "Holiday", 19, length=9),
)

_CALENDARS: Final = (("work", "Work", "#2F6FDE"), ("personal", "Personal", "#2C8A4B"), ("team", "Team", "#B7791F"))


def sample(monday: date, zone: ZoneInfo) -> tuple[SampleCalendar, ...]:
    """The calendars with their events around `monday`, at wall-clock times of `zone`; always the same texts.

    Raises ValueError if `monday` is not a Monday.
    """
    if monday.weekday() != 0:
        raise ValueError(f"{monday} is not a Monday")
    events: dict[str, list[SampleEvent]] = {slug: [] for slug, _, _ in _CALENDARS}
    events["work"].append(_standup(monday, zone))
    for number, entry in enumerate((*_THIS_WEEK, *_OTHER_WEEKS)):
        events[entry.calendar].append(_event(number, entry, monday, zone))
    return tuple(SampleCalendar(slug, name, color, tuple(events[slug])) for slug, name, color in _CALENDARS)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def _event(number: int, entry: _Entry, monday: date, zone: ZoneInfo) -> SampleEvent:
    uid = f"{monday:%Y%m%d}-{number:02}@sample.example.com"
    own_zone = ZoneInfo(entry.zone) if entry.zone else zone
    # Series have a past, and still fall on their day of this week.
    weeks = 0 if not entry.rule or "MONTHLY" in entry.rule else 4
    day = monday + timedelta(days=entry.day, weeks=-weeks)
    lines = [f"UID:{uid}", _stamp(monday)]
    if entry.at:
        start = datetime.combine(day, time.fromisoformat(entry.at), tzinfo=own_zone)
        end = _later(start, entry.length)
        lines += [sample_text.moment("DTSTART", start), sample_text.moment("DTEND", end)]
    else:
        lines.append(sample_text.moment("DTSTART", day))
        lines.append(sample_text.moment("DTEND", day + timedelta(days=entry.length)))
    lines += _facts(entry) + _guests(entry)
    if entry.alarm:
        text = sample_text.escape(entry.title)
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{text}", f"TRIGGER:-PT{entry.alarm}M", "END:VALARM"]
    return SampleEvent(uid, sample_text.calendar([lines], [own_zone] if entry.at else [], monday))


def _later(start: datetime, minutes: int) -> datetime:
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(start.tzinfo)


def _stamp(monday: date) -> str:
    return f"DTSTAMP:{monday - timedelta(days=28):%Y%m%d}T070000Z"


def _facts(entry: _Entry) -> list[str]:
    lines = [f"SUMMARY:{sample_text.escape(entry.title)}", f"STATUS:{entry.status}"]
    texts = (("LOCATION", entry.place), ("DESCRIPTION", entry.notes), ("CATEGORIES", entry.category))
    lines += [f"{name}:{sample_text.escape(text)}" for name, text in texts if text]
    if entry.rule:
        lines.append(f"RRULE:{entry.rule}")
    if entry.free:
        lines.append("TRANSP:TRANSPARENT")
    if entry.private:
        lines.append("CLASS:PRIVATE")
    return lines


def _guests(entry: _Entry) -> list[str]:
    if not entry.people:
        return []
    host_name, host = _PEOPLE[entry.organizer] if entry.organizer else ("Anna Berger", ANNA)
    lines = [f'ORGANIZER;CN="{host_name}":mailto:{host}', _attendee(host_name, host, "ACCEPTED")]
    for sign_and_name in entry.people:
        key = sign_and_name[1:]
        name, address = _PEOPLE.get(key, ("Anna Berger", ANNA))
        lines.append(_attendee(name, address, _ANSWERS[sign_and_name[0]]))
    return lines


def _attendee(name: str, address: str, answer: str) -> str:
    rsvp = ";RSVP=TRUE" if answer == "NEEDS-ACTION" else ""
    return f'ATTENDEE;CN="{name}";ROLE=REQ-PARTICIPANT;PARTSTAT={answer}{rsvp}:mailto:{address}'


def _standup(monday: date, zone: ZoneInfo) -> SampleEvent:
    """Every working day for months, once left out and once moved."""
    uid = f"{monday:%Y%m%d}-standup@sample.example.com"

    def at(day: int, text: str) -> datetime:
        return datetime.combine(monday + timedelta(days=day), time.fromisoformat(text), tzinfo=zone)

    facts = ["SUMMARY:Standup", "LOCATION:Room 2", "STATUS:CONFIRMED"]
    master = [
        f"UID:{uid}",
        _stamp(monday),
        sample_text.moment("DTSTART", at(-28, "09:00")),
        sample_text.moment("DTEND", at(-28, "09:15")),
        f"RRULE:{_WEEKDAYS}",
        sample_text.moment("EXDATE", at(-4, "09:00")),
        *facts,
    ]
    moved = [
        f"UID:{uid}",
        _stamp(monday),
        sample_text.moment("RECURRENCE-ID", at(7, "09:00")),
        sample_text.moment("DTSTART", at(7, "09:30")),
        sample_text.moment("DTEND", at(7, "09:45")),
        "SEQUENCE:1",
        *facts,
    ]
    return SampleEvent(uid, sample_text.calendar([master, moved], [zone], monday))
