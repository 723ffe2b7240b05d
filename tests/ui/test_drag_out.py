"""Events dragged out of the window (I01), on the real engine and copy: only the window system's part is faked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import pointer
from fakes.real_window import TODAY, Places, opened, other_day
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.file_values import Standing
from dainvo.ical import conference, stream
from dainvo.ui import drag_out, toasts
from dainvo.ui.files.drop import FileDrop, calendar_file
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.search import SearchPage

TOKYO = ZoneInfo("Asia/Tokyo")
OUT = QPoint(-200, -200)


class Carried:
    """What the window system was given, and what it does meanwhile."""

    def __init__(self) -> None:
        self.data: list[QMimeData] = []
        self.actions: list[Any] = []
        self.meanwhile: Callable[[QMimeData], object] = lambda _data: None

    def exec(self, drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        self.data.append(drag.mimeData())
        self.actions.append(actions)
        self.meanwhile(drag.mimeData())
        return Qt.DropAction.IgnoreAction

    @property
    def path(self) -> Path:
        (data,) = self.data
        found = calendar_file(data)
        assert found is not None
        return found


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Carried:
    made = Carried()
    monkeypatch.setattr(QDrag, "exec", lambda drag, actions: made.exec(drag, actions))
    return made


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Places]:
    with opened(Places, qapp, qtbot, tmp_path) as made:
        made.until(lambda: made.window.chosen is not None)
        made.show("week")
        made.window.week.grid.scroll_to_minute(6 * 60)
        yield made


def outside(world: Places, widget: QWidget) -> QPoint:
    """A point beside the window, in those of `widget`."""
    return widget.mapFrom(world.window, OUT)


def told(world: Places) -> bool:
    """Whether the card of an event is open."""
    return world.window.cards.card is not None


def unmoved(world: Places, title: str, start: object) -> None:
    """Nothing is held any more, and nothing was saved."""
    assert world.one(title).start == start
    assert world.window.shelf.shifted is None
    assert not world.window.week.grid.dragging().running
    assert not world.window.week.head.dragging().running
    assert not world.window.cards.undo_names().get("undo", "").startswith("Undo: move")


def test_out_of_the_hours_an_event_is_a_file(world: Places, carried: Carried) -> None:
    """I01: with its zone and UID, as an import takes it; the event stays where it was, and a later drag moves it."""
    start = world.moment(10).astimezone(TOKYO)
    world.add("../Plan: a/b", start, start + timedelta(minutes=90))
    world.until(lambda: bool(world.window.week.grid.chips))
    view, before = world.window.week.grid.viewport(), world.one("../Plan: a/b")
    stored = world.session.reader.text(before.resource)
    pointer.drag(view, [world.hour(world.moment(10)), world.hour(world.moment(12)), outside(world, view)])
    assert carried.actions == [Qt.DropAction.CopyAction]
    assert carried.path.name == "-Plan- a-b.ics"
    assert carried.path.stat().st_mode & 0o777 == 0o600
    assert carried.path.parent.stat().st_mode & 0o777 == 0o700
    assert Path(drag_out._folder().name) in carried.path.parents
    text = carried.path.read_bytes().decode()
    assert f"BEGIN:VTIMEZONE\r\nTZID:{TOKYO}" in text
    assert bytes(carried.data[0].data("text/calendar").data()).decode() == text
    assert carried.data[0].text().startswith("../Plan: a/b\n")
    ((uid, _one),) = stream.split(text)
    assert uid == before.uid
    unmoved(world, before.summary, world.moment(10))
    assert world.session.reader.text(before.resource) == stored
    there = world.call("calendar_list.add_local", "There")
    preview = world.call("files.preview_import", carried.path, there)
    assert [(one.title, one.start, one.standing) for one in preview.events] == [(before.summary, start, Standing.NEW)]
    pointer.drag(view, [world.hour(world.moment(10)), world.hour(world.moment(14))])
    world.until(lambda: world.one(before.summary).start == world.moment(14))


def test_out_of_the_lane_and_the_month(world: Places, carried: Carried) -> None:
    """I01: a series with all its dates; what is drawn out or stretched stays with the window."""
    first, second = sorted((TODAY, other_day()))
    world.add("Fair", first, second + timedelta(days=1), rrule="FREQ=MONTHLY")
    head, month = world.window.week.head, world.window.month
    world.until(lambda: bool(head.chips))
    rect = head.chips[0].rect
    edge, middle = QPoint(round(rect.right()) - 2, round(rect.center().y())), world.lane(first)
    pointer.drag(head, [edge, outside(world, head)], drop=False)
    QTest.keyClick(world.window.week, Qt.Key.Key_Escape)
    pointer.drag(head, [middle + QPoint(0, 200), outside(world, head)], drop=False)
    QTest.keyClick(world.window.week, Qt.Key.Key_Escape)
    assert not carried.data
    pointer.drag(head, [middle, outside(world, head)])
    assert "RRULE:FREQ=MONTHLY" in carried.path.read_text()
    found = [one for one in world.shown() if one.summary == "Fair"]
    assert first in [one.start for one in found]
    carried.data.clear()
    world.show("month")
    world.until(lambda: bool(month.page.chips))
    chip = next(one for one in month.page.chips if one.event.start == first)
    at = QPointF(chip.rect.left() + 30, chip.rect.center().y()).toPoint()
    pointer.drag(month, [at, outside(world, month)])
    assert carried.path.name == "Fair.ics"
    assert [one for one in world.shown() if one.summary == "Fair"] == found
    assert not month.dragging().moves


def test_out_of_a_list_it_goes_at_once(world: Places, carried: Carried) -> None:
    """I01: rows of the agenda and of the search; a press that hardly moves stays a click."""
    world.add("Talk", world.moment(10), world.moment(11))
    world.show("agenda")
    agenda = world.window.stack.agenda()
    world.until(lambda: len(agenda.listed()) == 1)
    at = agenda.drawn()[0].rect.center().toPoint() - QPoint(0, agenda.verticalScrollBar().value())
    pointer.drag(agenda.viewport(), [at, at + QPoint(2, 1)])
    assert not carried.data
    assert told(world)
    world.window.cards.close_card()
    pointer.drag(agenda.viewport(), [at, at + QPoint(9, 0)])
    assert carried.path.name == "Talk.ics"
    assert not told(world)
    carried.data.clear()
    world.window.search()
    page = world.window.stack.currentWidget()
    assert isinstance(page, SearchPage)
    QTest.keyClicks(page.field, "talk")
    world.until(lambda: len(page.list.listed()) == 1)
    at = page.list.drawn()[0].rect.center().toPoint()
    pointer.drag(page.list.viewport(), [at, at + QPoint(0, 9)])
    assert carried.path.name == "Talk.ics"
    assert world.window.stack.currentWidget() is page


def test_dropped_back_inside_nothing_happens(world: Places, carried: Carried) -> None:
    """I01: our own file is no import, and our fields take no text of it; a file from elsewhere is looked into."""
    window = world.window
    FileDrop(window, world.session.bridge, world.session.reader)
    world.add("Talk", world.moment(10), world.moment(11))
    world.until(lambda: bool(window.week.grid.chips))

    def drop(data: QMimeData) -> bool:
        held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(5, 5), *held)
        enter.setAccepted(False)
        QApplication.sendEvent(window, enter)
        QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), *held))
        return enter.isAccepted() or bool(window.findChildren(ImportSheet))

    taken: list[bool] = []
    carried.meanwhile = lambda data: taken.append(drop(data))
    view = window.week.grid.viewport()
    pointer.drag(view, [world.hour(world.moment(10)), outside(world, view)])
    assert taken == [False]
    unmoved(world, "Talk", world.moment(10))
    assert drop(carried.data[0])


def test_the_link_of_a_meeting_goes_along_and_our_own_lines_stay(
    world: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I01, Y09: whoever gets the file can join; which account made the meeting is nobody's business."""
    start = world.moment(10).astimezone(TOKYO)
    world.add("Talk", start, start + timedelta(hours=1), description="Bring numbers.")
    event, reader = world.one("Talk"), world.session.reader
    link = conference.Link("https://zoom.us/j/123456789?pwd=x", "123456789", account_hash="abc", op_id="op-1")
    text = conference.attach(reader.text(event.resource), link, now=world.moment(9))
    zone = text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]
    assert "X-DAINVO-ZOOM-ACCOUNT" in text
    monkeypatch.setattr(type(reader), "text", lambda _reader, _resource: text.replace(zone, ""))
    (url,) = drag_out.carried(reader, event).urls()
    shared = Path(url.toLocalFile()).read_bytes().decode()
    assert f"BEGIN:VTIMEZONE\r\nTZID:{TOKYO}" in shared  # as an export, where the server left it out
    assert "X-DAINVO" not in shared
    found = conference.find(shared)
    assert found is not None
    assert (found.join_url, found.meeting_id) == (link.join_url, link.meeting_id)
    assert "Bring numbers." in shared


