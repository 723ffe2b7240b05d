"""Patterns: the rules that the editor's panel can show, as RRULE values and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dainvo.ical import rules
from dainvo.ical.pattern import (
    ALL_DAYS,
    ORDINALS,
    WEEKEND,
    WORK_DAYS,
    Pattern,
    dates_of,
    fits_start,
    read_pattern,
    write_pattern,
)

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2027, 3, 11, 9, 30, tzinfo=BERLIN)  # the second Thursday


SOME_DAYS = st.lists(st.integers(0, 6), min_size=1, unique=True).map(lambda days: tuple(sorted(days)))
SOME_NUMBERS = st.lists(st.integers(1, 31) | st.just(-1), unique=True).map(lambda days: tuple(sorted(days)))
SOME_MONTHS = st.lists(st.integers(1, 12), unique=True).map(lambda found: tuple(sorted(found)))


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """What the panel can say, as it says it."""
    made = Pattern(draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))), draw(st.integers(1, 99)))
    if made.freq == "WEEKLY":
        days = draw(SOME_DAYS)
        made = replace(made, weekdays=() if days == (START.weekday(),) else days)
    elif made.freq != "DAILY" and draw(st.booleans()):
        one = st.integers(0, 6).map(lambda day: (day,))
        counted = draw(one | st.sampled_from([ALL_DAYS, WORK_DAYS, WEEKEND]))
        made = replace(made, ordinal=draw(st.sampled_from(ORDINALS)), weekdays=counted)
    elif made.freq != "DAILY":
        days = draw(SOME_NUMBERS)[: 1 if made.freq == "YEARLY" else 31]
        made = replace(made, month_days=() if days == (START.day,) else days)
    if made.freq == "YEARLY":
        months = draw(SOME_MONTHS)
        made = replace(made, months=() if months == (START.month,) else months)
    end = draw(st.sampled_from(("never", "count", "until")))
    if end == "until":
        return replace(made, until=START.date() + timedelta(days=draw(st.integers(0, 4000))))
    return replace(made, count=draw(st.integers(1, 500))) if end == "count" else made


@given(patterns())
def test_what_the_panel_says_is_a_rule_and_back(pattern: Pattern) -> None:
    """E09"""
    rule = write_pattern(pattern, START)
    rules.parse(rule)
    assert read_pattern(rule, START) == pattern


@pytest.mark.parametrize(
    ("pattern", "rule"),
    [
        (Pattern("MONTHLY", weekdays=(3,), ordinal=2, count=6), "FREQ=MONTHLY;BYDAY=2TH;COUNT=6"),
        (Pattern("WEEKLY", 2, weekdays=(0, 3)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        (Pattern("MONTHLY", month_days=(-1,)), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (Pattern("MONTHLY", weekdays=WORK_DAYS, ordinal=-1), "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        (Pattern("YEARLY", weekdays=(6,), ordinal=-1), "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
        (Pattern("YEARLY", months=(3, 9)), "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=11"),
        (Pattern("DAILY", 3, until=date(2027, 6, 30)), "FREQ=DAILY;INTERVAL=3;UNTIL=20270630T215959Z"),
    ],
)
def test_rules_as_written(pattern: Pattern, rule: str) -> None:
    """E09: the rule of the row is the first."""
    assert write_pattern(pattern, START) == rule


def test_until_is_of_the_kind_of_the_start() -> None:
    """RFC 5545 §3.3.10: UTC with a zone, local without, a date for all-day events."""
    pattern = Pattern("WEEKLY", until=date(2027, 6, 30))
    assert write_pattern(pattern, START).endswith("UNTIL=20270630T215959Z")
    assert write_pattern(pattern, START.replace(tzinfo=None)).endswith("UNTIL=20270630T235959")
    assert write_pattern(pattern, START.date()).endswith("UNTIL=20270630")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-2;BYHOUR=9",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYMONTH=1,7",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTH=6",
        "FREQ=HOURLY",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYYEARDAY=1",
        "FREQ=DAILY;INTERVAL=0",
        "nonsense",
    ],
)
def test_what_the_panel_cannot_show(rule: str) -> None:
    """E12"""
    assert read_pattern(rule, START) is None


def test_the_begin_of_a_week_stays_where_it_matters() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU"
    pattern = read_pattern(rule, START)
    assert pattern is not None and write_pattern(pattern, START) == rule


def test_dates_of_a_series() -> None:
    """E09: six dates of a rule that ends; days that a month lacks are skipped (RFC 5545 §3.3.10)."""
    assert dates_of("FREQ=MONTHLY;BYDAY=2TH;COUNT=6", START) == [
        date(2027, 3, 11),
        date(2027, 4, 8),
        date(2027, 5, 13),
        date(2027, 6, 10),
        date(2027, 7, 8),
        date(2027, 8, 12),
    ]
    assert len(dates_of("FREQ=WEEKLY;UNTIL=20270630T215959Z", START)) == 16
    month_ends = dates_of("FREQ=MONTHLY", date(2027, 1, 31), 3)
    assert month_ends == [date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31)]
    assert dates_of("FREQ=YEARLY", date(2024, 2, 29), 2) == [date(2024, 2, 29), date(2028, 2, 29)]
    assert dates_of("nonsense", START) == [START.date()]


def test_a_start_beside_its_rule() -> None:
    assert fits_start("FREQ=MONTHLY;BYDAY=2TH", START)
    assert not fits_start("FREQ=MONTHLY;BYDAY=2WE", START)
    assert fits_start("nonsense", START)
