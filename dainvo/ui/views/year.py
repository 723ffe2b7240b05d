"""The year (V07): twelve small months, a day the stronger tinted the more is on it.

Reads how full the days are, and the events of a day only while it is pointed at; changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates, mirror, theme
from dainvo.ui.language import counted
from dainvo.ui.views import names, year_page
from dainvo.ui.views.view import Shelf, announce
from dainvo.ui.views.wheel import Notches
from dainvo.ui.views.year_page import YearPage
from dainvo.ui.views.year_picture import YearPicture

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.store.filled import Fill


class YearView(QAbstractScrollArea):
    """Signals as those of `views.view.View`; `month_requested` carries the first of a month whose name was clicked."""

    event_activated = Signal(object, QRect)
    event_opened = Signal(object)
    event_moved = Signal(object, object, object)
    event_copied = Signal(object, object, object)
    event_menu = Signal(object, QPoint)
    join_requested = Signal(object)
    slot_activated = Signal(object, object, QRect)
    date_requested = Signal(date)
    date_changed = Signal(date)
    month_requested = Signal(date)

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._settings = settings
        self._date = shelf.now().date()
        self._renewing = QTimer(self, singleShot=True)  # a month at a time: what the user does comes between them
        self._renewing.timeout.connect(self._renew)
        self._picture = YearPicture(self, shelf)
        self._hovered: date | int | None = None  # a day, or the number of a month whose name it is
        self._keyed = False  # whether the keyboard was used last: only then the day has a ring
        self._notches = Notches()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(34)

    # the page

    @property
    def page(self) -> YearPage:
        return YearPage(
            self._date.year,
            self.viewport().width(),
            self.viewport().height(),
            dates.first_weekday(self._settings.first_weekday),
        )

    @property
    def filled(self) -> dict[date, Fill]:
        """How full the days of the year are; what has changed is read again first."""
        self._picture.days(self._date.year)
        while self._renew():
            pass
        return self._picture.days(self._date.year)

    def _tell_count(self) -> None:
        days = len(self._picture.days(self._date.year))
        said = counted("YearView", "{year}, 1 day with events", "{year}, %n days with events", days)
        self.setAccessibleName(said.format(year=self._date.year))

    def visible_range(self) -> tuple[date, date]:
        return date(self._date.year, 1, 1), date(self._date.year, 12, 31)

    def show_date(self, day: date) -> None:
        """Show the year of `day`, its month in sight."""
        if day.year != self._date.year:
            self._date = day
            self._forget()
        self._date = day
        self._make_visible()
        self.viewport().update()

    def step(self, pages: int) -> date:
        """The same day `pages` years on; 29 February becomes the 28th."""
        year = max(dates.FIRST.year, min(dates.LAST.year, self._date.year + pages))
        leap_day = (self._date.month, self._date.day) == (2, 29)
        return dates.within(self._date.replace(year=year, day=28) if leap_day else self._date.replace(year=year))

    def refresh(self) -> None:
        """Read again how full the days are, soon or when they are next seen."""
        self._touch(None, None)

    def take_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._forget()

    def on_changes(self, changes: Changes) -> None:
        """Read again if `changes` touch the year, or which calendars are shown."""
        if changes.collection_list:
            self.refresh()
        elif changes.touches(*self.visible_range()):
            self._touch(changes.first, changes.last)

    def on_minute(self) -> None:
        """Today may be another day."""
        self.viewport().update()

    def _forget(self) -> None:
        self._picture.forget()
        self.viewport().update()

    def _touch(self, first: date | None, last: date | None) -> None:
        if not self.isVisible() or self._picture.shown is None:
            self._forget()
            return
        self._picture.touch(first, last)
        self._renewing.start()

    def _renew(self) -> bool:
        """Read and paint the next month that has changed; False if there is none."""
        month = self._picture.renew(self.page)
        if month:
            self._tell_count()
            self.viewport().update()
        if month is not None:
            self._renewing.start()
        return month is not None

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        is_new = self._picture.shown is None
        drawn = self._picture.of(self.page, self._shelf.now().date())
        if is_new:
            self._tell_count()
        painter = QPainter(self.viewport())
        painter.drawPixmap(QPointF(0, -self.verticalScrollBar().value()), drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirror.turn(painter, self.viewport().width())
        painter.translate(0, -self.verticalScrollBar().value())
        if self._hovered is not None:
            self._paint_hovered(painter, self._hovered)
        if self._keyed and self.hasFocus():
            year_page.paint_cursor(painter, self.page.cell(self._date))
        painter.end()

    def _paint_hovered(self, painter: QPainter, hovered: date | int) -> None:
        place = self.page.title(hovered) if isinstance(hovered, int) else self.page.cell(hovered)
        faint = QColor(theme.tokens().text)
        faint.setAlphaF(0.07)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(faint)
        box = place.adjusted(-4, 3, 0, -3) if isinstance(hovered, int) else place.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 6, 6)

    # focus

    def current_event(self) -> tuple[Occurrence, QRect] | None:
        """None: a year has days, and no events that could have the focus."""
        return None

    def current_slot(self) -> tuple[datetime, datetime, QRect]:
        """A slot on the day of the cursor: 10:00, today the next full hour."""
        now = self._shelf.now()
        hour = min(23, now.hour + 1) if self._date == now.date() else 10
        start = datetime.combine(self._date, time(hour), self._shelf.zone)
        return start, start + timedelta(minutes=self._settings.event_minutes), self._on_screen(self._date)

    def select(self, event: Occurrence | None) -> None:
        """Put the cursor on the day on which `event` begins."""
        if event is not None:
            self.show_date(event.start.date() if isinstance(event.start, datetime) else event.start)

    def place_of(self, event: Occurrence | date) -> QRect:
        """A day, or that on which `event` begins, on the screen."""
        start = event if isinstance(event, date) else event.start
        return self._on_screen(start.date() if isinstance(start, datetime) else start)

    # what screen readers find: the days (X02)

    @property
    def current_day(self) -> date:
        """The day in focus."""
        return self._date

    def listed(self) -> list[date]:
        """Every day of the year."""
        first, last = self.visible_range()
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def spoken(self, day: date) -> str:
        """What a screen reader says of a day."""
        fill = self._picture.days(self._date.year).get(day)
        return names.day(day, self._shelf.now().date(), 0 if fill is None else fill.timed + fill.whole)

    def choose(self, day: date) -> None:
        """What Enter does to a day."""
        self.date_requested.emit(day)

    def go_to_now(self) -> None:
        self._make_visible()

    def _on_screen(self, day: date) -> QRect:
        seen = self.page.cell(day).translated(0, -self.verticalScrollBar().value()).toRect()
        cell = mirror.box(seen, self.viewport().width())
        return QRect(self.viewport().mapToGlobal(cell.topLeft()), cell.size())

    def _make_visible(self) -> None:
        bar, place = self.verticalScrollBar(), self.page.month(self._date.month)
        if place.bottom() > bar.value() + self.viewport().height():
            bar.setValue(round(place.bottom() + 8 - self.viewport().height()))
        if place.top() < bar.value():
            bar.setValue(round(place.top() - 8))

    def _go(self, day: date) -> None:
        day = dates.within(day)
        self.show_date(day)
        self.date_changed.emit(day)
        announce(self, self.spoken(day), day)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyed = True
        self._tell_of(None, QRect())
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key = mirror.key(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in moves:
            self._go(dates.ahead(self._date, moves[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = year_page.last_day(self._date.replace(day=1))
            self._go(self._date.replace(day=1 if key == Qt.Key.Key_Home else last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self._date)
        elif key == Qt.Key.Key_Space:
            self._tell_of(self._date, self._on_screen(self._date))
        else:
            event.ignore()  # the page keys are the window's

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._keyed = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # pointing

    def _at(self, point: QPointF) -> date | int | None:
        point = mirror.point(point, self.viewport().width()) + QPointF(0, self.verticalScrollBar().value())
        number = self.page.month_at(point)
        if number is not None and self.page.title(number).contains(point):
            return number
        return self.page.day_at(point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._at(event.position())
        if under != self._hovered:
            self._hovered = under
            self.viewport().update()
        shape = Qt.CursorShape.ArrowCursor if under is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyed = False
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        under = self._at(event.position())
        if isinstance(under, int):
            self.month_requested.emit(date(self._date.year, under, 1))
        elif under is not None:
            self.date_requested.emit(under)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        sideways = bool(turn.x()) or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not sideways and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
            return
        pages = self._notches.take(mirror.way(turn.x()) or turn.y())
        if pages:
            self._go(self.step(-pages))
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hovered = None
            self.viewport().update()
        return super().viewportEvent(event)

    def _tell(self, event: QHelpEvent) -> None:
        under = self._at(QPointF(event.pos()))
        self._tell_of(under if isinstance(under, date) else None, QRect(event.globalPos(), event.globalPos()))

    def _tell_of(self, day: date | None, place: QRect) -> None:
        """What lies on a day, below `place` of the screen (V24); nothing without one."""
        from PySide6.QtWidgets import QToolTip

        text = ""
        if day is not None:
            text = names.day_tooltip(day, self._shelf.now().date(), self._shelf.on_day(day))
        QToolTip.showText(place.bottomLeft(), text, self.viewport())

    # size, theme

    def _measure(self) -> None:
        page = self.page
        self.verticalScrollBar().setRange(0, max(0, page.whole_height - page.height))
        self.verticalScrollBar().setPageStep(page.height)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture.outdate()
        self._measure()
        self._make_visible()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._picture.outdate()
            self.viewport().update()
