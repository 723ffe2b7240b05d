"""Overrides, EXDATE, RDATE, floating and all-day events: the recurrence set as views see it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dainvo.ical.event import RecurrenceId, TimeRange
from dainvo.ical.recurrence import Span, occurrence, occurrences
from dainvo.ical.resource import scan

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
YEAR = TimeRange(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", "UID:u", *lines, "END:VEVENT", ""))


def calendar(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(events) + "END:VCALENDAR\r\n"


def listed(text: str, span: TimeRange = YEAR, zone: ZoneInfo = BERLIN) -> list[Span]:
    return occurrences(scan(text), span, zone)


def ids(found: list[Span]) -> list[str]:
    return [str(one.recurrence_id) for one in found]


def day(one: Span) -> str:
    return one.start.strftime("%m-%d %H:%M")


BERLIN_WEEKLY = (
    "DTSTART;TZID=Europe/Berlin:20270104T090000",
    "DTEND;TZID=Europe/Berlin:20270104T100000",
    "RRULE:FREQ=WEEKLY",
)


def test_a_year_of_a_weekly_series() -> None:
    """E41: weekly 09:00 Berlin over both changes of 2027, one EXDATE, one RDATE, one override."""
    text = calendar(
        event(
            *BERLIN_WEEKLY,
            "EXDATE;TZID=Europe/Berlin:20270201T090000",
            "RDATE;TZID=Europe/Berlin:20270203T090000",
        ),
        event(
            "RECURRENCE-ID;TZID=Europe/Berlin:20270405T090000",
            "DTSTART;TZID=Europe/Berlin:20270406T143000",
            "DTEND;TZID=Europe/Berlin:20270406T150000",
        ),
    )
    found = listed(text)
    assert len(found) == 52
    assert "20270201T090000" not in ids(found)
    assert "20270203T090000" in ids(found)
    moved = next(one for one in found if one.recurrence_id == "20270405T090000")
    assert (moved.row, day(moved)) == (1, "04-06 14:30")
    assert all(one.start.strftime("%H:%M") == "09:00" for one in found if one is not moved)
    offsets = {one.start.utcoffset() for one in found if isinstance(one.start, datetime)}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}
    assert found == sorted(
        found, key=lambda one: str(one.start.astimezone(UTC) if isinstance(one.start, datetime) else one.start)
    )


def test_ends_are_real_time_over_a_change() -> None:
    """E41: 22:00–06:00 in Berlin lasts eight hours in every night."""
    text = calendar(
        event(
            "DTSTART;TZID=Europe/Berlin:20270320T220000",
            "DTEND;TZID=Europe/Berlin:20270321T060000",
            "RRULE:FREQ=WEEKLY;COUNT=3",
        )
    )
    ends = [one.end.strftime("%m-%d %H:%M") for one in listed(text)]
    assert ends == ["03-21 06:00", "03-28 07:00", "04-04 06:00"]
    nominal = text.replace("DTEND;TZID=Europe/Berlin:20270321T060000", "DURATION:P1D")
    ends = [one.end.strftime("%m-%d %H:%M") for one in listed(nominal)]
    assert ends == ["03-21 22:00", "03-28 22:00", "04-04 22:00"]


def test_recurrence_ids_in_other_forms() -> None:
    """An override named in UTC or by a date stands for the occurrence in the series' own zone."""
    for line in ("RECURRENCE-ID:20270111T080000Z", "RECURRENCE-ID;VALUE=DATE:20270111"):
        text = calendar(event(*BERLIN_WEEKLY), event(line, "DTSTART:20270112T080000Z", "SUMMARY:moved"))
        found = listed(text)
        assert ids(found)[1] == "20270111T090000"
        assert found[1].row == 1 and len(found) == 52


def test_exdates_in_other_forms() -> None:
    for line in ("EXDATE:20270111T080000Z", "EXDATE;VALUE=DATE:20270111", "EXDATE;TZID=Asia/Tokyo:20270111T170000"):
        assert "20270111T090000" not in ids(listed(calendar(event(*BERLIN_WEEKLY, line))))


def test_cancelled_override_is_left_out_and_cancelled_master_is_listed() -> None:
    gone = event("RECURRENCE-ID;TZID=Europe/Berlin:20270111T090000", "DTSTART:20270111T080000Z", "STATUS:CANCELLED")
    assert "20270111T090000" not in ids(listed(calendar(event(*BERLIN_WEEKLY), gone)))
    assert len(listed(calendar(event(*BERLIN_WEEKLY, "STATUS:CANCELLED")))) == 52


def test_override_moved_into_and_out_of_the_window() -> None:
    text = calendar(
        event(*BERLIN_WEEKLY),
        event("RECURRENCE-ID;TZID=Europe/Berlin:20270628T090000", "DTSTART:20270301T120000Z", "DTEND:20270301T130000Z"),
    )
    march = TimeRange(datetime(2027, 3, 1, tzinfo=UTC), datetime(2027, 3, 2, tzinfo=UTC))
    assert ids(listed(text, march)) == ["20270301T090000", "20270628T090000"]
    june = TimeRange(datetime(2027, 6, 28, tzinfo=UTC), datetime(2027, 6, 29, tzinfo=UTC))
    assert ids(listed(text, june)) == []


def test_orphan_overrides() -> None:
    """A resource of overrides alone (invited to one occurrence) shows them."""
    text = calendar(event("RECURRENCE-ID;TZID=Europe/Berlin:20270111T090000", "DTSTART:20270111T080000Z"))
    found = listed(text)
    assert ids(found) == ["20270111T090000"]
    assert scan(text).master is None


