"""How events are drawn: the strike, the fade of what is cut, what narrow month cells leave out, marks of cut bars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import combinations, pairwise
from typing import Any

import pytest
from fakes.source import BERLIN, Source, all_day, timed
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Occurrence, PartStat, Status, Visibility
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views import chip, lettering, names
from dainvo.ui.views.chip import Chip
from dainvo.ui.views.look import look
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
COLOUR = "#2F6FDE"
PAPER = QColor("#fff4dc")  # none of the colours that text stands on


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def drawn(ratio: int, draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(QSize(300, 40) * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    draw(painter)
    painter.end()
    return image


def inked(image: QImage, y: int) -> list[int]:
    return [x for x in range(image.width()) if image.pixelColor(x, y) == QColor("black")]


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_the_strike_is_as_long_as_the_text(ratio: int) -> None:
    """At ratio 2 Qt's own was off the text and twice as long."""
    image = drawn(ratio, lambda painter: lettering.draw(painter, 10, 25, "iiii", "event_title", struck=True))
    longest = max((inked(image, y) for y in range(image.height())), key=len)
    assert longest[0] == 10 * ratio
    assert longest == list(range(longest[0], longest[-1] + 1))
    assert abs(len(longest) - ratio * lettering.width("event_title", "iiii")) <= ratio


@pytest.mark.parametrize("struck", [False, True])
def test_what_is_cut_fades_into_whatever_lies_below(struck: bool) -> None:
    black = QColor("black").rgba()
    image = drawn(
        2, lambda painter: lettering.draw_faded(painter, 10, 25, 20 * "H", "event_title", 60, black, 2, struck)
    )
    darkest = [min(image.pixelColor(x, y).lightness() for y in range(image.height())) for x in range(image.width())]
    assert min(darkest[20:100]) < 10
    assert all(value == PAPER.lightness() for value in darkest[140:])
    blocks = [min(darkest[x : x + 6]) for x in range(116, 141, 6)]
    assert all(one <= other for one, other in pairwise(blocks))
    assert blocks[-2] > blocks[0] + 60


def line(width: float, title: str = "Swimming lesson", **values: Any) -> Chip:
    event = timed("03-11 17:30", "18:30", title, **values)
    return chip.line(event, look(event, NOW), COLOUR, QRectF(3, 0, width, 18), camera=False)


def test_a_month_line_drops_the_time_where_it_is_narrow() -> None:
    assert [text.text for text in line(81).texts] == ["Swimming lesson"]
    assert [text.text for text in line(125).texts] == ["17:30", "Swimming lesson"]
    assert [text.text for text in line(200).texts] == ["17:30", "Swimming lesson"]


def test_a_month_line_fades_out_where_it_is_narrow_and_ends_in_dots_elsewhere() -> None:
    title = "Swimming lesson with everybody from the club"
    for width in (81, 125):
        drawing = line(width, title)
        assert drawing.texts[-1].x + drawing.texts[-1].room <= drawing.rect.right()
    wide = line(200, title).texts[-1]
    assert (wide.room, wide.text[-1]) == (0, "…")
    assert line(125, "Choir").texts[-1].room == 0


def test_a_title_that_fits_a_month_line_is_not_cut() -> None:
    """V05: not even by a part of a pixel."""
    for title in ("Team lunch", "Swimming", "Vendor call", "Week wrap"):
        needed = line(140, title).texts[-1].x + lettering.width("month_chip", title) - 2
        shown = line(needed + 0.02, title).texts[-1]
        assert (shown.text, shown.room) == (title, 0)
        assert line(needed - 0.02, title).texts[-1].room


@pytest.mark.parametrize("side", ["start", "end"])
def test_the_outline_of_a_bar_is_open_where_it_goes_on(side: str) -> None:
    """V10: a line there would say that it ends."""
    free = all_day("03-10", 3, "Away", transparent=True)
    cut = {f"cut_{side}": True}
    made = chip.bar(free, look(free, NOW), COLOUR, QRectF(10, 10, 200, 20), **cut)
    image = drawn(1, made.paint)
    line, view = theme.event_stripe(COLOUR), theme.tokens().view
    assert image.pixelColor(60, 10) == image.pixelColor(60, 29) == line
    assert image.pixelColor(10 if side == "start" else 209, 13) == view
    assert image.pixelColor(209 if side == "start" else 10, 20) == line
    assert image.pixelColor(8, 20) == image.pixelColor(212, 20) == PAPER


def test_a_line_without_room_for_a_title_stays_a_dot() -> None:
    assert line(20).texts == []


def test_a_declined_or_cancelled_line_is_struck() -> None:
    assert line(125, status=Status.CANCELLED).texts[-1].struck


def month(qtbot: QtBot, events: list[Occurrence], width: int = 940) -> MonthView:
    view = MonthView(Shelf(Source(events), lambda: NOW), Settings(first_weekday=1))
    view.resize(width, 716)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_bars_that_began_before_are_marked_and_their_titles_stand_in_line(qtbot: QtBot) -> None:
    """V10: an end outside the view has ‹ or ›."""
    events = [all_day("03-05", 12, "Away"), all_day("03-08", 2, "Fair")]
    away, fair = (
        next(one for one in month(qtbot, events).page.chips if one.event.summary == name and one.rect.y() > 150)
        for name in ("Away", "Fair")
    )
    assert [name for _, name, _ in away.marks] == ["chevron-left", "chevron-right"]
    assert away.texts[0].x == fair.texts[0].x
    grid = TimeGrid(Shelf(Source(events), lambda: NOW), Settings(first_weekday=1), kind="week")
    grid.resize(944, 700)
    qtbot.addWidget(grid)
    grid.show()
    qtbot.waitExposed(grid)
    away, fair = (next(one for one in grid.head.chips if one.event.summary == name) for name in ("Away", "Fair"))
    assert [name for _, name, _ in away.marks] == ["chevron-left", "chevron-right"]
    assert away.texts[0].x == fair.texts[0].x


