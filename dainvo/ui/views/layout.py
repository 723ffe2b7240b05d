"""Where events lie on a page: overlapping events in columns, bars in lanes, lines in cells, clock changes on the axis.

Pure arithmetic on minutes and day numbers: knows no pixels but widths passed in, no Qt, and reads nothing.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

DAY_MINUTES = 1440
FREE_STRIP_PX = 6  # at the day's right edge, so that empty time can always be clicked
CROWDED_COLUMNS = 4
CROWDED_PX = 28

#: Breaks ties of start and length: calendar order, title, UID, occurrence. Anything that sorts.
Order = tuple[Any, ...]


# Clock changes


class ClockDay(NamedTuple):
    """A day's clock. `gap` and `repeat` are minutes of wall clock, half-open; None on the other 363 days."""

    gap: tuple[int, int] | None
    repeat: tuple[int, int] | None
    before: timedelta  # offset from UTC at the day's start
    after: timedelta  # and at its end


def clock_day(day: date, zone: tzinfo) -> ClockDay:
    """The clock of `day` in `zone`."""
    midnight = datetime.combine(day, time(), zone)
    before = _offset(midnight)
    after = _offset(datetime.combine(day + timedelta(days=1), time(), zone))
    if before == after:
        return ClockDay(None, None, before, after)
    low, high = -1, DAY_MINUTES + 180  # elapsed minutes around the change, which may be at midnight itself
    start = midnight.astimezone(UTC)
    while high - low > 1:
        middle = (low + high) // 2
        offset = _offset((start + timedelta(minutes=middle)).astimezone(zone))
        low, high = (middle, high) if offset == before else (low, middle)
    shift = round((after - before).total_seconds() / 60)
    if shift > 0:
        return ClockDay((high, min(DAY_MINUTES, high + shift)), None, before, after)
    return ClockDay(None, (max(0, high + shift), min(DAY_MINUTES, high)), before, after)


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


class Piece(NamedTuple):
    """The part of a timed occurrence on one day: `day` counts from the first day shown, minutes are wall clock."""

    day: int
    start: int
    end: int
    cut_start: bool = False  # began on an earlier day
    cut_end: bool = False
    second: bool = False  # starts in the second pass of a repeated hour


def pieces(start: datetime, end: datetime, first: date, days: int) -> list[Piece]:
    """The pieces of the occurrence from `start` to `end` (aware, one zone) on the `days` days from `first`.

    An instant that the clock skips is shown where the clock goes on (RFC 5545 §3.3.5); one that ends in the second
    pass of a repeated hour reaches at least to the end of that hour.
    """
    zone = start.tzinfo
    start, end = _real(start), _real(end)
    if end < start:
        end = start
    from_day, to_day = (start.date() - first).days, (end.date() - first).days
    last_minute = _minutes(end)
    if to_day > from_day and last_minute == 0:  # ends at midnight: nothing of it lies on the next day
        to_day, last_minute = to_day - 1, DAY_MINUTES
    found = []
    for day in range(max(0, from_day), min(days - 1, to_day) + 1):
        top = _minutes(start) if day == from_day else 0
        bottom = last_minute if day == to_day else DAY_MINUTES
        if day == to_day and end.fold and zone is not None and not (day == from_day and start.fold):
            repeat = clock_day(first + timedelta(days=day), zone).repeat
            bottom = max(bottom, repeat[1]) if repeat else bottom
        second = day == from_day and bool(start.fold)
        found.append(Piece(day, top, max(top, bottom), day > from_day, day < to_day, second))
    return found


def _real(moment: datetime) -> datetime:
    """`moment` as its zone's clock shows it: out of a skipped hour, with `fold` set only where the clock repeats."""
    zone = moment.tzinfo
    return moment.astimezone(UTC).astimezone(zone) if zone is not None else moment


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


# Overlapping events of one day


