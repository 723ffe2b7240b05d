"""Rows of the popover: a fact beside its icon, and the people with their answers.

Everything is plain text.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.ical.event import Attendee, PartStat
from dainvo.ui.chips import avatar
from dainvo.ui.controls import Elided, Glyph, plain, row, tip, tool
from dainvo.ui.editor import phrases

#: More people than this are folded at first.
UNFOLDED = 4
_ORDER = (
    (PartStat.ACCEPTED, "check", "ok"),
    (PartStat.TENTATIVE, "tilde", "text2"),
    (PartStat.DECLINED, "cross", "danger"),
    (PartStat.NEEDS_ACTION, "question", "warning"),
    (PartStat.DELEGATED, "question", "text2"),
)


def fact_row(icon: str, text: str, *, role: str = "text2", text_role: str = "") -> QHBoxLayout:
    """Icon and text that can be selected; `role` is the icon's colour."""
    label = plain(text, role=text_role, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made = QHBoxLayout()
    made.setContentsMargins(16, 5, 16, 5)
    made.setSpacing(10)
    made.addWidget(Glyph(icon, role=role), 0, Qt.AlignmentFlag.AlignTop)
    made.addWidget(label, 1)
    return made


class _Person(QWidget):
    """Initial, first name, answer."""

    def __init__(self, one: Attendee, mark: tuple[str, str], said: str, note: str) -> None:
        super().__init__()
        self._name = phrases.short_name(one)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 0, 0, 0)
        layout.setSpacing(6)
        name = Elided(self._name)
        layout.addWidget(name)
        if note:
            layout.addWidget(plain(note, style="month_time", role="text2"))
        layout.addWidget(Glyph(mark[0], size=12, role=mark[1]))
        name.setMaximumWidth(name.sizeHint().width())
        layout.addStretch(1)
        self.setFixedHeight(20)
        self.setAccessibleName(f"{one.name or one.address}{f', {note}' if note else ''}: {said}")
        self.setToolTip(tip(one.address))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        avatar(painter, QRectF(0, 1, 18, 18), self._name[:1].upper(), self._name)


class People(QWidget):
    """A count of answers, and below it the people in two columns. `folded` asks to fold or unfold."""

    folded = Signal()

    def __init__(self, people: tuple[Attendee, ...], *, unfolded: bool, own: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._own = own
        said = {
            PartStat.ACCEPTED: self.tr("yes"),
            PartStat.TENTATIVE: self.tr("maybe"),
            PartStat.DECLINED: self.tr("no"),
            PartStat.NEEDS_ACTION: self.tr("no answer"),
            PartStat.DELEGATED: self.tr("delegated"),
        }
        counts = [(said[stat], sum(one.partstat is stat for one in people)) for stat, _icon, _role in _ORDER]
        summary = " · ".join(f"{count} {word}" for word, count in counts if count)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = row(Glyph("people"), plain(phrases.people(len(people))), spacing=10, margins=(16, 3, 10, 3))
        head.addWidget(Elided(summary, role="text2"), 1)
        hidden = len(people) > UNFOLDED and not unfolded
        if len(people) > UNFOLDED:
            name = self.tr("Show the people") if hidden else self.tr("Hide the people")
            fold = tool("chevron-down" if hidden else "chevron-up", name, small=True)
            fold.clicked.connect(self.folded)
            head.addWidget(fold)
        outer.addLayout(head)
        if not hidden:
            outer.addLayout(self._grid(people[:20], said))

    def _grid(self, people: tuple[Attendee, ...], said: dict[PartStat, str]) -> QGridLayout:
        marks = {stat: (icon, role) for stat, icon, role in _ORDER}
        grid = QGridLayout()
        grid.setContentsMargins(42, 2, 16, 5)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for place, one in enumerate(people):
            note = self.tr("you") if one.address.lower() in self._own else ""
            person = _Person(one, marks[one.partstat], said[one.partstat], note)
            grid.addWidget(person, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid
