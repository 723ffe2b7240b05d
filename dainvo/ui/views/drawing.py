"""The events of a page made ready for the painter: what is drawn alike lies together, with each text shaped.

Made once for a page, so that painting it, at once or in parts, is nothing but handing it to Qt. Chooses no places.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QStaticText

from dainvo.ui import mirror, theme
from dainvo.ui.tokens import Tokens
from dainvo.ui.views import chip_paint, lettering
from dainvo.ui.views.chip import LOOK_OF_TEXT, Chip, Text, paint_texts
from dainvo.ui.views.chip_paint import Stamp

_HIGH = 64.0  # no text is higher


class Drawing:
    """`chips`, which do not lie over one another, for a screen of `ratio` and the colours of now."""

    __slots__ = ("_bodies", "_dots", "_faded", "_for", "_plain", "_rest", "_stamps", "_texts")

    def __init__(self, chips: Iterable[Chip], ratio: float) -> None:
        self._for = _looks(ratio)
        self._stamps: list[Stamp] = []
        self._dots: dict[int, tuple[QColor, list[QRectF]]] = {}
        self._bodies: list[Chip] = []  # that are drawn one by one
        self._rest: list[Chip] = []  # that have more than a body and words
        self._texts: list[tuple[str, str, list[tuple[float, QPointF, QStaticText]]]] = []
        self._faded: list[tuple[float, QPointF, QPixmap]] = []
        self._plain: list[Text] = []
        texts: list[Text] = []
        for one in chips:
            self._add_body(one, ratio)
            texts += one.texts
            if one.has_more:
                self._rest.append(one)
        self._add_texts(sorted(texts, key=LOOK_OF_TEXT), ratio)

    def fits(self, ratio: float) -> bool:
        """Whether it was made for such a screen, and no other theme was chosen since."""
        return self._for == _looks(ratio)

    def paint(self, painter: QPainter, top: float = float("-inf"), bottom: float = float("inf")) -> None:
        """Draw what lies from `top` to `bottom`."""
        for at, start, middle, fill, there, end in self._stamps:
            if middle.bottom() >= top and middle.top() <= bottom:
                painter.drawPixmap(at, start)
                painter.fillRect(middle, fill)
                painter.drawPixmap(there, end)
        if self._dots:
            painter.setPen(Qt.PenStyle.NoPen)
            for colour, places in self._dots.values():
                painter.setBrush(colour)
                for place in places:
                    painter.drawEllipse(place)
        for one in self._bodies:
            if one.rect.bottom() >= top and one.rect.top() <= bottom:
                one.paint_body(painter)
        self._paint_texts(painter, top - _HIGH, bottom)
        for one in self._rest:
            if one.rect.bottom() >= top and one.rect.top() <= bottom:
                one.paint_rest(painter)

    def _paint_texts(self, painter: QPainter, top: float, bottom: float) -> None:
        tokens = theme.tokens()
        for style, role, texts in self._texts:
            painter.setPen(tokens.role(role))
            painter.setFont(lettering.font(style))
            draw = painter.drawStaticText
            for y, at, shaped in texts:
                if top <= y <= bottom:
                    draw(at, shaped)
        for y, at, picture in self._faded:
            if top <= y <= bottom:
                painter.drawPixmap(at, picture)
        paint_texts(painter, [text for text in self._plain if top <= text.baseline <= bottom + _HIGH])

    def _add_body(self, one: Chip, ratio: float) -> None:
        if one.kind == "line" and (colour := chip_paint.plain_dot(one.look, one.colour)) and not one.event.also:
            self._dots.setdefault(colour.rgba(), (colour, []))[1].append(one.dot())
        elif one.kind in ("timed", "bar") and not one.event.also and (stamp := _stamp(one, ratio)):
            self._stamps.append(stamp)
        else:
            self._bodies.append(one)

    def _add_texts(self, texts: list[Text], ratio: float) -> None:
        if mirror.on:  # each is turned over in its place
            self._plain = texts
            return
        tokens = theme.tokens()
        for (style, role), group in groupby(texts, key=LOOK_OF_TEXT):
            shaped = []
            colour = tokens.role(role).rgba()
            for text in group:
                if text.room:
                    picture = lettering.faded(text.text, text.x, style, text.room, colour, ratio, text.struck)
                    at = lettering.place_of_faded(text.x, text.baseline, style)
                    self._faded.append((at.y(), at, picture))
                elif text.struck:
                    self._plain.append(text)
                else:
                    ascent, static = lettering.ready(style, text.text)
                    at = QPointF(text.x, text.baseline - ascent)
                    shaped.append((at.y(), at, static))
            if shaped:
                self._texts.append((style, role, shaped))


def ready(made: Drawing | None, chips: Iterable[Chip], ratio: float) -> Drawing:
    """The drawing of `chips` for such a screen: the one that was `made`, if it still fits."""
    return made if made is not None and made.fits(ratio) else Drawing(chips, ratio)


def _looks(ratio: float) -> tuple[float, Tokens, bool]:
    return ratio, theme.tokens(), mirror.on


def _stamp(one: Chip, ratio: float) -> Stamp | None:
    return chip_paint.stamp_of(one.rect, one.look, one.colour, one.cut, ratio)
