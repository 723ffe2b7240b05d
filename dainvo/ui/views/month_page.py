"""What lies in the weeks of a month and where; and the painting of its paper: headings, cells, numbers.

Puts `layout` and `chip` together; takes no input from the user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates, density, theme
from dainvo.ui.views import chip, chip_paint, days, drawing, layout, lettering, names
from dainvo.ui.views.chip import LOOK_OF_TEXT, Chip, Text, paint_texts
from dainvo.ui.views.day_page import More
from dainvo.ui.views.days import Day, Entry
from dainvo.ui.views.drawing import Drawing
from dainvo.ui.views.layout import Order
from dainvo.ui.views.look import in_lane, look
from dainvo.ui.views.view import Shelf, same

LINE_PX = 20  # of a heading, and of a number
WEEK_PX = 28  # column of the week numbers
CAMERA_PX = 150
LEAST_LINES = 2  # of a week that has grown lower, since others have more to show


def head_px() -> int:
    """How high the headings are."""
    return density.grown(LINE_PX) + 8


def number_px() -> int:
    """What a cell has above its lines."""
    return density.grown(LINE_PX) + 4


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
    chips: list[Chip] = field(default_factory=list)
    more: list[More] = field(default_factory=list)
    missed: list[Occurrence] = field(default_factory=list)
    order: Callable[[Occurrence], Order] = lambda event: (event.uid,)
    drawing: Drawing | None = None
    heights: list[int] = field(default_factory=list)  # of the weeks, where they are as high as their events need (L13)

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

    def make_ready(self, ratio: float) -> Drawing:
        """The events ready to be painted on a screen of `ratio`."""
        self.drawing = drawing.ready(self.drawing, self.chips, ratio)
        return self.drawing

    def preparing(self, ratio: float) -> Iterator[None]:
        """Do the same piece by piece."""
        if self.drawing is None:
            yield from drawing.preparing(self.chips, ratio)
            self.make_ready(ratio)
            yield

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


def read(shelf: Shelf, first: date, weeks: int, size: QSize, settings: Settings) -> MonthPage:
    """The page of `weeks` weeks from `first`, laid out for `size`."""
    page = MonthPage(first, weeks, size, dates.first_weekday(settings.first_weekday), offsets_of(settings))
    page.numbered = settings.week_numbers
    page.order = lambda event: (_instant(event, shelf), *shelf.order(event))
    page.days = shelf.days(first, first + timedelta(days=7 * weeks - 1))
    lines = _lines(page, shelf)
    weeks_of = [[lines[7 * week + offset] for offset in page.offsets] for week in range(weeks)]
    bars = [_bars_of(page, week) for week in range(weeks)]
    placed = [_in_lanes(page, shelf, week, bars[week]) for week in range(weeks)]
    if settings.month_all:
        wanted = [layout.lines_wanted(placed[week], [len(day) for day in weeks_of[week]]) for week in range(weeks)]
        least = [number_px() + max(LEAST_LINES, one) * density.current().pitch for one in wanted]
        page.heights = layout.grown(least, size.height() - head_px())
    for week in range(weeks):
        _place_week(page, shelf, week, bars[week], placed[week], weeks_of[week])
    return page


def offsets_of(settings: Settings) -> tuple[int, ...]:
    """The days of a week that have a column, counted from its first."""
    first, hidden = dates.first_weekday(settings.first_weekday), dates.weekdays(settings.hidden_weekdays)
    return tuple(number for number in range(7) if (first + number - 1) % 7 + 1 not in hidden) or tuple(range(7))


def _lines(page: MonthPage, shelf: Shelf) -> list[list[Entry]]:
    """What each day has beside its bars: a night is on the day it begins, or the first of it that has a cell."""
    lines = [day.timed for day in page.days]
    if page.days[0].timed_on:
        lines[0] = sorted([*page.days[0].timed_on, *lines[0]], key=shelf.in_turn)
    if len(page.offsets) == 7:
        return lines
    page.missed = [entry[2] for entry in page.entries() if _first_shown(page, entry) is None]
    page.missed.sort(key=page.order)
    for number in range(len(lines)):
        if number % 7 not in page.offsets:
            for entry in lines[number]:
                if (there := _first_shown(page, entry)) is not None:
                    lines[there] = sorted([entry, *lines[there]], key=shelf.in_turn)
    return lines


def _first_shown(page: MonthPage, entry: Entry) -> int | None:
    """The first day with a cell on which an event lies, counted from the first of the page."""
    first = page.first.toordinal()
    day = max(0, entry[0].toordinal() - first)
    last = min(7 * page.weeks - 1, entry[1].toordinal() - first)
    return next((number for number in range(day, last + 1) if number % 7 in page.offsets), None)


def _instant(event: Occurrence, shelf: Shelf) -> float:
    if isinstance(event.start, datetime):
        return event.start.timestamp()
    return datetime(event.start.year, event.start.month, event.start.day, tzinfo=shelf.zone).timestamp()


def _bars_of(page: MonthPage, week: int) -> list[Entry]:
    """What has a bar in this week, or would have one if its days had cells."""
    held = page.days[7 * week : 7 * week + 7]
    return [*held[0].lane_on, *(entry for day in held for entry in day.lane)]


def _in_lanes(page: MonthPage, shelf: Shelf, week: int, entries: list[Entry]) -> list[layout.Bar]:
    """The bars of one week in their lanes; their keys are places in `entries`."""
    monday = page.first + timedelta(days=7 * week)
    sunday = monday + timedelta(days=6)
    columns = len(page.offsets)
    before = [sum(offset < day for offset in page.offsets) for day in range(8)]  # columns that a day has before it
    bars: list[layout.Stretch] = []
    for key, (first, last, event) in enumerate(entries):
        left = before[(first - monday).days] if first >= monday else -1
        right = before[(last - monday).days + 1] - 1 if last <= sunday else columns
        if max(0, left) <= min(columns - 1, right):
            bars.append(layout.Stretch(key, left, right, shelf.order(event)))
    placed = layout.lanes(bars, columns)
    return [_cut(bar, page, monday, entries[bar.key]) for bar in placed] if columns < 7 else placed


def _place_week(
    page: MonthPage,
    shelf: Shelf,
    week: int,
    entries: list[Entry],
    placed: list[layout.Bar],
    lines: list[list[Entry]],
) -> None:
    """`entries` have the bars of this week, which are `placed`; `lines` is what its days have beside them."""
    capacity = max(0, (page.top(week + 1) - page.top(week) - number_px()) // density.current().pitch)
    fitted = layout.week_lines(placed, [len(day) for day in lines], capacity)
    _add_bars(page, shelf, week, fitted, entries)
    _add_lines(page, shelf, week, fitted, lines, capacity)


def _cut(bar: layout.Bar, page: MonthPage, monday: date, span: Entry) -> layout.Bar:
    """A bar that begins or ends on a day without a column goes on there."""
    first, last = (monday + timedelta(days=page.offsets[column]) for column in (bar.first, bar.last))
    return bar._replace(cut_start=span[0] < first, cut_end=span[1] > last)


def _add_bars(page: MonthPage, shelf: Shelf, week: int, fitted: layout.WeekLines, entries: list[Entry]) -> None:
    now, pitch, high = shelf.now(), density.current().pitch, density.current().chip
    first_top = page.top(week) + number_px()
    for bar in sorted(fitted.bars, key=lambda bar: (bar.first, bar.lane)):
        event = entries[bar.key][2]
        left = page.left(bar.first) + (1 if bar.cut_start else 4)
        right = page.left(bar.last + 1) - (0 if bar.cut_end else 3)
        rect = QRectF(left, first_top + bar.lane * pitch, right - left, high)
        colour = shelf.colour(event.collection)
        page.chips.append(chip.bar(event, look(event, now), colour, rect, cut_start=bar.cut_start, cut_end=bar.cut_end))


def _add_lines(
    page: MonthPage,
    shelf: Shelf,
    week: int,
    fitted: layout.WeekLines,
    lines: list[list[Entry]],
    capacity: int,
) -> None:
    now, pitch, high = shelf.now(), density.current().pitch, density.current().chip
    camera_px = density.grown(CAMERA_PX)
    top = page.top(week) + number_px()
    for column, entries in enumerate(lines):
        left, width = page.left(column) + 3, page.left(column + 1) - page.left(column) - 6
        for (_begins, _ends, event), number in zip(entries, fitted.lines[column], strict=False):
            rect = QRectF(left, top + number * pitch, width, high)
            colour = shelf.colour(event.collection)
            page.chips.append(chip.line(event, look(event, now), colour, rect, camera=width + 6 >= camera_px))
        if fitted.more[column]:
            rect = QRectF(left, top + max(0, capacity - 1) * pitch, width, high)
            page.more.append(More(rect, 7 * week + page.offsets[column], fitted.more[column]))


def paint(painter: QPainter, page: MonthPage, today: date, month: int) -> None:
    """The whole page. Days of other months than `month` get quieter numbers."""
    tokens = theme.tokens()
    painter.fillRect(QRectF(0, 0, page.size.width(), page.size.height()), tokens.view)
    for column, offset in enumerate(page.offsets):
        if dates.is_weekend(page.first + timedelta(days=offset)):
            left = page.left(column)
            height = page.size.height() - head_px()
            painter.fillRect(QRectF(left, head_px(), page.left(column + 1) - left, height), tokens.weekend)
    _paint_lines(painter, page)
    _paint_heads(painter, page)
    if page.missed:
        page.paint_badge(painter)
    _paint_numbers(painter, page, today, month)
    page.make_ready(painter.device().devicePixelRatioF()).paint(painter)
    painter.setPen(tokens.text2)
    for more in page.more:
        text = names.more(more.hidden)
        if lettering.width("caption", text) > more.rect.width() - 6:
            text = f"+{more.hidden}"
        lettering.line(painter, more.rect.x() + 6, more.rect.y(), density.current().chip, text, "caption")


def _paint_lines(painter: QPainter, page: MonthPage) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(theme.tokens().hairline, 1))
    for column in range(len(page.offsets)):
        painter.drawLine(QLineF(page.left(column), head_px(), page.left(column), page.size.height()))
    for week in range(page.weeks):
        painter.drawLine(QLineF(0, page.top(week) - 1, page.size.width(), page.top(week) - 1))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _paint_heads(painter: QPainter, page: MonthPage) -> None:
    tokens = theme.tokens()
    painter.setPen(tokens.text2)
    for column, offset in enumerate(page.offsets):
        name = dates.weekday((page.first + timedelta(days=offset)).isoweekday())
        lettering.line(painter, page.left(column) + 10, 0, head_px(), name, "weekday")
    painter.setPen(tokens.text3)
    for week in range(page.weeks if page.numbered else 0):
        text = str(dates.week_number(page.first + timedelta(days=7 * week), page.first_weekday))
        x = (page.week_px - lettering.width("hour", text)) / 2
        lettering.line(painter, x, page.top(week), density.grown(26), text, "hour")


def _paint_numbers(painter: QPainter, page: MonthPage, today: date, month: int) -> None:
    tokens, high = theme.tokens(), density.grown(LINE_PX)
    texts = []
    for day in page.shown():
        cell, is_today = page.cell_of(day), day == today
        text = number_text(day, cell.width())
        style = "month_number_today" if is_today else "month_number"
        wide = lettering.width(style, text)
        place = QRectF(cell.x() + 6, cell.y() + 3, round(max(high, wide + 8)), high)
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawRoundedRect(place, high / 2, high / 2)
        role = "on_accent" if is_today else "text" if day.month == month else "text2"
        base = lettering.baseline(style, place.y(), high)
        texts.append(Text(place.center().x() - wide / 2, base, text, style, role))
    paint_texts(painter, sorted(texts, key=LOOK_OF_TEXT))


def paint_over(
    painter: QPainter, page: MonthPage, hovered: Chip | More | None, focused: Occurrence | None, cursor: date | None
) -> None:
    """What lies over the page: the event that is pointed at, the ring of the one in focus, or that of a day."""
    if isinstance(hovered, Chip) and hovered.kind != "line":
        hovered.paint(painter, hovered=True)
    elif hovered is not None:
        chip_paint.wash(painter, hovered.rect)
    if focused is not None:
        for one in page.chips:
            if same(one.event, focused):
                chip_paint.ring(painter, one.rect, 4 if one.kind == "line" else 6)
    elif cursor is not None:
        painter.setPen(QPen(theme.tokens().accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(page.cell_of(cursor).adjusted(2, 1, -2, -2), 5, 5)
