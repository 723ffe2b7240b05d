"""What is asked of a meeting besides having it: options, no fixed time, one that exists, another link, full text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.calendar_world import at
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import zoom, zoom_account
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical.event import EventDraft, Meeting, MeetingOptions, MeetingState, MeetingWish, Online, ResourceId
from dainvo.store.reader import Account

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def settled(world: MeetingWorld, draft: EventDraft) -> Saved:
    saved = world.save(draft)
    assert world.settled(saved.resource)
    return saved


def body(world: MeetingWorld, method: str) -> dict[str, Any]:
    """The JSON of the last call."""
    return world.calls(method)[-1]["body"] or {}


def shown(world: MeetingWorld, resource: ResourceId) -> Meeting:
    meeting = world.event(resource).meeting
    assert meeting is not None
    return meeting


def account(world: MeetingWorld) -> Account:
    with world.bench.reader() as reader:
        return next(one for one in reader.accounts() if one.kind == "zoom")


def portal(world: MeetingWorld, path: str, **values: Any) -> None:
    status, _, said = ask("POST", world.server.ready()["admin_url"] + path, body=json.dumps(values))
    assert status == 200, said


def test_defaults_go_with_a_create_and_nothing_else(world: MeetingWorld) -> None:
    """M07: what is set is sent, nothing unset; what the organisation decided otherwise is remembered and told."""
    options = MeetingOptions(waiting_room=False, mute_upon_entry=True, passcode=True)
    world.bench.call(zoom_account.set_defaults, world.zoom, options)
    portal(world, "/switches", waiting_room_forced=True)
    saved = settled(world, world.draft())
    sent = body(world, "POST")
    assert sent["settings"] == {"use_pmi": False, "waiting_room": False, "mute_upon_entry": True}
    assert "password" in sent
    assert account(world).detail["overruled"] == {"waiting_room": True}
    details = world.bench.call(zoom.meeting_details, saved.resource)
    assert details.settings["waiting_room"] is True
    assert details.overruled == {"waiting_room"}
    portal(world, "/switches", waiting_room_forced=False)
    settled(world, world.draft("Another"))
    assert account(world).detail["overruled"] == {}, "the lock goes when Zoom takes the value"


def test_defaults_outlive_a_check(world: MeetingWorld) -> None:
    """M07, M02."""
    world.bench.call(zoom_account.set_defaults, world.zoom, MeetingOptions(waiting_room=True))
    world.bench.call(zoom.check_zoom, world.zoom)
    assert MeetingOptions.read(account(world).detail["defaults"]).waiting_room is True
    world.bench.call(zoom_account.set_defaults, world.zoom, MeetingOptions())
    assert "defaults" not in account(world).detail


def test_options_of_one_meeting_go_before_the_defaults(world: MeetingWorld) -> None:
    """M07: also after an answer was lost and the request went out a second time."""
    world.bench.call(zoom_account.set_defaults, world.zoom, MeetingOptions(waiting_room=True))
    world.fault("drop_before", method="POST", path="/v2/users/me/meetings", times=1)
    wish = MeetingWish(options=MeetingOptions(host_video=True))
    saved = world.save(replace(world.draft(), wish=wish))
    world.settled(saved.resource, 2.0)
    world.jump(400)
    assert world.settled(saved.resource)
    assert body(world, "POST")["settings"] == {"use_pmi": False, "host_video": True}
    assert len(world.meetings()) == 1


def test_options_of_an_existing_meeting_change_it_once(world: MeetingWorld) -> None:
    """M07: one PATCH with the settings; saving again without a choice sends nothing."""
    saved = settled(world, world.draft())
    world.edit(saved.resource, wish=MeetingWish(options=MeetingOptions(mute_upon_entry=True)))
    assert world.settled(saved.resource)
    [patch] = world.calls("PATCH")
    assert patch["body"] == {"settings": {"use_pmi": False, "mute_upon_entry": True}}
    world.edit(saved.resource)
    assert world.settled(saved.resource)
    assert len(world.calls("PATCH")) == 1


def test_no_fixed_time_is_made_only_if_accepted(world: MeetingWorld) -> None:
    """M65: all-day, longer than a day, already begun: refused without, type 3 with; what is over never."""
    day = world.bench.clock.now().date()
    cases: tuple[dict[str, Any], ...] = (
        {"start": day + timedelta(days=1), "end": day + timedelta(days=2)},
        {"end": at("2027-03-11T20:00")},
        {"start": world.bench.clock.now() - timedelta(minutes=10), "end": world.bench.clock.now() + timedelta(hours=1)},
    )
    for place, times in enumerate(cases):
        draft = replace(world.draft(f"Case {place}"), **times)
        with pytest.raises(Refused) as refused:
            world.save(draft)
        assert refused.value.why in (Why.ZOOM_NEEDS_TIME, Why.ZOOM_ALREADY_BEGUN)
        saved = settled(world, replace(draft, wish=MeetingWish(no_fixed_time=True)))
        assert shown(world, saved.resource).state is MeetingState.NO_FIXED_TIME
        assert shown(world, saved.resource).join_url
    assert [meeting["type"] for meeting in world.meetings()] == [3, 3, 3]
    wish = MeetingWish(no_fixed_time=True)
    past = replace(world.draft(), start=day - timedelta(days=3), end=day - timedelta(days=2), wish=wish)
    with pytest.raises(Refused) as over:
        world.save(past)
    assert over.value.why is Why.ZOOM_OVER


def test_a_meeting_that_exists_is_linked_and_not_made(world: MeetingWorld) -> None:
    """M56, M70: no create; moving the event moves it; taking it off leaves it at Zoom."""
    portal(
        world,
        "/users/licensed@example.com/meeting",
        topic="Review",
        start_time="2027-03-10T13:00:00+00:00",
        duration=45,
        timezone="Europe/Berlin",
    )
    [found] = world.meetings()
    offered = world.bench.call(zoom_account.unlinked_meetings, world.zoom)
    assert [one.meeting_id for one in offered] == [str(found["id"])]
    creates = len(world.calls("POST"))
    saved = settled(world, replace(world.draft(), wish=MeetingWish(use=str(found["id"]))))
    assert shown(world, saved.resource).meeting_id == str(found["id"])
    assert len(world.calls("POST")) == creates
    assert world.bench.call(zoom_account.unlinked_meetings, world.zoom) == ()
    start = at("2027-03-12T09:30")
    world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
    assert world.settled(saved.resource)
    assert [one["start_time"] for one in world.meetings()] == ["2027-03-12T09:30:00"]
    world.edit(saved.resource, online=Online.NONE)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1
    assert world.event(saved.resource).meeting is None


def test_another_link_takes_the_place_of_the_meeting(world: MeetingWorld) -> None:
    """M05: written where links stand, no Zoom call; a meeting goes as when it is switched off; and back."""
    link = "https://meet.example.org/design-review"
    other = settled(world, replace(world.draft(online=Online.OTHER), wish=MeetingWish(link=link)))
    assert world.calls("POST") == []
    text = world.calendar.text(other.uid).replace("\r\n ", "")
    assert text.count(link) == 3, "CONFERENCE, LOCATION, URL"
    assert shown(world, other.resource).join_url == link
    assert world.event(other.resource).draft.wish.link == link
    assert world.event(other.resource).draft.online is Online.OTHER

    saved = settled(world, world.draft("Retro"))
    world.edit(saved.resource, online=Online.OTHER, wish=MeetingWish(link=link))
    assert world.settled(saved.resource)
    assert world.meetings() == []
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    assert "zoom" not in text.lower().replace("x-dainvo-zoom-gone", "")
    assert world.event(saved.resource).draft.description == "Bring numbers."

    world.edit(saved.resource, online=Online.ZOOM, wish=MeetingWish())
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1
    assert link not in world.calendar.text(saved.uid).replace("\r\n ", "")


def test_the_whole_invitation_stands_in_the_block_and_follows_a_move(world: MeetingWorld) -> None:
    """M59, M44: Zoom's text inside the fence, its line of the time as of now; the user's text as it was."""
    wish = MeetingWish(options=MeetingOptions(full_invitation=True))
    saved = settled(world, replace(world.draft(), wish=wish))
    text = unfolded(world, saved)
    assert "inviting you to a scheduled Zoom meeting" in text
    assert text.count(":: Zoom meeting ::") == 1
    assert world.event(saved.resource).draft.description == "Bring numbers."
    first = next(line for line in text.split("\\n") if line.startswith("Time:"))
    start = at("2027-03-12T09:30")
    world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
    assert world.settled(saved.resource)
    second = next(line for line in unfolded(world, saved).split("\\n") if line.startswith("Time:"))
    assert second != first
    assert "09:30" in second
    world.edit(saved.resource, wish=MeetingWish(options=MeetingOptions()))
    assert world.settled(saved.resource)
    assert "inviting you" not in unfolded(world, saved)
    assert unfolded(world, saved).count(":: Zoom meeting ::") == 1
    assert world.event(saved.resource).draft.description == "Bring numbers."


def unfolded(world: MeetingWorld, saved: Saved) -> str:
    return world.calendar.text(saved.uid).replace("\r\n ", "").replace("\\;", ";").replace("\\,", ",")


def test_a_new_meeting_takes_the_place_of_one_that_is_gone(world: MeetingWorld) -> None:
    """M24: make new; another link in the same event, the old one nowhere."""
    saved = settled(world, world.draft())
    before = shown(world, saved.resource)
    portal(world, f"/meetings/{before.meeting_id}/delete")
    world.edit(saved.resource, online=Online.ANEW)
    assert world.settled(saved.resource)
    after = shown(world, saved.resource)
    assert after.state is MeetingState.READY
    assert after.meeting_id != before.meeting_id
    assert before.join_url not in world.calendar.text(saved.uid).replace("\r\n ", "")
