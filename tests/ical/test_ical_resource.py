"""Texts of a resource: same meaning, split and joined."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from dainvo.errors import Malformed
from dainvo.ical.event import Uid
from dainvo.ical.resource import join, same_meaning, scan, split, with_uid

EXDATES = "EXDATE;TZID=Europe/Berlin:20270317T090000,20270324T090000"
TEXT = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dainvo//Dainvo//EN",
        "BEGIN:VEVENT",
        "UID:u",
        "DTSTAMP:20270101T000000Z",
        "DTSTART;TZID=Europe/Berlin:20270310T090000",
        "DTEND;TZID=Europe/Berlin:20270310T100000",
        "RRULE:FREQ=WEEKLY;BYDAY=WE,FR;COUNT=9",
        EXDATES,
        "SUMMARY:Lunch, and talk",
        "CATEGORIES:Work,Travel",
        "ATTENDEE;CN=Anna;RSVP=TRUE:mailto:anna@corp.example",
        "X-DAINVO-ZOOM-ID:92674392836",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT10M",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\n", "\n"),
        ("DTSTAMP:20270101T000000Z", "DTSTAMP:20280101T000000Z\r\nLAST-MODIFIED:20280101T000000Z"),
        ("-//Dainvo//Dainvo//EN", "-//Server//EN"),
        ("SUMMARY:Lunch, and talk", "SUMMARY:Lunch\\, and\r\n  talk"),
        ("DTEND;TZID=Europe/Berlin:20270310T100000", "DURATION:PT1H"),
        (EXDATES, "EXDATE:20270324T080000Z\r\nEXDATE:20270317T080000Z"),
        ("RRULE:FREQ=WEEKLY;BYDAY=WE,FR;COUNT=9", "RRULE:COUNT=9;FREQ=WEEKLY;INTERVAL=1;BYDAY=FR,WE;WKST=MO"),
        ("CATEGORIES:Work,Travel", "CATEGORIES:Travel\r\nCATEGORIES:Work"),
        ("CN=Anna;RSVP=TRUE:mailto:", 'RSVP=TRUE;PARTSTAT=NEEDS-ACTION;SCHEDULE-STATUS=1.1;X-S=1;CN="Anna":MAILTO:'),
        ("SUMMARY:", "SEQUENCE:0\r\nTRANSP:OPAQUE\r\nX-SERVER:added\r\nSUMMARY:"),
        ("X-DAINVO-ZOOM-ID:92674392836\r\n", ""),
        ("TZID=Europe/Berlin", "TZID=W. Europe Standard Time"),
        ("TRIGGER:-PT10M", "TRIGGER;RELATED=START:-PT600S"),
        ("TRIGGER:-PT10M", "X-WR-ALARMUID:1\r\nUID:1\r\nTRIGGER:-PT10M"),
    ],
)  # fmt: skip
def test_what_does_not_count(old: str, new: str) -> None:
    """Reliability §2.12: servers rewrite; the meaning is the same."""
    assert old in TEXT
    assert same_meaning(TEXT, TEXT.replace(old, new))
    assert same_meaning(TEXT.replace(old, new), TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SUMMARY:Lunch", "SUMMARY:Dinner"),
        ("20270310T100000", "20270310T103000"),
        ("DTSTART;TZID=Europe/Berlin:20270310T090000", "DTSTART:20270310T080000Z"),
        ("COUNT=9", "COUNT=8"),
        (",20270324T090000", ""),
        ("UID:u", "UID:v"),
        ("CN=Anna", "CN=Anna;PARTSTAT=ACCEPTED"),
        ("ATTENDEE;CN=Anna;RSVP=TRUE:mailto:anna@corp.example\r\n", ""),
        ("X-DAINVO-ZOOM-ID:92674392836", "X-DAINVO-ZOOM-ID:81234567890"),
        ("TRIGGER:-PT10M", "TRIGGER:-PT5M"),
        ("SUMMARY:", "STATUS:CANCELLED\r\nSUMMARY:"),
        ("SUMMARY:", "GEO:1;2\r\nSUMMARY:"),
        ("END:VALARM\r\n", "END:VALARM\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\nEND:VALARM\r\n"),
        (
            "END:VCALENDAR",
            "BEGIN:VEVENT\r\nUID:u\r\nRECURRENCE-ID:20270312T080000Z\r\nDTSTART:20270312T080000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
        ),
    ],
)
def test_what_counts(old: str, new: str) -> None:
    assert old in TEXT
    assert not same_meaning(TEXT, TEXT.replace(old, new))
    assert not same_meaning(TEXT.replace(old, new), TEXT)


def test_texts_nobody_can_read() -> None:
    assert same_meaning("rubbish\n", "rubbish\r\n")
    assert not same_meaning("rubbish", "other")
    assert not same_meaning(TEXT, "rubbish")


def test_icalendar_may_rewrite_it() -> None:
    assert same_meaning(TEXT, Calendar.from_ical(TEXT).to_ical().decode())


STREAM = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Holidays",
        "BEGIN:VEVENT",
        "UID:a",
        "DTSTART;TZID=Ours:20270310T090000",
        "SUMMARY:folded",
        " \x20text",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "TZID:Ours",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0500",
        "TZOFFSETTO:+0500",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VTODO",
        "UID:t",
        "END:VTODO",
        "BEGIN:VEVENT",
        "DTSTART:20270311T090000Z",
        "SUMMARY:no uid",
        "BEGIN:VALARM",
        "UID:alarm",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:a",
        "RECURRENCE-ID;TZID=Ours:20270310T090000",
        "DTSTART;TZID=Ours:20270310T100000",
        "END:VEVENT",
        "END:VCALENDAR",
    )
)


def test_split() -> None:
    """A12: one resource per UID with the VTIMEZONEs it needs; no METHOD; the same import gives the same UIDs."""
    found = sorted(split(STREAM))
    assert len(found) == 2 and found[0][0] == "a"
    first = found[0][1]
    assert len(scan(first).rows) == 2 and first.count("BEGIN:VTIMEZONE") == 1 and "METHOD" not in first
    assert scan(first).rows[0].dtstart == datetime(2027, 3, 10, 4, tzinfo=UTC)
    assert "SUMMARY:folded\r\n  text\r\n" in first
    assert found[1][0] not in ("", "alarm") and scan(found[1][1]).uid == found[1][0]
    assert "VTIMEZONE" not in found[1][1]
    assert sorted(split(STREAM.replace("\r\n", "\n"))) == found


def test_an_event_that_does_not_end_costs_itself() -> None:
    head = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n"
    broken = head + "BEGIN:VEVENT\r\nUID:y\r\nDTSTART:20270310\r\nEND:VEVENT\r\nEND:VCALENDAR"
    assert [uid for uid, _ in split(broken)] == ["y"]


def test_no_calendar() -> None:
    with pytest.raises(Malformed):
        split("<html>")
    assert split("BEGIN:VCALENDAR\r\nEND:VCALENDAR") == []


def test_join_and_split_again() -> None:
    parts = split(STREAM)
    whole = join([text for _, text in parts] + ["rubbish"])
    assert whole.count("BEGIN:VTIMEZONE") == 1 and whole.count("BEGIN:VCALENDAR") == 1
    assert split(whole) == parts


def in_own_zone(uid: str, offset: str, tzid: str = "Customized Time Zone") -> str:
    zone = (
        f"BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\n"
    )
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:{tzid}\r\n{zone}END:VTIMEZONE\r\n"
        f'BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;X-A=1;TZID="{tzid}":20270310T0\r\n 90000\r\nX-TZID:{tzid}\r\n'
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_zones_of_one_name_that_are_not_one() -> None:
    """A12, A13, E17: some programs give every zone of their own the same name; no event is shifted by another's."""
    own = {"a": "+0200", "b": "-0500", "c": "+0200", "d": "+0845"}
    texts = {uid: in_own_zone(uid, offset) for uid, offset in own.items()}
    instants = {uid: scan(text).rows[0].dtstart for uid, text in texts.items()}
    whole = join(texts.values())
    for stream in (whole, "".join(texts.values())):
        assert {uid: scan(text).rows[0].dtstart for uid, text in split(stream)} == instants
    assert whole.count("BEGIN:VTIMEZONE") == 3
    assert whole.count("X-TZID:Customized Time Zone\r\n") == 4
    assert whole.count("DTSTART;X-A=1") == 4
    known = join([in_own_zone("a", "+0200", "Europe/Berlin"), in_own_zone("b", "+0100", "Europe/Berlin")])
    assert known.count("BEGIN:VTIMEZONE") == 1


