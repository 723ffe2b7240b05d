"""Rows about meetings as their recipes in the acceptance catalogue have them, step by step, over real HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fakes import day
from fakes.calendar_wire import ask
from fakes.calendar_world import at, calendar_world
from fakes.engine_bench import until
from fakes.meeting_world import MeetingWorld, environment, meeting_world
from fakes.mortal import come_to_rest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

import dainvo
from dainvo.demo.zoom_server import ZoomServer
from dainvo.engine.actions import events, zoom
from dainvo.engine.desk import zoom_key
from dainvo.engine.values import Saved
from dainvo.errors import NeedsUser, Why
from dainvo.ical import conference
from dainvo.ical.event import Attendee, MeetingState, Online
from dainvo.secrets import Secrets
from dainvo.zoom import build

pytestmark = pytest.mark.end_to_end

ANY_MEETING = "/v2/meetings/"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def portal(world: MeetingWorld, path: str, **values: Any) -> None:
    status, _, said = ask("POST", f"{world.server.ready()['admin_url']}/{path}", body=json.dumps(values))
    assert status == 200, said


def made(world: MeetingWorld, summary: str = "Review", **values: Any) -> Saved:
    saved = world.save(replace(world.draft(summary), **values))
    assert world.settled(saved.resource)
    return saved


def api(world: MeetingWorld, since: int = 0) -> list[tuple[str, str]]:
    """Method and path of the calls to Zoom's API, from the `since`th on."""
    seen = [one for one in world.state()["requests"] if str(one["path"]).startswith("/v2/")]
    return [(one["method"], one["path"]) for one in seen[since:]]


def state(world: MeetingWorld, saved: Saved) -> MeetingState | None:
    meeting = world.event(saved.resource).meeting
    return meeting.state if meeting is not None else None


