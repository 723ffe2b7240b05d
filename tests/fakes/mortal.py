"""A program that works on a profile as the window or the command line does, and kills itself at a named step.

`python -m fakes.mortal` reads one order a line, forks a life for it, and writes how that life ended. The engine in it
is the real one: a step is seen by wrapping, from outside, the writer's transactions, the wire and the keyring.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import http.client
import importlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from fakes.engine_bench import BERLIN, Bench

from dainvo import web
from dainvo.engine.actions import accounts, events, zoom
from dainvo.engine.desk import Desk
from dainvo.errors import DainvoError, TryLater, Why
from dainvo.ical.event import NO_RECURRENCE, CollectionId, EventDraft, Online, RecurrenceId, ResourceId, Scope
from dainvo.secrets import Secrets
from dainvo.store.database import Database
from dainvo.store.rows import AccountState

ROOT = Path(__file__).resolve().parent.parent.parent
PHASES = ("before", "inside", "left", "after")
#: Seconds to let pass, one after the other, until all looks and sweeps are over.
REST_S = (0.0, 11.0, 60.0, 240.0, 700.0, 700.0, 86_400.0)
#: The same where nothing is in doubt.
SHORTLY_S = (0.0, 700.0)
#: A life that hangs is ended by the system.
_LONGEST_S = 60
_LOADED = (
    "_strptime",
    "anyio._backends._asyncio",
    "dainvo.store.repair",
    "dainvo.zoom.meetings",
    "dainvo.zoom.tokens",
    "httpcore",
    "httpx",
    "icalendar",
    "recurring_ical_events",
    "truststore",
)
_ID = re.compile(r"/\d+(?=/|$)")


@dataclass(frozen=True)
class Act:
    """One thing a person does: `verb` is a name of `_ACTS`, or "wait" with `seconds`, which nobody acknowledges."""

    verb: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Order:
    """One life. Without `step` it lives until everything is at rest.

    `step`: the name of a step, `#` and how often it was reached before that, from 1. `phase`: before it; inside (of a
    transaction, before it is committed); left (the request went out, nobody reads the answer); after.
    `instants`: instead of a step, die at the instant of this number, from 1; 0 for none.
    `offline`: the name of a request that finds no network the first time. `ahead_s`: how far its clock is pushed.
    `at_once`: the person does not wait for the program to come to rest first.
    """

    folder: str
    environ: Mapping[str, str]
    admin_url: str
    acts: tuple[Act, ...] = ()
    background: bool = True
    step: str = ""
    phase: str = ""
    instants: int = 0
    offline: str = ""
    ahead_s: float = 0.0
    at_once: bool = False

    @property
    def journal(self) -> Path:
        return Path(self.folder) / "journal"


class KeyFile:
    """A keyring in one file, whole at every instant, so that it outlives the program. For tests only."""

    def __init__(self, path: Path, reach: Callable[[str, str], None] = lambda name, phase: None) -> None:
        self._path = path
        self._reach = reach
        self._lock = threading.Lock()

    def entries(self) -> dict[str, str]:
        return json.loads(self._path.read_text()) if self._path.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._change("keyring set", username, password)

    def delete_password(self, service: str, username: str) -> None:
        self._change("keyring delete", username, None)

    def _change(self, name: str, username: str, password: str | None) -> None:
        step = f"{name} {username.partition(':')[0]}"
        self._reach(step, "before")
        with self._lock:
            entries = self.entries()
            entries.pop(username, None)
            if password is not None:
                entries[username] = password
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(entries))
            fresh.replace(self._path)
        self._reach(step, "after")


class MortalBench(Bench):
    """A bench whose keyring is a file beside the profile."""

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str],
        *,
        background: bool,
        ahead_s: float = 0.0,
        reach: Callable[[str, str], None] = lambda name, phase: None,
        note: Callable[[str], None] = lambda line: None,
    ) -> None:
        self._keys = KeyFile(folder / "keys.json", reach)
        self._note = note
        self.ahead_s = ahead_s
        self._opened = False
        super().__init__(folder / "profile", environ, background=background)

    @property
    def keys(self) -> dict[str, str]:
        return self._keys.entries()

    def open(self) -> None:
        if not self._opened:
            self._opened = True
            self.secrets = Secrets(self._keys)
            self.clock.jump(self.ahead_s)
        super().open()

    def pass_time(self, seconds: float, admin_url: str) -> None:
        """Let time pass, here and at the stand-in."""
        self._note(f"time {seconds}")
        self.ahead_s += seconds
        advance_stand_in(admin_url, seconds)
        self.clock.jump(seconds)


def come_to_rest(bench: Bench) -> None:
    """Wait until nothing goes on that is not waiting for time or for a person."""

    async def idle(desk: Desk) -> None:
        quiet = 0
        async with asyncio.timeout(300):
            while quiet < 25:
                busy = any(lock.locked() for lock in desk._locks.values())
                if quiet in (0, 24) and not busy:
                    busy = any(row.state is AccountState.LEAVING for row in desk.store.accounts())
                quiet = 0 if busy else quiet + 1
                await asyncio.sleep(0.002 if busy else 0)

    bench.call(idle)


def live_on(bench: MortalBench, admin_url: str, rest_s: Sequence[float] = REST_S) -> None:
    """Let time pass until everything is at rest, with a sync now and then; less of it once nothing is in doubt."""
    rounds = list(rest_s)
    while rounds:
        seconds = rounds.pop(0)
        if seconds:
            bench.pass_time(seconds, admin_url)
        come_to_rest(bench)
        bench.call(accounts.sync)
        come_to_rest(bench)
        if len(rounds) > 1 and not bench.store(lambda store: store.intents() or store.outbox()):
            rounds = list(SHORTLY_S[1:])


def advance_stand_in(admin_url: str, seconds: float) -> None:
    """The same time passes at the Zoom stand-in. Not through the program's own wire: this is no step of it."""
    address = urlsplit(admin_url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=300)
    try:
        connection.request("POST", f"{address.path}/clock", json.dumps({"advance_s": seconds}))
        connection.getresponse().read()
    finally:
        connection.close()


