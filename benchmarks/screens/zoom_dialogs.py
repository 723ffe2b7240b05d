"""What the dialogs about Zoom look like: options and defaults, a link elsewhere, an own app, another user, details."""

from __future__ import annotations

from PySide6.QtTest import QTest

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.engine.values import MeetingDetails, OtherUser, Registration
from dainvo.ical.event import Meeting, MeetingState
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet
from dainvo.ui.accounts.zoom_card import ZoomRow
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.meeting_details import MeetingDetailsSheet
from dainvo.ui.settings.settings_window import SettingsWindow

_INVITATION = """Join Zoom Meeting
Dial by your location
• +49 30 23125 010 Germany
• +1 202 555 0100 US (Washington DC)
• +1 669 555 0142 US (San Jose)
"""


def _zoom_row(stage: Stage) -> ZoomRow:
    stage.window.dialogs.show_settings("accounts")
    settings = stage.dialog(SettingsWindow)
    row = settings.accounts.zoom_rows[0]
    assert isinstance(row, ZoomRow)
    return row


def defaults(stage: Stage) -> None:
    """Meeting defaults, one of them decided by the organisation."""
    row = _zoom_row(stage)
    row._account = row._account._replace(
        detail={**row._account.detail, "overruled": {"waiting_room": True}, "defaults": {"mute_upon_entry": True}}
    )
    row.defaults.click()
    stage.dialog(MeetingOptionsSheet)


def options(stage: Stage) -> None:
    """The options of one meeting over its editor."""
    stage.window.cards.edit(stage.event("Design review"))
    stage.dialog(Editor).form.meeting.options.click()
    stage.dialog(MeetingOptionsSheet)


def other_link(stage: Stage) -> None:
    """A meeting elsewhere, by hand."""
    stage.window.cards.edit(stage.event("Design review"))
    editor = stage.dialog(Editor)
    editor.form.meeting.picked.emit("other")
    QTest.keyClicks(editor.form.meeting.link, "https://meet.example.org/design")


def own_app(stage: Stage) -> None:
    """A build without an app of its own."""
    stage.window.dialogs.connect_zoom()
    stage.dialog(ConnectZoom)
    stage.bridge.last("zoom_account.registration").answered(Registration("", "", "http://127.0.0.1/callback"))


def other_user(stage: Stage) -> None:
    """Somebody else signed in."""
    row = _zoom_row(stage)
    row.reconnect.click()
    dialog = stage.dialog(ConnectZoom)
    dialog.begin()
    stage.bridge.last("zoom_account.reconnect").answered(OtherUser("anna@example.com", "bob@example.com"))


def details(stage: Stage) -> None:
    """What Zoom says of a meeting, and what the calendar has instead."""
    found = stage.event("Design review")
    meeting = stage.reader.meeting(found.resource)
    assert meeting is not None
    sheet = MeetingDetailsSheet(stage.window, stage.bridge, found.resource, meeting, now=lambda: given.NOW)
    sheet.open()
    told = Meeting(
        "zoom",
        MeetingState.READY,
        join_url=meeting.join_url,
        meeting_id=meeting.meeting_id,
        passcode="823144",
        host="anna@example.com",
    )
    start = given.NOW.replace(hour=14, minute=0)
    said = MeetingDetails(
        told,
        "Design review",
        start,
        60,
        "Europe/Berlin",
        "anna@example.com",
        topic_here="Design review",
        start_here=start.replace(hour=15),
        minutes_here=60,
        passcode_here="823144",
        settings={"waiting_room": True, "join_before_host": False, "mute_upon_entry": True},
        overruled=frozenset({"waiting_room"}),
    )
    stage.bridge.last("zoom.meeting_details").answered(said)
    stage.bridge.last("zoom.invitation_text").answered(_INVITATION)
