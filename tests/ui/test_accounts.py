"""Accounts: adding, signing in again, connecting Zoom, what a card tells, and what removing means."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import Any

import pytest
from fakes import window as given
from fakes.window import CALDAV, SCOPES, ZONE, ZOOM, ListReader, RecordingBridge, at
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.engine.values import AuthorizeAddress, FutureMeeting, Problem, Progress, Removal, SyncReport, WaitingEvent
from dainvo.errors import NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import ResourceId, Uid
from dainvo.settings import Settings
from dainvo.store.reader import AccountState
from dainvo.ui import toasts
from dainvo.ui.accounts import zoom_info
from dainvo.ui.accounts.add_account import AddAccount, SignInAgain
from dainvo.ui.accounts.calendar_card import CalendarAccountRow
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.first_run import FirstRun
from dainvo.ui.accounts.removal import RemoveCalendarAccount
from dainvo.ui.accounts.remove_zoom import RemoveZoom
from dainvo.ui.accounts.zoom_card import ConnectRow, ZoomRow
from dainvo.ui.chips import Pill
from dainvo.ui.help_window import HelpWindow
from dainvo.ui.settings.accounts_page import AccountsPage

ADDRESS = "https://zoom.us/oauth/authorize?client_id=x&state=y"


@dataclass
class World:
    qtbot: QtBot
    host: QWidget
    bridge: RecordingBridge
    reader: ListReader
    opened: list[str]
    kept: list[QWidget] = field(default_factory=list)

    def add(self, provider: str = "caldav") -> AddAccount:
        sheet = AddAccount(self.host, self.bridge, self.reader)  # type: ignore[arg-type]  # enough of a reader
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(sheet)
        sheet.open()
        press(sheet.tiles.tile(provider))
        return sheet

    def connect(self) -> ConnectZoom:
        dialog = ConnectZoom(self.host, self.bridge)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    def page(self) -> AccountsPage:
        page = AccountsPage(self.bridge, self.reader, Settings)  # type: ignore[arg-type]  # enough of a reader
        self.qtbot.addWidget(page)
        page.resize(612, 560)
        page.show()
        self.kept.append(page)
        return page


@pytest.fixture
def world(qtbot: QtBot, host: QWidget, bridge: RecordingBridge, opened: list[str]) -> World:
    return World(qtbot, host, bridge, ListReader(), opened)


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def pill(row: QWidget) -> str:
    found = row.findChild(Pill)
    assert isinstance(found, Pill)
    return found.text()


def filled(world: World) -> AddAccount:
    sheet = world.add()
    QTest.keyClicks(sheet.address, "anna@cloud.example")
    sheet.user.setFocus()
    QTest.keyClicks(sheet.password, "secret")
    press(sheet.add_button)
    return sheet


# adding


def test_the_user_name_is_suggested_and_steps_are_shown(world: World) -> None:
    """A01: the tried steps are listed while it happens."""
    sheet = filled(world)
    call = world.bridge.last("accounts.add_caldav")
    assert call.args == ("anna@cloud.example", "anna@cloud.example", "secret")
    call.say(Progress("srv", "_caldavs._tcp.cloud.example", "no"))
    call.say(Progress("well_known", "https://cloud.example/.well-known/caldav", "found (207)"))
    assert sheet.steps.toPlainText().splitlines() == [
        "SRV record… no · _caldavs._tcp.cloud.example",
        "/.well-known/caldav… found (207) · https://cloud.example/.well-known/caldav",
    ]
    press(sheet.add_button)
    assert world.bridge.verbs() == ["accounts.add_caldav"], "one search at a time"


def test_found_calendars_are_listed(world: World) -> None:
    sheet = filled(world)
    got: list[object] = []
    sheet.added.connect(got.append)
    world.bridge.last("accounts.add_caldav").answer(CALDAV)
    assert got == [CALDAV]
    assert sheet.notice.text.text() == "Connected. 3 calendars were found."
    assert sheet.picker is not None
    said = [line.box.accessibleName() for line in sheet.picker.lines]
    assert said == ["Work", "Team", "Holidays, read-only"]
    assert sheet.password.text() == ""
    press(sheet.add_button)
    assert not sheet.isVisible()


def test_a_failure_keeps_the_fields_and_suggests_one_thing(world: World) -> None:
    """A01: the step is named, the report can be copied, the focus is where to mend it."""
    sheet = filled(world)
    call = world.bridge.last("accounts.add_caldav")
    call.say(Progress("typed", "https://cloud.example/", "not_caldav (200)"))
    call.fail(NeedsUser(Why.WRONG_PASSWORD, about={"host": "cloud.example"}))
    assert sheet.address.text() == "anna@cloud.example"
    assert sheet.notice.text.text().startswith("cloud.example does not accept this user name and password.")
    assert sheet.focusWidget() is sheet.password
    press(sheet.copy_steps)
    assert QGuiApplication.clipboard().text() == "Address as typed… no CalDAV here (200) · https://cloud.example/"
    press(sheet.add_button)
    assert world.bridge.verbs() == ["accounts.add_caldav"] * 2
    world.bridge.last("accounts.add_caldav").fail(Refused(Why.BAD_ADDRESS))
    assert "“anna@cloud.example” is no address" in sheet.notice.text.text()
    assert sheet.focusWidget() is sheet.address


def test_nothing_is_asked_with_empty_fields(world: World) -> None:
    sheet = world.add()
    press(sheet.add_button)
    assert world.bridge.calls == []
    assert sheet.focusWidget() is sheet.address
    assert sheet.form is not None
    assert sheet.form.error_of(sheet.address).text.text() == "Write an e-mail address, a server or a full address"


def test_cancel_stops_the_search(world: World) -> None:
    sheet = filled(world)
    job = world.bridge.calls[0].job
    press(sheet.cancel_button)
    assert not job.running
    assert sheet.password.text() == ""


def test_a_password_is_never_handed_back(world: World) -> None:
    """Y15: signing in again begins with an empty field, and a wrong password keeps the dialog."""
    account = given.calendar_account(state=AccountState.NEEDS_USER, why="wrong_password")
    sheet = SignInAgain(world.host, world.bridge, account)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    world.qtbot.addWidget(sheet)
    sheet.open()
    assert sheet.password.text() == ""
    assert sheet.password.placeholderText() == "unchanged"
    assert sheet.password.echoMode() is QLineEdit.EchoMode.Password
    assert "cloud.example wants you to sign in again" in words(sheet)
    press(sheet.sign_in_button)
    assert world.bridge.calls == []
    QTest.keyClicks(sheet.password, "new")
    press(sheet.sign_in_button)
    assert world.bridge.last("accounts.update_password").args == (CALDAV, "new")
    world.bridge.last("accounts.update_password").fail(NeedsUser(Why.WRONG_PASSWORD))
    assert sheet.isVisible()
    press(sheet.sign_in_button)
    world.bridge.last("accounts.update_password").answer()
    assert not sheet.isVisible()


# Zoom


def test_connecting_zoom(world: World) -> None:
    """M01: three lines first, then the browser, a visible wait, and the account."""
    dialog = world.connect()
    said = words(dialog)
    assert said.count("\n") >= 3
    for word in ("Reads", "Makes, changes and deletes", "keyring"):
        assert word in said
    assert world.bridge.verbs() == ["zoom_account.registration"], "nothing is signed in to before the button"
    press(dialog.connect_button)
    assert "Waiting for Zoom…" in words(dialog)
    assert not dialog.again.isEnabled()
    call = world.bridge.last("zoom.connect_zoom")
    call.say(AuthorizeAddress(ADDRESS))
    assert world.opened == [ADDRESS]
    press(dialog.again)
    assert world.opened == [ADDRESS, ADDRESS]
    press(dialog.copy_link)
    assert QGuiApplication.clipboard().text() == ADDRESS
    assert not dialog.hint.isVisible()
    assert dialog._hint.interval() == 30_000
    dialog._hint.timeout.emit()
    assert dialog.hint.isVisible()
    got: list[object] = []
    dialog.connected.connect(got.append)
    call.answer(ZOOM)
    assert got == [ZOOM]
    assert not dialog.isVisible()


@pytest.mark.parametrize("way", ["button", "escape", "close"])
def test_cancelling_frees_the_port(world: World, way: str) -> None:
    """M01: Cancel, Esc and closing all end the engine's wait."""
    dialog = world.connect()
    press(dialog.connect_button)
    job = world.bridge.last("zoom.connect_zoom").job
    if way == "button":
        press(dialog.cancel_button)
    elif way == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    assert not job.running
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Why.DECLINED, "The request was declined in the browser."),
        (Why.TIMED_OUT, "No answer came from the browser within five minutes."),
        (Why.NO_CLIENT_ID, "This build has no Zoom client id."),
        (Why.NO_KEYRING, "No safe place for passwords was found."),
        (Why.ZOOM_APPROVAL, "Your organisation must approve Dainvo first."),
    ],
)
def test_a_failed_sign_in_says_why_and_can_be_tried_again(world: World, why: Why, said: str) -> None:
    dialog = world.connect()
    press(dialog.connect_button)
    world.bridge.last("zoom.connect_zoom").fail(Refused(why))
    assert dialog.notice.text.text().startswith(said)
    assert dialog.connect_button.text() == "Try again"
    press(dialog.connect_button)
    assert world.bridge.verbs() == ["zoom_account.registration", *["zoom.connect_zoom"] * 2]
    assert not dialog.notice.isVisible()


