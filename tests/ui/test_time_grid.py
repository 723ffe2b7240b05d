"""Day and week as widgets: what is drawn where, clicks, keys, the now-line, clock changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fakes.source import BERLIN, Source, all_day, timed
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId, MeetingState, Occurrence, PartStat, State, Status, Visibility
from dainvo.settings import Settings
from dainvo.ui import mirror, theme
from dainvo.ui.views import hour_paint, layout
from dainvo.ui.views.hour_page import HourPage
from dainvo.ui.views.look import Shape, look
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)  # a Wednesday
MONDAY = date(2027, 3, 8)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


Make = Callable[..., TimeGrid]


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication, clock: Clock) -> Iterator[Make]:
    theme.apply(qapp, "light")

    def build(events: list[Occurrence], kind: str = "week", width: int = 944, **settings: Any) -> TimeGrid:
        source = Source(events)
        grid = TimeGrid(Shelf(source, clock), Settings(**{"first_weekday": 1, **settings}), kind=kind)
        grid.resize(width, 856)
        qtbot.addWidget(grid)
        grid.show()
        qtbot.waitExposed(grid)
        QApplication.processEvents()
        return grid

    yield build


def heard(signal: Any) -> list[tuple[Any, ...]]:
    got: list[tuple[Any, ...]] = []
    signal.connect(lambda *values: got.append(values))
    return got


def click(grid: TimeGrid, x: float, y: float, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
    """At a point of the page, wherever it is scrolled to."""
    QTest.mouseClick(grid.grid.viewport(), button, pos=QPoint(round(x), round(y) - grid.grid.scrolled()))


def test_day_shows_three_events_at_their_true_place(make: Make) -> None:
    """V01: 52 px an hour, one column."""
    grid = make(
        [timed("03-10 09:00", "10:00"), timed("03-10 12:30", "14:00"), timed("03-10 23:00", "23:30")], kind="day"
    )
    rects = [chip.rect for chip in grid.grid.chips]
    assert [(rect.top(), rect.height() + 1) for rect in rects] == [(468, 52), (650, 78), (1196, 26)]
    assert grid.visible_range() == (date(2027, 3, 10), date(2027, 3, 10))


def test_week_has_seven_columns_from_the_configured_weekday(make: Make) -> None:
    """V02."""
    grid = make([timed(f"03-{day:02d} 09:00", "10:00", f"e{day}") for day in range(8, 15)])
    assert grid.visible_range() == (MONDAY, date(2027, 3, 14))
    lefts = [chip.rect.left() for chip in grid.grid.chips]
    assert lefts == sorted(lefts)
    assert len({round(left) for left in lefts}) == 7
    sunday = make([], first_weekday=7)
    assert sunday.visible_range()[0] == date(2027, 3, 7)


def test_first_weekday_and_today_are_marked(make: Make) -> None:
    """V02: the circle of today is in accent, in the third column."""
    grid = make([])
    image = grid.head.grab().toImage()
    column = (944 - 66) / 7
    colours = [image.pixelColor(round(56 + column * (n + 0.5)) - 13, 37) for n in range(7)]
    accent = theme.tokens().accent
    assert [colour == accent for colour in colours] == [False, False, True, False, False, False, False]


def test_a_narrow_week_shows_five_or_three_days(make: Make) -> None:
    assert make([], width=640).page.days == 5
    assert make([], width=430).page.days == 3
    three = make([], width=430)
    three.show_date(date(2027, 3, 14))
    assert three.visible_range() == (date(2027, 3, 12), date(2027, 3, 14))


def test_all_day_lane(make: Make) -> None:
    """V10: three lanes and "+2 more"; the expander reveals all; the exclusive end day is not covered."""
    grid = make([all_day("03-10", 1, f"e{n}") for n in range(5)] + [all_day("03-12", 2, "Fair")])
    assert [(more.day, more.hidden) for more in grid.head.more] == [(2, 2)]
    fair = next(chip for chip in grid.head.chips if chip.event.summary == "Fair")
    column = (944 - 66) / 7
    assert fair.rect.right() < 56 + 6 * column  # ends with Saturday, day 5
    low = grid.head.height()
    grid.head.set_open(True)
    assert len(grid.head.chips) == 6
    assert not grid.head.more
    assert grid.head.height() > low


def test_24_hours_and_more_lie_in_the_lane(make: Make) -> None:
    """V10."""
    grid = make([timed("03-09 10:00", "03-10 10:00", "Hackathon"), timed("03-09 10:00", "03-10 09:59", "Night")])
    assert [event.summary for event in grid.page.lane] == ["Hackathon"]
    assert len([chip for chip in grid.grid.chips if chip.event.summary == "Night"]) == 2


def test_more_opens_the_day_and_gives_the_focus_back(make: Make, qtbot: QtBot) -> None:
    """V13."""
    grid = make([all_day("03-10", 1, f"e{n}") for n in range(5)] + [timed("03-10 09:00", "10:00", "Late")])
    grid.setFocus()
    card = grid.show_day_list(date(2027, 3, 10), QRect(grid.mapToGlobal(QPoint(300, 100)), grid.size() / 10))
    assert [event.summary for event in card.events] == ["e0", "e1", "e2", "e3", "e4", "Late"]
    chosen = heard(grid.event_activated)
    rows = QApplication.focusWidget()
    assert rows is not None
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert [event.summary for event, _ in chosen] == ["e1"]
    card = grid.show_day_list(date(2027, 3, 10), QRect(grid.mapToGlobal(QPoint(300, 100)), grid.size() / 10))
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Escape)
    assert grid.hasFocus()


def pixel(grid: TimeGrid, x: float, minute: float) -> QColor:
    image = grid.grid.viewport().grab().toImage()
    return image.pixelColor(round(x), round(minute * 52 / 60) - grid.grid.scrolled())


def test_now_line_moves_by_itself(make: Make, clock: Clock) -> None:
    """V11: in today's column at the minute, ≤ 1 px off; none in another week."""
    grid = make([])
    now = theme.tokens().now
    middle = 56 + 2.5 * (944 - 66) / 7
    assert pixel(grid, middle, 640) == now
    clock.now += timedelta(minutes=20)
    grid.on_minute()
    assert pixel(grid, middle, 660) == now
    assert pixel(grid, middle, 640) != now
    grid.show_date(date(2027, 3, 17))
    assert pixel(grid, middle, 660) != now


