"""The small month of the side panel: a click goes there, the visible days are washed, dots tell how full a day is.

Is told what to show; reads nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from dainvo.ui import dates, mirror, theme
from dainvo.ui.views import lettering
from dainvo.ui.views.view import announce
from dainvo.ui.views.wheel import Notches

CELL_PX = 26
HEAD_PX = 22
WEEKS = 6


def cell_px() -> int:
    """How wide and high a day is: larger for larger text."""
    return max(CELL_PX, round(lettering.width("mini_today", "30")) + 8)


class MiniMonth(QWidget):
    """Title with arrows over a grid of 8 × 7 cells, the first column for week numbers."""

    date_chosen = Signal(date)
    days_chosen = Signal(date, date)  # first and last of some days that are to be shown (V18)
    range_changed = Signal()  # other days became visible: dots are wanted for `days()`

    def __init__(self, today: Callable[[], date], first_weekday: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = _Cells(today, first_weekday)
        self.cells.date_chosen.connect(self.date_chosen)
        self.cells.days_chosen.connect(self.days_chosen)
        self.cells.turned.connect(self._turn)
        self._month = QLabel()
        self._month.setFont(theme.font("body_strong"))
        self._year = QLabel()
        self._year.setProperty("role", "text2")
        back = self._arrow("chevron-left", self.tr("Previous month"), -1)
        on = self._arrow("chevron-right", self.tr("Next month"), 1)
        head = QHBoxLayout()
        head.setContentsMargins(*mirror.sides(8, 0, 0, 0))
        head.setSpacing(0)
        head.addWidget(self._month)
        head.addSpacing(4)
        head.addWidget(self._year, 1)
        head.addWidget(back)
        head.addWidget(on)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.cells, 0, Qt.AlignmentFlag.AlignLeft)
        self._name()

    def _arrow(self, icon: str, name: str, months: int) -> QToolButton:
        made = QToolButton()
        made.setProperty("small", True)
        theme.set_icon(made, icon, size=14)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self._turn(months))
        return made

    def show_range(self, first: date, last: date, day: date) -> None:
        """Wash the days shown and turn to the month of `day`."""
        self.cells.show_range(first, last, day)
        if (self.cells.month.year, self.cells.month.month) != (day.year, day.month):
            self.cells.month = day.replace(day=1)
            self._name()
            self.range_changed.emit()
            self.cells.update()

    def days(self) -> tuple[date, date]:
        """First and last day of the cells."""
        start = self.cells.start()
        return start, start + timedelta(days=7 * WEEKS - 1)

    def count_by(self, count: Callable[[date, date], tuple[dict[date, int], bool]]) -> None:
        """Dots: ask how many events begin on each day, again and again as long as that was not told of all."""
        counts, complete = count(*self.days())
        if complete:
            self.show_counts({day: (number + 2) // 3 for day, number in counts.items()})
        else:
            QTimer.singleShot(0, self, lambda: self.count_by(count))

    def show_counts(self, counts: Mapping[date, int]) -> None:
        """Dots: how many of them each day has."""
        self.cells.show_counts(counts)

    def take_first_weekday(self, first_weekday: int) -> None:
        self.cells.first_weekday = first_weekday
        self.cells.update()

    def _turn(self, months: int) -> None:
        number = self.cells.month.year * 12 + self.cells.month.month - 1 + months
        number = min(max(number, 12 * dates.FIRST.year + 3), 12 * dates.LAST.year + 8)
        self.cells.month = date(number // 12, number % 12 + 1, 1)
        self._name()
        self.cells.update()
        self.range_changed.emit()

    def _name(self) -> None:
        month, year = dates.month_name(self.cells.month.month), str(self.cells.month.year)
        self._month.setText(month)
        self._year.setText(year)
        self.cells.setAccessibleName(f"{month} {year}")


class _Cells(QWidget):
    date_chosen = Signal(date)
    days_chosen = Signal(date, date)
    turned = Signal(int)

    def __init__(self, today: Callable[[], date], first_weekday: int) -> None:
        super().__init__()
        self._today = today
        self.first_weekday = first_weekday
        self.day = today()
        self.month = self.day.replace(day=1)
        self.first = self.last = self.day
        self.counts: dict[date, int] = {}
        self.ringed = False  # tell the day also while the keys are elsewhere
        self._hovered: date | None = None
        self._notches = Notches()
        self._drawn: tuple[date, date] | None = None  # where a drag over days, or Shift and arrows, began and is now
        self._side = cell_px()
        self._head = round(self._side * HEAD_PX / CELL_PX)
        self.setFixedSize(8 * self._side, self._head + WEEKS * self._side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return self.size()

    def show_range(self, first: date, last: date, day: date) -> None:
        """Wash these days, and put the focus of the keys on `day`."""
        self._update((self.first, self.last), (self.day, self.day))
        self.first, self.last, self.day = first, last, day
        self._update((first, last), (day, day))

    def show_counts(self, counts: Mapping[date, int]) -> None:
        """Dots: how many of them each day has."""
        others = [day for day in {*counts, *self.counts} if counts.get(day) != self.counts.get(day)]
        self.counts = dict(counts)
        self._update(*((day, day) for day in others))

    def _update(self, *spans: tuple[date, date]) -> None:
        """Paint the weeks anew on which these days lie."""
        start = self.start()
        for first, last in spans:
            top, bottom = ((day - start).days // 7 for day in (first, last))
            for row in range(max(0, top), min(WEEKS - 1, bottom) + 1):
                self.update(self._place(row, 0, 8).toRect())

    def start(self) -> date:
        """The first day of the cells."""
        return dates.week_start(self.month, self.first_weekday)

    def _cell(self, number: int) -> QRectF:
        return self._place(number // 7, number % 7 + 1)

    def _place(self, row: int, column: int, cells: int = 1) -> QRectF:
        """Where cells of a row are; column 0 has the number of the week."""
        side = self._side
        return QRectF(column * side, self._head + row * side, cells * side, side)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point."""
        return self._at(point)

    def _at(self, point: QPointF) -> date | None:
        point = mirror.point(point, self.width())
        column, row = int(point.x() // self._side) - 1, int((point.y() - self._head) // self._side)
        if point.y() < self._head or not (0 <= column < 7 and 0 <= row < WEEKS):
            return None
        return self.start() + timedelta(days=7 * row + column)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.tokens()
        painter.setPen(tokens.text3)
        week_letter = QCoreApplication.translate("MiniMonth", "W", "short for week")
        self._centred(painter, QRectF(0, 0, self._side, self._head), week_letter, "hour")
        for column in range(7):
            letter = dates.weekday_letter((self.first_weekday - 1 + column) % 7 + 1)
            self._centred(painter, QRectF((column + 1) * self._side, 0, self._side, self._head), letter, "hour")
        start = self.start()
        for row in range(WEEKS):
            if not event.region().intersects(self._place(row, 0, 8).toRect()):
                continue
            self._wash(painter, row, start + timedelta(days=7 * row))
            painter.setPen(tokens.text3)
            week = dates.week_number(start + timedelta(days=7 * row), self.first_weekday)
            self._centred(painter, self._place(row, 0), str(week), "hour")
            for number in range(7 * row, 7 * row + 7):
                self._paint_day(painter, self._cell(number), start + timedelta(days=number))
        painter.end()

    def _wash(self, painter: QPainter, row: int, monday: date) -> None:
        shown = (self.first, self.last) if self._drawn is None else (min(self._drawn), max(self._drawn))
        first, last = max(shown[0], monday), min(shown[1], monday + timedelta(days=6))
        if first > last:
            return
        place = self._place(row, 1 + (first - monday).days, (last - first).days + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().selection)
        painter.drawRoundedRect(place, self._side / 2, self._side / 2)

    def _paint_day(self, painter: QPainter, cell: QRectF, day: date) -> None:
        tokens = theme.tokens()
        today = day == self._today()
        inside = day.month == self.month.month
        disc = cell.adjusted(1, 1, -1, -1)
        if today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.accent)
            painter.drawEllipse(disc)
        elif day == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.selection)
            painter.drawEllipse(disc)
        if (self.ringed or self.hasFocus()) and day == self.day:
            painter.setPen(QPen(tokens.accent if not today else tokens.text, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc)
        painter.setPen(tokens.on_accent if today else tokens.text if inside else tokens.text3)
        self._centred(painter, cell, str(day.day), "mini_today" if today else "mini_day")
        count = min(3, self.counts.get(day, 0))
        if count and inside and not today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.text3)
            x = cell.center().x() - (count * 5 - 2) / 2
            for dot in range(count):
                painter.drawEllipse(QRectF(x + dot * 5, cell.bottom() - 5, 3, 3))

    def _centred(self, painter: QPainter, cell: QRectF, text: str, style: str) -> None:
        x = cell.center().x() - lettering.width(style, text) / 2
        lettering.line(painter, x, cell.y(), cell.height(), text, style)

    def _choose(self, day: date) -> None:
        self.day = day
        self.date_chosen.emit(day)
        announce(self, dates.long_day(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = mirror.key(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key in moves:
            begin, end = self._drawn or (self.day, self.day)
            self._draw_to(begin, end + timedelta(days=moves[key]))
        elif modifiers:
            super().keyPressEvent(event)
        elif self._drawn is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self._let_go(choose=key != Qt.Key.Key_Escape)
        elif key in moves:
            self._choose(self.day + timedelta(days=moves[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.day)
        else:
            super().keyPressEvent(event)

    def _draw_to(self, begin: date, end: date) -> None:
        """Mark the days from `begin` to `end`, which are to be shown."""
        self._drawn = (begin, end)
        self.update()
        first, last = sorted(self._drawn)
        text = QCoreApplication.translate("MiniMonth", "{first} to {last}")
        announce(self, text.format(first=dates.long_day(first), last=dates.long_day(last)))

    def _let_go(self, *, choose: bool) -> None:
        """What was marked is chosen, or nothing."""
        drawn, self._drawn = self._drawn, None
        self.update()
        if drawn is not None and choose:
            if drawn[0] == drawn[1]:
                self._choose(drawn[0])
            else:
                self.day = min(drawn)
                self.days_chosen.emit(min(drawn), max(drawn))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position())
        if self._drawn is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if day is not None and day != self._drawn[1]:
                self._draw_to(self._drawn[0], day)
            return
        if day != self._hovered:
            self._hovered = day
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._at(event.position())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drawn = (day, day)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._let_go(choose=True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        months = self._notches.take(event.angleDelta().y())
        if months:
            self.turned.emit(-months)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