def moved_to(view: MonthView, point: QPointF) -> QImage:
    buttons = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        view,
        QMouseEvent(
            QEvent.Type.MouseMove, point, view.mapToGlobal(point), buttons, buttons, Qt.KeyboardModifier.NoModifier
        ),
    )
    return view.grab().toImage()


def test_lines_and_more_answer_to_the_pointer(qtbot: QtBot) -> None:
    view = month(qtbot, [timed(f"03-10 {8 + n:02d}:00", f"{9 + n:02d}:00", f"e{n:02d}") for n in range(12)])
    for rect in (view.page.chips[0].rect, view.page.more[0].rect):
        corner = QPointF(rect.right() - 6, rect.center().y()).toPoint()
        plain = moved_to(view, QPointF(400, 5)).pixelColor(corner)
        assert plain == theme.tokens().view
        assert moved_to(view, rect.center()).pixelColor(corner) != plain


@pytest.mark.parametrize("width", [420, 640, 944])
def test_headings_and_counts_stay_in_their_cells(qtbot: QtBot, width: int) -> None:
    """V05: however narrow, what is hidden is counted, and readable."""
    view = month(qtbot, [timed("03-01 08:00", "09:00", f"e{n}") for n in range(130)], width)
    (more,) = view.page.more
    assert len(view.page.chips) + more.hidden == 130
    assert view.page.cell(0).contains(more.rect)
    image = view.grab().toImage()
    edge = view.page.left(1)
    column = {image.pixelColor(edge, y).name() for y in range(30, view.page.top(1) - 2)}
    assert column == {theme.tokens().hairline.name()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_own_colour_fills_and_the_stripe_stays_the_calendars(qapp: QApplication, scheme: str) -> None:
    """E30: the fill is made of the event's colour as of a calendar's, so that text stays readable on it."""
    theme.apply(qapp, scheme)
    event = timed("03-10 11:00", "12:00", "Fair", color="teal")
    made = chip.timed(event, look(event, NOW.replace(hour=9)), COLOUR, QRectF(4, 4, 280, 32))
    image = drawn(1, made.paint)
    assert image.pixelColor(6, 20) == theme.event_stripe(COLOUR)
    assert image.pixelColor(250, 12) == theme.event_fill("#008080")


STATES: dict[str, dict[str, Any]] = {
    "busy": {},
    "free": {"transparent": True},
    "tentative": {"status": Status.TENTATIVE},
    "unanswered": {"own_partstat": PartStat.NEEDS_ACTION},
    "declined": {"own_partstat": PartStat.DECLINED},
    "cancelled": {"status": Status.CANCELLED},
    "private": {"visibility": Visibility.PRIVATE},
    "past": {},
    "past, free": {"transparent": True},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(120, 50), (120, 22), (60, 50)])
def test_every_state_is_told_apart_in_grey(qapp: QApplication, scheme: str, size: tuple[int, int]) -> None:
    """V23, X07: of one calendar, without colour, also where there is little room."""
    theme.apply(qapp, scheme)
    greys = {}
    for name, values in STATES.items():
        now = NOW.replace(hour=20) if name.startswith("past") else NOW
        image = QImage(140, 70, QImage.Format.Format_RGB32)
        image.fill(theme.tokens().view)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        one = timed("03-10 12:00", "12:30", "Review", **values)
        chip.timed(one, look(one, now), "#2F6FDE", QRectF(10, 10, *size)).paint(painter)
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        greys[name] = [
            grey.pixelColor(x, y).lightness() for y in range(8, 12 + size[1]) for x in range(8, 12 + size[0])
        ]
    for one_name, other_name in combinations(greys, 2):
        if size[0] < 76 and "private" in (one_name, other_name):
            continue  # a narrow event drops its lock: the card tells it
        pairs = zip(greys[one_name], greys[other_name], strict=True)
        assert sum(abs(a - b) >= 8 for a, b in pairs) >= 16, (one_name, other_name)


@pytest.mark.parametrize(("word", "width", "shown"), [("Join", 100, "Join"), ("Beitreten", 100, ""), ("Join", 70, "")])
def test_join_stands_in_its_button_or_the_camera_alone(
    monkeypatch: pytest.MonkeyPatch, word: str, width: int, shown: str
) -> None:
    """L08: a word that is too long for the event is not drawn over its edge."""
    monkeypatch.setattr(names, "tr", lambda text: word if text == "Join" else text)
    event = timed("03-10 10:45", "12:00", "Review", join_url="https://us02web.zoom.us/j/1")
    made = chip.timed(event, look(event, NOW), COLOUR, QRectF(0, 0, width, 62))
    assert made.join is not None and made.join_text == shown
    assert made.rect.contains(made.join)
    assert made.join.width() >= 20 + (lettering.width("switch_on", shown) if shown else 6)
