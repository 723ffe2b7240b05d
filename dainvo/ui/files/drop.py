"""Calendar files dropped on the window are looked into, as if they had been chosen (A12).

Imports nothing itself.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from dainvo.store.reader import Reader
from dainvo.ui.bridge import Bridge

_ENDINGS = (".ics", ".ical", ".icalendar", ".ifb")


class FileDrop(QObject):
    """Takes drops for a window; lives as long as that."""

    def __init__(self, window: QWidget, bridge: Bridge, reader: Reader) -> None:
        super().__init__(window)
        self._window, self._bridge, self._reader = window, bridge, reader
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)
        if event.type() not in kinds or not isinstance(event, QDropEvent):
            return False
        path = calendar_file(event.mimeData())
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            from dainvo.ui.files import import_sheet

            import_sheet.show(self._window, self._bridge, self._reader, path)
        return True


def calendar_file(dropped: QMimeData) -> Path | None:
    """The one local calendar file of what is dragged."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    found = [path for path in paths if path.suffix.lower() in _ENDINGS]
    return found[0] if len(found) == 1 == len(paths) else None
