"""What commands mean that change how a view shows its days: the height of hours, what is folded away or hidden.

Keeps nothing: changed settings go to the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from dainvo.settings import Settings
from dainvo.ui import dates
from dainvo.ui.views.month import MonthView
from dainvo.ui.views.time_grid import TimeGrid

if TYPE_CHECKING:
    from dainvo.ui.dialogs import Dialogs
    from dainvo.ui.pages import AnyView


class Window(Protocol):
    """What these commands need of the main window."""

    dialogs: Dialogs

    @property
    def view(self) -> AnyView: ...
    @property
    def settings(self) -> Settings: ...
    def take_settings(self, settings: Settings) -> None: ...


ZOOMS = {"zoom_in": 1, "zoom_out": -1, "zoom_usual": 0}
SWITCHES = ("fold", "weekends", "zones")


def carry_out(window: Window, action: str) -> bool:
    """Do one of ZOOMS, SWITCHES or "left_out"; False if it means nothing now."""
    if action in ZOOMS:
        if not isinstance(window.view, TimeGrid):
            return False
        window.view.grid.zooming.press(ZOOMS[action])
        return True
    if action == "left_out":
        return _show_left_out(window)
    if action == "zones" and not window.settings.zones.split():
        window.dialogs.show_settings("calendar")
        return True
    window.take_settings(_switched(window.settings, action))
    return True


def _switched(settings: Settings, action: str) -> Settings:
    if action == "fold":
        return settings.changed(fold_hours=not settings.fold_hours)
    if action == "zones":
        return settings.changed(show_zones=not settings.show_zones)
    weekend = "".join(str(day) for day in range(1, 8) if day not in dates.workdays(""))
    return settings.changed(hidden_weekdays="" if settings.hidden_weekdays else weekend)


def _show_left_out(window: Window) -> bool:
    view = window.view
    if isinstance(view, (TimeGrid, MonthView)) and view.page.missed:
        view.show_left_out()
    else:
        from dainvo.ui import toasts

        said = QCoreApplication.translate("Views", "Nothing lies on hidden days here.")
        toasts.say(view, said)
    return True
