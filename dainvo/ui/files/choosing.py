"""Asks for a file to read or a place to write, without blocking.

Reads and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Files", text)


def calendar_files() -> str:
    """The kind of file that holds events."""
    return _tr("Calendar files (*.ics *.ical *.ifb *.icalendar)")


def files_without_meetings() -> str:
    """The same, for a file that others may see."""
    return _tr("Calendar files without meeting details (*.ics)")


def all_files() -> str:
    return _tr("All files (*)")


def read(parent: QWidget, title: str, kinds: list[str], chosen: Chosen) -> QFileDialog:
    """Have the user choose a file that is there."""
    dialog = _dialog(parent, title, kinds, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def write(parent: QWidget, title: str, name: str, kinds: list[str], chosen: Chosen) -> QFileDialog:
    """Have the user choose where to write; `name` is offered, its ending is added where none is given."""
    dialog = _dialog(parent, title, kinds, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(safe_name(name))
    dialog.open()
    return dialog


#: What Windows takes for a device, whatever stands behind a dot.
_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
)


def safe_name(name: str, empty: str = "dainvo.ics") -> str:
    """A name of a file that every system takes; `empty` where nothing is left."""
    kept = "".join("-" if character in '<>:"/\\|?*' or ord(character) < 32 else character for character in name)
    kept = kept.strip(" .")
    device = kept.partition(".")[0].rstrip().upper()
    return f"_{kept}" if device in _DEVICES else kept or empty


def _dialog(parent: QWidget, title: str, kinds: list[str], chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, title, QDir.homePath())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(kinds)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return dialog
