"""Both sides changed one event, or a server refused ours: what is asked, and what each answer does (A08, A24, A30)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import Fault
from fakes.calendar_world import CalendarWorld, at, calendar_world

from dainvo.cli.arguments import parser
from dainvo.cli.verbs import Terminal
from dainvo.cli.words import UsageError
from dainvo.engine.actions import calendars, conflicts, events
from dainvo.errors import Refused, Why
from dainvo.ical.event import NO_RECURRENCE, EventDraft
from dainvo.ical.merge import rows
from dainvo.profile import Profile
from dainvo.store.rows import Kept

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path) as made:
        yield made


def edited(world: CalendarWorld, uid: str, **values: object) -> None:
    with world.bench.reader() as reader:
        event = reader.event(world.resource(uid), NO_RECURRENCE)
    world.bench.call(events.save_event, replace(event.draft, **values), resource=event.resource)  # type: ignore[arg-type]


def kept(world: CalendarWorld) -> list[Kept]:
    with world.bench.reader() as reader:
        return reader.kept()


def at_rest(world: CalendarWorld, *titles: str) -> None:
    assert world.sync().errors == ()
    assert world.titles() == sorted(titles)
    assert kept(world) == []
    assert world.bench.store(lambda store: store.outbox()) == []


def deleted_here_changed_there(world: CalendarWorld) -> Kept:
    world.put("a", "Before")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    world.put("a", "Theirs")
    world.sync()
    [one] = kept(world)
    return one


def test_deleted_here_and_changed_there_is_asked(world: CalendarWorld) -> None:
    """A30: until it is answered theirs is shown and stands on the server."""
    one = deleted_here_changed_there(world)
    assert (one.mine, one.summary) == ("", "Theirs")
    assert "SUMMARY:Theirs" in one.theirs
    assert "SUMMARY:Before" in one.base
    assert world.titles() == ["Theirs"]
    assert "SUMMARY:Theirs" in world.text("a")


def test_deleted_anyway(world: CalendarWorld) -> None:
    """A30: the deletion goes out."""
    one = deleted_here_changed_there(world)
    world.bench.call(conflicts.decide_conflict, one.id, "mine")
    at_rest(world)
    assert world.text("a") == ""
    with pytest.raises(Refused):
        world.bench.call(conflicts.decide_conflict, one.id, "mine")


def test_theirs_kept_after_all(world: CalendarWorld) -> None:
    """A30."""
    one = deleted_here_changed_there(world)
    world.bench.call(conflicts.decide_conflict, one.id, "theirs")
    at_rest(world, "Theirs")


def test_who_goes_on_with_the_event_has_decided(world: CalendarWorld) -> None:
    """A30: an edit of what was brought back keeps it."""
    deleted_here_changed_there(world)
    edited(world, "a", location="Room 4")
    assert kept(world) == []
    at_rest(world, "Theirs")


def test_what_was_asked_is_no_question_once_both_deleted_it(world: CalendarWorld) -> None:
    """A30."""
    deleted_here_changed_there(world)
    world.put("b", "Other")
    world.sync()
    world.other("DELETE", "a.ics")
    at_rest(world, "Other")


def test_each_clash_is_decided_by_itself(world: CalendarWorld) -> None:
    """N07: title and place clash, the notes do not: mine of one, theirs of the other, the notes of both."""
    world.put("a", "Before", extra="LOCATION:Here\r\nCOMMENT:kept")
    world.sync()
    edited(world, "a", summary="Mine", location="Mine", description="Notes")
    world.put("a", "Theirs", extra="LOCATION:Theirs\r\nCOMMENT:kept")
    world.sync()
    [one] = kept(world)
    shown = {row.property: row for row in rows(one.base, one.mine, one.theirs, own=one.own)}
    assert {name: row.clash is not None for name, row in shown.items()} == {
        "SUMMARY": True,
        "LOCATION": True,
        "DESCRIPTION": False,
    }
    place = shown["LOCATION"]
    assert (place.before.text, place.mine.text, place.theirs.text) == ("Here", "Mine", "Theirs")
    assert place.clash is not None
    world.bench.call(conflicts.decide_conflict, one.id, "theirs", {place.clash: "mine"})
    at_rest(world, "Theirs")
    text = world.text("a")
    assert "LOCATION:Mine" in text
    assert "DESCRIPTION:Notes" in text
    assert "COMMENT:kept" in text


def test_mine_leaves_alone_what_they_changed_besides(world: CalendarWorld) -> None:
    """A08: nobody asked to drop their place, and what they wrote after the question was raised counts, too."""
    world.put("a", "Before")
    world.sync()
    edited(world, "a", summary="Mine")
    world.put("a", "Theirs", extra="LOCATION:Room 4")
    world.sync()
    world.put("a", "Theirs", extra="LOCATION:Room 5")
    world.sync()
    [one] = kept(world)
    assert "Room 5" in one.theirs
    world.bench.call(conflicts.decide_conflict, one.id, "mine")
    at_rest(world, "Mine")
    assert "LOCATION:Room 5" in world.text("a")


def test_what_was_kept_outlives_the_event(world: CalendarWorld) -> None:
    """A08, I-3: theirs is deleted while the question is open: mine is shown and asked about."""
    world.put("a", "Before")
    world.put("b", "Other")
    world.sync()
    edited(world, "a", summary="Mine")
    world.put("a", "Theirs")
    world.sync()
    world.other("DELETE", "a.ics")
    world.sync()
    [one] = kept(world)
    assert one.theirs == ""
    assert world.titles() == ["Mine", "Other"]
    world.sync()
    assert [again.id for again in kept(world)] == [one.id]
    world.bench.call(conflicts.decide_conflict, one.id, "mine")
    at_rest(world, "Mine", "Other")


def test_what_was_kept_moves_with_the_event(world: CalendarWorld) -> None:
    """A08."""
    other = world.bench.call(calendars.create_calendar, world.account, "Home")
    world.put("a", "Before")
    world.sync()
    edited(world, "a", summary="Mine")
    world.put("a", "Theirs")
    world.sync()
    edited(world, "a", collection=other)
    world.sync()
    [one] = kept(world)
    world.bench.call(conflicts.decide_conflict, one.id, "mine")
    at_rest(world, "Mine")


def refused(world: CalendarWorld, status: str = "403") -> None:
    """An edit that the server will not take."""
    world.put("a", "Before")
    world.sync()
    edited(world, "a", summary="Mine")
    world.wire.fail("PUT", status, path_part="a.ics")
    world.sync()
    assert world.row("a").why_blocked


#: Answers to a PUT as servers give them, and what a person is to read of them.
_REASONS = [
    ("403", b"<html><body><h1>Forbidden</h1><p>Only the owner</p></body></html>", "Forbidden Only the owner"),
    ("413", b"At most 100 kB", "At most 100 kB"),
    ("507", b"", ""),
    (
        "403",
        b'<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
        b"<c:valid-calendar-data>DTEND before DTSTART</c:valid-calendar-data></d:error>",
        "DTEND before DTSTART",
    ),
    (
        "403",
        b'<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:valid-calendar-data/></d:error>',
        "valid-calendar-data",
    ),
]


@pytest.mark.parametrize(("status", "answer", "told"), _REASONS)
def test_a_refused_event_carries_what_the_server_said(
    world: CalendarWorld, status: str, answer: bytes, told: str
) -> None:
    """A29: beside our sentence its own words, as plain text, until the edit is given up."""
    world.put("a", "Before")
    world.sync()
    edited(world, "a", summary="Mine")
    world.wire.faults.append(Fault("PUT", status, answer=answer))
    world.sync()
    with world.bench.reader() as reader:
        event = reader.event(world.resource("a"), NO_RECURRENCE)
    assert (event.draft.summary, event.said) == ("Mine", told)
    assert event.why_blocked
    world.bench.call(conflicts.discard_change, world.resource("a"))
    assert world.row("a").said == ""
    edited(world, "a", summary="Mine again")
    at_rest(world, "Mine again")


def test_a_refused_edit_is_discarded(world: CalendarWorld) -> None:
    """A29: the server's text is back, also what changed there meanwhile."""
    refused(world)
    world.put("a", "Theirs")
    world.sync()
    assert world.titles() == ["Mine"]
    world.bench.call(conflicts.discard_change, world.resource("a"))
    assert world.titles() == ["Before"]
    at_rest(world, "Theirs")


