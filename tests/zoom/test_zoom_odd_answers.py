"""Zoom answers what it should not: each time one meeting, linked once, or one named reason and one next try.

The wire has tests for every row of the tables. Here a third of them goes through the whole program; all of them with
`DAINVO_ODD_ANSWERS=full`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fakes.engine_bench import JumpClock, until
from fakes.meeting_world import MeetingWorld, meeting_world
from fakes.mortal import come_to_rest

from dainvo.engine.actions import events, zoom
from dainvo.engine.desk import zoom_key
from dainvo.errors import Why
from dainvo.ical.event import MeetingState
from dainvo.store.needing import Asked
from dainvo.store.rows import IntentRow

pytestmark = pytest.mark.end_to_end

CREATE, ANY_MEETING = "/users/me/meetings", "/meetings/*"
XML = '<?xml version="1.0"?><response><id>92674392836</id></response>'
HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"
EVIL = {
    "id": 92674392836,
    "topic": "Review",
    "type": 2,
    "join_url": "https://zoom.us.evil.example/j/92674392836",
    "start_time": "2027-03-10T13:00:00Z",
}


T = TypeVar("T")


def some(rows: Iterable[T]) -> list[T]:
    """Every third row, or all."""
    found = list(rows)
    return found if os.environ.get("DAINVO_ODD_ANSWERS") == "full" else found[::3]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def intent(world: MeetingWorld) -> IntentRow:
    [one] = world.bench.store(lambda store: store.intents())
    return one


def told(world: MeetingWorld, resource: Any) -> tuple[MeetingState | None, str]:
    with world.bench.reader() as reader:
        meeting = reader.meeting(resource)
    return (meeting.state, meeting.why) if meeting is not None else (None, "")


def asked(world: MeetingWorld) -> list[Asked]:
    with world.bench.reader() as reader:
        return [line.asked for line in reader.attention()]


def code(number: int, message: str = "Zoom says no.", **more: object) -> dict[str, object]:
    return {"code": number, "message": message, **more}


SILENT = [
    (200, XML, "application/xml"),
    (201, XML, "text/xml"),
    (200, HTML, "text/html"),
    (201, HTML, "text/html"),
    (201, '{"id": 92674392836, "topic": "Rev', "application/json"),
    (201, "", "application/json"),
    (202, "{}", "application/json"),
    (204, "", "application/json"),
    (201, EVIL, "application/json"),
    (201, {**EVIL, "join_url": "javascript:alert(1)"}, "application/json"),
    (201, {**EVIL, "id": "92674392836"}, "application/json"),
    (400, HTML, "text/html"),
    (404, XML, "application/xml"),
    (408, "", "text/plain"),
    (500, "", "text/plain"),
    (502, HTML, "text/html"),
    (503, XML, "application/xml"),
]


@pytest.mark.parametrize(
    ("status", "body", "kind", "act"), some((*row, act) for act in (True, False) for row in SILENT)
)
def test_an_answer_that_says_nothing(world: MeetingWorld, status: int, body: object, kind: str, act: bool) -> None:
    """H-24, zoom.md §6.3, Z19: whether it acted or not, in the end one meeting exists and one event links it."""
    world.fault("status", method="POST", path=CREATE, status=status, body=body, content_type=kind, act=act)
    saved = world.save(world.draft())
    world.sync()
    assert "zoom.us.evil" not in world.calendar.text(saved.uid)
    assert len(world.meetings()) == (1 if act else 0)
    world.rest()
    [meeting] = world.meetings()
    assert meeting["join_url"] in world.calendar.text(saved.uid).replace("\r\n ", "")
    assert len(world.calls("POST", "/v2/users/me/meetings")) == (1 if act else 2)
    world.jump(25 * 3600)  # the last look for a twin
    world.sync()
    assert len(world.meetings()) == 1
    assert world.bench.store(lambda store: store.intents()) == []


@pytest.mark.parametrize("fields", ["id", "join_url", "id,join_url,type"])
def test_a_create_without_what_is_needed(world: MeetingWorld, fields: str) -> None:
    """zoom.md §5.1, §5.4: without id or link nothing is known; the list tells."""
    world.fault("left_out", method="POST", path=CREATE, fields=fields)
    saved = world.save(world.draft())
    world.rest()
    [meeting] = world.meetings()
    assert meeting["join_url"] in world.calendar.text(saved.uid).replace("\r\n ", "")


@pytest.mark.parametrize(
    "fields",
    some(
        [
            "start_time,duration,timezone",
            "topic,agenda",
            "settings",
            "host_id,host_email",
            "password",
            "created_at,status",
        ]
    ),
)
def test_fields_that_are_not_needed(world: MeetingWorld, fields: str) -> None:
    """zoom.md §5.1: only id and link are needed; the rest may be missing from every answer."""
    world.fault("left_out", path="/v2/*", times=-1, fields=fields)
    saved = world.save(world.draft())
    world.rest()
    [meeting] = world.meetings()
    assert meeting["join_url"] in world.calendar.text(saved.uid).replace("\r\n ", "")
    assert (meeting["topic"], meeting["start_utc"], meeting["duration"]) == ("Review", "2027-03-10T13:00:00Z", 45)
    assert len(world.calls("PATCH")) <= 3


def test_another_start_than_asked_for(world: MeetingWorld) -> None:
    """Z15, zoom.md §5.10: the answer's start is wrong: one PATCH in UTC form puts it right."""
    world.fault("start_wrong", method="POST", path=CREATE, minutes=60)
    saved = world.save(world.draft())
    world.rest()
    [meeting] = world.meetings()
    assert meeting["start_utc"] == "2027-03-10T13:00:00Z"
    assert told(world, saved.resource)[0] is MeetingState.READY


