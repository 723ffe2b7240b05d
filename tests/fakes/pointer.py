"""The pointer with its button held: drags as a window system sends them, with keys.

QTest's own moves leave the button out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def hover(widget: QWidget, at: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    """Move to `at` of `widget`, which has the button."""
    where = QPointF(widget.mapToGlobal(at))
    moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, LEFT, keys)
    QApplication.sendEvent(widget, moved)


def drag(widget: QWidget, path: Sequence[QPoint], *, keys: Qt.KeyboardModifier = PLAIN, drop: bool = True) -> None:
    """Press at the first point, go to each other one in three steps, and let go at the last."""
    QTest.mousePress(widget, LEFT, keys, path[0])
    for start, end in pairwise(path):
        for part in (0.3, 0.7, 1.0):
            hover(widget, start + (end - start) * part, keys)
    if drop:
        release(widget, path[-1], keys)


def release(widget: QWidget, at: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.mouseRelease(widget, LEFT, keys, at)


def turn(widget: QWidget, units: int) -> bool:
    """The wheel over the middle of `widget`, towards the user for a negative number; whether it was taken there."""
    at = QPointF(widget.rect().center())
    where, away = QPointF(widget.mapToGlobal(at)), QPoint(0, units)
    event = QWheelEvent(at, where, QPoint(), away, Qt.MouseButton.NoButton, PLAIN, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
