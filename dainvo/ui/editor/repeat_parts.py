"""The parts of the panel for a custom repetition: rows of days and months to tick, and a month with its dates marked.

Know no rule: the panel makes one of what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dainvo.ui import dates, mirror, theme
from dainvo.ui.controls import grown, plain, tool

_CELL_PX = 22


class Ticks(QWidget):
    """Buttons that stay pressed, at least one of them. `changed` comes when the user presses one."""

    changed = Signal()

    def __init__(self, name: str, shown: Sequence[tuple[int, str, str]], *, columns: int) -> None:
        """`shown`: (number, face, whole name) of each button, in order."""
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[int, QPushButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for place, (number, face, whole) in enumerate(shown):
            made = QPushButton(face)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("tick", True)
            made.setAccessibleName(whole)
            made.setToolTip(whole)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _on, number=number: self._pressed(number))
            grid.addWidget(made, place // columns, place % columns)
            self.buttons[number] = made

    def chosen(self) -> tuple[int, ...]:
        """The numbers that are ticked, in order."""
        return tuple(sorted(number for number, made in self.buttons.items() if made.isChecked()))

    def choose(self, numbers: Sequence[int]) -> None:
        for number, made in self.buttons.items():
            made.setChecked(number in numbers)

    def _pressed(self, number: int) -> None:
        if self.chosen():
            self.changed.emit()
        else:
            self.buttons[number].setChecked(True)  # it has to be on some day


def weekday_ticks(name: str) -> Ticks:
    """The days of the week from the first one of the locale, numbered from Monday 0."""
    first = dates.first_of_week()
    order = [(first - 1 + place) % 7 for place in range(7)]
    return Ticks(name, [(day, dates.weekday(day + 1), dates.weekday(day + 1, long=True)) for day in order], columns=7)


def month_ticks(name: str) -> Ticks:
    numbers = range(1, 13)
    shown = [(number, dates.month_name(number, short=True).rstrip("."), dates.month_name(number)) for number in numbers]
    return Ticks(name, shown, columns=6)


class DatesMonth(QWidget):
    """A month with the next dates of a series marked, the first filled; arrows turn it. Picks nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._first = date(2000, 1, 1)
        self._title = plain(style="body_strong")
        self.back = tool("chevron-left", self.tr("Previous month"), small=True)
        self.on = tool("chevron-right", self.tr("Next month"), small=True)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.cells = _Cells()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        head.addWidget(self.on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.cells)
        layout.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_dates(self, found: Sequence[date]) -> None:
        """Mark these; the month of the first is turned to if that changed."""
        first = found[0] if found else self._first
        if first != self._first or (self.cells.month.year, self.cells.month.month) == (2000, 1):
            self._first = first
            self.cells.month = first.replace(day=1)
        self.cells.marked = frozenset(found)
        self.cells.first = first
        self._name()

    def _turn(self, months: int) -> None:
        number = self.cells.month.year * 12 + self.cells.month.month - 1 + months
        if 12 <= number < 9999 * 12:
            self.cells.month = date(number // 12, number % 12 + 1, 1)
            self._name()

    def _name(self) -> None:
        month = self.cells.month
        text = self.tr("{month} {year}").format(month=dates.month_name(month.month), year=month.year)
        self._title.setText(text)
        marked = [
            str(day.day) for day in sorted(self.cells.marked) if (day.year, day.month) == (month.year, month.month)
        ]
        said = self.tr("{month}: {days}").format(month=text, days=", ".join(marked) or self.tr("no date"))
        self.cells.setAccessibleName(said)
        self.cells.update()


class _Cells(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.month = date(2000, 1, 1)
        self.first = self.month
        self.marked: frozenset[date] = frozenset()
        self.setFont(theme.font("month_time"))
        metrics = self.fontMetrics()
        self._side = max(_CELL_PX, metrics.height() + 4, metrics.horizontalAdvance("30") + grown(5))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(7 * self._side, 7 * self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror.turn(painter, self.width())
        colours, side = theme.tokens(), self._side
        weekday = dates.first_of_week()
        start = dates.week_start(self.month, weekday)
        painter.setPen(colours.text3)
        for column in range(7):
            letter = dates.weekday_letter((weekday - 1 + column) % 7 + 1)
            mirror.words(painter, QRectF(column * side, 0, side, side), Qt.AlignmentFlag.AlignCenter, letter)
        for number in range(42):
            day = start + timedelta(days=number)
            if day.month != self.month.month:
                continue
            box = QRectF(number % 7 * side, (number // 7 + 1) * side, side, side)
            painter.setPen(colours.text2)
            if day in self.marked:
                round_box = box.adjusted(1, 1, -1, -1)
                painter.setPen(QPen(colours.accent, 1.5) if day != self.first else Qt.PenStyle.NoPen)
                painter.setBrush(colours.accent if day == self.first else colours.selection)
                painter.drawEllipse(round_box)
                painter.setPen(colours.on_accent if day == self.first else colours.text)
            mirror.words(painter, box, Qt.AlignmentFlag.AlignCenter, str(day.day))
