"""The online meeting in the editor: every way to have one, and what Save is asked for in each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from fakes import window as given
from fakes.window import LINK, NOW, TODAY, ZOOM, ListReader, RecordingBridge, at
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.engine.values import FoundMeeting
from dainvo.ical.event import (
    AccountId,
    Event,
    EventDraft,
    MeetingOptions,
    MeetingState,
    MeetingWish,
    Online,
    ResourceId,
)
from dainvo.settings import Settings
from dainvo.store.reader import AccountState
from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.meeting_row import OTHER
from dainvo.ui.help_window import HelpWindow

OTHER_LINK = "https://meet.example.org/design"
#: The only verbs that an editor may ask for before Save (M58): they read.
READS = {"zoom_account.unlinked_meetings"}


@dataclass
class World:
    qtbot: QtBot
    host: QWidget
    bridge: RecordingBridge
    reader: ListReader

    def open(self, event: Event | None = None, begins: EventDraft | None = None, **changes: Any) -> Editor:
        if event is not None:
            self.reader.events[event.resource, event.recurrence_id] = event
        editor = Editor(
            self.host,
            self.bridge,
            self.reader,  # type: ignore[arg-type]  # offers what the editor reads
            Settings(),
            draft=begins or (event.draft if event is not None else given.draft(**changes)),
            event=event,
            now=lambda: NOW,
        )
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(editor)
        editor.open()
        return editor

    def saved(self, editor: Editor) -> EventDraft:
        """What Save hands to the engine."""
        editor.save_button.click()
        found = self.bridge.last("events.save_event").args[0]
        assert isinstance(found, EventDraft)
        return found


@pytest.fixture
def world(qtbot: QtBot, host: QWidget, bridge: RecordingBridge) -> World:
    return World(qtbot, host, bridge, ListReader([given.calendar_account(), given.zoom_account()]))


def with_meeting(state: MeetingState = MeetingState.READY, draft: EventDraft | None = None, **changes: Any) -> Event:
    online = Online.ZOOM if state is not MeetingState.MISSING else Online.KEEP
    return given.event(replace(draft or given.draft(), online=online), meeting=given.meeting(state, **changes))


def press(editor: Editor, key: str) -> None:
    """A button of the row's notice, by its key."""
    [button] = [one for one in editor.form.meeting.notice.buttons() if one.property("key") == key]
    button.click()  # type: ignore[attr-defined]  # a push button


def pick(editor: Editor, provider: str) -> None:
    box = editor.form.meeting.provider.box
    box.setCurrentIndex(box.findData(provider))
    box.activated.emit(box.currentIndex())


def row(editor: Editor) -> tuple[int, str]:
    state = editor.form.meeting.state
    return state.number, state.text


def test_what_ends_a_line_ends_where_the_fields_do(world: World) -> None:
    """ux.md §8: Time zone, Other link and Options end with the field column; Save is the one primary button."""
    with_zoom = world.reader.account_list
    for accounts, event in (([given.calendar_account()], None), (with_zoom, with_meeting())):
        world.reader.account_list = accounts
        editor = world.open(event)
        form = editor.form
        edge = right(form.place)
        ends = [one for one in (form.repeat.zone_link, form.meeting.options, form.meeting.other) if one.isVisible()]
        assert len(ends) == 2
        for one in ends:
            assert right(one) == edge and one.property("kind") in ("link-end", "tool-end"), one.text()
        strong = [one for one in editor.findChildren(QPushButton) if one.property("kind") == "primary"]
        assert [one for one in strong if one.isVisible()] == [editor.save_button]


def right(widget: QWidget) -> int:
    return widget.mapToGlobal(widget.rect().topRight()).x()


# removal


def test_remove_meeting_of_the_join_menu_is_the_switch(world: World) -> None:
    """ux.md §7, §9 row 27: as switching off: told before Save, taken back by Undo, carried out by Save."""
    editor = world.open(with_meeting())
    join = editor.form.meeting.findChild(JoinButton)
    assert join is not None
    next(one for one in join.menu.actions() if one.text().replace("&", "") == "Remove meeting").trigger()
    assert row(editor) == (27, "Zoom meeting will be deleted when you save")
    assert editor.focusWidget() is editor.form.meeting.switch
    assert set(world.bridge.verbs()) <= READS, "nothing is taken off before Save"
    press(editor, "undo")
    assert row(editor)[0] == 17
    assert not editor.dirty
    editor.form.meeting.switch.click()
    assert world.saved(editor).online is Online.NONE


