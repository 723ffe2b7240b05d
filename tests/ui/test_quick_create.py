"""Quick create: four things to say, Enter saves, everything typed reaches the editor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from fakes import window as given
from fakes.window import NOW, TEAM, TODAY, WORK, ListReader, RecordingBridge, at
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical.event import AccountId, EventDraft, Online, ResourceId, Uid
from dainvo.settings import Settings
from dainvo.store.reader import AccountState
from dainvo.ui import theme, toasts
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.sheet import SHADOW

START, END = at(15, day=11), at(15, 30, day=11)
DEFAULTS = Settings()


@dataclass
class World:
    host: QWidget
    bridge: RecordingBridge
    reader: ListReader
    edited: list[EventDraft] = field(default_factory=list)

    def open(
        self, start: datetime | date = START, end: datetime | date = END, *, settings: Settings = DEFAULTS
    ) -> QuickCreate:
        card = QuickCreate(
            self.host,
            self.bridge,
            self.reader,  # type: ignore[arg-type]  # offers what the card reads
            settings,
            start=start,
            end=end,
            collection=WORK,
            now=lambda: NOW,
            edit=self.edited.append,
        )
        card.show_at(QRect(self.host.mapToGlobal(QPoint(60, 200)), QSize(190, 26)))
        return card


@pytest.fixture
def world(host: QWidget, bridge: RecordingBridge) -> World:
    return World(host, bridge, ListReader([given.calendar_account(), given.zoom_account()]))


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_line_under_the_title_shows_where_the_focus_is(world: World) -> None:
    """E05: accent only while the title has it: two things in accent would be two places to type."""
    card = world.open()
    assert card.rule.grab().toImage().pixelColor(20, 1) == theme.tokens().accent
    card.calendar.setFocus()
    assert card.rule.grab().toImage().pixelColor(20, 1) == theme.tokens().control_border


def test_title_is_ready_and_enter_saves(world: World) -> None:
    """K04 and E05: the focus is in the title; Enter hands the draft to the engine."""
    card = world.open()
    assert card.focusWidget() is card.title
    QTest.keyClicks(card.title, "Call with Dana")
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    call = world.bridge.last("events.save_event")
    assert call.args == (
        EventDraft(
            collection=WORK,
            summary="Call with Dana",
            start=at(15, day=11),
            end=at(15, 30, day=11),
            online=Online.NONE,
        ),
    )
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    assert world.bridge.verbs() == ["events.save_event"], "Enter twice is one event"
    call.answer(Saved(ResourceId(1), Uid("u")))
    assert not card.isVisible()


@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_on_the_switch_saves_and_turns_nothing(world: World, keys: Qt.KeyboardModifier) -> None:
    """E05, ux.md §7: Space turned the meeting on; Enter, as Save says, keeps it on."""
    card = world.open()
    QTest.keyClicks(card.title, "Call with Dana")
    card.meeting.switch.setFocus()
    QTest.keyClick(card.meeting.switch, Qt.Key.Key_Space)
    QTest.keyClick(card.meeting.switch, Qt.Key.Key_Return, keys)
    assert world.bridge.last("events.save_event").args[0].online is Online.ZOOM


def test_the_switch_with_its_words(world: World) -> None:
    card = world.open()
    press(card.meeting.switch)
    assert card.meeting.caption.text() == "Zoom meeting will be created when you save"
    assert card.meeting.provider.isVisible()
    card.title.setFocus()
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    assert world.bridge.calls == [], "E40: a meeting needs a title"
    assert card.title_error.text.text() == "A Zoom meeting needs a title"
    QTest.keyClicks(card.title, "x")
    QTest.keyClick(card.title, Qt.Key.Key_Return)
    assert world.bridge.last("events.save_event").args[0].online is Online.ZOOM


def test_more_hands_every_value_over(world: World) -> None:
    """E05: title, times, calendar and switch arrive in the editor."""
    card = world.open()
    QTest.keyClicks(card.title, "Roadmap")
    press(card.meeting.switch)
    card.calendar_menu().actions()[1].trigger()
    press(card.when_line)
    card.when.start_time.selectAll()
    QTest.keyClicks(card.when.start_time, "1600")
    QTest.keyClick(card.when.start_time, Qt.Key.Key_Tab)
    press(card.more_button)
    assert not card.isVisible()
    (draft,) = world.edited
    assert (draft.summary, draft.collection, draft.start, draft.end, draft.online) == (
        "Roadmap",
        TEAM,
        at(16, day=11),
        at(16, 30, day=11),
        Online.ZOOM,
    )
    assert world.bridge.calls == []


def test_an_end_before_the_start_cannot_be_saved(world: World) -> None:
    card = world.open()
    press(card.when_line)
    card.when.end_time.selectAll()
    QTest.keyClicks(card.when.end_time, "14:00")
    QTest.keyClick(card.when.end_time, Qt.Key.Key_Return)
    assert not card.save_button.isEnabled()
    card.save()
    assert world.bridge.calls == []
    assert card.focusWidget() is card.when.end_time


def test_connect_in_place(world: World) -> None:
    """State 1: the switch works, opens Connect, and is on once Zoom is there."""
    world.reader.account_list = [given.calendar_account()]
    card = world.open()
    assert card.meeting.caption.text() == "Zoom isn’t connected"
    press(card.meeting.switch)
    assert not card.meeting.switch.isChecked()
    dialog = world.host.findChild(ConnectZoom)
    assert isinstance(dialog, ConnectZoom)
    assert card.isVisible(), "the card waits below the dialog"
    press(dialog.connect_button)
    world.reader.account_list.append(given.zoom_account())
    world.bridge.last("zoom.connect_zoom").answer(given.ZOOM)
    assert card.meeting.switch.isChecked()


def test_a_switch_that_cannot_be_used_says_why(world: World) -> None:
    """M22: an event of the past."""
    card = world.open(at(8), at(9))
    press(card.meeting.switch)
    assert not card.meeting.switch.isChecked()
    assert card.meeting.switch.reason == "This event is over"
    assert card.meeting.caption.text() == "This event is over"


def test_read_only_calendars_are_not_offered(world: World) -> None:
    card = world.open()
    assert [action.text() for action in card.calendar_menu().actions()] == ["Work", "Team"]


def test_escape_discards_an_untouched_card(world: World) -> None:
    card = world.open()
    QTest.keyClick(card.title, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert toasts.of(world.host).text() == ""


def test_escape_keeps_what_was_typed(world: World) -> None:
    """ux.md §7: "Draft kept — Restore", also when the card itself is gone."""
    card = world.open()
    QTest.keyClicks(card.title, "Half a tho")
    card.closed.connect(card.deleteLater)
    QTest.keyClick(card.title, Qt.Key.Key_Escape)
    shown = toasts.of(world.host)
    assert shown.text() == "Draft kept"
    restore = shown.findChildren(QWidget)[-1]
    press(restore)
    assert [draft.summary for draft in world.edited] == ["Half a tho"]
    assert world.bridge.calls == []


def test_a_press_outside_closes(world: World) -> None:
    card = world.open()
    QTest.mouseClick(world.host, Qt.MouseButton.LeftButton, pos=QPoint(990, 790))
    assert not card.isVisible()


def test_a_refusal_stays_on_the_card(world: World) -> None:
    card = world.open()
    QTest.keyClicks(card.title, "x")
    card.save()
    world.bridge.last("events.save_event").fail(Refused(Why.READ_ONLY))
    assert card.isVisible()
    assert card.error.text.text().startswith("This calendar can’t be changed")
    assert card.save_button.isEnabled()


def test_all_day(world: World) -> None:
    card = world.open(date(2027, 3, 11), date(2027, 3, 12))
    assert card.when_text.text() == "Thu 11 March · all day"
    card.save()
    draft = world.bridge.last("events.save_event").args[0]
    assert (draft.start, draft.end, draft.transparent) == (date(2027, 3, 11), date(2027, 3, 12), True)


@pytest.mark.parametrize("place", [QPoint(60, 200), QPoint(900, 700), QPoint(500, 5), QPoint(400, 780)])
def test_the_card_stays_inside_the_window(world: World, place: QPoint) -> None:
    """ux.md §7: 320 wide, 18 px from every edge."""
    card = world.open()
    card.show_at(QRect(world.host.mapToGlobal(place), QSize(90, 26)))
    surface = card.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert surface.width() == 320
    assert world.host.rect().adjusted(17, 17, -17, -17).contains(surface)


def test_a_meeting_with_no_fixed_time_is_offered_here_too(world: World) -> None:
    """M65, M22: off until it is taken; off again forgets it."""
    card = world.open(TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    QTest.keyClicks(card.title, "Fair")
    card.meeting.switch.click()
    assert not card.meeting.switch.isChecked()
    assert card.meeting.cure.text() == "Make a meeting with no fixed time"
    card.meeting.cure.click()
    assert card.meeting.switch.isChecked()
    assert "No fixed time in Zoom" in card.meeting.caption.text()
    assert (card.draft().online, card.draft().wish.no_fixed_time) == (Online.ZOOM, True)
    card.meeting.switch.click()
    assert not card.meeting.switch.isChecked()
    assert not card.draft().wish.no_fixed_time


def test_signing_in_again_from_the_card(world: World) -> None:
    """M22, M63: as the same account."""
    world.reader.account_list = [
        given.calendar_account(),
        given.zoom_account(state=AccountState.NEEDS_USER, why="zoom_access_ended"),
    ]
    card = world.open()
    assert card.meeting.cure.text() == "Reconnect"
    card.meeting.cure.click()
    dialog = world.host.findChild(ConnectZoom)
    assert isinstance(dialog, ConnectZoom)
    dialog.connect_button.click()
    assert world.bridge.last("zoom_account.reconnect").args == (given.ZOOM,)
    dialog.reject()


def test_which_of_several_accounts_hosts(world: World) -> None:
    """M03, M06: named beside the switch, the usual one of the calendar; with one account it is plain Zoom."""
    card = world.open()
    card.meeting.switch.click()
    assert card.meeting.provider.text() == "Zoom"
    bob = given.zoom_account(id=AccountId(5), name="bob@home.example", user="bob@home.example")
    detail = {**bob.detail, "email": "bob@home.example", "calendars": [int(WORK)]}
    world.reader.account_list.append(bob._replace(detail=detail))
    card = world.open()
    card.meeting.switch.click()
    assert card.meeting.provider.text() == "Zoom — bob@home.example"
    card._pick(TEAM)
    assert card.meeting.provider.text() == "Zoom — anna@corp.example"


def test_a_calendar_whose_meetings_are_made_elsewhere(world: World) -> None:
    """M06: the switch brings a link of the template, shown; without a template the editor has the field for one."""
    template = "https://meet.example.org/{slug}"
    card = world.open(settings=Settings(link_calendars=str(int(given.WORK)), link_template=template))
    QTest.keyClicks(card.title, "Design review")
    card.meeting.switch.click()
    assert (card.meeting.provider.text(), card.meeting.caption.text()) == (
        "Other link",
        "https://meet.example.org/design-review",
    )
    draft = card.draft()
    assert (draft.online, draft.wish.link) == (Online.OTHER, "https://meet.example.org/design-review")
    card.meeting.switch.click()
    assert (card.draft().online, card.draft().wish.link) == (Online.NONE, "")
    bare = world.open(settings=Settings(link_calendars=str(int(given.WORK))))
    QTest.keyClicks(bare.title, "Design review")
    bare.meeting.switch.click()
    bare.save()
    assert [(one.online, one.wish.link) for one in world.edited] == [(Online.OTHER, "")]


def test_a_clicked_date_of_the_card_is_typed_and_saved(world: World) -> None:
    """E05, E38: Enter and Esc are the month's while it is there; the card stays, with the day that was typed."""
    card = world.open()
    QTest.keyClicks(card.title, "Call with Dana")
    press(card.when_line)
    day = card.when.start_day
    for typed, key, meant in (("tue", Qt.Key.Key_Escape, 11), ("16.3.", Qt.Key.Key_Return, 16)):
        press(day)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        QTest.keyClicks(popup, typed)
        QTest.keyClick(popup, key)
        assert QApplication.activePopupWidget() is None and card.isVisible()
        assert (day.value().day, world.bridge.verbs()) == (meant, [])
    QTest.keyClick(day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert world.bridge.last("events.save_event").args[0].start == at(15, day=16)
