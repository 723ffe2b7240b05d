"""Says, once after a save, that the event is there (X06), and that its link follows: Zoom did not answer in time (M18).

The first only a screen reader says, as the calendar shows it. Asks nobody: it looks into the copy whenever that
changes, until the meeting is made, refused or late.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from dainvo.engine.changes import Changes
from dainvo.engine.values import Saved
from dainvo.errors import DainvoError
from dainvo.ical.event import EventDraft, MeetingState, Online
from dainvo.store.reader import Reader
from dainvo.ui import toasts
from dainvo.ui.bridge import Bridge
from dainvo.ui.views.view import announce


def after(host: QWidget, bridge: Bridge, reader: Reader, saved: object, draft: EventDraft) -> None:
    """`draft` was saved as `saved` from a card or dialog over `host`."""
    if host.isVisible():  # nothing is said of what is hidden or locked
        title = draft.summary.strip() or QCoreApplication.translate("LinkWatch", "(no title)")
        announce(host, QCoreApplication.translate("LinkWatch", "‘{title}’ is saved").format(title=title))
    if isinstance(saved, Saved) and draft.online is Online.ZOOM:
        LinkWatch(host, bridge, reader, saved, draft.summary).look()


class LinkWatch(QObject):
    """Of one save; gone once there is nothing left to wait for."""

    def __init__(self, host: QWidget, bridge: Bridge, reader: Reader, saved: Saved, title: str) -> None:
        super().__init__(host)
        self._host, self._bridge, self._reader = host, bridge, reader
        self._resource, self._title = saved.resource, title
        bridge.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if self._resource in changes.resources:
            self.look()

    def look(self) -> None:
        """How the meeting stands now."""
        try:
            meeting = self._reader.meeting(self._resource)
        except DainvoError:
            meeting = None
        if meeting is not None and meeting.state is MeetingState.CREATING:
            return
        self._bridge.changed.disconnect(self._changed)
        self.deleteLater()
        if meeting is not None and meeting.state is MeetingState.LINK_FOLLOWS:
            self._tell()

    def _tell(self) -> None:
        bridge, resource = self._bridge, self._resource

        def try_now() -> None:
            bridge.run("zoom.try_now", resource)

        said = QCoreApplication.translate("LinkWatch", "‘{title}’ is saved. The Zoom link follows.")
        face = QCoreApplication.translate("LinkWatch", "Try now")
        action = toasts.Action(face, try_now)
        toasts.say(self._host, said.format(title=self._title), action)