def test_an_editor_that_begins_with_the_removal(world: World) -> None:
    """ux.md §7: asked for in a popover; nothing happens before Save. A draft that a crash left, too (E36)."""
    event = with_meeting()
    editor = world.open(event, begins=replace(event.draft, online=Online.NONE))
    assert row(editor) == (27, "Zoom meeting will be deleted when you save")
    assert editor.focusWidget() is editor.form.meeting.switch
    press(editor, "undo")
    assert not editor.dirty
    editor.form.meeting.switch.click()
    assert world.saved(editor).online is Online.NONE


# another link


def test_another_link_by_hand(world: World) -> None:
    """M05: chosen beside Zoom, written in its own field, no Zoom at all; a link that is none is not saved."""
    editor = world.open()
    editor.form.meeting.switch.click()
    pick(editor, OTHER)
    meeting = editor.form.meeting
    assert row(editor)[0] == 11
    assert meeting.link.isVisible()
    assert not meeting.options.isVisible()
    editor.save_button.click()
    assert world.bridge.verbs() == []
    assert meeting.link_error.text.text() == "Write the link, or switch Online meeting off"
    QTest.keyClicks(meeting.link, "javascript:alert(1)")
    assert not editor.save_button.isEnabled()
    assert meeting.link_error.text.text() == "Write a link that begins with https://"
    meeting.link.clear()
    QTest.keyClicks(meeting.link, f" {OTHER_LINK} ")
    draft = world.saved(editor)
    assert (draft.online, draft.wish) == (Online.OTHER, MeetingWish(link=OTHER_LINK))


def test_another_link_by_template(world: World) -> None:
    """M05: it follows title and day until it is edited."""
    editor = Editor(
        world.host,
        world.bridge,
        world.reader,  # type: ignore[arg-type]  # offers what the editor reads
        Settings(link_template="https://meet.example.org/{date}/{slug}"),
        draft=given.draft(summary="Déjà vu & más"),
        event=None,
        now=lambda: NOW,
    )
    world.qtbot.addWidget(editor)
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    editor.open()
    editor.form.meeting.switch.click()
    pick(editor, OTHER)
    assert editor.form.meeting.link.text() == "https://meet.example.org/2027-03-10/deja-vu-mas"
    QTest.keyClicks(editor.form.title, "s")
    assert editor.form.meeting.link.text().endswith("/deja-vu-mass")
    QTest.keyClicks(editor.form.meeting.link, "-2")
    before = editor.form.meeting.link.text()
    QTest.keyClicks(editor.form.title, "x")
    assert editor.form.meeting.link.text() == before
    assert world.saved(editor).wish.link == before


def test_another_link_without_zoom(world: World) -> None:
    """M05, state 1: "Other link…" stands beside the offer to connect."""
    world.reader.account_list = [given.calendar_account()]
    editor = world.open()
    assert row(editor)[0] == 1
    editor.form.meeting.other.click()
    assert row(editor)[0] == 11
    QTest.keyClicks(editor.form.meeting.link, OTHER_LINK)
    assert world.saved(editor).wish.link == OTHER_LINK


def test_from_zoom_to_another_link_and_back(world: World) -> None:
    """M05: the row says that the meeting goes, and Undo keeps it."""
    editor = world.open(with_meeting(draft=given.draft(attendees=given.people("Ben", "Cleo"))))
    pick(editor, OTHER)
    assert row(editor) == (11, "Its Zoom meeting will be deleted when you save")
    press(editor, "zoom")
    assert row(editor)[0] == 17
    assert not editor.dirty
    pick(editor, OTHER)
    QTest.keyClicks(editor.form.meeting.link, OTHER_LINK)
    draft = world.saved(editor)
    assert (draft.online, draft.wish.link) == (Online.OTHER, OTHER_LINK)


