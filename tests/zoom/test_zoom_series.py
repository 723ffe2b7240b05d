"""N04, M15, M17: which series become a recurring meeting, and that its dates are the calendar's."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes.series_world import BERLIN, NOW, DocumentedZoom, Series, When, holdable, made_up

from dainvo.demo.standin import recurrence as standin
from dainvo.ical.event import TimeRange
from dainvo.ical.index import scan
from dainvo.ical.recurrence import is_too_complex
from dainvo.zoom import mapping, series
from dainvo.zoom.answers import MeetingType
from dainvo.zoom.mapping import Wanted
from dainvo.zoom.recurrence import Reason
from dainvo.zoom.series import Exact, NoFixedTime, SeriesPlan, plan

RULES = 1000
MONDAY, SUNDAY = 0, 6
START = datetime(2027, 3, 15, 9, 30)  # a Monday


def planned(one: Series | str, *, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> SeriesPlan:
    return plan(scan(one.text() if isinstance(one, Series) else one), now, zone)


def exact(one: Series | str, *, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> Exact:
    found = planned(one, now=now, zone=zone)
    assert isinstance(found, Exact), found
    return found


def reason(one: Series | str, *, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> Reason:
    found = planned(one, now=now, zone=zone)
    assert isinstance(found, NoFixedTime), found
    return found.reason


def at_zoom(found: Exact, week_start: int) -> list[When]:
    """What a Zoom that goes by its documents has after the create and the calls for single dates."""
    starts = DocumentedZoom(week_start).starts(found.start_time, found.timezone, found.recurrence)
    dates = {start: (start, found.duration_min) for start in starts}
    for start in found.cancelled:
        del dates[start]
    for place in found.moved:
        assert place.by_rule is not None and place.wanted is not None
        dates[place.by_rule.start] = place.wanted.start, place.wanted.minutes
    return sorted(dates.values())


def weekly(rule: str = "FREQ=WEEKLY;COUNT=10", start: datetime = START, **more: object) -> Series:
    return Series(start, rule, **more)  # type: ignore[arg-type]  # fields by name


def test_generated_rules(capsys: pytest.CaptureFixture[str]) -> None:
    """N04: type 8 only if both sets of dates are equal, in instant and length, wherever Zoom's week begins."""
    counted: Counter[str] = Counter()
    for seed in range(RULES):
        one = made_up(seed)
        found = planned(one)
        counted[found.reason if isinstance(found, NoFixedTime) else f"type {found.recurrence['type']}"] += 1
        if isinstance(found, NoFixedTime):
            continue
        note = f"seed {seed}\n{one.text()}\n{found}"
        for week_start in (MONDAY, SUNDAY):
            assert at_zoom(found, week_start) == one.to_come(), note
        first = found.start.astimezone(ZoneInfo(found.timezone))
        rule = dict(found.recurrence)
        by_standin = standin.starts(first, ZoneInfo(found.timezone), rule)
        assert by_standin == [place.by_rule.start for place in found.places if place.by_rule], note
        limits = {1: 90, 2: 12, 3: 3}[rule["type"]]  # type: ignore[index]  # a number
        assert 1 <= rule["repeat_interval"] <= limits and 2 <= rule["end_times"] <= 50, note  # type: ignore[operator]
        assert sum(place.exception for place in found.places) <= 10, note
    with capsys.disabled():
        # The figures are what one wants to see of this test.
        print(f"\n{RULES} generated rules: " + ", ".join(f"{name} {many}" for name, many in counted.most_common()))  # noqa: T201
    assert sum(many for name, many in counted.items() if name.startswith("type ")) >= 250
    assert {"type 1", "type 2", "type 3"} <= set(counted)
    assert len(counted) >= 15


def test_generated_rules_that_nothing_speaks_against() -> None:
    """M15, the other way round: what §9.1 allows is not refused."""
    for seed in range(200):
        one = holdable(seed)
        assert isinstance(planned(one), Exact), f"seed {seed}: {planned(one)}\n{one.text()}"
        assert at_zoom(exact(one), SUNDAY) == one.to_come()