def test_this_and_future() -> None:
    """RANGE=THISANDFUTURE shifts what follows, with ids of their own."""
    text = calendar(
        event(*BERLIN_WEEKLY[:2], "RRULE:FREQ=WEEKLY;COUNT=5"),
        event(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270118T090000",
            "DTSTART;TZID=Europe/Berlin:20270119T110000",
            "DTEND;TZID=Europe/Berlin:20270119T113000",
        ),
    )
    found = listed(text)
    assert [day(one) for one in found] == ["01-04 09:00", "01-11 09:00", "01-19 11:00", "01-26 11:00", "02-02 11:00"]
    assert ids(found)[-1] == "20270201T090000"
    assert [one.row for one in found] == [0, 0, 1, 1, 1]


def test_all_day_series_keeps_to_days() -> None:
    text = calendar(event("DTSTART;VALUE=DATE:20270330", "DTEND;VALUE=DATE:20270401", "RRULE:FREQ=MONTHLY;COUNT=3"))
    found = listed(text, zone=TOKYO)
    assert [(one.start, one.end) for one in found] == [
        (date(2027, 3, 30), date(2027, 4, 1)),
        (date(2027, 4, 30), date(2027, 5, 2)),
        (date(2027, 5, 30), date(2027, 6, 1)),
    ]
    assert ids(found) == ["20270330", "20270430", "20270530"]
    last_day = TimeRange(datetime(2027, 3, 31, tzinfo=TOKYO), datetime(2027, 4, 1, tzinfo=TOKYO))
    assert ids(listed(text, last_day, TOKYO)) == ["20270330"]
    day_after = TimeRange(datetime(2027, 4, 1, tzinfo=TOKYO), datetime(2027, 4, 2, tzinfo=TOKYO))
    assert listed(text, day_after, TOKYO) == []


def test_floating_times_are_the_viewers() -> None:
    """E17: 09:00 floating is 09:00 for whoever looks."""
    text = calendar(event("DTSTART:20270104T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3"))
    morning = TimeRange(datetime(2027, 1, 5, 9, tzinfo=TOKYO), datetime(2027, 1, 5, 10, tzinfo=TOKYO))
    found = listed(text, morning, TOKYO)
    assert [one.start for one in found] == [datetime(2027, 1, 5, 9)]
    assert listed(text, morning, BERLIN) == []


def test_until_as_a_bare_date_means_that_day_too() -> None:
    text = calendar(event(*BERLIN_WEEKLY[:2], "RRULE:FREQ=DAILY;UNTIL=20270106"))
    assert ids(listed(text)) == ["20270104T090000", "20270105T090000", "20270106T090000"]


def test_utc_series() -> None:
    text = calendar(event("DTSTART:20270104T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20270105T090000Z"))
    assert ids(listed(text)) == ["20270104T090000Z", "20270105T090000Z"]


def test_half_open_window() -> None:
    text = calendar(event("DTSTART:20270104T090000Z", "DTEND:20270104T100000Z"))
    at = datetime(2027, 1, 4, 9, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert listed(text, TimeRange(at - hour, at)) == []
    assert listed(text, TimeRange(at + hour, at + 2 * hour)) == []
    assert len(listed(text, TimeRange(at + hour / 2, at + hour))) == 1
    point = calendar(event("DTSTART:20270104T090000Z"))
    assert len(listed(point, TimeRange(at, at + hour))) == 1
    assert listed(point, TimeRange(at - hour, at)) == []


def test_long_occurrences_reach_into_the_window() -> None:
    text = calendar(event("DTSTART:20261201T000000Z", "DTEND:20270110T000000Z", "RRULE:FREQ=YEARLY"))
    found = listed(text, TimeRange(datetime(2027, 1, 5, tzinfo=UTC), datetime(2027, 1, 6, tzinfo=UTC)))
    assert ids(found) == ["20261201T000000Z"]


def test_one_occurrence_by_its_id() -> None:
    index = scan(calendar(event(*BERLIN_WEEKLY, "EXDATE;TZID=Europe/Berlin:20270111T090000")))
    found = occurrence(index, RecurrenceId("20270118T090000"))
    assert found is not None and day(found) == "01-18 09:00"
    assert occurrence(index, RecurrenceId("20270111T090000")) is None
    assert occurrence(index, RecurrenceId("20270118T093000")) is None
    assert occurrence(index, RecurrenceId("rubbish")) is None


def test_period_with_an_end_of_its_own() -> None:
    text = calendar(
        event(*BERLIN_WEEKLY[:2], "RDATE;VALUE=PERIOD:20270110T080000Z/20270110T083000Z,20270112T080000Z/PT5M")
    )
    found = listed(text)
    lengths = [
        one.end.timestamp() - one.start.timestamp()
        for one in found
        if isinstance(one.end, datetime) and isinstance(one.start, datetime)
    ]
    assert lengths == [3600, 1800, 300]


def test_zone_only_the_text_defines() -> None:
    """E17: a TZID nobody knows counts by its VTIMEZONE, EXDATEs included."""
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Our Own\r\n"
        "BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
    )
    series = event(
        "DTSTART;TZID=Our Own:20270315T090000",
        "DTEND;TZID=Our Own:20270315T100000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Our Own:20270322T090000",
    )
    found = listed(calendar(zone, series))
    assert [one.start.astimezone(UTC).hour for one in found if isinstance(one.start, datetime)] == [8, 7, 7]