def test_an_event_with_another_link(world: World) -> None:
    """M05: the field shows it; nothing is dirty; off takes it off, Zoom takes its place."""
    wish = MeetingWish(link=OTHER_LINK)
    link = given.meeting(MeetingState.FOREIGN, provider="other", join_url=OTHER_LINK, meeting_id="", account=None)
    made = given.event(given.draft(online=Online.OTHER, wish=wish), meeting=link)
    editor = world.open(made)
    assert row(editor)[0] == 11
    assert editor.form.meeting.link.text() == OTHER_LINK
    assert not editor.dirty
    assert row(editor)[1] == "Join opens meet.example.org"
    assert editor.form.meeting.findChild(JoinButton) is not None
    QTest.keyClicks(editor.form.meeting.link, "x")
    assert row(editor) == (11, ""), "what is not saved yet is not joined"
    QTest.keyClick(editor.form.meeting.link, Qt.Key.Key_Backspace)
    editor.form.meeting.switch.click()
    assert row(editor) == (27, "The link will be taken off when you save")
    assert editor.meeting.wanted() == (Online.OTHER, MeetingWish(link=""))
    press(editor, "undo")
    pick(editor, "zoom")
    assert row(editor)[0] == 9
    assert world.saved(editor).online is Online.ZOOM


# several accounts

BOB = AccountId(5)


def two_accounts(world: World, **detail: Any) -> None:
    bob = given.zoom_account(id=BOB, name="bob@home.example", user="bob@home.example")
    detail = {**bob.detail, "email": "bob@home.example", **detail}
    world.reader.account_list = [given.calendar_account(), given.zoom_account(), bob._replace(detail=detail)]


def test_one_of_several_accounts_hosts(world: World) -> None:
    """M03: chosen in the provider's menu; the calendar's usual one is preselected."""
    two_accounts(world)
    editor = world.open()
    editor.form.meeting.switch.click()
    box = editor.form.meeting.provider.box
    choices = [box.itemText(place) for place in range(box.count())]
    assert choices == ["Zoom — anna@corp.example", "Zoom — bob@home.example", "Other link"]
    assert box.currentText() == "Zoom — anna@corp.example"
    assert editor.meeting.wanted()[1].account is None, "the usual one is the engine's to choose"
    pick(editor, f"zoom:{BOB}")
    assert box.currentText() == "Zoom — bob@home.example"
    assert world.saved(editor).wish.account == BOB


def test_the_usual_account_of_a_calendar(world: World) -> None:
    """M03."""
    two_accounts(world, calendars=[int(given.WORK)])
    editor = world.open()
    editor.form.meeting.switch.click()
    assert editor.form.meeting.provider.box.currentText() == "Zoom — bob@home.example"
    editor.form.calendar.setCurrentIndex(editor.form.calendar.findData(given.TEAM))
    editor.form.calendar.picked.emit(given.TEAM)
    assert editor.form.meeting.provider.box.currentText() == "Zoom — anna@corp.example"


def test_a_meeting_stays_with_its_account(world: World) -> None:
    """M03: each event remembers which account hosts; another one cannot take it over."""
    two_accounts(world)
    editor = world.open(with_meeting(account=BOB))
    box = editor.form.meeting.provider.box
    choices = [box.itemText(place) for place in range(box.count())]
    assert choices == ["Zoom — bob@home.example", "Other link"]


def test_two_meetings_at_once_by_two_accounts(world: World) -> None:
    """State 24: another account may host at the same time, and once it is chosen nothing is in the way."""
    two_accounts(world)
    meeting = given.meeting(account=ZOOM)
    busy = given.event(given.draft(start=at(11, 30), end=at(12, 30)), meeting=meeting, resource=ResourceId(99))
    world.reader.occurrence_list = [given.occurrence(busy)]
    world.reader.events[busy.resource, busy.recurrence_id] = busy
    editor = world.open()
    editor.form.meeting.switch.click()
    keys = [button.property("key") for button in editor.form.meeting.notice.buttons()]
    assert keys == ["other_account", "other_time", "keep"]
    pick(editor, f"zoom:{BOB}")
    assert row(editor)[0] == 9


# by rule


