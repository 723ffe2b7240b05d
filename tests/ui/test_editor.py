"""The editor, clicked and typed into: what it hands to the engine, what it asks, what it never does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import pointer
from fakes import window as given
from fakes.window import HOLIDAYS, NOW, TEAM, TODAY, WORK, ListReader, RecordingBridge, at
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical.event import (
    Alarm,
    Attendee,
    Event,
    EventDraft,
    MeetingOptions,
    MeetingState,
    Online,
    RecurrenceId,
    ResourceId,
    Scope,
    Uid,
)
from dainvo.settings import Settings
from dainvo.store.reader import AccountState
from dainvo.ui import toasts
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.editor import phrases
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.questions import LeaveQuestion, ScopeQuestion

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class World:
    """An editor's surroundings."""

    qtbot: QtBot
    host: QWidget
    bridge: RecordingBridge
    reader: ListReader

    def open(self, draft: EventDraft, event: Event | None = None) -> Editor:
        editor = Editor(
            self.host,
            self.bridge,
            self.reader,  # type: ignore[arg-type]  # offers what the editor reads
            Settings(),
            draft=draft,
            event=event,
            now=lambda: NOW,
        )
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(editor)
        editor.open()
        return editor

    def with_meeting(self, state: MeetingState = MeetingState.READY, **changes: Any) -> Event:
        made = given.event(given.draft(online=Online.ZOOM, **changes), meeting=given.meeting(state))
        self.reader.events[made.resource, made.recurrence_id] = made
        return made


@pytest.fixture
def world(qtbot: QtBot, host: QWidget, bridge: RecordingBridge) -> World:
    return World(qtbot, host, bridge, ListReader([given.calendar_account(), given.zoom_account()]))


