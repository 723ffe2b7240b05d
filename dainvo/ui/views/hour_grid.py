"""The scrolling part of day and week: hours down, days across, events as chips.

Paints a prepared picture and what moves on top of it; reads nothing and knows no keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.settings import Settings
from dainvo.ui import mirror
from dainvo.ui.views import axis, hour_paint, wheel
from dainvo.ui.views.axis import Axis
from dainvo.ui.views.chip import Chip, alike
from dainvo.ui.views.day_page import Columns, DayPage
from dainvo.ui.views.hour_page import SLOT_MINUTES, HourPage, HourPages
from dainvo.ui.views.hour_picture import HourPicture
from dainvo.ui.views.view import Shelf
from dainvo.ui.views.wheel import Notches

if TYPE_CHECKING:
    from dainvo.ui.views.grid_drag import GridDrag
    from dainvo.ui.views.zooming import Zooming


class HourGrid(QAbstractScrollArea):
    """Gets a page, tells what was clicked. Minutes are wall clock of the day, days count from the page's first."""

    event_clicked = Signal(object)  # Occurrence
    event_double_clicked = Signal(object)
    event_menu = Signal(object, QPoint)
    join_clicked = Signal(object)
    slot_clicked = Signal(int, int)  # day, minute
    slot_double_clicked = Signal(int, int)
    crowd_clicked = Signal(object)  # More
    zoomed = Signal(float)  # the zoom that is to be kept
    unfold_wanted = Signal()
    pointed = Signal(object, object)  # Chip or None, and what gives its place on the screen
    paged = Signal(int)
    seen = Signal()  # a page is on the screen, without a picture of it
    drawn = Signal(object, object, QRect)  # as those of GridDrag
    moved = Signal(object, object, object)
    copied = Signal(object, object, object)
    lifted = Signal(int)
    raised = Signal(int, object)

    def __init__(self, shelf: Shelf, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        self.axis = axis.of(settings)
        self._shelf = shelf
        self._page = HourPage(DayPage((date.min,)), Columns(0, 1), self.axis, settings)
        self._pages = HourPages(shelf)
        self._picture = HourPicture(self, shelf)
        self._hovered: Chip | None = None
        self._pressed: tuple[Chip | None, QPointF] | None = None
        self._drag: GridDrag | None = None
        self._zooming: Zooming | None = None
        self._notches = Notches()
        self._selected: Occurrence | None = None
        self._slot: tuple[int, int, int] | None = None
        self._canvas = QWidget()  # made here: asking Qt for its own would load every kind of widget first
        self.setViewport(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.verticalScrollBar().rangeChanged.connect(self._show_thumb)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(26)
        self._canvas.setMouseTracking(True)
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # what is shown

    def show_page(self, page: DayPage) -> None:
        """Lay out and show `page`; a drag over other days ends, since they are no longer under the pointer."""
        if page.shown != self._page.days.shown and not (self._drag is not None and self._drag.turning):
            self.cancel_drag()
        before, hovered = self._page, self._hovered
        self._lay_out(page, before)
        changed = self._page.others(before)
        if changed is None or hovered is not None:
            self._canvas.update()
            return
        for left, right in changed:  # the columns beside are painted already
            self._canvas.update(mirror.box(QRect(left, 0, right - left, self._canvas.height()), self._canvas.width()))
        if not changed:
            self.seen.emit()

    def prepare(self, page: DayPage) -> Iterator[None]:
        """Lay `page` out piece by piece, so that it is shown the sooner."""
        return self._pages.prepare(self._empty(page), self.devicePixelRatioF())

    def turned(self) -> None:
        """Another page was turned to: now it pays to draw the next one ahead."""
        self._picture.turned()

    def draw_next(self, page: DayPage) -> None:
        """While pages are being turned: draw `page`, which was prepared, so that it is only copied when it is shown."""
        if self._picture.wants_next:
            self._picture.draw_next(self._pages.page(self._empty(page), None))

    def arrange(self) -> None:
        """Lay the page out for the present width, time and theme."""
        self._picture.forget()
        hovered = self._hovered
        self._lay_out(self._page.days, None)
        self._hovered = alike(self.chips, hovered)
        if hovered is not None and self._hovered is None:
            self.pointed.emit(None, QRect)
        self._canvas.update()

    def _lay_out(self, page: DayPage, before: HourPage | None) -> None:
        self._hovered = None
        self._page = self._pages.page(self._empty(page), before)
        self._picture.take(self._page)

    def _empty(self, page: DayPage) -> HourPage:
        return HourPage(page, page.columns(self.width()), self.axis, self.settings)

    def mark(self, selected: Occurrence | None, slot: tuple[int, int, int] | None) -> None:
        """Put the ring around an event, or the cursor on a slot (day, minute, minutes)."""
        if (selected, slot) != (self._selected, self._slot):
            self._selected, self._slot = selected, slot
            self._canvas.update()

    def take_axis(self, wanted: Axis, keep_y: float = 0.0) -> None:
        """Draw the hours by this axis; what lies at `keep_y` of the viewport stays there (V14)."""
        if wanted == self.axis:
            return
        minute = self.axis.minute(self.scrolled() + keep_y)
        self.axis = wanted
        self._measure()
        self.verticalScrollBar().setValue(round(wanted.y(minute) - keep_y))
        self.arrange()

    @property
    def chips(self) -> list[Chip]:
        return self._page.chips

    def chip_of(self, event: Occurrence) -> Chip | None:
        return self._page.chip_of(event)

    def place_of(self, rect: QRectF) -> QRect:
        """A rectangle of the page on the screen, cut to what is visible."""
        seen = rect.translated(0, -self.scrolled()).toRect().intersected(self._canvas.rect())
        shown = mirror.box(seen, self._canvas.width())
        return QRect(self._canvas.mapToGlobal(shown.topLeft()), shown.size())

    def slot_rect(self, day: int, minute: int, minutes: int = SLOT_MINUTES) -> QRectF:
        return self._page.slot_rect(day, minute, minutes)

    def _show_thumb(self, least: int, most: int) -> None:
        """Its gutter stays, so that no column moves; where all hours are seen there is nothing to take hold of."""
        self.verticalScrollBar().setEnabled(most > least)

    def scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def scroll_to_minute(self, minute: float) -> None:
        self.verticalScrollBar().setValue(round(self.axis.y(minute)))

    def columns(self) -> Columns:
        return self._page.days.columns(self.width())

    @property
    def page(self) -> HourPage:
        return self._page

    @property
    def days(self) -> DayPage:
        return self._page.days

    def now_minute(self) -> int | None:
        """Now, counted like the minutes of events; None if today has no column."""
        return self._page.minute_of(self._shelf.now())

    def length_of(self, event: Occurrence) -> timedelta:
        """How long an event is on the clock of hours, also one that was taken up to the whole days."""
        return self._shelf.length_of(event)

    def cancel_drag(self) -> bool:
        """Put back what is being dragged (E04); whether anything was."""
        self._pressed = None
        return self._drag is not None and self._drag.cancel()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._canvas)
        top = self.scrolled()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -top)
        shown = self._picture.shown
        if shown is not None:
            painter.drawPixmap(QPointF(0, 0), shown)
        mirror.turn(painter, self._canvas.width())
        if shown is None:  # a new page is seen sooner without what is scrolled out of sight
            sides = mirror.box(event.rect(), self._canvas.width())
            self._page.paint(painter, self._shelf.now(), sides.translated(0, top))
        if self._picture.note_seen():
            self.seen.emit()
        if self._hovered is not None:
            self._hovered.paint(painter, hovered=True)
        if self._slot is not None:
            hour_paint.slot(painter, self.slot_rect(*self._slot))
        hour_paint.now_line(painter, self._page.days, self._page.columns, self.axis, self._shelf.now())
        if self._selected is not None:
            self._page.paint_ring(painter, self._selected)
        if self._drag is not None and self._drag.running:
            self._drag.paint(painter)
        painter.end()

    def draw_all(self) -> None:
        """Draw the whole page at once: scrolling and hovering then copy from it."""
        if self.isVisible():
            self._picture.draw(self._page)

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.axis.height - self._canvas.height()))
        bar.setPageStep(self._canvas.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        if event.size().width() != event.oldSize().width():
            self.arrange()

    # pointing

    def chip_at(self, point: QPointF) -> Chip | None:
        """The chip under a point of the viewport."""
        return self._page.chip_at(self._on_page(point))

    def slot_at(self, point: QPointF) -> tuple[int, int]:
        """Day and minute of the slot under a point of the viewport."""
        return self._page.slot_at(self._on_page(point))

    def _on_page(self, point: QPointF) -> QPointF:
        return mirror.point(point, self._canvas.width()) + QPointF(0, self.scrolled())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and self._drag.move(event):
            return
        from dainvo.ui.views import hour_mouse  # the first look has no pointer

        chip = self.chip_at(event.position())
        self._point_at(chip)
        on_button = hour_mouse.on_join(chip, self._on_page(event.position()))
        edge = chip is not None and not on_button and self.dragging().on_edge(chip, event.position())
        shape = Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(Qt.CursorShape.PointingHandCursor if on_button else shape)

    def dragging(self) -> GridDrag:
        """The drag over the hours, one that begins here or in the lane."""
        if self._drag is None:
            from dainvo.ui.views.grid_drag import GridDrag  # the first look has no pointer

            self._drag = GridDrag(self, self)
            self._drag.drawn.connect(self.drawn)
            self._drag.moved.connect(self.moved)
            self._drag.copied.connect(self.copied)
            self._drag.lifted.connect(self.lifted)
            self._drag.raised.connect(self.raised)
            self._drag.turned.connect(self.paged)
        return self._drag

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(None, QRect)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = (self.chip_at(event.position()), event.position())
            self.dragging().press(*self._pressed)
        else:
            event.ignore()  # back and forward are the window's

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or self.dragging().release():
            return
        if (event.position() - pressed[1]).manhattanLength() <= 8:
            from dainvo.ui.views import hour_mouse

            hour_mouse.clicked(self, pressed[0], self._on_page(event.position()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            from dainvo.ui.views import hour_mouse

            hour_mouse.double_clicked(self, self._on_page(event.position()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        chip = self.chip_at(QPointF(event.pos()))
        if chip is not None:
            self.event_menu.emit(chip.event, event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._point_at(None)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zooming.turn(event.angleDelta().y() / wheel.NOTCH, event.position().y())
        elif (pages := wheel.sideways(event, self._notches)) is None:
            super().wheelEvent(event)
            return
        elif pages:
            self.paged.emit(pages)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._point_at(None)
        elif event.type() == QEvent.Type.NativeGesture:
            return self.zooming.pinched(event) or super().viewportEvent(event)
        return super().viewportEvent(event)

    @property
    def zooming(self) -> Zooming:
        """The height of the hours, by wheel and keys."""
        if self._zooming is None:
            from dainvo.ui.views.zooming import Zooming  # the first look has neither

            self._zooming = Zooming(self, self)
            self._zooming.settled.connect(self.zoomed)
        return self._zooming

    def _point_at(self, chip: Chip | None) -> None:
        if chip is not self._hovered:
            self._hovered = chip
            self._canvas.update()
            self.pointed.emit(chip, lambda: self.place_of(chip.rect if chip is not None else QRectF()))
