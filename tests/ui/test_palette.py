"""The command palette (K06), go to date (K07), the overview of keys (K09)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from fakes import main_window
from fakes.source import BERLIN, Source, timed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.settings import Settings
from dainvo.ui import keys
from dainvo.ui.bridge import Bridge
from dainvo.ui.main_window import MainWindow
from dainvo.ui.palette import Palette
from dainvo.ui.sheet import SHADOW

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)  # a Wednesday


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    reader = Source([timed("03-10 09:00", "10:00", "Standup")])
    return main_window.shown(qtbot, reader, Settings(first_weekday=1), NOW, size=(1180, 760), bridge=Bridge())


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def opened(window: MainWindow) -> Palette:
    (found,) = [one for one in window.findChildren(Palette) if one.isVisible()]
    return found


def listed(palette: Palette) -> list[str]:
    return [str(palette.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(palette.list.count())]


def test_every_action_of_a_key_has_a_name_and_a_meaning(window: MainWindow) -> None:
    """K06, K09: the list equals the table of keys."""
    assert keys.bound() - {"pane_back"} <= set(keys.names())
    assert all(keys.keys_of(action) for action in keys.bound())


def test_a_command_is_found_and_carried_out(window: MainWindow) -> None:
    """K06"""
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = opened(window)
    QTest.keyClicks(palette.field, "month")
    assert listed(palette) == ["month"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.view is window.month


def test_what_is_done_to_an_event_is_listed_only_while_one_has_the_focus(window: MainWindow) -> None:
    """K06: nothing is listed that would do nothing; the overview of keys has all of it (K09)."""
    control = Qt.KeyboardModifier.ControlModifier
    press(window, Qt.Key.Key_K, control)
    assert not {"edit", "delete", "cut", "copy", "duplicate", "copy_link"} & set(listed(opened(window)))
    opened(window).dismiss()
    window.week.select(window.shelf.take(NOW.date(), NOW.date())[0])
    press(window, Qt.Key.Key_K, control)
    assert {"edit", "delete", "cut", "copy", "duplicate", "copy_link"} <= set(listed(opened(window)))


def test_joining_by_name_joins_the_next_meeting(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """K06"""
    next_one = timed("03-10 11:00", "12:00", "Review", join_url="https://us02web.zoom.us/j/1")
    monkeypatch.setattr(Source, "next_joinable", lambda *_args: next_one)
    joined: list[Any] = []
    monkeypatch.setattr(type(window.cards), "join", lambda _cards, event: joined.append(event))
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(opened(window).field, "join")
    QTest.keyClick(opened(window).field, Qt.Key.Key_Return)
    assert joined == [next_one]


@pytest.mark.parametrize(
    ("typed", "goal"),
    [
        ("2027-08-01", date(2027, 8, 1)),
        ("next fri", date(2027, 3, 12)),
        ("next wed", date(2027, 3, 17)),
        ("+3w", date(2027, 3, 31)),
        ("12 may", date(2027, 5, 12)),
        ("tomorrow", date(2027, 3, 11)),
    ],
)
def test_a_typed_date_is_gone_to(typed: str, goal: date, window: MainWindow) -> None:
    """K07"""
    press(window, Qt.Key.Key_G)
    QTest.keyClicks(opened(window).field, typed)
    QTest.keyClick(opened(window).field, Qt.Key.Key_Return)
    assert window.focused_date == goal


def test_one_list_takes_the_place_of_another(window: MainWindow) -> None:
    """K06, K07"""
    press(window, Qt.Key.Key_G)
    press(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert opened(window).field.hasFocus()
    window.act("commands")
    QTest.keyClicks(opened(window).field, "today")
    assert "today" in listed(opened(window))


def test_an_impossible_date_is_refused_in_place(window: MainWindow) -> None:
    """K07: 2027 has no 29 February; the view stays."""
    press(window, Qt.Key.Key_G)
    palette = opened(window)
    QTest.keyClicks(palette.field, "2027-02-29")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible() and palette.error.text.text() == "No such date"
    assert window.focused_date == NOW.date()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not window.findChildren(Palette) or not palette.isVisible()


@pytest.mark.parametrize("size", [(1180, 760), (640, 480)])
def test_the_field_stays_where_it_is_while_the_list_grows_short(window: MainWindow, size: tuple[int, int]) -> None:
    """K06: what is typed into does not move under the eyes; the whole list is inside the window."""
    window.resize(*size)
    window.act("commands")
    palette = opened(window)
    QApplication.processEvents()
    tops = [palette.y()]
    assert window.rect().contains(palette.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW))
    for typed in ("pri", "nt", "?"):
        QTest.keyClicks(palette.field, typed)
        QApplication.processEvents()
        tops.append(palette.y())
    assert len(set(tops)) == 1


def test_all_keys_are_listed_and_can_be_searched(window: MainWindow) -> None:
    """K09"""
    press(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    palette = opened(window)
    assert listed(palette) == [action for action in keys.names() if action in keys.bound()]
    QTest.keyClicks(palette.field, "f9")
    assert listed(palette) == ["panel"]


def test_single_keys_are_letters_while_it_is_open(window: MainWindow) -> None:
    """K05"""
    press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    view = window.view
    QTest.keyClicks(opened(window).field, "m")
    assert window.view is view and opened(window).field.text() == "m"
