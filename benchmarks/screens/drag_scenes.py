"""Screens with the pointer's button held down: drags on their way.

Nothing is let go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.screens.stage import Stage


def _hold(widget: QWidget, path: Sequence[QPoint], keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(widget, left, keys, path[0])
    for at in path[1:]:
        where = QPointF(widget.mapToGlobal(at))
        moved = QMouseEvent(QEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, left, keys)
        QApplication.sendEvent(widget, moved)


def _in_hours(stage: Stage, title: str) -> QPoint:
    grid = stage.window.week.grid
    chip = grid.chip_of(stage.event(title))
    assert chip is not None
    return QPointF(chip.rect.center().x(), chip.rect.top() + 12 - grid.scrolled()).toPoint()


def week(stage: Stage) -> None:
    """An event of the hours on its way to the next day, an hour later."""
    grid = stage.window.week.grid
    start = _in_hours(stage, "Design review")
    step = QPoint(grid.columns().left(1) - grid.columns().left(0), round(grid.axis.hour_px))
    _hold(grid.viewport(), [start, start + step / 2, start + step])


def lane(stage: Stage) -> None:
    """The same up in the lane of whole days."""
    week, start = stage.window.week, _in_hours(stage, "Design review")
    up = week.head.mapTo(stage.window, QPoint(0, 70)) - week.grid.viewport().mapTo(stage.window, QPoint())
    _hold(week.grid.viewport(), [start, QPoint(start.x(), 40), QPoint(start.x(), up.y())])


def created(stage: Stage) -> None:
    """A new event drawn out over an hour and a quarter."""
    grid = stage.window.week.grid
    start = QPoint(grid.columns().left(5) + 40, round(15 * grid.axis.hour_px) - grid.scrolled() + 1)
    _hold(grid.viewport(), [start, start + QPoint(0, 30), start + QPoint(0, round(grid.axis.hour_px * 1.25))])


def month(stage: Stage) -> None:
    """A bar of several days on its way over the end of a week, as a copy."""
    window = stage.open(view="month")
    bars = (one for one in window.month.page.chips if one.kind == "bar" and one.event.summary == "Trade fair")
    bar = next(bars)
    start = QPointF(bar.rect.left() + 20, bar.rect.center().y()).toPoint()
    cell = window.month.page.cell(0)
    step = QPoint(round(cell.width() * 3), round(cell.height()))
    _hold(window.month, [start, start + step / 2, start + step], Qt.KeyboardModifier.ControlModifier)


def several(stage: Stage) -> None:
    """Four events chosen, with the bar that tells what can be done with them."""
    window = stage.window
    chosen = window.chosen
    assert chosen is not None
    chosen.picks.add(stage.event(title) for title in ("Retro", "Dentist", "Trade fair", "Customer demo"))


def several_deleted(stage: Stage) -> None:
    """The question about them."""
    several(stage)
    stage.window.act("delete")


PLAYS: dict[str, Callable[[Stage], None]] = {
    "drag-week": week,
    "drag-lane": lane,
    "drag-new": created,
    "drag-month": month,
    "several": several,
    "several-delete": several_deleted,
}
