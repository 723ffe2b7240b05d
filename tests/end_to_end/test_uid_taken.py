"""A new event whose UID its calendar has already, as servers say it (RFC 4791 §5.3.2.1, A24, A36)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.calendar_world import CalendarWorld, calendar_world, event

from dainvo.dav.quirks import QUIRKS, tells_deletions, uid_is_taken
from dainvo.dav.uids import holder
from dainvo.dav.xml import precondition
from dainvo.engine.actions import conflicts, events, files
from dainvo.errors import Why
from dainvo.ical.event import Href
from dainvo.web import Answer

pytestmark = pytest.mark.end_to_end


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world(request.param, tmp_path) as made:
        yield made


def brought_in(world: CalendarWorld, tmp_path: Path, uid: str, summary: str) -> None:
    """An event of this UID from a file; nobody knows yet that the server has one."""
    path = tmp_path / "one.ics"
    path.write_text(event(uid, summary), newline="")
    world.bench.call(files.import_file, path, world.collection)


def test_the_one_that_has_the_uid_is_found_and_asked_about(world: CalendarWorld, tmp_path: Path) -> None:
    """A36, A08: under another name on the server: theirs is shown, ours is kept, and the rest goes on."""
    world.other("PUT", "other-name.ics", event("a", "Theirs"))
    brought_in(world, tmp_path, "a", "Mine")
    report = world.sync()
    assert {problem.why for problem in report.errors} == {Why.CHANGED_ON_SERVER}
    assert report.waiting == 0
    assert world.titles() == ["Theirs"]
    with world.bench.reader() as reader:
        [kept] = reader.kept()
    assert "SUMMARY:Mine" in kept.mine
    world.bench.call(conflicts.decide_conflict, kept.id, "mine")
    assert world.sync().errors == ()
    assert world.titles() == ["Mine"]
    assert "SUMMARY:Mine" in world.other("GET", "other-name.ics")[2]


def test_the_same_event_twice_is_one(world: CalendarWorld, tmp_path: Path) -> None:
    """A36: nothing is asked where both say the same."""
    world.other("PUT", "other-name.ics", event("a", "Plan"))
    brought_in(world, tmp_path, "a", "Plan")
    assert world.sync().errors == ()
    assert world.titles() == ["Plan"]
    assert world.bench.store(lambda store: store.outbox()) == []


def test_made_again_before_its_deletion_was_sent(world: CalendarWorld, tmp_path: Path) -> None:
    """A06: one write, over the version that is there."""
    world.put("a", "Before")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    brought_in(world, tmp_path, "a", "Again")
    world.wire.seen.clear()
    assert world.sync().errors == ()
    assert world.titles() == ["Again"]
    assert [method for method in world.wire.methods() if method in ("PUT", "DELETE")] == ["PUT"]
    assert world.wire.of("PUT")[0].headers["if-match"]


def test_made_again_while_its_deletion_was_under_way(world: CalendarWorld, tmp_path: Path) -> None:
    """A06: the deletion arrived, its answer did not: the event is written anew, and nobody is asked."""
    world.put("a", "Before")
    world.put("b", "Other")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    world.wire.fail("DELETE", "drop_after")
    world.sync()
    brought_in(world, tmp_path, "a", "Again")
    for _ in range(2):
        world.bench.clock.jump(3600)
        report = world.sync()
    assert (report.errors, report.waiting) == ((), 0)
    assert world.titles() == ["Again", "Other"]
    with world.bench.reader() as reader:
        assert reader.kept() == []


def test_a_uid_in_the_trash_of_the_server(tmp_path: Path) -> None:
    """A24: the server keeps the UID of a deleted event: it comes back under another name, at last as another event."""
    with calendar_world("radicale", tmp_path) as world:
        world.put("a", "Plan")
        world.sync()
        world.bench.call(events.delete_event, world.resource("a"))
        world.sync()
        with world.bench.reader() as reader:
            [gone] = reader.deleted()
        world.wire.refuse("PUT", 400, TRASH, body_part="UID:a\r\n")
        world.bench.call(conflicts.restore, gone.id)
        world.wire.seen.clear()
        assert world.sync().errors == ()
        assert world.titles() == ["Plan"]
        names = [seen.path.rpartition("/")[2] for seen in world.wire.of("PUT")]
        assert names[0] == "a.ics"
        assert len(set(names)) == 3
        assert world.bench.store(lambda store: store.outbox()) == []


TRASH = (
    b'<?xml version="1.0" encoding="utf-8"?><d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">'
    b"<s:exception>Sabre\\DAV\\Exception\\BadRequest</s:exception>"
    b"<s:message>Deleted calendar object with uid already exists in this calendar collection.</s:message></d:error>"
)
CALDAV = (
    b'<D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    b"<C:%b><D:href>/cal/b.ics</D:href></C:%b></D:error>"
)


@pytest.mark.parametrize(
    ("status", "body", "taken"),
    [
        (409, CALDAV % (b"no-uid-conflict", b"no-uid-conflict"), True),
        (403, CALDAV % (b"unique-scheduling-object-resource", b"unique-scheduling-object-resource"), True),
        (403, b'<D:error xmlns:D="DAV:"><X:no-uid-conflict xmlns:X="urn:ietf:params:xml:ns:carddav"/></D:error>', True),
        (400, TRASH, True),
        (400, b"bad request", False),
        (403, CALDAV % (b"valid-calendar-data", b"valid-calendar-data"), False),
        (500, TRASH, False),
    ],
)
def test_how_servers_say_it(status: int, body: bytes, taken: bool) -> None:
    answer = Answer(status, {}, body, "https://cloud.example/cal/a.ics")
    assert uid_is_taken(answer, precondition(body)) is taken


def test_who_has_it_is_taken_from_the_refusal_only_within_the_server() -> None:
    """H-16."""
    body = CALDAV % (b"no-uid-conflict", b"no-uid-conflict")
    assert holder(body, "https://cloud.example/cal/a.ics") == Href("/cal/b.ics")
    assert holder(body.replace(b"/cal", b"https://evil.example"), "https://cloud.example/cal/a.ics") is None
    assert holder(b"", "https://cloud.example/") is None


def test_tokens_of_servers_that_tell_no_deletion() -> None:
    """A36: Bedework's tokens are seconds."""
    assert not tells_deletions("data:,20260913T125156Z-1d6a")
    assert tells_deletions("http://sabre.io/ns/sync/12")


def test_the_table_names_each_fact_once() -> None:
    assert len({(quirk.server, quirk.what) for quirk in QUIRKS}) == len(QUIRKS)
    assert all(quirk.copes for quirk in QUIRKS)
