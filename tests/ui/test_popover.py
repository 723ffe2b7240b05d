"""The popover of an event: its facts, Join at the right time, copies, edit and delete."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import pointer
from fakes import window as given
from fakes.window import HOLIDAYS, LINK, NOW, TEAM, ListReader, RecordingBridge, at
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.engine.values import MeetingDetails, StartLink
from dainvo.errors import Refused, Why
from dainvo.ical.event import (
    NO_RECURRENCE,
    Alarm,
    Attendee,
    Event,
    EventDraft,
    MeetingState,
    Occurrence,
    Online,
    PartStat,
    State,
)
from dainvo.settings import Settings
from dainvo.store.needing import Asked, Attention, Choice
from dainvo.store.reader import AccountState
from dainvo.ui import join, toasts
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.cards import Cards
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.meeting_box import MeetingBox
from dainvo.ui.editor.meeting_details import MeetingDetailsSheet
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.link_question import LinkQuestion
from dainvo.ui.meeting_numbers import dial_in
from dainvo.ui.meetings.questions import Review
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import SHADOW

INVITATION = "Anna invites you\nJoin: https://us02web.zoom.us/j/1\n+49 69 1234 Germany\n+4969,,1#,,* Germany\n"


@dataclass
class World:
    host: QWidget
    bridge: RecordingBridge
    reader: ListReader
    opened: list[str]
    now: datetime = NOW

    def show(self, event: Event, **changes: Any) -> EventPopover:
        self.reader.events[event.resource, event.recurrence_id] = event
        occurrence: Occurrence = given.occurrence(event, **changes)
        card = EventPopover(
            self.host,
            self.bridge,
            self.reader,  # type: ignore[arg-type]  # offers what the card reads
            occurrence,
            now=lambda: self.now,
        )
        card.show_at(QRect(self.host.mapToGlobal(QPoint(60, 200)), QSize(190, 52)))
        return card


@pytest.fixture
def world(host: QWidget, bridge: RecordingBridge, opened: list[str]) -> World:
    return World(host, bridge, ListReader([given.calendar_account(), given.zoom_account()]), opened)


def join_of(card: EventPopover) -> JoinButton:
    assert card.page.join_button is not None
    return card.page.join_button


def press(widget: QWidget | None) -> None:
    assert widget is not None
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def zoom_event(**changes: Any) -> Event:
    return given.event(given.draft(online=Online.ZOOM, **changes), meeting=given.meeting())


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def entry(button: JoinButton | None, text: str) -> None:
    assert button is not None
    next(action for action in button.menu.actions() if action.text().replace("&", "") == text).trigger()


def test_facts(world: World) -> None:
    """E06: title, time, place, people, reminder, notes, calendar – all as plain text."""
    people = (
        Attendee("anna@corp.example", "Anna", partstat=PartStat.ACCEPTED),
        Attendee("ben@corp.example", "Ben", partstat=PartStat.TENTATIVE),
        Attendee("cleo@corp.example"),
    )
    card = world.show(
        zoom_event(
            location="Room 4 <b>",
            attendees=people,
            alarms=(Alarm(timedelta(minutes=-10)),),
            description="One\nTwo\nThree\nFour\nFive\nSix\nSeven",
        )
    )
    said = words(card)
    for text in ("Design review", "Wed 10 March · 11:00 – 12:00", "(1 h)", "Room 4 <b>", "3 people", "10 min before"):
        assert text in said
    assert "Six\n…" in said
    assert "Seven" not in said
    for label in card.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    assert "E edit · Esc close" in said


def test_join_is_primary_from_fifteen_minutes_before(world: World) -> None:
    """M25: secondary before T−15, primary until the end; the card follows the clock by itself."""
    card = world.show(zoom_event())
    assert not join_of(card).primary
    assert card.page.soon.text() == ""
    world.now = at(10, 45)
    card._tick()
    assert join_of(card).primary
    assert card.page.soon.text() == "in 15 min"
    world.now = at(10, 48)
    card._tick()
    assert card.page.soon.text() == "in 12 min"
    world.now = at(11, 30)
    card._tick()
    assert card.page.soon.text() == "now"
    world.now = at(12)
    card._tick()
    assert not join_of(card).primary


def test_enter_joins_with_exactly_the_link(world: World) -> None:
    """M25"""
    world.now = at(10, 57)
    card = world.show(zoom_event())
    assert card.page.join_button is not None
    assert card.focusWidget() is card.page.join_button.face
    QTest.keyClick(card.focusWidget(), Qt.Key.Key_Return)
    assert world.opened == [LINK]


def test_the_link_is_copied_where_no_browser_opens(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    card = world.show(zoom_event())
    press(card.page.join_button.face if card.page.join_button else None)
    assert clipboard() == LINK
    assert toasts.of(world.host).text() == "The link could not be opened. It is copied instead."


def test_four_copies(world: World) -> None:
    """M40: link, invitation, ID with passcode, dial-in; never the start link."""
    card = world.show(zoom_event())
    entry(card.page.join_button, "Copy link")
    assert clipboard() == LINK
    entry(card.page.join_button, "Copy ID and passcode")
    assert clipboard() == "ID 123 4567 8901 · Passcode 7890"
    entry(card.page.join_button, "Copy invitation")
    world.bridge.last("zoom.invitation_text").answer(INVITATION)
    assert clipboard() == INVITATION
    entry(card.page.join_button, "Copy dial-in numbers")
    world.bridge.last("zoom.invitation_text").answer(INVITATION)
    assert clipboard() == "+49 69 1234 Germany"
    entry(card.page.join_button, "Copy dial-in numbers")
    world.bridge.last("zoom.invitation_text").answer("Join: https://zoom.us/j/1")
    assert clipboard() == "+49 69 1234 Germany", "nothing to copy leaves the clipboard alone"
    entry(card.page.join_button, "Copy invitation")
    world.bridge.last("zoom.invitation_text").fail(Refused(Why.ZOOM_MEETING_GONE))
    assert "no longer exists" in " ".join(toasts.of(world.host).history)


def test_the_meetings_page_at_zoom_opens(world: World) -> None:
    """M41: the meeting in Zoom's portal, for whoever hosts it."""
    card = world.show(zoom_event())
    entry(card.page.join_button, "Open at Zoom")
    assert world.opened == ["https://zoom.us/meeting/12345678901"]


