"""What lies on the days of a time grid, and where the bars of its lane are.

Puts the arithmetic of `layout` and the drawings of `chip` together; paints nothing itself.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density
from dainvo.ui.views import chip, layout, lettering
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.days import Day, Entry
from dainvo.ui.views.look import days_of, look
from dainvo.ui.views.view import Shelf

TIME_PX = 56
ZONE_PX = 48
GUTTER_PX = 10
LANE_PX = 20
LANE_STEP_PX = 22
LANES = 3
MOST_LANES = 10


class Columns(NamedTuple):
    """The columns of the days in a widget `width` px wide, the gutter of the scroll bar included.

    `time_px` is what the hours of all time zones take.
    """

    width: int
    days: int
    time_px: int = TIME_PX

    @property
    def hours_left(self) -> int:
        """Left edge of the hours of the grid's own zone."""
        return self.time_px - hours_px(0)

    def left(self, day: int) -> int:
        """Left edge of a day's column; of the gutter for `day == days`."""
        return round(self.time_px + max(0, self.width - self.time_px - GUTTER_PX) * day / self.days)

    def at(self, x: float) -> int:
        """The day at `x`, clamped to the days shown."""
        room = max(1, self.width - self.time_px - GUTTER_PX)
        return min(self.days - 1, max(0, int((x - self.time_px) * self.days / room)))


def hours_px(zones: int) -> int:
    """What the hours take, those of so many further zones included."""
    now = lettering.width("hour_now", dates.clock_text(22, 40))  # "10:40 PM" is wider than "22:40"
    return max(density.grown(TIME_PX), ceil(now) + 12) + zone_px() * zones


def zone_px() -> int:
    """What the hours of a further zone take: one that is half an hour off tells its minutes, too."""
    return max(density.grown(ZONE_PX), ceil(lettering.width("hour", dates.clock_text(22, 45))) + 8)


def room(width: int, zones: int) -> int:
    """What the columns of days have of a widget `width` px wide, beside the hours of so many further zones."""
    return width - hours_px(zones) - GUTTER_PX


def fitting(offset: str, room_px: float) -> str:
    """An offset as long as there is room for: "GMT+5:30", or "+5:30"."""
    return offset if lettering.width("hour", offset) <= room_px else offset.removeprefix("GMT")


class More(NamedTuple):
    """A "+N" button and the events it stands for."""

    rect: QRectF
    day: int
    hidden: int


