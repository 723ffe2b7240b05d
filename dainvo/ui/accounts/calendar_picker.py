"""Calendars with check boxes: which of them are kept on this computer (A04), under their owners (A15).

Decides nothing: `wanted` tells what was ticked.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dainvo.ical.occurrence import CollectionId
from dainvo.store.reader import Collection, CollectionState
from dainvo.ui.controls import Elided, Square, bare_box, grown, plain, row

_NOT_KEPT = (CollectionState.OFF, CollectionState.OFFERED)


class _Line(QWidget):
    """One calendar; a click anywhere on it ticks."""

    def __init__(self, calendar: Collection, ticked: bool, caption: str) -> None:
        super().__init__()
        self.calendar = calendar
        self.box = bare_box(", ".join(part for part in (calendar.name, caption) if part))
        self.box.setChecked(ticked)
        name = Elided(calendar.name)
        layout = row(self.box, Square(calendar.color), name, plain(caption, role="caption"))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.setFixedHeight(grown(28))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the sheet below would be moved

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.box.toggle()


class _TasksOnly(QWidget):
    """A calendar that holds no events: it is named, and cannot be ticked."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__()
        box = bare_box(f"{name}, {said}")
        box.setEnabled(False)
        layout = row(box, Square("#5F6F84"), Elided(name, role="text3"), plain(said, role="caption"))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.setFixedHeight(grown(28))


def _order(one: Collection) -> tuple[str, int, str]:
    return one.owner.lower(), one.order, one.name.lower()


class CalendarPicker(QWidget):
    """What is kept is ticked; what is new is not."""

    changed = Signal()

    def __init__(self, calendars: Sequence[Collection], tasks_only: Sequence[str] = ()) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for one in sorted((one for one in calendars if not one.owner), key=_order):
            self._add(column, one)
        for name in tasks_only:
            column.addWidget(_TasksOnly(name, self.tr("tasks only")))
        owner = ""
        for one in sorted((one for one in calendars if one.owner), key=_order):
            if one.owner != owner:
                owner = one.owner
                head = plain(owner, style="caption_strong", role="text2")
                head.setContentsMargins(0, 10, 0, 2)
                column.addWidget(head)
            self._add(column, one)

    def _add(self, column: QVBoxLayout, one: Collection) -> None:
        new = one.state is CollectionState.OFFERED
        line = _Line(one, one.state not in _NOT_KEPT, self._caption(one, new=new))
        line.box.toggled.connect(self.changed)
        self.lines.append(line)
        column.addWidget(line)

    def wanted(self) -> dict[CollectionId, bool]:
        """Every calendar whose tick is not what it was, or that is new."""
        return {
            line.calendar.id: line.box.isChecked()
            for line in self.lines
            if line.box.isChecked() is (line.calendar.state in _NOT_KEPT)
            or line.calendar.state is CollectionState.OFFERED
        }

    def _caption(self, calendar: Collection, *, new: bool) -> str:
        said = [self.tr("new")] if new else []
        if "VTODO" in calendar.components:
            said.append(self.tr("events and tasks"))
        said.append(rights(calendar))
        return " · ".join(part for part in said if part)


def rights(calendar: Collection) -> str:
    """What may be done in a calendar, if that is not everything."""
    from PySide6.QtCore import QCoreApplication

    def tr(text: str) -> str:
        return QCoreApplication.translate("CalendarPicker", text)

    held = (calendar.writable, calendar.may_change, calendar.may_delete)
    if calendar.state is CollectionState.GONE:
        return tr("no longer on the server")
    return {
        (True, True, True): "",
        (False, False, False): tr("read-only"),
        (True, False, False): tr("add events only"),
        (True, True, False): tr("no deleting"),
        (False, True, True): tr("no new events"),
    }.get(held, tr("some rights only"))
