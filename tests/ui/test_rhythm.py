"""Lines below one another: words beside words, and the same step from each to the next (ux.md §2, §7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fakes.scenes import played
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from benchmarks.screens.stage import Stage
from dainvo.ui import live_text
from dainvo.ui.controls import Glyph, plain
from dainvo.ui.editor.fields import TitleField
from dainvo.ui.search import SearchPage
from dainvo.ui.settings.settings_window import SettingsWindow
from dainvo.ui.views import lettering


@pytest.fixture
def stage(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """With a parameter: the scene."""
    with played(qapp, request.param, tmp_path) as (made, _top):
        yield made


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


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Your browser opens. Your password is never typed into Dainvo.", "never typed into\u00a0Dainvo."),
        ("One line of it\nand then there is another one", "there is another\u00a0one"),
        ("Two words", "Two words"),
        ("Nothing before the long Donaudampfschifffahrtsgesellschaft", "long Donaudampfschifffahrtsgesellschaft"),
    ],
)
def test_no_short_word_is_left_alone_on_the_last_line(qapp: QApplication, said: str, shown: str) -> None:
    """And whoever asks gets the words as they were given."""
    made = plain(said, wrap=True)
    assert made.text() == said
    assert QLabel.text(made).endswith(shown)
    live = plain(wrap=True)
    live_text.show(live, said)
    assert QLabel.text(live).endswith(shown)


@of("settings-search")
def test_a_cross_empties_the_search_of_settings(stage: Stage) -> None:
    """It stands in the middle of the field, where no word reaches, and goes with the words."""
    window = QApplication.activeModalWidget()
    assert isinstance(window, SettingsWindow)
    field = window.search
    (cross,) = (one for one in field.findChildren(QToolButton) if one.isVisible())
    assert cross.accessibleName() == "Clear the search"
    assert cross.geometry().center().y() == pytest.approx(field.rect().center().y(), abs=1)
    assert field.width() - field.textMargins().right() <= cross.x() + 4
    assert min(cross.width(), cross.height()) >= 24
    cross.click()
    assert field.text() == ""
    assert not cross.isVisible()
    assert window.list.count() == sum(not window.list.item(place).isHidden() for place in range(window.list.count()))


@of("accounts")
def test_the_facts_of_a_zoom_account_stand_at_one_step(stage: Stage) -> None:
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    names = ("Used by", "May read", "May change", "At Zoom")
    steps = [middle(label(dialog, name), dialog) for name in names]
    assert {b - a for a, b in pairwise(steps)} == {24}


@of("search")
def test_the_line_of_the_search_ends_where_its_results_do(stage: Stage) -> None:
    """Whether they need a scroll bar or not."""
    page = stage.window.stack.currentWidget()
    assert isinstance(page, SearchPage)
    for typed in ("re", "e"):
        page.field.setText(typed)
        stage.settle()
        assert page.close_button.geometry().right() + 1 == page.width() - page.list.margins()[1]


@of("drag-lane")
def test_the_ghost_in_the_lane_has_the_letters_of_its_neighbours(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[str, str]] = []
    real = lettering.line

    def noted(painter: QPainter, x: float, y: float, high: float, text: str, style: str) -> None:
        drawn.append((text, style))
        real(painter, x, y, high, text, style)

    monkeypatch.setattr(lettering, "line", noted)
    stage.window.week.head.repaint()
    assert ("Design review", "event_title") in drawn
    assert ("Design review", "event_detail") not in drawn


@of("drag-month")
def test_the_picture_of_a_drag_shows_one(stage: Stage) -> None:
    assert stage.window.month.dragging().moves


@of("settings-meetings")
def test_lists_of_settings_stand_in_the_columns_of_their_page(stage: Stage) -> None:
    window = QApplication.activeModalWidget()
    assert isinstance(window, SettingsWindow)
    page = window.meetings
    lefts = {one.mapTo(page, QPoint()).x() for one in (page.defaults[0], *page.hosts.values())}
    assert len(lefts) == 1


@of("week-folded", "week")
def test_hours_that_are_all_seen_have_nothing_to_scroll_by(stage: Stage) -> None:
    """V15: the gutter stays, the thumb goes."""
    grid = stage.window.week.grid
    bar = grid.verticalScrollBar()
    assert bar.isVisible()
    assert bar.isEnabled() == (bar.maximum() > 0)
    beside = bar.grab().toImage()
    colours = {beside.pixel(beside.width() // 2, y) for y in range(10, beside.height() - 10)}
    assert (len(colours) > 1) == bar.isEnabled(), "the thumb"


def test_what_stands_for_a_missing_title_is_lighter_than_a_title(qtbot: QtBot) -> None:
    field = TitleField("Title")
    qtbot.addWidget(field)
    field.show()
    assert field.font().weight() == QFont.Weight.Normal
    field.setText("Design review")
    assert field.font().weight() == QFont.Weight.DemiBold
    field.clear()
    assert field.font().weight() == QFont.Weight.Normal
