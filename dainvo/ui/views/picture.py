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
    drawn_over(picture, size.width(), paint)
    return picture


def drawn_over(picture: QPixmap, width: int, paint: Callable[[QPainter], object]) -> None:
    """Draw what `paint` draws over a picture that is `width` px wide."""
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mirror.turn(painter, width)
    paint(painter)
    painter.end()
