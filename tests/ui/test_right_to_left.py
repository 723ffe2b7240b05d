"""L09: views from right to left: what is painted, hit, dragged and walked through lies mirrored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import pointer
from fakes.pseudo import spoken
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTranslator
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.ui import dates, keys, language, mirror, theme
from dainvo.ui.editor import phrases
from dainvo.ui.views import lettering
from dainvo.ui.views.agenda import AgendaView
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.year import YearView

DAY = timedelta(days=1)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """The calm week of 8 March 2027, today being Wednesday the 10th."""
    given.calm(tmp_path)
    with spoken(qapp, to_the_left=True, mirrored=True):
        made = Stage(qapp, tmp_path, "light")
        yield made
        made.close()


def week(stage: Stage) -> TimeGrid:
    return stage.open(view="week").week


def month(stage: Stage) -> MonthView:
    return stage.open(view="month").month


def told(signal: Any) -> list[tuple[Any, ...]]:
    got: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: got.append(values))
    return got


def inside(widget: QWidget, place: QRect) -> QPoint:
    """The middle of a place of the screen, in `widget`."""
    return widget.mapFromGlobal(place.center())


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, held)


def test_the_week_begins_at_the_right_and_its_hours_stand_there(stage: Stage) -> None:
    view = week(stage)
    lefts = [view._slot_place(given.MONDAY + n * DAY, 10 * 60).left() for n in range(7)]
    assert lefts == sorted(lefts, reverse=True)
    picture = view.grid.viewport().grab().toImage()
    wide = picture.width()
    assert len(shades(picture, QRect(wide - 50, 0, 44, picture.height()))) > 8, "the labels of the hours"
    assert view.grid.verticalScrollBar().mapTo(view, QPoint()).x() == 0, "the bar is at the far edge"


def shades(picture: QImage, where: QRect) -> set[int]:
    return {
        picture.pixel(x, y)
        for x in range(where.left(), where.right())
        for y in range(max(0, where.top()), min(picture.height(), where.bottom()))
    }


def test_a_chip_has_its_stripe_where_its_words_begin_and_they_stay_readable(stage: Stage) -> None:
    view = week(stage)
    event = stage.event("Focus: concept")
    place = view.place_of(event)
    there = view.grid.viewport().mapFromGlobal(place.topLeft())
    picture = view.grid.viewport().grab().toImage()
    stripe = theme.event_stripe(stage.window.shelf.colour(event.collection)).rgb()
    high = there.y() + place.height() // 2
    assert picture.pixel(there.x() + place.width() - 3, high) == stripe
    assert picture.pixel(there.x() + 3, high) != stripe
    words = picture.copy(QRect(there.x(), there.y() + 3, place.width() - 12, 16))
    usual = QImage(words.size(), words.format())
    usual.fill(picture.pixel(there.x() + 3, high))
    painter = QPainter(usual)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.tokens().text)
    width = lettering.width("event_title", event.summary)
    lettering.line(painter, words.width() - width, 0, 16, event.summary, "event_title")
    painter.end()
    dark = [sum(ink(image, x) for x in range(image.width())) for image in (words, usual)]
    assert dark[0] == pytest.approx(dark[1], rel=0.25)
    columns = [[ink(image, x) for x in range(image.width() - round(width), image.width())] for image in (words, usual)]
    assert apart(*columns) < apart(columns[0], columns[1][::-1]), "not a mirror's writing"


def ink(image: QImage, x: int) -> int:
    return sum(255 - (image.pixel(x, y) >> 8 & 255) for y in range(image.height()))


def apart(one: list[int], other: list[int]) -> int:
    return sum(abs(left - right) for left, right in zip(one, other, strict=True))


def test_a_click_is_of_the_day_and_the_event_that_are_seen_there(stage: Stage) -> None:
    view = week(stage)
    asked, opened = told(view.slot_activated), told(view.event_activated)
    canvas = view.grid.viewport()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() - 60, 30))
    assert asked[-1][0].date() == given.MONDAY
    stage.window.cards.close_card()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(60, 100))
    assert asked[-1][0].date() == given.MONDAY + 6 * DAY
    stage.window.cards.close_card()
    event = stage.event("Focus: concept")
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=inside(canvas, view.place_of(event)))
    assert opened[-1][0].summary == "Focus: concept"
    stage.window.cards.close_card()
    head = view.head
    days = told(view.date_requested)
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(head.width() - 80, 20))
    assert days[-1] == (given.MONDAY,)
    bar = stage.event("Trade fair")
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=inside(head, view.place_of(bar)))
    assert opened[-1][0].summary == "Trade fair"


def test_a_drag_to_the_left_is_to_a_later_day(stage: Stage) -> None:
    view = week(stage)
    moved = told(view.event_moved)
    canvas = view.grid.viewport()
    event = stage.event("Focus: concept")
    start = inside(canvas, view.place_of(event))
    wide = view.grid.columns().left(1) - view.grid.columns().left(0)
    pointer.drag(canvas, [start, start - QPoint(wide, 0)])
    assert isinstance(event.start, datetime)
    assert moved[-1][1] == event.start + DAY
    bar = stage.event("Trade fair")
    head = view.head
    middle = inside(head, view.place_of(bar))
    pointer.drag(head, [middle, middle + QPoint(wide, 0)])
    assert isinstance(bar.start, date)
    assert moved[-1][1] == bar.start - DAY
    up = canvas.mapFrom(view, head.mapTo(view, QPoint(head.width() - 100, head.height() - 12)))
    other = stage.event("Pricing draft")
    pointer.drag(canvas, [inside(canvas, view.place_of(other)), QPoint(canvas.width() // 2, 20), up])
    assert moved[-1][1] == given.MONDAY, "taken up into the lane, over the first day"


def test_the_end_of_a_bar_is_at_its_left(stage: Stage) -> None:
    view = month(stage)
    moved = told(view.event_moved)
    event = stage.event("Trade fair")
    place = view.place_of(event)
    cell = view.on_screen(view.page.cell_of(given.MONDAY)).width()
    end = view.mapFromGlobal(QPoint(place.left() + 3, place.center().y()))
    pointer.drag(view, [end, end - QPoint(cell, 0)])
    assert moved[-1][1:] == (event.start, event.end + DAY)


def test_keys_go_where_they_point(stage: Stage) -> None:
    view = week(stage)
    view.setFocus()
    press(view, Qt.Key.Key_Left)  # the first one shows the cursor
    press(view, Qt.Key.Key_Left)
    assert view.current_slot()[0].date() == stage.moment.date() + DAY
    press(view, Qt.Key.Key_Right)
    assert view.current_slot()[0].date() == stage.moment.date()
    event = stage.event("Focus: concept")
    view.select(event)
    press(view, Qt.Key.Key_Left, ALT)
    assert isinstance(event.start, datetime)
    there = stage.window.shelf.shifted
    assert there is not None and there.start == event.start + DAY
    view.select(None)
    for name, pressed, days in (("next", Qt.Key.Key_Left, 7), ("previous", Qt.Key.Key_Right, -7)):
        before = view.visible_range()[0]
        press(view, pressed, ALT)
        assert view.visible_range()[0] == before + days * DAY
        assert any(key[1] == pressed for key, meant in keys.bindings().items() if meant == name)
    press(view, Qt.Key.Key_M)
    shown = stage.window.month
    shown.setFocus()
    day = shown.current_slot()[0].date()
    press(shown, Qt.Key.Key_Left)
    assert shown.current_slot()[0].date() == day + DAY


def test_a_wheel_to_the_side_brings_the_week_that_lies_there(stage: Stage) -> None:
    view = week(stage)
    before = view.visible_range()[0]
    canvas = view.grid.viewport()
    at = QPointF(canvas.rect().center())
    none = Qt.KeyboardModifier.NoModifier
    turned = QWheelEvent(
        at,
        QPointF(canvas.mapToGlobal(at)),
        QPoint(),
        QPoint(120, 0),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, turned)
    assert view.visible_range()[0] == before + 7 * DAY, "what is to the left comes into view"


def test_the_month_begins_at_the_right(stage: Stage) -> None:
    view = month(stage)
    days = told(view.date_changed)
    lefts = [view.on_screen(view.page.cell_of(given.MONDAY + n * DAY)).left() for n in range(7)]
    assert lefts == sorted(lefts, reverse=True)
    cell = view.on_screen(view.page.cell_of(given.MONDAY))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.mapFromGlobal(cell.bottomRight() - QPoint(20, 6)))
    assert days[-1] == (given.MONDAY,)
    more = view.page.more[0]
    opened = told(view.event_activated)
    pos = view.mapFromGlobal(view.on_screen(more.rect).center())
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=pos)
    (card,) = [one for one in stage.window.findChildren(QWidget) if type(one).__name__ == "DayList"]
    assert card.isVisible() and not opened


def test_the_year_and_the_small_month_begin_at_the_right(stage: Stage) -> None:
    window = stage.open(view="year", wide=1180)
    view = window.view
    assert isinstance(view, YearView)
    january, february = (view.place_of(date(2027, number, 15)) for number in (1, 2))
    assert january.left() > february.left()
    days = told(view.date_requested)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=inside(view.viewport(), january))
    assert days[-1] == (date(2027, 1, 15),)
    window.show_view("week")
    cells = window.panel.mini.cells
    first = cells.start()
    assert cells.day_at(QPointF(cells.width() - 1.5 * 26, 22 + 13)) == first
    assert cells.day_at(QPointF(13, 22 + 13)) == first + 6 * DAY


def test_join_in_the_agenda_is_at_its_left(stage: Stage) -> None:
    stage.moment = given.NOW
    view = stage.open(view="agenda", wide=1440).view
    assert isinstance(view, AgendaView)
    wanted = told(view.join_requested)
    event = stage.event("Design review")
    place = view.place_of(event)
    at = view.viewport().mapFromGlobal(QPoint(place.left() + 30, place.center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [one.summary for (one,) in wanted] == ["Design review"]


def test_a_band_chooses_what_it_is_drawn_over(stage: Stage) -> None:
    view = week(stage)
    canvas = view.grid.viewport()
    event = stage.event("Focus: concept")
    place = view.place_of(event)
    corners = [canvas.mapFromGlobal(place.topLeft()) + QPoint(-2, 2), canvas.mapFromGlobal(place.center())]
    pointer.drag(canvas, corners, keys=ALT)
    chosen = stage.window.chosen
    assert chosen is not None
    assert [one.summary for one in chosen.picks.events()] == ["Focus: concept"]


def test_cards_open_on_the_side_where_reading_goes_on(stage: Stage) -> None:
    view = week(stage)
    event = stage.event("Design review")
    place = view.place_of(event)
    view.select(event)
    view.tell_about()
    assert view.hovering.card is not None
    card = view.hovering.card
    assert card.mapToGlobal(card.rect().topRight()).x() < place.center().x()
    view.end_hover()
    stage.window.cards.show_event(event, place)
    popover = stage.window.cards.card
    assert popover is not None
    assert popover.mapToGlobal(popover.rect().topRight()).x() < place.center().x()


def test_icons_that_point_are_turned_and_others_are_not(stage: Stage) -> None:
    now = {name: theme.pixmap(name).toImage() for name in ("chevron-left", "clock", "video", "repeat")}
    mirror.on = False
    usual = {name: theme.pixmap(name).toImage() for name in now}
    mirror.on = True
    assert now["chevron-left"] == usual["chevron-left"].flipped(Qt.Orientation.Horizontal)
    assert all(now[name] == usual[name] for name in ("clock", "video", "repeat"))


def test_a_length_keeps_its_order_among_letters_from_right_to_left(stage: Stage) -> None:
    """L09: “1 h 15 min” does not read “h 15 min 1”; its own letters give the direction."""
    long = timedelta(hours=1, minutes=15)
    for said in (dates.elapsed(long), phrases.length(long)):
        assert said.startswith("\u2068") and said.endswith("\u2069")
    mirror.on = False
    usual = dates.elapsed(long)
    mirror.on = True
    assert "\u2068" not in usual and usual in dates.elapsed(long)


def test_a_range_of_times_keeps_its_order_among_letters_from_right_to_left(stage: Stage) -> None:
    start = datetime(2027, 3, 10, 10)
    said = dates.time_range(start, start + timedelta(hours=1))
    assert said.startswith("\u2066") and said.endswith("\u2069")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight])
def test_menus_drop_from_the_edge_where_the_button_begins(qapp: QApplication, direction: Qt.LayoutDirection) -> None:
    mirror.use(qapp, direction)
    try:
        host = QWidget()
        host.setGeometry(300, 100, 200, 40)
        host.show()
        menu = QMenu(host)
        menu.addAction("A quite long entry of this menu")
        mirror.drop(menu, host)
        edge = QRect.right if direction == Qt.LayoutDirection.RightToLeft else QRect.left
        assert abs(edge(menu.geometry()) - edge(host.geometry())) <= 1
        menu.close()
        host.close()
    finally:
        mirror.use(qapp, Qt.LayoutDirection.LeftToRight)


def test_the_language_brings_its_direction(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A translation that lies beside the others is a language that can be chosen; its letters say the direction."""
    monkeypatch.setattr(language, "folder", lambda: tmp_path)
    assert language.chosen("ar") == "en"
    compiled(tmp_path)
    assert language.chosen("ar") == "ar"
    try:
        language.use(qapp, "ar")
        assert mirror.on
        assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
        assert QWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
        assert qapp.translate("Bar", "Today") == "اليوم"
        assert language.languages()["ar"] == "العربية"
    finally:
        for translator in qapp.findChildren(QTranslator):
            qapp.removeTranslator(translator)
            translator.deleteLater()
        mirror.use(qapp, Qt.LayoutDirection.LeftToRight)


