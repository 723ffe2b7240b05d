"""One suite for every calendar server: Radicale and Xandikos, and any other that is named.

    pytest tests/end_to_end/test_every_server.py --caldav-url URL --caldav-user USER --caldav-password PASSWORD

or DAINVO_CALDAV_URL, DAINVO_CALDAV_USER and DAINVO_CALDAV_PASSWORD. On such a server a calendar is made, used and
deleted again; nothing else is touched. Two programs with profiles of their own work on it.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fakes.caldav_servers import SERVERS, Server
from fakes.calendar_world import FIRST, LAST, event
from fakes.engine_bench import BERLIN, Bench

from dainvo.dav.answers import TokenRefused
from dainvo.dav.client import Client
from dainvo.engine.actions import accounts, calendars, conflicts, events
from dainvo.engine.desk import Desk
from dainvo.engine.sync import open_client
from dainvo.engine.values import SyncReport
from dainvo.errors import Conflict, Refused, Why
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    Attendee,
    CollectionId,
    EventDraft,
    Href,
    RecurrenceId,
    Scope,
    Uid,
)
from dainvo.ical.resource import same_meaning
from dainvo.store.rows import ASK, ResourceRow
from dainvo.web import Answer, Web

pytestmark = pytest.mark.end_to_end


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test on every server, the named one among them."""
    if "server" in metafunc.fixturenames:
        named = ["named"] if metafunc.config.getoption("--caldav-url") else []
        metafunc.parametrize("server", [*SERVERS, *named], indirect=True, scope="module")


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if request.param != "named":
        with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as running:
            yield running
        return
    url, user, password = (request.config.getoption(f"--caldav-{part}") for part in ("url", "user", "password"))
    yield Server("named", str(url), str(user), str(password))


@dataclass
class Program:
    """One Dainvo on the server, and the calendar that both work on."""

    bench: Bench
    account: AccountId
    collection: CollectionId
    href: Href

    def sync(self) -> SyncReport:
        return self.bench.call(accounts.sync, self.account)[0]

    def save(self, summary: str, start: str = "2027-03-10T14:00", **values: Any) -> Uid:
        begin = datetime.fromisoformat(start).replace(tzinfo=BERLIN)
        draft = EventDraft(self.collection, summary, begin, begin + timedelta(hours=1), **values)
        return self.bench.call(events.save_event, draft).uid

    def edit(self, uid: Uid, recurrence_id: RecurrenceId = NO_RECURRENCE, **values: Any) -> None:
        with self.bench.reader() as reader:
            found = reader.event(self.row(uid).id, recurrence_id)
        scope = Scope.THIS if recurrence_id else Scope.ALL
        self.bench.call(
            events.save_event,
            replace(found.draft, **values),
            resource=found.resource,
            recurrence_id=recurrence_id,
            scope=scope,
        )

    def delete(self, uid: Uid, recurrence_id: RecurrenceId = NO_RECURRENCE) -> None:
        scope = Scope.THIS if recurrence_id else Scope.ALL
        self.bench.call(events.delete_event, self.row(uid).id, recurrence_id, scope)

    def row(self, uid: Uid) -> ResourceRow:
        [found] = self.bench.store(lambda store: store.resource_by_uid(uid, self.collection))
        return found

    def shown(self) -> list[tuple[str, str]]:
        """Day and title, in order."""
        with self.bench.reader() as reader:
            found = [one for one in reader.occurrences(FIRST, LAST) if one.collection == self.collection]
        return [(f"{one.start:%m-%d}", one.summary) for one in found]

    def titles(self) -> list[str]:
        return sorted(summary for _, summary in self.shown())

    def kept(self) -> list[int]:
        with self.bench.reader() as reader:
            return [one.id for one in reader.kept()]

    def client(self, work: Any) -> Any:
        """What `work` does with the bare requests of the account."""

        async def on_engine(desk: Desk) -> Any:
            return await work(await open_client(desk, desk.store.account(self.account)))

        return self.bench.call(on_engine)

    def put(self, uid: str, summary: str, *, name: str = "", **more: str) -> None:
        """Written past the program, as another one would."""
        href = Href(f"{self.href}{name or uid}.ics")
        self.client(lambda client: client.put(href, event(uid, summary, **more), etag=None))


