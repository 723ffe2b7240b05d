"""What is said unasked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes, Notice
from dainvo.ical.event import ResourceId
from dainvo.ui import notices, toasts

START = datetime(2027, 3, 10, 13, 0, tzinfo=UTC)


class Bridge:
    def __init__(self) -> None:
        self.verbs: list[tuple[Any, ...]] = []

    def run(self, verb: str, *values: Any) -> None:
        self.verbs.append((verb, *values))


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
    notices.tell(window, bridge, both.notices, ZoneInfo("Europe/Berlin"))  # type: ignore[arg-type] # as much of it as is used
    [said] = toasts.of(window).history
    assert "Review" in said
    assert "14:00" in said or "2:00" in said
    [button] = toasts.of(window).findChildren(QPushButton)
    assert button.text() == "Send without link now"
    button.click()
    assert bridge.verbs == [("zoom.send_without_link", ResourceId(7))]
