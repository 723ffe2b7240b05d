"""The main window on a list of events, without an engine: what it asks of one is written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.main_window import MainWindow


class Job:
    running = True


class Bridge(QObject):
    """Remembers which verbs were asked for."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.verbs: list[tuple[Any, ...]] = []

    def run(self, verb: str, *values: Any, **_callbacks: Any) -> Job:
        self.verbs.append((verb, *values))
        return Job()

    def then(self, step: Callable[[], object], _owner: QObject) -> None:
        step()


def shown(
    qtbot: QtBot,
    reader: Any,
    settings: Settings,
    now: datetime,
    *,
    size: tuple[int, int] = (1440, 900),
    bridge: Any = None,
    **values: Any,
) -> MainWindow:
    """The window, with the focus in its view. `bridge`: another than one that only remembers."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "light")
    used: Any = bridge or Bridge()
    window = MainWindow(reader, used, settings, now=lambda: now, **values)
    window.resize(*size)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    window.view.setFocus()
    return window


def title(window: MainWindow) -> str:
    """What the bar says above the days."""
    return f"{window.bar.month.text()} {window.bar.year.text()} {window.bar.week.text()}".strip()
