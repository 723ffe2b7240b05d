"""On paper: every layout, what is chosen for it, and the same in a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.source import Source, all_day, timed
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Event, EventDraft
from dainvo.ical.occurrence import CollectionId, Occurrence, PartStat
from dainvo.settings import Settings
from dainvo.ui import mirror, theme, toasts
from dainvo.ui.printing import document, print_sheet, printer
from dainvo.ui.printing.choice import Choice, Layout, Legend, Matter, letters
from dainvo.ui.printing.document import Document, preview
from dainvo.ui.printing.grids import PT
from dainvo.ui.printing.ink import POINT, Ink, tint, width_of
from dainvo.ui.printing.print_sheet import PrintSheet
from dainvo.ui.tokens import contrast

MONDAY, SUNDAY = date(2027, 3, 8), date(2027, 3, 14)
LINK = "https://us02web.zoom.us/j/81252531181?pwd=abc.1"
LEGENDS = {CollectionId(1): Legend("A", "Work", "#2F6FDE"), CollectionId(2): Legend("B", "Team", "#B7791F")}
Drawn = list[tuple[str, QRectF]]


@pytest.fixture(autouse=True)
def letters_of_the_program(qapp: QApplication) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[Drawn]:
    """Every text that is put on a page, with the room it was given."""
    found: Drawn = []

    class Recorder(Ink):
        def text(self, rect: QRectF, text: str, points: float, **how: Any) -> float:
            found.append((text, QRectF(rect)))
            return super().text(rect, text, points, **how)

        def passage(self, rect: QRectF, text: str, points: float, **how: Any) -> float:
            found.append((text, QRectF(rect)))
            return super().passage(rect, text, points, **how)

    monkeypatch.setattr(document, "Ink", Recorder)
    yield found


def made(
    layout: Layout, events: list[Occurrence], first: date = MONDAY, last: date = SUNDAY, **values: Any
) -> Document:
    choice = Choice(layout, first, last, frozenset(LEGENDS), **values)
    matter = Matter(events, LEGENDS, "10 March 2027, 10:40", lambda event: f"Notes of {event.summary}")
    return Document(choice, matter, QPageSize.PageSizeId.A4)


def print_all(pages: Document) -> list[QImage]:
    """Each page as a picture of 72 dots an inch."""
    pictures = []
    for number in range(len(pages.pages)):
        picture = QImage(
            round(pages.size.width() / POINT), round(pages.size.height() / POINT), QImage.Format.Format_RGB32
        )
        painter = QPainter(picture)
        preview(painter, pages, number, QRectF(picture.rect()))
        painter.end()
        pictures.append(picture)
    return pictures


def text_of(drawn: Drawn) -> str:
    return "\n".join(text for text, _rect in drawn)


def busy_week() -> list[Occurrence]:
    """30 events: four a day at work, one night, one of whole days."""
    events = [
        timed(f"03-{8 + day:02d} {9 + 2 * part:02d}:00", f"{10 + 2 * part:02d}:30", f"Event {day}.{part}", 1 + part % 2)
        for day in range(7)
        for part in range(4)
    ]
    return [*events, timed("03-09 22:30", "03-10 01:00", "Night shift"), all_day("03-10", 3, "Trade fair", 2)]


def test_a_week_of_30_events_is_one_landscape_page(drawn: Drawn) -> None:
    """P01: a week of 30 events prints on one landscape A4 page, all readable."""
    events = busy_week()
    week = made(Layout.WEEK, events)
    (picture,) = print_all(week)
    assert picture.width() > picture.height()
    for event in events:
        widths = [rect.width() for text, rect in drawn if event.summary in text]
        assert max(widths) >= 40 * POINT, event.summary
    said = text_of(drawn)
    assert "Week 10, 8 – 14 March 2027" in said
    assert "Page 1 of 1" in said
    assert "Printed 10 March 2027, 10:40" in said
    assert {"A", "B", "Work", "Team"} <= {text for text, _rect in drawn}


@pytest.mark.parametrize("layout", list(Layout))
def test_every_layout_prints_every_event(drawn: Drawn, layout: Layout) -> None:
    """P01: day, week, planner, month and agenda show each event or list it."""
    events = [*busy_week(), *(timed("03-10 09:00", "09:30", f"Crowd {number}") for number in range(25))]
    pages = made(layout, events)
    assert len(print_all(pages)) == len(pages.pages)
    for event in events:
        assert any(
            event.summary in text and rect.width() >= max(width_of(word, PT) for word in event.summary.split())
            for text, rect in drawn
        ), event.summary


def test_what_a_week_has_no_room_for_is_listed_on_the_same_page(drawn: Drawn) -> None:
    """P01: three at once and a night over all 24 hours: one page, and each title is told whole."""
    crowd = [timed("03-12 09:00", "10:00", f"Preparation of the spring meeting {letter}") for letter in "ABCD"]
    week = made(Layout.WEEK, [*crowd, timed("03-10 23:00", "03-11 02:00", "Night shift")])
    assert len(print_all(week)) == 1
    assert "More on 12 March" in text_of(drawn)
    for event in crowd:
        listed = [rect for text, rect in drawn if text == event.summary and rect.top() > 0.75 * week.size.height()]
        assert listed and all(rect.bottom() < week.size.height() for rect in listed)


def test_the_grid_has_the_hours_of_work_and_those_of_events(drawn: Drawn) -> None:
    """P01: 9 to 17 is printed as that, and an early flight adds the hours before."""
    for events, hours in (([], range(9, 17)), ([timed("03-10 05:30", "06:00", "Flight")], range(5, 17))):
        drawn.clear()
        print_all(made(Layout.WEEK, events, work=(9, 17)))
        said = [text for text, _rect in drawn if re.fullmatch(r"\d\d:00", text)]
        assert said == [f"{hour:02d}:00" for hour in hours]


def test_the_hours_of_work_are_those_of_the_settings(sheet: PrintSheet, drawn: Drawn) -> None:
    """P01"""
    print_all(sheet.document)
    assert {"07:00", "15:00"} <= {text for text, _rect in drawn}
    assert "16:00" not in {text for text, _rect in drawn}


def test_what_has_no_room_is_listed_under_its_day(drawn: Drawn) -> None:
    """P01: a month's cell counts what it hides, and a list says what it is."""
    month = made(Layout.MONTH, [timed("03-12 09:00", "09:30", f"Crowd {number:02d}") for number in range(25)])
    print_all(month)
    said = text_of(drawn)
    assert re.search(r"\+\d+ more, see the list", said)
    assert "More on 12 March" in said
    assert all(f"Crowd {number:02d}" in said for number in range(25))


