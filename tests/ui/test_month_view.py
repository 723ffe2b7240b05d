"""The month as a widget: lines, bars, the count of what is hidden, rolling weeks, keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fakes.source import BERLIN, Source, all_day, timed
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId, Occurrence
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.views import drawing, month_paint, month_rows, picture
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.month_page import MonthPage
from dainvo.ui.views.view import Shelf

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
Make = Callable[..., MonthView]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Make]:
    theme.apply(qapp, "light")

    def build(events: list[Occurrence], width: int = 1208, height: int = 856) -> MonthView:
        view = MonthView(Shelf(Source(events), lambda: NOW), Settings(first_weekday=1))
        view.resize(width, height)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        QApplication.processEvents()
        return view

    yield build


def heard(signal: Any) -> list[tuple[Any, ...]]:
    got: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: got.append(values))
    return got


def test_forty_events_are_shown_or_counted(make: Make) -> None:
    """V05: nothing vanishes silently."""
    events = [timed(f"03-{1 + n % 28:02d} {8 + n % 9:02d}:00", f"{9 + n % 9:02d}:00", f"e{n}") for n in range(30)]
    events += [timed("03-10 12:00", "13:00", f"x{n}") for n in range(10)]
    for height in (300, 480, 856, 1200):
        view = make(events, height=height)
        shown = {chip.event.summary for chip in view.page.chips}
        assert len(shown) + sum(more.hidden for more in view.page.more) == 40


def test_the_next_month_is_laid_out_before_it_is_shown(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G7: a step finds its page ready to be painted; after a change it is laid out anew."""
    view = make([timed("04-14 12:00", "13:00", "Next")])
    view.repaint()
    qtbot.wait_until(lambda: not view._stocking.isActive())
    with monkeypatch.context() as patch:
        patch.setattr(month_rows, "_laid_out", lambda *_given: pytest.fail("was laid out already"))
        view.show_date(view.step(1))
        assert [chip.event.summary for chip in view.page.chips] == ["Next"]
        patch.setattr(drawing, "Drawing", lambda *_given: pytest.fail("was made ready already"))
        view.repaint()
    source: Any = view._shelf._source
    source.events[0] = timed("04-14 12:00", "13:00", "Renamed")
    changes = Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 4, 14), last=date(2027, 4, 14))
    view._shelf.forget(changes)
    view.on_changes(changes)
    assert [chip.event.summary for chip in view.page.chips] == ["Renamed"]


def test_what_changed_beside_the_month_is_read_before_it_is_shown(make: Make, qtbot: QtBot) -> None:
    """V27, G7: a sync that leaves the month as it is takes the next one away for a moment only."""
    view = make([timed("03-14 12:00", "13:00", "Here")])
    view.repaint()
    qtbot.wait_until(lambda: not view._stocking.isActive())
    for changes in (Changes(account_list=True), Changes(collections=frozenset({CollectionId(1)}))):
        view._shelf.forget(changes)
        view.refresh()
        view.repaint()
        qtbot.wait_until(lambda: not view._stocking.isActive())
        source: Any = view._shelf._source
        source.ranges.clear()
        view.show_date(view.step(1))
        assert view.page.count == 0
        view.show_date(view.step(-1))
        assert view.page.count == 1
        assert source.ranges == []


WEEKS_OF = st.lists(st.tuples(st.integers(1, 31), st.integers(0, 23), st.integers(1, 9), st.booleans()), max_size=12)


def nights(day: int, hour: int, hours: int) -> datetime:
    return datetime(2027, 3, day, hour) + timedelta(hours=hours)


