"""The panel for a custom repetition, clicked and typed into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from fakes import window as given
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import DateWishes, RecurrenceId, SeriesDates
from dainvo.ui import theme
from dainvo.ui.editor.repeat_panel import RepeatPanel
from dainvo.ui.editor.repeat_row import RepeatRow

START = given.at(9, 30, day=11)  # the second Thursday


@pytest.fixture
def row(qapp: QApplication, qtbot: QtBot) -> Iterator[RepeatRow]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    made = RepeatRow()
    made.resize(500, 400)
    qtbot.addWidget(made)
    made.set_rule("", START)
    made.show()
    yield made


def opened(row: RepeatRow) -> RepeatPanel:
    """The panel, by the last entry of the menu."""
    choose(row.box, row.box.count() - 1)
    assert row.panel is not None and row.panel.isVisible()
    return row.panel


def choose(box: QComboBox, index: int) -> None:
    box.setCurrentIndex(index)
    box.activated.emit(index)


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def typed(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_monthly_on_the_second_thursday_six_times(row: RepeatRow) -> None:
    """E09: the rule and its six dates."""
    panel = opened(row)
    choose(panel.unit, 2)
    press(panel.place.by_weekday)
    choose(panel.end, 2)
    typed(panel.count, "6")
    assert row.rule() == "FREQ=MONTHLY;BYDAY=2TH;COUNT=6"
    assert row.dates() == 6
    assert row.caption.text() == (
        "Every month on the second Thursday, 6 times from 11 March · next 8 April, 13 May, 10 June, 8 July, 12 August"
    )
    assert panel.preview.cells.marked == {
        date(2027, 3, 11),
        date(2027, 4, 8),
        date(2027, 5, 13),
        date(2027, 6, 10),
        date(2027, 7, 8),
        date(2027, 8, 12),
    }
    press(panel.preview.on)
    assert panel.preview.cells.accessibleName() == "April 2027: 8"


def test_every_other_week_on_two_days_until(row: RepeatRow) -> None:
    """E09: interval, weekdays, until; the last day that is ticked stays."""
    panel = opened(row)
    typed(panel.interval, "2")
    press(panel.weekdays.buttons[0])
    choose(panel.end, 1)
    typed(panel.until, "30 Jun 2027")
    assert row.rule() == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270630T215959Z"
    assert panel.unit.itemText(1) == "weeks"
    press(panel.weekdays.buttons[0])
    press(panel.weekdays.buttons[3])
    assert panel.weekdays.chosen() == (3,)
    assert row.rule() == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270630T215959Z"


def test_days_of_the_month_and_months_of_the_year(row: RepeatRow) -> None:
    """E09: several days, the last one; several months."""
    panel = opened(row)
    choose(panel.unit, 2)
    typed(panel.place.days, "1, 15, last")
    assert row.rule() == "FREQ=MONTHLY;BYMONTHDAY=-1,1,15"
    typed(panel.place.days, "32")
    assert row.problem.startswith("Write days of the month")
    typed(panel.place.days, "15")
    assert not row.problem
    choose(panel.unit, 3)
    press(panel.months.buttons[9])
    assert row.rule() == "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15"
    choose(panel.place.what, 8)
    choose(panel.place.ordinal, 5)
    assert row.rule() == "FREQ=YEARLY;BYMONTH=3,9;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"


def test_an_end_before_the_begin(row: RepeatRow) -> None:
    panel = opened(row)
    choose(panel.end, 1)
    typed(panel.until, "1 Mar 2027")
    assert row.problem == "The repetition ends before it begins"
    assert row.wrong_field() is panel.until


def test_a_custom_rule_comes_back_with_its_bytes(row: RepeatRow) -> None:
    """E09, E12: what the panel can show is shown; as long as nothing is chosen the text stays."""
    rule = "FREQ=WEEKLY;WKST=MO;INTERVAL=2;BYDAY=TH,MO"
    row.set_rule(rule, START)
    assert row.box.currentText() == "Every 2 weeks on Monday and Thursday"
    assert row.rule() == rule
    press(row.customise)
    assert row.panel is not None
    press(row.panel.weekdays.buttons[1])
    assert row.rule() == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,TH"
    press(row.panel.weekdays.buttons[1])
    assert row.rule() == rule


def test_a_rule_follows_the_start_as_it_will_be_stored(row: RepeatRow) -> None:
    """An unchanged rule is moved by the engine, and shown as it will be; its text is not a new choice."""
    row.set_rule("FREQ=WEEKLY;BYDAY=TH,FR", START)
    row.set_start(START.replace(day=12))
    assert row.rule() == "FREQ=WEEKLY;BYDAY=TH,FR"
    assert row.caption.text().startswith("Every Friday and Saturday from 12 March")


def test_a_start_that_the_rule_does_not_name(row: RepeatRow) -> None:
    """E09: it is the first date all the same; one click begins on the next that is named."""
    wanted: list[date] = []
    row.start_wanted.connect(wanted.append)
    row.start_wanted.connect(lambda day: row.set_start(START.replace(month=day.month, day=day.day)))
    panel = opened(row)
    press(panel.weekdays.buttons[0])
    press(panel.weekdays.buttons[3])
    assert row.hint.isVisible()
    (begin,) = row.hint.buttons()
    press(begin)
    assert wanted == [date(2027, 3, 15)]
    assert not row.hint.isVisible()
    assert row.rule() == "FREQ=WEEKLY;BYDAY=MO"
    assert row.caption.text().startswith("Every Monday from 15 March")


def test_every_control_has_a_name(row: RepeatRow) -> None:
    """X02"""
    panel = opened(row)
    for control in (panel.interval, panel.unit, panel.place.days, panel.place.ordinal, panel.place.what, panel.end):
        assert control.accessibleName()
    assert panel.weekdays.buttons[0].accessibleName() == "Monday"
    assert panel.months.buttons[9].accessibleName() == "September"
    assert row.customise.accessibleName()


def test_exceptions_are_listed_and_restored(row: RepeatRow, qtbot: QtBot) -> None:
    """E10: counted in one line; each can be taken back until Save; another date is added."""
    skipped, changed = RecurrenceId("20270318T093000"), RecurrenceId("20270325T093000")
    row.set_rule("FREQ=WEEKLY", START)
    row.set_dates(
        SeriesDates((skipped,), (), (changed, RecurrenceId("20270311T093000"))), RecurrenceId("20270311T093000")
    )
    found = row.exceptions
    assert found is not None and found.isVisible()
    assert found.toggle.text() == "Exceptions: 1 skipped · 1 changed"
    press(found.toggle)
    assert found.rows() == [("skipped", skipped), ("changed", changed)]
    restore = [one for one in found.findChildren(QPushButton) if one.text() == "Restore"]
    assert restore[0].accessibleName() == "Restore, Thu 18 Mar 2027"
    press(restore[0])
    assert row.date_wishes() == DateWishes(restore=(skipped,))

    def undo() -> list[QPushButton]:
        return [one for one in found.findChildren(QPushButton) if one.text() == "Undo" and one.isVisible()]

    qtbot.waitUntil(lambda: len(undo()) == 1)
    press(undo()[0])
    assert row.date_wishes() == DateWishes()
    typed(found.day, "13 Mar 2027")
    press(found.add)
    assert row.date_wishes() == DateWishes(add=(date(2027, 3, 13),))
    qtbot.waitUntil(lambda: found.toggle.text() == "Exceptions: 1 skipped · 1 extra · 1 changed")


def test_without_a_repetition_there_are_no_exceptions(row: RepeatRow) -> None:
    row.set_rule("FREQ=WEEKLY", START)
    row.set_dates(SeriesDates((RecurrenceId("20270318T093000"),)), RecurrenceId(""))
    choose(row.box, 0)
    assert row.exceptions is not None and not row.exceptions.isVisible()
    assert row.date_wishes() == DateWishes()


def test_a_later_date_of_a_series_counts_from_its_begin(row: RepeatRow) -> None:
    """E09: ten times in all, of which two are left; from here on once another rule is chosen."""
    third = START + timedelta(weeks=2)
    row.set_rule("FREQ=WEEKLY;COUNT=5", third)
    row.set_dates(SeriesDates(), RecurrenceId("20270325T093000"), START)
    assert row.caption.text() == "Every Thursday, 5 times from 11 March · next 1, 8 April"
    assert row.dates() == 5
    choose(row.box, 1)
    assert row.caption.text().startswith("Every day, 5 times from 25 March · next 26")


def test_the_menus_of_the_panel_show_their_words_whole(row: RepeatRow) -> None:
    """E09: "weeks" and "on a day" stand there without an ellipsis at the panel's own width."""
    panel = opened(row)
    choose(panel.unit, 1)
    choose(panel.end, 1)
    QApplication.processEvents()
    for box in (panel.unit, panel.end):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        field = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
        assert box.fontMetrics().horizontalAdvance(box.currentText()) <= field.width() - 4
