"""What is written here goes to real Radicale and Xandikos: once, in order, over nothing unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.calendar_wire import Fault
from fakes.calendar_world import CalendarWorld, at, calendar_world, event

from dainvo.engine.actions import conflicts, events, files
from dainvo.engine.sync import push_account
from dainvo.errors import Refused, Why
from dainvo.ical.event import NO_RECURRENCE, EventDraft, ResourceId

pytestmark = pytest.mark.end_to_end


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world(request.param, tmp_path) as made:
        yield made


def draft(world: CalendarWorld, summary: str = "Plan", start: str = "2027-03-10T14:00") -> EventDraft:
    begin = at(start)
    return EventDraft(world.collection, summary, begin, begin.replace(hour=begin.hour + 1))


def edited(world: CalendarWorld, resource: ResourceId, **values: object) -> None:
    with world.bench.reader() as reader:
        event = reader.event(resource, NO_RECURRENCE)
    world.bench.call(events.save_event, replace(event.draft, **values), resource=resource)  # type: ignore[arg-type]


def test_a_new_event_is_sent_as_new(world: CalendarWorld) -> None:
    """A07: `If-None-Match: *` on the wire."""
    saved = world.bench.call(events.save_event, draft(world))
    assert world.titles() == ["Plan"]
    report = world.sync()
    assert (report.sent, report.waiting, report.errors) == (1, 0, ())
    [put] = world.wire.of("PUT")
    assert put.headers["if-none-match"] == "*"
    assert "SUMMARY:Plan" in world.text(saved.uid)
    assert world.row(saved.uid).state == "clean"


def test_an_edit_is_sent_over_the_version_seen(world: CalendarWorld) -> None:
    """A07, A23: If-Match with the etag of the text that was edited; unknown properties survive."""
    world.put("a", "Before", extra="X-OTHER;P=1:kept\r\nGEO:1;2")
    world.sync()
    row = world.row("a")
    edited(world, row.id, summary="After")
    world.sync()
    [put] = world.wire.of("PUT")
    assert put.headers["if-match"] == row.etag
    text = world.text("a")
    assert "SUMMARY:After" in text
    assert "X-OTHER;P=1:kept" in text
    assert "GEO:1" in text
    world.wire.seen.clear()
    world.sync()
    assert "PUT" not in world.wire.methods()


def test_offline_work_goes_out_once_and_in_order(world: CalendarWorld) -> None:
    """A06: made, renamed, deleted offline; after kill and reconnect the rest is sent once, in order."""
    world.put("old", "Old")
    world.put("gone", "Gone")
    world.sync()
    world.wire.fail("*", "drop_before", times=-1)
    first = world.bench.call(events.save_event, draft(world, "First"))
    edited(world, world.resource("old"), summary="Renamed")
    world.bench.call(events.delete_event, world.resource("gone"))
    never = world.bench.call(events.save_event, draft(world, "Never", "2027-03-11T10:00"))
    world.bench.call(events.delete_event, never.resource)
    report = world.sync()
    assert report.errors
    assert world.titles() == ["First", "Renamed"]
    assert report.waiting == 3
    world.bench.close()
    world.wire.faults.clear()
    world.wire.seen.clear()
    world.bench.open()
    report = world.sync()
    assert (report.sent, report.waiting, report.errors) == (3, 0, ())
    writes = [
        (seen.method, seen.path.rsplit("/", 1)[1]) for seen in world.wire.seen if seen.method in ("PUT", "DELETE")
    ]
    assert writes == [("PUT", f"{first.uid}.ics"), ("PUT", "old.ics"), ("DELETE", "gone.ics")]
    assert world.text(never.uid) == ""
    assert world.text("gone") == ""


def test_a_lost_answer_is_no_conflict_and_no_second_event(world: CalendarWorld) -> None:
    """Reliability §2.5, point 10: stored by the server, answer lost: own write, done."""
    saved = world.bench.call(events.save_event, draft(world))
    world.wire.fail("PUT", "drop_after")
    assert world.sync().waiting == 1
    world.wire.seen.clear()
    report = world.sync()
    assert (report.waiting, report.errors) == (0, ())
    assert world.wire.of("PUT") == []
    assert world.row(saved.uid).state == "clean"
    with world.bench.reader() as reader:
        assert reader.kept() == []


def test_a_lost_request_is_sent_again(world: CalendarWorld) -> None:
    """Reliability §2.5, point 9: nothing arrived."""
    saved = world.bench.call(events.save_event, draft(world))
    world.wire.fail("PUT", "drop_before")
    world.sync()
    report = world.sync()
    assert (report.waiting, report.errors) == (0, ())
    assert "SUMMARY:Plan" in world.text(saved.uid)


def test_a_title_here_and_a_place_there_are_merged(world: CalendarWorld) -> None:
    """A08, N07: what does not overlap needs no question, and both sides hold both."""
    world.put("a", "Before")
    world.sync()
    edited(world, world.resource("a"), location="Room 4")
    world.put("a", "Theirs")
    report = world.sync()
    assert (report.waiting, report.errors) == (0, ())
    held = world.text("a")
    assert "SUMMARY:Theirs" in held
    assert "LOCATION:Room 4" in held
    [shown] = world.shown()
    assert (shown.summary, shown.location) == ("Theirs", "Room 4")
    with world.bench.reader() as reader:
        assert reader.kept() == []


def test_a_clash_keeps_both(world: CalendarWorld) -> None:
    """A07, A08: changed here and there: theirs stands, ours is kept and said, nothing is overwritten."""
    world.put("a", "Before")
    world.sync()
    edited(world, world.resource("a"), summary="Mine")
    world.put("a", "Theirs")
    report = world.sync()
    assert Why.CHANGED_ON_SERVER in [problem.why for problem in report.errors]
    assert "SUMMARY:Theirs" in world.text("a")
    assert world.titles() == ["Theirs"]
    with world.bench.reader() as reader:
        [kept] = reader.kept()
    assert "SUMMARY:Mine" in kept.mine
    world.bench.call(conflicts.decide_conflict, kept.id, "mine")
    world.sync()
    assert "SUMMARY:Mine" in world.text("a")


def test_a_clash_can_become_two_events(world: CalendarWorld) -> None:
    """A08: "both"."""
    world.put("a", "Before")
    world.sync()
    edited(world, world.resource("a"), summary="Mine")
    world.put("a", "Theirs")
    world.sync()
    with world.bench.reader() as reader:
        [kept] = reader.kept()
    world.bench.call(conflicts.decide_conflict, kept.id, "both")
    assert world.sync().errors == ()
    assert world.titles() == ["Mine", "Theirs"]


def test_edited_here_and_deleted_there_stays_until_decided(world: CalendarWorld) -> None:
    """I-3: the edit stays visible; saved again it is a new event on the server."""
    world.put("a", "Before")
    world.put("b", "Other")
    world.sync()
    edited(world, world.resource("a"), summary="Mine")
    world.other("DELETE", "a.ics")
    world.sync()
    assert "Mine" in world.titles()
    with world.bench.reader() as reader:
        [kept] = reader.kept()
    assert kept.theirs == ""
    world.bench.call(conflicts.decide_conflict, kept.id, "mine")
    assert world.sync().errors == ()
    assert world.titles() == ["Mine", "Other"]
    assert world.bench.store(lambda store: store.outbox()) == []


def test_deleted_here_and_changed_there_comes_back(world: CalendarWorld) -> None:
    """A30: a person's change is not deleted unseen."""
    world.put("a", "Before")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    world.put("a", "Theirs")
    report = world.sync()
    assert Why.CHANGED_ON_SERVER in [problem.why for problem in report.errors]
    assert world.titles() == ["Theirs"]
    assert "SUMMARY:Theirs" in world.text("a")


