"""The desktop as a place to tell something, by its own service or else by way of the tray.

Whoever presses it comes to the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from dainvo.ui import icons
from dainvo.ui.bridge import Bridge

_BALLOON_MS = 10_000


@dataclass(frozen=True, slots=True)
class Desktop:
    """What tells for `window`; `wanted` is whether its user wants it told now."""

    window: QWidget
    bridge: Bridge
    wanted: Callable[[], bool] = lambda: True

    def tell(self, title: str, text: str, otherwise: Callable[[], None] | None = None) -> None:
        """Show `title` and `text`, both plain; where the desktop takes neither, `otherwise` is done."""

        def answered(shown: bool) -> None:
            if not shown and not _balloon(self.window, title, text) and otherwise is not None:
                otherwise()

        self.bridge.run("desktop.tell", title, text, ok=answered, owner=self.window)


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
