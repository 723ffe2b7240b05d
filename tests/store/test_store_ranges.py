"""What falls on which day: zones, clock changes, floating and all-day times, long events, series, hidden calendars."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes.calendar_texts import event_text, vcalendar, vevent
from fakes.offline_copies import BERLIN, Clock, Copy
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.ical.event import Href, PartStat, Status, Uid, Visibility
from dainvo.store import listing, spans
from dainvo.store.reader import Reader
from dainvo.store.store import Store

NEW_YORK = ZoneInfo("America/New_York")


def test_occurrence_comes_in_the_viewers_zone(copy: Copy) -> None:
    copy.take(event_text(start="20261014T090000", end="20261014T100000"))
    reader = Reader(copy.path, zone=NEW_YORK)
    [shown] = reader.occurrences(date(2026, 10, 14), date(2026, 10, 14))
    reader.close()
    assert shown.start == datetime(2026, 10, 14, 9, tzinfo=BERLIN)
    assert isinstance(shown.start, datetime)
    assert (shown.start.tzinfo, shown.start.hour) == (NEW_YORK, 3)


def test_midnight_belongs_to_the_day_it_begins(copy: Copy) -> None:
    """A half-open range: an event that ends at midnight is not on the next day, one that begins then is."""
    copy.take(
        event_text("u1", "until", "20261013T230000", "20261014T000000"),
        event_text("u2", "from", "20261014T000000", "20261014T010000"),
        event_text("u3", "moment", "20261014T000000", "20261014T000000"),
        event_text("u4", "last", "20261014T235959", "20261015T000000"),
        event_text("u5", "next", "20261015T000000", "20261015T010000"),
    )
    assert [each.summary for each in copy.day(2026, 10, 14)] == ["from", "moment", "last"]


def test_days_with_23_and_25_hours(copy: Copy) -> None:
    """The night of a clock change belongs to one day only."""
    copy.take(
        event_text("u1", "spring", "20270328T233000", "20270328T234500"),
        event_text("u2", "autumn", "20261025T233000", "20261025T234500"),
        event_text("u3", "after", "20261026T001500", "20261026T003000"),
    )
    assert [each.summary for each in copy.day(2027, 3, 28)] == ["spring"]
    assert copy.day(2027, 3, 29) == []
    assert [each.summary for each in copy.day(2026, 10, 25)] == ["autumn"]
    assert [each.summary for each in copy.day(2026, 10, 26)] == ["after"]


def test_all_day_and_floating_are_the_viewers(copy: Copy) -> None:
    """Floating and all-day times are local, whatever the zone."""
    copy.take(
        event_text("u1", "day", "20261014", "20261015"),
        event_text("u2", "wall", "20261014T233000F", "20261014T234500F"),
    )
    for name in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"):
        zone = ZoneInfo(name)
        reader = Reader(copy.path, zone=zone)
        whole, wall = reader.occurrences(date(2026, 10, 14), date(2026, 10, 14))
        assert reader.occurrences(date(2026, 10, 15), date(2026, 10, 15)) == []
        assert reader.occurrences(date(2026, 10, 13), date(2026, 10, 13)) == []
        reader.close()
        assert (whole.start, whole.end, whole.all_day) == (date(2026, 10, 14), date(2026, 10, 15), True)
        assert (wall.start, wall.floating) == (datetime(2026, 10, 14, 23, 30, tzinfo=zone), True)


def test_floating_time_in_the_gap_moves_behind_it(copy: Copy) -> None:
    copy.take(event_text(start="20270328T023000F", end="20270328T024500F"))
    [shown] = copy.day(2027, 3, 28)
    assert isinstance(shown.start, datetime)
    assert (shown.start.hour, shown.start.astimezone(UTC).hour) == (3, 1)


@pytest.mark.parametrize("length_days", [1, 2, 3, 39, 41, 400])
def test_long_events_are_found_in_their_middle(copy: Copy, length_days: int) -> None:
    last = date(2026, 1, 5) + timedelta(days=length_days)
    copy.take(
        event_text("u1", "days", "20260105", f"{last:%Y%m%d}"),
        event_text("u2", "hours", "20260105T120000", f"{last:%Y%m%d}T110000"),
    )
    for day in (date(2026, 1, 5), date(2026, 1, 5) + timedelta(days=length_days // 2), last - timedelta(days=1)):
        assert sorted(copy.titles(day, day)) == ["days", "hours"]
    assert copy.titles(last + timedelta(days=1), last + timedelta(days=1)) == []
    assert copy.titles(date(2026, 1, 4), date(2026, 1, 4)) == []


def test_order_is_by_start_then_longest(copy: Copy) -> None:
    copy.take(
        event_text("u1", "short", "20261014T090000", "20261014T093000"),
        event_text("u2", "long", "20261014T090000", "20261014T120000"),
        event_text("u3", "wall", "20261014T083000F", "20261014T084500F"),
        event_text("u4", "day", "20261014", "20261015"),
        event_text("u5", "utc", "20261014T064000Z", "20261014T065000Z"),
    )
    assert [each.summary for each in copy.day(2026, 10, 14)] == ["day", "wall", "utc", "long", "short"]


def test_hidden_and_chosen_calendars(copy: Copy) -> None:
    copy.take(event_text("u1", "work"))
    copy.take(event_text("u2", "home"), collection=copy.home)
    copy.store.set_visible({copy.home: False})
    week = (date(2026, 10, 12), date(2026, 10, 18))
    assert copy.titles(*week) == ["work"]
    assert len(copy.reader.occurrences(*week, include_hidden=True)) == 2
    assert copy.reader.occurrences(*week, collections=[copy.home]) == []
    [home] = copy.reader.occurrences(*week, collections=[copy.home], include_hidden=True)
    assert home.summary == "home"
    assert [each.summary for each in copy.reader.search("home")] == ["home"]


def test_everything_painted_is_in_the_index(copy: Copy) -> None:
    text = event_text(
        "u1", "Review", "20261014T090000", "20261014T100000",
        "LOCATION:Room 1\\, 2nd floor", "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "CLASS:PRIVATE",
        "ORGANIZER:mailto:bob@example.com", "ATTENDEE;PARTSTAT=DECLINED:mailto:ANNA@example.com",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com",
        "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT10M", "END:VALARM",
    )  # fmt: skip
    copy.take(text)
    [shown] = copy.day(2026, 10, 14)
    assert (shown.location, shown.status, shown.transparent) == ("Room 1, 2nd floor", Status.TENTATIVE, True)
    assert (shown.visibility, shown.attendee_count, shown.has_alarm) == (Visibility.PRIVATE, 2, True)
    assert (shown.own_partstat, shown.recurring) == (PartStat.DECLINED, False)


# series


def series(uid: str = "s1", *lines: str) -> str:
    rule = "RRULE:FREQ=WEEKLY"
    return vcalendar(vevent(uid, "Jour fixe", "20261012T090000", "20261012T093000", rule, *lines))


def test_series_keeps_its_wall_clock_across_the_clock_change(copy: Copy) -> None:
    copy.take(series())
    found = copy.reader.occurrences(date(2026, 10, 12), date(2026, 11, 8))
    assert [each.start.hour for each in found if isinstance(each.start, datetime)] == [9, 9, 9, 9]
    assert [each.recurrence_id for each in found] == [
        "20261012T090000", "20261019T090000", "20261026T090000", "20261102T090000",
    ]  # fmt: skip
    assert all(each.recurring for each in found)


def test_override_is_shown_in_place(copy: Copy) -> None:
    moved = vevent(
        "s1", "Moved", "20261020T140000", "20261020T150000", "RECURRENCE-ID;TZID=Europe/Berlin:20261019T090000"
    )
    master = vevent("s1", "Jour fixe", "20261012T090000", "20261012T093000", "RRULE:FREQ=WEEKLY;COUNT=3")
    copy.take(vcalendar(master, moved))
    found = copy.reader.occurrences(date(2026, 10, 12), date(2026, 10, 31))
    assert [(each.summary, each.start.day) for each in found] == [("Jour fixe", 12), ("Moved", 20), ("Jour fixe", 26)]
    assert found[1].recurrence_id == "20261019T090000"


def test_window_grows_in_slices_and_survives_a_restart(copy: Copy) -> None:
    """V27: a view that scrolls past the window extends it; a restart goes on where it stopped."""
    copy.take(*(series(f"s{n}") for n in range(5)))
    far = date(2031, 3, 3)
    assert copy.store.window[1] < far
    assert copy.titles(far, far) == []
    assert copy.store.extend_window(far, far, budget=2) is False
    assert len(copy.titles(far, far)) == 2
    within = copy.reader.window()
    assert within is not None
    assert within[1] < far
    copy.store.close()
    with Store(copy.path, zone=BERLIN, now=Clock()) as again:
        assert again.window[1] == far
        assert again.extend_window(far, far, budget=2) is False
        assert again.extend_window(far, far, budget=2) is True
        assert again.extend_window(far, far, budget=2) is True
    assert len(copy.titles(far, far)) == 5
    assert copy.reader.window() == again.window
    assert len(copy.titles(date(2026, 10, 19), date(2026, 10, 19))) == 5


def test_a_deleted_series_does_not_narrow_the_window(copy: Copy) -> None:
    copy.take(*(series(f"s{n}") for n in range(5)))
    far = date(2031, 3, 3)
    assert copy.store.extend_window(far, far, budget=2) is False
    narrow = copy.reader.window()
    assert narrow is not None
    assert narrow[1] < far
    behind = [row for n in range(5) if (row := copy.store.resource_by_href(copy.work, Href(f"/{copy.work}/{n}.ics")))]
    ahead = {each.resource for each in copy.reader.occurrences(far, far)}
    for row in behind:
        if row.id not in ahead:
            copy.store.delete_local(row.id)
    assert copy.reader.window() == (narrow[0], far)


def test_what_every_start_asks_costs_the_same_however_much_is_stored(copy: Copy) -> None:
    """G6: what waits is counted without a look at every event, how far series are indexed at none of their rows."""
    few = _steps(copy)
    copy.take(*(event_text(f"e{n}") for n in range(300)))
    assert _steps(copy) < few + 50
    copy.take(*(series(f"s{n}") for n in range(300)))
    assert _steps(copy) < few + 50 + 300 * 7  # an entry of the index each, and no row of the table


def _steps(copy: Copy) -> int:
    """Of SQLite's machine, for accounts and window."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection = sqlite3.connect(copy.path)
    connection.set_progress_handler(count, 1)
    listing.accounts(connection, BERLIN)
    listing.window(connection)
    connection.close()
    return steps


