"""R01: an event tells at its time what it reminds of, once, on the desktop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from fakes import notifications
from fakes.engine_bench import JumpClock
from fakes.source import BERLIN, Source, all_day, timed
from fakes.window import RecordingBridge
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dainvo import app
from dainvo.engine.changes import Changes
from dainvo.ical.event import Alarm, EventDraft, PartStat, Status
from dainvo.ical.occurrence import CollectionId, Occurrence, ResourceId
from dainvo.profile import Profile
from dainvo.secrets import Secrets
from dainvo.ui import toasts
from dainvo.ui.desktop_notice import Desktop
from dainvo.ui.reminding import Reminding

TEN = Alarm(timedelta(minutes=-10))


@dataclass
class Clock:
    at: datetime = datetime(2027, 3, 10, 9, 0, tzinfo=BERLIN)

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Calendar(Source):
    """Events with their alarms."""

    alarms: dict[int, tuple[Alarm, ...]] = field(default_factory=dict)
    read: int = 0

    def __init__(self, given: list[tuple[Occurrence, tuple[Alarm, ...]]]) -> None:
        super().__init__([one for one, _ in given])
        self.alarms = {one.resource: alarms for one, alarms in given}
        self.read = 0

    def event(self, resource: ResourceId, recurrence_id: Any) -> Any:
        self.read += 1
        return type("Event", (), {"draft": type("Draft", (), {"alarms": self.alarms[resource]})()})()


class World:
    def __init__(self, qtbot: QtBot, given: list[tuple[Occurrence, tuple[Alarm, ...]]]) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.clock, self.bridge, self.reader = Clock(), RecordingBridge(), Calendar(given)
        self.wanted = True
        self.watch = Reminding(
            Desktop(self.window, self.bridge, lambda: self.wanted),
            self.reader,  # type: ignore[arg-type]  # enough of a reader
            self.clock,
        )
        self.qtbot = qtbot

    def read(self) -> None:
        """Have it read now what it would read a little later."""
        self.watch._begin(0)
        self.qtbot.waitUntil(lambda: not self.watch._reading.isActive())

    def told(self, clock: str) -> list[tuple[str, str]]:
        """What was told until then."""
        hour, minute = map(int, clock.split(":"))
        self.clock.at = self.clock.at.replace(hour=hour, minute=minute)
        self.watch.look()
        return [(call.args[0], call.args[1]) for call in self.bridge.calls if call.verb == "desktop.tell"]


def reminded(start: str, end: str, title: str, *alarms: Alarm, **values: Any) -> tuple[Occurrence, tuple[Alarm, ...]]:
    return timed(start, end, title, has_alarm=True, **values), alarms


def test_it_is_told_at_its_time_once(qtbot: QtBot) -> None:
    """R01: with title, time and place; not before, and not again, also when the event is read anew."""
    world = World(qtbot, [reminded("03-10 10:00", "11:00", "Design review", TEN, location="Room 4")])
    world.read()
    assert world.told("09:49") == []
    [(title, text)] = world.told("09:50")
    assert title == "Design review"
    assert text.endswith("· Room 4") and "10:00" in text and "11:00" in text
    world.bridge.changed.emit(Changes(resources=frozenset({world.reader.events[0].resource})))
    world.read()
    assert len(world.told("09:59")) == 1


def test_each_alarm_of_an_event_is_told(qtbot: QtBot) -> None:
    """R01: before the start, at the end; of a whole day counted from its midnight, with the day."""
    day = (all_day("03-11", 1, "Trade fair", has_alarm=True), (Alarm(timedelta(hours=-6)),))
    ends = Alarm(timedelta(), from_end=True)
    world = World(qtbot, [reminded("03-10 10:00", "11:00", "Review", TEN, ends), day])
    world.read()
    assert [title for title, _ in world.told("10:30")] == ["Review"]
    assert [title for title, _ in world.told("11:00")] == ["Review"] * 2
    title, text = world.told("18:00")[-1]
    assert (title, "11 March" in text) == ("Trade fair", True)


def test_what_lies_on_several_days_is_told_once(qtbot: QtBot) -> None:
    """R01: once an alarm, on however many days the event is."""
    ends = Alarm(timedelta(hours=-1), from_end=True)
    world = World(qtbot, [reminded("03-09 10:00", "03-11 12:00", "Trade fair", ends)])
    world.read()
    world.clock.at = world.clock.at.replace(day=11)
    assert len(world.told("11:00")) == 1


def test_the_same_event_in_two_calendars_is_told_once(qtbot: QtBot) -> None:
    """R01 A25"""
    one, alarms = reminded("03-10 10:00", "11:00", "Design review", TEN)
    other = one._replace(resource=ResourceId(one.resource + 1000), collection=CollectionId(2))
    world = World(qtbot, [(one, alarms), (other, alarms)])
    world.read()
    assert len(world.told("09:50")) == 1


def test_no_link_and_no_passcode_reach_the_desktop(qtbot: QtBot) -> None:
    """R01: where the place of an event is its link, the provider is named."""
    link = "https://us02web.zoom.us/j/12345678901?pwd=secret.1"
    world = World(qtbot, [reminded("03-10 10:00", "11:00", "Design review", TEN, join_url=link, location=link)])
    world.read()
    [(_title, text)] = world.told("09:50")
    assert text.endswith("· Zoom") and "secret" not in text and "://" not in text


def test_a_window_in_front_offers_to_join(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """R02: with the link of the event, beside what the desktop shows."""
    link = "https://us02web.zoom.us/j/12345678901"
    joined: list[str] = []
    monkeypatch.setattr("dainvo.ui.join.join", lambda url, _window: joined.append(url))
    world = World(qtbot, [reminded("03-10 10:00", "11:00", "Design review", TEN, join_url=link)])
    with qtbot.waitActive(world.window):
        world.window.show()
        world.window.activateWindow()
    world.read()
    assert len(world.told("09:50")) == 1
    [join] = toasts.of(world.window).findChildren(QPushButton)
    assert "Design review" in toasts.of(world.window).text()
    join.click()
    assert joined == [link]


def test_what_was_missed_in_sleep_is_told_unless_it_is_over(qtbot: QtBot) -> None:
    """R05: asleep from 9:00 to 12:00, one meeting runs, one is over."""
    over, runs = reminded("03-10 10:00", "11:00", "Over", TEN), reminded("03-10 11:30", "12:30", "Runs", TEN)
    world = World(qtbot, [over, runs])
    world.read()
    assert [title for title, _ in world.told("12:00")] == ["Runs"]


def test_who_does_not_come_is_not_reminded(qtbot: QtBot) -> None:
    """R13, I16: declined, cancelled, or not wanted at all."""
    declined = reminded("03-10 10:00", "11:00", "Declined", TEN, own_partstat=PartStat.DECLINED)
    cancelled = reminded("03-10 10:00", "11:00", "Cancelled", TEN, status=Status.CANCELLED)
    world = World(qtbot, [declined, cancelled, reminded("03-10 12:00", "13:00", "Lunch", TEN)])
    world.read()
    assert world.told("10:00") == []
    world.wanted = False
    assert world.told("11:50") == []


def test_what_changed_alone_is_read_again(qtbot: QtBot) -> None:
    """R01: an alarm that was moved counts; the others are not parsed anew."""
    world = World(qtbot, [reminded("03-10 10:00", "11:00", f"Meeting {number}", TEN) for number in range(9)])
    world.read()
    changed = world.reader.events[3].resource
    world.reader.read, world.reader.alarms[changed] = 0, (Alarm(timedelta(minutes=-30)),)
    world.bridge.changed.emit(Changes(resources=frozenset({changed})))
    world.read()
    assert world.reader.read == 1
    assert [title for title, _ in world.told("09:30")] == ["Meeting 3"]


def test_behind_a_passphrase_no_event_is_told(qtbot: QtBot) -> None:
    """Y10: only that there is one, and when."""
    world = World(qtbot, [reminded("03-10 10:00", "11:00", "Secret", TEN, location="Room 4")])
    world.read()
    with patch("dainvo.ui.lock.of", return_value=type("Locked", (), {"locked": True})()):
        [(title, text)] = world.told("09:50")
    assert title == "An event" and "Room 4" not in text and "10:00" in text


@pytest.mark.end_to_end
def test_the_desktop_shows_it(qapp: Any, qtbot: QtBot, tmp_path: Path, shown: notifications.Shown) -> None:
    """R01: from an event that is saved to the desktop's own notification, by itself and not before its time."""
    clock = JumpClock()
    session = app.Session(qapp, Profile(tmp_path / "profile", secrets=Secrets.in_memory(), clock=clock))
    session.watch_desktop()
    session.start_engine()
    assert session.engine is not None
    session.bridge.run("calendar_list.add_local", "Personal", color="#2F6FDE", place="On this computer")
    qtbot.waitUntil(lambda: bool(session.reader.collections()))
    start = clock.now().replace(microsecond=0) + timedelta(hours=2)
    draft = EventDraft(
        collection=session.reader.collections()[0].id,
        summary="Design review",
        start=start,
        end=start + timedelta(hours=1),
        alarms=(TEN,),
    )
    session.bridge.run("events.save_event", draft)
    watch = session.window.findChild(Reminding)
    assert watch is not None
    qtbot.waitUntil(lambda: bool(watch.coming))
    due = start - timedelta(minutes=10)
    clock.jump((due - clock.now()).total_seconds() - 1)
    assert shown.calls == []
    watch.look()
    qtbot.waitUntil(lambda: bool(shown.calls))
    assert clock.now() >= due
    assert [call[3] for call in shown.calls] == ["Design review"]
    session.close()
    session.window.deleteLater()
