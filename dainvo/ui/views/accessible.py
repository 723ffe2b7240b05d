"""What screen readers find in a view: each painted event as a button with its name, its place and its one action (X02);
in the year each day.

Loaded when a reader asks. Paints nothing and moves no focus: it tells of what the view shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol, cast

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from dainvo.ical.occurrence import Occurrence

#: C++ deletes what it was given when the widget goes; until then Python must not.
_held: list[QAccessibleInterface] = []


#: What a view paints: events, or in the year its days.
Thing = Occurrence | date


class Painted(Protocol):
    """A view whose events are painted; `listed` gives them in the order of the Tab key. One that paints days has
    `current_day`, the day in focus."""

    def listed(self) -> Sequence[Thing]: ...
    def spoken(self, event: Any) -> str: ...
    def place_of(self, event: Any) -> QRect: ...
    def current_event(self) -> tuple[Occurrence, QRect] | None: ...
    def choose(self, event: Any) -> None: ...


class _Press(QAccessibleActionInterface):
    """The one action of an event: what Enter does."""

    def __init__(self, owner: _Event) -> None:
        super().__init__()
        self._owner = owner

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, action: str) -> None:
        event = self._owner.event
        if event is not None and action == QAccessibleActionInterface.pressAction():
            self._owner.view.choose(event)

    def keyBindingsForAction(self, action: str) -> list[str]:
        return ["Return"]


class _Event(QAccessibleInterface):
    """The event at one place in the order; which one that is changes with the page."""

    def __init__(self, widget: QWidget, number: int) -> None:
        super().__init__()
        self._widget, self.number = widget, number
        self._press = _Press(self)

    @property
    def view(self) -> Painted:
        return cast("Painted", self._widget)

    @property
    def event(self) -> Thing | None:
        if not shiboken6.isValid(self._widget) or not self._widget.isVisible():
            return None
        listed = self.view.listed()
        return listed[self.number] if self.number < len(listed) else None

    def isValid(self) -> bool:
        return self.event is not None

    def object(self) -> QObject:
        return cast("QObject", None)  # it is no widget of its own

    def window(self) -> QWindow:
        return cast("QWindow", self._widget.window().windowHandle() if shiboken6.isValid(self._widget) else None)

    def parent(self) -> QAccessibleInterface:
        gone = cast("QAccessibleInterface", None)
        return QAccessible.queryAccessibleInterface(self._widget) if shiboken6.isValid(self._widget) else gone

    def child(self, index: int) -> QAccessibleInterface:
        return cast("QAccessibleInterface", None)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        return cast("QAccessibleInterface", None)

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, t: QAccessible.Text) -> str:
        event = self.event
        return self.view.spoken(event) if event is not None and t == QAccessible.Text.Name else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Events are renamed in the editor."""

    def rect(self) -> QRect:
        event = self.event
        return self.view.place_of(event) if event is not None else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        event = self.event
        if event is None:
            state.invalid = True
            return state
        current = _current(self.view)
        state.focusable = state.selectable = True
        if current is not None and _key(current) == _key(event):
            state.focused = self._widget.hasFocus()
        return state

    def interface_cast(self, wanted: QAccessible.InterfaceType) -> int:
        wants_action = wanted == QAccessible.InterfaceType.ActionInterface
        return cast("int", self._press if wants_action else None)  # a pointer, whatever the stubs say


class _View(QAccessibleWidget):
    """A view as a table whose children are its events, then the widgets it has."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Table)
        self._widget = widget
        self._events: list[_Event] = []

    def _count(self) -> int:
        if not shiboken6.isValid(self._widget) or not self._widget.isVisible():
            return 0  # a view that is locked away tells no more than it paints
        return len(cast("Painted", self._widget).listed())

    def childCount(self) -> int:
        return self._count() + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        count = self._count()
        if index >= count:
            return super().child(index - count)
        while len(self._events) <= index:  # they live as long as the view: a reader may hold on to one
            made = _Event(self._widget, len(self._events))
            QAccessible.registerAccessibleInterface(made)
            self._events.append(made)
            _held.append(made)
        return self._events[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, _Event):
            return child.number
        found = super().indexOfChild(child)
        return found + self._count() if found >= 0 else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        for index in range(self._count()):
            if self.child(index).rect().contains(x, y):
                return self.child(index)
        return super().childAt(x, y)

    def focusChild(self) -> QAccessibleInterface:
        index = index_of(cast("Painted", self._widget), None)
        return self.child(index) if index >= 0 else super().focusChild()


def interface(_key: str, thing: QObject) -> Any:
    """What Qt asks for each widget once a screen reader listens: an interface for a view, None for others."""
    if not isinstance(thing, QWidget) or not paints_events(thing):
        return None
    made = _View(thing)
    _held.append(made)
    return made


def paints_events(widget: QWidget) -> bool:
    """Whether the widget is a view as `Painted` describes it: a page of days, a list."""
    return hasattr(widget, "listed") and hasattr(widget, "spoken")


def _key(thing: Thing) -> tuple[int, str]:
    return (thing.resource, thing.recurrence_id) if isinstance(thing, Occurrence) else (thing.toordinal(), "")


def _current(view: Painted) -> Thing | None:
    """What has the focus of the keys in the view."""
    day = getattr(view, "current_day", None)
    if isinstance(day, date):
        return day
    current = view.current_event()
    return None if current is None else current[0]


def index_of(view: Painted, thing: Thing | None) -> int:
    """The place of `thing`, or of what has the focus, among the children of the view; -1 if it is not there."""
    wanted = thing if thing is not None else _current(view)
    if wanted is None:
        return -1
    return next((number for number, one in enumerate(view.listed()) if _key(one) == _key(wanted)), -1)


def focus(widget: QWidget, thing: Thing) -> bool:
    """Tell readers that `thing` of this view has the focus now; False if the view shows no such one."""
    if not paints_events(widget):
        return False
    index = index_of(cast("Painted", widget), thing)
    if index < 0:
        return False
    told = QAccessibleEvent(widget, QAccessible.Event.Focus)
    told.setChild(index)
    QAccessible.updateAccessibility(told)
    return True
