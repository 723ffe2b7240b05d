"""The user changes their mind while a server answers: what was meant last stands, whatever the answer was."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_world import CalendarWorld, calendar_world, event

from dainvo.dav.client import Client
from dainvo.engine.actions import conflicts, events, files
from dainvo.engine.desk import Desk
from dainvo.errors import Why
from dainvo.ical.event import NO_RECURRENCE, ETag, State
from dainvo.store.rows import AccountState

pytestmark = pytest.mark.end_to_end

Act = Callable[[Desk], Coroutine[Any, Any, object]]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path) as made:
        yield made


def rename(world: CalendarWorld, uid: str, summary: str) -> Act:
    resource = world.resource(uid)
    with world.bench.reader() as reader:
        draft = replace(reader.event(resource, NO_RECURRENCE).draft, summary=summary)
    return lambda desk: events.save_event(desk, draft, resource=resource)


def delete(world: CalendarWorld, uid: str) -> Act:
    resource = world.resource(uid)
    return lambda desk: events.delete_event(desk, resource)


def take_back(world: CalendarWorld) -> Act:
    with world.bench.reader() as reader:
        [gone] = reader.deleted()
    return lambda desk: conflicts.restore(desk, gone.id)


def rest(world: CalendarWorld) -> None:
    for _ in range(3):
        world.bench.clock.jump(3600)
        world.sync()


def kept(world: CalendarWorld) -> list[str]:
    with world.bench.reader() as reader:
        return [each.mine for each in reader.kept()]


def test_an_edit_brought_back_while_its_deletion_meets_theirs(
    world: CalendarWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I-3, A30: an edit that was never sent, deleted and brought back just then, is not given up for theirs."""
    world.put("a", "Before")
    world.sync()
    world.bench.call(rename(world, "a", "Mine"))
    world.bench.call(delete(world, "a"))
    world.put("a", "Before", extra="LOCATION:Theirs")
    world.bench.during(monkeypatch, Client, "get", take_back(world))
    rest(world)
    assert world.titles() == ["Mine"]
    text = world.text("a")
    assert "SUMMARY:Mine" in text
    assert "LOCATION:Theirs" in text


