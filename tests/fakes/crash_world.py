"""The servers of one case of the crash matrix, what a person does there, and a judge who asks the servers."""

from __future__ import annotations

import contextlib
import copy
import json
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from fakes import day
from fakes.caldav_servers import SERVERS, Server
from fakes.calendar_wire import Wire, ask, wire
from fakes.engine_bench import BERLIN, until
from fakes.meeting_world import connect, environment
from fakes.mortal import SHORTLY_S, Act, Life, MortalBench, live_on, perform

from dainvo.demo.standin.world import World
from dainvo.demo.zoom_server import ZoomServer
from dainvo.engine.actions import accounts, calendars
from dainvo.engine.actions import zoom as zoom_actions
from dainvo.errors import Why
from dainvo.ical import conference
from dainvo.ical.event import Uid
from dainvo.ical.resource import scan
from dainvo.store.rows import AccountRow

CREATE: Final = ("POST", "/v2/users/me/meetings")
MEETING: Final = ("*", "/v2/meetings/*")
_READS: Final = frozenset({"GET", "PROPFIND", "REPORT", "OPTIONS"})


@dataclass(frozen=True)
class Wanted:
    """The event as it was saved last."""

    title: str = "Review"
    start: str = "2027-03-10T14:00:00"
    meeting: bool = True
    calendar: str = "Work"
    dates: int = 0  # of a series


@dataclass(frozen=True)
class Operation:
    """What a person does. `states`: what must be on the servers after so many of `acts`; None: no event."""

    name: str
    before: tuple[Act, ...]
    acts: tuple[Act, ...]
    states: tuple[Wanted | None, ...]
    request: tuple[str, str] = ("", "")  # the call to Zoom that matters, as the stand-in's faults name it
    wait_s: float = 0.0  # time that passes first
    joins: bool = False  # the Zoom account comes
    leaves: bool = False  # the Zoom account goes
    returns: bool = False  # and is signed in again afterwards
    most_meetings: int = 1  # ever made: Zoom's list is never late here
    calendars: tuple[str, ...] = ("Work",)


def _create(*, online: bool = True) -> Act:
    return Act("create", {"title": "Review", "online": online})


def _edit(**values: Any) -> Act:
    return Act("edit", values)


_SERIES: Final = Act("create", {"title": "Review", "online": True, "rule": "FREQ=WEEKLY;COUNT=4"})
_MOVED: Final = "2027-03-12T09:30:00"
_WAIT: Final = Act("wait", {"seconds": 11.0})
_LATER: Final = "2027-03-15T16:00:00"
_BARE: Final = Wanted(meeting=False)
OPERATIONS: Final = (
    Operation("create with Zoom", (), (_create(),), (None, Wanted()), CREATE),
    Operation("create a series", (), (_SERIES,), (None, Wanted(dates=4)), CREATE),
    Operation(
        "cancel a date",
        (_SERIES,),
        (Act("cancel", {"date": "20270324T140000"}),),
        (Wanted(dates=4), Wanted(dates=3)),
        MEETING,
    ),
    Operation("create without", (), (_create(online=False),), (None, _BARE)),
    Operation("edit time", (_create(),), (_edit(start=_MOVED),), (Wanted(), Wanted(start=_MOVED)), MEETING),
    Operation("edit title", (_create(),), (_edit(title="New"),), (Wanted(), Wanted("New")), MEETING),
    Operation("add meeting", (_create(online=False),), (_edit(online=True),), (_BARE, Wanted()), CREATE),
    Operation("switch off", (_create(),), (_edit(online=False),), (Wanted(), _BARE), MEETING),
    Operation("delete", (_create(),), (Act("delete"),), (Wanted(), None), MEETING),
    Operation(
        "disconnect", (_create(),), (Act("disconnect"),), (Wanted(), Wanted()), ("POST", "/oauth/revoke"), leaves=True
    ),
    Operation(
        "disconnect, delete meetings",
        (_create(),),
        (Act("disconnect", {"delete_meetings": True}),),
        (Wanted(), _BARE),
        MEETING,
        leaves=True,
    ),
    Operation(
        "token refresh",
        (_create(),),
        (_edit(title="New"),),
        (Wanted(), Wanted("New")),
        ("POST", "/oauth/token"),
        wait_s=7200,
    ),
    Operation(
        "create, edit",
        (),
        (_create(), _edit(title="New", start=_MOVED)),
        (None, Wanted(), Wanted("New", _MOVED)),
        CREATE,
    ),
    Operation("create, switch off", (), (_create(), _edit(online=False)), (None, Wanted(), _BARE), CREATE),
    Operation("create, delete", (), (_create(), Act("delete")), (None, Wanted(), None), CREATE),
    Operation(
        "off and on",
        (_create(),),
        (_edit(online=False), _edit(online=True)),
        (Wanted(), _BARE, Wanted()),
        CREATE,
        most_meetings=2,
    ),
    Operation(
        "create, off, on",
        (),
        (_create(), _WAIT, _edit(online=False), _WAIT, _edit(online=True)),
        (None, Wanted(), _BARE, Wanted()),
        CREATE,
        most_meetings=2,
    ),
    Operation(
        "move",
        (_create(),),
        (_edit(calendar="Home"),),
        (Wanted(), Wanted(calendar="Home")),
        calendars=("Work", "Home"),
    ),
    Operation("connect", (), (Act("connect"),), (None, None), ("POST", "/oauth/token"), joins=True),
    Operation(
        "create, disconnect, connect",
        (),
        (_create(), Act("disconnect")),
        (None, Wanted(), Wanted()),
        CREATE,
        leaves=True,
        returns=True,
    ),
)


