"""Settings: every change counts at once, the search finds pages, bad values are not taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from fakes import pointer
from fakes import window as given
from fakes.window import ListReader, RecordingBridge
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.values import Registration
from dainvo.ical.default_alarms import default_alarms
from dainvo.ical.event import AccountId, Alarm
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.diagnostics import DiagnosticsSheet
from dainvo.ui.editor.categories import CategorySheet
from dainvo.ui.editor.reminder_sheet import ReminderSheet
from dainvo.ui.help_window import HelpWindow
from dainvo.ui.settings.advanced_page import RegisterSheet
from dainvo.ui.settings.meetings_page import MeetingsPage
from dainvo.ui.settings.settings_window import SettingsWindow


@dataclass
class World:
    window: SettingsWindow
    bridge: RecordingBridge
    given: list[Settings] = field(default_factory=list)


@pytest.fixture
def world(qapp: QApplication, qtbot: QtBot) -> Iterator[World]:
    if not qapp.styleSheet():
        theme.apply(qapp, "light")
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 800)
    host.show()
    bridge = RecordingBridge()
    taken: list[Settings] = []
    reader = ListReader([given.calendar_account(), given.zoom_account()])
    window = SettingsWindow(host, bridge, reader, Settings(), taken.append)  # type: ignore[arg-type]  # enough of a reader
    qtbot.addWidget(window)
    window.open()
    yield World(window, bridge, taken)
    bridge.close()


def choose(box: QComboBox, value: object) -> None:
    index = box.findData(value)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_wheel_scrolls_past_menus_and_changes_nothing(world: World) -> None:
    """I16: what counts at once is never set by who only wants to see more of the page."""
    pages = (world.window.general, world.window.appearance, world.window.calendar, world.window.events)
    boxes = [box for page in pages for box in page.findChildren(QComboBox)]
    assert len(boxes) > 10
    for box in boxes:
        for units in (-120, 120):
            pointer.turn(box, units)
    assert world.given == []


def test_changes_count_at_once(world: World) -> None:
    general, calendar, appearance = world.window.general, world.window.calendar, world.window.appearance
    choose(appearance.scheme, "dark")
    choose(calendar.first_weekday, 7)
    choose(world.window.events.minutes, 45)
    choose(general.sync, 60)
    choose(calendar.work_start, 9)
    assert world.given[0] == Settings(scheme="dark")
    assert world.given[-1] == Settings(
        scheme="dark", first_weekday=7, event_minutes=45, sync_interval_min=60, work_start_hour=9
    )
    choose(appearance.scheme, "dark")
    assert len(world.given) == 5, "what does not change is not given again"


def test_weeks_before_this_one_are_fewer_than_are_shown(world: World) -> None:
    """V06: 0 to as many as leave this week in sight; fewer weeks leave fewer before it."""
    page = world.window.calendar
    assert (page.weeks_past.count(), page.weeks_past.currentText()) == (4, "1 week")
    choose(page.weeks_past, 3)
    assert world.given[-1] == Settings(weeks_past=3)
    choose(page.weeks_shown, 2)
    assert [page.weeks_past.itemText(place) for place in range(page.weeks_past.count())] == ["none", "1 week"]
    assert page.weeks_past.currentText() == "1 week"
    choose(page.weeks_past, 0)
    assert world.given[-1] == Settings(weeks_shown=2, weeks_past=0)


def test_the_language_is_chosen_by_its_own_name(world: World) -> None:
    """L08: what is spoken counts from the next start on, and the page says so."""
    box = world.window.general.language
    assert [box.itemText(place) for place in range(box.count())] == ["Same as the system", "English", "Deutsch"]
    choose(box, "de")
    assert world.given[-1] == Settings(language="de")
    assert box.accessibleDescription() == "Takes effect when Dainvo next starts."


def test_working_hours_never_cross(world: World) -> None:
    calendar = world.window.calendar
    choose(calendar.work_end, 10)
    assert calendar.work_start.findData(10) < 0
    assert calendar.work_end.findData(8) < 0


def test_zoom_client_and_port(world: World) -> None:
    world.window.show_page("advanced")
    advanced = world.window.advanced
    QTest.keyClicks(advanced.client_id, " client-7 ")
    QTest.keyClick(advanced.client_id, Qt.Key.Key_Return)
    assert world.given[-1].zoom_client_id == "client-7"
    for text, port in (("80", None), ("70000", None), ("http", None), ("8400", 8400), ("", 0)):
        advanced.port.setText(text)
        advanced.port.editingFinished.emit()
        assert advanced.port_error.isVisibleTo(advanced) is (port is None)
        if port is not None:
            assert world.given[-1].zoom_redirect_port == port


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Registration("env-id", "environment", "x"), "env-id, from the variable DAINVO_ZOOM_CLIENT_ID"),
        (Registration("own-id", "settings", "x", builtin=True), "own-id, your own"),
        (Registration("built-id", "build", "x", builtin=True), "built-id, that of this build"),
        (Registration("", "", "x"), "This build brings no Zoom app"),
    ],
)
def test_which_zoom_app_is_used(world: World, found: Registration, said: str) -> None:
    """Y13: told where the id is set; Remove goes back to that of the build."""
    advanced = world.window.advanced
    world.bridge.last("zoom_account.registration").answer(found)
    assert said in advanced.used.text()
    QTest.keyClicks(advanced.client_id, "mine")
    QTest.keyClick(advanced.client_id, Qt.Key.Key_Return)
    assert advanced.reset.isVisibleTo(advanced)
    advanced.reset.click()
    assert world.given[-1].zoom_client_id == ""
    assert not advanced.reset.isVisibleTo(advanced)


def test_registering_an_app_from_settings(world: World) -> None:
    """Y13: the steps, and the place for the id."""
    advanced = world.window.advanced
    advanced.register.click()
    [sheet] = world.window.findChildren(RegisterSheet)
    sheet.app.field.setText("AbCdEf1234567890")
    sheet.app.take()
    assert world.given[-1].zoom_client_id == "AbCdEf1234567890"
    assert advanced.client_id.text() == "AbCdEf1234567890"


def test_an_id_taken_in_another_dialog_is_not_lost(world: World) -> None:
    """Y13: what Connect Zoom stored stays when another setting changes here."""
    world.bridge.settings_wanted.emit({"zoom_client_id": "from-connect"})
    assert world.window.advanced.client_id.text() == "from-connect"
    choose(world.window.appearance.scheme, "dark")
    assert world.given[-1].zoom_client_id == "from-connect"


def test_the_template_of_other_links(world: World) -> None:
    """M05: an example beside it; what could not be opened is not kept."""
    page = world.window.meetings
    for text, kept in (
        ("https://meet.example.org/{slug}", True),
        ("javascript:{slug}", False),
        ("meet.example.org/{slug}", False),
        ("", True),
    ):
        page.template.setText(text)
        page.template.textEdited.emit(text)
        page.template.editingFinished.emit()
        assert page.error.isVisibleTo(page) is not kept
        if kept:
            assert world.given[-1].link_template == text
        assert ("meet.example.org/design-review" in page.example.text()) is (kept and bool(text))


def test_calendars_whose_guests_bring_a_meeting(world: World) -> None:
    """M06: calendars that can be written; each counts at once."""
    page = world.window.meetings
    names = [box.accessibleName().partition(":")[0] for box in page.rules.values()]
    assert names == ["Work", "Team"]
    page.rules["2"].click()
    assert world.given[-1].meeting_rule == "2"
    page.rules["1"].click()
    assert world.given[-1].meeting_rule == "1 2"
    page.rules["2"].click()
    assert world.given[-1].meeting_rule == "1"


def test_what_the_meetings_of_a_calendar_usually_are(world: World) -> None:
    """M06: Zoom or another link, for each calendar that can be written; of several accounts each can be chosen."""
    page = world.window.meetings
    box = page.hosts["2"]
    assert [box.itemText(place) for place in range(box.count())] == ["Zoom", "Other link"]
    choose(box, -1)
    assert world.given[-1].link_calendars == "2"
    choose(box, 0)
    assert world.given[-1].link_calendars == ""


def test_the_usual_of_several_accounts(qtbot: QtBot, qapp: QApplication) -> None:
    """M06, M03: told to the engine, which makes the meetings; the menu begins with the one that hosts now."""
    bob = given.zoom_account(id=AccountId(5), name="bob@home.example", user="bob@home.example")
    bob = bob._replace(detail={**bob.detail, "email": "bob@home.example", "calendars": [1]})
    reader = ListReader([given.calendar_account(), given.zoom_account(), bob])
    bridge, kept = RecordingBridge(), [Settings(link_calendars="2")]
    page = MeetingsPage(lambda: kept[-1], kept.append, bridge, reader)  # type: ignore[arg-type] # enough of one
    qtbot.addWidget(page)
    names = ["Zoom — anna@corp.example", "Zoom — bob@home.example", "Other link"]
    assert [page.hosts["1"].itemText(place) for place in range(3)] == names
    assert [page.hosts[key].currentText() for key in ("1", "2")] == [names[1], names[2]]
    choose(page.hosts["2"], int(given.ZOOM))
    asked = bridge.last("zoom_account.set_usual")
    assert asked.args == (given.ZOOM, given.TEAM)
    assert kept[-1].link_calendars == ""


def test_search_leaves_what_fits(world: World) -> None:
    """I16"""
    QTest.keyClicks(world.window.search, "zoom")
    shown = [
        world.window.list.item(place).text()
        for place in range(world.window.list.count())
        if not world.window.list.item(place).isHidden()
    ]
    assert shown == ["Online meetings", "Connected accounts", "Shortcuts", "Advanced"]
    assert world.window.list.currentItem().text() == "Online meetings"
    world.window.search.clear()
    assert not any(world.window.list.item(place).isHidden() for place in range(world.window.list.count()))


def test_the_pages_are_those_of_the_design(world: World) -> None:
    """I16, ux.md §10: in its order; scheduling is left out, as nothing stands behind it."""
    assert [world.window.list.item(place).text() for place in range(world.window.list.count())] == [
        "General",
        "Appearance",
        "Calendar & views",
        "Events & reminders",
        "Online meetings",
        "Connected accounts",
        "Invitations & mail",
        "Notifications & start",
        "Shortcuts",
        "Privacy & security",
        "Import/export & backup",
        "Advanced",
        "About",
    ]
    for typed, page in (("reminders", "Events & reminders"), ("keyring", "Privacy & security")):
        world.window.search.setText(typed)
        assert world.window.list.currentItem().text() == page


def test_reminders_and_categories_of_new_events(world: World) -> None:
    """E26, E29, I16: each calendar that can be written with its reminders; changes count at once."""
    page = world.window.events
    assert [page.summaries[one].text() for one in (given.WORK, given.TEAM)] == ["none", "none"]
    page.reminders[given.WORK].click()
    (sheet,) = world.window.findChildren(ReminderSheet)
    next(action for action in sheet.timed.menu().actions() if action.text() == "10 min before").trigger()
    sheet.save_button.click()
    assert default_alarms(world.given[-1].default_alarms, given.WORK, all_day=False) == (Alarm(timedelta(minutes=-10)),)
    assert page.summaries[given.WORK].text() == "10 min before"
    page.categories.click()
    (list_sheet,) = world.window.findChildren(CategorySheet)
    QTest.keyClicks(list_sheet.new, "Travel")
    list_sheet.keep_button.click()
    assert world.given[-1].categories.endswith("Travel")


def test_which_calendars_invite_people(world: World) -> None:
    """D12, S14: by whom, and who one is there."""
    assert world.window.invitations.lines == {
        "Work": "cloud.example tells people; you are anna@cloud.example",
        "Team": "cloud.example tells people; you are anna@cloud.example",
    }


def test_privacy_leads_to_what_can_be_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Y14, A16: the folder, the report, the way to leave; a certificate of one's own choice is named."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = world.window.privacy
    page.folder.click()
    assert opened == ["/nowhere"]
    page.report.click()
    assert [one.isVisible() for one in world.window.findChildren(DiagnosticsSheet)] == [True]
    assert page.trusted.text() == "Only those that your system trusts."
    pinned = given.calendar_account(detail={"connection": {"pin": "AA"}})
    assert "chose for cloud.example" in page._certificates([pinned])


def test_the_desktop_can_be_left_alone(world: World) -> None:
    """A32"""
    world.window.background.tell.click()
    assert world.given[-1] == Settings(desktop_notices=False)
    world.window.background.remind.click()
    assert world.given[-1] == Settings(desktop_notices=False, reminders=False)


def test_a_page_is_made_when_it_is_looked_at_or_nothing_else_is_to_be_done(world: World, qtbot: QtBot) -> None:
    """I16: the window opens with one page; the search finds fields of all of them."""
    made = [name for name in ("general", "advanced", "files") if name in world.window.__dict__]
    assert made == ["general"]
    QTest.keyClicks(world.window.search, "redirect port")
    assert world.window.list.currentItem().text() == "Advanced"
    assert world.window._fields[world.window.list.currentRow()] is world.window.advanced.port
    world.window.close()
    again = SettingsWindow(world.window.parentWidget(), world.bridge, ListReader(), Settings(), world.given.append)  # type: ignore[arg-type]  # enough of a reader
    again.open()
    qtbot.waitUntil(lambda: "about" in again.__dict__)


def test_pages_by_name(world: World) -> None:
    for name, title in (("accounts", "Connected accounts"), ("about", "About"), ("unknown", "General")):
        world.window.show_page(name)
        assert world.window.list.currentItem().text() == title


def test_about_leads_to_help_and_diagnostics(world: World) -> None:
    """I17 Y14"""
    for face, kind in (("Help", HelpWindow), ("Copy diagnostics…", DiagnosticsSheet)):
        next(one for one in world.window.about.findChildren(QPushButton) if one.text() == face).click()
        (opened,) = world.window.findChildren(kind)
        assert opened.isVisible()
        opened.close()


def test_it_opens_again_after_closing(world: World) -> None:
    """X09"""
    QTest.keyClick(world.window, Qt.Key.Key_Escape)
    assert not world.window.isVisible()
    world.window.open()
    assert world.window.isVisible()
