"""Unsaved editors outlive a crash."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import window as given
from fakes.window import NOW, ListReader, RecordingBridge, at
from hypothesis import given as drawn
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import (
    Alarm,
    Attendee,
    DateWishes,
    Event,
    MeetingOptions,
    MeetingWish,
    Online,
    PartStat,
    RecurrenceId,
    Role,
    Status,
    Uid,
    Visibility,
)
from dainvo.settings import Settings
from dainvo.ui import theme, toasts
from dainvo.ui.cards import Cards
from dainvo.ui.editor import draft_file
from dainvo.ui.editor.draft_file import KeptDraft
from dainvo.ui.editor.draft_keeper import DraftsLeft
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.quick_create import QuickCreate

FULL = replace(
    given.draft(summary="Roadmap\n“x”", location="Room 4", description="a\n" * 100, rrule="FREQ=WEEKLY"),
    attendees=(Attendee("ben@x.example", "Ben", Role.OPTIONAL, PartStat.ACCEPTED, rsvp=False),),
    alarms=(Alarm(timedelta(minutes=-10)), Alarm(timedelta(0), from_end=True)),
    transparent=True,
    visibility=Visibility.PRIVATE,
    status=Status.TENTATIVE,
    online=Online.ZOOM,
    wish=MeetingWish(MeetingOptions(passcode=True), no_fixed_time=True, use="123", account=given.ZOOM),
    url="https://x.example",
    categories=("Travel",),
    color="teal",
    dates=DateWishes((RecurrenceId("20270317T110000"),), (date(2027, 3, 13),)),
)


def test_every_field_comes_back(tmp_path: Path) -> None:
    """E36: nothing of a draft is lost in the file, which is the user's alone."""
    path = tmp_path / "drafts" / "a.json"
    kept = KeptDraft(FULL, Uid("u@x"), RecurrenceId("20270310T110000"), replace(FULL, summary="Before"))
    draft_file.write(path, kept)
    assert draft_file.read(path) == kept
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    for moment in (date(2027, 3, 10), datetime(2027, 3, 10, 9), datetime(2027, 3, 10, 9, tzinfo=given.ZONE)):
        draft_file.write(path, KeptDraft(replace(FULL, start=moment, end=moment)))
        found = draft_file.read(path)
        assert found is not None and found.draft.start == moment and found.uid is None


@drawn(st.binary(max_size=200))
def test_a_file_that_cannot_be_read_is_none(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("drafts") / "a.json"
    path.write_bytes(data)
    assert draft_file.read(path) is None


class World:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.host, self.folder = qtbot, QWidget(), folder
        qtbot.addWidget(self.host)
        self.host.show()
        self.bridge = RecordingBridge()
        reader: Any = ListReader([given.calendar_account()])
        self.reader = reader
        self.cards = Cards(self.host, self.bridge, reader, Settings(), lambda: NOW)
        self.cards.offer_drafts(folder)

    def editor(self) -> Editor:
        found = [one for one in self.host.findChildren(Editor) if one.isVisible()]
        assert len(found) == 1
        return found[0]

    def left(self) -> list[Path]:
        return draft_file.all_in(self.folder)


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[World]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    made = World(qtbot, tmp_path / "drafts")
    yield made
    made.bridge.close()


def type_and_keep(world: World, text: str) -> Editor:
    editor = world.editor()
    QTest.keyClicks(editor.form.title, text)
    assert editor._keeper is not None
    editor._keeper.keep()  # what two seconds would have done
    return editor


def restarted(world: World, qtbot: QtBot, there: Event | None = None) -> World:
    """The next start, at which the draft is restored; `there` is the event that it edits, as the copy has it now."""
    again = World(qtbot, world.folder)
    if there is not None:
        again.reader.events[there.resource, there.recurrence_id] = there
        again.reader.find = lambda uid, collection=None: there.resource if uid == there.uid else None
    sheet = again.host.findChild(DraftsLeft)
    assert isinstance(sheet, DraftsLeft)
    QTest.mouseClick(sheet.restore_button, Qt.MouseButton.LeftButton)
    return again


def test_a_restored_draft_is_the_same_and_is_forgotten_once_saved(world: World, qtbot: QtBot) -> None:
    """E36: 200 characters typed, the program gone, the draft offered and opened unchanged."""
    world.cards.edit_draft(given.draft(summary=""))
    editor = type_and_keep(world, "x" * 200)
    before = editor.form.draft()
    assert len(world.left()) == 1
    again = restarted(world, qtbot)
    restored = again.editor()
    assert restored.form.draft() == before
    assert restored.dirty
    restored.save()
    again.bridge.last("events.save_event").answer()
    assert again.left() == []
    again.bridge.close()


def test_an_edit_is_restored_as_an_edit(world: World, qtbot: QtBot) -> None:
    """E36: of the same event, so that only what was typed is saved."""
    made = given.event(given.draft())
    world.cards.edit_event(made)
    type_and_keep(world, " and more")
    again = restarted(world, qtbot, made)
    restored = again.editor()
    assert restored.form.title.text() == f"{made.draft.summary} and more"
    assert restored.dirty
    restored.save()
    assert again.bridge.last("events.save_event").kwargs["resource"] == made.resource
    again.bridge.close()


def test_an_edit_of_an_event_that_has_changed_since_is_restored_on_top_of_that(world: World, qtbot: QtBot) -> None:
    """E36, A23: what was not typed is as it is now, in the editor and in what it saves."""
    made = given.event(given.draft())
    world.cards.edit_event(made)
    type_and_keep(world, " and more")
    now = replace(made, draft=replace(made.draft, location="Room 2"))
    again = restarted(world, qtbot, now)
    restored = again.editor()
    assert restored.form.place.text() == "Room 2"
    restored.save()
    call = again.bridge.last("events.save_event")
    assert (call.args[0].summary, call.args[0].location) == (f"{made.draft.summary} and more", "Room 2")
    assert call.kwargs["opened"] == now.draft
    again.bridge.close()


def test_what_quick_create_left_is_kept_like_any_other_once_it_is_restored(world: World) -> None:
    """E36"""
    world.cards.create(at(15), at(16), QRect(world.host.mapToGlobal(QPoint(60, 200)), QSize(190, 26)))
    card = world.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, "Half a tho")
    QTest.keyClick(card.title, Qt.Key.Key_Escape)
    QTest.mouseClick(toasts.of(world.host).findChildren(QWidget)[-1], Qt.MouseButton.LeftButton)
    type_and_keep(world, "ught")
    (left,) = world.left()
    kept = draft_file.read(left)
    assert kept is not None and kept.draft.summary == "Half a thought"


