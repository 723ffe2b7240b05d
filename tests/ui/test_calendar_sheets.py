"""Calendars in the side panel and their sheets: name, colour, order, rights, moving, deleting, the way to a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fakes import window as given
from fakes.window import CALDAV, TEAM, WORK, ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.values import ServerCertificate
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical.event import AccountId, CollectionId, ResourceId, Uid
from dainvo.store.diary import Health, Operation
from dainvo.store.reader import AccountState, Collection, CollectionState
from dainvo.store.shown import Kept, OutboxKind, OutboxState, Waiting
from dainvo.store.unread import Unreadable
from dainvo.ui.accounts import calendar_menu, forget_calendar
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.calendar_card import CalendarAccountRow
from dainvo.ui.accounts.calendar_sheet import CalendarSheet
from dainvo.ui.accounts.certificate_sheet import CertificateSheet
from dainvo.ui.accounts.choose_calendars import ChooseCalendars
from dainvo.ui.accounts.connection_sheet import ConnectionSheet
from dainvo.ui.accounts.delete_calendar import DeleteCalendar
from dainvo.ui.accounts.forget_calendar import ForgetCalendar
from dainvo.ui.accounts.health_sheet import HealthSheet
from dainvo.ui.accounts.move_calendar import MoveCalendar
from dainvo.ui.accounts.unsent import lines
from dainvo.ui.controls import Elided
from dainvo.ui.sheet import Sheet

LOCAL = AccountId(9)
PERSONAL = CollectionId(9)
#: What a menu holds besides: files have tests of their own.
OTHERS = {"Export…", "Import events…"}
FINGERPRINT = ":".join(f"{n:02X}" for n in range(32))
OTHER = ":".join(f"{n + 64:02X}" for n in range(32))


class World:
    def __init__(self, qtbot: QtBot, host: QWidget, bridge: RecordingBridge) -> None:
        self.qtbot, self.host, self.bridge = qtbot, host, bridge
        self.reader = ListReader()
        self.reader.account_list.append(given.calendar_account(id=LOCAL, kind="local", name="On this computer"))
        self.reader.collection_list.append(given.collection(PERSONAL, "Personal", "#8A4FD0", account=LOCAL))

    def open(self, sheet: Sheet) -> None:
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(sheet)
        sheet.open()

    def calendar(self, number: CollectionId, **changes: Any) -> Collection:
        found = next(one for one in self.reader.collection_list if one.id == number)._replace(**changes)
        self.reader.collection_list = [found if one.id == number else one for one in self.reader.collection_list]
        return found

    def menu(self, calendar: Collection) -> dict[str, QAction]:
        menu = QMenu(self.host)
        calendar_menu.extend(menu, self.host, self.bridge, self.reader, calendar)  # type: ignore[arg-type]  # enough of a reader
        return {action.text(): action for action in menu.actions() if action.text()}


@pytest.fixture
def world(qtbot: QtBot, host: QWidget, bridge: RecordingBridge) -> World:
    return World(qtbot, host, bridge)


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_the_menu_of_a_calendar(world: World) -> None:
    """A14 A16 A17: what can be done depends on whose it is and where."""
    menu = world.menu(world.calendar(WORK))
    assert [face for face in menu if face not in OTHERS] == [
        "Move up",
        "Move down",
        "Name and colour…",
        "Don’t keep here",
        "Delete…",
    ]
    assert not menu["Move up"].isEnabled()
    menu["Move down"].trigger()
    assert world.bridge.last("calendar_list.reorder").args[0][:2] == [TEAM, WORK]
    menu["Don’t keep here"].trigger()
    assert world.bridge.last("calendar_list.choose").args == ({WORK: False},)
    local = world.menu(world.calendar(PERSONAL))
    assert [face for face in local if face not in OTHERS] == [
        "Move up",
        "Move down",
        "Move to an account…",
        "Name and colour…",
        "Delete…",
    ]
    assert "Delete…" not in world.menu(world.calendar(TEAM, owner="Bob")), "somebody else's is not deleted"
    gone = world.menu(world.calendar(TEAM, state=CollectionState.GONE, owner=""))
    assert "Name and colour…" not in gone
    gone["Remove from this computer"].trigger()
    assert world.bridge.last("calendar_list.forget_calendar").args == (TEAM,)


def test_the_menu_of_an_account(world: World) -> None:
    """A04 A16: a new calendar at this account, which are kept, sync."""
    menu = calendar_menu.account_menu(world.host, world.bridge, world.reader, world.reader.account_list[0])  # type: ignore[arg-type]  # enough of a reader
    faces = [action.text() for action in menu.actions() if action.text()]
    assert faces == ["New calendar…", "Choose calendars…", "Sync now", "Details…"]
    menu.actions()[-2].trigger()
    assert world.bridge.last("accounts.sync").args == (CALDAV,)


def test_name_and_colour_for_all_devices_or_here(world: World) -> None:
    """A17 A35: the box decides who sees it, and the sheet says what it is synced as."""
    account = world.reader.account_list[0]
    sheet = CalendarSheet(world.host, world.bridge, account, world.calendar(WORK))
    world.open(sheet)
    assert "All your devices see it, once cloud.example has it." in sheet.about.text()
    sheet.name.clear()
    press(sheet.save_button)
    assert world.bridge.calls == [] and sheet.error.text.text() == "Give the calendar a name"
    QTest.keyClicks(sheet.name, "Me")
    sheet.here.click()
    assert "synced as “Work”" in sheet.about.text()
    press(sheet.colours.swatches[6])
    press(sheet.save_button)
    rename, recolor = world.bridge.calls
    assert (rename.verb, rename.args, rename.kwargs) == ("calendar_list.rename", (WORK, "Me"), {"here": True})
    assert (recolor.verb, recolor.args, recolor.kwargs) == ("calendar_list.recolor", (WORK, "#D64545"), {"here": True})
    rename.answer()
    assert sheet.isVisible()
    recolor.fail(NeedsUser(Why.KEYRING_LOCKED))
    assert sheet.isVisible() and sheet.save_button.isEnabled()
    assert sheet.notice.text.text().startswith("Your keyring is locked.")


def test_what_the_server_did_not_take_is_said(world: World) -> None:
    """A17: the note names it, and it can be tried again."""
    account = world.reader.account_list[0]
    sheet = CalendarSheet(world.host, world.bridge, account, world.calendar(WORK, kept_here=("color",)))
    world.open(sheet)
    assert sheet.here.isChecked()
    assert sheet.notice.text.text() == "cloud.example did not take this: colour. It stays on this computer."
    press(sheet.notice.buttons()[0])
    call = world.bridge.last("calendar_list.recolor")
    assert (call.args, call.kwargs) == ((WORK, "#2F6FDE"), {"here": False})
    call.answer()
    assert not sheet.isVisible()


def test_an_unchanged_calendar_tells_nobody(world: World) -> None:
    sheet = CalendarSheet(world.host, world.bridge, world.reader.account_list[0], world.calendar(WORK))
    world.open(sheet)
    press(sheet.save_button)
    assert world.bridge.calls == [] and not sheet.isVisible()


def test_deleting_needs_the_name(world: World) -> None:
    """A16: the button is off until the name fits; a refusal keeps the sheet."""
    sheet = DeleteCalendar(world.host, world.bridge, world.reader.account_list[0], world.calendar(WORK))
    world.open(sheet)
    assert "cloud.example, for all devices" in words(sheet)
    QTest.keyClicks(sheet.name, "work")
    assert not sheet.delete_button.isEnabled()
    sheet.name.clear()
    QTest.keyClicks(sheet.name, "Work")
    press(sheet.delete_button)
    call = world.bridge.last("calendar_list.delete_calendar")
    assert call.args == (WORK, "Work")
    call.fail(Refused(Why.NOT_ALLOWED, about={"calendar": "Work"}))
    assert sheet.isVisible() and sheet.delete_button.isEnabled()
    press(sheet.delete_button)
    world.bridge.last("calendar_list.delete_calendar").answer()
    assert not sheet.isVisible()


def test_a_local_calendar_moves(world: World) -> None:
    """A14: as a new calendar of an account, or into one that takes events."""
    sheet = MoveCalendar(world.host, world.bridge, world.reader, world.calendar(PERSONAL))  # type: ignore[arg-type]  # enough of a reader
    world.open(sheet)
    faces = [sheet.where.itemText(place) for place in range(sheet.where.count())]
    assert faces == ["New calendar at Nextcloud", "Into Work (Nextcloud)", "Into Team (Nextcloud)"]
    press(sheet.move_button)
    call = world.bridge.last("calendar_list.move_to_account")
    assert call.args == (PERSONAL, CALDAV)
    call.fail(Refused(Why.NOT_ALLOWED))
    sheet.where.setCurrentIndex(2)
    press(sheet.move_button)
    call = world.bridge.last("calendar_list.move_events")
    assert call.args == (PERSONAL, TEAM)
    call.answer(3)
    assert not sheet.isVisible()


def test_new_and_shared_calendars_can_be_chosen_later(world: World) -> None:
    """A04 A15: looking asks the server, what is new is shown, only what was ticked is taken."""
    sheet = ChooseCalendars(world.host, world.bridge, world.reader, world.reader.account_list[0])  # type: ignore[arg-type]  # enough of a reader
    world.open(sheet)
    assert [line.calendar.name for line in sheet.picker.lines] == ["Work", "Team", "Holidays"]
    press(sheet.look_button)
    trips = CollectionId(20)
    world.reader.other_list = [given.collection(trips, "Trips", "#C2417F", owner="Bob", state=CollectionState.OFFERED)]
    world.bridge.last("accounts.look_for_shared").answer()
    assert sheet.notice.text.text() == "1 new calendar."
    assert [line.calendar.name for line in sheet.picker.lines][-1] == "Trips"
    sheet.picker.lines[-1].box.click()
    press(sheet.save_button)
    call = world.bridge.last("calendar_list.choose")
    assert call.args == ({trips: True},)
    call.answer()
    assert not sheet.isVisible()


def test_a_card_tells_what_came_and_went(world: World) -> None:
    """A04: a new calendar offers itself, a vanished one is reported and can be let go."""
    account = world.reader.account_list[0]
    new = given.collection(CollectionId(20), "Trips", "#C2417F", state=CollectionState.OFFERED)
    row = CalendarAccountRow(world.bridge, account, world.reader.collection_list, [new], world.reader)  # type: ignore[arg-type]  # enough of a reader
    world.qtbot.addWidget(row)
    row.show()
    assert row.news.text.text() == "New: Trips"
    gone = world.calendar(TEAM, state=CollectionState.GONE)
    row = CalendarAccountRow(world.bridge, account, [gone], [], world.reader)  # type: ignore[arg-type]  # enough of a reader
    world.qtbot.addWidget(row)
    row.show()
    assert row.news.text.text() == "‘Team’ is no longer on the server. Its last copy is kept here."
    press(row.news.buttons()[0])
    assert world.bridge.last("calendar_list.forget_calendar").args == (TEAM,)


def test_a_card_says_since_when(world: World) -> None:
    """A21: the time when the sign-in was lost, not of the last sync."""
    account = given.calendar_account(
        state=AccountState.NEEDS_USER, why=Why.WRONG_PASSWORD, since=given.at(10, 42), last_sync=given.at(9)
    )
    row = CalendarAccountRow(world.bridge, account, [])
    world.qtbot.addWidget(row)
    assert row.pill.text() == "Sign-in needed since 10:42"


# certificates


def certificate(pinned: str = "") -> ServerCertificate:
    return ServerCertificate("cloud.example", 8443, FINGERPRINT, why="self-signed certificate", pinned=pinned)


def test_trusting_is_never_the_default(world: World) -> None:
    """A22: the focus is on Cancel, the fingerprint can be copied, and trusting is a choice of its own."""
    sheet = CertificateSheet(world.host, certificate())
    world.open(sheet)
    assert sheet.focusWidget() is sheet.cancel_button
    assert not sheet.trust_button.isDefault() and not sheet.trust_button.autoDefault()
    got: list[str] = []
    sheet.trusted.connect(got.append)
    press(sheet.copy_button)
    assert QGuiApplication.clipboard().text() == FINGERPRINT
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert got == []
    press(sheet.trust_button)
    assert got == [FINGERPRINT]


def test_a_changed_certificate_shows_both(world: World) -> None:
    """A22: an alarm with the old fingerprint and the new one."""
    sheet = CertificateSheet(world.host, certificate(pinned=OTHER))
    world.open(sheet)
    said = words(sheet)
    assert "The certificate of cloud.example changed" in said
    assert "Trusted until now" in said and OTHER[:23] in said and FINGERPRINT[:23] in said
    press(sheet.cancel_button)
    assert not sheet.isVisible()


def test_adding_a_self_signed_server(world: World) -> None:
    """A22: the question comes after the refusal, and the next try believes that one certificate."""
    sheet = AddAccount(world.host, world.bridge, world.reader, provider="caldav")  # type: ignore[arg-type]  # enough of a reader
    world.open(sheet)
    sheet.address.setText("https://cloud.example:8443")
    sheet.user.setText("anna")
    sheet.password.setText("secret")
    press(sheet.add_button)
    about = {"host": "cloud.example", "port": "8443"}
    world.bridge.last("accounts.add_caldav").fail(NeedsUser(Why.CERTIFICATE, about=about))
    assert "connection" not in world.bridge.calls[0].kwargs
    press(sheet.notice.buttons()[0])
    call = world.bridge.last("connection.certificate")
    assert call.args == ("cloud.example", 8443)
    call.answer(certificate())
    [question] = [one for one in sheet.findChildren(CertificateSheet) if one.isVisible()]
    press(question.trust_button)
    assert world.bridge.last("accounts.add_caldav").kwargs == {"connection": {"pin": FINGERPRINT}}


def test_a_card_with_a_changed_certificate(world: World) -> None:
    """A22: one button leads to both fingerprints; trusting keeps the rest of the connection."""
    account = given.calendar_account(
        state=AccountState.NEEDS_USER, why=Why.CERTIFICATE, detail={"connection": {"pin": "ab", "proxy": "http://p:1"}}
    )
    row = CalendarAccountRow(world.bridge, account, [])
    world.qtbot.addWidget(row)
    row.show()
    assert row.action.text() == "Sync now"
    press(row.notice.buttons()[0])
    world.bridge.last("connection.certificate_of").answer(certificate(pinned=OTHER))
    [sheet] = [one for one in row.window().findChildren(CertificateSheet) if one.isVisible()]
    press(sheet.trust_button)
    call = world.bridge.last("connection.change")
    assert call.args == (CALDAV, {"pin": FINGERPRINT, "proxy": "http://p:1"})


def test_the_way_to_a_server(world: World, tmp_path: Path) -> None:
    """A22: proxy, own authority and client certificate; a pin can be let go; a failure keeps the sheet."""
    account = given.calendar_account(detail={"connection": {"pin": "ab" * 32}})
    sheet = ConnectionSheet(world.host, world.bridge, account)
    world.open(sheet)
    authority = tmp_path / "ca.pem"
    authority.write_text("-----BEGIN CERTIFICATE-----")
    QTest.keyClicks(sheet.proxy, "proxy.example:3128")
    sheet.authority.setText(str(tmp_path / "nothing.pem"))
    press(sheet.save_button)
    assert world.bridge.calls == [] and "nothing.pem can’t be read" in sheet.notice.text.text()
    sheet.authority.setText(str(authority))
    press(sheet.pinned.buttons()[0])
    press(sheet.save_button)
    call = world.bridge.last("connection.change")
    wanted = {"authorities": "-----BEGIN CERTIFICATE-----", "proxy": "proxy.example:3128"}
    assert call.args == (CALDAV, wanted)
    call.fail(Refused(Why.BAD_CERTIFICATE))
    assert sheet.isVisible() and sheet.save_button.isEnabled()
    press(sheet.save_button)
    world.bridge.last("connection.change").answer()
    assert not sheet.isVisible()


# health


class HealthReader(ListReader):
    """A reader that knows how an account has done."""

    def health(self, account: AccountId, *, most: int = 20) -> Health:
        done = [
            Operation(given.at(10, 42), "failed", "", 3, Why.WRONG_PASSWORD),
            Operation(given.at(10, 40), "trouble", "Team", 1, Why.NOT_ALLOWED),
            Operation(given.at(10, 30), "sent", "", 2, ""),
        ]
        return Health({WORK: 120, TEAM: 1}, {WORK: given.at(10, 30)}, {TEAM: Why.NOT_ALLOWED}, done)

    def unreadable(self) -> list[Unreadable]:
        return [
            Unreadable(ResourceId(1), "Team", "Odd one", "no_start"),
            Unreadable(ResourceId(2), "Elsewhere", "Not ours", "no_event"),
        ]


def test_the_details_of_an_account(world: World) -> None:
    """A21 A29: times, counts, what waits, what was skipped and why, the last operations; Sync now asks again."""
    account = given.calendar_account(
        state=AccountState.NEEDS_USER, why=Why.WRONG_PASSWORD, since=given.at(10, 42), waiting=2
    )
    reader = HealthReader(account_list=[account])
    sheet = HealthSheet(world.host, world.bridge, reader, account)  # type: ignore[arg-type]  # enough of a reader
    world.open(sheet)
    said = words(sheet) + "\n" + "\n".join(one.text() for one in sheet.findChildren(Elided))
    for part in (
        "Wed 10 Mar 10:41",
        "2 changes",
        "does not accept this user name and password. Wed 10 Mar 10:42",
        "120 events · Wed 10 Mar 10:30",
        "The server doesn’t allow changes in",
        "Odd one · Team · it has no start, or no identity",
        "2 sent",
        "3 times",
    ):
        assert part in said, part
    assert "Not ours" not in said
    press(sheet.sync_button)
    call = world.bridge.last("accounts.sync")
    assert call.args == (CALDAV,) and not sheet.sync_button.isEnabled()
    call.answer([])
    assert sheet.sync_button.isEnabled()


def test_a_card_says_that_something_was_skipped(world: World) -> None:
    """A29: the account goes on and shows a notice; only what is in its own calendars counts."""
    reader = HealthReader()
    row = CalendarAccountRow(world.bridge, reader.account_list[0], reader.collection_list, [], reader)  # type: ignore[arg-type]  # enough of a reader
    world.qtbot.addWidget(row)
    assert row.pill.text() == "Notice: 1 item skipped"


def test_the_report_names_nobody(world: World) -> None:
    """A21 Y14: calendars are numbered; neither names, hosts nor titles are copied."""
    account = given.calendar_account(detail={"provider": "nextcloud"})
    reader = HealthReader(account_list=[account])
    sheet = HealthSheet(world.host, world.bridge, reader, account)  # type: ignore[arg-type]  # enough of a reader
    world.open(sheet)
    press(sheet.copy_button)
    copied = QGuiApplication.clipboard().text()
    assert "account by nextcloud" in copied and "calendar 2: ok, 1 objects" in copied
    assert "trouble 1 calendar 2 not_allowed" in copied
    for name in ("Team", "Work", "anna", "cloud.example", "Odd one"):
        assert name not in copied


class Unsent(ListReader):
    """A reader of a profile in which one change waits."""

    def outbox(self) -> list[Waiting]:
        kind, state = OutboxKind.PUT, OutboxState.WAITING
        return [Waiting(1, CALDAV, TEAM, ResourceId(7), Uid("a"), "Plan", kind, state, "", 0, None, given.NOW, False)]

    def kept(self) -> list[Kept]:
        return [Kept(1, ResourceId(8), "Lunch", "mine", "theirs", given.NOW, collection=TEAM)]


def test_a_gone_calendar_names_what_was_never_sent(world: World) -> None:
    """I-3: nothing goes before it was read, and Cancel has the focus."""
    reader = Unsent()
    gone = world.calendar(TEAM, state=CollectionState.GONE)
    reader.collection_list = world.reader.collection_list
    forget_calendar.ask(world.host, world.bridge, reader, gone)  # type: ignore[arg-type]  # enough of a reader
    assert "calendar_list.forget_calendar" not in world.bridge.verbs()
    [sheet] = world.host.findChildren(ForgetCalendar)
    assert sheet.named.text() == "• Plan\n• Lunch (changed in two places)"
    assert sheet.focusWidget() is sheet.cancel_button
    press(sheet.remove_button)
    assert world.bridge.last("calendar_list.forget_calendar").kwargs == {"unsent": True}


def test_many_changes_are_counted_after_the_first() -> None:
    assert lines([str(number) for number in range(9)]).endswith("• 5\nand 3 more")