def typed(field: QWidget, text: str) -> None:
    """Replace what stands in a line as a person would."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def question(editor: Editor, kind: type[QDialog]) -> Any:
    found = editor.findChild(kind)
    assert isinstance(found, kind)
    return found


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def saved(world: World) -> EventDraft:
    draft = world.bridge.last("events.save_event").args[0]
    assert isinstance(draft, EventDraft)
    return draft


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_what_is_being_typed_is_saved_though_its_field_was_not_left(world: World, key: Qt.Key) -> None:
    """E07 E38: Save by a key comes while the time still has the focus."""
    editor = world.open(given.draft())
    start = editor.form.when.start_time
    start.setFocus()
    start.selectAll()
    QTest.keyClicks(start, "930")
    QTest.keyClick(start, key, CTRL)
    assert saved(world).start == at(9, 30)


@pytest.mark.parametrize("key", [Qt.Key.Key_S, Qt.Key.Key_Return])
def test_a_zone_that_is_being_typed_is_saved(world: World, key: Qt.Key) -> None:
    """E16"""
    editor = world.open(given.draft())
    with world.qtbot.waitActive(editor):
        editor.activateWindow()
    editor.form.when.show_zone()
    box = editor.form.when.zone.box
    box.setFocus()
    line = box.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(box, "tokyo")
    QTest.keyClick(box, key, CTRL)
    start = saved(world).start
    assert isinstance(start, datetime)
    assert str(start.tzinfo) == "Asia/Tokyo"


def test_the_wheel_scrolls_past_menus_and_changes_nothing(world: World) -> None:
    """E07 E09: no calendar, repetition, zone or number of an event is set by who only wants to see more of the form."""
    editor = world.open(given.draft(rrule="FREQ=WEEKLY;INTERVAL=2;COUNT=5"))
    editor.form.when.show_zone()
    repeat = editor.form.repeat.box
    repeat.activated.emit(repeat.count() - 1)  # the panel
    editor.form.more.toggle.click()
    boxes = [one for one in editor.findChildren(QWidget) if isinstance(one, QComboBox | QSpinBox) and one.isVisible()]
    assert len(boxes) > 6
    before = editor.form.draft()
    for box in boxes:
        for units in (-120, 120, 120):
            assert not pointer.turn(box, units)
    assert editor.form.draft() == before


def test_every_field_reaches_the_engine(world: World) -> None:
    """E07: title, calendar, times, all-day, meeting, place, people, reminders, notes; Ctrl+Enter saves."""
    editor = world.open(given.draft(summary=""))
    form = editor.form
    QTest.keyClicks(form.title, "Roadmap")
    form.calendar.setCurrentIndex(form.calendar.findData(TEAM))
    form.calendar.picked.emit(TEAM)
    typed(form.when.start_time, "1415")
    QTest.keyClicks(form.place.line, "Room 4")
    QTest.keyClicks(form.people.entry, "Ben <ben@corp.example>,dana@x.example")
    QTest.keyClicks(form.notes, "Bring ideas")
    form.reminders.menu().actions()[2].trigger()
    press(form.meeting.switch)
    form.more.toggle.click()
    form.more.fields.status.setCurrentIndex(1)
    form.more.fields.status.activated.emit(1)
    QTest.keyClick(form.notes, Qt.Key.Key_Return, CTRL)
    draft = saved(world)
    assert (draft.summary, draft.collection, draft.location, draft.description) == (
        "Roadmap",
        TEAM,
        "Room 4",
        "Bring ideas",
    )
    assert (draft.start, draft.end) == (at(14, 15), at(15, 15))
    assert [(one.name, one.address) for one in draft.attendees] == [
        ("Ben", "ben@corp.example"),
        ("", "dana@x.example"),
    ]
    assert draft.alarms == (Alarm(timedelta(minutes=-10)),)
    assert draft.online is Online.ZOOM
    assert draft.status.value == "TENTATIVE"
    got: list[object] = []
    editor.saved.connect(got.append)
    world.bridge.last("events.save_event").answer(Saved(ResourceId(9), Uid("u9")))
    assert got == [Saved(ResourceId(9), Uid("u9"))]
    assert not editor.isVisible()


def test_start_moves_end_and_an_end_before_is_caught(world: World) -> None:
    """E08: 10–11, start 14:00 makes 15:00; end 13:00 is an inline error and Save says why it is off."""
    editor = world.open(given.draft(start=at(10, day=11), end=at(11, day=11)))
    when = editor.form.when
    typed(when.start_time, "14:00")
    assert when.end_time.text() == phrases.clock(time(15))
    typed(when.end_time, "13:00")
    assert when.error.isVisible()
    assert when.error.text.text() == "The end is before the start"
    assert when.error.offer.text() == "Next day, 12 March?"
    assert when.end_time.wrong
    assert not editor.save_button.isEnabled()
    assert editor.said.effect.text() == "Can’t save yet: 1 field needs a look"
    editor.save()
    assert editor.focusWidget() is when.end_time
    assert world.bridge.calls == []
    press(when.error.offer)
    assert editor.save_button.isEnabled()
    editor.save()
    assert (saved(world).start, saved(world).end) == (at(14, day=11), at(13, day=12))


def test_nonsense_is_marked_and_keeps_the_time(world: World) -> None:
    """E38"""
    editor = world.open(given.draft())
    typed(editor.form.when.start_time, "25:00")
    assert editor.form.when.start_time.text() == "25:00"
    assert editor.form.when.error.text.text() == "This is no time that Dainvo understands"
    assert not editor.save_button.isEnabled()
    typed(editor.form.when.start_time, "930")
    assert editor.save_button.isEnabled()
    editor.save()
    assert saved(world).start == at(9, 30)


def test_a_length_can_be_typed_as_end(world: World) -> None:
    editor = world.open(given.draft())
    typed(editor.form.when.end_time, "+45m")
    editor.save()
    assert saved(world).end == at(11, 45)


def test_all_day_keeps_the_times_for_later(world: World) -> None:
    """ux.md §8: all-day hides the times, is free at first, and toggling back brings them again."""
    editor = world.open(given.draft(start=at(11, day=11), end=at(12, 30, day=11)))
    when = editor.form.when
    when.all_day.click()
    assert not when.start_time.isVisible()
    assert editor.form.draft().start == date(2027, 3, 11)
    assert editor.form.draft().end == date(2027, 3, 12)
    assert editor.form.draft().transparent
    when.all_day.click()
    assert (editor.form.draft().start, editor.form.draft().end) == (at(11, day=11), at(12, 30, day=11))
    assert not editor.form.draft().transparent


def test_the_zone_of_the_event_is_kept(world: World) -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    start = datetime(2027, 3, 11, 19, tzinfo=tokyo)
    editor = world.open(given.draft(start=start, end=start + timedelta(hours=1)))
    assert editor.form.when.zone.isVisible()
    assert editor.form.when.zone.box.currentText() == "Asia/Tokyo"
    typed(editor.form.when.start_time, "20:00")
    editor.save()
    assert saved(world).start == datetime(2027, 3, 11, 20, tzinfo=tokyo)
    floating = datetime(2027, 3, 11, 19)
    editor = world.open(given.draft(start=floating, end=floating + timedelta(hours=1)))
    editor.form.title.setText("x")
    editor.save()
    assert saved(world).start == floating


def test_a_meeting_needs_a_title(world: World) -> None:
    """E40: focus in the title, the sentence under it, no request."""
    editor = world.open(given.draft(summary="", start=at(11, day=11), end=at(12, day=11)))
    press(editor.form.meeting.switch)
    assert editor.save_button.isEnabled(), "Save itself shows what is missing"
    press(editor.save_button)
    assert world.bridge.calls == []
    assert editor.focusWidget() is editor.form.title
    assert editor.form.title_error.text.text() == "A Zoom meeting needs a title"
    assert not editor.save_button.isEnabled()
    QTest.keyClicks(editor.form.title, "Call")
    assert not editor.form.title_error.isVisible()
    press(editor.save_button)
    assert saved(world).online is Online.ZOOM


def test_no_meeting_needs_no_title(world: World) -> None:
    """M04: off means no meeting, and nothing is asked for it."""
    editor = world.open(given.draft(summary=""))
    editor.save()
    assert saved(world).online is Online.NONE


def test_a_wrong_address_stays_visible(world: World) -> None:
    """E19: the chip is marked, the reason stands below, Save is off."""
    editor = world.open(given.draft(attendees=(Attendee("urn:uuid:1", "Odd"),)))
    assert editor.save_button.isEnabled(), "what came from a server is left to it"
    typed(editor.form.people.entry, "cleo@corp")
    assert editor.form.people_error.text.text() == "“cleo@corp” is no e-mail address"
    assert not editor.save_button.isEnabled()
    chip = editor.form.people.chips[-1]
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert editor.save_button.isEnabled()


def test_leaving_without_changes_asks_nothing(world: World) -> None:
    editor = world.open(given.draft(), given.event())
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert editor.findChild(LeaveQuestion) is None


@pytest.mark.parametrize("answer", ["keep", "discard", "save"])
def test_leaving_with_changes_asks(world: World, answer: str) -> None:
    """E07: Save, Discard, Keep editing. M58: only Save reaches the engine."""
    shown = given.event()
    editor = world.open(shown.draft, shown)
    QTest.keyClicks(editor.form.title, "!")
    assert editor._dot.isVisible()
    QTest.keyClick(editor.form.title, Qt.Key.Key_Escape)
    asked = question(editor, LeaveQuestion)
    assert asked.isVisible()
    assert asked.findChildren(QLabel)[0].text() == "Save your changes to ‘Design review!’?"
    press({"keep": asked.keep_button, "discard": asked.discard_button, "save": asked.save_button}[answer])
    assert world.bridge.verbs() == (["events.save_event"] if answer == "save" else [])
    assert editor.isVisible() is (answer != "discard")


def test_cancelling_never_touches_zoom(world: World) -> None:
    """M58: switch on, then Cancel and Discard: no verb was called at all."""
    editor = world.open(given.draft(start=at(11, day=11), end=at(12, day=11)))
    press(editor.form.meeting.switch)
    press(editor.cancel_button)
    press(question(editor, LeaveQuestion).discard_button)
    assert world.bridge.calls == []


def test_switching_off_says_what_save_does_and_can_be_undone(world: World) -> None:
    """M12 and state 27: nothing is asked, the row tells, Undo brings it back."""
    shown = world.with_meeting(attendees=given.people("Ben", "Cleo"))
    editor = world.open(shown.draft, shown)
    row = editor.form.meeting
    assert row.state.number == 17
    press(row.switch)
    assert row.state.number == 27
    assert row.notice.small.text() == "· 2 people get an update"
    assert "deletes its Zoom meeting" in editor.said.detail.text()
    undo = next(one for one in row.notice.buttons() if one.property("key") == "undo")
    press(undo)
    assert row.state.number == 17
    assert not editor.dirty
    press(row.switch)
    editor.save()
    assert saved(world).online is Online.NONE
    assert world.bridge.last("events.save_event").kwargs["resource"] == shown.resource


def test_connect_in_place(world: World) -> None:
    """State 1 and M01: turning on opens Connect, the switch follows the answer, the focus comes back."""
    world.reader.account_list = [given.calendar_account()]
    editor = world.open(given.draft(start=at(11, day=11), end=at(12, day=11)))
    row = editor.form.meeting
    press(row.switch)
    dialog = question(editor, ConnectZoom)
    assert not row.switch.isChecked()
    press(dialog.connect_button)
    world.reader.account_list.append(given.zoom_account())
    world.bridge.last("zoom.connect_zoom").answer(given.ZOOM)
    assert row.switch.isChecked()
    assert row.state.number == 9
    assert editor.focusWidget() is row.switch
    row.switch.click()
    world.reader.account_list.pop()
    editor._refresh()
    press(row.switch)
    world.qtbot.waitUntil(lambda: any(one.isVisible() for one in editor.findChildren(ConnectZoom)))
    cancelled = next(one for one in editor.findChildren(ConnectZoom) if one.isVisible())
    press(cancelled.cancel_button)
    assert not row.switch.isChecked()


def test_the_cures_of_the_row_are_verbs(world: World) -> None:
    shown = world.with_meeting(MeetingState.WAITING, attendees=given.people("Ben"))
    editor = world.open(shown.draft, shown)
    for made in editor.form.meeting.notice.buttons():
        press(made)
    assert [(call.verb, call.args) for call in world.bridge.calls] == [
        ("zoom.try_now", (shown.resource,)),
        ("zoom.send_without_link", (shown.resource,)),
    ]
    world.bridge.calls[0].fail(Refused(Why.ZOOM_NO_LICENCE))
    assert toasts.of(world.host).text().startswith("Your Zoom account may not host meetings.")


def test_a_state_changes_by_itself_and_the_focus_stays(world: World) -> None:
    """ux.md §9: 13 becomes 17 when Zoom answers; what is typed stays."""
    shown = world.with_meeting(MeetingState.LINK_FOLLOWS)
    editor = world.open(shown.draft, shown)
    QTest.keyClicks(editor.form.title, "!")
    ready = replace(shown, meeting=given.meeting())
    world.reader.events[shown.resource, shown.recurrence_id] = ready
    world.bridge.changed.emit(Changes(resources=frozenset({shown.resource})))
    assert editor.form.meeting.state.number == 17
    assert editor.focusWidget() is editor.form.title
    assert editor.form.title.text() == "Design review!"
    assert editor.findChild(JoinButton) is not None


def test_the_picker_greys_read_only_calendars(world: World) -> None:
    """E37"""
    editor = world.open(given.draft())
    model = editor.form.calendar.model()
    assert isinstance(model, QStandardItemModel)
    item = model.item(editor.form.calendar.findData(HOLIDAYS))
    assert not item.isEnabled()
    assert item.text() == "Holidays — read-only"
    assert item.toolTip() == "This calendar can’t be changed"
    assert model.item(editor.form.calendar.findData(WORK)).isEnabled()


def test_a_read_only_event_opens_as_viewer(world: World) -> None:
    """E37 and A09: the reason, Join, no Save, and nothing can be typed."""
    made = given.event(
        given.draft(collection=HOLIDAYS, online=Online.KEEP, attendees=given.people("Ben")),
        writable=False,
        meeting=given.meeting(MeetingState.FOREIGN, provider="teams"),
    )
    editor = world.open(made.draft, made)
    assert editor.windowTitle() == "View event"
    assert not editor.save_button.isVisible()
    assert editor.said.effect.text() == "‘Holidays’ is read-only: this event can’t be changed"
    assert editor.form.meeting.state.number == 2
    assert editor.form.meeting.switch.reason == "This calendar can’t be changed"
    assert editor.findChild(JoinButton) is not None
    QTest.keyClicks(editor.form.title, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert editor.form.title.text() == "Design review"
    assert not editor.dirty
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert world.bridge.calls == []


def a_series(world: World, **changes: Any) -> Event:
    made = given.event(
        given.draft(rrule="FREQ=WEEKLY", online=Online.ZOOM, attendees=given.people("Ben", "Cleo"), **changes),
        recurrence_id=RecurrenceId("20270310T110000"),
        meeting=given.meeting(MeetingState.NO_FIXED_TIME),
    )
    world.reader.events[made.resource, made.recurrence_id] = made
    return made


@pytest.mark.parametrize("scope", list(Scope))
def test_a_series_asks_which_occurrences_are_meant(world: World, scope: Scope) -> None:
    """E13: default "only this"; the sheet tells what happens in Zoom and by mail."""
    made = a_series(world)
    editor = world.open(made.draft, made)
    typed(editor.form.when.start_time, "14:00")
    editor.save()
    asked = question(editor, ScopeQuestion)
    assert world.bridge.calls == []
    assert asked.this.radio.isChecked()
    said = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "Change repeating event “Design review”" in said
    assert "the link stays the same" in said
    assert "2 people get an update" in said
    for _ in range(list(Scope).index(scope)):
        QTest.keyClick(asked, Qt.Key.Key_Down)
    QTest.keyClick(asked, Qt.Key.Key_Return)
    call = world.bridge.last("events.save_event")
    assert call.kwargs["scope"] is scope
    assert call.kwargs["recurrence_id"] == made.recurrence_id


def test_options_of_the_meeting_are_the_series(world: World) -> None:
    """M07, M15: one meeting for all dates: what is chosen for it cannot be meant for one of them."""
    made = a_series(world)
    editor = world.open(made.draft, made)
    editor.meeting._choose(options=MeetingOptions(waiting_room=True))
    editor.save()
    asked = question(editor, ScopeQuestion)
    assert asked.this.detail.text() == "The Zoom meeting belongs to the whole series"
    QTest.keyClick(asked, Qt.Key.Key_Return)
    call = world.bridge.last("events.save_event")
    assert (call.kwargs["scope"], call.args[0].wish.options) == (Scope.ALL, MeetingOptions(waiting_room=True))


def test_what_belongs_to_the_series_cannot_be_meant_for_one(world: World) -> None:
    """The rule and the meeting are the series': "only this one" is off with the reason."""
    made = a_series(world)
    editor = world.open(made.draft, made)
    press(editor.form.meeting.switch)
    editor.save()
    asked = question(editor, ScopeQuestion)
    assert not asked.this.radio.isEnabled()
    assert asked.this.detail.text() == "The Zoom meeting belongs to the whole series"
    assert asked.all.radio.isChecked()
    QTest.keyClick(asked, Qt.Key.Key_Down)  # round, past what cannot be chosen
    assert asked.following.radio.isChecked()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert world.bridge.calls == []
    assert editor.isVisible()