def test_first_look_and_paging_keeps_the_scroll(make: Make, clock: Clock) -> None:
    grid = make([])
    assert grid.grid.scrolled() == round(7.5 * 52)
    grid.grid.scroll_to_minute(300)
    grid.show_date(grid.step(1))
    assert grid.grid.scrolled() == 5 * 52
    clock.now = NOW.replace(hour=23)
    late = make([])
    assert late.grid.scrolled() == late.grid.verticalScrollBar().maximum()


def test_click_on_an_event_and_on_an_empty_slot(make: Make) -> None:
    grid = make([timed("03-10 09:00", "10:00", "Standup")])
    events, slots, opened = heard(grid.event_activated), heard(grid.slot_activated), heard(grid.event_opened)
    chip = grid.grid.chips[0]
    click(grid, chip.rect.center().x(), chip.rect.center().y())
    assert events[0][0].summary == "Standup"
    assert grid.current_event() is not None
    click(grid, chip.rect.center().x(), 52 * 11.7)
    start, end, _place = slots[0]
    assert (start, end) == (datetime(2027, 3, 10, 11, 30, tzinfo=BERLIN), datetime(2027, 3, 10, 12, 0, tzinfo=BERLIN))
    assert grid.current_event() is None
    at = QPoint(round(chip.rect.center().x()), round(chip.rect.center().y()) - grid.grid.scrolled())
    QTest.mouseDClick(grid.grid.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened[0][0].summary == "Standup"


def test_what_was_drawn_out_stays_marked_while_its_card_is_open(make: Make, qtbot: QtBot) -> None:
    """E01, E05: all of it, not a slot at its start; when the card has gone, nothing lies over the day."""
    grid = make([])
    card = QLineEdit(grid)
    card.show()
    grid.slot_activated.connect(lambda *_times: card.setFocus())
    grid.activateWindow()
    qtbot.waitUntil(grid.isActiveWindow)
    begin, end = (grid.grid.slot_rect(3, minute, 30).center().toPoint() for minute in (15 * 60, 16 * 60 + 30))
    down = QPoint(0, grid.grid.scrolled())
    seen = grid.grid.viewport()

    def colour() -> QColor:
        return seen.grab().toImage().pixelColor(end - down + QPoint(0, -4))

    empty = colour()
    QTest.mousePress(seen, Qt.MouseButton.LeftButton, pos=begin - down)
    QTest.mouseMove(seen, (begin + end) / 2 - down)
    QTest.mouseMove(seen, end - down)
    QTest.mouseRelease(seen, Qt.MouseButton.LeftButton, pos=end - down)
    assert card.hasFocus()
    assert colour() != empty
    grid.setFocus()
    QApplication.processEvents()
    assert colour() == empty


def test_click_on_a_heading_and_on_the_lane(make: Make) -> None:
    grid = make([])
    days, slots = heard(grid.date_requested), heard(grid.slot_activated)
    x = round(56 + 4.5 * (944 - 66) / 7)
    QTest.mouseClick(grid.head, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert days == [(date(2027, 3, 12),)]
    QTest.mouseClick(grid.head, Qt.MouseButton.LeftButton, pos=QPoint(x, 70))
    assert slots[0][:2] == (date(2027, 3, 12), date(2027, 3, 13))


def test_slot_cursor_by_keys_turns_the_page(make: Make) -> None:
    grid = make([])
    grid.setFocus()
    slots, moved = heard(grid.slot_activated), heard(grid.date_changed)
    QTest.keyClick(grid, Qt.Key.Key_Down)  # the first press shows it: the next half hour
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert slots[0][0] == datetime(2027, 3, 9, 11, 30, tzinfo=BERLIN)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.visible_range()[0] == date(2027, 3, 1)
    assert moved[-1] == (date(2027, 3, 7),)
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert grid.current_slot()[0] == datetime(2027, 3, 7, 8, 0, tzinfo=BERLIN)


def test_tab_walks_through_events_and_leaves(make: Make) -> None:
    """ux.md §16: no trap."""
    grid = make([timed("03-08 09:00", "10:00", "a"), timed("03-11 09:00", "10:00", "b"), all_day("03-11", 1, "c")])
    grid.setFocus()
    seen = []
    while grid.focusNextPrevChild(True):
        focused = grid.current_event()
        if focused is None:
            break
        seen.append(focused[0].summary)
    assert seen == ["c", "b"]
    grid.focusNextPrevChild(False)  # back from where the cursor is: the day of "b" and "c"
    assert (grid.current_event() or (None,))[0] is grid.page.events[0]
    chosen = heard(grid.event_activated)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert chosen[0][0].summary == "a"
    QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert grid.current_event() is None


def test_join_stands_in_the_chip_from_15_minutes_before(make: Make, clock: Clock) -> None:
    """ux.md §4: next meeting ≤ 15 min or running."""
    grid = make([timed("03-10 10:56", "12:00", "Call", join_url="https://zoom.us/j/1")])
    assert grid.grid.chips[0].join is None
    clock.now += timedelta(minutes=1)
    grid.on_minute()
    joined, events = heard(grid.join_requested), heard(grid.event_activated)
    button = next(chip.join for chip in grid.grid.chips if chip.join is not None).center()
    click(grid, button.x(), button.y())
    assert joined[0][0].summary == "Call"
    assert not events
    clock.now = NOW.replace(hour=12, minute=0)
    grid.on_minute()
    assert grid.grid.chips[0].join is None


@pytest.mark.parametrize(
    ("values", "shape", "marks"),
    [
        ({}, Shape.SOLID, []),
        ({"transparent": True}, Shape.FREE, []),
        ({"status": Status.TENTATIVE}, Shape.TENTATIVE, []),
        ({"own_partstat": PartStat.NEEDS_ACTION}, Shape.UNANSWERED, ["question"]),
        ({"own_partstat": PartStat.DECLINED}, Shape.DECLINED, []),
        ({"status": Status.CANCELLED}, Shape.CANCELLED, []),
        ({"visibility": Visibility.PRIVATE, "recurring": True}, Shape.SOLID, ["repeat", "lock"]),
        ({"meeting": MeetingState.LINK_FOLLOWS, "state": State.NEW}, Shape.SOLID, ["video", "clock", "outbox"]),
    ],
)
def test_states_by_shape_and_mark(values: dict[str, Any], shape: Shape, marks: list[str]) -> None:
    """V23: every state is told without colour."""
    found = look(timed("03-10 12:00", "13:00", **values), NOW)
    assert found.shape is shape
    assert [name for name, _ in found.marks] == marks
    assert not found.past
    assert look(timed("03-10 09:00", "10:40", **values), NOW).past


def test_conflict_and_trouble_have_a_tag() -> None:
    assert look(timed("03-10 12:00", "13:00", blocked=True), NOW).tag == "warning"
    assert look(timed("03-10 12:00", "13:00", meeting=MeetingState.REFUSED), NOW).tag == "danger"


def test_declined_events_are_hidden_by_default(make: Make) -> None:
    grid = make([timed("03-10 12:00", "13:00", own_partstat=PartStat.DECLINED)])
    assert grid.grid.chips == []


def test_clock_change_days_are_drawn(make: Make) -> None:
    """The missing hour has an event at the time it really takes place; real lengths are told."""
    grid = make(
        [timed("03-28 00:30", "05:15", "Train"), timed("03-28 02:30", "04:30", "Backup")],
        kind="day",
    )
    grid.show_date(date(2027, 3, 28))
    backup = next(chip for chip in grid.grid.chips if chip.event.summary == "Backup")
    assert backup.rect.top() == round(3.5 * 52)
    train = next(chip for chip in grid.grid.chips if chip.event.summary == "Train")
    assert "3 h 45 min" in [text.text for text in train.texts]
    grid.grab()
    grid.show_date(date(2027, 10, 31))
    grid.grab()


@pytest.mark.parametrize(
    ("day", "busy", "told"),
    [
        (date(2027, 3, 28), ("03-28 06:00", "07:00"), ["clock +1 h"]),
        (date(2027, 3, 28), ("03-28 00:30", "05:15"), []),
        (date(2027, 10, 31), ("10-31 06:00", "07:00"), ["clock \u22121 h"]),
        (date(2027, 10, 31), ("10-31 02:15", "02:45"), []),
    ],
)
def test_the_note_of_a_clock_change_is_whole_or_not_there(
    make: Make, monkeypatch: pytest.MonkeyPatch, day: date, busy: tuple[str, str], told: list[str]
) -> None:
    """E41: an event never leaves half of the words to be read; the hatch, the hour and the zone still tell it."""
    written: list[str] = []
    monkeypatch.setattr(hour_paint, "_pill", lambda _painter, _place, text: written.append(text))
    grid = make([timed(*busy)], kind="day")
    grid.show_date(day)
    written.clear()
    grid.grab()
    assert sorted(set(written)) == told


def test_pieces_over_midnight_have_one_identity(make: Make) -> None:
    """ux.md §4: cut edges; the second piece says "until 02:00"."""
    grid = make([timed("03-09 22:00", "03-10 02:00", "Night")])
    first, second = grid.grid.chips
    assert (first.cut[3], second.cut[1]) == (True, True)
    assert "until 02:00" in [text.text for text in second.texts]
    events = heard(grid.event_activated)
    click(grid, second.rect.center().x(), second.rect.center().y())
    assert events[0][0].summary == "Night"


def test_a_night_before_the_page_shows_its_end_alone(make: Make) -> None:
    """ux.md §4, at the page's edges; an event that ends at midnight reaches it, and one of no time stays."""
    grid = make([timed("03-07 22:00", "03-08 02:00", "Night"), timed("03-09 22:00", "03-10 00:00", "Late")])
    placed = {chip.event.summary: chip for chip in grid.grid.chips}
    hour = grid.grid.axis.hour_px
    assert (placed["Night"].rect.top(), placed["Night"].cut[1]) == (0, True)
    assert placed["Night"].rect.bottom() == round(2 * hour) - 1
    assert placed["Late"].rect.bottom() == round(24 * hour) - 1
    assert not any(placed["Late"].cut)


def test_after_an_edit_the_others_stay_as_they_were_drawn(make: Make) -> None:
    """P11: what did not change is not laid out again; what did is, and all of it under other settings."""
    kept, moved = timed("03-10 12:00", "13:00", "Kept"), timed("03-11 12:00", "13:00", "Moved")
    grid = make([kept, moved])
    before = {chip.event.summary: chip for chip in grid.grid.chips}
    grid._shelf.shift(moved._replace(summary="Edited"))
    grid.refresh()
    after = {chip.event.summary: chip for chip in grid.grid.chips}
    assert after["Kept"] is before["Kept"]
    assert after["Edited"].texts[0].text == "Edited"
    grid.take_settings(grid.settings.changed(work_start_hour=9))
    assert next(chip for chip in grid.grid.chips if chip.event is kept) is not before["Kept"]


def test_reads_again_only_if_what_is_shown_was_touched(make: Make) -> None:
    """V27: other pages are not read for it."""
    grid = make([timed("03-10 12:00", "13:00")])
    shelf = grid._shelf
    reads = shelf.reads
    elsewhere = Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 6, 1), last=date(2027, 6, 2))
    shelf.forget(elsewhere)
    grid.on_changes(elsewhere)
    assert shelf.reads == reads
    here = Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 3, 10), last=date(2027, 3, 10))
    shelf.forget(here)
    grid.on_changes(here)
    assert shelf.reads == reads + 1


