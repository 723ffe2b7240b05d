"""Paints a month: its paper with headings, cells and numbers, the events of its weeks, and what lies over them.

Decides nothing: places come in.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density, theme
from dainvo.ui.views import chip_paint, lettering, names
from dainvo.ui.views.chip import LOOK_OF_TEXT, Chip, Text, paint_texts
from dainvo.ui.views.day_page import More
from dainvo.ui.views.month_page import LINE_PX, MonthPage, head_px, number_text
from dainvo.ui.views.view import same


def paint(painter: QPainter, page: MonthPage, today: date) -> None:
    """The whole page. Days of other months than that of the title get quieter numbers."""
    paint_paper(painter, page)
    for week in range(page.weeks):
        paint_events(painter, page, week, today)


def paint_week(painter: QPainter, page: MonthPage, week: int, today: date) -> None:
    """One week alone, over what was painted there; its edges lie on whole pixels of the screen."""
    top = page.top(week) - 1  # its upper line
    painter.setClipRect(QRectF(0, top, page.size.width(), page.top(week + 1) - 1 - top))
    paint_paper(painter, page)
    paint_events(painter, page, week, today)


def paint_paper(painter: QPainter, page: MonthPage) -> None:
    """All that lies below events and numbers."""
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


def paint_events(painter: QPainter, page: MonthPage, week: int, today: date) -> None:
    """What a week has over its paper, the numbers included."""
    row, tokens = page.rows[week], theme.tokens()
    _paint_numbers(painter, page, week, today)
    row.drawn(painter.device().devicePixelRatioF()).paint(painter)
    painter.setPen(tokens.text2)
    for more in row.more:
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


def _paint_numbers(painter: QPainter, page: MonthPage, week: int, today: date) -> None:
    row, high = page.rows[week], density.grown(LINE_PX)
    if row.numbers is None or row.numbers[0] != (today, page.month):
        row.numbers = (today, page.month), _numbers(page, week, today)
    monday = page.first + timedelta(days=7 * week)
    if 0 <= (today - monday).days < 7 and (today - monday).days in page.offsets:
        cell = page.cell_of(today)
        wide = lettering.width("month_number_today", number_text(today, cell.width()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().accent)
        place = QRectF(cell.x() + 6, cell.y() + 3, round(max(high, wide + 8)), high)
        painter.drawRoundedRect(place, high / 2, high / 2)
    paint_texts(painter, row.numbers[1])


def _numbers(page: MonthPage, week: int, today: date) -> list[Text]:
    """The numbers of the days of a week, those of one look in a row."""
    high, texts = density.grown(LINE_PX), []
    for offset in page.offsets:
        day = page.first + timedelta(days=7 * week + offset)
        cell, is_today = page.cell_of(day), day == today
        text = number_text(day, cell.width())
        style = "month_number_today" if is_today else "month_number"
        wide = lettering.width(style, text)
        middle = cell.x() + 6 + round(max(high, wide + 8)) / 2
        role = "on_accent" if is_today else "text" if day.month == page.month else "text2"
        texts.append(Text(middle - wide / 2, lettering.baseline(style, cell.y() + 3, high), text, style, role))
    return sorted(texts, key=LOOK_OF_TEXT)


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