def test_a_rule_that_cannot_be_shown_is_kept(world: World) -> None:
    """E12: changing the title keeps the bytes; Replace offers the presets, Keep takes it back."""
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=-2;BYHOUR=9"
    made = given.event(given.draft(rrule=rule, online=Online.KEEP))
    editor = world.open(made.draft, made)
    row = editor.form.repeat
    assert row.kept.raw.isVisible()
    assert not row.box.isVisible()
    QTest.keyClicks(editor.form.title, "!")
    assert editor.form.draft().rrule == rule
    press(row.kept.replace)
    assert row.box.isVisible()
    assert editor.form.draft().rrule == "FREQ=WEEKLY"
    press(row.kept.keep)
    assert editor.form.draft().rrule == rule


def test_a_known_rule_keeps_its_bytes_until_changed(world: World) -> None:
    rule = "FREQ=WEEKLY;WKST=MO;BYDAY=WE;COUNT=4"
    made = given.event(given.draft(rrule=rule, online=Online.KEEP))
    editor = world.open(made.draft, made)
    assert editor.form.draft().rrule == rule
    assert editor.form.repeat.end.text() == "4 times"
    typed(editor.form.repeat.end, "until 30 Jun 2027")
    assert editor.form.draft().rrule == "FREQ=WEEKLY;UNTIL=20270630T215959Z"
    assert editor.form.repeat.caption.text() == (
        "Every Wednesday from 10 March until 30 June 2027 · 17 events · next 17, 24, 31 March"
    )
    typed(editor.form.repeat.end, "when it suits")
    assert editor.form.repeat.problem
    assert not editor.save_button.isEnabled()