def test_a_sign_in_page_that_is_not_https_is_never_opened(world: World) -> None:
    dialog = world.connect()
    press(dialog.connect_button)
    world.bridge.last("zoom.connect_zoom").say(AuthorizeAddress("http://zoom.us/oauth/authorize"))
    assert world.opened == []


# cards


def test_calendar_card(world: World) -> None:
    world.reader.account_list = [given.calendar_account(waiting=2)]
    row = world.page().calendar_rows[0]
    assert pill(row) == "Up to date 10:41"
    assert "3 calendars · 1 read-only · scheduling by server · 2 changes wait on this computer" in words(row)
    press(row.action)
    call = world.bridge.last("accounts.sync")
    assert call.args == (CALDAV,)
    call.answer([SyncReport(CALDAV, errors=(Problem(Why.NOT_ALLOWED, collection="Team"),))])
    assert row.notice.text.text() == "The server doesn’t allow changes in ‘Team’. Your change is kept here."


def test_the_focus_stays_on_its_control_when_the_cards_are_built_anew(world: World) -> None:
    """X01: with every change of accounts, such as the one that Sync now brings."""
    page = world.page()
    before = page.calendar_rows[0].action
    before.setFocus()
    world.bridge.changed.emit(Changes(account_list=True))
    assert page.calendar_rows[0].action is not before
    world.qtbot.waitUntil(lambda: page.focusWidget() is page.calendar_rows[0].action)
    world.reader.account_list = []
    world.bridge.changed.emit(Changes(account_list=True))
    world.qtbot.waitUntil(lambda: page.focusWidget() is page.add_button)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": AccountState.NEEDS_USER, "why": "wrong_password"}, "Sign-in needed"),
        ({"state": AccountState.NEEDS_USER, "why": "keyring_locked"}, "Needs you"),
        ({"state": AccountState.UNREACHABLE}, "Can’t reach since 10:41"),
        ({"last_sync": None}, "Syncing"),
    ],
)
def test_states_of_a_calendar_account(world: World, changes: dict[str, Any], said: str) -> None:
    row = CalendarAccountRow(world.bridge, given.calendar_account(**changes), world.reader.collections())
    world.qtbot.addWidget(row)
    assert pill(row) == said
    if changes.get("state") is AccountState.NEEDS_USER:
        assert row.action.text() == "Sign in"