def test_a_foreign_link_offers_what_works(world: World) -> None:
    """Nothing is offered that only Zoom could answer."""
    shown = given.event(
        given.draft(online=Online.KEEP),
        meeting=given.meeting(
            MeetingState.FOREIGN, provider="teams", join_url="https://teams.example/l", meeting_id="", account=None
        ),
    )
    card = world.show(shown)
    assert card.page.join_button is not None
    assert [action.text().replace("&", "") for action in card.page.join_button.menu.actions()] == ["Copy link"]
    press(card.page.join_button.face)
    assert world.opened == [], "a host that is no known service is asked about"
    question = world.host.findChild(LinkQuestion)
    assert isinstance(question, LinkQuestion)
    assert "teams.example" in question.body.itemAt(0).widget().text()  # type: ignore[union-attr] # a label
    press(question.open_button)
    assert world.opened == ["https://teams.example/l"]


def test_the_card_answers_what_it_asks(world: World) -> None:
    """M62, M63: what changed at Zoom is decided here, too; signing in again means the same account."""
    changed = given.event(given.draft(online=Online.ZOOM), meeting=given.meeting(MeetingState.LINK_CHANGED))
    card = world.show(changed)
    notice = card.findChild(Notice)
    assert isinstance(notice, Notice)
    [publish] = notice.buttons()
    press(publish)
    assert world.bridge.last("attention.settle_attention").args == ("meeting:1:u7", "publish")
    world.reader.account_list[1] = given.zoom_account(state=AccountState.NEEDS_USER, why="zoom_access_ended")
    card = world.show(zoom_event())
    [again] = card.findChildren(Notice)[-1].buttons()
    press(again)
    dialog = world.host.findChild(ConnectZoom)
    assert isinstance(dialog, ConnectZoom)
    press(dialog.connect_button)
    assert world.bridge.last("zoom_account.reconnect").args == (given.ZOOM,)
    dialog.reject()


