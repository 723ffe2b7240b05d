"""The card that tells about an event without a click (V24): half a second on it, or Space while it has the focus.

Only words; nothing in it can be pressed, and the pointer goes through it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density, mirror, theme
from dainvo.ui.sheet import SHADOW, paint_surface
from dainvo.ui.views import chip_paint, lettering, names
from dainvo.ui.views.look import look
from dainvo.ui.views.view import Shelf, same

WAIT_MS = 500
WIDTH_PX, PAD_PX, GAP_PX = 300, 14, 10
ICON_PX, LINE_PX, CAPTION_PX = 16, 20, 16


class Line:
    """One line of the card: an icon (or "" or a calendar's colour) and words."""

    def __init__(self, icon: str, text: str, style: str = "body", role: str = "text", colour: str = "") -> None:
        self.icon, self.text, self.style, self.role, self.colour = icon, text, style, role, colour


def lines(event: Occurrence, shelf: Shelf) -> list[Line]:
    """What the card says of `event`, from the same words as everything else does."""
    room = density.grown(WIDTH_PX) - 2 * PAD_PX - 12
    title = lettering.wrapped("body_strong", names.painted_title(event), room, 2)
    found = [Line("", lettering.elided("body_strong", part, room), "body_strong") for part in title]
    found += [Line("", _fit(part)) for part in lettering.wrapped("body", names.when(event), room + 12, 2)]
    elsewhere = _elsewhere(event, shelf)
    if elsewhere:
        found.append(Line("", elsewhere, role="text2"))
    where = event.location.strip().splitlines()[0][: names.MOST_PAINTED] if event.location.strip() else ""
    if where and "://" not in where:
        found.append(Line("place", _fit(where, icon=True)))
    provider = names.provider_of(event)
    if provider:
        found.append(Line("video", _fit(provider, icon=True)))
    if event.attendee_count > 1:
        found.append(Line("people", names.tr("{n} people").format(n=event.attendee_count)))
    calendar = shelf.name(event.collection)
    if calendar:
        found.append(Line("", _fit(calendar, icon=True), colour=shelf.colour(event.collection)))
    said = ", ".join(names.states(event))
    parts = lettering.wrapped("caption", said[:1].upper() + said[1:], room + 12, 3) if said else ()
    return [*found, *(Line("", lettering.elided("caption", part, room + 12), "caption", "text2") for part in parts)]


def _fit(text: str, *, icon: bool = False) -> str:
    room = density.grown(WIDTH_PX) - 2 * PAD_PX - (density.grown(ICON_PX) + GAP_PX if icon else 0)
    return lettering.elided("body", text, room)


def _elsewhere(event: Occurrence, shelf: Shelf) -> str:
    """ "Tokyo 19:00–20:00" where the event has a clock of its own."""
    zone = shelf.zone_of(event)
    if zone is None or not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return ""
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    if start.utcoffset() == event.start.utcoffset() and end.utcoffset() == event.end.utcoffset():
        return ""
    town = zone.key.rpartition("/")[2].replace("_", " ")
    return _fit(f"{town} {dates.time_range(start, end)}")


def beside(anchor: QRect, size: QSize, room: QRect) -> QPoint:
    """Where a card of `size` stands beside `anchor` within `room`: never over it, as long as one side has the space."""
    y = max(room.top(), min(anchor.top(), room.bottom() + 1 - size.height()))
    x = max(room.left(), min(anchor.left(), room.right() + 1 - size.width()))
    places = (
        QPoint(anchor.right() + GAP_PX, y),
        QPoint(anchor.left() - GAP_PX - size.width(), y),
        QPoint(x, anchor.bottom() + GAP_PX),
        QPoint(x, anchor.top() - GAP_PX - size.height()),
    )
    fits = next((place for place in places if room.contains(QRect(place, size))), None)
    lowest = room.bottom() + 1 - size.height()
    return fits or QPoint(x, lowest if anchor.center().y() < room.center().y() else room.top())


class HoverCard(QFrame):
    """Floats over the window of `host`."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host.window())
        self._lines: list[Line] = []
        self._event: tuple[Occurrence, Shelf] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(line.text for line in self._lines)

    def show_for(self, event: Occurrence, shelf: Shelf, anchor: QRect) -> None:
        """Tell about `event`, beside `anchor` of the screen."""
        self._event, self._lines = (event, shelf), lines(event, shelf)
        self.setAccessibleName(self.text)
        window = self.window()
        height = 2 * PAD_PX - 6 + sum(self._height(line) for line in self._lines)
        inside = mirror.box(QRect(window.mapFromGlobal(anchor.topLeft()), anchor.size()), window.width())
        size = QSize(density.grown(WIDTH_PX), height)
        place = beside(inside, size, window.rect().adjusted(8, 8, -8, -8))
        shown = mirror.box(QRect(place, size), window.width())
        self.setGeometry(shown.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))
        self.show()
        self.raise_()
        self.update()

    @staticmethod
    def _height(line: Line) -> int:
        return density.grown(CAPTION_PX if line.style == "caption" else LINE_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._event is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(SHADOW + 0.5, SHADOW + 0.5, -SHADOW - 0.5, -SHADOW - 0.5)
        paint_surface(painter, box, 10)
        mirror.turn(painter, self.width())
        occurrence, shelf = self._event
        y = box.top() + PAD_PX - 3
        titles = sum(line.style == "body_strong" for line in self._lines)
        bar = QRectF(box.left() + PAD_PX, y + 2, 4, titles * density.grown(LINE_PX) - 4)
        chip_paint.mark(painter, bar, look(occurrence, shelf.now()), shelf.colour(occurrence.collection))
        for line in self._lines:
            x = box.left() + PAD_PX
            if line.style == "body_strong":
                x += 12
            elif line.icon or line.colour:
                self._paint_icon(painter, line, x, y)
                x += density.grown(ICON_PX) + GAP_PX
            painter.setPen(theme.tokens().role(line.role))
            lettering.line(painter, x, y, self._height(line), line.text, line.style)
            y += self._height(line)
        painter.end()

    def _paint_icon(self, painter: QPainter, line: Line, x: float, y: float) -> None:
        if line.icon:
            at = QPointF(round(x), round(y + density.grown(2)))
            theme.paint_icon(painter, at, line.icon, size=density.grown(ICON_PX))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.event_stripe(line.colour))
        painter.drawRoundedRect(
            QRectF(x + density.grown(3), y + density.grown(5), density.grown(10), density.grown(10)), 3, 3
        )


class Hovering(QObject):
    """Shows the card of what is pointed at once the pointer rests."""

    def __init__(self, host: QWidget, shelf: Shelf) -> None:
        super().__init__(host)
        self._host = host
        self._shelf = shelf
        self._wanted: tuple[Occurrence, Callable[[], QRect]] | None = None
        self._card: HoverCard | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(WAIT_MS)
        self._rest.timeout.connect(self.show)

    @property
    def card(self) -> HoverCard | None:
        """The card, while it is seen."""
        return self._card if self._card is not None and self._card.isVisible() else None

    def over(self, event: Occurrence | None, place: Callable[[], QRect]) -> None:
        """The pointer is over `event`, at `place` of the screen; None: over none."""
        if event is None:
            self.away()
        elif self._wanted is None or not same(self._wanted[0], event):
            self.away()
            self._wanted = (event, place)
            self._rest.start()

    def away(self) -> None:
        """The pointer has gone, or was pressed."""
        self._rest.stop()
        self._wanted = None
        if self._card is not None:
            self._card.hide()

    def toggle(self, event: Occurrence, place: Callable[[], QRect]) -> bool:
        """By key: show the card of `event`, or take it away; whether it is shown."""
        shown = self.card is not None
        self.away()
        if not shown:
            self._wanted = (event, place)
            self.show()
        return not shown

    def show(self) -> None:
        """Show the card of what is pointed at."""
        if self._wanted is None or not self._host.isVisible():
            return
        if self._card is None:
            self._card = HoverCard(self._host)
        event, place = self._wanted
        self._card.show_for(event, self._shelf, place())
