"""What watches for something to tell by the desktop, from the start of the engine on.

Decides nothing: each of them does.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.ui.bridge import Bridge
from dainvo.ui.desktop_notice import Desktop
from dainvo.ui.reminding import Reminding
from dainvo.ui.sign_in_notice import SignInNotice


def watch(
    window: QWidget, bridge: Bridge, reader: Reader, now: Callable[[], datetime], settings: Callable[[], Settings]
) -> None:
    """Tell from now on of accounts that want their user, and of events that are to be reminded of."""
    SignInNotice(Desktop(window, bridge, lambda: settings().desktop_notices), reader, now)
    Reminding(Desktop(window, bridge, lambda: settings().reminders), reader, now)
