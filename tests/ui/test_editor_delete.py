"""What is asked before an event is deleted (M70, D6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from fakes import window as given
from fakes.window import ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dainvo.errors import Refused, Why
from dainvo.ical.event import NO_RECURRENCE, Event, MeetingState, Online, RecurrenceId, Scope
from dainvo.ui import toasts
from dainvo.ui.editor.delete_sheet import DeleteSheet, ask_delete
from dainvo.ui.editor.questions import ScopeQuestion


@dataclass
class World:
    host: QWidget
    bridge: RecordingBridge
    reader: ListReader
    undone: list[Event] = field(default_factory=list)

    def ask(self, event: Event) -> Any:
        reader: Any = self.reader  # enough of one
        return ask_delete(self.host, self.bridge, reader, event, undo=lambda: self.undone.append(event))


@pytest.fixture
def world(host: QWidget, bridge: RecordingBridge) -> World:
    return World(host, bridge, ListReader([given.calendar_account(), given.zoom_account()]))


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(sheet: QWidget) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_an_own_meeting_goes_with_its_event(world: World) -> None:
    """Ticked at first; the sheet names meeting and people; the focus is on the harmless button."""
    shown = given.event(given.draft(online=Online.ZOOM, attendees=given.people("Ben", "Cleo")), meeting=given.meeting())
    sheet = world.ask(shown)
    assert isinstance(sheet, DeleteSheet)
    assert sheet.focusWidget() is sheet.keep_button
    assert sheet.meeting_box is not None
    assert sheet.meeting_box.isChecked()
    assert sheet.meeting_box.text() == "Delete its Zoom meeting (ID 123 4567 8901)"
    assert "2 people get a cancellation" in words(sheet)
    press(sheet.delete_button)
    call = world.bridge.last("events.delete_event")
    assert call.args == (shown.resource, NO_RECURRENCE, Scope.ALL)
    assert call.kwargs == {"delete_meeting": True}


def test_the_meeting_can_stay(world: World) -> None:
    sheet = world.ask(given.event(given.draft(online=Online.ZOOM), meeting=given.meeting()))
    press(sheet.meeting_box)
    assert "The meeting stays at Zoom and its link keeps working." in words(sheet)
    press(sheet.delete_button)
    assert world.bridge.last("events.delete_event").kwargs == {"delete_meeting": False}


@pytest.mark.parametrize("state", [MeetingState.FOREIGN, MeetingState.OTHER_HOST, MeetingState.NOT_CONNECTED])
def test_no_box_for_what_is_not_ours(world: World, state: MeetingState) -> None:
    sheet = world.ask(given.event(given.draft(online=Online.KEEP), meeting=given.meeting(state)))
    assert sheet.meeting_box is None
    assert "Its Zoom meeting was not made here and stays." in words(sheet)
    press(sheet.delete_button)
    assert world.bridge.last("events.delete_event").kwargs == {"delete_meeting": False}


def test_keeping_the_event_calls_nothing(world: World) -> None:
    shown = given.event(given.draft(online=Online.ZOOM), meeting=given.meeting())
    press(world.ask(shown).keep_button)
    QTest.keyClick(world.ask(shown), Qt.Key.Key_Escape)
    assert world.bridge.calls == []


def a_series() -> Event:
    return given.event(
        given.draft(online=Online.ZOOM, rrule="FREQ=WEEKLY"),
        recurrence_id=RecurrenceId("20270310T110000"),
        meeting=given.meeting(MeetingState.NO_FIXED_TIME),
    )


def test_one_of_a_series_keeps_the_meeting(world: World) -> None:
    """The scope comes first, "only this one" at first; the link stays for the others."""
    question = world.ask(a_series())
    assert isinstance(question, ScopeQuestion)
    assert question.this.radio.isChecked()
    press(question.accept_button)
    call = world.bridge.last("events.delete_event")
    assert call.args[1:] == (RecurrenceId("20270310T110000"), Scope.THIS)
    assert call.kwargs == {"delete_meeting": False}


def test_a_whole_series_asks_about_its_meeting(world: World) -> None:
    question = world.ask(a_series())
    question.all.radio.setChecked(True)
    press(question.accept_button)
    assert world.bridge.calls == []
    sheet = world.host.findChild(DeleteSheet)
    assert isinstance(sheet, DeleteSheet)
    assert "Delete all events of “Design review”?" in words(sheet)
    press(sheet.delete_button)
    assert world.bridge.last("events.delete_event").args[2] is Scope.ALL
    assert world.bridge.last("events.delete_event").kwargs == {"delete_meeting": True}


def test_this_and_following_is_one_answer(world: World) -> None:
    """E13: from a later occurrence nothing more is asked; from the first it is the whole series."""
    question = world.ask(a_series())
    question.following.radio.setChecked(True)
    press(question.accept_button)
    call = world.bridge.last("events.delete_event")
    assert call.args[1:] == (RecurrenceId("20270310T110000"), Scope.FOLLOWING)
    world.bridge.calls.clear()
    start = given.at(11)
    first = given.event(given.draft(start=start, end=start.replace(hour=12), rrule="FREQ=WEEKLY"))
    world.reader.events[first.resource, NO_RECURRENCE] = first
    question = world.ask(a_series())
    question.following.radio.setChecked(True)
    press(question.accept_button)
    assert world.bridge.calls == []
    sheet = world.host.findChild(DeleteSheet)
    assert isinstance(sheet, DeleteSheet)
    assert "Delete all events of “Design review”?" in words(sheet)


def test_what_concerns_nobody_else_goes_unasked_and_can_be_taken_back(world: World) -> None:
    """ux.md §15: no question for a single own event, but a toast with Undo."""
    shown = given.event(given.draft())
    assert world.ask(shown) is None
    assert toasts.of(world.host).text() == "", "not before it is so"
    world.bridge.last("events.delete_event").answer()
    told = toasts.of(world.host)
    assert told.text() == "‘Design review’ is deleted"
    (undo,) = [one for one in told.findChildren(QPushButton) if one.text() == "Undo"]
    press(undo)
    assert world.undone == [shown]


def test_an_event_with_others_in_it_is_asked_about(world: World) -> None:
    """Also where the server mails nobody, and where somebody else invited."""
    world.ask(given.event(given.draft(attendees=given.people("Ben"))))
    world.ask(replace(given.event(given.draft()), organizer_is_me=False))
    assert len(world.host.findChildren(DeleteSheet)) == 2
    assert world.bridge.calls == []


def test_a_refusal_is_told(world: World) -> None:
    world.ask(given.event())
    world.bridge.last("events.delete_event").fail(Refused(Why.READ_ONLY, about={"calendar": "Work"}))
    assert toasts.of(world.host).text().startswith("‘Work’ can’t be changed")


def test_an_adopted_meeting_is_not_ticked(world: World) -> None:
    """M70: it was at Zoom before; deleting it takes a tick."""
    adopted = given.meeting(adopted=True)
    sheet = world.ask(given.event(given.draft(online=Online.ZOOM), meeting=adopted))
    assert sheet.meeting_box is not None
    assert not sheet.meeting_box.isChecked()
    assert sheet.stays.isVisible()
    press(sheet.delete_button)
    assert world.bridge.last("events.delete_event").kwargs["delete_meeting"] is False
