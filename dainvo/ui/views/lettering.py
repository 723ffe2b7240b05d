"""Fonts of the views with their measures, kept so that a page is laid out without asking Qt twice.

Knows styles of the typography table by name; the table itself is in `ui.theme`.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText, QTransform

from dainvo.ui import mirror, theme

FADE_PX = 7  # at least


@lru_cache(maxsize=64)
def font(style: str) -> QFont:
    return theme.font(style)


@lru_cache(maxsize=64)
def metrics(style: str) -> QFontMetricsF:
    return QFontMetricsF(font(style))


@lru_cache(maxsize=8192)
def width(style: str, text: str) -> float:
    """Width of `text` in px."""
    return metrics(style).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def _shaped(style: str, text: str) -> QStaticText:
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(QTransform(), font(style))
    return made


@lru_cache(maxsize=4096)
def ready(style: str, text: str) -> tuple[float, QStaticText]:
    """Ascent and shape of a text: all that drawing it needs beside the font, by one look-up."""
    return metrics(style).ascent(), _shaped(style, text)


def draw(painter: QPainter, x: float, base: float, text: str, style: str, struck: bool = False) -> None:
    """Draw `text` with its baseline at `base`; shaped once however often it is drawn. The pen is the caller's."""
    painter.setFont(font(style))
    draw_with_font(painter, x, base, text, style, struck)


def draw_with_font(painter: QPainter, x: float, base: float, text: str, style: str, struck: bool = False) -> None:
    """The same where the painter has the font of `style` already."""
    ascent, shaped = ready(style, text)
    turned = mirror.on and mirror.turned(painter)
    if turned:
        mirror.upright(painter, x, width(style, text))
    painter.drawStaticText(QPointF(x, base - ascent), shaped)
    if struck:  # by hand: Qt draws the strike of a prepared text at twice its length where the screen has ratio 2
        middle = round(base - metrics(style).strikeOutPos())
        painter.fillRect(QRectF(x, middle, width(style, text), 1), painter.pen().brush())
    if turned:
        mirror.upright(painter, x, width(style, text))


def draw_faded(
    painter: QPainter,
    x: float,
    base: float,
    text: str,
    style: str,
    room_px: float,
    colour: int,
    ratio: float,
    struck: bool = False,
) -> None:
    """Draw as much of `text` as `room_px` holds, its end fading out on whatever lies below: at the right, or at the
    left of words that run from right to left. `colour` is the pen's, `ratio` that of the painter's device."""
    picture = faded(text, x, style, room_px, colour, ratio, struck)
    turned = mirror.on and mirror.turned(painter)
    if turned:
        mirror.upright(painter, x, room_px)
    painter.drawPixmap(place_of_faded(x, base, style), picture)
    if turned:
        mirror.upright(painter, x, room_px)


def faded(text: str, x: float, style: str, room_px: float, colour: int, ratio: float, struck: bool = False) -> QPixmap:
    """The picture of as much of `text` as `room_px` holds; what its place has to do with pixels is in it."""
    return _faded(style, text, colour, round(room_px, 2), x % 1, struck, ratio)


def place_of_faded(x: float, base: float, style: str) -> QPointF:
    """Where that picture is drawn for a text that begins at `x` with its baseline at `base`."""
    return QPointF(x - x % 1, base - _drop_of(style))


@lru_cache(maxsize=256)
def _drop_of(style: str) -> int:
    """From the baseline up to the top of a picture of a text."""
    return ceil(metrics(style).ascent()) + 1


@lru_cache(maxsize=1024)
def _faded(style: str, text: str, colour: int, room_px: float, begin: float, struck: bool, ratio: float) -> QPixmap:
    """The picture of a text that fades out; the fading takes longer than all the rest of an event."""
    size = QSizeF(begin + room_px + 1, _drop_of(style) + metrics(style).descent() + 2) * ratio
    picture = QPixmap(ceil(size.width()), ceil(size.height()))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor.fromRgba(colour))
    _paint_faded(painter, begin, _drop_of(style), text, style, room_px, struck)
    painter.end()
    return picture


def _paint_faded(painter: QPainter, x: float, base: float, text: str, style: str, room_px: float, struck: bool) -> None:
    """On a picture that holds nothing else: all of the text, then what of its end is not to be seen is taken away."""
    from PySide6.QtGui import QLinearGradient  # slow to load, and only narrow columns need it

    fade = max(FADE_PX, min(12, room_px / 6))
    right, high = x + room_px, _drop_of(style) + metrics(style).descent() + 2
    if runs_left(text):
        draw(painter, right - width(style, text), base, text, style, struck)
        place, fading = QRectF(0, 0, x + fade, high), QLinearGradient(x + fade, 0, x, 0)
    else:
        draw(painter, x, base, text, style, struck)
        place, fading = QRectF(right - fade, 0, fade + 2, high), QLinearGradient(right - fade, 0, right, 0)
    fading.setColorAt(0, Qt.GlobalColor.black)
    fading.setColorAt(1, Qt.GlobalColor.transparent)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(place, QBrush(fading))


@lru_cache(maxsize=2048)
def runs_left(text: str) -> bool:
    """Whether `text` begins with a letter that is read from right to left."""
    if text.isascii():
        return False
    from unicodedata import bidirectional  # most titles need no look at it

    strong = next((way for way in map(bidirectional, text) if way in ("L", "R", "AL")), "L")
    return strong != "L"


def line(painter: QPainter, x: float, top: float, line_px: float, text: str, style: str) -> None:
    """Draw one line of text in a line box of `line_px` that begins at `top`."""
    draw(painter, x, baseline(style, top, line_px), text, style)


@lru_cache(maxsize=256)
def _drop(style: str, line_px: float) -> float:
    measure = metrics(style)
    return (line_px - measure.ascent() - measure.descent()) / 2 + measure.ascent()


def baseline(style: str, top: float, line_px: float) -> int:
    """Baseline of one line of text in a line box of `line_px` that begins at `top`."""
    return round(top + _drop(style, line_px))


@lru_cache(maxsize=8192)
def elided(style: str, text: str, room_px: int) -> str:
    """`text`, shortened with "…" to `room_px`."""
    if width(style, text) <= room_px:
        return text
    return metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, max(0, room_px))


@lru_cache(maxsize=4096)
def wrapped(style: str, text: str, room_px: int, lines: int) -> tuple[str, ...]:
    """`text` on at most `lines` lines, broken between words only; the last line holds all the rest, uncut."""
    words = text.split()
    if not words:
        return ("",)
    found: list[str] = []
    current = words[0]
    for number, word in enumerate(words[1:], 1):
        longer = f"{current} {word}"
        if width(style, longer) <= room_px:
            current = longer
        elif len(found) + 1 == lines:
            current = " ".join([current, *words[number:]])
            break
        else:
            found.append(current)
            current = word
    return (*found, current)


def forget() -> None:
    """Drop everything, after the user's font changed."""
    for cached in (font, metrics, width, _shaped, ready, _drop, _drop_of, _faded, elided, wrapped):
        cached.cache_clear()
