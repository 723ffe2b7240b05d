"""The sample week: valid iCalendar, believable, and nobody's real address in it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from dainvo.demo import sample, sample_text

MONDAY = date(2027, 3, 8)
BERLIN = ZoneInfo("Europe/Berlin")


def parsed(text: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def all_texts(zone: ZoneInfo = BERLIN, monday: date = MONDAY) -> dict[str, str]:
    return {event.uid: event.text for calendar in sample.sample(monday, zone) for event in calendar.events}


def titles(first: date, last: date, zone: ZoneInfo = BERLIN) -> list[str]:
    """The titles of all occurrences on these days."""
    return [
        str(event["SUMMARY"])
        for text in all_texts(zone).values()
        for event in recurring_ical_events.of(parsed(text)).between(first, last + timedelta(days=1))
    ]


def events(title: str, zone: ZoneInfo = BERLIN) -> list[Any]:
    """The VEVENTs of this title; icalendar types their values as a union of everything."""
    found: list[Any] = [
        event
        for text in all_texts(zone).values()
        for event in parsed(text).walk("VEVENT")
        if str(event["SUMMARY"]) == title
    ]
    assert found
    return found


def test_calendars() -> None:
    calendars = sample.sample(MONDAY, BERLIN)
    assert [(one.slug, one.name) for one in calendars] == [("work", "Work"), ("personal", "Personal"), ("team", "Team")]
    assert all(re.fullmatch("#[0-9A-F]{6}", one.color) for one in calendars)
    assert len({one.color for one in calendars}) == 3
    assert all(len(one.events) >= 10 for one in calendars)
    assert sample.sample(MONDAY, BERLIN) == calendars


@pytest.mark.parametrize("key", ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"])
def test_every_text_is_valid(key: str) -> None:
    """RFC 5545: CRLF, lines of at most 75 octets, required properties, one UID a resource, every TZID defined."""
    for uid, text in all_texts(ZoneInfo(key)).items():
        assert text.endswith("END:VCALENDAR\r\n")
        assert "\n" not in text.replace("\r\n", "")
        assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
        calendar = parsed(text)
        assert not calendar.errors
        assert {"VERSION", "PRODID"} <= set(calendar)
        components: list[Any] = list(calendar.walk("VEVENT"))
        assert {str(one["UID"]) for one in components} == {uid}
        for one in components:
            assert not one.errors
            assert {"DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(one)
            assert one["DTSTART"].dt < one["DTEND"].dt
            assert sum("RECURRENCE-ID" not in other for other in components) == 1
        defined = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        assert set(re.findall(r"TZID=([^:;]+)", text)) == defined
        assert "UTC" not in defined


@pytest.mark.parametrize("key", ["Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"])
def test_vtimezone_says_what_the_zone_says(key: str) -> None:
    """Each day of four years, by icalendar's own reading of the VTIMEZONE against zoneinfo."""
    zone = ZoneInfo(key)
    text = sample_text.calendar([], [zone], MONDAY)
    # Under a name of its own, so that the reader can take neither its own knowledge nor what it read before.
    (component,) = parsed(text.replace(f"TZID:{key}", f"TZID:Sample/{key}")).walk("VTIMEZONE")
    assert isinstance(component, icalendar.Timezone)
    read = component.to_tz()
    instant = datetime(2026, 1, 2, 12, tzinfo=UTC)
    while instant.year < 2030:
        assert instant.astimezone(read).utcoffset() == instant.astimezone(zone).utcoffset(), instant
        instant += timedelta(days=1)


def test_no_address_of_a_real_person() -> None:
    addresses = set(re.findall(r"[\w.+-]+@([\w.-]+)", "".join(all_texts().values()).replace("\r\n ", "")))
    assert addresses <= {"example.com", "example.org", "sample.example.com"}


def test_the_week_holds_what_a_week_holds() -> None:
    week = titles(MONDAY, MONDAY + timedelta(days=6))
    assert week.count("Standup") == 5
    for title in ("Choir", "1:1 Ben", "Week wrap", "Grandma visits", "Trade fair", "Design review"):
        assert title in week
    for day in range(7):
        assert titles(MONDAY + timedelta(days=day), MONDAY + timedelta(days=day))


def test_the_month_is_alive() -> None:
    for week in (-3, -2, -1, 1, 2):
        first = MONDAY + timedelta(weeks=week)
        assert len(set(titles(first, first + timedelta(days=6)))) >= 6


def test_kinds_of_events() -> None:
    """All-day over days, free, tentative, cancelled, private, across midnight, with guests, another zone, an alarm."""
    (fair,) = events("Trade fair")
    assert (fair["DTSTART"].dt, fair["DTEND"].dt) == (MONDAY + timedelta(days=1), MONDAY + timedelta(days=4))
    (lunch,) = events("Lunch with Cleo")
    assert lunch["TRANSP"] == "TRANSPARENT"
    assert events("Q2 planning")[0]["STATUS"] == "TENTATIVE"
    assert events("Vendor call")[0]["STATUS"] == "CANCELLED"
    assert events("Dentist")[0]["CLASS"] == "PRIVATE"
    (move,) = events("Database move")
    assert move["DTSTART"].dt.date() + timedelta(days=1) == move["DTEND"].dt.date()
    (review,) = events("Design review")
    assert str(review["ORGANIZER"]) == "mailto:anna@example.com"
    answers = {str(one): one.params["PARTSTAT"] for one in review["ATTENDEE"]}
    assert answers["mailto:emil@example.com"] == "NEEDS-ACTION"
    assert {"ACCEPTED", "TENTATIVE"} < set(answers.values())
    assert review.walk("VALARM")
    assert "; colours, contrast\n2. Open" in str(review["DESCRIPTION"])
    (panel,) = events("Hiring panel")
    assert str(panel["ORGANIZER"]) == "mailto:dana@example.com"
    assert "mailto:anna@example.com" in {str(one) for one in panel["ATTENDEE"]}
    (call,) = events("Call with New York")
    assert call["DTSTART"].params["TZID"] == "America/New_York"
    standup = events("Standup")
    assert ["EXDATE" in one for one in standup] == [True, False]


def test_meetings_overlap() -> None:
    def span(title: str) -> tuple[datetime, datetime]:
        (event,) = events(title)
        return event["DTSTART"].dt, event["DTEND"].dt

    supplier, pricing, panel = span("Call with supplier"), span("Pricing"), span("Hiring panel")
    assert supplier[0] < pricing[0] < panel[0] < supplier[1] < pricing[1]


def test_only_a_monday_is_taken() -> None:
    assert sample.monday_of(date(2027, 3, 14)) == MONDAY
    with pytest.raises(ValueError, match="not a Monday"):
        sample.sample(MONDAY + timedelta(days=1), BERLIN)


def test_folding_never_cuts_a_character() -> None:
    line = "SUMMARY:" + "ö😀" * 60
    folded = sample_text.fold(line)
    assert max(len(piece.encode()) for piece in folded.split("\r\n")) <= 75
    assert folded.replace("\r\n ", "") == line
    assert sample_text.fold("X:short") == "X:short"
