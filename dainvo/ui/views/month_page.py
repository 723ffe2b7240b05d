"""A page of weeks: where its cells are, what lies on its days, and what is under a point.

Lays nothing out and paints nothing; takes no input from the user.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates, density
from dainvo.ui.views import days, drawing, lettering
from dainvo.ui.views.chip import Chip, Text
from dainvo.ui.views.day_page import More
from dainvo.ui.views.days import Day, Entry
from dainvo.ui.views.drawing import Drawing
from dainvo.ui.views.layout import Order
from dainvo.ui.views.look import in_lane

LINE_PX = 20  # of a heading, and of a number
WEEK_PX = 28  # column of the week numbers


def head_px() -> int:
    """How high the headings are."""
    return density.grown(LINE_PX) + 8


def number_px() -> int:
    """What a cell has above its lines."""
    return density.grown(LINE_PX) + 4


class MonthRow:
    """The chips of one week, in px of the whole page, and its "+N more". They stay as they are."""

    __slots__ = ("_drawing", "chips", "more", "numbers")

    def __init__(self) -> None:
        self.chips: list[Chip] = []
        self.more: list[More] = []
        self.numbers: tuple[tuple[date, int], list[Text]] | None = None  # of its days, for a today and a month
        self._drawing: Drawing | None = None

    def drawn(self, ratio: float) -> Drawing:
        """The chips ready to be painted on a screen of `ratio`."""
        self._drawing = drawing.ready(self._drawing, self.chips, ratio)
        return self._drawing


@dataclass(slots=True)
class MonthPage:
    """`days` hold everything, shown or not; `chips` is what is shown, in the order of the Tab key.

    `offsets` are the days of a week that have a column, counted from its first; `missed` lies on the others alone.
    """

    first: date
    weeks: int
    size: QSize
    first_weekday: int
    offsets: tuple[int, ...] = tuple(range(7))
    numbered: bool = True  # with a column for the numbers of the weeks
    days: list[Day] = field(default_factory=list)
    rows: list[MonthRow] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    more: list[More] = field(default_factory=list)
    missed: list[Occurrence] = field(default_factory=list)
    order: Callable[[Occurrence], Order] = lambda event: (event.uid,)
    heights: list[int] = field(default_factory=list)  # of the weeks, where they are as high as their events need (L13)

    def add(self, row: MonthRow) -> None:
        """The next week."""
        self.rows.append(row)
        self.chips += row.chips
        self.more += row.more

    @property
    def events(self) -> list[Occurrence]:
        """Everything in its order: to put thousands into it takes as long as to draw the page."""
        return sorted((event for _begins, _ends, event in self.entries()), key=self.order)

    def entries(self) -> list[Entry]:
        """Everything, and on which days it lies."""
        return days.entries(self.days)

    @property
    def count(self) -> int:
        """How much there is."""
        begun = sum(len(day.lane) + len(day.timed) for day in self.days)
        return begun + sum(len(day.lane_on) + len(day.timed_on) for day in self.days[:1])

    @property
    def week_px(self) -> int:
        return density.grown(WEEK_PX) if self.numbered else 0

    def left(self, column: int) -> int:
        return round(self.week_px + (self.size.width() - self.week_px) * column / len(self.offsets))

    def top(self, week: int) -> int:
        head = head_px()
        if self.heights:
            return head + sum(self.heights[:week])
        return round(head + (self.size.height() - head) * week / self.weeks)

    def bottom(self, week: int) -> int:
        """Down to where a week is seen: one that has grown beyond the page ends with it."""
        return min(self.top(week + 1), max(self.top(week), self.size.height()))

    def is_below(self, week: int) -> bool:
        """Whether others have grown so much that nothing of this week is seen, not even the numbers of its days."""
        return self.bottom(week) - self.top(week) < number_px()

    @property
    def hides_days(self) -> bool:
        """Whether some days of a week have no column."""
        return len(self.offsets) < 7

    @property
    def month(self) -> int:
        """The month that the title names: that of the middle row."""
        return (self.first + timedelta(days=7 * (self.weeks // 2) + 3)).month

    @property
    def frame(self) -> tuple[object, ...]:
        """What of a page is the same for each of its weeks."""
        return self.first, self.weeks, self.size, self.offsets, self.numbered, self.heights, len(self.missed)

    def cell(self, number: int) -> QRectF:
        """The cell of the day `number` from the first; of a day without a column the one before it."""
        week, offset = divmod(number, 7)
        column = offset if len(self.offsets) == 7 else max(0, sum(one <= offset for one in self.offsets) - 1)
        left, top = self.left(column), self.top(week)
        return QRectF(left, top, self.left(column + 1) - left, self.top(week + 1) - top)

    def cell_of(self, day: date) -> QRectF:
        return self.cell(max(0, min(7 * self.weeks - 1, (day - self.first).days)))

    def on(self, day: date) -> list[Occurrence]:
        """Everything on one day: bars first, then by time."""
        number = (day - self.first).days
        held = self.days[number : number + 1] if number >= 0 else []
        found = sorted((event for _begins, _ends, event in days.entries(held)), key=self.order)
        return sorted(found, key=lambda event: (not in_lane(event), str(event.start) if not event.all_day else ""))

    def hidden_on(self, day: date) -> int:
        number = (day - self.first).days
        return next((more.hidden for more in self.more if more.day == number), 0)

    def badge(self) -> QRectF:
        """The place of what counts the events of hidden days, in the last heading."""
        from dainvo.ui.views import left_out

        return left_out.badge(self.size.width() - 8, 4, len(self.missed), self._badge_room())

    def _badge_room(self) -> float:
        last = len(self.offsets) - 1
        return self.left(last + 1) - self.left(last) - 60

    def paint_badge(self, painter: QPainter) -> None:
        from dainvo.ui.views import left_out

        left_out.paint(painter, self.badge(), len(self.missed), self._badge_room(), hovered=False)

    def chip_at(self, point: QPointF) -> Chip | None:
        return next((chip for chip in self.chips if chip.rect.contains(point)), None)

    def more_at(self, point: QPointF) -> More | None:
        return next((more for more in self.more if more.rect.contains(point)), None)

    def day_at(self, point: QPointF) -> date | None:
        for day in self.shown():
            if self.cell_of(day).contains(point):
                return day
        return None

    def shown(self) -> list[date]:
        """The days that have a cell."""
        return [self.first + timedelta(days=7 * week + offset) for week in range(self.weeks) for offset in self.offsets]

    def number_at(self, point: QPointF) -> date | None:
        """The day whose number is under the pointer."""
        day = self.day_at(point)
        if day is None:
            return None
        cell = self.cell_of(day)
        width = lettering.width("month_number", number_text(day, cell.width())) + 13
        return day if QRectF(cell.x(), cell.y(), width, number_px()).contains(point) else None


def number_text(day: date, width: float) -> str:
    """The number of a day in a cell of `width` px; the first of a month tells its name, as far as there is room."""
    if day.day > 1:
        return str(day.day)
    names = (dates.day_and_month(day), dates.day_and_month(day, short=True))
    return next((text for text in names if lettering.width("month_number_today", text) <= width - 12), "1")


def offsets_of(settings: Settings) -> tuple[int, ...]:
    """The days of a week that have a column, counted from its first."""
    first, hidden = dates.first_weekday(settings.first_weekday), dates.weekdays(settings.hidden_weekdays)
    return tuple(number for number in range(7) if (first + number - 1) % 7 + 1 not in hidden) or tuple(range(7))
