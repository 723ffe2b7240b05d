"""What is said unasked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes, Notice
from dainvo.ical.event import ResourceId
from dainvo.ui import dates, notices, toasts

START = datetime(2027, 3, 10, 13, 0, tzinfo=UTC)


class Bridge:
    def __init__(self) -> None:
        self.verbs: list[tuple[Any, ...]] = []

    def run(self, verb: str, *values: Any) -> None:
        self.verbs.append((verb, *values))


def no_review(resource: ResourceId) -> None:
    raise AssertionError("nothing is to be reviewed")


def test_a_meeting_that_is_gone_shortly_before_it_begins(qtbot: QtBot) -> None:
    """N10: title, time, the one thing to do and whom it reaches; the button leads to the question."""
    window, reviewed = QWidget(), list[ResourceId]()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    for people in (4, 1, 0):
        told = Notice("meeting_gone", ResourceId(7), "Review", START, people=people)
        notices.tell(window, Bridge(), [told], ZoneInfo("Europe/Berlin"), reviewed.append)  # type: ignore[arg-type] # as much of it as is used
    begins = f"“Review” begins at {dates.time_text(START.astimezone(ZoneInfo('Europe/Berlin')))}. "
    gone = "Zoom meeting no longer exists — make a new one"
    assert list(toasts.of(window).history) == [
        f"{begins}{gone} and tell 4 people",
        f"{begins}{gone} and tell 1 person",
        f"{begins}{gone}",
    ]
    [button] = toasts.of(window).findChildren(QPushButton)
    assert button.text() == "Review…"
    button.click()
    assert reviewed == [ResourceId(7)]


def test_a_waiting_event_is_told_with_its_way_out(qtbot: QtBot) -> None:
    """M68: title, time in the viewer's zone, and the button that sends it."""
    window, bridge = QWidget(), Bridge()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    told = Notice("waiting_for_zoom", ResourceId(7), "Review", START)
    both = Changes(notices=(told,)) | Changes(
        outbox=True, notices=(Notice("of a later version", ResourceId(8), "", START),)
    )
    notices.tell(window, bridge, both.notices, ZoneInfo("Europe/Berlin"), no_review)  # type: ignore[arg-type] # as much of it as is used
    [said] = toasts.of(window).history
    assert "Review" in said
    assert "14:00" in said or "2:00" in said
    [button] = toasts.of(window).findChildren(QPushButton)
    assert button.text() == "Send without link now"
    button.click()
    assert bridge.verbs == [("zoom.send_without_link", ResourceId(7))]


def test_a_refused_deletion_is_told_with_the_servers_words(qtbot: QtBot) -> None:
    """Reliability §2.7: the event is back, and nobody has to wonder why; words of a server are plain text."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    for words in ("Only <b>Anna</b> may", ""):
        notice = Notice("deletion_refused", ResourceId(7), "Review", START, words)
        notices.tell(window, Bridge(), [notice], ZoneInfo("Europe/Berlin"), no_review)  # type: ignore[arg-type] # as much of it as is used
    assert list(toasts.of(window).history) == [
        "The server did not delete “Review”: it is back. It said: “Only <b>Anna</b> may”",
        "The server did not delete “Review”: it is back.",
    ]
    labels = [label for label in toasts.of(window).findChildren(QLabel) if "Anna" in label.text()]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_a_refreshed_link_is_told(qtbot: QtBot) -> None:
    """N02: the event has it already; nothing is left to do."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    notice = Notice("link_refreshed", ResourceId(7), "Review", START)
    notices.tell(window, Bridge(), [notice], ZoneInfo("Europe/Berlin"), no_review)  # type: ignore[arg-type] # as much of it as is used
    assert list(toasts.of(window).history) == ["The link of “Review” was refreshed: Zoom has another one now."]