def test_pages_follow_the_days() -> None:
    """P02: a page for each day, week or month that holds a chosen day; the agenda goes on without a gap."""
    spans = {
        Layout.DAY: 10,
        Layout.WEEK: 2,
        Layout.PLANNER: 2,
        Layout.MONTH: 1,
        Layout.AGENDA: 1,
    }
    for layout, count in spans.items():
        choice = Choice(layout, MONDAY, MONDAY + timedelta(days=9), frozenset())
        assert len(choice.spans()) == count, layout
    (february,) = Choice(Layout.MONTH, date(2027, 2, 3), date(2027, 2, 20), frozenset()).spans()
    assert february == (date(2027, 2, 1), date(2027, 2, 28))


def test_an_empty_agenda_says_so(drawn: Drawn) -> None:
    print_all(made(Layout.AGENDA, []))
    assert "Nothing is planned on these days." in text_of(drawn)


def test_places_links_and_notes_only_where_they_are_wanted(drawn: Drawn) -> None:
    """P02: details are chosen; a link is printed in short."""
    event = timed("03-10 09:00", "11:00", "Review", location="Room 4", join_url=LINK)
    print_all(made(Layout.AGENDA, [event], notes=True))
    said = text_of(drawn)
    assert "Room 4" in said
    assert "Zoom, ID 812 5253 1181" in said
    assert "Notes of Review" in said
    drawn.clear()
    print_all(made(Layout.AGENDA, [event], places=False))
    assert not {"Room 4", "Notes of Review"} & {text for text, _rect in drawn}


