"""Answers that no Zoom should give: none ends a worker, none takes another event's meeting, none costs a sign-in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.meeting_world import MeetingWorld, meeting_world
from hypothesis import given, settings
from hypothesis import strategies as st

from dainvo.engine.actions import events
from dainvo.errors import DainvoError, TryLater
from dainvo.ical.event import MeetingState
from dainvo.zoom import answers, oauth, refusals

NOW = datetime(2027, 3, 10, tzinfo=UTC)
LINK = "https://zoom.us/j/92674392836"
FIELDS = (
    *("id", "join_url", "start_time", "duration", "type", "topic", "agenda", "password", "host_id", "created_at"),
    *("occurrences", "occurrence_id", "settings", "recurrence", "meetings", "next_page_token", "invitation"),
    *("code", "errorCode", "message", "errors", "field", "error", "reason", "start_url", "display_name"),
)
ODD = st.sampled_from(
    [
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2027-03-10", LINK, f"{LINK}\r\nX:1"),
        *("https://[::1/j/1", "https://zoom.us\\@evil/j/92674392836", "https://zoom.us:99999/j/92674392836"),
        *("\ud800", 10**18, 10**400, 92674392836, -1, 1e308, float("nan"), True, None),
    ]
)
VALUE = st.recursive(
    ODD | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5),
    max_leaves=8,
)


@settings(max_examples=300)
@given(told=st.dictionaries(st.sampled_from(FIELDS), VALUE, max_size=9), other=VALUE)
def test_whatever_is_read_is_read_or_refused(told: dict[str, Any], other: object) -> None:
    """H-24: any JSON at all is a value or one of the five failures, and what is taken can be stored."""
    whole = {
        "id": 92674392836,
        "join_url": LINK,
        **{name: told[name] for name in told if name not in ("id", "join_url")},
    }
    for read in (answers.meeting, answers.user, answers.invitation, answers.start_link):
        for value in (told, whole, other):
            try:
                read(value)
            except DainvoError:
                continue
    meeting = answers.meeting(whole)
    (meeting.topic + meeting.passcode + meeting.agenda + meeting.host_email).encode()
    assert 0 <= meeting.duration_min < 2**31
    rows, _ = answers.page({"meetings": [whole, told, other]})
    assert rows
    body = json.dumps(told).encode()
    for status in (302, 400, 401, 403, 404, 409, 429, 500):
        assert isinstance(refusals.failure(status, {}, body, creates=True, now=NOW), DainvoError)


DEEP = b"[" * 200_000


@pytest.mark.parametrize("body", [DEEP, b'{"errors":' + DEEP, b'{"code":' + b"9" * 5000 + b"}", b"\xff\xfe"])
@pytest.mark.parametrize("status", [400, 429, 500])
def test_a_body_that_no_reader_can_follow(status: int, body: bytes) -> None:
    """H-24: as good as no answer."""
    assert isinstance(refusals.failure(status, {}, body, creates=True, now=NOW), TryLater)


@pytest.mark.parametrize(
    "value",
    [
        "Mon, 01 Jan 99999999999 00:00:00 GMT",
        "Mon, 99999999999999999999 Jan 2027 00:00:00 GMT",
        "Mon, 01 Jan 2027 00:00:00 +99999999999",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_a_wait_that_no_calendar_knows(value: str) -> None:
    """zoom.md §6.2: between a second and 25 hours, or none that is told."""
    for name in ("retry-after", "x-ratelimit-reset"):
        wait = refusals.wait_s({name: value}, "", NOW)
        assert wait is None or 1.0 <= wait <= 25 * 3600.0


@pytest.mark.parametrize("status", [300, 302, 307])
def test_a_redirect_says_nothing_of_the_meeting(status: int) -> None:
    """reliability §2.5: whoever answers it, it is not Zoom's word that nothing was made."""
    found = refusals.failure(status, {}, b'{"code": 300, "message": "elsewhere"}', creates=True, now=NOW)
    assert isinstance(found, TryLater)
    assert found.sent


@pytest.mark.parametrize(
    "told", [10**400, float("nan"), "soon", None, [], -5, True, "1e400"], ids=lambda told: str(told)[:5]
)
def test_tokens_are_not_given_up_for_an_odd_length(told: object) -> None:
    """reliability §2.10: a rotated token that came is kept, however its length is told."""
    assert 0.0 <= oauth._lasts_s(told) <= 86400.0