def with_rule(world: World, rule: str, event: Event | None = None, **more: Any) -> Editor:
    if event is not None:
        world.reader.events[event.resource, event.recurrence_id] = event
    editor = Editor(
        world.host,
        world.bridge,
        world.reader,  # type: ignore[arg-type]  # offers what the editor reads
        Settings(meeting_rule=rule, **more),
        draft=event.draft if event is not None else given.draft(),
        event=event,
        now=lambda: NOW,
    )
    editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    world.qtbot.addWidget(editor)
    editor.open()
    return editor


def test_the_first_guest_brings_a_meeting_where_the_calendar_says_so(world: World) -> None:
    """M06: on with "added by rule"; off by hand it stays off, whoever is added after that."""
    editor = with_rule(world, "1")
    assert row(editor)[0] == 8
    QTest.keyClicks(editor.form.people.entry, "ben@corp.example,")
    assert row(editor) == (9, "Zoom meeting will be created when you save")
    assert editor.form.meeting.state.small == "added by rule"
    assert editor.meeting.wanted()[0] is Online.ZOOM
    editor.form.meeting.switch.click()
    QTest.keyClicks(editor.form.people.entry, "cleo@corp.example,")
    assert row(editor)[0] == 8
    assert world.saved(editor).online is Online.NONE


TEMPLATE = "https://meet.example.org/{slug}"


def test_a_calendar_whose_meetings_are_made_elsewhere(world: World) -> None:
    """M06: switched on it is another link, by the template; off again all is as before; other calendars have Zoom."""
    there = given.event(given.draft(online=Online.KEEP))
    editor = with_rule(world, "", there, link_calendars="1", link_template=TEMPLATE)
    assert row(editor)[0] == 8
    assert not editor.dirty
    editor.form.meeting.switch.click()
    assert row(editor)[0] == 11
    assert editor.form.meeting.link.text() == "https://meet.example.org/design-review"
    editor.form.meeting.switch.click()
    assert row(editor)[0] == 8
    assert not editor.dirty
    editor.form.meeting.switch.click()
    saved = world.saved(editor)
    assert (saved.online, saved.wish.link) == (Online.OTHER, "https://meet.example.org/design-review")
    team = with_rule(world, "", link_calendars="2", link_template=TEMPLATE)
    team.form.meeting.switch.click()
    assert row(team)[0] == 9


def test_elsewhere_zoom_is_one_choice_away_and_needs_no_account(world: World) -> None:
    """M06, M05: none is forced; without Zoom the switch does not lead to connecting it."""
    editor = with_rule(world, "", link_calendars="1")
    editor.form.meeting.switch.click()
    assert (row(editor)[0], editor.meeting.problem) == (11, "Write the link, or switch Online meeting off")
    pick(editor, "zoom")
    assert row(editor)[0] == 9
    assert world.saved(editor).online is Online.ZOOM
    world.reader.account_list = [given.calendar_account()]
    alone = with_rule(world, "", link_calendars="1", link_template=TEMPLATE)
    assert row(alone)[0] == 8
    alone.form.meeting.switch.click()
    assert row(alone)[0] == 11


def test_a_rule_with_links_of_another_service(world: World) -> None:
    """M06: the first guest brings a link of the template; without a template there is none that could be brought."""
    editor = with_rule(world, "1", link_calendars="1", link_template=TEMPLATE)
    QTest.keyClicks(editor.form.people.entry, "ben@corp.example,")
    assert row(editor) == (11, "Added by rule, because people are invited")
    assert world.saved(editor).wish.link == "https://meet.example.org/design-review"
    bare = with_rule(world, "1", link_calendars="1")
    QTest.keyClicks(bare.form.people.entry, "ben@corp.example,")
    assert row(bare)[0] == 8


def test_a_zoom_meeting_stays_one_in_such_a_calendar(world: World) -> None:
    """M06: the usual is for new meetings alone."""
    editor = with_rule(world, "", with_meeting(), link_calendars="1", link_template=TEMPLATE)
    assert row(editor)[0] == 17
    assert not editor.dirty


