"""Opens in the window what a launch, a double click or a link asked for.

Changes nothing by itself: a file or a subscription only comes as far as the question about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect
from PySide6.QtCore import Qt as Qt_
from PySide6.QtGui import QFileOpenEvent

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import NO_RECURRENCE, Uid
from dainvo.ui import dates

if TYPE_CHECKING:
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.main_window import MainWindow
    from dainvo.ui.targets import Target


def come_forward(window: MainWindow) -> None:
    """In front of other windows, as far as the desktop lets us."""
    if window.windowState() & Qt_.WindowState.WindowMinimized:
        window.setWindowState(window.windowState() & ~Qt_.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class SystemLinks(QObject):
    """Gives `opened` the words of files and links that the system hands to a program that runs, as macOS does."""

    def __init__(self, parent: QObject, opened: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._opened = opened
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return False
        self._opened(event.file() or event.url().toString())
        return True


def open_targets(window: MainWindow, bridge: Bridge, reader: Reader, targets: Sequence[Target]) -> None:
    """One after the other, once the window is not locked; of what cannot be opened a toast says why."""
    from dainvo.ui import lock

    if lock.waits(window, partial(open_targets, window, bridge, reader, targets)):
        return
    for target in targets:
        match target.kind:
            case "day":
                window.show_date(date.fromisoformat(target.value))
            case "event":
                _open_event(window, reader, Uid(target.value))
            case "file":
                from dainvo.ui.files import import_sheet

                import_sheet.show(window, bridge, reader, Path(target.value))
            case "subscription":
                from dainvo.ui.files.subscribe_sheet import SubscribeSheet

                open_one = [sheet for sheet in window.findChildren(SubscribeSheet) if sheet.isVisible()]
                if not open_one:  # a page full of links asks one question
                    SubscribeSheet(window, bridge, reader, target.value).open()
            case "window":
                pass


def _open_event(window: MainWindow, reader: Reader, uid: Uid) -> None:
    """The day of an event, and its card (I06)."""
    from dainvo.ui import toasts

    resource = reader.find(uid)
    if resource is None:
        said = QCoreApplication.translate("Opening", "The event of this link is in none of your calendars.")
        toasts.say(window, said)
        return
    try:
        start = reader.event(resource, NO_RECURRENCE).draft.start
    except DainvoError as failure:
        from dainvo.ui import messages

        toasts.say(window, messages.explain(failure).both)
        return
    day = dates.day_of(start, reader.zone)
    window.show_date(day)
    shown = [one for one in reader.occurrences(day, day) if one.resource == resource]
    if shown:
        middle = window.mapToGlobal(window.rect().center())
        window.cards.show_event(shown[0], QRect(middle, middle))
