"""Choosing several events of a view: with Ctrl one by one, with Shift a row of them, with Alt a rubber band (K19).

Hears the pointer before the view does and draws rings over it; what is done with the chosen ones is others'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import Occurrence, RecurrenceId, ResourceId
from dainvo.ui import mirror, theme
from dainvo.ui.views import chip_paint
from dainvo.ui.views.view import same

FAR_PX = 4  # a press that moves less is a click
Key = tuple[ResourceId, RecurrenceId]


class Picks(QObject):
    """What is chosen, in the order in which it was."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: dict[Key, Occurrence] = {}

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, event: Occurrence) -> bool:
        return _key(event) in self._held

    def events(self) -> list[Occurrence]:
        return list(self._held.values())

    def toggle(self, event: Occurrence) -> None:
        if self._held.pop(_key(event), None) is None:
            self._held[_key(event)] = event
        self.changed.emit()

    def add(self, events: Iterable[Occurrence]) -> None:
        self._held.update((_key(event), event) for event in events)
        self.changed.emit()

    def clear(self) -> bool:
        """Choose nothing; whether anything was."""
        was = bool(self._held)
        self._held.clear()
        if was:
            self.changed.emit()
        return was


def _key(event: Occurrence) -> Key:
    return event.resource, event.recurrence_id


class Drawn(Protocol):
    """What is seen of an event: a chip of a page, a row of a list."""

    @property
    def rect(self) -> QRectF: ...
    @property
    def event(self) -> Occurrence: ...


class Page(Protocol):
    """The view that a surface is of."""

    def in_order(self) -> list[Occurrence]: ...
    def focused(self) -> Occurrence | None: ...


class Surface(QObject):
    """One widget with chips: `chips` in its page, which is scrolled down by `scrolled`."""

    menu_wanted = Signal(QPoint)

    def __init__(
        self,
        widget: QWidget,
        picks: Picks,
        page: Page,
        chips: Callable[[], Sequence[Drawn]],
        scrolled: Callable[[], int] = lambda: 0,
        elsewhere: Callable[[Occurrence, QPoint], bool] = lambda _event, _place: False,
        leaving: Callable[[Occurrence, QPoint], bool] = lambda _event, _place: False,
        inset: int = 0,
    ) -> None:
        """`elsewhere` hears where on the screen an event was let go, and tells whether that was for it; `leaving` the
        same of where one is held. Rings are `inset` px inside what is seen of an event: rows touch one another."""
        super().__init__(widget)
        self._elsewhere, self._leaving, self._inset = elsewhere, leaving, inset
        self._widget, self._picks, self._page = widget, picks, page
        self._chips, self._scrolled = chips, scrolled
        self._pressed: tuple[QPointF, Drawn | None] | None = None
        self.band: QRectF | None = None
        self._rings = _Rings(self, widget)
        picks.changed.connect(self._show)
        widget.installEventFilter(self)
        self._show()

    def _show(self) -> None:
        self._rings.setVisible(bool(len(self._picks)) or self.band is not None)
        self._rings.resize(self._widget.size())
        self._rings.update()

    def chip_at(self, point: QPointF) -> Drawn | None:
        on_page = point + QPointF(0, self._scrolled())
        return next((chip for chip in reversed(self._chips()) if chip.rect.contains(on_page)), None)

    def _inside(self, point: QPointF) -> QPointF:
        return mirror.point(point, self._widget.width())

    def picked(self) -> list[QRectF]:
        """Where the chosen ones are in the widget."""
        up, by = QPointF(0, -self._scrolled()), self._inset
        return [
            chip.rect.translated(up).adjusted(by, by, -by, -by) for chip in self._chips() if chip.event in self._picks
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._rings.resize(self._widget.size())
        if isinstance(event, QContextMenuEvent):
            return self._menu(event)
        if not isinstance(event, QMouseEvent):
            return False
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            return self._press(event)
        if kind == QEvent.Type.MouseMove and self._pressed is not None:
            return self._move(event, *self._pressed)
        if kind == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            return self._release(event)
        return False

    def _press(self, event: QMouseEvent) -> bool:
        point = self._inside(event.position())
        chip = self.chip_at(point)
        self._pressed = (point, chip)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.band = QRectF(point, point)
            self._show()
            return True
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not event.modifiers() & held and (chip is None or chip.event not in self._picks):
            self._picks.clear()
        return False

    def _move(self, event: QMouseEvent, since: QPointF, chip: Drawn | None) -> bool:
        if self.band is not None:
            self.band = QRectF(since, self._inside(event.position())).normalized()
            self._rings.update()
            return True
        if chip is None or not self._leaving(chip.event, event.globalPosition().toPoint()):
            return False
        self._pressed = None
        return True

    def _release(self, event: QMouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        if self.band is not None:
            self._catch()
            return True
        clicked = pressed is not None and (self._inside(event.position()) - pressed[0]).manhattanLength() <= FAR_PX
        chip = pressed[1] if pressed is not None else None
        if chip is not None and not clicked and self._elsewhere(chip.event, event.globalPosition().toPoint()):
            return True
        if not clicked or chip is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._begin_with_focused()
            self._picks.toggle(chip.event)
            return True
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._reach(chip.event)
            return True
        self._picks.clear()
        return False

    def _begin_with_focused(self) -> None:
        """The event that has the focus is the first of those that are chosen."""
        focused = self._page.focused()
        if focused is not None and not len(self._picks):
            self._picks.add([focused])

    def _reach(self, event: Occurrence) -> None:
        """All from the one chosen last, or in focus, to `event`."""
        order = self._page.in_order()
        chosen = self._picks.events()
        begin = chosen[-1] if chosen else self._page.focused() or event
        places = [number for number, one in enumerate(order) if same(one, begin) or same(one, event)]
        self._picks.add(order[places[0] : places[-1] + 1] if places else [event])

    def _catch(self) -> None:
        """What the rubber band touches."""
        band, self.band = self.band, None
        if band is not None:
            on_page = band.translated(0, self._scrolled())
            self._picks.add(chip.event for chip in self._chips() if chip.rect.intersects(on_page))
        self._show()

    def _menu(self, event: QContextMenuEvent) -> bool:
        chip = self.chip_at(self._inside(QPointF(event.pos())))
        of_several = chip is not None and chip.event in self._picks and len(self._picks) > 1
        if of_several and event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
            return True
        return False


class _Rings(QWidget):
    """The rings of the chosen ones and the rubber band, over everything; nothing for the pointer."""

    def __init__(self, surface: Surface, widget: QWidget) -> None:
        super().__init__(widget)
        self._surface = surface
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirror.turn(painter, self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in self._surface.picked():
            chip_paint.ring(painter, box)
        if self._surface.band is not None:
            accent = theme.tokens().accent
            wash = QColor(accent)
            wash.setAlphaF(0.12)
            painter.setPen(QPen(accent, 1))
            painter.setBrush(wash)
            painter.drawRect(self._surface.band)
