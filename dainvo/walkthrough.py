"""Does the main job through the real widgets and asks the servers, over HTTP, what they hold after each step.

Knows nothing that a person with a browser could not see; the demo's servers and a throw-away profile are its own.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import tempfile
import time
import urllib.error
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from dainvo import app, demo_window
from dainvo.demo.held import Servers
from dainvo.demo.serve import Demo, DemoCannotStart
from dainvo.hands import Hand
from dainvo.profile import Profile, now
from dainvo.ui import theme
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.remove_zoom import RemoveZoom
from dainvo.ui.accounts.zoom_card import ConnectRow, ZoomRow
from dainvo.ui.editor.delete_sheet import DeleteSheet
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.settings.settings_window import SettingsWindow

PATIENCE_S = 30
TITLE, RENAMED = "Launch plan", "Launch plan, part two"

W = TypeVar("W", bound=QWidget)


class Wrong(Exception):
    """A step did not come out as it must; the text says how."""


def check(servers: str | None = None, hand: type[Hand] = Hand) -> int:
    """Do the whole job and print each step with what the servers hold; 0 if everything is right.

    `servers`: a file with the line that `demo serve --json` prints, "-" for standard input; None: own ones.
    Screenshots go to `build/` of the folder it runs in.
    """
    begin = time.monotonic()
    if not app.has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_say_what_matters)
    try:
        with _servers(servers) as ready, tempfile.TemporaryDirectory(prefix="dainvo-") as folder:
            os.environ.update(ready["environment"])
            application = QApplication.instance() or QApplication(sys.argv[:1])
            if not isinstance(application, QApplication):
                raise Wrong("another kind of Qt application runs in this process")
            walk = Walk(application, demo_window.profile_on(Path(folder), ready), Servers(ready), hand)
            try:
                walk.main_job()
            finally:
                walk.session.close()
    except (Wrong, DemoCannotStart) as problem:
        print(f"WRONG  {problem}")  # noqa: T201  the report is the product of this module
        return 1
    print(f"All right, in {time.monotonic() - begin:.1f} s.")  # noqa: T201
    return 0


@contextlib.contextmanager
def _servers(named: str | None) -> Iterator[Mapping[str, Any]]:
    """The addresses of servers that run: own ones, or those that `named` tells of."""
    if named is None:
        with Demo() as demo:
            yield demo.ready
    else:
        line = sys.stdin.readline() if named == "-" else Path(named).read_text(encoding="utf-8")
        try:
            ready = json.loads(line)
        except ValueError as error:
            raise OSError(errno.EINVAL, "not what `demo serve --json` says", named) from error
        yield ready


def _say_what_matters(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's own complaints, without those about what a display that is none cannot do."""
    if not text.startswith("This plugin does not support"):
        print(text, file=sys.stderr)  # noqa: T201


