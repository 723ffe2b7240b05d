"""A change made in two places: what differs line by line, and the ways out (A08, A30, N07).

Decides nothing by itself: the engine carries out what was chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QLabel, QRadioButton, QWidget

from dainvo.ui import messages, mirror, theme, toasts
from dainvo.ui.controls import button, grown, line, plain, row
from dainvo.ui.editor.conflict_rows import Compared, compared
from dainvo.ui.notice import Notice
from dainvo.ui.sheet import Sheet


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConflictSheet", text)


if TYPE_CHECKING:
    from dainvo.store.reader import Kept
    from dainvo.ui.bridge import Bridge

_HEAD = 32
_NAMES = 96
_RAISED = 3  # such a button is higher than a line by twice as much


class ConflictSheet(Sheet):
    """Mine or the server's, line by line or as a whole, or both as two events; or nothing for now."""

    def __init__(self, parent: QWidget, bridge: Bridge, kept: Kept) -> None:
        super().__init__(parent, _tr("Changed in two places"), width=720, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._kept = kept
        self._lines = compared(kept)
        title = kept.summary or self.tr("(no title)")
        heading, said = self._words()
        self.body.addWidget(plain(heading.format(title=title), role="dialog", wrap=True))
        self.body.addSpacing(4)
        self.body.addWidget(plain(said, role="text2", wrap=True))
        self.body.addSpacing(16)
        self.table = _Table(self._lines, self._heads(), choose=self._by_line())
        self.body.addWidget(self.table)
        self.outcome = Notice()
        if self._by_line():
            self.body.addSpacing(12)
            self.body.addWidget(self.outcome)
        self.later = button(self.tr("&Decide later"), "ghost")
        self.later.clicked.connect(self.reject)
        self.buttons = self._buttons()
        self.foot.setContentsMargins(*mirror.sides(13, 12, 20, 12))  # the words of the quiet button stand in the column
        self.foot.addLayout(row(self.later, None, *self.buttons.values()))
        self.table.changed.connect(self._tell)
        self._tell()
        self.later.setFocus()

    def _words(self) -> tuple[str, str]:
        """The heading, and what happened."""
        if not self._kept.mine:
            return (
                self.tr("Delete “{title}” anyway?"),
                self.tr("You deleted it here, but it was changed on the server. It stays until you choose."),
            )
        if not self._kept.theirs:
            return (
                self.tr("Changed in two places: {title}"),
                self.tr("You changed it here, and on the server it was deleted. Yours is safe until you choose."),
            )
        return (
            self.tr("Changed in two places: {title}"),
            self.tr("You changed it here, and somebody on the server. Both versions are safe until you choose."),
        )

    def _heads(self) -> tuple[str, str, str]:
        """What stands over the columns; an empty one has no column."""
        before = self.tr("Before") if self._kept.base else ""
        return (
            before,
            self.tr("Mine") if self._kept.mine else "",
            self.tr("Server") if self._kept.theirs else "",
        )

    def _by_line(self) -> bool:
        """Whether lines can be chosen one by one."""
        return any(one.number is not None for one in self._lines) and bool(self._kept.mine and self._kept.theirs)

    def _buttons(self) -> dict[str, QWidget]:
        if not self._kept.mine:
            faces = {"mine": (self.tr("&Delete anyway"), ""), "theirs": (self.tr("&Keep it"), "primary")}
        elif not self._kept.theirs:
            faces = {"theirs": (self.tr("Delete it here &too"), ""), "mine": (self.tr("&Keep mine"), "primary")}
        elif self._by_line():
            faces = {
                "both": (self.tr("Keep &both events"), ""),
                "mine": (self.tr("Use all &mine"), ""),
                "theirs": (self.tr("Use all &theirs"), ""),
                "rows": (self.tr("&Apply"), "primary"),
            }
        else:
            faces = {
                "both": (self.tr("Keep &both events"), ""),
                "theirs": (self.tr("Use &theirs"), ""),
                "mine": (self.tr("Keep &mine"), "primary"),
            }
        made: dict[str, QWidget] = {}
        for choice, (face, kind) in faces.items():
            one = button(face, kind)
            one.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
            made[choice] = one
        return made

    def _tell(self) -> None:
        """The whole result in words, before Apply."""
        chosen = self.table.chosen()
        mine = [one.name for one in self._lines if one.number is not None and chosen.get(one.number) == "mine"]
        theirs = [one.name for one in self._lines if one.number is not None and one.name not in mine]
        parts = []
        if mine:
            parts.append(self.tr("{names} as you changed it").format(names=", ".join(mine)))
        if theirs:
            parts.append(self.tr("{names} as on the server").format(names=", ".join(theirs)))
        if any(one.number is None for one in self._lines):
            parts.append(self.tr("all other changes of both"))
        self.outcome.tell(self.tr("Result: {parts}.").format(parts="; ".join(parts)), tone="info")

    def _choose(self, choice: str) -> None:
        for made in self.buttons.values():
            made.setEnabled(False)
        rows = self.table.chosen() if choice == "rows" else None
        self._bridge.run(
            "conflicts.decide_conflict",
            self._kept.id,
            "mine" if choice == "rows" else choice,
            rows,
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )

    def _failed(self, failure: BaseException) -> None:
        for made in self.buttons.values():
            made.setEnabled(True)
        toasts.say(self, messages.explain(failure).both)


def _beside() -> int:
    """Where the words beside a radio button begin."""
    return 12 + grown(16) + 8


class _Cell(QFrame):
    """One version of one line. With a radio button a click anywhere chooses it; what is chosen is washed."""

    def __init__(
        self,
        text: str,
        *,
        name: str = "",
        washed: bool = False,
        radio: bool = False,
        inset: bool = False,
        quiet: bool = False,
    ) -> None:
        super().__init__()
        self._washed = washed
        self.radio = QRadioButton() if radio else None
        self._label = plain(text or "–", role="" if text and not quiet else "text2", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*mirror.sides(_beside() if inset else 12, 8 - _RAISED * radio, 12, 8))
        layout.setSpacing(0)
        if self.radio is not None:
            self.radio.setAccessibleName(name)
            self.radio.setFixedWidth(_beside() - 12)
            self._label.setContentsMargins(0, _RAISED, 0, 0)  # its first line beside the button
            self.radio.toggled.connect(self._weigh)
            layout.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1, Qt.AlignmentFlag.AlignTop)
        self._weigh()

    def _chosen(self) -> bool:
        return self._washed or (self.radio is not None and self.radio.isChecked())

    def _weigh(self) -> None:
        """What is chosen is the strongest word of its line."""
        self._label.setFont(theme.font("body_medium" if self._chosen() else "body"))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.radio is not None:
            self.radio.setChecked(True)
            self.radio.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chosen():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.tokens().selection)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 6, 6)