def test_nothing_is_left_of_what_was_given_up_or_put_back(world: World) -> None:
    """E36"""
    world.cards.edit_draft(given.draft(summary=""))
    editor = type_and_keep(world, "x")
    QTest.keyClick(editor.form.title, Qt.Key.Key_Backspace)
    assert editor._keeper is not None
    editor._keeper.keep()
    assert world.left() == []
    type_and_keep(world, "y")
    editor._leave()
    assert world.left() == []


def test_what_is_left_can_be_discarded(world: World, qtbot: QtBot) -> None:
    """E36"""
    draft_file.write(world.folder / "a.json", KeptDraft(FULL))
    (world.folder / "b.json").write_text("nonsense")
    again = World(qtbot, world.folder)
    sheet = again.host.findChild(DraftsLeft)
    assert isinstance(sheet, DraftsLeft)
    QTest.mouseClick(sheet.discard_button, Qt.MouseButton.LeftButton)
    assert again.left() == []
    again.bridge.close()


_TYPES = """
import sys
from datetime import datetime
from pathlib import Path
from fakes import window as given
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtTest import QTest
application = QApplication([])
from dainvo.settings import Settings
from dainvo.ui.cards import Cards
from dainvo.ui.ctrl_c import end_on_ctrl_c
from dainvo.ui.editor.editor import Editor
host = QWidget()
host.show()
reader = given.ListReader([given.calendar_account()])
cards = Cards(host, given.RecordingBridge(), reader, Settings(), lambda: given.NOW)
cards.offer_drafts(Path(sys.argv[1]))
cards.edit_draft(given.draft(summary=""))
QTest.keyClicks(host.findChild(Editor).form.title, "x" * 200)
end_on_ctrl_c(application)
QTimer.singleShot(0, lambda: print("typed", flush=True))
application.exec()
"""


def test_a_killed_program_leaves_its_draft(tmp_path: Path, qtbot: QtBot) -> None:
    """E36: kill -9, two seconds after the last key at the latest."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", _TYPES, str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            qtbot.waitUntil(lambda: len(draft_file.all_in(tmp_path)) == 1)
        finally:
            process.send_signal(signal.SIGKILL)
    kept = draft_file.read(draft_file.all_in(tmp_path)[0])
    assert kept is not None and kept.draft.summary == "x" * 200


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_an_end_that_was_asked_for_keeps_the_last_key_and_is_not_told_as_a_crash(
    qtbot: QtBot, tmp_path: Path, number: str
) -> None:
    """E36: logging out, `systemctl stop`, a terminal that is closed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", _TYPES, str(tmp_path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == b"typed\n"
            process.send_signal(getattr(signal, number))
            assert process.wait(500) == 0
        finally:
            process.kill()
    again = World(qtbot, tmp_path)
    sheet = again.host.findChild(DraftsLeft)
    assert isinstance(sheet, DraftsLeft)
    (left,) = draft_file.all_in(tmp_path)
    kept = draft_file.read(left)
    assert kept is not None and kept.draft.summary == "x" * 200
    assert [one.text() for one in sheet.findChildren(QLabel) if "Dainvo" in one.text()] == [
        "Your draft is here: it was not saved when Dainvo was closed."
    ]
    again.bridge.close()


def test_what_was_saved_or_given_up_is_not_kept_by_the_end(world: World, qapp: QApplication) -> None:
    """E36: also while its editor is not quite gone."""
    world.cards.edit_draft(given.draft(summary=""))
    editor = type_and_keep(world, "x")
    editor._leave()
    qapp.aboutToQuit.emit()
    assert world.left() == []


def test_a_window_that_starts_hidden_offers_them_when_it_is_looked_at(world: World, qtbot: QtBot) -> None:
    """E36: nothing stands on an empty desktop at login."""
    draft_file.write(world.folder / "a.json", KeptDraft(FULL))
    world.host.hide()
    world.cards.offer_drafts(world.folder)
    assert world.host.findChild(DraftsLeft) is None
    world.host.show()
    qtbot.waitUntil(lambda: world.host.findChild(DraftsLeft) is not None)
