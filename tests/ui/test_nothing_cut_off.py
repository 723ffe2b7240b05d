"""Every dialog and card at 100 %: no form wider than what shows it, no words without the room that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.cut_off import OPENED, cut_off
from fakes.scenes import played
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui import language
from dainvo.ui.editor.editor import Editor
from dainvo.ui.sheet import Sheet


@pytest.fixture
def shown(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[QWidget]:
    """The topmost dialog or card of a scene."""
    with played(qapp, request.param, tmp_path) as (_stage, top):
        yield top


@pytest.mark.parametrize("shown", OPENED, indirect=True)
def test_nothing_is_cut_off(shown: QWidget) -> None:
    assert cut_off(shown) == []


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    language.use(qapp, "de")
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize("shown", OPENED, indirect=True)
def test_nothing_is_cut_off_in_german(german: None, shown: QWidget) -> None:
    """L08: longer words find their room."""
    assert cut_off(shown) == []


@pytest.mark.parametrize("shown", ["editor", "editor-errors"], indirect=True)
def test_the_editor_shows_its_whole_form(shown: QWidget) -> None:
    """It grows with the sentences under wrong fields instead of scrolling, while the screen has room."""
    assert isinstance(shown, Editor)
    area = shown.findChild(QScrollArea)
    assert area is not None
    assert shown.form.width() == area.viewport().width()
    assert shown.form.height() == area.viewport().height()


def test_a_dialog_opens_in_the_middle_of_its_window(qtbot: QtBot) -> None:
    """Also one that is higher than Qt knew when it placed it; later it grows where it stands."""
    host = QWidget()
    qtbot.addWidget(host)
    host.setGeometry(60, 40, 640, 620)
    host.show()
    sheet = Sheet(host, "Sheet", width=400)
    words = QLabel("word " * 150)
    words.setWordWrap(True)
    sheet.body.addWidget(words)
    sheet.open()
    off = sheet.geometry().center() - host.geometry().center()
    assert off.manhattanLength() <= 8, "but for the frame that the display draws"
    top = sheet.pos().y()
    QApplication.processEvents()
    words.setText("word " * 200)
    before = sheet.height()
    sheet.fit()
    qtbot.waitUntil(lambda: sheet.height() > before)
    assert sheet.pos().y() == top


def test_the_check_sees_what_is_cut_off(qapp: QApplication) -> None:
    host = QWidget()
    label = QLabel("Every 2 weeks on Thursday", host)
    label.setFixedWidth(40)
    host.show()
    assert cut_off(host) == ["label “Every 2 weeks on Thursday”"]
    host.close()
