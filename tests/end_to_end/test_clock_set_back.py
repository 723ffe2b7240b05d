"""A computer whose clock was ahead and is put right: nothing of a meeting waits until the wrong time has come."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import day
from fakes.calendar_wire import ask
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions.attention import look_at_meeting
from dainvo.engine.sync import push_account
from dainvo.ical.event import MeetingState
from dainvo.zoom.pace import Pace

pytestmark = pytest.mark.end_to_end
AHEAD_S = 30 * 24 * 3600.0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    """Its own clock is a month ahead; that of the servers is right."""
    with meeting_world(tmp_path) as made:
        made.bench.clock.jump(AHEAD_S)
        yield made


def put_right(world: MeetingWorld) -> None:
    world.bench.clock.jump(-AHEAD_S)


def test_a_lost_answer_is_looked_for_by_the_right_clock(world: MeetingWorld) -> None:
    """M19: one meeting, linked within the looks of five minutes, and not a month later."""
    world.fault("drop_after", method="POST", path="/users/me/meetings", times=1)
    saved = world.save(world.draft())
    world.sync()
    put_right(world)
    for seconds in (15, 60, 300):
        world.jump(seconds)
        world.settled(saved.resource, 1.0)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert shown.state is MeetingState.READY


def test_what_zoom_was_away_for_is_tried_by_the_right_clock(world: MeetingWorld) -> None:
    """M18: the next try is that of the clock as it is."""
    world.fault("retry_after", value="20", method="POST", path="/users/me/meetings", times=1)
    saved = world.save(world.draft())
    world.sync()
    put_right(world)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1


def test_an_event_does_not_wait_for_its_link_longer_than_ever(world: MeetingWorld) -> None:
    """M18: saved just before, it is not held for a month because its link may still come."""
    saved = world.save(world.draft())
    put_right(world)
    world.bench.call(push_account, world.calendar.account)
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)


def test_a_meeting_is_looked_at_again(world: MeetingWorld) -> None:
    """M62: a look that is dated in the future is none of this minute."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.bench.call(look_at_meeting, saved.resource)
    put_right(world)
    [made] = world.meetings()
    told = json.dumps({"start_time": "2027-05-05T09:30:00Z"})
    assert ask("POST", f"{world.server.ready()['admin_url']}/meetings/{made['id']}/edit", body=told)[0] == 200
    world.bench.call(look_at_meeting, saved.resource)
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert shown.state is MeetingState.TIME_DIFFERS


def test_the_pace_of_calls_is_no_longer_wait() -> None:
    """M61: of calls that seem to have left in the future no more than the second is waited that they count for."""
    now, slept = [day.now()], list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def calls() -> None:
        pace = Pace("", now=lambda: now[0], sleep=sleep)
        for _ in range(4):
            await pace.turn("light")
        now[0] -= timedelta(seconds=AHEAD_S)
        await pace.turn("light")

    asyncio.run(calls())
    assert [round(seconds, 2) for seconds in slept] == [1.05]