def test_a_start_that_stays_wrong_is_told_and_not_fought_over(world: MeetingWorld) -> None:
    """zoom.md §5.10, reliability §2.6: still wrong after the second form: kept, shown, not repeated for ever."""
    world.fault("start_wrong", times=-1, path="/v2/*", minutes=60)
    saved = world.save(world.draft())
    world.rest()
    count = len(world.calls("PATCH"))
    assert count <= 3
    world.jump(3600)
    world.rest()
    assert len(world.calls("PATCH")) <= count + 1
    assert told(world, saved.resource)[0] is MeetingState.TIME_DIFFERS


def test_a_change_that_changes_the_link(world: MeetingWorld) -> None:
    """Z16: after a PATCH the link is another; the event gets it."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    before = world.meetings()[0]["join_url"]
    world.fault("link_changes")
    world.edit(saved.resource, summary="Renamed")
    world.rest()
    [meeting] = world.meetings()
    assert meeting["join_url"] != before
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    assert meeting["join_url"] in text
    assert before not in text


AMONG = [
    ("GET", 200, XML),
    ("GET", 200, HTML),
    ("GET", 200, "{}"),
    ("PATCH", 200, HTML),
    ("GET", 204, ""),
    ("GET", 502, HTML),
    ("PATCH", 500, XML),
    ("PATCH", 404, HTML),
]


@pytest.mark.parametrize(("method", "status", "body"), some(AMONG))
def test_a_change_among_odd_answers(world: MeetingWorld, method: str, status: int, body: str) -> None:
    """zoom.md §6.3, I-7: the calendar has the change at once; the meeting follows, and is never declared gone."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("status", method=method, path=ANY_MEETING, status=status, body=body, content_type="text/html")
    world.edit(saved.resource, summary="Renamed")
    world.sync()
    assert "Renamed" in world.calendar.text(saved.uid)
    assert told(world, saved.resource)[0] is not MeetingState.MISSING
    world.rest()
    [meeting] = world.meetings()
    assert meeting["topic"] == "Renamed"


REFUSALS = [
    (400, code(300, "Validation Failed.", errors=[{"field": "topic", "message": "Invalid field."}]), Why.ZOOM_INVALID),
    (404, code(300), Why.ZOOM_INVALID),
    (400, code(3000, "You cannot schedule a meeting for anna."), Why.ZOOM_NO_PERMISSION),
    (400, code(3161), Why.ZOOM_NO_LICENCE),
    (400, code(4711, "Invalid access token, does not contain scopes:[a:b]."), Why.ZOOM_SCOPE_MISSING),
    (401, code(4711, "Invalid access token, does not contain scopes:[a:b]."), Why.ZOOM_SCOPE_MISSING),
    (400, code(104, "Invalid access token, does not contain scopes:[a:b]."), Why.ZOOM_SCOPE_MISSING),
    (401, code(4700, "Invalid access token, does not contain scopes:[a:b]."), Why.ZOOM_SCOPE_MISSING),
    (400, code(200, "No permission."), Why.ZOOM_NO_PERMISSION),
    (403, code(200, "Only available for Paid account."), Why.ZOOM_NO_PERMISSION),
    (400, code(3003), Why.ZOOM_NO_PERMISSION),
    (404, code(1001, "User does not exist."), Why.ZOOM_ACCESS_ENDED),
    (403, {}, Why.ZOOM_NO_PERMISSION),
]