def test_the_repeat_menu(world: World) -> None:
    """ux.md §8: the presets name the day they mean."""
    editor = world.open(given.draft())
    box = editor.form.repeat.box
    assert [box.itemText(place) for place in range(box.count())] == [
        "Does not repeat",
        "Every day",
        "Every weekday",
        "Every week on Wednesday",
        "Every 2 weeks on Wednesday",
        "Every month on day 10",
        "Every month on the second Wednesday",
        "Every year on 10 March",
        "Custom…",
    ]
    box.setCurrentIndex(6)
    box.activated.emit(6)
    editor.save()
    assert saved(world).rrule == "FREQ=MONTHLY;BYDAY=2WE"


def test_the_line_beside_save_tells_the_effects(world: World) -> None:
    """N08: calendar, Zoom and how many are mailed."""
    editor = world.open(
        given.draft(rrule="FREQ=WEEKLY;COUNT=3", attendees=given.people("Ben", "Cleo"), online=Online.ZOOM)
    )
    assert editor.said.effect.text() == "Saves 3 events to Work"
    assert editor.said.detail.text() == "creates a Zoom meeting · the server mails 2 people"
    mine = given.calendar_account().user
    editor = world.open(given.draft(attendees=(*given.people("Ben"), Attendee(mine))))
    assert editor.said.detail.text() == "the server mails 1 person", "nobody is mailed what they wrote"
    world.reader.collection_list[0] = world.reader.collection_list[0]._replace(schedules=False)
    editor = world.open(given.draft(attendees=given.people("Ben")))
    assert editor.said.detail.text() == ""
    assert editor.nobody_told is not None and editor.nobody_told.isVisible()