def test_no_rule_no_meeting(world: World) -> None:
    """M06: neither in another calendar, nor without Zoom, nor where there is a link, nor for guests of before."""
    for editor in (with_rule(world, "2"), with_rule(world, "")):
        QTest.keyClicks(editor.form.people.entry, "ben@corp.example,")
        assert row(editor)[0] == 8
    wish = MeetingWish(link=OTHER_LINK)
    link = given.meeting(MeetingState.FOREIGN, provider="other", join_url=OTHER_LINK, meeting_id="", account=None)
    linked = given.event(given.draft(online=Online.OTHER, wish=wish, attendees=given.people("Ben")), meeting=link)
    assert row(with_rule(world, "1", linked))[0] == 11
    invited = given.event(given.draft(online=Online.KEEP, attendees=given.people("Ben")))
    editor = with_rule(world, "1", invited)
    assert row(editor)[0] == 8, "guests of before bring nothing"
    assert not editor.dirty
    world.reader.account_list = [given.calendar_account()]
    editor = with_rule(world, "1")
    QTest.keyClicks(editor.form.people.entry, "ben@corp.example,")
    assert row(editor)[0] == 1


# no fixed time


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ({"start": TODAY + timedelta(days=1), "end": TODAY + timedelta(days=2)}, "Zoom needs a start time"),
        ({"start": at(11), "end": at(17, day=11)}, "Zoom needs a start time"),
        ({"start": at(10, 30), "end": at(12)}, "This event has already begun"),
    ],
    ids=["all-day", "30 hours", "begun"],
)
def test_a_meeting_with_no_fixed_time_is_offered_and_made_only_if_accepted(
    world: World, times: dict[str, Any], said: str
) -> None:
    """M65, D2: the switch stays off until the offer is taken."""
    editor = world.open(**times)
    assert row(editor)[1].startswith(said)
    editor.form.meeting.switch.click()
    assert not editor.form.meeting.switch.isChecked()
    assert row(editor)[0] == 4
    assert editor.meeting.wanted()[0] is Online.NONE
    press(editor, "no_fixed_time")
    assert row(editor)[0] == 9
    assert row(editor)[1].startswith("No fixed time in Zoom")
    draft = world.saved(editor)
    assert (draft.online, draft.wish.no_fixed_time) == (Online.ZOOM, True)


def test_what_is_over_gets_no_offer(world: World) -> None:
    """M65, M22."""
    editor = world.open(start=at(10, day=9), end=at(11, day=9))
    assert row(editor) == (4, "This event is over")
    assert editor.form.meeting.notice.buttons() == []
    editor.form.meeting.switch.click()
    assert world.saved(editor).online is Online.NONE


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=YEARLY;COUNT=3", "Zoom knows no yearly rule"),
        ("FREQ=WEEKLY", "this rule has no end"),
        ("FREQ=DAILY;COUNT=60", "more than 50 dates"),
        ("FREQ=WEEKLY;INTERVAL=13;COUNT=4", "Zoom knows no interval that long"),
        ("FREQ=MONTHLY;BYMONTHDAY=10,20;COUNT=6", "Zoom takes one day of the month, 1 to 28"),
    ],
)
def test_a_rule_that_zoom_cannot_hold_says_so_before_save(world: World, rule: str, words: str) -> None:
    """M17: preselected, with the reason; nothing has to be accepted."""
    editor = world.open(rrule=rule)
    editor.form.meeting.switch.click()
    assert row(editor) == (9, f"No fixed time in Zoom: {words}")
    assert world.saved(editor).online is Online.ZOOM


def test_a_rule_that_zoom_can_hold_has_nothing_to_say(world: World) -> None:
    """M17."""
    editor = world.open(rrule="FREQ=WEEKLY;COUNT=10")
    editor.form.meeting.switch.click()
    assert row(editor) == (9, "Zoom meeting will be created when you save")
    assert editor.form.meeting.state.small == "one link for all 10 dates"


def test_losing_the_time_is_said_before_save_and_can_be_undone(world: World) -> None:
    """M72: the same meeting, the same link."""
    editor = world.open(with_meeting())
    editor.form.when.all_day.click()
    assert row(editor) == (26, "In Zoom this meeting will have no fixed time; the link stays")
    press(editor, "undo_times")
    assert row(editor)[0] == 17
    assert not editor.dirty
    editor.form.when.all_day.click()
    assert world.saved(editor).online is Online.ZOOM


