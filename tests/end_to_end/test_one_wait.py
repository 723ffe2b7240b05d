"""What a save with an online meeting waits for the disk: as often as a promise needs it, and no more."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from fakes.engine_bench import until
from fakes.meeting_world import meeting_world

from dainvo.engine.actions import events
from dainvo.engine.desk import Desk
from dainvo.errors import TryLater, Why
from dainvo.ical.event import EventDraft
from dainvo.store.database import Database
from dainvo.store.store import Store

#: Bookkeeping of a sync, which no save is part of.
_NOT_OF_A_SAVE = {"set_account", "set_collection", "note_operation", "be_durable"}


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The verbs of the copy that waited for the disk, in order."""
    asked: list[str] = []
    plain = Database._choose

    def choose(store: Database, *, full: bool) -> None:
        if full:
            asked.append(_verb(sys._getframe(3)))
        plain(store, full=full)

    monkeypatch.setattr(Database, "_choose", choose)
    return asked


def _verb(frame: FrameType | None) -> str:
    """The verb that opened the transaction whose frame is given."""
    while frame is not None and frame.f_code.co_name.startswith("_"):
        frame = frame.f_back
    return frame.f_code.co_name if frame is not None else "?"


def test_from_save_to_link_the_disk_is_waited_for_twice(tmp_path: Path, waits: list[str]) -> None:
    """G12, M19: for the event together with the request that leaves for it, and for the body that the calendar server
    gets."""
    with meeting_world(tmp_path, background=True) as world:
        waits.clear()
        saved = world.save(world.draft())
        until(lambda: world.calendar.wire.of("PUT"))
        of_the_save = [verb for verb in waits if verb not in _NOT_OF_A_SAVE]
        assert of_the_save[:2] == ["set_intent", "linked"]
        assert world.settled(saved.resource)
        assert "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid)
        assert len(world.calls("POST", "/v2/users")) == 1


@pytest.mark.parametrize("background", [True, False], ids=["window", "terminal"])
def test_a_save_that_came_back_is_on_disk_for_good(tmp_path: Path, background: bool) -> None:
    """I-12: also where Zoom cannot be asked, so that no request carries the event along."""

    async def save(desk: Desk, draft: EventDraft) -> bool:
        await events.save_event(desk, draft)
        return desk.store._is_loose

    with meeting_world(tmp_path, background=background) as world:
        world.fault("daily", method="POST", path="/users/me/meetings", times=-1)
        assert [world.bench.call(save, world.draft(f"Event {number}")) for number in range(3)] == [False] * 3


def test_a_disk_that_fills_behind_the_event_makes_no_second_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M19: the event is stored and on screen; told that it was not, people would save it again."""

    def full(_store: Database) -> None:
        raise TryLater(Why.DISK_FULL)

    with meeting_world(tmp_path, background=True) as world:
        world.fault("daily", method="POST", path="/users/me/meetings", times=-1)
        with monkeypatch.context() as filled:
            filled.setattr(Database, "be_durable", full)
            saved = world.save(world.draft("Launch plan"))
        until(lambda: world.calendar.wire.of("PUT"))
        with world.bench.reader() as reader:
            assert [each.resource for each in reader.search("Launch plan")] == [saved.resource]


def test_a_disk_that_fills_behind_a_create_makes_no_second_meeting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M19: the call is counted once Zoom has answered; that this cannot be written says nothing of the meeting."""

    def full(_store: Store, _identity: str, _day: date) -> int:
        raise TryLater(Why.DISK_FULL)

    with meeting_world(tmp_path, background=True) as world:
        monkeypatch.setattr(Store, "count_zoom_write", full)
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        assert len(world.calls("POST", "/v2/users")) == len(world.meetings()) == 1
        assert "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid)
