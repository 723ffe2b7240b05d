"""What most tests of cards and sheets stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes.window import RecordingBridge
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

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
