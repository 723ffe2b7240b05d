"""Fields for a time and a day: what is typed is understood in many forms, and nonsense is marked, not changed (E38).

Knows no event: the editor keeps start and end in step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QDate, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QCompleter,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dainvo.ui import dates, mirror, theme
from dainvo.ui.controls import grown, stand_out
from dainvo.ui.editor import phrases
from dainvo.ui.editor.typed import parse_date, parse_time

_FULL_DAY = 24 * 60
_FRAME_PX = 6  # of a list, at each side


class _Field(QLineEdit):
    """A line that is read when it is left or Enter is pressed."""

    def __init__(self, name: str, longest: str, least: int) -> None:
        super().__init__()
        self._longest, self._least = longest, least
        self.setAccessibleName(name)
        self.setFixedHeight(grown(28))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setTextMargins(-2, 0, -2, 0)
        self.wrong = False
        self.editingFinished.connect(self._read)

    def sizeHint(self) -> QSize:
        """Wide enough for the longest value and its frame."""
        self.ensurePolished()
        return QSize(max(self._least, self.fontMetrics().horizontalAdvance(self._longest) + 18), grown(28))

    def minimumSizeHint(self) -> QSize:
        return QSize(grown(self._least), grown(28))

    def mark(self, wrong: bool) -> None:
        if wrong != self.wrong:
            self.wrong = wrong
            self.setProperty("wrong", wrong)
            theme.repolish(self)

    def _read(self) -> None:
        raise NotImplementedError


class TimeField(_Field):
    """A time of day. Arrows step 15 min, with Shift 5, with Alt 1 h; a click lists times.

    `chosen` comes when the user set another time, `typed_nonsense` when what stands there is none.
    """

    chosen = Signal(object)  # time, or timedelta relative to `base`
    typed_nonsense = Signal()

    def __init__(self, name: str, *, base: Callable[[], datetime | None] | None = None) -> None:
        super().__init__(name, phrases.clock(time(22, 58)), 52)
        self._base = base
        self._time = time(0)
        self._model = QStandardItemModel(self)
        list_of_times = QCompleter(self._model, self)
        list_of_times.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        list_of_times.setCompletionRole(Qt.ItemDataRole.UserRole)
        list_of_times.setMaxVisibleItems(9)
        list_of_times.activated.connect(lambda _text: self._read())
        self.setCompleter(list_of_times)

    def value(self) -> time:
        return self._time

    def set_value(self, value: time) -> None:
        self._time = value
        self.setText(phrases.clock(value))
        self.mark(False)

    def step(self, minutes: int) -> None:
        """Move by minutes; the day does not change."""
        total = (self._time.hour * 60 + self._time.minute + minutes) % _FULL_DAY
        self.set_value(time(total // 60, total % 60))
        self.chosen.emit(self._time)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        popup = self.completer().popup()
        if sign is None or (popup is not None and popup.isVisible()):
            super().keyPressEvent(event)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        self.step(sign * (5 if shift else 60 if alt else 15))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.isReadOnly() and not self.hasSelectedText():
            self.list_times()

    def list_times(self) -> None:
        """Open the list: half hours of the day, or with a base the lengths from there ("12:00 · 1 h")."""
        self._model.clear()
        base = self._base() if self._base is not None else None
        steps = range(0, _FULL_DAY, 30) if base is None else [15, 30, 45, *range(60, 12 * 60, 30)]
        for minutes in steps:
            if base is None:
                text = shown = phrases.clock(time(minutes // 60, minutes % 60))
            else:
                text = phrases.clock(base + timedelta(minutes=minutes))
                shown = f"{text} · {phrases.length(timedelta(minutes=minutes))}"
            item = QStandardItem(shown)
            item.setData(text, Qt.ItemDataRole.UserRole)
            self._model.appendRow(item)
        completer = self.completer()
        stand_out(completer)  # not before: making a list that is never opened takes its time
        completer.complete()
        popup = completer.popup()
        if popup is not None:
            words = popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width() + 2 * _FRAME_PX
            popup.resize(max(popup.width(), words, 128), popup.height())
            if base is None:
                now = popup.model().index((self._time.hour * 60 + self._time.minute) // 30, 0)
                popup.scrollTo(now, QAbstractItemView.ScrollHint.PositionAtTop)

    def _read(self) -> None:
        if self.isReadOnly():
            return
        typed = parse_time(self.text())
        if typed is None:
            self.mark(True)
            self.typed_nonsense.emit()
            return
        if isinstance(typed, time):
            changed = typed != self._time or self.wrong
            self.set_value(typed)
            if changed:
                self.chosen.emit(typed)
            return
        self.mark(False)
        self.chosen.emit(typed)


class _MonthPopup(QFrame):
    """A month to pick a day from, dressed by the theme in use."""

    def __init__(self, parent: QWidget, today: date, picked: Callable[[date], None]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.month = QCalendarWidget()
        self.month.setFirstDayOfWeek(Qt.DayOfWeek(dates.first_of_week()))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        plain = QTextCharFormat()
        plain.setForeground(theme.tokens().text)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(theme.tokens().text2)
        head.setBackground(theme.tokens().view)
        self.month.setHeaderTextFormat(head)
        now = QTextCharFormat()
        now.setForeground(theme.tokens().accent)
        now.setFontWeight(QFont.Weight.Bold)
        self.month.setDateTextFormat(QDate(today.year, today.month, today.day), now)
        self.month.setMinimumHeight(grown(220))  # days of 24 px and more
        for key, name in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
            arrow = self.month.findChild(QToolButton, key)
            if isinstance(arrow, QToolButton):
                theme.set_icon(arrow, name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.month)
        self.month.clicked.connect(lambda day: self._take(day, picked))
        self.month.activated.connect(lambda day: self._take(day, picked))

    def _take(self, day: QDate, picked: Callable[[date], None]) -> None:
        picked(date(day.year(), day.month(), day.day()))
        self.close()


class DateField(_Field):
    """A day. Up and Down step a day, Page keys a month; F4 or a click opens a month."""

    chosen = Signal(object)  # date
    typed_nonsense = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__(name, phrases.full_day(date(2026, 9, 30)), 84)
        self._today = today
        self._day = today
        self.short = False  # leave out the year
        self.popup: _MonthPopup | None = None

    def value(self) -> date:
        return self._day

    def set_value(self, value: date) -> None:
        self._day = value
        self.setText(self._said(value))
        self.setCursorPosition(0)
        self.mark(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
        away = days.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_F4:
            self.open_month()
        elif away is not None and not self.isReadOnly():
            self._take(self._day + timedelta(days=away))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.isReadOnly() and not self.hasSelectedText():
            self.open_month()

    def open_month(self) -> None:
        """Show the month under the field."""
        popup = _MonthPopup(self, self._today, self._take)
        popup.month.setSelectedDate(QDate(self._day.year, self._day.month, self._day.day))
        popup.adjustSize()
        popup.move(mirror.begun(mirror.corner(self, 2), popup.width()))
        popup.show()
        popup.month.setFocus()

    def _said(self, day: date) -> str:
        return dates.short_day(day) if self.short else phrases.full_day(day)

    def _take(self, day: date) -> None:
        changed = day != self._day or self.wrong
        self.set_value(day)
        if changed:
            self.chosen.emit(day)

    def _read(self) -> None:
        if self.isReadOnly() or self.text() == self._said(self._day):
            self.mark(False)
            return
        typed = parse_date(self.text(), today=self._today, near=self._day)
        if typed is None:
            self.mark(True)
            self.typed_nonsense.emit()
        else:
            self._take(typed)


class TitleField(QLineEdit):
    """The title: large, with a line under it that shows focus and error, drawn elsewhere unless `ruled`."""

    looks_changed = Signal()

    def __init__(self, name: str, style: str = "title", *, ruled: bool = True) -> None:
        super().__init__()
        self._ruled = ruled
        self.wrong = False
        self.setProperty("bare", True)
        high = grown(36)  # the sheet has the last word on it
        bare = "padding: 0; border: none; background: transparent;"
        self.setStyleSheet(f"QLineEdit {{ min-height: {high}px; max-height: {high}px; {bare} }}")
        self.setFont(theme.font(style))
        self.setPlaceholderText(f"\u200a{name}")  # clear of the caret, which stands where a title begins
        self.setAccessibleName(name)
        self.setTextMargins(*mirror.sides(-2, 0, 0, 0))

    def mark(self, wrong: bool) -> None:
        self.wrong = wrong
        self._look()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keep the text unselected: the next key adds to a title and does not replace it."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.end(False)
        self._look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look()

    def _look(self) -> None:
        self.update()
        self.looks_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ruled:
            self.paint_rule(QPainter(self), self.rect())

    def paint_rule(self, painter: QPainter, box: QRect) -> None:
        """The line, along the lower edge of `box`."""
        colours = theme.tokens()
        strong = self.wrong or self.hasFocus()
        colour = colours.danger if self.wrong else colours.accent if strong else colours.control_border
        painter.fillRect(box.adjusted(0, box.height() - (2 if strong else 1), 0, 0), colour)
