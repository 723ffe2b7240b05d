"""What waits for the first paint: all of it comes after every part of the window has been painted, and comes once."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui.first_look import FirstLook


class Part(QWidget):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told
        self.setMinimumSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._told.append("painted")


def test_after_the_last_part_was_painted_and_once(qtbot: QtBot) -> None:
    told: list[str] = []
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(Part(told))
    column.addWidget(Part(told))
    look = FirstLook(window)
    look.over.connect(lambda: told.append("over"))
    with qtbot.waitSignal(look.over, timeout=60_000):
        window.show()
        QTimer.singleShot(0, lambda: told.append("timer"))
    window.repaint()
    QApplication.processEvents()
    assert told[:4] == ["timer", "painted", "painted", "over"]
    assert told.count("over") == 1


def test_a_window_that_nobody_sees_does_not_wait_for_ever(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    look = FirstLook(window)
    with qtbot.waitSignal(look.over, timeout=60_000):
        window.showMinimized()
