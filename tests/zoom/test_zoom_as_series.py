"""A recurring meeting of Zoom's as a series of the calendar: rule, dates left out, dates moved (M51)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dainvo.zoom.answers import ZoomMeeting, ZoomOccurrence
from dainvo.zoom.as_series import as_series
from dainvo.zoom.recurrence import laid_out
from dainvo.zoom.series import Slot

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 3, 8, 9, 0, tzinfo=UTC)
TUESDAY = datetime(2027, 3, 16, 10, 0, tzinfo=BERLIN)
WEEKLY = {"type": 2, "repeat_interval": 1, "weekly_days": "3", "end_times": 6}


def meeting(rule: dict[str, object], changes: dict[int, Slot | None] | None = None) -> ZoomMeeting:
    """With the dates of `rule`; `changes` by number: moved to a slot, or deleted."""
    found = []
    for number, start in enumerate(laid_out(rule, TUESDAY, 6)):
        slot = (changes or {}).get(number, Slot(start, 45))
        if slot is None:
            found.append(ZoomOccurrence(str(number), start, 45, available=False))
        else:
            found.append(ZoomOccurrence(str(number), slot.start, slot.minutes))
    ordered = tuple(sorted(found, key=lambda one: one.start))
    return ZoomMeeting(
        "1",
        "h",
        "Weekly",
        8,
        "https://zoom.us/j/1",
        start=TUESDAY,
        duration_min=45,
        occurrences=ordered,
        recurrence=rule,
    )


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (WEEKLY, "FREQ=WEEKLY;BYDAY=TU;COUNT=6"),
        ({**WEEKLY, "repeat_interval": 2}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6"),
        ({"type": 1, "repeat_interval": 3, "end_times": 4}, "FREQ=DAILY;INTERVAL=3;COUNT=4"),
        ({"type": 3, "repeat_interval": 1, "monthly_day": 16, "end_times": 3}, "FREQ=MONTHLY;BYMONTHDAY=16;COUNT=3"),
        (
            {"type": 3, "repeat_interval": 1, "monthly_week": 3, "monthly_week_day": 3, "end_times": 3},
            "FREQ=MONTHLY;BYDAY=3TU;COUNT=3",
        ),
    ],
)
def test_rules(rule: dict[str, object], text: str) -> None:
    """M51: each kind of rule, with the number of dates that are left."""
    found = as_series(meeting(rule), NOW, BERLIN)
    assert found is not None
    assert (found.rrule, found.start, found.minutes) == (text, TUESDAY, 45)
    assert (found.left_out, dict(found.moved)) == ((), {})


def test_moved_left_out_longer() -> None:
    """M51, M16: a date at another time, one that is deleted, one of another length, and the last one moved ahead."""
    by_rule = laid_out(WEEKLY, TUESDAY, 6)
    earlier = Slot(by_rule[5] - timedelta(days=2), 45)
    changes = {1: Slot(by_rule[1] + timedelta(hours=2), 30), 2: None, 3: Slot(by_rule[3], 90), 5: earlier}
    found = as_series(meeting(WEEKLY, changes), NOW, BERLIN)
    assert found is not None
    assert found.rrule == "FREQ=WEEKLY;BYDAY=TU;COUNT=6"
    assert found.left_out == (by_rule[2],)
    assert found.moved == {by_rule[1]: changes[1], by_rule[3]: changes[3], by_rule[5]: earlier}


@pytest.mark.parametrize("rule", [{}, {"type": 9}, {**WEEKLY, "weekly_days": "x"}, {**WEEKLY, "weekly_days": "2"}])
def test_no_rule_of_ours(rule: dict[str, object]) -> None:
    """M51: nothing is guessed."""
    given_dates = meeting(WEEKLY)
    odd = ZoomMeeting("1", "h", "x", 8, "https://zoom.us/j/1", occurrences=given_dates.occurrences, recurrence=rule)
    assert as_series(odd, NOW, BERLIN) is None


@given(
    st.sampled_from([WEEKLY, {"type": 1, "repeat_interval": 2, "end_times": 12}]),
    st.dictionaries(st.integers(0, 5), st.none() | st.integers(-600, 600), max_size=4),
)
def test_dates_come_back(rule: dict[str, object], shifts: dict[int, int | None]) -> None:
    """M51: whatever was moved or deleted, the series has the dates of the meeting, or there is no series."""
    by_rule = laid_out(rule, TUESDAY, 6)
    changes = {
        number: None if shift is None else Slot(by_rule[number] + timedelta(minutes=shift), 45)
        for number, shift in shifts.items()
    }
    there = meeting(rule, changes)
    found = as_series(there, NOW, BERLIN)
    if found is None:
        return
    count = int(found.rrule.rpartition("=")[2])
    rest = laid_out({**rule, "end_times": count}, found.start, 6)
    dates = [found.moved.get(date, Slot(date, found.minutes)) for date in rest if date not in found.left_out]
    assert sorted(dates) == sorted(Slot(one.start, one.duration_min) for one in there.occurrences if one.available)
