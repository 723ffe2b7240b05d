"""Lists on paper: the agenda, the boxes of the planner, and what found no room on a grid ("more on 12 March").

Places and draws; which events there are is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRectF

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates
from dainvo.ui.printing import words
from dainvo.ui.printing.choice import Choice, Matter
from dainvo.ui.printing.ink import GREY, POINT, Ink, height_of, line_height, tint
from dainvo.ui.views.look import days_of

Draw = Callable[[Ink], None]

HEAD_PT, TITLE_PT, SMALL_PT = 11.0, 9.0, 8.0
GAP = 4 * POINT
GUTTER = 18 * POINT  # between columns
CLOCK = 78 * POINT  # room for "10:00 AM–11:30 AM"
TAG = 16 * POINT
MOST_NOTES = 24 * line_height(SMALL_PT)


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a list that is never cut: `head` parts keep together with what follows them."""

    height: float
    draw: Callable[[Ink, QRectF], None]
    head: bool = False


def days(events: Sequence[Occurrence], first: date, last: date) -> list[tuple[date, list[Occurrence]]]:
    """The events of each day that has any, whole days first, then by time."""
    found: dict[date, list[Occurrence]] = {}
    for event in events:
        begins, ends = days_of(event)
        day = max(begins, first)
        while day <= min(ends, last):
            found.setdefault(day, []).append(event)
            day += timedelta(days=1)
    return [(day, sorted(found[day], key=lambda event: order(event, day))) for day in sorted(found)]


def order(event: Occurrence, day: date) -> tuple[bool, str, str]:
    """Whole days first, then by time on `day`, then by title."""
    start = event.start if isinstance(event.start, datetime) else None
    begins_before = start is None or start.date() < day
    clock = "" if begins_before or start is None else start.strftime("%H%M%S")
    return clock != "", clock, event.summary


def items(
    listed: Sequence[tuple[date, list[Occurrence]]], choice: Choice, matter: Matter, width: float, *, more: bool = False
) -> list[Item]:
    """A head for each day and its events, `width` wide. `more`: the days are those of what found no room."""
    found: list[Item] = []
    for day, events in listed:
        name = f"{dates.long_day(day)} {day.year}"
        found.append(_head(words.tr("More on {day}").format(day=dates.day_and_month(day)) if more else name))
        found += [_event(event, day, choice, matter, width) for event in events]
    return found


def flow(found: Sequence[Item], page: QRectF, columns: int = 1) -> list[Draw]:
    """Pages that hold the items one below the other, in columns; no item is cut and no head stands alone at the foot.
    Items are made for the width of a column: see `column_width`."""
    wide = column_width(page, columns)
    pages: list[list[tuple[Item, QRectF]]] = [[]]
    y, column = page.top(), 0
    for number, item in enumerate(found):
        after = found[number + 1].height if item.head and number + 1 < len(found) else 0.0
        if y + item.height + after > page.bottom() and y > page.top():
            y, column = page.top(), (column + 1) % columns
            if column == 0:
                pages.append([])
        pages[-1].append((item, QRectF(page.x() + column * (wide + GUTTER), y, wide, item.height)))
        y += item.height
    return [_draws(placed) for placed in pages]


def tallest(found: Sequence[Item]) -> float:
    """The height of what needs most: a column has to have room for that. A head goes with what follows it."""
    following = [*found[1:], None]
    return max(
        (
            item.height + (after.height if item.head and after else 0)
            for item, after in zip(found, following, strict=True)
        ),
        default=0.0,
    )


def column_width(page: QRectF, columns: int) -> float:
    """How wide each of so many columns is."""
    return (page.width() - (columns - 1) * GUTTER) / columns


def _draws(placed: list[tuple[Item, QRectF]]) -> Draw:
    def draw(ink: Ink) -> None:
        for item, rect in placed:
            item.draw(ink, rect)

    return draw


def _head(name: str) -> Item:
    height = line_height(HEAD_PT) + 14 * POINT

    def draw(ink: Ink, rect: QRectF) -> None:
        y = rect.y() + 8 * POINT
        ink.text(QRectF(rect.x(), y, rect.width(), 0), name, HEAD_PT, bold=True)
        bottom = y + line_height(HEAD_PT) + 2 * POINT
        ink.line(rect.left(), bottom, rect.right(), bottom)

    return Item(height, draw, head=True)


