"""Draws on paper: text that keeps its links in a PDF, hairlines, tints, letter tags.

Units are tenths of a point, from the top left corner of the paper, or the top right one where the window runs from
right to left (L09): the painter is mirrored, and all words are upright in it. Knows no event.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from dainvo.ui import mirror

#: Units of a point, of which an inch has 72.
POINT = 10
HAIRLINE = 0.25 * POINT
LEADING = 1.25
BLACK, GREY = QColor(0, 0, 0), QColor(90, 90, 90)
_LINE = QColor(150, 150, 150)


class Align(Enum):
    """Where a line of text stands in its box."""

    START = auto()
    CENTRE = auto()
    END = auto()


class Ink:
    """A painter on one paper. White stays white: whatever is drawn is black, grey or a light tint."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def line(self, x1: float, y1: float, x2: float, y2: float, width: float = HAIRLINE) -> None:
        self._painter.setPen(QPen(_LINE, width))
        self._painter.drawLine(QLineF(x1, y1, x2, y2))

    def box(self, rect: QRectF, tint: QColor | None = None, *, dashed: bool = False) -> None:
        """A frame of hairlines, filled with `tint`."""
        pen = QPen(_LINE, HAIRLINE * 2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        self._painter.setPen(pen)
        self._painter.setBrush(tint if tint is not None else Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect)

    def wash(self, rect: QRectF, tint: QColor) -> None:
        self._painter.fillRect(rect, tint)

    def text(
        self,
        rect: QRectF,
        text: str,
        points: float,
        *,
        bold: bool = False,
        colour: QColor = BLACK,
        align: Align = Align.START,
        link: str = "",
        struck: bool = False,
    ) -> float:
        """One line at the top of `rect`, cut with an ellipsis where there is no room; how wide it became."""
        face = font(points, bold=bold, struck=struck)
        shown = QFontMetricsF(face).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, rect.width())
        laid = _laid(shown, face, rect.width() + POINT, link, wrap=False)
        width = laid.lineAt(0).naturalTextWidth() if laid.lineCount() else 0.0
        shift = {Align.START: 0.0, Align.CENTRE: (rect.width() - width) / 2, Align.END: rect.width() - width}[align]
        shift = max(0.0, shift)
        if mirror.turned(self._painter):
            shift = rect.width() - width - shift
        self._draw(laid, rect, QPointF(rect.x() + shift, rect.y()), colour)
        return width

    def passage(
        self, rect: QRectF, text: str, points: float, *, bold: bool = False, colour: QColor = BLACK, link: str = ""
    ) -> float:
        """As many whole lines as `rect` holds, wrapped at its width; their height."""
        turned = mirror.turned(self._painter)
        laid = _laid(text, font(points, bold=bold), rect.width(), link, wrap=True, most=rect.height(), right=turned)
        self._draw(laid, rect, rect.topLeft(), colour)
        return laid.lineCount() * line_height(points)

    def _draw(self, laid: QTextLayout, rect: QRectF, at: QPointF, colour: QColor) -> None:
        """`laid` at a place of `rect`, upright also where the painter draws mirrored."""
        self._painter.setPen(colour)
        if not mirror.turned(self._painter):
            laid.draw(self._painter, at)
            return
        mirror.upright(self._painter, rect.x(), rect.width())
        laid.draw(self._painter, at)
        mirror.upright(self._painter, rect.x(), rect.width())

    def tag(self, x: float, y: float, letter: str, colour: str, size: float = 7.5) -> float:
        """The letter of a calendar in its light tint; how wide it became."""
        face = font(size, bold=True)
        width = max(line_height(size), QFontMetricsF(face).horizontalAdvance(letter) + 4 * POINT)
        rect = QRectF(x, y, width, line_height(size))
        self.box(rect, tint(colour))
        self.text(rect, letter, size, bold=True, align=Align.CENTRE)
        return width


def font(points: float, *, bold: bool = False, struck: bool = False) -> QFont:
    """The program's letters in a size of the paper."""
    made = QFont(QApplication.font().families())
    made.setPixelSize(round(points * POINT))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setStrikeOut(struck)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def line_height(points: float) -> float:
    return points * POINT * LEADING


def height_of(text: str, points: float, width: float, *, bold: bool = False) -> float:
    """How high `text` becomes, wrapped at `width`."""
    laid = _laid(text, font(points, bold=bold), width, "", wrap=True)
    return laid.lineCount() * line_height(points) if text else 0.0


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    return QFontMetricsF(font(points, bold=bold)).horizontalAdvance(text)


def tint(colour: str) -> QColor:
    """A calendar's colour so light that black text stays readable on it and little ink is spent."""
    given = QColor(colour)
    share = 0.16
    parts = (255 - (255 - part) * share for part in (given.red(), given.green(), given.blue()))
    return QColor(*(round(part) for part in parts))


def _laid(
    text: str, face: QFont, width: float, link: str, *, wrap: bool, most: float = 1e9, right: bool = False
) -> QTextLayout:
    """`text` in lines one below the other, as many as fit into `most`, at the right if wanted; a link becomes one of
    the PDF."""
    laid = QTextLayout(text.replace("\n", "\u2028"), face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wrap else QTextOption.WrapMode.NoWrap)
    if right:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    laid.setTextOption(option)
    if link:
        linked = QTextLayout.FormatRange()
        linked.start, linked.length = 0, len(text)
        form = QTextCharFormat()
        form.setAnchor(True)
        form.setAnchorHref(link)
        linked.format = form
        laid.setFormats([linked])
    laid.beginLayout()
    y, step = 0.0, face.pixelSize() * LEADING
    while y + step <= most + POINT:  # pixels of a face are whole ones, points are not
        line = laid.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y + (step - line.height()) / 2))
        y += step
    laid.endLayout()
    return laid
