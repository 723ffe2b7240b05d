"""Many meetings at once: no more calls than needed, never over Zoom's limits, one refusal for all (M61, I-14)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine import saga
from dainvo.engine.desk import Desk
from dainvo.engine.values import Saved
from dainvo.errors import Why
from dainvo.ical.event import MeetingState
from dainvo.ui.accounts import zoom_info
from dainvo.zoom.pace import LIMITS

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def saved_offline(world: MeetingWorld, count: int) -> list[Saved]:
    """Nothing goes on behind: the events only stand in the copy."""
    start = world.draft().start
    assert isinstance(start, datetime)
    days = [start + timedelta(days=number) for number in range(count)]
    return [world.save(replace(world.draft(), start=day, end=day + timedelta(minutes=45))) for day in days]


async def work_on(desk: Desk) -> None:
    """As the workers of the events do, all at once."""
    await asyncio.gather(*(saga.step(desk, uid) for uid in saga.open_uids(desk)))


def test_a_hundred_events_take_a_hundred_calls(world: MeetingWorld) -> None:
    """100 creates, nothing looked up, nothing sent twice, never faster than Zoom allows."""
    admin = world.server.ready()["admin_url"]
    ask("POST", f"{admin}/switches", body=json.dumps({"per_second_limits": True}))
    before = len(world.calls("GET"))
    saved = saved_offline(world, 100)
    assert world.calls("POST") == []
    began = world.bench.clock.now()
    world.bench.call(work_on)
    took = world.bench.clock.now() - began
    world.sync()
    world.bench.call(work_on)
    state = world.state()
    assert len(state["meetings"]) == 100
    assert [one for one in state["requests"] if one["outcome"] == 429] == []
    assert len(world.calls("GET")) == before
    assert world.calls("PATCH") == []
    assert took >= timedelta(seconds=100 / LIMITS["licensed"]["medium"] - 1)
    assert world.bench.store(lambda store: store.intents()) == []
    assert all("X-DAINVO-ZOOM-ID" in world.calendar.text(one.uid) for one in saved[::33])


def test_one_refusal_for_the_day_stands_for_all(world: MeetingWorld) -> None:
    """M61: the others wait until 00:00 UTC without asking; "Try now" asks once more."""
    admin = world.server.ready()["admin_url"]
    status, _, said = ask("POST", f"{admin}/users/licensed@example.com/quota", body=json.dumps({"used": 98}))
    assert status == 200, said
    saved = saved_offline(world, 6)

    async def one_by_one(desk: Desk) -> None:
        for uid in saga.open_uids(desk):
            await saga.step(desk, uid)

    world.bench.call(one_by_one)
    world.sync()
    assert len(world.meetings()) == 2
    assert len(world.calls("POST")) == 3
    waiting = [meeting for one in saved if (meeting := world.event(one.resource).meeting) and not meeting.join_url]
    midnight = (world.bench.clock.now() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    assert len(waiting) == 4
    for meeting in waiting:
        assert (meeting.state, meeting.why) == (MeetingState.LINK_FOLLOWS, Why.RATE_LIMITED)
        assert meeting.next_try is not None
        assert abs(meeting.next_try - midnight) < timedelta(minutes=1)
    world.jump((midnight - world.bench.clock.now()).total_seconds() + 2)
    world.bench.call(one_by_one)
    assert len(world.meetings()) == 6


def test_what_was_written_today_is_counted(world: MeetingWorld) -> None:
    """I-14: creates and updates of this day, kept through a restart; reads are not."""

    async def counted(desk: Desk) -> int:
        return desk.zoom_writes(world.zoom)

    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.edit(saved.resource, summary="Renamed")
    assert world.settled(saved.resource)
    assert world.bench.call(counted) == 2
    world.bench.close()
    world.bench.open()
    assert world.bench.call(counted) == 2
    world.jump(86_400)
    assert world.bench.call(counted) == 0


def test_the_last_twenty_changes_of_a_day_are_told(world: MeetingWorld) -> None:
    """M61: from the 80th write of this UTC day the account says how many are used; the next day says nothing."""

    def told() -> int:
        with world.bench.reader() as reader:
            account = next(one for one in reader.accounts() if one.id == world.zoom)
        return zoom_info.written_today(account, world.bench.clock.now())

    identity = world.bench.store(lambda store: store.account(world.zoom)).identity
    for _ in range(78):
        world.bench.store(lambda store: store.count_zoom_write(identity, world.bench.clock.now().date()))
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    assert told() == 0
    world.edit(saved.resource, summary="Renamed")
    assert world.settled(saved.resource)
    assert told() == 80
    world.jump(86_400)
    assert told() == 0
