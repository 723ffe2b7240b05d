"""The agenda (V08): the order of time, going on by itself, long empty times as one line; and its rows as numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fakes.source import BERLIN, Source, all_day, timed
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId, Occurrence
from dainvo.settings import Settings
from dainvo.ui import appearance, theme
from dainvo.ui.views import agenda, agenda_paint, agenda_rows, lettering
from dainvo.ui.views.agenda import AgendaView
from dainvo.ui.views.agenda_rows import Rows
from dainvo.ui.views.days import by_day
from dainvo.ui.views.view import Shelf

NOW = datetime(2027, 3, 10, 10, 40, tzinfo=BERLIN)
TODAY = NOW.date()
Make = Callable[..., AgendaView]


def settle(view: AgendaView) -> None:
    """Let it read all that it wants to list."""
    QApplication.processEvents()
    while view._reading.isActive():
        QApplication.processEvents()


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Iterator[Make]:
    theme.apply(qapp, "light")

    def build(events: list[Occurrence], width: int = 1000, height: int = 600) -> AgendaView:
        view = AgendaView(Shelf(Source(events), lambda: NOW), Settings(first_weekday=1))
        view.resize(width, height)
        view.show_date(TODAY)
        qtbot.addWidget(view)
        view.show()
        qtbot.waitExposed(view)
        view.setFocus()
        settle(view)
        return view

    yield build
    appearance.take(Settings(scheme="light"))


def listed(view: AgendaView) -> list[tuple[str, date, str]]:
    return [(row.kind, row.day, row.event.summary if row.event else "") for row in view.rows]


def laid(events: list[Occurrence], first: date = TODAY, days: int = 60) -> Rows:
    held = by_day(events, first, first + timedelta(days=days), lambda entry: (str(entry[2].start),))
    each = ((day, agenda_rows.of_day(day, on, lambda event: (event.collection,))) for day, on in held.items())
    return agenda_rows.listed(each, TODAY)


def test_days_come_in_order_and_whole_days_first() -> None:
    """V08"""
    rows = laid([timed("03-11 09:00", "10:00", "B"), timed("03-11 08:00", "09:00", "A"), all_day("03-11", 1, "Fair")])
    assert [(row.kind, row.event.summary if row.event else "") for row in rows.rows] == [
        ("day", ""),  # today has a head also without events
        ("empty", ""),
        ("day", ""),
        ("event", "Fair"),
        ("event", "A"),
        ("event", "B"),
    ]


def test_an_event_of_several_days_is_listed_on_each() -> None:
    rows = laid([all_day("03-10", 3, "Fair"), timed("03-10 22:00", "03-11 02:00", "Night")])
    fair = [(row.day.day, row.part) for row in rows.rows if row.event and row.event.summary == "Fair"]
    night = [(row.day.day, row.part) for row in rows.rows if row.event and row.event.summary == "Night"]
    assert fair == [(10, (1, 3)), (11, (2, 3)), (12, (3, 3))]
    assert night == [(10, (1, 2)), (11, (2, 2))]


@given(st.lists(st.tuples(st.integers(0, 55), st.integers(0, 22), st.integers(1, 4)), max_size=30))
def test_every_event_is_there_and_rows_lie_one_below_the_other(starts: list[tuple[int, int, int]]) -> None:
    """V08: nothing is left out, no row overlaps, every height finds its row."""
    events = []
    for number, (day, hour, days) in enumerate(starts):
        begins = TODAY + timedelta(days=day)
        events.append(
            all_day(f"{begins:%m-%d}", days, f"e{number}")
            if number % 3 == 0
            else timed(f"{begins:%m-%d} {hour:02d}:00", f"{hour + 1:02d}:00", f"e{number}")
        )
    rows = laid(events)
    assert {row.event.summary for row in rows.rows if row.event} == {event.summary for event in events}
    top = 0
    for number, row in enumerate(rows.rows):
        assert row.top == top
        assert rows.at(row.top) == rows.at(row.top + row.height - 1) == number
        top += row.height
    assert rows.height == top and rows.at(top) is None and rows.at(-1) is None


def test_a_long_time_with_nothing_is_one_line_and_needs_no_scrolling(make: Make) -> None:
    """V08: the next event is 70 days away."""
    view = make([timed("03-10 09:00", "10:00", "Now"), timed("05-19 09:00", "10:00", "Later")])
    assert listed(view) == [
        ("day", TODAY, ""),
        ("event", TODAY, "Now"),
        ("gap", date(2027, 5, 19), ""),
        ("day", date(2027, 5, 19), ""),
        ("event", date(2027, 5, 19), "Later"),
    ]


def test_an_empty_today_names_what_comes_next(make: Make) -> None:
    """V08, ux.md §12: "Nothing planned. Next: …", a link to it, without a line for the time between as well."""
    review = timed("03-16 09:00", "10:00", "Design review")
    view = make([timed("03-09 09:00", "10:00", "Gone"), review, timed("03-30 09:00", "10:00", "Later")])
    assert [row[0] for row in listed(view) if row[1] >= TODAY] == [
        "day",
        "empty",
        "day",
        "event",
        "gap",
        "day",
        "event",
    ]
    row = next(row for row in view.rows if row.kind == "empty")
    assert row.following == review
    place = view._place(row)
    link, said = agenda_paint.following(place, row)
    assert said == "Next: Design review, Tue 16 March."
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(link.x()) - 8, round(link.center().y()))
    )
    assert view.current_event() is None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=link.center().toPoint())
    current = view.current_event()
    assert current is not None and current[0] == review
    assert agenda_paint.following(place, next(row for row in make([]).rows if row.kind == "empty"))[1] == ""


def test_it_goes_on_in_both_directions(make: Make, qtbot: QtBot) -> None:
    """V08: scrolling loads what comes next and what came before, and what is seen stays where it is."""
    every = [TODAY + timedelta(days=number) for number in range(-60, 90)]
    view = make([timed(f"{day:%m-%d} 09:00", "10:00", f"{day:%m-%d}") for day in every])
    assert view.visible_range()[0] == TODAY
    bar = view.verticalScrollBar()
    last = view.rows[-1].day
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: view.rows[-1].day > last)
    bar.setValue(view._rows.top_of(TODAY) + 8)
    first = view.rows[0].day
    seen = view.visible_range()[0]
    while view.rows[0].day == first:
        bar.setValue(max(0, bar.value() - 150))
        seen = view.visible_range()[0]
        QApplication.processEvents()
    assert view.rows[0].day < first
    assert view.visible_range()[0] == seen


def test_keys_walk_through_the_events(make: Make) -> None:
    """K08"""
    view = make(
        [timed("03-10 09:00", "10:00", "A"), timed("03-10 11:00", "12:00", "B"), timed("03-12 09:00", "10:00", "C")]
    )
    opened: list[str] = []
    view.event_activated.connect(lambda event, _place: opened.append(event.summary))
    for _ in range(4):  # one more than there are: it stays on the last
        QTest.keyClick(view, Qt.Key.Key_Down)
    current = view.current_event()
    assert current is not None and current[0].summary == "C"
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == ["B"]


def test_join_is_as_wide_as_its_word(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """L08: "Beitreten" lies on the button, its camera too."""
    monkeypatch.setattr("dainvo.ui.views.names.tr", lambda text: {"Join": "Beitreten"}.get(text, text))
    place = QRectF(0, 0, 700, 32)
    button = agenda_paint._join(place)
    assert button.width() >= 14 + 6 + lettering.width("switch_on", "Beitreten")
    assert button.right() <= place.right()


def test_a_click_opens_the_card_and_join_joins(make: Make) -> None:
    """V08, M25"""
    view = make([timed("03-10 10:45", "12:00", "Review", join_url="https://us02web.zoom.us/j/1?pwd=x")])
    opened: list[Any] = []
    joined: list[Any] = []
    view.event_activated.connect(lambda event, place: opened.append((event, place)))
    view.join_requested.connect(joined.append)
    row = next(row for row in view.rows if row.event)
    place = view._place(row)
    button = QPoint(round(place.right()) - 20, round(place.center().y()))
    assert agenda_paint.join_at(place, row, NOW, button.toPointF())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert len(joined) == 1 and not opened
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, round(place.center().y())))
    assert opened[0][0].summary == "Review" and opened[0][1].height() == row.height


def test_what_is_read_above_moves_nothing_however_often_it_was_asked_for(make: Make) -> None:
    """V08: two steps of the wheel before the list was read once."""
    view = make([timed(f"{month:02d}-{day:02d} 09:00", "10:00", "e") for month in (1, 2, 3) for day in range(1, 29)])
    bar = view.verticalScrollBar()
    for value in (500, 460):
        bar.setValue(value)
    top = view.rows[view._rows.at(bar.value()) or 0]
    there = view._place(top).top()
    settle(view)
    again = next(row for row in view.rows if (row.kind, row.day) == (top.kind, top.day))
    assert len(view.rows) > 60 and view._place(again).top() == there


def test_a_click_is_of_the_event_that_was_pressed(make: Make) -> None:
    """V08, M25: a list read anew under the pointer opens and joins nothing else; nor does the end of a double click."""
    view = make([timed("03-10 10:45", "12:00", "Review", join_url="https://us02web.zoom.us/j/1?pwd=x")])
    heard: list[Any] = []
    view.event_activated.connect(lambda event, _place: heard.append(event.summary))
    view.join_requested.connect(lambda event: heard.append(event.summary))
    place = view._place(next(row for row in view.rows if row.event))
    left, row = Qt.MouseButton.LeftButton, QPoint(200, round(place.center().y()))
    QTest.mousePress(view.viewport(), left, pos=row)
    source: Any = view._shelf._source
    source.events.insert(0, timed("03-10 10:00", "10:30", "Earlier"))
    view._shelf.drop()
    view.refresh()
    QTest.mouseRelease(view.viewport(), left, pos=row)
    assert not heard
    view.event_opened.connect(lambda event: heard.append(f"open {event.summary}"))
    QTest.mouseDClick(view.viewport(), left, pos=row)
    QTest.mouseRelease(view.viewport(), left, pos=row)
    assert heard == ["open Earlier"]


def test_what_changes_is_read_again_and_the_place_is_kept(make: Make) -> None:
    source_events = [timed(f"03-{day:02d} 09:00", "10:00", f"e{day}") for day in range(1, 31)]
    view = make(source_events)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 70)
    settle(view)
    seen = next(row for row in view.rows if row.event and row.event.summary == "e12")
    before = view._place(seen).top()
    source: Any = view._shelf._source
    source.events.append(timed("03-20 15:00", "16:00", "new"))
    view._shelf.drop()
    view.refresh()
    settle(view)
    assert "new" in {name for _kind, _day, name in listed(view)}
    again = next(row for row in view.rows if row.event and row.event.summary == "e12")
    assert view._place(again).top() == before


def dense(by: int = 1) -> list[Occurrence]:
    every = (TODAY + timedelta(days=number) for number in range(-60, 90, by))
    return [timed(f"{day:%m-%d} {hour:02d}:00", f"{hour + 1:02d}:00", f"{hour}") for day in every for hour in range(20)]


def test_a_full_calendar_is_listed_piece_by_piece(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """G13: opened, or when all of it has changed, what is seen comes at once, and no turn of the loop reads more than
    some days; what a first sync brings is not read for a year."""
    view = make([])
    assert view._last > TODAY + timedelta(days=300), "it looks for the next event"
    source: Any = view._shelf._source
    source.events, source.ranges[:] = dense(), []
    view._shelf.forget(Changes(collections=frozenset({CollectionId(1)})))
    view.on_changes(Changes(collections=frozenset({CollectionId(1)})))
    assert len(source.ranges) == 1 and view.in_sight() and all(row.event for row in view.rows[1:12])
    settle(view)
    assert all((last - first).days < agenda.SLICE for first, last in source.ranges)
    assert view._last < TODAY + timedelta(days=60)


def test_what_changes_out_of_sight_paints_nothing(make: Make) -> None:
    """G13: nor does what is read on; what changes in sight is painted."""
    view = make(dense())
    view.viewport().repaint()
    painted: list[int] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            painted.extend([1] if event.type() == QEvent.Type.Paint else [])
            return False

    watch = Watch()
    view.viewport().installEventFilter(watch)
    source: Any = view._shelf._source
    for number, (day, paints) in enumerate(((TODAY + timedelta(days=1), False), (TODAY, True))):
        source.events.append(timed(f"{day:%m-%d} 08:00", "08:30", f"new{number}"))
        changes = Changes(collections=frozenset({CollectionId(1)}), first=day, last=day)
        view._shelf.forget(changes)
        view.on_changes(changes)
        settle(view)
        assert f"new{number}" in {name for _kind, _day, name in listed(view)} and bool(painted) == paints


Some = st.lists(st.tuples(st.integers(-20, 40), st.integers(0, 22), st.integers(1, 4)), max_size=40)


@settings(max_examples=40)
@given(stays=Some, before=Some, after=Some, down=st.integers(0, 900), width=st.integers(0, 30))
def test_what_is_seen_stays_where_it_is_while_the_rest_changes(
    make: Make,
    stays: list[tuple[int, int, int]],
    before: list[tuple[int, int, int]],
    after: list[tuple[int, int, int]],
    down: int,
    width: int,
) -> None:
    """V08, G13: whatever comes and goes, all that is listed is right in the end, and nothing jumps on the way."""

    def events(given: list[tuple[int, int, int]], name: str) -> list[Occurrence]:
        found = []
        for number, (ahead, hour, days) in enumerate(given):
            day = TODAY + timedelta(days=ahead)
            whole = all_day(f"{day:%m-%d}", days, f"{name}{number}")
            one = timed(f"{day:%m-%d} {hour:02d}:00", f"{hour + 1:02d}:00", f"{name}{number}")
            found.append(whole if number % 3 == 0 else one)
        return found

    view = make([*dense(3), *events(stays, "s"), *events(before, "b")])
    bar = view.verticalScrollBar()
    bar.setValue(min(bar.value() + down, bar.maximum() - 700))
    settle(view)
    seen = view.rows[view._rows.at(bar.value()) or 0]
    place = view._place(seen).top()
    keeps = seen.event is None or not seen.event.summary.startswith("b")
    source: Any = view._shelf._source
    source.events = [*dense(3), *events(stays, "s"), *events(after, "a")]
    changes = Changes(collections=frozenset({CollectionId(1)}), first=TODAY - timedelta(days=width), last=None)
    changes = changes if width < 25 else Changes(collections=frozenset({CollectionId(1)}))
    view._shelf.forget(changes)
    view.on_changes(changes)
    while view._reading.isActive():
        if keeps and seen.kind == "event":
            again = next(row for row in view.rows if row.event == seen.event and row.day == seen.day)
            assert view._place(again).top() == place
        QApplication.processEvents()
    if width >= 25:
        held = by_day(source.events, view._first, view._last, view._shelf.in_turn)
        each = ((day, agenda_rows.of_day(day, on, view._order)) for day, on in held.items())
        fresh = agenda_rows.listed(each, TODAY)
        assert [(row.kind, row.day, row.event, row.top, row.part) for row in view.rows] == [
            (row.kind, row.day, row.event, row.top, row.part) for row in fresh.rows
        ]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Design review", ("rev",), ["rev"]),
        ("Café crème", ("cafe",), ["Café"]),
        ("Preview", ("rev",), []),
        ("a a", ("a",), ["a", "a"]),
        ("", ("a",), []),
    ],
)
def test_what_was_searched_is_highlighted(text: str, typed: tuple[str, ...], found: list[str]) -> None:
    """K13"""
    assert [text[begin:end] for begin, end in agenda_paint.matches(text, typed)] == found


def test_a_place_that_was_searched_for_is_highlighted(qapp: QApplication) -> None:
    """K13: in the column of places, where the title does not have the words."""
    row = agenda_rows.Row("event", TODAY, timed("03-10 12:00", "13:00", "Lunch", location="Room 4"), dated=True)

    def drawn(*words: str) -> QImage:
        image = QImage(900, 32, QImage.Format.Format_RGB32)
        image.fill(theme.tokens().view)
        painter = QPainter(image)
        agenda_paint.event(
            painter, QRectF(image.rect()), row, "#2F6FDE", NOW, hovered=False, focused=False, words=words
        )
        painter.end()
        return image

    plain, found = drawn(), drawn("room")
    other = [x for x in range(900) if any(plain.pixel(x, y) != found.pixel(x, y) for y in range(32))]
    assert other and 450 <= other[0] < other[-1] < 650


def told(view: AgendaView) -> str:
    """What the card says, "" without one."""
    return view.hovering.card.text if view.hovering.card is not None else ""


def test_resting_on_a_row_tells_about_it_and_so_does_space(make: Make, qtbot: QtBot) -> None:
    """V24: beside the row, never over it; gone with the pointer, with a scroll and with the keys."""
    event = timed("03-10 14:00", "15:00", "Review", location="Room 4", attendee_count=3)
    view = make([event, timed("03-10 16:00", "17:00", "Talk")])
    row = next(row for row in view.rows if row.event)
    middle = view._place(row).center().toPoint()
    QTest.mouseMove(view.viewport(), QPoint(view._place(row).toRect().left() + 40, middle.y()))
    qtbot.waitUntil(lambda: view.hovering.card is not None)
    card = view.hovering.card
    assert card is not None
    for fact in ("Review", "Wednesday 10 March, 14:00 to 15:00", "Room 4", "3 people", "Work"):
        assert fact in card.text
    place = card.geometry().translated(card.window().mapToGlobal(QPoint()))
    assert not place.adjusted(24, 24, -24, -24).intersects(view._on_screen(row))
    said = card.text
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert told(view) == ""
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert told(view) == said
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert told(view) == ""
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert "Talk" in told(view)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert told(view) == "" and view.current_event() is not None


def test_past_days_can_be_reached_after_a_calendar_was_hidden(make: Make) -> None:
    """V08: what was left of the list comes back where there is nothing to be scrolled."""
    many = [
        timed(f"03-{day:02d} 09:00", "10:00", "Hidden")._replace(collection=CollectionId(2))
        for day in (7, 8, 9, 10, 11)
        for _ in range(20)
    ]
    view = make([timed("03-06 09:00", "10:00", "Before"), *many, timed("03-11 09:00", "10:00", "After")])
    source = view._shelf._source
    assert isinstance(source, Source)
    source.hidden = {2}
    view._shelf.reload_calendars()
    view.on_changes(Changes(collections=frozenset({CollectionId(1)}), collection_list=True))
    settle(view)
    assert ("event", date(2027, 3, 6), "Before") in listed(view)


def test_where_nothing_is_planned_any_more_the_list_ends_with_what_was_last(make: Make) -> None:
    """V08: no blank page from which nothing leads back."""
    view = make([timed("01-06 09:00", "10:00", "Long ago")])
    assert ("event", date(2027, 1, 6), "Long ago") in listed(view)
    assert "Long ago" in [event.summary for event in view.in_sight()]


def test_at_midnight_the_list_has_the_new_day(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """V08: today has a head in any case."""
    view = make([timed("03-10 09:00", "10:00", "A"), timed("03-15 09:00", "10:00", "B")])
    monkeypatch.setattr(view._shelf, "_now", lambda: NOW + timedelta(days=1))
    view.on_minute()
    assert ("day", date(2027, 3, 11), "") in listed(view)


def test_a_new_event_from_the_agenda_is_as_long_as_is_wanted(make: Make) -> None:
    """The length of new events is a setting; one begins with the next half hour."""
    view = make([timed("03-10 09:00", "10:00", "A")])
    view.take_settings(Settings(first_weekday=1, event_minutes=45))
    start, end, _place = view.current_slot()
    assert (start, end - start) == (NOW.replace(hour=11, minute=0), timedelta(minutes=45))


def test_times_are_written_as_wanted_from_now_on(make: Make) -> None:
    """L09: the clock of 12 hours, chosen while the agenda is seen, is seen at once."""
    view = make([timed("03-10 15:00", "16:00", "A")])
    was = Settings(first_weekday=1, clock="24")
    appearance.take(was)
    view.take_settings(was)
    QApplication.processEvents()
    before = view.screen().grabWindow(view.winId()).toImage()
    wanted = was.changed(clock="12")
    appearance.take(wanted, was)
    view.take_settings(wanted)
    QApplication.processEvents()
    assert view.screen().grabWindow(view.winId()).toImage() != before


def test_the_number_of_a_week_is_that_of_the_first_weekday_that_was_chosen(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L09: 10 March 2027 is in week 10 from Monday on, in week 11 from Sunday on."""
    said: list[str] = []
    draw = lettering.draw

    def heard(*told: Any) -> None:
        said.append(told[3])
        draw(*told)

    monkeypatch.setattr(lettering, "draw", heard)
    view = make([timed("03-10 15:00", "16:00", "A")])
    for first, number in ((1, "week 10"), (7, "week 11")):
        appearance.take(Settings(scheme="light", first_weekday=first))
        said.clear()
        view.grab()
        assert number in said


def test_a_time_with_nothing_at_all_says_so(make: Make) -> None:
    """V08: no blank page: the day that was asked for tells that nothing is planned."""
    view = make([])
    view.show_date(date(2030, 6, 1))
    settle(view)
    assert listed(view) == [("day", date(2030, 6, 1), ""), ("empty", date(2030, 6, 1), "")]