def test_nothing_is_told_before_something_changed(world: World) -> None:
    """The organiser among the people is not mailed either; of somebody else's event nobody is."""
    organizer = Attendee("anna@elsewhere.example")
    event = given.event(given.draft(attendees=(organizer, *given.people("Ben", "Cleo"))), organizer=organizer)
    editor = world.open(event.draft, event)
    assert editor.said.detail.text() == ""
    typed(editor.form.title, "Review")
    assert editor.said.detail.text() == "the server mails 2 people"
    invited = replace(event, organizer_is_me=False)
    editor = world.open(invited.draft, invited)
    typed(editor.form.title, "Review")
    assert editor.said.detail.text() == ""


def test_a_locked_keyring_is_tried_again(world: World) -> None:
    """Another sign-in would meet the same lock."""
    account = given.zoom_account(state=AccountState.NEEDS_USER, why="keyring_locked")
    world.reader.account_list[1:] = [account]
    editor = world.open(given.draft())
    row = editor.form.meeting
    assert [(cure.key, cure.face) for cure in row.state.cures] == [("check", "Try again")]
    assert row.provider.fixed
    row.cure.emit("check")
    assert world.bridge.last("zoom.check_zoom").args == (account.id,)


def test_how_long_it_takes_is_shown_whole_or_not_at_all(world: World) -> None:
    editor = world.open(given.draft(start=at(10, 45), end=at(12)))
    length = editor.form.when.length
    assert length.text() == "1 h 15 min"
    assert length.width() >= length.sizeHint().width()
    assert editor.form.when.all_day.geometry().right() <= editor.form.when.width()


