"""Tab through a window as one reads it, however late a part of it was made.

Qt's own order is that in which the parts were made: what is made when it is wanted would come last of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def step(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to what is laid out next, or before; False, and nothing done, where that is not known."""
    stops = [one for one in _parts(window) if _takes_tab(one)]
    focus = window.focusWidget()
    if focus not in stops:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(stops.index(focus) + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def put_in_order(part: QWidget) -> None:
    """Let Qt's own order in `part` be that of reading; to be called whenever something in it was made anew."""
    stops = [one for one in _parts(part) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None]
    for stop, following in pairwise(stops):
        QWidget.setTabOrder(stop, following)


def _takes_tab(widget: QWidget) -> bool:
    """As Qt asks it: desktops where Tab goes to text and lists alone ask for more."""
    everywhere = QGuiApplication.styleHints().tabFocusBehavior() == Qt.TabFocusBehavior.TabFocusAllControls
    wanted = Qt.FocusPolicy.TabFocus if everywhere else Qt.FocusPolicy.StrongFocus
    takes = widget.focusPolicy() & wanted == wanted and widget.focusProxy() is None
    return takes and widget.isVisible() and widget.isEnabled()


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """The widget, and what is laid out in it."""
    yield widget
    layout = widget.layout()
    scrolled = widget.widget() if isinstance(widget, QScrollArea) else None
    if scrolled is not None:
        yield from _parts(scrolled)
    elif layout is not None:
        yield from _laid_out(layout)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _parts(widget)
        elif inner is not None:
            yield from _laid_out(inner)
