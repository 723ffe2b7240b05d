"""Each permission that was not granted takes exactly its feature (M57, zoom.md §4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.meeting_world import MeetingWorld, connect, meeting_world

from dainvo.engine.actions import events, zoom
from dainvo.errors import Refused, Why
from dainvo.ical.event import MeetingOptions, MeetingState, MeetingWish
from dainvo.store.needing import Asked, Attention, Choice
from dainvo.store.rows import AccountRow

pytestmark = pytest.mark.end_to_end

Granted = Callable[[str], AbstractContextManager[MeetingWorld]]


@pytest.fixture
def without(tmp_path: Path) -> Granted:
    """A world whose Zoom account was connected with one box unticked."""

    @contextmanager
    def made(scope: str) -> Iterator[MeetingWorld]:
        with meeting_world(tmp_path) as world:
            world.bench.call(zoom.remove_zoom, world.zoom)
            world.zoom = connect(world.bench, without=(scope,))
            yield world

    return made


def rest(world: MeetingWorld) -> None:
    for seconds in (0, 11, 60, 240, 700):
        world.jump(seconds)
        world.sync()


def attention(world: MeetingWorld) -> list[Attention]:
    with world.bench.reader() as reader:
        return reader.attention()


def test_without_create(without: Granted) -> None:
    """The event is kept and synced, the reason named; nothing is made."""
    with without("meeting:write:meeting") as world:
        saved = world.save(world.draft())
        rest(world)
        assert "SUMMARY:Review" in world.calendar.text(saved.uid)
        [line] = attention(world)
        assert (line.asked, line.why) == (Asked.REFUSED, Why.ZOOM_SCOPE_MISSING)
        assert world.meetings() == []


def test_without_update(without: Granted) -> None:
    """Changes stay in the calendar, and what does not reach Zoom is named; creating and deleting work."""
    with without("meeting:update:meeting") as world:
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        world.edit(saved.resource, summary="Renamed")
        rest(world)
        assert "SUMMARY:Renamed" in world.calendar.text(saved.uid)
        [line] = attention(world)
        assert (line.asked, line.why) == (Asked.NOT_UPDATED, Why.ZOOM_SCOPE_MISSING)
        assert world.meetings()[0]["topic"] == "Review"
        world.bench.call(events.delete_event, saved.resource)
        rest(world)
        assert world.meetings() == []


def test_without_delete(without: Granted) -> None:
    """The event goes, its meeting stays at Zoom and is named; creating and changing work."""
    with without("meeting:delete:meeting") as world:
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        world.edit(saved.resource, summary="Renamed")
        rest(world)
        assert world.meetings()[0]["topic"] == "Renamed"
        world.bench.call(events.delete_event, saved.resource)
        rest(world)
        assert world.calendar.text(saved.uid) == ""
        [line] = attention(world)
        assert (line.asked, line.why) == (Asked.NOT_DELETED, Why.ZOOM_SCOPE_MISSING)
        assert len(world.meetings()) == 1


def test_without_details(without: Granted) -> None:
    """Nothing is read back: what Zoom took is trusted. Creating, changing and deleting work."""
    with without("meeting:read:meeting") as world:
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        world.edit(saved.resource, summary="Renamed")
        rest(world)
        assert world.meetings()[0]["topic"] == "Renamed"
        with pytest.raises(Refused) as caught:
            world.bench.call(zoom.meeting_details, saved.resource)
        assert caught.value.about["scope"] == "meeting:read:meeting"
        world.bench.call(events.delete_event, saved.resource)
        rest(world)
        assert world.meetings() == []
        assert attention(world) == []


def test_without_list(without: Granted) -> None:
    """A lost answer is the user's to decide; everything else works."""
    with without("meeting:read:list_meetings") as world:
        first = world.save(world.draft("First"))
        assert world.settled(first.resource)
        world.fault("drop_after", method="POST", path="/users/me/meetings")
        world.save(world.draft("Second"))
        rest(world)
        [line] = attention(world)
        assert line.asked is Asked.UNCERTAIN
        assert {Choice.LINK, Choice.MAKE, Choice.LEAVE} <= set(line.choices)
        assert len(world.calls("POST", "/v2/users/me/meetings")) == 2


def test_without_invitation(without: Granted) -> None:
    """The text is built here; the meeting is made and linked."""
    with without("meeting:read:invitation") as world:
        wish = MeetingWish(options=MeetingOptions(full_invitation=True))
        saved = world.save(replace(world.draft(), wish=wish))
        assert world.settled(saved.resource)
        text = world.calendar.text(saved.uid).replace("\r\n ", "")
        assert "Join: " in text
        assert attention(world) == []


def test_without_profile(without: Granted) -> None:
    """The account has no name until its first meeting tells whose it is; signed in again it is the same one."""
    with without("user:read:user") as world:
        assert _account(world).name == "Zoom"
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        assert world.event(saved.resource).meeting is not None
        assert len(world.meetings()) == 1
        account = _account(world)
        assert account.name == "licensed@example.com"
        assert f"X-DAINVO-ZOOM-ACCOUNT:{account.detail['account_hash']}" in world.calendar.text(saved.uid)
        assert connect(world.bench) == world.zoom
        assert _account(world).detail["plan"] == "licensed"
        assert connect(world.bench, without=("user:read:user",)) == world.zoom
        assert connect(world.bench, user="basic@example.com") != world.zoom


def test_without_email(without: Granted) -> None:
    with without("user:read:email") as world:
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        meeting = world.event(saved.resource).meeting
        assert meeting is not None
        assert meeting.state is MeetingState.READY


def _account(world: MeetingWorld) -> AccountRow:
    return world.bench.store(lambda store: store.account(world.zoom))
