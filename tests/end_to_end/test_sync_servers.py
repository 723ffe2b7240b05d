"""Sync against real Radicale and Xandikos: what comes in, what goes out, and what is on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.calendar_world import CalendarWorld, calendar_world

from dainvo.dav.client import Client
from dainvo.ical.event import Href

pytestmark = pytest.mark.end_to_end


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CalendarWorld]:
    with calendar_world(request.param, tmp_path) as made:
        yield made


def test_a_first_sync_shows_everything(world: CalendarWorld) -> None:
    """A05: one REPORT brings all texts where the server gives them."""
    for number in range(120):
        world.put(f"e{number}", f"Event {number}")
    report = world.sync()
    assert (report.fetched, report.removed, report.errors) == (120, 0, ())
    assert len(world.shown()) == 120
    # Xandikos 0.4 gives no texts in the report itself: two multigets of 100 bring them.
    assert world.wire.methods().count("REPORT") == {"radicale": 1, "xandikos": 3}[world.server.name]


def test_nothing_changed_is_one_request(world: CalendarWorld) -> None:
    """G4: one PROPFIND answers for all calendars."""
    world.put("a")
    world.sync()
    world.wire.seen.clear()
    report = world.sync()
    assert report.fetched == 0
    assert world.wire.methods() == ["PROPFIND"]


def test_one_change_and_one_deletion_come_by_token(world: CalendarWorld) -> None:
    """A05: one REPORT, one body, one removed."""
    for uid in ("a", "b", "c"):
        world.put(uid, uid.upper())
    world.sync()
    world.wire.seen.clear()
    world.put("a", "A changed")
    assert world.other("DELETE", "b.ics")[0] in (200, 204)
    report = world.sync()
    assert (report.fetched, report.removed) == (1, 1)
    assert world.titles() == ["A changed", "C"]
    assert "REPORT" in world.wire.methods()
    assert len(world.wire.seen) <= 3


def test_a_refused_token_compares_and_fetches_nothing_again(world: CalendarWorld) -> None:
    """A05: after a refusal equal ETags are not fetched."""
    for uid in ("a", "b", "c"):
        world.put(uid, uid.upper())
    world.sync()
    world.bench.store(lambda store: store.set_collection(world.collection, sync_token="http://not/a/token", ctag="x"))
    world.other("DELETE", "b.ics")
    world.put("d", "D")
    world.wire.seen.clear()
    report = world.sync()
    assert (report.fetched, report.removed, report.errors) == (1, 1, ())
    assert world.titles() == ["A", "C", "D"]
    fetched = [seen for seen in world.wire.of("REPORT") if "calendar-multiget" in seen.body]
    assert [seen.body.count("href>") for seen in fetched] == [2]  # one element: d.ics


def test_a_vanished_calendar_content_is_asked_about(world: CalendarWorld) -> None:
    """Decision 20: more than half of a calendar gone at once stops and asks; the yes goes through."""
    from dainvo.engine.actions import accounts
    from dainvo.errors import Why

    for number in range(12):
        world.put(f"e{number}", f"Event {number}")
    world.sync()
    for number in range(12):
        world.other("DELETE", f"e{number}.ics")
    report = world.sync()
    assert [problem.why for problem in report.errors] == [Why.MASS_DELETION]
    assert len(world.shown()) == 12
    assert world.bench.store(lambda store: store.account(world.account).why) == Why.MASS_DELETION
    report = world.bench.call(accounts.sync, world.account, delete_all=True)[0]
    assert report.removed == 12
    assert world.shown() == []
    assert world.bench.store(lambda store: store.account(world.account).state) == "ok"


def test_a_bad_event_stops_no_other(tmp_path: Path) -> None:
    """I-11: what cannot be read is kept as it is, the rest is shown."""
    with calendar_world("xandikos", tmp_path) as world:
        world.put("good", "Good")
        world.put("odd", "Odd", extra="RRULE:FREQ=SOMETIMES")
        world.put("worse", "Worse", start="20270310T090000", extra="RECURRENCE-ID:garbage")
        report = world.sync()
        assert report.errors == ()
        assert report.fetched == 3
        assert "Good" in world.titles()
        assert "FREQ=SOMETIMES" in world.row("odd").text


def test_a_wrong_password_pauses_the_account_after_one_request(tmp_path: Path) -> None:
    """A32: ten syncs, one refused sign-in; a new password goes on."""
    from dainvo.engine.actions import accounts
    from dainvo.engine.desk import caldav_key
    from dainvo.errors import Why

    with calendar_world("radicale", tmp_path) as world:
        world.bench.secrets.put(caldav_key(world.account), "wrong")
        world.bench.close()
        world.bench.open()
        for _ in range(10):
            report = world.sync()
            assert [problem.why for problem in report.errors] == [Why.WRONG_PASSWORD]
        assert [seen.status for seen in world.wire.seen] == [401]
        world.bench.call(accounts.update_password, world.account, world.server.password)
        world.put("a", "A")
        assert world.sync().fetched == 1


def test_what_goes_on_by_itself_asks_for_states_alone(world: CalendarWorld) -> None:
    """G4: short questions until something came or went, an hour passed, or the user asks; changes come all the same."""
    from dainvo.engine.actions import accounts
    from dainvo.engine.sync import sync_account

    def by_itself() -> list[str]:
        world.wire.seen.clear()
        assert world.bench.call(sync_account, world.account, thorough=False).errors == ()
        return ["described" if "displayname" in seen.body else "states" for seen in world.wire.of("PROPFIND")]

    def names() -> list[str]:
        with world.bench.reader() as reader:
            return sorted(one.name for one in reader.collections())

    world.put("a", "A")
    world.sync()
    assert by_itself() == ["states"]
    assert len(world.wire.of("PROPFIND")[0].body) < 200
    world.put("b", "B")
    assert by_itself() == ["states"]
    assert world.titles() == ["A", "B"]
    home = world.href.rstrip("/").rpartition("/")[0] + "/"
    made = f"{home}by-others/"

    async def others(client: Client) -> None:
        await client.make_calendar(Href(home), "By others", segment="by-others")
        await client.set_properties(world.href, name="Renamed")

    world.bench.call(lambda desk: others(desk.caldav[world.account]))
    assert "described" in by_itself()
    assert "Renamed" in names()
    assert by_itself() == ["states"]
    world.bench.call(lambda desk: desk.caldav[world.account].set_properties(world.href, name="Again"))
    assert "described" not in by_itself()
    assert "Renamed" in names()
    world.bench.clock.jump(3601)
    assert "described" in by_itself()
    assert "Again" in names()
    world.bench.call(lambda desk: desk.caldav[world.account].set_properties(world.href, name="By hand"))
    world.bench.call(accounts.sync, world.account)
    assert "By hand" in names()
    world.bench.call(lambda desk: desk.caldav[world.account].delete_calendar(Href(made)))
    assert "described" in by_itself()
