"""Is a frame of 500 events painted in 1.3 times what bare boxes and prepared texts take, and any other in 2 ms?"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from benchmarks.measure import Figure, in_turn, median, percentile_95, python

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from dainvo.ical.occurrence import Occurrence
    from dainvo.ui.views.chip import Chip
    from dainvo.ui.views.month import MonthView
    from dainvo.ui.views.time_grid import TimeGrid

EVENTS, ROUNDS = 500, 30
WIDE, HIGH = 1600, 1000
ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 16)
NOW = datetime(2026, 11, 18, 10, 40, tzinfo=ZONE)
WORDS = (
    "Budget review with María García",
    "Roadmap planning",
    "Dentist",
    "Release retro",
    "Łukasz 1:1",
    "Zoom: design",
)


def figures() -> list[Figure]:
    told: dict[str, Any] = json.loads(python("-m", "benchmarks.frames")[-1])
    found = []
    for view in ("month", "week"):
        ours, floor = median(told[view]), median(told[f"{view}_floor"])
        found.append(Figure(f"{view} of {EVENTS} events painted anew, floor {floor:.1f} ms", ours, "ms"))
        found.append(Figure(f"{view} of {EVENTS} events against the floor", ours / floor, "", 1.3))
    for name in ("scroll", "hover", "drag", "now"):
        found.append(Figure(f"frame of a {name} in that week, median", median(told[name]), "ms", 2.0))
        found.append(Figure(f"frame of a {name} in that week, 95th percentile", percentile_95(told[name]), "ms"))
    return found


class _Events:
    """What the views ask of a reader: 500 events of one week."""

    zone = ZONE

    def __init__(self) -> None:
        self.events = [_event(number) for number in range(EVENTS)]

    def accounts(self) -> list[Any]:
        return []

    collections = accounts

    def occurrences(self, first: date, last: date) -> list[Occurrence]:
        from dainvo.ui.views.look import days_of

        return [event for event in self.events if first <= days_of(event)[0] <= last]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def _event(number: int) -> Occurrence:
    from dainvo.ical.occurrence import CollectionId, Occurrence, RecurrenceId, ResourceId, Uid

    start = datetime.combine(MONDAY, datetime.min.time(), ZONE) + timedelta(
        days=number % 7, minutes=15 * (28 + number // 7 * 5 % 48)
    )
    return Occurrence(
        ResourceId(number),
        CollectionId(1 + number % 5),
        Uid(str(number)),
        RecurrenceId(""),
        f"{WORDS[number % len(WORDS)]} {number}",
        start,
        start + timedelta(minutes=30 + number % 4 * 15),
        False,
    )


def _image() -> QImage:
    from PySide6.QtGui import QImage

    return QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)


def _timed(draw: Callable[[], object]) -> float:
    """Milliseconds of the processor: a frame of ours waits for nobody, and other work must not count."""
    begin = time.thread_time()
    draw()
    return (time.thread_time() - begin) * 1000


def _floor(chips: Sequence[Chip]) -> Callable[[], float]:
    """The same boxes and the same texts, prepared and in the order of their fonts, and nothing else."""
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QPainter, QStaticText, QTransform

    from dainvo.ui import theme
    from dainvo.ui.views import lettering

    boxes = [(chip.rect, theme.event_fill(chip.colour, False)) for chip in chips]
    texts = []
    for one in sorted((text for chip in chips for text in chip.texts), key=lambda text: text.style):
        shaped = QStaticText(lettering.elided(one.style, one.text, int(one.room or WIDE)))
        shaped.setTextFormat(Qt.TextFormat.PlainText)
        shaped.prepare(QTransform(), lettering.font(one.style))
        texts.append((one.style, QPointF(one.x, one.baseline - lettering.metrics(one.style).ascent()), shaped))
    image = _image()

    def draw() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(image.rect(), theme.tokens().view)
        painter.setPen(Qt.PenStyle.NoPen)
        for box, colour in boxes:
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.tokens().text)
        before = ""
        for style, point, shaped in texts:
            if style != before:
                painter.setFont(lettering.font(style))
                before = style
            painter.drawStaticText(point, shaped)
        painter.end()

    return lambda: _timed(draw)


def _month(view: MonthView) -> tuple[list[float], list[float]]:
    from PySide6.QtGui import QPainter

    from dainvo.ui.views import month_paint

    page, image = view.page, _image()

    def draw() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        month_paint.paint(painter, page, NOW.date())
        painter.end()

    ours, floor = in_turn(ROUNDS, lambda: _timed(draw), _floor(page.chips))
    return ours, floor


def _week(view: TimeGrid) -> tuple[list[float], list[float]]:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    image = _image()

    def draw() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view.grid._page.paint(painter, NOW, QRect(0, 0, view.grid.width(), view.grid.axis.height))
        painter.end()

    ours, floor = in_turn(ROUNDS, lambda: _timed(draw), _floor(view.grid.chips))
    return ours, floor


def _frames(view: TimeGrid) -> dict[str, list[float]]:
    """What is painted while the week is scrolled, pointed at, dragged over, and once a minute."""
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    from dainvo.ui.views import scrolling

    canvas, bar = view.grid.viewport(), view.grid.verticalScrollBar()
    view.grid.draw_all()
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton

    def mouse(kind: QEvent.Type, point: QPointF, buttons: Qt.MouseButton) -> QMouseEvent:
        button = left if kind != QEvent.Type.MouseMove else none
        place = canvas.mapToGlobal(point)
        return QMouseEvent(kind, point, place, button, buttons, Qt.KeyboardModifier.NoModifier)

    def scroll(step: int) -> None:
        bar.setValue(300 + step * 7 % 200)
        canvas.repaint()

    def hover(step: int) -> None:
        view.grid.mouseMoveEvent(mouse(QEvent.Type.MouseMove, QPointF(100 + step * 37 % 1400, 60 + step % 500), none))
        canvas.repaint()

    def drag(step: int) -> None:
        point = QPointF(start.x() + step * 11 % 900, start.y() + step % 200)
        view.grid.mouseMoveEvent(mouse(QEvent.Type.MouseMove, point, left))
        canvas.repaint()

    def now(_step: int) -> None:
        canvas.repaint()

    found: dict[str, list[float]] = {}
    for frame in (scroll, hover, now):
        found[frame.__name__] = [_timed(lambda step=step, frame=frame: frame(step)) for step in range(200)]  # type: ignore[misc]
    chip = view.grid.chips[len(view.grid.chips) // 2]
    scrolling.make_visible(view.grid, chip.rect)
    start = chip.rect.center() - QPointF(0, view.grid.scrolled())
    view.grid.draw_all()
    view.grid.mousePressEvent(mouse(QEvent.Type.MouseButtonPress, start, left))
    found["drag"] = [_timed(lambda step=step: drag(step)) for step in range(200)]  # type: ignore[misc]
    view.grid.cancel_drag()
    return found


def _measure() -> None:
    from PySide6.QtWidgets import QApplication

    from dainvo.settings import Settings
    from dainvo.ui import theme
    from dainvo.ui.views.month import MonthView
    from dainvo.ui.views.time_grid import TimeGrid
    from dainvo.ui.views.view import Shelf

    application = QApplication(sys.argv[:1])
    theme.apply(application, "light")
    source: Any = _Events()
    shelf = Shelf(source, lambda: NOW)
    settings = Settings(first_weekday=1, weeks_shown=1, weeks_past=0)
    month = MonthView(shelf, settings, kind="weeks")
    week = TimeGrid(shelf, settings, kind="week")
    for view, high in ((month, 28 + 24 + 20 * 80), (week, HIGH)):
        view.resize(WIDE, high)
        view.show()
        application.processEvents()
    told: dict[str, list[float]] = {}
    told["month"], told["month_floor"] = _month(month)
    told["week"], told["week_floor"] = _week(week)
    told.update(_frames(week))
    print(json.dumps(told))


if __name__ == "__main__":
    _measure()
