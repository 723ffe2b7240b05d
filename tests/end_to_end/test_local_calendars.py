"""Calendars on this computer alone, and their way to a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.calendar_world import CalendarWorld, at, calendar_world, event
from fakes.engine_bench import Bench, until
from fakes.meeting_world import meeting_world

from dainvo.__main__ import main
from dainvo.engine.actions import accounts, calendar_list, events, exports, files
from dainvo.errors import Refused, Why
from dainvo.ical.event import (
    NO_RECURRENCE,
    CollectionId,
    EventDraft,
    MeetingState,
    Online,
    RecurrenceId,
    Scope,
    State,
    Uid,
)
from dainvo.store.store import FILE_NAME

pytestmark = pytest.mark.end_to_end


def draft(collection: CollectionId, summary: str = "Review", **more: object) -> EventDraft:
    start = at("2027-03-10T14:00")
    return replace(
        EventDraft(collection, summary, start, start.replace(hour=15), online=Online.NONE),
        **more,  # type: ignore[arg-type]  # fields of the draft
    )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile")
    yield made
    made.close()
    assert not made.bugs


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world(request.param, tmp_path) as made:
        yield made


def titles(bench: Bench) -> list[str]:
    with bench.reader() as reader:
        return [one.summary for one in reader.search("Review")]


def test_everything_works_without_an_account(bench: Bench, tmp_path: Path) -> None:
    """A14: make, change, one of a series, delete, import, export, restart; nothing ever waits."""
    here = bench.call(calendar_list.add_local, "Personal", color="#0e8a8a")
    saved = bench.call(events.save_event, draft(here, rrule="FREQ=DAILY;COUNT=5"))
    moved = draft(here, "Review late", start=at("2027-03-11T16:00"), end=at("2027-03-11T17:00"))
    second = RecurrenceId("20270311T140000")
    bench.call(events.save_event, moved, resource=saved.resource, recurrence_id=second, scope=Scope.THIS)
    third = RecurrenceId("20270312T140000")
    bench.call(events.delete_event, saved.resource, third, Scope.THIS)
    assert bench.call(events.settled, saved.resource)
    file = tmp_path / "one.ics"
    file.write_text(event("from-a-file", "Review from a file"))
    assert bench.call(files.import_file, file, here).added == 1
    gone = bench.call(events.save_event, draft(here, "Review gone"))
    bench.call(events.delete_event, gone.resource)
    with bench.reader() as reader:
        shown = reader.occurrences(at("2027-03-01T00:00").date(), at("2027-03-31T00:00").date())
        assert [one.summary for one in shown if one.summary.startswith("Review")].count("Review") == 3
        assert {"Review late", "Review from a file"} <= {one.summary for one in shown}
        assert reader.find(gone.uid) is None
        assert (reader.outbox(), reader.status().waiting) == ([], 0)
        assert reader.event(saved.resource, NO_RECURRENCE).state is State.CLEAN
        [account] = reader.accounts()
        assert (account.kind, account.state.value, account.waiting) == ("local", "ok", 0)
    assert bench.call(exports.export_file, tmp_path / "out.ics", here).written == 2
    bench.call(calendar_list.rename, here, "Mine")
    bench.call(calendar_list.recolor, here, "#8a4fd0")
    bench.close()
    bench.open()
    with bench.reader() as reader:
        [calendar] = reader.collections()
        assert (calendar.name, calendar.color, calendar.synced_as) == ("Mine", "#8a4fd0", "")
    assert bench.call(accounts.sync) == []
    with pytest.raises(Refused):
        bench.call(calendar_list.delete_calendar, here, "Yours")
    bench.call(calendar_list.delete_calendar, here, "Mine")
    assert titles(bench) == []


def test_a_calendar_of_this_computer_is_not_put_aside(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """A04, A14: there is no server that it would come back from: only deleting it, with its name, loses its events."""
    home = bench.call(calendar_list.add_local, "Home")
    bench.call(events.save_event, draft(home))
    with pytest.raises(Refused):
        bench.call(calendar_list.choose, {home: False})
    assert titles(bench) == ["Review"]
    bench.call(calendar_list.choose, {home: True})
    assert titles(bench) == ["Review"]
    assert main(["--profile", str(bench.folder), "calendars", "drop", str(home)]) == 2
    assert "calendars delete" in capsys.readouterr().err


def test_a_local_event_gets_its_meeting(tmp_path: Path) -> None:
    """A14 M03: a calendar without a server has meetings like any other; deleted with the event."""
    with meeting_world(tmp_path, background=True) as world:
        here = world.bench.call(calendar_list.add_local, "Personal")
        saved = world.save(replace(world.draft(), collection=here))
        assert world.settled(saved.resource)
        shown = world.event(saved.resource)
        assert shown.meeting is not None and shown.meeting.state is MeetingState.READY
        assert len(world.meetings()) == 1
        world.edit(saved.resource, summary="Review again")
        assert world.settled(saved.resource)
        assert world.meetings()[0]["topic"] == "Review again"
        world.bench.call(events.delete_event, saved.resource)
        until(lambda: not [one for one in world.meetings() if not one.get("deleted")])


def test_a_calendar_moves_to_an_account(world: CalendarWorld) -> None:
    """A14: made on the server with name and colour, every event sent once, each as it was; the place here stays."""
    bench = world.bench
    here = bench.call(calendar_list.add_local, "Personal", color="#0e8a8a")
    saved = [bench.call(events.save_event, draft(here, f"Review {n}")) for n in range(12)]
    with bench.reader() as reader:
        before = {one.uid: reader.text(one.resource) for one in saved}
    world.wire.fail("PUT", "503", times=1)
    bench.call(calendar_list.move_to_account, here, world.account)
    with bench.reader() as reader:
        moved = next(one for one in reader.collections() if one.id == here)
        assert (moved.name, moved.account, moved.color) == ("Personal", world.account, "#0e8a8a")
        assert [one.id for one in reader.accounts() if one.kind == "local"] == [], "nothing is left under it"
        assert len(reader.outbox()) == 12
        assert sorted(one.summary for one in reader.search("Review")) == sorted(f"Review {n}" for n in range(12))
    world.sync()
    bench.clock.jump(3600)
    assert world.sync().waiting == 0
    href = bench.store(lambda store: store.collection(here).href)
    on_server = [seen for seen in world.wire.of("PUT") if seen.path.startswith(href) and seen.status in (201, 204)]
    assert len(on_server) == 12
    with bench.reader() as reader:
        for uid, text in before.items():
            found = reader.find(uid)
            assert found is not None and f"UID:{uid}" in reader.text(found)
            assert "SUMMARY:Review" in text
        assert len(reader.search("Review")) == 12


def test_a_move_that_ended_in_the_middle_goes_on(world: CalendarWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    """A14: the calendar was made, the program died before its events were to be sent: nothing is lost or doubled."""
    bench = world.bench
    here = bench.call(calendar_list.add_local, "Personal")
    bench.call(events.save_event, draft(here))
    world.wire.fail("PROPFIND", "drop_before")
    with pytest.raises(Exception):  # noqa: B017 - the wire is cut after MKCALENDAR
        bench.call(calendar_list.move_to_account, here, world.account)
    with bench.reader() as reader:
        assert titles(bench) == ["Review"]
        assert next(one for one in reader.collections() if one.id == here).account != world.account
    world.sync()
    with bench.reader() as reader:
        assert [one.name for one in reader.other_collections()] == ["Personal"], "the sync came upon the empty one"
    bench.call(calendar_list.move_to_account, here, world.account)
    world.sync()
    with bench.reader() as reader:
        assert reader.other_collections() == []
        assert [one.name for one in reader.collections()].count("Personal") == 1
    assert titles(bench) == ["Review"]
    assert len([seen for seen in world.wire.of("PUT") if seen.status == 201]) == 1


def test_a_server_that_makes_no_calendars(world: CalendarWorld) -> None:
    """A14: refused, and everything stays on this computer; the events can go into a calendar that is there."""
    bench = world.bench
    here = bench.call(calendar_list.add_local, "Personal")
    for n in range(3):
        bench.call(events.save_event, draft(here, f"Review {n}"))
    world.put("doubled", "Review on the server")
    world.sync()
    bench.store(lambda store: store.create_local(here, "/x/doubled.ics", event("doubled", "Review doubled")))  # type: ignore[arg-type]  # a path
    world.wire.fail("MKCALENDAR", "403")
    with pytest.raises(Refused) as failed:
        bench.call(calendar_list.move_to_account, here, world.account)
    assert failed.value.why is Why.NOT_ALLOWED
    assert bench.call(calendar_list.move_events, here, world.collection) == 3
    world.sync()
    assert world.titles() == ["Review 0", "Review 1", "Review 2", "Review doubled", "Review on the server"]
    assert sum(seen.status == 201 for seen in world.wire.of("PUT")) == 3
    assert len(bench.store(lambda store: store.resources(here))) == 1
    assert world.text("doubled").count("Review on the server") == 1


def test_an_event_moves_between_here_and_a_server(world: CalendarWorld) -> None:
    """A14: there it is sent, back here it is deleted there, and nothing waits."""
    bench = world.bench
    here = bench.call(calendar_list.add_local, "Personal")
    saved = bench.call(events.save_event, draft(here))
    there = bench.call(events.save_event, draft(world.collection), resource=saved.resource)
    world.sync()
    assert "SUMMARY:Review" in world.text(str(saved.uid))
    back = bench.call(events.save_event, draft(here), resource=there.resource)
    assert world.sync().waiting == 0
    assert world.text(str(saved.uid)) == ""
    with bench.reader() as reader:
        assert reader.find(Uid(str(saved.uid))) == back.resource
    assert titles(bench) == ["Review"]


def test_a_damaged_copy_loses_no_local_event(bench: Bench) -> None:
    """A14 A33: no server holds them, so they come back from the second record, as they were last."""
    here = bench.call(calendar_list.add_local, "Personal")
    kept = bench.call(events.save_event, draft(here, "Review kept"))
    changed = bench.call(events.save_event, draft(here, "Review before"))
    bench.call(events.save_event, draft(here, "Review after"), resource=changed.resource)
    gone = bench.call(events.save_event, draft(here, "Review gone"))
    bench.call(events.delete_event, gone.resource)
    bench.close()
    damaged = bench.folder / FILE_NAME
    damaged.write_bytes(b"no database any more" * 4096)
    bench.open()
    with bench.reader() as reader:
        assert [one.name for one in reader.collections()] == ["Personal"]
        assert sorted(one.summary for one in reader.search("Review")) == ["Review after", "Review kept"]
        assert reader.find(kept.uid) is not None
        assert reader.outbox() == []
