"""The ring around buttons: for the keyboard, outside the button, and around both halves of Join."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui import focus_ring
from dainvo.ui.controls import button
from dainvo.ui.focus_ring import HALF, _Ring


class Box(QWidget):
    """Two buttons, the second in two halves."""

    def __init__(self) -> None:
        super().__init__()
        self.first = button("First", "primary")
        self.split = QWidget()
        halves = QHBoxLayout(self.split)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        self.face, self.more = button("Face", "primary"), button("…", "primary")
        for half in (self.face, self.more):
            half.setProperty(HALF, True)
            halves.addWidget(half)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.addWidget(self.first)
        outer.addWidget(self.split)

    def ring(self) -> QWidget | None:
        return next((one for one in self.findChildren(_Ring) if one.isVisible()), None)


@pytest.fixture
def box(qtbot: QtBot) -> Box:
    focus_ring.follow()
    made = Box()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is made.windowHandle())
    return made


def tab(box: Box) -> None:
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_Tab)


def place(box: Box, part: QWidget) -> QRect:
    return QRect(part.mapTo(box, QPoint(0, 0)), part.size())


def test_keys_bring_the_ring_and_it_goes_along(box: Box) -> None:
    """X03"""
    box.more.setFocus()
    tab(box)
    assert QApplication.focusWidget() is box.first
    ring = box.ring()
    assert ring is not None
    assert place(box, ring) == place(box, box.first).adjusted(-3, -3, 3, 3)
    box.resize(box.width() + 60, box.height() + 20)
    QApplication.processEvents()
    assert place(box, ring) == place(box, box.first).adjusted(-3, -3, 3, 3)


@pytest.mark.parametrize("words", ["All day", ""])
def test_a_box_to_tick_has_it_around_what_is_seen_of_it(words: str, box: Box) -> None:
    """X03: not around the room it has, and its words keep their colour."""
    tick = QCheckBox(words)
    outer = box.layout()
    assert outer is not None
    outer.addWidget(tick)
    box.resize(600, 120)
    QApplication.processEvents()
    box.more.setFocus()
    tab(box)
    assert QApplication.focusWidget() is tick
    ring = box.ring()
    assert ring is not None
    around, room = place(box, ring), place(box, tick)
    assert around.left() == room.left() - 3 and abs(around.center().y() - room.center().y()) <= 1
    hint = tick.sizeHint()
    assert (around.width(), around.height()) == ((hint.width() if words else hint.height()) + 6, hint.height() + 6)


def test_both_halves_have_one_ring(box: Box) -> None:
    box.first.setFocus()
    for half in (box.face, box.more):
        tab(box)
        assert QApplication.focusWidget() is half
        ring = box.ring()
        assert ring is not None
        assert place(box, ring) == place(box, box.split).adjusted(-3, -3, 3, 3)


def test_the_mouse_brings_none(box: Box) -> None:
    box.more.setFocus()
    tab(box)
    QTest.mouseClick(box.windowHandle(), Qt.MouseButton.LeftButton, pos=place(box, box.face).center())
    assert QApplication.focusWidget() is box.face
    assert box.ring() is None
    box.first.setFocus()
    assert box.ring() is None, "nor what the program does after it"


def test_a_button_that_is_deleted_takes_its_ring_along(box: Box) -> None:
    box.more.setFocus()
    tab(box)
    box.first.deleteLater()
    box.split.deleteLater()
    QApplication.processEvents()
    other = QPushButton("Other", box)
    other.show()
    other.setFocus()
    assert box.ring() is not None


def test_a_window_that_goes_while_the_focus_moves_is_no_fault(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of suggestions that closes: its window is deleted before the focus has left it."""

    def gone(_filter: object) -> None:
        raise RuntimeError("Internal C++ object already deleted.")

    monkeypatch.setattr(box.windowHandle(), "installEventFilter", gone)
    box.first.setFocus()
    tab(box)
    assert QApplication.focusWidget() is not None
