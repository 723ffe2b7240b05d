"""Where the focus goes when something that floats over the views, or lies below them, goes away with it.

Shows and hides nothing. Without it Qt would give the focus to the next button, which is the first of the bar.
"""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

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