REFUSALS = [("403", Why.NOT_ALLOWED), ("507", Why.SERVER_FULL), ("400", Why.REJECTED), ("413", Why.EVENT_TOO_LARGE)]


@pytest.mark.parametrize(("status", "why"), REFUSALS)
def test_a_refused_event_keeps_its_text_and_stops_no_other(world: CalendarWorld, status: str, why: Why) -> None:
    """I-11: blocked with the reason, the next event goes out, and it is not sent for ever; where the server was full
    one such event asks, with each sync, whether there is room."""
    bad = world.bench.call(events.save_event, draft(world, "Bad"))
    good = world.bench.call(events.save_event, draft(world, "Good", "2027-03-11T10:00"))
    world.wire.fail("PUT", status, path_part=bad.uid)
    report = world.sync()
    assert len(report.errors) == 1
    assert "SUMMARY:Good" in world.text(good.uid)
    assert world.row(bad.uid).why_blocked == why
    world.wire.fail("PUT", status, path_part=bad.uid)
    world.wire.seen.clear()
    world.sync()
    assert len(world.wire.of("PUT")) == (1 if status == "507" else 0)
    assert world.bench.call(events.settled, bad.resource, 5.0) is False


def test_an_imported_event_that_others_imported_too(world: CalendarWorld, tmp_path: Path) -> None:
    """I-3: the same file came here and there; ours was edited, and the answer to its write was lost: the edit goes on
    top of what both began from."""
    text = event("a", "Plan", extra="CREATED:20270101T000000Z")
    path = tmp_path / "plan.ics"
    path.write_text(text, encoding="utf-8", newline="")
    world.bench.call(files.import_file, path, world.collection)
    edited(world, world.resource("a"), summary="Mine")
    assert world.other("PUT", "a.ics", text)[0] < 300
    world.wire.fail("PUT", "drop_after")
    world.sync()
    assert world.sync().errors == ()
    assert "SUMMARY:Mine" in world.text("a")
    with world.bench.reader() as reader:
        assert reader.kept() == []


