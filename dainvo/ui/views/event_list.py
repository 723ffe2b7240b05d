"""A list of events that scrolls: rows painted by ourselves, walked through by keys, hit by the pointer.

What is listed, and what comes when one scrolls on, is for `agenda` and the search to say.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui.views import agenda_paint, names
from dainvo.ui.views.agenda_rows import Row, Rows
from dainvo.ui.views.view import Shelf, announce, same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dainvo.ui.views.hover_card import Hovering

MOST_WIDE = 1000
MARGIN = 24
#: Room above the first row.
ABOVE_PX = 8


class Placed(NamedTuple):
    """An event where the list has it, from its top on."""

    rect: QRectF
    event: Occurrence


class EventList(QAbstractScrollArea):
    """Signals as those of `views.view.View`."""

    event_activated = Signal(object, QRect)
    event_opened = Signal(object)
    event_moved = Signal(object, object, object)
    event_menu = Signal(object, QPoint)
    join_requested = Signal(object)
    slot_activated = Signal(object, object, QRect)
    date_requested = Signal(date)
    date_changed = Signal(date)

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._rows = Rows()
        self._words: tuple[str, ...] = ()
        self._focused: tuple[Occurrence, date] | None = None
        self._hovered: int | None = None
        self._pressed: tuple[Occurrence, date] | None = None
        self._hovering: Hovering | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(32)

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows.rows

    def show_rows(self, rows: Rows, *, words: tuple[str, ...] = (), keep: int | None = None) -> None:
        """List `rows`, with `words` highlighted. `keep`: this height stays where it is in the old list."""
        self._away()
        self._rows, self._words, self._hovered = rows, words, None
        self._measure()
        if keep is not None:
            self.verticalScrollBar().setValue(keep)
        self.viewport().update()

    def scroll_to(self, height: int) -> None:
        """Bring what stands at `height` of the list to the top."""
        self.verticalScrollBar().setValue(height + ABOVE_PX if height else 0)

    def _measure(self) -> None:
        room = self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, self._rows.height + MARGIN - room))
        self.verticalScrollBar().setPageStep(room)

    # places

    def _column(self) -> QRect:
        """Left edge and width of the rows: at most MOST_WIDE, centred."""
        room = self.viewport().width()
        wide = min(MOST_WIDE, room - 2 * (MARGIN if room > 560 else 8))
        return QRect((room - wide) // 2, 0, wide, self.viewport().height())

    def _place(self, row: Row) -> QRectF:
        column = self._column()
        return QRectF(column.x(), row.top - self.verticalScrollBar().value() + ABOVE_PX, column.width(), row.height)

    def _on_screen(self, row: Row) -> QRect:
        rect = self._place(row).toRect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _row_at(self, point: QPointF) -> int | None:
        found = self._rows.at(point.y() + self.verticalScrollBar().value() - ABOVE_PX)
        return found if found is not None and self._rows.rows[found].event is not None else None

    def drawn(self) -> list[Placed]:
        """Every event and its place, however far it was scrolled: those of several days have one on each."""
        up = QPointF(0, self.verticalScrollBar().value())
        return [Placed(self._place(row).translated(up), row.event) for row in self._rows.rows if row.event is not None]

    def in_sight(self) -> list[Occurrence]:
        """The events that are seen now, whole or in part."""
        room = QRectF(self.viewport().rect())
        return [row.event for row in self._rows.rows if row.event is not None and self._place(row).intersects(room)]

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        agenda_paint.ground(painter, self.viewport().rect())
        now, room = self._shelf.now(), self.viewport().height()
        value = self.verticalScrollBar().value()
        begin = self._rows.at(max(0, value - ABOVE_PX)) or 0
        for number in range(begin, len(self._rows.rows)):
            row = self._rows.rows[number]
            place = self._place(row)
            if place.top() > room:
                break
            if row.event is None:
                agenda_paint.head(painter, place, row, now)
            else:
                agenda_paint.event(
                    painter,
                    place,
                    row,
                    self._shelf.colour(row.event.collection),
                    now,
                    hovered=number == self._hovered,
                    focused=self.hasFocus() and self._is_focused(row),
                    words=self._words,
                )
        self._paint_sticky(painter, begin, now)
        painter.end()

    def _paint_sticky(self, painter: QPainter, begin: int, now: datetime) -> None:
        """The head of the day whose rows are at the top stays there until the next one pushes it out."""
        rows = self._rows.rows
        heads = [number for number in range(begin, -1, -1) if rows and rows[number].kind in ("day", "year")][:1]
        if not heads or self._place(rows[heads[0]]).top() >= 0:
            return
        head = rows[heads[0]]
        following = next((row for row in rows[heads[0] + 1 :] if row.kind in ("day", "year", "gap")), None)
        top = 0.0 if following is None else min(0.0, self._place(following).top() - head.height)
        column = self._column()
        place = QRectF(column.x(), top, column.width(), head.height)
        agenda_paint.ground(painter, QRect(0, round(top), self.viewport().width(), head.height))
        agenda_paint.head(painter, place, head, now)

    def _is_focused(self, row: Row) -> bool:
        return (
            self._focused is not None
            and row.event is not None
            and same(row.event, self._focused[0])
            and row.day == self._focused[1]
        )

    # focus and keys

    def current_event(self) -> tuple[Occurrence, QRect] | None:
        """The event that has the focus, and where it is on the screen."""
        row = self._focused_row()
        return None if row is None or row.event is None else (row.event, self._on_screen(row))

    def select(self, event: Occurrence | None) -> None:
        """Give `event` the ring and the focus of the keys."""
        row = next((row for row in self._rows.rows if event is not None and row.event and same(row.event, event)), None)
        self._focused = None
        if row is not None:
            self.focus_row(row)
        self.viewport().update()

    def place_of(self, event: Occurrence) -> QRect:
        """Where `event` is on the screen; the list's top if it is not listed."""
        row = next((row for row in self._rows.rows if row.event is not None and same(row.event, event)), None)
        return self._on_screen(row) if row is not None else QRect(self.viewport().mapToGlobal(QPoint()), QSize(1, 1))

    def _focused_row(self) -> Row | None:
        return next((row for row in self._rows.rows if self._is_focused(row)), None)

    def walk(self, by: int) -> bool:
        """Focus the event `by` rows on; False at the end of the list."""
        listed = [row for row in self._rows.rows if row.event is not None]
        at = next((number for number, row in enumerate(listed) if self._is_focused(row)), None)
        if at is None:
            top = self.verticalScrollBar().value()
            at = next((number for number, row in enumerate(listed) if row.top >= top), len(listed)) - (by > 0)
        goal = at + by
        if not 0 <= goal < len(listed):
            return False
        self.focus_row(listed[goal])
        return True

    def focus_row(self, row: Row) -> None:
        if row.event is None:
            return
        self._away()
        self._focused = (row.event, row.day)
        top = row.top - self.verticalScrollBar().value()
        if top < 40:
            self.verticalScrollBar().setValue(row.top - 40)
        elif top + row.height + 16 > self.viewport().height():
            self.verticalScrollBar().setValue(row.top + row.height + 16 - self.viewport().height())
        self.viewport().update()
        announce(self, self.spoken(row.event), row.event)

    def listed(self) -> list[Occurrence]:
        """Every event of the list, in its order."""
        return [row.event for row in self._rows.rows if row.event is not None]

    def spoken(self, event: Occurrence) -> str:
        """What a screen reader says of an event."""
        return names.full(event, self._shelf.name(event.collection))

    def choose(self, event: Occurrence) -> None:
        """What Enter does to an event."""
        self.select(event)
        self.event_activated.emit(event, self.place_of(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self._focused_row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walk(1 if key == Qt.Key.Key_Down else -1)
        elif row is not None and row.event is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.event_activated.emit(row.event, self._on_screen(row))
        elif row is not None and row.event is not None and key == Qt.Key.Key_Space and not event.modifiers():
            self.hovering.toggle(row.event, lambda: self._on_screen(row))
        elif key == Qt.Key.Key_Escape and self._hovering is not None and self._hovering.card is not None:
            self._away()
        else:
            event.ignore()

    # what is pointed at (V24)

    @property
    def hovering(self) -> Hovering:
        """The card about what is pointed at, or in focus."""
        if self._hovering is None:
            from dainvo.ui.views.hover_card import Hovering  # a list that is only looked at has no pointer

            self._hovering = Hovering(self, self._shelf)
        return self._hovering

    def _away(self) -> None:
        if self._hovering is not None:
            self._hovering.away()

    def _point_at(self, number: int | None) -> None:
        row = None if number is None else self._rows.rows[number]
        if row is not None and row.event is not None:
            self.hovering.over(row.event, lambda: self._on_screen(row))
        else:
            self._away()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._away()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._away()
        self.viewport().update()

    # pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._row_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self._point_at(found)
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self._away()
        self.viewport().update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._away()
        found = self._row_at(event.position())
        row = self._rows.rows[found] if found is not None and event.button() == Qt.MouseButton.LeftButton else None
        self._pressed = None if row is None or row.event is None else (row.event, row.day)
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)  # back and forward are the window's

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is of the event that was pressed: a sync may have put another one under the pointer meanwhile."""
        pressed, self._pressed = self._pressed, None
        found = self._row_at(event.position())
        if found is None or event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        row = self._rows.rows[found]
        if row.event is None or not same(row.event, pressed[0]) or row.day != pressed[1]:
            return
        self.focus_row(row)
        if agenda_paint.join_at(self._place(row), row, self._shelf.now(), event.position()):
            self.join_requested.emit(row.event)
        else:
            self.event_activated.emit(row.event, self._on_screen(row))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None  # the release that follows is no click of its own
        found = self._row_at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self.event_opened.emit(self._rows.rows[found].event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row: Row | None
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self._focused_row()
            point = QPoint() if row is None else self._on_screen(row).center()
        else:
            found = self._row_at(QPointF(event.pos()))
            row = None if found is None else self._rows.rows[found]
            point = event.globalPos()
        if row is not None and row.event is not None:
            self.focus_row(row)
            self.event_menu.emit(row.event, point)

    # size, theme

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def on_minute(self) -> None:
        """What has ended or can now be joined changes its look."""
        if self.isVisible():
            self.viewport().update()

    def current_slot(self) -> tuple[datetime, datetime, QRect]:
        """The next half hour, on the day at the top."""
        now = self._shelf.now()
        value = self.verticalScrollBar().value()
        at = self._rows.at(value)
        day = self._rows.rows[at].day if at is not None else now.date()
        start = now.replace(second=0, microsecond=0)
        start += timedelta(minutes=30 - start.minute % 30)
        if day != now.date():
            start = datetime(day.year, day.month, day.day, 10, tzinfo=now.tzinfo)
        rect = self.viewport().rect()
        place = QRect(self.viewport().mapToGlobal(rect.center()) - QPoint(160, 120), rect.size() / 100)
        return start, start + timedelta(minutes=30), place
