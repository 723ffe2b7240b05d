"""Calendars as such: wanted or not, shared, named, coloured, made and deleted, against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.calendar_wire import Wire, ask, wire
from fakes.calendar_world import CalendarWorld, at, calendar_world, event
from fakes.engine_bench import Bench, until
from fakes.sharing_server import PASSWORD, Office, sharing

from dainvo.engine.actions import accounts, calendar_list, calendars, events
from dainvo.errors import Refused, Why
from dainvo.ical.event import NO_RECURRENCE, AccountId, CollectionId, EventDraft, Online, RecurrenceId, Scope
from dainvo.store.reader import Collection, CollectionState
from dainvo.ui.accounts.unsent import unsent

pytestmark = pytest.mark.end_to_end


class Desk:
    """Anna's profile at the office server."""

    def __init__(self, folder: Path, office: Office, before: Wire) -> None:
        self.office, self.wire = office, before
        self.bench = Bench(folder, background=False)
        self.account = AccountId(0)

    def add(self) -> None:
        self.account = self.bench.call(accounts.add_caldav, self.wire.url, "anna", PASSWORD)

    def sync(self) -> list[Why]:
        return [problem.why for problem in self.bench.call(accounts.sync, self.account)[0].errors]

    def shown(self) -> list[Collection]:
        with self.bench.reader() as reader:
            return reader.collections()

    def others(self) -> list[Collection]:
        with self.bench.reader() as reader:
            return reader.other_collections()

    def id(self, name: str) -> CollectionId:
        return next(one.id for one in [*self.shown(), *self.others()] if one.name == name)

    def state(self, name: str) -> CollectionState:
        return next(one.state for one in [*self.shown(), *self.others()] if one.name == name)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        office = stack.enter_context(sharing(tmp_path / "server"))
        before = stack.enter_context(wire(office.url))
        made = Desk(tmp_path / "profile", office, before)
        stack.callback(lambda: made.bench.close())  # a test may have put another in its place
        yield made
    assert not made.bench.bugs


def draft(collection: CollectionId, summary: str = "Review") -> EventDraft:
    start = at("2027-03-10T14:00")
    return EventDraft(collection, summary, start, start.replace(hour=15), online=Online.NONE)


# which are wanted


def test_calendars_that_come_later_offer_themselves(desk: Desk) -> None:
    """A04: three are taken, a new one waits for the user's word, one deleted on the server is reported."""
    for name in ("Work", "Home", "Club", "Rota"):
        desk.office.make("anna", name)
    desk.add()
    desk.bench.call(calendar_list.choose, {desk.id("Rota"): False})
    assert desk.sync() == []
    assert [one.name for one in desk.shown()] == ["Club", "Home", "Work"]
    desk.office.make("anna", "Trips")
    desk.office.delete("anna", "club")
    assert desk.sync() == []
    assert [one.name for one in desk.shown()] == ["Club", "Home", "Work"]
    assert desk.state("Club") is CollectionState.GONE
    assert {one.name: one.state for one in desk.others()} == {
        "Rota": CollectionState.OFF,
        "Trips": CollectionState.OFFERED,
    }
    with desk.bench.reader() as reader:
        assert reader.accounts()[0].detail["offered"] == ["Trips"]
    desk.bench.call(calendar_list.choose, {desk.id("Trips"): True})
    with desk.bench.reader() as reader:
        assert "offered" not in reader.accounts()[0].detail
    desk.bench.call(calendar_list.forget_calendar, desk.id("Club"))
    assert desk.sync() == []
    assert [one.name for one in desk.shown()] == ["Home", "Trips", "Work"]
    desk.office.delete("anna", "rota")
    desk.sync()
    assert desk.others() == [], "what nobody kept and the server lost is no news"


