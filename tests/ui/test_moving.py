"""Drag, keys, undo and redo (E01–E04, E14, K16) through the real window, engine and copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import real_window
from fakes import window as given
from fakes.real_window import TODAY, opened
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dainvo.engine.actions.events import save_event
from dainvo.engine.desk import Desk
from dainvo.ical import edit
from dainvo.ical.event import Attendee, CollectionId, EventDraft, Href, Online, PartStat, Scope, Uid
from dainvo.ui import copying, toasts
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.editor.questions import ScopeQuestion
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.palette import Palette
from dainvo.ui.views import time_grid

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


class World(real_window.World):
    """The same with the pointer over the hours of the day."""

    def point(self, moment: datetime, *, below: int = 8) -> QPoint:
        """A point of the viewport of the day's grid, some px below a time of today."""
        grid = self.window.day.grid
        y = (moment.hour * 60 + moment.minute) * grid.axis.hour_px / 60 - grid.scrolled() + below
        return QPoint(grid.columns().left(0) + 60, round(y))

    def drag(self, start: QPoint, end: QPoint, *, drop: bool = True, shift: bool = False) -> None:
        view = self.window.day.grid.viewport()
        keys = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        QTest.mousePress(view, Qt.MouseButton.LeftButton, keys, start)
        for part in (0.3, 0.7, 1.0):
            at = start + (end - start) * part
            self._move(at, keys)
        if drop:
            QTest.mouseRelease(view, Qt.MouseButton.LeftButton, keys, end)

    def _move(self, at: QPoint, keys: Qt.KeyboardModifier) -> None:
        """With the button held: QTest's own moves leave it out."""
        view = self.window.day.grid.viewport()
        left = Qt.MouseButton.LeftButton
        where = QPointF(view.mapToGlobal(at))
        moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, left, keys)
        QApplication.sendEvent(view, moved)


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    with opened(World, qapp, qtbot, tmp_path) as made:
        made.window.show_view("day")
        made.window.day.grid.scroll_to_minute(8 * 60)
        yield made


def test_an_event_is_dragged_to_another_time(world: World) -> None:
    """E02, K16: moved on the grid, in the copy; Undo brings it back, Redo moves it again."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    world.drag(world.point(world.moment(10), below=20), world.point(world.moment(13), below=20))
    world.until(lambda: world.one("Plan").start == world.moment(13))
    assert world.one("Plan").end == world.moment(14)
    focused = world.window.day.current_event()
    assert focused is not None and focused[0].start == world.moment(13), "the keys go on with it"
    world.until(lambda: "Plan" in toasts.of(world.window).text())
    QTest.keyClick(world.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    world.until(lambda: world.one("Plan").start == world.moment(10))
    world.until(lambda: toasts.of(world.window).text().startswith("Undone:"))
    QTest.keyClick(world.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    world.until(lambda: world.one("Plan").start == world.moment(13))
    shown = toasts.of(world.window)
    world.until(lambda: shown.history[-1].startswith("Done again:"))
    assert shown.text() == shown.history[-1], "at once, not when the other's time is over"


def test_a_message_after_another_has_room_for_its_words(world: World) -> None:
    """ux.md §12: one at a time; the second is as large as if it had come alone."""
    shown = toasts.of(world.window)
    shown.say("The second message")
    alone = shown.size()
    shown.dismiss()
    shown.say("First")
    shown.say("The second message")
    shown.dismiss()
    assert (shown.text(), shown.size()) == ("The second message", alone)


def test_undo_of_a_message_never_takes_back_a_later_step(world: World) -> None:
    """K16: what offers Undo is over with the next step, and once it was undone by key."""
    for title, hour in (("Plan", 9), ("Call", 12)):
        world.add(title, world.moment(hour), world.moment(hour + 1))
    world.until(lambda: len(world.window.day.grid.chips) == 2)
    shown = toasts.of(world.window)
    for title in ("Plan", "Call"):
        world.window.day.setFocus()
        world.window.day.select(world.one(title))
        QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        world.until(lambda title=title: title in shown.text())
    assert "Plan" not in shown.text(), "its Undo would move Call"
    QTest.keyClick(world.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    world.until(lambda: world.one("Call").start == world.moment(12))
    world.until(lambda: shown.text().startswith("Undone:"))
    assert world.one("Plan").start == world.moment(9) + timedelta(minutes=15)


def test_undo_of_a_message_gives_the_focus_back(world: World) -> None:
    """X01, ux.md §15: reached by Tab, it goes away with the focus; the keys are the view's again."""
    world.add("Plan", world.moment(9), world.moment(10))
    world.until(lambda: bool(world.window.day.grid.chips))
    world.window.day.setFocus()
    world.window.day.select(world.one("Plan"))
    QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown = toasts.of(world.window)
    world.until(lambda: "Plan" in shown.text())
    (undo,) = shown.findChildren(QPushButton)
    undo.setFocus()
    QTest.keyClick(undo, Qt.Key.Key_Space)
    assert world.window.focusWidget() is world.window.day
    world.until(lambda: world.one("Plan").start == world.moment(9))