@settings(max_examples=40)
@given(steps=st.lists(WEEKS_OF, min_size=2, max_size=4), hidden=st.sampled_from(["", "67", "3"]), all_=st.booleans())
def test_a_page_after_changes_is_the_page_laid_out_anew(
    make: Make, steps: list[list[tuple[int, int, int, bool]]], hidden: str, all_: bool
) -> None:
    """G7, V05: what of a month stays after a change, laid out and in the picture, is what it would be anyway."""
    wanted = Settings(first_weekday=1, hidden_weekdays=hidden, month_all=all_)
    view = make([], width=600, height=500)
    view.take_settings(wanted)
    turns: list[Callable[[], object]] = []
    view.soon = turns.append
    for number, step in enumerate(steps):
        there = [
            all_day(f"03-{day:02d}", days, f"w{n}")
            if whole
            else timed(f"03-{day:02d} {hour:02d}:00", f"{nights(day, hour, 2 * days):%m-%d %H:%M}", f"t{n}{number % 2}")
            for n, (day, hour, days, whole) in enumerate(step)
        ]
        source: Any = view._shelf._source
        source.events = there
        changes = Changes(collections=frozenset({CollectionId(1)}))
        view._shelf.forget(changes)
        view.on_changes(changes)
        while turns:
            turns.pop()()
            view.grab()
        fresh = make(there, width=600, height=500)
        fresh.take_settings(wanted)
        assert view.grab().toImage() == fresh.grab().toImage()
        assert [(one.event, one.rect) for one in view.page.chips] == [(o.event, o.rect) for o in fresh.page.chips]
        assert [*view.page.more] == [*fresh.page.more]
        fresh.close()