def test_a_gone_calendar_with_unsent_work_is_not_removed_unasked(desk: Desk) -> None:
    """I-3: the last copy of what was written there goes only where the user said so, having read what it is."""
    desk.office.make("anna", "Club")
    desk.add()
    desk.bench.call(events.save_event, draft(desk.id("Club"), "Training"))
    assert desk.sync() == []
    with desk.bench.reader() as reader:
        [found] = reader.search("Training")
        event = reader.event(found.resource, NO_RECURRENCE)
    desk.office.delete("anna", "club")
    desk.bench.call(events.save_event, replace(event.draft, summary="Training at six"), resource=event.resource)
    desk.sync()
    gone = desk.id("Club")
    with desk.bench.reader() as reader:
        assert unsent(reader, calendar=gone) == ["Training at six"]
        assert unsent(reader, account=reader.accounts()[0].id) == ["Training at six"]
    with pytest.raises(Refused) as refused:
        desk.bench.call(calendar_list.forget_calendar, gone)
    assert refused.value.why is Why.STILL_WAITING
    desk.bench.call(calendar_list.forget_calendar, gone, unsent=True)
    assert "Club" not in {one.name for one in desk.shown()}


def test_a_calendar_that_is_not_wanted_costs_nothing_and_loses_nothing(desk: Desk) -> None:
    """A04: it is not asked for, its events leave this computer and stay on the server."""
    desk.office.make("anna", "Work")
    desk.office.make("anna", "Rota")
    desk.add()
    rota = desk.id("Rota")
    saved = desk.bench.call(events.save_event, draft(rota))
    with pytest.raises(Refused) as failed:
        desk.bench.call(calendar_list.choose, {rota: False})
    assert failed.value.why is Why.STILL_WAITING
    assert desk.sync() == []
    desk.bench.call(calendar_list.choose, {rota: False})
    with pytest.raises(Refused):
        desk.bench.call(events.save_event, draft(rota))
    with desk.bench.reader() as reader:
        assert reader.find(saved.uid) is None
        assert reader.search("Review") == []
    desk.wire.seen.clear()
    desk.sync()
    assert desk.wire.methods() == ["PROPFIND"]
    desk.bench.call(calendar_list.choose, {rota: True})
    desk.sync()
    with desk.bench.reader() as reader:
        assert reader.find(saved.uid) is not None


def test_unticking_while_the_first_sync_runs(desk: Desk) -> None:
    """A04: what is under way for a calendar that is not wanted ends, and nothing of it stays; the others are synced."""
    desk.bench.close()
    desk.bench = Bench(desk.bench.folder, background=True)
    for name in ("Work", "Rota"):
        desk.office.make("anna", name)
        for number in range(8):
            url = f"{desk.office.url}anna/{name.lower()}/{number}.ics"
            headers = {"Content-Type": "text/calendar"}
            assert (
                ask("PUT", url, user="anna", password=PASSWORD, body=event(f"{name}{number}"), headers=headers)[0]
                == 201
            )
    desk.wire.fail("REPORT", "hold", times=-1, path_part="/rota/")
    desk.add()
    until(lambda: desk.wire.held)
    desk.bench.call(calendar_list.choose, {desk.id("Rota"): False})
    desk.wire.faults.clear()
    until(lambda: desk.bench.store(lambda store: len(store.resources(desk.id("Work")))) == 8)
    until(lambda: desk.bench.store(lambda store: store.account(desk.account)).last_sync)
    assert desk.state("Rota") is CollectionState.OFF
    assert desk.bench.store(lambda store: store.resources(desk.id("Rota"))) == []


# shared


