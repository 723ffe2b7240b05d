"""The ring around the button or box that has the focus, for who works with keys; the mouse shows itself where it is.

Only for buttons that the style sheet dresses: fields and painted controls show their focus without it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QPushButton,
    QRadioButton,
    QStyle,
    QToolButton,
    QWidget,
)

from dainvo.ui.controls import paint_focus

#: A button with this property true shows the ring around its parent: it is half of a button in two parts.
HALF = "halfOfButton"
_ROOM = 3  # the ring's width and its distance
_RADIUS = 6
_TICKED = (QCheckBox, QRadioButton)
_LAID = {QEvent.Type.Move, QEvent.Type.Resize}
_NAME = "focus-watch"


def follow() -> None:
    """Show the ring from now on. Costs nothing while the mouse is used."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.findChild(QObject, _NAME) is None:
        _Watch(app)


class _Watch(QObject):
    """Knows whether a key or the mouse was used last, as the windows hear it that ever had the focus."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self._keys = False
        self._ring: _Ring | None = None
        app.focusChanged.connect(self._moved)
        if window := app.focusWindow():
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            self._keys = True
        elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress):
            self._keys = False
        return False

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None:
            self._ring.end()
            self._ring = None
        handle = new.window().windowHandle() if new is not None else None
        if new is None or handle is None:
            return
        try:
            handle.installEventFilter(self)  # a second time changes nothing
        except RuntimeError:
            return  # a list that closes just now takes its window along
        if self._keys and isinstance(new, (QPushButton, QToolButton, *_TICKED)):
            whole = new.parentWidget() if new.property(HALF) else new
            above = whole.parentWidget() if whole is not None else None
            if whole is not None and above is not None:
                self._ring = _Ring(whole, above)


class _Ring(QWidget):
    """Lies over the nearest ancestor that has room around the button."""

    def __init__(self, button: QWidget, above: QWidget) -> None:
        self._button, self._gone = button, False
        around, host = [button], above
        while not _has_room(host, button) and (higher := host.parentWidget()) is not None:
            around.append(host)
            host = higher
        super().__init__(host)
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.destroyed.connect(self._note_gone)
        for one in around:
            one.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def end(self) -> None:
        """Go; the host may have gone before."""
        if not self._gone:
            self.hide()
            self.deleteLater()

    def _note_gone(self) -> None:
        self._gone = True

    def _place(self) -> None:
        box = _drawn(self._button)
        corner = self._button.mapTo(self._host, box.topLeft())
        self.setGeometry(QRect(corner, box.size()).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _LAID:
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        paint_focus(painter, box, _RADIUS)


def _drawn(button: QWidget) -> QRect:
    """What of it is seen: a box to tick often has more room than it and its words take."""
    room = button.rect()
    if not isinstance(button, _TICKED):
        return room
    hint = button.sizeHint()
    seen = hint if button.text() else QSize(hint.height(), hint.height())
    leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    return QStyle.alignedRect(button.layoutDirection(), leading, seen.boundedTo(room.size()), room)


def _has_room(host: QWidget, button: QWidget) -> bool:
    if host.isWindow() or isinstance(host.parentWidget(), QAbstractScrollArea):
        return True
    around = QRect(button.mapTo(host, QPoint(0, 0)), button.size()).adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
    return host.rect().contains(around)
