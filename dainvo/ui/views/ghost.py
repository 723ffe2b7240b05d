"""What a dragged event looks like: the original fades, a ghost with a shadow and its new time goes with the pointer.

Draws; where the ghost is, is the drag's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import density, theme
from dainvo.ui.views import chip_paint, lettering, names
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.view import same

FADED = 0.6  # of the paper over the original, so that 40 % of it are left
TWO_LINES_PX = 34
_SHADOW_PX = 5


def fade(painter: QPainter, chips: Iterable[Chip], event: Occurrence) -> None:
    """Let the paper show through the chips of `event`."""
    paper = QColor(theme.tokens().view)
    paper.setAlphaF(FADED)
    for chip in chips:
        if same(chip.event, event):
            painter.fillRect(chip.rect.adjusted(-1, -1, 1, 1), paper)


@lru_cache(maxsize=32)
def _shadow(width: int, height: int, colour: int, ratio: float) -> QPixmap:
    """The shadow of a box: five veils over one another, which take half a frame to draw."""
    shade = QColor.fromRgba(colour)
    alpha = shade.alphaF()
    picture = QPixmap(round((width + 2 * _SHADOW_PX) * ratio), round((height + 2 * _SHADOW_PX) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    box = QRectF(_SHADOW_PX, _SHADOW_PX, width, height)
    for step in range(_SHADOW_PX, 0, -1):
        shade.setAlphaF(alpha / (2 * step + 2))
        painter.setBrush(shade)
        painter.drawRoundedRect(box.adjusted(-step, -step, step, step), 6 + step, 6 + step)
    painter.end()
    return picture


def paint(painter: QPainter, box: QRectF, colour: str, title: str, said: str) -> None:
    """An event at `box`, over everything else: its title and `said`; where one line has to do `said` alone, or the
    title if there is no more to say."""
    ratio = painter.device().devicePixelRatioF()
    shadow = _shadow(ceil(box.width()), ceil(box.height()), theme.tokens().shadow.rgba(), ratio)
    painter.drawPixmap(box.topLeft() - QPointF(_SHADOW_PX, _SHADOW_PX - 2), shadow)
    painter.setPen(Qt.PenStyle.NoPen)
    stripe = theme.event_stripe(colour)
    painter.setBrush(theme.event_fill(colour))
    painter.drawRoundedRect(box, 6, 6)
    painter.save()
    painter.setClipRect(QRectF(box.x(), box.y(), chip_paint.STRIPE, box.height()))
    painter.setBrush(stripe)
    painter.drawRoundedRect(box.adjusted(0, 0, 10, 0), 6, 6)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(stripe, 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5.5, 5.5)
    _words(painter, box, title, said)


def _words(painter: QPainter, box: QRectF, title: str, said: str) -> None:
    room = round(max(12.0, box.width() - chip_paint.STRIPE - 10))
    x = box.x() + chip_paint.STRIPE + 5
    painter.setPen(theme.tokens().text)
    if not said:
        lettering.line(painter, x, box.y(), box.height(), lettering.elided("event_title", title, room), "event_title")
        return
    y, high, line = box.y() + 1, density.grown(16), density.grown(18)
    if title and box.height() >= density.grown(TWO_LINES_PX):
        lettering.line(painter, x, y + 1, high, lettering.elided("event_title", title, room), "event_title")
        y += high
    range_said, bracket, length = said.partition(" (")
    if lettering.width("event_detail", said) <= room:
        range_said, bracket = said, ""
    lettering.line(painter, x, y, min(float(line), box.height()), _fitted(range_said, room), "event_detail")
    if bracket and y + density.grown(30) <= box.bottom():
        lettering.line(painter, x, y + density.grown(14), line, _fitted(length.rstrip(")"), room), "event_detail")


def _fitted(text: str, room: int) -> str:
    return lettering.elided("event_detail", text, room)


def outline(painter: QPainter, box: QRectF, said: str) -> None:
    """A new event that is being drawn out: the accent around the time it will take."""
    accent = theme.tokens().accent
    fill = QColor(accent)
    fill.setAlphaF(0.2)
    painter.setPen(QPen(accent, 1.5))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 6, 6)
    _words(painter, box.translated(QPointF(-chip_paint.STRIPE, 0)), "", said)


def heading(event: Occurrence | None) -> str:
    """The title on the ghost."""
    return names.painted_title(event) if event is not None else ""