def gone_line(gone: Event) -> Attention:
    return Attention(
        id="meeting:1:u7",
        asked=Asked.MISSING,
        choices=(Choice.MAKE, Choice.REMOVE, Choice.LEAVE),
        uid=gone.uid,
        resource=gone.resource,
        summary="Design review",
        start=at(11),
        since=NOW,
        meeting_id="12345678901",
    )


def test_a_meeting_that_is_gone_is_reviewed_from_the_card(world: World) -> None:
    """M24, D10: the card leads to the question with its three answers; left before, it leads to the editor."""
    gone = given.event(given.draft(online=Online.KEEP), meeting=given.meeting(MeetingState.MISSING))
    line = gone_line(gone)
    world.reader.attention = lambda: [line]  # type: ignore[attr-defined] # what the true one offers
    card = world.show(gone)
    [review] = card.findChildren(Notice)[-1].buttons()
    assert isinstance(review, QPushButton)
    assert review.text() == "Review…"
    press(review)
    question = world.host.findChild(Review)
    assert isinstance(question, Review)
    assert [choice for _, choice, _ in question.radios] == [Choice.MAKE, Choice.REMOVE, Choice.LEAVE]
    assert [verb for verb in world.bridge.verbs() if "settle" in verb] == [], "nothing happens before the answer"
    question.reject()
    world.reader.attention = list  # type: ignore[attr-defined]
    card = world.show(gone)
    edited: list[object] = []
    card.edit_requested.connect(edited.append)
    press(card.findChildren(Notice)[-1].buttons()[0])
    assert edited == [gone]