def test_a_clock_that_is_set_back_makes_no_wait_longer(world: CalendarWorld) -> None:
    """F-13: the next try was noted by a clock a year ahead; it is due now, not in a year."""
    saved = world.bench.call(events.save_event, draft(world, "Plan"))
    world.bench.clock.jump(365 * 86400)
    world.wire.fail("PUT", "500")
    world.sync()
    assert world.bench.store(lambda store: store.outbox()[0].next_at)
    world.bench.clock.jump(-365 * 86400)
    world.bench.call(push_account, world.account)
    assert "SUMMARY:Plan" in world.text(saved.uid)


def test_a_full_server_that_has_room_again_gets_what_waited(world: CalendarWorld) -> None:
    """Reliability §2.13: 507: one event asks with each sync, in vain or not; then all go out, each once."""
    saved = [world.bench.call(events.save_event, draft(world, f"Plan {number}")) for number in range(4)]
    world.wire.fail("PUT", "507", times=-1)
    assert len(world.sync().errors) == 4
    world.wire.seen.clear()
    assert [problem.why for problem in world.sync().errors] == [Why.SERVER_FULL]
    assert len(world.wire.of("PUT")) == 1
    assert {world.row(one.uid).why_blocked for one in saved} == {Why.SERVER_FULL}
    world.wire.faults.clear()
    world.wire.seen.clear()
    report = world.sync()
    assert (report.sent, report.waiting, report.errors) == (4, 0, ())
    assert len(world.wire.of("PUT")) == 4


def test_a_refused_deletion_brings_the_event_back(world: CalendarWorld) -> None:
    """Reliability §2.7: 403 on DELETE."""
    world.put("a", "Plan")
    world.sync()
    world.bench.call(events.delete_event, world.resource("a"))
    assert world.titles() == []
    world.wire.faults.append(Fault("DELETE", "403", answer=b"<p>Only the owner may</p>"))
    world.sync()
    assert world.titles() == ["Plan"]
    assert world.bench.store(lambda store: store.outbox()) == []
    [notice] = [one for changes in world.bench.changes for one in changes.notices]
    assert (notice.key, notice.summary, notice.said) == ("deletion_refused", "Plan", "Only the owner may")


def test_a_read_only_calendar_refuses_every_edit(world: CalendarWorld) -> None:
    """A09."""
    world.put("a", "Plan")
    world.sync()
    world.bench.store(lambda store: store.set_collection(world.collection, writable=False))
    with pytest.raises(Refused) as refused:
        world.bench.call(events.save_event, draft(world))
    assert refused.value.why is Why.READ_ONLY
    with pytest.raises(Refused):
        edited(world, world.resource("a"), summary="Else")
    with pytest.raises(Refused):
        world.bench.call(events.delete_event, world.resource("a"))
    assert world.titles() == ["Plan"]


def test_a_password_that_ends_keeps_the_edit(world: CalendarWorld) -> None:
    """A32: 401 on a PUT: one try, the account wants the user, the edit waits."""
    world.bench.call(events.save_event, draft(world))
    world.wire.fail("*", "401", times=-1)
    for _ in range(3):
        report = world.sync()
        assert [problem.why for problem in report.errors] == [Why.WRONG_PASSWORD]
        assert report.waiting == 1
    assert len(world.wire.seen) == 1
    assert world.titles() == ["Plan"]


def test_settled_sends_and_says_so(world: CalendarWorld) -> None:
    """A save can be waited for without a background."""
    saved = world.bench.call(events.save_event, draft(world))
    assert world.bench.call(events.settled, saved.resource, 20.0) is True
    assert "SUMMARY:Plan" in world.text(saved.uid)
    world.bench.call(events.delete_event, saved.resource)
    assert world.bench.call(events.settled, saved.resource, 20.0) is True
    assert world.text(saved.uid) == ""


def test_an_event_moves_to_another_calendar(world: CalendarWorld) -> None:
    """Reliability §2.8: target first, then the source."""
    from dainvo.engine.actions import calendars

    other = world.bench.call(calendars.create_calendar, world.account, "Home")
    world.put("a", "Plan")
    world.sync()
    world.wire.seen.clear()
    edited(world, world.resource("a"), collection=other)
    assert world.titles() == ["Plan"]
    assert world.sync().errors == ()
    assert [method for method in world.wire.methods() if method in ("PUT", "DELETE")] == ["PUT", "DELETE"]
    assert world.text("a") == ""
    assert [(each.summary, each.collection) for each in world.shown()] == [("Plan", other)]