class DayPage:
    """The occurrences of the days `shown`, split into lane and hours; `events` is the order of the Tab key.

    `left_out` are days between or beside them that have no column; `missed` is what lies on these alone.
    """

    def __init__(
        self, shown: Sequence[date], clocks: Sequence[layout.ClockDay] = (), left_out: Sequence[date] = ()
    ) -> None:
        self.shown = tuple(shown)
        self.left_out = tuple(left_out)
        self.clocks = clocks
        self.events: list[Occurrence] = []
        self.lane: list[Occurrence] = []
        self.held: list[Day] = []  # as the shelf holds them, by column; empty while they have not been read
        self.missed: list[Occurrence] = []
        self.home: ZoneInfo | None = None
        self.zones: tuple[ZoneInfo, ...] = ()  # further ones, whose hours stand beside the grid

    @property
    def first(self) -> date:
        return self.shown[0]

    @property
    def last(self) -> date:
        return self.shown[-1]

    @property
    def days(self) -> int:
        """How many columns there are."""
        return len(self.shown)

    @property
    def span(self) -> tuple[date, date]:
        """First and last day that the page is about, those without a column included."""
        return min((*self.shown[:1], *self.left_out)), max((*self.shown[-1:], *self.left_out))

    def columns(self, width: int) -> Columns:
        """The columns of these days in a widget `width` px wide."""
        return Columns(width, self.days, hours_px(len(self.zones)))

    def day(self, number: int) -> date:
        """The day of a column; beyond the first and the last one the days go on one by one."""
        if number < 0:
            return self.first + timedelta(days=number)
        return self.shown[number] if number < self.days else self.last + timedelta(days=number + 1 - self.days)

    def column(self, day: date) -> int | None:
        """The column of a day, if it has one."""
        return self.shown.index(day) if day in self.shown else None

    def near(self, day: date) -> int:
        """The column of a day, or of the one shown that is next to it."""
        return min(range(self.days), key=lambda number: abs((self.shown[number] - day).days))

    def moment(self, minute: int) -> datetime:
        """The instant at a minute of the wall clock, counted from midnight of the first column."""
        day, minute = divmod(minute, 24 * 60)
        return datetime.combine(self.day(day), time(minute // 60, minute % 60), self.home)

    def minutes_of(self, event: Occurrence) -> tuple[int, int] | None:
        """Start and end on the wall clock, in minutes from midnight of the first column; None for a whole day."""
        if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
            return None
        start, end = (at.replace(tzinfo=None) for at in (event.start, event.end))
        length = max(0, round((end - start).total_seconds() / 60))
        column = self.column(start.date())
        if column is None and (last := self.column(end.date())) is not None:
            until = last * 24 * 60 + end.hour * 60 + end.minute
            return until - length, until
        days = (start.date() - self.first).days if column is None else column
        begins = days * 24 * 60 + start.hour * 60 + start.minute
        return begins, begins + length

    def on(self, day: date) -> list[Occurrence]:
        """Everything on one day, all-day first, then by time."""
        return [event for event in self.events if days_of(event)[0] <= day <= days_of(event)[1]]


def read(
    shelf: Shelf, shown: Sequence[date], left_out: Sequence[date] = (), zones: tuple[ZoneInfo, ...] = ()
) -> DayPage:
    """The page of the days `shown`, as the shelf holds it; `zones` are those that stand beside the shelf's own."""
    page = DayPage(shown, [layout.clock_day(day, shelf.zone) for day in shown], left_out)
    page.home, page.zones = shelf.zone, zones
    first, last = page.span
    held = shelf.days(first, last)
    page.held = [held[(day - first).days] for day in shown]
    for lane, timed in _in_order(page, shelf, held):
        page.events += (event for _begins, _ends, event in (*lane, *timed))
        page.lane += (event for _begins, _ends, event in lane)
    return page


def _in_order(page: DayPage, shelf: Shelf, held: list[Day]) -> list[tuple[list[Entry], list[Entry]]]:
    """Lane and hours of the days with a column, each event on the first of them."""
    parts = [(day.lane, day.timed) for day in held]
    if held[0].lane_on or held[0].timed_on:
        lane, timed = [*held[0].lane_on, *held[0].lane], [*held[0].timed_on, *held[0].timed]
        parts[0] = sorted(lane, key=shelf.in_turn), sorted(timed, key=shelf.in_turn)
    if not page.left_out:
        return parts
    found: dict[date, tuple[list[Entry], list[Entry]]] = {day: ([], []) for day in page.shown}
    for day in parts:
        for seen, entries in enumerate(day):
            for entry in entries:
                column = next((one for one in page.shown if entry[0] <= one <= entry[1]), None)
                if column is None:
                    page.missed.append(entry[2])
                else:
                    found[column][seen].append(entry)
    return [(sorted(lane, key=shelf.in_turn), sorted(timed, key=shelf.in_turn)) for lane, timed in found.values()]


def lane_bars(page: DayPage, shelf: Shelf) -> list[layout.Bar]:
    """The bars of the lane; their keys are places in `page.lane`."""
    stretches = []
    for key, event in enumerate(page.lane):
        first, last = days_of(event)
        begin = sum(day < first for day in page.shown) if first >= page.first else -1
        end = sum(day <= last for day in page.shown) - 1 if last <= page.last else page.days
        stretches.append(layout.Stretch(key, begin, end, shelf.order(event)))
    bars = layout.lanes(stretches, page.days)
    return [_cut(bar, page) for bar in bars] if page.left_out else bars


def _cut(bar: layout.Bar, page: DayPage) -> layout.Bar:
    """A bar that begins or ends on a day without a column goes on there."""
    first, last = days_of(page.lane[bar.key])
    return bar._replace(cut_start=first < page.day(bar.first), cut_end=last > page.day(bar.last))


def place_lane(
    page: DayPage, shelf: Shelf, columns: Columns, bars: list[layout.Bar], limit: int, top: int
) -> tuple[list[Chip], list[More]]:
    """Bars of the first `limit` lanes below `top`, and the "+N more" of each day that has others."""
    now, high, step = shelf.now(), density.grown(LANE_PX), density.grown(LANE_STEP_PX)
    chips = []
    for bar in bars:
        if bar.lane >= limit:
            continue
        event = page.lane[bar.key]
        left = columns.left(bar.first) + (-1 if bar.cut_start else 2)
        right = columns.left(bar.last + 1) - (0 if bar.cut_end else layout.FREE_STRIP_PX)
        rect = QRectF(left, top + bar.lane * step, right - left, high)
        chips.append(
            chip.bar(
                event,
                look(event, now),
                shelf.colour(event.collection),
                rect,
                cut_start=bar.cut_start,
                cut_end=bar.cut_end,
            )
        )
    more = []
    for day, count in enumerate(layout.hidden_per_day(bars, page.days, limit)):
        if count:
            left = columns.left(day) + 1
            rect = QRectF(left, top + limit * step, columns.left(day + 1) - left - 6, high)
            more.append(More(rect, day, count))
    return chips, more
