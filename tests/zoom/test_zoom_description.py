"""Dainvo's calls and the stand-in's answers held against an API description (zoom.md §11.6).

A small description of our own stands in for Zoom's, which nobody may keep here. `DAINVO_ZOOM_OPENAPI` names Zoom's own,
a file or a folder of them; then the same calls, and the lines of `DAINVO_ZOOM_RECORD` if that names a file that is
there, are held against it as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes import zoom_openapi
from fakes.meeting_world import MeetingWorld, meeting_world
from fakes.zoom_guest import NOW, Guest

from dainvo.demo import zoom_description
from dainvo.demo.standin import api
from dainvo.demo.zoom_description import Description, record_faults
from dainvo.demo.zoom_server import ZoomServer
from dainvo.engine.actions import events, meetings_page, zoom, zoom_account
from dainvo.ical.event import MeetingOptions, Scope
from dainvo.zoom.mapping import SCOPES

THEIRS = os.environ.get("DAINVO_ZOOM_OPENAPI", "")
THEIR_RECORD = os.environ.get("DAINVO_ZOOM_RECORD", "")
#: Said by field reports alone (zoom.md §5.6): the times are taken from a meeting by null.
FIELD = ("start_time: null where", "duration: null where")


@pytest.fixture
def ours(tmp_path: Path) -> Description:
    return Description(zoom_openapi.written(tmp_path))


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[MeetingWorld, Path]]:
    path = tmp_path / "calls.jsonl"
    monkeypatch.setenv("DAINVO_ZOOM_RECORD", str(path))
    with meeting_world(tmp_path) as world:
        yield world, path


def all_kinds_of_calls(world: MeetingWorld) -> None:
    """Create, change, read, list and delete meetings of each kind, with options, dates and an invitation."""
    world.bench.call(zoom_account.set_defaults, world.zoom, MeetingOptions(waiting_room=True, mute_upon_entry=False))
    single = world.save(world.draft(guests=("ben@example.com",)))
    assert world.settled(single.resource)
    start = world.draft().start + timedelta(days=1)
    world.edit(single.resource, summary="Renamed", start=start, end=start + timedelta(minutes=30))
    assert world.settled(single.resource)
    world.edit(single.resource, start=date(2027, 3, 12), end=date(2027, 3, 13))
    assert world.settled(single.resource)
    world.bench.call(zoom.invitation_text, single.resource)
    series = world.save(replace(world.draft("Weekly"), rrule="FREQ=WEEKLY;COUNT=6"))
    assert world.settled(series.resource)
    second, third = ("20270317T140000", "20270324T140000")
    with world.bench.reader() as reader:
        moved = reader.event(series.resource, second).draft  # type: ignore[arg-type] # a text of that form
    later = replace(moved, start=moved.start + timedelta(hours=1), end=moved.end + timedelta(hours=1))
    world.bench.call(events.save_event, later, resource=series.resource, recurrence_id=second, scope=Scope.THIS)
    world.bench.call(events.delete_event, series.resource, third, Scope.THIS)
    assert world.settled(series.resource)
    world.sync()
    world.bench.call(meetings_page.list_meetings)
    for saved in (single, series):
        world.bench.call(events.delete_event, saved.resource)
    world.sync()
    world.bench.call(zoom.check_zoom, world.zoom)


def test_every_call_is_described(recorded: tuple[MeetingWorld, Path], ours: Description) -> None:
    """zoom.md §11.6.1: path, method, query, body and success status of each call that Dainvo makes."""
    world, path = recorded
    all_kinds_of_calls(world)
    lines = path.read_text(encoding="utf-8").splitlines()
    count, wrong = record_faults(ours, lines)
    assert wrong == []
    made = {(one["method"], bool(one["query"])) for one in map(json.loads, lines) if one["path"].startswith("/v2/")}
    assert {("POST", False), ("PATCH", False), ("PATCH", True), ("DELETE", True), ("GET", False)} <= made
    assert count >= 15
    if THEIRS:
        theirs = Description(Path(THEIRS))
        assert unexplained(record_faults(theirs, lines)[1]) == []


@pytest.mark.skipif(not (THEIRS and THEIR_RECORD), reason="DAINVO_ZOOM_OPENAPI and DAINVO_ZOOM_RECORD name no files")
def test_a_record_of_somebody_elses() -> None:
    """zoom.md §11.6.1: whatever was recorded before, by a demo of a day or by another program."""
    lines = Path(THEIR_RECORD).read_text(encoding="utf-8").splitlines()
    assert unexplained(record_faults(Description(Path(THEIRS)), lines)[1]) == []


def unexplained(wrong: list[str]) -> list[str]:
    return [one for one in wrong if not any(field in one for field in FIELD)]


def test_the_stand_ins_answers_are_described(ours: Description) -> None:
    """zoom.md §11.6.1: what the stand-in answers has the shape that is described."""
    described = [ours, *([Description(Path(THEIRS))] if THEIRS else [])]
    with ZoomServer(seed="1", now=NOW) as server:
        guest = Guest(server)
        guest.sign_in()
        series = {"type": 8, "recurrence": {"type": 2, "weekly_days": "4", "repeat_interval": 1, "end_times": 3}}
        for fields in ({}, {"type": 3, "start_time": None, "duration": None, "timezone": None}, series):
            made = guest.made(**fields)
            for description in described:
                assert description.answer_faults("POST", "/users/me/meetings", 201, made) == []
                read = guest.read(made["id"])
                assert description.answer_faults("GET", f"/meetings/{made['id']}", 200, read) == []


def test_scopes_are_those_described(ours: Description) -> None:
    """zoom.md §4: each endpoint of the stand-in asks for the scope that the description names, and Dainvo knows it."""
    calls = [
        ("GET", "/users/me"),
        ("GET", "/users/me/meetings"),
        ("POST", "/users/me/meetings"),
        ("GET", "/meetings/1"),
        ("PATCH", "/meetings/1"),
        ("DELETE", "/meetings/1"),
        ("GET", "/meetings/1/invitation"),
    ]
    for method, path in calls:
        for description in [ours, *([Description(Path(THEIRS))] if THEIRS else [])]:
            found = description.operation(method, path)
            assert found is not None
            named = found[0].scopes
            assert api.scope_of(method, path) in named or not named
            assert set(SCOPES.values()) & named or not named


def entry(**changes: Any) -> dict[str, Any]:
    body = {"topic": "Review", "type": 2, "duration": 30, "start_time": "2027-03-12T10:00:00", "settings": {}}
    return {"method": "POST", "path": "/v2/users/me/meetings", "query": {}, "body": body, "outcome": 201, **changes}


def with_body(**values: Any) -> dict[str, Any]:
    return entry(body={**entry()["body"], **values})


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (entry(), ""),
        (entry(path="/oauth/token", body=None, outcome=200), ""),
        (entry(path="/v2/users/me/webinars"), "/v2/users/me/webinars: is not described"),
        (entry(method="PUT"), "PUT /v2/users/me/meetings: is not described"),
        (entry(outcome=200), "answered with 200, where 201"),
        (entry(outcome=429), ""),
        (entry(outcome="dropped"), ""),
        (entry(body=None), "no body"),
        (entry(query={"page": "1"}), "?page: is not described"),
        (with_body(colour="red"), "colour: is not described"),
        (with_body(topic="x" * 201), "topic: longer than 200"),
        (with_body(duration=0), "duration: 0 is under 1"),
        (with_body(duration="30"), "duration: string where integer is described"),
        (with_body(duration=True), "duration: boolean where integer is described"),
        (with_body(start_time="tomorrow"), "start_time: 'tomorrow' is no date-time"),
        (with_body(password="***"), ""),
        (with_body(password="12345678901"), "password: longer than 10"),
        (with_body(settings={"jbh_time": 7}), "settings.jbh_time: 7 is none of 0, 5, 10, 15"),
        (with_body(settings={"approval_type": 2}), "settings.approval_type: is not described"),
        (with_body(recurrence={}), "recurrence.type: is required and missing"),
        (with_body(recurrence={"type": 2, "weekly_days": "8"}), "recurrence.weekly_days: does not fit"),
        (entry(method="GET", body=None, outcome=200, query={"page_size": "300", "type": "scheduled"}), ""),
        (entry(method="GET", body=None, outcome=200, query={"page_size": "301"}), "?page_size: 301 is over 300"),
        (entry(method="GET", body=None, outcome=200, query={"type": "all"}), "?type: 'all' is none of"),
        (entry(method="GET", outcome=200), "a body where none is described"),
    ],
)
def test_what_is_not_described_is_found(ours: Description, call: dict[str, Any], said: str) -> None:
    """zoom.md §11.6.1: each kind of fault, planted."""
    found = ours.call_faults(call)
    assert len(found) == bool(said), found
    assert all(said in one for one in found)


def test_wrong_answers_are_found(ours: Description) -> None:
    """zoom.md §11.6.1: a missing field, an unknown one, another type, another status; references are followed."""
    good = {"id": 12345678901, "join_url": "https://zoom.us/j/1", "topic": "x", "type": 2}
    for value, said in (
        (good, ""),
        ({**good, "id": "1"}, "id: string where integer"),
        ({"id": 1}, "join_url: is required"),
        ({**good, "color": 1}, "color: is not described"),
        ({**good, "occurrences": [{"occurrence_id": "1"}]}, "occurrences[0].start_time: is required"),
    ):
        assert [said in one for one in ours.answer_faults("GET", "/meetings/1", 200, value)] == [True] * bool(said)
    assert ours.answer_faults("GET", "/meetings/1", 204, None) == ["GET /meetings/{meetingId}: 204 is not described"]
    assert ours.answer_faults("GET", "/else", 200, good) == ["GET /else: is not described"]


def test_as_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """zoom.md §11.6.1: for anybody who has Zoom's description and a record; a folder of descriptions, too."""
    record = tmp_path / "calls.jsonl"
    record.write_text(f"{json.dumps(entry())}\n\n{json.dumps(with_body(topic='x' * 300))}\n", encoding="utf-8")
    folder = tmp_path / "described"
    folder.mkdir()
    (folder / "other.json").write_text("{}", encoding="utf-8")
    assert zoom_description.main([str(folder), str(record)]) == 2
    zoom_openapi.written(folder)
    assert zoom_description.main([str(folder), str(record)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == ["POST /users/{userId}/meetings: topic: longer than 200", "2 calls, 1 different faults"]
    record.write_text(json.dumps(entry()), encoding="utf-8")
    assert zoom_description.main([str(folder), str(record)]) == 0
    assert zoom_description.main([str(folder), str(tmp_path / "none")]) == 2
