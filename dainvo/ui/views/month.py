"""The month: rows of weeks that roll on without end, bars in lanes, single events as lines, "+N more" for the rest.

Reads through the shelf like the other views and paints itself; opens no cards but the list of a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import dates, mirror
from dainvo.ui.views import month_paint, names, walk, weeks
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.day_page import More
from dainvo.ui.views.look import days_of
from dainvo.ui.views.month_page import MonthPage
from dainvo.ui.views.month_picture import MonthPicture
from dainvo.ui.views.month_rows import MonthRows
from dainvo.ui.views.paged import PagedView
from dainvo.ui.views.view import Shelf, announce, find, same
from dainvo.ui.views.wheel import Notches

if TYPE_CHECKING:
    from dainvo.ui.views.month_drag import MonthDrag
    from dainvo.ui.views.paged import Part


class MonthView(PagedView):
    """Five weeks, six where there is room; the wheel moves by a week, the title follows the middle row.

    `kind` "weeks" has as many rows as the user wants, and pages by them; it begins some weeks before the day (V06)."""

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None, *, kind: str = "month") -> None:
        super().__init__(shelf, settings, parent)
        self._date = shelf.now().date()
        self._kind = kind
        self._first = self._begin(self._date)
        self._page: MonthPage | None = None
        self._rows = MonthRows(shelf)
        self._picture = MonthPicture(self)
        self._seen_page: MonthPage | None = None
        self._hovered: Chip | More | None = None
        self._rolling, self._turning = Notches(), Notches()
        self._drag: MonthDrag | None = None
        self._keyed = False  # whether a key or a click went to the day: only then it has a ring
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # the page

    @property
    def page(self) -> MonthPage:
        if self._page is None:
            self._page = self._laid_out(self._first)
            if self._focused is not None:
                self._focused = find((entry[2] for entry in self._page.entries()), self._focused)
            events, today = self._page.count, self._shelf.now().date()
            self.setAccessibleName(names.page(*self.visible_range(), events, 0, today))
        return self._page

    def _laid_out(self, first: date) -> MonthPage:
        return self._rows.page(first, self._weeks(), self.size(), self._settings)

    def _prepare(self) -> Iterator[None]:
        for way in (self._way, -self._way):
            first, ratio = self._beginning(self.step(way)), self.devicePixelRatioF()
            yield from self._rows.prepare(first, self._weeks(), self.size(), self._settings, ratio)
            if way == self._way:
                yield from self._picture.prepare(self._laid_out(first), self._shelf.now().date())

    def _is_laid_out(self) -> bool:
        return self._page is not None

    def _renew(self) -> Iterator[None]:
        while self._shelf.read_some(*self.visible_range()):
            yield
        yield from self._rows.prepare(self._first, self._weeks(), self.size(), self._settings, self.devicePixelRatioF())
        yield from self._picture.renew(self._laid_out(self._first), self._shelf.now().date())
        self.refresh()

    @property
    def title_date(self) -> date:
        """A day of the month that the title names: that of the middle row."""
        return self._first + timedelta(days=7 * (self._weeks() // 2) + 3)

    def visible_range(self) -> tuple[date, date]:
        return self._first, self._first + timedelta(days=7 * self._weeks() - 1)

    def show_date(self, day: date) -> None:
        """Show the month of `day`, from the week with its first on; the page stays if that month is shown already."""
        first, self._first = self._first, self._beginning(day)
        if first != self._first:
            self._way = 1 if self._first > first else -1
            self._picture.turned()
            self.refresh()
        self._date = day
        self._bring_in_sight(day)
        self.update()

    def _bring_in_sight(self, day: date) -> None:
        """Roll on while weeks that have grown leave that of `day` below the page (L13)."""
        if self._settings.month_all and self.isVisible():
            while (week := (day - self._first).days // 7) > 0 and self.page.is_below(week):
                self._first += timedelta(days=7)
                self.refresh()

    def _beginning(self, day: date) -> date:
        """Where the page begins that shows `day`, after this one."""
        jump, title = self._begin(day), self.title_date
        if self._kind == "weeks":
            return walk.beginning(self._first, 7 * self._weeks(), day, jump) if self.isVisible() else jump
        return self._first if (day.year, day.month) == (title.year, title.month) else jump

    def begin_at(self, day: date) -> None:
        """Some weeks: let the page begin with that of `day` (V18)."""
        self._date = day
        self._first = dates.week_start(day, dates.first_weekday(self._settings.first_weekday))
        self.refresh()

    def step(self, pages: int) -> date:
        """The same day `pages` months on, as far as that month has it; of some weeks, as many weeks on."""
        if self._kind == "weeks":
            return dates.within(dates.ahead(self._date, 7 * self._weeks() * pages))
        return dates.within(weeks.month_on(self._date, pages))

    def roll(self, rows: int) -> None:
        """Move the page by whole weeks."""
        self._first = weeks.rolled(self._first, rows, self._settings)
        first, last = self.visible_range()
        self._date = max(first, min(last, self._date))
        self.refresh()
        self.date_changed.emit(self.title_date)

    def take_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._first = self._begin(self._date if self._kind == "weeks" else self.title_date)
        self.refresh()

    def on_minute(self) -> None:
        """What has just ended or can now be joined changes its look."""
        if self.is_about_today():
            self.refresh()

    def refresh(self) -> None:
        """Read again what is shown, when it is next painted."""
        self._page = self._renewal = None
        self._hovered = self._pieces = None
        self.end_hover()  # what it tells may have changed, and the pointer may be over something else
        self.update()

    def _weeks(self) -> int:
        return weeks.number(self._kind, self._settings, self.height())

    def _begin(self, day: date) -> date:
        return weeks.begin(self._kind, day, self._settings)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        page = self.page
        drawn = self._picture.of(page, self._shelf.now().date(), whole=self._renewal is None)
        if page is not self._seen_page:  # read again, and so are the days beside it, perhaps
            self._seen_page = page
            self._seen()
        painter = QPainter(self)
        painter.drawPixmap(QPointF(0, 0), drawn)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cursor = self._date if self.hasFocus() and self._keyed else None
        month_paint.paint_over(painter, page, self._hovered, self._focused, cursor)
        if self._drag is not None:
            self._drag.paint(painter)
        painter.end()

    # focus

    def current_slot(self) -> tuple[datetime, datetime, QRect]:
        """A slot on the day of the cursor: the next half hour of now's clock, so that it can be typed over."""
        minute = walk.usual_minute(self._shelf.now(), self._date)
        times = walk.slot(self._date, minute, self._settings.event_minutes, self._shelf.zone)
        return *times, self.on_screen(self.page.cell_of(self._date))

    def go_to_now(self) -> None:
        self.select(None)
        if self._kind == "weeks":
            self._first = self._begin(self._date)
            self.refresh()

    def listed(self) -> list[Occurrence]:
        return [chip.event for chip in self.page.chips]

    def events(self) -> list[Occurrence]:
        return self.page.events

    def surfaces(self) -> list[Part]:
        self.dragging()  # hears the pointer after what is asked for here
        return [(self, lambda: self.page.chips, lambda: 0)]

    def moves(self) -> bool:
        return self.dragging().moves

    def put_back(self) -> None:
        self.dragging().cancel()

    def place_of(self, event: Occurrence) -> QRect:
        """Where `event` is on the screen; its day's cell if it is behind "+N more"."""
        chip = next((chip for chip in self.page.chips if same(chip.event, event)), None)
        if chip is not None:
            return self.on_screen(chip.rect)
        return self.on_screen(self.page.cell_of(days_of(event)[0]))

    def on_screen(self, rect: QRectF) -> QRect:
        """Where a rectangle of the page is on the screen."""
        shown = mirror.box(rect.toRect(), self.width())
        return QRect(self.mapToGlobal(shown.topLeft()), shown.size())

    def _go(self, day: date) -> None:
        day = dates.within(day)
        first, last = self.visible_range()
        self._focused = None
        self._date = day
        if not first <= day <= last:
            self._first += timedelta(days=7 * ((day - first).days // 7 if day < first else (day - last).days // 7 + 1))
            self.refresh()
        self._bring_in_sight(day)
        self.update()
        self.date_changed.emit(self._date)
        announce(self, names.day(day, self._shelf.now().date(), len(self.page.on(day))))

    def events_on(self, day: date) -> list[Occurrence]:
        return self.page.on(day)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from dainvo.ui.views import month_keys

        self._keyed = True
        if not month_keys.pressed(self, event):
            super().keyPressEvent(event)

    def move_cursor(self, days: int) -> None:
        """Go to another day; to the side, those without a cell are passed over."""
        hidden = dates.weekdays(self._settings.hidden_weekdays) if abs(days) == 1 else frozenset()
        self._go(walk.beside(self._date, days, hidden))

    def activate(self) -> None:
        """What Enter does: open the event in focus, list a day that hides some, or offer the day of the cursor."""
        if self._focused is not None:
            self.event_activated.emit(self._focused, self.place_of(self._focused))
        elif self.page.hidden_on(self._date):
            self.show_day_list(self._date, self.on_screen(self.page.cell_of(self._date)))
        else:
            self.offer()

    def _pushed(self, event: Occurrence) -> None:
        """An event is shown where the keys have brought it; the page follows."""
        self.refresh()
        if days_of(event)[0] != self._date:
            self._go(days_of(event)[0])
        self._focused = event
        announce(self, self.spoken(event), event)

    def tab_from(self) -> datetime:
        return datetime.combine(self._date, time(), self._shelf.zone)

    def _mark(self) -> None:
        self.update()

    def _reached(self, event: Occurrence) -> None:
        self._date = max(self._first, days_of(event)[0])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._keyed = True
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        super().contextMenuEvent(event)
        chip = self.page.chip_at(mirror.point(QPointF(event.pos()), self.width()))
        if chip is not None and event.reason() != QContextMenuEvent.Reason.Keyboard:
            self.show_menu(chip.event, event.globalPos())

    # pointing

    def dragging(self) -> MonthDrag:
        """The drag over the days of the month."""
        if self._drag is None:
            from dainvo.ui.views.month_drag import MonthDrag  # not before there is a pointer

            self._drag = MonthDrag(self, self)
        return self._drag

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        from dainvo.ui.views import month_mouse

        month_mouse.moved(self, mirror.point(event.position(), self.width()))

    def hover(self, under: Chip | More | None) -> None:
        """Show what the pointer is over, and its card after a while."""
        if under is not self._hovered:
            self._hovered = under
            self.update()
            chip = under if isinstance(under, Chip) else None
            self.point_at(chip.event if chip else None, lambda: self.on_screen(chip.rect if chip else QRectF()))

    def show_cursor(self) -> None:
        """The day that was clicked is where a new event or a copy will be."""
        self._keyed = True
        self.update()

    def left_out(self) -> tuple[list[Occurrence], frozenset[int], QRect]:
        return self.page.missed, dates.weekdays(self._settings.hidden_weekdays), self.on_screen(self.page.badge())

    def leaveEvent(self, event: QEvent) -> None:
        self.hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.end_hover()
        self._keyed = False
        self.dragging().press(event)
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()  # they are the window's
            return
        point = mirror.point(event.position(), self.width())
        day = self.page.day_at(point)
        if day is not None and self.page.chip_at(point) is None:
            self._focused = None
            self._date = day
            self.update()
            self.date_changed.emit(day)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            from dainvo.ui.views import month_mouse

            month_mouse.clicked(self, mirror.point(event.position(), self.width()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            from dainvo.ui.views import month_mouse

            month_mouse.double_clicked(self, mirror.point(event.position(), self.width()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        from dainvo.ui.views import month_mouse

        month_mouse.turned(self, event, self._rolling, self._turning)

    # size, theme

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._focused = find((entry[2] for entry in self.page.entries()), self._focused) if self._page else None
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.refresh()