@pytest.mark.parametrize(
    ("title", "name"),
    [("../a/b:\n", "-a-b--.ics"), ("", "event.ics"), (" .. ", "event.ics"), ("Ü" * 90, "Ü" * 56 + ".ics"),
     ("C:\\x\0y", "C--x-y.ics"), ("con", "_con.ics"), ("Aux.1", "_Aux.1.ics"), ("Console", "Console.ics")],
)  # fmt: skip
def test_the_name_is_safe_whatever_the_title(title: str, name: str) -> None:
    """I01"""
    made = [drag_out._file(title, "x\r\n") for _ in range(2)]
    assert [one.name for one in made] == [name, name]
    assert made[0] != made[1]
    assert [one.read_bytes() for one in made] == [b"x\r\n"] * 2


def test_what_is_gone_or_cannot_be_written_is_said(
    world: Places, carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I01"""
    world.add("Talk", world.moment(10), world.moment(11))
    event = world.one("Talk")
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.mkdtemp", _full)
        drag_out.start(world.window, world.session.reader, event)
    said = toasts.of(world.window).history
    assert "Talk.ics” can’t be written: No space left on device" in said[-1]
    world.call("events.delete_event", event.resource)
    drag_out.start(world.window, world.session.reader, event)
    assert "Talk.ics" not in said[-1]
    assert not carried.data


def _full(**_how: object) -> str:
    raise OSError(28, "No space left on device")
