"""Has the desktop show something, by its own service or else by way of the tray.

Whoever presses it comes to the window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from dainvo.ui import icons
from dainvo.ui.bridge import Bridge

_BALLOON_MS = 10_000


def tell(window: QWidget, bridge: Bridge, title: str, text: str, otherwise: Callable[[], None] | None = None) -> None:
    """Show `title` and `text`, both plain; where the desktop takes neither, `otherwise` is done."""

    def answered(shown: bool) -> None:
        if not shown and not _balloon(window, title, text) and otherwise is not None:
            otherwise()

    bridge.run("desktop.tell", title, text, ok=answered, owner=window)


def _balloon(window: QWidget, title: str, text: str) -> bool:
    """By way of the tray, for as long as it takes; whether there is one."""
    if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
        return False

    def come() -> None:
        window.show()
        window.raise_()
        window.activateWindow()

    tray = QSystemTrayIcon(icons.icon("calendar", size=22), window)
    tray.messageClicked.connect(come)
    tray.show()
    tray.showMessage(title, text, tray.icon(), _BALLOON_MS)
    QTimer.singleShot(2 * _BALLOON_MS, tray, tray.deleteLater)
    return True