class Fate:
    """Counts steps, writes them into the journal, and kills at the ordered one."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._counts: Counter[str] = Counter()
        self._instants = 0
        self._lock = threading.Lock()
        self._file = os.open(order.journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._requests: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="")

    def note(self, line: str) -> None:
        os.write(self._file, f"{line}\n".encode())

    def begin(self, name: str) -> str:
        """The step of this name that is reached now."""
        with self._lock:
            self._counts[name] += 1
            return f"{name}#{self._counts[name]}"

    def reach(self, step: str, phase: str) -> None:
        self.note(f"{phase} {step}")
        self._instants += 1
        if (step, phase) == (self._order.step, self._order.phase) or self._instants == self._order.instants:
            os.kill(os.getpid(), signal.SIGKILL)

    def key_step(self, name: str, phase: str) -> None:
        self.reach(self.begin(name) if phase == "before" else f"{name}#{self._counts[name]}", phase)

    def rule(self) -> None:
        """Wrap what can be a step. For the rest of this process's life."""
        self._rule_transactions()
        self._rule_requests()

    def _rule_transactions(self) -> None:
        plain = Database._transaction

        @contextlib.contextmanager
        def transaction(store: Database, *, durable: bool = True) -> Iterator[Any]:
            step = self.begin(f"store {_verb(sys._getframe(2))}")
            self.reach(step, "before")
            with plain(store, durable=durable) as connection:
                yield connection
                self.reach(step, "inside")
            self.reach(step, "after")

        setattr(Database, "_transaction", transaction)  # noqa: B010 - mypy lets no method be replaced by a name

    def _rule_requests(self) -> None:
        plain_stream, plain_trace = web.Web.stream, web._Exchange._trace
        offline = {self._order.offline} - {""}

        @contextlib.asynccontextmanager
        async def stream(wire: web.Web, method: str, url: str, **values: Any) -> AsyncIterator[web.Streamed]:
            name = request_name(method, url)
            step = self.begin(name)
            self.reach(step, "before")
            if name in offline:
                offline.discard(name)
                raise TryLater(Why.OFFLINE, sent=False, detail="no network")
            self._requests.set(step)
            async with plain_stream(wire, method, url, **values) as streamed:
                yield streamed
            self.reach(step, "after")

        async def trace(exchange: Any, event: str, info: Mapping[str, Any]) -> None:
            await plain_trace(exchange, event, info)
            if event.endswith("send_request_body.complete"):
                self.reach(self._requests.get(), "left")

        setattr(web.Web, "stream", stream)  # noqa: B010
        setattr(web._Exchange, "_trace", trace)  # noqa: B010


