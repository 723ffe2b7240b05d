"""Export of a calendar or an event into a file of the user's choice (A13).

Writes nothing itself.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.engine.file_values import ExportReport
from dainvo.ical.occurrence import CollectionId, ResourceId
from dainvo.ui import messages, toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.files import choosing
from dainvo.ui.language import counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("Files", text)


def calendar(window: QWidget, bridge: Bridge, which: CollectionId, name: str) -> None:
    """Ask for a place and write a whole calendar there."""
    _ask(window, bridge, _tr("Export calendar"), name, which, None)


def event(window: QWidget, bridge: Bridge, which: ResourceId, title: str) -> None:
    """Ask for a place and write one event there, a series with all its dates."""
    _ask(window, bridge, _tr("Export event"), title or _tr("Event"), None, [which])


def _ask(
    window: QWidget,
    bridge: Bridge,
    heading: str,
    name: str,
    which: CollectionId | None,
    events: list[ResourceId] | None,
) -> None:
    def write(path: Path) -> None:
        def done(report: ExportReport) -> None:
            said = counted("Files", "1 event exported", "%n events exported", report.written)
            if report.unreadable:
                said += " · " + counted(
                    "Files", "1 can’t be read and was left out", "%n can’t be read and were left out", report.unreadable
                )
            toasts.say(window, said)

        def failed(failure: BaseException) -> None:
            toasts.say(window, messages.explain(failure).both)

        meetings = dialog.selectedNameFilter() != bare
        bridge.run(
            "exports.export_file", path, which, resources=events, meetings=meetings, ok=done, err=failed, owner=window
        )

    bare = choosing.files_without_meetings()
    kinds = [choosing.calendar_files(), bare, choosing.all_files()]
    dialog = choosing.write(window, heading, f"{name}.ics", kinds, write)
