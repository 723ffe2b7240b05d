"""Several accounts side by side on one real server, one of them in trouble, and what removing one leaves."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.calendar_wire import Wire, ask, wire
from fakes.calendar_world import at, event
from fakes.engine_bench import Bench
from fakes.sharing_server import PASSWORD, Office, sharing

from dainvo.engine.actions import accounts, events
from dainvo.engine.desk import caldav_key
from dainvo.errors import Why
from dainvo.ical.event import NO_RECURRENCE, AccountId, EventDraft, Online, Scope
from dainvo.store.rows import AccountState

pytestmark = pytest.mark.end_to_end


class Pair:
    """Anna's and Bob's accounts in one profile, at one server behind one wire."""

    def __init__(self, folder: Path, office: Office, before: Wire) -> None:
        self.office, self.wire = office, before
        self.bench = Bench(folder, background=False)
        self.ids = {name: self._add(name) for name in ("anna", "bob")}

    def _add(self, name: str) -> AccountId:
        self.office.make(name, f"{name.title()}s")
        return self.bench.call(accounts.add_caldav, self.wire.url, name, PASSWORD)

    def put(self, name: str, uid: str) -> None:
        url = f"{self.office.url}{name}/{name}s/{uid}.ics"
        headers = {"Content-Type": "text/calendar"}
        status, _, said = ask("PUT", url, user=name, password=PASSWORD, body=event(uid, uid), headers=headers)
        assert status == 201, said

    def titles(self) -> set[str]:
        with self.bench.reader() as reader:
            days = (at("2027-03-01T00:00").date(), at("2027-03-31T00:00").date())
            return {one.summary for one in reader.occurrences(*days)}

    def state(self, name: str) -> AccountState:
        return self.bench.store(lambda store: store.account(self.ids[name])).state


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with ExitStack() as stack:
        office = stack.enter_context(sharing(tmp_path / "server"))
        before = stack.enter_context(wire(office.url))
        made = Pair(tmp_path / "profile", office, before)
        stack.callback(made.bench.close)
        yield made
    assert not made.bench.bugs


def test_two_users_of_one_server(pair: Pair) -> None:
    """A03: each signs in as itself, each calendar belongs to its account, one in trouble leaves the other alone."""
    pair.put("anna", "one")
    pair.put("bob", "two")
    pair.bench.call(accounts.sync)
    assert pair.titles() == {"one", "two"}
    for seen in pair.wire.seen:
        header = seen.headers.get("Authorization") or seen.headers.get("authorization") or ""
        if not header or seen.path.startswith("/.well-known") or seen.path == "/":
            continue
        user = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")[0]
        assert seen.path.startswith(f"/{user}/"), f"{user} asked for {seen.path}"
    with pair.bench.reader() as reader:
        owners = {one.name: one.account for one in reader.collections()}
    assert owners == {"Annas": pair.ids["anna"], "Bobs": pair.ids["bob"]}

    pair.wire.fail("PROPFIND", "401", times=-1, path_part="/bob/")
    pair.put("anna", "three")
    pair.put("bob", "four")
    reports = {report.account: [one.why for one in report.errors] for report in pair.bench.call(accounts.sync)}
    assert reports == {pair.ids["anna"]: [], pair.ids["bob"]: [Why.WRONG_PASSWORD]}
    assert (pair.state("anna"), pair.state("bob")) == (AccountState.OK, AccountState.NEEDS_USER)
    assert pair.titles() == {"one", "two", "three"}, "what was there of Bob's stays"


SERIES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Other//Program//EN
BEGIN:VEVENT
UID:series
DTSTAMP:20270101T000000Z
DTSTART:20270301T090000Z
DTEND:20270301T100000Z
SUMMARY:Weekly
RRULE:FREQ=WEEKLY;COUNT=4
END:VEVENT
BEGIN:VEVENT
UID:series
DTSTAMP:20270101T000000Z
RECURRENCE-ID:20270308T090000Z
DTSTART:20270308T110000Z
DTEND:20270308T120000Z
SUMMARY:Later that day
END:VEVENT
BEGIN:VEVENT
UID:series
DTSTAMP:20270101T000000Z
RECURRENCE-ID:20270315T090000Z
DTSTART:20270315T090000Z
DTEND:20270315T100000Z
SUMMARY:Renamed
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("cut", ["drop_before", "drop_after"])
def test_a_series_moves_to_another_account_whole_whenever_the_network_is_cut(pair: Pair, method: str, cut: str) -> None:
    """E15: with its two overrides it is in one calendar at any time for who looks here, and never on no server."""
    url = f"{pair.office.url}anna/annas/series.ics"
    headers = {"Content-Type": "text/calendar"}
    assert ask("PUT", url, user="anna", password=PASSWORD, body=SERIES, headers=headers)[0] == 201
    pair.bench.call(accounts.sync)

    def here() -> list[tuple[str, str]]:
        with pair.bench.reader() as reader:
            names = {one.id: one.name for one in reader.collections()}
            shown = reader.occurrences(at("2027-03-01T00:00").date(), at("2027-03-31T00:00").date())
        return sorted((one.summary, names[one.collection]) for one in shown)

    def there() -> list[str]:
        """Whose calendars hold all of it on the server."""
        held = []
        for name in ("anna", "bob"):
            home = f"{pair.office.url}{name}/{name}s/"
            listed = ask("PROPFIND", home, user=name, password=PASSWORD, headers={"Depth": "1"})[2]
            for path in re.findall(r"href>([^<]+\.ics)</", listed):
                text = ask("GET", f"{pair.office.url.rstrip('/')}{path}", user=name, password=PASSWORD)[2]
                assert all(word in text for word in ("RRULE:", "Later that day", "Renamed")), "half a series"
                held.append(name)
        return held

    def whole(calendar: str) -> list[tuple[str, str]]:
        return [("Later that day", calendar), ("Renamed", calendar), ("Weekly", calendar), ("Weekly", calendar)]

    assert (here(), there()) == (whole("Annas"), ["anna"])
    with pair.bench.reader() as reader:
        goal = next(one.id for one in reader.collections() if one.name == "Bobs")
        resource = reader.occurrences(at("2027-03-01T00:00").date(), at("2027-03-02T00:00").date())[0].resource
        draft = reader.event(resource, NO_RECURRENCE).draft
    pair.wire.fail(method, cut)
    pair.bench.call(events.save_event, replace(draft, collection=goal), resource=resource, scope=Scope.ALL)
    assert here() == whole("Bobs")
    for _ in range(3):
        pair.bench.call(accounts.sync)
        assert here() == whole("Bobs")
        assert there() in (["anna"], ["anna", "bob"], ["bob"])
        pair.bench.clock.jump(3600)
    assert there() == ["bob"]
    assert [fault.times for fault in pair.wire.faults] == [0], "the wire was cut"


def test_an_event_on_its_way_to_an_account_that_is_removed_stays_where_it_was(pair: Pair) -> None:
    """I-3, E15, A28: it never arrived, and is not deleted where it came from."""
    pair.put("anna", "one")
    pair.bench.call(accounts.sync)
    with pair.bench.reader() as reader:
        goal = next(one.id for one in reader.collections() if one.name == "Bobs")
        resource = reader.occurrences(at("2027-03-01T00:00").date(), at("2027-03-31T00:00").date())[0].resource
        draft = reader.event(resource, NO_RECURRENCE).draft
    pair.wire.fail("PUT", "drop_before", times=-1, path_part="/bob/")
    pair.bench.call(events.save_event, replace(draft, collection=goal), resource=resource, scope=Scope.ALL)
    pair.bench.call(accounts.sync)
    pair.bench.call(accounts.remove_account, pair.ids["bob"])
    for _ in range(2):
        pair.bench.clock.jump(3600)
        pair.bench.call(accounts.sync)
    assert pair.titles() == {"one"}
    assert ask("GET", f"{pair.office.url}anna/annas/one.ics", user="anna", password=PASSWORD)[0] == 200
    assert pair.bench.store(lambda store: store.outbox()) == []


def test_removing_an_account_takes_its_copy_and_password_and_nothing_else(pair: Pair) -> None:
    """A28: the server keeps everything, the other account its password; not a word of it is left in the files."""
    pair.put("bob", "secretly")
    pair.bench.call(accounts.sync)
    with pair.bench.reader() as reader:
        calendar = next(one.id for one in reader.collections() if one.name == "Bobs")
    start = at("2027-03-10T14:00")
    draft = EventDraft(calendar, "Unsent words", start, start.replace(hour=15), online=Online.NONE)
    pair.bench.call(events.save_event, draft)
    with pair.bench.reader() as reader:
        assert [one.waiting for one in reader.accounts()] == [0, 1]
    pair.wire.seen.clear()
    pair.bench.call(accounts.remove_account, pair.ids["bob"])
    assert pair.wire.seen == [], "nothing is asked of the server"
    assert pair.bench.secrets.get(caldav_key(pair.ids["bob"])) is None
    assert pair.bench.secrets.get(caldav_key(pair.ids["anna"])) == PASSWORD
    assert ask("GET", f"{pair.office.url}bob/bobs/secretly.ics", user="bob", password=PASSWORD)[0] == 200
    pair.bench.close()
    for file in pair.bench.folder.rglob("*"):
        if file.is_file():
            held = file.read_bytes()
            assert b"secretly" not in held and b"Unsent words" not in held, file.name
    pair.bench.open()
    assert [report.account for report in pair.bench.call(accounts.sync)] == [pair.ids["anna"]]