def test_long_notes_go_on_over_pages_without_a_cut(drawn: Drawn) -> None:
    """P01: no line runs over the edge of its page."""
    events = [
        timed(f"03-10 {8 + hour:02d}:00", f"{9 + hour:02d}:00", "Long " * 60, location="Place " * 50)
        for hour in range(12)
    ]
    pages = made(Layout.AGENDA, events, notes=True)
    assert len(print_all(pages)) > 1
    bottom = pages.size.height()
    assert all(rect.top() < bottom and rect.right() <= pages.size.width() for _text, rect in drawn)


def test_the_pdf_has_text_letters_and_links() -> None:
    """P03: selectable text, embedded fonts, live links."""
    pdf = made(Layout.AGENDA, [timed("03-10 09:00", "11:00", "Review", join_url=LINK)]).pdf("Week")
    assert pdf.startswith(b"%PDF")
    assert LINK.encode() in pdf
    assert b"/FontFile" in pdf
    assert b"/ToUnicode" in pdf
    letters_of_title = {f"<{ord(letter):04X}>".encode() for letter in "Review"}
    assert any(letters_of_title <= set(re.findall(rb"<[0-9A-F]{4}>", part)) for part in pdf.split(b"beginbfrange")[1:])


@given(st.integers(0, 0xFFFFFF))
def test_black_text_is_readable_on_every_tint(colour: int) -> None:
    """L05: on paper too."""
    assert contrast(QColor(0, 0, 0), tint(f"#{colour:06x}")) >= 12


@given(st.integers(0, 100_000))
def test_letters_tell_calendars_apart(number: int) -> None:
    """P01: A to Z, then AA."""
    assert letters(number) != letters(number + 1)
    assert letters(0) + letters(25) + letters(26) == "AZAA"


class _Reader(Source):
    """A source that has the notes of events as well."""

    def occurrences(
        self, first: date, last: date, *, collections: Any = None, include_hidden: bool = False
    ) -> list[Occurrence]:
        found = super().occurrences(first, last)
        return [event for event in found if collections is None or event.collection in collections]

    def event(self, resource: Any, recurrence_id: Any) -> Event:
        found = next(event for event in self.events if event.resource == resource)
        draft = EventDraft(found.collection, found.summary, found.start, found.end, description="Bring the slides")
        return Event(found.resource, found.uid, found.recurrence_id, draft)


@pytest.fixture
def sheet(qtbot: QtBot, qapp: QApplication) -> Iterator[PrintSheet]:
    host = QWidget()
    host.resize(1200, 900)
    qtbot.addWidget(host)
    host.show()
    events = [
        timed("03-10 09:00", "10:00", "Work thing", 1),
        timed("03-11 09:00", "10:00", "Team thing", 2),
        timed("03-11 11:00", "12:00", "Declined thing", 2, own_partstat=PartStat.DECLINED),
    ]
    now = events[0].start
    yield print_sheet.open_sheet(
        host,
        _Reader(events),  # type: ignore[arg-type]  # enough of a reader
        span=(MONDAY, SUNDAY),
        now=now,  # type: ignore[arg-type]  # a timed event
        settings=Settings(view="week", first_weekday=1, work_start_hour=7, work_end_hour=16),
    )


def test_only_ticked_calendars_are_printed(sheet: PrintSheet, drawn: Drawn) -> None:
    """P02: two calendars, one ticked: only its events, and no declined one."""
    print_all(sheet.document)
    assert "Work thing" in text_of(drawn)
    assert "Team thing" in text_of(drawn)
    assert "Declined thing" not in text_of(drawn)
    sheet.ticks[CollectionId(1)].setChecked(False)
    drawn.clear()
    print_all(sheet.document)
    assert "Work thing" not in text_of(drawn)
    assert "Team thing" in text_of(drawn)


