"""Two computers of one person want a meeting for the same event at the same time: over HTTP, on real servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from fakes.calendar_wire import ask
from fakes.engine_bench import Bench
from fakes.meeting_world import MeetingWorld, connect, environment, meeting_world

from dainvo.engine.actions import accounts, events
from dainvo.engine.values import Saved
from dainvo.ical import conference
from dainvo.ical.event import NO_RECURRENCE, AccountId, EventDraft, Online, ResourceId

pytestmark = pytest.mark.end_to_end


@dataclass
class Two:
    """The first computer is the world's, the other one has a profile of its own; both know one event."""

    world: MeetingWorld
    other: Bench
    account: AccountId
    saved: Saved

    def sync(self, order: str) -> None:
        for number in order:
            if number == "1":
                self.world.sync()
            else:
                self.other.call(accounts.sync, self.account)

    def pass_time(self, seconds: float) -> None:
        self.world.jump(seconds)
        self.other.clock.jump(seconds)

    def at_other(self) -> tuple[ResourceId, EventDraft]:
        resource = self.other.store(lambda store: store.resource_by_uid(self.saved.uid)[0].id)
        with self.other.reader() as reader:
            return resource, reader.event(resource, NO_RECURRENCE).draft


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    with meeting_world(tmp_path / "one") as world:
        ready = world.server.ready()
        # Zoom lets an app have several sign-ins of a user if it is asked to; else the last one counts (zoom.md §3.4).
        ask("POST", f"{ready['admin_url']}/switches", body=json.dumps({"parallel_grants": True}))
        other = Bench(tmp_path / "other", environment(ready), background=False)
        try:
            server = world.calendar.server
            account = other.call(accounts.add_caldav, world.calendar.wire.url, server.user, server.password)
            connect(other)
            saved = world.save(world.draft(online=Online.NONE))
            assert world.settled(saved.resource)
            other.call(accounts.sync, account)
            yield Two(world, other, account, saved)
            assert world.bench.bugs == other.bugs == []
        finally:
            other.close()


@pytest.mark.parametrize("trouble", ["none", "answer of Zoom lost", "answer of the calendar lost"])
@pytest.mark.parametrize("order", ["1212", "2211"])
def test_one_of_two_meetings_stays(two: Two, order: str, trouble: str) -> None:
    """N01, zoom.md §10.5: the conditional write decides; the loser deletes its own meeting, and no edit is lost."""
    world = two.world
    resource, draft = two.at_other()
    if trouble == "answer of Zoom lost":
        world.fault("drop_after", method="POST", path="/users/me/meetings")
    if trouble == "answer of the calendar lost":
        world.calendar.wire.fail("PUT", "drop_after", times=2)
    world.edit(two.saved.resource, online=Online.ZOOM)
    two.other.call(events.save_event, replace(draft, online=Online.ZOOM, summary="Theirs"), resource=resource)
    two.sync(order)
    for seconds in (11, 60, 240, 700, 700, 90_000, 700):
        two.pass_time(seconds)
        two.sync(order)
    [meeting] = world.meetings()
    assert meeting["topic"] == "Theirs"
    link = conference.find(world.calendar.text(two.saved.uid))
    assert link is not None
    assert link.meeting_id == str(meeting["id"])
    assert "SUMMARY:Theirs" in world.calendar.text(two.saved.uid)
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 2
    for bench in (world.bench, two.other):
        assert bench.store(lambda store: [*store.intents(), *store.outbox(), *store.kept()]) == []
