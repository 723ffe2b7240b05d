"""Calendar files in the window: the sheet of an import, dropping a file, export, all in one, what is unreadable."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from fakes import window as given
from fakes.window import ListReader, RecordingBridge
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QWidget

from dainvo.engine.file_values import (
    ExportReport,
    FileProgress,
    FoundEvent,
    ImportPreview,
    ImportReport,
    KeptReport,
    Standing,
    UndoReport,
)
from dainvo.errors import Malformed, Refused, Why
from dainvo.ical.event import ResourceId
from dainvo.settings import Settings
from dainvo.store.reader import AccountState
from dainvo.store.reader import Standing as Counts
from dainvo.store.unread import Unreadable
from dainvo.ui import toasts
from dainvo.ui.accounts.feed_row import FeedRow
from dainvo.ui.files import choosing, exporting, import_sheet
from dainvo.ui.files.drop import FileDrop
from dainvo.ui.files.files_page import FilesPage
from dainvo.ui.files.import_sheet import ImportSheet
from dainvo.ui.files.subscribe_sheet import SubscribeSheet
from dainvo.ui.needs import most_urgent

PATH = Path("/home/anna/in.ics")
FOUND = ImportPreview(
    new=35,
    known=5,
    newer=2,
    unreadable=1,
    left_out=1,
    events=(
        FoundEvent("Plan <b>x</b>", datetime(2027, 3, 10, 9), Standing.NEW, recurring=True),
        FoundEvent("Changed", datetime(2027, 3, 11, 9), Standing.NEWER),
        FoundEvent("", None, Standing.UNREADABLE),
    ),
)


def reader() -> ListReader:
    return ListReader([given.calendar_account(), given.zoom_account()])


def sheet(host: QWidget, bridge: RecordingBridge) -> ImportSheet:
    import_sheet.show(host, bridge, reader(), PATH)  # type: ignore[arg-type]  # enough of a reader
    [made] = host.findChildren(ImportSheet)
    return made


def words(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_preview_import_undo(host: QWidget, bridge: RecordingBridge) -> None:
    """A12: it asks for the calendar, says what would come, offers updates; nothing before Import; one Undo."""
    shown = sheet(host, bridge)
    assert bridge.verbs() == ["files.preview_import"]
    assert bridge.last("files.preview_import").args == (PATH, given.WORK)
    assert not shown.import_button.isEnabled()
    bridge.last("files.preview_import").answer(FOUND)
    assert shown.counts.text.text() == "35 new · 2 newer than here"
    assert shown.rest.text() == "5 already here · 1 can’t be read · 1 task left out"
    assert shown.import_button.text() == "Import 37 events"
    shown.update_box.setChecked(False)
    assert shown.import_button.text() == "Import 35 events"
    assert "files.import_file" not in bridge.verbs()
    shown.import_button.click()
    call = bridge.last("files.import_file")
    assert call.args == (PATH, given.WORK)
    assert call.kwargs == {"update": False}
    call.say(FileProgress(20, 43, 7))
    assert shown.bar.value() == 20
    call.answer(ImportReport(added=35, known=5, run=7))
    assert not shown.isVisible()
    said = toasts.of(host)
    assert said.text() == "35 events imported"
    said.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    import_sheet.take_back(host, bridge, 7)
    undo = bridge.last("files.undo_import")
    assert undo.args == (7,)
    undo.answer(UndoReport(33, 2))
    assert "33 imported events taken back · 2 were changed since and stay" in said.history


def test_another_calendar_is_looked_at_again(host: QWidget, bridge: RecordingBridge) -> None:
    shown = sheet(host, bridge)
    first = bridge.last("files.preview_import")
    shown.calendar.select(given.TEAM)
    shown.calendar.picked.emit(given.TEAM)
    assert not first.job.running
    assert bridge.last("files.preview_import").args == (PATH, given.TEAM)


def test_nothing_new_and_nothing_readable(host: QWidget, bridge: RecordingBridge) -> None:
    shown = sheet(host, bridge)
    bridge.last("files.preview_import").answer(ImportPreview(known=5))
    assert shown.counts.text.text() == "Nothing new in this file."
    assert shown.rest.text() == "5 already here"
    assert not shown.import_button.isEnabled()
    shown.look()
    bridge.last("files.preview_import").fail(Malformed("x", why=Why.NO_CALENDAR_FILE))
    assert "no event in this file" in shown.counts.text.text()
    assert not shown.import_button.isEnabled()


def test_stopped_half_way_all_goes_back(host: QWidget, bridge: RecordingBridge) -> None:
    shown = sheet(host, bridge)
    bridge.last("files.preview_import").answer(FOUND)
    shown.begin()
    call = bridge.last("files.import_file")
    call.say(FileProgress(200, 400, 3))
    shown.cancel_button.click()
    assert not call.job.running
    assert bridge.last("files.undo_import").args == (3,)


def test_a_failure_half_way_goes_back_and_is_said(host: QWidget, bridge: RecordingBridge) -> None:
    shown = sheet(host, bridge)
    bridge.last("files.preview_import").answer(FOUND)
    shown.begin()
    call = bridge.last("files.import_file")
    call.say(FileProgress(200, 400, 3))
    call.fail(Refused(Why.READ_ONLY, about={"calendar": "Work"}))
    assert bridge.last("files.undo_import").args == (3,)
    assert "taken back" in shown.counts.text.text()
    assert shown.isVisible()


def test_events_are_named_as_they_are(host: QWidget, bridge: RecordingBridge) -> None:
    """C-U5: titles of a file are plain text; each line can be heard."""
    shown = sheet(host, bridge)
    bridge.last("files.preview_import").answer(FOUND)
    names = [widget.accessibleName() for widget in shown.list.findChildren(QWidget) if widget.accessibleName()]
    assert "Plan <b>x</b>, Wed 10 Mar 2027, repeats, new" in names
    assert "can’t be read, can’t be read" in names


def dropped(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) if path.startswith("/") else QUrl(path) for path in paths])
    return data


@pytest.mark.parametrize(
    ("paths", "taken"),
    [(["/x/a.ics"], True), (["/x/A.ICS"], True), (["/x/a.txt"], False), (["https://x/a.ics"], False),
     (["/x/a.ics", "/x/b.ics"], False), ([], False)],
)  # fmt: skip
def test_a_file_dropped_on_the_window(host: QWidget, bridge: RecordingBridge, paths: list[str], taken: bool) -> None:
    """A12: one calendar file dropped on the window is looked into; nothing else is taken."""
    FileDrop(host, bridge, reader())  # type: ignore[arg-type]  # enough of a reader
    data = dropped(*paths)
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, key)
    enter.setAccepted(False)
    QApplication.sendEvent(host, enter)
    assert enter.isAccepted() is taken
    drop = QDropEvent(QPointF(5, 5), action, data, button, key)
    QApplication.sendEvent(host, drop)
    assert bool(host.findChildren(ImportSheet)) is taken


def chosen(host: QWidget, path: str) -> None:
    dialog = host.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(path)
    dialog.close()


def test_export_asks_for_a_place(host: QWidget, bridge: RecordingBridge) -> None:
    """A13: the name of the calendar is offered; what was left out is said."""
    exporting.calendar(host, bridge, given.WORK, "Team: A/B")
    dialog = host.findChildren(QFileDialog)[-1]
    assert dialog.selectedFiles()[0].endswith("Team- A-B.ics")
    chosen(host, "/x/out.ics")
    call = bridge.last("exports.export_file")
    assert call.args == (Path("/x/out.ics"), given.WORK)
    call.answer(ExportReport(12, 1))
    assert toasts.of(host).text() == "12 events exported · 1 can’t be read and was left out"
    exporting.event(host, bridge, ResourceId(5), "")
    chosen(host, "/x/one.ics")
    assert bridge.last("exports.export_file").kwargs == {"resources": [ResourceId(5)], "meetings": True}
    exporting.event(host, bridge, ResourceId(5), "")
    host.findChildren(QFileDialog)[-1].selectNameFilter(choosing.files_without_meetings())
    chosen(host, "/x/two.ics")
    assert bridge.last("exports.export_file").kwargs["meetings"] is False  # Y09


def page(host: QWidget, bridge: RecordingBridge, source: ListReader, taken: list[Settings]) -> FilesPage:
    made = FilesPage(bridge, source, taken.append)  # type: ignore[arg-type]  # enough of a reader
    made.setParent(host)
    made.show()
    return made


def test_all_of_it_in_one_file_and_back(host: QWidget, bridge: RecordingBridge) -> None:
    """A27: saved, taken over with its settings, refused with a sentence where there is something already."""
    taken: list[Settings] = []
    shown = page(host, bridge, reader(), taken)
    shown.keep_button.click()
    chosen(host, "/x/all.dainvo")
    bridge.last("keeping.keep_all").answer(KeptReport(2, 40, Settings()))
    said = toasts.of(host)
    assert said.text() == "Saved: 2 accounts without passwords, 40 events of this computer"
    shown.take_button.click()
    chosen(host, "/x/all.dainvo")
    bridge.last("keeping.take_all").answer(KeptReport(2, 40, Settings(view="month")))
    assert taken == [Settings(view="month")]
    shown.take_button.click()
    chosen(host, "/x/all.dainvo")
    bridge.last("keeping.take_all").fail(Refused(Why.NOT_EMPTY))
    assert any("accounts or calendars here already" in each for each in said.history)
    shown.undo_button.click()
    bridge.last("files.undo_import").fail(Refused(Why.NO_SUCH_IMPORT))
    assert any("no import that could be taken back" in each for each in said.history)


def test_what_cannot_be_read_is_listed_with_its_reason(host: QWidget, bridge: RecordingBridge) -> None:
    """I-11: each by its calendar and what can be told of it; the list goes when there is nothing to list."""

    class Source(ListReader):
        def unreadable(self) -> list[Unreadable]:
            return [Unreadable(ResourceId(n), "Team", f"<i>{n}", "no_event") for n in range(60)]

    shown = page(host, bridge, Source([given.calendar_account()]), [])
    names = [widget.accessibleName() for widget in shown.findChildren(QWidget) if widget.accessibleName()]
    assert "Team: <i>0. There is no event in it." in names
    assert "and 10 more" in words(shown)
    empty = page(host, bridge, reader(), [])
    assert "Not readable" not in words(empty)


@pytest.mark.parametrize(
    ("why", "text", "face"),
    [
        (Why.OFFLINE, "Offline — your calendars are as of the last sync", "Details"),
        (Why.DISK_FULL, "The disk is full. Nothing more can be stored until there is room.", "Try now"),
    ],
)
def test_the_strip_knows_subscriptions_and_full_disks(why: Why, text: str, face: str) -> None:
    """A11, F-10: a subscription that cannot be asked, a copy that cannot be written: each is said as it is."""
    account = given.calendar_account(kind="feed", name="Club", state=AccountState.UNREACHABLE, why=why)

    class Source(ListReader):
        def status(self) -> Counts:
            return Counts(0, 0, 0, 0, (), (account.id,))

    source = Source([account])
    calendars = {calendar.id: calendar for calendar in source.collections()}
    need = most_urgent(source, [account], calendars, given.NOW)  # type: ignore[arg-type]  # enough of a source
    assert need is not None
    assert (need.text, need.button) == (text, face)


def test_a_subscription_that_is_gone_is_no_sign_in(host: QWidget, bridge: RecordingBridge) -> None:
    """A11: the strip offers its details, its row says what is kept; asked how often, refreshed, let go."""
    account = given.calendar_account(kind="feed", name="Club", state=AccountState.NEEDS_USER, why=Why.FEED_GONE)

    class Source(ListReader):
        def status(self) -> Counts:
            return Counts(0, 0, 0, 0, (account.id,), ())

    source = Source([account])
    calendars = {one.id: one for one in source.collections()}
    need = most_urgent(source, [account], calendars, given.NOW)  # type: ignore[arg-type]  # enough of a source
    assert need is not None
    assert (need.text, need.button) == ("The calendar at cloud.example is no longer there.", "Details")
    line = FeedRow(bridge, account)
    line.setParent(host)
    line.show()
    assert "What was fetched last is kept" in words(line)
    line.action.click()
    assert bridge.last("accounts.sync").args == (account.id,)
    menu = line.menu()
    every = next(action.menu() for action in menu.actions() if action.menu() is not None)
    assert isinstance(every, QMenu)
    assert [action.text() for action in every.actions() if action.isChecked()] == ["As the calendar wishes"]
    every.actions()[2].trigger()
    assert bridge.last("feeds.set_interval").args == (account.id, 60)
    menu.actions()[-1].trigger()
    assert bridge.last("accounts.remove_account").args == (account.id,)


def test_subscribing(host: QWidget, bridge: RecordingBridge) -> None:
    """A11: an address, a name, a colour, a sign-in if it wants one; a failure says why and keeps what was typed."""
    sheet = SubscribeSheet(host, bridge, reader(), "webcal://club.example/c.ics")  # type: ignore[arg-type]  # enough of a reader
    sheet.open()
    sheet.user.setText("anna")
    sheet.password.setText("word")
    sheet.begin()
    call = bridge.last("feeds.add_feed")
    assert call.args == ("webcal://club.example/c.ics",)
    assert {name: call.kwargs[name] for name in ("name", "user", "password")} == {
        "name": "",
        "user": "anna",
        "password": "word",
    }
    call.fail(Refused(Why.FEED_GONE, about={"host": "club.example"}))
    assert "no longer there" in sheet.notice.text.text()
    assert sheet.add_button.isEnabled()
    sheet.address.clear()
    sheet.begin()
    assert len([verb for verb in bridge.verbs() if verb == "feeds.add_feed"]) == 1
    sheet.address.setText("club.example/c")
    sheet.begin()
    bridge.last("feeds.add_feed").answer(given.CALDAV)
    assert not sheet.isVisible()
