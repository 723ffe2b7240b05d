"""The context menu of one event (E39): what can be done with it, with the keys that do the same.

Does nothing itself, and shows nothing that the calendar does not allow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import CollectionId, Occurrence
from dainvo.ui import change_menu, keys, mirror, several, theme
from dainvo.ui.key_menu import KeyMenu
from dainvo.ui.views.drag import by_days
from dainvo.ui.views.look import days_of

if TYPE_CHECKING:
    from dainvo.ical.event import Event, EventDraft
    from dainvo.store.reader import Reader
    from dainvo.ui.bridge import Bridge
    from dainvo.ui.undo import UndoLog


class Cards(Protocol):
    """What the menu needs of `cards.Cards`."""

    def join(self, event: Occurrence) -> None: ...
    def edit(self, event: Occurrence) -> None: ...
    def edit_as(self, event: Event, draft: EventDraft) -> None: ...
    def move(self, event: Occurrence, start: datetime | date, end: datetime | date) -> None: ...
    def copy_event(self, event: Occurrence, *, cut: bool = False) -> None: ...
    def copy_link(self, event: Occurrence) -> None: ...
    def duplicate(self, event: Occurrence) -> None: ...
    def export(self, event: Occurrence) -> None: ...
    def delete(self, event: Occurrence) -> None: ...
    def log(self) -> UndoLog | None: ...
    def undo(self) -> None: ...


def show(
    cards: Cards,
    window: QWidget,
    bridge: Bridge,
    reader: Reader,
    event: Occurrence,
    point: QPoint,
    now: Callable[[], datetime],
) -> QMenu:
    """Opened at `point` of the screen."""
    menu = KeyMenu(window)
    menu.setObjectName("event-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    calendar = next((one for one in reader.collections() if one.id == event.collection), None)
    writable = calendar is None or calendar.may_change

    def add(icon: str, text: str, action: str, do: Callable[[], object]) -> QAction:
        made = menu.addAction(text)
        if icon:
            made.setIcon(theme.icon(icon))
        made.setShortcut(_key(action))
        made.triggered.connect(lambda: do())
        return made

    if event.join_url:
        add("video", _tr("Join"), "", lambda: cards.join(event))
    edit = _tr("Edit") if writable else _tr("View")
    add("pencil" if writable else "eye", edit, "edit", lambda: cards.edit(event))
    if event.join_url:
        add("link", _tr("Copy join link"), "copy_link", lambda: cards.copy_link(event))
    menu.addSeparator()
    add("copy", _tr("Duplicate…"), "duplicate", lambda: cards.duplicate(event))
    add("", _tr("Copy"), "copy", lambda: cards.copy_event(event))
    if writable:
        add("", _tr("Cut"), "cut", lambda: cards.copy_event(event, cut=True))
        one_step = several.of(window, bridge, reader, cards)
        goals = partial(_ask_day, cards, window, event, now)
        put = partial(put_into, cards, one_step, reader, event)
        change_menu.add_goals(menu, reader.collections(), event.collection, put, goals)
        change_menu.add_colours(menu, lambda color: one_step.recolour([event], color), event.color)
    menu.addSeparator()
    add("", _tr("Export…"), "", lambda: cards.export(event))
    removable = calendar is None or calendar.may_delete or (event.recurring and calendar.may_change)
    if removable or (calendar is not None and calendar.writable):
        menu.addSeparator()
        add("trash", _tr("Delete"), "delete", lambda: cards.delete(event)).setEnabled(removable)
    for action in menu.actions():
        action.setShortcutVisibleInContextMenu(False)  # the menu shows them itself
    mirror.pop(menu, point)
    return menu


def _ask_day(cards: Cards, window: QWidget, event: Occurrence, now: Callable[[], datetime]) -> None:
    from dainvo.ui.palette import Palette

    go = partial(_to_day, cards, event)
    Palette(window, "goal", today=now().date(), near=days_of(event)[0], go=go).open()


def _to_day(cards: Cards, event: Occurrence, day: date) -> None:
    """The same clock on another day."""
    goal = by_days(event, (day - days_of(event)[0]).days)
    if goal != (event.start, event.end):
        cards.move(event, *goal)


def put_into(cards: Cards, one_step: several.Several, reader: Reader, event: Occurrence, home: CollectionId) -> None:
    """Into another calendar; where guests or Zoom would notice, the editor opens with it first (E15)."""
    try:
        found = reader.event(event.resource, event.recurrence_id)
    except DainvoError:
        return
    noticed = bool(found.draft.attendees) or found.meeting is not None
    takes = any(one.id == home and one.writable for one in reader.collections())
    if noticed and found.writable and takes:
        cards.edit_as(found, replace(found.draft, collection=home))
    else:
        one_step.to_calendar([event], home)


def _key(action: str) -> QKeySequence:
    """The first key that stands for an action, as the menu shows it."""
    return QKeySequence(next(iter(keys.keys_of(action)), ""), QKeySequence.SequenceFormat.NativeText)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventMenu", text)