def test_a_refusal_keeps_everything_typed(world: World) -> None:
    editor = world.open(given.draft(start=at(11, day=11), end=at(12, day=11)))
    QTest.keyClicks(editor.form.title, "!")
    editor.save()
    editor.save()
    assert world.bridge.verbs() == ["events.save_event"], "once, however often Save is pressed"
    world.bridge.last("events.save_event").fail(Refused(Why.READ_ONLY, about={"calendar": "Work"}))
    assert editor.isVisible()
    assert editor.said.effect.text() == "‘Work’ can’t be changed: it is read-only."
    assert editor.form.title.text() == "Design review!"
    assert editor.save_button.isEnabled()


def test_an_event_with_a_meeting_that_loses_its_time(world: World) -> None:
    """The row says it before Save, and Undo brings the times back."""
    shown = world.with_meeting(start=at(11, day=11), end=at(12, day=11))
    editor = world.open(shown.draft, shown)
    editor.form.when.all_day.click()
    assert editor.form.meeting.state.number == 26
    undo = editor.form.meeting.notice.buttons()[0]
    press(undo)
    assert editor.form.meeting.state.number == 17
    assert editor.form.draft().start == at(11, day=11)


def test_the_join_link_is_no_place(world: World) -> None:
    """LOCATION may hold our join link: the row shows it, the field stays free, saving keeps it."""
    shown = world.with_meeting(location=given.LINK)
    editor = world.open(shown.draft, shown)
    assert editor.form.place.text() == ""
    assert editor.form.draft().location == given.LINK
    assert not editor.dirty
    QTest.keyClicks(editor.form.place.line, "Room 4")
    assert editor.form.draft().location == "Room 4"