def test_a_refused_new_event_is_discarded(world: CalendarWorld) -> None:
    """A29: nothing of it is left, and nothing is sent."""
    start = at("2027-03-10T14:00")
    saved = world.bench.call(events.save_event, EventDraft(world.collection, "New", start, start.replace(hour=15)))
    world.wire.fail("PUT", "507")
    world.sync()
    world.wire.seen.clear()
    world.bench.call(conflicts.discard_change, saved.resource)
    at_rest(world)
    assert not {"PUT", "DELETE"} & set(world.wire.methods())


def test_a_refused_move_is_discarded(world: CalendarWorld) -> None:
    """A29, I-3: the event stays on the server that has it, as it is there; nothing is deleted."""
    other = world.bench.call(calendars.create_calendar, world.account, "Closed")
    world.put("a", "Before")
    world.sync()
    href = world.bench.store(lambda store: store.collection(other).href)
    world.wire.faults.append(Fault("PUT", "403", -1, href))
    edited(world, "a", summary="Mine", collection=other)
    world.sync()
    moved = world.row_in("a", other)
    assert moved.why_blocked == Why.NOT_ALLOWED
    world.wire.seen.clear()
    world.bench.call(conflicts.discard_change, moved.id)
    assert world.titles() == ["Before"]
    at_rest(world, "Before")
    assert world.row("a").collection == world.collection
    assert not {"PUT", "DELETE"} & set(world.wire.methods())