@dataclass
class Pair:
    anna: Program
    ben: Program

    def agreed(self, *titles: str) -> None:
        """Nothing waits and nothing is asked; both show the same, and a further sync finds nothing."""
        for program in (self.anna, self.ben, self.anna, self.ben):
            assert program.sync().errors == ()
        for program in (self.anna, self.ben):
            assert program.titles() == sorted(titles)
            assert program.kept() == []
            assert program.bench.store(lambda store: store.outbox()) == []
            report = program.sync()
            assert (report.fetched, report.sent, report.removed, report.errors) == (0, 0, 0, ())
        assert self.anna.shown() == self.ben.shown()


@pytest.fixture
def pair(server: Server, tmp_path: Path) -> Iterator[Pair]:
    name = f"Dainvo test {uuid4().hex[:8]}"
    with contextlib.ExitStack() as stack:
        benches = [Bench(tmp_path / who, background=False) for who in ("anna", "ben")]
        for bench in benches:
            stack.callback(bench.close)
        first = benches[0].call(accounts.add_caldav, server.url, server.user, server.password)
        made = benches[0].call(calendars.create_calendar, first, name)
        href = benches[0].store(lambda store: store.collection(made).href)
        anna = Program(benches[0], first, made, href)
        stack.callback(lambda: anna.client(lambda client: client.delete_calendar(href)))
        second = benches[1].call(accounts.add_caldav, server.url, server.user, server.password)
        rows = benches[1].store(lambda store: store.collections(second))
        ben = Program(benches[1], second, next(row.id for row in rows if row.href == href), href)
        for program in (anna, ben):
            assert program.sync().errors == ()
        yield Pair(anna, ben)
        assert [bench.bugs for bench in benches] == [[], []]


