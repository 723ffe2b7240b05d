"""A change made in two places: both versions side by side, and the three ways out.

Decides nothing by itself: the engine carries out what was chosen.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from dainvo.errors import Malformed
from dainvo.ui import dates, messages, toasts
from dainvo.ui.controls import button, plain, row
from dainvo.ui.sheet import Sheet

if TYPE_CHECKING:
    from dainvo.store.reader import Kept
    from dainvo.ui.bridge import Bridge


class ConflictSheet(Sheet):
    """Mine, the server's, or both as two events."""

    def __init__(self, parent: QWidget, bridge: Bridge, kept: Kept) -> None:
        super().__init__(parent, parent.tr("Changed in two places"), width=520)
        self._bridge = bridge
        self._kept = kept
        self.body.addWidget(
            plain(
                self.tr("This event was changed here and on the server. Nothing is lost until you choose."), wrap=True
            )
        )
        self.body.addSpacing(12)
        self.body.addWidget(self._versions())
        self.body.addSpacing(16)
        self.buttons = {
            "theirs": button(self.tr("Use the server's") if kept.theirs else self.tr("Delete it here too")),
            "both": button(self.tr("Keep both")),
            "mine": button(self.tr("Keep mine"), "primary"),
        }
        for choice, made in self.buttons.items():
            made.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
        self.buttons["both"].setVisible(bool(kept.theirs))
        self.body.addLayout(row(None, *self.buttons.values()))

    def _versions(self) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(plain(self.tr("Here"), role="strong"), 0, 1)
        grid.addWidget(plain(self.tr("On the server"), role="strong"), 0, 2)
        names = (self.tr("Title"), self.tr("When"), self.tr("Place"))
        mine = told(self._kept.mine)
        theirs = told(self._kept.theirs) if self._kept.theirs else (self.tr("deleted"), "", "")
        for line, (name, one, other) in enumerate(zip(names, mine, theirs, strict=True), 1):
            grid.addWidget(plain(name, role="text2"), line, 0)
            style = "body_strong" if one != other else ""
            grid.addWidget(plain(one, style=style, wrap=True), line, 1)
            grid.addWidget(plain(other, style=style, wrap=True), line, 2)
        return frame

    def _choose(self, choice: str) -> None:
        for made in self.buttons.values():
            made.setEnabled(False)
        self._bridge.run(
            "events.decide_conflict",
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


def told(text: str) -> tuple[str, str, str]:
    """Title, time and place of the first event in a calendar text."""
    from dainvo.ical import resource

    try:
        first = resource.scan(text).rows[0]
    except Malformed:
        return "", "", ""
    return first.summary, _when(first.dtstart, first.dtend), first.location


def _when(start: datetime | date, end: datetime | date) -> str:
    if isinstance(start, datetime) and isinstance(end, datetime):
        return f"{dates.short_day(start.date())}, {dates.time_range(start, end)}"
    return dates.long_day(start)
