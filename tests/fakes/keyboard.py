"""A hand that only knows keys, for the walk-through: `python -m fakes.keyboard` does the main job without a mouse."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from dainvo import walkthrough
from dainvo.hands import Browser, Hand
from dainvo.ical.occurrence import Occurrence
from dainvo.ui.editor.join_button import JoinButton
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.palette import Palette
from dainvo.ui.settings.settings_window import SettingsWindow
from dainvo.ui.views.view import same

#: More presses of Tab than any window has stops: whoever needs more is caught in a trap (X01).
MOST_TABS = 150
CTRL = Qt.KeyboardModifier.ControlModifier


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focus(), which, modifiers)


def focus() -> QWidget:
    here = QApplication.focusWidget() or QApplication.activeModalWidget() or QApplication.activeWindow()
    if here is None:
        raise walkthrough.Wrong("nothing has the focus")
    return here


def _in_front(window: QWidget) -> bool:
    """What a window manager does with a window that opened, or whose dialog closed; this display has none."""
    window.activateWindow()
    return window.isActiveWindow() and QApplication.focusWidget() is not None


class NotingBrowser(Browser):
    """The browser of the walk, which notes the meetings that it is to join."""

    joined: ClassVar[list[str]] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        if "/j/" in url.path():
            self.joined.append(url.toString())
        else:
            super().open(url)


class KeyHand(Hand):
    """Comes to everything by Tab and the keys of the guide; never asks a widget for the focus."""

    browser = NotingBrowser

    def press(self, button: QWidget) -> None:
        self.until(lambda: button.isVisible() and button.isEnabled(), f"a button “{button.accessibleName()}” to press")
        self._walk_to(button)
        key(Qt.Key.Key_Space)

    def type_over(self, field: QWidget, text: str) -> None:
        self._walk_to(self.line_of(field))
        key(Qt.Key.Key_A, CTRL)
        QTest.keyClicks(focus(), text)

    def settle_field(self, field: QWidget) -> None:
        key(Qt.Key.Key_Tab)

    def new_event(self) -> None:
        key(Qt.Key.Key_N)

    def save(self, editor: QWidget, button: QWidget) -> None:
        self.until(lambda: _in_front(editor), "the editor in front")
        key(Qt.Key.Key_Return, CTRL)

    def go_to(self, day: date) -> None:
        self._into_view()
        key(Qt.Key.Key_G)
        field = self.until(lambda: self._palette_field(), "the field for a date")
        self.until(field.hasFocus, "the focus in the field for a date")
        QTest.keyClicks(field, day.isoformat())
        key(Qt.Key.Key_Return)
        first, last = self.window.view.visible_range()
        if not first <= day <= last:
            raise walkthrough.Wrong(f"the window did not go to {day}")
        self._into_view()

    def open_settings(self) -> None:
        self._into_view()
        key(Qt.Key.Key_Comma, CTRL)

    def show_accounts(self, settings: SettingsWindow) -> None:
        self._walk_to(settings.list)
        wanted = next(n for n in range(settings.list.count()) if settings.list.item(n).text() == "Connected accounts")
        key(Qt.Key.Key_Home)
        for _ in range(wanted):
            key(Qt.Key.Key_Down)

    def leave(self, dialog: QDialog) -> None:
        self.until(lambda: _in_front(dialog), "the dialog in front")
        key(Qt.Key.Key_Escape)
        self.until(lambda: not dialog.isVisible(), "the dialog closed")

    def edit(self, event: Occurrence, card_of: Callable[[type[EventPopover]], EventPopover]) -> None:
        """By way of the card, from which the meeting is joined once there is one."""
        self._choose(event)
        key(Qt.Key.Key_Return)
        card = card_of(EventPopover)
        join = next((one for one in card.findChildren(JoinButton) if one.isVisible()), None)
        if join is not None and not NotingBrowser.joined:
            self.press(join.face)
            self.until(lambda: NotingBrowser.joined, "the browser asked to join")
        if card.isVisible():
            key(Qt.Key.Key_Escape)
            self.until(lambda: not card.isVisible(), "the card closed")
        self._choose(event)
        key(Qt.Key.Key_E)

    def delete(self, event: Occurrence) -> None:
        self._choose(event)
        key(Qt.Key.Key_Delete)

    def _choose(self, event: Occurrence) -> None:
        """Tab from event to event until it is this one."""
        self._into_view()
        for _ in range(MOST_TABS):
            current = self.window.view.current_event()
            if current is not None and same(current[0], event):
                return
            key(Qt.Key.Key_Tab)
            if not self._in_view():
                self._into_view()
        raise walkthrough.Wrong(f"Tab does not come to “{event.summary}”")

    def _in_view(self) -> bool:
        view: QWidget = self.window.view
        here = QApplication.focusWidget()
        return here is not None and (here is view or view.isAncestorOf(here))

    def _into_view(self) -> None:
        """F6 goes from part to part of the window."""
        self.until(lambda: QApplication.activeModalWidget() is None, "no dialog over the window")
        self.until(lambda: _in_front(self.window), "the window in front")
        for _ in range(8):
            if self._in_view():
                return
            key(Qt.Key.Key_F6)
        raise walkthrough.Wrong("F6 does not come to the view")

    def _walk_to(self, goal: QWidget) -> None:
        self.until(lambda: _in_front(goal.window()), f"the window of “{goal.accessibleName()}” in front")
        for _ in range(MOST_TABS):
            here = QApplication.focusWidget()
            if here is goal or (here is not None and goal.focusProxy() is here):
                return
            key(Qt.Key.Key_Tab)
        name = goal.accessibleName() or type(goal).__name__
        raise walkthrough.Wrong(f"Tab does not come to “{name}” in {type(goal.window()).__name__}")

    def _palette_field(self) -> QLineEdit | None:
        palette = next((one for one in self.window.findChildren(Palette) if one.isVisible()), None)
        return palette.findChild(QLineEdit) if palette is not None else None


def main() -> int:
    code = walkthrough.check(hand=KeyHand)
    print("joined", *NotingBrowser.joined)  # noqa: T201
    return code


if __name__ == "__main__":
    sys.exit(main())
