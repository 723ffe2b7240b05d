"""What a menu offers to change of events in one step: another day, another calendar, another colour (E39, K19).

Fills submenus; what is chosen goes to whoever asked for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from dainvo.ical.colours import NAMES
from dainvo.ical.occurrence import CollectionId
from dainvo.ui import event_colours
from dainvo.ui.editor.calendar_box import dot

if TYPE_CHECKING:
    from dainvo.store.shown import Collection


def add_goals(
    menu: QMenu,
    calendars: Iterable[Collection],
    here: CollectionId | None,
    put: Callable[[CollectionId], None],
    to_day: Callable[[], None],
) -> QMenu:
    """A day, and each calendar that takes events; `here` is the one that they are in."""
    goals = menu.addMenu(_tr("Move to"))
    goals.addAction(_tr("Another day…"), to_day)
    homes = [one for one in calendars if one.writable and one.id != here]
    if homes:
        goals.addSeparator()
    for one in homes:
        action = goals.addAction(dot(one.color), one.name.replace("&", "&&"))
        action.triggered.connect(lambda _on=False, home=one.id: put(home))
    return goals


def add_colours(menu: QMenu, take: Callable[[str], None], now: str | None) -> QMenu:
    """The calendar's colour and those of events; `now` is the one that they have, None where they differ."""
    colours = menu.addMenu(_tr("Colour"))
    for value, name in {"": event_colours.none(), **event_colours.named()}.items():
        action = colours.addAction(name)
        if value:
            action.setIcon(dot(NAMES[value]))
        action.setCheckable(True)
        action.setChecked(value == now)
        action.triggered.connect(lambda _on=False, value=value: take(value))
    return colours


def _tr(text: str) -> str:
    return QCoreApplication.translate("ChangeMenu", text)
