"""Installations of one user on one calendar server and one Zoom account, everything in one thread, time by hand.

The program is whole but for three parts: the wire (in memory, the stand-in's own code behind it), the sign-ins, and
the background, whose work the schedule calls for. A request can get lost, be refused, or kill the program.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from fakes.calendar_memory import HOME, CalendarMemory
from fakes.canned_web import Canned, _Streamed
from fakes.engine_bench import BERLIN

from dainvo.dav.client import Client
from dainvo.demo.standin import site
from dainvo.demo.standin.directory import SCOPES, USERS
from dainvo.demo.standin.exchange import Request
from dainvo.demo.standin.grants import Grant as ZoomSideGrant
from dainvo.demo.standin.world import Options
from dainvo.demo.standin.world import World as ZoomWorld
from dainvo.engine import drift, saga, sync, wishes, zoom_sign_in
from dainvo.engine.actions import attention, events
from dainvo.engine.desk import Desk, ZoomCalls, caldav_key
from dainvo.errors import DainvoError, TryLater, Why
from dainvo.ical import conference, edit
from dainvo.ical.event import NO_RECURRENCE, CollectionId, EventDraft, Online, ResourceId, State, Uid
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.needing import Asked, Choice, asked, choices_of
from dainvo.store.rows import AccountState, IntentState, MeetingStanding, ResourceRow
from dainvo.store.sidecar import SUFFIX
from dainvo.store.store import FILE_NAME, Store
from dainvo.web import Answer, Bearer, Web
from dainvo.zoom.answers import ZoomUser
from dainvo.zoom.meetings import Meetings
from dainvo.zoom.oauth import Grant, ZoomConfig

START: Final = datetime(2027, 3, 1, 8, tzinfo=UTC)
ZOOM, CALENDAR = "http://127.0.0.1:4711", "https://cal.example"
CONFIG: Final = ZoomConfig("standin-public", f"{ZOOM}/oauth", f"{ZOOM}/v2", overridden=True)
#: What can happen to a request, besides an answer.
FAULTS: Final = ("lost_request", "lost_answer", "error_before", "error_after", "limited", "offline")
CRASHES: Final = ("crash_before", "crash_after")
#: So late a meeting is listed, and, now and then, far later than anybody assumes.
LAG_S, VERY_LATE_S = 120.0, 1500.0


#: How often people edit, add and remove a meeting, and delete, in a turn.
USUAL: Final = (0.10, 0.04, 0.03, 0.015)


class CrashError(BaseException):
    """The process dies here; with `power` the whole machine."""

    def __init__(self, *, power: bool = False) -> None:
        super().__init__()
        self.power = power


class Platter:
    """What of a copy is on disk for good: watches its writer, which puts off all that may be put off, and for ever."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._path = store._path
        self._log = self._path.with_name(f"{FILE_NAME}-wal")
        self._beside = self._path.with_name(f"{FILE_NAME}{SUFFIX}")
        store._connection.execute("PRAGMA wal_autocheckpoint = 0")  # the log only grows
        store.on_behind = lambda: None
        store.settle()
        self._commit = store._transaction
        self._synced, self._beside_synced = self._size(self._log), self._size(self._beside)
        setattr(store, "_transaction", self._transaction)  # noqa: B010 - mypy lets no method be replaced

    @contextlib.contextmanager
    def _transaction(self, *, durable: bool = True) -> Iterator[Any]:
        with self._commit(durable=durable) as connection:
            yield connection
        if not self._store._is_loose:
            self._synced = self._size(self._log)

    def kept(self) -> dict[str, bytes]:
        """File by file what a power cut leaves now."""
        return {
            FILE_NAME: self._path.read_bytes(),
            self._log.name: self._log.read_bytes()[: self._synced] if self._log.exists() else b"",
            self._beside.name: self._beside.read_bytes()[: self._beside_synced],
        }

    @staticmethod
    def _size(path: Path) -> int:
        return path.stat().st_size if path.exists() else 0


