"""E13 on real servers: "this and following" writes a second series first, then shortens the first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_world import CalendarWorld, at, calendar_world
from fakes.offline_copies import listed, offline_copy

from dainvo.engine.actions import accounts, calendars, conflicts, events
from dainvo.engine.values import Saved
from dainvo.errors import Refused, Why
from dainvo.ical.event import Attendee, CollectionId, EventDraft, Href, RecurrenceId, ResourceId, Scope, State, Uid
from dainvo.store import index_tables
from dainvo.store.edits import SecondPart
from dainvo.store.rows import OutboxState

FIFTH = RecurrenceId("20270329T090000")
HOUR = timedelta(hours=1)


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def radicale(tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world("radicale", tmp_path) as made:
        yield made


def series(world: CalendarWorld, *, sent: bool = True) -> Saved:
    """Ten Mondays from 1 March; the third has a name of its own, the second is taken out."""
    start = at("2027-03-01T09:00")
    draft = EventDraft(world.collection, "Stand-up", start, start + HOUR, rrule="FREQ=WEEKLY;COUNT=10")
    saved = world.bench.call(events.save_event, draft)
    if sent:
        world.sync()
    edit(world, saved.resource, "20270315T090000", Scope.THIS, summary="Third")
    delete(world, saved.resource, "20270308T090000", Scope.THIS)
    if sent:
        world.sync()
    world.wire.seen.clear()
    return saved


def edit(world: CalendarWorld, resource: ResourceId, place: str, scope: Scope, **values: Any) -> Saved:
    with world.bench.reader() as reader:
        event = reader.event(resource, RecurrenceId(place))
    draft = replace(event.draft, **values)
    return world.bench.call(events.save_event, draft, resource=resource, recurrence_id=RecurrenceId(place), scope=scope)


def delete(world: CalendarWorld, resource: ResourceId, place: str, scope: Scope) -> None:
    world.bench.call(events.delete_event, resource, RecurrenceId(place), scope)


def seen(world: CalendarWorld) -> list[str]:
    """`03-01 Stand-up` … as the views show March and April."""
    return [f"{one.start:%m-%d} {one.summary}" for one in world.shown()]


WHOLE = [
    "03-01 Stand-up",
    "03-15 Third",
    "03-22 Stand-up",
    "03-29 Stand-up",
    "04-05 Stand-up",
    "04-12 Stand-up",
    "04-19 Stand-up",
    "04-26 Stand-up",
]


def test_the_row(world: CalendarWorld) -> None:
    """E13: edit the 5th "this and following": two series on the server, the second written first; the 3rd keeps its
    name; then the 7th of the first rule is taken out "only this"."""
    first = series(world)
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, summary="Plan")
    assert (second.uid == first.uid, second.resource == first.resource) == (False, False)
    after = [*WHOLE[:3], *(each.replace("Stand-up", "Plan") for each in WHOLE[3:])]
    assert seen(world) == after
    report = world.sync()
    assert (report.sent, report.waiting, report.errors) == (2, 0, ())
    one, two = world.wire.of("PUT")
    assert (second.uid in one.path, first.uid in two.path) == (True, True)
    assert one.headers["if-none-match"] == "*"
    assert "if-match" in two.headers
    assert "RRULE:FREQ=WEEKLY;COUNT=4" in world.text(first.uid)
    assert "SUMMARY:Third" in world.text(first.uid)
    assert "COUNT=6" in world.text(second.uid)
    assert first.uid in world.text(second.uid)
    assert second.uid in world.text(first.uid)
    delete(world, second.resource, "20270412T090000", Scope.THIS)
    world.sync()
    assert "EXDATE" in world.text(second.uid)
    assert world.text(second.uid).count("BEGIN:VEVENT") == 1
    assert seen(world) == [each for each in after if not each.startswith("04-12")]
    assert {world.row(uid).state for uid in (first.uid, second.uid)} == {State.CLEAN}


def test_deleting_following_shortens(world: CalendarWorld) -> None:
    """E13: one write, nothing new."""
    first = series(world)
    delete(world, first.resource, FIFTH, Scope.FOLLOWING)
    assert seen(world) == WHOLE[:3]
    world.sync()
    assert len(world.wire.of("PUT")) == 1
    assert not world.wire.of("DELETE")
    assert "COUNT=4" in world.text(first.uid)
    assert "RELATED-TO" not in world.text(first.uid)


def test_from_the_first_it_means_all(radicale: CalendarWorld) -> None:
    world = radicale
    first = series(world)
    saved = edit(world, first.resource, "20270301T090000", Scope.FOLLOWING, summary="All")
    assert saved == first
    assert {each[6:] for each in seen(world)} == {"All", "Third"}
    delete(world, first.resource, "20270301T090000", Scope.FOLLOWING)
    assert seen(world) == []
    world.sync()
    assert world.text(first.uid) == ""


def test_nothing_changed_makes_nothing(radicale: CalendarWorld) -> None:
    first = series(radicale)
    assert edit(radicale, first.resource, FIFTH, Scope.FOLLOWING) == first
    assert radicale.bench.store(lambda store: store.outbox()) == []


def test_offline_both_wait_in_order(radicale: CalendarWorld) -> None:
    """A06: also where the first waited already, and where the server never saw it."""
    world = radicale
    first = series(world)
    world.wire.fail("*", "drop_before", times=-1)
    edit(world, first.resource, "20270322T090000", Scope.THIS, summary="Fourth")
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, summary="Plan")
    assert [row.uid for row in world.bench.store(lambda store: store.outbox())] == [second.uid, first.uid]
    world.bench.clock.jump(10)  # not a double click
    fresh = series(world, sent=False)
    third = edit(world, fresh.resource, FIFTH, Scope.FOLLOWING, summary="Plan")
    world.bench.close()
    world.bench.open()
    shown = seen(world)
    world.wire.faults.clear()
    world.bench.clock.jump(3600)
    report = world.sync()
    assert (report.sent, report.waiting, report.errors) == (4, 0, ())
    paths = [put.path for put in world.wire.of("PUT") if put.status]
    order = [next(uid for uid in (first.uid, second.uid, fresh.uid, third.uid) if uid in path) for path in paths]
    assert order == [second.uid, first.uid, third.uid, fresh.uid]
    assert seen(world) == shown


def test_a_refused_second_part_leaves_the_first_whole(radicale: CalendarWorld) -> None:
    """features.md §8.2: the server never holds less than before; what was refused can be deleted, or tried again."""
    world = radicale
    first = series(world)
    before = world.text(first.uid)
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, summary="Plan")
    world.wire.fail("PUT", "403", times=1, path_part=second.uid)
    report = world.sync()
    assert report.sent == 0
    assert world.text(first.uid) == before
    states = {row.uid: row.state for row in world.bench.store(lambda store: store.outbox())}
    assert states == {second.uid: OutboxState.BLOCKED, first.uid: OutboxState.WAITING}
    assert not world.bench.call(events.settled, first.resource, 0.5)
    edit(world, second.resource, FIFTH, Scope.ALL, summary="Plan B")
    world.sync()
    assert "COUNT=4" in world.text(first.uid)
    assert "SUMMARY:Plan B" in world.text(second.uid)


def test_a_refused_second_part_is_given_up(radicale: CalendarWorld) -> None:
    """A29, I-3: the series is whole again, there and here, with what was changed in it besides."""
    world = radicale
    first = series(world)
    edit(world, first.resource, "20270301T090000", Scope.ALL, location="Room 4")
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, summary="Plan")
    edit(world, first.resource, "20270322T090000", Scope.THIS, summary="Fourth")
    world.wire.fail("PUT", "403", times=1, path_part=second.uid)
    world.sync()
    with world.bench.reader() as reader:
        assert reader.event(second.resource, RecurrenceId("")).goes_back
    world.bench.call(conflicts.discard_change, second.resource)
    whole = [one.replace("03-22 Stand-up", "03-22 Fourth") for one in WHOLE]
    assert seen(world) == whole
    report = world.sync()
    assert (report.waiting, report.errors, seen(world)) == (0, (), whole)
    text = world.text(first.uid)
    assert ("COUNT=10" in text, "RELATED-TO" in text, "LOCATION:Room 4" in text) == (True, False, True)
    assert world.text(second.uid) == ""


def test_the_account_of_a_second_part_is_removed_before_it_has_it(radicale: CalendarWorld) -> None:
    """A16, I-3: the dates that were on their way are in the series again."""
    world = radicale
    first = series(world)
    other = world.bench.store(lambda store: store.add_account("caldav", "Other", url="http://127.0.0.1:1/", user="o"))
    told = [listed(Href("/there/"))]
    [there], _ = world.bench.store(lambda store: store.put_collections(other, told))
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, collection=there)
    assert second.uid != first.uid
    world.bench.call(accounts.remove_account, other)
    assert seen(world) == WHOLE
    world.sync()
    assert seen(world) == WHOLE
    assert "COUNT=10" in world.text(first.uid)


def test_a_write_on_its_way_does_not_overtake(radicale: CalendarWorld) -> None:
    """The first part's earlier write got no answer: its place in the queue is before the second, which goes first."""
    world = radicale
    first = series(world)
    edit(world, first.resource, "20270322T090000", Scope.THIS, summary="Fourth")
    world.wire.fail("PUT", "drop_after", times=1)
    world.wire.fail("GET", "drop_before", times=1)
    world.sync()
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, summary="Plan")
    world.wire.seen.clear()
    world.wire.faults.clear()
    world.bench.clock.jump(3600)
    world.sync()
    world.sync()
    puts = [put.path for put in world.wire.of("PUT")]
    assert (second.uid in puts[0], first.uid in puts[1], len(puts)) == (True, True, 2)
    assert "COUNT=4" in world.text(first.uid)
    assert "SUMMARY:Fourth" in world.text(first.uid)