def test_texts_from_outside_are_plain(world: World) -> None:
    """A title that looks like HTML is shown as it is, in labels and in tooltips."""
    evil = "<img src='https://evil.example/x'>Title"
    made = given.event(
        given.draft(summary=evil, online=Online.KEEP, attendees=(Attendee("ben@corp.example", "<b>Ben</b>"),)),
        meeting=given.meeting(MeetingState.OTHER_HOST, host="<b>bob</b>"),
    )
    editor = world.open(made.draft, made)
    for label in editor.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for widget in editor.findChildren(QWidget):
        assert "<b>" not in widget.toolTip()
        assert "<img" not in widget.toolTip()


def test_every_control_has_a_name_and_tab_reaches_it(world: World) -> None:
    editor = world.open(given.draft(attendees=given.people("Ben")))
    form = editor.form
    wanted = [
        form.title,
        form.calendar,
        form.when.start_day,
        form.when.start_time,
        form.when.end_time,
        form.when.all_day,
        form.repeat.box,
        form.meeting.switch,
        form.place.line,
        form.people.entry,
        form.reminders.plus,
        form.notes,
        form.more.toggle,
        editor.cancel_button,
        editor.save_button,
    ]
    for control in wanted:
        said = control.accessibleName() or getattr(control, "text", lambda: "")()
        assert said, control
    reached: list[QWidget] = []
    at_last: QWidget = form.title
    for _ in range(400):
        reached.append(at_last)
        following = at_last.nextInFocusChain()
        assert isinstance(following, QWidget)
        at_last = following
        if at_last is form.title:
            break
    order = [one for one in reached if one in wanted]
    assert order == wanted


def test_today_is_the_day_fields_start_from(world: World) -> None:
    editor = world.open(given.draft())
    typed(editor.form.when.start_day, "tomorrow")
    assert editor.form.draft().start == at(11, day=11)
    assert NOW.date() == TODAY
