"""One wish makes one meeting, whatever is cut off when: on a real calendar server and the Zoom stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.calendar_world import at
from fakes.engine_bench import until
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import accounts, events, zoom
from dainvo.engine.desk import zoom_key
from dainvo.errors import Why
from dainvo.ical.event import MeetingState, Online
from dainvo.store.rows import IntentState

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def state_of(world: MeetingWorld, resource: int) -> MeetingState | None:
    with world.bench.reader() as reader:
        meeting = reader.meeting(resource)  # type: ignore[arg-type]
    return meeting.state if meeting is not None else None


def test_zoom_away_and_back(world: MeetingWorld) -> None:
    """M18: nobody is mailed, so the event goes at once; the link follows by itself, in one later update."""
    world.fault("status", method="POST", path="/users/me/meetings", status=503, times=-1)
    saved = world.save(world.draft())
    world.sync()
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)
    assert state_of(world, saved.resource) in (MeetingState.LINK_FOLLOWS, MeetingState.CHECKING)
    assert world.calls("POST", "/v2/users")
    world.clear_faults()
    world.jump(400)
    world.sync()
    world.jump(400)
    world.sync()
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1
    assert "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid)
    assert len(world.calendar.wire.of("PUT")) == 2


def test_switching_off_while_zoom_is_away_asks_zoom_nothing(world: MeetingWorld) -> None:
    """M18: the same where Zoom said that it did nothing: the wish is over."""
    world.fault("qps", method="POST", path="/users/me/meetings", times=-1)
    saved = world.save(world.draft())
    world.sync()
    posts = len(world.calls("POST", "/v2/users"))
    world.edit(saved.resource, online=Online.NONE)
    world.clear_faults()
    world.jump(400)
    world.sync()
    assert world.settled(saved.resource)
    assert world.meetings() == []
    assert len(world.calls("POST", "/v2/users")) == posts
    assert world.bench.store(lambda store: store.intents()) == []


@pytest.mark.parametrize("acted", [False, True])
def test_switching_off_after_a_503_asks_zoom_nothing(world: MeetingWorld, acted: bool) -> None:
    """M18: switching off meanwhile cancels the wish without a Zoom call. M19: a 503 may have acted, so the list is read
    once, a day later; nothing stays at Zoom."""
    world.fault("status", method="POST", path="/users/me/meetings", status=503, times=-1, act=acted)
    saved = world.save(world.draft())
    world.sync()
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)
    asked = len(world.calls("GET", "/v2/")) + len(world.calls("POST", "/v2/"))
    world.edit(saved.resource, online=Online.NONE)
    world.clear_faults()
    for seconds in (11, 400, 700):
        world.jump(seconds)
        world.sync()
    assert world.settled(saved.resource)
    assert state_of(world, saved.resource) is None
    assert len(world.calls("GET", "/v2/")) + len(world.calls("POST", "/v2/")) == asked
    world.jump(86_400)
    world.sync()
    assert world.settled(saved.resource)
    assert world.meetings() == []
    assert world.bench.store(lambda store: store.intents()) == []


def test_switching_on_again_after_a_503_that_acted_leaves_one_meeting(world: MeetingWorld) -> None:
    """M18, M19: a meeting is wanted after all, so what the 503 may have made is looked for at once."""
    world.fault("status", method="POST", path="/users/me/meetings", status=503, times=1, act=True)
    saved = world.save(world.draft())
    world.sync()
    world.edit(saved.resource, online=Online.NONE)
    world.sync()
    world.edit(saved.resource, online=Online.ZOOM)
    for seconds in (0, 11, 60, 300):
        world.jump(seconds)
        world.sync()
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert str(meeting["id"]) in world.calendar.text(saved.uid)


def test_a_lost_answer_makes_one_meeting(world: MeetingWorld) -> None:
    """M19: Zoom acted, the answer was lost; the list shows it by its mark, and it is adopted."""
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    assert state_of(world, saved.resource) is MeetingState.CHECKING
    assert len(world.meetings()) == 1
    world.jump(11)
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert str(meeting["id"]) in world.calendar.text(saved.uid)
    assert len(world.calls("POST", "/v2/users")) == 1


def test_a_lost_request_is_sent_again_after_five_minutes(world: MeetingWorld) -> None:
    """zoom.md §10.4: not found at 10 s, 60 s and 5 min: POST again with the same mark."""
    world.fault("drop_before", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    for seconds in (11, 60):
        world.jump(seconds)
        world.sync()
        assert world.meetings() == []
        assert len(world.calls("POST", "/v2/users")) <= 1
    world.jump(300)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1


def test_a_list_that_lags_leaves_no_twin_published(world: MeetingWorld) -> None:
    """zoom.md §10.6: the first meeting was listed too late, the sweep removes the twin; one meeting stays."""
    world.fault("list_lag", seconds=700, times=-1)
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    for seconds in (11, 60, 240):
        world.jump(seconds)
        world.sync()
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 2
    world.clear_faults()
    world.jump(700)
    world.sync()
    [meeting] = world.meetings()
    assert str(meeting["id"]) in world.calendar.text(saved.uid)


def test_killed_between_request_and_answer(tmp_path: Path) -> None:
    """M19: the program dies while Zoom works; a new run finds the meeting and links it, and makes no second one."""
    with meeting_world(tmp_path, background=True) as world:
        with world.no_meeting_yet():
            saved = world.save(world.draft())
            until(lambda: world.meetings())
            world.bench.close()
        world.bench.open()
        [intent] = world.bench.store(lambda store: store.intents(uid=saved.uid))
        assert intent.state in (IntentState.SENT, IntentState.KNOWN, IntentState.LINKED)
        until(lambda: "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid))
        assert len(world.meetings()) == 1
        assert len(world.calls("POST", "/v2/users")) == 1


def test_switched_off_while_the_outcome_is_open(world: MeetingWorld) -> None:
    """zoom.md §10.7: find out what exists, then delete it."""
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    assert len(world.meetings()) == 1
    world.edit(saved.resource, online=Online.NONE)
    world.jump(11)
    world.sync()
    assert world.meetings() == []
    assert "ZOOM-ID" not in world.calendar.text(saved.uid)


def test_deleted_while_the_outcome_is_open(world: MeetingWorld) -> None:
    """zoom.md §10.7."""
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    world.bench.call(events.delete_event, saved.resource)
    world.sync()
    world.jump(11)
    world.sync()
    assert world.calendar.text(saved.uid) == ""
    assert world.meetings() == []


def test_an_existing_meeting_never_holds_the_calendar(world: MeetingWorld) -> None:
    """M71: moved while Zoom is away: the calendar has it at once, one PATCH with the last values follows."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("status", path="/meetings/*", method="*", status=503, times=-1)
    for hour in (9, 10, 11):
        start = at(f"2027-03-12T{hour:02d}:30")
        world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
    world.sync()
    assert "20270312T113000" in world.calendar.text(saved.uid)
    assert state_of(world, saved.resource) is MeetingState.FOLLOWS
    world.clear_faults()
    world.jump(1000)
    world.sync()
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    assert meeting["start_time"] == "2027-03-12T11:30:00"
    assert len([seen for seen in world.calls("PATCH") if seen["outcome"] == 204]) == 1


def test_a_removal_follows_when_zoom_is_back(world: MeetingWorld) -> None:
    """M71: switched off while Zoom is away: calendar at once, one DELETE later."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("status", path="/meetings/*", method="*", status=503, times=-1)
    world.edit(saved.resource, online=Online.NONE)
    world.sync()
    assert "ZOOM-ID" not in world.calendar.text(saved.uid)
    assert len(world.meetings()) == 1
    world.clear_faults()
    world.jump(1000)
    world.sync()
    assert world.meetings() == []


def test_guests_wait_for_the_link(world: MeetingWorld) -> None:
    """M68: an invitation would be mailed: nothing is sent before the link is there."""
    schedules(world)
    world.fault("qps", method="POST", path="/users/me/meetings", times=-1)
    saved = world.save(world.draft(guests=("bert@example.com",)))
    world.sync()
    world.jump(60)
    world.sync()
    assert world.calendar.wire.of("PUT") == []
    assert state_of(world, saved.resource) is MeetingState.WAITING
    world.clear_faults()
    world.jump(1000)
    world.sync()
    assert world.settled(saved.resource)
    [put] = world.calendar.wire.of("PUT")
    assert "X-DAINVO-ZOOM-ID" in put.body


def test_send_without_link_now(world: MeetingWorld) -> None:
    """M68: one without, the link follows as one update."""
    schedules(world)
    world.fault("qps", method="POST", path="/users/me/meetings", times=-1)
    saved = world.save(world.draft(guests=("bert@example.com",)))
    world.sync()
    assert world.calendar.wire.of("PUT") == []
    world.bench.call(zoom.send_without_link, saved.resource)
    world.sync()
    assert len(world.calendar.wire.of("PUT")) == 1
    world.clear_faults()
    world.jump(1000)
    world.sync()
    assert world.settled(saved.resource)
    assert len(world.calendar.wire.of("PUT")) == 2


def test_zoom_refuses(world: MeetingWorld) -> None:
    """D5: the reason is named, nothing is repeated by itself; cured, the user tries again."""
    world.fault("scope", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft())
    world.sync()
    assert state_of(world, saved.resource) is MeetingState.REFUSED
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)
    world.jump(3600)
    world.bench.call(accounts.sync)
    posts = len(world.calls("POST", "/v2/users"))
    assert posts == 1
    assert world.bench.call(events.settled, saved.resource, 5.0) is False
    world.bench.call(zoom.try_now, saved.resource)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1


def test_a_meeting_deleted_at_zoom_is_named_not_remade(world: MeetingWorld) -> None:
    """M24: gone at Zoom: the move is saved, the row says so, nothing is made without a yes."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    [meeting] = world.meetings()
    from fakes.calendar_wire import ask

    ask("POST", f"{world.server.ready()['admin_url']}/meetings/{meeting['id']}/delete", body="{}")
    world.edit(saved.resource, summary="Renamed")
    world.sync()
    assert "SUMMARY:Renamed" in world.calendar.text(saved.uid)
    assert state_of(world, saved.resource) is MeetingState.MISSING
    assert world.meetings() == []


def test_a_removed_app_pauses_zoom_not_the_calendar(world: MeetingWorld) -> None:
    """M21: access ended: named on the account, the event is kept and synced; signed in again it goes on."""
    from fakes.calendar_wire import ask
    from fakes.meeting_world import connect

    ask("POST", f"{world.server.ready()['admin_url']}/users/licensed@example.com/remove-app", body="{}")
    saved = world.save(world.draft())
    world.sync()
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)
    row = world.bench.store(lambda store: store.account(world.zoom))
    assert (row.state, row.why) == ("needs_user", Why.ZOOM_ACCESS_ENDED)
    assert connect(world.bench) == world.zoom
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1
    assert world.bench.store(lambda store: store.account(world.zoom).state) == "ok"


def test_disconnecting_keeps_links_and_no_token(world: MeetingWorld) -> None:
    """M13, Y05: tokens and account go, links and meetings stay, nothing is called again."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    removal = world.bench.call(zoom.zoom_removal, world.zoom)
    assert [meeting.summary for meeting in removal.meetings] == ["Review"]
    assert world.bench.call(zoom.remove_zoom, world.zoom) == []
    assert world.bench.secrets.get(zoom_key(world.zoom)) is None
    assert world.bench.store(lambda store: store.accounts("zoom")) == []
    assert len(world.meetings()) == 1
    assert [grant["alive"] for grant in world.state()["grants"]] == [False]
    meeting = world.event(saved.resource).meeting
    assert meeting is not None
    assert meeting.join_url == world.meetings()[0]["join_url"]
    calls = len(world.state()["requests"])
    world.edit(saved.resource, summary="Renamed")
    world.sync()
    assert "SUMMARY:Renamed" in world.calendar.text(saved.uid)
    assert len(world.state()["requests"]) == calls


def test_disconnecting_can_delete_future_meetings_first(world: MeetingWorld) -> None:
    """M13: ticked: gone at Zoom and off the events, before the tokens go."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    assert world.bench.call(zoom.remove_zoom, world.zoom, delete_meetings=True) == []
    assert world.meetings() == []
    assert "ZOOM-ID" not in world.calendar.text(saved.uid)
    assert world.bench.secrets.get(zoom_key(world.zoom)) is None


def test_a_conflict_keeps_the_meeting_linked(world: MeetingWorld) -> None:
    """I-1, A08: another program changed the event before the link went out: the link goes on top of theirs."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    text = world.calendar.text(saved.uid)
    world.edit(saved.resource, online=Online.ZOOM)
    world.calendar.other("PUT", f"{saved.uid}.ics", text.replace("SUMMARY:Review", "SUMMARY:Theirs"))
    world.sync()
    world.sync()
    assert world.settled(saved.resource)
    after = world.calendar.text(saved.uid)
    assert "SUMMARY:Theirs" in after
    assert "X-DAINVO-ZOOM-ID" in after
    [meeting] = world.meetings()
    assert meeting["topic"] == "Theirs"


def test_an_event_moved_elsewhere_moves_its_meeting(world: MeetingWorld) -> None:
    """D9, reliability §2.6: a pull of a changed body is followed by a comparison."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    text = world.calendar.text(saved.uid)
    moved = text.replace("20270310T14", "20270311T10").replace("SUMMARY:Review", "SUMMARY:Moved")
    assert world.calendar.other("PUT", f"{saved.uid}.ics", moved)[0] in (201, 204)
    world.sync()
    [meeting] = world.meetings()
    assert (meeting["start_time"], meeting["topic"]) == ("2027-03-11T10:00:00", "Moved")


def test_a_copied_event_does_not_cost_the_original_its_meeting(world: MeetingWorld) -> None:
    """T-17, T-18: lines copied into another event name a meeting that is not that event's: deleting it leaves it."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    copy = world.calendar.text(saved.uid).replace(saved.uid, "copied-event")
    world.calendar.other("PUT", "copied-event.ics", copy)
    world.sync()
    world.bench.call(events.delete_event, world.calendar.resource("copied-event"))
    world.sync()
    assert world.calendar.text("copied-event") == ""
    assert len(world.meetings()) == 1
    assert world.bench.store(lambda store: store.intents()) == []


def test_a_crafted_event_moves_nobodys_meeting(world: MeetingWorld) -> None:
    """T-17: an invitation that names another meeting of the user: neither moved nor deleted."""
    saved = world.save(world.draft(online=Online.NONE))
    assert world.settled(saved.resource)
    other = world.save(world.draft("Victim"))
    assert world.settled(other.resource)
    world.bench.call(events.delete_event, other.resource, delete_meeting=False)
    world.sync()
    [victim] = world.meetings()
    account = world.bench.store(lambda store: store.account(world.zoom))
    lines = "\r\n".join(
        [
            f"X-DAINVO-ZOOM-ID:{victim['id']}",
            f"X-DAINVO-ZOOM-ACCOUNT:{account.detail['account_hash']}",
            "X-DAINVO-ZOOM-OP:9f2c41d07be84a35a1c6e0d2587f3b64",
            f"CONFERENCE;VALUE=URI:{victim['join_url']}",
        ]
    )
    world.calendar.put("crafted", "Crafted", extra=lines)
    world.sync()
    crafted = world.calendar.resource("crafted")
    world.edit(crafted, summary="Renamed")
    world.sync()
    assert world.meetings()[0]["topic"] == "Victim"
    world.bench.call(events.delete_event, crafted)
    world.sync()
    assert len(world.meetings()) == 1
    assert world.calls("PATCH") == []
    assert world.calls("DELETE") == []


def test_a_slow_zoom_holds_no_event_without_guests(tmp_path: Path) -> None:
    """M18: after some seconds the event goes without its link, which follows."""
    with meeting_world(tmp_path, background=True) as world:
        with world.no_meeting_yet():
            saved = world.save(world.draft())
            until(lambda: world.meetings())
            assert world.calendar.text(saved.uid) == ""
            world.bench.clock.jump(10)
            until(lambda: "SUMMARY:Review" in world.calendar.text(saved.uid))
            assert "ZOOM-ID" not in world.calendar.text(saved.uid)
        until(lambda: "ZOOM-ID" in world.calendar.text(saved.uid))


def test_a_refused_revoke_keeps_no_token(world: MeetingWorld) -> None:
    """Y05: revoke fails, the tokens go all the same."""
    world.fault("status", method="POST", path="/oauth/revoke", status=500, times=-1)
    assert world.bench.call(zoom.remove_zoom, world.zoom) == []
    assert world.bench.secrets.get(zoom_key(world.zoom)) is None
    assert world.bench.store(lambda store: store.accounts("zoom")) == []


def test_connecting_can_be_cancelled(world: MeetingWorld) -> None:
    """M01: Cancel; nothing is stored, and the next attempt works."""
    import threading

    from fakes.meeting_world import connect

    shown = threading.Event()
    assert world.bench.engine is not None
    future = world.bench.engine.submit(zoom.connect_zoom, lambda address: shown.set())
    assert shown.wait(300)
    future.cancel()
    assert len(world.bench.store(lambda store: store.accounts("zoom"))) == 1
    assert connect(world.bench) == world.zoom


def test_guests_added_while_the_link_is_awaited_hold_the_event(world: MeetingWorld) -> None:
    """M68: nothing is mailed without the link, also if the guests came later."""
    from dainvo.ical.event import Attendee

    world.calendar.wire.fail("PUT", "503", times=1)
    world.fault("qps", method="POST", path="/users/me/meetings", times=-1)
    saved = world.save(world.draft())
    world.sync()
    schedules(world)
    world.edit(saved.resource, attendees=(Attendee("bert@example.com"),))
    world.calendar.wire.seen.clear()
    world.jump(60)
    world.sync()
    assert world.calendar.wire.of("PUT") == []
    world.clear_faults()
    world.jump(1000)
    world.sync()
    assert world.settled(saved.resource)
    assert "X-DAINVO-ZOOM-ID" in world.calendar.wire.of("PUT")[0].body


@pytest.mark.parametrize("act", ["off", "delete"])
def test_the_calendar_goes_first(world: MeetingWorld, act: str) -> None:
    """I-4, Z12: while the calendar server still publishes the link, its meeting lives."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.calendar.wire.fail("PUT", "503", times=-1)
    world.calendar.wire.fail("DELETE", "503", times=-1)
    if act == "off":
        world.edit(saved.resource, online=Online.NONE)
    else:
        world.bench.call(events.delete_event, saved.resource)
    world.sync()
    world.jump(60)
    world.sync()
    assert "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid)
    assert len(world.meetings()) == 1
    world.calendar.wire.faults.clear()
    world.jump(1000)
    world.sync()
    assert "X-DAINVO-ZOOM-ID" not in world.calendar.text(saved.uid)
    assert world.meetings() == []


def schedules(world: MeetingWorld) -> None:
    """Make the copy believe that the server mails guests (RFC 6638), which neither test server does."""
    world.bench.store(lambda store: store._connection.execute("UPDATE collection SET schedules = 1"))
