"""A card that floats over the main window with an arrow to what it is about.

It is a child of the window and not a window of its own, so that it stands right on every desktop. Not modal:
Esc or a press outside closes it, and the press reaches what lies there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from dainvo.ui import mirror, reading_order
from dainvo.ui.controls import grown
from dainvo.ui.sheet import SHADOW, paint_surface

_MOVES = (QEvent.Type.Wheel, QEvent.Type.Resize)
ARROW = 8
MARGIN = 18
MOST_WIDE = 480  # of a small one, with larger text


class Card(QFrame):
    """`width` is that of the visible surface at the usual size of text; contents go into `body`."""

    closed = Signal()

    def __init__(self, parent: QWidget, width: int) -> None:
        super().__init__(parent.window())
        self._host = parent.window()
        self._came_from: QWidget | None = None
        self._anchor = QRect()
        self._arrow: QPoint | None = None
        self._arrow_side = ""
        self._adrift = False  # what it is about is no longer where the card was opened
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self.body.setSpacing(0)
        grows = grown(width) if width > MOST_WIDE else min(grown(width), MOST_WIDE)
        self.setFixedWidth(min(grows, self._host.width() - 2 * MARGIN) + 2 * SHADOW)
        self.hide()

    def show_at(self, anchor: QRect) -> None:
        """Show beside `anchor` (global coordinates), on the side with room, inside the window."""
        host = self._host
        self._came_from = host.focusWidget()  # also while another window is in front
        self._adrift = False
        self._anchor = QRect(host.mapFromGlobal(anchor.topLeft()), anchor.size())
        self.place()
        self.show()
        self.raise_()
        self.place_again()
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def place_again(self) -> None:
        """`place` now and once new widgets have been polished."""
        self.place()
        QTimer.singleShot(0, self, self.place)

    def place(self) -> None:
        """Lay the card out again at the same anchor, after its contents changed."""
        self.ensurePolished()
        self.body.activate()
        self.resize(
            self.width(),
            self.body.totalHeightForWidth(self.width())
            if self.body.hasHeightForWidth()
            else self.body.totalSizeHint().height(),
        )
        host, anchor = self._host.rect(), self._anchor
        wide, high = self.width() - 2 * SHADOW, self.height() - 2 * SHADOW
        right, left = anchor.right() + ARROW + 4, anchor.left() - ARROW - 4 - wide
        ways = [
            (right, "left", right + wide + MARGIN <= host.right()),
            (left, "right", MARGIN <= left <= host.right() - wide - MARGIN),
        ]
        fitting = [way for way in (reversed(ways) if mirror.on else ways) if way[2]]
        if fitting:
            x, side, _ = fitting[0]
        else:
            x, side = max(MARGIN, min(anchor.center().x() - wide // 2, host.right() - wide - MARGIN)), ""
        top = anchor.center().y() - min(156, high // 2)
        if not side:
            below = anchor.bottom() + ARROW + 4
            top = below if below + high + MARGIN <= host.bottom() else anchor.top() - ARROW - 4 - high
        y = max(MARGIN, min(top, host.bottom() - high - MARGIN))
        self._arrow_side = side = "" if self._adrift else side
        arrow_y = max(y + 20, min(anchor.center().y(), y + high - 20)) - y + SHADOW
        self._arrow = QPoint(SHADOW if side == "left" else SHADOW + wide, arrow_y) if side else None
        self.move(x - SHADOW, y - SHADOW)
        self.update()

    def dismiss(self) -> None:
        """Close, and give the focus back to where it came from."""
        if self.isHidden():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        held = self.isAncestorOf(focus) if (focus := QApplication.focusWidget()) is not None else True
        self.hide()
        if held and self._came_from is not None:
            try:
                self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
            except RuntimeError:
                self._came_from = None  # what had the focus is gone
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        if event.type() == QEvent.Type.MouseButtonPress and self._outside(event, watched):
            self.dismiss()
        elif event.type() in _MOVES and self._moved_by(event, watched):
            self._adrift = True
            self.place_again()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._left_by(event, watched)
        return False

    def _moved_by(self, event: QEvent, watched: QWidget) -> bool:
        """Whether what the arrow points at lies elsewhere from now on: the window grew, or its view scrolls."""
        if event.type() == QEvent.Type.Wheel:
            return watched.window() is self.window() and watched is not self and not self.isAncestorOf(watched)
        return watched is self._host

    def _left_by(self, event: QKeyEvent, watched: QWidget) -> bool:
        """Esc closes the card first, wherever in the window the focus has gone meanwhile."""
        elsewhere = watched.window() is self.window() and watched is not self and not self.isAncestorOf(watched)
        if event.key() != Qt.Key.Key_Escape or not elsewhere:
            return False
        self.dismiss()
        return True

    def _outside(self, event: QEvent, watched: QWidget) -> bool:
        if not isinstance(event, QMouseEvent) or watched.window() is not self.window():
            return False  # menus and dialogs of the card are windows of their own
        spot = self.mapFromGlobal(event.globalPosition().toPoint())
        return not self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW).contains(spot)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the card, which lies over what would come next; Esc leaves it."""
        return reading_order.step(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # never the calendar below

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(SHADOW + 0.5, SHADOW + 0.5, -SHADOW - 0.5, -SHADOW - 0.5)
        outline = QPainterPath()
        outline.addRoundedRect(box, 10, 10)
        if self._arrow is not None:
            tip = -ARROW if self._arrow_side == "left" else ARROW
            x = box.left() if self._arrow_side == "left" else box.right()
            arrow = QPainterPath()
            inside = -tip / 4
            arrow.moveTo(x + inside, self._arrow.y() - ARROW - 2)
            arrow.lineTo(x + tip, self._arrow.y())
            arrow.lineTo(x + inside, self._arrow.y() + ARROW + 2)
            arrow.closeSubpath()
            outline = outline.united(arrow)
        paint_surface(QPainter(self), box, 10, path=outline)


def has_focus(window: QWidget) -> bool:
    """Whether the focus is in a card over `window`, where single keys are the card's (K05)."""
    focus = QApplication.focusWidget()
    while focus is not None and focus is not window:
        if isinstance(focus, Card):
            return True
        focus = focus.parentWidget()
    return False