def test_a_deletion_taken_back_while_the_version_is_read(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-3: what is wanted again by then is not deleted."""
    world.put("a", "Before")
    world.sync()
    world.bench.call(delete(world, "a"))
    world.other("PUT", "a.ics", event("a", "Before").replace("20270101T000000Z", "20270102T000000Z"))
    world.bench.during(monkeypatch, Client, "get", take_back(world))
    world.wire.seen.clear()
    rest(world)
    assert world.titles() == ["Before"]
    assert world.wire.methods().count("DELETE") == 1  # the one that met another version
    assert world.bench.store(lambda store: store.outbox()) == []


@pytest.mark.parametrize("call", ["put", "with_uid"])
def test_an_edit_while_a_new_event_is_refused_for_its_uid(
    world: CalendarWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: str
) -> None:
    """I-3, A24: under its other name the event goes out as it was saved last."""
    path = tmp_path / "one.ics"
    path.write_text(event("a", "First"), newline="")
    world.bench.call(files.import_file, path, world.collection)
    taken = (
        b'<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:exception>Sabre\\DAV\\Exception\\BadRequest'
        b"</s:exception><s:message>Calendar object with uid already exists in this calendar collection.</s:message>"
        b"</d:error>"
    )
    world.wire.refuse("PUT", 400, taken, body_part="SUMMARY:First")
    world.bench.during(monkeypatch, Client, call, rename(world, "a", "Later"))
    rest(world)
    assert world.titles() == ["Later"]
    assert world.bench.store(lambda store: store.outbox()) == []


@pytest.mark.parametrize("call", ["put", "get"])
def test_an_edit_while_the_same_event_is_found_under_another_name(
    world: CalendarWorld, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, call: str
) -> None:
    """I-3, A36: what both said a moment ago they do not say any more."""
    world.other("PUT", "other-name.ics", event("a", "Plan"))
    path = tmp_path / "one.ics"
    path.write_text(event("a", "Plan"), newline="")
    world.bench.call(files.import_file, path, world.collection)
    world.bench.during(monkeypatch, Client, call, rename(world, "a", "Later"))
    rest(world)
    assert world.titles() == ["Later"] or ["SUMMARY:Later" in text for text in kept(world)] == [True]


def test_a_refused_deletion_that_was_taken_back(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-11: nobody has to sign in, and the rest of the account goes on."""
    world.put("a", "Plan")
    world.put("b", "Other")
    world.sync()
    world.wire.refuse("DELETE", 403, b"no", body_part="")
    world.bench.call(delete(world, "a"))
    world.bench.call(rename(world, "b", "Renamed"))
    world.bench.during(monkeypatch, Client, "delete", take_back(world))
    assert world.sync().errors == ()
    rest(world)
    assert world.bench.store(lambda store: store.account(world.account).state) is AccountState.OK
    assert world.titles() == ["Plan", "Renamed"]
    assert "SUMMARY:Renamed" in world.text("b")
    assert "SUMMARY:Plan" in world.text("a")


def test_deleted_while_its_edit_is_refused(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-5: the refusal was the edit's: the deletion goes out, or the event would stay on the server unseen."""
    world.put("a", "Plan")
    world.sync()
    world.bench.call(rename(world, "a", "Never"))
    world.wire.refuse("PUT", 403, b"no", body_part="SUMMARY:Never")
    world.bench.during(monkeypatch, Client, "put", delete(world, "a"))
    rest(world)
    assert world.titles() == []
    assert world.text("a") == ""
    assert world.bench.store(lambda store: store.outbox()) == []


def test_saved_again_while_an_edit_is_refused(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-3: what the server refused is not what is there now: that is sent."""
    world.put("a", "Plan")
    world.sync()
    world.bench.call(rename(world, "a", "Never"))
    world.wire.refuse("PUT", 403, b"no", body_part="SUMMARY:Never")
    world.bench.during(monkeypatch, Client, "put", rename(world, "a", "Better"))
    rest(world)
    assert "SUMMARY:Better" in world.text("a")
    assert world.row("a").why_blocked == ""


def test_given_up_while_it_is_sent(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-8: the server gets back what it had, and both hold the same."""
    world.put("a", "Plan")
    world.sync()
    world.bench.call(rename(world, "a", "Given up"))
    resource = world.resource("a")
    world.bench.during(monkeypatch, Client, "put", lambda desk: conflicts.discard_change(desk, resource))
    rest(world)
    assert world.titles() == ["Plan"]
    assert "SUMMARY:Plan" in world.text("a")
    assert world.row("a").state is State.CLEAN


def test_a_server_that_is_gone_when_nothing_waits_any_more(
    world: CalendarWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """I-11: a deletion taken back before it left is no trouble of the account."""
    world.put("a", "Plan")
    world.sync()
    resource = world.resource("a")
    world.bench.store(lambda store: store.take_theirs(resource, ETag('W/"1"'), world.text("a")))
    world.bench.call(delete(world, "a"))
    world.wire.fail("GET", "drop_before")
    world.bench.during(monkeypatch, Client, "get", take_back(world))
    assert [problem.why for problem in world.sync().errors] == [Why.NO_ANSWER]
    rest(world)
    assert world.titles() == ["Plan"]
    assert world.bench.store(lambda store: store.outbox()) == []


def test_an_import_is_taken_back_without_what_others_changed(world: CalendarWorld, tmp_path: Path) -> None:
    """A12: what was changed since stays, wherever that was: an event that came new, and one that was made newer."""
    world.put("old", "Before")
    world.sync()
    path = tmp_path / "some.ics"
    newer = event("old", "From the file", extra="SEQUENCE:9")
    path.write_text(newer + event("a", "Plan") + event("b", "Other"), newline="")
    report = world.bench.call(files.import_file, path, world.collection, update=True)
    assert (report.added, report.updated) == (2, 1)
    world.sync()
    world.put("a", "Theirs")
    world.put("old", "Theirs again", extra="SEQUENCE:10")
    world.other("PUT", "b.ics", world.text("b").replace("VERSION:2.0", "VERSION:2.0\r\nX-SAYS:nothing"))
    world.sync()
    undone = world.bench.call(files.undo_import, report.run)
    assert (undone.taken_back, undone.stayed) == (1, 2)
    rest(world)
    assert world.titles() == ["Theirs", "Theirs again"]
