"""A list of events that scrolls: rows painted by ourselves, walked through by keys, hit by the pointer.

What is listed, and what comes when one scrolls on, is for `agenda` and the search to say.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import mirror
from dainvo.ui.views import agenda_paint, names
from dainvo.ui.views.agenda_rows import Row, Rows
from dainvo.ui.views.row_list import ABOVE_PX, RowList
from dainvo.ui.views.view import Shelf, announce, same

if TYPE_CHECKING:
    from dainvo.ui.views.hover_card import Hovering


FAR_PX = 4  # a press that moves less is a click


class EventList(RowList):
    """What keys and pointer do to the rows."""

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(shelf, parent)
        self._pressed: tuple[Occurrence, date] | None = None
        self._pressed_at = QPointF()
        self._hovering: Hovering | None = None

    def show_rows(self, rows: Rows, *, words: tuple[str, ...] = (), keep: int | None = None) -> None:
        self._away()
        super().show_rows(rows, words=words, keep=keep)

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
        far = (event.position() - self._pressed_at).manhattanLength() > FAR_PX
        if self._pressed is not None and far and event.buttons() & Qt.MouseButton.LeftButton:
            dragged, self._pressed = self._pressed[0], None
            self._away()
            self.dragged_out.emit(dragged)
            return
        found = self._row_at(event.position())
        if found != self._hovered:
            self._hovered = found
            self._point_at(found)
            self.viewport().update()
        link = found is None and self._empty_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

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
        self._pressed_at = event.position()
        event.setAccepted(event.button() == Qt.MouseButton.LeftButton)  # back and forward are the window's

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is of the event that was pressed: a sync may have put another one under the pointer meanwhile."""
        pressed, self._pressed = self._pressed, None
        if event.button() == Qt.MouseButton.LeftButton and self._go_on(event.position()):
            return
        found = self._row_at(event.position())
        if found is None or event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        row = self._rows.rows[found]
        if row.event is None or not same(row.event, pressed[0]) or row.day != pressed[1]:
            return
        self.focus_row(row)
        if agenda_paint.join_at(self._place(row), row, self._shelf.now(), self._inside(event.position())):
            self.join_requested.emit(row.event)
        else:
            self.event_activated.emit(row.event, self._on_screen(row))

    def _inside(self, point: QPointF) -> QPointF:
        return mirror.point(point, self.viewport().width())

    def _empty_at(self, point: QPointF) -> Row | None:
        """The row of a day with nothing on it, if `point` is on the name of what comes next."""
        found = self._rows.at(point.y() + self.verticalScrollBar().value() - ABOVE_PX)
        row = None if found is None else self._rows.rows[found]
        inside = self._inside(point)
        return row if row is not None and agenda_paint.following_at(self._place(row), row, inside) else None

    def _go_on(self, point: QPointF) -> bool:
        """To the event that an empty day names."""
        row = self._empty_at(point)
        if row is not None:
            self.select(row.following)
        return row is not None

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

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._away()

    def on_minute(self) -> None:
        """What has ended or can now be joined changes its look."""
        if self.isVisible():
            self.viewport().update()
