"""The screens that pictures are taken of: for each its profile, its time, and how to come to it.

Each leaves the window as it is to be seen; taking the picture is the stage's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.screens import (
    account_scenes,
    clock_scenes,
    drag_scenes,
    editor_scenes,
    files,
    given,
    lock_scenes,
    meeting_rows,
    meetings_page,
    question_scenes,
    zoom_dialogs,
)
from benchmarks.screens.stage import Stage
from dainvo.engine.values import FutureMeeting, Progress, Removal, WaitingEvent
from dainvo.errors import Refused, Why
from dainvo.ical.event import Alarm, Attendee, EventDraft, Online, ResourceId, Uid
from dainvo.ui import help_window
from dainvo.ui.accounts.add_account import AddAccount
from dainvo.ui.accounts.connect_zoom import ConnectZoom
from dainvo.ui.accounts.remove_zoom import RemoveZoom
from dainvo.ui.accounts.zoom_card import ZoomRow
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.quick_create import QuickCreate
from dainvo.ui.printing.print_sheet import PrintSheet
from dainvo.ui.search import SearchPage
from dainvo.ui.settings.settings_window import SettingsWindow

#: Comes to the screen; gives a widget that is to be seen alone, or None for the window with what lies over it.
Play = Callable[[Stage], QWidget | None]


@dataclass(frozen=True)
class Scene:
    profile: Callable[[Path], None]
    play: Play
    moment: datetime = given.NOW


def _view(name: str, wide: int = 1180, high: int = 760, **settings: object) -> Play:
    def play(stage: Stage) -> None:
        stage.settings = stage.settings.changed(**settings)
        stage.open(view=name, wide=wide, high=high)

    return play


def _hover(stage: Stage) -> None:
    window = stage.window
    event = stage.event("Design review")
    window.week.select(event)
    window.week.tell_about()


def _popover(stage: Stage) -> None:
    window = stage.window
    event = stage.event("Design review")
    window.week.select(event)
    window.cards.show_event(event, window.week.place_of(event))


def _popover_plain(stage: Stage) -> None:
    window = stage.window
    event = stage.event("Hiring panel")
    window.week.select(event)
    window.cards.show_event(event, window.week.place_of(event))


def _search(stage: Stage) -> None:
    stage.window.search()
    page = stage.window.stack.currentWidget()
    assert isinstance(page, SearchPage)
    QTest.keyClicks(page.field, "re")


def _palette(stage: Stage) -> None:
    stage.window.act("commands")


def _help(stage: Stage) -> None:
    help_window.show(stage.window, "zoom", "Connecting fails")


def _print(view: str, layout: int) -> Play:
    def play(stage: Stage) -> QWidget:
        stage.open(view=view)
        stage.window.act("print")
        sheet = stage.window.findChild(PrintSheet)
        assert sheet is not None
        sheet.layouts.setCurrentIndex(layout)
        return sheet

    return play


def _quick_create(stage: Stage) -> None:
    stage.window.new_event()
    card = stage.window.cards.card
    assert isinstance(card, QuickCreate)
    QTest.keyClicks(card.title, "Pricing follow-up")
    card.meeting.switch.click()


def _draft(stage: Stage, title: str, people: tuple[str, ...] = ()) -> EventDraft:
    start = given.NOW.replace(day=11, hour=9, minute=30)
    collection = stage.window.cards.default_collection()
    assert collection is not None
    return EventDraft(
        collection,
        title,
        start,
        start + timedelta(minutes=30),
        attendees=tuple(Attendee(address) for address in people),
        alarms=(Alarm(timedelta(minutes=-10)),),
        online=Online.NONE,
    )


def _editor_new(stage: Stage) -> None:
    stage.window.cards.edit_draft(_draft(stage, ""))


def _editor(stage: Stage) -> None:
    stage.window.cards.edit(stage.event("Design review"))


def _editor_series(stage: Stage) -> None:
    stage.window.cards.edit(stage.event("Retro"))


def _editor_errors(stage: Stage) -> None:
    stage.window.cards.edit_draft(_draft(stage, "", ("ben@example.com",)))
    editor = stage.dialog(Editor)
    editor.form.meeting.switch.click()
    times = editor.form.when
    draft = editor.form.draft()
    assert isinstance(draft.start, datetime)
    times.set_times(draft.start, draft.start - timedelta(hours=1))
    times.changed.emit()
    QTest.keyClicks(editor.form.people.entry, "cleo@corp")
    editor.save()


def _scope(stage: Stage) -> None:
    stage.window.cards.edit(stage.event("Retro"))
    editor = stage.dialog(Editor)
    editor.form.title.setFocus()
    QTest.keyClicks(editor.form.title, " and planning")
    editor.save()


def _meeting_rows(stage: Stage) -> QWidget:
    sheet = meeting_rows.sheet(stage)
    sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    sheet.show()
    sheet.setFocus()
    return sheet


def _settings(page: str) -> Play:
    def play(stage: Stage) -> None:
        stage.window.dialogs.show_settings(page)

    return play


def _settings_search(stage: Stage) -> None:
    stage.window.dialogs.show_settings()
    stage.dialog(SettingsWindow).search.setText("waiting room")


def _add_account(stage: Stage) -> None:
    stage.window.dialogs.add_account()


def _filled(stage: Stage) -> AddAccount:
    stage.window.dialogs.add_account()
    dialog = stage.dialog(AddAccount)
    dialog.choose("caldav")
    dialog.address.setText("anna@cloud.example")
    dialog.user.setText("anna@cloud.example")
    dialog.password.setText("correct horse")
    dialog.begin()
    return dialog


_STEPS = (
    Progress("srv", "_caldavs._tcp.cloud.example", "no"),
    Progress("well_known", "https://cloud.example/.well-known/caldav", "no 404"),
    Progress("root", "https://cloud.example/", Why.NOT_CALDAV.value),
)


def _add_account_failed(stage: Stage) -> None:
    _filled(stage)
    asked = stage.bridge.last("accounts.add_caldav")
    for step in _STEPS:
        asked.told(step)
    asked.failed(Refused(Why.NOT_CALDAV, about={"host": "cloud.example"}))


def _add_account_done(stage: Stage) -> None:
    _filled(stage)
    account = next(one.id for one in stage.reader.accounts() if one.kind == "caldav")
    stage.bridge.last("accounts.add_caldav").answered(account)


def _connect_zoom(stage: Stage) -> None:
    stage.window.dialogs.connect_zoom()


def _connect_zoom_waiting(stage: Stage) -> None:
    stage.window.dialogs.connect_zoom()
    dialog = stage.dialog(ConnectZoom)
    dialog.begin()
    for offered in (dialog.again, dialog.copy_link):
        offered.setEnabled(True)  # as if there were an address; opening it would start a browser
    dialog.hint.show()
    dialog.fit()


def _delete(stage: Stage) -> None:
    stage.window.cards.delete(stage.event("Design review"))


def _remove_zoom(stage: Stage) -> None:
    stage.window.dialogs.show_settings("accounts")
    settings = stage.dialog(SettingsWindow)
    zoom = settings.accounts.zoom_rows[0]
    assert isinstance(zoom, ZoomRow)
    zoom.remove.click()
    stage.dialog(RemoveZoom)
    meetings = tuple(
        FutureMeeting(event.uid, event.summary, str(number), event.start if isinstance(event.start, datetime) else None)
        for number, event in enumerate(map(stage.event, ("Design review", "Retro", "Customer demo")))
    )
    waiting = (WaitingEvent(ResourceId(1), Uid("waiting"), "Retro", given.NOW),)
    stage.bridge.last("zoom.zoom_removal").answered(Removal(meetings, waiting))


def _conflict(stage: Stage) -> None:
    stage.window.cards.review(stage.reader.kept()[0])


def _menu(stage: Stage) -> QWidget | None:
    window = stage.window
    event = stage.event("Design review")
    return window.cards.menu(event, window.week.place_of(event).center())


SCENES: dict[str, Scene] = {
    "week": Scene(given.calm, _view("week")),
    "week-empty": Scene(given.calm, _view("week"), given.NOW.replace(month=1, day=13)),
    **{name: Scene(given.calm, play) for name, play in drag_scenes.PLAYS.items()},
    **{name: Scene(given.calm, play) for name, play in lock_scenes.PLAYS.items()},
    "week-wide": Scene(given.calm, _view("week", 1440)),
    "week-narrow": Scene(given.calm, _view("week", 640)),
    "month": Scene(given.calm, _view("month")),
    "month-narrow": Scene(given.calm, _view("month", 640)),
    "day": Scene(given.calm, _view("day")),
    "workweek": Scene(given.calm, _view("workweek")),
    "workweek-narrow": Scene(given.calm, _view("workweek", 560)),
    "days": Scene(given.calm, _view("days")),
    "days-nine": Scene(given.calm, _view("days", 1440, days_shown=9)),
    "weeks": Scene(given.calm, _view("weeks")),
    "week-weekdays": Scene(given.calm, _view("week", hidden_weekdays="67")),
    "month-weekdays": Scene(given.calm, _view("month", hidden_weekdays="67")),
    **{name: Scene(profile, play) for name, (profile, play) in clock_scenes.SCENES.items()},
    "week-zones": Scene(given.calm, _view("week", zones="America/New_York Asia/Tokyo")),
    "week-sets": Scene(given.calm, _view("week", sets='[["Work",[1,3],1],["Home",[2],2]]')),
    "week-folded": Scene(given.calm, _view("week", fold_hours=True)),
    "week-zoomed": Scene(given.calm, _view("week", hour_zoom=1.6)),
    "week-small": Scene(given.calm, _view("week", hour_zoom=0.5)),
    "hover": Scene(given.calm, _hover),
    "year": Scene(given.calm, _view("year", 1440, 900)),
    "year-narrow": Scene(given.calm, _view("year", 640)),
    "agenda": Scene(given.calm, _view("agenda", 1440), given.NOW - timedelta(minutes=7)),
    "agenda-empty": Scene(given.calm, _view("agenda"), given.NOW.replace(month=4, day=17)),
    "search": Scene(given.calm, _search),
    "help": Scene(given.calm, _help),
    "palette": Scene(given.calm, _palette),
    "print-week": Scene(given.calm, _print("week", 1)),
    "print-agenda": Scene(given.calm, _print("agenda", 4)),
    "agenda-narrow": Scene(given.calm, _view("agenda", 520)),
    "first-run": Scene(given.nothing, _view("week")),
    "popover": Scene(given.calm, _popover, given.NOW - timedelta(minutes=7)),
    "popover-invited": Scene(given.calm, _popover_plain),
    "menu": Scene(given.calm, _menu),
    "quick-create": Scene(given.calm, _quick_create),
    "editor-new": Scene(given.unconnected, _editor_new),
    "editor": Scene(given.calm, _editor),
    "editor-series": Scene(given.calm, _editor_series),
    "editor-errors": Scene(given.calm, _editor_errors),
    "scope": Scene(given.calm, _scope),
    "meeting-rows": Scene(given.meetings, _meeting_rows),
    "week-meetings": Scene(given.meetings, _view("week")),
    "accounts": Scene(given.calm, _settings("accounts")),
    "accounts-broken": Scene(given.troubled, _settings("accounts")),
    "settings": Scene(given.calm, _settings("general")),
    "settings-appearance": Scene(given.calm, _settings("appearance")),
    "settings-calendar": Scene(given.calm, _settings("calendar")),
    "settings-events": Scene(given.calm, _settings("events")),
    "settings-invitations": Scene(given.calm, _settings("invitations")),
    "settings-background": Scene(given.calm, _settings("background")),
    "settings-privacy": Scene(given.calm, _settings("privacy")),
    "settings-shortcuts": Scene(given.calm, _settings("shortcuts")),
    "settings-search": Scene(given.calm, _settings_search),
    "month-compact": Scene(given.calm, _view("month", density="compact", accent="#8A4FD0", clock="12")),
    "month-roomy": Scene(given.calm, _view("month", 1440, 900, density="roomy")),
    "week-contrast": Scene(given.calm, _view("week", contrast="high")),
    "week-roomy": Scene(given.calm, _view("week", density="roomy", accent="#0E8A8A")),
    "settings-advanced": Scene(given.calm, _settings("advanced")),
    "about": Scene(given.calm, _settings("about")),
    "add-account": Scene(given.nothing, _add_account),
    "add-account-failed": Scene(given.nothing, _add_account_failed),
    "add-account-done": Scene(given.unconnected, _add_account_done),
    "connect-zoom": Scene(given.unconnected, _connect_zoom),
    "connect-zoom-waiting": Scene(given.unconnected, _connect_zoom_waiting),
    "delete": Scene(given.calm, _delete),
    "meeting-options": Scene(given.calm, zoom_dialogs.options),
    "meeting-defaults": Scene(given.calm, zoom_dialogs.defaults),
    "meeting-details": Scene(given.calm, zoom_dialogs.details),
    "editor-other-link": Scene(given.calm, zoom_dialogs.other_link),
    "connect-zoom-own-app": Scene(given.unconnected, zoom_dialogs.own_app),
    "connect-zoom-other-user": Scene(given.calm, zoom_dialogs.other_user),
    "settings-meetings": Scene(given.calm, _settings("meetings")),
    "meetings-page": Scene(given.meetings, meetings_page.listed),
    "meetings-page-past": Scene(given.meetings, meetings_page.past),
    "meetings-page-away": Scene(given.meetings, meetings_page.away),
    "meetings-page-review": Scene(given.meetings, meetings_page.review),
    "meetings-page-delete": Scene(given.meetings, meetings_page.delete),
    "meetings-page-empty": Scene(given.calm, meetings_page.empty),
    "remove-zoom": Scene(given.calm, _remove_zoom),
    "conflict": Scene(given.conflict, _conflict),
    "offline": Scene(given.offline, _view("week")),
    **{name: Scene(profile, play) for name, (profile, play) in account_scenes.PROFILES_AND_PLAYS.items()},
    **{name: Scene(profile, play) for name, (profile, play) in editor_scenes.SCENES.items()},
    **{name: Scene(profile, play) for name, (profile, play) in question_scenes.SCENES.items()},
    "import": Scene(given.calm, files.preview),
    "importing": Scene(given.calm, files.importing),
    "subscribe": Scene(given.calm, files.subscribe),
    "accounts-feeds": Scene(files.subscribed, _settings("accounts")),
    "settings-files": Scene(files.unreadable, _settings("files")),
}
