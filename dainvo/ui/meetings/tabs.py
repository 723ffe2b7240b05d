"""Upcoming or past, as the view switch of the main window looks.

Knows no meetings: it shows the numbers it is given.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from dainvo.ui.bar_parts import Segment, paint_track
from dainvo.ui.meetings.words import tr


class Tabs(QWidget):
    """Two radio buttons that look like segments; the arrow keys change between them."""

    chosen = Signal(bool)  # whether the past is wanted

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Which meetings"))
        self._group = QButtonGroup(self)
        self.upcoming, self.past = Segment(tr("Upcoming")), Segment(tr("Past"))
        held = QHBoxLayout(self)
        held.setContentsMargins(2, 2, 2, 2)
        held.setSpacing(0)
        for made, past, key in ((self.upcoming, False, "Alt+U"), (self.past, True, "Alt+P")):
            made.setShortcut(key)
            made.clicked.connect(lambda _checked=False, past=past: self.chosen.emit(past))
            self._group.addButton(made)
            held.addWidget(made)
        self.upcoming.setChecked(True)

    def tell(self, past: bool, coming: int, over: int) -> None:
        """Which is chosen, and how many meetings are in each."""
        for made, name, count, key in (
            (self.upcoming, tr("Upcoming"), coming, "Alt+U"),
            (self.past, tr("Past"), over, "Alt+P"),
        ):
            made.setText(f"{name} {count}" if count else name)
            made.setShortcut(key)  # a new text takes it away
            made.updateGeometry()
        (self.past if past else self.upcoming).setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_track(self)
