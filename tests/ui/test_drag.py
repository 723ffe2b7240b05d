"""Drags as numbers (E01–E03)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dainvo.ui.views.drag import DAY, LEAST, Drag, Grip

NINE = 9 * 60


@pytest.mark.parametrize(
    ("pointer", "exact", "found"),
    [
        (NINE + 52, False, (NINE, NINE + 45)),  # E01: snapped to a quarter
        (NINE + 52, True, (NINE, NINE + 52)),  # with Shift to the minute
        (NINE + 2, False, (NINE, NINE + 15)),
        (NINE - 40, False, (NINE - 45, NINE + 15)),  # upwards start and end change places
        (DAY + 300, False, (NINE, DAY)),  # never into the next day
        (-10, False, (0, NINE + 15)),
    ],
)
def test_a_new_event_is_drawn_out(pointer: int, exact: bool, found: tuple[int, int]) -> None:
    """E01"""
    assert Drag(Grip.CREATE, NINE + 1).at(pointer, 7, exact=exact) == found


def test_moving_keeps_the_length_and_crosses_days() -> None:
    """E02"""
    drag = Drag(Grip.MOVE, NINE + 20, NINE, NINE + 60)
    assert drag.at(2 * DAY + NINE + 50, 7) == (2 * DAY + NINE + 30, 2 * DAY + NINE + 90)
    assert drag.at(-5000, 7) == (0, 60)
    assert drag.at(9 * DAY, 7)[0] == 7 * DAY - 15


def test_both_ends_can_be_dragged_down_to_five_minutes() -> None:
    """E03"""
    top = Drag(Grip.START, NINE + 60, NINE + 60, NINE + 120)
    assert top.at(NINE + 30, 7) == (NINE + 30, NINE + 120)
    assert top.at(NINE + 300, 7) == (NINE + 115, NINE + 120)
    bottom = Drag(Grip.END, NINE + 120, NINE + 60, NINE + 120)
    assert bottom.at(NINE + 62, 7) == (NINE + 60, NINE + 65)
    assert bottom.at(3 * DAY, 7) == (NINE + 60, DAY)


def test_an_event_over_midnight_keeps_the_end_that_is_not_dragged_and_moves_by_quarters() -> None:
    """E02, E03: 22:00 to 02:00, on a page that shows both days or only the second."""
    night, morning = 22 * 60, DAY + 120
    assert Drag(Grip.START, night, night, morning).at(night - 60, 7) == (night - 60, morning)
    assert Drag(Grip.END, morning, night, morning).at(morning + 60, 7) == (night, morning + 60)
    assert Drag(Grip.MOVE, 60, night - DAY, 120).at(75, 1) == (night - DAY + 15, 135)
    assert Drag(Grip.MOVE, 60, -45, 120).at(45, 1) == (-60, 105)
    assert Drag(Grip.MOVE, 60, -45, 120).at(-5000, 1) == (-150, 15)  # a quarter of it stays in sight


@given(
    st.sampled_from(list(Grip)),
    st.integers(0, 7 * DAY - 60),
    st.integers(LEAST, 600),
    st.floats(-DAY, 9 * DAY, allow_nan=False),
    st.booleans(),
)
def test_no_drag_makes_an_event_that_cannot_be(grip: Grip, start: int, length: int, to: float, exact: bool) -> None:
    """E01–E03: never shorter than five minutes or one step, never before the page, a moved one keeps its length."""
    begin, end = Drag(grip, start + 1, start, start + length).at(to, 7, exact=exact)
    assert begin >= 0 and end > begin
    if grip is Grip.MOVE:
        assert end - begin == length
    elif grip is not Grip.CREATE:
        assert end - begin >= min(LEAST, length)
