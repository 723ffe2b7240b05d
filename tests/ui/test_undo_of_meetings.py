"""What Undo asks of the engine when a save turned the meeting switch (K16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from fakes.window import ListReader, RecordingBridge, event
from pytestqt.qtbot import QtBot

from dainvo.engine.values import Saved
from dainvo.ical.event import CollectionId, Online, ResourceId, Uid
from dainvo.store.shown import Deleted
from dainvo.ui.undo import UndoLog


@pytest.mark.parametrize(
    ("was", "then", "undone", "again"),
    [
        (Online.KEEP, Online.ZOOM, Online.NONE, Online.ZOOM),
        (Online.ZOOM, Online.NONE, Online.ZOOM, Online.NONE),
        (Online.ZOOM, Online.ZOOM, Online.KEEP, Online.KEEP),
        (Online.KEEP, Online.NONE, Online.KEEP, Online.KEEP),
    ],
)
def test_the_meeting_switch_goes_back_too(
    qtbot: QtBot, was: Online, then: Online, undone: Online, again: Online
) -> None:
    """K16: an event that had no meeting has none again, and one that had one has one."""
    shown = event()
    shown = replace(shown, draft=replace(shown.draft, online=was))
    reader, bridge = ListReader(events={(shown.resource, shown.recurrence_id): shown}), RecordingBridge()
    log = UndoLog(bridge, cast(Any, reader))
    wanted = replace(shown.draft, summary="Renamed", online=then)
    hear = log.watch("events.save_event", (wanted,), {"resource": shown.resource})
    assert hear is not None
    reader.events[shown.resource, shown.recurrence_id] = replace(shown, draft=wanted)
    hear((Saved(shown.resource, shown.uid),))
    log.undo()
    assert bridge.last("undo.revert").kwargs["online"] is undone
    bridge.last("undo.revert").answer()
    log.redo()
    assert bridge.last("undo.revert").kwargs["online"] is again


def test_a_deletion_done_again_is_that_of_the_very_event(qtbot: QtBot) -> None:
    """K16: where the calendar has two of one UID."""
    shown, asked = event(), list[str]()

    class Two(ListReader):
        def text(self, resource: ResourceId) -> str:
            return "this one" if (resource, shown.recurrence_id) in self.events else ""

        def deleted(self) -> list[Deleted]:
            return [Deleted(1, shown.draft.collection, shown.uid, "", datetime(2027, 1, 1, tzinfo=UTC))]

        def find(self, _uid: Uid, _collection: CollectionId, text: str) -> ResourceId:
            asked.append(text)
            return shown.resource

    reader, bridge = Two(events={(shown.resource, shown.recurrence_id): shown}), RecordingBridge()
    log = UndoLog(bridge, cast(Any, reader))
    hear = log.watch("events.delete_event", (shown.resource,), {})
    assert hear is not None
    reader.events.clear()
    hear((None,))
    log.undo()
    bridge.last("conflicts.restore").answer()
    log.redo()
    assert asked == ["this one"]
