"""Enter on a button of a dialog presses that button, whatever the dialog does with Enter elsewhere."""

from __future__ import annotations

from datetime import datetime

import pytest
from fakes import main_window
from fakes.source import BERLIN, Source
from fakes.window import ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.settings import Settings
from dainvo.ui.accounts.new_calendar import NewCalendar
from dainvo.ui.controls import button
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.sheet import Sheet


def named(sheet: Sheet, text: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == text)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_cancel_changes_no_series(qtbot: QtBot, host: QWidget, key: Qt.Key) -> None:
    """X01 E13: the choices take Enter as the answer; Cancel, reached by Tab, does not."""
    sheet = ScopeQuestion(host, "Delete repeating event “Standup”", day="Mon 23 November", danger=True)
    chosen: list[object] = []
    sheet.chosen.connect(chosen.append)
    sheet.open()
    named(sheet, "Cancel").setFocus()
    QTest.keyClick(sheet.focusWidget(), key)
    assert chosen == [] and not sheet.isVisible()


def test_enter_on_a_choice_answers(qtbot: QtBot, host: QWidget) -> None:
    """X01 E13: the question is answered without the pointer."""
    sheet = ScopeQuestion(host, "Delete repeating event “Standup”", day="Mon 23 November", danger=True)
    chosen: list[object] = []
    sheet.chosen.connect(chosen.append)
    sheet.open()
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    assert len(chosen) == 1


def test_enter_on_cancel_is_not_the_default_button(qtbot: QtBot, host: QWidget, bridge: RecordingBridge) -> None:
    """X01: in a dialog whose Enter makes a calendar, Enter on Cancel makes none."""
    sheet = NewCalendar(host, bridge, ListReader())  # type: ignore[arg-type]  # enough of a reader
    sheet.open()
    QTest.keyClicks(sheet.name, "Trips")
    named(sheet, "Cancel").setFocus()
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    assert bridge.calls == [] and not sheet.isVisible()


def test_enter_presses_the_button_in_focus_where_none_is_the_default(qtbot: QtBot, host: QWidget) -> None:
    """X01: as Space does."""
    sheet = Sheet(host, "Question", width=320, bar=False)
    pressed: list[bool] = []
    keep = button("Restore", "primary")
    keep.clicked.connect(lambda: pressed.append(True))
    sheet.foot.addWidget(keep)
    sheet.open()
    keep.setFocus()
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Return)
    assert pressed == [True] and sheet.isVisible()


def test_enter_in_a_dialog_that_just_came_does_not_close_it(qtbot: QtBot, host: QWidget) -> None:
    """X01: where nothing has the focus yet it is not the cross that gets it, though it comes first."""
    sheet = Sheet(host, "Import", width=320)
    into = QLineEdit()
    sheet.body.addWidget(into)
    host.show()
    sheet.open()
    with qtbot.waitActive(sheet):
        sheet.activateWindow()
    assert sheet.focusWidget() is sheet
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.isVisible()
    into.setFocus()
    assert sheet.focusWidget() is into


def test_enter_presses_what_has_the_focus_in_the_window(qtbot: QtBot, qapp: QApplication) -> None:
    """X01: the buttons of the bar, as Space does."""
    now = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
    window = main_window.shown(qtbot, Source([]), Settings(first_weekday=1), now)
    shown = window.focused_date
    window.bar.on_button.setFocus()
    QTest.keyClick(window.bar.on_button, Qt.Key.Key_Return)
    assert window.focused_date > shown
