"""An account behind the fault proxy, with work waiting on both sides, and the check that both sides agree.

Knows what the outcome must be; which fault is met on the way is the test's.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from fakes.caldav_servers import SERVERS
from fakes.calendar_wire import ask
from fakes.calendar_world import CalendarWorld, at
from fakes.engine_bench import Bench
from fakes.fault_proxy import FaultProxy, fault_proxy

from dainvo.dav import xml
from dainvo.engine.actions import accounts, calendars, events
from dainvo.errors import Why
from dainvo.ical.event import NO_RECURRENCE, EventDraft, Href, State
from dainvo.ical.resource import same_meaning
from dainvo.store.rows import ResourceRow


@dataclass
class FaultWorld(CalendarWorld):
    proxy: FaultProxy

    def edit(self, uid: str, summary: str) -> None:
        with self.bench.reader() as reader:
            event = reader.event(self.resource(uid), NO_RECURRENCE)
        self.bench.call(events.save_event, replace(event.draft, summary=summary), resource=event.resource)

    def make(self, summary: str) -> str:
        begin = at("2027-03-12T14:00")
        draft = EventDraft(self.collection, summary, begin, begin.replace(hour=15))
        return str(self.bench.call(events.save_event, draft).uid)

    def delete(self, uid: str) -> None:
        self.bench.call(events.delete_event, self.resource(uid))

    def members(self) -> dict[str, str]:
        """Every object on the server by name, asked past the proxy."""
        url = self.server.url.rstrip("/") + self.href
        body = xml.propfind("D:getetag").decode()
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        signed = {"user": self.server.user, "password": self.server.password}
        status, _, said = ask("PROPFIND", url, body=body, headers=headers, **signed)
        assert status == 207, said
        found = [item.href for item in xml.parse_multistatus(said.encode(), url).items]
        names = [unquote(href[len(self.href) :]) for href in found if href.startswith(self.href) and href != self.href]
        return {name: self.other("GET", name)[2] for name in sorted(names)}

    def held(self) -> dict[str, ResourceRow]:
        rows = self.bench.store(
            lambda store: [store.resource(key) for key, _, _ in store.etags(self.collection).values()]
        )
        return {unquote(row.href[len(self.href) :]): row for row in rows}

    def kept(self) -> int:
        with self.bench.reader() as reader:
            return len(reader.kept())

    def agreed(self, *titles: str) -> None:
        """Both sides hold the same objects, nothing waits, nothing is kept aside, and a further sync costs nothing."""
        server, copy = self.members(), self.held()
        assert copy.keys() == server.keys()
        for name, row in copy.items():
            assert row.state is State.CLEAN
            assert row.text == server[name] or same_meaning(row.text, server[name]), name
        assert self.titles() == sorted(titles)
        assert self.bench.store(lambda store: store.outbox()) == []
        assert self.kept() == 0
        assert not self.bench.bugs
        self.proxy.seen.clear()
        report = self.sync()
        assert (report.fetched, report.sent, report.removed, report.errors) == (0, 0, 0, ())
        assert self.proxy.methods() == ["PROPFIND"]
        account = self.bench.store(lambda store: store.account(self.account))
        assert (account.state, account.why) == ("ok", "")
        collection = self.bench.store(lambda store: store.collection(self.collection))
        assert (collection.state, collection.why) == ("ok", "")


#: What everybody sees once the work of `at_work` is done.
DONE = ("A", "D mine", "F theirs", "H theirs", "New")


def at_work(world: FaultWorld) -> None:
    """Edits waiting here, changes waiting there, none of them on the same event."""
    for uid in "adefg":
        world.put(uid, uid.upper())
    assert world.sync().errors == ()
    world.put("f", "F theirs")
    world.put("h", "H theirs")
    world.other("DELETE", "g.ics")
    world.edit("d", "D mine")
    world.make("New")
    world.delete("e")
    world.proxy.seen.clear()


def healed(world: FaultWorld) -> None:
    """The fault is gone; a password that was refused meanwhile is given again."""
    world.proxy.heal()
    account = world.bench.store(lambda store: store.account(world.account))
    if account.why == Why.WRONG_PASSWORD:
        world.bench.call(accounts.update_password, world.account, world.server.password)


@contextlib.contextmanager
def fault_world(kind: str, folder: Path, *, background: bool = False) -> Iterator[FaultWorld]:
    """An account with one empty calendar on a real server, behind a proxy that does no harm yet."""
    with SERVERS[kind](folder / "server") as server, fault_proxy(server.url) as proxy:
        bench = Bench(folder / "profile", background=background)
        try:
            account = bench.call(accounts.add_caldav, proxy.url, server.user, server.password)
            collection = bench.call(calendars.create_calendar, account, "Work")
            href = Href(bench.store(lambda store: store.collection(collection).href))
            bench.call(accounts.sync, account)
            proxy.heal()
            yield FaultWorld(server, proxy, bench, account, collection, href, proxy)
            assert not bench.bugs
        finally:
            bench.close()
