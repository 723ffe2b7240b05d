"""A calendar server behind a wire, an account on it in a profile, and another program that writes to it, too."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fakes.caldav_servers import SERVERS, Server
from fakes.calendar_wire import Wire, ask, wire
from fakes.engine_bench import BERLIN, Bench

from dainvo.engine.actions import accounts, calendars
from dainvo.engine.values import SyncReport
from dainvo.ical.event import AccountId, CollectionId, Href, Occurrence, ResourceId, Uid
from dainvo.store.rows import ResourceRow

FIRST, LAST = date(2027, 3, 1), date(2027, 4, 30)


def event(uid: str, summary: str = "Plan", *, start: str = "20270310T090000", extra: str = "") -> str:
    """One event of an hour in Berlin."""
    day, hour = start.split("T")
    end = f"{day}T{int(hour[:2]) + 1:02d}{hour[2:]}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Other//Program//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20270101T000000Z",
        f"DTSTART:{start}Z",
        f"DTEND:{end}Z",
        f"SUMMARY:{summary}",
        *([extra] if extra else []),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)


@dataclass
class CalendarWorld:
    server: Server
    wire: Wire
    bench: Bench
    account: AccountId
    collection: CollectionId
    href: Href

    def sync(self) -> SyncReport:
        return self.bench.call(accounts.sync, self.account)[0]

    def other(self, method: str, name: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], str]:
        """What another program does to `name` in the calendar, past the wire."""
        url = self.server.url.rstrip("/") + self.href + name
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        if body:
            sent.setdefault("Content-Type", "text/calendar; charset=utf-8")
        return ask(method, url, user=self.server.user, password=self.server.password, body=body, headers=sent)

    def put(self, uid: str, summary: str = "Plan", **more: str) -> None:
        status, _, said = self.other("PUT", f"{uid}.ics", event(uid, summary, **more))
        assert status in (200, 201, 204), said

    def text(self, uid: str) -> str:
        """What the server holds; empty if nothing."""
        status, _, body = self.other("GET", f"{uid}.ics")
        return body if status == 200 else ""

    def shown(self) -> list[Occurrence]:
        with self.bench.reader() as reader:
            return reader.occurrences(FIRST, LAST)

    def titles(self) -> list[str]:
        return sorted(each.summary for each in self.shown())

    def row(self, uid: str) -> ResourceRow:
        rows = self.bench.store(lambda store: store.resource_by_uid(Uid(uid)))
        assert len(rows) == 1
        return rows[0]

    def row_in(self, uid: str, collection: CollectionId) -> ResourceRow:
        """That of an event that moves, in the calendar it moves to or from."""
        [row] = self.bench.store(lambda store: store.resource_by_uid(Uid(uid), collection))
        return row

    def resource(self, uid: str) -> ResourceId:
        return self.row(uid).id


@contextlib.contextmanager
def calendar_world(
    kind: str, folder: Path, environ: dict[str, str] | None = None, *, background: bool = False
) -> Iterator[CalendarWorld]:
    """An account with one calendar on a real server, nothing in it yet."""
    with SERVERS[kind](folder / "server") as server, wire(server.url) as before:
        bench = Bench(folder / "profile", environ, background=background)
        try:
            account = bench.call(accounts.add_caldav, before.url, server.user, server.password)
            collection = bench.call(calendars.create_calendar, account, "Work")
            href = bench.store(lambda store: store.collection(collection).href)
            bench.call(accounts.sync, account)
            before.seen.clear()
            yield CalendarWorld(server, before, bench, account, collection, href)
            assert not bench.bugs
        finally:
            bench.close()


def at(text: str) -> datetime:
    """A wall clock time in Berlin: `2027-03-10T14:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)
