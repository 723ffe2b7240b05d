"""The frame of every dialog: our own bar with title and close, rounded corners and a shadow.

Knows no contents. Never blocks: dialogs are shown with `open`.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dainvo.ui import mirror, reading_order, theme
from dainvo.ui.compositor import composites
from dainvo.ui.controls import grown, plain, tool
from dainvo.ui.enter_key import pressed_by

#: Room around a dialog or card for its shadow.
SHADOW = 28
LEAST_SCROLLED = 96  # of a list, on a screen that is very low
_SPREAD, _DROP, _SIGMA = 22, 6, 11.0


def paint_surface(
    painter: QPainter,
    box: QRectF,
    radius: float,
    *,
    bar: float = 0,
    foot: float = 0,
    path: QPainterPath | None = None,
    alone: bool = False,
) -> None:
    """A raised surface with its shadow: `bar` and `foot` are the heights of parts in the window colour; `alone`:
    nothing lies below it."""
    colours = theme.tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _paint_shadow(painter, box, radius, alone=alone)
    outline = path or _rounded(box, radius)
    painter.setBrush(colours.view)
    painter.drawPath(outline)
    painter.save()
    painter.setClipPath(outline)
    if bar:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), bar), colours.window)
        painter.fillRect(QRectF(box.left(), box.top() + bar - 1, box.width(), 1), colours.hairline)
    if foot:
        painter.fillRect(QRectF(box.left(), box.bottom() - foot, box.width(), foot), colours.window)
        painter.fillRect(QRectF(box.left(), box.bottom() - foot, box.width(), 1), colours.hairline)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colours.hairline, 1))
    painter.drawPath(outline)


def _paint_shadow(painter: QPainter, box: QRectF, radius: float, *, alone: bool) -> None:
    """The shadow around `box`. Alone it is the corners of a small one, and its edges drawn out between them; on a
    ground the steps of a kept one would be coarser."""
    place = box.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW).toAlignedRect()
    edge = SHADOW + math.ceil(radius) + _DROP + 1  # from there on nothing changes along an edge
    ratio, alpha = painter.device().devicePixelRatioF(), theme.tokens().shadow.alphaF()
    if not alone or not ratio.is_integer() or min(place.width(), place.height()) <= 2 * edge:
        _draw_shadow(painter, box, radius, alpha)
        return
    corners = _small_shadow(radius, edge, box.x() % 1, alpha, int(ratio))
    columns = _thirds(place.x(), place.width(), edge)
    rows = _thirds(place.y(), place.height(), edge)
    for x, width, from_x, from_width in columns:
        for y, height, from_y, from_height in rows:
            if (from_x, from_y) != (edge, edge):  # the surface lies over the middle
                source = QRectF(from_x * ratio, from_y * ratio, from_width * ratio, from_height * ratio)
                painter.drawPixmap(QRectF(x, y, width, height), corners, source)


def _thirds(start: int, length: int, edge: int) -> tuple[tuple[int, int, int, int], ...]:
    """Where both edges and what is between them go, and what of the small shadow goes there."""
    return (
        (start, edge, 0, edge),
        (start + edge, length - 2 * edge, edge, 1),
        (start + length - edge, edge, edge + 1, edge),
    )


@lru_cache(maxsize=16)
def _small_shadow(radius: float, edge: int, inset: float, alpha: float, ratio: int) -> QPixmap:
    side = 2 * edge + 1
    picture = QPixmap(side * ratio, side * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    room = SHADOW + inset
    _draw_shadow(painter, QRectF(0, 0, side, side).adjusted(room, room, -room, -room), radius, alpha)
    painter.end()
    return picture


def _draw_shadow(painter: QPainter, box: QRectF, radius: float, alpha: float) -> None:
    for step in range(_SPREAD, -1, -1):
        shade = QColor(0, 0, 0)
        density = math.exp(-((step / _SIGMA) ** 2) / 2) / (_SIGMA * math.sqrt(2 * math.pi))
        shade.setAlphaF(alpha * density)
        painter.setBrush(shade)
        painter.drawRoundedRect(box.adjusted(-step, _DROP - step, step, _DROP + step), radius + step, radius + step)


def _rounded(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    return path


class _Dot(QWidget):
    """Says that there are unsaved changes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(6, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().accent)
        painter.drawEllipse(self.rect())