@contextlib.contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The methods of all requests meanwhile."""
    methods: list[str] = []
    stream = Web.stream

    @asynccontextmanager
    async def noted(self: Web, method: str, url: str, **more: Any) -> AsyncIterator[Any]:
        methods.append(method)
        async with stream(self, method, url, **more) as answer:
            yield answer

    with monkeypatch.context() as patched:
        patched.setattr(Web, "stream", noted)
        yield methods


def test_an_account_is_found_and_its_calendars_listed(pair: Pair) -> None:
    """A01: name, home set and principal, and the new calendar among the others, writable."""
    account = pair.anna.bench.store(lambda store: store.account(pair.anna.account))
    assert account.detail["home_set"]
    with pair.ben.bench.reader() as reader:
        [calendar] = [one for one in reader.collections() if one.id == pair.ben.collection]
    assert calendar.name.startswith("Dainvo test")
    assert calendar.writable


def test_made_changed_and_deleted(pair: Pair) -> None:
    """A06, A07, A23: each step is seen by the other; what it does not know stays."""
    uid = pair.anna.save("Plan", location="Room 4", attendees=())
    pair.agreed("Plan")
    pair.ben.edit(uid, summary="Changed", description="Notes, and more; a\nsecond line")
    pair.agreed("Changed")
    with pair.anna.bench.reader() as reader:
        draft = reader.event(pair.anna.row(uid).id, NO_RECURRENCE).draft
    assert (draft.location, draft.description) == ("Room 4", "Notes, and more; a\nsecond line")
    pair.anna.delete(uid)
    pair.agreed()


def test_what_others_wrote_is_kept(pair: Pair) -> None:
    """A23: an edit changes what was edited; lines of other programs go through."""
    pair.anna.put("a", "Before", extra="CATEGORIES:One,Two\r\nX-OTHER-PROGRAM;X-P=1:kept")
    pair.agreed("Before")
    pair.ben.edit(Uid("a"), summary="After")
    pair.agreed("After")
    text = pair.anna.row(Uid("a")).text
    assert "X-OTHER-PROGRAM" in text
    assert "One" in text


def test_nothing_unseen_is_written_over(pair: Pair) -> None:
    """A07: a name that exists, an old version, and the deletion of one."""
    pair.anna.put("a", "Plan")
    href = Href(f"{pair.anna.href}a.ics")

    async def stale(client: Client) -> None:
        etag, text = await client.get(href)
        with pytest.raises(Conflict):
            await client.put(href, text, etag=None)
        await client.put(href, text.replace("Plan", "Newer"), etag=etag)
        with pytest.raises(Conflict):
            await client.put(href, text, etag=etag)
        with pytest.raises(Conflict):
            await client.delete(href, etag)

    pair.anna.client(stale)
    pair.agreed("Newer")


def test_only_what_changed_is_asked_for(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """A05, G4: nothing changed, one request; one change and one deletion, few; nothing comes twice."""
    for number in range(12):
        pair.anna.save(f"Event {number:02}", f"2027-03-{1 + number:02}T10:00")
    pair.agreed(*(f"Event {number:02}" for number in range(12)))
    with counted(monkeypatch) as methods:
        pair.ben.sync()
    assert methods == ["PROPFIND"]
    first, second = (next(r for r in _rows(pair.anna) if f"Event {number}" in r.text).uid for number in (10, 11))
    pair.anna.edit(first, summary="Event 10 changed")
    pair.anna.delete(second)
    pair.anna.sync()
    with counted(monkeypatch) as methods:
        report = pair.ben.sync()
    assert (report.fetched, report.removed) == (1, 1)
    assert len(methods) <= 4


def _rows(program: Program) -> list[ResourceRow]:
    return program.bench.store(lambda store: store.resources(program.collection))


@pytest.mark.parametrize("way", ["bogus token", "no changes to be had"])
def test_by_etags_where_no_token_helps(pair: Pair, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """A05, A36: all etags are compared; equal ones are not fetched again."""
    for name in "abc":
        pair.anna.put(name, name.upper())
    pair.agreed("A", "B", "C")
    pair.anna.delete(Uid("b"))
    pair.anna.save("D")
    pair.anna.sync()
    if way == "bogus token":
        token = "http://example.invalid/never-issued"
        pair.ben.bench.store(lambda store: store.set_collection(pair.ben.collection, sync_token=token, ctag=ASK))
    else:

        def refused(*_arguments: Any, **_more: Any) -> Any:
            raise TokenRefused(Answer(403, {}, b"", "https://example.invalid/"))

        monkeypatch.setattr(Client, "changes", refused)
    report = pair.ben.sync()
    assert (report.fetched, report.removed, report.errors) == (1, 1, ())
    monkeypatch.undo()
    pair.agreed("A", "C", "D")


def test_a_series_with_its_exceptions(pair: Pair) -> None:
    """E12, E13: one date changed on one side, another deleted on the other; both are merged."""
    uid = pair.anna.save("Daily", "2027-03-08T09:00", rrule="FREQ=DAILY;COUNT=5")
    pair.agreed(*["Daily"] * 5)
    pair.anna.edit(uid, RecurrenceId("20270309T090000"), summary="Other")
    pair.ben.delete(uid, RecurrenceId("20270311T090000"))
    pair.agreed("Daily", "Daily", "Daily", "Other")
    assert pair.ben.shown() == [("03-08", "Daily"), ("03-09", "Other"), ("03-10", "Daily"), ("03-12", "Daily")]


def test_all_day_and_far_away(pair: Pair) -> None:
    """E01: dates stay dates; a zone that is not ours comes through."""
    draft = EventDraft(pair.anna.collection, "Fair", date(2027, 3, 15), date(2027, 3, 18))
    pair.anna.bench.call(events.save_event, draft)
    pair.agreed("Fair")
    with pair.ben.bench.reader() as reader:
        [found] = [one for one in reader.occurrences(FIRST, LAST) if one.collection == pair.ben.collection]
    assert (found.start, found.end, found.all_day) == (date(2027, 3, 15), date(2027, 3, 18), True)


def test_both_sides_changed(pair: Pair) -> None:
    """A08, N07: what does not overlap is merged, guests as a set; what does is asked, and decided."""
    uid = pair.anna.save("Before")
    pair.agreed("Before")
    pair.anna.edit(uid, summary="Mine", location="Room 4")
    pair.ben.edit(uid, summary="Theirs", description="Notes")
    assert pair.ben.sync().errors == ()
    assert [problem.why for problem in pair.anna.sync().errors] == [Why.CHANGED_ON_SERVER]
    [kept] = pair.anna.kept()
    pair.anna.bench.call(conflicts.decide_conflict, kept, "mine")
    pair.agreed("Mine")
    text = pair.ben.row(uid).text
    assert "Room 4" in text
    assert "Notes" in text


def test_guests_of_both_sides(pair: Pair) -> None:
    """N07: one guest added on each side."""
    uid = pair.anna.save("Plan", attendees=(Attendee("one@example.org"),))
    pair.agreed("Plan")
    pair.anna.edit(uid, attendees=(Attendee("one@example.org"), Attendee("two@example.org")))
    pair.ben.edit(uid, attendees=(Attendee("one@example.org"), Attendee("three@example.org")))
    pair.agreed("Plan")
    assert all(f"{name}@example.org" in pair.ben.row(uid).text.replace("\r\n ", "") for name in ("one", "two", "three"))


@pytest.mark.parametrize("keep", [True, False])
def test_deleted_against_changed(pair: Pair, keep: bool) -> None:
    """A30: asked on the side that deleted; either answer reaches both."""
    uid = pair.anna.save("Plan")
    pair.agreed("Plan")
    pair.anna.delete(uid)
    pair.ben.edit(uid, summary="Changed")
    pair.ben.sync()
    pair.anna.sync()
    [kept] = pair.anna.kept()
    pair.anna.bench.call(conflicts.decide_conflict, kept, "theirs" if keep else "mine")
    pair.agreed(*(["Changed"] if keep else []))


def test_one_uid_twice(pair: Pair, tmp_path: Path) -> None:
    """A36: servers refuse it or keep both; either way nothing is lost and the rest goes on."""
    pair.anna.put("a", "Theirs", name="other-name")
    path = tmp_path / "one.ics"
    path.write_text(event("a", "Mine"), newline="")
    from dainvo.engine.actions import files

    pair.ben.bench.call(files.import_file, path, pair.ben.collection)
    pair.ben.save("Rest")
    pair.ben.sync()
    for kept in pair.ben.kept():
        pair.ben.bench.call(conflicts.decide_conflict, kept, "both")
    for program in (pair.ben, pair.anna):
        program.sync()
    assert pair.ben.titles() == ["Mine", "Rest", "Theirs"]
    assert pair.anna.titles() == pair.ben.titles()


def test_a_move_to_another_calendar(pair: Pair) -> None:
    """Reliability §2.8: there first, then gone here, with the same UID."""
    other = pair.anna.bench.call(calendars.create_calendar, pair.anna.account, f"Dainvo test {uuid4().hex[:8]}")
    href = pair.anna.bench.store(lambda store: store.collection(other).href)
    try:
        uid = pair.anna.save("Plan")
        pair.agreed("Plan")
        pair.anna.edit(uid, collection=other)
        assert pair.anna.sync().errors == ()
        assert pair.anna.titles() == []
        [row] = pair.anna.bench.store(lambda store: store.resource_by_uid(uid))
        assert (row.collection, row.state) == (other, "clean")
        _, text = pair.anna.client(lambda client: client.get(row.href))
        assert same_meaning(text, row.text)
    finally:
        pair.anna.client(lambda client: client.delete_calendar(href))


def test_a_wrong_password(server: Server, tmp_path: Path) -> None:
    """A32: refused as such, and nothing is kept."""
    if server.name == "xandikos":
        pytest.skip("it asks for no password")
    bench = Bench(tmp_path, background=False)
    try:
        with pytest.raises(Exception, match=Why.WRONG_PASSWORD):
            bench.call(accounts.add_caldav, server.url, server.user, "not the password")
        assert bench.store(lambda store: store.accounts()) == []
    finally:
        bench.close()


def test_a_deleted_calendar_is_kept_and_read_only(pair: Pair) -> None:
    """Reliability §2.13: what was in it stays to be seen."""
    pair.anna.save("Plan")
    pair.agreed("Plan")
    pair.anna.client(lambda client: client.delete_calendar(pair.anna.href))
    pair.ben.sync()
    assert pair.ben.titles() == ["Plan"]
    with pytest.raises(Refused):
        pair.ben.save("Other")
