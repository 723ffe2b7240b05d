"""Which keys the user put on which actions (K10): read from the settings, written there, and what a change means.

Pure but for the names of keys, which are Qt's. Carries out nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from dainvo.ui import keys
from dainvo.ui.keys import Key

#: Keys that views, fields and dialogs need for themselves.
TAKEN = frozenset(
    {
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Space,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
    }
)


def read(said: str) -> dict[Key, str]:
    """Keys and the actions on them; what cannot be read is left out."""
    try:
        stored = json.loads(said) if said else {}
    except (ValueError, RecursionError):
        return {}
    known = keys.names().keys() | {""}
    found: dict[Key, str] = {}
    for text, action in stored.items() if isinstance(stored, dict) else ():
        pressed = QKeySequence(text)
        if pressed.count() == 1 and isinstance(action, str) and action in known:
            first = cast("Sequence[QKeyCombination]", pressed)[0]  # the stubs do not know that it can be asked so
            found[first.keyboardModifiers(), first.key()] = action
    return found


def written(chosen: dict[Key, str]) -> str:
    """The same for the settings; "" for none. What is as usual is not written."""
    told = {text_of(key): action for key, action in chosen.items() if action != keys.usual(key)}
    return json.dumps(told, sort_keys=True) if told else ""


def text_of(key: Key) -> str:
    """ "Ctrl+H", in the words that are the same everywhere."""
    return QKeySequence(QKeyCombination(*key)).toString(QKeySequence.SequenceFormat.PortableText)


def said_of(key: Key) -> str:
    """ "Ctrl+H", as this system writes it."""
    return QKeySequence(QKeyCombination(*key)).toString(QKeySequence.SequenceFormat.NativeText)


def holder(chosen: dict[Key, str], key: Key) -> str:
    """The action that a key stands for; "" for none."""
    return chosen.get(key, keys.usual(key))


def first_key(chosen: dict[Key, str], action: str) -> Key | None:
    """The key of an action that a change replaces: the plainest."""
    own = [key for key, meant in chosen.items() if meant == action]
    usual = [
        (modifiers, key)
        for modifiers, table in keys.tables().items()
        for key, meant in table.items()
        if meant == action and (modifiers, key) not in chosen
    ]
    return next(iter([*own, *usual]), None)


def moved(chosen: dict[Key, str], action: str, key: Key | None) -> dict[Key, str]:
    """`action` on `key` instead of its first one, whatever stood there before; None leaves it without that one."""
    made = dict(chosen)
    before = first_key(chosen, action)
    if before is not None and before != key:
        made[before] = ""
    if key is not None:
        made[key] = action
    return made


def is_free_for_use(key: Key) -> bool:
    """Whether an action may stand on the key at all: not on one that everything else needs."""
    plain = key[0] in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    pushes = bool(key[0] & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier))
    arrows = key[1] in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    return not (key[1] in TAKEN and (plain or (pushes and arrows)))