def test_another_calendar_takes_the_following_alone(radicale: CalendarWorld) -> None:
    world = radicale
    first = series(world)
    other = world.bench.call(calendars.create_calendar, world.account, "Home")
    second = edit(world, first.resource, FIFTH, Scope.FOLLOWING, collection=other)
    rows = world.bench.store(lambda store: [store.resource(first.resource), store.resource(second.resource)])
    assert [row.collection for row in rows] == [world.collection, other]
    report = world.bench.call(accounts.sync, world.account)[0]
    assert (report.waiting, report.errors) == (0, ())
    assert [each[6:] for each in seen(world)] == [each[6:] for each in WHOLE]


def test_guests_stay_with_both_parts(radicale: CalendarWorld) -> None:
    """features.md §8.2: attendees and exceptions stay."""
    world = radicale
    start = at("2027-03-01T09:00")
    guests = (Attendee("bo@example.org", "Bo"), Attendee("cy@example.org"))
    draft = EventDraft(
        world.collection, "Stand-up", start, start + HOUR, rrule="FREQ=WEEKLY", attendees=guests, location="Room 1"
    )
    first = world.bench.call(events.save_event, draft)
    second = edit(
        world,
        first.resource,
        FIFTH,
        Scope.FOLLOWING,
        start=start + timedelta(days=29),
        end=start + timedelta(days=29, hours=1),
    )
    with world.bench.reader() as reader:
        old, new = (reader.event(each.resource, RecurrenceId("")) for each in (first, second))
    assert [one.address for one in new.draft.attendees] == [one.address for one in guests]
    assert (new.draft.location, new.organizer) == (old.draft.location, old.organizer)
    assert (new.draft.start, new.draft.rrule) == (datetime(2027, 3, 30, 9, tzinfo=start.tzinfo), "FREQ=WEEKLY")