def _event(event: Occurrence, day: date, choice: Choice, matter: Matter, width: float) -> Item:
    room = width - CLOCK - TAG - 2 * GAP
    title = words.title(event)
    place = words.place(event) if choice.places else ""
    link = words.link(event) if choice.places else ""
    notes = matter.notes(event).strip() if choice.notes else ""
    legend = matter.legends.get(event.collection)
    high = height_of(title, TITLE_PT, room)
    noted = min(MOST_NOTES, height_of(notes, SMALL_PT, room)) if notes else 0.0
    small = line_height(SMALL_PT)
    height = high + small * bool(place) + small * bool(link) + noted + GAP

    def draw(ink: Ink, rect: QRectF) -> None:
        ink.text(QRectF(rect.x(), rect.y(), CLOCK, 0), words.clock(event, day), TITLE_PT, colour=GREY)
        if legend is not None:
            ink.tag(rect.x() + CLOCK, rect.y() + 0.6 * POINT, legend.letter, legend.colour)
        x, y = rect.x() + CLOCK + TAG + GAP, rect.y()
        y += ink.passage(QRectF(x, y, room, high + 1), title, TITLE_PT)
        for text, address in ((place, ""), (link, event.join_url)):
            if text:
                ink.text(QRectF(x, y, room, 0), text, SMALL_PT, colour=GREY, link=address)
                y += small
        if notes:
            ink.passage(QRectF(x, y, room, noted + 1), notes, SMALL_PT, colour=GREY)

    return Item(height, draw)


def boxed(
    day: date, events: Sequence[Occurrence], rect: QRectF, choice: Choice, matter: Matter
) -> tuple[Draw, list[Occurrence]]:
    """A day of the planner as a box with a list; what found no room in it comes back."""
    step = line_height(SMALL_PT) + 2 * POINT
    inner = rect.adjusted(5 * POINT, 4 * POINT, -5 * POINT, -3 * POINT)
    top = inner.top() + line_height(TITLE_PT) + 4 * POINT
    room = max(0, int((inner.bottom() - top) / step))
    most = len(events) if len(events) <= room else max(0, room - 1)
    shown, hidden = events[:most], list(events[most:])

    def draw(ink: Ink) -> None:
        ink.box(rect)
        ink.text(QRectF(inner.x(), inner.y(), inner.width(), 0), dates.long_day(day), TITLE_PT, bold=True)
        y = top
        for event in shown:
            entry(ink, QRectF(inner.x(), y, inner.width(), step), event, day, matter, places=choice.places)
            y += step
        if hidden:
            ink.text(QRectF(inner.x(), y, inner.width(), 0), words.more(len(hidden)), SMALL_PT, bold=True)

    return draw, hidden


def entry(
    ink: Ink,
    rect: QRectF,
    event: Occurrence,
    day: date,
    matter: Matter,
    points: float = SMALL_PT,
    *,
    places: bool = False,
) -> None:
    """One line: letter, begin, title, and the place or link if asked for and there is room."""
    legend = matter.legends.get(event.collection)
    x, y = rect.x(), rect.y()
    if legend is not None:
        x += ink.tag(x, y, legend.letter, legend.colour, points - 1) + 3 * POINT
    if isinstance(event.start, datetime) and days_of(event)[0] == day:
        x += ink.text(QRectF(x, y, rect.right() - x, 0), dates.time_text(event.start), points, colour=GREY)
        x += 3 * POINT
    if rect.right() - x > 6 * POINT:
        x += ink.text(QRectF(x, y, rect.right() - x, 0), words.title(event), points) + 5 * POINT
    place, link = (words.place(event), words.link(event)) if places else ("", "")
    if (place or link) and rect.right() - x > 40 * POINT:
        address = "" if place else event.join_url
        ink.text(QRectF(x, y, rect.right() - x, 0), place or link, points - 0.5, colour=GREY, link=address)


def bar(ink: Ink, rect: QRectF, event: Occurrence, matter: Matter, points: float = SMALL_PT) -> None:
    """An event of whole days as a bar in its tint."""
    legend = matter.legends.get(event.collection)
    ink.box(rect, tint(legend.colour if legend is not None else "#888888"))
    inner = rect.adjusted(2 * POINT, (rect.height() - line_height(points)) / 2, -2 * POINT, 0)
    name = f"{legend.letter}  {words.title(event)}" if legend is not None else words.title(event)
    ink.text(QRectF(inner.x(), inner.y(), inner.width(), 0), name, points)
