"""Small questions and sheets that no other scene opens, each over what it is asked from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QDialog

from benchmarks.screens import given
from benchmarks.screens.stage import Stage
from dainvo.store.rescue import Rescue
from dainvo.ui.accounts.forget_calendar import ForgetCalendar
from dainvo.ui.accounts.removal import RemoveCalendarAccount
from dainvo.ui.accounts.sign_in_again import SignInAgain
from dainvo.ui.closing import KeepQuestion
from dainvo.ui.copy_question import CopyQuestion
from dainvo.ui.diagnostics import DiagnosticsSheet
from dainvo.ui.editor.editor import Editor
from dainvo.ui.editor.questions import LeaveQuestion
from dainvo.ui.editor.trouble_row import DiscardSheet
from dainvo.ui.files.deleted_sheet import DeletedSheet
from dainvo.ui.link_question import LinkQuestion
from dainvo.ui.lock_rule import Attempts
from dainvo.ui.rescued import RescuedSheet
from dainvo.ui.set_menu import NameSheet
from dainvo.ui.settings.advanced_page import RegisterSheet
from dainvo.ui.settings.passphrase_sheet import AskPassphrase, NewPassphrase
from dainvo.ui.settings.settings_window import SettingsWindow
from dainvo.ui.settings.shortcuts_page import TakenQuestion
from dainvo.ui.vanished_sheet import VanishedSheet

Play = Callable[[Stage], None]
_ZOOM = "https://us02web.zoom.us/j/82344119917"
_LINK = "https://meet.example.net/rooms/design-review-8823"


def deletions(folder: Path) -> None:
    """Events that were deleted here."""
    made = given.Given(folder)
    for title in ("Brunch", "Vendor call", "Write-up"):
        made.store.delete_local(made.resource(title).id)
    made.close()


def _over(make: Callable[[Stage], QDialog]) -> Play:
    """A sheet over the window."""

    def play(stage: Stage) -> None:
        make(stage).open()

    return play


def _over_settings(page: str, make: Callable[[SettingsWindow], QDialog]) -> Play:
    def play(stage: Stage) -> None:
        stage.window.dialogs.show_settings(page)
        make(stage.dialog(SettingsWindow)).open()

    return play


def _over_editor(make: Callable[[Editor], QDialog]) -> Play:
    def play(stage: Stage) -> None:
        stage.window.cards.edit(stage.event("Design review"))
        make(stage.dialog(Editor)).open()

    return play


def _removal(stage: Stage) -> QDialog:
    account = next(one for one in stage.reader.accounts() if one.kind == "caldav")
    named = ["Customer demo", "Write-up · draft 2", "Brunch"]
    return RemoveCalendarAccount(stage.window, stage.bridge, account, named)


def _sign_in(stage: Stage) -> QDialog:
    return SignInAgain(
        stage.window, stage.bridge, next(one for one in stage.reader.accounts() if one.name == "Fastmail")
    )


def _vanished(stage: Stage) -> QDialog:
    return VanishedSheet(stage.window, stage.bridge, stage.reader.collections()[0]._replace(vanished=34))


def _forget(stage: Stage) -> QDialog:
    calendar = stage.reader.collections()[0]
    return ForgetCalendar(stage.window, stage.bridge, calendar, ["Customer demo", "Brunch"])


def _rescued(stage: Stage) -> QDialog:
    told = Rescue("2027-03-10T09:40:00+00:00", aside="dainvo.damaged.db", backup="2027-03-10", restored=2)
    return RescuedSheet(stage.window, stage.bridge, told)


def _day_list(stage: Stage) -> None:
    view = stage.open(view="month").month
    cell = view.page.cell(9).toRect()  # Wednesday 10 March
    view.show_day_list(date(2027, 3, 10), QRect(view.mapToGlobal(cell.topLeft()), cell.size()))


SCENES = {
    "account-remove": (given.offline, _over(_removal)),
    "sign-in-again": (given.troubled, _over(_sign_in)),
    "calendar-forget": (given.offline, _over(_forget)),
    "vanished": (given.calm, _over(_vanished)),
    "rescued": (given.calm, _over(_rescued)),
    "keep-running": (given.offline, _over(lambda stage: KeepQuestion(stage.window, 3))),
    "copy-meeting": (
        given.calm,
        _over(lambda stage: CopyQuestion(stage.window, _ZOOM, people=4)),
    ),
    "open-link": (given.calm, _over(lambda stage: LinkQuestion(stage.window, _LINK))),
    "diagnostics": (given.calm, _over(lambda stage: DiagnosticsSheet(stage.window, stage.reader))),
    "deleted-events": (deletions, _over(lambda stage: DeletedSheet(stage.window, stage.bridge, stage.reader))),
    "set-name": (given.calm, _over(lambda stage: NameSheet(stage.window))),
    "leave-editor": (given.calm, _over_editor(lambda editor: LeaveQuestion(editor, "Design review"))),
    "discard-change": (given.calm, _over_editor(lambda editor: DiscardSheet(editor, "Design review", new=False))),
    "key-taken": (
        given.calm,
        _over_settings("shortcuts", lambda over: TakenQuestion(over, "H", "Go to today", "Search")),
    ),
    "register-app": (
        given.calm,
        _over_settings("advanced", lambda over: RegisterSheet(over, "http://127.0.0.1:53682/callback")),
    ),
    "passphrase-new": (given.calm, _over_settings("privacy", NewPassphrase)),
    "passphrase-ask": (
        given.calm,
        _over_settings("privacy", lambda over: AskPassphrase(over, lambda _typed: False, Attempts(), lambda: 0.0)),
    ),
    "day-list": (given.calm, _day_list),
}
