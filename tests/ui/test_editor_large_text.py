"""The editor with text of twice the size: it grows and scrolls, nothing is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.large_text import larger
from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from benchmarks.screens.scenes import SCENES
from benchmarks.screens.stage import Stage
from dainvo.ui.editor.editor import Editor


def words_wide(widget: QLabel | QPushButton) -> int:
    return max(widget.fontMetrics().horizontalAdvance(line) for line in widget.text().split("\n"))


def cut_off(top: QWidget) -> list[str]:
    """Labels and buttons narrower than their words; fields lower than a line of text."""
    labels = [one for one in top.findChildren(QLabel) if one.isVisible() and not one.wordWrap()]
    buttons = [one for one in top.findChildren(QPushButton) if one.isVisible()]
    lines: list[QWidget] = [*top.findChildren(QLineEdit), *top.findChildren(QComboBox)]
    worded: list[QLabel | QPushButton] = [*labels, *buttons]
    narrow = [f"“{one.text()}”" for one in worded if one.text() and one.width() < words_wide(one)]
    low = [one.accessibleName() for one in lines if one.isVisible() and one.height() < one.fontMetrics().height()]
    return narrow + low


@pytest.mark.parametrize("name", ["editor-weekly", "editor-yearly", "editor-more", "editor-zones", "editor-exceptions"])
def test_twice_the_size(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """X08: at 200 % text."""
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 1920, 1200))
    scene = SCENES[name]
    with larger(qapp, 2.0):
        scene.profile(tmp_path)
        stage = Stage(qapp, tmp_path, "light", moment=scene.moment)
        try:
            scene.play(stage)
            stage.settle()
            editor = stage.dialog(Editor)
            assert editor.width() > 700
            assert cut_off(editor) == []
        finally:
            stage.close()