@pytest.mark.parametrize("view", ["day", "agenda"])
def test_arrows_go_from_card_to_card(world: World, view: str) -> None:
    """E06, ux.md §7: the card follows, also while one of its buttons has the focus; at the last event it stays."""
    for title, hour in (("One", 9), ("Two", 11), ("Three", 13)):
        world.add(title, world.moment(hour), world.moment(hour + 1))
    world.window.show_view(view)
    shown: Any = world.window.view
    world.until(lambda: len(shown.listed()) == 3)
    shown.choose(world.one("One"))

    def card() -> str:
        open_one = world.window.cards.card
        assert isinstance(open_one, EventPopover) and open_one.page.event_shown is not None
        return open_one.page.event_shown.draft.summary

    seen = [card()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(QApplication.focusWidget() or world.window, key)
        seen.append(card())
    assert seen == ["One", "Two", "Three", "Three", "Two"]
    assert shown.current_event()[0].summary == "Two"


def test_an_event_of_another_program_is_pasted_by_way_of_its_preview(world: World, tmp_path: Path) -> None:
    """K17: calendar text, or a copied file; nothing is written before one has seen it."""
    text = edit.create(
        EventDraft(world.collection, "From mail", world.moment(9), world.moment(10)), uid=Uid("m"), now=world.moment(8)
    )
    (tmp_path / "mail.ics").write_text(text)
    for kind in ("text/calendar", "text/plain", "file"):
        data = QMimeData()
        if kind == "file":
            data.setUrls([QUrl.fromLocalFile(str(tmp_path / "mail.ics"))])
        else:
            data.setData(kind, text.encode())
        QApplication.clipboard().setMimeData(data)
        world.window.cards.paste(world.moment(15))
        (sheet,) = [one for one in world.window.findChildren(ImportSheet) if one.isVisible()]
        world.until(lambda sheet=sheet: sheet.import_button.isEnabled())
        assert world.shown() == []
        if kind == "file":
            sheet.import_button.click()
            world.until(lambda: [one.summary for one in world.shown()] == ["From mail"])
        else:
            sheet.reject()
            world.until(lambda: not [one for one in world.window.findChildren(ImportSheet) if one.isVisible()])


def test_an_edge_is_dragged(world: World) -> None:
    """E03"""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    world.drag(world.point(world.moment(10), below=3), world.point(world.moment(9, 30), below=0))
    world.until(lambda: world.one("Plan").start == world.moment(9, 30))
    assert world.one("Plan").end == world.moment(11)


def test_escape_puts_it_back_and_writes_nothing(world: World) -> None:
    """E04"""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    before = world.session.reader.text(world.one("Plan").resource)
    world.drag(world.point(world.moment(10), below=20), world.point(world.moment(13)), drop=False)
    QTest.keyClick(world.window.day, Qt.Key.Key_Escape)
    QTest.mouseRelease(world.window.day.grid.viewport(), Qt.MouseButton.LeftButton, pos=world.point(world.moment(13)))
    world.call("calendar_list.add_local", "Later")  # whatever was on its way to the engine is done by now
    assert world.session.reader.text(world.one("Plan").resource) == before


def test_a_drag_ends_when_another_page_comes_under_the_pointer(world: World) -> None:
    """E04: nothing is put on a day that was not there when it was taken hold of."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    goal = world.point(world.moment(13), below=20)
    world.drag(world.point(world.moment(10), below=20), goal, drop=False)
    world.window.show_date(TODAY + timedelta(days=1))
    QTest.mouseRelease(world.window.day.grid.viewport(), Qt.MouseButton.LeftButton, pos=goal)
    world.call("calendar_list.add_local", "Later")
    assert world.one("Plan").start == world.moment(10)
    assert world.window.cards.card is None


def test_the_end_of_a_drag_that_a_menu_took_moves_no_other_event(world: World) -> None:
    """E02: the next press begins anew."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.add("Talk", world.moment(14), world.moment(15))
    world.until(lambda: len(world.window.day.grid.chips) == 2)
    world.drag(world.point(world.moment(10), below=20), world.point(world.moment(12), below=20), drop=False)
    world.drag(world.point(world.moment(14), below=40), world.point(world.moment(16), below=40))
    world.until(lambda: world.one("Talk").start != world.moment(14))
    assert world.one("Talk").start == world.moment(16)
    assert world.one("Plan").start == world.moment(10)


def test_an_edge_dragged_beyond_the_page_stops_at_midnight(world: World) -> None:
    """E03"""
    world.add("Plan", world.moment(21), world.moment(23))
    world.until(lambda: bool(world.window.day.grid.chips))
    world.window.resize(1180, 700)
    bar = world.window.day.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    edge = world.point(world.moment(23), below=-3)
    world.drag(edge, QPoint(edge.x(), world.window.day.grid.viewport().height() + 40))
    world.until(lambda: world.one("Plan").end == world.moment(0, days=1))
    assert world.one("Plan").start == world.moment(21)


def test_a_click_reaches_its_event_though_a_sync_painted_it_anew_meanwhile(world: World) -> None:
    """E04: what was pressed is known by the event, not by its place on the page."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    at, view = world.point(world.moment(10), below=20), world.window.day.grid.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    world.window.day.refresh()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert world.window.cards.card is not None


def test_empty_time_is_drawn_into_a_new_event(world: World) -> None:
    """E01: snapped to quarters, ready for its title."""
    world.drag(world.point(world.moment(9), below=1), world.point(world.moment(9, 52), below=0))
    card = world.window.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, "Fresh")
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    world.until(lambda: "Fresh" in [event.summary for event in world.shown()])
    made = world.one("Fresh")
    assert (made.start, made.end) == (world.moment(9), world.moment(9, 45))


def test_a_drag_into_the_lane_makes_it_a_whole_day(world: World) -> None:
    """E02"""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    start = world.point(world.moment(10), below=20)
    world.drag(start, QPoint(start.x(), -20))
    world.until(lambda: world.one("Plan").all_day)
    assert world.one("Plan").start == TODAY


def test_a_series_asks_which_dates(world: World) -> None:
    """E14: the question comes with "only this one"; Esc leaves all as it was."""
    draft = EventDraft(world.collection, "Daily", world.moment(10), world.moment(11), rrule="FREQ=DAILY;COUNT=5")
    world.call("events.save_event", draft)
    world.until(lambda: len(world.shown()) == 5 and bool(world.window.day.grid.chips))
    for answer in (False, True):
        world.drag(world.point(world.moment(10), below=20), world.point(world.moment(12), below=20))
        (question,) = world.window.findChildren(ScopeQuestion)
        assert question.this.radio.isChecked()
        if not answer:
            QTest.keyClick(question, Qt.Key.Key_Escape)
            world.until(lambda: not world.window.findChildren(ScopeQuestion))
            assert {event.start for event in world.shown()} == {world.moment(10, days=day) for day in range(5)}
        else:
            QTest.keyClick(question, Qt.Key.Key_Return)
    world.until(lambda: world.moment(12) in {event.start for event in world.shown()})
    assert {event.start for event in world.shown()} == {
        world.moment(12),
        *(world.moment(10, days=day) for day in range(1, 5)),
    }
    world.window.cards.undo()
    world.until(lambda: {event.start for event in world.shown()} == {world.moment(10, days=day) for day in range(5)})


def test_what_changes_while_the_question_is_open_stays(world: World) -> None:
    """E14: the answer moves the event as it is by then."""
    draft = EventDraft(world.collection, "Daily", world.moment(10), world.moment(11), rrule="FREQ=DAILY;COUNT=2")
    world.call("events.save_event", draft)
    world.until(lambda: len(world.shown()) == 2 and bool(world.window.day.grid.chips))
    world.drag(world.point(world.moment(10), below=20), world.point(world.moment(12), below=20))
    (question,) = world.window.findChildren(ScopeQuestion)
    engine = world.session.engine
    assert engine is not None
    engine.submit(save_event, replace(draft, location="Room 4"), resource=world.shown()[0].resource).result(300)
    QTest.keyClick(question, Qt.Key.Key_Return)
    world.until(lambda: world.moment(12) in {event.start for event in world.shown()})
    assert {event.location for event in world.shown()} == {"Room 4"}


def test_keys_move_and_stretch(world: World) -> None:
    """E02, E03 without a pointer: Alt and arrows."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    world.window.day.setFocus()
    world.window.day.select(world.one("Plan"))
    QTest.keyClick(world.window.day, Qt.Key.Key_Down, alt)
    world.until(lambda: world.one("Plan").start == world.moment(10, 15))
    world.until(
        lambda: world.window.day.current_event() == (world.one("Plan"), world.window.day.place_of(world.one("Plan")))
    )
    QTest.keyClick(world.window.day, Qt.Key.Key_Down, alt | shift)
    world.until(lambda: world.one("Plan").end == world.moment(11, 30))
    assert world.one("Plan").start == world.moment(10, 15)


def test_a_deletion_and_a_new_event_are_taken_back(world: World) -> None:
    """K16"""
    world.add("Plan", world.moment(10), world.moment(11))
    assert world.window.cards.undo_names() == {"undo": "Undo: add ‘Plan’"}
    world.call("events.delete_event", world.one("Plan").resource)
    world.until(lambda: not world.shown())
    world.window.act("commands")
    (palette,) = world.window.findChildren(Palette)
    named = [palette.list.item(row).data(ACCESSIBLE) for row in range(palette.list.count())]
    assert any(name.startswith("Undo: delete ‘Plan’, ") for name in named)
    palette.dismiss()
    world.window.cards.undo()
    world.until(lambda: [event.summary for event in world.shown()] == ["Plan"])
    world.until(lambda: "redo" in world.window.cards.undo_names())
    assert world.window.cards.undo_names() == {"undo": "Undo: add ‘Plan’", "redo": "Redo: delete ‘Plan’"}
    world.window.cards.undo()  # now the making of it
    world.until(lambda: not world.shown())
    world.window.cards.redo()
    world.until(lambda: [event.summary for event in world.shown()] == ["Plan"])


def test_what_changed_since_stays_when_an_edit_is_taken_back(world: World) -> None:
    """K16, D16: only what the edit changed goes back."""
    world.add("Plan", world.moment(10), world.moment(11))
    event = world.session.reader.event(world.one("Plan").resource, world.one("Plan").recurrence_id)
    moved = replace(event.draft, start=world.moment(15), end=world.moment(16))
    world.call("events.save_event", moved, resource=event.resource)
    engine = world.session.engine  # the next change is somebody else's: it comes past the window
    assert engine is not None
    engine.submit(save_event, replace(moved, location="Room 4"), resource=event.resource).result(300)
    world.until(lambda: world.one("Plan").location == "Room 4")
    world.window.cards.undo()
    world.until(lambda: world.one("Plan").start == world.moment(10))
    assert world.one("Plan").location == "Room 4"


def test_of_one_invitation_in_two_calendars_only_the_one_that_was_meant_is_taken_back(world: World) -> None:
    """K16: both have one UID; what is undone and done again is the one in its calendar."""
    world.add("Plan", world.moment(10), world.moment(11))
    first = world.one("Plan")
    text = world.session.reader.text(first.resource).replace("SUMMARY:Plan", "SUMMARY:Twin")
    other = CollectionId(world.call("calendar_list.add_local", "There"))
    engine = world.session.engine
    assert engine is not None

    async def put(desk: Desk) -> None:
        touched = desk.store.create_local(other, Href("/twin.ics"), text)
        desk.publish_touched([touched])

    engine.submit(put).result(300)
    world.until(lambda: len(world.shown()) == 2)
    twin = world.one("Twin")
    assert twin.uid == first.uid
    world.call("events.delete_event", twin.resource)
    world.call("events.delete_event", first.resource)
    engine.submit(put).result(300)
    world.until(lambda: [one.summary for one in world.shown()] == ["Twin"])
    world.window.cards.undo()
    world.until(lambda: sorted(one.summary for one in world.shown()) == ["Plan", "Twin"])
    world.window.cards.redo()
    world.until(lambda: [one.summary for one in world.shown()] == ["Twin"])
    assert world.one("Twin").collection == other


def test_a_move_to_another_calendar_is_taken_back_whole(world: World) -> None:
    """K16: the event is back where it was, as it was, the same one; done again it moves again."""
    world.add("Plan", world.moment(10), world.moment(11))
    other = CollectionId(world.call("calendar_list.add_local", "There"))
    event = world.session.reader.event(world.one("Plan").resource, world.one("Plan").recurrence_id)
    world.call("events.save_event", replace(event.draft, collection=other, summary="Far"), resource=event.resource)
    world.until(lambda: world.one("Far").collection == other)
    world.window.cards.undo()
    world.until(lambda: [one.summary for one in world.shown()] == ["Plan"])
    assert (world.one("Plan").collection, world.one("Plan").uid) == (world.collection, event.uid)
    assert not world.session.reader.deleted()
    world.window.cards.redo()
    world.until(lambda: [one.summary for one in world.shown()] == ["Far"])
    assert (world.one("Far").collection, world.one("Far").uid) == (other, event.uid)


def test_a_read_only_event_says_why_it_stays(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A09, E14"""
    world.add("Plan", world.moment(10), world.moment(11))
    reader: Any = world.session.reader
    found = reader.event(world.one("Plan").resource, world.one("Plan").recurrence_id)
    monkeypatch.setattr(type(reader), "event", lambda *_args: replace(found, writable=False))
    world.window.cards.move(world.one("Plan"), world.moment(15), world.moment(16))
    assert "read-only" in toasts.of(world.window).text()


def open_editor(world: World) -> Editor:
    world.until(lambda: any(one.isVisible() for one in world.window.findChildren(Editor)))
    return next(one for one in world.window.findChildren(Editor) if one.isVisible())


def test_a_copy_is_pasted_as_a_draft_at_the_focused_slot(world: World) -> None:
    """K17: nothing is saved before Save; the copy has a UID of its own."""
    world.add("Plan", world.moment(10), world.moment(11), location="Room 4")
    world.window.day.select(world.one("Plan"))
    QTest.keyClick(world.window.day, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    world.window.day._slot_clicked(0, 15 * 60)
    world.window.cards.close_card()
    QTest.keyClick(world.window.day, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    editor = open_editor(world)
    assert len(world.shown()) == 1
    editor.save()
    world.until(lambda: len(world.shown()) == 2)
    first, copy = sorted(world.shown(), key=lambda event: str(event.start))
    assert (copy.start, copy.end, copy.location) == (world.moment(15), world.moment(16), "Room 4")
    assert copy.uid != first.uid


def test_a_cut_event_is_moved_when_it_is_pasted(world: World) -> None:
    """K17: until then nothing changes; it stays the same event."""
    world.add("Plan", world.moment(10), world.moment(11))
    before = world.one("Plan")
    world.window.cards.copy_event(before, cut=True)
    assert world.one("Plan").start == world.moment(10)
    world.window.cards.paste(world.moment(16))
    world.until(lambda: world.one("Plan").start == world.moment(16))
    assert world.one("Plan").uid == before.uid
    world.window.cards.paste(world.moment(18))
    assert "no event" in toasts.of(world.window).text() or world.one("Plan").start == world.moment(16)


def test_an_event_cut_in_the_window_of_another_profile_moves_none_of_this_one(world: World) -> None:
    """K17: there its number belongs to another event."""
    world.add("Plan", world.moment(10), world.moment(11))
    foreign = world.one("Plan")._replace(uid=Uid("of-another-profile"))
    QApplication.clipboard().setMimeData(copying.hold(foreign, "", "", cut=True))
    world.window.cards.paste(world.moment(16))
    assert "no event" in toasts.of(world.window).text()
    assert QApplication.clipboard().mimeData().hasFormat(copying.MIME)  # it can still be pasted where it is from
    world.window.cards.paste(world.moment(17))
    assert world.one("Plan").start == world.moment(10)


def test_a_series_is_duplicated_with_its_rule_and_without_its_exceptions(world: World) -> None:
    """K18"""
    draft = EventDraft(world.collection, "Daily", world.moment(10), world.moment(11), rrule="FREQ=DAILY;COUNT=5")
    world.call("events.save_event", draft)
    world.until(lambda: len(world.shown()) == 5)
    third = sorted(world.shown(), key=lambda event: str(event.start))[2]
    world.call("events.delete_event", third.resource, third.recurrence_id, Scope.THIS)
    world.until(lambda: len(world.shown()) == 4)
    world.window.cards.duplicate(sorted(world.shown(), key=lambda event: str(event.start))[1])
    open_editor(world).save()
    world.until(lambda: len(world.shown()) == 9)


def test_a_copy_carries_no_meeting_and_no_answers() -> None:
    """K17, K18, D7: "new meeting" is preselected where there was one of ours; a foreign link stays behind."""
    guest = Attendee("ben@corp.example", "Ben", partstat=PartStat.ACCEPTED)
    with_meeting = given.event(
        given.draft(online=Online.ZOOM, location=given.LINK, attendees=(guest,)), meeting=given.meeting()
    )
    copy = copying.copied(with_meeting, given.TEAM)
    assert (copy.online, copy.location, copy.collection) == (Online.ZOOM, "", given.TEAM)
    assert copy.attendees[0].partstat is PartStat.NEEDS_ACTION
    invited = given.event(given.draft(attendees=(guest,)), organizer_is_me=False)
    assert copying.copied(invited, given.WORK).attendees == ()
    assert copying.copied(invited, given.WORK).online is Online.NONE


def test_only_what_we_put_there_is_taken_from_the_clipboard() -> None:
    """K17: garbage of others under our name is nothing."""
    for garbage in (b"", b"[]", b"{}", b'{"resource": "x", "recurrence_id": 1, "cut": 0}'):
        data = QMimeData()
        data.setData(copying.MIME, garbage)
        assert copying.held(data) is None
    assert copying.held(QMimeData()) is None


def focus_on(world: World, view: Any, title: str) -> None:
    view.setFocus()
    view.select(world.one(title))


def test_quick_presses_add_up_and_are_taken_back_as_one(world: World) -> None:
    """E02, K16 without a pointer: each press starts from where the one before has brought the event."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    focus_on(world, world.window.day, "Plan")
    for _ in range(4):
        QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    shown = world.window.day.current_event()
    assert shown is not None and shown[0].start == world.moment(11)  # at once, before anything is saved
    assert world.one("Plan").start == world.moment(10)
    world.until(lambda: world.one("Plan").start == world.moment(11))
    assert world.one("Plan").end == world.moment(12)
    world.until(lambda: world.window.shelf.shifted is None)
    QTest.keyClick(world.window.day, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    world.until(lambda: world.one("Plan").start == world.moment(10))
    assert world.window.cards.undo_names()["undo"] == "Undo: add ‘Plan’"


def test_presses_while_an_earlier_one_is_saved_go_on_from_there(world: World) -> None:
    """E02, K16: nothing is lost between two saves, and undo leads back to where it was."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    focus_on(world, world.window.day, "Plan")
    for _ in range(3):
        QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        world.window.day.pushing.flush()  # as if the keys had rested, while the engine is still at it
    world.until(lambda: world.one("Plan").start == world.moment(10, 45))
    world.until(lambda: world.window.cards.undo_names().get("undo") == "Undo: change ‘Plan’")
    while world.window.cards.undo_names()["undo"] != "Undo: add ‘Plan’":
        at = world.one("Plan").start
        world.window.cards.undo()
        world.until(lambda at=at: world.one("Plan").start < at)
        world.until(lambda: "redo" in world.window.cards.undo_names())
    assert world.one("Plan").start == world.moment(10)


def test_what_is_pressed_next_comes_after_the_move(world: World) -> None:
    """E02, K16: Ctrl+Z right after the last press takes back the move, not what was done before it."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    focus_on(world, world.window.day, "Plan")
    for _ in range(3):
        QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(world.window.day, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    world.until(lambda: "redo" in world.window.cards.undo_names())
    assert world.one("Plan").start == world.moment(10)


def test_keys_of_ux_14_push_an_event(world: World) -> None:
    """E02, E03 without a pointer: a minute, a week, + and −; across the page, which follows."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    focus_on(world, world.window.day, "Plan")
    fine = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(world.window.day, Qt.Key.Key_Down, fine)
    QTest.keyClick(world.window.day, Qt.Key.Key_Right, fine)
    QTest.keyClick(world.window.day, Qt.Key.Key_Plus)
    world.until(lambda: world.one("Plan").start == world.moment(10, 1, days=7))
    assert world.one("Plan").end == world.moment(11, 16, days=7)
    assert world.window.focused_date == TODAY + timedelta(days=7)


def test_keys_push_an_event_in_the_month(world: World) -> None:
    """E02 without a pointer: two days in two presses."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.window.show_view("month")
    focus_on(world, world.window.month, "Plan")
    for _ in range(2):
        QTest.keyClick(world.window.month, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    world.until(lambda: world.one("Plan").start == world.moment(10, days=2))


def test_a_whole_series_is_pushed_with_one_question_and_keeps_the_focus(world: World) -> None:
    """E14: four presses, one question; given up, all is as it was."""
    draft = EventDraft(world.collection, "Daily", world.moment(10), world.moment(11), rrule="FREQ=DAILY;COUNT=3")
    world.call("events.save_event", draft)
    world.until(lambda: len(world.shown()) == 3 and bool(world.window.day.grid.chips))
    for answer in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        world.window.day.setFocus()
        world.window.day.select(world.window.day.page.events[0])
        for _ in range(4):
            QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        world.window.day.pushing.flush()
        (question,) = world.window.findChildren(ScopeQuestion)
        question.all.radio.setChecked(True)
        QTest.keyClick(question, answer)
        world.until(lambda: not world.window.findChildren(ScopeQuestion))
        if answer is Qt.Key.Key_Escape:
            assert world.window.shelf.shifted is None
            assert world.window.day.page.events[0].start == world.moment(10)
    world.until(lambda: {one.start for one in world.shown()} == {world.moment(11, days=day) for day in range(3)})
    world.until(lambda: world.window.shelf.shifted is None)
    focused = world.window.day.current_event()
    assert focused is not None and focused[0].start == world.moment(11)


def test_a_window_that_is_closed_saves_what_the_keys_have_moved(world: World) -> None:
    """E02: also before the keys have rested."""
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    focus_on(world, world.window.day, "Plan")
    QTest.keyClick(world.window.day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    world.window.close()
    world.until(lambda: world.one("Plan").start == world.moment(10, 15))


def test_events_move_and_stretch_without_dragging(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """X05: each press is told, with the time it has brought the event to."""
    told: list[str] = []
    monkeypatch.setattr(time_grid, "announce", lambda _widget, said, _event=None: told.append(said))
    world.add("Plan", world.moment(10), world.moment(11))
    world.until(lambda: bool(world.window.day.grid.chips))
    focus_on(world, world.window.day, "Plan")
    for held in (Qt.KeyboardModifier.AltModifier,) * 2:
        QTest.keyClick(world.window.day, Qt.Key.Key_Down, held)
    longer = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(world.window.day, Qt.Key.Key_Down, longer)
    world.until(lambda: world.one("Plan").start == world.moment(10, 30))
    assert world.one("Plan").end == world.moment(11, 45)
    assert [said for said in told if "Plan" in said][-1].count("11:45") == 1
    assert len([said for said in told if "Plan" in said]) == 3