@pytest.mark.parametrize(
    ("rule", "start", "recurrence"),
    [
        ("FREQ=DAILY;COUNT=5", START, {"type": 1, "repeat_interval": 1}),
        ("FREQ=DAILY;INTERVAL=90;COUNT=5", START, {"type": 1, "repeat_interval": 90}),
        ("FREQ=DAILY;BYDAY=FR,MO,SU;COUNT=5", START, {"type": 2, "repeat_interval": 1, "weekly_days": "1,2,6"}),
        ("FREQ=WEEKLY;COUNT=5", START, {"type": 2, "repeat_interval": 1, "weekly_days": "2"}),
        (
            "FREQ=WEEKLY;BYDAY=SA,MO;WKST=WE;COUNT=5",
            START,
            {"type": 2, "repeat_interval": 1, "weekly_days": "2,7"},
        ),
        ("FREQ=WEEKLY;INTERVAL=12;COUNT=5", START, {"type": 2, "repeat_interval": 12, "weekly_days": "2"}),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=5",
            START,
            {"type": 2, "repeat_interval": 2, "weekly_days": "2,3"},
        ),
        ("FREQ=MONTHLY;COUNT=5", START, {"type": 3, "repeat_interval": 1, "monthly_day": 15}),
        ("FREQ=MONTHLY;BYMONTHDAY=15;INTERVAL=3;COUNT=5", START, {"type": 3, "repeat_interval": 3, "monthly_day": 15}),
        (
            "FREQ=MONTHLY;BYDAY=3MO;COUNT=5",
            START,
            {"type": 3, "repeat_interval": 1, "monthly_week": 3, "monthly_week_day": 2},
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=3;COUNT=5",
            START,
            {"type": 3, "repeat_interval": 1, "monthly_week": 3, "monthly_week_day": 2},
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1SU;COUNT=5",
            datetime(2027, 3, 28, 9, 30),
            {"type": 3, "repeat_interval": 1, "monthly_week": -1, "monthly_week_day": 1},
        ),
        (
            "FREQ=WEEKLY;BYHOUR=9;BYMINUTE=30;BYSECOND=0;COUNT=5",
            START,
            {"type": 2, "repeat_interval": 1, "weekly_days": "2"},
        ),
    ],
)
def test_what_zoom_calls_a_rule(rule: str, start: datetime, recurrence: dict[str, object]) -> None:
    """§9.1, rule by rule."""
    found = exact(Series(start, rule))
    assert found.recurrence == {**recurrence, "end_times": 5}
    assert (found.start_time, found.timezone, found.duration_min) == (
        f"{start:%Y-%m-%dT09:30:00}",
        "Europe/Berlin",
        45,
    )