def test_the_month_that_comes_next_is_painted_ahead_while_months_are_turned(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G7: a key that is held finds its picture, and it looks like one painted when it is shown; later it is let go."""
    events = [
        timed(f"{month:02d}-{day:02d} 09:00", "10:00", f"e{day}") for month in (3, 4, 5, 6) for day in range(28)[1:]
    ]
    view = make(events)
    view.show_date(view.step(1))
    view.repaint()
    qtbot.wait_until(lambda: not view._stocking.isActive())
    with monkeypatch.context() as patch:
        patch.setattr(picture, "drawn", lambda *_given: pytest.fail("was painted already"))
        view.show_date(view.step(1))
        shown = view.grab().toImage()
    fresh = make(events)
    fresh.show_date(date(2027, 5, 10))
    assert view.page.month == 5 and shown == fresh.grab().toImage()
    for turns in range(60):  # a key that comes before all of it is painted
        view.show_date(date(2027, 3, 10))
        view.show_date(date(2027, 4, 10))
        view.repaint()
        view._stocking.stop()
        for _ in range(turns):
            view._stock()
        view.show_date(view.step(1))
        assert view.grab().toImage() == fresh.grab().toImage()
    qtbot.wait_until(lambda: not view._stocking.isActive())
    view._picture._turning.timeout.emit()
    assert view._picture._next is None


def test_what_comes_in_is_laid_out_in_several_turns(make: Make) -> None:
    """G13: no turn of the loop reads or lays out more than a week; an edit of one's own is there at once."""
    events = [timed(f"03-{day:02d} 09:00", "10:00", "Old") for day in range(1, 32)]
    view = make(events)
    steps: list[Callable[[], object]] = []
    view.soon = steps.append
    source: Any = view._shelf._source

    def comes_in(summary: str, **more: Any) -> set[str]:
        source.events, source.ranges[:] = [event._replace(summary=summary) for event in events], []
        changes = Changes(collections=frozenset({CollectionId(1)}), **more)
        view._shelf.forget(changes)
        view.on_changes(changes)
        view.repaint()
        return {chip.event.summary for chip in view.page.chips}

    assert comes_in("New") == {"Old"}
    steps.pop()()
    assert comes_in("Newer") == {"Old"}
    taken = 0
    while steps:
        steps.pop()()
        taken += 1
    assert {chip.event.summary for chip in view.page.chips} == {"Newer"}
    assert taken > 5 and all((last - first).days < 7 for first, last in source.ranges)
    assert comes_in("Mine", outbox=True) == {"Mine"}
    assert not steps


def test_a_day_that_is_gone_to_is_seen_however_much_the_weeks_before_have_grown(make: Make) -> None:
    """L13, K02: neither Today nor the arrow keys lead below the page; what is cut there is counted (V05)."""
    events = [timed(f"03-{day:02d} 09:00", "10:00", f"e{day}.{n}") for day in (3, 10, 17, 24) for n in range(14)]
    view = make(events, width=900, height=600)
    view.take_settings(Settings(first_weekday=1, month_all=True))
    for height in range(400, 640):
        view.resize(900, height)
        inside = QRectF(0, 0, 900, height)
        assert all(inside.contains(chip.rect) for chip in view.page.chips)
        seen = [view.page.first + timedelta(days=7 * week + 2) for week in range(5) if view.page.top(week) < height]
        told = [inside.contains(more.rect) for more in view.page.more if view.page.first + timedelta(more.day) in seen]
        assert all(told) and len(seen) < 4, "whatever is seen of a week, it tells what it hides"
        shown = {chip.event.start.date() for chip in view.page.chips if isinstance(chip.event.start, datetime)}
        assert shown | {view.page.first + timedelta(more.day) for more in view.page.more} >= {*seen}
    view.resize(900, 600)
    inside = QRectF(0, 0, 900, 600)
    for day in (date(2027, 3, 24), date(2027, 3, 2), date(2027, 3, 31)):
        view.show_date(day)
        assert inside.contains(view.page.cell_of(day).center().x(), view.page.cell_of(day).top() + 20)
    view.show_date(date(2027, 3, 2))
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
        cell = view.page.cell_of(view._date)
        assert view.visible_range()[0] <= view._date and inside.contains(cell.center().x(), cell.top() + 20)
    assert view._date == date(2027, 3, 30)


def test_a_change_lays_out_and_paints_its_week_alone(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """G7, G13: the other weeks stay, and so does what is painted of them."""
    view = make([timed(f"03-{day:02d} 09:00", "10:00", f"e{day}") for day in range(1, 32)])
    view.repaint()
    rows = view.page.rows
    painted: list[int] = []
    real = month_paint.paint_events

    def paint(painter: QPainter, page: MonthPage, week: int, today: date) -> None:
        painted.append(week)
        real(painter, page, week, today)

    monkeypatch.setattr(month_paint, "paint_events", paint)
    source: Any = view._shelf._source
    source.events.append(timed("03-10 12:00", "13:00", "new"))
    changes = Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 3, 10), last=date(2027, 3, 10))
    view._shelf.forget(changes)
    view.on_changes(changes)
    view.repaint()
    assert "new" in {chip.event.summary for chip in view.page.chips}
    assert [row is before for row, before in zip(view.page.rows, rows, strict=True)] == [True, False, True, True, True]
    assert painted == [1]


def test_bars_run_through_the_week_and_are_cut_at_its_end(make: Make) -> None:
    view = make([all_day("03-12", 5, "Visit"), timed("03-12 09:00", "10:00", "Call")])
    bars = [chip for chip in view.page.chips if chip.event.summary == "Visit"]
    assert [bar.cut[0] for bar in bars] == [False, True]
    assert [bar.cut[2] for bar in bars] == [True, False]
    call = next(chip for chip in view.page.chips if chip.event.summary == "Call")
    assert call.rect.top() == bars[0].rect.top() + 20


def test_a_night_is_one_line_on_the_day_it_begins(make: Make) -> None:
    view = make([timed("03-09 22:00", "03-10 02:00", "Night")])
    assert [chip.kind for chip in view.page.chips] == ["line"]
    assert view.page.cell_of(date(2027, 3, 9)).contains(view.page.chips[0].rect.center())


