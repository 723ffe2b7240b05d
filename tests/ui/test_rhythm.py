"""Lines below one another: words beside words, and the same step from each to the next (ux.md §2, §7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from benchmarks.screens.scenes import SCENES
from benchmarks.screens.stage import Stage
from dainvo.ui.controls import Glyph


@pytest.fixture
def stage(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """With a parameter: the scene."""
    scene = SCENES[request.param]
    scene.profile(tmp_path)
    made = Stage(qapp, tmp_path, "light", moment=scene.moment)
    try:
        scene.play(made)
        made.settle()
        yield made
    finally:
        made.close()


def of(*scenes: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("stage", scenes, indirect=True)


def middle(widget: QWidget, within: QWidget) -> float:
    return widget.mapTo(within, QPoint()).y() + widget.height() / 2


def label(within: QWidget, text: str) -> QLabel:
    return next(one for one in within.findChildren(QLabel) if one.isVisible() and one.text().startswith(text))


@of("popover-filled")
def test_the_facts_of_a_card_stand_at_one_step(stage: Stage) -> None:
    """With a button at their end or without."""
    card = stage.window.cards.card
    assert card is not None
    icons = sorted(middle(one, card) for one in card.findChildren(Glyph) if one.mapTo(card, QPoint()).x() == 44)
    words = [middle(label(card, text), card) for text in ("Hall 4", "5 people", "10 min before")]
    assert icons[:3] == words
    assert [b - a for a, b in pairwise(icons)] == [28, 28, 28, 28 + 16], "the notes have two lines"


@of("default-reminders", "settings-privacy", "settings-background", "register-app", "meeting-details")
def test_a_label_stands_beside_the_first_line_of_its_field(stage: Stage) -> None:
    """Beside check boxes and words of several lines as beside fields."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    beside = {
        "With a time": "10 min before",
        "Whole days": "18:00 the day before",
        "Lock": "Ask for a passphrase",
        "Links": "Links of known",
        "At login": "Start hidden",
        "Address": "http://127",
        "In Zoom": "Wed 10 March",
        "ID": "823",
    }
    shown = {one.text(): one for one in dialog.findChildren(QLabel) if one.isVisible()}
    for name in beside.keys() & shown.keys():
        parts: list[QLabel | QAbstractButton] = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
        field = next(one for one in parts if one.isVisible() and one.text().startswith(beside[name]))
        assert abs(first_line(shown[name], dialog) - first_line(field, dialog)) <= 1, name


def first_line(shown: QWidget, within: QWidget) -> float:
    """The middle of the first line of its words."""
    if isinstance(shown, QLabel) and shown.wordWrap():
        return shown.mapTo(within, QPoint(0, shown.contentsRect().top())).y() + shown.fontMetrics().height() / 2
    return middle(shown, within)
