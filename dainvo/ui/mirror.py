"""Right to left: how what is drawn and placed by hand is mirrored, in one place (L09).

Qt mirrors its own widgets. What paints itself keeps its one geometry, which begins at the left: `turn` mirrors the
painter, `upright` what must stay readable in it, and `point`, `box` and `key` what comes in from outside.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication, QMenu, QWidget

#: Whether the window runs from right to left. Read at every text that is drawn, so a plain name and no function.
on = False

#: Icons that point, or show a side of the window or of a line. Clocks, cameras, arrows in a circle and ticks do not.
POINTING = frozenset({"chevron-left", "chevron-right", "external", "list", "notes", "outbox", "side-panel", "undo"})

_KEYS = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}
_FOUR = re.compile(r"\b(padding|margin): (-?\w+) (-?\w+) (-?\w+) (-?\w+)(?=[;\s}])")
_SIDE = re.compile(r"\b(padding|margin|border)-(left|right):")
_PlaceT = TypeVar("_PlaceT", QPoint, QPointF)
_BoxT = TypeVar("_BoxT", QRect, QRectF)


def use(application: QApplication, direction: Qt.LayoutDirection) -> None:
    """Lay all windows out in this direction from now on."""
    global on
    on = direction == Qt.LayoutDirection.RightToLeft
    application.setLayoutDirection(direction)


# painting


def turn(painter: QPainter, width: float) -> None:
    """Let what is painted into `width` px from now on begin at the right, where the window does. Texts and icons have
    to be painted `upright`; those of `ui.views.lettering` are."""
    if on:
        painter.translate(width, 0)
        painter.scale(-1, 1)


def turned(painter: QPainter) -> bool:
    """Whether `painter` draws mirrored."""
    return on and painter.worldTransform().determinant() < 0  # a turning icon is not mirrored by its turning


def upright(painter: QPainter, left: float, width: float) -> None:
    """Turn `painter` over in the middle of the `width` px from `left`: the second time it is as it was."""
    painter.translate(2 * left + width, 0)
    painter.scale(-1, 1)


def words(painter: QPainter, where: QRectF, flags: Qt.AlignmentFlag, text: str) -> None:
    """Draw `text` into `where`, readable also where the painter draws mirrored."""
    if not turned(painter):
        painter.drawText(where, flags, text)
        return
    upright(painter, where.x(), where.width())
    painter.drawText(where, flags, text)  # Qt's own alignment knows of the direction
    upright(painter, where.x(), where.width())


def after(text: str) -> str:
    """`text` that stands behind other words: what it begins with stays on their side, whatever letters follow."""
    return f"\u200f{text}" if on else text


def isolated(text: str) -> str:
    """`text` of numbers, such as a range of times, that reads from left to right wherever it is put into."""
    return f"\u2066{text}\u2069" if on else text


def apart(text: str) -> str:
    """`text` of numbers and words, such as a length, that keeps the direction of its own first letter."""
    return f"\u2068{text}\u2069" if on else text


# places


def point(at: _PlaceT, width: int) -> _PlaceT:
    """A point of a widget `width` px wide in the geometry that begins at the left, or back."""
    if not on:
        return at
    return QPoint(width - 1 - at.x(), at.y()) if isinstance(at, QPoint) else QPointF(width - at.x(), at.y())


def box(where: _BoxT, width: int) -> _BoxT:
    """A rectangle of a widget `width` px wide in the geometry that begins at the left, or back."""
    if not on:
        return where
    moved = type(where)(where)
    moved.moveLeft(width - where.x() - where.width())
    return moved


def sides(start: int, top: int, end: int, bottom: int) -> tuple[int, int, int, int]:
    """Margins as layouts take them, which Qt does not mirror: left, top, right, bottom."""
    return (end, top, start, bottom) if on else (start, top, end, bottom)


def corner(widget: QWidget, gap: int = 0, inset: int = 0) -> QPoint:
    """On the screen the lower corner of `widget` where its lines begin, `gap` below it and `inset` inside."""
    return widget.mapToGlobal(QPoint(widget.width() - inset if on else inset, widget.height() + gap))


def begun(at: QPoint, wide: int) -> QPoint:
    """The left corner of something `wide` px wide whose lines begin at `at`."""
    return at - QPoint(wide, 0) if on else at


def pop(menu: QMenu, at: QPoint) -> None:
    """Open `menu` so that its lines begin at `at` of the screen."""
    menu.popup(begun(at, menu.sizeHint().width()) if on else at)


def drop(menu: QMenu, widget: QWidget, gap: int = 0) -> None:
    """Open `menu` right below `widget`."""
    pop(menu, corner(widget, gap))


def rules(sheet: str) -> str:
    """A style sheet whose paddings, margins and borders change sides; Qt mirrors places inside of controls itself."""
    if not on:
        return sheet
    turned_over = _FOUR.sub(r"\1: \2 \5 \4 \3", sheet)
    return _SIDE.sub(lambda found: f"{found[1]}-{'left' if found[2] == 'right' else 'right'}:", turned_over)


# keys


def key(pressed: Qt.Key) -> Qt.Key:
    """What an arrow key means where time runs to the left."""
    return _KEYS.get(pressed, pressed) if on else pressed


def way(turn: int) -> int:
    """A turn of the wheel to the side, where the next page lies to the left."""
    return -turn if on else turn