@dataclass(frozen=True)
class Trouble:
    """What Zoom, or the calendar server, does the first time."""

    name: str
    fault: dict[str, Any] = field(default_factory=dict)
    offline: bool = False
    calendar: str = ""
    background: bool = True  # as the window works; else as a command line does


TROUBLES: Final = (
    Trouble("answers"),
    Trouble("not sent", offline=True),
    Trouble("request lost", {"kind": "drop_before"}),
    Trouble("answer lost", {"kind": "drop_after"}),
    Trouble("refused", {"kind": "scope"}),
    Trouble("limited", {"kind": "qps"}),
    Trouble("slow", {"kind": "delay", "seconds": 0.15}),
    Trouble("5xx after acting", {"kind": "status", "status": 500, "act": True}),
    Trouble("5xx without acting", {"kind": "status", "status": 503}),
    Trouble("calendar answer lost", calendar="drop_after"),
    Trouble("calendar away", calendar="503"),
    Trouble("at a terminal", background=False),
)


def following(operation: Operation) -> list[Operation]:
    """What a person may do at once when the program is there again after `operation`."""
    last = operation.states[-1]
    if last is None or operation.leaves:
        return []
    acts = (
        (_edit(title="Later"), replace(last, title="Later")),
        (_edit(start=_LATER), replace(last, start=_LATER)),
        (_edit(online=False), replace(last, meeting=False)),
        (_edit(online=True), replace(last, meeting=True)),
        (Act("delete"), None),
    )
    most = operation.most_meetings + 1  # switched on again after off
    return [replace(operation, before=(), acts=(act,), states=(last, state), most_meetings=most) for act, state in acts]


def pairs() -> list[tuple[Operation, Trouble]]:
    """Every operation with every trouble that it can meet."""
    return [(one, bad) for one in OPERATIONS for bad in TROUBLES if one.request[0] or not (bad.fault or bad.offline)]


@dataclass(frozen=True)
class Beginning:
    """What a case finds: the files, what Zoom knows, and when that was."""

    files: Path
    zoom: World
    ahead_s: float
    at: float


