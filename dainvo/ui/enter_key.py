"""What Enter does to the button that has the focus: the same as Space.

Qt would leave it to the default button of a dialog, so that Enter on Cancel did what is cancelled.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget


def pressed_by(event: QKeyEvent, focus: QWidget | None) -> bool:
    """Whether `event` is Enter alone and has pressed the button in focus."""
    alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not alone or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if isinstance(focus, QToolButton) and focus.menu() is not None:
        focus.showMenu()
    elif isinstance(focus, QPushButton | QToolButton):
        focus.click()
    else:
        return False
    return True
