"""Edits by line: what changes, and above all what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.edit import ParsedEvent, apply, create, read, remove_occurrence, with_organizer
from dainvo.ical.event import (
    NO_RECURRENCE,
    Alarm,
    Attendee,
    CollectionId,
    DateWishes,
    EventDraft,
    PartStat,
    RecurrenceId,
    Role,
    Scope,
    Status,
    TimeRange,
    Uid,
    Visibility,
)
from dainvo.ical.recurrence import occurrences
from dainvo.ical.resource import scan

HERE = CollectionId(7)
BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
YEAR = TimeRange(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
HOUR = timedelta(hours=1)


def got(text: str, instead_of: str = "") -> ParsedEvent:
    return read(text, RecurrenceId(instead_of), collection=HERE)


def edited(text: str, instead_of: str = "", *, scope: Scope = Scope.ALL, **values: object) -> str:
    draft = replace(got(text, instead_of).draft, **values)  # type: ignore[arg-type]  # any field of a draft
    return apply(text, draft, scope=scope, recurrence_id=RecurrenceId(instead_of), now=NOW)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """(lines that went, lines that came), each once."""
    old, new = before.split("\r\n"), after.split("\r\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def starts(text: str) -> list[str]:
    found = occurrences(scan(text), YEAR, BERLIN)
    return [one.start.strftime("%m-%d %H:%M") for one in found]


STRANGE = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "PRODID:-//Odd//EN",
        "VERSION:2.0",
        "X-WR-CALNAME:Odd",
        "BEGIN:VTIMEZONE",
        "TZID:W. Europe Standard Time",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        'X-FOO;X-BAR="a;b:c":odd\\tvalue',
        "DTSTAMP:20260101T000000Z",
        "UID:strange",
        "DTEND;TZID=W. Europe Standard Time:20270310T100000",
        "DTSTART;TZID=W. Europe Standard Time:20270310T090000",
        "RRULE:FREQ=MONTHLY;BYSETPOS=-2;BYHOUR=9;BYDAY=MO,TU,WE",
        "SUMMARY;LANGUAGE=de:Sehr langer Titel\\, der ",
        " gefaltet ist",
        "GEO:52.5;13.4",
        "this line is none",
        "REQUEST-STATUS:2.0;Success",
        "ORGANIZER;CN=Boss:mailto:boss@corp.example",
        'ATTENDEE;X-NUM=7;PARTSTAT=ACCEPTED;CN="Müller; Anna":mailto:Anna@corp.exam',
        " ple",
        "ATTENDEE;SCHEDULE-STATUS=1.2;PARTSTAT=TENTATIVE;ROLE=CHAIR:mailto:bob@corp.example",
        "LAST-MODIFIED:20260101T000000Z",
        "SEQUENCE:4",
        "BEGIN:VALARM",
        "ACTION:EMAIL",
        "TRIGGER:-P1D",
        "ATTENDEE:mailto:me@corp.example",
        "SUMMARY:x",
        "END:VALARM",
        "BEGIN:VALARM",
        "X-LIC-ERROR:1",
        "ACTION:DISPLAY",
        "TRIGGER;RELATED=START:-PT900S",
        "END:VALARM",
        "BEGIN:X-THING",
        "X-A:b",
        "END:X-THING",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
)


def test_a_title_changes_nothing_else() -> None:
    """A23, E12: SUMMARY, LAST-MODIFIED, DTSTAMP only; rule, X- lines, folds, alarms byte for byte."""
    after = edited(STRANGE, summary="Kurz")
    gone, new = changed(STRANGE, after)
    assert gone == ["DTSTAMP:20260101T000000Z", "SUMMARY;LANGUAGE=de:Sehr langer Titel\\, der ", " gefaltet ist",
                    "LAST-MODIFIED:20260101T000000Z"]  # fmt: skip
    assert new == ["DTSTAMP:20270101T120000Z", "SUMMARY;LANGUAGE=de:Kurz", "LAST-MODIFIED:20270101T120000Z"]


def test_nothing_changed_is_the_same_text() -> None:
    for text in (STRANGE, STRANGE.replace("\r\n", "\n"), "\ufeff" + STRANGE):
        assert edited(text) == text


def test_windows_zone_stays_as_written() -> None:
    """E17: moved by an hour, the TZID is still the one of the server."""
    start = got(STRANGE).draft.start
    assert start == datetime(2027, 3, 10, 9, tzinfo=BERLIN)
    assert isinstance(start, datetime)
    after = edited(STRANGE, start=start + HOUR, end=start + 2 * HOUR)
    assert "DTSTART;TZID=W. Europe Standard Time:20270310T100000\r\n" in after
    assert "DTEND;TZID=W. Europe Standard Time:20270310T110000\r\n" in after
    assert "SEQUENCE:5\r\n" in after
    assert after.count("BEGIN:VTIMEZONE") == 1


def test_another_zone_brings_its_vtimezone() -> None:
    start = datetime(2027, 3, 10, 9, tzinfo=NEW_YORK)
    after = edited(STRANGE, start=start, end=start + HOUR)
    assert "DTSTART;TZID=America/New_York:20270310T090000\r\n" in after
    assert after.count("BEGIN:VTIMEZONE") == 2
    assert got(after).draft.start == start


def test_errors_are_told() -> None:
    assert got(STRANGE).errors == ("this line is none",)


def test_people_keep_what_they_said() -> None:
    """Unknown parameters and answers of people who stay are kept; others come and go by line."""
    before = got(STRANGE).draft.attendees
    assert [(one.address, one.partstat) for one in before] == [
        ("Anna@corp.example", PartStat.ACCEPTED),
        ("bob@corp.example", PartStat.TENTATIVE),
    ]
    carl = Attendee("carl@corp.example", 'Carl "C"; X', rsvp=True)
    anna = replace(before[0], role=Role.OPTIONAL, partstat=PartStat.NEEDS_ACTION)
    after = edited(STRANGE, attendees=(anna, carl))
    assert "bob@corp.example" not in after
    unfolded = after.replace("\r\n ", "")
    assert (
        'ATTENDEE;X-NUM=7;PARTSTAT=ACCEPTED;CN="Müller; Anna";ROLE=OPT-PARTICIPANT:mailto:Anna@corp.example' in unfolded
    )
    assert got(after).draft.attendees[1] == replace(carl, name='Carl "C"; X')
    assert "SEQUENCE:4" in after


def test_alarms_we_cannot_show_stay() -> None:
    assert got(STRANGE).draft.alarms == (Alarm(timedelta(minutes=-15)),)
    after = edited(STRANGE, alarms=(Alarm(timedelta(0)), Alarm(timedelta(minutes=-5), from_end=True)))
    assert "ACTION:EMAIL" in after and "X-LIC-ERROR" not in after
    assert got(after).draft.alarms == (Alarm(timedelta(0)), Alarm(timedelta(minutes=-5), from_end=True))
    kept = edited(STRANGE, alarms=(Alarm(timedelta(minutes=-15)), Alarm(timedelta(0))))
    assert "X-LIC-ERROR:1\r\nACTION:DISPLAY\r\nTRIGGER;RELATED=START:-PT900S" in kept


@pytest.mark.parametrize(
    "lines",
    [
        "ACTION:DISPLAY\r\nTRIGGER;VALUE=DATE-TIME:20270310T080000Z",
        "ACTION:DISPLAY\r\nRELATED-TO;RELTYPE=SNOOZE:1\r\nTRIGGER:-PT1M",
        "ACTION:NONE\r\nTRIGGER:-PT1M",
        "ACTION:DISPLAY\r\nTRIGGER:soon",
    ],
)
def test_odd_alarms_are_not_shown_and_not_touched(lines: str) -> None:
    text = made().replace("END:VEVENT", f"BEGIN:VALARM\r\n{lines}\r\nEND:VALARM\r\nEND:VEVENT")
    assert got(text).draft.alarms == ()
    assert lines in edited(text, alarms=(Alarm(timedelta(0)),))


def test_cancelling_raises_the_sequence() -> None:
    after = edited(STRANGE, status=Status.CANCELLED)
    assert "STATUS:CANCELLED" in after and "SEQUENCE:5" in after


def draft(**values: object) -> EventDraft:
    made = EventDraft(
        HERE, "Stand-up", datetime(2027, 3, 1, 9, tzinfo=BERLIN), datetime(2027, 3, 1, 9, 30, tzinfo=BERLIN)
    )
    return replace(made, **values)  # type: ignore[arg-type]  # any field of a draft


def made(**values: object) -> str:
    return create(draft(**values), uid=Uid("u1"), now=NOW)


WEEKLY = made(rrule="FREQ=WEEKLY;BYDAY=MO;COUNT=6", attendees=(Attendee("anna@corp.example"),), location="Room 4")


def test_only_this_occurrence() -> None:
    """E13: an override comes after the master; the master keeps every byte."""
    after = edited(WEEKLY, "20270315T090000", scope=Scope.THIS, summary="Special")
    head, _, tail = after.partition("BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20270101T120000Z\r\nCREATED")
    master, _, override = tail.partition("BEGIN:VEVENT")
    assert WEEKLY.startswith(head) and master[:-1] in WEEKLY
    assert "RECURRENCE-ID;TZID=Europe/Berlin:20270315T090000" in override
    assert "RRULE" not in override and "SEQUENCE:0" in override and "anna@corp.example" in override
    assert got(after, "20270315T090000").draft.summary == "Special"
    assert got(after, "20270322T090000").draft.summary == "Stand-up"
    again = edited(after, "20270315T090000", scope=Scope.THIS, location="Room 5")
    assert again.count("BEGIN:VEVENT") == 2


def test_moving_only_this_occurrence() -> None:
    start = datetime(2027, 3, 16, 14, tzinfo=BERLIN)
    after = edited(WEEKLY, "20270315T090000", scope=Scope.THIS, start=start, end=start + HOUR)
    assert starts(after) == ["03-01 09:00", "03-08 09:00", "03-16 14:00", "03-22 09:00", "03-29 09:00", "04-05 09:00"]
    assert after.count("SEQUENCE:1") == 1 and after.count("SEQUENCE:0") == 1


def test_this_without_a_change_makes_no_override() -> None:
    assert edited(WEEKLY, "20270315T090000", scope=Scope.THIS) == WEEKLY


def test_moving_all_from_an_occurrence() -> None:
    """Times move by as much as the occurrence moved; weekday, UNTIL, EXDATEs and overrides follow; E13: hand-made
    exceptions stay."""
    text = made(rrule="FREQ=WEEKLY;BYDAY=MO;UNTIL=20270405T070000Z")
    text = edited(text, "20270308T090000", scope=Scope.THIS, summary="Renamed")
    by_hand = datetime(2027, 3, 18, 15, tzinfo=BERLIN)
    text = edited(text, "20270315T090000", scope=Scope.THIS, start=by_hand, end=by_hand + HOUR)
    text = remove_occurrence(text, RecurrenceId("20270322T090000"), now=NOW)
    start = datetime(2027, 3, 30, 11, tzinfo=BERLIN)
    after = edited(text, "20270329T090000", start=start, end=start + HOUR)
    assert starts(after) == ["03-02 11:00", "03-09 11:00", "03-18 15:00", "03-30 11:00", "04-06 11:00"]
    assert got(after, "20270309T110000").draft.summary == "Renamed"
    assert got(after, "20270309T110000").draft.end == datetime(2027, 3, 9, 12, tzinfo=BERLIN)
    assert "EXDATE;TZID=Europe/Berlin:20270323T110000" in after
    assert "BYDAY=TU" in after
    assert scan(after).rows[2].dtstart == by_hand


@pytest.mark.parametrize("days", [-3, -1, 1, 6])
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3;UNTIL=20270501T070000Z",
        "FREQ=WEEKLY;BYDAY=MO,FR;COUNT=9",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO,WE;UNTIL=20270531",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU",
    ],
)
def test_a_moved_series_has_all_its_dates(rule: str, days: int) -> None:
    """Every occurrence moves by the same days and hours, whatever week begins with."""
    text = made(rrule=rule)
    text = remove_occurrence(text, RecurrenceId("20270315T090000"), now=NOW) if "DAILY" not in rule else text
    by = timedelta(days=days, hours=2)
    shown = occurrences(scan(text), YEAR, BERLIN)[3]
    assert isinstance(shown.start, datetime) and isinstance(shown.end, datetime)
    after = edited(text, shown.recurrence_id, start=shown.start + by, end=shown.end + by)
    inside = [one.start + by for one in occurrences(scan(text), YEAR, BERLIN) if one.start.month < 12]
    assert [one.start for one in occurrences(scan(after), YEAR, BERLIN)][: len(inside)] == inside


@pytest.mark.parametrize(
    ("rule", "moved"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3", "FREQ=MONTHLY;BYMONTHDAY=9;COUNT=3"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=1MO", "FREQ=YEARLY;BYMONTH=3;BYDAY=2TU"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY"),
    ],
)
def test_month_rules_follow_the_first_date(rule: str, moved: str) -> None:
    start = datetime(2027, 3, 9, 9, tzinfo=BERLIN)
    assert f"RRULE:{moved}\r\n" in edited(made(rrule=rule), start=start, end=start + HOUR)


UNEVEN = [
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=-1MO",
    "FREQ=MONTHLY;BYDAY=1MO,3MO",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0",
]


@pytest.mark.parametrize("by", [timedelta(days=1), timedelta(days=-1), timedelta(days=7), HOUR])
@pytest.mark.parametrize("end", ["COUNT=9", "UNTIL"])
@pytest.mark.parametrize("rule", UNEVEN)
def test_a_series_that_does_not_move_evenly_keeps_what_was_done_to_its_dates(
    rule: str, end: str, by: timedelta
) -> None:
    """E13, I-3: the day after the first Monday is not always the first Tuesday. A date that was taken out does not come
    back, one that was changed does not stand twice, and none is lost at the end."""
    day = {"FREQ=MONTHLY;BYDAY=-1MO": 29, "FREQ=MONTHLY;BYMONTHDAY=-1": 31}.get(rule, 1)
    first = datetime(2027, 3, day, 9, tzinfo=BERLIN)
    if end == "UNTIL":
        dates = occurrences(scan(made(rrule=f"{rule};COUNT=9", start=first, end=first + HOUR)), YEAR, BERLIN)
        assert isinstance(dates[-1].start, datetime)
        end = f"UNTIL={dates[-1].start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    text = made(rrule=f"{rule};{end}", start=first, end=first + HOUR)
    names = [one.recurrence_id for one in occurrences(scan(text), YEAR, BERLIN)]
    assert len(names) == 9
    text = remove_occurrence(text, names[2], now=NOW)
    text = edited(text, names[4], scope=Scope.THIS, summary="Own")
    after = edited(text, start=first + by, end=first + by + HOUR)
    found = occurrences(scan(after), YEAR, BERLIN)
    titles = [got(after, one.recurrence_id).draft.summary for one in found]
    assert titles == [*["Stand-up"] * 3, "Own", *["Stand-up"] * 4]
    assert {one.start.astimezone(BERLIN).time() for one in found if isinstance(one.start, datetime)} == {
        (first + by).time()
    }


def test_the_first_date_of_a_series_leaves_its_place() -> None:
    """E13: a rule that cannot move stays; the first date, moved before it, is not there a second time."""
    text = made(rrule="FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=3")
    start = datetime(2027, 2, 26, 9, tzinfo=BERLIN)
    assert starts(edited(text, start=start, end=start + HOUR)) == ["02-26 09:00", "04-01 09:00", "05-03 09:00"]


def test_longer_for_all() -> None:
    text = edited(WEEKLY, "20270308T090000", scope=Scope.THIS, summary="Renamed")
    first = got(text).draft.start
    assert isinstance(first, datetime)
    after = edited(text, end=first + HOUR)
    assert [row.length for row in scan(after).rows] == [HOUR, HOUR]


def test_all_day_for_all_and_back() -> None:
    text = remove_occurrence(
        WEEKLY.replace("COUNT=6", "UNTIL=20270405T070000Z"), RecurrenceId("20270308T090000"), now=NOW
    )
    text = edited(text, "20270315T090000", scope=Scope.THIS, summary="Renamed")
    whole = edited(text, start=date(2027, 3, 1), end=date(2027, 3, 2))
    assert "UNTIL=20270405\r\n" in whole and "EXDATE;VALUE=DATE:20270308" in whole
    assert starts(whole) == ["03-01 00:00", "03-15 00:00", "03-22 00:00", "03-29 00:00", "04-05 00:00"]
    assert got(whole, "20270315").draft.summary == "Renamed"
    start = datetime(2027, 3, 1, 10, tzinfo=BERLIN)
    back = edited(whole, start=start, end=start + HOUR)
    assert starts(back) == ["03-01 10:00", "03-15 10:00", "03-22 10:00", "03-29 10:00", "04-05 10:00"]
    assert got(back, "20270315T100000").draft.summary == "Renamed"


def test_fields_for_all_reach_overrides_that_had_them_in_common() -> None:
    text = edited(WEEKLY, "20270308T090000", scope=Scope.THIS, summary="Renamed")
    after = edited(text, summary="New", location="Room 9", attendees=(Attendee("carl@corp.example"),))
    special = got(after, "20270308T090000").draft
    assert (special.summary, special.location) == ("Renamed", "Room 9")
    assert [one.address for one in special.attendees] == ["carl@corp.example"]


def test_a_reminder_for_all_takes_none_that_the_series_has() -> None:
    """E07, A23: whoever adds a reminder for all, on a date without any, has not taken those of the others away."""
    five, ten = Alarm(timedelta(minutes=-5)), Alarm(timedelta(minutes=-10))
    text = edited(WEEKLY, alarms=(ten,)).replace("ACTION:DISPLAY", "ACTION:DISPLAY\r\nX-OWN:1")
    text = edited(text, "20270308T090000", scope=Scope.THIS, alarms=())
    after = edited(text, "20270308T090000", alarms=(five,))
    assert got(after).draft.alarms == (ten, five)
    assert got(after, "20270308T090000").draft.alarms == (five,)
    assert after.count("X-OWN:1") == 1
    assert got(edited(after, alarms=(five,))).draft.alarms == (five,)
    assert got(edited(after, alarms=(ten, five, five))).draft.alarms == (ten, five, five)


def test_another_rule_drops_exceptions_without_a_place() -> None:
    text = edited(WEEKLY, "20270308T090000", scope=Scope.THIS, summary="Gone")
    text = edited(text, "20270315T090000", scope=Scope.THIS, summary="Stays")
    after = edited(text, rrule="FREQ=WEEKLY;INTERVAL=2;COUNT=3")
    assert [row.summary for row in scan(after).rows] == ["Stand-up", "Stays"]
    assert starts(after) == ["03-01 09:00", "03-15 09:00", "03-29 09:00"]
    alone = edited(text, rrule="")
    assert len(scan(alone).rows) == 1 and starts(alone) == ["03-01 09:00"]


def test_until_gets_the_form_of_the_start() -> None:
    assert "UNTIL=20270601T215959Z" in made(rrule="FREQ=DAILY;UNTIL=20270601")
    whole = {"start": date(2027, 3, 1), "end": date(2027, 3, 2)}
    assert "UNTIL=20270601\r\n" in made(rrule="FREQ=DAILY;UNTIL=20270601T070000Z", **whole)
    floating = {"start": datetime(2027, 3, 1, 9), "end": datetime(2027, 3, 1, 10)}
    assert "UNTIL=20270601T235959\r\n" in made(rrule="FREQ=DAILY;UNTIL=20270601", **floating)


def test_a_duration_stays_one() -> None:
    text = WEEKLY.replace("DTEND;TZID=Europe/Berlin:20270301T093000", "DURATION:PT30M")
    start = datetime(2027, 3, 1, 10, tzinfo=BERLIN)
    after = edited(text, start=start, end=start + timedelta(minutes=30))
    assert "DURATION:PT30M" in after and "DTEND" not in after
    longer = edited(text, end=start)
    assert "DURATION" not in longer and scan(longer).rows[0].length == HOUR


def test_removing_an_occurrence() -> None:
    """E13: EXDATE only, its override gone."""
    text = edited(WEEKLY, "20270315T090000", scope=Scope.THIS, summary="Special")
    after = remove_occurrence(text, RecurrenceId("20270315T090000"), now=NOW)
    gone, new = changed(WEEKLY, after)
    assert new == ["SEQUENCE:1", "EXDATE;TZID=Europe/Berlin:20270315T090000"] and gone == ["SEQUENCE:0"]
    assert "03-15 09:00" not in starts(after)
    with pytest.raises(Refused):
        remove_occurrence(after, RecurrenceId("20270315T090000"), now=NOW)
    utc = create(draft(start=NOW, end=NOW + HOUR, rrule="FREQ=DAILY"), uid=Uid("u"), now=NOW)
    assert "EXDATE:20270102T120000Z" in remove_occurrence(utc, RecurrenceId("20270102T120000Z"), now=NOW)


def test_organizer_is_added_where_people_are() -> None:
    after = with_organizer(WEEKLY, "me@corp.example", 'I "me"; too')
    assert "ORGANIZER;CN=\"I ^'me^'; too\":mailto:me@corp.example\r\nATTENDEE" in after
    assert with_organizer(after, "other@corp.example", "") == after
    organizer = got(after).organizer
    assert organizer is not None and organizer.name == 'I "me"; too'
    assert with_organizer(made(), "me@corp.example", "") == made()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "a b@c.example",
        "a@b.example\r\nX:1",
        "a@b.example?bcc=x@y.example",
        "<a@b.example>",
        "a,b@c",
        "a%0d@b",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(Refused) as refused:
        made(attendees=(Attendee(address),))
    assert refused.value.why is Why.BAD_ATTENDEE


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;INTERVAL=0", "nonsense", "FREQ=DAILY\r\nATTENDEE:x", "FREQ=DAILY;UNTIL=x"]
)
def test_rules_that_are_none(rule: str) -> None:
    with pytest.raises(Refused) as refused:
        made(rrule=rule)
    assert refused.value.why is Why.BAD_RULE


def test_the_end_is_not_before_the_start() -> None:
    start = datetime(2027, 3, 1, 9, tzinfo=BERLIN)
    for end in (start - HOUR, start.astimezone(NEW_YORK) - HOUR, date(2027, 3, 2), datetime(2027, 3, 1, 10)):
        with pytest.raises(Refused) as refused:
            made(start=start, end=end)
        assert refused.value.why is Why.END_BEFORE_START
        with pytest.raises(Refused):
            edited(WEEKLY, end=end)


def test_no_such_occurrence() -> None:
    for instead_of in ("20270316T090000", "rubbish", "20270315"):
        with pytest.raises(Refused) as refused:
            got(WEEKLY, instead_of)
        assert refused.value.why is Why.NO_SUCH_EVENT
    with pytest.raises(Malformed):
        got("nothing")


def test_a_flight_keeps_both_zones() -> None:
    """E16: both TZIDs written, and kept when the title changes or one occurrence is moved."""
    start, end = datetime(2027, 3, 10, 10, tzinfo=BERLIN), datetime(2027, 3, 10, 12, tzinfo=NEW_YORK)
    text = made(start=start, end=end, rrule="FREQ=WEEKLY;COUNT=3")
    assert text.count("BEGIN:VTIMEZONE") == 2
    shown = got(text, "20270317T100000").draft
    assert (shown.start, shown.end) == (start + timedelta(days=7), datetime(2027, 3, 17, 13, tzinfo=NEW_YORK))
    after = edited(text, "20270317T100000", scope=Scope.THIS, summary="Delayed")
    assert "DTEND;TZID=America/New_York:20270317T130000" in after


MOMENTS = st.sampled_from(
    [
        (datetime(2027, 3, 27, 23, tzinfo=BERLIN), datetime(2027, 3, 28, 4, tzinfo=BERLIN)),
        (datetime(2027, 5, 1, 9, tzinfo=UTC), datetime(2027, 5, 1, 9, tzinfo=UTC)),
        (datetime(2027, 5, 1, 9), datetime(2027, 5, 1, 10)),
        (date(2027, 5, 1), date(2027, 5, 4)),
        (datetime(2027, 5, 1, 9, tzinfo=NEW_YORK), datetime(2027, 5, 1, 22, tzinfo=BERLIN)),
    ]
)
WORDS = st.text(max_size=120)
DRAFTS = st.builds(
    lambda moments, **rest: EventDraft(HERE, start=moments[0], end=moments[1], **rest),
    MOMENTS,
    summary=WORDS,
    location=WORDS,
    description=WORDS,
    rrule=st.sampled_from(["", "FREQ=DAILY;COUNT=5", "FREQ=WEEKLY;BYDAY=MO,SA"]),
    attendees=st.lists(
        st.builds(Attendee, st.sampled_from(["a@x.example", "b@x.example"]), WORDS, st.sampled_from(Role)),
        max_size=2,
        unique_by=lambda one: one.address,
    ).map(tuple),
    alarms=st.lists(
        st.builds(Alarm, st.sampled_from([timedelta(0), timedelta(days=-1)]), st.booleans()), max_size=2
    ).map(tuple),
    transparent=st.booleans(),
    visibility=st.sampled_from(Visibility),
    status=st.sampled_from(Status),
)


@given(DRAFTS)
@settings(max_examples=150)
def test_scan_after_create(wanted: EventDraft) -> None:
    """What a draft says is what is read back; no text starts a line of its own; icalendar reads the same."""
    text = create(wanted, uid=Uid("u\r\nX:1"), now=NOW)
    found = got(text).draft
    assert (found.start, found.end, found.alarms) == (wanted.start, wanted.end, tuple(wanted.alarms))
    assert (found.transparent, found.visibility, found.status) == (wanted.transparent, wanted.visibility, wanted.status)
    assert [one.address for one in found.attendees] == [one.address for one in wanted.attendees]
    for name in ("summary", "location", "description"):
        if getattr(wanted, name).isprintable():
            assert getattr(found, name) == getattr(wanted, name)
    row = scan(text).rows[0]
    assert (row.summary, row.location, row.description) == (found.summary, found.location, found.description)
    known = {"BEGIN", "END", "UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "RRULE"}
    known |= {"SUMMARY", "STATUS", "TRANSP", "CLASS", "LOCATION", "DESCRIPTION", "ATTENDEE", "ACTION", "TRIGGER"}
    own = text[text.index("BEGIN:VEVENT") : text.index("END:VCALENDAR")].replace("\r\n ", "").split("\r\n")
    assert {line.partition(":")[0].partition(";")[0] for line in own if line} <= known
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert apply(text, found, scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW) == text
    other = Calendar.from_ical(text).walk("VEVENT")[0]
    assert str(other.get("SUMMARY", "")) == found.summary


@given(DRAFTS, DRAFTS)
@settings(max_examples=150)
def test_apply_reaches_the_draft(first: EventDraft, second: EventDraft) -> None:
    """From any draft to any other: read gives the second, and unknown lines are still there."""
    text = create(first, uid=Uid("u"), now=NOW).replace("END:VEVENT", "X-ODD;P=1:  kept \r\nEND:VEVENT")
    after = apply(text, second, scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW)
    assert "\r\nX-ODD;P=1:  kept \r\n" in after
    found, fresh = got(after).draft, got(create(second, uid=Uid("u"), now=NOW)).draft
    assert replace(found, rrule="", attendees=(), alarms=()) == replace(fresh, rrule="", attendees=(), alarms=())
    assert sorted(one.address for one in found.attendees) == sorted(one.address for one in fresh.attendees)
    assert sorted(found.alarms, key=str) == sorted(fresh.alarms, key=str)
    assert bool(found.rrule) == bool(fresh.rrule)
    assert apply(after, found, scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW) == after


@pytest.mark.parametrize("name", ["UTC", "Etc/UTC", "Zulu"])
def test_every_name_of_utc_is_written_with_z(name: str) -> None:
    """RFC 5545 §3.3.5: TZID must not stand beside a UTC time; some servers put the Z there by themselves."""
    start = datetime(2027, 3, 10, 14, tzinfo=ZoneInfo(name))
    draft = EventDraft(CollectionId(1), "x", start, start + timedelta(hours=1))
    text = create(draft, uid=Uid("u"), now=NOW)
    assert "DTSTART:20270310T140000Z" in text
    assert "TZID" not in text


def test_one_date_of_those_that_an_override_moved_stays_where_it_is() -> None:
    """E13, A23: after RANGE=THISANDFUTURE a date is elsewhere than its place; to rename it alone moves nothing."""
    lines = (
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:u",
        "DTSTART;TZID=Europe/Berlin:20270310T023000",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=20",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:u",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270317T023000",
        "DTSTART;TZID=America/New_York:20270317T120000",
        "DTEND;TZID=America/New_York:20270317T140000",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    text = "".join(f"{line}\r\n" for line in lines)

    def spans(of: str) -> list[tuple[object, object]]:
        return [(one.start, one.end) for one in occurrences(scan(of), YEAR, BERLIN)]

    renamed = edited(text, "20270320T023000", scope=Scope.THIS, summary="Renamed")
    assert spans(renamed) == spans(text)
    assert "DTSTART;TZID=America/New_York:20270320T120000" in renamed


MOVED_ON = "".join(
    f"{line}\r\n"
    for line in (
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:u",
        "DTSTART;TZID=Europe/Berlin:20270310T090000",
        "DTEND;TZID=Europe/Berlin:20270310T100000",
        "RRULE:FREQ=DAILY;COUNT=8",
        "EXDATE;TZID=Europe/Berlin:20270313T090000",
        "SUMMARY:Early",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:u",
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270312T090000",
        "DTSTART;TZID=Europe/Berlin:20270312T110000",
        "DTEND;TZID=Europe/Berlin:20270312T123000",
        "SUMMARY:Late",
        "END:VEVENT",
        "END:VCALENDAR",
    )
)


def all_but(text: str, name: str) -> list[tuple[object, object, str]]:
    """Start, end and title of each date but one."""
    found = [one for one in occurrences(scan(text), YEAR, BERLIN) if one.recurrence_id != name]
    return [(one.start, one.end, got(text, one.recurrence_id).draft.summary) for one in found]


def test_what_is_done_to_the_first_date_of_those_that_an_override_moved_is_done_to_that_one() -> None:
    """E13, A23: the override for 12 March and all after it (RANGE=THISANDFUTURE) says on what it said of the others."""
    name = "20270312T090000"
    renamed = edited(MOVED_ON, name, scope=Scope.THIS, summary="Own")
    assert all_but(renamed, name) == all_but(MOVED_ON, name)
    assert got(renamed, name).draft.summary == "Own"
    removed = remove_occurrence(MOVED_ON, RecurrenceId(name), now=NOW)
    assert all_but(removed, "") == all_but(MOVED_ON, name)
    restored = edited(MOVED_ON, dates=DateWishes(restore=(RecurrenceId(name),)))
    assert all_but(restored, name) == all_but(MOVED_ON, name)
    assert got(restored, name).draft.summary == "Early"


def test_a_date_with_a_length_of_its_own_keeps_it() -> None:
    """A23: an RDATE may be a PERIOD; to rename that date changes neither when it begins nor when it ends."""
    for length in ("DTEND;TZID=Europe/Berlin:20270301T093000", "DURATION:PT30M"):
        text = WEEKLY.replace("DTEND;TZID=Europe/Berlin:20270301T093000", length)
        text = text.replace("RRULE:", "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20270310T090000/PT3H\r\nRRULE:")
        renamed = edited(text, "20270310T090000", scope=Scope.THIS, summary="Own")
        start = datetime(2027, 3, 10, 9, tzinfo=BERLIN)
        assert (start, start + 3 * HOUR, "Own") in all_but(renamed, "")
        assert all_but(renamed, "20270310T090000") == all_but(text, "20270310T090000")


@pytest.mark.parametrize("first", [date(2027, 3, 27), date(2027, 3, 20)])
@pytest.mark.parametrize("shown", ["20270327T220000", "20270403T220000"])
def test_a_series_of_nights_is_as_long_as_before_when_it_moves(first: date, shown: str) -> None:
    """A23: on the night of 27 March the clocks change: eight hours end at seven, and all nights stay eight hours."""
    start = datetime.combine(first, time(22), BERLIN)
    end = (start.astimezone(UTC) + 8 * HOUR).astimezone(BERLIN)
    draft = EventDraft(HERE, "Night", start, end, rrule="FREQ=WEEKLY;COUNT=5")
    text = edited(create(draft, uid=Uid("u"), now=NOW), "20270410T220000", scope=Scope.THIS, summary="Own")
    one = got(text, shown).draft
    assert isinstance(one.start, datetime) and isinstance(one.end, datetime)
    ends = (one.end.astimezone(UTC) + HOUR).astimezone(BERLIN)
    after = edited(text, shown, start=one.start + HOUR, end=ends)
    nights = [(night.start, night.end) for night in occurrences(scan(after), YEAR, BERLIN)]
    assert len(nights) == 5
    for begin, finish in nights:
        assert isinstance(begin, datetime) and isinstance(finish, datetime)
        assert begin.hour == 23
        assert finish.astimezone(UTC) - begin.astimezone(UTC) == 8 * HOUR


#: A night shift: in the night of 31 October it ends at the second 02:00 of two.
NIGHT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:night\r\nDTSTAMP:20260101T000000Z\r\n"
    "DTSTART;TZID=Europe/Berlin:20271002T220000\r\nDTEND;TZID=Europe/Berlin:20271003T030000\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=8\r\nSUMMARY:Night\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize("scope", [Scope.THIS, Scope.ALL])
def test_a_date_that_ends_in_the_hour_that_comes_twice_stays_as_long_as_it_was(scope: Scope) -> None:
    """E13: another title is another title; no local time can name the second 02:00, so a DURATION does."""

    def lengths(text: str) -> list[timedelta]:
        return [
            one.end.astimezone(UTC) - one.start.astimezone(UTC)
            for one in occurrences(scan(text), YEAR, BERLIN)
            if isinstance(one.start, datetime) and isinstance(one.end, datetime)
        ]

    renamed = edited(NIGHT, "20271030T220000", scope=scope, summary="Long night")
    assert lengths(renamed) == lengths(NIGHT) == [5 * HOUR] * 8
    back = edited(renamed, "20271030T220000", scope=Scope.THIS, end=datetime(2027, 10, 31, 4, tzinfo=BERLIN))
    assert lengths(back)[4] == 7 * HOUR
    assert back.count("DURATION") == 0


def test_a_series_that_moves_takes_a_date_of_its_own_length_along_by_as_much_as_that_date_moves() -> None:
    """E13: the third Thursday becomes the fourth Friday, which may be eight days later, whole."""
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:months\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:20270121T093000\r\n"
        "DTEND;TZID=Europe/Berlin:20270121T110000\r\nRRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=9\r\nSUMMARY:Months\r\n"
        "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:months\r\nDTSTAMP:20260101T000000Z\r\n"
        "RECURRENCE-ID;TZID=Europe/Berlin:20270415T093000\r\nDTSTART;TZID=Europe/Berlin:20270415T093000\r\n"
        "DTEND;TZID=Europe/Berlin:20270415T130000\r\nSUMMARY:Long one\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    day = timedelta(days=1)
    first = got(text).draft
    assert isinstance(first.start, datetime)
    moved = edited(text, start=first.start + day, end=first.end + day)
    found = {one.start: one.end for one in occurrences(scan(moved), YEAR, BERLIN)}
    assert found[datetime(2027, 4, 23, 9, 30, tzinfo=BERLIN)] == datetime(2027, 4, 23, 13, tzinfo=BERLIN)
    assert len(found) == 9


@pytest.mark.parametrize("own", [False, True])
def test_a_date_is_there_where_another_had_been_taken_out(own: bool) -> None:
    """E13: the 10th goes to the 20th, which was taken out, or has a title of its own: what was moved is seen there."""
    override = (
        "BEGIN:VEVENT\r\nUID:twice\r\nDTSTAMP:20260101T000000Z\r\nRECURRENCE-ID:20270320T090000\r\n"
        "DTSTART:20270320T150000\r\nDTEND:20270320T160000\r\nSUMMARY:Own\r\nEND:VEVENT\r\n"
    )
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:twice\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART:20270310T090000\r\nDTEND:20270310T100000\r\n"
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=10,20,30;COUNT=5\r\n"
        f"{'' if own else 'EXDATE:20270320T090000' + chr(13) + chr(10)}SUMMARY:Twice\r\nEND:VEVENT\r\n"
        f"{override if own else ''}END:VCALENDAR\r\n"
    )
    first = got(text).draft
    moved = edited(text, start=datetime(2027, 3, 20, 9), end=datetime(2027, 3, 20, 10))
    assert first.start == datetime(2027, 3, 10, 9)
    assert starts(moved)[:2] == ["03-20 09:00", *(["03-20 15:00"] if own else ["03-30 09:00"])]


@pytest.mark.parametrize(
    ("dropped", "rule", "seen"),
    [
        ("20271119", "3FR", ["09-17", "10-15", "11-19", "12-17"]),
        ("20271115", "3MO", ["09-20", "10-18", "11-15", "12-20"]),
        ("20271125", "4TH", ["09-23", "10-28", "11-25", "12-23"]),
        ("20271129", "-1MO", ["09-27", "10-25", "11-29", "12-27"]),  # a fifth there is not in every month
    ],
)
def test_the_date_that_was_dragged_says_which_weekday_of_the_month_all_are(
    dropped: str, rule: str, seen: list[str]
) -> None:
    """E14: third Thursdays from September; the one of 18 November is dropped, and is where it was dropped."""
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:third\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART:20270916T090000\r\nDTEND:20270916T100000\r\n"
        "RRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=4\r\nSUMMARY:Third\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    start = datetime.fromisoformat(f"{dropped}T09:00:00")
    moved = edited(text, "20271118T090000", start=start, end=start + HOUR)
    assert [one[:5] for one in starts(moved)] == seen
    assert f"BYDAY={rule};COUNT=4" in moved


@pytest.mark.parametrize(
    ("first", "rule", "dragged", "dropped", "became", "seen"),
    [
        ("20270122", "4FR", "20270226", "20270305", "1FR", ["02-05", "03-05", "04-02", "06-04"]),  # over the month
        ("20270226", "4FR", "20270423", "20270430", "-1FR", ["02-26", "03-26", "04-30", "06-25"]),  # the first stays
        ("20270602", "-1FR", "20270730", "20270731", "-1SA", ["06-03", "06-26", "07-31", "09-25"]),  # it is no such day
    ],
)
def test_dates_of_a_month_that_are_dragged_go_no_month_too_far_and_what_was_taken_out_stays_out(
    first: str, rule: str, dragged: str, dropped: str, became: str, seen: list[str]
) -> None:
    """E14: the one before the last of five is out, before and after."""
    out = {"20270122": "20270423", "20270226": "20270528", "20270602": "20270827"}[first]
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:months\r\n"
        f"DTSTAMP:20260101T000000Z\r\nDTSTART:{first}T090000\r\nDTEND:{first}T100000\r\n"
        f"RRULE:FREQ=MONTHLY;BYDAY={rule};COUNT=5\r\nEXDATE:{out}T090000\r\nSUMMARY:Months\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    start = datetime.fromisoformat(f"{dropped}T09:00:00")
    moved = edited(text, f"{dragged}T090000", start=start, end=start + HOUR)
    assert [one[:5] for one in starts(moved)] == seen
    assert f"BYDAY={became};COUNT=5" in moved


@pytest.mark.parametrize(
    ("rule", "out", "dragged", "days", "seen"),
    [
        ("FREQ=MONTHLY;COUNT=7", "0628", "0128", 2, ["01-30", "03-30", "04-30", "05-30", "07-30", "08-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=28;COUNT=6", "0528", "0328", 3, ["01-31", "03-31", "07-31", "08-31", "10-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=28;UNTIL=20270828T090000", "0228", "0428", 1, None),
        ("FREQ=MONTHLY;BYMONTHDAY=22,28;COUNT=6", "0322", "0128", 1, ["01-29", "02-23", "03-29", "04-23", "04-29"]),
    ],
)
def test_a_series_that_is_dragged_to_days_that_some_months_lack_keeps_out_what_was_taken_out(
    rule: str, out: str, dragged: str, days: int, seen: list[str] | None
) -> None:
    """E13 E14: the date of a month stays that of its month, whatever February lacks; all go, not the first alone."""
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Odd//EN\r\nBEGIN:VEVENT\r\nUID:months\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART:20270128T090000\r\nDTEND:20270128T100000\r\n"
        f"RRULE:{rule}\r\nEXDATE:2027{out}T090000\r\nSUMMARY:Months\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    draft = got(text, f"2027{dragged}T090000").draft
    later = timedelta(days=days)
    moved = edited(text, f"2027{dragged}T090000", start=draft.start + later, end=draft.end + later)
    months = ("01", "03", "04", "05", "06", "07", "08")
    assert [one[:5] for one in starts(moved)] == (seen or [f"{month}-29" for month in months])
