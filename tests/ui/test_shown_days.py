"""Which days have columns: weeks with hidden weekdays, the work week, some days, narrow windows."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dainvo.settings import Settings
from dainvo.ui.views import shown, walk

WEDNESDAY = date(2027, 3, 10)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
weekdays = st.sets(st.integers(1, 7), max_size=6).map(lambda found: "".join(str(one) for one in sorted(found)))


def test_the_work_week_is_just_the_days_that_were_chosen() -> None:
    """V03: workdays Tue-Sat: those five columns, the others are known to be left out."""
    found = shown.week(WEDNESDAY, Settings(first_weekday=1, workdays="23456"), 900, work=True)
    assert found.days == tuple(date(2027, 3, day) for day in range(9, 14))
    assert found.left_out == (date(2027, 3, 8), date(2027, 3, 14))


def test_weekends_can_be_hidden() -> None:
    """V16: five columns, Saturday and Sunday left out."""
    found = shown.week(WEDNESDAY, Settings(first_weekday=1, hidden_weekdays="67"), 900)
    assert [day.isoweekday() for day in found.days] == [1, 2, 3, 4, 5]
    assert [day.isoweekday() for day in found.left_out] == [6, 7]


def test_hiding_every_day_hides_none() -> None:
    assert len(shown.week(WEDNESDAY, Settings(first_weekday=1, hidden_weekdays="1234567"), 900).days) == 7


@given(days, weekdays, st.integers(1, 7), st.integers(100, 2000))
def test_every_day_of_the_part_that_is_shown_has_a_column_or_is_left_out(
    day: date, hidden: str, first: int, room: int
) -> None:
    """V16: nothing is lost between columns; a day that is wanted is shown."""
    found = shown.week(day, Settings(first_weekday=first, hidden_weekdays=hidden), room)
    both = sorted((*found.days, *found.left_out))
    assert both == [both[0] + timedelta(days=number) for number in range(len(both))]
    assert all(str(one.isoweekday()) in hidden for one in found.left_out)
    if str(day.isoweekday()) not in hidden:
        assert day in found.days
    assert both[0] <= day <= both[-1] or str(day.isoweekday()) in hidden


@given(days, st.integers(2, 14), st.integers(-400, 400))
def test_pages_of_some_days_follow_without_a_gap_and_a_jump_begins_at_its_day(
    anchor: date, number: int, ahead: int
) -> None:
    """V04: N days from the focused day; the next and the previous page join on."""
    day = anchor + timedelta(days=ahead)
    begin = walk.beginning(anchor, number, day, day)
    assert begin <= day < begin + timedelta(days=number)
    pages = ahead // number
    assert begin == (anchor + timedelta(days=pages * number) if -1 <= pages <= 1 else day)


@given(days, st.sampled_from([-1, 1]), weekdays)
def test_the_cursor_passes_over_hidden_days(day: date, way: int, hidden: str) -> None:
    skipped = frozenset(int(one) for one in hidden)
    found = walk.beside(day, way, skipped)
    assert found.isoweekday() not in skipped
    assert all((day + timedelta(days=way * step)).isoweekday() in skipped for step in range(1, abs((found - day).days)))


def test_the_number_of_days_is_kept_within_bounds_and_the_room() -> None:
    """V04: 2 to 14; no column under 40 px."""
    assert [shown.number_of_days(Settings(days_shown=number), 5000) for number in (0, 2, 14, 99)] == [2, 2, 14, 14]
    assert shown.number_of_days(Settings(days_shown=14), 400) == 10
