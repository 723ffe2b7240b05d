"""Widgets in reference cycles die on the UI thread, never on the engine's."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui.collector import Collector


class _Cycle:
    def __init__(self, deaths: list[str]) -> None:
        self.widget = QWidget()
        self.myself = self
        weakref.finalize(self, lambda: deaths.append(threading.current_thread().name))


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    gc.collect()
    found = Collector()
    yield found
    found.close()


def _allocate() -> None:
    """Enough new objects in cycles for Python to collect, several times over."""
    for _ in range(20_000):
        ring: list[object] = []
        ring.append(ring)


def test_another_thread_collects_nothing(collector: Collector, qtbot: QtBot) -> None:
    deaths: list[str] = []
    _Cycle(deaths)
    engine = threading.Thread(target=_allocate, name="engine")
    engine.start()
    engine.join()
    assert deaths == []
    qtbot.waitUntil(lambda: bool(deaths))
    assert deaths == [threading.main_thread().name]


def test_without_it_python_collects_anywhere(qapp: object) -> None:
    """The reason for this module: shown with an object that is no widget, since a widget would end the tests."""

    class Plain:
        def __init__(self) -> None:
            self.myself = self

    gc.collect()
    gc.enable()  # as Python does by itself
    deaths: list[str] = []
    weakref.finalize(Plain(), lambda: deaths.append(threading.current_thread().name))
    engine = threading.Thread(target=_allocate, name="engine")
    engine.start()
    engine.join()
    assert deaths == ["engine"]


def test_what_was_loaded_before_is_not_looked_through(qapp: object, qtbot: QtBot) -> None:
    """G13: it takes longer than a frame."""
    deaths: list[str] = []
    _Cycle(deaths)
    before = Collector()
    after: list[str] = []
    _Cycle(after)
    _allocate()
    qtbot.waitUntil(lambda: bool(after))
    assert deaths == []
    before.close()
    gc.collect()
    assert len(deaths) == 1


def test_nothing_is_collected_while_the_window_shows_changes(qapp: object, qtbot: QtBot) -> None:
    """G13: it would come on top of that."""
    asked: list[bool] = []

    def busy() -> bool:
        asked.append(True)
        return len(asked) < 3

    collector = Collector(busy=busy)
    deaths: list[str] = []
    _Cycle(deaths)
    _allocate()
    collector.collect()
    collector.collect()
    assert deaths == []
    collector.collect()
    assert len(deaths) == 1
    collector.close()


def test_closing_gives_collecting_back(qapp: object) -> None:
    Collector().close()
    assert gc.isenabled()
