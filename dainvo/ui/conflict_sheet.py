"""A change made in two places: both versions side by side, and the ways out.

Decides nothing by itself: the engine carries out what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from dainvo.errors import Malformed
from dainvo.ui import dates, messages, theme, toasts
from dainvo.ui.controls import button, line, plain, row
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.store.reader import Kept
    from dainvo.ui.bridge import Bridge

_HEAD = 32
_NAMES = 88
_MOST = 160  # of a text; the rest is in the event


@dataclass(frozen=True, slots=True)
class Told:
    """What one version says, as it is shown."""

    title: str = ""
    when: str = ""
    place: str = ""
    people: str = ""
    notes: str = ""


class ConflictSheet(Sheet):
    """Mine, the server's, or both as two events; or nothing for now."""

    def __init__(self, parent: QWidget, bridge: Bridge, kept: Kept) -> None:
        super().__init__(parent, parent.tr("Changed in two places"), width=600, bar=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._bridge = bridge
        self._kept = kept
        title = kept.summary or self.tr("(no title)")
        self.body.addWidget(
            plain(self.tr("Changed in two places: {title}").format(title=title), role="dialog", wrap=True)
        )
        self.body.addSpacing(4)
        said = self.tr("You changed it here, and somebody on the server. Both versions are safe until you choose.")
        if not kept.theirs:
            said = self.tr("You changed it here, and on the server it was deleted. Yours is safe until you choose.")
        self.body.addWidget(plain(said, role="text2", wrap=True))
        self.body.addSpacing(16)
        self.body.addWidget(self._versions())
        later = button(self.tr("&Decide later"), "ghost")
        later.clicked.connect(self.reject)
        self.buttons = {
            "both": button(self.tr("Keep &both")),
            "theirs": button(self.tr("Use the &server’s") if kept.theirs else self.tr("Delete it here &too")),
            "mine": button(self.tr("Keep &mine"), "primary"),
        }
        for choice, made in self.buttons.items():
            made.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
        self.buttons["both"].setVisible(bool(kept.theirs))
        self.foot.setContentsMargins(13, 12, 20, 12)  # the words of the quiet button stand in the column
        self.foot.addLayout(row(later, None, *self.buttons.values()))
        later.setFocus()

    def _versions(self) -> QFrame:
        mine = told(self._kept.mine)
        theirs = told(self._kept.theirs) if self._kept.theirs else Told(self.tr("deleted"))
        rows = [
            (self.tr("Title"), mine.title, theirs.title),
            (self.tr("When"), mine.when, theirs.when),
            (self.tr("Place"), mine.place, theirs.place),
            (self.tr("People"), mine.people, theirs.people),
            (self.tr("Notes"), mine.notes, theirs.notes),
        ]
        shown = [one for one in rows if one[1] != one[2]]
        if not shown:
            shown = [(self.tr("Details"), self.tr("changed"), self.tr("changed"))]
        return _Table((self.tr("Mine"), self.tr("Server")), shown)

    def _choose(self, choice: str) -> None:
        for made in self.buttons.values():
            made.setEnabled(False)
        self._bridge.run(
            "conflicts.decide_conflict",
            self._kept.id,
            choice,
            ok=lambda _none: self.accept(),
            err=self._failed,
            owner=self,
        )

    def _failed(self, failure: BaseException) -> None:
        for made in self.buttons.values():
            made.setEnabled(True)
        toasts.say(self, messages.explain(failure).both)


class _Table(QFrame):
    """A row of what differs for each name, framed, under a head in the window colour."""

    def __init__(self, heads: tuple[str, str], rows: list[tuple[str, str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, _NAMES)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.setRowMinimumHeight(0, _HEAD)
        for column, head in enumerate(heads, 1):
            grid.addWidget(_cell(head, "switch", "text2"), 0, column)
        for place, (name, mine, theirs) in enumerate(rows):
            grid.addWidget(line(), 2 * place + 1, 0, 1, 3)
            grid.addWidget(_cell(name, "", "text2"), 2 * place + 2, 0, Qt.AlignmentFlag.AlignTop)
            for column, text in ((1, mine), (2, theirs)):
                grid.addWidget(_cell(text or "–", "body_medium" if text else "", ""), 2 * place + 2, column)

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


def _cell(text: str, style: str, role: str) -> QLabel:
    made = plain(text, role=role, style=style, wrap=True)
    made.setContentsMargins(12, 8, 12, 8)
    return made


def told(text: str) -> Told:
    """What the first event in a calendar text says; nothing if it cannot be read."""
    from dainvo.ical import resource

    try:
        first = resource.scan(text).rows[0]
    except Malformed:
        return Told()
    people = ", ".join(address.split("@")[0] for address, _answer in first.attendees)
    notes = " ".join(first.description.split())
    return Told(
        first.summary,
        _when(first.dtstart, first.dtend),
        first.location,
        people,
        notes if len(notes) <= _MOST else f"{notes[:_MOST]}…",
    )


def _when(start: datetime | date, end: datetime | date) -> str:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return f"{dates.short_day(start.date())}, {dates.time_range(start, end)}"
    return dates.long_day(start)
