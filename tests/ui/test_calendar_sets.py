"""Calendar sets: one step shows a group of calendars and says where new events go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from fakes import main_window
from fakes.source import BERLIN, Source
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.settings import Settings
from dainvo.ui import calendar_sets, set_menu
from dainvo.ui.calendar_sets import CalendarSet
from dainvo.ui.main_window import MainWindow

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
WORK, HOME = CalendarSet("Work", (1, 2), 2), CalendarSet("Home", (4, 5, 77), 4)
BOTH = calendar_sets.write((WORK, HOME))
CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
Make = Callable[..., MainWindow]

names = st.text("Abc d", min_size=1, max_size=calendar_sets.MOST_LETTERS).map(str.strip).filter(bool)
sets = st.builds(CalendarSet, names, st.tuples(st.integers()))


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    def build(stored: str = "", hidden: tuple[int, ...] = ()) -> MainWindow:
        source: Any = Source()
        source.hidden = set(hidden)
        settings = Settings(first_weekday=1, sets=stored)
        window = main_window.shown(qtbot, source, settings, NOW, size=(1180, 760))
        window._show_sets()
        QApplication.processEvents()
        return window

    return build


def shown(window: MainWindow) -> list[int]:
    """The calendars that were asked for last."""
    bridge: Any = window._bridge
    _verb, wanted = next(call for call in reversed(bridge.verbs) if call[0] == "calendars.set_visible_many")
    return [int(one) for one, visible in wanted.items() if visible]


@given(st.lists(sets, max_size=9))
def test_what_is_kept_is_read_again(some: list[CalendarSet]) -> None:
    assert calendar_sets.read(calendar_sets.write(some)) == tuple(some)


@pytest.mark.parametrize("odd", ["", "{", "{}", "[1]", '[["",[1],1]]', '[["A",["x"],1]]', '[["A",[1]]]', "[" * 9000])
def test_what_is_no_set_is_left_out(odd: str) -> None:
    assert calendar_sets.read(odd) == ()


def test_a_set_of_the_same_name_is_replaced_and_there_are_nine_at_most() -> None:
    fresh = CalendarSet("Work", (3,), 3)
    assert calendar_sets.saved((WORK, HOME), fresh) == (fresh, HOME)
    many = tuple(CalendarSet(str(number), (number,)) for number in range(9))
    assert calendar_sets.saved(many, fresh) == many


def test_a_key_shows_a_set_and_new_events_follow_it(make: Make) -> None:
    """V19: Ctrl+Alt+1, then Ctrl+Alt+2: only that set's calendars; the calendar of new events follows."""
    window = make(BOTH)
    QTest.keyClick(window.view, Qt.Key.Key_1, CONTROL_ALT)
    assert shown(window) == [1, 2]
    assert window.settings.default_collection == 2
    QTest.keyClick(window.view, Qt.Key.Key_2, CONTROL_ALT)
    assert shown(window) == [4, 5]
    assert window.settings.default_collection == 4
    bridge: Any = window._bridge
    before = len(bridge.verbs)
    QTest.keyClick(window.view, Qt.Key.Key_3, CONTROL_ALT)  # there is none: it says so
    assert len(bridge.verbs) == before


def test_the_button_names_the_set_in_use_and_opens_the_menu(make: Make) -> None:
    """V19: what is shown by hand is a choice of one's own; without sets there is no button."""
    assert set_menu.foot_of(make()) is None
    window = make(BOTH, hidden=(3, 4, 5, 6))
    foot = set_menu.foot_of(window)
    assert foot is not None
    assert foot.text() == "Set: Work"
    source: Any = window._reader
    source.hidden = {3, 4, 5}
    changes = Changes(collection_list=True)
    window.on_changes(changes)
    assert foot.text() == "Set: Own choice"
    source.hidden = set()
    window.on_changes(changes)
    assert foot.text() == "Set: All calendars"
    foot.click()
    menu = window.findChild(QMenu, "set-menu")
    assert menu is not None
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["All calendars", "Work", "Home", "Save what is shown as a set…", "Forget a set"]
    menu.actions()[2].trigger()
    menu.close()
    assert shown(window) == [4, 5]


def test_what_is_shown_is_kept_under_a_name_and_forgotten(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    window = make(hidden=(1, 3, 6))
    monkeypatch.setattr(window.cards, "default_collection", lambda: 1)
    sheet = set_menu.ask_name(window)
    sheet.save_button.click()
    assert sheet.isVisible(), "a set needs a name"
    QTest.keyClicks(sheet.field, "Evening")
    sheet.save_button.click()
    assert calendar_sets.read(window.settings.sets) == (CalendarSet("Evening", (2, 4, 5), 2),)
    foot = set_menu.foot_of(window)
    assert foot is not None
    assert foot.text() == "Set: Evening"
    set_menu._forget(window, calendar_sets.read(window.settings.sets)[0])
    assert window.settings.sets == ""
    assert not foot.isVisible()
    assert window.act("sets")
