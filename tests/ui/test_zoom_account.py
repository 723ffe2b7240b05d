"""The Zoom account: each way it can stand, its defaults, signing in again as another user, a build without an app."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from fakes import window as given
from fakes.window import NOW, SCOPES, ZONE, ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.values import OtherUser, Registration
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical.event import AccountId, MeetingOptions, MeetingState
from dainvo.ical.meeting_options import Recording
from dainvo.store.reader import Account, AccountState
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet
from dainvo.ui.accounts.zoom_card import Use, ZoomRow
from dainvo.ui.accounts.zoom_standing import standing
from dainvo.ui.help_window import HelpWindow
from dainvo.ui.settings.accounts_page import AccountsPage

NEEDS = AccountState.NEEDS_USER


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def with_detail(**detail: Any) -> Account:
    account = given.zoom_account()
    return account._replace(detail={**account.detail, **detail})


def ended(how: str) -> Account:
    return with_detail(ended=how)._replace(state=NEEDS, why="zoom_access_ended")


STANDINGS = [
    (given.zoom_account(), "Connected", "ok", None),
    (given.zoom_account(state=AccountState.UNREACHABLE), "Waiting for Zoom…", "warning", "check"),
    (ended(""), "Zoom access ended", "warning", "reconnect"),
    (ended("elsewhere"), "Connected elsewhere", "warning", "reconnect"),
    (ended("lost"), "Sign-in lost", "warning", "reconnect"),
    (ended("removed"), "Access removed at Zoom", "warning", "reconnect"),
    (ended("app"), "App not accepted", "warning", "reconnect"),
    (given.zoom_account(state=NEEDS, why="zoom_approval"), "Approval needed", "warning", "note"),
    (given.zoom_account(state=NEEDS, why="keyring_locked"), "Keyring locked", "warning", "check"),
    (given.zoom_account(state=NEEDS, why="no_keyring"), "Keyring needed", "warning", "check"),
    (given.zoom_account(state=NEEDS, why="other_server"), "Another server", "warning", "reconnect"),
    (
        with_detail(scopes=[one for one in SCOPES if "delete" not in one]),
        "Permission missing: delete",
        "warning",
        "reconnect",
    ),
    (with_detail(limited_until=(NOW + timedelta(minutes=7)).isoformat()), "Limited until 10:47", "warning", None),
    (with_detail(limited_until=(NOW - timedelta(minutes=7)).isoformat()), "Connected", "ok", None),
    (with_detail(limited_until="tomorrow"), "Connected", "ok", None),
    (with_detail(plan="none"), "May not host", "warning", "note"),
    (with_detail(writes={"day": "2027-03-10", "count": 83}), "83 of 100 changes today", "warning", None),
    (with_detail(writes={"day": "2027-03-09", "count": 99}), "Connected", "ok", None),
]


@pytest.mark.parametrize(("account", "name", "tone", "first"), STANDINGS, ids=[case[1] for case in STANDINGS])
def test_each_standing_has_a_name_a_sentence_and_a_button(
    qtbot: QtBot, host: QWidget, account: Account, name: str, tone: str, first: str | None
) -> None:
    """M21, M23, M57, M61, Y16: said on the chip, explained below it, with one thing to do first."""
    stands = standing(account, NOW)
    assert (stands.name, stands.tone) == (name, tone)
    assert [cure.key for cure in stands.cures][:1] == ([first] if first else [])
    assert bool(stands.text) == (tone != "ok")
    row = ZoomRow(RecordingBridge(), account, "client", ZONE, now=NOW)
    qtbot.addWidget(row)
    assert row.pill.text() == name
    assert row.notice.isVisibleTo(row) is bool(stands.text)
    keys = [button.property("key") for button in row.notice.buttons()]
    assert keys == [cure.key for cure in stands.cures] + ([f"help:{stands.why}"] if stands.why else [])
    assert row.reconnect.isVisibleTo(row) == ("reconnect" not in keys), "Reconnect is always there, once"
    assert row.check.isVisibleTo(row) == ("check" not in keys)


def test_the_end_of_a_days_changes_is_told_in_local_time() -> None:
    """M61: Zoom counts by UTC days; from the 80th change on it is said when the next day begins."""
    text = standing(with_detail(writes={"day": "2027-03-10", "count": 80}), NOW).text
    assert "100 meetings a day" in text
    assert "from 01:00 by itself" in text


def test_the_card_names_what_is_known(qtbot: QtBot, host: QWidget) -> None:
    """M02, M69: name, mail, plan, zone, each permission, last check, and what the account is used for."""
    reader = ListReader([given.calendar_account(), with_detail(name="Anna Berg")])
    shown = given.occurrence(given.event(given.draft(), meeting=given.meeting()))
    reader.occurrence_list = [shown, shown, given.occurrence(given.event())]
    page = AccountsPage(RecordingBridge(), reader, lambda: given_settings())  # type: ignore[arg-type] # enough of one
    qtbot.addWidget(page)
    said = words(page.zoom_rows[0])
    for text in (
        "Anna Berg",
        "Licensed plan",
        "Zoom time zone Berlin",
        "10:41",
        "Used by",
        "Work",
        "1 upcoming meeting",
        "list",
        "delete",
    ):
        assert text in said, text
    assert page.zoom_rows[0].address.text() == "anna@corp.example"


def test_an_old_check_is_told_with_its_day(qtbot: QtBot, host: QWidget) -> None:
    """M02: the last check; of another day than today it is not the time of day alone."""
    for days, said in ((0, "checked 10:40"), (2, "checked Mon 8 Mar 10:40")):
        account = given.zoom_account()._replace(last_sync=NOW - timedelta(days=days))
        row = ZoomRow(RecordingBridge(), account, "client", ZONE, now=NOW)
        qtbot.addWidget(row)
        assert row.facts.text().endswith(said)


def given_settings() -> Any:
    from dainvo.settings import Settings

    return Settings()


def test_meeting_defaults(qtbot: QtBot, host: QWidget) -> None:
    """M07: what is set is kept, nothing else; what the organisation decides has a lock and says so."""
    bridge = RecordingBridge()
    account = with_detail(defaults={"mute_upon_entry": True}, overruled={"waiting_room": True})
    row = ZoomRow(bridge, account, "", ZONE, use=Use((), 3), now=NOW)
    row.setParent(host)
    row.show()
    row.defaults.click()
    sheet = host.findChild(MeetingOptionsSheet)
    assert isinstance(sheet, MeetingOptionsSheet)
    assert "on — set by your organisation" in words(sheet)
    form = sheet.form
    assert form.mute.currentText() == "On"
    assert form.waiting_room.currentText() == "As in Zoom"
    assert form.options() == MeetingOptions(mute_upon_entry=True)
    form.passcode.setCurrentIndex(1)
    form.early.setCurrentIndex(form.early.findData(0))
    form.recording.setCurrentIndex(form.recording.findText("At Zoom"))
    form.hosts.setText("ben@corp.example, cleo@corp.example")
    form.full_invitation.click()
    form.series.click()
    sheet.done_button.click()
    wanted = MeetingOptions(
        passcode=True,
        mute_upon_entry=True,
        join_before_host=True,
        join_before_host_min=0,
        auto_recording=Recording.CLOUD,
        alternative_hosts=("ben@corp.example", "cleo@corp.example"),
        full_invitation=True,
        series_no_fixed_time=True,
    )
    call = bridge.last("zoom_account.set_defaults")
    assert call.args == (account.id, wanted)
    assert MeetingOptions.read(call.args[1].written()) == wanted


def test_options_that_contradict_each_other(qtbot: QtBot, host: QWidget) -> None:
    """M07: nobody is let in before the host while there is a waiting room; a wrong address is named."""
    sheet = MeetingOptionsSheet(host, MeetingOptions(join_before_host=True), overruled={})
    got: list[object] = []
    sheet.chosen.connect(got.append)
    sheet.open()
    sheet.form.waiting_room.setCurrentIndex(sheet.form.waiting_room.findData(True))
    assert not sheet.form.early.isEnabled()
    assert sheet.form.early.toolTip() == "Not with a waiting room"
    assert sheet.form.options().join_before_host is None
    sheet.form.hosts.setText("ben")
    sheet.done_button.click()
    assert got == []
    assert "“ben” is no e-mail address" in words(sheet)
    sheet.form.hosts.clear()
    sheet.done_button.click()
    assert got == [MeetingOptions(waiting_room=True)]


# signing in


def dialog(qtbot: QtBot, host: QWidget, bridge: RecordingBridge, account: Account | None = None) -> ConnectZoom:
    made = ConnectZoom(host, bridge, account=account, client_id="mine")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def test_reconnecting_as_somebody_else_is_asked_about(qtbot: QtBot, host: QWidget) -> None:
    """M63: nothing changed until chosen; Cancel forgets who signed in."""
    bridge, account = RecordingBridge(), given.zoom_account()
    shown = dialog(qtbot, host, bridge, account)
    assert "Sign in as anna@corp.example" in words(shown)
    shown.connect_button.click()
    call = bridge.last("zoom_account.reconnect")
    assert call.args == (account.id,)
    connected: list[object] = []
    shown.connected.connect(connected.append)
    call.answer(OtherUser("anna@corp.example", "bob@corp.example"))
    text = "You signed in as bob@corp.example; this account is anna@corp.example."
    assert shown.notice.text.text().startswith(text)
    assert connected == []
    shown.cancel_button.click()
    assert bridge.verbs()[-1] == "zoom_account.drop_other_user"
    again = dialog(qtbot, host, bridge, account)
    again.connected.connect(connected.append)
    again.connect_button.click()
    bridge.last("zoom_account.reconnect").answer(OtherUser("anna@corp.example", "bob@corp.example"))
    use, add = again.notice.buttons()
    assert add.text() == "Add as second account"  # type: ignore[attr-defined] # a push button
    assert use.text() == "Use bob@corp.example instead"  # type: ignore[attr-defined] # a push button
    use.click()  # type: ignore[attr-defined] # a push button
    bridge.last("zoom_account.use_other_user").answer(AccountId(9))
    assert connected == [AccountId(9)]
    assert bridge.verbs().count("zoom_account.drop_other_user") == 1


def test_somebody_else_can_be_a_second_account(qtbot: QtBot, host: QWidget) -> None:
    """M63, M03."""
    bridge = RecordingBridge()
    shown = dialog(qtbot, host, bridge, given.zoom_account())
    shown.connect_button.click()
    bridge.last("zoom_account.reconnect").answer(OtherUser("anna@corp.example", "bob@corp.example"))
    shown.notice.buttons()[1].click()  # type: ignore[attr-defined] # a push button
    connected: list[object] = []
    shown.connected.connect(connected.append)
    bridge.last("zoom_account.add_other_user").answer(AccountId(9))
    assert connected == [AccountId(9)]
    assert "zoom_account.drop_other_user" not in bridge.verbs()


def test_reconnecting_as_the_same_user_just_works(qtbot: QtBot, host: QWidget) -> None:
    """M63, M21."""
    bridge, account = RecordingBridge(), given.zoom_account()
    shown = dialog(qtbot, host, bridge, account)
    connected: list[object] = []
    shown.connected.connect(connected.append)
    shown.connect_button.click()
    bridge.last("zoom_account.reconnect").answer(None)
    assert connected == [account.id]
    assert not shown.isVisible()


def test_a_build_without_an_app_takes_an_id_in_place(qtbot: QtBot, host: QWidget, opened: list[str]) -> None:
    """Y13: how to register one, what to enter there, and the field; then it goes on as usual."""
    bridge = RecordingBridge()
    wanted: list[object] = []
    bridge.settings_wanted.connect(wanted.append)
    shown = dialog(qtbot, host, bridge)
    bridge.last("zoom_account.registration").answer(Registration("", "", "http://127.0.0.1/callback"))
    said = words(shown)
    for text in ("http://127.0.0.1/callback", "Use Public Client OAuth", *SCOPES):
        assert text in said, text
    assert shown._own_app is not None
    shown._own_app.open_button.click()
    assert opened == ["https://marketplace.zoom.us/develop/create"]
    assert shown.connect_button.text() == "Use this ID"
    shown._own_app.field.setText("no id at all!")
    shown.connect_button.click()
    assert wanted == []
    assert "Paste the Public Client ID" in shown._own_app.error.text.text()
    shown._own_app.field.setText("  AbCdEf1234567890  ")
    shown.connect_button.click()
    assert wanted == [{"zoom_client_id": "AbCdEf1234567890"}]
    assert shown.connect_button.text() == "Connect in browser"
    shown.connect_button.click()
    assert bridge.verbs()[-1] == "zoom.connect_zoom"


def test_a_build_with_an_app_asks_for_nothing(qtbot: QtBot, host: QWidget) -> None:
    """Y13."""
    bridge = RecordingBridge()
    shown = dialog(qtbot, host, bridge)
    bridge.last("zoom_account.registration").answer(Registration("built-in", "build", "http://127.0.0.1/callback"))
    assert shown._own_app is None
    assert shown.connect_button.text() == "Connect in browser"


@pytest.mark.parametrize("failure", [NeedsUser(Why.ZOOM_APPROVAL), Refused(Why.ZOOM_NO_PERMISSION)])
def test_an_admin_gets_a_note(qtbot: QtBot, host: QWidget, failure: BaseException) -> None:
    """M23: app, client id and permissions, to be sent; while it waits and after a refusal."""
    bridge = RecordingBridge()
    shown = dialog(qtbot, host, bridge)
    bridge.last("zoom_account.registration").answer(Registration("the-id", "settings", "http://127.0.0.1/callback"))
    shown.connect_button.click()
    shown._hint.timeout.emit()
    shown.note_button.click()
    note = QApplication.clipboard().text()
    assert "Dainvo" in note
    assert "the-id" in note
    assert all(scope in note for scope in SCOPES)
    QApplication.clipboard().clear()
    bridge.last("zoom.connect_zoom").fail(failure)
    copy, more = shown.notice.buttons()
    copy.click()  # type: ignore[attr-defined] # a push button
    assert QApplication.clipboard().text() == note
    more.click()  # type: ignore[attr-defined] # a push button
    guide = shown.findChild(HelpWindow)
    assert isinstance(guide, HelpWindow)
    assert guide.isVisible()
    guide.close()


def test_states_of_meetings_that_the_account_hosts() -> None:
    """M02."""
    from dainvo.ui.accounts.zoom_info import HOSTED

    assert MeetingState.READY in HOSTED
    assert MeetingState.FOREIGN not in HOSTED
