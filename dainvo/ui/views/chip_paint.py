"""The strokes and fills that tell an event's state: bodies, stripes, dots, tags, the join button.

Draws shapes only; words and icons are laid out in `chip`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from dainvo.ui import density, theme
from dainvo.ui.views import lettering
from dainvo.ui.views.look import Look, Shape

RADIUS = 6.0
STRIPE = 5.0
END = 7  # what of either end of an event is not just its fill
#: Edges that go on elsewhere: left, top, right, bottom.
Cut = tuple[bool, bool, bool, bool]
WHOLE: Cut = (False, False, False, False)
#: Where the start of a plain event is drawn, what lies between its ends, its fill, and where its end is drawn.
Stamp = tuple[QPoint, QPixmap, QRectF, QColor, QPoint, QPixmap]


def outline(rect: QRectF, cut: Cut, radius: float = RADIUS) -> QPainterPath:
    """A rounded rectangle whose corners are square at the edges in `cut`."""
    radius = min(radius, rect.height() / 2, rect.width() / 2)
    left, top, right, bottom = cut
    if not any(cut):
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        return path
    d = 2 * radius
    path = QPainterPath()
    path.moveTo(rect.left() + (0 if left or top else radius), rect.top())
    if right or top:
        path.lineTo(rect.topRight())
    else:
        path.arcTo(QRectF(rect.right() - d, rect.top(), d, d), 90, -90)
    if right or bottom:
        path.lineTo(rect.bottomRight())
    else:
        path.arcTo(QRectF(rect.right() - d, rect.bottom() - d, d, d), 0, -90)
    if left or bottom:
        path.lineTo(rect.bottomLeft())
    else:
        path.arcTo(QRectF(rect.left(), rect.bottom() - d, d, d), 270, -90)
    if left or top:
        path.lineTo(rect.topLeft())
    else:
        path.arcTo(QRectF(rect.left(), rect.top(), d, d), 180, -90)
    path.closeSubpath()
    return path


def body(painter: QPainter, rect: QRectF, look: Look, colour: str, cut: Cut, hovered: bool) -> None:
    """Fill, outline and stripe of an event."""
    tokens = theme.tokens()
    stripe = theme.event_stripe(colour)
    fill, line = _fill(look, colour, hovered)
    ratio = painter.device().devicePixelRatioF()
    if _is_plain(look) and line is None and (made := _stamp(rect, fill, stripe, cut, ratio)):
        at, start, middle, fill, there, end = made
        painter.drawPixmap(at, start)
        painter.fillRect(middle, fill)
        painter.drawPixmap(there, end)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    if cut == WHOLE:
        radius = min(RADIUS, rect.height() / 2, rect.width() / 2)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.drawPath(outline(rect, cut))
    if look.shape is Shape.TENTATIVE:
        painter.setBrush(_hatch(rect))
        painter.drawPath(outline(rect, cut))
    if look.shape in (Shape.SOLID, Shape.CANCELLED, Shape.TENTATIVE):
        if not cut[0]:
            painter.setBrush(_dashes(rect, stripe, fill) if look.shape is Shape.TENTATIVE else stripe)
            painter.drawPath(_stripe(rect, cut))
    elif look.shape is Shape.FREE:
        _edge(painter, rect, cut, QPen(stripe, 1))
        if not cut[0]:
            painter.fillRect(QRectF(rect.x() + 5, rect.y() + 1, 1, rect.height() - 2), stripe)
    elif look.shape is Shape.UNANSWERED and not tokens.high:
        pen = QPen(stripe, 1.2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2.2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        _edge(painter, rect, cut, pen)
    elif not tokens.high:
        _edge(painter, rect, cut, QPen(tokens.control_border, 1))
    if tokens.high:
        dashed = Qt.PenStyle.DashLine if look.shape is Shape.UNANSWERED else Qt.PenStyle.SolidLine
        _edge(painter, rect, cut, QPen(tokens.control_border, 2, dashed))
    elif line is not None:
        _edge(painter, rect, cut, QPen(line, 1))


def stamp_of(rect: QRectF, look: Look, colour: str, cut: Cut, ratio: float) -> Stamp | None:
    """The body of a plain event for a screen of `ratio`; None for those that are no stamp."""
    if not _is_plain(look):
        return None
    return _stamp(rect, _fill(look, colour, False)[0], theme.event_stripe(colour), cut, ratio)


def _is_plain(look: Look) -> bool:
    return look.shape is Shape.SOLID and not theme.tokens().high


def _stamp(rect: QRectF, fill: QColor, stripe: QColor, cut: Cut, ratio: float) -> Stamp | None:
    """A plain event of its two ends, which are drawn once for all of its height, and the fill between them. None
    where they would not lie on whole pixels of the screen, or have no room."""
    x, y, right, bottom = rect.x(), rect.y(), rect.right(), rect.bottom()
    if right - x < 2 * END or x % 1 or y % 1 or right % 1 or ratio % 1:
        return None
    start, end = _ends(bottom - y, fill.rgba(), stripe.rgba(), cut, int(ratio))
    middle = QRectF(x + END, y, right - x - 2 * END, bottom - y)
    return QPoint(int(x), int(y)), start, middle, fill, QPoint(int(right) - END, int(y)), end


@lru_cache(maxsize=256)
def _ends(height: float, fill: int, stripe: int, cut: Cut, ratio: int) -> tuple[QPixmap, QPixmap]:
    rect = QRectF(0, 0, 3 * END, height)
    picture = QPixmap(3 * END * ratio, math.ceil(height) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(fill))
    painter.drawPath(outline(rect, cut))
    if not cut[0]:
        painter.setBrush(QColor.fromRgba(stripe))
        painter.drawPath(_stripe(rect, cut))
    painter.end()
    side, high = END * ratio, picture.height()
    return picture.copy(0, 0, side, high), picture.copy(2 * side, 0, side, high)


def ticks(painter: QPainter, rect: QRectF, cut: Cut, colours: Sequence[str]) -> None:
    """The colours of the other calendars that have the event, below its own in the stripe (A25)."""
    tokens = theme.tokens()
    step = rect.height() / (len(colours) + 1)
    painter.save()
    painter.setClipPath(_stripe(rect, cut))
    for number, colour in enumerate(colours, start=1):
        top = rect.y() + number * step
        painter.fillRect(QRectF(rect.x(), top, STRIPE, step + 1), tokens.view)
        painter.fillRect(QRectF(rect.x(), top + 1.5, STRIPE, step), theme.event_stripe(colour))
    painter.restore()


def _fill(look: Look, colour: str, hovered: bool) -> tuple[QColor, QColor | None]:
    """The fill, and a line around it where hovering can't be told by the fill."""
    tokens, colour = theme.tokens(), look.fill or colour
    if tokens.high:
        return tokens.view, None
    if look.shape in (Shape.SOLID, Shape.TENTATIVE):
        if not hovered:
            return theme.event_fill(colour, look.faded), None
        stronger = theme.event_hover(colour, look.faded)
        return (stronger, None) if stronger else (theme.event_fill(colour, look.faded), tokens.control_border)
    plain = tokens.view
    if look.shape is Shape.CANCELLED:
        plain = theme.mix(theme.event_stripe(colour), tokens.view, 0.08)
    return (theme.mix(tokens.text, plain, 0.06) if hovered else plain), None