def test_shared_calendars_are_listed_under_their_owner(desk: Desk) -> None:
    """A15 A10: found the day after, listed under the name, with the rights one by one."""
    desk.office.make("anna", "Work")
    desk.office.make("bob", "Team")
    desk.office.make("bob", "Rooms")
    desk.add()
    desk.sync()
    assert desk.others() == []
    desk.office.share("read", "bind")
    desk.bench.call(accounts.look_for_shared, desk.account)
    assert [(one.name, one.owner) for one in desk.others()] == [("Rooms", "bob"), ("Team", "bob")]
    desk.bench.call(calendar_list.choose, {one.id: True for one in desk.others()})
    desk.sync()
    team = next(one for one in desk.shown() if one.name == "Team")
    assert (team.writable, team.may_change, team.may_delete) == (True, False, False)
    assert [(one.name, one.owner) for one in desk.shown()] == [("Work", ""), ("Rooms", "bob"), ("Team", "bob")]

    saved = desk.bench.call(events.save_event, draft(team.id))
    assert desk.sync() == []
    with desk.bench.reader() as reader:
        event = reader.event(saved.resource, NO_RECURRENCE)
    assert (event.writable, event.deletable) == (False, False)
    for call, why in (
        (lambda: desk.bench.call(events.delete_event, saved.resource), Why.MAY_NOT_DELETE),
        (
            lambda: desk.bench.call(events.save_event, replace(event.draft, summary="Other"), resource=saved.resource),
            Why.MAY_NOT_CHANGE,
        ),
        (
            lambda: desk.bench.call(events.delete_event, saved.resource, RecurrenceId("20270310T130000Z"), Scope.THIS),
            Why.MAY_NOT_CHANGE,
        ),
        (
            lambda: desk.bench.call(
                events.save_event, replace(event.draft, collection=desk.id("Work")), resource=saved.resource
            ),
            Why.MAY_NOT_DELETE,
        ),
    ):
        with pytest.raises(Refused) as failed:
            call()
        assert (failed.value.why, failed.value.about["calendar"]) == (why, "Team")

    desk.office.share("read")
    desk.sync()
    with pytest.raises(Refused) as failed:
        desk.bench.call(events.save_event, draft(team.id))
    assert failed.value.why is Why.READ_ONLY


@pytest.mark.parametrize("status", [403, 503])
def test_a_home_set_that_does_not_answer_takes_no_calendar_away(desk: Desk, status: int) -> None:
    """A15 A29: what could not be listed is left alone, the own calendars go on, and it comes back with nothing lost."""
    desk.office.make("anna", "Work")
    desk.office.make("bob", "Team")
    desk.office.share("all")
    desk.add()
    assert desk.state("Team") is CollectionState.OK
    desk.office.broken = status
    for _ in range(2):
        assert desk.sync() == []
        assert desk.state("Team") is CollectionState.OK
        desk.bench.clock.jump(86_401)
    desk.office.broken = 0
    desk.office.rights = None
    desk.bench.clock.jump(86_401)
    desk.sync()
    assert desk.state("Team") is CollectionState.GONE, "no longer shared"


# names, colours, order


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world(request.param, tmp_path) as made:
        yield made


def calendar(bench: Bench, collection: CollectionId) -> Collection:
    with bench.reader() as reader:
        return next(one for one in reader.collections() if one.id == collection)


def second(world: CalendarWorld, folder: Path) -> tuple[Bench, CollectionId]:
    """Another computer of the same user."""
    bench = Bench(folder / "second", background=False)
    account = bench.call(accounts.add_caldav, world.wire.url, world.server.user, world.server.password)
    bench.call(accounts.sync, account)
    return bench, next(row.id for row in bench.store(lambda store: store.collections()) if row.href == world.href)


def test_a_colour_and_a_name_reach_the_other_computer(world: CalendarWorld, tmp_path: Path) -> None:
    """A16 A17: shown here at once, on the server with the next sync, there with theirs; nothing is sent twice."""
    other, there = second(world, tmp_path)
    world.bench.call(calendar_list.recolor, world.collection, "#8a4fd0")
    world.bench.call(calendar_list.rename, world.collection, "Trips")
    here = calendar(world.bench, world.collection)
    assert (here.name, here.color, here.kept_here) == ("Trips", "#8a4fd0", ())
    world.sync()
    other.call(accounts.sync)
    found = calendar(other, there)
    assert (found.name, found.color, found.synced_as) == ("Trips", "#8a4fd0", "")
    world.wire.seen.clear()
    world.sync()
    assert world.wire.methods() == ["PROPFIND"]
    other.call(calendar_list.recolor, there, "#2c8a4b")
    other.call(accounts.sync)
    world.sync()
    assert calendar(world.bench, world.collection).color == "#2c8a4b"
    other.close()


