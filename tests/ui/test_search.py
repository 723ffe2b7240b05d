"""Search as one types (K13), and the jump to what was found (K14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from fakes import main_window
from fakes.source import BERLIN, Source, timed
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId, Occurrence
from dainvo.settings import Settings
from dainvo.store.folding import fold
from dainvo.ui import keys, search
from dainvo.ui.bridge import Bridge
from dainvo.ui.main_window import MainWindow
from dainvo.ui.palette import Palette
from dainvo.ui.search import SearchPage

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
FOUND = [
    timed("01-05 09:00", "10:00", "Review of the year"),
    timed("03-12 09:00", "10:00", "Design review"),
    timed("09-20 09:00", "10:00", "Review in autumn"),
    timed("03-09 09:00", "10:00", "Review, yesterday"),
]
Make = Callable[..., MainWindow]


class Searchable(Source):
    asked: list[str]

    def searched(self) -> int:
        return 14203

    def window(self) -> tuple[date, date] | None:
        return date(2009, 1, 1), date(2029, 12, 31)

    def search(self, text: str, limit: int = 50) -> list[Occurrence]:
        self.asked = [*getattr(self, "asked", []), text]
        return [event for event in self.events if fold(text) in fold(event.summary)][:limit]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    reader = Searchable(FOUND)
    return main_window.shown(qtbot, reader, Settings(first_weekday=1), NOW, size=(1180, 760), bridge=Bridge())


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def page(window: MainWindow) -> SearchPage:
    current = window.stack.currentWidget()
    assert isinstance(current, SearchPage)
    return current


def titles(window: MainWindow) -> list[str]:
    return [row.event.summary for row in page(window).list.rows if row.event is not None]


@pytest.mark.parametrize("keys", [(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_Slash,)])
def test_a_key_opens_it_ready_to_type(window: MainWindow, keys: tuple[Any, ...]) -> None:
    """K13"""
    press(window, *keys)
    assert page(window).field.hasFocus()
    QTest.keyClicks(page(window).field, "review")
    assert page(window).field.text() == "review"  # single keys of the window are dead here (K05)


def test_what_is_to_come_is_first_then_what_is_over(window: MainWindow) -> None:
    """K13: the nearest on top; then the past, the latest first; a head for each year, which says what is past."""
    window.search()
    QTest.keyClicks(page(window).field, "review")
    assert titles(window) == ["Design review", "Review in autumn", "Review, yesterday", "Review of the year"]
    heads = [(row.kind, row.day.year) for row in page(window).list.rows if row.event is None]
    assert heads == [("year", 2027), ("past", 2027)]
    assert "4 events" in page(window).said.text()


def test_nothing_found_is_said(window: MainWindow) -> None:
    """ux.md §12: and in how much."""
    window.search()
    QTest.keyClicks(page(window).field, "room 9")
    assert page(window).said.text() == "No event matches ‘room 9’\nSearched 14,203 events, 2009–2029"


def test_enter_jumps_to_the_event(window: MainWindow, qtbot: QtBot) -> None:
    """K14: its week shows, it has the focus, and a ring fades around it once."""
    window.search()
    QTest.keyClicks(page(window).field, "autumn")
    press(window, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.view
    first, last = window.view.visible_range()
    assert first <= date(2027, 9, 20) <= last
    current = window.view.current_event()
    assert current is not None and current[0].summary == "Review in autumn"
    (pulse,) = window.stack.findChildren(search.Pulse)
    with qtbot.waitSignal(pulse.destroyed, timeout=60_000):
        pass


def test_escape_after_a_jump_leads_back(window: MainWindow) -> None:
    """K14: to where one was before the search; once anything else was done there, it is an Esc like any other."""
    for again in (False, True):
        window.show_date(date(2027, 5, 20))
        window.search()
        page(window).field.setText("autumn")
        press(window, Qt.Key.Key_Return)
        assert window.focused_date == date(2027, 9, 20)
        if again:
            press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_Escape)
        assert window.focused_date == (date(2027, 9, 20) if again else date(2027, 5, 20))


def test_arrows_choose_while_the_letters_stay_in_the_field(window: MainWindow) -> None:
    """K14"""
    window.search()
    QTest.keyClicks(page(window).field, "review")
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    current = window.view.current_event()
    assert current is not None and current[0].summary == "Review in autumn"


def test_escape_clears_and_then_goes_back_to_where_one_was(window: MainWindow) -> None:
    """K14"""
    window.show_date(date(2027, 5, 20))
    window.search()
    QTest.keyClicks(page(window).field, "review")
    press(window, Qt.Key.Key_Escape)
    assert page(window).field.text() == "" and titles(window) == []
    press(window, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.view
    assert window.focused_date == date(2027, 5, 20)


def test_a_view_opened_by_its_button_ends_the_search(window: MainWindow) -> None:
    window.search()
    window.show_view("month")
    assert window.stack.currentWidget() is window.month


def test_how_much_was_found_is_told_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """X06: whenever it changes, and not with every letter."""
    told: list[str] = []
    monkeypatch.setattr(search, "announce", lambda _widget, said: told.append(said))
    window.search()
    QTest.keyClicks(page(window).field, "review")
    assert told[-1] == page(window).said.text() == "4 events"
    before = len(told)
    page(window).refresh()
    assert len(told) == before
    assert told.count("4 events") == 1
    assert all(one != other for one, other in pairwise(told))


def test_commands_are_in_reach_while_something_is_searched(window: MainWindow) -> None:
    """K06: the key of the palette opens it and what was typed stays, also where a field takes the key for its own,
    as on X11 Ctrl+K; here one that fields take everywhere."""
    key = (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Backspace)
    window.search()
    QTest.keyClicks(page(window).field, "review")
    try:
        keys.use({key: "commands"})
        QTest.keyClick(page(window).field, key[1], key[0])
    finally:
        keys.use({})
    assert [one.isVisible() for one in window.findChildren(Palette)] == [True]
    assert page(window).field.text() == "review"


@pytest.mark.parametrize("width", [640, 1180, 1600])
def test_what_is_typed_stands_over_what_is_found(window: MainWindow, width: int) -> None:
    """K13: field and number span the column of the rows."""
    window.resize(width, 700)
    window.search()
    QTest.keyClicks(page(window).field, "review")
    QTest.qWait(0)
    shown = page(window)
    rows = next(row for row in shown.list.rows if row.event)
    place = shown.list._place(rows).toRect().translated(shown.list.pos())
    assert shown.field.x() == place.left()
    assert shown.close_button.geometry().right() == place.right()
    assert shown.said.y() < shown.list.y() and shown.field.geometry().right() < shown.said.x()


def test_what_was_found_follows_the_copy_and_the_settings(window: MainWindow) -> None:
    """K13 V27: an event that is deleted meanwhile is listed no more; the clock of 12 hours is that of the list, too."""
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page(window).field.setText("review")
    assert "Design review" in titles(window)
    source = page(window)._reader
    assert isinstance(source, Searchable)
    source.events = [event for event in source.events if event.summary != "Design review"]
    window.on_changes(
        Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 3, 12), last=date(2027, 3, 12))
    )
    assert titles(window) and "Design review" not in titles(window)
    QApplication.processEvents()
    before = window.screen().grabWindow(window.winId()).toImage()
    was = window.settings
    window.take_settings(was.changed(clock="12"))
    QApplication.processEvents()
    assert window.screen().grabWindow(window.winId()).toImage() != before
    window.take_settings(was)
