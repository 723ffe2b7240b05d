"""The weeks of a month as rows: which events have a bar or a line in them, and where; laid out once for all they show.

Puts the arithmetic of `layout` and the drawings of `chip` together; paints nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QRectF, QSize

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates, density
from dainvo.ui.views import chip, days, layout
from dainvo.ui.views.day_page import More
from dainvo.ui.views.days import Entry
from dainvo.ui.views.laid_out import LaidOut
from dainvo.ui.views.look import look
from dainvo.ui.views.month_page import MonthPage, MonthRow, head_px, number_px, offsets_of
from dainvo.ui.views.view import Shelf

CAMERA_PX = 150
LEAST_LINES = 2  # of a week that has grown lower, since others have more to show


class MonthRows:
    """Pages of weeks."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._rows: LaidOut[MonthRow] = LaidOut()

    def page(self, first: date, weeks: int, size: QSize, settings: Settings) -> MonthPage:
        """The page of `weeks` weeks from `first`, laid out for `size`."""
        page = self._empty(first, weeks, size, settings)
        for week, key in enumerate(self._keys(page)):
            page.add(self._rows.part(key, partial(_laid_out, page, self._shelf, week)))
        self._rows.keep(days.PAGES * page.weeks)
        return page

    def prepare(self, first: date, weeks: int, size: QSize, settings: Settings, ratio: float) -> Iterator[None]:
        """Do all that showing such a page on a screen of `ratio` takes, a week at a time."""
        page = self._empty(first, weeks, size, settings)
        for week, key in enumerate(self._keys(page)):
            yield from self._rows.prepare(key, partial(_laid_out, page, self._shelf, week), ratio)
        self._rows.keep(days.PAGES * page.weeks)

    def _empty(self, first: date, weeks: int, size: QSize, settings: Settings) -> MonthPage:
        """The page before anything is laid out on it."""
        shelf = self._shelf
        page = MonthPage(first, weeks, size, dates.first_weekday(settings.first_weekday), offsets_of(settings))
        page.numbered = settings.week_numbers
        page.order = lambda event: (_instant(event, shelf), *shelf.order(event))
        page.days = shelf.days(first, first + timedelta(days=7 * weeks - 1))
        if page.hides_days:
            page.missed = [entry[2] for entry in page.entries() if _first_shown(page, entry) is None]
            page.missed.sort(key=page.order)
        if settings.month_all:
            wanted = [_lines_wanted(page, shelf, week) for week in range(weeks)]
            least = [number_px() + max(LEAST_LINES, one) * density.current().pitch for one in wanted]
            room = size.height() - head_px()
            page.heights = _without_sliver(layout.grown(least, room), room, number_px() + density.current().pitch)
        self._rows.within((size.width(), density.current(), density.scale(), settings))
        return page

    def _keys(self, page: MonthPage) -> list[Hashable]:
        """All that each week is laid out for beside the frame."""
        now = self._shelf.now()
        keys: list[Hashable] = []
        for week in range(page.weeks):
            held = tuple(page.days[7 * week : 7 * week + 7])
            looks = tuple(day.looks(now) for day in held)
            keys.append((week == 0, page.top(week), page.bottom(week), held, looks))
        return keys


def _without_sliver(heights: list[int], room: int, least: int) -> list[int]:
    """Heights of weeks, of which the last that is seen has room for a line at least: less is its neighbour's."""
    top = 0
    for week, height in enumerate(heights):
        if week and 0 < room - top < least:
            heights[week - 1] += room - top
            break
        top += height
    return heights


def _laid_out(page: MonthPage, shelf: Shelf, week: int) -> MonthRow:
    row = MonthRow()
    bars, lines = _bars_of(page, week), _lines(page, shelf, week)
    capacity = max(0, (page.bottom(week) - page.top(week) - number_px()) // density.current().pitch)
    fitted = layout.week_lines(_in_lanes(page, shelf, week, bars), [len(day) for day in lines], capacity)
    _add_bars(row, page, shelf, week, fitted, bars)
    _add_lines(row, page, shelf, week, fitted, lines, capacity)
    return row


def _lines_wanted(page: MonthPage, shelf: Shelf, week: int) -> int:
    """How many lines a week needs to show all of its events."""
    bars = _in_lanes(page, shelf, week, _bars_of(page, week))
    return layout.lines_wanted(bars, [len(day) for day in _lines(page, shelf, week)])


def _lines(page: MonthPage, shelf: Shelf, week: int) -> list[list[Entry]]:
    """What each day with a cell has beside its bars: a night, which lies on two days, is on the first that has one."""
    lines = []
    for number in range(7 * week, 7 * week + 7):
        day = page.days[number]
        if number % 7 in page.offsets:
            comes_first = number == 0 or (number - 1) % 7 not in page.offsets
            nights = day.timed_on if comes_first else []
            lines.append(sorted([*nights, *day.timed], key=shelf.in_turn) if nights else day.timed)
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
    return [_cut(bar, page, monday, entries[bar.key]) for bar in placed] if page.hides_days else placed


def _cut(bar: layout.Bar, page: MonthPage, monday: date, span: Entry) -> layout.Bar:
    """A bar that begins or ends on a day without a column goes on there."""
    first, last = (monday + timedelta(days=page.offsets[column]) for column in (bar.first, bar.last))
    return bar._replace(cut_start=span[0] < first, cut_end=span[1] > last)


def _add_bars(
    row: MonthRow, page: MonthPage, shelf: Shelf, week: int, fitted: layout.WeekLines, entries: list[Entry]
) -> None:
    now, pitch, high = shelf.now(), density.current().pitch, density.current().chip
    first_top = page.top(week) + number_px()
    for bar in sorted(fitted.bars, key=lambda bar: (bar.first, bar.lane)):
        event = entries[bar.key][2]
        left = page.left(bar.first) + (1 if bar.cut_start else 4)
        right = page.left(bar.last + 1) - (0 if bar.cut_end else 3)
        rect = QRectF(left, first_top + bar.lane * pitch, right - left, high)
        colour = shelf.colour(event.collection)
        row.chips.append(chip.bar(event, look(event, now), colour, rect, cut_start=bar.cut_start, cut_end=bar.cut_end))


def _add_lines(
    row: MonthRow,
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
            row.chips.append(chip.line(event, look(event, now), colour, rect, camera=width + 6 >= camera_px))
        if fitted.more[column]:
            rect = QRectF(left, top + max(0, capacity - 1) * pitch, width, high)
            row.more.append(More(rect, 7 * week + page.offsets[column], fitted.more[column]))