def test_zoom_card_shows_what_the_profile_says(world: World) -> None:
    """M02: e-mail, plan, zone, last check, each permission with a tick."""
    world.reader.account_list = [given.calendar_account(), given.zoom_account()]
    row = world.page().zoom_rows[0]
    assert isinstance(row, ZoomRow)
    assert pill(row) == "Connected"
    assert row.address.text() == "anna@corp.example"
    assert "Licensed plan · Zoom time zone Berlin · checked " in words(row)
    assert "10:41" in words(row)
    names = [label.accessibleName() for label in row.findChildren(QLabel)]
    for name in ("May read: list, allowed", "May read: profile, allowed", "May change: delete, allowed"):
        assert name in names
    press(row.check)
    assert world.bridge.last("zoom.check_zoom").args == (ZOOM,)
    world.bridge.last("zoom.check_zoom").fail(TryLater(Why.OFFLINE, about={"host": "api.zoom.us"}))
    assert row.notice.text.text().startswith("Can’t reach api.zoom.us.")
    assert row.check.isEnabled()


def test_a_missing_permission_names_its_consequence(world: World) -> None:
    granted = [scope for scope in SCOPES if "delete" not in scope]
    row = ZoomRow(world.bridge, given.zoom_account(detail={"scopes": granted}), "", ZONE)
    world.qtbot.addWidget(row)
    assert pill(row) == "Permission missing: delete"
    assert row.notice.text.text() == "Without “delete”, meetings you remove stay at Zoom."
    assert "May change: delete, missing" in [label.accessibleName() for label in row.findChildren(QLabel)]
    reconnect, more = row.notice.buttons()
    press(more)
    guide = row.window().findChild(HelpWindow)
    assert isinstance(guide, HelpWindow)
    assert guide.text.textCursor().block().text() == "A permission is missing"
    guide.close()
    press(reconnect)
    assert isinstance(row.window().findChild(ConnectZoom), ConnectZoom)


