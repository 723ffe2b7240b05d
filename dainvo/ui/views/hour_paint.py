"""The paper under the hour grid: tints, lines, hour labels, the hatch of a skipped hour, the now-line.

Draws no events and holds no state.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from dainvo.settings import Settings
from dainvo.ui import dates, density, theme
from dainvo.ui.views import lettering
from dainvo.ui.views.axis import BAND_PX, DAY_MINUTES, Axis
from dainvo.ui.views.day_page import Columns, DayPage, fitting

LABEL_BESIDE_PX = 8  # from a label to the first day
LABEL_PX = 12  # a line of small words


def paper(painter: QPainter, page: DayPage, columns: Columns, axis: Axis, settings: Settings) -> None:
    """Background, tints and lines of the whole day height."""
    tokens = theme.tokens()
    height = axis.height
    right = columns.left(page.days)
    painter.fillRect(QRectF(0, 0, columns.width, height), tokens.view)
    for day in range(page.days):
        left = columns.left(day)
        width = columns.left(day + 1) - left
        if dates.is_weekend(page.day(day)):
            painter.fillRect(QRectF(left, 0, width, height), tokens.weekend)
            continue
        painter.fillRect(QRectF(left, 0, width, axis.y(60 * settings.work_start_hour)), tokens.off_hours)
        after = axis.y(60 * settings.work_end_hour)
        painter.fillRect(QRectF(left, after, width, height - after), tokens.off_hours)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(tokens.hairline, 1))
    for hour in range(1, 24):
        if axis.shows(60 * hour):
            y = round(axis.y(60 * hour))
            painter.drawLine(QLineF(columns.time_px, y, right - 1, y))
    half = theme.mix(tokens.hairline, tokens.view, 0.9 if not tokens.dark else 0.75)
    dotted = _dotted(right - columns.time_px, half.rgba(), painter.device().devicePixelRatioF())
    for hour in range(24):
        if axis.shows(60 * hour) and axis.shows(60 * hour + 60):
            painter.drawPixmap(QPointF(columns.time_px, round(axis.y(60 * hour + 30)) - 1), dotted)
    painter.setPen(QPen(tokens.hairline, 1))
    for day in range(page.days):
        painter.drawLine(QLineF(columns.left(day), 0, columns.left(day), height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


@lru_cache(maxsize=4)
def _dotted(width: int, colour: int, ratio: float) -> QPixmap:
    """A dotted line across the page, 1 px below the top: Qt takes a tenth of a millisecond to dash one."""
    line = QPixmap(max(1, round(width * ratio)), round(2 * ratio))
    line.fill(Qt.GlobalColor.transparent)
    line.setDevicePixelRatio(ratio)
    pen = QPen(QColor.fromRgba(colour), 1)
    pen.setDashPattern([1, 2])
    painter = QPainter(line)
    painter.setPen(pen)
    painter.drawLine(QLineF(0, 1, width - 1, 1))
    painter.end()
    return line


def clock_changes(painter: QPainter, page: DayPage, columns: Columns, axis: Axis, taken: Sequence[QRectF]) -> None:
    """The hatch over an hour that the clock skips, and a note on one that it skips or repeats, where none of the
    rectangles `taken` would cover half of it."""
    for day, clock in enumerate(page.clocks):
        change = clock.gap or clock.repeat
        if change is None or not axis.shows(change[0]):
            continue
        left, right = columns.left(day) + 1, columns.left(day + 1)
        rect = QRectF(left, axis.y(change[0]), right - left, axis.y(change[1]) - axis.y(change[0]))
        if clock.gap:
            painter.fillRect(rect, theme.tokens().off_hours)
            painter.fillRect(rect, _hatch(rect))
        minutes = round((clock.after - clock.before).total_seconds() / 60)
        text = _change_text(minutes)
        place = _pill_place(rect, text)
        if not any(one.intersects(place) for one in taken):
            _pill(painter, place, text)


def _change_text(minutes: int) -> str:
    return QCoreApplication.translate("HourGrid", "clock {hours} h").format(hours=dates.signed_hours(minutes))


def _hatch(rect: QRectF) -> QBrush:
    from PySide6.QtGui import QGradient, QLinearGradient  # slow to load, and used one week a year

    line = QColor(theme.tokens().text)
    line.setAlphaF(0.09)
    clear = QColor(line)
    clear.setAlpha(0)
    step = 7 / 2**0.5
    gradient = QLinearGradient(rect.x(), rect.y(), rect.x() + step, rect.y() + step)
    gradient.setSpread(QGradient.Spread.RepeatSpread)
    for where, colour in ((0, line), (0.14, line), (0.2, clear), (1, clear)):
        gradient.setColorAt(where, colour)
    return QBrush(gradient)


def _pill_place(rect: QRectF, text: str) -> QRectF:
    width, high = lettering.width("caption", text) + 20, density.grown(20)
    return QRectF(rect.right() - 8 - width, rect.center().y() - high / 2, width, high)


def _pill(painter: QPainter, place: QRectF, text: str) -> None:
    tokens = theme.tokens()
    painter.setPen(QPen(tokens.hairline, 1))
    painter.setBrush(tokens.view)
    round_px = (place.height() - 1) / 2
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), round_px, round_px)
    painter.setPen(tokens.text2)
    lettering.line(painter, place.x() + 10, place.y(), place.height(), text, "caption")


def label_edge(columns: Columns) -> int:
    """Where the labels of the hours end."""
    return columns.time_px - density.grown(LABEL_BESIDE_PX)


def labels(painter: QPainter, page: DayPage, columns: Columns, axis: Axis, now_minute: int | None) -> None:
    """Hour labels, leaving out the one that the time of the now-line covers, and those of further zones."""
    tokens = theme.tokens()
    painter.setPen(tokens.text3)
    edge = label_edge(columns)
    for hour in hours(axis):
        if now_minute is not None and abs(axis.y(now_minute) - axis.y(hour * 60)) < density.grown(LABEL_PX):
            continue
        _label(painter, dates.hour_label(hour % 24), axis.y(hour * 60) + axis.label_top(hour), edge)
    repeat = next((clock.repeat for clock in page.clocks if clock.repeat), None)
    if repeat and axis.shows(repeat[0]):
        again = QCoreApplication.translate("HourGrid", "{time} 2nd").format(time=f"{repeat[0] // 60:02d}")
        _label(painter, again, axis.y(repeat[0]) + density.grown(10), edge)
    if page.zones:
        from dainvo.ui.views import zone_paint  # few need more than their own clock

        zone_paint.labels(painter, page, axis, hours(axis))


def hours(axis: Axis) -> list[int]:
    """The hours that have a label: not those at the very ends, unless hours are folded there; few on a low axis."""
    step = 1 if axis.hour_px >= density.grown(24) else 2
    first, last = (1 if axis.begin == 0 else axis.begin // 60), (23 if axis.end == DAY_MINUTES else axis.end // 60)
    return [hour for hour in range(first, last + 1) if hour % step == 0]


def fold_bands(painter: QPainter, columns: Columns, axis: Axis) -> None:
    """The bands that folded hours leave, with an arrow each that tells that there is more."""
    tokens = theme.tokens()
    right = columns.left(columns.days)
    for there, y, line in ((axis.begin > 0, 0.0, BAND_PX), (axis.end < DAY_MINUTES, axis.bottom, 0)):
        if not there:
            continue
        painter.fillRect(QRectF(columns.time_px, y, right - columns.time_px, BAND_PX), tokens.off_hours)
        painter.fillRect(QRectF(0, round(y + line), right, 1), theme.mix(tokens.control_border, tokens.view, 0.5))
        painter.setPen(QPen(tokens.text3, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for way in (-1, 1):  # two small arrows away from each other: these hours can be drawn apart
            tip = QPointF(columns.time_px - 14, y + BAND_PX / 2 + 3.5 * way)
            painter.drawLine(tip, tip + QPointF(-2.5, -2 * way))
            painter.drawLine(tip, tip + QPointF(2.5, -2 * way))


def _label(painter: QPainter, text: str, top: float, edge: float) -> None:
    x = edge - lettering.width("hour", text)
    lettering.line(painter, x, top, density.grown(LABEL_PX), text, "hour")


def crowd(painter: QPainter, rect: QRectF, hidden: int) -> None:
    """The button that counts what has no room beside the others, as high as they are or in a band."""
    tokens = theme.tokens()
    faces = (f"+{hidden}", str(hidden))
    text = next((one for one in faces if lettering.width("caption_strong", one) <= rect.width() - 3), "+")
    painter.setPen(QPen(tokens.control_border, 1))
    painter.setBrush(tokens.view)
    if rect.height() > BAND_PX:
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
    painter.setPen(tokens.text2)
    x = rect.center().x() - lettering.width("caption_strong", text) / 2
    top = rect.y() + (2 if rect.height() > BAND_PX else -2)
    lettering.line(painter, x, top, density.grown(16), text, "caption_strong")


def slot(painter: QPainter, rect: QRectF) -> None:
    """The cursor of the keys."""
    tokens = theme.tokens()
    painter.setPen(QPen(tokens.accent, 2))
    painter.setBrush(tokens.selection)
    painter.drawRoundedRect(rect.adjusted(1, 1, -2, -1), 5, 5)


def now_line(painter: QPainter, page: DayPage, columns: Columns, axis: Axis, now: datetime) -> None:
    """The line of now in today's column, over the events, and its time in the time column."""
    today = page.column(now.date())
    if today is None:
        return
    tokens = theme.tokens()
    y = now_y(now, axis)
    left, right = columns.left(today), columns.left(today + 1)
    painter.fillRect(QRectF(left, y - 1, right - left, 2), tokens.now)
    painter.setPen(QPen(tokens.view, 1.5))
    painter.setBrush(tokens.now)
    painter.drawEllipse(QPointF(left + 0.5, y), 5.5, 5.5)
    text = dates.time_text(now)
    if not axis.shows(now.hour * 60 + now.minute):
        return  # a band has no room for the time
    edge, half = label_edge(columns), density.grown(7)
    x = edge - lettering.width("hour_now", text)
    begin = min(edge - density.grown(42), x - 1)
    painter.fillRect(QRectF(begin, y - half, edge + 1 - begin, 2 * half), tokens.view)
    painter.setPen(tokens.now)
    lettering.line(painter, x, y - half, 2 * half, text, "hour_now")


