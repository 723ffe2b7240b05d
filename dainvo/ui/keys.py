"""The keys of the main window as one table.

Says what a key means; does nothing. Single letters reach the window only if no text field took them (K05).
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

_PLAIN: dict[Qt.Key, str] = {
    Qt.Key.Key_T: "today",
    Qt.Key.Key_D: "day",
    Qt.Key.Key_W: "week",
    Qt.Key.Key_M: "month",
    Qt.Key.Key_A: "agenda",
    Qt.Key.Key_1: "day",
    Qt.Key.Key_2: "week",
    Qt.Key.Key_3: "month",
    Qt.Key.Key_4: "agenda",
    Qt.Key.Key_J: "next",
    Qt.Key.Key_K: "previous",
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_PageUp: "previous",
    Qt.Key.Key_N: "new",
    Qt.Key.Key_C: "new",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Slash: "search",
    Qt.Key.Key_G: "date",
    Qt.Key.Key_F1: "help",
    Qt.Key.Key_F5: "sync",
    Qt.Key.Key_F6: "pane",
    Qt.Key.Key_F9: "panel",
}
if sys.platform == "darwin":
    _PLAIN[Qt.Key.Key_Backspace] = "delete"  # the key that says "delete" there
_CTRL: dict[Qt.Key, str] = {
    Qt.Key.Key_T: "today",
    Qt.Key.Key_Home: "today",
    Qt.Key.Key_1: "day",
    Qt.Key.Key_2: "week",
    Qt.Key.Key_3: "month",
    Qt.Key.Key_4: "agenda",
    Qt.Key.Key_N: "new",
    Qt.Key.Key_R: "sync",
    Qt.Key.Key_Backslash: "panel",
    Qt.Key.Key_Comma: "settings",
    Qt.Key.Key_F: "search",
    Qt.Key.Key_G: "date",
    Qt.Key.Key_J: "join",
    Qt.Key.Key_K: "commands",
    Qt.Key.Key_Q: "quit",
    Qt.Key.Key_Z: "undo",
    Qt.Key.Key_Y: "redo",
}
_CTRL_SHIFT: dict[Qt.Key, str] = {Qt.Key.Key_Z: "redo"}
_ALT: dict[Qt.Key, str] = {Qt.Key.Key_Right: "next", Qt.Key.Key_Left: "previous"}
_SHIFT: dict[Qt.Key, str] = {Qt.Key.Key_F6: "pane_back", Qt.Key.Key_Question: "keys"}

_TABLES = {
    Qt.KeyboardModifier.NoModifier: _PLAIN,
    Qt.KeyboardModifier.ControlModifier: _CTRL,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier: _CTRL_SHIFT,
    Qt.KeyboardModifier.AltModifier: _ALT,
    Qt.KeyboardModifier.ShiftModifier: _SHIFT,
}


def tables() -> dict[Qt.KeyboardModifier, dict[Qt.Key, str]]:
    """The keys of each combination of modifiers, the plain ones first."""
    return _TABLES


def wanted(event: QKeyEvent) -> str | None:
    """What the key stands for, or None."""
    pressed: QKeyCombination = event.keyCombination()
    modifiers = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if pressed.key() == Qt.Key.Key_Question and not modifiers:
        return "keys"  # on keyboards where it needs no Shift
    return _TABLES.get(modifiers, {}).get(pressed.key())


def is_single(event: QKeyEvent) -> bool:
    """Whether the key was pressed alone: such keys belong to a card or dialog that has the focus."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
