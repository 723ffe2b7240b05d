"""What the user should hear of without asking: said once, as a toast with the one thing to do.

Decides nothing: the engine says what and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dainvo.ui import dates, toasts
from dainvo.ui.language import counted

if TYPE_CHECKING:
    from dainvo.engine.changes import Notice
    from dainvo.ical.event import ResourceId
    from dainvo.ui.bridge import Bridge


def tell(
    near: QWidget,
    bridge: Bridge,
    notices: Iterable[Notice],
    zone: ZoneInfo,
    review: Callable[[ResourceId], None],
) -> None:
    """Say each of `notices`, its times in the viewer's `zone`; one of an unknown kind is left out.

    `review` asks what is to become of an event's meeting.
    """
    for notice in notices:
        if notice.key == "deletion_refused":
            toasts.say(near, _refused(notice))
        if notice.key == "link_refreshed":
            toasts.say(near, _link_refreshed(notice))
        if notice.key == "meeting_gone":
            face = QCoreApplication.translate("Notices", "Review…")
            toasts.say(near, _gone(notice, zone), toasts.Action(face, partial(review, notice.resource)))
        if notice.key == "waiting_for_zoom":
            toasts.say(near, _waits(notice, zone), _send(bridge, notice))


def _waits(notice: Notice, zone: ZoneInfo) -> str:
    said = QCoreApplication.translate("Notices", "‘%1’ starts at %2 and has no Zoom link yet; nobody was invited")
    title = notice.summary or QCoreApplication.translate("Notices", "An event")
    return said.replace("%1", title).replace("%2", dates.time_text(notice.start.astimezone(zone)))


def _link_refreshed(notice: Notice) -> str:
    title = notice.summary or QCoreApplication.translate("Notices", "An event")
    text = QCoreApplication.translate("Notices", "The link of “%1” was refreshed: Zoom has another one now.")
    return text.replace("%1", title)


def _gone(notice: Notice, zone: ZoneInfo) -> str:
    title = notice.summary or QCoreApplication.translate("Notices", "An event")
    begins = QCoreApplication.translate("Notices", "“%1” begins at %2.")
    begins = begins.replace("%1", title).replace("%2", dates.time_text(notice.start.astimezone(zone)))
    return f"{begins} {gone_shortly(notice.people)}"


def gone_shortly(people: int) -> str:
    """What is to be done where an event is about to begin and its meeting is not there (N10)."""
    if not people:
        return QCoreApplication.translate("MeetingRow", "Zoom meeting no longer exists — make a new one")
    return counted(
        "MeetingRow",
        "Zoom meeting no longer exists — make a new one and tell 1 person",
        "Zoom meeting no longer exists — make a new one and tell %n people",
        people,
    )


def _refused(notice: Notice) -> str:
    title = notice.summary or QCoreApplication.translate("Notices", "An event")
    text = QCoreApplication.translate("Notices", "The server did not delete “%1”: it is back.").replace("%1", title)
    if notice.said:
        text += " " + QCoreApplication.translate("Notices", "It said: “%1”").replace("%1", notice.said)
    return text


def _send(bridge: Bridge, notice: Notice) -> toasts.Action:
    def send() -> None:
        bridge.run("zoom.send_without_link", notice.resource)

    return toasts.Action(QCoreApplication.translate("Notices", "Send without link now"), send)
