"""Other keys than the usual ones (K10): chosen in Settings, conflicts asked about first, shown wherever keys are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import window as given
from fakes.window import ListReader, RecordingBridge
from hypothesis import given as drawn
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.ui import appearance, key_choice, keys
from dainvo.ui.keys import Key
from dainvo.ui.palette import Palette
from dainvo.ui.settings.settings_window import SettingsWindow
from dainvo.ui.settings.shortcuts_page import ShortcutsPage, TakenQuestion

NONE, CTRL, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
H, T, W = (NONE, Qt.Key.Key_H), (NONE, Qt.Key.Key_T), (NONE, Qt.Key.Key_W)


@pytest.fixture(autouse=True)
def _usual_keys() -> Iterator[None]:
    yield
    keys.use({})


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[ShortcutsPage, list[Settings]]]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 800)
    host.show()
    taken: list[Settings] = []
    bridge = RecordingBridge()
    reader = ListReader([given.calendar_account()])
    window = SettingsWindow(host, bridge, reader, Settings(), taken.append)  # type: ignore[arg-type]  # enough of a reader
    qtbot.addWidget(window)
    window.open()
    window.show_page("shortcuts")
    yield window.shortcuts, taken
    bridge.close()


def press(page: ShortcutsPage, action: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    page.buttons[action].click()
    assert page.buttons[action].text() == "Press a key…"
    QTest.keyClick(page.buttons[action], key, modifiers)


def test_a_key_that_is_taken_is_asked_about_first(opened: tuple[ShortcutsPage, list[Settings]], qtbot: QtBot) -> None:
    """K10: Today on H; then H for another action asks which of them keeps it."""
    page, taken = opened
    press(page, "today", Qt.Key.Key_H)
    assert keys.keys_of("today")[0] == "H" and "T" not in keys.keys_of("today")
    assert page.buttons["today"].text().startswith("H")
    for keeps in (True, False):
        press(page, "week", Qt.Key.Key_H)
        (question,) = page.window().findChildren(TakenQuestion)
        assert "H stands for “Go to today”" in [label.text() for label in question.findChildren(QLabel)]
        assert keys.keys_of("today")[0] == "H"  # nothing has changed yet
        (question.keep_button if keeps else question.take_button).click()
        assert ("H" in keys.keys_of("week")) is not keeps
        qtbot.waitUntil(lambda: not page.window().findChildren(TakenQuestion))
    assert "H" not in keys.keys_of("today")
    assert key_choice.read(taken[-1].keys) == {H: "week", T: "", W: ""}


def test_what_everything_needs_is_no_shortcut_and_escape_changes_nothing(
    opened: tuple[ShortcutsPage, list[Settings]],
) -> None:
    """K10"""
    page, taken = opened
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Left, Qt.Key.Key_Return):
        press(page, "today", key)
    press(page, "today", Qt.Key.Key_Down, ALT)
    assert taken == [] and "T" in keys.keys_of("today")
    press(page, "sync", Qt.Key.Key_Backspace)  # no key
    assert "F5" not in keys.keys_of("sync")
    page.reset.click()
    assert taken[-1].keys == "" and "F5" in keys.keys_of("sync")


def test_letters_alone_can_be_turned_off(opened: tuple[ShortcutsPage, list[Settings]]) -> None:
    """ux.md §14, WCAG 2.1.4: keys with Ctrl and function keys stay."""
    page, taken = opened
    page.single.click()
    appearance.take(taken[-1], Settings())
    assert keys.keys_of("today") == ["Ctrl+T", "Ctrl+Home"]
    assert "F5" in keys.keys_of("sync") and "PgDown" in keys.keys_of("next")


def test_the_window_and_the_overview_go_by_the_chosen_keys(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """K10, K09: from the start on, if they were chosen before."""
    chosen = key_choice.moved({}, "month", H)
    Settings(keys=key_choice.written(chosen)).save(tmp_path / "settings.json")
    session = app.Session(qapp, Profile(tmp_path, secrets=Secrets.in_memory()))
    session.window.show()
    qtbot.waitExposed(session.window)
    session.window.show_view("week")
    QTest.keyClick(session.window, Qt.Key.Key_M)
    assert session.settings.view == "week"
    QTest.keyClick(session.window, Qt.Key.Key_H)
    assert session.settings.view == "month"
    session.window.act("keys")
    palette = session.window.findChild(Palette)
    assert palette is not None
    rows = [palette.list.item(n) for n in range(palette.list.count())]
    assert any(
        "H" in str(row.data(role)) for row in rows for role in range(Qt.ItemDataRole.UserRole + 4) if row.data(role)
    )
    session.close()
    session.window.deleteLater()


@drawn(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(keys.names())),
            st.sampled_from([(NONE, Qt.Key.Key_H), (CTRL, Qt.Key.Key_H), (NONE, Qt.Key.Key_T), None]),
        ),
        max_size=12,
    )
)
def test_a_key_never_stands_for_two_actions_and_all_comes_back_from_the_settings(
    changes: list[tuple[str, Key | None]],
) -> None:
    """K10"""
    chosen: dict[Key, str] = {}
    for action, key in changes:
        chosen = key_choice.moved(chosen, action, key)
        if key is not None:
            assert key_choice.holder(chosen, key) == action
    kept = key_choice.read(key_choice.written(chosen))
    keys.use(kept)
    for key in ((NONE, Qt.Key.Key_H), (CTRL, Qt.Key.Key_H), (NONE, Qt.Key.Key_T)):
        assert keys.bindings().get(key, "") == key_choice.holder(chosen, key)


@pytest.mark.parametrize(
    "garbage", ["", "{", "[]", '{"H": 1}', '{"": "today"}', '{"H": "no such"}', '{"H, T": "today"}']
)
def test_garbage_in_the_settings_changes_no_key(garbage: str) -> None:
    """K10"""
    assert key_choice.read(garbage) == {}
