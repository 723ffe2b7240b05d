"""A25: the same event in several calendars is one drawing with all their colours, and says which copy is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fakes.calendar_world import event as calendar_text
from fakes.engine_bench import BERLIN, Bench
from fakes.source import Source, all_day, timed
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.actions import calendar_list
from dainvo.ical.event import NO_RECURRENCE, CollectionId, Href, Occurrence
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui import theme
from dainvo.ui.bridge import Bridge
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.main_window import MainWindow
from dainvo.ui.search import SearchPage
from dainvo.ui.views import chip, names
from dainvo.ui.views.look import look
from dainvo.ui.views.time_grid import TimeGrid
from dainvo.ui.views.view import Shelf, find

NOW = datetime(2027, 3, 10, 8, 0, tzinfo=BERLIN)
COLOURS = {"Work": "#2F6FDE", "Home": "#2C8A4B", "Team": "#D64545"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile", background=False)
    yield made
    made.close()
    assert not made.bugs


def calendars(bench: Bench, text: str) -> dict[str, CollectionId]:
    """Three calendars that all have the event."""
    made = {name: bench.call(calendar_list.add_local, name, color=color) for name, color in COLOURS.items()}
    bench.store(lambda store: [store.create_local(one, Href("/same.ics"), text) for one in made.values()])
    return made


def shelf(source: Source) -> Shelf:
    return Shelf(source, lambda: NOW)


def shown(*events: Occurrence) -> list[Occurrence]:
    day = NOW.date()
    return shelf(Source(list(events))).take(day, day)


def copies(*calendars: int, **values: object) -> list[Occurrence]:
    """The same event in these calendars, each a resource of its own."""
    first = timed("03-10 09:00", "10:00", "Plan")
    return [
        first._replace(resource=number, collection=CollectionId(number), **values)  # type: ignore[arg-type]  # an id
        for number in calendars
    ]


def test_the_week_draws_the_event_of_three_calendars_once(
    bench: Bench, host: QWidget, bridge: Bridge, qtbot: QtBot
) -> None:
    """A25: one box with three colours; card and editor say which copy they change."""
    made = calendars(bench, calendar_text("same", "Plan"))
    with bench.reader() as reader:
        grid = TimeGrid(Shelf(reader, lambda: NOW), Settings(first_weekday=1), kind="week")
        grid.resize(944, 700)
        qtbot.addWidget(grid)
        grid.show()
        qtbot.waitExposed(grid)
        [drawn] = grid.grid.chips
        assert [copy.name for copy in drawn.event.also] == ["Home", "Team"]
        assert stripe_colours(drawn) == {theme.event_stripe(colour).name() for colour in COLOURS.values()}
        assert "Work, also in Home, Team" in names.full(drawn.event, "Work")
        _the_card_shows_another_copy(host, bridge, reader, drawn.event, made)
        _the_editor_says_which(host, bridge, reader, drawn.event, qtbot)


def _the_card_shows_another_copy(
    host: QWidget, bridge: Bridge, reader: Reader, event: Occurrence, made: dict[str, CollectionId]
) -> None:
    card = EventPopover(host, bridge, reader, event, now=lambda: NOW)
    card.show_at(QRect(host.mapToGlobal(QPoint(60, 200)), QSize(190, 52)))
    assert "This is the copy in Work. Also in:" in said(card)
    home = next(one for one in card.findChildren(QPushButton) if one.text() == "Home")
    assert home.accessibleName() == "Show the copy in Home"
    home.click()
    assert "This is the copy in Home. Also in:" in said(card)
    assert card.page.event_shown is not None
    assert card.page.event_shown.draft.collection == made["Home"]
    card.dismiss()


def _the_editor_says_which(host: QWidget, bridge: Bridge, reader: Reader, event: Occurrence, qtbot: QtBot) -> None:
    opened = reader.event(event.resource, NO_RECURRENCE)
    editor = Editor(host, bridge, reader, Settings(), draft=opened.draft, event=opened, now=lambda: NOW)
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(editor)
    editor.open()
    assert editor.said.effect.text() == "Saves to Work only, not to the copy in Home, Team"
    editor.reject()


def said(card: EventPopover) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def stripe_colours(drawing: chip.Chip) -> set[str]:
    """The strong colours down the left edge of a drawing."""
    image = QImage(drawing.rect.size().toSize() + QSize(2, 2), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(-drawing.rect.topLeft())
    drawing.paint(painter)
    painter.end()
    wanted = {theme.event_stripe(colour).name() for colour in COLOURS.values()}
    return {image.pixelColor(2, y).name() for y in range(image.height())} & wanted


def test_a_hidden_calendar_leaves_the_others(bench: Bench) -> None:
    """A25: its copy is neither drawn nor named."""
    made = calendars(bench, calendar_text("same", "Plan"))
    bench.store(lambda store: store.set_collection(made["Work"], visible=False))
    with bench.reader() as reader:
        [event] = Shelf(reader, lambda: NOW).take(NOW.date(), NOW.date())
    assert event.collection == made["Home"]
    assert [copy.name for copy in event.also] == ["Team"]


def test_every_date_of_a_series_is_drawn_once(bench: Bench) -> None:
    """A25."""
    calendars(bench, calendar_text("same", "Plan", extra="RRULE:FREQ=DAILY;COUNT=3"))
    with bench.reader() as reader:
        found = Shelf(reader, lambda: NOW).take(NOW.date(), datetime(2027, 3, 20).date())
    assert [len(event.also) for event in found] == [2, 2, 2]


@pytest.mark.parametrize("values", [{"summary": "Other"}, {"end": datetime(2027, 3, 10, 11, tzinfo=BERLIN)}])
def test_copies_that_differ_are_drawn_apart(values: dict[str, object]) -> None:
    """A25: nothing is hidden behind a copy that says something else."""
    one, other, last = copies(1, 2, 3)
    changed = other._replace(**values)  # type: ignore[arg-type]  # fields of an occurrence
    assert [(event.summary, len(event.also)) for event in shown(one, changed, last)] == [
        ("Plan", 1),
        (changed.summary, 0),
    ]


def test_two_in_one_calendar_are_both_drawn() -> None:
    """A25: those the server wrongly keeps twice are told apart, as is said of them."""
    one, other = copies(1, 2)
    twin = one._replace(resource=99)  # type: ignore[arg-type]  # an id
    assert sorted(len(event.also) for event in shown(one, twin, other)) == [0, 1]


def test_what_needs_attention_stands_for_all() -> None:
    """A25: a refused copy is not hidden behind one that is well, nor one to answer behind one that is not."""
    one, other, last = copies(1, 6, 3)
    assert [event.collection for event in shown(other, one)] == [1], "Holidays can’t be changed"
    assert [event.collection for event in shown(one, other, last._replace(blocked=True))] == [3]


def test_a_copy_is_found_where_another_stands_for_it() -> None:
    """A25: whoever looks for the copy in one calendar comes to the drawing of all."""
    one, other, alone = *copies(1, 2), timed("03-10 12:00", "13:00", "Alone")
    [drawn, last] = shown(one, other, alone)
    assert find([drawn, last], other) is drawn
    assert find([last], other) is None
    assert find([drawn, last], other._replace(start=alone.start)) is None


def test_a_search_lists_it_once(bench: Bench, bridge: Bridge, qtbot: QtBot) -> None:
    """A25: as it is drawn."""
    calendars(bench, calendar_text("same", "Plan"))
    with bench.reader() as reader:
        window = MainWindow(reader, bridge, Settings(first_weekday=1), now=lambda: NOW)
        qtbot.addWidget(window)
        page = SearchPage(window, reader)
        page.field.setText("Plan")
        page.refresh()
        assert page.said.text() == "1 event"


def test_events_of_one_calendar_cost_nothing_more() -> None:
    """A25: without copies the events stay the very same objects."""
    event = timed("03-10 09:00", "10:00", "Plan")
    assert shown(event)[0] is event


@pytest.mark.parametrize("kind", ["timed", "bar", "line"])
def test_each_drawing_shows_every_colour(qapp: QApplication, kind: str) -> None:
    """A25: in the grid, in the lane, and as the dot of a month line."""
    theme.apply(qapp, "light")
    whole = all_day("03-10", 1, "Fair")
    events = [whole._replace(resource=n, collection=CollectionId(n)) for n in (1, 4)]  # type: ignore[arg-type]  # ids
    [event] = shown(*events)
    rect = QRectF(4, 4, 160, 60 if kind == "timed" else 20)
    seen = look(event, NOW)
    made = {
        "timed": lambda: chip.timed(event, seen, COLOURS["Work"], rect),
        "bar": lambda: chip.bar(event, seen, COLOURS["Work"], rect),
        "line": lambda: chip.line(event, seen, COLOURS["Work"], rect, camera=False),
    }[kind]()
    image = QImage(200, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    made.paint(painter)
    painter.end()
    found = {image.pixelColor(x, y).name() for x in range(20) for y in range(80)}
    assert {theme.event_stripe(event.also[0].color).name(), theme.event_stripe(COLOURS["Work"]).name()} <= found