def test_series_taken_after_the_window_grew_is_indexed_so_far(copy: Copy) -> None:
    far = date(2031, 3, 3)
    copy.store.extend_window(far, far)
    touched = copy.take(series()).touched[0]
    assert (touched.first, touched.last) == (date(2026, 10, 12), None)
    assert copy.titles(far, far) == ["Jour fixe"]


def test_only_the_window_of_a_series_is_expanded(copy: Copy) -> None:
    """V27: no event outside the range is expanded."""
    copy.take(vcalendar(vevent("d", "Daily", "19900101T090000", "19900101T093000", "RRULE:FREQ=DAILY")))
    first, last = copy.store.window
    [(count,)] = copy.store._rows("SELECT count(*) FROM occurrence")
    assert count == (last - first).days + 1


def test_event_of_nine_years_ago_is_there(copy: Copy) -> None:
    """K13: single events are indexed whenever they were."""
    copy.take(event_text(start="20171014T090000", end="20171014T100000"))
    assert copy.titles(date(2017, 10, 14), date(2017, 10, 14)) == ["Review"]


@pytest.mark.parametrize(
    ("start", "end"), [("00010101", "00010102"), ("99991231", "99991231"), ("99991231T235900Z", "99991231T235959Z")]
)
def test_times_no_zone_can_tell_are_left_out_quietly(copy: Copy, start: str, end: str) -> None:
    copy.take(event_text(start=start, end=end), event_text("u2", "ok"))
    assert copy.titles(date.min, date.max) == ["ok"]


