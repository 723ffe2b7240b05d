"""Work week, some days, some weeks, the year: what they show, how they page, how one comes to them and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, cast

import pytest
from fakes import main_window
from fakes.main_window import title
from fakes.source import BERLIN, Source, all_day, timed
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId, Occurrence
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.main_window import MainWindow
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.wheel import Notches
from dainvo.ui.views.year import YearView
from dainvo.ui.views.year_page import YearPage

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)  # a Wednesday
Make = Callable[..., MainWindow]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    def build(events: list[Occurrence] | None = None, size: tuple[int, int] = (1440, 900), **values: Any) -> MainWindow:
        settings = Settings(**{"first_weekday": 1, **values})
        return main_window.shown(qtbot, Source(events), settings, NOW, size=size)

    return build


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def turn(
    widget: QWidget,
    units: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    *,
    sideways: bool = False,
) -> None:
    """The wheel, towards the user for a negative number; `sideways`: two fingers to the side."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(units, 0) if sideways else QPoint(0, units),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_work_week_opens_by_key_with_the_chosen_days(make: Make) -> None:
    """V03: workdays Tue-Sat; what lies on Sunday and Monday alone is counted."""
    window = make(
        [timed("03-14 11:00", "12:00", "Brunch"), timed("03-09 09:00", "10:00", "Call"), all_day("03-08", 2, "Fair")],
        workdays="23456",
    )
    press(window, Qt.Key.Key_X)
    view = window.stack.time_grid("workweek")
    assert view.isVisible()
    assert view.page.shown == tuple(date(2027, 3, day) for day in range(9, 14))
    assert [event.summary for event in view.page.missed] == ["Brunch"]
    assert window.settings.view == "workweek"
    assert not window.bar.switch.isHidden()
    assert window.bar.switch.others.isChecked()
    assert window.bar.switch.others.text() == "Work week"
    press(window, Qt.Key.Key_J)
    assert view.page.shown[0] == date(2027, 3, 16)
    assert window.focused_date == date(2027, 3, 17)


def test_some_days_begin_with_the_focused_one_and_page_by_their_number(make: Make) -> None:
    """V04: three columns from the focused day; next and previous page by three days."""
    window = make()
    press(window, Qt.Key.Key_V)
    view = window.stack.time_grid("days")
    assert view.page.shown == tuple(date(2027, 3, day) for day in (10, 11, 12))
    press(window, Qt.Key.Key_PageDown)
    assert view.page.shown[0] == date(2027, 3, 13)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(window, Qt.Key.Key_K)
    assert view.page.shown[0] == date(2027, 3, 13)
    assert title(window) == "March 2027 Weeks 10–11"


def test_a_day_in_sight_moves_no_column_and_the_cursor_turns_the_page(make: Make) -> None:
    """V04: another day of the page is no reason to begin there."""
    window = make(view="days")
    view = window.stack.time_grid("days")
    window.show_date(date(2027, 3, 12))
    assert view.page.shown[0] == date(2027, 3, 10)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.page.shown[0] == date(2027, 3, 13)
    press(window, Qt.Key.Key_W)
    press(window, Qt.Key.Key_7)
    assert view.page.shown[0] == window.focused_date


def test_the_number_of_days_is_chosen_in_the_menu_and_kept(make: Make) -> None:
    """V04: 2 to 14; the menu of the switch has the views without a segment and their keys."""
    window = make()
    window.bar.switch.others.click()
    menu = window.findChild(QMenu, "view-menu")
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Work week",
        "3 days",
        "4 weeks",
        "Number of days",
        "Number of weeks",
    ]
    numbers = menu.actions()[-2].menu()
    assert isinstance(numbers, QMenu)
    assert [action.text() for action in numbers.actions()] == [str(number) for number in range(2, 15)]
    numbers.actions()[3].trigger()
    menu.close()
    assert (window.settings.view, window.settings.days_shown) == ("days", 5)
    assert window.stack.time_grid("days").page.days == 5
    assert window.bar.switch.others.text() == "5 days"
    press(window, Qt.Key.Key_W)
    assert not window.bar.switch.others.isChecked()
    assert window.bar.switch.others.text() == ""