def _edge(painter: QPainter, rect: QRectF, cut: Cut, pen: QPen) -> None:
    """The line around an event, open where the event goes on elsewhere."""
    inset = pen.widthF() / 2
    left, top, right, bottom = (-2 * inset if goes_on else inset for goes_on in cut)
    painter.save()
    if any(cut):
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPath(outline(rect.adjusted(left, top, -right, -bottom), cut, RADIUS - inset))
    painter.restore()


def _stripe(rect: QRectF, cut: Cut) -> QPainterPath:
    return _stripe_at_origin(rect.height(), cut).translated(rect.x(), rect.y())


@lru_cache(maxsize=512)
def _stripe_at_origin(height: float, cut: Cut) -> QPainterPath:
    rect = QRectF(0, 0, STRIPE, height)
    radius = min(RADIUS, rect.height() / 2)
    d = 2 * radius
    sweep = 80.4  # the arc of radius 6 up to 5 px
    path = QPainterPath()
    if cut[1]:
        path.moveTo(rect.x() + STRIPE, rect.y())
        path.lineTo(rect.topLeft())
    else:
        path.arcMoveTo(QRectF(rect.x(), rect.y(), d, d), 180 - sweep)
        path.arcTo(QRectF(rect.x(), rect.y(), d, d), 180 - sweep, sweep)
    if cut[3]:
        path.lineTo(rect.bottomLeft())
        path.lineTo(rect.x() + STRIPE, rect.bottom())
    else:
        path.arcTo(QRectF(rect.x(), rect.bottom() - d, d, d), 180, sweep)
    path.closeSubpath()
    return path


def _dashes(rect: QRectF, stripe: QColor, fill: QColor) -> QBrush:
    return _stepped(QPointF(0, rect.y()), QPointF(0, rect.y() + 10), stripe, fill, 0.6)