@pytest.mark.parametrize(("status", "body", "why"), some(REFUSALS))
def test_a_create_that_is_refused(world: MeetingWorld, status: int, body: dict[str, object], why: Why) -> None:
    """zoom.md §6.1, D5: named, not tried again by itself, the sign-in stays; cured, the user tries again."""
    world.fault("status", method="POST", path=CREATE, status=status, body=body, times=-1)
    saved = world.save(world.draft())
    world.rest()
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 1
    assert (told(world, saved.resource)[1], intent(world).next_at) == (why, None)
    assert world.bench.secrets.get(zoom_key(world.zoom)) is not None
    assert "SUMMARY:Review" in world.calendar.text(saved.uid)
    world.clear_faults()
    world.bench.call(zoom.check_zoom, world.zoom)
    world.bench.call(zoom.try_now, saved.resource)
    assert world.settled(saved.resource)
    assert len(world.meetings()) == 1


@pytest.mark.parametrize(
    ("status", "body", "why"), some(row for row in REFUSALS if row[2] is not Why.ZOOM_ACCESS_ENDED)
)
def test_a_change_that_is_refused(world: MeetingWorld, status: int, body: dict[str, object], why: Why) -> None:
    """D4, M71: the calendar has it; the refusal is named and not repeated; cured, the meeting follows."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("status", method="PATCH", path=ANY_MEETING, status=status, body=body, times=-1)
    world.edit(saved.resource, summary="Renamed")
    world.rest()
    assert "Renamed" in world.calendar.text(saved.uid)
    assert len(world.calls("PATCH")) == 1
    assert asked(world) != []
    world.clear_faults()
    if not body:
        return  # a bare 403 says that it is another host's: join only (zoom.md §6.1)
    world.bench.call(zoom.try_now, saved.resource)
    world.rest()
    assert world.meetings()[0]["topic"] == "Renamed"
    assert asked(world) == []


@pytest.mark.parametrize(
    ("method", "status"), [("PATCH", 404), ("GET", 404), ("PATCH", 400)], ids=lambda value: str(value)
)
def test_a_meeting_that_is_gone(world: MeetingWorld, method: str, status: int) -> None:
    """3001, M24: asked, nothing made anew, nothing repeated."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    body = code(3001, "Meeting does not exist: 1.")
    world.fault("status", method=method, path=ANY_MEETING, status=status, body=body, times=-1)
    world.edit(saved.resource, summary="Renamed")
    world.rest()
    assert told(world, saved.resource)[0] is MeetingState.MISSING
    assert asked(world) == [Asked.MISSING]
    assert len(world.calls(method, "/v2/meetings/")) <= 2
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 1


