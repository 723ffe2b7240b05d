"""The height of the hours by wheel, pinch and keys (V14): at once in the grid, kept once it has come to rest.

Knows no settings but the zoom, and keeps nothing itself.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QWidget

from dainvo.ui import density
from dainvo.ui.views import axis
from dainvo.ui.views.axis import Axis

REST_MS = 400


class Grid(Protocol):
    """What the height of the hours is asked of."""

    axis: Axis

    def take_axis(self, wanted: Axis, keep_y: float = 0.0) -> None: ...
    def viewport(self) -> QWidget: ...


class Zooming(QObject):
    """Of one grid."""

    settled = Signal(float)  # the zoom that is to be kept

    def __init__(self, grid: Grid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self.settled.emit(self.zoom))

    @property
    def zoom(self) -> float:
        return round(self._grid.axis.hour_px / density.current().hour, 3)

    def turn(self, notches: float, y: float) -> None:
        """Make hours higher or lower; the time at `y` of the viewport stays where it is."""
        self._go(axis.zoomed(self._grid.axis.hour_px / density.current().hour, notches), y)

    def pinched(self, event: QEvent) -> bool:
        """Follow two fingers; whether the gesture was theirs."""
        if not isinstance(event, QNativeGestureEvent) or event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.turn(axis.notches(event.value()), event.position().y())
        return True

    def press(self, way: int) -> None:
        """A key: larger (1), smaller (-1), as usual (0); the middle of what is seen stays."""
        y = self._grid.viewport().height() / 2
        if way:
            self.turn(2 * way, y)
        else:
            self._go(1.0, y)

    def _go(self, zoom: float, y: float) -> None:
        self._grid.take_axis(self._grid.axis._replace(hour_px=density.current().hour * zoom), y)
        self._rest.start()
