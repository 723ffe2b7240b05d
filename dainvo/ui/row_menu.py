"""The menu of a calendar in the side panel: what is shown, its colour, and what others add.

Loaded when the first is opened; says what is wanted, and does nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from dainvo.ui import theme
from dainvo.ui.tokens import colour_name

if TYPE_CHECKING:
    from dainvo.store.shown import Collection


def _tr(text: str) -> str:
    return QCoreApplication.translate("SidePanel", text)


def menu_of(
    panel: QWidget,
    calendar: Collection,
    only: Callable[[], None],
    everything: Callable[[], None],
    colour: Callable[[str], None],
    *,
    again: bool,
) -> QMenu:
    """The menu, not yet shown. `again`: only this calendar is shown, and the others come back."""
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(_tr("Show the others again") if again else _tr("Show only this"), only)
    menu.addAction(_tr("Show all"), everything)
    menu.addSeparator()
    colours = menu.addMenu(_tr("Colour"))
    for name, base in theme.EVENT_COLOURS:
        action = colours.addAction(_swatch(base), colour_name(name))
        action.setCheckable(True)
        action.setChecked(base.lower() == calendar.color.lower())
        action.triggered.connect(lambda _on=False, base=base: colour(base))
    return menu


def _swatch(base: str) -> QIcon:
    picture = QPixmap(28, 28)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.event_stripe(base))
    painter.drawRoundedRect(QRectF(2, 2, 24, 24), 7, 7)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