def test_a_meeting_that_is_gone_is_reviewed_from_the_toast(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """N10: shortly before the start the toast leads to the question; answered meanwhile, it leads to the editor."""
    gone = given.event(given.draft(online=Online.KEEP), meeting=given.meeting(MeetingState.MISSING))
    world.reader.events[gone.resource, NO_RECURRENCE] = gone
    asked = [gone_line(gone)]
    world.reader.attention = lambda: asked  # type: ignore[attr-defined] # what the true one offers
    cards = Cards(world.host, world.bridge, world.reader, Settings(), lambda: NOW)  # type: ignore[arg-type] # what is used of it
    edited: list[Event] = []
    monkeypatch.setattr(cards, "edit_event", edited.append)
    cards.review_meeting(gone.resource)
    question = world.host.findChild(Review)
    assert isinstance(question, Review)
    assert edited == []
    question.reject()
    asked.clear()
    cards.review_meeting(gone.resource)
    assert edited == [gone]


def test_starting_as_host(world: World) -> None:
    """M49: the link is fetched at that moment and goes to the browser alone; one that is not Zoom’s does not."""
    card = world.show(zoom_event())
    clipboard_before = clipboard()
    for url, opens in (
        ("https://us02web.zoom.us/s/12345678901?zak=secret", True),
        ("https://zoom.us.evil.example/s/1?zak=secret", False),
        ("http://us02web.zoom.us/s/12345678901?zak=secret", False),
        ("javascript:alert(1)", False),
    ):
        world.opened.clear()
        entry(card.page.join_button, "Start as host")
        link = StartLink(url)
        assert "secret" not in repr(link)
        world.bridge.last("zoom.start_link").answer(link)
        assert world.opened == ([url] if opens else [])
        assert clipboard() == clipboard_before


def test_the_host_starts_from_the_card_shortly_before(world: World) -> None:
    """M49: a button of its own beside Join from T−15 on, for whoever hosts; guests have none."""

    def offered(card: EventPopover) -> list[QPushButton]:
        found = [one.start_button for one in card.findChildren(MeetingBox) if not one.isHidden()]
        return [one for one in found[-1:] if one is not None]

    assert offered(world.show(zoom_event())) == []
    world.now = at(10, 50)
    [begin] = offered(world.show(zoom_event()))
    press(begin)
    url = "https://us02web.zoom.us/s/12345678901?zak=secret"
    world.bridge.last("zoom.start_link").answer(StartLink(url))
    assert world.opened == [url]
    theirs = given.event(
        given.draft(online=Online.KEEP), meeting=given.meeting(MeetingState.OTHER_HOST, host="bob@corp")
    )
    assert offered(world.show(theirs)) == []


def test_details(world: World, qtbot: QtBot) -> None:
    """M41, M62: the values of the meeting, the passcode masked until asked for, each copyable; reading only."""
    card = world.show(zoom_event())
    assert world.bridge.looks == [zoom_event().resource], "what the card shows is read again at once"
    entry(card.page.join_button, "Meeting details…")
    sheet = world.host.findChild(MeetingDetailsSheet)
    assert isinstance(sheet, MeetingDetailsSheet)
    assert set(world.bridge.verbs()) == {"zoom.meeting_details", "zoom.invitation_text"}
    held = given.meeting(host="anna@corp.example", passcode="4711", account=given.ZOOM)
    details = MeetingDetails(held, "Design review", given.utc(at(11)), 60, "Europe/Berlin", "anna@corp.example")
    world.bridge.last("zoom.meeting_details").answer(details)
    world.bridge.last("zoom.invitation_text").answer(INVITATION)
    qtbot.waitUntil(lambda: "+49 69 1234 Germany" in words(sheet))
    said = words(sheet)
    for text in ("Design review", "anna@corp.example", "123 4567 8901", "Wed 10 March · 11:00 – 12:00 (1 h)"):
        assert text in said
    assert "4711" not in said
    eye = next(one for one in sheet.findChildren(QWidget) if one.accessibleName() == "Show the passcode")
    press(eye)
    assert "4711" in words(sheet)
    copier = next(one for one in sheet.findChildren(QWidget) if one.accessibleName() == "Copy: Link")
    press(copier)
    assert clipboard() == LINK
    sheet.close()


@pytest.mark.parametrize(("zone", "said"), [("Europe/Berlin", "10:40"), ("Asia/Kolkata", "15:10")])
def test_details_tell_by_the_chosen_zone_when_they_were_read(world: World, zone: str, said: str) -> None:
    """M41, M62: "read from Zoom" is a time of the zone set in Settings, not of the computer's."""
    world.reader.zone = ZoneInfo(zone)
    card = world.show(zoom_event())
    entry(card.page.join_button, "Meeting details…")
    sheet = world.host.findChild(MeetingDetailsSheet)
    assert isinstance(sheet, MeetingDetailsSheet)
    found = MeetingDetails(
        given.meeting(), "Design review", given.utc(at(11)), 60, "Europe/Berlin", "anna@corp.example"
    )
    world.bridge.last("zoom.meeting_details").answer(found)
    assert sheet.read_at.text() == f"read from Zoom {said}"
    sheet.close()


def test_remove_meeting_asks_for_the_editor(world: World) -> None:
    """ux.md §7: Remove meeting, of the user's own only, opens the editor with it switched off; nothing is sent."""
    event = zoom_event()
    card = world.show(event)
    wanted: list[tuple[Event, EventDraft]] = []
    card.change_requested.connect(lambda *values: wanted.append(values))
    entry(card.page.join_button, "Remove meeting")
    assert not card.isVisible()
    assert wanted == [(event, replace(event.draft, online=Online.NONE))]
    assert world.bridge.verbs() == []
    theirs = given.event(
        given.draft(online=Online.KEEP), meeting=given.meeting(MeetingState.OTHER_HOST, host="bob@corp")
    )
    for other in (theirs, replace(event, writable=False)):
        names = [action.text().replace("&", "") for action in join_of(world.show(other)).menu.actions()]
        assert "Remove meeting" not in names


def test_details_say_what_differs_and_what_was_decided_elsewhere(world: World, qtbot: QtBot) -> None:
    """M62, M07: Zoom's values with the calendar's below; settings with who set them; dial-in by country."""
    card = world.show(zoom_event())
    entry(card.page.join_button, "Meeting details…")
    sheet = world.host.findChild(MeetingDetailsSheet)
    assert isinstance(sheet, MeetingDetailsSheet)
    same = MeetingDetails(
        given.meeting(passcode="4711"),
        "Design review",
        given.utc(at(11)),
        60,
        "Europe/Berlin",
        topic_here="Design review",
        start_here=given.utc(at(11)),
        minutes_here=60,
        passcode_here="4711",
        settings={"waiting_room": True, "join_before_host": False, "host_video": True},
        overruled=frozenset({"waiting_room"}),
    )
    world.bridge.last("zoom.meeting_details").answer(same)
    qtbot.waitUntil(lambda: "set by your organisation" in words(sheet))
    said = words(sheet)
    assert "calendar:" not in said
    assert "on — set by your organisation" in said
    assert "off" in said.split("\n")
    differs = replace(same, topic_here="Old name", start_here=given.utc(at(14)), passcode_here="1")
    sheet.read()
    world.bridge.last("zoom.meeting_details").answer(differs)
    qtbot.waitUntil(lambda: "the invitation has another one" in words(sheet))
    said = words(sheet)
    for text in (
        "calendar: ‘Old name’",
        "calendar: Wed 10 Mar · 14:00\u00a0–\u2060\u00a015:00",
        "the invitation has another one",
    ):
        assert text in said, said
    numbers = "• +49 30 1 Germany\n• +1 202 5 US (Washington DC)\n• +1 669 9 US (San Jose)\n+4930,,926#,,,,*1# Germany"
    world.bridge.last("zoom.invitation_text").answer(numbers.replace(" 1 ", " 12345 ").replace(" 5 ", " 5550100 "))
    qtbot.waitUntil(lambda: "+49 30 12345 Germany" in words(sheet))
    press(sheet.open_zoom)
    assert world.opened == ["https://zoom.us/meeting/12345678901"]
    sheet.close()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("• +49 30 23125 010 Germany", {"Germany": [("+49 30 23125 010", "Germany")]}),
        ("+1 202 555 0100 US (Washington DC)", {"US": [("+1 202 555 0100", "US (Washington DC)")]}),
        ("+493023125010,,926#,,,,*1# Germany", {}),
        ("Topic: +1", {}),
    ],
)
def test_dial_in_numbers_by_country(line: str, found: dict[str, list[tuple[str, str]]]) -> None:
    """M41: with or without the dot that Zoom puts before them, without one-tap dialling."""
    assert dial_in(f"Dial by your location\n{line}\n\nMeeting ID: 926") == found


