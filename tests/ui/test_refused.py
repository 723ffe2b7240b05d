"""The way from the strip to an event that its server refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fakes.calendar_wire import Fault
from fakes.calendar_world import CalendarWorld, at, calendar_world
from fakes.engine_bench import BERLIN
from fakes.window import RecordingBridge
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dainvo.engine.actions import events
from dainvo.engine.changes import Changes
from dainvo.ical.event import EventDraft
from dainvo.settings import Settings
from dainvo.ui import theme
from dainvo.ui.editor.popover import EventPopover
from dainvo.ui.editor.trouble_row import TroubleRow
from dainvo.ui.main_window import MainWindow

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path) as made:
        yield made


@pytest.mark.parametrize("hidden", [False, True])
def test_the_strip_leads_to_the_card_with_the_reason(
    world: CalendarWorld, qapp: QApplication, qtbot: QtBot, hidden: bool
) -> None:
    """A29: its day, the server's own words, [Copy to…] and [Discard]; also where its calendar is not shown."""
    theme.apply(qapp, "light")
    start = at("2027-05-12T14:00")
    world.bench.call(events.save_event, EventDraft(world.collection, "Review", start, start.replace(hour=15)))
    world.wire.faults.append(Fault("PUT", "413", answer=b"<h1>At most 100 kB</h1>"))
    world.sync()
    world.bench.store(lambda store: store.set_collection(world.collection, visible=not hidden))
    bridge = RecordingBridge()
    with world.bench.reader() as reader:
        window = MainWindow(
            reader, bridge, Settings(first_weekday=1), now=lambda: datetime(2027, 3, 10, 9, tzinfo=BERLIN)
        )
        qtbot.addWidget(window)
        window.resize(1200, 800)
        window.show()
        window.on_changes(Changes(outbox=True))
        qtbot.waitUntil(window.strip.isVisible)
        window.strip.button.click()
        [card] = window.findChildren(EventPopover)
        assert card.isVisible()
        said = [label.text() for label in card.findChildren(QLabel)]
        assert "The server said: “At most 100 kB”" in said
        [trouble] = card.findChildren(TroubleRow)
        assert [button.text() for button in trouble.buttons] == ["Copy to…", "Discard"]
        assert window.view.visible_range()[0] <= start.date() <= window.view.visible_range()[1]
        card.dismiss()
    bridge.close()