def test_classic_scopes_count(qapp: QApplication) -> None:
    """zoom.md §4"""
    account = given.zoom_account(detail={"scopes": "meeting:write meeting:read user:read"})
    assert all(one.granted for group in zoom_info.permissions(account) for one in group)
    found = zoom_info.zoom_of([account])
    assert found is not None
    assert found.may_create


def test_ended_access_and_approval(world: World) -> None:
    ended = ZoomRow(world.bridge, given.zoom_account(state=AccountState.NEEDS_USER, why="zoom_access_ended"), "", ZONE)
    world.qtbot.addWidget(ended)
    assert pill(ended) == "Zoom access ended"
    assert "It was removed at Zoom, connected on another computer" in ended.notice.text.text()
    waits = ZoomRow(
        world.bridge, given.zoom_account(state=AccountState.NEEDS_USER, why="zoom_approval"), "client-7", ZONE
    )
    waits.setParent(world.host)
    assert pill(waits) == "Approval needed"
    press(waits.notice.buttons()[0])
    note = QGuiApplication.clipboard().text()
    assert "client-7" in note
    assert "meeting:write:meeting" in note
    assert toasts.of(world.host).text() == "Note for your admin copied"


def test_without_zoom_the_card_offers_it(world: World) -> None:
    page = world.page()
    row = page.zoom_rows[0]
    assert isinstance(row, ConnectRow)
    press(row.connect_button)
    assert isinstance(page.findChild(ConnectZoom), ConnectZoom)
    world.reader.account_list.append(given.zoom_account())
    world.bridge.changed.emit(Changes(account_list=True))
    assert isinstance(page.zoom_rows[0], ZoomRow)


def test_an_overridden_address_is_said(world: World) -> None:
    """zoom.md §2"""
    account = given.zoom_account(
        detail={"scopes": list(SCOPES), "overridden": True, "api_url": "http://127.0.0.1:8123/v2"}
    )
    row = ZoomRow(world.bridge, account, "", ZONE)
    world.qtbot.addWidget(row)
    assert row.notice.text.text() == "Zoom calls go to http://127.0.0.1:8123/v2"


# removing


def test_removing_calendars_names_what_waits(world: World) -> None:
    """A28: each change that still waits, with "sync first"."""
    titles = ["Plan", "Lunch (deleted)", "Review"]
    sheet = RemoveCalendarAccount(world.host, world.bridge, given.calendar_account(waiting=3), titles)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    world.qtbot.addWidget(sheet)
    sheet.open()
    assert sheet.focusWidget() is sheet.cancel_button
    assert sheet.consequences.text() == "Nothing is deleted on cloud.example. 3 changes were not sent yet."
    assert sheet.named.text() == "• Plan\n• Lunch (deleted)\n• Review"
    assert sheet.remove_button.text() == "Remove anyway"
    press(sheet.sync_button)
    world.bridge.last("accounts.sync").answer([SyncReport(CALDAV, waiting=0)])
    assert not sheet.named.isVisible()
    assert sheet.remove_button.text() == "Remove"
    press(sheet.remove_button)
    assert world.bridge.last("accounts.remove_account").args == (CALDAV,)
    world.bridge.last("accounts.remove_account").answer()
    assert not sheet.isVisible()