def test_details_that_cannot_be_read_say_why(world: World) -> None:
    card = world.show(zoom_event())
    entry(card.page.join_button, "Meeting details…")
    sheet = world.host.findChild(MeetingDetailsSheet)
    assert isinstance(sheet, MeetingDetailsSheet)
    world.bridge.last("zoom.meeting_details").fail(Refused(Why.ZOOM_MEETING_GONE))
    assert sheet.notice.text.text().startswith("This Zoom meeting no longer exists.")
    assert "123 4567 8901" in words(sheet), "what is known stays"
    sheet.close()


def test_passcode_is_masked_until_shown(world: World) -> None:
    card = world.show(zoom_event())
    assert "7890" not in words(card)
    eye = next(one for one in card.findChildren(QWidget) if one.accessibleName() == "Show the passcode")
    press(eye)
    assert "Passcode 7890" in words(card)


def test_keys_edit_delete_and_close(world: World) -> None:
    """ux.md §7: E, Delete, Esc."""
    shown = zoom_event()
    for key, signal in ((Qt.Key.Key_E, "edit_requested"), (Qt.Key.Key_Delete, "delete_requested")):
        card = world.show(shown)
        got: list[Event] = []
        getattr(card, signal).connect(got.append)
        QTest.keyClick(card, key)
        assert got == [shown]
        assert not card.isVisible()
    card = world.show(shown)
    closed: list[bool] = []
    card.closed.connect(lambda: closed.append(True))
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert closed == [True]


def test_buttons_edit_copy_delete(world: World) -> None:
    shown = zoom_event(location="Room 4")
    card = world.show(shown)
    copier = next(one for one in card.findChildren(QWidget) if one.accessibleName() == "Copy details")
    press(copier)
    assert clipboard() == f"Design review\nWed 10 March · 11:00 – 12:00 (1 h)\nRoom 4\n{LINK}"
    got: list[Event] = []
    card.edit_requested.connect(got.append)
    press(card.page.edit_button)
    assert got == [shown]


def test_a_read_only_event_cannot_be_deleted(world: World) -> None:
    """A09: no delete, the lock says why, Join works."""
    shown = given.event(given.draft(collection=HOLIDAYS, online=Online.KEEP), writable=False, meeting=given.meeting())
    card = world.show(shown)
    assert card.page.delete_button is None
    got: list[Event] = []
    card.delete_requested.connect(got.append)
    QTest.keyClick(card, Qt.Key.Key_Delete)
    assert got == []
    press(card.page.join_button.face if card.page.join_button else None)
    assert world.opened == [LINK]


