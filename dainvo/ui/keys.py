"""The keys of the main window as one table, and what its actions are called.

Says what a key means; does nothing. Single letters reach the window only if no text field took them (K05).
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from dainvo.ui import mirror

_PLAIN: dict[Qt.Key, str] = {
    Qt.Key.Key_T: "today",
    Qt.Key.Key_D: "day",
    Qt.Key.Key_W: "week",
    Qt.Key.Key_M: "month",
    Qt.Key.Key_A: "agenda",
    Qt.Key.Key_Y: "year",
    Qt.Key.Key_X: "workweek",
    Qt.Key.Key_V: "days",
    Qt.Key.Key_Z: "zones",
    Qt.Key.Key_1: "day",
    Qt.Key.Key_2: "week",
    Qt.Key.Key_3: "month",
    Qt.Key.Key_4: "agenda",
    Qt.Key.Key_5: "year",
    Qt.Key.Key_6: "workweek",
    Qt.Key.Key_7: "days",
    Qt.Key.Key_8: "weeks",
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
    Qt.Key.Key_5: "year",
    Qt.Key.Key_6: "workweek",
    Qt.Key.Key_7: "days",
    Qt.Key.Key_8: "weeks",
    Qt.Key.Key_N: "new",
    Qt.Key.Key_R: "sync",
    Qt.Key.Key_Backslash: "panel",
    Qt.Key.Key_Comma: "settings",
    Qt.Key.Key_F: "search",
    Qt.Key.Key_G: "date",
    Qt.Key.Key_J: "join",
    Qt.Key.Key_K: "commands",
    Qt.Key.Key_P: "print",
    Qt.Key.Key_Q: "quit",
    Qt.Key.Key_D: "duplicate",
    Qt.Key.Key_Space: "pick",
    Qt.Key.Key_A: "pick_all",
    Qt.Key.Key_C: "copy",
    Qt.Key.Key_X: "cut",
    Qt.Key.Key_V: "paste",
    Qt.Key.Key_Z: "undo",
    Qt.Key.Key_Y: "redo",
    Qt.Key.Key_BracketLeft: "back",
    Qt.Key.Key_BracketRight: "forward",
    Qt.Key.Key_Plus: "zoom_in",
    Qt.Key.Key_Equal: "zoom_in",
    Qt.Key.Key_Minus: "zoom_out",
    Qt.Key.Key_0: "zoom_usual",
}
_CTRL_SHIFT: dict[Qt.Key, str] = {
    Qt.Key.Key_Z: "redo",
    Qt.Key.Key_O: "meetings",
    Qt.Key.Key_C: "copy_link",
    Qt.Key.Key_L: "lock",  # with Alt it locks the screen of many desktops
}
_ALT: dict[Qt.Key, str] = {Qt.Key.Key_Right: "next", Qt.Key.Key_Left: "previous"}
_SHIFT: dict[Qt.Key, str] = {Qt.Key.Key_F6: "pane_back", Qt.Key.Key_Question: "keys"}

_CTRL_ALT: dict[Qt.Key, str] = dict.fromkeys(map(Qt.Key, range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)), "sets")

_TABLES = {
    Qt.KeyboardModifier.NoModifier: _PLAIN,
    Qt.KeyboardModifier.ControlModifier: _CTRL,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier: _CTRL_SHIFT,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier: _CTRL_ALT,
    Qt.KeyboardModifier.AltModifier: _ALT,
    Qt.KeyboardModifier.ShiftModifier: _SHIFT,
}


Key = tuple[Qt.KeyboardModifier, Qt.Key]

_chosen: dict[Key, str] = {}  # what the user put on a key; "" for nothing
_single = True  # whether keys without Ctrl, Alt or Meta mean something


def use(chosen: dict[Key, str], *, single: bool = True) -> None:
    """From now on as the user wants it (K10): on these keys stand other actions than usually."""
    global _single
    _chosen.clear()
    _chosen.update(chosen)
    _single = single


def bindings() -> dict[Key, str]:
    """Every key that means something now, those that the user chose first."""
    usual = {
        (modifiers, mirror.key(key)): meant for modifiers, table in _TABLES.items() for key, meant in table.items()
    }
    return {key: meant for key, meant in {**_chosen, **usual, **_chosen}.items() if meant and _counts(key)}


def tables() -> dict[Qt.KeyboardModifier, dict[Qt.Key, str]]:
    """The usual keys."""
    return _TABLES


def usual(key: Key) -> str:
    """What a key means as long as the user wants nothing else; "" for nothing."""
    return _TABLES.get(key[0], {}).get(mirror.key(key[1]), "")


def _counts(key: Key) -> bool:
    letter = (
        key[0] in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier) and key[1] < Qt.Key.Key_Escape
    )
    return _single or not letter


def bound() -> set[str]:
    """Every action that a key stands for."""
    return set(bindings().values())


def wanted(event: QKeyEvent) -> str | None:
    """What the key stands for, or None."""
    pressed: QKeyCombination = event.keyCombination()
    modifiers = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = (modifiers, pressed.key())
    if pressed.key() == Qt.Key.Key_Question and not modifiers and _single:
        return "keys"  # on keyboards where it needs no Shift
    if not _counts(key):
        return None
    meant = _chosen[key] or None if key in _chosen else usual(key) or None
    digit = Qt.Key.Key_1 <= key[1] <= Qt.Key.Key_9
    return f"sets:{key[1] - Qt.Key.Key_0}" if meant == "sets" and digit else meant  # nine keys of one command


def is_single(event: QKeyEvent) -> bool:
    """Whether the key was pressed alone: such keys belong to a card or dialog that has the focus."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier


