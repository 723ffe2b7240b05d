"""Lanes of bars, cells of a month, and the axis on days with a clock change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.ui.views.layout import Bar, Piece, Stretch, clock_day, grown, hidden_per_day, lanes, pieces, week_lines

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def test_bars_keep_one_lane_calendar_order_first_then_length() -> None:
    """V10: On call (calendar 0) before Trade fair (1); a short bar fills the gap of the first lane."""
    bars = lanes([Stretch(0, 1, 3, (1, "Trade fair")), Stretch(1, 0, 4, (0, "On call")), Stretch(2, 5, 8, (2, "x"))], 7)
    assert bars == [
        Bar(1, 0, 4, 0, False, False),
        Bar(0, 1, 3, 1, False, False),
        Bar(2, 5, 6, 0, False, True),
    ]


def test_a_bar_from_before_is_cut_at_the_start() -> None:
    assert lanes([Stretch(0, -3, 1)], 7) == [Bar(0, 0, 1, 0, True, False)]
    assert lanes([Stretch(0, -3, -1), Stretch(1, 7, 9)], 7) == []


def test_five_on_one_day_are_three_and_two_more() -> None:
    """V10: three lanes and "+2 more"."""
    bars = lanes([Stretch(key, 2, 2, (key,)) for key in range(5)], 7)
    assert hidden_per_day(bars, 7, 3) == [0, 0, 2, 0, 0, 0, 0]


stretch = st.tuples(st.integers(-5, 10), st.integers(0, 9), st.integers(0, 3))


@settings(max_examples=500)
@given(
    st.lists(stretch, max_size=12),
    st.lists(st.integers(0, 12), min_size=7, max_size=7),
    st.integers(0, 9),
)
def test_everything_in_a_week_is_shown_or_counted(
    raw: list[tuple[int, int, int]], timed: list[int], capacity: int
) -> None:
    """V05: every event is visible or counted in "+N more", and no two things share a line."""
    bars = lanes([Stretch(key, a, a + n, (rank,)) for key, (a, n, rank) in enumerate(raw)], 7)
    fitted = week_lines(bars, timed, capacity)
    for day in range(7):
        on_day = [bar for bar in bars if bar.first <= day <= bar.last]
        shown = [bar.lane for bar in fitted.bars if bar.first <= day <= bar.last]
        used = [*shown, *fitted.lines[day]]
        assert len(used) == len(set(used))
        assert len(used) + fitted.more[day] == len(on_day) + timed[day]
        room = capacity - (1 if fitted.more[day] else 0)
        assert all(line < room for line in used)


def test_twelve_in_a_cell_of_four() -> None:
    """V13: 12 events in four lines: three and "+9 more"."""
    fitted = week_lines([], [12, 0, 0, 0, 0, 0, 0], 4)
    assert (fitted.lines[0], fitted.more[0]) == ((0, 1, 2), 9)


def test_spring_has_a_gap_and_autumn_a_repeat() -> None:
    spring, autumn = clock_day(SPRING, BERLIN), clock_day(AUTUMN, BERLIN)
    assert (spring.gap, spring.repeat) == ((120, 180), None)
    assert (autumn.gap, autumn.repeat) == (None, (120, 180))
    assert spring.after - spring.before == timedelta(hours=1)
    assert clock_day(date(2027, 3, 10), BERLIN).gap is None
    half = clock_day(date(2027, 10, 3), ZoneInfo("Australia/Lord_Howe"))
    assert half.gap == (120, 150)
    at_midnight = clock_day(date(2018, 11, 4), ZoneInfo("America/Sao_Paulo"))
    assert at_midnight.gap == (0, 60)


def test_an_event_in_the_missing_hour_shows_one_hour_later() -> None:
    """ux.md §4, RFC 5545 §3.3.5: 02:30 is read with the offset before the gap and shown at 03:30."""
    start = datetime(2027, 3, 28, 2, 30, tzinfo=BERLIN)
    assert pieces(start, datetime(2027, 3, 28, 4, 30, tzinfo=BERLIN), SPRING, 1) == [Piece(0, 210, 270)]


def test_second_pass_of_the_repeated_hour() -> None:
    first = datetime(2027, 10, 31, 2, 15, tzinfo=BERLIN)
    second = first.replace(fold=1)
    assert pieces(second, second.replace(minute=45), AUTUMN, 1) == [Piece(0, 135, 165, second=True)]
    across = pieces(datetime(2027, 10, 31, 1, 0, tzinfo=BERLIN), second, AUTUMN, 1)
    assert across == [Piece(0, 60, 180)]  # it lasts through the whole first pass


def test_midnight_makes_two_pieces() -> None:
    """ux.md §4: 22:00–02:00 is two pieces with cut edges; an end at midnight leaves nothing on the next day."""
    start = datetime(2027, 3, 9, 22, 0, tzinfo=BERLIN)
    first = date(2027, 3, 8)
    assert pieces(start, datetime(2027, 3, 10, 2, 0, tzinfo=BERLIN), first, 7) == [
        Piece(1, 1320, 1440, False, True),
        Piece(2, 0, 120, True, False),
    ]
    assert pieces(start, datetime(2027, 3, 10, tzinfo=BERLIN), first, 7) == [Piece(1, 1320, 1440)]
    assert pieces(start, start, first, 7) == [Piece(1, 1320, 1320)]
    assert pieces(start, datetime(2027, 3, 10, 2, 0, tzinfo=BERLIN), date(2027, 3, 10), 1) == [
        Piece(0, 0, 120, True, False)
    ]


@given(st.lists(st.integers(20, 900), min_size=1, max_size=12), st.integers(100, 2000))
def test_rows_grow_as_high_as_they_need(wanted: list[int], room: int) -> None:
    """L13: none lower than wanted unless it alone would fill the page; together they fill it."""
    heights = grown(wanted, room)
    assert all(high >= min(want, room) for high, want in zip(heights, wanted, strict=True))
    assert all(high <= max(room, want) for high, want in zip(heights, wanted, strict=True))
    least = sum(min(want, room) for want in wanted)
    assert sum(heights) == max(room, least)