def test_getting_the_time_back_is_said(world: World) -> None:
    """M72, the reverse."""
    day = given.draft(start=TODAY + timedelta(days=1), end=TODAY + timedelta(days=2))
    editor = world.open(with_meeting(MeetingState.NO_FIXED_TIME, day, reason="zoom_needs_time"))
    assert row(editor)[1] == "No fixed time in Zoom: the event has no start time, or over 24 hours"
    editor.form.when.all_day.click()
    assert row(editor) == (25, "The meeting gets its time in Zoom when you save; the link stays")


# a match at Zoom


def test_a_meeting_that_zoom_has_already_is_offered(world: World) -> None:
    """M56: asked for once, in the background; Use it links it, Create new does not ask again."""
    editor = world.open()
    assert world.bridge.verbs() == []
    editor.form.meeting.switch.click()
    world.qtbot.waitUntil(lambda: world.bridge.verbs() == ["zoom_account.unlinked_meetings"])
    assert row(editor)[0] == 9, "the editor does not wait"
    match = FoundMeeting("92674392836", "Review", at(11).astimezone(UTC), 60)
    world.bridge.last("zoom_account.unlinked_meetings").answer((match, replace(match, start=at(15).astimezone(UTC))))
    assert row(editor) == (10, "Zoom already has ‘Review’ at 11:00")
    press(editor, "create_new")
    assert row(editor)[0] == 9
    assert editor.meeting.wanted() == (Online.ZOOM, MeetingWish())
    editor.meeting.choice = replace(editor.meeting.choice, declined=False)
    editor.meeting.changed.emit()
    press(editor, "use")
    assert row(editor) == (10, "‘Review’ at Zoom will be linked when you save")
    draft = world.saved(editor)
    assert (draft.online, draft.wish.use) == (Online.ZOOM, "92674392836")
    assert set(world.bridge.verbs()) == READS | {"events.save_event"}


def test_a_listing_that_fails_changes_nothing(world: World) -> None:
    """M56."""
    editor = world.open()
    editor.form.meeting.switch.click()
    world.qtbot.waitUntil(lambda: world.bridge.verbs() == ["zoom_account.unlinked_meetings"])
    world.bridge.last("zoom_account.unlinked_meetings").fail(RuntimeError())
    assert row(editor)[0] == 9


def test_two_meetings_at_once_are_named(world: World) -> None:
    """State 24: most plans host one meeting at a time; Keep is enough."""
    busy = given.event(given.draft(start=at(11, 30), end=at(12, 30)), meeting=given.meeting(), resource=ResourceId(99))
    world.reader.occurrence_list = [given.occurrence(busy)]
    editor = world.open()
    editor.form.meeting.switch.click()
    assert row(editor) == (24, "You already host Zoom 11:30–12:30")
    press(editor, "keep")
    assert row(editor)[0] == 9
    assert world.saved(editor).online is Online.ZOOM


# gone, changed at Zoom


def test_three_ways_out_of_a_meeting_that_is_gone(world: World) -> None:
    """M24: make new and tell guests, remove the link, leave; each only on Save, but leaving."""
    guests = given.draft(attendees=given.people("Ben", "Cleo"))
    editor = world.open(with_meeting(MeetingState.MISSING, guests))
    assert row(editor) == (21, "This Zoom meeting no longer exists")
    faces = [button.text() for button in editor.form.meeting.notice.buttons()]  # type: ignore[attr-defined]
    assert faces == ["Make new and tell people", "Remove link", "Leave", "Help"]
    press(editor, "anew")
    assert row(editor) == (21, "A new Zoom meeting is made when you save")
    assert editor.form.meeting.state.small == "2 people get the new link"
    assert "creates another Zoom meeting" in editor.said.detail.text()
    press(editor, "undo_anew")
    press(editor, "remove")
    assert row(editor) == (27, "The link will be taken off when you save")
    assert editor.meeting.wanted()[0] is Online.NONE
    press(editor, "undo")
    assert world.bridge.verbs() == []
    press(editor, "leave")
    call = world.bridge.last("attention.settle_attention")
    assert call.args == ("meeting:1:u7", "leave")
    press(editor, "anew")
    assert world.saved(editor).online is Online.ANEW


