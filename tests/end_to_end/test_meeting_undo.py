"""Undo and redo of what was done to an event's meeting: a published link always leads to the one meeting there is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import meetings_page, undo
from dainvo.engine.values import Saved
from dainvo.ical import conference
from dainvo.ical.event import Meeting, MeetingState, Online

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


@dataclass
class Edit:
    """One that was made, and can be taken back and done again."""

    world: MeetingWorld
    saved: Saved
    before: str
    after: str

    def undo(self, online: Online = Online.KEEP) -> None:
        self._bring(self.before, self.after, online)

    def redo(self, online: Online = Online.KEEP) -> None:
        self._bring(self.after, self.before, online)

    def _bring(self, back: str, this: str, online: Online) -> None:
        world = self.world
        world.bench.call(undo.revert, self.saved.uid, world.calendar.collection, back, this, online=online)


def made(world: MeetingWorld) -> Saved:
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    return saved


def edited(world: MeetingWorld, saved: Saved, online: Online, **values: Any) -> Edit:
    before = world.calendar.row(saved.uid).text
    world.edit(saved.resource, online=online, **values)
    return Edit(world, saved, before, world.calendar.row(saved.uid).text)


def shown(world: MeetingWorld, saved: Saved) -> Meeting:
    meeting = world.event(saved.resource).meeting
    assert meeting is not None
    return meeting


def assert_one(world: MeetingWorld, saved: Saved) -> str:
    """One meeting at Zoom, and the event, here and at its server, leads to it."""
    assert world.settled(saved.resource)
    for _ in range(3):
        world.jump(700)
        world.sync()
    [there] = world.meetings()
    link = conference.find(world.calendar.text(saved.uid))
    assert link is not None
    assert (link.meeting_id, link.join_url) == (str(there["id"]), there["join_url"])
    assert world.calendar.text(saved.uid).replace("\r\n ", "").count(":: dainvo zoom") == 1
    assert shown(world, saved).state is MeetingState.READY
    return link.meeting_id


def test_switching_off_is_taken_back_when_the_meeting_is_gone(world: MeetingWorld) -> None:
    """K16, M12: the link of the deleted meeting does not come back; a new meeting takes its place; and off again."""
    saved = made(world)
    first = assert_one(world, saved)
    off = edited(world, saved, Online.NONE)
    assert world.settled(saved.resource)
    assert world.meetings() == []
    off.undo(Online.ZOOM)
    assert assert_one(world, saved) != first
    off.redo(Online.NONE)
    assert world.settled(saved.resource)
    assert world.meetings() == []
    assert conference.find(world.calendar.text(saved.uid)) is None


def test_switching_off_is_taken_back_at_once(world: MeetingWorld) -> None:
    """K16, D1: before anything left the meeting and its link are still there, and stay; a new title follows."""
    saved = made(world)
    first = assert_one(world, saved)
    off = edited(world, saved, Online.NONE, summary="Renamed")
    off.undo(Online.ZOOM)
    assert assert_one(world, saved) == first
    assert len(world.calls("POST", "/v2/users")) == 1
    assert world.calls("DELETE") == []
    assert world.meetings()[0]["topic"] == "Review"


def test_a_new_meeting_in_place_of_the_old_one_stays(world: MeetingWorld) -> None:
    """K16, M24: a save that made a new meeting, and changed the title, too, is taken back: the title, not the link."""
    saved = made(world)
    first = assert_one(world, saved)
    anew = edited(world, saved, Online.ANEW, summary="Renamed")
    second = assert_one(world, saved)
    anew.undo()
    assert assert_one(world, saved) == second != first
    assert world.event(saved.resource).draft.summary == "Review"


def test_a_link_that_came_during_the_edit_stays(world: MeetingWorld) -> None:
    """K16: the text after the edit has a link that the text before has not yet: the event keeps its meeting."""
    saved = world.save(world.draft())
    before = world.calendar.row(saved.uid).text
    first = assert_one(world, saved)
    Edit(world, saved, before, world.calendar.row(saved.uid).text).undo()
    assert assert_one(world, saved) == first


def test_a_meeting_that_stayed_at_zoom_is_linked_again(world: MeetingWorld) -> None:
    """K16, M70: it was found at Zoom and only left its event: taken back, no second one is made."""
    saved = made(world)
    world.edit(saved.resource, online=Online.NONE)
    assert world.settled(saved.resource)
    start = world.draft().start + timedelta(days=1)
    other = world.save(replace(world.draft("Other"), start=start, end=start + timedelta(minutes=45)))
    assert world.settled(other.resource)
    [there] = world.meetings()
    world.bench.store(lambda store: store.drop_meeting(other.uid, world.calendar.collection))
    assert world.calendar.other("DELETE", f"{other.uid}.ics")[0] in (200, 204)
    world.sync()
    linked = world.bench.call(meetings_page.link_meeting, world.zoom, str(there["id"]), saved.resource)
    first = assert_one(world, linked)
    off = edited(world, linked, Online.NONE)
    assert world.settled(linked.resource)
    assert len(world.meetings()) == 1
    off.undo(Online.ZOOM)
    assert assert_one(world, linked) == first