class Sheet(QDialog):
    """A dialog with a bar of 40, a body and, if asked for, a foot for its buttons.

    `width` is that of the visible surface at the usual size of text. With `bar=False` there is no bar: small questions
    have a heading instead. What is too high for the screen scrolls between bar and foot (X08, X09).
    """

    def __init__(self, parent: QWidget | None, title: str, *, width: int, bar: bool = True, foot: bool = True) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._shadow = SHADOW if composites() else 0
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, bool(self._shadow))
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self._grip: QPointF | None = None
        self._areas: list[QScrollArea] = []  # that the contents brought
        self._scroller: QScrollArea | None = None  # around all of the body
        self._centring = False
        self._bar = QFrame() if bar else None
        self._dot = _Dot(self)
        self._dot.hide()
        self.close_button: QAbstractButton = tool("cross", self.tr("Close"), small=True)
        self.close_button.setParent(self)
        self.close_button.setVisible(bar)
        self.close_button.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(20, 20 if not bar else 16, 20, 20)
        self.body.setSpacing(0)
        self._foot = QFrame() if foot else None
        self.foot = QHBoxLayout()
        if self._foot is not None:
            self._foot.setLayout(self.foot)
        self.foot.setContentsMargins(20, 12, 20, 12)
        self.foot.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(self._shadow, self._shadow, self._shadow, self._shadow)
        outer.setSpacing(0)
        if self._bar is not None:
            outer.addWidget(self._make_bar(self._bar, title))
        self._middle = outer
        outer.addLayout(self.body, 1)
        if self._foot is not None:
            outer.addWidget(self._foot)
        self.set_surface(width)

    def set_surface(self, width: int, height: int = 0) -> None:
        """The size of the visible surface, larger for larger text and at most the screen; without `height` it follows
        the contents."""
        room = self._room()
        self._wide = min(grown(width), room.width())
        self.setFixedWidth(self._wide + 2 * self._shadow)
        if height:
            self.setFixedHeight(min(grown(height), room.height()) + 2 * self._shadow)

    def _room(self) -> QRect:
        screen = self.screen() or QGuiApplication.primaryScreen()
        return screen.availableGeometry() if screen is not None else QRect(0, 0, 4096, 4096)

    def fit(self) -> None:
        """As high as the contents need at this width, now and once new widgets have been polished."""
        self._fit_now()
        QTimer.singleShot(0, self, self._fit_now)

    def _fit_now(self) -> None:
        edges = 2 * self._shadow
        foot = self._foot.minimumSizeHint().width() if self._foot is not None else 0
        if self.width() - edges < foot and self.width() - edges <= self._wide:  # longer words on its buttons
            self.setFixedWidth(foot + edges)
        for _ in range(2):  # text that wraps differently asks twice
            most, high = self._room().height() + edges, self._needs()
            if high > most:
                self._give_way(high - most)
                high = self._needs()
            self.setFixedHeight(min(high, most))

    def _needs(self) -> int:
        """The height that shows all of it at this width."""
        self._middle.activate()
        if self._scroller is None:
            return _height(self._middle, self.width())
        parts = sum(part.height() for part in (self._bar, self._foot) if part is not None)
        return parts + 2 * self._shadow + _height(self.body, self._scroller.viewport().width())

    def _give_way(self, over: int) -> None:
        """The screen is too low by `over`: what scrolls already scrolls more, else all of the body."""
        for area in self._areas:
            less = min(over, area.height() - LEAST_SCROLLED)
            if less > 0:
                area.setMinimumHeight(min(area.minimumHeight(), area.height() - less))
                area.setMaximumHeight(area.height() - less)
                over -= less
        if over <= 0 or self._scroller is not None:
            return
        focus, place = self.focusWidget(), self._middle.indexOf(self.body)
        self._middle.takeAt(place)
        held = QWidget()
        held.setLayout(self.body)
        self._scroller = self._new_area()
        self._scroller.setWidget(held)
        held.setAutoFillBackground(False)
        self._middle.insertWidget(place, self._scroller, 1)
        if focus is not None:
            focus.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        if self._bar is not None and self.focusWidget() is None:
            self.setFocus()  # else the keys would be the cross's, and Enter would close
        super().showEvent(event)
        self._centring = True
        self.fit()
        QTimer.singleShot(0, self, self._stop_centring)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt placed the dialog before it had its size: while it opens it stays centred on what it belongs to."""
        super().resizeEvent(event)
        if self._centring:
            self._centre()

    def _stop_centring(self) -> None:
        self._centring = False

    def _centre(self) -> None:
        parent, room = self.parentWidget(), self._room()
        place = QRect(QPoint(), self.size())
        place.moveCenter(parent.window().frameGeometry().center() if parent is not None else room.center())
        edge = room.adjusted(-self._shadow, -self._shadow, self._shadow, self._shadow)
        left = max(edge.left(), min(place.left(), edge.right() + 1 - place.width()))
        top = max(edge.top(), min(place.top(), edge.bottom() + 1 - place.height()))
        self.move(left, top)

    def scroll_body(self, contents: QWidget, most: int) -> QScrollArea:
        """Put `contents` as the body into a scrolling area that is at most `most` high."""
        area = self.scroll_area(most)
        self.put_into(area, contents)
        return area

    def scroll_area(self, most: int) -> QScrollArea:
        """The same for contents that are made in its viewport: what moves into another widget is styled once more."""
        area = self._new_area()
        area.setMaximumHeight(most)
        self.body.setContentsMargins(1, 0, 1, 0)
        self.body.addWidget(area)
        self._areas.append(area)
        return area

    def _new_area(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.viewport().setAutoFillBackground(False)
        return area

    def put_into(self, area: QScrollArea, contents: QWidget) -> None:
        """Let `contents` be what `area` scrolls."""
        contents.setMaximumWidth(self.width() - 2 * self._shadow - 2)  # what needs more gives way, nothing is cut off
        area.setWidget(contents)
        contents.setAutoFillBackground(False)

    def mark_changed(self, changed: bool) -> None:
        """Show or hide the dot that says "unsaved changes"."""
        self._dot.setVisible(changed)
        self._dot.setAccessibleName(self.tr("Unsaved changes") if changed else "")

    def _make_bar(self, bar: QFrame, title: str) -> QFrame:
        bar.setFixedHeight(grown(40))
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(*mirror.sides(16, 0, 8, 0))
        layout.setSpacing(8)
        layout.addWidget(plain(title, style="body_strong"))
        layout.addWidget(self._dot)
        layout.addStretch(1)
        layout.addWidget(self.close_button)
        return bar

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(self._shadow, self._shadow, -self._shadow, -self._shadow)
        bar = self._bar.height() if self._bar is not None else 0
        foot = self._foot.height() if self._foot is not None else 0
        paint_surface(painter, box, 12 if self._shadow else 0, bar=bar, foot=foot, alone=bool(self._shadow))

    def focusNextPrevChild(self, forward: bool) -> bool:
        return reading_order.step(self, forward=forward) or super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif not pressed_by(event, self.focusWidget()) and not self.take_key(event):
            super().keyPressEvent(event)

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that neither leaves the dialog nor presses the button in focus; whether it is done with."""
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window system's close is the same as Esc: a dialog with changes may stay."""
        self.reject()
        event.setAccepted(not self.isVisible())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        over_bar = self._bar is None or self._bar.geometry().contains(event.position().toPoint())
        handle = self.windowHandle()
        if (
            over_bar
            and event.button() == Qt.MouseButton.LeftButton
            and (handle is None or not handle.startSystemMove())
        ):
            self._grip = event.globalPosition() - QPointF(self.pos())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self.move((event.globalPosition() - self._grip).toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None


def _height(layout: QLayout, wide: int) -> int:
    """What `layout` asks for at this width."""
    high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else -1
    return max(high, layout.totalMinimumSize().height())


class SidePart(QFrame):
    """The left part of a sheet that lists pages, in the window colour with a hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(1, -20, 20, -1), 11, 11)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), theme.tokens().window)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.tokens().hairline)