class Interval(NamedTuple):
    """One timed piece to be placed; `key` is the caller's."""

    key: int
    start: float
    end: float
    order: Order = ()


class Box(NamedTuple):
    """Where a piece lies: minutes down, shares (0–1) of the usable width across."""

    key: int
    top: float
    bottom: float
    left: float
    right: float


class Crowd(NamedTuple):
    """The "+N" column of a crowded block, and the keys it stands for."""

    keys: tuple[int, ...]
    top: float
    bottom: float
    left: float
    right: float


class _Placed:
    __slots__ = ("bottom", "column", "item", "top")

    def __init__(self, item: Interval, top: float, bottom: float, column: int = 0) -> None:
        self.item, self.top, self.bottom, self.column = item, top, bottom, column

    def overlaps(self, other: "_Placed") -> bool:
        return self.top < other.bottom and other.top < self.bottom


def arrange(
    items: Sequence[Interval], *, least_minutes: float, width_px: float, bounds: tuple[int, int] = (0, DAY_MINUTES)
) -> tuple[list[Box], list[Crowd]]:
    """Boxes for the timed events of one day, by the overlap algorithm of the design (seven steps).

    `least_minutes`: what the lowest readable chip stands for. `width_px`: width of the day's column. `bounds`: the part
    of the day that is shown. The result does not depend on the order of `items`; overlapping boxes never intersect and
    every box lies inside the bounds.
    """
    placed = [_visual(item, least_minutes, *bounds) for item in items]
    placed.sort(key=lambda p: (p.top, p.top - p.bottom, p.item.order, p.item.start, p.item.end, p.item.key))
    boxes: list[Box] = []
    crowds: list[Crowd] = []
    block: list[_Placed] = []
    reach = -1.0
    for one in placed:
        if block and one.top >= reach:
            _place_block(block, width_px, boxes, crowds)
            block, reach = [], -1.0
        block.append(one)
        reach = max(reach, one.bottom)
    if block:
        _place_block(block, width_px, boxes, crowds)
    return boxes, crowds


def _visual(item: Interval, least_minutes: float, first: int, last: int) -> _Placed:
    top = float(min(max(first, item.start), last))
    bottom = max(min(item.end, last), top + least_minutes)
    if bottom > last:
        top, bottom = max(float(first), min(top, last - least_minutes)), float(last)
    return _Placed(item, top, bottom)


def _place_block(block: list[_Placed], width_px: float, boxes: list[Box], crowds: list[Crowd]) -> None:
    columns: list[list[_Placed]] = []
    for one in block:
        for number, column in enumerate(columns):
            if column[-1].bottom <= one.top:
                one.column = number
                column.append(one)
                break
        else:
            one.column = len(columns)
            columns.append([one])
    count = len(columns)
    hidden: list[_Placed] = []
    if count > CROWDED_COLUMNS and (width_px - FREE_STRIP_PX) / count < CROWDED_PX:
        hidden = [one for column in columns[3:] for one in column]
        crowd = _Placed(hidden[0].item, min(h.top for h in hidden), max(h.bottom for h in hidden), 3)
        columns, count = [*columns[:3], [crowd]], 4
        keys = tuple(one.item.key for one in sorted(hidden, key=lambda h: (h.top, h.item.order, h.item.key)))
        crowds.append(Crowd(keys, crowd.top, crowd.bottom, 3 / 4, 1.0))
    for column in columns[:3] if hidden else columns:
        for one in column:
            span = 1
            while one.column + span < count and not any(one.overlaps(o) for o in columns[one.column + span]):
                span += 1
            boxes.append(Box(one.item.key, one.top, one.bottom, one.column / count, (one.column + span) / count))


# Bars in lanes


class Stretch(NamedTuple):
    """A bar to be placed: day numbers from the first day shown, both inclusive; may reach outside."""

    key: int
    first: int
    last: int
    order: Order = ()  # calendar order comes first, length is added between it and the rest


