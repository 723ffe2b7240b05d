"""What most tests of cards and sheets stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import notifications, real_window, session_bus
from fakes.engine_bench import JumpClock
from fakes.window import RecordingBridge
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.ui import theme


@pytest.fixture
def host(qapp: QApplication, qtbot: QtBot) -> QWidget:
    """The window that cards and sheets lie over."""
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    made = QWidget()
    made.resize(1000, 800)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def bridge() -> Iterator[RecordingBridge]:
    made = RecordingBridge()
    yield made
    made.close()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was given."""
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


@pytest.fixture
def session(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[app.Session]:
    """The whole program, on a new profile."""
    theme.apply(qapp, "light")
    made = app.Session(qapp, Profile(tmp_path / "profile", secrets=Secrets.in_memory(), clock=JumpClock()))
    made.start_engine()
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.close()
    made.window.deleteLater()


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[real_window.Places]:
    """The whole program with a calendar of this computer, at the week from six o'clock on."""
    with real_window.opened(real_window.Places, qapp, qtbot, tmp_path) as made:
        made.show("week")
        made.window.week.grid.scroll_to_minute(6 * 60)
        yield made


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[notifications.Shown]:
    """What the desktop was told."""
    if session_bus.missing():
        pytest.skip(session_bus.missing())
    with notifications.service(tmp_path / "bus") as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made
