"""What the main window can be told, by name: one list for keys, the command palette and the overview of keys.

Knows what each means for the window; how the window does it is the window's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QCoreApplication, QKeyCombination
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from dainvo.ui import keys

if TYPE_CHECKING:
    from dainvo.ui.cards import Cards
    from dainvo.ui.pages import AnyView
    from dainvo.ui.sync_sign import SyncSign
    from dainvo.ui.views.view import Shelf


class Window(Protocol):
    """What a command needs of the main window."""

    cards: Cards
    sign: SyncSign
    shelf: Shelf

    @property
    def view(self) -> AnyView: ...
    @property
    def focused_date(self) -> date: ...
    def show_view(self, name: str) -> None: ...
    def show_date(self, day: date) -> None: ...
    def step(self, pages: int) -> None: ...
    def next_pane(self, direction: int) -> None: ...
    def go_today(self) -> None: ...
    def new_event(self) -> None: ...
    def join_next(self) -> None: ...
    def toggle_panel(self) -> None: ...
    def search(self) -> None: ...
    def close(self) -> bool: ...
    def act(self, action: str) -> bool: ...


def carry_out(window: Window, action: str) -> bool:
    """Do what `action` means; False if it means nothing now."""
    if action in ("edit", "delete"):
        focused = window.view.current_event()
        if focused is None:
            return False
        (window.cards.edit if action == "edit" else window.cards.delete)(focused[0])
        return True
    plain: dict[str, Callable[[], object]] = {
        "next": lambda: window.step(1),
        "previous": lambda: window.step(-1),
        "pane": lambda: window.next_pane(1),
        "pane_back": lambda: window.next_pane(-1),
        "today": window.go_today,
        "new": window.new_event,
        "join": window.join_next,
        "sync": window.sign.sync_now,
        "panel": window.toggle_panel,
        "settings": window.cards.show_settings,
        "help": window.cards.show_help,
        "search": window.search,
        "undo": window.cards.undo,
        "redo": window.cards.redo,
        "commands": lambda: _find(window, "commands"),
        "date": lambda: _find(window, "date"),
        "keys": lambda: _find(window, "keys"),
        "quit": window.close,
    }
    plain.get(action, lambda: window.show_view(action))()
    return True


def _find(window: Window, mode: str) -> None:
    from dainvo.ui.palette import Palette

    window.cards.close_card()
    today = window.shelf.now().date()
    host = cast("QWidget", window)  # a protocol cannot say that it is one as well
    Palette(host, mode, today=today, near=window.focused_date, act=window.act, go=window.show_date).open()


def names() -> dict[str, str]:
    """Each action and what it is called, in the order of the overview."""
    return {
        "new": _tr("New event"),
        "edit": _tr("Edit the event"),
        "delete": _tr("Delete the event"),
        "undo": _tr("Undo"),
        "redo": _tr("Redo"),
        "join": _tr("Join the next meeting"),
        "today": _tr("Go to today"),
        "date": _tr("Go to a date"),
        "previous": _tr("Previous page"),
        "next": _tr("Next page"),
        "day": _tr("Show the day"),
        "week": _tr("Show the week"),
        "month": _tr("Show the month"),
        "agenda": _tr("Show the agenda"),
        "search": _tr("Search events"),
        "commands": _tr("Find a command"),
        "sync": _tr("Sync now"),
        "panel": _tr("Show or hide the side panel"),
        "pane": _tr("Next part of the window"),
        "settings": _tr("Settings"),
        "help": _tr("Help"),
        "keys": _tr("All keys"),
        "quit": _tr("Quit"),
    }


def keys_of(action: str) -> list[str]:
    """The keys that stand for `action`, as this system writes them, the plainest first."""
    return [
        QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.NativeText)
        for modifiers, table in keys.tables().items()
        for key, meant in table.items()
        if meant == action
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
