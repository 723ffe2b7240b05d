"""The rule engine against dateutil, and its budget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from fakes.fuzz import soon
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from dainvo.ical import rules
from dainvo.ical.event import TimeRange
from dainvo.ical.pattern import dates_of
from dainvo.ical.recurrence import is_too_complex, occurrences
from dainvo.ical.resource import scan

WEEKDAYS = st.sampled_from(rules.WEEKDAYS)


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    number = st.integers(low, high).filter(bool)
    return st.lists(number, min_size=1, max_size=3, unique=True).map(lambda found: ",".join(map(str, found)))


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]))
    parts = [f"FREQ={freq}"]
    if draw(st.booleans()):
        parts.append(f"INTERVAL={draw(st.integers(1, 5))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(WEEKDAYS)}")
    if draw(st.booleans()):
        parts.append(f"BYMONTH={draw(numbers(1, 12))}")
    if draw(st.booleans()):
        ordinal = draw(st.sampled_from(["", "1", "-1", "2", "5"])) if freq in ("MONTHLY", "YEARLY") else ""
        days = draw(st.lists(WEEKDAYS, min_size=1, max_size=3, unique=True))
        parts.append("BYDAY=" + ",".join(ordinal + day for day in days))
    if freq != "WEEKLY" and draw(st.booleans()):
        parts.append(f"BYMONTHDAY={draw(numbers(-31, 31))}")
    if freq == "YEARLY" and draw(st.booleans()):
        parts.append(f"BYYEARDAY={draw(numbers(-366, 366))}")
    if freq != "HOURLY" and draw(st.integers(0, 3)) == 0:
        parts.append(f"BYHOUR={draw(numbers(1, 23))}")
        parts.append(f"BYSETPOS={draw(numbers(-3, 3))}")
    return ";".join(parts)


@given(rule_texts(), st.datetimes(datetime(9993, 1, 1), datetime(9996, 12, 31)), st.integers(1, 40))
@settings(max_examples=200)
def test_rules_give_what_dateutil_gives(text: str, start: datetime, skipped_weeks: int) -> None:
    """E41: any rule of ordinary parts; from a window in the middle too."""
    start = start.replace(second=0, microsecond=0)
    first, last = start + timedelta(weeks=skipped_weeks), start + timedelta(days=800)
    # dateutil looks until the year 9999 where a rule gives nothing: so the years are the last ones.
    oracle = rrulestr(f"DTSTART:{start:%Y%m%dT%H%M%S}\nRRULE:{text}")
    expected: list[datetime] = []
    for found in oracle.xafter(first, inc=True):
        if found >= last or len(expected) > 3000:
            break
        expected.append(found)
    if start >= first and start not in expected:
        expected.insert(0, start)
    budget = rules.Budget(10**9)
    assert list(rules.expand(rules.parse(text), start, None, first, last, budget))[:3000] == expected[:3000]


@given(rule_texts(), st.datetimes(datetime(2020, 1, 1), datetime(2024, 12, 31)), st.integers(1, 20))
@settings(max_examples=100)
def test_count_counts_from_the_start(text: str, start: datetime, count: int) -> None:
    start = start.replace(second=0, microsecond=0)
    far = start + timedelta(days=4000)
    unlimited = rules.expand(rules.parse(text), start, None, start, far, rules.Budget(10**9))
    expected = [found for found, _ in zip(unlimited, range(count), strict=False)]
    given_count = rules.parse(f"{text};COUNT={count}")
    assert list(rules.expand(given_count, start, None, start, far, rules.Budget(10**9))) == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", ["19970512", "19980511", "19990517"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", ["19970805", "19970810", "19970819", "19970824"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", ["19970805", "19970817", "19970819", "19970831"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", ["19970930", "19971031", "19971128"]),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2", ["19961105", "20001107"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", ["19970131", "19970331", "19970531"]),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;COUNT=2", ["19990101", "20041231"]),
    ],
)
def test_examples_of_the_standard(text: str, dates: list[str]) -> None:
    start = datetime.fromisoformat(dates[0] + "T090000")
    found = rules.expand(rules.parse(text), start, None, start, start + timedelta(days=9000), rules.Budget())
    assert [one.strftime("%Y%m%d") for one in found] == dates


ZONES = [
    "Europe/Berlin", "Europe/London", "America/New_York", "Australia/Sydney", "Asia/Tokyo",
    "America/Santiago", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Auckland", "UTC",
]  # fmt: skip
RULES = [
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=DAILY;INTERVAL=3",
    "RRULE:FREQ=DAILY;BYMONTH=3,10",
    "RRULE:FREQ=WEEKLY",
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "RRULE:FREQ=MONTHLY",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=31",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
    "RRULE:FREQ=MONTHLY;BYDAY=-1SU",
    "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;BYHOUR=8",
    "RRULE:FREQ=YEARLY",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "RRULE:FREQ=DAILY;UNTIL=20270401T120000Z",
    "RRULE:FREQ=WEEKLY;COUNT=60",
    "RRULE:FREQ=WEEKLY\r\nEXDATE;TZID={zone}:20270307T023000,20270314T023000",
    "RRULE:FREQ=WEEKLY\r\nRDATE;TZID={zone}:20270310T091500",
    "RRULE:FREQ=WEEKLY\r\nRDATE;TZID={zone};VALUE=PERIOD:20270311T091500/PT20M",
    "RDATE;TZID={zone}:20270310T091500,20270328T023000",
    "RRULE:FREQ=DAILY\r\nEXDATE;VALUE=DATE:20270310",
]
CASES = [(zone, rule) for zone in ZONES for rule in RULES]


@pytest.mark.parametrize(("zone", "rule"), CASES)
def test_zone_table(zone: str, rule: str) -> None:
    """E41: 200 cases over the clock changes of 2027 against recurring_ical_events: the same instants."""
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;TZID={zone}:20260301T023000\r\nDTEND;TZID={zone}:20260301T033000\r\n"
        f"{rule.format(zone=zone)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    span = TimeRange(datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
    oracle = recurring_ical_events.of(Calendar.from_ical(text)).between(span.start, span.end)
    expected = sorted(event["DTSTART"].dt.astimezone(UTC) for event in oracle)
    found = occurrences(scan(text), span, ZoneInfo("Asia/Tokyo"))
    assert [one.start.astimezone(UTC) for one in found if isinstance(one.start, datetime)] == expected
    assert expected or "UNTIL" in rule or "COUNT" in rule or "RDATE" in rule
    for one in found:
        assert isinstance(one.start, datetime) and isinstance(one.end, datetime)
        lasts = one.end.astimezone(UTC) - one.start.astimezone(UTC)
        assert lasts in (timedelta(hours=1), timedelta(minutes=20)), "ends are counted in real time"


HOSTILE = [
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=SECONDLY",
    "FREQ=MINUTELY",
    "FREQ=SECONDLY;COUNT=999999999",
    "FREQ=DAILY;COUNT=99999999999999999999",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=HOURLY;BYMINUTE=" + ",".join(map(str, range(60))) + ";BYSECOND=" + ",".join(map(str, range(60))),
    "FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1",
    "FREQ=YEARLY;INTERVAL=99999999999",
    "FREQ=HOURLY;INTERVAL=99999999999999",
    "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 3000),
    "FREQ=DAILY;UNTIL=99991231T235959Z",
    "FREQ=DAILY;UNTIL=nonsense",
    "FREQ=FORTNIGHTLY",
    "INTERVAL=1",
    "",
    "FREQ=DAILY;BYHOUR=25",
    "FREQ=DAILY;COUNT=-1",
    "FREQ=YEARLY;BYEASTER=1",
    "FREQ=DAILY;WKST=XX",
    "FREQ=MONTHLY;BYDAY=99MO",
]


@pytest.mark.parametrize("begin", ["00010101T000000Z", "19000101T090000", "20270101T090000"])
@pytest.mark.parametrize("rule", HOSTILE)
def test_no_rule_takes_long(rule: str, begin: str) -> None:
    """C-D3: at most the budget, then the first occurrence only; never an exception."""
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:{begin}\nRRULE:{rule}\nEND:VEVENT\nEND:VCALENDAR\n"
    span = TimeRange(datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
    with soon():
        found = occurrences(scan(text), span, ZoneInfo("Europe/Berlin"))
        dates_of(rule, datetime.fromisoformat(begin.rstrip("Z")), 6)
    assert len(found) <= 5000
    if begin.startswith("2027") and rule not in ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",):
        assert found, "the first occurrence is shown at least"


def test_too_complex_is_told_apart() -> None:
    span = TimeRange(datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nDTSTART:20270101T090000Z\nRRULE:{}\nEND:VEVENT\nEND:VCALENDAR\n"
    assert is_too_complex(scan(text.format("FREQ=SECONDLY")), span)
    assert is_too_complex(scan(text.format("FREQ=DAILY;INTERVAL=0")), span)
    assert not is_too_complex(scan(text.format("FREQ=DAILY")), span)
    assert not is_too_complex(scan(text.format("FREQ=MINUTELY;INTERVAL=15;COUNT=8")), span)
    assert len(occurrences(scan(text.format("FREQ=MINUTELY;INTERVAL=15;COUNT=8")), span, ZoneInfo("UTC"))) == 8