def test_a_refused_colour_stays_on_this_computer(world: CalendarWorld) -> None:
    """A17: kept locally, said so, and the server is not asked for ever; the server's can be taken again."""
    world.wire.fail("PROPPATCH", "403")
    before = calendar(world.bench, world.collection).color
    world.bench.call(calendar_list.recolor, world.collection, "#8a4fd0")
    assert world.sync().errors == ()
    here = calendar(world.bench, world.collection)
    assert (here.color, here.kept_here) == ("#8a4fd0", ("color",))
    world.wire.seen.clear()
    world.sync()
    assert world.wire.methods() == ["PROPFIND"]
    world.bench.call(calendar_list.recolor, world.collection, "")
    assert calendar(world.bench, world.collection).color == before
    assert calendar(world.bench, world.collection).kept_here == ()


def test_a_colour_chosen_offline_waits(world: CalendarWorld) -> None:
    """A17: the server away, it is tried again; what is chosen meanwhile is what the server gets."""
    world.wire.fail("PROPPATCH", "503", times=1)
    world.bench.call(calendar_list.recolor, world.collection, "#8a4fd0")
    assert [problem.why for problem in world.sync().errors] == [Why.SERVER_ERROR]
    world.bench.call(calendar_list.recolor, world.collection, "#2c8a4b")
    world.sync()
    assert "#2c8a4b" in world.wire.of("PROPPATCH")[-1].body
    row = world.bench.store(lambda store: store.collection(world.collection))
    assert (row.color, row.local_color, row.to_send) == ("#2c8a4b", "", frozenset())


def test_a_name_of_ones_own(world: CalendarWorld) -> None:
    """A35: the server's name is unchanged, and the calendar says what it is synced as."""
    world.bench.call(calendar_list.rename, world.collection, "Me", here=True)
    world.bench.call(calendar_list.recolor, world.collection, "#8a4fd0", here=True)
    world.sync()
    assert world.wire.of("PROPPATCH") == []
    here = calendar(world.bench, world.collection)
    assert (here.name, here.synced_as, here.color) == ("Me", "Work", "#8a4fd0")
    world.bench.call(calendar_list.rename, world.collection, "", here=True)
    assert calendar(world.bench, world.collection).name == "Work"


def test_the_order_is_told_to_the_server(world: CalendarWorld, tmp_path: Path) -> None:
    """A17: two calendars change places on both computers."""
    made = world.bench.call(calendars.create_calendar, world.account, "Another")
    other, _ = second(world, tmp_path)
    for order in ([world.collection, made], [made, world.collection]):
        world.bench.call(calendar_list.reorder, order)
        world.sync()
        other.call(accounts.sync)
        with world.bench.reader() as here, other.reader() as there:
            names = [one.name for one in here.collections()]
            assert [calendar(world.bench, one).name for one in order] == names
            if world.server.name == "radicale":
                assert [one.name for one in there.collections()] == names
    other.close()


def test_a_calendar_is_made_and_deleted_on_the_server(world: CalendarWorld) -> None:
    """A16: MKCALENDAR with name and colour; deleting needs the name, and takes it off the server."""
    made = world.bench.call(calendars.create_calendar, world.account, "Trips", color="#0e8a8a")
    body = world.wire.of("MKCALENDAR")[-1].body
    assert "Trips" in body and "#0e8a8aff" in body and "calendar-order" in body
    saved = world.bench.call(events.save_event, draft(made))
    world.sync()
    with pytest.raises(Refused) as failed:
        world.bench.call(calendar_list.delete_calendar, made, "trips")
    assert failed.value.why is Why.NAME_NEEDED
    world.wire.fail("DELETE", "403")
    with pytest.raises(Refused):
        world.bench.call(calendar_list.delete_calendar, made, "Trips")
    world.bench.call(calendar_list.delete_calendar, made, "Trips")
    with world.bench.reader() as reader:
        assert reader.find(saved.uid) is None
        assert [one.name for one in reader.collections()] == ["Work"]
    world.sync()
    with world.bench.reader() as reader:
        assert [one.name for one in reader.collections()] == ["Work"]