def test_layout_days_and_notes_are_chosen(sheet: PrintSheet, drawn: Drawn) -> None:
    """P02: what is chosen is what the preview shows."""
    assert sheet.notes.isHidden(), "only a list has room for them"
    sheet.layouts.setCurrentIndex(sheet.layouts.findData(Layout.AGENDA))
    assert not sheet.notes.isHidden()
    sheet.notes.setChecked(True)
    sheet.first.set_value(date(2027, 3, 11))
    sheet.renew()
    drawn.clear()
    print_all(sheet.document)
    said = text_of(drawn)
    assert "Bring the slides" in said
    assert "Work thing" not in said
    assert sheet.paper.accessibleName() == "Preview of page 1 of 1: 11 – 14 March 2027"


def test_the_pdf_is_written_where_it_is_wanted(
    sheet: PrintSheet, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P03: the file holds what the preview showed; a place that cannot be written is said and the dialog stays."""
    said: list[str] = []
    monkeypatch.setattr(toasts, "say", lambda _where, text, *_rest: said.append(text))
    sheet.save()
    dialog = sheet.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "none" / "week.pdf"))
    assert said == ["The PDF could not be written: No such file or directory"]
    assert sheet.isVisible()
    dialog.fileSelected.emit(str(tmp_path / "week.pdf"))
    assert (tmp_path / "week.pdf").read_bytes().startswith(b"%PDF")
    assert not sheet.isVisible()


def test_without_a_printer_it_says_why(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """P01: the button is off and says why; saving a PDF is what Enter does."""
    monkeypatch.setattr(printer, "is_there", lambda: False)
    host = QWidget()
    qtbot.addWidget(host)
    now = timed("03-10 09:00", "10:00").start
    settings = Settings(view="month", first_weekday=1)
    made = PrintSheet(host, _Reader(), span=(MONDAY, SUNDAY), now=now, settings=settings)  # type: ignore[arg-type]
    assert not made.print_button.isEnabled()
    assert made.no_printer.text() == "This computer has no printer. A PDF can be saved."
    assert made.save_button.isDefault()
    assert made.choice.first == date(2027, 3, 1)


def test_a_tick_stands_beside_its_calendar(sheet: PrintSheet) -> None:
    """X02, ux.md §16: 24 px to hit, and no gap that parts it from its words."""
    sheet.show()
    for tick in sheet.ticks.values():
        assert tick.width() == 24


def test_every_control_has_a_name_and_pages_turn(sheet: PrintSheet) -> None:
    """X01: the dialog works by keyboard."""
    sheet.layouts.setCurrentIndex(sheet.layouts.findData(Layout.DAY))
    assert sheet.count.text() == "Page 1 of 7"
    QTest.keyClick(sheet.forward, Qt.Key.Key_Space)
    assert sheet.count.text() == "Page 2 of 7"
    for control in (sheet.layouts, sheet.papers, sheet.first, sheet.last, sheet.back, sheet.forward):
        assert control.accessibleName()


@pytest.mark.parametrize("kind", list(Layout))
def test_from_right_to_left_the_paper_begins_at_the_right(kind: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    """L09, P01: lines, tints and places are those of a mirror; the words are not."""
    week = made(kind, [timed("03-09 10:00", "12:00", "Review"), all_day("03-10", 2, "Fair")])
    monkeypatch.setattr(Ink, "_draw", lambda *_words: None)
    usual = page_of(week)
    monkeypatch.setattr(mirror, "on", True)
    assert apart(page_of(week), usual.flipped(Qt.Orientation.Horizontal)) < 0.002
    monkeypatch.undo()
    words = page_of(week)
    monkeypatch.setattr(mirror, "on", True)
    mirrored = page_of(week)
    assert apart(mirrored, words) > 0.002
    assert apart(mirrored, words.flipped(Qt.Orientation.Horizontal)) > 0.001, "not a mirror's writing"


def page_of(made: Document) -> QImage:
    image = QImage((made.size / 8).toSize(), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    preview(painter, made, 0, QRectF(image.rect()))
    painter.end()
    return image


def apart(one: QImage, other: QImage) -> float:
    """The share of pixels that differ clearly."""
    pairs = zip(memoryview(one.constBits()), memoryview(other.constBits()), strict=True)
    return sum(abs(here - there) > 100 for here, there in pairs) / (one.width() * one.height())