def test_waiting_for_zoom_is_told_with_its_cures(world: World) -> None:
    shown = given.event(
        given.draft(online=Online.ZOOM, attendees=given.people("Ben")),
        meeting=given.meeting(MeetingState.WAITING, join_url="", meeting_id="", passcode=""),
        state=State.NEW,
    )
    card = world.show(shown)
    assert card.page.join_button is None
    notice = card.findChild(Notice)
    assert isinstance(notice, Notice)
    assert notice.text.text() == "Waiting for Zoom — 1 invitation held"
    for button in notice.buttons():
        press(button)
    assert world.bridge.verbs() == ["zoom.try_now", "zoom.send_without_link"]
    assert "Not yet on the server" in words(card)


def test_the_card_follows_the_copy(world: World, qtbot: QtBot) -> None:
    shown = given.event(
        given.draft(online=Online.ZOOM), meeting=given.meeting(MeetingState.CREATING, join_url="", meeting_id="")
    )
    card = world.show(shown)
    assert "Creating…" not in words(card), "it may be over at once (ux.md §9, row 12)"
    qtbot.waitUntil(lambda: "Creating…" in words(card))
    world.bridge.changed.emit(Changes(resources=frozenset({shown.resource})))
    assert "Creating…" in words(card)
    world.reader.events[shown.resource, shown.recurrence_id] = replace(shown, meeting=given.meeting())
    world.bridge.changed.emit(Changes(resources=frozenset({shown.resource})))
    assert card.page.join_button is not None
    assert "ID 123 4567 8901" in words(card)
    del world.reader.events[shown.resource, shown.recurrence_id]
    world.bridge.changed.emit(Changes(resources=frozenset({shown.resource})))
    assert not card.isVisible(), "an event that is gone has no card"


def test_the_focus_stays_where_it_is_when_the_card_is_read_again(world: World) -> None:
    """X01, E06: what Zoom answers rebuilds the card under the keys; they stay in it, on the same control."""
    card = world.show(given.event(given.draft(online=Online.ZOOM), meeting=given.meeting()))
    assert world.host.focusWidget() is join_of(card).face
    card.reload()
    assert world.host.focusWidget() is join_of(card).face
    assert card.page.delete_button is not None
    card.page.delete_button.setFocus()
    card.reload()
    assert world.host.focusWidget() is card.page.delete_button


def test_a_refused_change_is_told(world: World) -> None:
    card = world.show(replace(given.event(), why_blocked=Why.NOT_ALLOWED.value))
    assert "The server doesn’t allow changes in this calendar. Your change is kept here." in words(card)


def test_a_refused_change_tells_what_the_server_said(world: World) -> None:
    """A29: its own words, as plain text."""
    event = replace(given.event(), why_blocked=Why.NOT_ALLOWED.value, said="Only <b>Anna</b> may")
    card = world.show(event)
    [told] = [label for label in card.findChildren(QLabel) if "Only" in label.text()]
    assert told.text() == "The server said: “Only <b>Anna</b> may”"
    assert told.textFormat() == Qt.TextFormat.PlainText


def test_esc_closes_the_card_wherever_the_keys_have_gone(world: World) -> None:
    """X01: F6 may have brought them to the bar, or a click on what did not want them."""
    elsewhere = QPushButton("Today", world.host)
    elsewhere.show()
    card = world.show(given.event())
    elsewhere.setFocus()
    QTest.keyClick(elsewhere, Qt.Key.Key_Escape)
    assert card.isHidden()
    assert world.host.focusWidget() is elsewhere, "they stay where they are"


def points(card: EventPopover) -> bool:
    """Whether it has its arrow."""
    return card._arrow is not None


@pytest.mark.parametrize("left", [60, 790])
def test_the_card_stays_in_a_window_that_shrinks(world: World, left: int) -> None:
    """E06 L10: whole, and without an arrow to where its event was before."""
    card = world.show(given.event())
    card.show_at(QRect(world.host.mapToGlobal(QPoint(left, 200)), QSize(190, 52)))
    QApplication.processEvents()  # it is placed once more, when it has been polished
    assert points(card)
    world.host.resize(520, 420)
    QApplication.processEvents()
    surface = card.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert world.host.rect().contains(surface)
    assert not points(card)