@pytest.mark.parametrize(
    ("status", "body"), [(404, code(3001)), (400, code(3001)), (404, code(300, "Invalid meeting id."))]
)
def test_a_removal_that_finds_nothing(world: MeetingWorld, status: int, body: dict[str, object]) -> None:
    """zoom.md §6.1: deleted already: done. An id that Zoom does not take is named."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("status", method="DELETE", path=ANY_MEETING, status=status, body=body, times=-1)
    world.bench.call(events.delete_event, saved.resource)
    world.rest()
    assert len(world.calls("DELETE", "/v2/meetings/")) == 1
    assert asked(world) == ([] if body["code"] == 3001 else [Asked.NOT_DELETED])


@pytest.mark.parametrize("number", some([3018, 3037, 3000, 3161]))
def test_a_removal_that_is_refused(world: MeetingWorld, number: int) -> None:
    """zoom.md §6.1: shown, once; the event is gone and the meeting is named."""
    saved = world.save(world.draft())
    assert world.settled(saved.resource)
    world.fault("status", method="DELETE", path=ANY_MEETING, status=400, body=code(number), times=-1)
    world.bench.call(events.delete_event, saved.resource)
    world.rest()
    assert world.calendar.text(saved.uid) == ""
    assert asked(world) == [Asked.NOT_DELETED]
    assert len(world.calls("DELETE", "/v2/meetings/")) == 1


@pytest.mark.parametrize("kind", ["expired", "expired_400"])
@pytest.mark.parametrize("times", [1, -1])
def test_a_token_that_zoom_does_not_take(world: MeetingWorld, kind: str, times: int) -> None:
    """124: refreshed once and repeated once; then "Zoom access ended", never a loop."""
    world.fault(kind, method="POST", path=CREATE, times=times)
    saved = world.save(world.draft())
    world.rest()
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 2
    assert world.state()["counters"]["token refresh_token"] == 1
    if times == 1:
        assert len(world.meetings()) == 1
        return
    assert told(world, saved.resource)[1] == Why.ZOOM_ACCESS_ENDED
    assert world.meetings() == []


def midnight(now: datetime) -> datetime:
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


FORMS = ("daily", "host100", "concurrent", "iso", "http date", "seconds", "rubbish", "qps")


@pytest.mark.parametrize(("form", "method"), some((form, method) for method in ("POST", "PATCH") for form in FORMS))
def test_every_form_of_429(world: MeetingWorld, form: str, method: str) -> None:
    """M61, zoom.md §6.2: waits as long as the first header that parses says, then one more request does it."""
    saved = world.save(world.draft(online="none" if method == "POST" else "zoom"))  # type: ignore[arg-type]  # by value
    assert world.settled(saved.resource)
    world.bench.clock.stand_still()
    now = world.bench.clock.now().astimezone(UTC)
    until = now + timedelta(seconds=100)
    given = {
        "iso": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "http date": until.strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "seconds": "100",
        "rubbish": "soon",
    }
    path = CREATE if method == "POST" else ANY_MEETING
    if form in given:
        world.fault("retry_after", method=method, path=path, value=given[form], times=1)
    else:
        world.fault(form, method=method, path=path, times=1)
    before = len(world.calls(method))
    if method == "POST":
        world.edit(saved.resource, online="zoom")
    else:
        world.edit(saved.resource, summary="Renamed")
    world.sync()
    waiting = intent(world)
    assert waiting.why == Why.RATE_LIMITED
    assert waiting.next_at is not None
    wait_s = (waiting.next_at - world.bench.clock.now()).total_seconds()
    expected = {
        "daily": (midnight(now) - now).total_seconds(),
        "host100": (midnight(now) - now).total_seconds(),
        "qps": 1.0,
        "rubbish": 1.0,
        "concurrent": 1.0,
    }.get(form, 100.0)
    assert expected - 1 <= wait_s <= expected + 5  # headers know whole seconds
    world.sync()
    assert len(world.calls(method)) == before + 1
    world.jump(wait_s + 1)
    world.rest()
    assert len(world.calls(method)) == before + 2
    assert len(world.meetings()) == 1
    assert asked(world) == []


def test_a_save_asks_the_calendar_server_nothing_before_the_link_is_there(tmp_path: Path) -> None:
    """M08: one write with the link in it, and no look at the server for an event that cannot go yet."""
    with meeting_world(tmp_path, background=True) as world:
        first = world.save(world.draft("First"))
        assert world.settled(first.resource)
        come_to_rest(world.bench)
        world.calendar.wire.seen.clear()
        with world.no_meeting_yet():
            saved = world.save(world.draft("Second"))
            until(lambda: len(world.meetings()) == 2)
            assert world.calendar.wire.methods() == []
        assert world.settled(saved.resource)
        assert "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid)
        assert world.calendar.wire.methods()[0] == "PUT"


def test_a_fresh_sign_in_goes_at_the_pace_of_its_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """zoom.md §6.2: 30 light calls a second on a paid plan, from the first save on."""
    slept: list[float] = []

    async def sleep(clock: JumpClock, seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(JumpClock, "sleep", sleep)
    with meeting_world(tmp_path) as world:
        saved = world.save(world.draft())
        assert world.settled(saved.resource)
        slept.clear()  # who waits for a save looks now and then
        for _ in range(12):
            world.bench.call(zoom.meeting_details, saved.resource)
        assert slept == []
