"""Join as a button in two parts: its face opens the link, its menu copies what people ask for (M25, M40, M41).

Keeps no start link: one is fetched and passed on when it is asked for. Zoom is read only for an entry of the menu.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from dainvo.ical.event import Meeting, MeetingState, ResourceId
from dainvo.ui import join, messages, mirror, theme, toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.density import grown
from dainvo.ui.focus_ring import HALF
from dainvo.ui.meeting_numbers import dial_in_numbers, id_and_passcode, portal

if TYPE_CHECKING:
    from dainvo.engine.values import StartLink

_OURS = {MeetingState.READY, MeetingState.NO_FIXED_TIME, MeetingState.FOLLOWS}


class _Part(QPushButton):
    """One half; the corners towards the other half are square."""

    def __init__(self, text: str, *, start: bool, primary: bool, high: int) -> None:
        super().__init__(text)
        self._start, self._primary = start, primary
        self.setAutoDefault(False)
        self.setProperty(HALF, True)
        tall = grown(high)
        self.setFixedHeight(tall)
        self.setProperty("kind", "primary" if primary else "")
        if high < 28:
            self.setProperty("small", True)
        side = "right" if start != mirror.on else "left"
        square = f"border-top-{side}-radius: 0; border-bottom-{side}-radius: 0;"
        edge = f"border-{side}: none;" if primary or not start else ""
        self.setStyleSheet(f"QPushButton {{ {square} {edge} min-height: {tall - 2}px; max-height: {tall - 2}px; }}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._start or not self._primary:
            return
        painter = QPainter(self)
        thin = QColor(theme.tokens().on_accent)
        thin.setAlphaF(0.4)
        painter.setPen(QPen(thin, 1))
        mirror.turn(painter, self.width())
        painter.drawLine(0, 6, 0, self.height() - 7)


class JoinButton(QWidget):
    """`face` is "Join" where there is little room; the accessible name is always the whole.

    `now` gives the time in the viewer's zone. With `removes` the menu offers to take the meeting off, which `remove`
    asks the owner for.
    """

    remove = Signal()

    def __init__(
        self,
        bridge: Bridge,
        meeting: Meeting,
        resource: ResourceId,
        *,
        now: Callable[[], datetime],
        removes: bool = False,
        primary: bool = False,
        short: bool = False,
        high: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._meeting, self._resource, self._now = bridge, meeting, resource, now
        self._removes = removes
        self.primary = primary
        zoom = meeting.provider in ("zoom", "")
        name = self.tr("Join Zoom meeting") if zoom else self.tr("Join meeting")
        self.face = _Part(self.tr("Join") if short else name, start=True, primary=primary, high=high)
        self.face.setAccessibleName(name)
        self.face.clicked.connect(lambda: join.join(self._meeting.join_url, self))
        self.more = _Part("", start=False, primary=primary, high=high)
        self.more.setFixedWidth(grown(36 if high > 28 else 26))
        self.more.setAccessibleName(self.tr("More ways to join and copy"))
        self.more.setToolTip(self.more.accessibleName())
        theme.set_icon(self.more, "chevron-down", role="on_accent" if primary else "text2")
        self.more.clicked.connect(self._open_menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.face, 1)
        layout.addWidget(self.more)
        wide = QSizePolicy.Policy.Expanding if high > 28 else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.menu = self._make_menu()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        link = self._meeting.join_url
        self._entry(menu, self.tr("Copy &link"), lambda: join.copy(link, self.tr("Link copied"), self))
        if self._meeting.meeting_id:
            text = id_and_passcode(self._meeting)
            self._entry(
                menu, self.tr("Copy &ID and passcode"), lambda: join.copy(text, self.tr("ID and passcode copied"), self)
            )
        if self.may_start:
            self._entry(menu, self.tr("Copy i&nvitation"), lambda: self._invitation(self._copy_invitation))
            self._entry(menu, self.tr("Copy &dial-in numbers"), lambda: self._invitation(self._copy_dial_in))
            menu.addSeparator()
            self._entry(menu, self.tr("Start as &host"), self.start)
            self._entry(menu, self.tr("Meeting &details…"), self._details)
            page = portal(self._meeting.meeting_id)
            self._entry(menu, self.tr("&Open at Zoom"), lambda: join.browse(page, self))
        if self._removes:
            menu.addSeparator()
            self._entry(menu, self.tr("&Remove meeting"), self.remove.emit)
        return menu

    @property
    def may_start(self) -> bool:
        """Whether the user hosts the meeting by a connected account."""
        return self._meeting.state in _OURS and self._meeting.account is not None

    def _entry(self, menu: QMenu, text: str, do: Callable[[], object]) -> None:
        action = QAction(text, menu)
        action.triggered.connect(lambda: do())
        menu.addAction(action)

    def _open_menu(self) -> None:
        mirror.drop(self.menu, self, 2)

    def _invitation(self, then: Callable[[str], None]) -> None:
        self._bridge.run("zoom.invitation_text", self._resource, ok=then, err=self._failed, owner=self)

    def _copy_invitation(self, text: str) -> None:
        join.copy(text, self.tr("Invitation copied"), self)

    def _copy_dial_in(self, text: str) -> None:
        numbers = dial_in_numbers(text)
        if numbers:
            join.copy(numbers, self.tr("Dial-in numbers copied"), self)
        else:
            toasts.say(self, self.tr("This meeting has no dial-in numbers."))

    def start(self) -> None:
        """As host, by a link that is fetched now and passed on at once."""
        self._bridge.run("zoom.start_link", self._resource, ok=self._started, err=self._failed, owner=self)

    def _started(self, link: StartLink) -> None:
        join.start(link.url, self)

    def _failed(self, failure: BaseException) -> None:
        toasts.say(self, messages.explain(failure).both)

    def _details(self) -> None:
        from dainvo.ui.editor.meeting_details import MeetingDetailsSheet

        MeetingDetailsSheet(self.window(), self._bridge, self._resource, self._meeting, now=self._now).open()