@settings(max_examples=200)
@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda each: each.replace(microsecond=0)),
    length=st.one_of(st.integers(0, 7200), st.integers(0, 100 * 86400)),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    kind=st.sampled_from([spans.INSTANT, spans.FLOATING, spans.DAY]),
    zone=st.sampled_from([BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Sao_Paulo")]),
)
def test_shelves_find_exactly_what_overlaps(start: datetime, length: int, day: date, kind: int, zone: ZoneInfo) -> None:
    """The range query against the definition: an occurrence is on a day if it overlaps its 23 to 25 hours."""
    begin: datetime | date = start
    end: datetime | date = start + timedelta(seconds=length)
    if kind == spans.INSTANT:
        begin, end = start.replace(tzinfo=UTC), start.replace(tzinfo=UTC) + timedelta(seconds=length)
    elif kind == spans.DAY:
        begin, end = start.date(), start.date() + timedelta(days=length // 86400 + 1)
    a, b = spans.seconds(begin), spans.seconds(end)
    found = any(
        spans.shelf(kind, a, b) == shelf and low <= a < until and (b > since or a >= since)
        for shelf, low, since, until in spans.shelves(day, day, zone)
    )
    if kind == spans.INSTANT:
        first = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
        after = (datetime(day.year, day.month, day.day) + timedelta(days=1)).replace(tzinfo=zone).astimezone(UTC)
        assert isinstance(begin, datetime)
        assert isinstance(end, datetime)
        expected = begin < after and (end > first or begin >= first)
    else:
        wall = datetime(day.year, day.month, day.day)
        from_, to = (
            (begin, end)
            if isinstance(begin, datetime) and isinstance(end, datetime)
            else (datetime(begin.year, begin.month, begin.day), datetime(end.year, end.month, end.day))
        )
        expected = from_ < wall + timedelta(days=1) and (to > wall or from_ >= wall)
    assert found == expected


def test_next_joinable(copy: Copy) -> None:
    """The running meeting first, of several the last begun; then the next within a day."""
    link = "LOCATION:https://us02web.zoom.us/j/92674392836"
    me = "ATTENDEE;PARTSTAT=DECLINED:mailto:anna@example.com"
    copy.take(
        event_text("u1", "running", "20261014T110000", "20261014T130000", link),
        event_text("u2", "later begun", "20261014T113000", "20261014T121500", link),
        event_text("u3", "next", "20261014T140000", "20261014T150000", link),
        event_text("u4", "declined", "20261014T133000", "20261014T150000", link, me),
        event_text("u5", "cancelled", "20261014T133000", "20261014T150000", link, "STATUS:CANCELLED"),
        event_text("u6", "no link", "20261014T133000", "20261014T150000"),
        event_text("u7", "in two days", "20261016T133000", "20261016T150000", link),
    )

    def at(hour: int, minute: int = 0, day: int = 14) -> str | None:
        found = copy.reader.next_joinable(datetime(2026, 10, day, hour, minute, tzinfo=BERLIN))
        return None if found is None else found.summary

    assert at(10) == "running"
    assert at(12) == "later begun"
    assert at(12, 30) == "running"
    assert at(13, 10) == "next"
    assert at(16) is None
    assert at(20, day=15) == "in two days"


def test_copy_is_empty_before_it_is_there(tmp_path: Path) -> None:
    """The reader is usable before the engine has started."""
    reader = Reader(tmp_path / "profile" / "dainvo.db", zone=BERLIN)
    assert reader.occurrences(date(2026, 1, 1), date(2026, 12, 31)) == []
    assert (reader.accounts(), reader.collections(), reader.outbox(), reader.kept()) == ([], [], [], [])
    assert reader.search("x") == []
    assert reader.window() is None
    assert not (tmp_path / "profile").exists()
    with Store(tmp_path / "profile" / "dainvo.db", zone=BERLIN, now=Clock()) as store:
        account = store.add_account("caldav", "Anna")
        assert [each.id for each in reader.accounts()] == [account]
    reader.close()


def test_reader_does_not_wait_for_the_writer(copy: Copy) -> None:
    """Views read what was committed last while a transaction is open."""
    copy.take(event_text(summary="old"))
    with copy.store._transaction() as connection:
        connection.execute("UPDATE component SET summary = 'new'")
        assert copy.titles(date(2026, 10, 14), date(2026, 10, 14)) == ["old"]
    assert copy.titles(date(2026, 10, 14), date(2026, 10, 14)) == ["new"]


def test_reader_cannot_write(copy: Copy) -> None:
    copy.reader.accounts()
    connection = copy.reader._copy._connection
    assert connection is not None
    with pytest.raises(Exception, match="readonly"):
        connection.execute("DELETE FROM account")


def test_unknown_names_are_refused(copy: Copy) -> None:
    copy.one(event_text())
    assert copy.store.resource_by_href(copy.work, Href("/nowhere")) is None


def test_reader_brings_nothing_heavy() -> None:
    """I07: what the first paint needs imports no iCalendar, HTTP or keyring library."""
    code = (
        "import sys, dainvo.store.reader; heavy = {'icalendar', 'dateutil', 'recurring_ical_events', 'httpx',"
        " 'keyring', 'caldav', 'asyncio'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("RRULE:FREQ=SOMETIMES", True),
        ("RRULE:FREQ=DAILY;INTERVAL=0", True),
        ("RRULE:FREQ=SECONDLY", True),
        ("RRULE:FREQ=WEEKLY;COUNT=1", False),
        ("RRULE:FREQ=YEARLY;UNTIL=20100101", False),
        ("RRULE:FREQ=WEEKLY", False),
        ("SUMMARY:No series", False),
    ],
)
def test_a_repetition_that_cannot_be_shown_is_listed(copy: Copy, line: str, told: bool) -> None:
    """Bad input: the first date is shown, and the event is listed with its reason, until it is mended."""
    bad = event_text("u1", "Odd", "20261014T090000", "20261014T100000").replace("END:VEVENT", f"{line}\r\nEND:VEVENT")
    copy.take(bad, event_text("u2", "Good", "20261014T090000", "20261014T100000"))
    assert "Odd" in [each.summary for each in copy.day(2026, 10, 14)] or "UNTIL" in line
    found = [(one.name, one.reason) for one in copy.reader.unreadable()]
    assert found == ([("Odd", "rule")] if told else [])
    resource = copy.reader.find(Uid("u1"))
    assert resource is not None
    copy.store.edit_local(resource, bad.replace(line, "RRULE:FREQ=DAILY;COUNT=2"))
    assert copy.reader.unreadable() == []