@dataclass
class Place:
    """The servers of a case, and the profile beside them. `ahead_s`: how far its clock is pushed."""

    folder: Path
    server: Server
    wire: Wire
    stand_in: ZoomServer
    hrefs: dict[str, str] = field(default_factory=dict)
    ahead_s: float = 0.0
    begun: Beginning | None = None
    _strangers: frozenset[threading.Thread] = field(default_factory=lambda: frozenset(threading.enumerate()))

    @property
    def environ(self) -> dict[str, str]:
        return environment(self.stand_in.ready())

    @property
    def admin_url(self) -> str:
        return self.stand_in.ready()["admin_url"]

    def remember(self) -> None:
        """All cases begin with what is here now, and at this time."""
        files = self.folder.with_name(f"{self.folder.name}, at first")
        shutil.copytree(self.folder, files)
        self.begun = Beginning(files, _copied(self._zoom), self.ahead_s, time.monotonic())

    def begin(self) -> None:
        """Everything is as it was remembered, to the byte and to the second."""
        assert self.begun is not None
        self.settle()
        shutil.rmtree(self.folder)
        shutil.copytree(self.begun.files, self.folder)
        since_s = time.monotonic() - self.begun.at
        zoom, listener = _copied(self.begun.zoom), self.stand_in._listener
        assert listener is not None
        zoom.clock.advance(-since_s)
        self.stand_in.world = listener.world = zoom
        self.ahead_s = self.begun.ahead_s - since_s
        self.wire.seen.clear()
        self.wire.faults.clear()

    @property
    def _zoom(self) -> World:
        assert self.stand_in.world is not None
        return self.stand_in.world

    def texts(self) -> list[tuple[str, str]]:
        """Calendar and text of everything the calendar server has."""
        found = []
        for calendar, href in self.hrefs.items():
            _, _, listing = self._ask("PROPFIND", href, Depth="1")
            names = [part.partition(">")[2] for part in listing.split("<") if part.rstrip().endswith(".ics")]
            found += [(calendar, self._ask("GET", name)[2]) for name in names]
        return found

    def meetings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.stand_in.state()["meetings"]
        return found

    def requests(self) -> list[dict[str, Any]]:
        """What Zoom was asked."""
        found: list[dict[str, Any]] = self.stand_in.state()["requests"]
        return found

    def writes(self) -> list[str]:
        """Everything that was asked of a server and could change something there."""
        calendar = [f"{seen.method} {seen.path}" for seen in self.wire.seen if seen.method not in _READS]
        zoom = [one for one in self.requests() if one["method"] != "GET" and str(one["path"]).startswith("/v2/")]
        return calendar + [f"{one['method']} {one['path']}" for one in zoom]

    def order(self, operation: Operation, trouble: Trouble) -> None:
        """Have it happen at the next request."""
        method, path = operation.request
        if trouble.fault:
            self._fault({"method": method, "path": path, **trouble.fault})
        if trouble.calendar:
            for write in ("PUT", "DELETE"):
                self.wire.fail(write, trouble.calendar)

    def settle(self) -> None:
        """Wait until the servers are done with what a dead program asked of them."""

        def answering() -> list[threading.Thread]:
            here = [thread for thread in threading.enumerate() if thread not in self._strangers]
            return [thread for thread in here if "process_request_thread" in thread.name]

        try:
            until(lambda: not answering())
        except AssertionError as error:
            frames = sys._current_frames()
            for thread in answering():
                error.add_note("".join(traceback.format_stack(frames[thread.ident or 0])))
            raise

    def bench(self, *, background: bool) -> MortalBench:
        """The program, at work on the profile in this process."""
        return MortalBench(self.folder, self.environ, background=background, ahead_s=self.ahead_s)

    def _fault(self, order: dict[str, Any]) -> None:
        status, _, said = ask("POST", f"{self.admin_url}/faults", body=json.dumps(order))
        assert status == 200, said

    def _ask(self, method: str, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        url = self.server.url.rstrip("/") + path
        return ask(method, url, user=self.server.user, password=self.server.password, headers=headers)


def _copied(zoom: World) -> World:
    """All that the stand-in knows, once more; the locks are shared."""
    return copy.deepcopy(zoom, {id(lock): lock for lock in (zoom.lock, zoom.recorder._lock)})


@contextlib.contextmanager
def place(folder: Path, operation: Operation) -> Iterator[Place]:
    """Servers, a profile that knows them, and what the operation finds there, at rest; for any number of cases."""
    with (
        ZoomServer(seed="1", running=day.now) as stand_in,
        SERVERS["radicale"](folder / "server") as server,
        wire(server.url) as before,
    ):
        made = Place(folder, server, before, stand_in)
        bench = made.bench(background=False)
        try:
            account = bench.call(accounts.add_caldav, before.url, server.user, server.password)
            for name in operation.calendars:
                bench.call(calendars.create_calendar, account, name)
            made.hrefs = bench.store(lambda store: {row.name: row.href for row in store.collections(account)})
            if not operation.joins:
                connect(bench)
            for act in operation.before:
                perform(bench, act)
                live_on(bench, made.admin_url, (0.0,))
            if operation.wait_s:
                bench.pass_time(operation.wait_s, made.admin_url)
        finally:
            bench.close()
        made.ahead_s = bench.ahead_s
        made.settle()
        made.remember()
        before.seen.clear()
        yield made


def recover(place: Place, operation: Operation, trouble: Trouble, life: Life) -> list[str]:
    """Start the program again after a death, let it come to rest, and judge; what is wrong comes back.

    A person may have to sign in again only if the refresh met trouble, or death came before its answer was kept.
    """
    place.settle()
    place.ahead_s += life.passed_s
    bench = place.bench(background=True)
    try:
        live_on(bench, place.admin_url)
        ended = bench.store(lambda store: [row for row in store.accounts("zoom") if row.why == Why.ZOOM_ACCESS_ENDED])
        for _ in range(2):  # after a sign-in Zoom may still refuse
            if _do_what_a_person_must(bench, operation, life):
                live_on(bench, place.admin_url)
        wrong = ["signed out"] if ended and not (trouble.fault or life.refreshing) else []
        wrong += judge(place, bench, operation, life)
        if operation.leaves and not operation.returns and not (trouble.fault or trouble.offline):
            wrong += _signed_out(place, bench)
        wrong += [f"bug: {bug!r}" for bug in bench.bugs]
    finally:
        bench.close()
    place.ahead_s = bench.ahead_s
    return wrong + _starts_quietly(place)


def _starts_quietly(place: Place) -> list[str]:
    """F-6: once more, and nothing is written anywhere."""
    before = place.writes()
    bench = place.bench(background=True)
    try:
        live_on(bench, place.admin_url, SHORTLY_S)
    finally:
        bench.close()
    return [f"written at rest: {write}" for write in place.writes()[len(before) :]]


def _do_what_a_person_must(bench: MortalBench, operation: Operation, life: Life) -> bool:
    """Press the one button that is offered: "Try again" after a refusal, "Sign in again" after an ended sign-in.

    A death between the request for new tokens and their keeping ends a sign-in whatever else was done (§2.10).
    """
    if operation.returns and not bench.store(lambda store: store.accounts("zoom")):
        connect(bench)
        return True
    ended = bench.store(lambda store: [row for row in store.accounts("zoom") if row.why == Why.ZOOM_ACCESS_ENDED])
    if ended and (operation.request[1] == "/oauth/token" or life.refreshing):
        connect(bench)
        return True
    refused = bench.store(
        lambda store: [row.uid for row in store.intents() if row.why == Why.ZOOM_SCOPE_MISSING and not row.next_at]
    )
    for uid in refused:
        press(bench, uid)
    return bool(refused)


def press(bench: MortalBench, uid: Uid) -> None:
    """ "Try again" on the event; if it is gone, "Check" on the account."""
    rows = bench.store(lambda store: store.resource_by_uid(uid))
    for row in rows:
        bench.call(zoom_actions.try_now, row.id)
    for account in bench.store(lambda store: store.accounts("zoom")) if not rows else ():
        bench.call(zoom_actions.check_zoom, account.id)


def judge(place: Place, bench: MortalBench, operation: Operation, life: Life) -> list[str]:
    """What is wrong at rest. The act under way at the death may have been saved or not, as a whole."""
    done = life.acknowledged
    zoom = bench.store(lambda store: store.accounts("zoom"))
    if operation.leaves and not zoom:
        done = len(operation.states) - 1
    fits = [_compared(place, wanted) for wanted in operation.states[done : done + 2]]
    wrong = min(fits, key=len)
    made = [entry for entry in place.stand_in.state()["ledger"] if entry["act"] == "create"]
    if len(made) > operation.most_meetings:
        wrong.append(f"{len(made)} meetings were made")
    wrong += [f"in the outbox: {row}" for row in bench.store(lambda store: store.outbox())]
    wrong += [f"open: {row}" for row in bench.store(lambda store: store.intents())]
    wrong += [f"kept: {row.id}" for row in bench.store(lambda store: store.kept())]
    return wrong + _account_is_whole(place, bench, operation, life, zoom)


def _account_is_whole(
    place: Place, bench: MortalBench, operation: Operation, life: Life, zoom: list[AccountRow]
) -> list[str]:
    """The Zoom account with its tokens, or nothing of it anywhere."""
    wrong = [f"account {row.name}: {row.state} {row.why}" for row in zoom if row.state != "ok"]
    tokens = [name for name in bench.keys if name.startswith("zoom:")]
    if not zoom:
        wrong += [f"still in the keyring: {name}" for name in tokens]
    elif not tokens:
        wrong.append("an account without tokens")
    done = life.acknowledged >= len(operation.states) - 1
    there_before, there_after = not operation.joins, operation.returns or not operation.leaves
    if bool(zoom) not in ({there_after} if done or operation.returns else {there_before, there_after}):
        wrong.append(f"the Zoom account is {'still' if zoom else 'not'} there")
    return wrong


def _signed_out(place: Place, bench: MortalBench) -> list[str]:
    """Without an account no grant is left at Zoom, if Zoom could be asked."""
    alive = [grant for grant in place.stand_in.state()["grants"] if grant["alive"]]
    return ["the sign-in was not revoked"] if alive and not bench.store(lambda store: store.accounts("zoom")) else []


def _compared(place: Place, wanted: Wanted | None) -> list[str]:
    """The servers against what was saved."""
    texts, meetings = place.texts(), place.meetings()
    told = [str(meeting["id"]) for meeting in meetings]
    if wanted is None:
        wrong = [f"an event nobody wants: {scan(text).rows[0].summary}" for _, text in texts]
        return wrong + [f"an orphan: {meeting}" for meeting in told]
    if len(texts) != 1:
        return [f"{len(texts)} events, {len(told)} meetings"] * 9
    [(calendar, text)] = texts
    row, link = scan(text).rows[0], conference.find(text)
    wrong = []
    is_so = (calendar, row.summary, _wall(row.dtstart), conference.user_text(row.description).strip())
    should = (wanted.calendar, wanted.title, wanted.start, "Bring numbers.")
    if is_so != should:
        wrong.append(f"the event is {is_so}, not {should}")
    linked = [link.meeting_id] if link is not None else []
    if linked != told or bool(told) is not wanted.meeting:
        wrong.append(f"linked {linked}, at Zoom {told}, wanted {wanted.meeting}")
    elif told and (meetings[0]["topic"], meetings[0]["start_time"], meetings[0]["duration"]) != (
        wanted.title,
        wanted.start,
        45,
    ):
        wrong.append(f"the meeting is {meetings[0]['topic']} at {meetings[0]['start_time']}")
    dates = [one for meeting in meetings for one in meeting["occurrences"] if one["status"] == "available"]
    if told and not wrong and len(dates) != wanted.dates:
        wrong.append(f"{len(dates)} dates at Zoom instead of {wanted.dates}")
    return wrong


def _wall(start: object) -> str:
    assert isinstance(start, datetime)
    return start.astimezone(BERLIN).replace(tzinfo=None).isoformat()
