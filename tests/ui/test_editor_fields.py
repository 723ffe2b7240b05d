"""What people type into time and date fields, and rules as presets and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.pattern import read_pattern, write_pattern
from dainvo.ui import theme
from dainvo.ui.controls import ElidedBox
from dainvo.ui.editor import phrases, repeat
from dainvo.ui.editor.fields import DateField, TimeField
from dainvo.ui.editor.people import is_address, person_of
from dainvo.ui.editor.repeat import Preset
from dainvo.ui.editor.typed import parse_date, parse_time

TODAY = date(2027, 3, 10)
START = datetime(2027, 3, 10, 11, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9:30", time(9, 30)),
        ("9h30", time(9, 30)),
        ("9", time(9)),
        ("21", time(21)),
        ("1230", time(12, 30)),
        ("9pm", time(21)),
        ("12am", time(0)),
        ("9:30 p.m.", time(21, 30)),
        ("noon", time(12)),
        ("Midnight", time(0)),
        ("+45m", timedelta(minutes=45)),
        ("+1h30", timedelta(minutes=90)),
        ("+90", timedelta(minutes=90)),
        ("-15", timedelta(minutes=-15)),
        ("25:00", None),
        ("12:60", None),
        ("13pm", None),
        ("soon", None),
        ("+", None),
        ("", None),
    ],
)
def test_times_as_typed(qapp: object, text: str, meant: time | timedelta | None) -> None:
    """E38"""
    assert parse_time(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2027-03-12", date(2027, 3, 12)),
        ("12.3.", date(2027, 3, 12)),
        ("12 mar", date(2027, 3, 12)),
        ("12 March 2028", date(2028, 3, 12)),
        ("Wed 10 Mar 2027", TODAY),
        ("31.12.", date(2027, 12, 31)),
        ("28.2.", date(2027, 2, 28)),
        ("20.1.", date(2028, 1, 20)),
        ("fri", date(2027, 3, 12)),
        ("tomorrow", date(2027, 3, 11)),
        ("+3", date(2027, 3, 13)),
        ("+1w", date(2027, 3, 17)),
        ("30 feb", None),
        ("whenever", None),
    ],
)
def test_dates_as_typed(qapp: object, text: str, meant: date | None) -> None:
    """E38: a day without a year is the coming one, or one of the last weeks."""
    assert parse_date(text, today=TODAY, near=TODAY) == meant


def test_a_day_without_a_year_is_near_to_one_that_is_past(qapp: object) -> None:
    """E38"""
    assert parse_date("5.10.", today=TODAY, near=date(2025, 11, 20)) == date(2025, 10, 5)
    assert parse_date("5.1.", today=TODAY, near=date(2030, 12, 20)) == date(2031, 1, 5)


def test_time_field_takes_what_it_understands_and_marks_the_rest(qtbot: QtBot) -> None:
    """E38: 930 Tab is 09:30; 25:00 is marked and stays as typed."""
    field = TimeField("Start")
    qtbot.addWidget(field)
    field.show()
    field.set_value(time(8))
    field.selectAll()
    QTest.keyClicks(field, "930")
    with qtbot.waitSignal(field.chosen, timeout=60_000) as got:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert got.args == [time(9, 30)]
    assert field.text() == phrases.clock(time(9, 30))
    field.selectAll()
    QTest.keyClicks(field, "25:00")
    with qtbot.waitSignal(field.typed_nonsense, timeout=60_000):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.wrong
    assert field.text() == "25:00"
    assert field.value() == time(9, 30)


def test_arrows_step_times_and_days(qtbot: QtBot) -> None:
    """ux.md §8: 15 minutes, Shift 5, Alt 1 h; dates by a day."""
    clock, day = TimeField("Start"), DateField("Day", TODAY)
    for field in (clock, day):
        qtbot.addWidget(field)
    clock.set_value(time(23, 50))
    QTest.keyClick(clock, Qt.Key.Key_Up)
    assert clock.value() == time(0, 5)
    QTest.keyClick(clock, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert clock.value() == time(0)
    QTest.keyClick(clock, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert clock.value() == time(1)
    day.set_value(TODAY)
    QTest.keyClick(day, Qt.Key.Key_Up)
    assert day.value() == date(2027, 3, 11)


@pytest.mark.parametrize("preset", [one for one in Preset if one is not Preset.NONE])
@pytest.mark.parametrize("end", [{}, {"until": date(2027, 6, 30)}, {"count": 6}])
@pytest.mark.parametrize("start", [START, START.replace(tzinfo=None), TODAY])
def test_presets_are_rules_and_back(preset: Preset, end: dict[str, Any], start: datetime | date) -> None:
    pattern = repeat.pattern_of(preset, start)
    assert pattern is not None
    rule = write_pattern(replace(pattern, **end), start)
    assert read_pattern(rule, start) == replace(pattern, **end)
    assert repeat.preset_of(read_pattern(rule, start), start) is preset


def test_words_for_times(qapp: object) -> None:
    assert phrases.when(START, START + timedelta(hours=1)) == ("Wed 10 March · 11:00 – 12:00", "1 h")
    assert phrases.when(TODAY, date(2027, 3, 12)) == ("Wed 10 March – Thu 11 March", "2 days")
    assert phrases.day_list([date(2027, 3, 17), date(2027, 3, 31), date(2027, 4, 7)]) == "17, 31 March, 7 April"


def test_length_is_elapsed_time_across_a_clock_change(qapp: object) -> None:
    """A night with the missing hour is one hour shorter."""
    zone = ZoneInfo("Europe/Berlin")
    start, end = datetime(2027, 3, 27, 23, tzinfo=zone), datetime(2027, 3, 28, 6, tzinfo=zone)
    assert phrases.when(start, end)[1] == "6 h"


def test_addresses() -> None:
    """E19"""
    assert is_address("anna@corp.example")
    assert not is_address("cleo@corp")
    assert not is_address("cleo")
    assert not is_address("a b@corp.example")
    named = person_of('"Anna Berg" <anna@corp.example>')
    assert (named.name, named.address) == ("Anna Berg", "anna@corp.example")


@pytest.fixture
def day_field(qtbot: QtBot, qapp: QApplication) -> DateField:
    """A field with the tenth of March that was clicked."""
    theme.apply(qapp, "light")
    field = DateField("When", today=TODAY)
    qtbot.addWidget(field)
    field.set_value(TODAY)
    field.show()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    return field


def _type(field: QWidget, text: str, *keys: Qt.Key) -> None:
    """As the keyboard does it: what is pressed goes to what has popped up as long as that is open."""
    for letter in text:
        QTest.keyClicks(_keyed(field), letter)
    for key in keys:
        QTest.keyClick(_keyed(field), key)


def _keyed(field: QWidget) -> QWidget:
    return QApplication.activePopupWidget() or field


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("fri", date(2027, 3, 12)), ("24.12.", date(2027, 12, 24)), ("2030-02-01", date(2030, 2, 1))],
)
def test_a_clicked_date_is_typed_over_at_once(day_field: DateField, typed: str, meant: date) -> None:
    """E38: the click shows the month and takes no key away; the month follows; Enter takes the day."""
    assert day_field.popup is not None and QApplication.activePopupWidget() is day_field.popup
    month = day_field.popup.month.cells
    got: list[date] = []
    day_field.chosen.connect(got.append)
    _type(day_field, typed)
    assert day_field.text() == typed
    assert (month.day, month.month) == (meant, meant.replace(day=1))
    assert got == []
    _type(day_field, "", Qt.Key.Key_Return)
    assert got == [meant]
    assert day_field.value() == meant
    assert _keyed(day_field) is day_field


def test_arrows_move_in_the_month_that_a_click_shows_and_esc_goes_back(day_field: DateField) -> None:
    """E38: as the days stand there, with the text following; once something is typed Left and Right are the text's."""
    _type(day_field, "", Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert day_field.value() == date(2027, 3, 18)
    assert day_field.text() == phrases.full_day(date(2027, 3, 18))
    _type(day_field, "", Qt.Key.Key_Escape)
    assert day_field.value() == TODAY and day_field.popup is None
    day_field.open_month()
    _type(day_field, "1.4", Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left)
    _type(day_field, "2", Qt.Key.Key_Enter)
    assert day_field.value() == date(2027, 4, 21)


def test_what_was_typed_counts_when_the_month_is_left_by_a_click(day_field: DateField) -> None:
    """E38: a click elsewhere closes the month; nonsense stays and is marked."""
    popup = day_field.popup
    assert popup is not None
    _type(day_field, "fri")
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(popup.width() + 300, -200))
    assert day_field.popup is None and day_field.value() == date(2027, 3, 12)
    day_field.open_month()
    _type(day_field, "whenever", Qt.Key.Key_Return)
    assert day_field.wrong and day_field.text() == "whenever" and day_field.value() == date(2027, 3, 12)


