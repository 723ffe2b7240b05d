"""The panel for a custom repetition: how often, on which days, until when, and a month with the dates that gives (E09).

Makes a pattern; what the dates are is asked of `ical.pattern`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dainvo.ical.pattern import ALL_DAYS, ORDINALS, WEEKEND, WORK_DAYS, Pattern, nth_of
from dainvo.ui import dates, mirror, theme
from dainvo.ui.controls import ElidedBox, grown, plain, row
from dainvo.ui.editor import rule_words
from dainvo.ui.editor.fields import DateField
from dainvo.ui.editor.repeat_parts import DatesMonth, month_ticks, weekday_ticks

_FREQS = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_MOST = 999
_DAY = re.compile(r"\s*(\d{1,2})\s*\.?\s*$")


class RepeatPanel(QFrame):
    """`changed` comes with every choice of the user."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("tone", "plain")
        self._start: datetime | date = date(2000, 1, 1)
        self._wkst = 0
        self.interval = _number(self.tr("Repeat every how many"))
        self.unit = _box(self.tr("Days, weeks, months or years"), 72)
        self.weekdays = weekday_ticks(self.tr("On which days of the week"))
        self.months = month_ticks(self.tr("In which months"))
        self.place = _Place()
        self.end = _box(self.tr("Ends"), 72)
        self.until = DateField(self.tr("Last day"), date(2000, 1, 1))
        self.count = _number(self.tr("How many times"))
        self.preview = DatesMonth()
        for key, text in (("never", self.tr("never")), ("until", self.tr("on a day")), ("count", self.tr("after"))):
            self.end.addItem(text, key)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._days = QStackedWidget()  # one page for each unit, so that nothing below moves
        for page in (QWidget(), self.weekdays):
            self._days.addWidget(page)
        self._ends = QStackedWidget()
        times = QWidget()
        times.setLayout(row(self.count, plain(self.tr("times"), role="text2"), None, spacing=6))
        day = QWidget()
        day.setLayout(row(self.until, None))
        for page in (QWidget(), day, times):
            self._ends.addWidget(page)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(row(_label(self.tr("Every")), self.interval, self.unit, None, spacing=6))
        left.addWidget(self.weekdays)
        left.addWidget(self.months)
        left.addWidget(self.place)
        left.addLayout(row(_label(self.tr("Ends")), self.end, self._ends, spacing=6))
        left.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(16)
        outer.addLayout(left, 1)
        outer.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.interval.valueChanged.connect(lambda _value: self._edited())
        self.unit.activated.connect(lambda _index: self._other_unit())
        self.weekdays.changed.connect(self._edited)
        self.months.changed.connect(self._edited)
        self.place.changed.connect(self._edited)
        self.end.activated.connect(lambda _index: self._other_end())
        self.until.chosen.connect(lambda _day: self._edited())
        self.until.typed_nonsense.connect(self._edited)
        self.count.valueChanged.connect(lambda _value: self._edited())

    def show_pattern(self, pattern: Pattern, start: datetime | date, found: list[date]) -> None:
        """Show a pattern for an event at `start`, and the dates it gives."""
        self._start, self._wkst = start, pattern.wkst
        controls = (self.interval, self.unit, self.end, self.count, self.place)
        blockers = [QSignalBlocker(control) for control in controls]
        self.interval.setValue(pattern.interval)
        self._name_units(pattern.interval)
        self.unit.setCurrentIndex(_FREQS.index(pattern.freq))
        self.weekdays.choose(pattern.weekdays if pattern.freq == "WEEKLY" and pattern.weekdays else (start.weekday(),))
        self.months.choose(pattern.months or (start.month,))
        self.place.show_pattern(pattern, start)
        self.end.setCurrentIndex(1 if pattern.until is not None else 2 if pattern.count is not None else 0)
        if not self.until.wrong:
            self.until.set_value(pattern.until or _in_three_months(start))
        self.count.setValue(pattern.count if pattern.count is not None else 10)
        blockers.clear()
        self._show_parts()
        self.preview.show_dates(found)

    def pattern(self) -> Pattern:
        """What the panel says."""
        freq = _FREQS[self.unit.currentIndex()]
        made = Pattern(freq, self.interval.value(), wkst=self._wkst)
        if freq == "WEEKLY":
            chosen = self.weekdays.chosen()
            made = replace(made, weekdays=() if chosen == (self._start.weekday(),) else chosen)
        elif freq == "MONTHLY":
            made = self.place.into(made)
        elif freq == "YEARLY":
            chosen = self.months.chosen()
            made = self.place.into(replace(made, months=() if chosen == (self._start.month,) else chosen))
        if made.freq != "WEEKLY" or made.interval == 1 or len(made.weekdays) < 2:
            made = replace(made, wkst=0)
        if self.end.currentData() == "until":
            return replace(made, until=self.until.value())
        return replace(made, count=self.count.value()) if self.end.currentData() == "count" else made

    @property
    def problem(self) -> str:
        """What is wrong, in words; empty if nothing is."""
        if self.place.isVisibleTo(self) and self.place.wrong:
            return self.tr("Write days of the month as numbers, such as 1, 15 or last")
        if self.end.currentData() != "until":
            return ""
        if self.until.wrong:
            return self.tr("This is no date that Dainvo understands")
        return self.tr("The repetition ends before it begins") if self.until.value() < _day(self._start) else ""

    def wrong_field(self) -> QWidget:
        return self.place.days if self.place.isVisibleTo(self) and self.place.wrong else self.until

    def _name_units(self, interval: int) -> None:
        one = (self.tr("day"), self.tr("week"), self.tr("month"), self.tr("year"))
        several = (self.tr("days"), self.tr("weeks"), self.tr("months"), self.tr("years"))
        for place, text in enumerate(one if interval == 1 else several):
            if place < self.unit.count():
                self.unit.setItemText(place, text)
            else:
                self.unit.addItem(text)

    def _show_parts(self) -> None:
        freq = _FREQS[self.unit.currentIndex()]
        self.weekdays.setVisible(freq == "WEEKLY")
        self.months.setVisible(freq == "YEARLY")
        self.place.setVisible(freq in ("MONTHLY", "YEARLY"))
        self._ends.setCurrentIndex(self.end.currentIndex())

    def _other_unit(self) -> None:
        self._show_parts()
        self._edited()

    def _other_end(self) -> None:
        if self.end.currentData() == "until" and self.until.value() < _day(self._start):
            self.until.set_value(_in_three_months(self._start))
        self._show_parts()
        self._edited()

    def _edited(self) -> None:
        self._name_units(self.interval.value())
        self.changed.emit()


