"""The main window with larger text: what holds words grows with them, nothing is cut off or lies over another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from fakes.large_text import larger
from fakes.scenes import played
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from benchmarks.screens.stage import Stage
from dainvo.ui import density
from dainvo.ui.status_strip import StatusStrip
from dainvo.ui.views import agenda_paint, chip, hour_paint, lettering, year_page
from dainvo.ui.views.chip import Chip, Text
from dainvo.ui.views.day_list import WIDTH_PX, DayList
from dainvo.ui.views.look import can_join
from dainvo.ui.views.year_page import YearPage

SCALES = pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])


@pytest.fixture
def opened(request: pytest.FixtureRequest, qapp: QApplication, tmp_path: Path, scale: float) -> Iterator[Stage]:
    """With a parameter: the scene."""
    with larger(qapp, scale), played(qapp, request.param, tmp_path) as (stage, _top):
        yield stage


def shown(stage: Stage) -> Any:
    """The view."""
    return stage.window.stack.currentWidget()


def of(*scenes: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("opened", scenes, indirect=True)


def letters(text: Text) -> QRectF:
    """Where the letters of a text are; a pixel less above and below, which its baseline is rounded by."""
    measure = lettering.metrics(text.style)
    wide = min(text.room or 100_000, lettering.width(text.style, text.text))
    high = measure.ascent() + measure.descent() - 2
    return QRectF(text.x, text.baseline - measure.ascent() + 1, wide, high)


def muddled(texts: list[Text]) -> list[tuple[str, str]]:
    """Texts that lie over one another."""
    pairs = combinations([(letters(text), text.text) for text in texts if text.text], 2)
    return [(one, other) for (there, one), (where, other) in pairs if there.intersects(where)]


def wrong(chips: list[Chip]) -> list[object]:
    """Words of a chip that lie over one another, or outside it."""
    found: list[object] = []
    for one in chips:
        found += muddled(one.texts)
        inside = one.rect.adjusted(0, -1, 1, 1)
        found += [text.text for text in one.texts if not inside.contains(letters(text))]
        found += [name for at, name, _role in one.marks if not inside.contains(at)]
    return found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """The texts that are drawn one by one from now on."""
    found: list[Text] = []
    draw = lettering.draw

    def noted(painter: QPainter, x: float, base: float, text: str, style: str, struck: bool = False) -> None:
        found.append(Text(x, base, text, style, ""))
        draw(painter, x, base, text, style, struck)

    monkeypatch.setattr(lettering, "draw", noted)
    return found


@SCALES
@of("week", "workweek-narrow", "week-zones", "day")
def test_chips_of_the_hours(opened: Stage, scale: float) -> None:
    """X08: the lines of an event lie below one another, in it."""
    view = shown(opened)
    chips = [*view.head.chips, *view.grid.chips]
    assert len(chips) > 5
    assert wrong(chips) == []


@SCALES
@of("month", "month-narrow")
def test_chips_of_the_month(opened: Stage, scale: float) -> None:
    """X08: lines and bars are as high as their words and lie below one another."""
    page = shown(opened).page
    assert len(page.chips) > 5
    assert wrong(page.chips) == []
    places = combinations([one.rect for one in (*page.chips, *page.more)], 2)
    assert not any(one.intersects(other) for one, other in places)


@SCALES
@of("week", "week-zones", "day")
def test_headings_and_hours(opened: Stage, drawn: list[Text], scale: float) -> None:
    """X08: weekday, number and hours are whole, the disc of today holds its number."""
    view = shown(opened)
    view.head.grab()
    assert muddled(drawn) == []
    assert all(QRectF(view.head.rect()).contains(letters(text)) for text in drawn)
    today = next(text for text in drawn if text.style == "day_number_today")
    assert letters(today).width() < density.grown(32)
    drawn.clear()
    picture = QPixmap(8, 8)
    with QPainter(picture) as painter:
        hour_paint.labels(painter, view.page, view.grid.columns(), view.grid.axis, None)
    assert len(drawn) > 20
    assert muddled(drawn) == []
    assert all(text.x >= 0 and letters(text).right() <= view.grid.columns().time_px for text in drawn)


@SCALES
@of("agenda", "agenda-narrow")
def test_rows_of_the_agenda(opened: Stage, drawn: list[Text], scale: float) -> None:
    """X08: rows are as high as their words, which end before the next ones and before Join."""
    view = shown(opened)
    view.grab()
    assert len(drawn) > 8
    assert muddled(drawn) == []
    now = opened.now()
    buttons = [agenda_paint._join(view._place(row)) for row in view.rows if row.event and can_join(row.event, now)]
    words = [text for text in drawn if text.style.startswith("body")]
    assert buttons
    assert not any(letters(text).intersects(button) for text in words for button in buttons)


@SCALES
@of("week", "week-narrow", "month", "day", "agenda")
def test_bar(opened: Stage, scale: float) -> None:
    """X08: no button or word of the bar is cut off."""
    bar = opened.window.bar
    parts: list[QAbstractButton | QLabel] = [*bar.findChildren(QAbstractButton), *bar.findChildren(QLabel)]
    seen = [one for one in parts if one.isVisible()]
    assert len(seen) > 5
    for one in seen:
        assert bar.rect().contains(QRect(one.mapTo(bar, QPoint()), one.size())), one.accessibleName()
        if one.text() and one is not bar.month:  # which is cut with an ellipsis
            assert one.height() >= one.fontMetrics().height(), one.text()
            assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()), one.text()
    assert bar.month.height() >= bar.month.fontMetrics().height()


@SCALES
@of("several")
@pytest.mark.parametrize("wide", [1180, 560])
def test_bar_of_chosen_events(opened: Stage, scale: float, wide: int) -> None:
    """X08, K19: all that can be done with them is in reach, on as many lines as it takes."""
    opened.window.resize(wide, 760)
    opened.settle()
    assert opened.window.chosen is not None
    bar = opened.window.chosen.bar
    room = QRect(bar.mapFrom(opened.window.stack, QPoint()), opened.window.stack.size())
    for one in (bar.count, bar.goal, bar.colour, bar.copy, bar.cut, bar.delete, bar.clear):
        place = QRect(one.mapTo(bar, QPoint()), one.size())
        assert bar.rect().contains(place) and room.contains(place), one.text()
        assert one.width() >= one.fontMetrics().horizontalAdvance(one.text()), one.text()


@SCALES
@of("offline")
def test_strip(opened: Stage, scale: float) -> None:
    """X08: what the strip at the bottom says is not cut off."""
    (strip,) = opened.window.findChildren(StatusStrip)
    said = [one for one in strip.findChildren(QLabel) if one.text()]
    assert len(said) > 1
    assert all(one.height() >= one.fontMetrics().height() for one in said)
    assert all(one.width() >= one.fontMetrics().horizontalAdvance(one.text()) for one in said)
    button, words = strip.button.fontMetrics().height(), said[0].fontMetrics().height()
    assert 0.8 * words < button <= strip.button.height()


@SCALES
@of("day-list")
def test_list_of_a_day(opened: Stage, scale: float) -> None:
    """X08: the card behind "+N more" is as much larger as the words are."""
    (card,) = opened.window.findChildren(DayList)
    assert card.width() <= 1.2 * WIDTH_PX * scale


@SCALES
@pytest.mark.parametrize("wide", [500, 844, 1208])
def test_days_of_the_year(qapp: QApplication, drawn: list[Text], scale: float, wide: int) -> None:
    """X08: the days of the months lie beside one another."""
    with larger(qapp, scale):
        page = YearPage(2027, wide, 800, 1)
        picture = QPixmap(8, 8)
        with QPainter(picture) as painter:
            year_page.paint(painter, page, {}, date(2027, 3, 10))
        assert len(drawn) > 365
        assert muddled(drawn) == []


def test_usual_size() -> None:
    """X08: at the usual size nothing is larger than it is drawn in the mock-ups."""
    assert density.current() == density.of("cosy")
    assert chip.sizes() == chip.Sizes()
