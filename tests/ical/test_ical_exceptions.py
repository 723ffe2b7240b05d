"""The exceptions of a series: listed, restored, added."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dainvo.ical import edit, split
from dainvo.ical.event import (
    NO_RECURRENCE,
    CollectionId,
    DateWishes,
    EventDraft,
    RecurrenceId,
    Scope,
    SeriesDates,
    TimeRange,
    Uid,
)
from dainvo.ical.recurrence import occurrences
from dainvo.ical.resource import scan

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
HOME = CollectionId(1)
YEAR = TimeRange(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def series(*lines: str, more: str = "") -> str:
    inside = "".join(f"{line}\r\n" for line in lines)
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:standup\r\nDTSTAMP:20270101T000000Z\r\n"
        "DTSTART;TZID=Europe/Berlin:20270303T090000\r\nDTEND;TZID=Europe/Berlin:20270303T093000\r\n"
        f"RRULE:FREQ=WEEKLY;COUNT=5\r\n{inside}X-KEEP;A=b:  c\r\nSUMMARY:Standup\r\nEND:VEVENT\r\n"
        f"{more}END:VCALENDAR\r\n"
    )


def override(day: str, line: str) -> str:
    return (
        f"BEGIN:VEVENT\r\nUID:standup\r\nDTSTAMP:20270101T000000Z\r\nRECURRENCE-ID;TZID=Europe/Berlin:{day}T090000\r\n"
        f"DTSTART;TZID=Europe/Berlin:{day}T100000\r\nDTEND;TZID=Europe/Berlin:{day}T103000\r\n{line}\r\nEND:VEVENT\r\n"
    )


FULL = series(
    "EXDATE;TZID=Europe/Berlin:20270310T090000,20270317T090000",
    "RDATE;TZID=Europe/Berlin:20270304T090000",
    more=override("20270324", "SUMMARY:Longer") + override("20270331", "STATUS:CANCELLED"),
)


def days(text: str) -> list[date]:
    return [span.start.date() for span in occurrences(scan(text), YEAR, BERLIN) if isinstance(span.start, datetime)]


def changed(text: str, wishes: DateWishes, scope: Scope = Scope.ALL) -> str:
    draft = edit.read(text, NO_RECURRENCE, collection=HOME).draft
    return edit.apply(text, replace(draft, dates=wishes), scope=scope, recurrence_id=NO_RECURRENCE, now=NOW)


def test_exceptions_are_listed() -> None:
    """E10: skipped, extra and changed dates; an occurrence that is cancelled counts as skipped."""
    assert edit.read(FULL, NO_RECURRENCE, collection=HOME).dates == SeriesDates(
        (RecurrenceId("20270310T090000"), RecurrenceId("20270317T090000"), RecurrenceId("20270331T090000")),
        (RecurrenceId("20270304T090000"),),
        (RecurrenceId("20270324T090000"),),
    )


def test_a_skipped_date_comes_back() -> None:
    """E10: the EXDATE goes, the other value and every other line stay as they were."""
    text = changed(FULL, DateWishes(restore=(RecurrenceId("20270310T090000"),)))
    assert "EXDATE;TZID=Europe/Berlin:20270317T090000\r\n" in text
    assert date(2027, 3, 10) in days(text)
    kept = [line for line in FULL.split("\r\n") if not line.startswith(("EXDATE", "DTSTAMP"))]
    assert [line for line in kept if line not in text.split("\r\n")] == []
    assert "SEQUENCE:1\r\n" in text


def test_the_last_skipped_date_takes_its_line_along() -> None:
    text = changed(series("EXDATE:20270310T080000Z"), DateWishes(restore=(RecurrenceId("20270310T090000"),)))
    assert "EXDATE" not in text
    assert date(2027, 3, 10) in days(text)


def test_changed_extra_and_cancelled_dates_are_as_the_rule_says_again() -> None:
    """E10"""
    ids = ("20270324T090000", "20270331T090000", "20270304T090000")
    text = changed(FULL, DateWishes(restore=tuple(RecurrenceId(one) for one in ids)))
    assert text.count("BEGIN:VEVENT") == 1
    assert "RDATE" not in text
    assert days(text) == [date(2027, 3, 3), date(2027, 3, 24), date(2027, 3, 31)]


def test_a_day_is_added_at_the_time_of_the_series() -> None:
    """E10: an RDATE in the form of DTSTART; the day that is there already, or before the begin, adds nothing."""
    text = changed(series(), DateWishes(add=(date(2027, 3, 5), date(2027, 1, 1))))
    assert "RDATE;TZID=Europe/Berlin:20270305T090000\r\n" in text
    assert text.count("RDATE") == 1
    assert changed(text, DateWishes(add=(date(2027, 3, 5),))) == text


def test_what_is_not_there_any_more_changes_nothing() -> None:
    assert changed(FULL, DateWishes(restore=(RecurrenceId("20270401T090000"),))) == FULL


def test_restored_dates_move_with_the_series() -> None:
    draft = edit.read(FULL, NO_RECURRENCE, collection=HOME).draft
    assert isinstance(draft.start, datetime) and isinstance(draft.end, datetime)
    moved = replace(
        draft,
        start=draft.start.replace(hour=11),
        end=draft.end.replace(hour=11),
        dates=DateWishes(restore=(RecurrenceId("20270324T090000"),)),
    )
    text = edit.apply(FULL, moved, scope=Scope.ALL, recurrence_id=NO_RECURRENCE, now=NOW)
    found = [span.start for span in occurrences(scan(text), YEAR, BERLIN) if isinstance(span.start, datetime)]
    assert {one.hour for one in found} == {11}


def test_both_parts_of_a_series_that_is_cut() -> None:
    """E10, E13: what lies before the cut is restored in the first part, the rest in the second."""
    named = RecurrenceId("20270324T090000")
    draft = edit.read(FULL, named, collection=HOME).draft
    wishes = DateWishes(restore=(RecurrenceId("20270310T090000"), RecurrenceId("20270331T090000")))
    parts = split.divide(FULL, replace(draft, dates=wishes), recurrence_id=named, uid=Uid("second"), now=NOW)
    assert parts.edited
    assert days(parts.old) == [date(2027, 3, 3), date(2027, 3, 4), date(2027, 3, 10)]
    assert days(parts.new) == [date(2027, 3, 24), date(2027, 3, 31)]


def test_a_new_series_with_another_date() -> None:
    start = datetime(2027, 3, 3, 9, tzinfo=BERLIN)
    draft = EventDraft(HOME, "x", start, start.replace(hour=10), rrule="FREQ=WEEKLY;COUNT=2")
    text = edit.create(replace(draft, dates=DateWishes(add=(date(2027, 3, 5),))), uid=Uid("n"), now=NOW)
    assert days(text) == [date(2027, 3, 3), date(2027, 3, 5), date(2027, 3, 10)]
