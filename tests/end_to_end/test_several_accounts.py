"""Several accounts side by side on one real server, one of them in trouble, and what removing one leaves."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fakes.calendar_wire import Wire, ask, wire
from fakes.calendar_world import at, event
from fakes.engine_bench import Bench
from fakes.sharing_server import PASSWORD, Office, sharing

from dainvo.engine.actions import accounts, events
from dainvo.engine.desk import caldav_key
from dainvo.errors import Why
from dainvo.ical.event import AccountId, EventDraft, Online
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