LORD_HOWE = "Australia/Lord_Howe"
OTHER = [
    ("FREQ=WEEKLY", Reason.ENDLESS),
    ("FREQ=MONTHLY;BYDAY=3MO", Reason.ENDLESS),
    ("FREQ=WEEKLY;COUNT=51", Reason.TOO_MANY),
    ("FREQ=DAILY;UNTIL=20991231T000000Z", Reason.TOO_MANY),
    ("FREQ=DAILY;COUNT=1000000", Reason.TOO_MANY),
    ("FREQ=WEEKLY;INTERVAL=12;BYDAY=MO,TU;COUNT=51", Reason.TOO_MANY),
    ("FREQ=WEEKLY;COUNT=1", Reason.TOO_FEW),
    ("FREQ=WEEKLY;UNTIL=20270316T000000Z", Reason.TOO_FEW),
    ("FREQ=YEARLY;COUNT=5", Reason.YEARLY),
    ("FREQ=YEARLY", Reason.YEARLY),
    ("FREQ=HOURLY;COUNT=5", Reason.HOURLY),
    ("FREQ=MINUTELY;INTERVAL=1440;COUNT=5", Reason.HOURLY),
    ("FREQ=DAILY;BYMONTH=3;COUNT=5", Reason.CERTAIN_MONTHS),
    ("FREQ=MONTHLY;BYMONTH=3,6;COUNT=5", Reason.CERTAIN_MONTHS),
    ("FREQ=DAILY;BYYEARDAY=74,75;COUNT=5", Reason.CERTAIN_MONTHS),
    ("FREQ=WEEKLY;BYWEEKNO=11;COUNT=5", Reason.CERTAIN_MONTHS),
    ("FREQ=DAILY;INTERVAL=91;COUNT=5", Reason.INTERVAL),
    ("FREQ=WEEKLY;INTERVAL=13;COUNT=5", Reason.INTERVAL),
    ("FREQ=MONTHLY;INTERVAL=4;COUNT=5", Reason.INTERVAL),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=5", Reason.MONTH_DAY),
    ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5", Reason.MONTH_DAY),
    ("FREQ=MONTHLY;BYMONTHDAY=29;COUNT=5", Reason.MONTH_DAY),
    ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=5", Reason.MONTH_DAY),
    ("FREQ=MONTHLY;BYDAY=1MO,3MO;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=3MO,3TU;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=5MO;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=-2MO;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=MO;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,3;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=MONTHLY;BYDAY=3MO;BYSETPOS=1;COUNT=5", Reason.MONTH_WEEKDAY),
    ("FREQ=WEEKLY;BYHOUR=9,15;COUNT=5", Reason.CLOCK_TIMES),
    ("FREQ=WEEKLY;BYHOUR=10;COUNT=5", Reason.CLOCK_TIMES),
    ("FREQ=WEEKLY;BYMINUTE=0,30;COUNT=5", Reason.CLOCK_TIMES),
    ("FREQ=WEEKLY;BYSECOND=30;COUNT=5", Reason.CLOCK_TIMES),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;COUNT=5", Reason.WEEK_START),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,MO;WKST=WE;COUNT=5", Reason.WEEK_START),
    ("FREQ=WEEKLY;BYDAY=TU;COUNT=5", Reason.START),
    ("FREQ=DAILY;BYDAY=TU,WE;COUNT=5", Reason.START),
    ("FREQ=MONTHLY;BYMONTHDAY=16;COUNT=5", Reason.START),
    ("FREQ=MONTHLY;BYDAY=2MO;COUNT=5", Reason.START),
    ("FREQ=MONTHLY;BYDAY=-1MO;COUNT=5", Reason.START),
    ("FREQ=DAILY;BYDAY=MO,TU;INTERVAL=2;COUNT=5", Reason.ODD_RULE),
    ("FREQ=DAILY;BYMONTHDAY=15,16;COUNT=5", Reason.ODD_RULE),
    ("FREQ=DAILY;BYDAY=3MO;COUNT=5", Reason.ODD_RULE),
    ("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1;COUNT=5", Reason.ODD_RULE),
    ("FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=15;COUNT=5", Reason.ODD_RULE),
    ("FREQ=MONTHLY;BYMONTHDAY=15;BYSETPOS=1;COUNT=5", Reason.ODD_RULE),
    ("FREQ=FORTNIGHTLY;COUNT=5", Reason.ODD_RULE),
    ("FREQ=WEEKLY;COUNT=5;RSCALE=HEBREW", Reason.ODD_RULE),
    ("COUNT=5", Reason.ODD_RULE),
]


@pytest.mark.parametrize(("rule", "why"), OTHER)
def test_what_zoom_cannot_hold(rule: str, why: Reason) -> None:
    """M17, §9.2: each with its reason."""
    assert reason(Series(START, rule)) is why


def with_lines(*lines: str, start: str = "DTSTART;TZID=Europe/Berlin:20270315T093000", override: str = "") -> str:
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:u", start, *lines, "END:VEVENT"]
    if override:
        rows += ["BEGIN:VEVENT", "UID:u", *override.split("|"), "END:VEVENT"]
    return "\r\n".join([*rows, "END:VCALENDAR", ""])


