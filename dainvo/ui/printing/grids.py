"""Grids on paper: hours of a day or week, and the weeks of a month.

Uses the same layout as the screen (`views.layout`); what a box is too small for comes back to be listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QRectF

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates
from dainvo.ui.printing import words
from dainvo.ui.printing.choice import Choice, Matter
from dainvo.ui.printing.ink import GREY, POINT, Align, Ink, height_of, line_height, tint, width_of
from dainvo.ui.printing.listing import Draw, bar, entry, order
from dainvo.ui.views import layout
from dainvo.ui.views.look import days_of, in_lane

Hidden = dict[date, list[Occurrence]]

AXIS = 34 * POINT
HEAD = 20 * POINT
LANE = 12 * POINT
PT = 7.5
MOST_LANES = 6
LEAST_LETTERS = 8  # of a title: with fewer it could not be told, and is listed, too


def hours(
    first: date, last: date, events: Sequence[Occurrence], page: QRectF, choice: Choice, matter: Matter
) -> tuple[list[Draw], Hidden]:
    """The days `first`..`last` as columns of hours, and what could not be read there."""
    count = (last - first).days + 1
    width = (page.width() - AXIS) / count
    hidden: Hidden = {}
    whole = [event for event in events if in_lane(event)]
    lanes, lane_draws = _lanes(whole, first, count, page, width, matter, hidden)
    timed = [event for event in events if not in_lane(event)]
    pieces = _pieces(timed, first, count)
    begin, end = _span(pieces, choice.work)
    top = page.top() + HEAD + lanes * LANE + (4 * POINT if lanes else 0)
    hour = (page.bottom() - top) / (end - begin)
    draws: list[Draw] = [lambda ink: _paper(ink, page, first, count, width, top, hour, (begin, end))]
    for number in range(count):
        column = QRectF(page.x() + AXIS + number * width, top, width, page.bottom() - top)
        of_day = [piece for piece in pieces if piece[1].day == number]
        draws += _column(of_day, column, begin, hour, choice, matter, hidden, first + timedelta(days=number))
    return [*draws, *lane_draws], hidden


def _lanes(
    whole: Sequence[Occurrence],
    first: date,
    count: int,
    page: QRectF,
    width: float,
    matter: Matter,
    hidden: Hidden,
) -> tuple[int, list[Draw]]:
    stretches = []
    for key, event in enumerate(whole):
        begins, ends = days_of(event)
        stretches.append(layout.Stretch(key, (begins - first).days, (ends - first).days, (0, event.summary)))
    bars = layout.lanes(stretches, count)
    draws: list[Draw] = []
    for one in bars:
        event = whole[one.key]
        if one.lane >= MOST_LANES:
            for number in range(one.first, one.last + 1):
                hidden.setdefault(first + timedelta(days=number), []).append(event)
            continue
        rect = QRectF(
            page.x() + AXIS + one.first * width + POINT,
            page.top() + HEAD + one.lane * LANE,
            (one.last - one.first + 1) * width - 2 * POINT,
            LANE - POINT,
        )
        draws.append(partial(bar, rect=rect, event=event, matter=matter, points=PT))
    return min(MOST_LANES, max((one.lane + 1 for one in bars), default=0)), draws


def _pieces(timed: Sequence[Occurrence], first: date, count: int) -> list[tuple[Occurrence, layout.Piece]]:
    found = []
    for event in timed:
        if isinstance(event.start, datetime) and isinstance(event.end, datetime):
            found += [(event, piece) for piece in layout.pieces(event.start, event.end, first, count)]
    return found


def _span(pieces: Sequence[tuple[Occurrence, layout.Piece]], work: tuple[int, int]) -> tuple[int, int]:
    """The first and last hour of the grid: those of work, and as many more as events want."""
    earliest = min((piece.start for _event, piece in pieces), default=work[0] * 60)
    latest = max((max(piece.end, piece.start + 1) for _event, piece in pieces), default=work[1] * 60)
    return min(work[0], int(earliest // 60)), max(work[1], min(24, -int(-latest // 60)))


def _paper(
    ink: Ink,
    page: QRectF,
    first: date,
    count: int,
    width: float,
    top: float,
    hour: float,
    span: tuple[int, int],
) -> None:
    for number in range(count):
        day = first + timedelta(days=number)
        rect = QRectF(page.x() + AXIS + number * width, page.top() + 3 * POINT, width, HEAD)
        ink.text(rect, dates.short_day(day), 9, bold=True, align=Align.CENTRE)
    for number in range(count + 1):
        x = page.x() + AXIS + number * width
        ink.line(x, page.top() + HEAD, x, page.bottom())
    ink.line(page.x() + AXIS, page.top() + HEAD, page.right(), page.top() + HEAD)
    for number in range(span[0], span[1] + 1):
        y = top + (number - span[0]) * hour
        ink.line(page.x() + AXIS, y, page.right(), y)
        if number < span[1]:
            label = QRectF(page.x(), y - line_height(7) / 2 if number > span[0] else y, AXIS - 5 * POINT, 0)
            ink.text(label, dates.hour_label(number), 7, colour=GREY, align=Align.END)


def _column(
    pieces: Sequence[tuple[Occurrence, layout.Piece]],
    column: QRectF,
    begin: int,
    hour: float,
    choice: Choice,
    matter: Matter,
    hidden: Hidden,
    day: date,
) -> list[Draw]:
    least = (line_height(PT) + 1.5 * POINT) / hour * 60
    intervals = [
        layout.Interval(key, piece.start, piece.end, (0, event.summary)) for key, (event, piece) in enumerate(pieces)
    ]
    boxes, crowds = layout.arrange(intervals, least_minutes=least, width_px=column.width() / POINT * 1.4)
    draws: list[Draw] = []
    for box in boxes:
        rect = QRectF(
            column.x() + POINT + box.left * (column.width() - 2 * POINT),
            column.y() + (box.top - begin * 60) / 60 * hour,
            (box.right - box.left) * (column.width() - 2 * POINT) - POINT,
            (box.bottom - box.top) / 60 * hour,
        ).intersected(column)
        event = pieces[box.key][0]
        draws.append(partial(_box, rect=rect, event=event, choice=choice, matter=matter))
        if not _can_be_told(rect, words.title(event)):
            hidden.setdefault(day, []).append(event)
    for crowd in crowds:
        hidden.setdefault(day, []).extend(pieces[key][0] for key in crowd.keys)
        rect = QRectF(
            column.x() + crowd.left * column.width(),
            column.y() + (crowd.top - begin * 60) / 60 * hour,
            (crowd.right - crowd.left) * column.width(),
            line_height(PT),
        )
        draws.append(partial(_more, rect=rect, number=len(crowd.keys)))
    return draws


def _box(ink: Ink, rect: QRectF, event: Occurrence, choice: Choice, matter: Matter) -> None:
    legend = matter.legends.get(event.collection)
    ink.box(rect, tint(legend.colour if legend is not None else "#888888"))
    inner = rect.adjusted(2 * POINT, POINT, -POINT, -0.5 * POINT)
    step = line_height(PT)
    y = inner.y()
    if inner.height() < 2 * step:
        letter = f"{legend.letter} " if legend is not None else ""
        clock = f"{dates.time_text(event.start)} " if isinstance(event.start, datetime) else ""
        said = f"{letter}{clock}{words.title(event)}"
        if width_of(said, PT) > inner.width():  # the grid tells the time, too
            said = f"{letter}{words.title(event)}"
        ink.text(QRectF(inner.x(), y, inner.width(), 0), said, PT)
        return
    x = inner.x()
    if legend is not None:
        x += ink.tag(x, y, legend.letter, legend.colour, 6.5) + 3 * POINT
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        ink.text(QRectF(x, y, inner.right() - x, 0), dates.time_range(event.start, event.end), PT, colour=GREY)
    y += step
    y += ink.passage(QRectF(inner.x(), y, inner.width(), inner.bottom() - y), words.title(event), PT, bold=True)
    for text, link in ((words.place(event), ""), (words.link(event), event.join_url)):
        if choice.places and text and y + step <= inner.bottom():
            ink.text(QRectF(inner.x(), y, inner.width(), 0), text, 7, colour=GREY, link=link)
            y += step


def _can_be_told(rect: QRectF, title: str) -> bool:
    """Whether a box has room for a title, or enough of it."""
    wide, lines = rect.width() - 3 * POINT, int((rect.height() - 1.5 * POINT) // line_height(PT))
    if lines < 2:
        return width_of(f"A {title[:LEAST_LETTERS]}", PT) <= wide
    longest = max(width_of(word[:LEAST_LETTERS], PT, bold=True) for word in [*title.split(), ""])
    return longest <= wide and height_of(title[: 2 * LEAST_LETTERS], PT, wide, bold=True) <= (lines - 1) * line_height(
        PT
    )


def _more(ink: Ink, rect: QRectF, number: int) -> None:
    ink.text(rect, words.more(number), PT, bold=True)


def month(
    first: date, last: date, events: Sequence[Occurrence], page: QRectF, matter: Matter, first_weekday: int
) -> tuple[list[Draw], Hidden]:
    """The weeks that hold the days `first`..`last` of one month, and what found no room in its cells."""
    begin = dates.week_start(first, first_weekday)
    weeks = ((last - begin).days // 7) + 1
    head = 16 * POINT
    width, height = page.width() / 7, (page.height() - head) / weeks
    hidden: Hidden = {}
    draws: list[Draw] = [lambda ink: _month_paper(ink, page, begin, weeks, head, first.month)]
    step = line_height(PT) + POINT
    for week in range(weeks):
        top = page.top() + head + week * height
        start = begin + timedelta(days=7 * week)
        capacity = int((height - 15 * POINT) / step)
        bars, lines, more = _fitted(events, start, capacity, week == 0)
        for day, left_out in more.items():
            hidden[day] = left_out
            number = (day - start).days
            rect = QRectF(page.x() + number * width + 3 * POINT, top + height - step, width - 6 * POINT, step)
            draws.append(partial(_more, rect=rect, number=len(left_out)))
        for event, one in bars:
            rect = QRectF(
                page.x() + one.first * width + POINT,
                top + 14 * POINT + one.lane * step,
                (one.last - one.first + 1) * width - 2 * POINT,
                step - POINT,
            )
            draws.append(partial(bar, rect=rect, event=event, matter=matter, points=PT))
        for event, day, line in lines:
            number = (day - start).days
            rect = QRectF(
                page.x() + number * width + 2 * POINT, top + 14 * POINT + line * step, width - 4 * POINT, step
            )
            draws.append(partial(entry, rect=rect, event=event, day=day, matter=matter, points=PT))
    return draws, hidden


def _fitted(
    events: Sequence[Occurrence], start: date, capacity: int, is_first: bool
) -> tuple[list[tuple[Occurrence, layout.Bar]], list[tuple[Occurrence, date, int]], Hidden]:
    """What a week of the month shows: bars, lines, and what it hides by day."""
    end = start + timedelta(days=6)
    week = [event for event in events if days_of(event)[0] <= end and days_of(event)[1] >= start]
    stretches, singles = [], [list[Occurrence]() for _ in range(7)]
    for key, event in enumerate(week):
        begins, ends = days_of(event)
        if in_lane(event):
            stretches.append(layout.Stretch(key, (begins - start).days, (ends - start).days, (0, event.summary)))
        elif begins >= start or is_first:
            singles[max(0, (begins - start).days)].append(event)
    for number, day_events in enumerate(singles):
        day_events.sort(key=partial(order, day=start + timedelta(days=number)))
    bars = layout.lanes(stretches, 7)
    placed = layout.week_lines(bars, [len(each) for each in singles], capacity)
    lines = [
        (event, start + timedelta(days=number), line)
        for number, each in enumerate(singles)
        for event, line in zip(each, placed.lines[number], strict=False)
    ]
    shown = {bar_.key for bar_ in placed.bars}
    hidden: Hidden = {}
    for number, each in enumerate(singles):
        left_out = [week[one.key] for one in bars if one.key not in shown and one.first <= number <= one.last]
        left_out += each[len(placed.lines[number]) :]
        if left_out:
            hidden[start + timedelta(days=number)] = left_out
    return [(week[one.key], one) for one in placed.bars], lines, hidden


def _month_paper(ink: Ink, page: QRectF, begin: date, weeks: int, head: float, month_number: int) -> None:
    width, height = page.width() / 7, (page.height() - head) / weeks
    for column in range(7):
        name = dates.weekday((begin + timedelta(days=column)).isoweekday(), long=True)
        ink.text(QRectF(page.x() + column * width, page.top(), width, 0), name, 8.5, bold=True, align=Align.CENTRE)
    for column in range(8):
        ink.line(page.x() + column * width, page.top() + head, page.x() + column * width, page.bottom())
    for week in range(weeks + 1):
        y = page.top() + head + week * height
        ink.line(page.left(), y, page.right(), y)
    for number in range(7 * weeks):
        day = begin + timedelta(days=number)
        week, column = divmod(number, 7)
        rect = QRectF(page.x() + column * width + 3 * POINT, page.top() + head + week * height + POINT, width, 0)
        inside = day.month == month_number
        text = str(day.day) if inside and day.day > 1 else dates.day_and_month(day, short=True)
        if inside:
            ink.text(rect, text, 8.5, bold=True)
        else:
            ink.text(rect, text, 8.5, colour=GREY)