class HandClock:
    """Moves when told, and when somebody sleeps."""

    def __init__(self, zoom: ZoomWorld) -> None:
        self._now = START
        self._zoom = zoom

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        self.pass_time(max(0.0, seconds))

    def pass_time(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self._zoom.clock.advance(seconds)


class SignedIn:
    """Stands for the tokens: a sign-in that holds."""

    def __init__(self, grant: Grant) -> None:
        self._grant = grant

    async def grant(self) -> Grant:
        return self._grant

    async def access(self) -> str:
        return self._grant.access_token

    async def renewed(self, _stale: str) -> Grant:
        return self._grant


class SagaWeb(Web):
    """One installation's way to both servers."""

    def __init__(self, world: SagaWorld, number: int) -> None:
        super().__init__()
        self._world = world
        self._number = number

    @asynccontextmanager
    async def stream(self, method: str, url: str, *, content: Any = None, **more: Any) -> AsyncIterator[Any]:
        canned = await self._world.exchange(self._number, method, url, content or b"", more)
        yield _Streamed(canned, url, 1 << 16)

    async def request(self, method: str, url: str, *, content: Any = None, **more: Any) -> Answer:
        canned = await self._world.exchange(self._number, method, url, content or b"", more)
        return Answer(canned.status, canned.headers, canned.body, url)


@dataclass
class Edit:
    """A value that a person gave a property, and the one they knowingly replaced; value None: the event deleted."""

    device: int
    name: str
    value: str | None
    saw: str


@dataclass
class Device:
    """One installation: a profile on disk, and the program as long as it lives."""

    number: int
    folder: Path
    web: SagaWeb
    desk: Desk | None = None
    platter: Platter | None = None
    #: Values of this installation that it keeps beside the server's, for the user.
    kept: list[tuple[str, str]] = field(default_factory=list)


class SagaWorld:
    """`crashes`, `faults`: the share of requests that die or fail while `troubled`; `chance` decides."""

    def __init__(
        self, template: Path, devices: int, seed: int, *, faults: float = 0.18, crashes: float = 0.08, late: float = 0.0
    ) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a die, not a secret
        self.faults, self.crashes, self.late = faults, crashes, late
        self.troubled = False
        #: What happens to which request, counted from 1, in place of chance.
        self.script: dict[int, str] | None = None
        self._requests = 0
        self._ids = itertools.count()
        self._limited = 0
        self.calendar = CalendarMemory()
        self.zoom = ZoomWorld.new(Options(seed=str(seed), now=START), ZOOM, "key")
        self.clock = HandClock(self.zoom)
        self.edits: list[Edit] = []
        self.acts: list[tuple[int, str]] = []
        self.deleted: set[str] = set()
        self.violations: list[str] = []
        self._deaths = 0
        self.powerless = 0
        self.twins = 0
        self.asked: tuple[str, str, bool] | tuple[()] | None = None
        self._deep = 0
        self._token = _allow(self.zoom)
        self.folder = Path(tempfile.mkdtemp(prefix="saga", dir=_fast()))
        self.devices = []
        for number in range(devices):
            folder = self.folder / str(number)
            shutil.copytree(template, folder)
            self.devices.append(Device(number, folder, SagaWeb(self, number)))

    def close(self) -> None:
        for device in self.devices:
            self._die(device)
        shutil.rmtree(self.folder, ignore_errors=True)

    # the program

    def desk(self, device: Device) -> Desk:
        """The program of an installation, started if need be."""
        if device.desk is None:
            device.desk = open_desk(device.folder, device.web, self.clock, self.chance, self._ids)
            account = device.desk.store.accounts("zoom")[0]
            grant = Grant(CONFIG.oauth_url, CONFIG.api_url, CONFIG.client_id, self._token, "r", START, " ".join(SCOPES))
            tokens: Any = SignedIn(grant)
            device.desk._zoom[account.id] = ZoomCalls(tokens, Meetings(device.web, tokens, now=self.clock.now))
            caldav = device.desk.store.accounts("caldav")[0]
            device.desk.secrets.put(caldav_key(caldav.id), "secret")
            device.desk.caldav[caldav.id] = Client(device.web, CALENDAR, None)
            device.platter = Platter(device.desk.store)
            saga.hurry(device.desk)  # as a start does
        return device.desk

    def _die(self, device: Device, *, power: bool = False) -> None:
        """The program ends there; with `power` the machine does, and its disk has what was to be on it for good."""
        if device.desk is not None:
            device.desk.store.on_behind = None  # nobody is left to settle anything
            kept = device.platter.kept() if power and device.platter is not None else None
            device.desk.store.close()
            device.desk = None
            if kept is not None:
                self.powerless += 1
                for name, data in kept.items():
                    (device.folder / name).write_bytes(data)

    async def run(self, device: Device, work: Awaitable[Any]) -> None:
        """Something the program does; it may fail, or die."""
        try:
            await work
        except DainvoError:
            pass
        except CrashError as crash:
            self._die(device, power=crash.power)

    # the wire

    async def exchange(self, number: int, method: str, url: str, content: bytes, more: dict[str, Any]) -> Canned:
        fault = self._fault()
        await self._meanwhile(number)
        if fault in CRASHES:
            self._deaths += 1
        if fault == "crash_before":
            raise CrashError(power=bool(self._deaths % 2))
        if fault == "offline":
            raise TryLater(Why.OFFLINE)
        if fault == "lost_request":
            raise TryLater(Why.NO_ANSWER, sent=True)
        if fault == "error_before":
            return Canned(503)
        if fault == "limited":
            self._limited += 1
            limit = b"daily" if self._limited % 6 == 0 else b"per-second"
            return Canned(429, b'{"code":429,"message":"maximum ' + limit + b' rate limit"}')
        canned = self._act(method, url, content, more)
        self._check_now()
        if fault == "crash_after":
            raise CrashError(power=bool(self._deaths % 2))
        if fault == "lost_answer":
            raise TryLater(Why.NO_ANSWER, sent=True)
        return Canned(500) if fault == "error_after" else canned

    def _fault(self) -> str:
        if not self.troubled:
            return ""
        if self.script is not None:
            self._requests += 1
            return self.script.get(self._requests, "")
        die = self.chance.random()
        if die < 2 * self.crashes:
            return CRASHES[die < self.crashes]
        return self.chance.choice(FAULTS) if die < 2 * self.crashes + self.faults else ""

    async def _meanwhile(self, number: int) -> None:
        """While one waits for an answer, another one works, or the user goes on."""
        if not self.troubled or self._deep or self.script is not None or self.chance.random() > 0.05:
            return
        self._deep += 1
        try:
            others = [device for device in self.devices if device.number != number]
            if others and self.chance.random() < 0.6:
                await self.step(self.chance.choice(others))
            else:
                device = self.devices[number]
                if device.desk is not None:
                    await self.user(device, self.chance.choice(("title", "place", "add", "remove")))
        finally:
            self._deep -= 1

    def _act(self, method: str, url: str, content: bytes, more: dict[str, Any]) -> Canned:
        parts = urlsplit(url)
        headers = dict(more.get("headers") or {})
        if url.startswith(CALENDAR):
            return self.calendar.answer(method, parts.path, headers, content)
        auth = more.get("auth")
        said = {name.lower(): value for name, value in headers.items()} | {"host": parts.netloc}
        if isinstance(auth, Bearer):
            said["authorization"] = f"Bearer {auth.token}"
        before = set(self.zoom.meetings)
        made = site.answer(self.zoom, Request(method, parts.path, parts.query, said, content))
        for number in set(self.zoom.meetings) - before:
            lag = VERY_LATE_S if self.chance.random() < self.late else LAG_S
            meeting = self.zoom.meetings[number]
            meeting.listed_from = self.clock.now() + timedelta(seconds=lag)
            mark = meeting.agenda[:31]
            self.twins += any(one.agenda[:31] == mark for one in self.zoom.meetings.values() if one.id != number)
        self.deleted |= {str(number) for number in before - set(self.zoom.meetings)}
        return Canned(made.status, made.body, {name.lower(): value for name, value in made.headers.items()})

    def _check_now(self) -> None:
        dead = [number for number in self.calendar.links() if number in self.deleted]
        self.violations += [f"a published link points to meeting {number}, which was deleted" for number in dead]

    # people

    async def user(self, device: Device, act: str) -> None:
        """What a person does at one installation; each is one verb."""
        desk = self.desk(device)
        row = shown(desk)
        if act.startswith("create"):
            if row is None and not desk.store.outbox(None):
                start = datetime(2027, 3, 10, 14, tzinfo=BERLIN)
                collection = desk.store.collections()[0].id
                draft = EventDraft(
                    collection,
                    "t0",
                    start,
                    start + timedelta(hours=1),
                    online=Online.ZOOM if act == "create" else Online.KEEP,
                )
                await self.run(device, events.save_event(desk, draft))
            return
        if row is None:
            return
        draft = draft_of(row)
        if act == "delete":
            device.kept += keeps(desk)
            self.edits += [Edit(device.number, name, None, saw) for name, saw in values(draft).items()]
            await self.run(device, events.delete_event(desk, row.id))
        else:
            value = f"{act}{len(self.edits)}"
            changed = {
                "title": replace(draft, summary=value),
                "place": replace(draft, location=value),
                "add": replace(draft, online=Online.ZOOM),
                "remove": replace(draft, online=Online.NONE),
            }[act]
            if act in ("title", "place"):
                self.edits.append(Edit(device.number, act, value, values(draft)[act]))
            await self.run(device, events.save_event(desk, changed, resource=row.id))
        self.acts.append((device.number, act))

    async def step(self, device: Device, what: str = "") -> None:
        """A piece of what goes on behind: a sync, or the steps of meetings that are due."""
        desk = self.desk(device)
        what = what or self.chance.choice(("sync", "push", "meetings", "meetings"))
        account = desk.store.accounts("caldav")[0].id
        if what == "sync":
            await self.run(device, sync.sync_account(desk, account))
        elif what == "push":
            await self.run(device, sync.push_account(desk, account))
        else:
            for uid in saga.open_uids(desk):
                if device.desk is desk:
                    await self.run(device, saga.step(desk, uid))

    async def answer(self, device: Device) -> None:
        """A person who answers every question: an edit stays, a meeting that is gone is taken off, a rest deleted."""
        desk = self.desk(device)
        device.kept += keeps(desk)
        for kept in sorted(desk.store.kept(), key=lambda one: bool(one.theirs)):  # what is gone is asked first
            await self.run(device, settle_kept(desk, kept.id, bool(kept.theirs)))
        for row in desk.store.meetings():
            if row.standing in (MeetingStanding.MISSING, MeetingStanding.OTHER_HOST) and row.left_at is None:
                key = f"meeting:{row.collection or 0}:{row.uid}"
                await self.run(device, attention.settle_attention(desk, key, Choice.REMOVE))
        for intent in desk.store.intents():
            stuck = intent.state is IntentState.ATTENTION or (intent.why and intent.next_at is None)
            if stuck:
                offered = choices_of(asked(intent))
                choice = next(one for one in (Choice.DELETE, Choice.TRY, Choice.LEAVE) if one in offered)
                await self.run(device, attention.settle_attention(desk, f"intent:{intent.op_id}", choice))
        account = desk.store.accounts("caldav")[0]
        if account.why == Why.MASS_DELETION:
            await self.run(device, sync.sync_account(desk, account.id, delete_all=True))
        await self.run(device, drift.vanished(desk))

    async def live(self, turns: int = 30, habits: tuple[float, float, float, float] = USUAL) -> None:
        """A random stretch of life, in trouble; `habits`: how often people edit, add and remove a meeting, delete."""
        chance = self.chance
        await self.user(self.devices[0], "create" if chance.random() < 0.8 else "create bare")
        self.troubled = True
        for _ in range(turns):
            self.clock.pass_time(chance.choice((1, 5, 30, 120, 400)))
            device, die = chance.choice(self.devices), chance.random()
            for act, share in zip(("edit", "add", "remove", "delete"), habits, strict=True):
                die -= share
                if die < 0:
                    await self.user(device, chance.choice(("title", "place")) if act == "edit" else act)
                    break
            else:
                await self.step(device)

    # rest

    async def finish(self) -> bool:
        """The network is well: everybody works until nothing is open. False if that never comes."""
        self.troubled = False
        self.asked = seen(self.desk(self.devices[0]))
        for turn in range(40):
            self.clock.pass_time(700.0 if turn < 3 else self._until_next())
            for device in self.devices:
                desk = self.desk(device)
                saga.hurry(desk, refused_too=True)
                for what in ("sync", "meetings", "push", "meetings"):
                    desk.store.hurry(desk.store.accounts("caldav")[0].id)
                    await self.step(device, what)
                await self.answer(device)
            if self._at_rest():
                return True
        return False

    def _until_next(self) -> float:
        """Seconds until something is due, if all that is left is waiting."""
        now = self.clock.now()
        intents = [intent for device in self.devices for intent in self.desk(device).store.intents()]
        later = [intent.next_at for intent in intents if intent.next_at is not None and intent.next_at > now]
        return max(700.0, (min(later) - now).total_seconds()) if len(later) == len(intents) > 0 else 700.0

    def _at_rest(self) -> bool:
        for device in self.devices:
            desk = self.desk(device)
            if desk.store.outbox(None) or desk.store.intents() or desk.store.kept():
                return False
            if any(
                row.made_here and not row.left_at and not desk.store.resource_by_uid(row.uid)
                for row in desk.store.meetings()
            ):
                return False  # it will be asked about
            held = {row.href: row.etag for row in rows(desk)}
            if held != {href: etag for href, (etag, _) in self.calendar.items.items()}:
                return False
        return True


async def settle_kept(desk: Desk, kept: int, theirs: bool) -> None:
    """The person keeps what the server has, or, of an event that was deleted there, their own."""
    from dainvo.engine.actions.conflicts import decide_conflict

    await decide_conflict(desk, kept, "theirs" if theirs else "mine")


def keeps(desk: Desk) -> list[tuple[str, str]]:
    """What is kept beside the server's version, shown to the person as theirs."""
    texts = [kept.mine for kept in desk.store.kept() if kept.mine and kept.theirs]
    drafts = [edit.read(text, NO_RECURRENCE, collection=CollectionId(1)).draft for text in texts]
    return [pair for draft in drafts for pair in values(draft).items()]


def rows(desk: Desk) -> list[ResourceRow]:
    """Everything in the copy that is not deleted."""
    found = desk.store.etags(desk.store.collections()[0].id)
    every = [desk.store.resource(resource) for resource, _, _ in found.values()]
    return [row for row in every if row.state is not State.DELETED]


def shown(desk: Desk) -> ResourceRow | None:
    """The one event, as the person sees it."""
    return next(iter(rows(desk)), None)


def draft_of(row: ResourceRow) -> EventDraft:
    return edit.read(row.text, NO_RECURRENCE, collection=row.collection).draft


def values(draft: EventDraft) -> dict[str, str]:
    """The properties that people edit here; a place that is only the meeting's link is none."""
    place = "" if draft.location.startswith("http") else draft.location
    return {"title": draft.summary, "place": place}


def judge(world: SagaWorld) -> list[str]:
    """What is wrong at rest (reliability I-1 to I-8)."""
    wrong = list(dict.fromkeys(world.violations))
    texts = [text for _, text in world.calendar.items.values()]
    living = {str(meeting.id): meeting for meeting in world.zoom.meetings.values()}
    linked = set()
    for text in texts:
        link = conference.find(text)
        title = edit.read(text, NO_RECURRENCE, collection=CollectionId(1)).draft.summary
        if link is None:
            continue
        linked.add(link.meeting_id)
        if link.meeting_id not in living:
            wrong.append(f"a link to a dead meeting {link.meeting_id}")
        elif living[link.meeting_id].topic != title:
            wrong.append(f"the meeting is called {living[link.meeting_id].topic}, the event {title}")
    wrong += [f"meeting {number} has no event" for number in living.keys() - linked]
    for device in world.devices:
        held = {row.href: row.etag for row in rows(world.desk(device))}
        if held != {href: etag for href, (etag, _) in world.calendar.items.items()}:
            wrong.append(f"installation {device.number} did not converge")
    return wrong + lost_edits(world, texts) + not_as_asked(world)


def not_as_asked(world: SagaWorld) -> list[str]:
    """Of one person at one computer: the server has what they last saw, and no delete is lost."""
    wrong = []
    if len(world.devices) == 1 and world.asked is not None:
        have = seen(world.desk(world.devices[0]))
        if have != world.asked:
            wrong.append(f"the person last saw {world.asked}, the server has {have}")
    actors = {number for number, _ in world.acts}
    if world.acts and world.acts[-1][1] == "delete" and len(actors) == 1 and world.calendar.items:
        wrong.append("a deletion was lost")
    return wrong


def seen(desk: Desk) -> tuple[str, str, bool] | tuple[()]:
    """Title, place, and whether a meeting is there or on its way; empty if there is no event."""
    row = shown(desk)
    if row is None:
        return ()
    draft = draft_of(row)
    coming = [wish for wish in wishes.wishes(desk, row.uid) if wish.state is not IntentState.LINKED]
    meeting = conference.find(row.text) is not None or bool(coming)
    return (*values(draft).values(), meeting)  # type: ignore[return-value] # two texts and this


def lost_edits(world: SagaWorld, texts: list[str]) -> list[str]:
    """Edits that are neither on the server, nor replaced by somebody who saw them, nor kept for their author; and
    values kept for somebody who only clashed with themselves."""
    wrong = []
    present = [values(edit.read(text, NO_RECURRENCE, collection=CollectionId(1)).draft) for text in texts]
    for one in world.edits:
        if one.value is None or any(have[one.name] == one.value for have in present):
            continue
        if (one.name, one.value) in world.devices[one.device].kept:
            continue
        if any(other.name == one.name and other.saw == one.value for other in world.edits):
            continue
        wrong.append(f"lost edit {one.name}={one.value} of installation {one.device}")
    for device in world.devices:
        authors = {one.device for one in world.edits}
        if device.kept and authors == {device.number}:
            wrong.append(f"installation {device.number} clashed with itself")
    return wrong


def open_desk(folder: Path, web: Web, clock: HandClock, chance: random.Random, ids: Iterator[int]) -> Desk:
    """The program on a profile. `ids` keeps two drawn ids apart where a schedule draws the same chance twice."""
    store = Store(folder / FILE_NAME, zone=BERLIN, now=clock.now)
    return Desk(
        store,
        web,
        Secrets.in_memory(),
        Settings(),
        {
            "DAINVO_ZOOM_CLIENT_ID": CONFIG.client_id,
            "DAINVO_ZOOM_OAUTH_URL": CONFIG.oauth_url,
            "DAINVO_ZOOM_API_URL": CONFIG.api_url,
        },
        BERLIN,
        folder,
        clock,
        new_uid=lambda: Uid(f"{chance.getrandbits(128) ^ next(ids):032x}"),
        new_op_id=lambda: f"{chance.getrandbits(128) ^ next(ids):032x}",
        random=chance,
    )


@contextlib.contextmanager
def template() -> Iterator[Path]:
    """A profile that knows both accounts, to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="saga", dir=_fast()))
    world = SagaWorld(folder, 0, 0)
    profile = folder / "profile"
    profile.mkdir()
    device = Device(0, profile, SagaWeb(world, 0))
    desk = open_desk(profile, device.web, world.clock, world.chance, itertools.count())
    user = USERS[0]
    caldav = desk.store.add_account("caldav", "Anna", url=CALENDAR, user="anna", detail={"home_set": HOME})
    profile_of = zoom_sign_in.profile(
        CONFIG,
        Grant(CONFIG.oauth_url, CONFIG.api_url, CONFIG.client_id, "a", "r", START, " ".join(SCOPES)),
        ZoomUser(user.id, user.account_id, user.email, user.display_name, "licensed", user.timezone),
    )
    desk.store.add_account(
        "zoom", user.email, url=CONFIG.api_url, user=user.email, identity=f"{user.account_id}:{user.id}",
        state=AccountState.OK, detail=profile_of,
    )  # fmt: skip
    desk.caldav[caldav] = Client(device.web, CALENDAR, None)
    asyncio.run(sync.sync_account(desk, caldav))
    desk.store.close()
    world.close()
    try:
        yield profile
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _allow(zoom: ZoomWorld) -> str:
    """A sign-in that holds for the whole run."""
    late = START + timedelta(days=3650)
    user = USERS[0]
    zoom.grants.grants.append(ZoomSideGrant(user.id, CONFIG.client_id, tuple(SCOPES), "token", late, "r", late, START))
    return "token"


def _fast() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory instead of a disk, private names


__all__ = ["Asked", "ResourceId", "SagaWorld", "judge", "template"]