TEN = "RRULE:FREQ=WEEKLY;COUNT=10"
LATER = "DTSTART;TZID=Europe/Berlin:20270322T100000|DURATION:PT1H"
#: Adelaide's rules under another name, and five minutes off any listed zone.
OWN_ZONE = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:Hut\r\n"
    "BEGIN:STANDARD\r\nDTSTART:20260401T020000\r\nTZOFFSETFROM:{summer}\r\nTZOFFSETTO:{winter}\r\nEND:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\nDTSTART:20270401T020000\r\nTZOFFSETFROM:{winter}\r\nTZOFFSETTO:{summer}\r\nEND:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Hut:20270315T093000\r\nDURATION:PT1H\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=10\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (with_lines(TEN, "RDATE;TZID=Europe/Berlin:20270316T093000"), Reason.EXTRA_DATES),
        (with_lines("RDATE;TZID=Europe/Berlin:20270316T093000"), Reason.EXTRA_DATES),
        (
            with_lines(TEN, override=f"RECURRENCE-ID;TZID=Europe/Berlin:20270317T093000|{LATER}"),
            Reason.EXTRA_DATES,
        ),
        (
            with_lines(TEN, override=f"RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20270322T093000|{LATER}"),
            Reason.THIS_AND_FUTURE,
        ),
        (
            with_lines(TEN, override="RECURRENCE-ID;TZID=Europe/Berlin:20270322T093000|DTSTART;VALUE=DATE:20270323"),
            Reason.ALL_DAY,
        ),
        (
            with_lines(
                TEN,
                override="RECURRENCE-ID;TZID=Europe/Berlin:20270322T093000|"
                "DTSTART;TZID=Europe/Berlin:20270322T093000|DURATION:PT25H",
            ),
            Reason.TOO_LONG,
        ),
        (
            with_lines(
                TEN,
                start="DTSTART;TZID=Europe/Berlin:20270308T093000",
                override=f"RECURRENCE-ID;TZID=Europe/Berlin:20270308T093000|{LATER}",
            ),
            Reason.MOVED_FROM_PAST,
        ),
        (with_lines(TEN, start="DTSTART;VALUE=DATE:20270315"), Reason.ALL_DAY),
        (with_lines(TEN, "DURATION:PT1441M"), Reason.TOO_LONG),
        (with_lines(TEN, "DURATION:P2D"), Reason.TOO_LONG),
        (
            with_lines("RRULE:FREQ=DAILY;COUNT=20", "DURATION:P1D"),
            Reason.LENGTHS,  # the day of the change has 23 hours
        ),
        (with_lines(TEN, "RRULE:FREQ=DAILY;COUNT=2"), Reason.ODD_RULE),
        (with_lines("DURATION:PT1H"), Reason.NO_SERIES),
        (with_lines(override="", start="DTSTART;TZID=Europe/Berlin:20270315T093000"), Reason.NO_SERIES),
        (OWN_ZONE.format(winter="+0935", summer="+1035"), Reason.ZONE),
        (
            with_lines("RRULE:FREQ=DAILY;COUNT=30", start="DTSTART;TZID=Europe/Berlin:20270310T023000"),
            Reason.CLOCK_CHANGE,  # 28 March has no 02:30
        ),
        (
            with_lines("RRULE:FREQ=DAILY;COUNT=30", start="DTSTART;TZID=Europe/Berlin:20271015T023000"),
            Reason.CLOCK_CHANGE,  # 31 October has two
        ),
        (with_lines("RRULE:FREQ=DAILY;COUNT=30", start="DTSTART:99991225T093000"), Reason.ODD_RULE),
    ],
)
def test_what_zoom_cannot_hold_besides_rules(text: str, why: Reason) -> None:
    """M17, §9.2: each with its reason."""
    assert reason(text) is why


def test_every_reason_of_a_plan_is_named_by_a_test() -> None:
    told = {why for _, why in OTHER} | {Reason.EXCEPTIONS}
    told |= {Reason.EXTRA_DATES, Reason.THIS_AND_FUTURE, Reason.ALL_DAY, Reason.TOO_LONG, Reason.MOVED_FROM_PAST}
    told |= {Reason.LENGTHS, Reason.NO_SERIES, Reason.ZONE, Reason.CLOCK_CHANGE}
    assert set(Reason) - told == {Reason.BY_SETTING, Reason.CHECK_FAILED}


def test_fifty_dates_are_not_too_many_and_two_not_too_few() -> None:
    assert exact(weekly("FREQ=WEEKLY;COUNT=50")).recurrence["end_times"] == 50
    assert exact(weekly("FREQ=WEEKLY;COUNT=2")).recurrence["end_times"] == 2


def test_only_dates_to_come_count() -> None:
    """§9.1: begins at the first future instance; sixty dates of which ten are left; UNTIL as well as COUNT."""
    begun = START - timedelta(weeks=50)
    for one in (
        Series(begun, "FREQ=WEEKLY;COUNT=60"),
        Series(begun, "FREQ=WEEKLY", until=begun + timedelta(weeks=59)),
    ):
        found = exact(one)
        assert found.start == datetime(2027, 3, 15, 8, 30, tzinfo=UTC)
        assert found.recurrence["end_times"] == 10
        assert at_zoom(found, MONDAY) == one.to_come()
    assert reason(Series(begun, "FREQ=WEEKLY;COUNT=51")) is Reason.TOO_FEW
    # Just begun is not to come.
    assert exact(weekly(), now=datetime(2027, 3, 15, 8, 30, tzinfo=UTC)).recurrence["end_times"] == 9


