"""The other calendars that have an event, in its card: a button shows the copy there (A25).

Changes no copy; each is a separate event to its server.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from dainvo.ical.occurrence import Copy
from dainvo.ui.controls import Glyph, Square, button, column, plain, row, tip


class CopiesRow(QWidget):
    """`chosen` comes with the copy that is to be shown."""

    chosen = Signal(object)  # Copy

    def __init__(self, calendar: str, copies: Sequence[Copy]) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        said = self.tr("This is the copy in {calendar}. Also in:").format(calendar=calendar)
        lines = [plain(said, role="text2", wrap=True)]
        shown = []
        for copy in copies:
            face = button(copy.name.replace("&", "&&"), "link", small=True)
            face.setAccessibleName(self.tr("Show the copy in {calendar}").format(calendar=copy.name))
            face.setToolTip(tip(self.tr("Show the copy in {calendar}").format(calendar=copy.name)))
            face.clicked.connect(lambda _checked=False, copy=copy: self.chosen.emit(copy))
            self.buttons.append(face)
            shown.append(row(Square(copy.color), face, None, spacing=8))
        inside = column(2, *lines)
        for one in shown:
            inside.addLayout(one)
        whole = row(margins=(16, 5, 16, 5), spacing=10)
        whole.addWidget(Glyph("calendar"), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(inside, 1)
        self.setLayout(whole)
