"""What the fields of the editor cannot show goes back into the event as it came (A23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import window as given
from fakes.window import NOW, ListReader, RecordingBridge
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dainvo.ical.event import Alarm, Attendee, EventDraft
from dainvo.settings import Settings
from dainvo.ui.editor.editor import Editor

CUSTOM = timezone(timedelta(hours=2, minutes=30), "Customized Time Zone")
BERLIN = ZoneInfo("Europe/Berlin")

ODD: dict[str, dict[str, Any]] = {
    "spaces": {"summary": "  Two  spaces ", "location": " Room  "},
    "tabs": {"summary": "A\tB", "location": "A\tB"},
    "long": {"summary": "x" * 40_000, "location": "y" * 40_000},
    "nbsp": {"description": "10\u00a0km\u2007\u202f\u3000 end \n\n\ttab\n "},
    "seconds": {
        "start": datetime(2027, 3, 10, 9, 0, 30, tzinfo=BERLIN),
        "end": datetime(2027, 3, 10, 9, 59, 59, tzinfo=BERLIN),
    },
    "custom": {"start": datetime(2027, 3, 10, 9, tzinfo=CUSTOM), "end": datetime(2027, 3, 10, 10, tzinfo=CUSTOM)},
    "custom end": {"start": datetime(2027, 3, 10, 9, tzinfo=BERLIN), "end": datetime(2027, 3, 10, 12, tzinfo=CUSTOM)},
    "utc": {"start": datetime(2027, 3, 10, 9, tzinfo=UTC), "end": datetime(2027, 3, 10, 12, tzinfo=UTC)},
    "utc zone": {
        "start": datetime(2027, 3, 10, 9, tzinfo=ZoneInfo("UTC")),
        "end": datetime(2027, 3, 10, 12, tzinfo=ZoneInfo("UTC")),
    },
    "floating": {"start": datetime(2027, 3, 10, 9), "end": datetime(2027, 3, 10, 12)},
    "fold": {
        "start": datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN, fold=1),
        "end": datetime(2027, 10, 31, 3, 30, tzinfo=BERLIN),
    },
    "gap": {"start": datetime(2027, 3, 28, 2, 30, tzinfo=BERLIN), "end": datetime(2027, 3, 28, 3, 30, tzinfo=BERLIN)},
    "empty days": {"start": date(2027, 3, 10), "end": date(2027, 3, 10)},
    "moment": {"start": datetime(2027, 3, 10, 9, tzinfo=BERLIN), "end": datetime(2027, 3, 10, 9, tzinfo=BERLIN)},
    "backwards": {"start": datetime(2027, 3, 10, 9, tzinfo=BERLIN), "end": datetime(2027, 3, 10, 8, tzinfo=BERLIN)},
    "rule": {"rrule": "freq=weekly;interval=1;byday=we;x-foo=1"},
    "rule2": {"rrule": "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2;WKST=SU;UNTIL=20280101T120000Z"},
    "rule3": {"rrule": "FREQ=WEEKLY;COUNT=05;BYDAY=WE"},
    "rule4": {"rrule": "FREQ=DAILY;UNTIL=20270401"},
    "alarms": {
        "alarms": (
            Alarm(timedelta(minutes=-7)),
            Alarm(timedelta(minutes=3), from_end=True),
            Alarm(timedelta(minutes=-7)),
        )
    },
    "categories": {"categories": ("A, B", " c ", "a", "A")},
    "color": {"color": "papayawhip"},
    "color2": {"color": "NotAColour"},
    "url": {"url": "Message:%3Cfoo@bar%3E"},
    "url2": {"url": "foo bar"},
    "url3": {"url": "example.org/x"},
    "guests": {
        "attendees": (Attendee("urn:uuid:1", "  Room  "), Attendee("A@b.example", 'Q "x" <y>'), Attendee("", ""))
    },
}


@pytest.fixture
def opened(qtbot: QtBot, host: QWidget, bridge: RecordingBridge) -> Callable[[EventDraft], Editor]:
    def open_editor(came: EventDraft) -> Editor:
        event = given.event(came)
        reader = ListReader([given.calendar_account(), given.zoom_account()])
        reader.events[event.resource, event.recurrence_id] = event
        editor = Editor(host, bridge, reader, Settings(), draft=came, event=event, now=lambda: NOW)  # type: ignore[arg-type]
        qtbot.addWidget(editor)
        editor.open()
        return editor

    return open_editor


@pytest.mark.parametrize("name", ODD)
def test_what_nobody_changed_goes_back_as_it_came(name: str, opened: Callable[[EventDraft], Editor]) -> None:
    """A23: repr, as a moment in another zone is equal to it."""
    came = given.draft(**ODD[name])
    got = opened(came).form.draft()
    assert {field: repr(getattr(got, field)) for field in ODD[name]} == {
        field: repr(value) for field, value in ODD[name].items()
    }
    assert replace(got, online=came.online, wish=came.wish) == came


def test_what_is_changed_takes_nothing_else_along(opened: Callable[[EventDraft], Editor]) -> None:
    """A23, E08: notes written on keep their no-break spaces, and a moved event its zone that has no name."""
    form = opened(given.draft(**ODD["custom"], description="10\u00a0km", url="example.org")).form
    form.notes.appendPlainText("and back")
    form.when.start_time.chosen.emit(time(11))
    got = form.draft()
    assert got.description == "10\u00a0km\nand back"
    assert got.url == "example.org"
    assert isinstance(got.start, datetime)
    assert got.start.tzinfo is CUSTOM
    assert got.start.astimezone(BERLIN).hour == 11
    form.when.zone.start_chosen.emit("Europe/Berlin")
    start = form.draft().start
    assert isinstance(start, datetime)
    assert start.tzinfo is BERLIN