def test_nothing_is_waited_for_until_the_link_is_on_the_server(tmp_path: Path) -> None:
    """M08: from Save to the link in the event on the calendar server no time need pass; the benchmarks measure it."""
    with meeting_world(tmp_path, background=True) as world:
        world.settled(world.save(world.draft("Warm")).resource)
        come_to_rest(world.bench)
        world.bench.clock.stand_still()
        saved = world.save(world.draft())
        until(lambda: "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid))


def test_a_change_is_one_patch_and_one_look_after_it(world: MeetingWorld) -> None:
    """M10: a move sends times alone, a new title the topic alone; each is followed by one GET for a changed link."""
    saved = made(world)
    [before] = world.meetings()
    path = f"{ANY_MEETING}{before['id']}"
    start = at("2027-03-12T09:30")
    for change, fields in (
        ({"start": start, "end": start + timedelta(minutes=45)}, {"start_time", "timezone"}),
        ({"summary": "Renamed"}, {"topic"}),
        ({"end": start + timedelta(minutes=30)}, {"duration"}),
        ({"description": "Other notes."}, {"agenda"}),
    ):
        seen = len(api(world))
        world.edit(saved.resource, **change)
        assert world.settled(saved.resource)
        calls = api(world, seen)
        assert [method for method, _ in calls if method != "GET"] == ["PATCH"], change
        assert calls[calls.index(("PATCH", path)) + 1 :] == [("GET", path)]
        sent = set(world.calls("PATCH")[-1]["body"])
        assert sent <= fields | ({"duration"} if "start" in change else set()), change
        assert fields & sent
    [after] = world.meetings()
    assert (after["id"], after["join_url"]) == (before["id"], before["join_url"])
    assert (after["start_time"], after["duration"]) == ("2027-03-12T09:30:00", 30)
    assert after["agenda"].splitlines()[0] == before["agenda"].splitlines()[0], "the mark stays"


def test_guests_come_and_go_without_zoom(world: MeetingWorld) -> None:
    """M11: added and removed: the calendar has it, Zoom hears nothing but reading."""
    saved = made(world)
    for guests in (("ben@example.com", "cleo@example.com"), ("cleo@example.com",), ()):
        world.edit(saved.resource, attendees=tuple(Attendee(one) for one in guests))
        assert world.settled(saved.resource)
        text = world.calendar.text(saved.uid)
        assert [one for one in ("ben", "cleo") if f"{one}@example.com" in text] == [one.split("@")[0] for one in guests]
    assert [call for call in api(world)[2:] if call[0] != "GET"] == []
    assert not [path for _, path in api(world) if "registrant" in path]


def test_switching_off_where_zoom_has_nothing_left(world: MeetingWorld) -> None:
    """M12, M70: deleted in the portal before: that counts as done, with nothing left of it in either event."""
    off, deleted = made(world, "Off", attendees=(Attendee("ben@example.com"),)), made(world, "Deleted")
    for meeting in world.meetings():
        portal(world, f"meetings/{meeting['id']}/delete")
    world.edit(off.resource, online=Online.NONE)
    world.bench.call(events.delete_event, deleted.resource)
    assert world.settled(off.resource)
    assert world.settled(deleted.resource)
    text = world.calendar.text(off.uid)
    assert "ben@example.com" in text
    assert [part for part in ("CONFERENCE", ":: Zoom", "zoom.us", "/j/") if part in text] == []
    assert world.calendar.text(deleted.uid) == ""
    with world.bench.reader() as reader:
        assert reader.attention() == []


class Leaving:
    """An account with four meetings to come, one that is over, and an event that waits for its link."""

    def __init__(self, world: MeetingWorld) -> None:
        self.world = world
        soon = world.bench.clock.now().astimezone(ZoneInfo("Europe/Berlin")).replace(microsecond=0)
        tomorrow = soon + timedelta(days=1)
        self.past = made(world, "Past", start=tomorrow, end=tomorrow + timedelta(minutes=30))
        world.jump(2 * 86_400)
        self.future = [made(world, f"Future {number}") for number in range(4)]
        world.fault("qps", method="POST", path="/users/me/meetings", times=-1)
        self.waiting = world.save(world.draft("Waits"))
        world.sync()

    def topics(self) -> set[str]:
        return {one["topic"] for one in self.world.meetings()}


def test_leaving_zoom_with_the_meetings_kept(world: MeetingWorld) -> None:
    """M13, D8: four are listed, the past one is not; all stay, links readable, no token; what waits goes without."""
    leaving = Leaving(world)
    found = world.bench.call(zoom.zoom_removal, world.zoom)
    assert sorted(one.summary for one in found.meetings) == [f"Future {number}" for number in range(4)]
    assert [one.summary for one in found.waiting] == ["Waits"]
    before = leaving.topics()
    assert world.bench.call(zoom.remove_zoom, world.zoom, send_waiting=True) == []
    assert leaving.topics() == before
    assert world.bench.secrets.get(zoom_key(world.zoom)) is None
    for saved in (*leaving.future, leaving.past):
        shown = world.event(saved.resource).meeting
        assert shown is not None
        assert shown.join_url.endswith(tuple(one["join_url"].rpartition("/")[2] for one in world.meetings()))
    world.sync()
    assert "SUMMARY:Waits" in world.calendar.text(leaving.waiting.uid)


def test_leaving_zoom_with_the_meetings_deleted_first(world: MeetingWorld) -> None:
    """M13: one that cannot be deleted is named and keeps the account; then the four go before the tokens do."""
    leaving = Leaving(world)
    kept = next(one for one in world.meetings() if one["topic"] == "Future 2")
    refusal = {"code": 3037, "message": "Audio conference."}
    world.fault("status", method="DELETE", path=f"/meetings/{kept['id']}", status=400, body=refusal)
    left = world.bench.call(zoom.remove_zoom, world.zoom, delete_meetings=True)
    assert left == [str(kept["id"])]
    assert leaving.topics() == {"Past", "Future 2"}
    assert world.bench.secrets.get(zoom_key(world.zoom)) is not None, "nothing is given up before the answer"
    assert world.bench.call(zoom.remove_zoom, world.zoom, delete_meetings=True) == [], "tried again"
    assert leaving.topics() == {"Past"}
    assert world.bench.secrets.get(zoom_key(world.zoom)) is None
    assert all("ZOOM-ID" not in world.calendar.text(one.uid) for one in leaving.future)


@pytest.mark.parametrize("rest", ["fence", "link"])
def test_an_event_that_comes_back_without_our_lines(world: MeetingWorld, rest: str) -> None:
    """M55: another program dropped what it does not know; the meeting is found by fence or link, and follows."""
    saved = made(world)
    [before] = world.meetings()
    lines = world.calendar.text(saved.uid).split("\r\n")
    unfolded = "\r\n".join(lines).replace("\r\n ", "").split("\r\n")
    stripped = [one for one in unfolded if not one.startswith("X-DAINVO")]
    if rest == "link":
        stripped = [one for one in stripped if not one.startswith(("DESCRIPTION", "CONFERENCE", "URL"))]
    assert world.calendar.other("PUT", f"{saved.uid}.ics", "\r\n".join(stripped))[0] in (201, 204)
    world.sync()
    start = at("2027-03-12T09:30")
    world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
    assert world.settled(saved.resource)
    [after] = world.meetings()
    assert (after["id"], after["start_time"]) == (before["id"], "2027-03-12T09:30:00")
    assert len(world.calls("POST", "/v2/users")) == 1
    assert state(world, saved) is MeetingState.READY


def test_a_copy_without_our_lines_takes_nothing_along(world: MeetingWorld) -> None:
    """M55, T-18: the link alone, under another UID: deleting that event deletes no meeting."""
    saved = made(world)
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    bare = [one for one in text.replace(saved.uid, "a-copy").split("\r\n") if not one.startswith("X-DAINVO")]
    world.calendar.other("PUT", "a-copy.ics", "\r\n".join(bare))
    world.sync()
    copy = world.calendar.resource("a-copy")
    world.edit(copy, summary="Copied")
    world.bench.call(events.delete_event, copy)
    world.sync()
    assert [one["topic"] for one in world.meetings()] == ["Review"]
    assert world.calls("PATCH") == []


def test_the_profiles_zone_is_for_events_without_one(world: MeetingWorld) -> None:
    """M69: an event in Berlin stays in Berlin; a floating one is at the computer's time, wherever the profile is."""
    world.bench.store(lambda store: store.set_account(world.zoom, detail={"zone": "Asia/Tokyo"}))
    made(world, "Berlin")
    start = world.draft().start.replace(tzinfo=None)  # type: ignore[call-arg] # a time, not a day
    made(world, "Floating", start=start, end=start + timedelta(minutes=45))
    found = {one["topic"]: (one["start_time"], one["timezone"]) for one in world.meetings()}
    assert found == {
        "Berlin": ("2027-03-10T14:00:00", "Europe/Berlin"),
        "Floating": ("2027-03-10T14:00:00", "Europe/Berlin"),
    }


def test_one_ended_sign_in_is_told_once(world: MeetingWorld) -> None:
    """M21: several events fail for one reason: the account says it once; calendars go on, links stay readable."""
    before = made(world, "Before")
    portal(world, "users/licensed@example.com/remove-app")
    saved = [world.save(world.draft(f"After {number}")) for number in range(3)]
    world.sync()
    with world.bench.reader() as reader:
        rows = [one for one in reader.accounts() if one.state.value == "needs_user"]
        assert [one.kind for one in rows] == ["zoom"]
        questions = reader.attention()
    assert all(f"SUMMARY:After {number}" in world.calendar.text(one.uid) for number, one in enumerate(saved))
    shown = world.event(before.resource).meeting
    assert shown is not None
    assert shown.join_url
    assert [one.summary for one in questions if one.summary == "Before"] == []
    refusals = [one for one in world.state()["requests"] if one["outcome"] in (400, 401)]
    world.jump(3600)
    world.sync()
    again = [one for one in world.state()["requests"] if one["outcome"] in (400, 401)]
    assert len(again) == len(refusals), "an ended sign-in is not tried again by itself"


def test_the_meeting_comes_back_with_its_account(world: MeetingWorld) -> None:
    """M64: removed with the events kept; connected again, an old event that is moved moves its stored meeting."""
    from fakes.meeting_world import connect

    saved = made(world)
    [before] = world.meetings()
    assert world.bench.call(zoom.remove_zoom, world.zoom) == []
    assert state(world, saved) is MeetingState.NOT_CONNECTED
    connect(world.bench)
    start = at("2027-03-12T09:30")
    world.edit(saved.resource, start=start, end=start + timedelta(minutes=45))
    assert world.settled(saved.resource)
    [after] = world.meetings()
    assert (after["id"], after["start_time"]) == (before["id"], "2027-03-12T09:30:00")


def test_the_users_text_is_byte_identical(world: MeetingWorld) -> None:
    """M44: text above and below; moved and removed, twice each, with what the server keeps read back each time."""
    text = "Agenda:\n\n 1. Läufer; Größe, \\ backslash\n\nRegards,\n  Anna\n"
    saved = made(world, description=text)
    above = world.event(saved.resource).draft.description
    for _ in range(2):
        for date in (12, 15):
            start = at(f"2027-03-{date}T09:30")
            world.edit(saved.resource, start=start, end=start + timedelta(minutes=45), online=Online.ZOOM)
            assert world.settled(saved.resource)
            raw = world.calendar.text(saved.uid).replace("\r\n ", "")
            assert raw.count(":: dainvo zoom") == 1
            assert conference.find(world.calendar.text(saved.uid)) is not None
            assert world.event(saved.resource).draft.description == above
        world.edit(saved.resource, online=Online.NONE)
        assert world.settled(saved.resource)
        assert "zoom" not in world.calendar.text(saved.uid).replace("X-DAINVO-ZOOM-GONE", "").lower()
        assert world.event(saved.resource).draft.description == above
    assert above.rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize("order", [{"kind": "qps"}, {"kind": "retry_after", "value": "1"}])
def test_a_limit_that_lasts_is_no_loop(world: MeetingWorld, order: dict[str, Any]) -> None:
    """M61: three quick tries, however soon Zoom says that it may be asked again; then longer and longer waits."""
    world.fault(method="POST", path="/users/me/meetings", times=-1, **order)
    saved = world.save(world.draft())
    for _ in range(60):
        world.jump(2)
        world.sync()
    assert 4 <= len(world.calls("POST", "/v2/users/me/meetings")) <= 9
    shown = world.event(saved.resource).meeting
    assert shown is not None
    assert shown.next_try is not None
    world.clear_faults()
    world.jump(900)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1


@pytest.mark.parametrize("kind", [null.Keyring, fail.Keyring])
def test_without_a_place_for_secrets_nobody_is_sent_to_zoom(tmp_path: Path, kind: type[KeyringBackend]) -> None:
    """Y01, M01: connecting is refused with the reason before the browser opens; no account, no request, no file."""
    told: list[object] = []
    with (
        ZoomServer(seed="1", running=day.now) as server,
        calendar_world("radicale", tmp_path, environment(server.ready())) as calendar,
    ):
        calendar.bench.close()
        calendar.bench.secrets = Secrets(kind())
        calendar.bench.open()
        with pytest.raises(NeedsUser) as refused:
            calendar.bench.call(zoom.connect_zoom, told.append)
        assert refused.value.why is Why.NO_KEYRING
        assert told == []
        assert calendar.bench.store(lambda store: store.accounts("zoom")) == []
        assert server.state()["requests"] == []


def test_the_program_has_no_client_secret_to_give_away() -> None:
    """Y13: none in any of its files, nor a place for one; what a build brings is an id that everybody may see."""
    package = Path(dainvo.__file__).parent
    files = [one for one in package.rglob("*.py") if "demo" not in one.relative_to(package).parts]
    assert len(files) > 200
    for path in files:
        text = path.read_text(encoding="utf-8").casefold()
        assert "client_secret" not in text, path
        assert "clientsecret" not in text, path
    assert [name for name in vars(build) if name.isupper()] == ["CLIENT_ID"]