def test_more_lists_the_whole_day(make: Make) -> None:
    """V13: 12 events on one day, click on "+N more": all 12 in order."""
    view = make([timed(f"03-10 {8 + n:02d}:00", f"{9 + n:02d}:00", f"e{n:02d}") for n in range(12)], height=600)
    view.setFocus()
    assert len(view.page.more) == 1
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.page.more[0].rect.center().toPoint())
    from dainvo.ui.views.day_list import DayList

    card = view.findChild(DayList)
    assert card is not None
    assert [event.summary for event in card.events] == [f"e{n:02d}" for n in range(12)]
    QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Escape)
    assert view.hasFocus()


def test_the_wheel_moves_by_weeks(make: Make) -> None:
    view = make([])
    assert view.visible_range() == (date(2027, 3, 1), date(2027, 4, 4))
    moved = heard(view.date_changed)
    place = QPointF(400, 400)
    wheel = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view.visible_range()[0] == date(2027, 3, 15)
    assert moved[-1] == (date(2027, 4, 1),)
    assert view.title_date.month == 4


def test_pages_by_month_and_keeps_the_day(make: Make) -> None:
    view = make([])
    view.show_date(date(2027, 1, 31))
    assert view.step(1) == date(2027, 2, 28)
    view.show_date(view.step(1))
    assert view.title_date.month == 2
    assert view.step(-2) == date(2026, 12, 28)


def test_click_on_a_number_double_click_on_a_cell_and_keys(make: Make) -> None:
    view = make([timed("03-16 09:00", "10:00", "Call")])
    days, slots, events = heard(view.date_requested), heard(view.slot_activated), heard(view.event_activated)
    cell = view.page.cell_of(date(2027, 3, 18))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell.topLeft().toPoint() + QPoint(12, 12))
    assert days == [(date(2027, 3, 18),)]
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert slots[0][0] == datetime(2027, 3, 18, 10, 0, tzinfo=BERLIN)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert slots[1][0].date() == date(2027, 3, 11)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.page.chips[0].rect.center().toPoint())
    assert events[0][0].summary == "Call"


def test_arrows_roll_the_page_at_its_edge(make: Make) -> None:
    view = make([])
    view.show_date(date(2027, 3, 1))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.visible_range()[0] == date(2027, 2, 22)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_days_of_other_months_are_quieter_not_grey(make: Make, qapp: QApplication, scheme: str) -> None:
    theme.apply(qapp, scheme)
    view = make([])
    image = view.grab().toImage()
    inside = view.page.cell_of(date(2027, 3, 31)).center().toPoint()
    outside = view.page.cell_of(date(2027, 4, 1)).center().toPoint()
    assert image.pixelColor(inside) == image.pixelColor(outside) == theme.tokens().view
    theme.apply(qapp, "light")


def test_what_was_deleted_has_the_focus_no_more(make: Make) -> None:
    """K08 X01: Enter, E and Del mean nothing that is gone."""
    gone = timed("03-10 09:00", "10:00", "Gone")
    view = make([gone, timed("03-11 09:00", "10:00", "Stays")])
    view.select(gone)
    assert view.current_event() is not None
    source = view._shelf._source
    assert isinstance(source, Source)
    source.events.remove(gone)
    changes = Changes(collections=frozenset({gone.collection}), first=date(2027, 3, 10), last=date(2027, 3, 10))
    view._shelf.forget(changes)
    view.on_changes(changes)
    QApplication.processEvents()
    assert view.current_event() is None


def test_a_click_on_an_empty_day_shows_where_one_is(make: Make, qtbot: QtBot) -> None:
    """K04: the day that N is going to take has the ring, after a click as after the arrows."""
    view = make([])
    with qtbot.waitActive(view):
        view.activateWindow()
    view.setFocus()
    cell = view.page.cell_of(date(2027, 3, 18))
    spot = cell.center().toPoint()
    edge = QPoint(round(cell.left()) + 1, spot.y())
    before = view.grab().toImage().pixelColor(edge)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert view.current_slot()[0].date() == date(2027, 3, 18)
    assert view.grab().toImage().pixelColor(edge) == theme.tokens().accent != before
