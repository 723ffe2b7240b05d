"""The editor and the accounts with text of twice the size: they grow and scroll, nothing is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes.large_text import larger
from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from benchmarks.screens.scenes import SCENES
from benchmarks.screens.stage import Stage
from dainvo.ui.chips import Chip, Pill
from dainvo.ui.editor.editor import Editor
from dainvo.ui.settings.settings_window import SettingsWindow


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
    tokens: list[QWidget] = [*buttons, *top.findChildren(Chip), *top.findChildren(Pill)]
    return narrow + low + [f"“{one.accessibleName()}”, low" for one in tokens if one.isVisible() and _lower(one)]


def _lower(widget: QWidget) -> bool:
    """Than its words, or sticking out of what holds it."""
    held = widget.parentWidget()
    inside = held is None or (widget.y() >= 0 and widget.geometry().bottom() < held.height())
    return widget.height() < widget.fontMetrics().height() or not inside


NAMES = ["editor", "editor-weekly", "editor-yearly", "editor-more", "editor-zones", "editor-exceptions", "accounts"]


@pytest.mark.parametrize("name", NAMES)
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
            shown = stage.dialog(SettingsWindow if name == "accounts" else Editor)
            assert shown.width() > 700
            assert cut_off(shown) == []
        finally:
            stage.close()
