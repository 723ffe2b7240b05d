"""The scanner: what it reads, what it forgives, and that nothing makes it fall over."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes.fuzz import soon
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dainvo.errors import DainvoError, Malformed
from dainvo.ical import conference, edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, Scope, Status, TimeRange, Visibility
from dainvo.ical.lines import content_line, cut, escape, fold, param, param_value, unescape, unfold, with_param
from dainvo.ical.recurrence import occurrences
from dainvo.ical.resource import IndexRow, join, same_meaning, scan, split

BERLIN = ZoneInfo("Europe/Berlin")


def one(*lines: str) -> IndexRow:
    text = "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:u", *lines, "END:VEVENT", "END:VCALENDAR", ""))
    return scan(text).rows[0]


def test_an_ordinary_event() -> None:
    row = one(
        "DTSTART;TZID=Europe/Berlin:20270310T090000",
        "DTEND;TZID=Europe/Berlin:20270310T100000",
        "SUMMARY:Lunch\\, then\\; talk",
        "DESCRIPTION:a\\nb\\\\n",
        'LOCATION;ALTREP="http://x:1":Room',
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "CLASS:X-SECRET",
        "SEQUENCE:3",
        'ORGANIZER;CN="Müller: Anna":MAILTO:Anna@Corp.example',
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@x.example",
        "ATTENDEE;EMAIL=carl@x.example:urn:uuid:1",
        "X-DAINVO-ZOOM-ID:92674392836",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "SUMMARY:not this",
        "TRIGGER:-PT5M",
        "END:VALARM",
    )
    assert row.dtstart == datetime(2027, 3, 10, 9, tzinfo=BERLIN)
    assert (row.zone, row.summary, row.description) == ("Europe/Berlin", "Lunch, then; talk", "a\nb\\n")
    assert (row.location, row.status, row.transparent) == ("Room", Status.TENTATIVE, True)
    assert (row.visibility, row.sequence, row.organizer) == (Visibility.PRIVATE, 3, "anna@corp.example")
    assert row.attendees == (("bob@x.example", "ACCEPTED"), ("carl@x.example", "NEEDS-ACTION"))
    assert row.has_alarm and row.meeting_id == "92674392836"
    assert row.length == timedelta(hours=1)


@pytest.mark.parametrize(
    "tzid",
    ["W. Europe Standard Time", "/mozilla.org/20050126_1/Europe/Berlin", "europe/berlin", '"Europe/Berlin"'],
)
def test_other_names_of_zones(tzid: str) -> None:
    """E17: shown at Berlin time."""
    row = one(f"DTSTART;TZID={tzid}:20270710T090000")
    assert row.dtstart == datetime(2027, 7, 10, 7, tzinfo=UTC)
    assert row.zone == tzid.strip('"')


def test_an_unknown_zone_is_floating() -> None:
    row = one("DTSTART;TZID=Middle Earth:20270710T090000")
    assert row.dtstart == datetime(2027, 7, 10, 9)
    assert row.zone == "Middle Earth"


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["DTSTART;VALUE=DATE:20270310"], date(2027, 3, 11)),
        (["DTSTART;VALUE=DATE:20270310", "DTEND;VALUE=DATE:20270310"], date(2027, 3, 11)),
        (["DTSTART;VALUE=DATE:20270310", "DURATION:P1W"], date(2027, 3, 17)),
        (["DTSTART:20270310T090000Z"], datetime(2027, 3, 10, 9, tzinfo=UTC)),
        (["DTSTART:20270310T090000Z", "DTEND:20270310T080000Z"], datetime(2027, 3, 10, 9, tzinfo=UTC)),
        (["DTSTART:20270310T090000Z", "DURATION:PT90M"], datetime(2027, 3, 10, 10, 30, tzinfo=UTC)),
        (["DTSTART:20270310T090000", "DTEND;VALUE=DATE:20270311"], datetime(2027, 3, 11)),
        (["DTSTART:20270310T090000", "DURATION:-PT5M"], datetime(2027, 3, 10, 9)),
        (["DTSTART:20270310T090000", "DTEND:nonsense"], datetime(2027, 3, 10, 9)),
    ],
)
def test_ends(lines: list[str], end: object) -> None:
    assert one(*lines).dtend == end


def test_flight_over_two_zones() -> None:
    row = one("DTSTART;TZID=Europe/Berlin:20270310T100000", "DTEND;TZID=America/New_York:20270310T120000")
    assert row.length == timedelta(hours=8), "E16: elapsed time"


def test_lower_case_bom_and_mac_line_ends() -> None:
    text = (
        "\ufeffbegin:vcalendar\nbegin:vevent\nuid:u\ndtstart:20270310T090000Z\nsummary:Hi\nend:vevent\nend:vcalendar\n"
    )
    assert scan(text).rows[0].summary == "Hi"
    assert scan(text.replace("\n", "\r\r\n")).rows[0].summary == "Hi"


def test_folded_in_the_middle_of_words() -> None:
    text = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nU\r\n ID:u\r\nDTSTART:2027\r\n\t0310T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    assert scan(text).rows[0].dtstart == datetime(2027, 3, 10, 9, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "x", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VEVENT\nEND:VEVENT\n"])
def test_nothing_to_show(text: str) -> None:
    with pytest.raises(Malformed):
        scan(text)


def test_bounds() -> None:
    """C-D2: 5 MiB, 5,000 properties."""
    head = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270310T090000Z\r\n"
    with pytest.raises(Malformed):
        scan(head + "X-A:b\r\n" * 5001 + "END:VEVENT\r\nEND:VCALENDAR\r\n")
    with pytest.raises(Malformed):
        scan(head + "X" * 6 * 1024 * 1024)


def test_of_two_masters_the_newer_counts() -> None:
    head = "BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270310T090000Z\r\nSEQUENCE:{}\r\nSUMMARY:{}\r\nEND:VEVENT\r\n"
    text = "BEGIN:VCALENDAR\r\n" + head.format(1, "old") + head.format(2, "new") + "END:VCALENDAR\r\n"
    assert [row.summary for row in scan(text).rows] == ["new"]


def test_the_best_link() -> None:
    """M45: the link is found in each of its places; a host start link in none."""
    link = "https://us02web.zoom.us/j/92674392836?pwd=a.1"
    for line in (f"CONFERENCE;VALUE=URI:{link}", f"URL:{link}", f"LOCATION:{link}", f"DESCRIPTION:Join\\n{link}\\nbye"):
        assert one("DTSTART:20270310T090000Z", line).join_url == link
    assert one("DTSTART:20270310T090000Z", "URL:https://zoom.us/s/92674392836").join_url == ""
    stand_in = "http://127.0.0.1:8123/j/92674392836?pwd=x"
    assert one("DTSTART:20270310T090000Z", f"CONFERENCE:{stand_in}").join_url == ""
    ours = one("DTSTART:20270310T090000Z", f"CONFERENCE:{stand_in}", "X-DAINVO-ZOOM-ID:92674392836")
    assert ours.join_url == stand_in


TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXT)
@example('a\\nb;c,d"e\u2028\x85\r\nf')
def test_fold_and_unfold(text: str) -> None:
    """Folding at 75 octets loses nothing and never cuts a character."""
    line = "SUMMARY:" + text.replace("\n", "").replace("\r", "")
    folded = fold(line)
    assert all(len(part.encode()) <= 75 for part in folded[:-2].split("\r\n"))
    assert unfold(folded) == line + "\n"


@given(TEXT)
def test_escape_and_unescape(text: str) -> None:
    escaped = escape(text)
    assert "\n" not in escaped and "\r" not in escaped
    cleaned = unescape(escaped)
    assert escape(cleaned) == escaped
    if text.isprintable():
        assert cleaned == text


@given(TEXT, TEXT)
@example('a";X-EVIL=1:', "\r\nATTENDEE:x")
def test_parameters_hold_anything(name: str, value: str) -> None:
    """RFC 6868: what goes in comes out, in one parameter of one line."""
    line = content_line("ATTENDEE", "mailto:a@b.example", f"CN={param_value(name)};X-P={param_value(value)};ROLE=CHAIR")
    assert line.replace("\r\n ", "").count("\r\n") == 1
    found, params, rest = cut(unfold(line)[:-1])
    assert (found, rest, param(params, "ROLE")) == ("ATTENDEE", "mailto:a@b.example", "CHAIR")
    if name.isprintable():
        assert param(params, "CN") == name
    changed = with_param(params, "ROLE", "OPT-PARTICIPANT")
    assert param(changed, "ROLE") == "OPT-PARTICIPANT" and param(changed, "X-P") == param(params, "X-P")


def test_a_line_break_is_refused_at_last() -> None:
    """C-D5: the serialiser raises again."""
    with pytest.raises(Malformed):
        content_line("SUMMARY", "a\r\nATTENDEE:mailto:x@y.example")


NAMES = st.sampled_from(
    [
        "BEGIN",
        "END",
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "SUMMARY",
        "DESCRIPTION",
        "ATTENDEE",
        "STATUS",
        "TZID",
        "TZOFFSETTO",
        "TZOFFSETFROM",
        "CONFERENCE",
        "URL",
        "X-DAINVO-ZOOM-ID",
        "TRIGGER",
        "ACTION",
    ]
)
VALUES = st.sampled_from(
    [
        "VCALENDAR",
        "VEVENT",
        "VTIMEZONE",
        "VALARM",
        "STANDARD",
        "20270310T090000Z",
        "00010101T000000",
        "99991231T235959Z",
        "20270310",
        "P1D",
        "-PT1H",
        "P999999W",
        "FREQ=DAILY",
        "FREQ=SECONDLY",
        "FREQ=YEARLY;INTERVAL=0",
        "FREQ=DAILY;COUNT=9",
        "mailto:a@b.example",
        "92674392836",
        "+2400",
        "https://zoom.us/j/92674392836",
        "20270310T090000/PT1H",
        "DISPLAY",
        "CANCELLED",
        "::",
        "-0100",
        "u",
    ]
) | st.text(max_size=30)
PARAMS = st.sampled_from(
    [
        "",
        ";VALUE=DATE",
        ";TZID=Europe/Berlin",
        ";TZID=America/New_York",
        ";TZID=Nowhere",
        ';CN="a:b',
        ";RANGE=THISANDFUTURE",
    ]
)


@st.composite
def calendars(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.tuples(NAMES, PARAMS, VALUES), max_size=25))
    body = "\r\n".join(f"{name}{params}:{value}" for name, params, value in lines)
    start = draw(st.sampled_from(["20270310T090000Z", "00010101T000000Z", "99991231T235959", "20270310"]))
    head = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:{start}\r\n"
    return draw(st.sampled_from(["", head])) + body + draw(st.sampled_from(["", "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"]))


@given(calendars() | st.text(max_size=300))
@settings(max_examples=400)
def test_nothing_but_malformed(text: str) -> None:
    """Z-3: on any text each function gives a value or one of our failures, and soon."""
    now = datetime(2027, 1, 1, tzinfo=UTC)
    span = TimeRange(datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
    with soon():
        with suppress(Malformed):
            occurrences(scan(text), span, BERLIN)
        with suppress(DainvoError):
            parsed = edit.read(text, NO_RECURRENCE, collection=CollectionId(1))
            again = edit.apply(text, parsed.draft, scope=Scope.ALL, recurrence_id=parsed.recurrence_id, now=now)
            assert again == text
        with suppress(DainvoError):
            conference.attach(text, conference.Link("https://zoom.us/j/92674392836", "92674392836"), now=now)
        with suppress(DainvoError):
            split(text)
        conference.find(text)
        join([text])
        same_meaning(text, text + " ")


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 100_000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270310T090000Z\r\nDESCRIPTION:" + "\\n" * 500_000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270310T090000Z\r\nEXDATE:"
        + "20270310T090000Z," * 200_000,
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART:20270310T090000Z\r\nDESCRIPTION:"
        + "https://zoom.us/j/" * 60_000,
        "BEGIN:VTIMEZONE\n" * 100_000,
        "A;" + '"' * 1_000_000 + ":",
        "X:\r\n" + " \r\n" * 500_000,
    ],
    ids=["nesting", "breaks", "exdates", "links", "zones", "quotes", "folds"],
)
def test_bombs(text: str) -> None:
    """C-D2, C-D3: large texts cost time in proportion to their size."""
    span = TimeRange(datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
    with soon():
        with suppress(Malformed):
            occurrences(scan(text), span, BERLIN)
        with suppress(DainvoError):
            split(text)
        conference.find(text)
