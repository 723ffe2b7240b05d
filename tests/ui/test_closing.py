"""D15 R10: what closing the window means without a tray; I03: the rows of Settings that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fakes import window as given
from fakes.window import ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo.errors import Refused, Why
from dainvo.settings import Settings
from dainvo.store.shown import Standing
from dainvo.ui import closing, commands, toasts
from dainvo.ui.closing import Closing, KeepQuestion
from dainvo.ui.settings.settings_window import SettingsWindow


@dataclass
class Unsent(ListReader):
    waiting: int = 0

    def status(self) -> Standing:
        return Standing(self.waiting, 0, 0, 0, (), ())


@dataclass
class World:
    window: QWidget
    reader: Unsent
    settings: Settings = field(default_factory=Settings)
    left: int = 0

    def keep(self, settings: Settings) -> None:
        self.settings = settings

    def leave(self) -> None:
        self.left += 1


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot) -> Iterator[World]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = World(window, Unsent())
    Closing(window, made.reader, lambda: made.settings, made.keep, made.leave)  # type: ignore[arg-type]  # enough of it
    yield made
    qapp.setQuitOnLastWindowClosed(True)


def question(world: World) -> KeepQuestion:
    (asked,) = [one for one in world.window.findChildren(KeepQuestion) if one.isVisible()]
    return asked


def test_with_nothing_to_send_closing_ends_the_program(world: World, qtbot: QtBot) -> None:
    """D15: nothing is asked for nothing."""
    world.window.close()
    qtbot.waitUntil(lambda: world.left == 1)
    assert not world.window.isVisible() and not world.window.findChildren(KeepQuestion)


def test_with_unsent_changes_closing_asks_and_remembers(world: World, qtbot: QtBot) -> None:
    """D15, R10: the first close asks; kept running, the next one does not ask."""
    world.reader.waiting = 2
    world.window.close()
    world.window.close()  # impatient: one question all the same
    asked = question(world)
    assert world.window.isVisible() and world.left == 0
    asked.remember.click()
    QTest.mouseClick(asked.keep_button, Qt.MouseButton.LeftButton)
    assert not world.window.isVisible()
    assert (world.settings.on_close, world.left) == ("keep", 0)
    world.window.show()
    world.window.close()
    assert (world.window.isVisible(), world.left) == (False, 0)


def test_an_answer_for_once_is_asked_for_again(world: World, qtbot: QtBot) -> None:
    world.reader.waiting = 1
    world.window.close()
    QTest.mouseClick(question(world).keep_button, Qt.MouseButton.LeftButton)
    assert world.settings.on_close == ""
    world.window.show()
    world.window.close()
    QTest.mouseClick(question(world).quit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: world.left == 1)


def test_escape_leaves_the_window_open(world: World, qtbot: QtBot) -> None:
    world.reader.waiting = 1
    world.window.close()
    QTest.keyClick(question(world), Qt.Key.Key_Escape)
    assert (world.window.isVisible(), world.left, world.settings.on_close) == (True, 0, "")


@pytest.mark.parametrize("shown", [True, False])
def test_quit_ends_the_program_whatever_closing_means(world: World, qtbot: QtBot, shown: bool) -> None:
    """Ctrl+Q, also while the window is away."""
    world.settings = Settings(on_close="keep")
    world.reader.waiting = 3
    world.window.setVisible(shown)
    commands.end(world.window)
    qtbot.waitUntil(lambda: world.left == 1)
    assert not world.window.isVisible()


def test_a_window_that_goes_with_the_session_does_not_stay(
    world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Logging out closes all windows: nothing may hold it up."""
    monkeypatch.setattr(closing, "_session_ends", lambda: True)
    world.settings = Settings(on_close="keep")
    world.reader.waiting = 3
    world.window.close()
    qtbot.waitUntil(lambda: world.left == 1)


# Settings › General


@pytest.fixture
def general(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[SettingsWindow, RecordingBridge, list[Settings]]]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 800)
    host.show()
    bridge, taken = RecordingBridge(), list[Settings]()
    reader = ListReader([given.calendar_account()])
    window = SettingsWindow(host, bridge, reader, Settings(), taken.append)  # type: ignore[arg-type]  # enough of a reader
    qtbot.addWidget(window)
    window.open()
    yield window, bridge, taken
    bridge.close()


General = tuple[SettingsWindow, RecordingBridge, list[Settings]]


def test_the_start_at_login_shows_what_the_system_says_and_changes_it(general: General) -> None:
    """I03"""
    window, bridge, taken = general
    box = window.background.rows_of_background.login
    assert not box.isEnabled()
    bridge.last("login.starts").answer(False)
    assert box.isEnabled() and not box.isChecked()
    box.click()
    assert bridge.last("login.choose").args == (True,) and not box.isEnabled()
    bridge.last("login.choose").answer(True)
    assert box.isEnabled() and box.isChecked()
    assert taken == [Settings(on_close="keep")] and window.background.rows_of_background.close.currentData() == "keep"
    box.click()
    bridge.last("login.choose").answer(False)
    assert not box.isChecked() and len(taken) == 1


def test_a_start_at_login_that_cannot_be_written_says_why(general: General) -> None:
    """I03"""
    window, bridge, taken = general
    box = window.background.rows_of_background.login
    bridge.last("login.starts").answer(False)
    box.click()
    about = {"file": "autostart", "reason": "Read-only file system"}
    bridge.last("login.choose").fail(Refused(Why.FILE_NOT_WRITTEN, about=about))
    assert not box.isChecked() and box.isEnabled() and taken == []
    assert toasts.of(window).text() == "What starts at login could not be changed: Read-only file system."


def test_where_the_system_cannot_start_it_the_row_says_so(general: General) -> None:
    """I03: whatever is off says why."""
    window, bridge, _ = general
    window.show_page("background")
    bridge.last("login.starts").answer(None)
    assert not window.background.rows_of_background.login.isEnabled()
    assert "installed" in window.background.rows_of_background.login.toolTip()
