"""The hours of the grid: their height by wheel and keys, those that are folded, and other clocks beside them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import main_window
from fakes.source import BERLIN, Source, all_day, timed
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPainter, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Occurrence
from dainvo.settings import Settings
from dainvo.ui import appearance, keys
from dainvo.ui.main_window import MainWindow
from dainvo.ui.views import axis, left_out, lettering, shown
from dainvo.ui.views.axis import BAND_PX, Axis
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf
from dainvo.ui.views.zone_paint import hour_in

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
CONTROL = Qt.KeyboardModifier.ControlModifier
Make = Callable[..., MainWindow]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    def build(events: list[Occurrence] | None = None, **values: Any) -> MainWindow:
        settings = Settings(**{"first_weekday": 1, **values})
        return main_window.shown(qtbot, Source(events), settings, NOW)

    return build


def grid_of(window: MainWindow) -> TimeGrid:
    view = window.view
    assert isinstance(view, TimeGrid)
    return view


def turn(view: TimeGrid, units: int, y: float) -> None:
    viewport = view.grid.viewport()
    place = QPointF(300, y)
    event = QWheelEvent(
        place,
        viewport.mapToGlobal(place),
        QPoint(),
        QPoint(0, units),
        Qt.MouseButton.NoButton,
        CONTROL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


axes = st.builds(
    Axis, st.floats(26, 156), st.integers(0, 12).map(lambda hour: 60 * hour), st.integers(13, 24).map(lambda h: 60 * h)
)


@given(axes, st.integers(0, 1440), st.integers(0, 1440))
def test_a_later_minute_lies_lower_and_every_height_is_a_minute(hours: Axis, one: int, other: int) -> None:
    """V14, V15: whatever the zoom and however much is folded."""
    assert (hours.y(one) < hours.y(other)) == (one < other)
    assert abs(hours.minute(hours.y(one)) - one) < 1e-6
    assert 0 <= hours.y(one) <= hours.height + 0.5
    assert hours.minute(-5) == 0
    assert hours.minute(hours.height + 50) == 1440


@given(st.floats(0.5, 3.0), st.floats(-30, 30))
def test_the_zoom_stays_within_bounds(zoom: float, turns: float) -> None:
    assert 0.5 <= axis.zoomed(zoom, turns) <= 3.0


def test_control_and_wheel_make_hours_higher_and_the_time_stays_under_the_pointer(make: Make, qtbot: QtBot) -> None:
    """V14: four notches; the pointed time does not move; the zoom is kept for the next start."""
    window = make([timed("03-10 12:00", "13:00")])
    view = grid_of(window)
    y = 300.0
    before = view.grid.axis.minute(view.grid.scrolled() + y)
    for _ in range(4):
        turn(view, 120, y)
    assert view.grid.axis.hour_px == pytest.approx(52 * 1.1**4, abs=0.2)
    after = view.grid.axis.minute(view.grid.scrolled() + y)
    assert abs(after - before) * view.grid.axis.hour_px / 60 <= 1
    qtbot.waitUntil(lambda: window.settings.hour_zoom > 1.4)
    assert make(hour_zoom=window.settings.hour_zoom).week.grid.axis.hour_px == pytest.approx(
        view.grid.axis.hour_px, abs=0.1
    )


def test_a_pinch_makes_hours_higher_and_the_time_stays_under_the_fingers(make: Make) -> None:
    """V14: two fingers on a touchpad; another gesture means nothing here."""
    window = make([timed("03-10 12:00", "13:00")])
    view = grid_of(window)
    viewport = view.grid.viewport()
    pad = QPointingDevice.primaryPointingDevice()
    place = QPointF(300, 300)
    before = view.grid.axis.minute(view.grid.scrolled() + 300)
    for kind, grows in (
        (Qt.NativeGestureType.RotateNativeGesture, False),
        (Qt.NativeGestureType.ZoomNativeGesture, True),
    ):
        height = view.grid.axis.hour_px
        where = QPointF(viewport.mapToGlobal(place.toPoint()))
        pinch = QNativeGestureEvent(kind, pad, 2, place, place, where, 0.2, QPointF())
        QApplication.sendEvent(viewport, pinch)
        assert (view.grid.axis.hour_px > height) is grows
    assert abs(view.grid.axis.minute(view.grid.scrolled() + 300) - before) * view.grid.axis.hour_px / 60 <= 1


def test_keys_make_hours_higher_lower_and_as_usual(make: Make) -> None:
    """V14: Ctrl and plus, minus, 0; a month has no hours."""
    window = make()
    view = grid_of(window)
    QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    assert view.grid.axis.hour_px > 52
    QTest.keyClick(view, Qt.Key.Key_0, CONTROL)
    assert view.grid.axis.hour_px == 52
    QTest.keyClick(view, Qt.Key.Key_Minus, CONTROL)
    assert view.grid.axis.hour_px < 52
    window.show_view("month")
    assert not window.act("zoom_in")


def test_the_first_look_shows_the_band_of_what_is_folded(make: Make) -> None:
    """V15, X08: also where hours are so high that they scroll."""
    view = grid_of(make(fold_hours=True, hour_zoom=2.0))
    assert view.grid.verticalScrollBar().maximum() > 0
    assert view.grid.scrolled() == 0


def test_night_is_one_band_with_a_mark_for_each_event(make: Make) -> None:
    """V15: work hours 8-18; what lies at night alone is a dot that can be opened; a click on the band unfolds."""
    night = [timed("03-10 03:00", "04:00", "Backup"), timed("03-10 22:00", "23:00", "Call Tokyo")]
    day = [timed("03-10 07:00", "09:00", "Early"), timed("03-10 12:00", "13:00", "Lunch")]
    window = make([*night, *day], fold_hours=True)
    view = grid_of(window)
    chips = {chip.event.summary: chip for chip in view.grid.chips}
    assert [chips[name].kind for name in ("Backup", "Call Tokyo", "Early", "Lunch")] == ["dot", "dot", "timed", "timed"]
    assert chips["Backup"].rect.bottom() <= BAND_PX
    assert chips["Call Tokyo"].rect.top() >= BAND_PX + 520
    assert (chips["Early"].rect.top(), chips["Early"].cut[1]) == (BAND_PX, True)
    assert view.grid.axis.height == 520 + 2 * BAND_PX
    opened: list[str] = []
    window.stack.event_activated.disconnect()
    view.event_activated.connect(lambda event, _place: opened.append(event.summary))
    view.grid.verticalScrollBar().setValue(0)
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=chips["Backup"].rect.center().toPoint())
    assert opened == ["Backup"]
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(900, 6))
    assert not window.settings.fold_hours
    assert [chip.kind for chip in view.grid.chips] == ["timed"] * 4
    assert window.act("fold")
    assert window.settings.fold_hours


@given(st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 300)), max_size=40))
def test_nothing_vanishes_in_the_bands(raw: list[tuple[int, int]]) -> None:
    """V15: each event is a chip, a dot or counted."""
    from dainvo.ui.views import day_page, hour_column
    from dainvo.ui.views.view import Shelf

    events = [
        timed(f"03-10 {start // 60:02d}:{start % 60:02d}", "23:59", f"e{number}")
        for number, (start, _length) in enumerate(raw)
    ]
    for number, (start, length) in enumerate(raw):
        end = min(1439, start + length)
        events[number] = events[number]._replace(
            end=datetime(2027, 3, 10, end // 60, end % 60, tzinfo=BERLIN),
        )
    shelf = Shelf(Source(events), lambda: NOW)
    page = day_page.read(shelf, (date(2027, 3, 10),))
    column = hour_column.placed(page, 0, shelf, page.columns(240), Axis(52, 480, 1080))
    assert len(column.chips) + sum(crowd.hidden for crowd in column.crowds) == len(events)
    for chip in column.chips:
        assert chip.rect.top() >= 0
        assert chip.rect.bottom() <= Axis(52, 480, 1080).height


def test_other_clocks_are_right_in_the_week_when_only_one_has_changed() -> None:
    """V20: on 15 March 2027 New York has changed its clocks and Berlin has not: five hours, not six."""
    york = ZoneInfo("America/New_York")
    assert hour_in(date(2027, 3, 15), 10, BERLIN, york) == ("05:00", 0)
    assert hour_in(date(2027, 3, 8), 10, BERLIN, york) == ("04:00", 0)
    assert hour_in(date(2027, 3, 8), 3, BERLIN, york) == ("21:00", -1)
    assert hour_in(date(2027, 3, 8), 20, BERLIN, ZoneInfo("Asia/Kolkata")) == ("00:30", 1)


def test_further_zones_take_their_room_and_a_key_hides_them(make: Make) -> None:
    """V20: 48 px each, at most two; Z shows and hides; a name that no computer knows is passed over."""
    window = make(zones="America/New_York Asia/Tokyo")
    view = grid_of(window)
    assert view.page.columns(1000).left(0) == 56 + 2 * 48
    assert [zone.key for zone in view.page.zones] == ["America/New_York", "Asia/Tokyo"]
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert not window.settings.show_zones
    assert view.page.columns(1000).left(0) == 56
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert view.page.columns(1000).left(0) == 56 + 2 * 48
    assert [zone.key for zone in shown.zones("No/Where Asia/Tokyo UTC Europe/Paris")] == ["Asia/Tokyo", "UTC"]


def test_what_lies_on_hidden_days_is_counted_and_opened(make: Make) -> None:
    """V16: hide weekends with an event on Saturday: five columns and a badge that opens the day."""
    window = make([timed("03-13 10:00", "11:00", "Market"), timed("03-12 10:00", "11:00")])
    assert window.act("weekends")
    view = grid_of(window)
    assert view.page.days == 5
    assert left_out.words(1, 500) == "1 hidden event"
    assert [left_out.words(3, room) for room in (500, 64, 20)] == ["3 hidden events", "3 hidden", "+3"]
    QTest.mouseClick(view.head, Qt.MouseButton.LeftButton, pos=view.head.badge().center().toPoint())
    assert (window.settings.view, window.focused_date) == ("day", date(2027, 3, 13))
    window.show_view("week")
    assert window.act("weekends")
    assert grid_of(window).page.days == 7


def test_of_several_hidden_days_one_is_chosen(make: Make) -> None:
    """V16: also by command, and in the month."""
    events = [timed("03-13 10:00", "11:00"), timed("03-14 10:00", "11:00"), all_day("03-14")]
    window = make(events, hidden_weekdays="67", view="month")
    badge = window.month.page.badge().center().toPoint()
    QTest.mouseClick(window.month, Qt.MouseButton.LeftButton, pos=badge)
    menu = window.findChild(QMenu, "hidden-days")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == [
        "Saturday 13 March – 1 event",
        "Sunday 14 March – 2 events",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert window.focused_date == date(2027, 3, 14)
    window.show_view("month")
    assert window.act("left_out")


def test_commands_without_a_key_are_found_by_name() -> None:
    """K06: what folds and hides is in the list of commands."""
    assert {"fold", "weekends", "left_out"} <= set(keys.names())


@pytest.mark.parametrize("clock", ["12", "24"])
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "Pacific/Chatham", "America/St_Johns"])
def test_hours_and_offsets_that_are_long_are_seen_whole(
    zone: str, clock: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """V20 L09: GMT+5:30 and 10:40 PM lie neither beyond the edge nor over one another."""
    there = ZoneInfo(zone)
    before, wanted = Settings(scheme="light"), Settings(scheme="light", clock=clock, zones="Asia/Kathmandu Asia/Tokyo")
    appearance.take(wanted, before)
    now = datetime(2027, 3, 10, 22, 40, tzinfo=there)
    grid = TimeGrid(Shelf(Source([], there), lambda: now), wanted, kind="week")
    qtbot.addWidget(grid)
    grid.resize(1000, 1500)
    grid.show()
    qtbot.waitExposed(grid)
    said: list[tuple[float, float, float]] = []
    line = lettering.line

    def heard(painter: QPainter, x: float, top: float, line_px: float, text: str, style: str) -> None:
        if x < grid.grid.columns().left(0) and style in ("hour", "hour_now"):
            said.append((round(top), x, x + lettering.width(style, text)))
        line(painter, x, top, line_px, text, style)

    monkeypatch.setattr(lettering, "line", heard)
    for part in (grid.head, grid.grid):
        said.clear()
        part.grab()
        rows = sorted(said)
        assert rows and all(begin >= 0 for _top, begin, _end in rows)
        assert all(one[2] <= other[1] for one, other in pairwise(rows) if one[0] == other[0])
    appearance.take(before, wanted)