def compiled(folder: Path) -> None:
    from shipping.translations import Text, compile_to, write

    text = Text("Bar", "Today")
    write(folder / "dainvo_ar.ts", "ar", [text], {text: ("اليوم",)})
    compile_to(folder / "dainvo_ar.ts", folder / "dainvo_ar.qm")


def test_the_geometry_is_its_own_mirror() -> None:
    """What comes in goes out the same way."""
    mirror.on = True
    try:
        box = QRect(10, 5, 30, 20)
        assert mirror.box(mirror.box(box, 200), 200) == box
        assert mirror.box(box, 200) == QRect(160, 5, 30, 20)
        assert mirror.point(mirror.point(QPointF(3, 4), 200), 200) == QPointF(3, 4)
        assert mirror.point(QPoint(0, 4), 200) == QPoint(199, 4)
        assert mirror.sides(1, 2, 3, 4) == (3, 2, 1, 4)
        assert mirror.rules("A { padding: 1px 2px 3px 4px; border-left: none; }") == (
            "A { padding: 1px 4px 3px 2px; border-right: none; }"
        )
        assert mirror.rules("A { padding: 0 4px; subcontrol-position: top right; }") == (
            "A { padding: 0 4px; subcontrol-position: top right; }"
        )
    finally:
        mirror.on = False
