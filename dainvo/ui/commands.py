"""What each action of `keys` means for the main window, from whichever key or command it came.

How the window does it is the window's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from dainvo.ical.occurrence import Occurrence

if TYPE_CHECKING:
    from dainvo.settings import Settings
    from dainvo.ui.bar import Bar
    from dainvo.ui.cards import Cards
    from dainvo.ui.dialogs import Dialogs
    from dainvo.ui.pages import AnyView, Pages
    from dainvo.ui.side_panel import SidePanel
    from dainvo.ui.sync_sign import SyncSign
    from dainvo.ui.travel import Travel
    from dainvo.ui.views.view import Shelf


_OF_VIEWS = frozenset({"zoom_in", "zoom_out", "zoom_usual", "fold", "weekends", "zones", "left_out"})


class Window(Protocol):
    """What a command needs of the main window."""

    cards: Cards
    dialogs: Dialogs
    sign: SyncSign
    bar: Bar
    panel: SidePanel
    stack: Pages
    shelf: Shelf
    travel: Travel

    @property
    def view(self) -> AnyView: ...
    @property
    def focused_date(self) -> date: ...
    @property
    def settings(self) -> Settings: ...
    def take_settings(self, settings: Settings) -> None: ...
    def show_view(self, name: str) -> None: ...
    def show_date(self, day: date) -> None: ...
    def step(self, pages: int) -> None: ...
    def go_today(self) -> None: ...
    def new_event(self) -> None: ...
    def toggle_panel(self) -> None: ...
    def search(self) -> None: ...
    def close(self) -> bool: ...
    def act(self, action: str) -> bool: ...


def carry_out(window: Window, action: str) -> bool:
    """Do what `action` means; False if it means nothing now."""
    if action in _WITH_EVENT:
        focused = window.view.current_event()
        if focused is not None:
            _WITH_EVENT[action](window.cards, focused[0])
        return focused is not None
    if action in _CHOOSES:
        return False  # nothing can be chosen yet
    if action.partition(":")[0] == "sets":
        from dainvo.ui import set_menu

        return set_menu.choose(window, int(action.partition(":")[2] or 0))
    if action in _OF_VIEWS:
        from dainvo.ui import view_commands

        return view_commands.carry_out(window, action)
    if action in _PLAIN:
        _PLAIN[action](window)
    else:
        window.show_view(action)
    return True


def _walk(window: Window, by: int) -> None:
    """The card of the event after, or before, the one that has the focus; at the ends of the page it stays."""
    from dainvo.ui.views.event_list import EventList
    from dainvo.ui.views.paged import PagedView
    from dainvo.ui.views.view import same

    view, found = window.view, window.view.current_event()
    if isinstance(view, EventList) and view.walk(by):
        found = view.current_event()
    elif isinstance(view, PagedView) and found is not None:
        listed = list(view.listed())
        at = next((place for place, one in enumerate(listed) if same(one, found[0])), -1) + by
        if not 0 <= at < len(listed):
            return
        view.select(listed[at])
        found = view.current_event()
    if found is not None:
        window.cards.show_event(*found)


def _next_pane(window: Window, direction: int) -> None:
    """The keys go to the next part of the window (F6)."""
    panes: list[QWidget] = [window.bar.today_button, window.panel.mini.cells, window.view]
    holders: list[QWidget] = [window.bar, window.panel, window.stack]
    shown = [n for n, pane in enumerate(panes) if pane.isVisible()]
    focus = QApplication.focusWidget()
    at = next((n for n in shown if focus is not None and holders[n].isAncestorOf(focus)), shown[-1])
    following = shown[(shown.index(at) + direction) % len(shown)]
    panes[following].setFocus(Qt.FocusReason.TabFocusReason)


def _lock(window: QWidget) -> None:
    from dainvo.ui import lock

    lock.now(window)


def end(window: QWidget) -> None:
    """End the program, whatever closing the window means."""
    from dainvo.ui import closing

    found = closing.of(window)
    if found is None:
        window.close()
    else:
        found.quit()


def _find(window: Window, mode: str) -> None:
    from dainvo.ui.palette import Palette

    window.cards.close_card()
    today = window.shelf.now().date()
    host = cast("QWidget", window)  # a protocol cannot say that it is one as well
    for open_one in host.findChildren(Palette):
        open_one.dismiss()
    said = window.cards.undo_names()
    off = () if window.view.current_event() is not None else (*_WITH_EVENT, "pick")
    near = window.focused_date
    Palette(host, mode, today=today, near=near, act=window.act, go=window.show_date, said=said, off=off).open()


_CHOOSES = frozenset({"pick", "pick_all", "unpick"})
_WITH_EVENT: dict[str, Callable[[Cards, Occurrence], object]] = {
    "edit": lambda cards, event: cards.edit(event),
    "delete": lambda cards, event: cards.delete(event),
    "duplicate": lambda cards, event: cards.duplicate(event),
    "copy": lambda cards, event: cards.copy_event(event),
    "cut": lambda cards, event: cards.copy_event(event, cut=True),
    "copy_link": lambda cards, event: cards.copy_link(event),
}
_PLAIN: dict[str, Callable[[Window], object]] = {
    "next": lambda window: window.step(1),
    "previous": lambda window: window.step(-1),
    "back": lambda window: window.travel.go(-1),
    "forward": lambda window: window.travel.go(1),
    "pane": lambda window: _next_pane(window, 1),
    "pane_back": lambda window: _next_pane(window, -1),
    "today": lambda window: window.go_today(),
    "new": lambda window: window.new_event(),
    "join": lambda window: window.cards.join_next(),
    "sync": lambda window: window.sign.sync_now(),
    "panel": lambda window: window.toggle_panel(),
    "meetings": lambda window: window.dialogs.show_meetings(),
    "settings": lambda window: window.dialogs.show_settings(),
    "help": lambda window: window.dialogs.show_help(),
    "print": lambda window: window.dialogs.show_print(window.view.visible_range()),
    "search": lambda window: window.search(),
    "paste": lambda window: window.cards.paste(window.view.current_slot()[0]),
    "undo": lambda window: window.cards.undo(),
    "redo": lambda window: window.cards.redo(),
    "commands": lambda window: _find(window, "commands"),
    "date": lambda window: _find(window, "date"),
    "keys": lambda window: _find(window, "keys"),
    "card_on": lambda window: _walk(window, 1),
    "card_back": lambda window: _walk(window, -1),
    "lock": lambda window: _lock(cast("QWidget", window)),
    "quit": lambda window: end(cast("QWidget", window)),
}
