"""The context menu of one event (E39): what can be done with it, with the keys that do the same.

Does nothing itself, and shows nothing that the calendar does not allow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ical.occurrence import Occurrence
from dainvo.ui import keys, theme
from dainvo.ui.key_menu import KeyMenu

if TYPE_CHECKING:
    from dainvo.store.reader import Reader


class Cards(Protocol):
    """What the menu needs of `cards.Cards`."""

    def join(self, event: Occurrence) -> None: ...
    def edit(self, event: Occurrence) -> None: ...
    def copy_text(self, link: str, said: str) -> None: ...
    def duplicate(self, event: Occurrence) -> None: ...
    def export(self, event: Occurrence) -> None: ...
    def delete(self, event: Occurrence) -> None: ...


def show(cards: Cards, window: QWidget, reader: Reader, event: Occurrence, point: QPoint) -> QMenu:
    """Opened at `point` of the screen."""
    menu = KeyMenu(window)
    menu.setObjectName("event-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    if event.join_url:
        opener = menu.addAction(theme.icon("video"), _tr("Join"))
        opener.triggered.connect(lambda: cards.join(event))
    calendar = next((one for one in reader.collections() if one.id == event.collection), None)
    writable = calendar is None or calendar.may_change
    edit = menu.addAction(theme.icon("pencil" if writable else "eye"), _tr("Edit") if writable else _tr("View"))
    edit.setShortcut(_key("edit"))
    edit.triggered.connect(lambda: cards.edit(event))
    if event.join_url:
        copy = menu.addAction(theme.icon("copy"), _tr("Copy join link"))
        said = _tr("Join link copied")
        copy.triggered.connect(lambda: cards.copy_text(event.join_url, said))
    again = menu.addAction(_tr("Duplicate…"))
    again.setShortcut(_key("duplicate"))
    again.triggered.connect(lambda: cards.duplicate(event))
    menu.addAction(_tr("Export…")).triggered.connect(lambda: cards.export(event))
    removable = calendar is None or calendar.may_delete or (event.recurring and calendar.may_change)
    if removable or (calendar is not None and calendar.writable):
        menu.addSeparator()
        delete = menu.addAction(theme.icon("trash"), _tr("Delete"))
        delete.setEnabled(removable)
        delete.setShortcut(_key("delete"))
        delete.triggered.connect(lambda: cards.delete(event))
    for action in menu.actions():
        action.setShortcutVisibleInContextMenu(False)  # the menu shows them itself
    menu.popup(point)
    return menu


def _key(action: str) -> QKeySequence:
    """The first key that stands for an action, as the menu shows it."""
    return QKeySequence(next(iter(keys.keys_of(action)), ""), QKeySequence.SequenceFormat.NativeText)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventMenu", text)
