"""The menu behind the view switch: views with their keys, and how many days or weeks two of them show.

Chooses nothing itself: what was chosen is told to whoever asked for the menu.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ui import keys, mirror
from dainvo.ui.key_menu import KeyMenu

DAYS, WEEKS = range(2, 15), range(1, 13)
#: The view and the number of its days or weeks, 0 where that stays.
Chosen = Callable[[str, int], None]


def open_at(
    point: QPoint, parent: QWidget, names: Mapping[str, str], current: str, numbers: Mapping[str, int], chosen: Chosen
) -> QMenu:
    """Open the menu at `point` of the screen. `names` are the views offered; `numbers` how many "days" and "weeks"."""
    menu = KeyMenu(parent)
    menu.setObjectName("view-menu")
    menu.aboutToHide.connect(menu.deleteLater)
    group = QActionGroup(menu)
    for view, name in names.items():
        action = _choice(menu, group, name, view == current)
        if found := keys.keys_of(view):
            action.setShortcut(QKeySequence(found[0]))
            action.setShortcutVisibleInContextMenu(False)  # the menu shows them itself
        action.triggered.connect(lambda _on=False, view=view: chosen(view, 0))
    menu.addSeparator()
    _add_numbers(menu, "days", _tr("Number of days"), DAYS, numbers["days"], chosen)
    _add_numbers(menu, "weeks", _tr("Number of weeks"), WEEKS, numbers["weeks"], chosen)
    mirror.pop(menu, point)
    return menu


def _add_numbers(menu: QMenu, view: str, title: str, numbers: Iterable[int], current: int, chosen: Chosen) -> None:
    inner = menu.addMenu(title)
    group = QActionGroup(inner)
    for number in numbers:
        action = _choice(inner, group, str(number), number == current)
        action.triggered.connect(lambda _on=False, number=number: chosen(view, number))


def _choice(menu: QMenu, group: QActionGroup, name: str, checked: bool) -> QAction:
    action = menu.addAction(name)
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)
    return action


def _tr(text: str) -> str:
    return QCoreApplication.translate("Views", text)
