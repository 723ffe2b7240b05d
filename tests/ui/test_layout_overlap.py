"""The overlap algorithm of the hour grid: columns, widening, crowded blocks."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.ui.views.layout import DAY_MINUTES, Box, Crowd, Interval, arrange

WIDTH = 120.0


def place(*spans: tuple[float, float], least: float = 20 * 60 / 52, width: float = WIDTH) -> dict[int, Box]:
    items = [Interval(key, start * 60, end * 60, (0, str(key))) for key, (start, end) in enumerate(spans)]
    boxes, crowds = arrange(items, least_minutes=least, width_px=width)
    assert not crowds
    return {box.key: box for box in boxes}


def test_two_stack_beside_a_long_one() -> None:
    """V12: A 9–12, B 9–10, C 10–11: A takes the left half, B and C the right one."""
    boxes = place((9, 12), (9, 10), (10, 11))
    assert [(boxes[key].left, boxes[key].right) for key in range(3)] == [(0, 0.5), (0.5, 1), (0.5, 1)]


def test_touching_ends_do_not_overlap() -> None:
    """V12: 9–10 and 10–11 both have the full width."""
    boxes = place((9, 10), (10, 11))
    assert {(box.left, box.right) for box in boxes.values()} == {(0, 1)}


def test_widens_into_columns_that_are_free() -> None:
    """V12: an event takes further columns to its right until the first that is taken."""
    boxes = place((9, 12), (9, 10), (9, 10), (10.5, 12))
    assert (boxes[3].left, boxes[3].right) == (1 / 3, 1)
    assert boxes[0].right == 1 / 3


def test_short_event_is_as_high_as_its_words_and_stays_inside_the_day() -> None:
    """V12: 23:55–23:58 slides up so that its chip ends at midnight."""
    boxes = place((23 + 55 / 60, 23 + 58 / 60), least=30)
    assert (boxes[0].top, boxes[0].bottom) == (DAY_MINUTES - 30, DAY_MINUTES)


def test_the_longer_of_two_equal_starts_comes_first() -> None:
    boxes = place((9, 9.5), (9, 11))
    assert boxes[1].left == 0
    assert boxes[0].left == 0.5


def test_a_crowd_becomes_three_and_a_number() -> None:
    """V12: with more than four columns under 28 px three are drawn, the rest is behind "+N"."""
    items = [Interval(key, 540, 600, (key,)) for key in range(8)]
    boxes, crowds = arrange(items, least_minutes=20, width_px=WIDTH)
    assert [box.key for box in boxes] == [0, 1, 2]
    assert [crowd.keys for crowd in crowds] == [(3, 4, 5, 6, 7)]
    assert (crowds[0].left, crowds[0].right) == (0.75, 1)
    wide, none = arrange(items, least_minutes=20, width_px=400)
    assert len(wide) == 8
    assert not none


interval = st.tuples(
    st.integers(0, DAY_MINUTES - 1), st.integers(0, 600), st.integers(0, 3), st.sampled_from("abc")
).map(lambda raw: (raw[0], min(DAY_MINUTES, raw[0] + raw[1]), raw[2], raw[3]))


@settings(max_examples=3000)
@given(st.lists(interval, max_size=24), st.floats(5, 60), st.floats(60, 900), st.randoms(use_true_random=False))
def test_invariants_hold_on_any_day(
    day: list[tuple[int, int, int, str]], least: float, width: float, shuffler: random.Random
) -> None:
    """V12: no two boxes intersect, each is inside its day, nothing vanishes, the order of input does not matter."""
    items = [Interval(key, s, e, (rank, title, str(key))) for key, (s, e, rank, title) in enumerate(day)]
    boxes, crowds = arrange(items, least_minutes=least, width_px=width)
    shown = [box.key for box in boxes] + [key for crowd in crowds for key in crowd.keys]
    assert sorted(shown) == list(range(len(day)))
    rects: list[Box | Crowd] = [*boxes, *crowds]
    for rect in rects:
        assert 0 <= rect.top < rect.bottom <= DAY_MINUTES
        assert 0 <= rect.left < rect.right <= 1 + 1e-9
    for number, one in enumerate(rects):
        for other in rects[number + 1 :]:
            apart = one.bottom <= other.top or other.bottom <= one.top
            assert apart or one.right <= other.left + 1e-9 or other.right <= one.left + 1e-9
    shuffled = list(items)
    shuffler.shuffle(shuffled)
    again, crowded = arrange(shuffled, least_minutes=least, width_px=width)
    assert sorted(again, key=lambda box: box.key) == sorted(boxes, key=lambda box: box.key)
    assert crowded == crowds
