"""What is held of the copy: day by day and in order, read ahead in slices, dropped no wider than a change reaches."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from fakes.source import BERLIN, Source, all_day, timed

from dainvo.engine.changes import Changes
from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui.views import days
from dainvo.ui.views.look import days_of, in_lane, look
from dainvo.ui.views.view import SLICE_DAYS, Shelf, placed

BERLIN_NOON = datetime.fromisoformat("2027-03-10T12:00+01:00")
FIRST, LAST = date(2027, 3, 1), date(2027, 4, 4)  # the page of a month


def shelf(events: list[Occurrence]) -> tuple[Shelf, Source]:
    source = Source(events)
    return Shelf(source, lambda: BERLIN_NOON), source


def some_events(seed: int) -> list[Occurrence]:
    chance = random.Random(seed)  # noqa: S311 - not a secret
    found = []
    for number in range(60):
        month, day, hour = chance.randint(2, 4), chance.randint(1, 28), chance.randint(0, 23)
        start = datetime(2027, month, day, hour)
        if chance.random() < 0.3:
            found.append(all_day(f"{start:%m-%d}", chance.choice([1, 1, 2, 9, 40]), f"whole {number}"))
        else:
            end = start + timedelta(hours=chance.choice([0, 1, 1, 5, 30]))
            found.append(timed(f"{start:%m-%d %H:%M}", f"{end:%m-%d %H:%M}", f"timed {number}"))
    return found


def named(events: Iterable[Occurrence]) -> list[str]:
    return sorted(event.summary for event in events)


def test_a_page_has_the_same_however_it_was_read() -> None:
    """V27: what reaches over the border of a slice is there once, on all of its days and in their order."""
    for seed in range(30):
        events = some_events(seed)
        sliced, _ = shelf(events)
        begin = FIRST - timedelta(days=11)
        sliced.days(begin, begin + timedelta(days=3))
        while sliced.stock(begin, LAST):
            pass
        held, whole = sliced.days(FIRST, LAST), shelf(events)[0].days(FIRST, LAST)
        assert [day.parts for day in held] == [day.parts for day in whole]
        wanted = [one for one in events if days_of(one)[0] <= LAST and days_of(one)[1] >= FIRST]
        assert named(sliced.take(FIRST, LAST)) == named(wanted)
        for day, here in zip(days.span(FIRST, LAST), held, strict=True):
            on_it = [*here.lane, *here.lane_on, *here.timed, *here.timed_on]
            assert named(entry[2] for entry in on_it) == named(
                one for one in events if days_of(one)[0] <= day <= days_of(one)[1]
            )
            assert all(in_lane(entry[2]) for entry in here.lane + here.lane_on)
            assert not any(in_lane(entry[2]) for entry in here.timed + here.timed_on)
            for part in here.parts:
                assert part == sorted(part, key=sliced.in_turn)


def test_pages_beside_are_read_in_slices_the_nearest_days_first() -> None:
    """V27: a key that comes while a busy month is read ahead waits for a few days of it, not for all."""
    made, source = shelf([])
    made.days(FIRST, LAST)
    while made.stock(FIRST, LAST):
        pass
    ahead, week = source.ranges[1:], timedelta(days=SLICE_DAYS)
    assert all(last - first < week for first, last in ahead)
    after = [FIRST + timedelta(days=35) + number * week for number in range(5)]
    before = [FIRST - (number + 1) * week for number in range(5)]
    assert [first for first, _last in ahead] == [*after, *before]


def test_some_days_of_a_week_find_those_of_the_next_week_read() -> None:
    """G7: a work week, and as many days as a narrow window has room for, turn by seven days."""
    made, source = shelf([])
    monday, friday, week = date(2027, 3, 8), date(2027, 3, 12), timedelta(days=7)
    made.days(monday, friday)
    while made.stock(monday, friday):
        pass
    source.ranges.clear()
    for way in (1, -1):
        made.days(monday + way * week, friday + way * week)
    assert not made.stock(monday, friday)
    assert source.ranges == []


def test_of_what_changed_only_its_days_are_read_again() -> None:
    """P11: an edit costs its days, and what lies on the others stays the very same."""
    made, source = shelf([timed("03-09 12:00", "13:00", "Stays"), timed("03-20 12:00", "13:00", "Moves")])
    before = {event.summary: event for event in made.take(FIRST, LAST)}
    made.forget(Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 3, 20), last=date(2027, 3, 21)))
    source.events[1] = timed("03-21 12:00", "13:00", "Moves")
    after = {event.summary: event for event in made.take(FIRST, LAST)}
    assert source.ranges[1:] == [(date(2027, 3, 19), date(2027, 3, 22))]
    assert after["Stays"] is before["Stays"]
    assert days_of(after["Moves"])[0] == date(2027, 3, 21)


def test_what_was_made_of_a_day_holds_as_long_as_the_day_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """P11: a day is another one once something on it changed, or is being moved; read again as it was, the same."""
    made, source = shelf([timed("03-09 12:00", "13:00", "Stays"), timed("03-20 12:00", "13:00", "Moves")])
    before = made.days(FIRST, LAST)

    def others() -> list[int]:
        """The days of March that are other ones than before."""
        there = zip(days.span(FIRST, LAST), before, made.days(FIRST, LAST), strict=True)
        return [day.day for day, was, now in there if now is not was]

    made.forget(Changes(collections=frozenset({CollectionId(1)})))
    assert others() == []
    made.forget(Changes(collections=frozenset({CollectionId(1)})))
    source.events[1] = timed("03-21 12:00", "13:00", "Moves")
    assert others() == [20, 21]
    before = made.days(FIRST, LAST)
    made.shift(placed(source.events[0], date(2027, 3, 11), date(2027, 3, 12)))
    assert others() == [9, 11]
    assert made.days(FIRST, LAST) == made.days(FIRST, LAST)
    made.shift(None)
    assert others() == []
    made.reload_calendars()  # an account was reached, say
    assert others() == []
    calendars = source.collections()
    monkeypatch.setattr(source, "collections", lambda: [one._replace(color="#aa0000") for one in calendars])
    made.reload_calendars()
    assert len(others()) == (LAST - FIRST).days + 1


def test_a_day_looks_as_it_did_until_something_on_it_can_be_joined_or_is_past() -> None:
    """What was painted is good until then, and not made anew each minute."""
    link = "https://zoom.us/j/1"
    made, _ = shelf([timed("03-10 12:00", "13:00"), timed("03-10 15:00", "16:00")._replace(join_url=link)])
    (day,) = made.days(date(2027, 3, 10), date(2027, 3, 10))
    minutes = [datetime(2027, 3, 10, tzinfo=BERLIN) + timedelta(minutes=number) for number in range(24 * 60)]
    turns = [after for before, after in pairwise(minutes) if day.looks(before) != day.looks(after)]
    assert [f"{at:%H:%M}" for at in turns] == ["13:00", "14:45", "16:00"]
    drawn = [[look(entry[2], at) for entry in day.timed] for at in minutes]
    assert [after for (one, other), after in zip(pairwise(drawn), minutes[1:], strict=True) if one != other] == turns
    assert day.looks(minutes[0]) != day.looks(minutes[0] + timedelta(days=1))


def test_a_change_without_bounds_drops_everything() -> None:
    made, source = shelf([])
    made.days(FIRST, LAST)
    made.forget(Changes(collections=frozenset({CollectionId(1)})))
    made.days(FIRST, LAST)
    assert source.ranges == [(FIRST, LAST)] * 2


def test_an_event_on_its_way_is_on_its_new_days_alone() -> None:
    """E04: what is dragged is shown where it is let go, whatever the copy still says."""
    moved = all_day("03-03", 3, "Fair")
    made, _ = shelf([moved, timed("03-04 12:00", "13:00", "Lunch")])
    made.shift(moved._replace(start=date(2027, 3, 8), end=date(2027, 3, 10)))
    held = zip(days.span(FIRST, LAST), made.days(FIRST, LAST), strict=True)
    shown = [day for day, here in held if here.lane or here.lane_on]
    assert shown == [date(2027, 3, 8), date(2027, 3, 9)]
    assert len(made.take(FIRST, LAST)) == 2


def test_the_dots_of_a_month_are_counted_in_slices() -> None:
    """The small month beside a day asks for six weeks, which nobody waits for."""
    made, source = shelf([timed(f"03-{day:02d} 12:00", "13:00") for day in range(1, 32)])
    made.days(date(2027, 3, 10), date(2027, 3, 10))
    turns = 1
    while not (told := made.count(FIRST, LAST))[1]:
        turns += 1
    assert turns == 5
    assert all((last - first).days < SLICE_DAYS for first, last in source.ranges)
    assert told[0] == {day: int(day.month == 3) for day in days.span(FIRST, LAST)}
    read = len(source.ranges)
    assert made.count(FIRST, LAST)[1]
    assert len(source.ranges) == read
