"""Words beside each other, wrapped into lines."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui.controls import row
from dainvo.ui.flow import wrapping


def _words(count: int) -> list[QWidget]:
    return [QLabel("permission") for _ in range(count)]


def test_lines_that_fit_leave_nothing_to_scroll(qtbot: QtBot) -> None:
    """I16: a page asks for the height of its width, not for that of a narrow one."""
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    page = QWidget()
    lines = QVBoxLayout(page)
    for _ in range(6):
        lines.addWidget(wrapping(*_words(6), spacing=8))
    area.setWidget(page)
    area.resize(700, 300)
    area.show()
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() == 0
    area.resize(200, 300)
    QApplication.processEvents()
    assert area.verticalScrollBar().maximum() > 0


def test_words_stand_in_the_middle_of_a_higher_line(qtbot: QtBot) -> None:
    """E06: an ID beside its small buttons."""
    host, tall = QWidget(), QPushButton("Copy")
    qtbot.addWidget(host)
    tall.setFixedHeight(60)
    words = _words(2)
    held = wrapping(*words, spacing=8)
    host.setLayout(row(held, tall))
    host.resize(400, 60)
    host.show()
    QApplication.processEvents()
    for word in words:
        middle = word.mapTo(host, word.rect().center()).y()
        assert abs(middle - tall.geometry().center().y()) <= 1