class _Table(QFrame):
    """A line of what differs for each name, framed, under a head in the window colour."""

    changed = Signal()  # another side of a line was chosen

    def __init__(self, lines: list[Compared], heads: tuple[str, str, str], *, choose: bool) -> None:
        super().__init__()
        self.groups: dict[int, QButtonGroup] = {}
        self._choose = choose
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setRowMinimumHeight(0, _HEAD)
        columns = [place for place, head in enumerate(heads) if head]
        for column, place in enumerate(columns, 1):
            grid.setColumnStretch(column, 3 if choose and place else 2)  # what was before has no button
            grid.addWidget(_head(heads[place], _beside() if choose and place else 12), 0, column)
        for at, one in enumerate(lines or [Compared(self.tr("Details"), "", self.tr("changed"), self.tr("changed"))]):
            grid.addWidget(line(), 2 * at + 1, 0, 1, len(columns) + 1)
            name = plain(one.name, role="text2", wrap=True)
            name.setContentsMargins(12, 8, 12, 8)
            grid.addWidget(name, 2 * at + 2, 0, Qt.AlignmentFlag.AlignTop)
            cells = self._cells(one, heads)
            for column, place in enumerate(columns, 1):
                grid.addWidget(cells[place], 2 * at + 2, column)

    def chosen(self) -> dict[int, str]:
        """The side of each clash."""
        return {number: "mine" if group.checkedId() == 1 else "theirs" for number, group in self.groups.items()}

    def _cells(self, one: Compared, heads: tuple[str, str, str]) -> tuple[QWidget, QWidget, QWidget]:
        before = _Cell(one.before, quiet=True)
        if not self._choose:
            return before, _Cell(one.mine), _Cell(one.theirs)
        if one.number is None:  # both sides' changes go together
            mine = _Cell(one.mine, washed=one.mine_counts, inset=True)
            return before, mine, _Cell(one.theirs, washed=not one.mine_counts, inset=True)
        sides = [
            _Cell(text, name=f"{one.name}, {head}: {text or self.tr('nothing')}", radio=True)
            for text, head in ((one.mine, heads[1]), (one.theirs, heads[2]))
        ]
        group = QButtonGroup(self)
        for number, side in enumerate(sides, 1):
            if side.radio is not None:
                group.addButton(side.radio, number)
        first = group.button(1)
        first.setChecked(True)
        group.idToggled.connect(lambda _id, _on: self.changed.emit())
        self.groups[one.number] = group
        return before, sides[0], sides[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setClipPath(path)
        painter.fillRect(0, 0, self.width(), _HEAD + 1, colours.window)
        painter.setClipping(False)
        painter.setPen(QPen(colours.hairline, 1))
        painter.drawPath(path)


def _head(text: str, left: int) -> QLabel:
    made = plain(text, role="text2", style="switch")
    made.setContentsMargins(*mirror.sides(left, 8, 12, 8))
    return made
