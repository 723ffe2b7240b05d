"""What a person in the walk-through has: a hand at the window, which presses, types and opens, and a browser beside it.

Decides nothing and checks nothing; `tests.fakes.keyboard` has one that only knows keys.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from dainvo.demo import visitor
from dainvo.ical.occurrence import Occurrence
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.main_window import MainWindow
from dainvo.ui.settings.settings_window import SettingsWindow

#: Waits until a condition is true and gives its value; the text says what is waited for.
Until = Callable[[Callable[[], Any], str], Any]
_PATIENCE_S = 30


class Browser(QObject):
    """Stands where the system's browser would: opens what Dainvo asks for and approves it like a person."""

    def __init__(self) -> None:
        super().__init__()
        self.page = ""
        self._thread: threading.Thread | None = None
        QDesktopServices.setUrlHandler("http", self, "open")  # type: ignore[arg-type]  # the stub says bytes, Qt wants str

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self._thread = threading.Thread(
            target=self._visit, args=(url.toString(QUrl.ComponentFormattingOption.FullyEncoded),)
        )
        self._thread.start()

    def _visit(self, url: str) -> None:
        self.page = visitor.approve(url).page

    def close(self) -> None:
        QDesktopServices.unsetUrlHandler("http")
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)


class Hand:
    """Works at `window`; `until` waits."""

    browser = Browser

    def __init__(self, window: MainWindow, until: Until) -> None:
        self.window = window
        self.until = until

    def press(self, button: QWidget) -> None:
        """Press a button as soon as it can be pressed."""
        self.until(lambda: button.isVisible() and button.isEnabled(), f"a button “{button.accessibleName()}” to press")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type_over(self, field: QWidget, text: str) -> None:
        """Write `text` in place of what the field holds."""
        line = self.line_of(field)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, text)

    def settle_field(self, field: QWidget) -> None:
        """Have what was typed counted."""
        QTest.keyClick(self.line_of(field), Qt.Key.Key_Return)

    def new_event(self) -> None:
        QTest.keyClick(self.window.view, Qt.Key.Key_N)

    def save(self, editor: QWidget, button: QWidget) -> None:
        """Save what the editor holds."""
        self.press(button)

    def go_to(self, day: date) -> None:
        self.window.show_date(day)

    def open_settings(self) -> None:
        self.press(self.window.bar.settings_button)

    def show_accounts(self, settings: SettingsWindow) -> None:
        settings.show_page("accounts")

    def leave(self, dialog: QDialog) -> None:
        dialog.accept()

    def edit(self, event: Occurrence, card_of: Callable[[type[EventPopover]], EventPopover]) -> None:
        """Open the editor of an event that is on screen: click, then the pencil of its card."""
        view = self.window.view
        view.event_activated.emit(event, view.place_of(event))
        card = card_of(EventPopover)
        self.until(lambda: card.page.edit_button is not None, "the pencil of the event's card")
        if card.page.edit_button is not None:
            self.press(card.page.edit_button)

    def delete(self, event: Occurrence) -> None:
        self.window.cards.delete(event)

    @staticmethod
    def line_of(field: QWidget) -> QLineEdit:
        """The line that is typed into: the field itself, or the one in a menu."""
        line = field.lineEdit() if hasattr(field, "lineEdit") else field
        if not isinstance(line, QLineEdit):
            raise TypeError(f"nothing can be typed into {field}")
        return line