def test_days_that_were_drawn_over_are_shown_just_so(make: Make) -> None:
    """V18: nine days are nine columns; more than fourteen are weeks."""
    window = make()
    window.travel.show_days(date(2027, 3, 3), date(2027, 3, 11))
    assert window.stack.time_grid("days").page.shown == tuple(date(2027, 3, day) for day in range(3, 12))
    assert window.view.visible_range() == (date(2027, 3, 3), date(2027, 3, 11))
    window.travel.show_days(date(2027, 3, 9), date(2027, 3, 30))
    first, last = window.view.visible_range()
    assert (window.settings.view, first) == ("weeks", date(2027, 3, 8))
    assert last == date(2027, 4, 4)


def test_a_drag_over_days_of_the_small_month_shows_them(make: Make) -> None:
    """V18: a drag over nine days: exactly these; with Shift and arrows as well; Esc leaves all as it is."""
    window = make()
    cells = window.panel.mini.cells
    first, last = (
        cells._cell((day - cells.start()).days).center().toPoint() for day in (date(2027, 3, 4), date(2027, 3, 12))
    )
    QTest.mousePress(cells, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(cells, last)
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(last),
        cells.mapToGlobal(QPointF(last)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(cells, move)
    QTest.mouseRelease(cells, Qt.MouseButton.LeftButton, pos=last)
    assert (window.settings.view, window.settings.days_shown) == ("days", 9)
    assert window.view.visible_range() == (date(2027, 3, 4), date(2027, 3, 12))
    cells.setFocus()
    for _ in range(2):
        QTest.keyClick(cells, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(cells, Qt.Key.Key_Escape)
    assert window.settings.days_shown == 9
    for _ in range(2):
        QTest.keyClick(cells, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(cells, Qt.Key.Key_Return)
    assert window.view.visible_range() == (date(2027, 3, 4), date(2027, 3, 6))
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=last)
    assert window.focused_date == date(2027, 3, 12)


def test_some_weeks_begin_before_this_one_and_roll_by_one(make: Make) -> None:
    """V06: weeks 4, past weeks 1, opened on the 30th: last, this and the next two weeks; a notch is one week."""
    window = make()
    window.show_date(date(2027, 3, 30))
    press(window, Qt.Key.Key_8)
    view = window.stack.month("weeks")
    assert view.isVisible()
    assert view.visible_range() == (date(2027, 3, 22), date(2027, 4, 18))
    turn(view, -120)
    assert view.visible_range()[0] == date(2027, 3, 29)
    turn(view, 120)
    press(window, Qt.Key.Key_PageDown)
    assert view.visible_range()[0] == date(2027, 4, 19)
    press(window, Qt.Key.Key_T)
    assert view.visible_range()[0] == date(2027, 3, 1)


@pytest.mark.parametrize(("weeks", "past"), [(1, 0), (1, 5), (12, 3), (99, 99)])
def test_one_to_twelve_weeks(make: Make, weeks: int, past: int) -> None:
    """V06: 1-12 rows, the day in focus in one of them."""
    window = make(view="weeks", weeks_shown=weeks, weeks_past=past)
    first, last = window.view.visible_range()
    assert (last - first).days + 1 == 7 * min(12, weeks)
    assert first <= NOW.date() <= last


def test_weekends_are_left_out_of_the_month_and_nothing_is_lost(make: Make) -> None:
    """V16: five columns; a bar over the weekend goes on, what lies there alone is counted."""
    window = make(
        [
            timed("03-13 09:00", "10:00", "Market"),
            timed("03-14 22:00", "03-15 02:00", "Night train"),
            all_day("03-12", 4, "Trip"),
            all_day("03-13", 2, "Camp"),
        ],
        view="month",
        hidden_weekdays="67",
    )
    view = window.month
    assert [day.isoweekday() for day in view.page.shown()[:6]] == [1, 2, 3, 4, 5, 1]
    assert sorted(event.summary for event in view.page.missed) == ["Camp", "Market"]
    bars = [chip for chip in view.page.chips if chip.event.summary == "Trip"]
    assert [(bar.cut[0], bar.cut[2]) for bar in bars] == [(False, True), (True, False)]
    night = next(chip for chip in view.page.chips if chip.event.summary == "Night train")
    assert view.page.cell_of(date(2027, 3, 15)).contains(night.rect.center())
    view.setFocus()
    view.show_date(date(2027, 3, 12))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert window.focused_date == date(2027, 3, 15)


def test_week_numbers_can_go(make: Make) -> None:
    """V17: no column in the month, no chip in the bar; 2027-01-01 lies in week 53."""
    window = make(view="month", week_numbers=False)
    assert window.month.page.left(0) == 0
    press(window, Qt.Key.Key_W)
    assert window.bar.week.isHidden()
    numbered = make()
    numbered.show_date(date(2027, 1, 1))
    assert title(numbered).endswith("Week 53")


def test_the_year_opens_by_key_and_a_click_leads_to_the_day(make: Make) -> None:
    """V07."""
    window = make([timed("03-10 09:00", "10:00"), timed("07-05 09:00", "10:00"), all_day("07-05", 2)])
    press(window, Qt.Key.Key_Y)
    view = window.stack.year()
    assert view.isVisible()
    assert title(window) == "2027"
    assert view.visible_range() == (date(2027, 1, 1), date(2027, 12, 31))
    place = view.page.cell(date(2027, 7, 5)).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.settings.view == "day"
    assert window.focused_date == date(2027, 7, 5)
    press(window, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert (window.settings.view, window.focused_date) == ("year", NOW.date())


def test_days_of_the_year_are_tinted_by_what_is_on_them(make: Make) -> None:
    """V07: nothing, one or two, three or four, more; a dot for whole days."""
    events = [timed("05-03 09:00", "10:00", f"a{n}") for n in range(2)]
    events += [timed("05-04 09:00", "10:00", f"b{n}") for n in range(3)]
    events += [timed("05-05 09:00", "10:00", f"c{n}") for n in range(7)]
    window = make([*events, all_day("05-07", 1)], view="year")
    view = window.stack.year()
    image = view.viewport().grab().toImage()

    def tint(day: int) -> float:
        cell = view.page.cell(date(2027, 5, day))
        accent, ground = theme.tokens().accent, theme.tokens().view
        found = image.pixelColor(round(cell.x()) + 5, round(cell.center().y()))
        return (ground.red() - found.red()) / (ground.red() - accent.red())

    assert [round(tint(day), 2) for day in (2, 3, 4, 5, 7)] == [0.0, 0.14, 0.28, 0.45, 0.0]
    cell = view.page.cell(date(2027, 5, 7))
    assert image.pixelColor(round(cell.center().x()), round(cell.bottom()) - 5) == theme.tokens().text2


def test_a_year_is_read_again_month_by_month(make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """V07, G13: only the months that changed, one in a turn of the loop; then it looks like a year shown anew."""
    before = [timed(f"{month:02d}-03 09:00", "10:00", f"a{month}") for month in range(1, 13)]
    trip = [*before, *(timed("06-30 09:00", "10:00", f"b{n}") for n in range(3)), all_day("06-28", 5)]
    window = make(before, view="year")
    view, source = window.stack.year(), cast(Any, window.shelf)._source
    view.viewport().grab()
    asked: list[tuple[date, date]] = []
    real = source.filled

    def filled(first: date, last: date, *, declined: bool = False) -> Any:
        asked.append((first, last))
        return real(first, last, declined=declined)

    monkeypatch.setattr(source, "filled", filled)
    for events, changed, months in (
        (trip, (date(2027, 6, 28), date(2027, 7, 2)), [6, 7]),
        (before, (date(2027, 6, 28), None), [6, 7, 8, 9, 10, 11, 12]),
        (trip, (None, None), list(range(1, 13))),
    ):
        source.events, asked[:] = list(events), []
        window.on_changes(Changes(collections=frozenset({CollectionId(1)}), first=changed[0], last=changed[1]))
        qtbot.waitUntil(lambda: not view._renewing.isActive())
        assert [first.month for first, last in asked if first.month == last.month] == months and len(asked) == len(
            months
        )
        shown = view.viewport().grab().toImage()
        view._forget()
        assert view.viewport().grab().toImage() == shown


def test_keys_walk_through_the_days_of_the_year(make: Make) -> None:
    """K08: every day is reached, also those of other years; Enter opens the day."""
    window = make(view="year")
    view = window.stack.year()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert window.focused_date == date(2027, 4, 1)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert window.focused_date == date(2027, 3, 25)
    for _ in range(12):
        QTest.keyClick(view, Qt.Key.Key_Up)
    assert (title(window), window.focused_date) == ("2026", date(2026, 12, 31))
    press(window, Qt.Key.Key_PageDown)
    assert window.focused_date == date(2027, 12, 31)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (window.settings.view, window.focused_date) == ("day", date(2027, 12, 31))


def test_a_day_of_the_year_tells_what_is_on_it(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """V24: under the pointer, and by Space of the day in focus: up to five titles, the others counted."""
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: said.append(text))
    window = make([timed(f"03-10 {hour:02}:00", f"{hour + 1:02}:00", f"e{hour}") for hour in range(8, 16)], view="year")
    year = window.stack.year()
    QTest.keyClick(year, Qt.Key.Key_Space)
    by_key = said[-1]
    assert "Wednesday 10 March" in by_key and "08:00 e8" in by_key and "e13" not in by_key and "+3 more" in by_key
    place = year.page.cell(date(2027, 3, 10)).center().toPoint()
    QApplication.sendEvent(year.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, year.viewport().mapToGlobal(place)))
    assert said[-1] == by_key
    QTest.keyClick(year, Qt.Key.Key_Right)
    assert said[-1] == ""


def test_a_click_on_a_month_of_the_year_opens_it(make: Make) -> None:
    window = make(view="year")
    view = window.stack.year()
    place = view.page.title(9).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (window.settings.view, title(window)) == ("month", "September 2027")


def test_the_ring_visits_slots_and_events_of_a_day(make: Make) -> None:
    """K08: down through Tuesday, then Tab to both events, Shift+Tab back; arrows go on from an event."""
    window = make([timed("03-09 09:00", "10:00", "One"), timed("03-09 15:00", "16:00", "Two")])
    window.show_date(date(2027, 3, 9))
    view = window.week
    view.setFocus()
    starts = []
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Down)
        starts.append(view.current_slot()[0])
    assert starts == sorted(starts)
    assert starts[-1] == datetime(2027, 3, 9, 23, 30, tzinfo=BERLIN)
    QTest.keyClick(view, Qt.Key.Key_Home)
    for name in ("One", "Two"):
        view.focusNextPrevChild(True)
        focused = view.current_event()
        assert focused is not None
        assert focused[0].summary == name
    view.focusNextPrevChild(False)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current_event() is None
    assert view.current_slot()[0] == datetime(2027, 3, 9, 9, 30, tzinfo=BERLIN)


@pytest.mark.parametrize("view", ["day", "workweek", "days", "week", "month", "weeks"])
def test_no_event_is_out_of_reach_of_the_keys(make: Make, view: str) -> None:
    """K08: Tab visits every event that is painted, each once and in the order of time; then it leaves."""
    events = [timed(f"03-10 {hour:02}:00", f"{hour + 1:02}:00", f"e{hour}") for hour in range(8, 12)]
    window = make([*events, all_day("03-10", 1, "Fair")], view=view)
    shown: Any = window.view
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Left if view in ("month", "weeks") else Qt.Key.Key_Home)
    seen: list[str] = []
    while shown.focusNextPrevChild(True) and len(seen) < 20:
        focused = shown.current_event()
        if focused is None:
            break
        seen.append(focused[0].summary)
    while shown.focusNextPrevChild(False) and len(seen) < 40:
        focused = shown.current_event()
        if focused is None:
            break
        if focused[0].summary not in seen:
            seen.insert(0, focused[0].summary)
    assert seen == ["Fair", "e8", "e9", "e10", "e11"]


@pytest.mark.parametrize("width", [420, 600, 700, 900, 1208, 2000])
@pytest.mark.parametrize("height", [300, 716, 856, 1400])
def test_every_day_of_the_year_has_a_place_of_its_own(qapp: QApplication, width: int, height: int) -> None:
    """V07: 4 × 3, 3 × 4 or 2 × 6 months; no two days lie over one another, and every day is hit where it is drawn."""
    page = YearPage(2027, width, height, 1)
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    cells = [page.cell(day) for day in days]
    assert len({(cell.x(), cell.y()) for cell in cells}) == 365
    assert all(cell.width() >= 22 and cell.height() >= 24 for cell in cells)
    assert all(page.day_at(cell.center()) == day for day, cell in zip(days, cells, strict=True))
    assert max(cell.right() for cell in cells) <= width
    assert max(cell.bottom() for cell in cells) <= max(height, page.whole_height)


def test_shift_and_wheel_turn_exactly_one_page(make: Make) -> None:
    """K11: one notch in the month: exactly one month; a fine wheel adds up, and a turn back begins anew."""
    window = make(view="month")
    view = window.month
    turn(view, -120, Qt.KeyboardModifier.ShiftModifier)
    assert title(window) == "April 2027"
    for _ in range(7):
        turn(view, -15, Qt.KeyboardModifier.ShiftModifier)
    assert title(window) == "April 2027"
    turn(view, -15, Qt.KeyboardModifier.ShiftModifier)
    assert title(window) == "May 2027"
    notches = Notches()
    assert [notches.take(units) for units in (100, -100, -20, 240, 30, 90)] == [0, 0, -1, 2, 0, 1]


@pytest.mark.parametrize("view", ["day", "week", "month", "year"])
def test_a_swipe_turns_one_page_at_a_time(make: Make, view: str) -> None:
    """K11: fine steps of a touchpad add up to one page, whatever the view."""
    window = make(view=view)
    shown: Any = window.view
    target = shown.grid.viewport() if isinstance(shown, TimeGrid) else shown.viewport() if view == "year" else shown
    goal = shown.step(1)
    for _ in range(7):
        turn(target, -15, sideways=True)
    assert window.focused_date == NOW.date()
    turn(target, -15, sideways=True)
    assert window.focused_date == goal


def test_back_and_forward_step_through_visited_dates(make: Make) -> None:
    """K12: jumps March, July, December; back twice: July, then March."""
    window = make()
    control = Qt.KeyboardModifier.ControlModifier
    window.show_date(date(2027, 7, 6))
    window.show_date(date(2027, 12, 8))
    press(window, Qt.Key.Key_BracketLeft, control)
    assert window.focused_date == date(2027, 7, 6)
    press(window, Qt.Key.Key_BracketLeft, control)
    assert window.focused_date == NOW.date()
    press(window, Qt.Key.Key_BracketLeft, control)
    assert window.focused_date == NOW.date()
    press(window, Qt.Key.Key_BracketRight, control)
    assert window.focused_date == date(2027, 7, 6)
    for _ in range(5):  # paging is one visit
        press(window, Qt.Key.Key_J)
    press(window, Qt.Key.Key_BracketLeft, control)
    assert window.focused_date == date(2027, 7, 6)
    QTest.mouseClick(window.view, Qt.MouseButton.BackButton, pos=QPoint(300, 300))
    assert window.focused_date == NOW.date()
    press(window, Qt.Key.Key_M)  # another view of the same day is the same place
    press(window, Qt.Key.Key_BracketRight, control)
    assert (window.settings.view, window.focused_date) == ("week", date(2027, 7, 6))


def test_the_views_are_open_again_with_the_next_start(make: Make) -> None:
    """V07: the last view is kept; one that no longer exists is a week."""
    for view, kind in (("year", YearView), ("weeks", MonthView)):
        assert isinstance(make(view=view).view, kind)
    assert make(view="gone").view.visible_range() == (date(2027, 3, 8), date(2027, 3, 14))