def test_a_second_click_sets_the_cursor_and_leaves_the_month(day_field: DateField) -> None:
    popup = day_field.popup
    assert popup is not None and day_field.selectedText() == day_field.text()
    at = popup.mapFromGlobal(day_field.mapToGlobal(QPoint(day_field.width() - 6, day_field.height() // 2)))
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=at)
    assert day_field.popup is popup
    assert not day_field.hasSelectedText() and day_field.cursorPosition() > 4


def test_a_day_of_the_month_is_taken_by_a_click(day_field: DateField) -> None:
    popup = day_field.popup
    assert popup is not None
    cells = popup.month.cells
    there = next(
        QPoint(x, y)
        for x in range(4, cells.width(), 8)
        for y in range(4, cells.height(), 8)
        if cells.day_at(QPointF(x, y)) == date(2027, 3, 25)
    )
    QTest.mouseClick(cells, Qt.MouseButton.LeftButton, pos=there)
    assert day_field.value() == date(2027, 3, 25) and day_field.popup is None


def test_a_month_at_the_end_of_the_screen_stands_above_its_field(day_field: DateField) -> None:
    assert day_field.popup is not None
    day_field.popup.close()
    room = day_field.screen().availableGeometry()
    day_field.move(room.left() + 40, room.bottom() - 40)
    day_field.open_month()
    assert room.contains(_keyed(day_field).geometry())


def test_a_clicked_time_is_typed_over_at_once(qtbot: QtBot) -> None:
    """E38: the list of times takes no key away."""
    field = TimeField("Start")
    qtbot.addWidget(field)
    field.set_value(time(11))
    field.show()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    _type(field, "1330", Qt.Key.Key_Return)
    assert field.value() == time(13, 30)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_of_times_can_be_read_and_begins_at_the_time(qtbot: QtBot, qapp: QApplication, scheme: str) -> None:
    """X04, E38: it is a window of its own, which shows nothing through."""
    theme.apply(qapp, scheme)
    field = TimeField("Start")
    qtbot.addWidget(field)
    field.set_value(time(14, 45))
    field.show()
    field.list_times()
    popup = field.completer().popup()
    assert isinstance(popup, QListView)
    picture = QImage(popup.viewport().size(), QImage.Format.Format_RGB32)
    picture.fill(QColor("#7F7F7F"))
    popup.render(picture, QPoint(), QRegion(popup.rect()), QWidget.RenderFlag.DrawChildren)
    ground, view = picture.pixelColor(picture.width() // 2, 12), theme.tokens().view
    first = popup.indexAt(QPoint(20, 12)).data()
    popup.hide()
    theme.apply(qapp, "light")
    assert ground == view
    assert first == "14:30"


def test_the_lengths_in_the_list_of_ends_are_read_whole(qtbot: QtBot, qapp: QApplication) -> None:
    """E38: "12:15 · 1 h 15 min"."""
    theme.apply(qapp, "light")
    field = TimeField("End", base=lambda: START)
    qtbot.addWidget(field)
    field.show()
    field.list_times()
    popup = field.completer().popup()
    assert isinstance(popup, QListView)
    assert popup.viewport().width() >= popup.sizeHintForColumn(0)
    popup.hide()


def test_the_list_of_a_menu_is_as_wide_as_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    """X04: and the line that is chosen has the wash of the others, not a dark sign on the accent."""
    theme.apply(qapp, "light")
    box = ElidedBox()
    qtbot.addWidget(box)
    box.setFixedSize(120, 28)
    for said in ("Does not repeat", "Every month on the fourth Sunday"):
        box.addItem(theme.icon("repeat"), said)
    box.show()
    box.showPopup()
    view = box.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    line = view.visualRect(box.model().index(0, 0))
    picture = view.viewport().grab(line).toImage()
    box.hidePopup()
    assert picture.pixelColor(line.width() - 12, line.height() // 2) != theme.tokens().accent