def test_refusals_write_nothing(radicale: CalendarWorld) -> None:
    world = radicale
    first = series(world)
    before = world.row(first.uid)
    for place, values, why in (
        (FIFTH, {"end": at("2027-03-29T08:00")}, Why.END_BEFORE_START),
        (FIFTH, {"rrule": "FREQ=NEVER"}, Why.BAD_RULE),
        (FIFTH, {"collection": CollectionId(999)}, Why.NO_SUCH_CALENDAR),
    ):
        with pytest.raises(Refused) as refused:
            edit(world, first.resource, place, Scope.FOLLOWING, **values)
        assert refused.value.why is why
    with pytest.raises(Refused) as refused:
        delete(world, first.resource, "20270308T090000", Scope.FOLLOWING)
    assert refused.value.why is Why.NO_SUCH_EVENT
    assert world.row(first.uid) == before
    assert world.bench.store(lambda store: store.outbox()) == []


def test_all_of_it_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """I-2: the disk fails between the two: neither is there after."""
    lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:{}", "DTSTART:20270301T090000Z", "RRULE:FREQ=DAILY;COUNT={}"]
    text = "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])
    with offline_copy(tmp_path) as copy:
        copy.take(text.format("old", 9))
        [row] = copy.store.resource_by_uid(Uid("old"))
        real, calls = index_tables.replace, []

        def failing(connection: sqlite3.Connection, *args: Any) -> None:
            calls.append(1)
            if len(calls) == 2:
                raise sqlite3.OperationalError("disk I/O error")
            real(connection, *args)

        monkeypatch.setattr(index_tables, "replace", failing)
        second = SecondPart(copy.work, Href("/1/new.ics"), text.format("new", 5))
        with pytest.raises(Exception, match=r"disk|profile"):
            copy.store.split_local(row.id, text.format("old", 4), second)
        assert len(calls) == 2
        monkeypatch.undo()
        assert copy.store.resource_by_uid(Uid("new")) == []
        assert copy.store.resource(row.id) == row
        assert copy.store.outbox() == []
        first, made = copy.store.split_local(row.id, text.format("old", 4), second)
        assert [each.resource for each in copy.store.outbox()] == [made.resource, first.resource]
