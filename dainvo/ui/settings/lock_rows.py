"""Settings › Privacy & security: the lock, and after what time it locks by itself (Y10).

Locks nothing itself: `ui.lock` does.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from dainvo.ui import dates, lock
from dainvo.ui.controls import set_face
from dainvo.ui.settings.pages import Page, Take
from dainvo.ui.settings.passphrase_sheet import AskPassphrase, NewPassphrase


class LockRows(QObject):
    """Two rows of a page; `folder` is the profile's."""

    def __init__(self, page: Page, take: Take, folder: Path) -> None:
        super().__init__(page)
        self._page, self._folder = page, folder
        self.box = QCheckBox()
        set_face(self.box, self.tr("&Ask for a passphrase"))
        self.box.clicked.connect(self._clicked)
        note = self.tr(
            "Before showing my calendars. This protects from eyes at this desk; files on this computer are protected by"
            " your system’s own sign-in and disk encryption, and the command line asks for nothing."
        )
        page.add(self.tr("Lock"), self.box, note)
        self.box.setAccessibleName(self.box.text())
        choices: list[tuple[object, str]] = [
            (0, self.tr("Never")),
            *((minutes, dates.elapsed(timedelta(minutes=minutes))) for minutes in _minutes(take().lock_minutes)),
        ]
        self.after = page.choose(
            self.tr("Lock a&fter"),
            "lock_minutes",
            choices,
            self.tr("Without a key or the pointer in Dainvo."),
        )
        self._show()

    def _show(self) -> None:
        on = lock.is_on(self._folder)
        self.box.setChecked(on)
        self._page.set_off(self.after, "" if on else self.tr("Only with a passphrase."))

    def _clicked(self) -> None:
        self._show()  # nothing has changed before it is agreed to
        found = lock.of(self._page)
        if not lock.is_on(self._folder):
            sheet = NewPassphrase(self._page.window())
            sheet.chosen.connect(self._switch_on)
            sheet.open()
        elif found is not None:
            asked = AskPassphrase(self._page.window(), found.opens, found.attempts)
            asked.accepted.connect(self._switch_off)
            asked.open()

    def _switch_on(self, passphrase: str) -> None:
        try:
            lock.switch_on(self._page, self._folder, passphrase)
        except OSError as error:
            self._say(error)
        self._show()

    def _switch_off(self) -> None:
        try:
            lock.switch_off(self._page, self._folder)
        except OSError as error:
            self._say(error)
        self._show()

    def _say(self, error: OSError) -> None:
        from dainvo.ui import toasts

        text = self.tr("The lock could not be changed: {reason}.").format(reason=error.strerror or error)
        toasts.say(self._page.window(), text)


def _minutes(used: int) -> list[int]:
    return sorted({5, 15, 60, used} - {0})