def _hatch(rect: QRectF) -> QBrush:
    tokens = theme.tokens()
    line = QColor(tokens.view if tokens.dark else tokens.text)
    line.setAlphaF(0.25 if tokens.dark else 0.08)
    clear = QColor(line)
    clear.setAlpha(0)
    step = 8 / 2**0.5  # 8 px across the lines
    return _stepped(rect.topLeft(), rect.topLeft() + QPointF(step, step), line, clear, 0.25)


def _stepped(start: QPointF, stop: QPointF, first: QColor, second: QColor, share: float) -> QBrush:
    from PySide6.QtGui import QGradient, QLinearGradient  # slow to load, and few events need it

    gradient = QLinearGradient(start, stop)
    gradient.setSpread(QGradient.Spread.RepeatSpread)
    gradient.setColorAt(0, first)
    gradient.setColorAt(share, first)
    gradient.setColorAt(min(1.0, share + 0.03), second)
    gradient.setColorAt(0.97, second)
    gradient.setColorAt(1, second)
    return QBrush(gradient)


def plain_dot(look: Look, colour: str) -> QColor | None:
    """The colour of a dot that is filled; None for the others."""
    return theme.event_stripe(colour) if look.shape in (Shape.SOLID, Shape.CANCELLED) else None


def dot(painter: QPainter, rect: QRectF, look: Look, colour: str) -> None:
    """The dot of a month line: filled, hollow (free, tentative), dashed (unanswered), grey ring (declined)."""
    if plain := plain_dot(look, colour):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plain)
        painter.drawEllipse(rect)
        return
    stripe = theme.event_stripe(colour)
    pen = QPen(theme.tokens().control_border if look.shape is Shape.DECLINED else stripe, 1.5)
    if look.shape is Shape.UNANSWERED:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1.2, 1.1])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))


def pie(painter: QPainter, rect: QRectF, colours: Sequence[str]) -> None:
    """The colours of the other calendars that have the event, as parts of its dot (A25)."""
    part = 360 * 16 // (len(colours) + 1)
    painter.setPen(Qt.PenStyle.NoPen)
    for number, colour in enumerate(colours, start=1):
        painter.setBrush(theme.event_stripe(colour))
        painter.drawPie(rect, 90 * 16 - number * part, -part)


def mark(painter: QPainter, rect: QRectF, look: Look, colour: str) -> None:
    """The bar before a row of a list: full, hollow (free), broken (tentative), dashed (unanswered), grey (declined)."""
    stripe = theme.event_stripe(colour)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if look.shape in (Shape.SOLID, Shape.CANCELLED, Shape.TENTATIVE):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(stripe)
        if look.shape is not Shape.TENTATIVE:
            painter.drawRoundedRect(rect, 2, 2)
            return
        step = (rect.height() + 2) / 3
        for part in range(3):
            painter.drawRoundedRect(QRectF(rect.x(), rect.y() + step * part, rect.width(), step - 2), 1, 1)
        return
    pen = QPen(theme.tokens().control_border if look.shape is Shape.DECLINED else stripe, 1)
    if look.shape is Shape.UNANSWERED:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2, 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


def corner(painter: QPainter, rect: QRectF, role: str) -> None:
    """The tag in the top end corner of an event that needs attention."""
    size = 10.0
    path = QPainterPath(QPointF(rect.right() - size, rect.top()))
    path.arcTo(QRectF(rect.right() - 2 * RADIUS, rect.top(), 2 * RADIUS, 2 * RADIUS), 90, -90)
    path.lineTo(rect.right(), rect.top() + size)
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens().role(role))
    painter.drawPath(path)


def join_button(painter: QPainter, rect: QRectF, text: str) -> None:
    """The inline button; the camera alone if `text` is empty."""
    tokens = theme.tokens()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.accent)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    icon = density.grown(14)
    content = icon + (6 + lettering.width("switch_on", text) if text else 0)
    x = rect.x() + (rect.width() - content) / 2
    theme.paint_icon(
        painter, QPointF(round(x), round(rect.y() + (rect.height() - icon) / 2)), "video", size=icon, role="on_accent"
    )
    if text:
        painter.setPen(tokens.on_accent)
        lettering.line(painter, x + icon + 6, rect.y(), rect.height(), text, "switch_on")


def ring(painter: QPainter, rect: QRectF, radius: float = RADIUS) -> None:
    """The 2 px ring around what is selected or has the focus, 1 px outside."""
    painter.setPen(QPen(theme.tokens().accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)


def wash(painter: QPainter, rect: QRectF) -> None:
    """The faint field behind a hovered line."""
    faint = QColor(theme.tokens().text)
    faint.setAlphaF(0.06)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(faint)
    painter.drawRoundedRect(rect, 4, 4)
