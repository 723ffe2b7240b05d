"""The bar: whatever its width and title, nothing lies over anything else, and what is dropped goes in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ui import keys, theme
from dainvo.ui.bar import Bar, Sync
from dainvo.ui.bar_parts import Segment

TITLES = {
    "day": ("30 September", "30 Sep", "Week 39"),
    "week": ("September – October", "Sep – Oct", "Week 39"),
    "month": ("September", "Sep", ""),
}
Make = Callable[..., Bar]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Make]:
    theme.apply(qapp, "light")
    windows: list[QWidget] = []

    def build(width: int, view: str = "week", *, demo: bool = False) -> Bar:
        window = QWidget()
        windows.append(window)
        bar = Bar(window, demo=demo)
        title, short, week = TITLES[view]
        bar.show_view(view)
        bar.show_title(title, "2027", week, short=short)
        bar.resize(width, bar.height())
        qtbot.addWidget(window)
        window.resize(width, 300)
        window.show()
        qtbot.waitExposed(window)
        return bar

    yield build


def parts(bar: Bar) -> list[tuple[QRect, QWidget]]:
    shown = [part for part in bar.findChildren(QWidget) if part.parent() is bar and not part.isHidden()]
    return sorted(((part.geometry(), part) for part in shown if part.width()), key=lambda pair: pair[0].x())


@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("view", TITLES)
@pytest.mark.parametrize("width", [420, 480, 560, 640, 700, 760, 800, 860, 948, 1180, 1440])
def test_nothing_lies_over_anything_else(make: Make, width: int, view: str, demo: bool) -> None:
    bar = make(width, view, demo=demo)
    bar.show_sync(Sync.WAITING, "12 changes wait", 12)
    QApplication.processEvents()
    placed = parts(bar)
    for (one, _), (other, _) in pairwise(placed):
        assert one.right() < other.x()
    assert placed[0][0].x() >= 8
    assert placed[-1][0].right() < width - 7
    for place, part in placed:
        icon_only = isinstance(part, QToolButton) and part.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        if part is not bar.month:
            assert place.width() >= (28 if icon_only else part.minimumSizeHint().width())


def test_what_goes_first(make: Make) -> None:
    def there(width: int) -> list[bool]:
        bar = make(width)
        named = (bar.week, bar.switch, bar.year, bar.today_button)
        return [not part.isHidden() for part in named] + [bool(bar.new_button.text())]

    assert there(1180) == [True, True, True, True, True]
    assert there(1040) == [False, True, True, True, True]
    assert there(790) == [False, False, True, True, True]
    assert there(640) == [False, False, True, True, False]
    assert there(420) == [False, False, False, False, False]


def test_the_title_is_short_only_where_it_must_be(make: Make) -> None:
    assert make(740).month.text() == "September – October"
    assert make(640).month.text() == "Sep – Oct"
    assert make(420, "day").month.text() == "30 Sep"


def test_the_smallest_window_says_which_month_it_is(make: Make) -> None:
    """ux.md §3: in the week, too, the short name of the month has its room."""
    bar = make(420, "week")
    bar.show_title("November", "2026", "Week 48", short="Nov")
    QApplication.processEvents()
    assert bar.month.width() >= bar.month.fontMetrics().horizontalAdvance("Nov")


def test_the_focus_stays_while_the_title_changes(make: Make) -> None:
    bar = make(640)
    bar.views_button.setFocus()
    bar.show_title("May", "2027", "Week 18")
    assert bar.window().focusWidget() is bar.views_button
    bar.show_title("September – October", "2027", "Week 39", short="Sep – Oct")
    assert bar.window().focusWidget() is bar.views_button


def test_tooltips_name_the_keys_as_they_are(make: Make) -> None:
    """K10: a key that was put elsewhere is told from then on; an action without one is only named."""
    bar = make(1180)
    place = QPointF(20, 20)
    entered = QEnterEvent(place, place, place)
    QApplication.sendEvent(bar, entered)
    assert bar.search_button.toolTip() == "Search (/)"
    plain = Qt.KeyboardModifier.NoModifier
    try:
        keys.use({(plain, Qt.Key.Key_T): "", (plain, Qt.Key.Key_H): "today", (plain, Qt.Key.Key_Y): "workweek"})
        QApplication.sendEvent(bar, entered)
        assert bar.today_button.toolTip() == "Today (H)"
        year = next(segment for segment, (view, _) in bar.switch.named().items() if view == "year")
        assert year.toolTip() == "Year (5)"
    finally:
        keys.use({})


@pytest.mark.parametrize("view", ["week", "month"])
def test_word_and_arrow_of_the_folded_switch_stand_apart_and_in_the_middle(make: Make, view: str) -> None:
    button = make(640, view).views_button
    image = button.grab().toImage()
    back = theme.tokens().view
    middle = range(6, image.height() - 6)

    def ink(x: int) -> bool:
        return any(_far(image.pixelColor(x, y), back) for y in middle)

    columns = [x for x in range(4, image.width() - 4) if ink(x)]
    gaps = [other - one - 1 for one, other in pairwise(columns)]
    assert max(gaps) >= 7
    assert abs(columns[0] - (image.width() - 1 - columns[-1])) <= 4


def _far(one: QColor, other: QColor) -> bool:
    return abs(one.lightness() - other.lightness()) > 24


@pytest.mark.parametrize("width", [560, 1180])
def test_tab_goes_through_the_bar_as_one_reads_it(make: Make, width: int) -> None:
    """X01: from the panel to New, and of the view switch to the view in use."""
    bar = make(width)
    bar.window().activateWindow()
    stop: QWidget | None = bar.panel_button
    assert stop is not None
    stop.setFocus()
    walked: list[QWidget] = []
    while stop is not None and stop not in walked:
        walked.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
        stop = bar.window().focusWidget()
    places = [one.mapTo(bar, one.rect().topLeft()).x() for one in walked]
    assert places == sorted(places)
    assert walked[-1] is bar.new_button
    segments = [one for one in walked if isinstance(one, Segment) and one is not bar.switch.others]
    assert [one.text() for one in segments] == ([] if width < 760 else ["Week"])


def test_arrows_go_through_the_view_switch_whatever_view_is_shown(make: Make, qtbot: QtBot) -> None:
    """X01: also while one of the other views is, and none of the segments is chosen."""
    bar = make(1180)
    chosen: list[str] = []
    bar.view_chosen.connect(chosen.append)
    bar.show_view("workweek")
    day, week, *_rest = bar.switch.segments()
    with qtbot.waitActive(bar.window()):
        bar.window().activateWindow()
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_Right)
    assert bar.window().focusWidget() is week
    QTest.keyClick(week, Qt.Key.Key_Space)
    assert chosen == ["week"]