def now_trace(painter: QPainter, page: DayPage, columns: Columns, axis: Axis, now: datetime) -> None:
    """The faint line of now across all days, under the events."""
    if page.column(now.date()) is not None:
        faint = QColor(theme.tokens().now)
        faint.setAlphaF(0.35)
        width = columns.left(page.days) - columns.time_px
        painter.fillRect(QRectF(columns.time_px, now_y(now, axis), width, 1), faint)


def now_y(now: datetime, axis: Axis) -> int:
    """Where the now-line lies on the page, in px."""
    return round(axis.y(now.hour * 60 + now.minute))


def day_heads(painter: QPainter, page: DayPage, columns: Columns, today: date, hovered: int, height: int) -> None:
    """Weekday over number for every day; today's number in a filled circle."""
    tokens, across = theme.tokens(), density.grown(32)
    for number in range(page.days):
        day = page.day(number)
        left, right = columns.left(number), columns.left(number + 1)
        middle = (left + right) / 2
        name = dates.weekday(day.isoweekday(), long=page.days == 1)
        painter.setPen(tokens.accent if day == today else tokens.text2)
        width = lettering.width("weekday", name)
        lettering.line(painter, round(middle - width / 2), density.grown(6), density.grown(14), name, "weekday")
        disc = QRectF(round(middle - across / 2), density.grown(21), across, across)
        style = "day_number_today" if day == today else "day_number"
        painter.setPen(Qt.PenStyle.NoPen)
        if day == today or number == hovered:
            shade = QColor(tokens.accent if day == today else tokens.text)
            shade.setAlphaF(1.0 if day == today else 0.07)
            painter.setBrush(shade)
            painter.drawEllipse(disc)
        text = str(day.day)
        painter.setPen(tokens.on_accent if day == today else tokens.text2 if day < today else tokens.text)
        width = lettering.width(style, text)
        lettering.line(painter, middle - width / 2, disc.y(), across, text, style)
    zone = zone_lines(page)
    painter.setPen(tokens.text3)
    edge = label_edge(columns)
    for line, offset in enumerate(zone):
        text = fitting(offset, edge - columns.hours_left - 4)
        _label(painter, text, height - 8 - density.grown(LABEL_PX) * (len(zone) - line), edge)
    if page.zones:
        from dainvo.ui.views import zone_paint

        zone_paint.heads(painter, page, height)


def zone_lines(page: DayPage) -> list[str]:
    """ "GMT+1", or both offsets if the clock changes on a day shown."""
    return dates.offset_lines(page.clocks[0].before, page.clocks[-1].after)
