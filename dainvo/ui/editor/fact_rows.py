"""Rows of the popover: a fact beside its icon, and the people with their answers.

Everything is plain text, with links alive where they are asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from dainvo.ical.event import Attendee, EventDraft, PartStat
from dainvo.ui import join, live_text, mirror
from dainvo.ui.chips import Chip, avatar
from dainvo.ui.controls import Elided, Glyph, beside_label, column, grown, plain, row, tip, tool
from dainvo.ui.editor import phrases
from dainvo.ui.editor.categories import color_of, read_list
from dainvo.ui.editor.chip_field import ChipField
from dainvo.ui.editor.place_field import map_of

#: More people than this are folded at first.
UNFOLDED = 4
NOTE_LINES = 6
ROW_PX = 28  # the first line of each, with a button or without
_ORDER = (
    (PartStat.ACCEPTED, "check", "ok"),
    (PartStat.TENTATIVE, "tilde", "text2"),
    (PartStat.DECLINED, "cross", "danger"),
    (PartStat.NEEDS_ACTION, "question", "warning"),
    (PartStat.DELEGATED, "question", "text2"),
)


def fact_row(icon: str, text: str, *, role: str = "text2", text_role: str = "", links: bool = False) -> QHBoxLayout:
    """Icon and text that can be selected; `role` is the icon's colour. `links`: those of the text are alive."""
    label = plain("" if links else text, role=text_role, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if links:
        live_text.show(label, text)
    beside_label(label, ROW_PX)
    made = row(spacing=10, margins=(16, 0, 16, 0))
    made.addLayout(_in_first_line(Glyph(icon, role=role)))
    made.addWidget(label, 1)
    return made


def _in_first_line(thing: QWidget) -> QVBoxLayout:
    high = max(thing.minimumHeight(), thing.sizeHint().height())
    return column(max(0, grown(ROW_PX) - high) // 2, thing, None)


def place_row(place: str) -> QHBoxLayout:
    """The place with its link alive, or with a button that shows it on a map (E18)."""
    made = fact_row("place", place, links=True)
    if not live_text.first_link(place):
        on_map = tool("globe", QCoreApplication.translate("FactRows", "Show this place on a map"), small=True)
        on_map.setToolTip(tip(QCoreApplication.translate("FactRows", "Show this place on a map (openstreetmap.org)")))
        on_map.clicked.connect(lambda: join.browse(map_of(place), on_map))
        made.addLayout(_in_first_line(on_map))
    return made


def text_rows(draft: EventDraft, join_url: str, categories: str) -> list[QHBoxLayout]:
    """Notes, link and categories; a link that is the meeting's stands elsewhere (E32, E33)."""
    made = []
    if draft.description.strip():
        lines = draft.description.strip().splitlines()
        text = "\n".join(lines[:NOTE_LINES]) + ("\n…" if len(lines) > NOTE_LINES else "")
        made.append(fact_row("notes", text[:600], links=True))
    if draft.url and draft.url != join_url:
        made.append(fact_row("link", draft.url, links=True))
    if draft.categories:
        made.append(tags_row(draft.categories, categories))
    return made


def tags_row(words: tuple[str, ...], known: str) -> QHBoxLayout:
    """The categories as chips in the colours of the managed list (E29)."""
    managed = read_list(known)
    holder = ChipField()
    chips = [Chip(word, color=color_of(word, managed)) for word in words[:20]]
    for chip in chips:
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder.show_chips(chips)
    made = QHBoxLayout()
    made.setContentsMargins(*mirror.sides(40, 3, 16, 3))
    made.addWidget(holder)
    return made


class _Person(QWidget):
    """Initial, first name, answer."""

    def __init__(self, one: Attendee, mark: tuple[str, str], said: str, note: str) -> None:
        super().__init__()
        self._name = phrases.short_name(one)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*mirror.sides(grown(18) + 6, 0, 0, 0))
        layout.setSpacing(6)
        name = Elided(self._name)
        layout.addWidget(name)
        if note:
            layout.addWidget(plain(note, style="month_time", role="text2"))
        layout.addWidget(Glyph(mark[0], size=12, role=mark[1]))
        name.setMaximumWidth(name.sizeHint().width())
        layout.addStretch(1)
        self.setFixedHeight(grown(20))
        self.setAccessibleName(f"{one.name or one.address}{f', {note}' if note else ''}: {said}")
        self.setToolTip(tip(one.address))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        avatar(painter, QRectF(0, 1, grown(18), grown(18)), self._name[:1].upper(), self._name)


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
        head = row(Glyph("people"), plain(phrases.people(len(people))), spacing=10, margins=(16, 0, 10, 0))
        head.addStrut(grown(ROW_PX))
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
        grid.setContentsMargins(*mirror.sides(42, 2, 16, 5))
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        for place, one in enumerate(people):
            note = self.tr("you") if one.address.lower() in self._own else ""
            person = _Person(one, marks[one.partstat], said[one.partstat], note)
            grid.addWidget(person, place // 2, place % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid
