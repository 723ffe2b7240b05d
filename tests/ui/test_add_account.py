"""Adding an account with a guided set-up, the first calendar without one, and which calendars are kept."""

from __future__ import annotations

import pytest
from fakes import window as given
from fakes.window import CALDAV, HOLIDAYS, TEAM, WORK, ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.providers import PROVIDERS
from dainvo.engine.values import AuthorizeAddress, Progress
from dainvo.errors import Refused, Why
from dainvo.store.reader import CollectionState
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.calendar_picker import CalendarPicker
from dainvo.ui.accounts.new_calendar import NewCalendar
from dainvo.ui.accounts.sign_in_again import SignInAgain


class World:
    def __init__(self, qtbot: QtBot, host: QWidget, bridge: RecordingBridge, opened: list[str]) -> None:
        self.qtbot, self.host, self.bridge, self.opened = qtbot, host, bridge, opened
        self.reader = ListReader()

    def sheet(self) -> AddAccount:
        made = AddAccount(self.host, self.bridge, self.reader)  # type: ignore[arg-type]  # enough of a reader
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(made)
        made.open()
        return made


@pytest.fixture
def world(qtbot: QtBot, host: QWidget, bridge: RecordingBridge, opened: list[str]) -> World:
    return World(qtbot, host, bridge, opened)


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda one: one.key)
def test_each_provider_asks_only_what_it_needs(world: World, provider: object) -> None:
    """A02: no address where it is known, no password where the browser signs in; the hint and the page where needed."""
    from dainvo.engine.providers import Provider

    assert isinstance(provider, Provider)
    sheet = world.sheet()
    press(sheet.tiles.tile(provider.key))
    assert sheet.address.isVisible() is provider.asks_address
    assert sheet.user.isVisible() is sheet.password.isVisible() is provider.asks_password
    assert sheet.form is not None
    assert sheet.form.page_button.isVisible() is bool(provider.password_page)
    if provider.password_page:
        press(sheet.form.page_button)
        assert world.opened == [provider.password_page]
    if provider.asks_address:
        QTest.keyClicks(sheet.address, "cloud.example")
    if provider.asks_password:
        QTest.keyClicks(sheet.user, "anna")
        QTest.keyClicks(sheet.password, "secret")
    press(sheet.add_button)
    call = world.bridge.calls[0]
    address = "cloud.example" if provider.asks_address else ""
    if provider.asks_password:
        assert (call.verb, call.args) == ("accounts.add_caldav", (address, "anna", "secret"))
        assert call.kwargs == ({} if provider.key == "caldav" else {"provider": provider.key})
    else:
        assert (call.verb, call.args) == ("accounts.add_nextcloud", (address,))


def test_the_keyboard_goes_through_the_tiles(world: World) -> None:
    """A02 K05: arrows move, Enter chooses, Back comes again and forgets the password."""
    sheet = world.sheet()
    tiles = sheet.tiles.tiles
    assert all(one.accessibleName() and one.accessibleDescription() for one in tiles)
    tiles[0].setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(sheet.focusWidget(), key)
    assert sheet.focusWidget() is tiles[2]
    QTest.keyClick(tiles[2], Qt.Key.Key_Return)
    assert sheet.form is not None and sheet.form.provider.key == "fastmail"
    QTest.keyClicks(sheet.password, "secret")
    form = sheet.form
    press(sheet.back_button)
    assert form.password.text() == ""
    assert sheet.tiles.isVisible() and not sheet.add_button.isVisible()


def test_other_ways_to_begin(world: World) -> None:
    """A11 A14: a web calendar and one on this computer have forms of their own."""
    sheet = world.sheet()
    asked: list[bool] = []
    sheet.web_calendar.connect(lambda: asked.append(True))
    press(sheet.tiles.tile("web"))
    assert asked == [True] and not sheet.isVisible()
    sheet = world.sheet()
    press(sheet.tiles.tile("local"))
    [made] = [one for one in world.host.findChildren(NewCalendar) if one.isVisible()]
    assert made.where.currentText() == "On this computer"
    made.reject()


def test_signing_in_in_the_browser(world: World) -> None:
    """A02: the page opens by itself and can be opened again; then the search is shown; Cancel ends it."""
    sheet = world.sheet()
    press(sheet.tiles.tile("nextcloud"))
    press(sheet.add_button)
    assert world.bridge.calls == [], "an address is needed"
    QTest.keyClicks(sheet.address, "cloud.example")
    press(sheet.add_button)
    call = world.bridge.last("accounts.add_nextcloud")
    assert sheet.wait.isVisible() and not sheet.wait.again.isEnabled()
    call.say(AuthorizeAddress("https://cloud.example/login/v2/flow/x"))
    press(sheet.wait.again)
    assert world.opened == ["https://cloud.example/login/v2/flow/x"] * 2
    call.say(Progress("typed", "https://cloud.example/remote.php/dav/", "found (207)"))
    assert not sheet.wait.isVisible()
    assert "found (207)" in sheet.steps.toPlainText()
    call.fail(Refused(Why.NOT_NEXTCLOUD, about={"host": "cloud.example"}))
    assert sheet.address.isVisible() and sheet.address.text() == "cloud.example"
    assert sheet.notice.text.text().startswith("cloud.example offers no Nextcloud sign-in.")
    press(sheet.add_button)
    press(sheet.cancel_button)
    assert not world.bridge.calls[-1].job.running


