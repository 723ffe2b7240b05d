"""Fields for a time and a day: what is typed is understood in many forms, and nonsense is marked, not changed (E38).

Knows no event: the editor keeps start and end in step.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QFrame,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
)

from dainvo.ui import dates, mirror, theme
from dainvo.ui.compositor import composites
from dainvo.ui.controls import grown, stand_out
from dainvo.ui.editor import phrases
from dainvo.ui.editor.typed import parse_date, parse_time
from dainvo.ui.mini_month import MiniMonth

_FULL_DAY = 24 * 60
_FRAME_PX = 6  # of a list, at each side
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}  # days


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
        self._model: QStandardItemModel | None = None

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
        if sign is None or self._is_listing():
            super().keyPressEvent(event)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        self.step(sign * (5 if shift else 60 if alt else 15))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.isReadOnly() and not self.hasSelectedText():
            self.selectAll()  # what is typed now replaces it; a second click sets the cursor
            self.list_times()

    def _is_listing(self) -> bool:
        popup = self.completer().popup() if self._model is not None else None
        return popup is not None and popup.isVisible()

    def _times(self) -> QStandardItemModel:
        """What the list shows; both are made when it first opens, which takes its time."""
        if self._model is None:
            self._model = QStandardItemModel(self)
            made = QCompleter(self._model, self)
            made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            made.setCompletionRole(Qt.ItemDataRole.UserRole)
            made.setMaxVisibleItems(9)
            made.activated.connect(lambda _text: self._read())
            self.setCompleter(made)
            stand_out(made)
        return self._model

    def list_times(self) -> None:
        """Open the list: half hours of the day, or with a base the lengths from there ("12:00 · 1 h")."""
        model = self._times()
        model.clear()
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
            model.appendRow(item)
        completer = self.completer()
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
    """A month under a field, to pick a day from with the mouse. The keys stay the field's."""

    def __init__(self, field: DateField, today: date) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, composites())  # round corners
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(field)
        self.month = MiniMonth(lambda: today, dates.first_of_week())
        self.month.cells.ringed = True
        self.month.date_chosen.connect(field.pick)
        self.month.days_chosen.connect(lambda first, _last: field.pick(first))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.month)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride):
            return self._field.event(event)
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press in the field sets its cursor; any other outside closes the month."""
        at = self._field.mapFromGlobal(event.globalPosition().toPoint())
        if self._field.rect().contains(at):
            self._field.setCursorPosition(self._field.cursorPositionAt(at))
        else:
            super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._field.take_typed()


class DateField(_Field):
    """A day, typed in many forms. Up and Down step a day, Page keys a week.

    A click or F4 shows a month, which follows what is typed; while it is there the arrows move in it, and Esc
    brings back the day that stood there before.
    """

    chosen = Signal(object)  # date
    typed_nonsense = Signal()

    def __init__(self, name: str, today: date) -> None:
        super().__init__(name, phrases.full_day(date(2026, 9, 30)), 84)
        self._today = today
        self._day = self._before = today
        self.short = False  # leave out the year
        self.popup: _MonthPopup | None = None
        self.textEdited.connect(self._follow)

    def value(self) -> date:
        return self._day

    def set_value(self, value: date) -> None:
        self._day = value
        self.setText(self._said(value))
        self.setCursorPosition(0)
        self.mark(False)
        self._turn_to(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F4 and not self.isReadOnly():
            self.open_month()
        elif self.popup is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.popup.close()
        elif self.popup is not None and key == Qt.Key.Key_Escape:
            self.pick(self._before)
        elif (days := self._steps(mirror.key(key))) and not self.isReadOnly():
            self._take(dates.ahead(self._day, days))
            if self.popup is not None:
                self.selectAll()
        else:
            super().keyPressEvent(event)

    def _steps(self, key: Qt.Key) -> int:
        """How many days a key moves by; in the month as the days stand there, as long as nothing is typed."""
        if self.popup is None:
            return _STEPS.get(key, 0)
        beside = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1} if self.selectedText() == self.text() else {}
        return {**_STEPS, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7, **beside}.get(key, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.isReadOnly() and not self.hasSelectedText():
            self.open_month()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.popup is None:
            super().focusOutEvent(event)
        elif event.reason() != Qt.FocusReason.PopupFocusReason:  # the month's own opening takes nothing away
            self.popup.close()
            super().focusOutEvent(event)

    def open_month(self) -> None:
        """Show the month under the field, or above where the screen ends; the next key replaces the text."""
        self.selectAll()
        if self.popup is not None:
            return
        self._before = self._day
        self.popup = popup = _MonthPopup(self, self._today)
        self._turn_to(self._day)
        popup.adjustSize()
        at = mirror.begun(mirror.corner(self, 2), popup.width())
        if at.y() + popup.height() > self.screen().availableGeometry().bottom():
            at.setY(self.mapToGlobal(QPoint(0, -2)).y() - popup.height())
        popup.move(at)
        popup.show()

    def pick(self, day: date) -> None:
        """Take this day, and put the month away."""
        self._take(day)
        if self.popup is not None:
            self.popup.close()

    def take_typed(self) -> None:
        """The month is gone: what stands in the field counts."""
        self.popup = None
        self._read()

    def _follow(self, text: str) -> None:
        typed = parse_date(text, today=self._today, near=self._day) if self.popup is not None else None
        if typed is not None:
            self._turn_to(typed)

    def _turn_to(self, day: date) -> None:
        if self.popup is not None:
            self.popup.month.show_range(day, day, dates.within(day))

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
        self._style = style
        self.setFont(theme.font(style))
        self.textChanged.connect(self._weigh)
        self.setPlaceholderText(f"\u200a{name}")  # clear of the caret, which stands where a title begins
        self.setAccessibleName(name)
        self.setTextMargins(*mirror.sides(-2, 0, 0, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._weigh(self.text())

    def _weigh(self, text: str) -> None:
        """What stands there while there is no title is lighter than a title."""
        font = theme.font(self._style)
        if not text:
            font = QFont(font)
            font.setWeight(QFont.Weight.Normal)
        if font != self.font():
            self.setFont(font)

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
