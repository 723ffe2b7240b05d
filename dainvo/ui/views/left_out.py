"""The badge that counts what lies on hidden days alone, and the way there (V03, V16).

Which days are hidden is the page's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import dates, density, mirror, theme
from dainvo.ui.views import lettering, names
from dainvo.ui.views.look import days_of

HEIGHT_PX, PAD_PX, ICON_PX = 20, 8, 12


def words(count: int, room: float) -> str:
    """What the badge says in so many px; a number alone where there is no more room."""
    told = (names.hidden(count), names.tr("{n} hidden").format(n=count))
    return next((text for text in told if lettering.width("caption", text) + 2 * PAD_PX <= room), f"+{count}")


def badge(right: float, top: float, count: int, room: float) -> QRectF:
    """The place of the badge that ends at `right`."""
    width = max(32.0, round(lettering.width("caption", words(count, room)) + 2 * PAD_PX))
    return QRectF(right - width, top, width, density.grown(HEIGHT_PX))


def paint(painter: QPainter, place: QRectF, count: int, room: float, *, hovered: bool) -> None:
    """The badge: a pill in the warning's colour, since something is not seen."""
    tokens = theme.tokens()
    painter.setPen(QPen(tokens.warning if hovered else theme.mix(tokens.warning, tokens.warning_bg, 0.35), 1))
    painter.setBrush(tokens.warning_bg)
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), (place.height() - 1) / 2, (place.height() - 1) / 2)
    text = words(count, room)
    painter.setPen(tokens.warning)
    x = place.center().x() - lettering.width("caption", text) / 2
    lettering.line(painter, x, place.y(), place.height(), text, "caption")
    painter.setBrush(Qt.BrushStyle.NoBrush)


def days(missed: Sequence[Occurrence], skipped: frozenset[int]) -> dict[date, int]:
    """The hidden days on which something lies that is not shown, and how much."""
    found: dict[date, int] = {}
    for event in missed:
        first, last = days_of(event)
        day = first
        while day <= last:
            if day.isoweekday() in skipped:
                found[day] = found.get(day, 0) + 1
            day += timedelta(days=1)
    return dict(sorted(found.items()))


def told(missed: Sequence[Occurrence], skipped: frozenset[int]) -> str:
    """For a tooltip: what is hidden where."""
    lines = [f"{dates.long_day(day)}: {names.count(number)}" for day, number in days(missed, skipped).items()]
    return "\n".join(lines)


def show(
    parent: QWidget,
    go: Callable[[date], object],
    missed: Sequence[Occurrence],
    skipped: frozenset[int],
    place: QRect,
) -> QMenu | None:
    """Go to the hidden day; of several, ask which."""
    found = days(missed, skipped)
    if len(found) < 2:
        for day in found:
            go(day)
        return None
    menu = QMenu(parent)
    menu.setObjectName("hidden-days")
    menu.aboutToHide.connect(menu.deleteLater)
    for day, number in found.items():
        text = f"{dates.long_day(day)} – {names.count(number)}"
        menu.addAction(text).triggered.connect(lambda _on=False, day=day: go(day))
    mirror.pop(menu, place.bottomRight() if mirror.on else place.bottomLeft())
    return menu