class Walk:
    """A person at the window, one step after the other."""

    def __init__(self, application: QApplication, profile: Profile, servers: Servers, hand: type[Hand] = Hand) -> None:
        self._servers = servers
        self._browser = hand.browser()
        self._pictures = Path("build")
        self._pictures.mkdir(exist_ok=True)
        self.session = app.Session(application, profile, demo=True)
        self.hand = hand(self.session.window, self._until)
        self._zone: ZoneInfo = self.session.reader.zone
        self._day: date = (now().astimezone(self._zone) + timedelta(days=1)).date()
        self._uid = ""

    def main_job(self) -> None:
        """Raises Wrong at the first thing that is not as it must be."""
        try:
            self.open_window()
            self.connect_zoom()
            self.make_event()
            self.move_event()
            self.rename_event()
            self.switch_meeting_off()
            self.delete_event()
            self.disconnect_zoom()
            if found := self._servers.violations():
                raise Wrong(f"the Zoom stand-in saw what no client may do: {found}")
        finally:
            self._browser.close()

    # the steps

    def open_window(self) -> None:
        session = self.session
        session.window.resize(1180, 760)
        session.window.show()
        session.start_engine()
        demo_window.add_account(session, self._servers.ready)
        self._until(lambda: len(self._week()) > 10, "the sample week on screen")
        place = "the system's keyring" if session.profile.secrets is None else "memory: no keyring is usable here"
        self._told("opened Dainvo", f"{len(self._week())} events this week", f"sign-ins are kept in {place}")
        self._picture("1-week")

    def connect_zoom(self) -> None:
        self.hand.open_settings()
        settings = self._window(SettingsWindow)
        self.hand.show_accounts(settings)
        row = self._find(settings, ConnectRow)
        self.hand.press(self._find(row, QPushButton))
        dialog = self._window(ConnectZoom)
        self._picture("2-connect-zoom", dialog)
        self.hand.press(dialog.connect_button)
        self._until(lambda: bool(settings.findChildren(ZoomRow)), "the Zoom account in Connected accounts")
        self._until(lambda: "return to Dainvo" in self._browser.page, "the page in the browser")
        self._picture("3-accounts", settings)
        self.hand.leave(settings)
        if self._servers.living_grants() != 1:
            raise Wrong(f"Zoom holds {self._servers.living_grants()} grants, not 1")
        account = next(known for known in self.session.reader.accounts() if known.kind == "zoom")
        self._told("connected Zoom", f"as {account.name}", "Zoom holds one grant")

    def make_event(self) -> None:
        window = self.session.window
        self.hand.go_to(self._day)
        self.hand.new_event()
        card = self._window(QuickCreate)
        self.hand.type_over(card.title, TITLE)
        self.hand.press(card.meeting.switch)
        self._picture("4-quick-create", window)
        self.hand.press(card.more_button)
        editor = self._window(Editor)
        self._set_times(editor, self._day, "14:00", "14:45")
        self._picture("5-editor", editor)
        self.hand.save(editor, editor.save_button)
        self._uid = str(self._until(lambda: self._shown(TITLE), "the event on screen").uid)
        self._settle()
        meeting = self._expect(TITLE, self._day, "14:00:00", 45)
        self._expect_link(meeting)
        self._picture("6-week-with-meeting")

    def move_event(self) -> None:
        before = self._the_meeting()
        editor = self._edit()
        self._picture("7-editor-ready", editor)
        later = self._day + timedelta(days=2)
        self._set_times(editor, later, "9:30", "10:30")
        self.hand.save(editor, editor.save_button)
        self._settle()
        meeting = self._expect(TITLE, later, "09:30:00", 60)
        self._same(before, meeting)
        self._expect_link(meeting)
        self._day = later

    def rename_event(self) -> None:
        before = self._the_meeting()
        editor = self._edit()
        self.hand.type_over(editor.form.title, RENAMED)
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._settle()
        meeting = self._expect(RENAMED, self._day, "09:30:00", 60)
        self._same(before, meeting)

    def switch_meeting_off(self) -> None:
        editor = self._edit()
        self.hand.press(editor.form.meeting.switch)
        self._picture("8-editor-off", editor)
        self.hand.save(editor, editor.save_button)
        self._settle()
        self._until(lambda: not self._servers.meetings(), "the meeting gone from Zoom")
        vevent = self._vevent()
        for name in ("CONFERENCE", "LOCATION", "URL", "X-DAINVO-ZOOM-ID"):
            if name in vevent:
                raise Wrong(f"the event still has {vevent[name]}")
        if ":: Zoom" in "".join(vevent.get("DESCRIPTION", [])):
            raise Wrong("the event's notes still hold the meeting block")
        self._told("switched Online meeting off", "Zoom holds no meeting", "the event stays, without a link")

    def delete_event(self) -> None:
        editor = self._edit()
        self.hand.press(editor.form.meeting.switch)
        self.hand.save(editor, editor.save_button)
        self._settle()
        self._the_meeting()
        shown = self._shown(RENAMED)
        self.hand.delete(shown)
        sheet = self._window(DeleteSheet)
        self._picture("9-delete", sheet)
        self.hand.press(sheet.delete_button)
        self._until(lambda: self._servers.vevent(self._uid) is None, "the event gone from the calendar server")
        self._until(lambda: not self._servers.meetings(), "the meeting gone from Zoom")
        self._told("switched it on again and deleted the event", "gone from the calendar server", "gone from Zoom")

    def disconnect_zoom(self) -> None:
        account = next(known for known in self.session.reader.accounts() if known.kind == "zoom")
        self.hand.open_settings()
        settings = self._window(SettingsWindow)
        self.hand.show_accounts(settings)
        self.hand.press(self._find(settings, ZoomRow).remove)
        sheet = self._window(RemoveZoom)
        self._until(sheet.remove_button.isEnabled, "the consequences of removing Zoom")
        self._picture("10-remove-zoom", sheet)
        self.hand.press(sheet.remove_button)
        self._until(lambda: bool(settings.findChildren(ConnectRow)), "no Zoom account in Connected accounts")
        self._until(sheet.open_zoom.isVisible, "what is left at Zoom")
        self.hand.press(sheet.cancel_button)
        self.hand.leave(settings)
        if self._servers.living_grants():
            raise Wrong("Zoom still holds the grant")
        if self._secrets().get(f"zoom:{account.id}") is not None:
            raise Wrong("the keyring still holds the tokens")
        self._told("disconnected Zoom", "no grant at Zoom", "no tokens in the keyring")

    # what must be true

    def _the_meeting(self) -> dict[str, Any]:
        meetings = self._servers.meetings()
        if len(meetings) != 1:
            raise Wrong(f"Zoom holds {len(meetings)} meetings, not 1: {meetings}")
        return meetings[0]

    def _expect(self, topic: str, day: date, clock: str, minutes: int) -> dict[str, Any]:
        """The one meeting at Zoom, once it and the event on the calendar server are as the window says."""
        start = datetime.combine(day, time_of_day.fromisoformat(clock), self._zone)

        def as_wanted() -> bool:
            held = self._the_meeting()
            begins = datetime.fromisoformat(held["start_utc"])
            return (held["topic"], begins, held["duration"]) == (topic, start, minutes)

        self._until(as_wanted, f"Zoom to hold “{topic}” at {start} for {minutes} min")
        meeting = self._the_meeting()
        vevent = self._vevent()
        begins = vevent["DTSTART"][0].rpartition(":")[2].rstrip("Z")
        summary = vevent["SUMMARY"][0].partition(":")[2].replace("\\,", ",")
        if (summary, begins) != (topic, f"{start:%Y%m%dT%H%M%S}"):
            raise Wrong(f"the calendar server holds {summary!r} at {begins}")
        self._told(
            f"saved “{topic}” at {day} {clock[:5]}",
            f"VEVENT: {vevent['SUMMARY'][0]}  {vevent['DTSTART'][0]}  {vevent['DTEND'][0]}",
            f"meeting {meeting['id']}: {meeting['topic']!r} {meeting['start_time']} {meeting['timezone']} "
            f"{meeting['duration']} min",
        )
        return meeting

    def _expect_link(self, meeting: Mapping[str, Any]) -> None:
        vevent, link = self._vevent(), meeting["join_url"]
        conference, location = vevent.get("CONFERENCE", [""])[0], vevent.get("LOCATION", [""])[0]
        notes = vevent.get("DESCRIPTION", [""])[0]
        if not conference.endswith(link) or link not in location:
            raise Wrong(f"the link is not in CONFERENCE and LOCATION: {conference!r}, {location!r}")
        if ":: Zoom meeting ::" not in notes or f":: dainvo zoom {meeting['id']} " not in notes or link not in notes:
            raise Wrong(f"the notes hold no meeting block: {notes!r}")
        self._told("looked at the link", conference, location, notes)

    def _same(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        if (before["id"], before["join_url"]) != (after["id"], after["join_url"]):
            raise Wrong("the meeting is another one, or its link has changed")
        self._told("compared the meeting", "the same id and the same link as before")

    def _vevent(self) -> dict[str, list[str]]:
        found = self._servers.vevent(self._uid)
        if found is None:
            raise Wrong("the calendar server does not have the event")
        return found

    # at the window

    def _edit(self) -> Editor:
        self.hand.go_to(self._day)
        event = self._until(lambda: self._shown(TITLE) or self._shown(RENAMED), "the event on screen")
        self.hand.edit(event, self._window)
        return self._window(Editor)

    def _set_times(self, editor: Editor, day: date, start: str, end: str) -> None:
        when = editor.form.when
        for field, text in ((when.start_day, day.isoformat()), (when.start_time, start), (when.end_time, end)):
            self.hand.type_over(field, text)
            self.hand.settle_field(field)

    def _week(self) -> list[Any]:
        monday = self._day - timedelta(days=self._day.weekday())
        return self.session.reader.occurrences(monday, monday + timedelta(days=6))

    def _shown(self, title: str) -> Any:
        """What the window shows under this title on the day in focus, or None."""
        first, last = self.session.window.view.visible_range()
        found = [event for event in self.session.reader.occurrences(first, last) if event.summary == title]
        return next((event for event in found if not self._uid or event.uid == self._uid), None)

    def _settle(self) -> None:
        """Until nothing waits and the meeting, if there is one, is ready, as the status in the window shows."""
        from dainvo.ical.event import NO_RECURRENCE, MeetingState, State, Uid

        def settled() -> bool:
            reader = self.session.reader
            resource = reader.find(Uid(self._uid))
            if resource is None or reader.outbox():
                return False
            event = reader.event(resource, NO_RECURRENCE)
            meeting = event.meeting
            return event.state is State.CLEAN and (meeting is None or meeting.state is MeetingState.READY)

        self._until(lambda: QApplication.activeModalWidget() is None, "the editor closed")
        self._until(settled, "everything sent")

    def _secrets(self) -> Any:
        from dainvo.secrets import Secrets

        profile = self.session.profile
        return profile.secrets or Secrets(service=profile.keyring_service)

    # the eye

    def _window(self, kind: type[W]) -> W:
        """The open card or dialog of this kind, once it is there."""

        def find() -> W | None:
            widgets = [*QApplication.topLevelWidgets(), *self.session.window.findChildren(kind)]
            return next((one for one in widgets if isinstance(one, kind) and one.isVisible()), None)

        found: W = self._until(find, f"{kind.__name__} to open")
        return found

    def _find(self, inside: QWidget, kind: type[W]) -> W:
        def find() -> W | None:
            return next((one for one in inside.findChildren(kind) if one.isVisible()), None)

        found: W = self._until(find, f"{kind.__name__} in {type(inside).__name__}")
        return found

    def _until(self, condition: Callable[[], Any], what: str) -> Any:
        """The first true value of `condition`, while the window goes on living. Raises Wrong after `PATIENCE_S`."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            with contextlib.suppress(urllib.error.HTTPError):  # Radicale 3.9 answers 500 to a listing during a delete
                if value := condition():
                    return value
            QTest.qWait(10)
        self._picture("wrong")
        raise Wrong(f"waited {PATIENCE_S} s in vain for {what}")

    def _picture(self, name: str, widget: QWidget | None = None) -> None:
        QTest.qWait(50)
        shown = (widget or self.session.window).grab()
        picture = QPixmap(shown.size())
        picture.fill(theme.tokens().window)  # dialogs have round corners and a shadow on nothing
        painter = QPainter(picture)
        painter.drawPixmap(0, 0, shown)
        painter.end()
        picture.save(str(self._pictures / f"check-{name}.png"))

    def _told(self, step: str, *facts: str) -> None:
        print(f"ok  {step}")  # noqa: T201
        for fact in facts:
            print(f"      {fact}")  # noqa: T201