def test_the_arrow_goes_when_the_view_scrolls_below_the_card(world: World) -> None:
    """E06: it never points at another event."""
    card = world.show(given.event())
    place = card.geometry()
    pointer.turn(card.page, -120)
    assert points(card)
    pointer.turn(world.host, -120)
    assert not points(card) and card.geometry() == place


def test_a_press_outside_closes_and_inside_does_not(world: World) -> None:
    card = world.show(zoom_event())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert card.isVisible()
    QTest.mouseClick(world.host, Qt.MouseButton.LeftButton, pos=QPoint(990, 10))
    assert not card.isVisible()


@pytest.mark.parametrize(
    "url",
    [
        "http://us02web.zoom.us/j/1",
        "https://us02web.zoom.us/s/123?zak=secret",
        "https://us02web.zoom.us/j/123?zak=secret",
        "https://app.zoom.us/wc/123/start",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "zoommtg://zoom.us/join?confno=1",
        "https://anna:pw@zoom.us/j/1",
        "https:///j/1",
        "https://zoom.us/j/1\nhttps://evil.example",
        "https://zoom.us:99999999/j/1",
        "http://127.0.0.1:8123/j/1",
        "",
    ],
)
def test_links_that_are_never_opened(url: str) -> None:
    assert not join.may_open(url, {})


def test_loopback_only_for_the_stand_in() -> None:
    """zoom.md §7: under an override its own origin counts, no other."""
    environ = {"DAINVO_ZOOM_API_URL": "http://127.0.0.1:8123/v2"}
    assert join.may_open("http://127.0.0.1:8123/j/1?pwd=a", environ)
    assert not join.may_open("http://127.0.0.1:8124/j/1", environ)
    assert not join.may_open("http://evil.example:8123/j/1", {"DAINVO_ZOOM_API_URL": "http://evil.example:8123/v2"})
    assert join.may_open(LINK, {})
    assert join.may_open("https://teams.example/l/1", {})


def test_who_invited_me_and_which_one_is_me(world: World) -> None:
    mine = given.calendar_account().user
    dana = Attendee("dana@example.org", "Dana Okafor")
    event = given.event(given.draft(attendees=(dana, Attendee(mine, "Anna"))), organizer=dana, organizer_is_me=False)
    card = world.show(event)
    said = [label.text() for label in card.findChildren(QLabel)]
    assert "Dana Okafor invited you" in said
    assert said.count("you") == 1
    own = world.show(given.event(given.draft(attendees=(dana,))))
    assert not any("invited" in label.text() for label in own.findChildren(QLabel))


def test_a_right_that_is_not_held_is_said(world: World) -> None:
    """A10: a calendar that takes new events only: delete is there, off, with its reason; the key does nothing."""
    calendar = given.collection(TEAM, "Team", "#0E8A8A", may_change=False, may_delete=False)
    world.reader.collection_list = [calendar if one.id == TEAM else one for one in world.reader.collection_list]
    card = world.show(given.event(given.draft(collection=TEAM, online=Online.KEEP), writable=False))
    assert card.page.delete_button is not None and not card.page.delete_button.isEnabled()
    assert card.page.delete_button.accessibleDescription() == "You may not delete events in ‘Team’."
    got: list[Event] = []
    card.delete_requested.connect(got.append)
    QTest.keyClick(card, Qt.Key.Key_Delete)
    assert got == []


def test_a_start_that_the_day_does_not_have_is_told(world: World) -> None:
    """E41, ux.md §4: 02:30 in the night of the spring change happens at 03:30, and the card says why."""
    zone = ZoneInfo("Europe/Berlin")
    planned = datetime(2027, 3, 28, 2, 30, tzinfo=zone)
    event = given.event(given.draft(start=planned, end=planned.replace(hour=4)))
    told = "planned for 02:30, a time this day does not have"
    assert told in words(world.show(event, start=planned.replace(hour=3)))
    usual = planned.replace(day=29)
    assert "planned for" not in words(world.show(given.event(given.draft(start=usual, end=usual.replace(hour=4)))))