def test_removing_zoom_lists_what_stays(world: World) -> None:
    """M13, D8: future meetings and waiting events named; the box is off; nothing happens before Remove."""
    sheet = RemoveZoom(world.host, world.bridge, given.zoom_account(), ZONE)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    world.qtbot.addWidget(sheet)
    sheet.open()
    found = Removal(
        (
            FutureMeeting(Uid("a"), "Design review", "1", given.utc(at(11)), guests=4),
            FutureMeeting(Uid("b"), "Roadmap", "2"),
        ),
        (WaitingEvent(ResourceId(3), Uid("c"), "Retro", at(15)),),
    )
    world.bridge.last("zoom.zoom_removal").answer(found)
    world.qtbot.waitUntil(lambda: "2 future meetings" in words(sheet))
    said = words(sheet)
    for text in (
        "Remove Zoom account anna@corp.example?",
        "2 future meetings were made with this account",
        "Wed 10 Mar 11:00",
        "4 people",
        "no fixed time",
        "1 event waits for its link: Retro, Wed 10 Mar 15:00",
    ):
        assert text in said
    assert not sheet.delete_box.isChecked()
    assert sheet.send.isChecked()
    assert world.bridge.verbs() == ["zoom.zoom_removal"]
    sheet.delete_box.click()
    press(sheet.remove_button)
    assert world.bridge.last("zoom.remove_zoom").kwargs == {"delete_meetings": True, "send_waiting": True}
    world.bridge.last("zoom.remove_zoom").answer(["1"])
    assert sheet.isVisible()
    assert sheet.notice.text.text().startswith("Zoom did not delete ‘Design review’.")
    [again] = sheet.notice.buttons()
    assert sheet.remove_button.text() == "Remove anyway"
    press(again)
    assert world.bridge.last("zoom.remove_zoom").kwargs == {"delete_meetings": True, "send_waiting": True}
    world.bridge.last("zoom.remove_zoom").answer(["1"])
    sheet.wait.click()
    press(sheet.remove_button)
    assert world.bridge.last("zoom.remove_zoom").kwargs == {"delete_meetings": False, "send_waiting": False}
    world.bridge.last("zoom.remove_zoom").answer([])
    assert "Added Apps" in sheet.notice.text.text(), "what only the user can end"
    press(sheet.open_zoom)
    assert world.opened == ["https://marketplace.zoom.us/user/installed"]
    press(sheet.cancel_button)
    assert not sheet.isVisible()


def test_first_run_offers_what_works(qtbot: QtBot) -> None:
    page = FirstRun()
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.add_account, timeout=60_000):
        press(page.add_button)
    with qtbot.waitSignal(page.connect_zoom, timeout=60_000):
        press(page.zoom_button)


def test_names_from_servers_are_plain(world: World) -> None:
    evil = given.calendar_account()._replace(name="<b>Evil</b>", user="<i>x</i>")
    row = CalendarAccountRow(world.bridge, evil, [])
    world.qtbot.addWidget(row)
    for label in row.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone has several ways to ask")
def test_the_network_is_watched_without_glib(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """G10: NetworkManager is asked itself; with GLib between, 4 MiB more are held for as long as the window is open."""
    from PySide6.QtNetwork import QNetworkInformation

    from dainvo.ui import network_watch

    asked: list[str] = []
    monkeypatch.setattr(QNetworkInformation, "loadBackendByName", lambda name: asked.append(name))
    monkeypatch.setattr(QNetworkInformation, "loadBackendByFeatures", lambda _features: asked.append("any"))
    assert network_watch.watch(world.host, world.bridge) is None
    assert asked == ["networkmanager"]
    assert "networkmanager" in {name.lower() for name in QNetworkInformation.availableBackends()}


def test_a_metered_network_is_told(world: World) -> None:
    """A19: the engine hears of it at once and when it changes; the card says that syncing is paused."""
    from PySide6.QtCore import QObject, Signal

    from dainvo.ui.network_watch import NetworkWatch

    class Network(QObject):
        isMeteredChanged = Signal(bool)

        def isMetered(self) -> bool:
            return True

    network = Network()
    watch = NetworkWatch(world.host, world.bridge, network)
    network.isMeteredChanged.emit(False)
    assert [(call.verb, call.args) for call in world.bridge.calls] == [
        ("accounts.set_metered", (True,)),
        ("accounts.set_metered", (False,)),
    ]
    assert watch.parent() is world.host
    row = CalendarAccountRow(world.bridge, given.calendar_account(detail={"metered": True}), [])
    world.qtbot.addWidget(row)
    assert pill(row) == "Paused (metered network)"