def test_what_is_unticked_is_not_kept(world: World) -> None:
    """A04: all are ticked, tasks are named, and only what the user unticks is told to the engine."""
    world.reader.account_list = [given.calendar_account(detail={"skipped": ["Tasks"]})]
    sheet = world.sheet()
    press(sheet.tiles.tile("icloud"))
    QTest.keyClicks(sheet.user, "anna@icloud.com")
    QTest.keyClicks(sheet.password, "abcd")
    press(sheet.add_button)
    world.bridge.last("accounts.add_caldav").answer(CALDAV)
    assert sheet.picker is not None
    assert "tasks only" in words(sheet.picker)
    assert [line.box.isChecked() for line in sheet.picker.lines] == [True, True, True]
    press(sheet.picker.lines[1])
    press(sheet.add_button)
    call = world.bridge.last("calendar_list.choose")
    assert call.args == ({TEAM: False},)
    call.fail(Refused(Why.STILL_WAITING, about={"calendar": "Team"}))
    assert "Changes in ‘Team’ were not sent yet." in sheet.notice.text.text()
    press(sheet.add_button)
    world.bridge.last("calendar_list.choose").answer()
    assert not sheet.isVisible()


def test_calendars_stand_under_their_owner(world: World) -> None:
    """A15 A10: own ones first, then whose they are; rights in words; a new one is marked and told either way."""
    world.reader.collection_list += [
        given.collection(HOLIDAYS, "Rooms", "#2C8A4B", owner="Bob Baker", state=CollectionState.OFFERED),
    ]
    shared = given.collection(TEAM, "Rota", "#0E8A8A", owner="Bob Baker", may_change=False, may_delete=False)
    new = given.collection(HOLIDAYS, "Rooms", "#2C8A4B", owner="Bob Baker", state=CollectionState.OFFERED)
    picker = CalendarPicker([new, shared, given.collection(WORK, "Work", "#2F6FDE")])
    world.qtbot.addWidget(picker)
    picker.show()
    assert [line.box.accessibleName() for line in picker.lines] == ["Work", "Rota, add events only", "Rooms, new"]
    assert words(picker).count("Bob Baker") == 1
    assert picker.wanted() == {HOLIDAYS: False}
    press(picker.lines[2])
    assert picker.wanted() == {HOLIDAYS: True}


def test_a_calendar_without_an_account(world: World) -> None:
    """A14: a name and a colour are enough; a server can be chosen instead, and refuses in words."""
    sheet = NewCalendar(world.host, world.bridge, world.reader)  # type: ignore[arg-type]  # enough of a reader
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    world.qtbot.addWidget(sheet)
    sheet.open()
    press(sheet.make_button)
    assert world.bridge.calls == []
    assert sheet.error.text.text() == "Give the calendar a name"
    QTest.keyClicks(sheet.name, "Personal")
    press(sheet.colours.swatches[4])
    press(sheet.make_button)
    call = world.bridge.last("calendar_list.add_local")
    assert (call.args, call.kwargs) == (("Personal",), {"color": "#B7791F", "place": "On this computer"})
    call.fail(Refused(Why.DISK_FULL))
    assert sheet.isVisible()
    sheet.where.setCurrentIndex(1)
    press(sheet.make_button)
    call = world.bridge.last("calendars.create_calendar")
    assert call.args == (CALDAV, "Personal")
    call.answer(WORK)
    assert not sheet.isVisible()


def test_a_nextcloud_is_signed_in_again_in_the_browser(world: World) -> None:
    """A02 A32: no password is asked for an account that never had one typed."""
    account = given.calendar_account(detail={"provider": "nextcloud", "server": "https://cloud.example"})
    sheet = SignInAgain(world.host, world.bridge, account)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    world.qtbot.addWidget(sheet)
    sheet.open()
    assert not sheet.password.isVisible()
    press(sheet.sign_in_button)
    call = world.bridge.last("accounts.renew_nextcloud")
    call.say(AuthorizeAddress("https://cloud.example/login/v2/flow/x"))
    assert world.opened == ["https://cloud.example/login/v2/flow/x"]
    call.fail(Refused(Why.OTHER_USER, about={"user": "anna", "other": "bob"}))
    assert sheet.notice.text.text().startswith("You signed in as bob; this account is anna.")
    press(sheet.sign_in_button)
    world.bridge.last("accounts.renew_nextcloud").answer()
    assert not sheet.isVisible()
