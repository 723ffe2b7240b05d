"""The meeting row of the real editor on a real engine, calendar server and Zoom stand-in: what is chosen is what is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.calendar_world import at
from fakes.meeting_world import MeetingWorld, meeting_world
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.values import Saved
from dainvo.ical.event import NO_RECURRENCE, EventDraft, MeetingState, Online, ResourceId
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.store.store import FILE_NAME
from dainvo.ui import theme
from dainvo.ui.accounts.meeting_options import MeetingOptionsSheet
from dainvo.ui.bridge import Bridge
from dainvo.ui.editor.editor import Editor

pytestmark = pytest.mark.end_to_end
ANNA = "licensed@example.com"
START = at("2027-03-10T14:00")


@dataclass
class Desk:
    """A person at the editor. `zoom` is what happens behind their back."""

    qtbot: QtBot
    zoom: MeetingWorld
    bridge: Bridge
    reader: Reader
    host: QWidget

    def open(self, draft: EventDraft | None = None, resource: ResourceId | None = None) -> Editor:
        event = self.reader.event(resource, NO_RECURRENCE) if resource is not None else None
        shown = event.draft if event is not None else draft
        assert shown is not None
        now = self.zoom.bench.clock.now
        editor = Editor(self.host, self.bridge, self.reader, Settings(), draft=shown, event=event, now=now)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.qtbot.addWidget(editor)
        editor.open()
        return editor

    def becomes(self, editor: Editor, number: int) -> None:
        """The row comes to this state by itself."""
        self.qtbot.waitUntil(lambda: editor.form.meeting.state.number == number)

    def press(self, editor: Editor, key: str) -> None:
        [button] = [one for one in editor.form.meeting.notice.buttons() if one.property("key") == key]
        button.click()  # type: ignore[attr-defined]  # a push button

    def save(self, editor: Editor) -> ResourceId:
        got: list[Saved] = []
        editor.saved.connect(got.append)
        editor.save_button.click()
        self.qtbot.waitUntil(lambda: bool(got))
        assert self.zoom.settled(got[0].resource)
        return got[0].resource

    def portal(self, path: str, **values: Any) -> None:
        status, _, said = ask("POST", self.zoom.server.ready()["admin_url"] + path, body=json.dumps(values))
        assert status == 200, said

    def state(self, resource: ResourceId) -> MeetingState | None:
        meeting = self.zoom.event(resource).meeting
        return meeting.state if meeting is not None else None


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    with meeting_world(tmp_path, background=True) as world:
        bridge = Bridge()
        assert world.bench.engine is not None
        bridge.start(world.bench.engine)
        reader = Reader(world.bench.folder / FILE_NAME, zone=START.tzinfo)  # type: ignore[arg-type]  # a ZoneInfo
        host = QWidget()
        qtbot.addWidget(host)
        host.resize(1000, 800)
        host.show()
        try:
            yield Desk(qtbot, world, bridge, reader, host)
        finally:
            bridge.close()
            reader.close()


def test_from_a_match_to_gone_to_new_to_elsewhere(desk: Desk) -> None:
    """M56, M24, M62, M07, M05, M58: each by the buttons of the row; Zoom is written to by Save alone."""
    world = desk.zoom
    desk.portal(f"/users/{ANNA}/meeting", topic="Review", start_time="2027-03-10T13:00:00+00:00", duration=45)
    [found] = world.meetings()
    editor = desk.open(world.draft(online=Online.NONE))
    editor.form.meeting.switch.click()
    desk.becomes(editor, 10)
    desk.press(editor, "use")
    assert not world.calls("POST", "/v2/users")
    resource = desk.save(editor)
    assert not world.calls("POST", "/v2/users"), "linked, not made"
    meeting = world.event(resource).meeting
    assert meeting is not None
    assert meeting.meeting_id == str(found["id"])
    assert meeting.adopted

    desk.portal(f"/meetings/{found['id']}/delete")
    world.jump(120)
    editor = desk.open(resource=resource)
    desk.becomes(editor, 21)
    desk.press(editor, "anew")
    assert not world.calls("POST", "/v2/users")
    assert desk.save(editor) == resource
    [made] = world.meetings()
    assert made["id"] != found["id"]

    world.jump(120)
    editor = desk.open(resource=resource)
    desk.becomes(editor, 17)
    editor.form.meeting.options.click()
    sheet = editor.findChild(MeetingOptionsSheet)
    assert isinstance(sheet, MeetingOptionsSheet)
    sheet.form.mute.setCurrentIndex(sheet.form.mute.findData(True))
    sheet.done_button.click()
    desk.save(editor)
    assert world.meetings()[0]["settings"]["mute_upon_entry"] is True

    world.jump(120)
    editor = desk.open(resource=resource)
    editor.form.meeting.picked.emit("other")
    QTest.keyClicks(editor.form.meeting.link, "https://meet.example.org/review")
    desk.save(editor)
    assert world.meetings() == []
    assert desk.state(resource) is MeetingState.FOREIGN
    editor = desk.open(resource=resource)
    assert editor.form.meeting.state.number == 11
    assert editor.form.meeting.link.text() == "https://meet.example.org/review"


def test_a_time_changed_at_zoom_is_decided_in_the_row(desk: Desk) -> None:
    """M62, D9: opening the event finds it; Use Zoom moves the event, Use calendar the meeting."""
    world = desk.zoom
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [made] = world.meetings()
    for answer, event_at, zoom_at in (("use_zoom", "16:30", "16:30"), ("use_calendar", "16:30", "16:30")):
        start = "2027-03-10T15:30:00+00:00" if answer == "use_zoom" else "2027-03-10T17:00:00+00:00"
        desk.portal(f"/meetings/{made['id']}/edit", start_time=start)
        world.jump(120)
        editor = desk.open(resource=saved.resource)
        desk.becomes(editor, 19)
        desk.press(editor, answer)
        desk.becomes(editor, 17)
        editor.reject()
        assert world.settled(saved.resource)
        start_here = world.event(saved.resource).draft.start
        assert f"{start_here:%H:%M}" == event_at
        assert world.meetings()[0]["start_time"] == f"2027-03-10T{zoom_at}:00"


def test_an_all_day_event_gets_a_meeting_with_no_fixed_time(desk: Desk) -> None:
    """M65, M72: accepted in the row; given a time later, the row says that Zoom gets it, and it does."""
    world = desk.zoom
    draft = world.draft(online=Online.NONE)
    editor = desk.open(draft)
    editor.form.when.all_day.click()
    assert editor.form.meeting.state.number == 4
    desk.press(editor, "no_fixed_time")
    resource = desk.save(editor)
    assert [one["type"] for one in world.meetings()] == [3]
    link = world.meetings()[0]["join_url"]
    assert desk.state(resource) is MeetingState.NO_FIXED_TIME
    world.jump(120)
    editor = desk.open(resource=resource)
    assert editor.form.meeting.state.text.startswith("No fixed time in Zoom: the event has no start time")
    editor.form.when.all_day.click()
    assert editor.form.meeting.state.text == "The meeting gets its time in Zoom when you save; the link stays"
    desk.save(editor)
    [after] = world.meetings()
    assert (after["type"], after["join_url"]) == (2, link)
