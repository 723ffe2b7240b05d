"""A scene of the pictures, played on the real window for a test to look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.screens.scenes import SCENES
from benchmarks.screens.stage import Stage
from dainvo.ui.card import Card


@contextmanager
def played(application: QApplication, name: str, folder: Path) -> Iterator[tuple[Stage, QWidget]]:
    """The scene at rest on a profile in `folder`, and what is topmost in it: a sheet alone, a dialog, a card, or the
    window."""
    scene = SCENES[name]
    scene.profile(folder)
    stage = Stage(application, folder, "light", moment=scene.moment)
    try:
        alone = scene.play(stage)
        stage.settle()
        card = next((one for one in stage.window.findChildren(Card) if one.isVisible()), None)
        yield stage, alone or QApplication.activeModalWidget() or card or stage.window
    finally:
        stage.close()