@pytest.mark.parametrize(
    ("state", "keys"),
    [(MeetingState.TIME_DIFFERS, ["use_calendar", "use_zoom"]), (MeetingState.LINK_CHANGED, ["publish"])],
)
def test_what_changed_at_zoom_is_asked_about(world: World, state: MeetingState, keys: list[str]) -> None:
    """M62, D9: both sides named; the answer is the engine's to carry out."""
    editor = world.open(with_meeting(state, zoom_start=at(11, 30).astimezone(UTC)))
    if state is MeetingState.TIME_DIFFERS:
        assert row(editor) == (19, "Time differs in Zoom: 11:30")
        assert editor.form.meeting.state.small == "calendar: 11:00"
    else:
        assert row(editor) == (20, "Zoom has a new passcode")
    for key in keys:
        press(editor, key)
        assert world.bridge.last("attention.settle_attention").args == ("meeting:1:u7", key)


def test_taking_off_an_adopted_meeting_leaves_it_at_zoom(world: World) -> None:
    """M56, M12."""
    editor = world.open(with_meeting(adopted=True))
    editor.form.meeting.switch.click()
    assert row(editor) == (27, "The link will be taken off when you save; the meeting stays at Zoom")


def test_a_change_that_zoom_refuses_for_good_is_not_called_waiting(world: World) -> None:
    """M71: the reason and its cure; the link still joins."""
    refused = with_meeting(MeetingState.FOLLOWS, why="zoom_no_permission")
    editor = world.open(refused)
    assert row(editor) == (16, "Zoom doesn’t allow this for your account")
    assert editor.form.meeting.state.join
    later = with_meeting(MeetingState.FOLLOWS, why="no_answer", next_try=NOW)
    assert row(world.open(later))[0] == 18


# options


def test_options_of_a_new_meeting_begin_with_the_defaults(world: World) -> None:
    """M07, M59: chosen in a sheet, sent with Save alone."""
    account = given.zoom_account()
    detail = {**account.detail, "defaults": {"mute_upon_entry": True}, "overruled": {"waiting_room": True}}
    world.reader.account_list = [given.calendar_account(), account._replace(detail=detail)]
    editor = world.open()
    assert not editor.form.meeting.options.isVisible()
    editor.form.meeting.switch.click()
    editor.form.meeting.options.click()
    sheet = editor.findChild(MeetingOptionsSheet)
    assert isinstance(sheet, MeetingOptionsSheet)
    assert sheet.form.mute.currentText() == "On"
    assert not sheet.form.series.isVisibleTo(sheet)
    sheet.form.full_invitation.click()
    sheet.done_button.click()
    draft = world.saved(editor)
    assert draft.wish.options == MeetingOptions(mute_upon_entry=True, full_invitation=True)


def test_options_of_a_meeting_that_is_there_say_only_what_changes(world: World) -> None:
    """M07."""
    editor = world.open(with_meeting())
    editor.form.meeting.options.click()
    sheet = editor.findChild(MeetingOptionsSheet)
    assert isinstance(sheet, MeetingOptionsSheet)
    assert sheet.form.waiting_room.currentText() == "As it is"
    sheet.form.waiting_room.setCurrentIndex(sheet.form.waiting_room.findData(True))
    sheet.done_button.click()
    assert editor.dirty
    assert "updates its Zoom meeting" in editor.said.detail.text()
    assert world.saved(editor).wish.options == MeetingOptions(waiting_room=True)


# M58, M22, M62


def test_opening_an_event_reads_its_meeting_again(world: World) -> None:
    """M62: only reading, and only of a meeting that the account can read."""
    made = with_meeting()
    world.open(made)
    assert world.bridge.looks == [made.resource]
    assert world.bridge.calls == []
    foreign = given.event(given.draft(online=Online.KEEP), meeting=given.meeting(MeetingState.OTHER_HOST))
    world.open(foreign)
    world.open()
    assert world.bridge.looks == [made.resource]