class _Place(QWidget):
    """Which day of a month: by its number, or by weekday."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wrong = False
        self._start: datetime | date = date(2000, 1, 1)
        self.by_day = QRadioButton(self.tr("On day"))
        self.by_weekday = QRadioButton(self.tr("On the"))
        self._group = QButtonGroup(self)
        for radio in (self.by_day, self.by_weekday):
            self._group.addButton(radio)
        self.days = QLineEdit()
        self.days.setFixedHeight(grown(28))
        self.days.setAccessibleName(self.tr("Days of the month"))
        self.days.setToolTip(self.tr("One or several, such as 1, 15 or last"))
        self.ordinal = _box(self.tr("Which one of the month"), 72)
        self.what = _box(self.tr("Day of the week"), 72)
        for number in ORDINALS:
            self.ordinal.addItem(rule_words.ordinal(number), number)
        for day in range(7):
            self.what.addItem(dates.weekday(day + 1, long=True), (day,))
        for days in (ALL_DAYS, WORK_DAYS, WEEKEND):
            self.what.addItem(rule_words.one_of(days), days)
        wide = max(self.by_day.sizeHint().width(), self.by_weekday.sizeHint().width())
        for radio in (self.by_day, self.by_weekday):
            radio.setMinimumWidth(wide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self.by_day, self.days, spacing=6))
        chosen = row(self.by_weekday, self.ordinal, self.what, spacing=6)
        for place in (1, 2):
            chosen.setStretch(place, 1)
        layout.addLayout(chosen)
        self.days.editingFinished.connect(self._read)
        self.days.textEdited.connect(lambda _text: self.by_day.setChecked(True))
        self._group.buttonClicked.connect(lambda _radio: self.changed.emit())
        for box in (self.ordinal, self.what):
            box.activated.connect(lambda _index: self._weekday_chosen())

    def show_pattern(self, pattern: Pattern, start: datetime | date) -> None:
        self._start = start
        with QSignalBlocker(self._group):
            (self.by_weekday if pattern.ordinal else self.by_day).setChecked(True)
        if not self.wrong:
            self.days.setText(_written(pattern.month_days or (start.day,)))
        self.ordinal.setCurrentIndex(self.ordinal.findData(pattern.ordinal or nth_of(start)))
        self.what.setCurrentIndex(_index_of(self.what, pattern.weekdays if pattern.ordinal else (start.weekday(),)))

    def into(self, pattern: Pattern) -> Pattern:
        """`pattern` with the day chosen here."""
        if self.by_weekday.isChecked():
            return replace(pattern, ordinal=self.ordinal.currentData(), weekdays=tuple(self.what.currentData()))
        days = _read_days(self.days.text()) or ()
        if pattern.freq == "YEARLY":
            days = days[:1]
        return replace(pattern, month_days=() if days == (self._start.day,) else days)

    def _weekday_chosen(self) -> None:
        self.by_weekday.setChecked(True)
        self.changed.emit()

    def _read(self) -> None:
        self.wrong = _read_days(self.days.text()) is None
        self.days.setProperty("wrong", self.wrong)
        theme.repolish(self.days)
        self.changed.emit()


def _read_days(text: str) -> tuple[int, ...] | None:
    """Days of a month as typed, -1 for the last; None if they are none."""
    found = set()
    for part in re.split(r"[,;]|\s+", text.strip().lower()):
        number = _DAY.match(part)
        if part in ("last", rule_words.ordinal(-1).lower()):
            found.add(-1)
        elif number and 1 <= int(number[1]) <= 31:
            found.add(int(number[1]))
        elif part:
            return None
    return tuple(sorted(found)) or None


def _written(days: tuple[int, ...]) -> str:
    ordered = sorted(days, key=lambda day: (day < 0, day))
    return ", ".join(rule_words.ordinal(-1) if day < 0 else str(day) for day in ordered)


def _index_of(box: QComboBox, days: tuple[int, ...]) -> int:
    return next((place for place in range(box.count()) if tuple(box.itemData(place)) == days), 0)


def _day(moment: datetime | date) -> date:
    return date.fromordinal(moment.toordinal())


def _in_three_months(start: datetime | date) -> date:
    return date.fromordinal(start.toordinal() + 91)


def _label(text: str) -> QWidget:
    made = plain(text, role="text2")
    made.setMinimumWidth(max(grown(40), made.sizeHint().width()))
    return made


class _Box(ElidedBox):
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(8, 0)  # what the arrow takes of the style's own width


def _box(name: str, wide: int) -> QComboBox:
    made = _Box()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # as far as there is room
    made.setFixedHeight(grown(28))
    made.setMinimumWidth(grown(wide))
    return made


class _Number(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls the form


def _number(name: str) -> QSpinBox:
    made = _Number()
    made.setAccessibleName(name)
    made.setRange(1, _MOST)
    made.lineEdit().setTextMargins(*mirror.sides(4, 0, 0, 0))
    made.setFixedHeight(grown(28))
    made.setMinimumWidth(grown(64))
    return made