def request_name(method: str, url: str) -> str:
    """`zoom POST /v2/users/me/meetings`, `zoom PATCH /v2/meetings/#`, `caldav PUT`."""
    path = urlsplit(url).path
    if path.startswith(("/v2/", "/oauth/")):
        return f"zoom {method} {_ID.sub('/#', path)}"
    return f"caldav {method}"


def _verb(frame: FrameType) -> str:
    """The public name of the store that opened a transaction."""
    caller: FrameType | None = frame
    while caller is not None and caller.f_code.co_name.startswith("_"):
        caller = caller.f_back
    return caller.f_code.co_name if caller is not None else "?"


# what a person does


def perform(bench: MortalBench, act: Act) -> None:
    """Do it, and come back when it is saved."""
    _ACTS[act.verb](bench, **act.values)


def _create(bench: MortalBench, title: str, online: bool, rule: str = "") -> None:
    start = datetime(2027, 3, 10, 14, tzinfo=BERLIN)
    draft = EventDraft(
        _calendar(bench, "Work"),
        title,
        start,
        start + timedelta(minutes=45),
        description="Bring numbers.",
        rrule=rule,
        online=Online.ZOOM if online else Online.NONE,
    )
    bench.call(events.save_event, draft)


def _edit(bench: MortalBench, title: str = "", start: str = "", online: bool | None = None, calendar: str = "") -> None:
    resource = _only_event(bench)
    with bench.reader() as reader:
        before = reader.event(resource, NO_RECURRENCE).draft
    assert isinstance(before.start, datetime)
    begin = datetime.fromisoformat(start).replace(tzinfo=BERLIN) if start else before.start
    after = replace(
        before,
        collection=_calendar(bench, calendar) if calendar else before.collection,
        summary=title or before.summary,
        start=begin,
        end=begin + timedelta(minutes=45),
        online=before.online if online is None else Online.ZOOM if online else Online.NONE,
    )
    bench.call(events.save_event, after, resource=resource)


def _delete(bench: MortalBench) -> None:
    bench.call(events.delete_event, _only_event(bench))


def _disconnect(bench: MortalBench, delete_meetings: bool = False) -> None:
    with bench.reader() as reader:
        [account] = [row.id for row in reader.accounts() if row.kind == "zoom"]
    while bench.call(zoom.remove_zoom, account, delete_meetings=delete_meetings):
        # "These could not be deleted": a person lets them be tried again, and comes back.
        bench.call(zoom.try_now, _only_event(bench))
        bench.call(accounts.sync)
        come_to_rest(bench)


def _cancel(bench: MortalBench, date: str) -> None:
    """Delete one date of the series."""
    bench.call(events.delete_event, _only_event(bench), RecurrenceId(date), Scope.THIS)


def _connect(bench: MortalBench) -> None:
    from fakes.meeting_world import connect

    try:
        connect(bench)
    except DainvoError:  # as a person would: once more
        connect(bench)


def _calendar(bench: MortalBench, name: str) -> CollectionId:
    with bench.reader() as reader:
        return next(row.id for row in reader.collections() if row.name == name)