def test_a_week_that_begins_in_the_middle() -> None:
    """Every other week on Monday and Sunday: from a Sunday on, Zoom's week decides."""
    one = weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=9")
    assert exact(one).recurrence["weekly_days"] == "2,6"
    assert at_zoom(exact(one), SUNDAY) == at_zoom(exact(one), MONDAY) == one.to_come()


def test_exceptions() -> None:
    """§9.1: deleted and moved dates, end_times before EXDATE; ten are held, eleven not."""
    one = weekly(
        "FREQ=DAILY;COUNT=30",
        cancelled=[START + timedelta(days=day) for day in (0, 29, *range(2, 8))],
        moved={START + timedelta(days=10): (START + timedelta(days=10, hours=1), 45)},
    )
    found = exact(one)
    assert (found.recurrence["end_times"], found.start) == (30, datetime(2027, 3, 15, 8, 30, tzinfo=UTC))
    assert len(found.cancelled) == 8 and len(found.moved) == 1
    assert at_zoom(found, MONDAY) == one.to_come()
    # A changed title alone is an override, too, though Zoom is told nothing of it.
    one.moved[START + timedelta(days=11)] = (START + timedelta(days=11), 45)
    assert len(exact(one).moved) == 1
    one.moved[START + timedelta(days=12)] = (START + timedelta(days=12), 20)
    assert reason(one) is Reason.EXCEPTIONS


def test_exceptions_that_are_over_do_not_count() -> None:
    begun = START - timedelta(days=20)
    one = Series(begun, "FREQ=DAILY;COUNT=40", cancelled=[begun + timedelta(days=day) for day in range(12)])
    assert exact(one).cancelled == ()


def test_a_date_moved_into_the_past_is_none_to_come() -> None:
    one = weekly(moved={START: (datetime(2027, 3, 9, 9, 30), 45)})
    assert exact(one).cancelled == (datetime(2027, 3, 15, 8, 30, tzinfo=UTC),)


def test_a_cancelled_override_is_a_cancelled_date() -> None:
    text = with_lines(TEN, override=f"RECURRENCE-ID;TZID=Europe/Berlin:20270322T093000|{LATER}|STATUS:CANCELLED")
    assert exact(text).cancelled == (datetime(2027, 3, 22, 8, 30, tzinfo=UTC),)


def test_a_series_of_which_nothing_is_left() -> None:
    """The last date deleted would end the meeting."""
    assert reason(weekly("FREQ=WEEKLY;COUNT=2", cancelled=[START, START + timedelta(weeks=1)])) is Reason.TOO_FEW


def test_both_clock_changes() -> None:
    """M15 "equal in UTC": 09:30 in Berlin through March and October."""
    found = exact(weekly("FREQ=MONTHLY;BYDAY=3MO;COUNT=12"))
    assert {start.hour for start, _ in at_zoom(found, MONDAY)} == {7, 8}


