"""The rows of the Meetings page: a meeting or a question each, its time at the left, its buttons at the right.

A row says which button was pressed; what follows is the page's business.
"""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from dainvo.engine.listed import Kind, ListedMeeting, Place
from dainvo.store.needing import Attention
from dainvo.ui import mirror
from dainvo.ui.controls import Elided, Glyph, button, grown, plain, tool
from dainvo.ui.meeting_numbers import spaced
from dainvo.ui.meetings import words
from dainvo.ui.meetings.words import tr

_TIME_PX = 148
_ICON_PX = 24  # with the gap beside it


class _Row(QWidget):
    """Time, title over a caption, buttons."""

    def __init__(self, time: str, title: str, caption: str, *, icon: str = "") -> None:
        super().__init__()
        self.time = plain(time, role="text2")
        self.time.setFixedWidth(grown(_TIME_PX) - (_ICON_PX if icon else 0))
        self.title = Elided(title, style="body_strong")
        self.caption = Elided(caption, style="caption", role="text2")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.caption)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(*mirror.sides(14, 8, 10, 8))
        self.row.setSpacing(8)
        if icon:
            self.row.addWidget(Glyph(icon, role="warning"))
        self.row.addWidget(self.time)
        self.row.addLayout(texts, 1)
        self.setAccessibleName(f"{title}, {time}")
        self.setAccessibleDescription(caption)

    def add(self, face: str, about: str, kind: str = "") -> QPushButton:
        made = button(face, kind, small=True)
        made.setAccessibleName(f"{made.text()}: {about}")
        self.row.addWidget(made)
        return made


class MeetingLine(_Row):
    """One meeting at Zoom, and what can be done about it where it stands."""

    opened = Signal()
    event_wanted = Signal(QPoint)  # where a menu of calendars may open
    link_wanted = Signal(QPoint)
    deletion_wanted = Signal()

    def __init__(self, meeting: ListedMeeting, zone: tzinfo, *, account: str = "") -> None:
        local = meeting.start.astimezone(zone) if meeting.start is not None else None
        title = meeting.title or meeting.topic or tr("(no title)")
        super().__init__(words.when(local), title, " · ".join(_facts(meeting, account)))
        self.meeting = meeting
        self.open_button = self.make_button = self.delete_button = None
        self.more = None
        if meeting.resource is not None:
            self.open_button = self.add(tr("Open event"), title)
            self.open_button.clicked.connect(self.opened)
        elif not meeting.under_way:
            if meeting.event_possible:
                self.make_button = self.add(tr("Make event"), title)
                self.make_button.clicked.connect(lambda: self.event_wanted.emit(_below(self.make_button)))
            self.delete_button = self.add(tr("Delete at Zoom…"), title, "quiet-danger")
            self.delete_button.clicked.connect(self.deletion_wanted)
            if meeting.place is Place.FREE:
                self.more = tool("more", tr("More about {title}").format(title=title), small=True)
                self.more.clicked.connect(lambda: self.link_wanted.emit(_below(self.more)))
                self.row.addWidget(self.more)

    def busy(self, yes: bool) -> None:
        """While Zoom or the engine works on it its buttons wait."""
        for part in (self.make_button, self.delete_button, self.more):
            if part is not None:
                part.setEnabled(not yes)


class AttentionLine(_Row):
    """One question about a meeting, with a button that leads to its answers."""

    review_wanted = Signal()

    def __init__(self, line: Attention) -> None:
        super().__init__(words.when(line.start) if line.start else "", words.title(line), "", icon="warning")
        self.line = line
        said = words.heading(line)
        self.caption.set_text(f"{said} · ID {spaced(line.meeting_id)}" if line.meeting_id else said)
        self.setAccessibleDescription(self.caption.text())
        self.review_button = self.add(tr("Review…"), words.title(line))
        self.review_button.clicked.connect(self.review_wanted)


def _facts(meeting: ListedMeeting, account: str) -> list[str]:
    found = [f"ID {spaced(meeting.meeting_id)}"]
    if meeting.kind is Kind.SERIES:
        found.append(tr("repeats"))
    if meeting.minutes and meeting.kind is not Kind.NO_FIXED_TIME:
        found.append(tr("{n} min").format(n=meeting.minutes))
    if meeting.title and meeting.topic and meeting.title != meeting.topic:
        found.append(tr("at Zoom: {topic}").format(topic=meeting.topic))
    if meeting.under_way:
        found.append(tr("being linked to an event"))
    if account:
        found.append(account)
    return found


def _below(part: QWidget | None) -> QPoint:
    return mirror.corner(part, 2) if part is not None else QPoint()


def menu_at(parent: QWidget, place: QPoint) -> QMenu:
    """A menu that goes away with its use; the caller fills it and pops it up at `place`."""
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Choose"))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.setProperty("place", place)
    return menu
