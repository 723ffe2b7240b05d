"""What does Dainvo itself add to a Zoom meeting, from the call to the link on the calendar server?"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from benchmarks.measure import Figure, in_turn, median, server
from benchmarks.zoom_wire import ACCESS, Wire, ask, exchange, seen, timed, warm_socket

T = TypeVar("T")
ZONE = ZoneInfo("Europe/Berlin")
ROUNDS, SAVES, OFFLINE = 200, 40, 100
#: How often the disk has to be waited for: the save together with that the create leaves, and the body that the
#: calendar server gets. Without either a power cut could lose an edit or make two meetings (docs/adr/0002).
SYNCS = 2
MEETING = {
    "topic": "Budget review",
    "type": 2,
    "start_time": "2027-03-25T08:30:00",
    "timezone": "Europe/Berlin",
    "duration": 45,
    "agenda": "[dv-5a5nvnvnxvgfn7tpu5xknlpn3j]\nQ2 plan",
    "settings": {"use_pmi": False},
}


_HEADERS = {"Authorization": f"Bearer {ACCESS}", "Content-Type": "application/json"}


def figures() -> list[Figure]:
    with server("-m", "benchmarks.zoom_stub") as zoom:
        found = _create(zoom)
    with server("-m", "benchmarks.zoom_stub") as zoom, server("-m", "benchmarks.zoom_calendar") as calendar:
        found += _link(zoom, calendar)
    with server("-m", "benchmarks.zoom_stub") as zoom, server("-m", "benchmarks.zoom_calendar") as calendar:
        found += _offline(zoom, calendar)
    return found


# one create, against the same POST by the library alone


def _create(origin: str) -> list[Figure]:
    import httpx

    data, url = json.dumps(MEETING).encode(), f"{origin}/v2/users/me/meetings"
    with (
        warm_socket(origin) as wire,
        httpx.Client(trust_env=False) as client,
        asyncio.Runner() as runner,
        tempfile.TemporaryDirectory() as folder,
    ):
        meetings, close = runner.run(_calls(origin, Path(folder)))
        ours, floor, bytes_alone = in_turn(
            ROUNDS,
            lambda: timed(lambda: runner.run(meetings.create(MEETING))),
            lambda: timed(lambda: client.post(url, content=data, headers=_HEADERS).json()),
            lambda: timed(lambda: json.loads(exchange(wire, "POST", "/v2/users/me/meetings", data))),
        )
        runner.run(close())
    whole, least = median(ours), median(floor)
    return [
        Figure("Zoom create: our own share, over a warm POST by httpx", (whole - least) / least, "×", 2),
        Figure("the whole call, over the bytes on a warm socket", whole / median(bytes_alone), "×"),
        Figure("the whole call", whole * 1000, "ms"),
    ]


async def _client() -> Any:
    """The same HTTP library, and nothing around it."""
    import httpx

    return httpx.AsyncClient(trust_env=False)


async def _calls(origin: str, folder: Path) -> tuple[Any, Callable[[], Coroutine[Any, Any, None]]]:
    from dainvo.secrets import Secrets
    from dainvo.web import Web
    from dainvo.zoom.meetings import Meetings
    from dainvo.zoom.tokens import Tokens

    config, grant = _signed_in(origin)
    secrets, web = Secrets.in_memory(), Web()
    tokens = Tokens(secrets, web, "zoom:1", folder / "lock", config=config)
    await tokens.keep(grant)
    return Meetings(web, tokens), web.close


# from Save to the link on the calendar server


@dataclass
class Way:
    """What was measured from Save to the link, round by round, in seconds."""

    saved: list[float]
    bare: list[float]
    sockets: list[float]
    disk: list[float]
    processor: tuple[list[float], list[float]]  # ours, and that of the two calls alone
    calls: int
    connections: int

    def figures(self) -> list[Figure]:
        whole, bare, disk = median(self.saved), median(self.bare), median(self.disk)
        ours, alone = (median(values[1:]) for values in self.processor)
        return [
            Figure("Save to the link on the calendar server, over its two calls alone", whole / bare, "×", 2),
            Figure(
                f"the same, over its two calls and the {SYNCS} writes to disk that must not be lost",
                whole / (bare + SYNCS * disk),
                "×",
                2,
            ),
            Figure("the same, processor time alone", ours / alone, "×"),
            Figure("the same, over its two calls on bare sockets", whole / median(self.sockets), "×"),
            Figure("the whole way", whole * 1000, "ms"),
            Figure("the two calls alone", bare * 1000, "ms"),
            Figure("one write to this disk", disk * 1000, "ms"),
            Figure("connections to Zoom opened by a Save", self.connections, "", 0),
            Figure("Zoom calls a Save makes", self.calls / (SAVES + 1), "", 1),
        ]


def _link(zoom: str, calendar: str) -> list[Figure]:
    with _program(zoom, calendar) as program:
        program.look_up()
        program.save(0)
        program.wait_linked(1)
        before = seen(zoom)["connections"]
        with warm_socket(zoom) as one, warm_socket(calendar) as other, asyncio.Runner() as runner:
            way = _in_turn(program, zoom, calendar, runner, (one, other))
        way.connections = seen(zoom)["connections"] - before - 2  # two are the floors' own
    return way.figures()


def _in_turn(program: Program, zoom: str, calendar: str, runner: asyncio.Runner, wires: tuple[Wire, Wire]) -> Way:
    """The program, the two calls by the HTTP library, the same on bare sockets, and a write to the disk."""
    client, numbers, counted = runner.run(_client()), iter(range(1, SAVES + 2)), Counter[str]()
    processor: tuple[list[float], list[float]] = ([], [])
    data, text = json.dumps(MEETING).encode(), _ics("bare")
    requests = (("POST", f"{zoom}/v2/users/me/meetings", data), ("PUT", f"{calendar}calendar/bare.ics", text))

    def ours() -> float:
        seen(zoom)
        begin = time.process_time()
        spent = program.link(next(numbers))
        processor[0].append(time.process_time() - begin)
        program.rest()
        counted.update(seen(zoom)["calls"])
        return spent

    async def two_calls() -> None:
        for method, url, body in requests:
            answer = await client.request(method, url, content=body, headers=_HEADERS)
            await answer.aread()

    def written(calls: Callable[[], object]) -> float:
        """Until the calendar server has it, by its own word, as for the program."""
        begin = time.perf_counter()
        calls()
        written_at: float = json.loads(ask(calendar, "/_linked/0"))
        return written_at - begin

    def by_client() -> float:
        def calls() -> None:
            begin = time.process_time()
            runner.run(two_calls())
            processor[1].append(time.process_time() - begin)

        return written(calls)

    def by_socket() -> None:
        exchange(wires[0], "POST", "/v2/users/me/meetings", data)
        exchange(wires[1], "PUT", "/user/calendar/bare.ics", text)

    saved, bare, sockets, disk = in_turn(
        SAVES, ours, by_client, lambda: written(by_socket), lambda: timed(program.sync_disk)
    )
    runner.run(client.aclose())
    return Way(saved, bare, sockets, disk, processor, sum(counted.values()), 0)


# a day of work without a network, sent at once


def _offline(zoom: str, calendar: str) -> list[Figure]:
    with _program(zoom, calendar, offline=True) as program:
        for number in range(OFFLINE):
            program.save(number)
        begin = time.perf_counter()
        program.go_online()
        program.wait_linked(OFFLINE)
        spent = time.perf_counter() - begin
        program.rest()
        calls = Counter(seen(zoom)["calls"])
    creates = calls["POST /v2/users/me/meetings"]
    return [
        Figure(f"{OFFLINE} events with Zoom saved offline: creates", creates, "", OFFLINE),
        Figure("other calls to Zoom", sum(calls.values()) - creates, "", 1),
        Figure("creates a second, at most 30 on this plan", creates / spent, "a second", 30),
    ]


class Program:
    """The engine on a profile of its own, signed in at both servers."""

    def __init__(self, folder: Path, zoom: str, calendar: str) -> None:
        from dainvo.secrets import Secrets

        self._folder, self._zoom, self._calendar = folder, zoom, calendar
        self._secrets = Secrets.in_memory()
        self._resources: list[Any] = []
        self._engine: Any = None

    def open(self, *, background: bool) -> None:
        from dainvo.engine.engine import open_engine
        from dainvo.settings import Settings

        self._engine = open_engine(
            self._folder,
            secrets=self._secrets,
            settings=Settings(),
            environ=_environment(self._zoom),
            zone=ZONE,
            background=background,
        )

    def close(self) -> None:
        self._engine.close()

    def sign_in(self) -> None:
        from dainvo.engine.actions import accounts
        from dainvo.engine.desk import Desk, ZoomSignIn
        from dainvo.engine.zoom_sign_in import keep, whose

        config, grant = _signed_in(self._zoom)

        async def connect(desk: Desk) -> None:
            self.zoom = await keep(desk, ZoomSignIn(config, grant, await whose(desk, config, grant)))

        self.run(connect)
        account = self.run(accounts.add_caldav, self._calendar, "user", "password")
        self.run(accounts.sync, account)

        async def first(desk: Desk) -> Any:
            return desk.store.collections()[0].id

        self.collection = self.run(first)

    def run(self, verb: Callable[..., Coroutine[Any, Any, T]], *values: Any) -> T:
        found: T = self._engine.submit(verb, *values).result(120)
        return found

    def look_up(self) -> None:
        """What the editor asks when its switch is turned on: from then on the connection is there."""
        from dainvo.engine.actions import zoom_account

        self.run(zoom_account.unlinked_meetings, self.zoom)

    def save(self, number: int) -> None:
        """One event with a meeting, as the editor saves it."""
        from dainvo.engine.actions import events
        from dainvo.ical.event import EventDraft, Online

        start = datetime(2027, 3, 10, 8, 0, tzinfo=ZONE) + timedelta(hours=number)
        draft = EventDraft(self.collection, f"Event {number}", start, start + timedelta(minutes=45), online=Online.ZOOM)
        self._resources.append(self.run(events.save_event, draft).resource)

    def wait_linked(self, count: int) -> None:
        """Until the calendar server holds so many events with a link."""
        ask(self._calendar, f"/_linked/{count}")

    def link(self, number: int) -> float:
        """Seconds from Save to the link on the calendar server, which is asked beforehand to say when."""
        parts = urlsplit(self._calendar)
        with closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)) as told:
            told.request("GET", f"/_linked/{number + 1}")
            begin = time.perf_counter()
            self.save(number)
            written_at: float = json.loads(told.getresponse().read())
            return written_at - begin

    def sync_disk(self) -> None:
        """One small write, on disk for good."""
        with (self._folder / "disk").open("ab") as file:
            file.write(b"x" * 512)
            file.flush()
            os.fsync(file.fileno())

    def rest(self) -> None:
        """Until nothing is under way any more: the events settled, and the sync after them over."""
        from dainvo.engine.actions import events
        from dainvo.engine.desk import Desk

        for resource in self._resources:
            if not self.run(events.settled, resource, 60.0):
                raise SystemExit("an event did not settle")
        self._resources.clear()

        async def idle(desk: Desk) -> None:
            quiet = 0
            while quiet < 50:
                quiet = 0 if any(lock.locked() for lock in desk._locks.values()) else quiet + 1
                await asyncio.sleep(0.001)

        self.run(idle)

    def go_online(self) -> None:
        """The program starts where the network is back."""
        self.close()
        self.open(background=True)


@contextmanager
def _program(zoom: str, calendar: str, *, offline: bool = False) -> Iterator[Program]:
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder), zoom, calendar)
        program.open(background=not offline)
        try:
            program.sign_in()
            seen(zoom)
            yield program
        finally:
            program.close()


def _environment(origin: str) -> dict[str, str]:
    return {
        "DAINVO_ZOOM_CLIENT_ID": "stub",
        "DAINVO_ZOOM_OAUTH_URL": f"{origin}/oauth",
        "DAINVO_ZOOM_API_URL": f"{origin}/v2",
    }


def _signed_in(origin: str) -> tuple[Any, Any]:
    """Configuration and grant of a sign-in that is good for an hour."""
    from benchmarks.zoom_stub import SCOPES
    from dainvo.zoom.oauth import Grant, configure

    config = configure(_environment(origin))
    until = datetime.now(UTC) + timedelta(hours=1)
    return config, Grant(config.oauth_url, config.api_url, "stub", ACCESS, "r" * 900, until, SCOPES, config.api_url)


def _ics(uid: str) -> bytes:
    """An event as long as one that Dainvo writes with a link."""
    from dainvo.ical import conference, edit
    from dainvo.ical.event import CollectionId, EventDraft, Uid

    now = datetime(2027, 3, 1, tzinfo=UTC)
    start = datetime(2027, 3, 10, 8, 0, tzinfo=ZONE)
    text = edit.create(
        EventDraft(CollectionId(1), "Event 1", start, start + timedelta(minutes=45)), uid=Uid(uid), now=now
    )
    link = conference.Link("https://us02web.zoom.us/j/90000000000?pwd=stub.1", "90000000000", "123456", "0" * 16, "")
    return conference.attach(text, link, now=now).replace("X-DAINVO-ZOOM-ID", "X-OTHER-ZOOM-ID").encode()
