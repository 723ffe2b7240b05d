"""What of a dialog or card does not get the room that it asks for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollArea, QWidget

from benchmarks.screens.scenes import SCENES

#: Screens that show a dialog or a card; the others are the window itself.
OPENED = [name for name in SCENES if not name.startswith(("week", "month", "day", "offline", "menu"))]


def cut_off(top: QWidget) -> list[str]:
    """What does not get the room that it asks for."""
    found = []
    for label in top.findChildren(QLabel):
        if label.isVisible() and label.text():
            high = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            asked = QSize(0 if label.wordWrap() else label.sizeHint().width(), high)
            found += [f"label “{label.text()}”"] if _lacks(label, asked) else []
    for button in top.findChildren(QPushButton):
        if button.isVisible() and button.text():
            found += [f"button “{button.text()}”"] if _lacks(button, button.sizeHint()) else []
    for control in top.findChildren(QWidget):
        if control.isVisible() and isinstance(control, QLabel | QAbstractButton) and _outside(control):
            found.append(f"outside its parent: {control.metaObject().className()} {control.accessibleName()}")
    for area in top.findChildren(QScrollArea):
        inside = area.widget()
        if area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            continue  # it scrolls across
        if area.isVisible() and inside is not None and inside.minimumSizeHint().width() > area.viewport().width():
            found.append(f"contents {inside.minimumSizeHint().width()} wide in {area.viewport().width()}")
    return found


def _lacks(widget: QWidget, asked: QSize) -> bool:
    return widget.width() < asked.width() or widget.height() < asked.height()


def _outside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return False
    across = widget.mapTo(parent, QPoint(0, 0)).x()
    return across + widget.width() > parent.width() + 2  # chips keep room for their focus ring beside them