def test_a_refused_edit_is_taken_to_another_calendar(world: CalendarWorld) -> None:
    """A29: a second event there; the first is as the server has it."""
    other = world.bench.call(calendars.create_calendar, world.account, "Home")
    refused(world)
    made = world.bench.call(conflicts.copy_to, world.resource("a"), other)
    at_rest(world, "Before", "Mine")
    assert world.row(made.uid).collection == other
    assert made.uid != "a"


def test_a_refused_new_event_moves_to_another_calendar(world: CalendarWorld) -> None:
    """A29."""
    other = world.bench.call(calendars.create_calendar, world.account, "Home")
    start = at("2027-03-10T14:00")
    saved = world.bench.call(events.save_event, EventDraft(world.collection, "New", start, start.replace(hour=15)))
    world.wire.fail("PUT", "403")
    world.sync()
    made = world.bench.call(conflicts.copy_to, saved.resource, other)
    at_rest(world, "New")
    assert (made.uid, world.row(made.uid).collection) == (saved.uid, other)


def test_a_deleted_event_comes_back(world: CalendarWorld) -> None:
    """A24: deleted here or there, for 30 days."""
    world.put("a", "Mine")
    world.put("b", "Theirs")
    world.put("c", "Other")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    world.other("DELETE", "b.ics")
    at_rest(world, "Other")
    with world.bench.reader() as reader:
        gone = reader.deleted()
    assert sorted(one.summary for one in gone) == ["Mine", "Theirs"]
    for one in gone:
        world.bench.call(conflicts.restore, one.id)
    at_rest(world, "Mine", "Other", "Theirs")
    assert "SUMMARY:Mine" in world.text("a")
    with world.bench.reader() as reader:
        assert reader.deleted() == []


def test_a_deletion_is_taken_back_before_it_was_sent(world: CalendarWorld) -> None:
    """A24: nothing goes to the server."""
    world.put("a", "Plan")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    with world.bench.reader() as reader:
        [one] = reader.deleted()
    world.wire.seen.clear()
    world.bench.call(conflicts.restore, one.id)
    at_rest(world, "Plan")
    assert not {"PUT", "DELETE"} & set(world.wire.methods())


