"""Rows of events that scroll: where each lies, and the painting of them with the head of the day that stays on top.

Takes no input and reads nothing: what keys and pointer do is `event_list`'s.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import mirror
from dainvo.ui.views import agenda_paint
from dainvo.ui.views.agenda_rows import Row, Rows
from dainvo.ui.views.view import Shelf, same

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WIDE = 1000
MARGIN = 24
#: Room above the first row.
ABOVE_PX = 8


class Placed(NamedTuple):
    """An event where the list has it, from its top on."""

    rect: QRectF
    event: Occurrence


class RowList(QAbstractScrollArea):
    """Signals as those of `views.view.View`."""

    event_activated = Signal(object, QRect)
    event_opened = Signal(object)
    event_moved = Signal(object, object, object)
    event_menu = Signal(object, QPoint)
    dragged_out = Signal(object)  # Occurrence: rows have no place to be moved to
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

    def margins(self) -> tuple[int, int]:
        """How much is left free before and after the rows, the scroll bar included."""
        column = self._column()
        return column.x(), self.width() - column.x() - column.width()

    def _place(self, row: Row) -> QRectF:
        column = self._column()
        return QRectF(column.x(), row.top - self.verticalScrollBar().value() + ABOVE_PX, column.width(), row.height)

    def _on_screen(self, row: Row) -> QRect:
        rect = mirror.box(self._place(row).toRect(), self.viewport().width())
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
        mirror.turn(painter, self.viewport().width())
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
        heads = [number for number in range(begin, -1, -1) if rows and rows[number].kind in ("day", "year", "past")][:1]
        if not heads or self._place(rows[heads[0]]).top() >= 0:
            return
        head = rows[heads[0]]
        following = next((row for row in rows[heads[0] + 1 :] if row.kind in ("day", "year", "past", "gap")), None)
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

    # size, theme

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
