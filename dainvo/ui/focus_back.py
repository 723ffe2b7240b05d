"""Where the focus goes when what has it goes away: from what lies over or below the views to the view, and in what is
built anew to the same control.

Shows and hides nothing. Without it Qt would give the focus to the next button, which is often the first of the bar.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QWidget

#: The name of the stack of views.
VIEWS = "views"


def give_back(leaving: QWidget) -> None:
    """Give the focus to the view that is shown, if it is in `leaving`, which is about to be hidden."""
    window = leaving.window()
    focus = window.focusWidget()
    if focus is None or not (focus is leaving or leaving.isAncestorOf(focus)):
        return
    views = window.findChild(QStackedWidget, VIEWS)
    if isinstance(views, QStackedWidget) and (view := views.currentWidget()) is not None:
        view.setFocus()


class Held(NamedTuple):
    """A control by its name, and which of those that are called the same."""

    name: str
    place: int


def held(part: QWidget) -> Held | None:
    """What has the focus in `part`, which is about to be built anew."""
    focus = part.window().focusWidget()
    if focus is None or focus is part or not part.isAncestorOf(focus):
        return None
    return Held(_name(focus), _called(part, _name(focus)).index(focus))


def take_up(part: QWidget, before: Held | None, otherwise: QWidget) -> None:
    """Give the focus to what is now called as what had it `before`, once it is shown; else to `otherwise`."""
    if before is None:
        return

    def give() -> None:
        found = _called(part, before.name)
        (found[min(before.place, len(found) - 1)] if found else otherwise).setFocus()

    QTimer.singleShot(0, part, give)


def _name(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _called(part: QWidget, name: str) -> list[QWidget]:
    able = [one for one in part.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [one for one in able if one.isVisibleTo(part) and _name(one) == name]
