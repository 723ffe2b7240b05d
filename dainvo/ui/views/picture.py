"""A page drawn once, to be copied from then on: scrolling, pointing and dragging paint nothing of it anew.

Knows no page.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from dainvo.ui import mirror


def still_fits(made: QPixmap | None, widget: QWidget) -> bool:
    """Whether a picture may be copied: one that was drawn for another screen would be blurred (L10)."""
    return made is not None and made.devicePixelRatioF() == widget.devicePixelRatioF()


def drawn(widget: QWidget, size: QSize, paint: Callable[[QPainter], object]) -> QPixmap:
    """What `paint` draws on `size`, as sharp as the screen of `widget`. It has to cover all of that."""
    ratio = widget.devicePixelRatioF()
    picture = QPixmap(size.expandedTo(QSize(1, 1)) * ratio)
    picture.setDevicePixelRatio(ratio)
    _draw(picture, size.width(), paint)
    return picture


def drawn_over(picture: QPixmap, widget: QWidget, paint: Callable[[QPainter], object]) -> None:
    """Draw what `paint` draws over a picture as wide as `widget`."""
    _draw(picture, widget.width(), paint)


def _draw(picture: QPixmap, width: int, paint: Callable[[QPainter], object]) -> None:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mirror.turn(painter, width)
    paint(painter)
    painter.end()