def _only_event(bench: MortalBench) -> ResourceId:
    with bench.reader() as reader:
        shown = reader.occurrences(datetime(2027, 3, 1).date(), datetime(2027, 4, 30).date())
    [resource] = {one.resource for one in shown}
    return resource


_ACTS: dict[str, Callable[..., None]] = {
    "create": _create,
    "edit": _edit,
    "delete": _delete,
    "cancel": _cancel,
    "connect": _connect,
    "disconnect": _disconnect,
}


# lives


def live(order: Order) -> None:
    """One life, in this process."""
    fate = Fate(order)
    fate.rule()
    bench = MortalBench(
        Path(order.folder),
        order.environ,
        background=order.background,
        ahead_s=order.ahead_s,
        reach=fate.key_step,
        note=fate.note,
    )
    if not order.at_once:
        come_to_rest(bench)
    fate.note("begun")
    for act in order.acts:
        if act.verb == "wait":
            bench.pass_time(act.values["seconds"], order.admin_url)
            live_on(bench, order.admin_url, (0.0,))
            continue
        perform(bench, act)
        fate.note("acknowledged")
    if not order.background:
        _wait_as_a_terminal(bench)
    live_on(bench, order.admin_url)
    bench.close()
    fate.note(f"bugs {len(bench.bugs)}")


def _wait_as_a_terminal(bench: MortalBench) -> None:
    """`--wait`: until the servers have it, or not."""
    for resource in bench.store(lambda store: [row.resource for row in store.outbox()]):
        bench.call(events.settled, resource, 0.5)


@dataclass(frozen=True)
class Life:
    """How a life went. `steps`: those reached since it was asked for something, with their phases, in order."""

    killed: bool
    exit_code: int
    steps: tuple[tuple[str, str], ...]
    acknowledged: int
    passed_s: float
    bugs: int

    @property
    def refreshing(self) -> bool:
        """Whether death came between a request for new tokens and their first use: they may be lost."""
        met = [step for step, phase in self.steps if phase == "left" and step.startswith("zoom ")]
        return self.killed and bool(met) and met[-1].startswith("zoom POST /oauth/token")

    @classmethod
    def told(cls, order: Order, status: int) -> Life:
        lines = order.journal.read_text().splitlines() if order.journal.exists() else []
        since = lines.index("begun") if "begun" in lines else 0
        steps = tuple((line.partition(" ")[2], line.partition(" ")[0]) for line in lines[since:])
        return cls(
            killed=os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
            exit_code=os.waitstatus_to_exitcode(status),
            steps=tuple(step for step in steps if step[1] in PHASES),
            acknowledged=lines.count("acknowledged"),
            passed_s=sum(float(line.split()[1]) for line in lines if line.startswith("time ")),
            bugs=sum(int(line.split()[1]) for line in lines if line.startswith("bugs ")),
        )


class Mortals:
    """The program that forks lives: what they need is loaded once."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "fakes.mortal"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def live(self, order: Order) -> Life:
        """One life and its death; comes back when its process is gone."""
        order.journal.unlink(missing_ok=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        return Life.told(order, int(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()


def main() -> None:
    """Fork a life for each order on standard input; write the wait status of each."""
    _load()
    gc.freeze()  # what is loaded is shared by all lives, not copied by each
    for line in sys.stdin:
        value = json.loads(line)
        acts = tuple(Act(**act) for act in value.pop("acts"))
        child = os.fork()
        if child == 0:
            signal.alarm(_LONGEST_S)
            code = 1
            try:
                live(Order(acts=acts, **value))
                code = 0
            finally:
                if code:
                    sys.excepthook(*sys.exc_info())
                sys.stderr.flush()
                os._exit(code)
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


def _load() -> None:
    """What a life would load anyway, and load again in each: of a short one that is the greater part."""
    for name in _LOADED:
        importlib.import_module(name)


if __name__ == "__main__":
    main()