def test_the_neighbouring_page_is_there_already(make: Make, qtbot: QtBot) -> None:
    """V27: the visible week first, then one on each side, and nothing else."""
    grid = make([timed("03-17 12:00", "13:00")])
    source: Any = grid._shelf._source
    week = timedelta(days=7)
    assert source.ranges == [(MONDAY, date(2027, 3, 14))]
    qtbot.wait_until(lambda: len(source.ranges) == 3)
    assert source.ranges == [
        (MONDAY, date(2027, 3, 14)),
        (MONDAY + week, date(2027, 3, 21)),
        (MONDAY - week, date(2027, 3, 7)),
    ]
    grid.show_date(grid.step(1))
    assert len(grid.grid.chips) == 1
    assert len(source.ranges) == 3


def wait_until_prepared(grid: TimeGrid, qtbot: QtBot) -> None:
    grid.grid.viewport().repaint()
    qtbot.wait_until(lambda: not grid._stocking.isActive())


def test_the_neighbouring_page_is_laid_out_already(
    make: Make, qtbot: QtBot, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G7: a step finds its page laid out, in both directions; one that has changed since then is laid out anew."""
    grid = make([timed("03-17 12:00", "13:00", "Next"), timed("03-03 12:00", "13:00", "Before")])
    wait_until_prepared(grid, qtbot)
    laid_out: list[object] = []
    arrange = layout.arrange

    def counted(items: Any, **given: Any) -> Any:
        laid_out.append(items)
        return arrange(items, **given)

    monkeypatch.setattr(layout, "arrange", counted)
    for pages, shown in ((1, "Next"), (-1, None), (-1, "Before")):
        grid.show_date(grid.step(pages))
        assert [chip.event.summary for chip in grid.grid.chips] == ([shown] if shown else [])
        assert not laid_out
        if shown is None:
            wait_until_prepared(grid, qtbot)
            laid_out.clear()
    source: Any = grid._shelf._source
    source.events[0] = timed("03-17 14:00", "15:00", "Moved")
    changes = Changes(collections=frozenset({CollectionId(1)}), first=date(2027, 3, 17), last=date(2027, 3, 17))
    grid._shelf.forget(changes)
    grid.show_date(date(2027, 3, 17))
    assert [chip.event.summary for chip in grid.grid.chips] == ["Moved"]
    wait_until_prepared(grid, qtbot)
    laid_out.clear()
    clock.now += timedelta(days=9)  # what was ahead is over by now
    grid.show_date(grid.step(-1))
    assert laid_out


def test_while_pages_are_turned_the_next_one_is_drawn_before_it_is_shown(
    make: Make, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """G7: a key that is held down only copies; what has changed meanwhile is drawn."""
    grid = make([timed(f"{day} 12:00", "13:00", day) for day in ("03-10", "03-17", "03-24", "03-31")])
    drawn: list[HourPage] = []
    paint = HourPage.paint

    def counted(page: HourPage, *rest: Any) -> None:
        drawn.append(page)
        paint(page, *rest)

    monkeypatch.setattr(HourPage, "paint", counted)

    def turn(later: timedelta = timedelta(0)) -> int:
        """How often the page that is turned to was drawn before it was seen."""
        wait_until_prepared(grid, qtbot)
        clock.now += later
        drawn.clear()
        grid.show_date(grid.step(1))
        QApplication.sendPostedEvents()
        return len(drawn)

    assert turn() == 1  # nothing told that pages would be turned
    assert turn() == 0
    assert turn(later=timedelta(minutes=1)) == 1
    assert on_screen(grid) == grid.grab().toImage()


def test_what_comes_in_is_shown_in_turns_and_what_the_user_did_at_once(make: Make) -> None:
    """V27: keys come between the days of a week that a sync fills; the last word of the server is what is shown."""
    events = [timed(f"03-{day} {hour:02}:00", f"{hour + 1}:00", "Old") for day in range(10, 15) for hour in (9, 14)]
    grid = make(events)
    steps: list[Callable[[], object]] = []
    grid.soon = steps.append
    source: Any = grid._shelf._source

    def comes_in(summary: str, **more: Any) -> set[str]:
        source.events[:] = [event._replace(summary=summary) for event in events]
        changes = Changes(collections=frozenset({CollectionId(1)}), **more)
        grid._shelf.forget(changes)
        grid.on_changes(changes)
        return {chip.event.summary for chip in grid.grid.chips}

    assert comes_in("New") == {"Old"}
    for _ in range(3):
        steps.pop()()
    assert {chip.event.summary for chip in grid.grid.chips} == {"Old"}
    assert comes_in("Newer") == {"Old"}
    taken = 0
    while steps:
        steps.pop()()
        taken += 1
    assert {chip.event.summary for chip in grid.grid.chips} == {"Newer"}
    assert taken > 5
    assert comes_in("Mine", outbox=True) == {"Mine"}
    assert not steps


def test_the_view_has_a_name(make: Make) -> None:
    grid = make([timed("03-10 12:00", "13:00")])
    assert grid.accessibleName() == "Week 10, 8 March to 14 March, 1 event"


def test_what_is_painted_at_once_and_what_is_copied_later_look_the_same(make: Make, qtbot: QtBot) -> None:
    """A first look and a new page draw just what is in sight; the whole page is drawn once nobody waits for it."""
    events = [timed(f"03-{day} {hour:02}:10", f"{hour + 1}:50") for day in (10, 11, 12) for hour in (3, 8, 9, 14, 21)]
    grid = make(events)
    for scrolled in (0, 331, 391):
        grid.grid.verticalScrollBar().setValue(scrolled)
        grid.grid.arrange()
        assert grid.grid._picture.shown is None
        at_once = grid.grid.viewport().grab().toImage()
        assert grid.grid._picture.shown is None
        qtbot.waitUntil(lambda: grid.grid._picture.shown is not None)
        assert grid.grid.viewport().grab().toImage() == at_once


def on_screen(view: TimeGrid) -> QImage:
    """What the person sees, as far as it was painted."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_an_edit_paints_its_days_anew_and_the_screen_is_as_if_all_were(
    direction: Qt.LayoutDirection, make: Make, qapp: QApplication
) -> None:
    """V27: moved from Tuesday to Thursday; Monday is not painted again, and nothing is left of where it was."""
    mirror.use(qapp, direction)
    try:
        events = [timed("03-08 10:00", "11:00", "Stays"), timed("03-09 10:00", "11:00", "Moves")]
        view = make(events)
        source = view._shelf._source
        assert isinstance(source, Source)
        before = on_screen(view)
        monday, tuesday = (view.grid.chip_of(event) for event in events)
        source.events[1] = events[1]._replace(
            start=datetime(2027, 3, 11, 13, tzinfo=BERLIN), end=datetime(2027, 3, 11, 14, tzinfo=BERLIN)
        )
        painted: list[QRect] = []
        view.grid.viewport().installEventFilter(Painted(painted, view))
        view._shelf.forget(Changes(collections=frozenset({CollectionId(1)}), first=MONDAY, last=date(2027, 3, 11)))
        view.refresh()
        after = on_screen(view)
        assert after != before
        assert after == view.grab().toImage()
        assert view.grid.chip_of(events[0]) is monday
        assert view.grid.chip_of(source.events[1]) is not tuesday
        column = mirror.box(view.grid.slot_rect(0, 0).toRect(), view.grid.viewport().width())
        assert painted
        assert not any(rect.adjusted(2, 0, -2, 0).intersects(column) for rect in painted[:1])
    finally:
        mirror.use(qapp, Qt.LayoutDirection.LeftToRight)


class Painted(QObject):
    """Notes what is painted anew."""

    def __init__(self, into: list[QRect], parent: QObject) -> None:
        super().__init__(parent)
        self._into = into

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._into.append(event.rect())
        return False
