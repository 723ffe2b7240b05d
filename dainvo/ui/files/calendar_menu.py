"""What a calendar's menu offers about files.

Opens sheets; draws nothing itself.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.store.reader import Collection, CollectionState, Reader
from dainvo.ui.bridge import Bridge
from dainvo.ui.files import exporting, import_sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalendarMenu", text)


def extend(menu: QMenu, window: QWidget, bridge: Bridge, reader: Reader, calendar: Collection) -> None:
    """Add import, where the calendar can be written, and export."""
    menu.addSeparator()
    if calendar.writable and calendar.state is not CollectionState.GONE:
        take = menu.addAction(_tr("Import events…"))
        take.triggered.connect(lambda: import_sheet.ask(window, bridge, reader, calendar.id))
    give = menu.addAction(_tr("Export…"))
    give.triggered.connect(lambda: exporting.calendar(window, bridge, calendar.id, calendar.name))
    menu.addSeparator()
