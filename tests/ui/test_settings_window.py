"""Settings: every change counts at once, the search finds pages, bad values are not taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fakes import window as given
from fakes.window import ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.diagnostics import DiagnosticsSheet
from dainvo.ui.help_window import HelpWindow
from dainvo.ui.settings.settings_window import SettingsWindow


@dataclass
class World:
    window: SettingsWindow
    given: list[Settings] = field(default_factory=list)


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot) -> Iterator[World]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 800)
    host.show()
    bridge = RecordingBridge()
    taken: list[Settings] = []
    reader = ListReader([given.calendar_account(), given.zoom_account()])
    window = SettingsWindow(host, bridge, reader, Settings(), taken.append)  # type: ignore[arg-type]  # enough of a reader
    qtbot.addWidget(window)
    window.open()
    yield World(window, taken)
    bridge.close()


def choose(box: QComboBox, value: object) -> None:
    index = box.findData(value)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_changes_count_at_once(world: World) -> None:
    general = world.window.general
    choose(general.scheme, "dark")
    choose(general.first_weekday, 7)
    choose(general.minutes, 45)
    choose(general.sync, 60)
    choose(general.work_start, 9)
    assert world.given[0] == Settings(scheme="dark")
    assert world.given[-1] == Settings(
        scheme="dark", first_weekday=7, event_minutes=45, sync_interval_min=60, work_start_hour=9
    )
    choose(general.scheme, "dark")
    assert len(world.given) == 5, "what does not change is not given again"


def test_working_hours_never_cross(world: World) -> None:
    general = world.window.general
    choose(general.work_end, 10)
    assert general.work_start.findData(10) < 0
    assert general.work_end.findData(8) < 0


def test_zoom_client_and_port(world: World) -> None:
    world.window.show_page("advanced")
    advanced = world.window.advanced
    QTest.keyClicks(advanced.client_id, " client-7 ")
    QTest.keyClick(advanced.client_id, Qt.Key.Key_Return)
    assert world.given[-1].zoom_client_id == "client-7"
    for text, port in (("80", None), ("70000", None), ("http", None), ("8400", 8400), ("", 0)):
        advanced.port.setText(text)
        advanced.port.editingFinished.emit()
        assert advanced.port_error.isVisibleTo(advanced) is (port is None)
        if port is not None:
            assert world.given[-1].zoom_redirect_port == port


def test_search_leaves_what_fits(world: World) -> None:
    """I16"""
    QTest.keyClicks(world.window.search, "zoom")
    shown = [
        world.window.list.item(place).text()
        for place in range(world.window.list.count())
        if not world.window.list.item(place).isHidden()
    ]
    assert shown == ["Connected accounts", "Advanced"]
    assert world.window.list.currentItem().text() == "Connected accounts"
    world.window.search.clear()
    assert not any(world.window.list.item(place).isHidden() for place in range(world.window.list.count()))


def test_pages_by_name(world: World) -> None:
    for name, title in (("accounts", "Connected accounts"), ("about", "About"), ("unknown", "General")):
        world.window.show_page(name)
        assert world.window.list.currentItem().text() == title


def test_about_leads_to_help_and_diagnostics(world: World) -> None:
    """I17 Y14"""
    for face, kind in (("Help", HelpWindow), ("Copy diagnostics…", DiagnosticsSheet)):
        next(one for one in world.window.about.findChildren(QPushButton) if one.text() == face).click()
        (opened,) = world.window.findChildren(kind)
        assert opened.isVisible()
        opened.close()


def test_it_opens_again_after_closing(world: World) -> None:
    """X09"""
    QTest.keyClick(world.window, Qt.Key.Key_Escape)
    assert not world.window.isVisible()
    world.window.open()
    assert world.window.isVisible()
