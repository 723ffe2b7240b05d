"""Says that events of a calendar could not be read, with the way to their list (A29).

Loaded when there are any.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.ui import toasts
from dainvo.ui.language import counted

if TYPE_CHECKING:
    from dainvo.store.reader import Reader


def tell(window: QWidget, reader: Reader, number: int, details: Callable[[], None]) -> None:
    """`number` of them are new; the calendar is named where it is one."""
    names = {one.calendar for one in reader.unreadable()}
    if len(names) == 1:
        text = counted(
            "Skipped", "1 item in ‘{calendar}’ could not be read", "%n items in ‘{calendar}’ could not be read", number
        )
        text = text.format(calendar=names.pop())
    else:
        text = counted("Skipped", "1 item could not be read", "%n items could not be read", number)
    toasts.say(window, text, toasts.Action(QCoreApplication.translate("Skipped", "Details"), details))
