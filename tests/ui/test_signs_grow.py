"""X08: with twice the text size signs, squares, arrows and tiles are twice as large, and words stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.cut_off import cut_off
from fakes.large_text import larger
from fakes.scenes import played
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QRadioButton, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from benchmarks.screens.stage import Stage
from dainvo.ui import theme
from dainvo.ui.accounts.cards import Badge
from dainvo.ui.accounts.colour_row import ColourRow
from dainvo.ui.accounts.first_run import FirstRun
from dainvo.ui.accounts.provider_tiles import ProviderTiles
from dainvo.ui.controls import ElidedBox, Square, with_icon
from dainvo.ui.switch import Switch

TWICE = 2.0


@pytest.fixture
def twice(qapp: QApplication) -> Iterator[None]:
    with larger(qapp, TWICE):
        yield


@pytest.fixture
def stage(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, twice: None) -> Iterator[Stage]:
    """With a parameter: the scene."""
    with played(qapp, request.param, tmp_path) as (made, _top):
        yield made


def of(scene: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("stage", [scene], indirect=True)


def test_words_begin_behind_the_icon_of_their_field(twice: None, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    glyph = with_icon(field, "search")
    field.show()
    assert field.textMargins().left() >= 32
    assert field.cursorRect().left() >= glyph.geometry().right(), "where the first letter stands"


def test_small_signs_are_twice_as_large(twice: None, qtbot: QtBot) -> None:
    switch, box, tiles, row = Switch("Online meeting"), ElidedBox(), ProviderTiles(), ColourRow("#2F6FDE")
    for one in (switch, box, tiles, row):
        qtbot.addWidget(one)
    assert Square("#2F6FDE").size() == QSize(20, 20)
    assert Badge("cloud").size() == QSize(64, 64)
    assert switch.height() == 2 * 18 + 2 * Switch.MARGIN
    assert box.iconSize() == QSize(32, 32)
    assert row.swatches[0].width() == 2 * 22 + 6
    tile = tiles.tiles[0]
    words = sum(theme.font(style).pixelSize() for style in ("body_strong", "caption"))
    assert tile.sizeHint().height() > 1.5 * words, "two lines and the room around them"


def test_the_arrow_of_a_menu_grows(twice: None, qtbot: QtBot) -> None:
    box = ElidedBox()
    qtbot.addWidget(box)
    box.addItem("Same as the system")
    box.resize(400, 56)
    box.show()
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    arrow = QStyle.SubControl.SC_ComboBoxArrow
    assert box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, arrow, box).width() >= 2 * 24


@of("first-run")
def test_nothing_of_the_first_page_is_cut_off(stage: Stage) -> None:
    page = stage.window.findChild(FirstRun)
    assert page is not None
    assert cut_off(page) == []


@of("conflict")
def test_the_buttons_of_a_conflict_are_whole(stage: Stage) -> None:
    """And the words begin beside them."""
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    for radio in sheet.findChildren(QRadioButton):
        assert radio.width() >= 32
        cell = radio.parentWidget()
        assert cell is not None
        words = next(one for one in cell.findChildren(QLabel))
        assert words.x() >= radio.geometry().right()


@of("settings")
def test_the_list_of_settings_has_signs_as_large_as_its_words(stage: Stage) -> None:
    window = QApplication.activeModalWidget()
    assert window is not None
    pages = next(one for one in window.findChildren(QListWidget))
    assert pages.iconSize() == QSize(32, 32)
    assert pages.item(0).icon().availableSizes()[0].width() >= 32
