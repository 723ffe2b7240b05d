"""The window while it is locked, and the sheets that switch the lock on and off."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.screens.stage import Stage
from dainvo.ui.lock_page import LockPage
from dainvo.ui.lock_rule import Attempts
from dainvo.ui.settings.passphrase_sheet import AskPassphrase, NewPassphrase


def _never(_typed: str) -> bool:
    return False


def _clock() -> float:
    return 0.0


def _page(stage: Stage) -> LockPage:
    stage.open(wide=640, high=540)
    page = LockPage(_never, Attempts(), _clock)
    page.setGeometry(stage.window.geometry())
    page.show()
    stage.settle()
    return page


def _wrong(stage: Stage) -> QWidget:
    page = _page(stage)
    QTest.keyClicks(page.field, "three small words")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    return page


def _new(stage: Stage) -> None:
    sheet = NewPassphrase(stage.open())
    sheet.open()
    QTest.keyClicks(sheet.first, "three small words")
    QTest.keyClicks(sheet.again, "three smal words")
    sheet.set_button.click()


def _off(stage: Stage) -> None:
    sheet = AskPassphrase(stage.open(), _never, Attempts(), _clock)
    sheet.open()
    QTest.keyClicks(sheet.field, "three small words")
    sheet.off_button.click()


PLAYS: dict[str, Callable[[Stage], QWidget | None]] = {
    "locked": _page,
    "locked-wrong": _wrong,
    "passphrase-new": _new,
    "passphrase-off": _off,
}