def names() -> dict[str, str]:
    """Each action and what it is called, in the order of the overview."""
    return {
        "new": _tr("New event"),
        "edit": _tr("Edit the event"),
        "delete": _tr("Delete the event"),
        "duplicate": _tr("Duplicate the event"),
        "copy": _tr("Copy the event"),
        "cut": _tr("Cut the event"),
        "paste": _tr("Paste an event"),
        "pick": _tr("Choose the event as well"),
        "pick_all": _tr("Choose all events shown"),
        "undo": _tr("Undo"),
        "redo": _tr("Redo"),
        "join": _tr("Join the next meeting"),
        "copy_link": _tr("Copy the join link of the event"),
        "today": _tr("Go to today"),
        "date": _tr("Go to a date"),
        "previous": _tr("Previous page"),
        "next": _tr("Next page"),
        "back": _tr("Back to where you were"),
        "forward": _tr("Forward again"),
        "zoom_in": _tr("Larger hours"),
        "zoom_out": _tr("Smaller hours"),
        "zoom_usual": _tr("Hours of the usual height"),
        "fold": _tr("Fold or show the hours outside working time"),
        "weekends": _tr("Hide or show the weekend"),
        "zones": _tr("Show or hide further time zones"),
        "left_out": _tr("Show what lies on hidden days"),
        "sets": _tr("Calendar sets"),
        "day": _tr("Show the day"),
        "week": _tr("Show the week"),
        "month": _tr("Show the month"),
        "agenda": _tr("Show the agenda"),
        "year": _tr("Show the year"),
        "workweek": _tr("Show the work week"),
        "days": _tr("Show several days"),
        "weeks": _tr("Show several weeks"),
        "search": _tr("Search events"),
        "commands": _tr("Find a command"),
        "print": _tr("Print"),
        "sync": _tr("Sync now"),
        "panel": _tr("Show or hide the side panel"),
        "pane": _tr("Next part of the window"),
        "meetings": _tr("All Zoom meetings"),
        "settings": _tr("Settings"),
        "help": _tr("Help"),
        "keys": _tr("All keys"),
        "lock": _tr("Lock now"),
        "quit": _tr("Quit"),
    }


def keys_of(action: str) -> list[str]:
    """The keys that stand for `action`, as this system writes them, the plainest first."""
    from PySide6.QtGui import QKeySequence  # no key has been pressed at the start

    return [
        QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.NativeText)
        for (modifiers, key), meant in bindings().items()
        if meant == action
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