def test_another_event_keeps_the_uids_of_its_alarms() -> None:
    """A23: an alarm is told by its own UID (RFC 9074), and names are in any case."""
    alarm = "BEGIN:VALARM\r\nUID:of-the-alarm\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nuid:old\r\n -one\r\nDTSTART:20270310T090000Z\r\n"
        f"{alarm}END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    renamed = with_uid(text, Uid("new"))
    assert renamed == text.replace("uid:old\r\n -one", "uid:new")
    assert scan(renamed).uid == "new"
    assert "UID:new" in with_uid("UID:old\r\nrubbish", Uid("new"))


def test_start_needs_no_library() -> None:
    """The index, occurrences, links and the meeting are read without icalendar, dateutil, recurring_ical_events."""
    code = (
        "import sys, datetime, zoneinfo\n"
        "from dainvo.ical import conference, edit, links, recurrence, resource\n"
        "from dainvo.ical.event import TimeRange\n"
        "text = sys.stdin.read()\n"
        "u = datetime.UTC\n"
        "span = TimeRange(datetime.datetime(2027, 1, 1, tzinfo=u), datetime.datetime(2028, 1, 1, tzinfo=u))\n"
        "assert recurrence.occurrences(resource.scan(text), span, zoneinfo.ZoneInfo('UTC'))\n"
        "assert conference.find(text)\n"
        "print([name for name in ('icalendar', 'dateutil', 'recurring_ical_events') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=TEXT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_of_two_versions_of_an_event_in_a_file_the_later_one_stays() -> None:
    """A12: a server takes no object that has the event itself twice."""
    old = event_in("u1", "DTSTART:20270310T090000Z", "SEQUENCE:1", "SUMMARY:Old")
    new = event_in(
        "u1", "DTSTART:20270310T090000Z", "SEQUENCE:2", "SUMMARY:New", "BEGIN:VALARM", "UID:al", "END:VALARM"
    )
    moved = event_in("u1", "RECURRENCE-ID:20270311T090000Z", "DTSTART:20270311T100000Z", "SUMMARY:Moved")
    [(uid, text)] = split(in_calendar(old, moved, new, old))
    assert uid == "u1"
    assert text.count("BEGIN:VEVENT") == 2
    assert new in text and moved in text


def test_another_event_under_the_same_uid_is_not_hidden() -> None:
    """A12, I-3: some programs write one UID for all; each event is there, under the same UID each time."""
    first = event_in("u1", "DTSTART:20270310T090000Z", "SUMMARY:First")
    second = event_in("u1", "DTSTAMP:20270101T000000Z", "DTSTART:20270312T090000Z", "SUMMARY:Second")
    found = split(in_calendar(first, second))
    assert [scan(text).rows[0].summary for _, text in found] == ["First", "Second"]
    assert [scan(text).uid for _, text in found] == [uid for uid, _ in found]
    assert found[0][0] == "u1"
    again = split(in_calendar(first, second.replace("20270101T000000Z", "20270202T000000Z")))
    assert [uid for uid, _ in again] == [uid for uid, _ in found]


def event_in(uid: str, *lines: str) -> str:
    return "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def in_calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n"