@pytest.mark.parametrize(
    ("zone", "rule", "start_time", "timezone"),
    [
        ("Europe/Berlin", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "Europe/Berlin"),
        ("Europe/Paris", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "Europe/Paris"),
        ("America/Toronto", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "America/New_York"),
        ("Europe/Kyiv", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "Europe/Kiev"),
        ("Australia/Melbourne", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "Australia/Sydney"),
        ("UTC", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00Z", "UTC"),
        ("Asia/Manila", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "Asia/Hong_Kong"),
        ("Australia/Eucla", "FREQ=WEEKLY;COUNT=40", "2027-03-15T00:45:00Z", "UTC"),
        (LORD_HOWE, "FREQ=WEEKLY;COUNT=3", "2027-03-15T09:30:00", "Australia/Sydney"),
        ("", "FREQ=WEEKLY;COUNT=40", "2027-03-15T09:30:00", "Europe/Berlin"),
    ],
)
def test_zones(zone: str, rule: str, start_time: str, timezone: str) -> None:
    """§5.10: listed; listed with the same offset at every instance; UTC if the offset never changes."""
    one = Series(START, rule, zone=zone)
    found = exact(one)
    assert (found.start_time, found.timezone) == (start_time, timezone)
    assert at_zoom(found, MONDAY) == at_zoom(found, SUNDAY) == one.to_come()


def test_a_zone_without_a_like_at_every_instance() -> None:
    """Lord Howe's clock changes by half an hour: no listed zone does. In winter UTC says it."""
    winter = exact(Series(START.replace(month=6, day=7), "FREQ=WEEKLY;COUNT=10", zone=LORD_HOWE))
    assert (winter.start_time, winter.timezone) == ("2027-06-06T23:00:00Z", "UTC")
    assert reason(Series(START, "FREQ=WEEKLY;COUNT=10", zone=LORD_HOWE)) is Reason.ZONE


def test_floating_times_are_the_computers() -> None:
    """M69."""
    one = Series(START, "FREQ=WEEKLY;COUNT=3", zone="")
    assert exact(one, zone=ZoneInfo("Asia/Tokyo")).start == datetime(2027, 3, 15, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "days"),
    [("FREQ=WEEKLY;BYDAY=MO,WE,SU;COUNT=10", "1,3,7"), ("FREQ=WEEKLY;COUNT=10", "1")],
)
def test_the_weekdays_of_utc(rule: str, days: str) -> None:
    """In UTC form the day may be another: Monday 06:00 in Eucla is Sunday 21:15."""
    one = Series(START.replace(hour=6, minute=0), rule, zone="Australia/Eucla")
    found = exact(one)
    assert found.recurrence["weekly_days"] == days
    assert at_zoom(found, MONDAY) == at_zoom(found, SUNDAY) == one.to_come()


@pytest.mark.parametrize(
    ("rule", "day", "monthly_day"), [("FREQ=MONTHLY;COUNT=5", 15, 14), ("FREQ=MONTHLY;COUNT=5", 2, 1)]
)
def test_the_month_days_of_utc(rule: str, day: int, monthly_day: int) -> None:
    one = Series(datetime(2027, 4, day, 6, 0), rule, zone="Australia/Eucla")
    assert exact(one).recurrence["monthly_day"] == monthly_day
    assert at_zoom(exact(one), MONDAY) == one.to_come()


@pytest.mark.parametrize("rule", ["FREQ=MONTHLY;BYMONTHDAY=1;COUNT=5", "FREQ=MONTHLY;BYDAY=1TH;COUNT=5"])
def test_what_utc_cannot_say(rule: str) -> None:
    """The 1st in Eucla is the last of the month before in UTC; the day before the 1st Thursday no 1st Wednesday."""
    assert reason(Series(datetime(2027, 4, 1, 6, 0), rule, zone="Australia/Eucla")) is Reason.ZONE


def test_lengths_are_minutes_rounded_up() -> None:
    assert exact(with_lines(TEN, "DURATION:PT30M1S")).duration_min == 31
    assert exact(with_lines(TEN)).duration_min == 1
    assert exact(with_lines(TEN, "DURATION:P1D")).duration_min == 1440


def test_a_hostile_rule_is_refused_quickly() -> None:
    """A rule whose dates nobody can list within the budget."""
    text = with_lines("RRULE:FREQ=DAILY;BYDAY=MO,TU;COUNT=999999", start="DTSTART:00010101T000000Z")
    index = scan(text)
    assert is_too_complex(index, TimeRange(NOW, NOW + timedelta(days=60)))
    assert reason(text) is Reason.ODD_RULE
    assert series.places(index, NOW, BERLIN) is None


def test_the_request() -> None:
    """§5.4: type 8 with its rule; topic and agenda as for any meeting; never the personal link (Z18)."""
    want = series.timed(Wanted("Stand-up", "[dv-x]", MeetingType.NO_FIXED_TIME), exact(weekly()))
    assert mapping.create_body(want, settings={"waiting_room": True, "use_pmi": True}, passcode="abc") == {
        "topic": "Stand-up",
        "type": 8,
        "start_time": "2027-03-15T09:30:00",
        "timezone": "Europe/Berlin",
        "duration": 45,
        "recurrence": {"type": 2, "repeat_interval": 1, "weekly_days": "2", "end_times": 10},
        "agenda": "[dv-x]",
        "settings": {"waiting_room": True, "use_pmi": False},
        "password": "abc",
    }
