"""Copy, cut and paste of events by the clipboard of the system (K17).

What lies there is `copying`'s; saving a draft is the editor's, and moving what was cut is `moving`'s.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui import copying, moving, toasts
from dainvo.ui.views import names

if TYPE_CHECKING:
    from dainvo.ical.event import EventDraft
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge


class Cards(Protocol):
    """What pasting needs of `cards.Cards`."""

    def default_collection(self) -> CollectionId | None: ...
    def edit_draft(self, draft: EventDraft) -> None: ...
    def undo(self) -> None: ...


def put(window: QWidget, reader: Reader, event: Occurrence, *, cut: bool) -> None:
    """Put `event` on the clipboard; one that is gone meanwhile is not."""
    try:
        text = reader.text(event.resource)
    except DainvoError:
        return
    QGuiApplication.clipboard().setMimeData(copying.hold(event, text, names.when(event), cut=cut))
    toasts.say(window, _tr("Cut: paste it where it belongs") if cut else _tr("Event copied"))


def paste(cards: Cards, window: QWidget, bridge: Bridge, reader: Reader, start: datetime | date) -> None:
    """What lies on the clipboard at `start`: a copied event as a draft, a cut one is moved."""
    found = copying.held(QGuiApplication.clipboard().mimeData())
    draft = copying.paste(reader, found, cards.default_collection(), start) if found is not None else None
    if found is None or draft is None:
        toasts.say(window, _tr("There is no event on the clipboard"))
    elif not found.cut:
        cards.edit_draft(draft)
    else:
        QGuiApplication.clipboard().clear()
        moving.move_to(window, bridge, reader, found.resource, found.recurrence_id, draft, undo=cards.undo)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Clipboard", text)
