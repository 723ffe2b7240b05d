"""The card about what is pointed at or has the focus: what it says, when it comes and goes, where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes.source import BERLIN, Source, all_day, timed
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Occurrence, PartStat
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views.hover_card import HoverCard, beside
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
EVENT = timed(
    "03-10 12:00",
    "13:00",
    "A & <b>",
    location="Room 4",
    recurring=True,
    attendee_count=3,
    join_url="https://us02web.zoom.us/j/12345678901",
)
Make = Callable[..., TimeGrid]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Make]:
    theme.apply(qapp, "light")

    def build(events: list[Occurrence], zone: ZoneInfo | None = None) -> TimeGrid:
        source = Source(events)
        if zone is not None:
            source.written_in = {event.resource: zone for event in events}
        grid = TimeGrid(Shelf(source, lambda: NOW), Settings(first_weekday=1), kind="week")
        grid.resize(944, 856)
        qtbot.addWidget(grid)
        grid.show()
        qtbot.waitExposed(grid)
        QApplication.processEvents()
        return grid

    yield build


def card(view: Any) -> HoverCard | None:
    found: HoverCard | None = view.hovering.card
    return found


def point_at(grid: TimeGrid, place: QPoint) -> None:
    QTest.mouseMove(grid.grid.viewport(), place)
    QApplication.processEvents()


def nothing_comes_by_itself(grid: TimeGrid) -> None:
    """However long a step of the test takes, the pointer has not rested long enough."""
    grid.hovering._rest.setInterval(3_600_000)


def test_resting_on_an_event_tells_about_it_and_leaving_takes_that_away(make: Make, qtbot: QtBot) -> None:
    """V24: title, time, place, provider, people and calendar after half a second, without a click."""
    grid = make([EVENT])
    place = grid.grid.chips[0].rect.center().toPoint() - QPoint(0, grid.grid.scrolled())
    assert grid.hovering._rest.interval() == 500
    nothing_comes_by_itself(grid)
    point_at(grid, place)
    assert card(grid) is None and grid.hovering._rest.isActive()
    grid.hovering._rest.start(0)  # the half second is over
    qtbot.waitUntil(lambda: card(grid) is not None)
    shown = card(grid)
    assert shown is not None
    wanted = ("A & <b>", "Wednesday 10 March, 12:00 to 13:00", "Room 4", "Zoom", "3 people", "Work", "Repeats")
    for part in wanted:
        assert part.lower() in shown.text.lower()
    chip = grid.place_of(EVENT)
    assert not QRect(shown.mapToGlobal(QPoint(28, 28)), shown.size() - QSize(56, 56)).intersects(chip)
    QApplication.sendEvent(grid.grid.viewport(), QEvent(QEvent.Type.Leave))
    assert card(grid) is None


def test_a_press_takes_the_card_away_and_none_comes_over_a_drag(make: Make, qtbot: QtBot) -> None:
    """V24: nothing floats over what is dragged, also where the page was read again under the pointer."""
    grid = make([EVENT])
    viewport = grid.grid.viewport()
    place = grid.grid.chips[0].rect.center().toPoint() - QPoint(0, grid.grid.scrolled())
    nothing_comes_by_itself(grid)
    point_at(grid, place + QPoint(0, 400))
    point_at(grid, place)
    assert grid.hovering._rest.isActive()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert not grid.hovering._rest.isActive()
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=place)
    grid.end_hover()
    point_at(grid, place + QPoint(0, 400))
    point_at(grid, place)
    grid.hovering._rest.start(0)
    qtbot.waitUntil(lambda: card(grid) is not None)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert card(grid) is None


@pytest.mark.parametrize("kind", ["week", "month"])
def test_what_was_read_again_has_no_old_card(make: Make, qtbot: QtBot, kind: str) -> None:
    """V24: an event that is changed under the pointer leaves no card with its old time behind, and none that stays."""
    view: Any = make([EVENT])
    where: QWidget = view.grid.viewport()
    place = view.grid.chips[0].rect.center().toPoint() - QPoint(0, view.grid.scrolled())
    if kind == "month":
        view = MonthView(Shelf(Source([FAIR]), lambda: NOW), Settings(first_weekday=1))
        view.resize(900, 700)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        where, place = view, view.page.chips[0].rect.center().toPoint()
    QTest.mouseMove(where, QPoint(90, 500))  # a pointer that is there already does not move
    QTest.mouseMove(where, place)
    qtbot.waitUntil(lambda: card(view) is not None)
    view.refresh()
    assert card(view) is None


def test_space_tells_about_the_event_in_focus(make: Make) -> None:
    """V24: focus and Space; Space or Esc takes it away, and the event keeps the focus."""
    grid = make([EVENT])
    grid.setFocus()
    grid.select(EVENT)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert card(grid) is not None
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert card(grid) is None
    QTest.keyClick(grid, Qt.Key.Key_Space)
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert card(grid) is None
    assert grid.current_event() is not None
    QTest.keyClick(grid, Qt.Key.Key_Space)
    grid.focusNextPrevChild(True)
    assert card(grid) is None


def test_an_event_written_in_another_zone_tells_its_clock(make: Make) -> None:
    """V24: the time with its zone; nothing where both clocks show the same."""
    tokyo = make([EVENT], ZoneInfo("Asia/Tokyo"))
    tokyo.hovering.toggle(EVENT, lambda: tokyo.place_of(EVENT))
    shown = card(tokyo)
    assert shown is not None
    assert "Tokyo 20:00–21:00" in shown.text
    paris = make([EVENT], ZoneInfo("Europe/Paris"))
    paris.hovering.toggle(EVENT, lambda: paris.place_of(EVENT))
    same = card(paris)
    assert same is not None
    assert "Paris" not in same.text


FAIR = all_day("03-09", 3, "Fair", own_partstat=PartStat.NEEDS_ACTION)


def test_the_lane_has_the_card_as_well(make: Make, qtbot: QtBot) -> None:
    grid = make([FAIR])
    QTest.mouseMove(grid.head, grid.head.chips[0].rect.center().toPoint())
    qtbot.waitUntil(lambda: card(grid) is not None)


def test_the_month_has_the_card_as_well(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    month = MonthView(Shelf(Source([FAIR]), lambda: NOW), Settings(first_weekday=1))
    month.resize(900, 700)
    qtbot.addWidget(month)
    month.show()
    qtbot.waitExposed(month)
    QTest.mouseMove(month, month.page.chips[0].rect.center().toPoint())
    qtbot.waitUntil(lambda: card(month) is not None)
    shown = card(month)
    assert shown is not None
    assert "not answered" in shown.text.lower()


def test_ten_thousand_characters_do_not_make_the_card_larger_than_the_window(make: Make) -> None:
    long = EVENT._replace(summary="שלום 🎉 " * 1500, location="x" * 10_000)
    grid = make([long])
    grid.hovering.toggle(long, lambda: grid.place_of(long))
    shown = card(grid)
    assert shown is not None
    assert shown.height() < 320


@given(st.integers(8, 900), st.integers(8, 600), st.integers(20, 300), st.integers(12, 300), st.integers(60, 260))
def test_the_card_stands_beside_and_inside(x: int, y: int, width: int, height: int, high: int) -> None:
    """V24: never over the event, as long as a side has room for it; never out of the window."""
    room = QRect(8, 8, 1164, 744)
    anchor = QRect(x, y, width, height)
    place = QRect(beside(anchor, QSize(300, high), room), QSize(300, high))
    assert room.contains(place)
    sides = (room.right() - anchor.right(), anchor.left() - room.left())
    if max(sides) > 320:
        assert not place.intersects(anchor)


@pytest.mark.parametrize("kind", ["week", "lane", "month"])
def test_a_minute_later_the_card_goes_with_the_pointer_and_with_the_page(
    kind: str, qtbot: QtBot, qapp: QApplication
) -> None:
    """V24: however the page was laid out anew meanwhile, no card is left about what is not pointed at."""
    theme.apply(qapp, "light")
    event = all_day("03-10", 1, "Fair") if kind == "lane" else EVENT
    shelf, settings = Shelf(Source([event]), lambda: NOW), Settings(first_weekday=1)
    view = MonthView(shelf, settings) if kind == "month" else TimeGrid(shelf, settings, kind="week")
    view.resize(944, 856)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    part: QWidget = view
    if isinstance(view, TimeGrid):
        part = view.head if kind == "lane" else view.grid.viewport()
    rect = view.place_of(event)
    there, empty = part.mapFromGlobal(rect.center()), part.mapFromGlobal(rect.center() - QPoint(300, 0))
    ways: list[Callable[[], object]] = [
        lambda: QTest.mouseMove(part, empty),
        lambda: view.show_date(view.step(1)),
    ]
    for leave in ways:
        QTest.mouseMove(part, there)
        qtbot.waitUntil(lambda: card(view) is not None)
        view.on_minute()
        QApplication.processEvents()
        leave()
        QApplication.processEvents()
        assert card(view) is None
        view.show_date(NOW.date())
        QTest.mouseMove(part, empty)
        QApplication.processEvents()
