"""The question which occurrences an edit means, with what happens to the meeting and who hears of it (E13).

Asks; saving is the editor's.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.ical.event import Event, EventDraft, Scope
from dainvo.ui.editor import phrases
from dainvo.ui.editor.look_ahead import MANAGED
from dainvo.ui.editor.questions import ScopeQuestion


def question(
    parent: QWidget, event: Event, before: EventDraft, wanted: EventDraft, mailed: int, first: Scope
) -> ScopeQuestion:
    """Not yet shown. `mailed` people get an update; `first` is preselected."""
    zoom = ""
    if event.meeting is not None and event.meeting.state in MANAGED and wanted.online == before.online:
        zoom = _tr("Zoom: the link stays the same")
    return ScopeQuestion(
        parent,
        _tr("Change repeating event “{title}”").format(title=before.summary),
        day=phrases.day(before.start),
        zoom=zoom,
        people=_tr("{people} get an update").format(people=phrases.people(mailed)) if mailed else "",
        only_all=_only_all(before, wanted),
        first=first,
    )


def _only_all(before: EventDraft, wanted: EventDraft) -> str:
    """Why one date alone cannot be meant; "" if it can."""
    if wanted.rrule != before.rrule or wanted.dates != before.dates:
        return _tr("The repetition belongs to the whole series")
    if (wanted.online, wanted.wish) != (before.online, before.wish):
        return _tr("The Zoom meeting belongs to the whole series")
    return _tr("A series stays in one calendar") if wanted.collection != before.collection else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Editor", text)