def test_after_thirty_days_a_deleted_event_is_forgotten(world: CalendarWorld) -> None:
    """A24."""
    world.put("a", "Plan")
    world.put("b", "Plan")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    world.sync()
    with world.bench.reader() as reader:
        [one] = reader.deleted()
    world.bench.clock.jump(31 * 86400)
    world.bench.call(events.delete_event, world.resource("b"))
    with pytest.raises(Refused) as refusal:
        world.bench.call(conflicts.restore, one.id)
    assert refusal.value.why is Why.NO_SUCH_EVENT


def said(world: CalendarWorld, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    """What a verb of the command line answers, on the world's profile."""
    arguments = parser().parse_args([*words, "--json"])
    world.bench.close()
    profile = Profile(world.bench.folder, environ={}, secrets=world.bench.secrets)
    capsys.readouterr()
    try:
        arguments.verb(Terminal(profile, as_json=True), arguments)
    finally:
        world.bench.open()
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_conflicts_on_the_command_line(world: CalendarWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """N07: listed line by line, decided line by line."""
    world.put("a", "Before", extra="LOCATION:Here")
    world.sync()
    edited(world, "a", summary="Mine", location="Mine")
    world.put("a", "Theirs", extra="LOCATION:Theirs")
    world.sync()
    [one] = said(world, capsys, "conflicts", "list")
    assert (one["uid"], one["kind"]) == ("a", "changed")
    lines = {line["property"]: line for line in one["lines"]}
    assert (lines["SUMMARY"]["before"], lines["SUMMARY"]["mine"], lines["SUMMARY"]["theirs"]) == (
        "Before",
        "Mine",
        "Theirs",
    )
    said(world, capsys, "conflicts", "decide", str(one["id"]), "theirs", "--line", f"{lines['LOCATION']['line']}=mine")
    at_rest(world, "Theirs")
    assert "LOCATION:Mine" in world.text("a")
    with pytest.raises(Refused):
        said(world, capsys, "conflicts", "decide", str(one["id"]), "mine")
    with pytest.raises(UsageError):
        said(world, capsys, "conflicts", "decide", "1", "mine", "--line", "0=both")


def test_refused_and_deleted_on_the_command_line(world: CalendarWorld, capsys: pytest.CaptureFixture[str]) -> None:
    """A24, A29."""
    other = world.bench.call(calendars.create_calendar, world.account, "Home")
    refused(world)
    [copied] = said(world, capsys, "events", "copy-to", "a", "--calendar", str(other))
    assert (copied["summary"], copied["calendar"]) == ("Mine", other)
    at_rest(world, "Before", "Mine")
    refused(world)
    said(world, capsys, "events", "discard", "a")
    world.bench.call(events.delete_event, world.resource("a"))
    at_rest(world, "Mine")
    [gone] = said(world, capsys, "deleted", "list")
    assert gone["uid"] == "a"
    said(world, capsys, "deleted", "restore", str(gone["id"]))
    at_rest(world, "Before", "Mine")


@pytest.mark.parametrize(("answer", "left"), [("put-back", 12), ("remove", 0)])
def test_a_calendar_suddenly_empty_on_the_command_line(
    world: CalendarWorld, capsys: pytest.CaptureFixture[str], answer: str, left: int
) -> None:
    """Decision 20: nothing is removed before the answer; put back, the server has all of it again."""
    for number in range(12):
        world.put(f"e{number}", f"Event {number}")
    world.sync()
    for number in range(12):
        world.other("DELETE", f"e{number}.ics")
    assert [problem.why for problem in world.sync().errors] == [Why.MASS_DELETION]
    [asked] = said(world, capsys, "calendars", "vanished")
    assert (asked["id"], asked["vanished"]) == (world.collection, 12)
    said(world, capsys, "calendars", "vanished", str(world.collection), answer)
    assert world.sync().errors == ()
    assert len(world.shown()) == left
    assert sum(bool(world.text(f"e{number}")) for number in range(12)) == left
    assert said(world, capsys, "calendars", "vanished") == []
