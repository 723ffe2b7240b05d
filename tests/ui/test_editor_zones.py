"""An event with two time zones: its fields, its length, and the time of the user."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fakes.window import TODAY, ZONE
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from dainvo.ical import edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, EventDraft, Uid
from dainvo.ical.resource import scan
from dainvo.ui import theme, zone_names
from dainvo.ui.editor import phrases
from dainvo.ui.editor.when_row import WhenRow

NEW_YORK = ZoneInfo("America/New_York")
BEGINS = datetime(2027, 3, 10, 10, tzinfo=ZONE)


@pytest.fixture
def row(qapp: QApplication, qtbot: QtBot) -> Iterator[WhenRow]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    made = WhenRow(TODAY, ZONE)
    made.resize(486, 120)
    qtbot.addWidget(made)
    made.set_times(BEGINS, BEGINS + timedelta(hours=2))
    made.show()
    yield made


def choose(box: QComboBox, key: str) -> None:
    index = box.findText(key)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_a_flight_from_berlin_to_new_york(row: WhenRow) -> None:
    """E16: both zones reach the draft, the length is elapsed time, the user's own times stand below."""
    assert not row.zone.isVisible()
    row.show_zone()
    QTest.mouseClick(row.zone.apart, Qt.MouseButton.LeftButton)
    assert row.zone.end_box.isVisible() and row.zone.end_box.accessibleName()
    choose(row.zone.end_box, "America/New_York")
    times = row.times()
    assert (times.start, times.end) == (BEGINS, datetime(2027, 3, 10, 12, tzinfo=NEW_YORK))
    assert row.length.text() == "8 h"
    assert row.zone.own_time.text() == "Your time: Wed 10 March · 10:00 – 18:00"
    assert not row.problem


def test_an_end_before_the_start_by_its_own_clock(row: WhenRow) -> None:
    """E16, E08: 11:00 in New York is after 10:00 in Berlin, 3:00 is before it."""
    row.set_times(BEGINS, datetime(2027, 3, 10, 5, tzinfo=NEW_YORK))
    problems = [row.problem]
    row.end_time.setText("3:00")
    row.end_time.editingFinished.emit()
    assert [*problems, row.problem] == ["", "The end is before the start"]


def test_two_zones_are_shown_and_can_be_one_again(row: WhenRow) -> None:
    """E16"""
    row.set_times(BEGINS, datetime(2027, 3, 10, 12, tzinfo=NEW_YORK))
    assert row.zone.isVisible() and row.zone.end_box.isVisible()
    assert row.zone.end_box.currentText() == "America/New_York"
    QTest.mouseClick(row.zone.joined, Qt.MouseButton.LeftButton)
    assert row.times().end == datetime(2027, 3, 10, 12, tzinfo=ZONE)
    assert not row.zone.end_box.isVisible()


def test_both_zones_are_written_and_read_back() -> None:
    """E16: DTSTART and DTEND with their TZIDs and VTIMEZONEs."""
    draft = EventDraft(CollectionId(1), "Flight", BEGINS, datetime(2027, 3, 10, 12, tzinfo=NEW_YORK))
    text = edit.create(draft, uid=Uid("flight"), now=datetime(2027, 1, 1, tzinfo=UTC))
    assert "DTSTART;TZID=Europe/Berlin:20270310T100000\r\n" in text
    assert "DTEND;TZID=America/New_York:20270310T120000\r\n" in text
    assert text.count("BEGIN:VTIMEZONE") == 2
    read = edit.read(text, NO_RECURRENCE, collection=CollectionId(1)).draft
    assert (read.start, read.end) == (draft.start, draft.end)
    assert read.end.tzinfo is not None and str(read.end.tzinfo) == "America/New_York"  # type: ignore[union-attr]  # timed
    assert scan(text).rows[0].length == timedelta(hours=8)


def test_words_for_another_place(qapp: object) -> None:
    """E16"""
    tokyo = BEGINS.astimezone(ZoneInfo("Asia/Tokyo"))
    assert phrases.elsewhere(tokyo, tokyo + timedelta(hours=1), ZONE) == "Tokyo 18:00 – 19:00"
    assert phrases.elsewhere(BEGINS, BEGINS, ZONE) == ""
    arrives = datetime(2027, 3, 10, 12, tzinfo=NEW_YORK)
    assert phrases.elsewhere(BEGINS, arrives, ZONE) == "Berlin 10:00 – New York 12:00"


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        (" tokyo ", "Asia/Tokyo"),
        ("new york", "America/New_York"),
        ("Louisville", "America/Louisville"),
        ("utc", "UTC"),
        ("kolk", "Asia/Kolkata"),
        ("america", ""),
        ("nowhere", ""),
        (" ", ""),
    ],
)
def test_a_zone_is_found_by_what_people_call_it(typed: str, zone: str) -> None:
    """E16 V20: by its place, or by a part of the name that no other zone has."""
    among = ["America/Kentucky/Louisville", "America/Louisville", "America/New_York", "Asia/Kolkata", "Asia/Tokyo"]
    assert zone_names.find(typed, [*among, "UTC"]) == zone


def test_a_zone_is_chosen_by_typing_its_place(row: WhenRow, qtbot: QtBot) -> None:
    """E16: what is typed replaces the zone that stands there, is offered wherever a name has it, and is taken."""
    row.show_zone()
    with qtbot.waitActive(row):
        row.activateWindow()
    box, line = row.zone.box, row.zone.box.lineEdit()
    assert line is not None
    box.setFocus()
    qtbot.waitUntil(lambda: line.selectedText() == "Europe/Berlin")
    QTest.keyClicks(box, "new york")
    completer = box.completer()
    assert completer is not None
    assert completer.currentCompletion() == "America/New_York"
    line.editingFinished.emit()
    assert box.currentText() == "America/New_York"
    assert row.times().start == BEGINS.replace(tzinfo=NEW_YORK)


def test_a_zone_that_there_is_not_never_stands_in_its_field(row: WhenRow) -> None:
    """E16: what the field shows is what is saved."""
    row.show_zone()
    box, line = row.zone.box, row.zone.box.lineEdit()
    assert line is not None
    box.setFocus()
    line.selectAll()
    QTest.keyClicks(box, "Nowhere")
    line.editingFinished.emit()
    assert box.currentText() == "Europe/Berlin"
    assert row.times().start == BEGINS