# the whole program, over HTTP


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def answer(world: MeetingWorld, method: str, path: str, body: object, status: int = 200) -> None:
    """Zoom acts, and says this instead of what it did."""
    world.fault("status", method=method, path=path, status=status, body=body, content_type="application/json", act=True)


def text_of(world: MeetingWorld, uid: str) -> str:
    return world.calendar.text(uid).replace("\r\n ", "")


@pytest.mark.end_to_end
@pytest.mark.parametrize(
    "odd",
    [
        {"start_time": "0001-01-01T00:00:00+14:00", "created_at": "9999-12-31T23:59:59-14:00"},
        {"duration": 10**30, "type": 10**30},
        {"password": 'x\ud800"\r\nATTENDEE:mailto:eve@evil.example\r\nX:', "host_email": "\ud800"},
        {"join_url": f"{LINK}?pwd={'a' * 3000}"},
    ],
    ids=lambda odd: next(iter(odd)),
)
def test_a_create_is_answered_with_impossible_values(world: MeetingWorld, odd: dict[str, Any]) -> None:
    """H-24: no worker ends of it, and nothing is smuggled into the event."""
    told = {"id": 92674392836, "topic": "Review", "type": 2, "join_url": LINK, **odd}
    answer(world, "POST", "/users/me/meetings", told, status=201)
    saved = world.save(world.draft())
    world.rest()
    assert "\r\nATTENDEE" not in text_of(world, saved.uid)
    assert "a" * 3000 not in text_of(world, saved.uid)
    assert "SUMMARY:Review" in text_of(world, saved.uid)
    assert world.bench.bugs == []


@pytest.mark.end_to_end
def test_an_answer_that_names_the_meeting_of_another_event(world: MeetingWorld) -> None:
    """M19, N01: two events never share a meeting because an old answer came twice: the list tells what was made."""
    first = world.save(world.draft("First"))
    assert world.settled(first.resource)
    [old] = world.meetings()
    stale = {"id": old["id"], "topic": "First", "type": 2, "join_url": old["join_url"]}
    answer(world, "POST", "/users/me/meetings", stale, status=201)
    second = world.save(world.draft("Second"))
    world.rest()
    links = {str(one["topic"]): str(one["id"]) for one in world.meetings()}
    assert links.keys() == {"First", "Second"}
    assert links["Second"] in text_of(world, second.uid)
    assert links["First"] not in text_of(world, second.uid)
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 2


@pytest.mark.end_to_end
def test_a_look_that_shows_another_meeting(world: MeetingWorld) -> None:
    """T-17, N01: asked about one meeting, told about another: neither is changed for it, the next look does it."""
    other = world.save(world.draft("Other"))
    saved = world.save(world.draft("Mine"))
    assert world.settled(other.resource)
    assert world.settled(saved.resource)
    ids = {str(one["topic"]): one for one in world.meetings()}
    answer(world, "GET", f"/meetings/{ids['Mine']['id']}", ids["Other"])
    world.edit(saved.resource, summary="Renamed")
    world.rest()
    assert sorted(str(one["topic"]) for one in world.meetings()) == ["Other", "Renamed"]
    assert {seen["path"] for seen in world.calls("PATCH")} == {f"/v2/meetings/{ids['Mine']['id']}"}
    assert world.event(saved.resource).meeting is not None


@pytest.mark.end_to_end
def test_a_refusal_too_deep_to_be_read(world: MeetingWorld) -> None:
    """H-24: no bug, no loop; the meeting is made when Zoom speaks again."""
    deep = DEEP.decode()
    world.fault("status", method="POST", path="/users/me/meetings", status=400, body=deep, content_type="text/plain")
    saved = world.save(world.draft())
    world.rest()
    assert len(world.meetings()) == 1
    with world.bench.reader() as reader:
        meeting = reader.meeting(saved.resource)
    assert meeting is not None
    assert meeting.state is MeetingState.READY
    assert world.bench.bugs == []
    world.bench.call(events.delete_event, saved.resource)
    world.rest()
    assert world.meetings() == []