def test_leaving_the_editor_writes_nothing(world: World) -> None:
    """M58: switch on, provider and options changed, then Esc: only reading was asked for."""
    editor = world.open(summary="")
    editor.form.meeting.switch.click()
    world.qtbot.waitUntil(lambda: world.bridge.verbs() == ["zoom_account.unlinked_meetings"])
    pick(editor, OTHER)
    pick(editor, "zoom")
    editor.form.meeting.options.click()
    sheet = editor.findChild(MeetingOptionsSheet)
    assert isinstance(sheet, MeetingOptionsSheet)
    sheet.form.mute.setCurrentIndex(1)
    sheet.done_button.click()
    editor._leave()
    assert set(world.bridge.verbs()) <= READS


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"why": "zoom_access_ended"}, "reconnect"),
        ({"why": "zoom_approval"}, "copy_note"),
        ({"why": "keyring_locked"}, "check"),
    ],
)
def test_an_account_that_cannot_is_said_with_its_cure(world: World, facts: dict[str, str], key: str) -> None:
    """M22: reason in row, tooltip and spoken description; the cure is a button in the focus order."""
    zoom = given.zoom_account(state=AccountState.NEEDS_USER, **facts)
    world.reader.account_list = [given.calendar_account(), zoom]
    editor = world.open()
    switch, notice = editor.form.meeting.switch, editor.form.meeting.notice
    assert switch.toolTip() == switch.accessibleDescription() == notice.text.text()
    first = notice.buttons()[0]
    assert first.property("key") == key
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    switch.click()
    assert not switch.isChecked()


def test_a_refusal_leads_to_its_part_of_the_guide(world: World) -> None:
    """I17, M23: only where the guide says more."""
    editor = world.open(with_meeting(MeetingState.REFUSED, why="zoom_no_licence"))
    press(editor, "help:zoom_no_licence")
    guide = editor.findChild(HelpWindow)
    assert isinstance(guide, HelpWindow)
    assert "An option is switched off" in guide.text.toPlainText()
    guide.close()
    plain = world.open(with_meeting(MeetingState.REFUSED, why="rejected"))
    assert not [one for one in plain.form.meeting.notice.buttons() if one.property("key").startswith("help")]


def test_missing_permissions_name_what_does_not_reach_zoom(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """M57: the switch stays alive without "update" or "delete"."""
    account = given.zoom_account()
    scopes = [one for one in given.SCOPES if "update" not in one and "delete" not in one]
    world.reader.account_list = [
        given.calendar_account(),
        account._replace(detail={**account.detail, "scopes": scopes}),
    ]
    editor = world.open(with_meeting())
    assert row(editor) == (5, "Changes don’t reach Zoom: Dainvo may not update meetings")
    assert editor.form.meeting.switch.reason == ""
    editor.form.meeting.switch.click()
    assert row(editor)[1].startswith("The link goes, the meeting stays at Zoom")
    assert editor.meeting.wanted()[0] is Online.NONE
    opened: list[str] = []
    monkeypatch.setattr("dainvo.ui.join.browse", lambda url, _near: opened.append(url))
    press(editor, "open_zoom")
    assert opened == ["https://zoom.us/meeting/12345678901"], "where it can be deleted by hand"


def test_a_state_that_changes_behind_keeps_what_was_chosen(world: World) -> None:
    """States 13 to 18 follow Zoom; a choice that is not saved yet stays."""
    made = with_meeting(MeetingState.FOLLOWS)
    editor = world.open(made)
    pick(editor, OTHER)
    QTest.keyClicks(editor.form.meeting.link, OTHER_LINK)
    world.reader.events[made.resource, made.recurrence_id] = replace(made, meeting=given.meeting())
    world.bridge.changed.emit(Changes(resources=frozenset({made.resource})))
    assert row(editor)[0] == 11
    assert editor.form.meeting.link.text() == OTHER_LINK


def test_the_hosts_of_joinable_links(world: World) -> None:
    """M24: somebody else's meeting, and one of an account that left, can be joined and are kept by Save."""
    for state in (MeetingState.OTHER_HOST, MeetingState.NOT_CONNECTED):
        made = given.event(given.draft(online=Online.KEEP), meeting=given.meeting(state, host="bob@corp.example"))
        editor = world.open(made)
        assert editor.form.meeting.state.join
        editor.form.title.setText("Moved")
        editor.form.title.textEdited.emit("Moved")
        assert world.saved(editor).online is Online.KEEP
        assert made.meeting.join_url == LINK  # type: ignore[union-attr]
    assert given.zoom_account().id == ZOOM
