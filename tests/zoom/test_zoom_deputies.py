"""Confused deputies: what others write into events or do at Zoom moves or costs nobody a meeting of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_wire import ask
from fakes.calendar_world import event
from fakes.meeting_world import MeetingWorld, meeting_world

from dainvo.engine.actions import accounts, calendars, events
from dainvo.engine.actions.attention import settle_attention
from dainvo.engine.values import Saved
from dainvo.ical.event import CollectionId, Online, ResourceId, Uid
from dainvo.store.needing import Asked, Choice
from dainvo.store.rows import CollectionRow
from dainvo.store.store import Store

pytestmark = pytest.mark.end_to_end

ORGANISER = "ORGANIZER;CN=Mallory:mailto:mallory@example.org\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:anna@example.com"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[MeetingWorld]:
    with meeting_world(tmp_path) as made:
        yield made


def published(world: MeetingWorld, summary: str = "Victim") -> Saved:
    """An event of ours whose meeting and link are out."""
    saved = world.save(world.draft(summary))
    assert world.settled(saved.resource)
    return saved


def lines_of(world: MeetingWorld, saved: Saved) -> str:
    """What any reader of the published event knows of its meeting."""
    text = world.calendar.text(saved.uid).replace("\r\n ", "")
    return "\r\n".join(line for line in text.splitlines() if line.startswith(("X-DAINVO", "CONFERENCE", "LOCATION")))


def meeting(world: MeetingWorld) -> dict[str, Any]:
    [one] = world.meetings()
    return one


def writes(world: MeetingWorld) -> list[str]:
    return [seen["method"] for seen in world.state()["requests"] if seen["method"] in ("PATCH", "DELETE")]


def rest(world: MeetingWorld) -> None:
    """Everything that time brings: looks, sweep, two more complete syncs."""
    for seconds in (0, 15, 60, 300, 700, 700):
        world.jump(seconds)
        world.sync()


def second_calendar(world: MeetingWorld) -> tuple[CollectionId, CollectionRow]:
    other = world.bench.call(calendars.create_calendar, world.calendar.account, "Shared")
    return other, world.bench.store(lambda store: store.collection(other))


def put_elsewhere(world: MeetingWorld, href: str, name: str, text: str) -> None:
    """Another program writes into another calendar."""
    server = world.calendar.server
    status, _, said = ask(
        "PUT",
        server.url.rstrip("/") + href + name,
        user=server.user,
        password=server.password,
        body=text,
        headers={"Content-Type": "text/calendar; charset=utf-8"},
    )
    assert status in (201, 204), said


def resource_in(world: MeetingWorld, collection: CollectionId, uid: str) -> ResourceId:
    rows = world.bench.store(lambda store: store.resource_by_uid(Uid(uid), collection))
    return rows[0].id


@pytest.mark.parametrize("invited", [True, False])
@pytest.mark.parametrize("act", ["edit", "delete", "switch off", "their change"])
def test_a_crafted_event_that_names_our_meeting(world: MeetingWorld, act: str, invited: bool) -> None:
    """T-17: all lines of a published event under a UID of their own, op id and account included."""
    saved = published(world)
    crafted = event("crafted", "Spam", start="20270311T090000", extra=lines_of(world, saved))
    if invited:
        crafted = crafted.replace("END:VEVENT", f"{ORGANISER}\r\nEND:VEVENT")
    assert world.calendar.other("PUT", "crafted.ics", crafted)[0] == 201
    world.sync()
    resource = world.calendar.resource("crafted")
    if act == "edit":
        world.edit(resource, summary="Renamed spam")
    elif act == "delete":
        world.bench.call(events.delete_event, resource, delete_meeting=True)
    elif act == "switch off":
        world.edit(resource, online=Online.NONE)
    else:
        changed = crafted.replace("SUMMARY:Spam", "SUMMARY:Worse spam")
        assert world.calendar.other("PUT", "crafted.ics", changed)[0] in (201, 204)
    rest(world)
    assert meeting(world)["topic"] == "Victim"
    assert meeting(world)["start_time"] == "2027-03-10T14:00:00"
    assert writes(world) == []
    assert "X-DAINVO-ZOOM-ID" in world.calendar.text(saved.uid)


@pytest.mark.parametrize("act", ["edit", "delete", "their change"])
def test_our_uid_in_a_calendar_that_others_write(world: MeetingWorld, act: str) -> None:
    """T-17: the very same UID and lines in another calendar: the meeting belongs to the event it was made for."""
    saved = published(world)
    other, row = second_calendar(world)
    crafted = event(saved.uid, "Spam", start="20270311T090000", extra=lines_of(world, saved))
    put_elsewhere(world, row.href, "crafted.ics", crafted)
    world.sync()
    resource = resource_in(world, other, saved.uid)
    if act == "edit":
        world.edit(resource, summary="Renamed spam")
    elif act == "delete":
        world.bench.call(events.delete_event, resource, delete_meeting=True)
    else:
        put_elsewhere(world, row.href, "crafted.ics", crafted.replace("SUMMARY:Spam", "SUMMARY:Worse spam"))
    rest(world)
    assert (meeting(world)["topic"], meeting(world)["start_time"]) == ("Victim", "2027-03-10T14:00:00")
    assert writes(world) == []


def test_a_crafted_event_for_a_meeting_without_event(world: MeetingWorld) -> None:
    """T-17: the event is gone, its meeting was kept; nobody's lines bring it back under the program's hand."""
    saved = published(world)
    lines = lines_of(world, saved)
    world.bench.call(events.delete_event, saved.resource, delete_meeting=False)
    world.sync()
    crafted = event("crafted", "Spam", start="20270311T090000", extra=lines)
    assert world.calendar.other("PUT", "crafted.ics", crafted)[0] == 201
    world.sync()
    resource = world.calendar.resource("crafted")
    world.edit(resource, summary="Renamed spam")
    world.sync()
    world.bench.call(events.delete_event, resource, delete_meeting=True)
    rest(world)
    assert meeting(world)["topic"] == "Victim"
    assert writes(world) == []


def test_the_original_goes_and_its_copy_keeps_the_meeting(world: MeetingWorld) -> None:
    """T-18: copied by another program with all lines. Deleting the original leaves the meeting the copy links to."""
    saved = published(world)
    copy = world.calendar.text(saved.uid).replace(saved.uid, "copied-event")
    assert world.calendar.other("PUT", "copied-event.ics", copy)[0] == 201
    world.sync()
    world.bench.call(events.delete_event, saved.resource, delete_meeting=True)
    rest(world)
    assert meeting(world)["topic"] == "Victim"
    assert meeting(world)["join_url"] in world.calendar.text("copied-event").replace("\r\n ", "")
    world.edit(world.calendar.resource("copied-event"), summary="Copy")
    rest(world)
    assert meeting(world)["topic"] == "Victim"
    assert writes(world) == []


def admin(world: MeetingWorld, path: str, order: str = "{}") -> None:
    status, _, said = ask("POST", f"{world.server.ready()['admin_url']}/{path}", body=order)
    assert status == 200, said


@pytest.mark.parametrize("moved", [False, True])
def test_a_meeting_copied_in_the_portal_stays(world: MeetingWorld, moved: bool) -> None:
    """T-19: a copy carries our mark. The event it was made from is edited and deleted: the copy is never touched."""
    saved = published(world)
    original = meeting(world)["id"]
    admin(world, f"meetings/{original}/copy")
    [copy] = [one for one in world.meetings() if one["id"] != original]
    if moved:
        admin(world, f"meetings/{copy['id']}/edit", '{"start_time": "2027-03-12T10:00:00", "topic": "Victim 2"}')
    before = [one for one in world.meetings() if one["id"] == copy["id"]]
    world.edit(saved.resource, summary="Other")
    rest(world)
    world.bench.call(events.delete_event, saved.resource)
    rest(world)
    assert world.meetings() == before


def test_a_copy_made_while_the_outcome_was_open_stays(world: MeetingWorld) -> None:
    """T-19: the answer was lost, the user copied the meeting in the portal and moved the copy, then Dainvo looks."""
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft("Victim"))
    world.sync()
    original = meeting(world)["id"]
    world.jump(5)
    admin(world, f"meetings/{original}/copy")
    [copy] = [one["id"] for one in world.meetings() if one["id"] != original]
    admin(world, f"meetings/{copy}/edit", '{"start_time": "2027-03-12T10:00:00"}')
    rest(world)
    assert str(original) in world.calendar.text(saved.uid)
    assert {one["id"]: one["start_time"] for one in world.meetings()} == {
        original: "2027-03-10T14:00:00",
        copy: "2027-03-12T10:00:00",
    }
    assert "DELETE" not in writes(world)
    with world.bench.reader() as reader:
        [line] = reader.attention()
    assert (line.asked, line.meeting_id, line.choices) == (Asked.TWIN, str(copy), (Choice.DELETE, Choice.LEAVE))
    world.bench.call(settle_attention, line.id, Choice.LEAVE)
    rest(world)
    with world.bench.reader() as reader:
        assert reader.attention() == []
    assert len(world.meetings()) == 2


def test_a_copy_made_long_after_is_not_swept(world: MeetingWorld) -> None:
    """T-19: with everything as sent, but made outside of the time in which the wish was being sent."""
    world.fault("drop_after", method="POST", path="/users/me/meetings")
    saved = world.save(world.draft("Victim"))
    world.sync()
    world.jump(15)
    world.sync()
    original = meeting(world)["id"]
    assert str(original) in world.calendar.text(saved.uid)
    world.jump(400)
    admin(world, f"meetings/{original}/copy")
    rest(world)
    assert len(world.meetings()) == 2
    assert "DELETE" not in writes(world)


@pytest.mark.parametrize("order", ["new one first", "old one first"])
def test_an_event_moved_to_another_calendar_elsewhere(world: MeetingWorld, order: str) -> None:
    """Reliability §2.8, Z9: another program moves it; the meeting stays as it is and follows the UID."""
    saved = published(world)
    other, row = second_calendar(world)
    text = world.calendar.text(saved.uid)
    if order == "new one first":
        put_elsewhere(world, row.href, f"{saved.uid}.ics", text)
        world.sync()
    assert world.calendar.other("DELETE", f"{saved.uid}.ics")[0] in (200, 204)
    world.sync()
    if order == "old one first":
        put_elsewhere(world, row.href, f"{saved.uid}.ics", text)
    rest(world)
    assert meeting(world)["topic"] == "Victim"
    assert writes(world) == []
    moved = resource_in(world, other, saved.uid)
    world.edit(moved, summary="Moved and renamed")
    rest(world)
    assert meeting(world)["topic"] == "Moved and renamed"
    world.bench.call(events.delete_event, moved)
    rest(world)
    assert world.meetings() == []


def test_an_event_deleted_elsewhere_leaves_its_meeting(world: MeetingWorld) -> None:
    """zoom.md §10: vanished, not deleted here: nothing happens at Zoom without an answer."""
    saved = published(world)
    assert world.calendar.other("DELETE", f"{saved.uid}.ics")[0] in (200, 204)
    rest(world)
    assert len(world.meetings()) == 1
    assert writes(world) == []


def test_a_calendar_that_is_gone_leaves_its_meetings(world: MeetingWorld) -> None:
    """zoom.md §10: unshared or deleted as a whole."""
    published(world)
    server = world.calendar.server
    ask("DELETE", server.url.rstrip("/") + world.calendar.href, user=server.user, password=server.password)
    for _ in range(3):
        world.jump(700)
        world.bench.call(accounts.sync)
    assert len(world.meetings()) == 1
    assert writes(world) == []


def test_a_meeting_given_to_another_host_is_left(world: MeetingWorld) -> None:
    """§6.1: 3001 under this account proves nothing; it is neither changed nor made anew."""
    saved = published(world)
    admin(world, f"meetings/{meeting(world)['id']}/give", '{"host": "basic@example.com"}')
    world.edit(saved.resource, summary="Renamed")
    rest(world)
    assert meeting(world)["topic"] == "Victim"
    assert len(world.calls("POST", "/v2/users/me/meetings")) == 1
    world.bench.call(events.delete_event, saved.resource)
    rest(world)
    assert len(world.meetings()) == 1


@pytest.mark.parametrize("organiser", ["mallory@example.org", "anna@example.com"])
def test_on_another_computer_only_the_organisers_event_moves_the_meeting(world: MeetingWorld, organiser: str) -> None:
    """Guard (2), M09: this installation did not make it; marker and host fit. Whose invitation is it?"""
    saved = published(world)

    def made_elsewhere(store: Store) -> None:
        [row] = store.meetings()
        store.put_meeting(replace(row, made_here=False))

    world.bench.store(made_elsewhere)
    text = world.calendar.text(saved.uid).replace("SUMMARY:Victim", "SUMMARY:Changed")
    text = text.replace("END:VEVENT", f"ORGANIZER:mailto:{organiser}\r\nATTENDEE:mailto:ben@example.com\r\nEND:VEVENT")
    assert world.calendar.other("PUT", f"{saved.uid}.ics", text)[0] in (201, 204)
    rest(world)
    assert meeting(world)["topic"] == ("Changed" if organiser.startswith("anna") else "Victim")