class Bar(NamedTuple):
    key: int
    first: int
    last: int
    lane: int
    cut_start: bool
    cut_end: bool


def lanes(stretches: Sequence[Stretch], days: int) -> list[Bar]:
    """A lane for every bar that touches the `days` days, kept through its whole span: calendar order, longer first."""
    inside = [s for s in stretches if s.last >= 0 and s.first < days]
    inside.sort(key=lambda s: (s.order[:1], s.first - s.last, s.order[1:], s.first, s.key))
    taken: list[list[bool]] = []
    bars = []
    for one in inside:
        first, last = max(0, one.first), min(days - 1, one.last)
        lane = next((n for n, row in enumerate(taken) if not any(row[first : last + 1])), len(taken))
        if lane == len(taken):
            taken.append([False] * days)
        taken[lane][first : last + 1] = [True] * (last + 1 - first)
        bars.append(Bar(one.key, first, last, lane, one.first < 0, one.last >= days))
    return bars


def hidden_per_day(bars: Sequence[Bar], days: int, limit: int) -> list[int]:
    """How many bars of each day lie in lanes from `limit` on."""
    counts = [0] * days
    for bar in bars:
        if bar.lane >= limit:
            for day in range(bar.first, bar.last + 1):
                counts[day] += 1
    return counts


# Cells of a month


class WeekLines(NamedTuple):
    """One row of the month. `lines[day]` are the line numbers of that day's first timed events; `more` what is hidden.

    The "+N more" line is always the last one of its cell.
    """

    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, ...], ...]
    more: tuple[int, ...]


def week_lines(bars: Sequence[Bar], timed: Sequence[int], capacity: int) -> WeekLines:
    """Fit bars and `timed[day]` single lines into cells of `capacity` lines; every event is shown or counted."""
    days = len(timed)
    shown = list(bars)
    crowded = [False] * days
    while True:
        hidden = [0] * days
        top = [0] * days
        kept = [bar for bar in shown if _fits(bar, crowded, capacity)]
        for bar in kept:
            for day in range(bar.first, bar.last + 1):
                top[day] = max(top[day], bar.lane + 1)
        for bar in bars:
            if bar not in kept:
                for day in range(bar.first, bar.last + 1):
                    hidden[day] += 1
        now = [crowded[d] or hidden[d] > 0 or top[d] + timed[d] > capacity for d in range(days)]
        shown = kept
        if now == crowded:
            break
        crowded = now
    lines, more = [], []
    for day in range(days):
        room = max(0, capacity - (1 if crowded[day] else 0) - top[day])
        count = min(timed[day], room)
        lines.append(tuple(range(top[day], top[day] + count)))
        more.append(hidden[day] + timed[day] - count)
    return WeekLines(tuple(shown), tuple(lines), tuple(more))


def lines_wanted(bars: Sequence[Bar], timed: Sequence[int]) -> int:
    """How many lines a row of the month needs to show all: the lanes over each day, and its single lines."""
    over = [0] * len(timed)
    for bar in bars:
        for day in range(bar.first, bar.last + 1):
            over[day] = max(over[day], bar.lane + 1)
    return max((lanes + count for lanes, count in zip(over, timed, strict=True)), default=0)


def grown(wanted: Sequence[int], room: int) -> list[int]:
    """Heights of rows that want so many px each: as even as `room` allows, none lower than wanted or higher than
    `room`; together they are higher than `room` where all want more."""
    heights = [0] * len(wanted)
    rest = room
    highest_first = sorted(range(len(wanted)), key=lambda row: -wanted[row])
    for done, row in enumerate(highest_first):
        heights[row] = max(min(wanted[row], room), rest // (len(wanted) - done))
        rest -= heights[row]
    return heights


def _fits(bar: Bar, crowded: Sequence[bool], capacity: int) -> bool:
    return all(bar.lane < capacity - (1 if crowded[day] else 0) for day in range(bar.first, bar.last + 1))
