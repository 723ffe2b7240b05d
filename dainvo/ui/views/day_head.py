"""The fixed part of day and week: the days' headings and the lane of all-day events below them.

Gets a page and tells what was clicked; reads nothing and knows no keys.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import density, mirror, theme
from dainvo.ui.views import chip_paint, hour_paint, layout, lettering, names
from dainvo.ui.views.chip import Chip, alike
from dainvo.ui.views.day_page import (
    LANE_PX,
    LANE_STEP_PX,
    LANES,
    MOST_LANES,
    DayPage,
    More,
    lane_bars,
    place_lane,
)
from dainvo.ui.views.view import Shelf, same

if TYPE_CHECKING:
    from dainvo.ui.views.day_drag import DayDrag
    from dainvo.ui.views.grid_drag import GridDrag, Held

HEAD_PX = 58


def head_px() -> int:
    """How high the headings are."""
    return density.grown(HEAD_PX)


def top_px() -> int:
    """Where the lane begins."""
    return head_px() + 4


class Spot(Enum):
    """What can be pressed besides events and headings."""

    EXPANDER = 1
    BADGE = 2


class DayHead(QWidget):
    """As high as its lanes need: three, or all after a click on the expander."""

    day_clicked = Signal(date)
    event_clicked = Signal(object)  # Occurrence
    event_double_clicked = Signal(object)
    event_menu = Signal(object, QPoint)
    lane_clicked = Signal(int)  # day
    left_out_clicked = Signal()
    pointed = Signal(object, object)  # Chip or None, and what gives its place on the screen
    more_clicked = Signal(object)  # More
    moved = Signal(object, object, object)  # as those of DayDrag
    copied = Signal(object, object, object)
    drawn = Signal(object, object)
    paged = Signal(int)

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._page = DayPage((date.min,))
        self._bars: list[layout.Bar] = []
        self._chips: list[Chip] = []
        self._more: list[More] = []
        self._open = False
        self._hovered: Chip | More | None = None
        self._spot: Spot | int | None = None  # under the pointer; a number is the column of a heading
        self._selected: Occurrence | None = None
        self._drag: DayDrag | None = None
        self._held: tuple[int, Held] | None = None  # what is held over a column, from the hours
        #: The drag of the hours below.
        self.hours: Callable[[], GridDrag] | None = None
        self.setMouseTracking(True)
        self.setFixedHeight(head_px() + density.grown(28))

    def show_page(self, page: DayPage) -> None:
        """Lay out and show `page`; a drag over other days ends, since they are no longer under the pointer."""
        if page.shown != self._page.shown and self._drag is not None and not self._drag.turning:
            self._drag.cancel()
        self._page, self._hovered = page, None
        self._bars = lane_bars(page, self._shelf)
        self.arrange()

    def arrange(self) -> None:
        """Lay the page out for the present width, time and theme."""
        hovered, self._hovered = self._hovered, None
        used = max((bar.lane + 1 for bar in self._bars), default=0)
        limit = min(used, MOST_LANES if self._open else LANES)
        columns = self._page.columns(self.width())
        self._chips, self._more = place_lane(self._page, self._shelf, columns, self._bars, limit, top_px())
        if isinstance(hovered, Chip):
            self._hovered = alike(self._chips, hovered)
            if self._hovered is None:
                self.pointed.emit(None, QRect)
        below = density.grown(LANE_PX) if self._more else -2
        self.setFixedHeight(head_px() + 8 + max(1, limit) * density.grown(LANE_STEP_PX) + below)
        self.update()

    def mark(self, selected: Occurrence | None) -> None:
        """Put the ring around an event of the lane."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def set_open(self, opened: bool) -> None:
        """Show all lanes, or three."""
        self._open = opened
        self.arrange()

    @property
    def expandable(self) -> bool:
        return max((bar.lane + 1 for bar in self._bars), default=0) > LANES

    @property
    def chips(self) -> list[Chip]:
        return self._chips

    @property
    def more(self) -> list[More]:
        return self._more

    def chip_of(self, event: Occurrence) -> Chip | None:
        return next((chip for chip in self._chips if same(chip.event, event)), None)

    def place_of(self, rect: QRectF) -> QRect:
        """A rectangle of this widget on the screen."""
        shown = mirror.box(rect.toRect(), self.width())
        return QRect(self.mapToGlobal(shown.topLeft()), shown.size())

    def lane_rect(self, day: int) -> QRectF:
        """The lane of one day."""
        columns = self._page.columns(self.width())
        left, top = columns.left(day), head_px()
        return QRectF(left, top, columns.left(day + 1) - left, self.height() - top)

    def badge(self) -> QRectF:
        """The place of what counts the events of hidden days, beside the last heading."""
        from dainvo.ui.views import left_out

        right = self._page.columns(self.width()).left(self._page.days) - 4
        return left_out.badge(right, 3, len(self._page.missed), self._badge_room())

    def _badge_room(self) -> float:
        columns = self._page.columns(self.width())
        return (columns.left(self._page.days) - columns.left(self._page.days - 1)) / 2 - 24

    def _expander(self) -> QRectF:
        side, left = density.grown(24), self._page.columns(self.width()).hours_left + density.grown(26)
        return QRectF(left, self.height() - side - 2, side, side)

    # dragging

    def day_under(self, point: QPointF) -> date:
        return self._page.day(self._page.columns(self.width()).at(point.x()))

    def day_boxes(self, first: date, last: date, chip: Chip | None) -> list[QRectF]:
        """Where a bar from `first` to `last` is drawn while it is dragged, in the lane of `chip`."""
        begin, end = max(first, self._page.first), min(last, self._page.last)
        if begin > end:
            return []
        columns = self._page.columns(self.width())
        left, right = columns.left(self._page.near(begin)) + 2, columns.left(self._page.near(end) + 1) - 6
        top = chip.rect.y() if chip is not None else top_px()
        return [QRectF(left, top, right - left, density.grown(LANE_PX))]

    def hold(self, column: int, held: Held | None) -> None:
        """Show what is held over a column; -1 for nothing."""
        self._held = (column, held) if column >= 0 and held is not None else None
        self.update()

    def cancel_drag(self) -> bool:
        """Put back what is being dragged (E04); whether anything was."""
        return self._drag is not None and self._drag.cancel()

    def dragging(self) -> DayDrag:
        """The drag over the lane."""
        if self._drag is None:
            from dainvo.ui.views.day_drag import DayDrag  # the first look has no pointer

            self._drag = DayDrag(self, self, self.hours)
            self._drag.moved.connect(self.moved)
            self._drag.copied.connect(self.copied)
            self._drag.drawn.connect(self.drawn)
            self._drag.turned.connect(self.paged)
        return self._drag

    def _paint_drag(self, painter: QPainter) -> None:
        if self._drag is not None and self._drag.running:
            self._drag.paint(painter)
        if self._held is not None:
            from dainvo.ui.views import ghost

            day = self._page.day(self._held[0])
            (box,) = self.day_boxes(day, day, None)
            event, colour = self._held[1]
            ghost.paint(painter, box, colour, ghost.heading(event), "")

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), tokens.view)
        if self._page.clocks:
            columns = self._page.columns(self.width())
            pointed = self._spot if isinstance(self._spot, int) else -1
            hour_paint.day_heads(painter, self._page, columns, self._shelf.now().date(), pointed, head_px())
            self._paint_lane_label(painter)
        if self._page.missed:
            from dainvo.ui.views import left_out  # most show all days

            badge, count = self.badge(), len(self._page.missed)
            left_out.paint(painter, badge, count, self._badge_room(), hovered=self._spot is Spot.BADGE)
        for chip in self._chips:
            chip.paint(painter, hovered=chip is self._hovered)
        for more in self._more:
            if more is self._hovered:
                chip_paint.wash(painter, more.rect)
            painter.setPen(tokens.text2)
            lettering.line(
                painter, more.rect.x() + 6, more.rect.y(), more.rect.height(), names.more(more.hidden), "caption"
            )
        for chip in self._chips:
            if self._selected is not None and same(chip.event, self._selected):
                chip_paint.ring(painter, chip.rect)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), tokens.hairline)
        self._paint_drag(painter)
        painter.end()

    def _paint_lane_label(self, painter: QPainter) -> None:
        columns = self._page.columns(self.width())
        edge = hour_paint.label_edge(columns)
        text = lettering.elided("hour", self.tr("all-day"), round(edge - columns.hours_left - 2))
        painter.setPen(theme.tokens().text3)
        x = edge - lettering.width("hour", text)
        lettering.line(painter, x, top_px(), density.grown(LANE_PX), text, "hour")
        if self.expandable:
            place = self._expander()
            if self._spot is Spot.EXPANDER:
                shade = QColor(theme.tokens().text)
                shade.setAlphaF(0.07)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(shade)
                painter.drawRoundedRect(place, 6, 6)
            arrow = "chevron-up" if self._open else "chevron-down"
            inset = density.grown(5)
            theme.paint_icon(painter, place.topLeft() + QPointF(inset, inset), arrow, size=density.grown(14))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    # pointing

    def _chip_at(self, point: QPointF) -> Chip | None:
        return next((chip for chip in self._chips if chip.rect.contains(point)), None)

    def _more_at(self, point: QPointF) -> More | None:
        return next((more for more in self._more if more.rect.contains(point)), None)

    def _spot_at(self, point: QPointF) -> Spot | int | None:
        columns = self._page.columns(self.width())
        if self._page.missed and self.badge().contains(point):
            return Spot.BADGE
        if self.expandable and self._expander().contains(point):
            return Spot.EXPANDER
        return columns.at(point.x()) if point.y() < head_px() and point.x() >= columns.left(0) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and self._drag.move(event):
            return
        point = mirror.point(event.position(), self.width())
        self._point_at(self._spot_at(point), self._chip_at(point) or self._more_at(point))
        pointing = isinstance(self._hovered, More) or self._spot is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)

    def _point_at(self, spot: Spot | int | None, under: Chip | More | None) -> None:
        if spot == self._spot and under is self._hovered:
            return
        self._spot, self._hovered = spot, under
        self.update()
        chip = under if isinstance(under, Chip) else None
        self.pointed.emit(chip, lambda: self.place_of(chip.rect if chip is not None else QRectF()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None, None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = mirror.point(event.position(), self.width())
        if event.button() != Qt.MouseButton.LeftButton or (self._drag is not None and self._drag.release()):
            return
        if not self.rect().contains(event.position().toPoint()):
            return
        spot, chip, more = self._spot_at(point), self._chip_at(point), self._more_at(point)
        columns = self._page.columns(self.width())
        if spot is Spot.BADGE:
            self.left_out_clicked.emit()
        elif chip is not None:
            self.event_clicked.emit(chip.event)
        elif more is not None:
            self.more_clicked.emit(more)
        elif spot is Spot.EXPANDER:
            self.set_open(not self._open)
        elif spot is not None:
            self.day_clicked.emit(self._page.day(spot))
        elif point.x() >= columns.left(0):
            self.lane_clicked.emit(columns.at(point.x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointed.emit(None, QRect)
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)  # back and forward are the window's
        point = mirror.point(event.position(), self.width())
        on_lane = point.y() >= head_px() and point.x() >= self._page.columns(self.width()).left(0)
        if event.isAccepted() and on_lane and self._more_at(point) is None:
            self.dragging().press(self._chip_at(point), point)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chip = self._chip_at(mirror.point(event.position(), self.width()))
        if chip is not None and event.button() == Qt.MouseButton.LeftButton:
            self.event_double_clicked.emit(chip.event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        chip = self._chip_at(mirror.point(QPointF(event.pos()), self.width()))
        if chip is not None:
            self.event_menu.emit(chip.event, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        return super().event(event)

    def _tell(self, event: QHelpEvent) -> None:
        if self._chip_at(mirror.point(QPointF(event.pos()), self.width())) is not None:
            return  # the hover card tells it
        text = ""
        if self._spot is Spot.BADGE:
            text = names.hidden(len(self._page.missed))
        elif self._spot is Spot.EXPANDER:
            text = self.tr("Show fewer") if self._open else self.tr("Show all")
        elif self._spot is not None:
            day = self._page.day(self._spot)
            text = names.day(day, self._shelf.now().date(), len(self._page.on(day)))
        QToolTip.showText(event.globalPos(), text, self)
