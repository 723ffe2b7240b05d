"""Two programs and others besides, all writing to one calendar server, and what may never be lost on the way.

Each value that somebody writes is a word of its own (`v17`). It may go only when somebody who saw it wrote something
else in its place, deleted the event, or decided a question against it. Whoever is asked nothing loses nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from collections.abc import Coroutine, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from fakes.model_server import ORIGIN, Killed, ModelServer, ModelWire

from dainvo.dav.client import Client
from dainvo.engine.actions import conflicts, events
from dainvo.engine.desk import Desk, caldav_key
from dainvo.engine.sync import sync_account
from dainvo.engine.values import Vanished
from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical import edit
from dainvo.ical.event import (
    NO_RECURRENCE,
    AccountId,
    Attendee,
    CollectionId,
    EventDraft,
    RecurrenceId,
    Scope,
    State,
    Uid,
)
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.rows import CollectionState, KeptRow, OutboxKind, OutboxState, ResourceRow
from dainvo.store.store import FILE_NAME, Store
from dainvo.web import Basic

T = TypeVar("T")
Choice = Literal["theirs", "mine", "both"]
BERLIN = ZoneInfo("Europe/Berlin")
FIELDS = ("summary", "location", "description")
_VALUE = re.compile(r"\bv\d+\b")
_UID = re.compile(r"(?m)^UID:(.*?)\r?$")


def values(text: str) -> set[str]:
    """The words that somebody wrote into a calendar text."""
    return set(_VALUE.findall(text.replace("\r\n ", "")))


class _Clock:
    def __init__(self) -> None:
        self.at = datetime(2027, 3, 1, 8, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    async def sleep(self, _seconds: float) -> None:
        await asyncio.sleep(0)


class Program:
    """One Dainvo: a real copy, the real engine, a wire of its own."""

    def __init__(self, name: str, folder: Path, template: Path, server: ModelServer, clock: _Clock, seed: int) -> None:
        self.name = name
        self.wire = ModelWire(server)
        self.account = AccountId(1)
        self._folder = folder / name
        self._folder.mkdir()
        self._clock = clock
        self._random = Random(seed)  # noqa: S311 - jitter that can be repeated
        self._made = 0
        shutil.copy(template, self._folder / FILE_NAME)
        self.open()

    def open(self) -> None:
        self.store = Store(self._folder / FILE_NAME, zone=BERLIN, now=self._clock.now)
        self.desk = Desk(
            store=self.store,
            web=self.wire,
            secrets=Secrets.in_memory(),
            settings=Settings(),
            environ={},
            zone=BERLIN,
            profile=self._folder,
            clock=self._clock,
            new_uid=self._uid,
            random=self._random,
        )
        self.desk.secrets.put(caldav_key(self.account), "s3cret")
        self.desk.caldav[self.account] = Client(self.wire, ORIGIN, Basic("anna@example.com", "s3cret"))

    def close(self) -> None:
        self.store.close()

    def restart(self) -> None:
        self.close()
        self.open()

    def _uid(self) -> Uid:
        self._made += 1
        return Uid(f"{self.name}-{self._made}")

    def shown(self) -> list[ResourceRow]:
        """What the user can see and act upon, in a fixed order."""
        rows = [row for each in self.store.collections() for row in self.store.resources(each.id)]
        return sorted((row for row in rows if row.text), key=lambda row: row.id)

    def kept(self) -> list[KeptRow]:
        return self.store.kept()

    def all_values(self) -> set[str]:
        found = {value for row in self.shown() for value in values(row.text)}
        return found | {value for kept in self.kept() for value in values(kept.mine)}


class World:
    """The server, two programs, and what was written."""

    def __init__(self, folder: Path, template: Path, server: ModelServer, seed: int) -> None:
        self.server = server
        self.clock = _Clock()
        self.loop = asyncio.new_event_loop()
        self.programs = [Program(name, folder, template, server, self.clock, seed) for name in ("anna", "ben")]
        self.calendars = list(server.calendars)
        self.written: set[str] = set()
        self.dropped: set[str] = set()
        self._moved: set[str] = set()  # events that may come back once, or stand twice
        self._count = 0
        for program in self.programs:
            program.wire.meanwhile = self._meanwhile(program)

    def close(self) -> None:
        for program in self.programs:
            program.close()
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def word(self) -> str:
        self._count += 1
        self.written.add(f"v{self._count}")
        return f"v{self._count}"

    def note(self, before: str, after: str) -> None:
        """Somebody who saw `before` wrote `after`."""
        self.dropped |= values(before) - values(after)

    # what a user does

    async def create(self, program: Program, calendar: int, hour: int, *, series: bool) -> None:
        start = datetime(2027, 3, 10, 8 + hour % 10, tzinfo=BERLIN)
        draft = EventDraft(
            self._collection(program, calendar),
            self.word(),
            start,
            start + timedelta(hours=1),
            rrule="FREQ=DAILY;COUNT=4" if series else "",
        )
        with _refusals():
            await events.save_event(program.desk, draft)

    async def edit(self, program: Program, which: int, field: str, day: int = 0) -> None:
        row = _pick(program.shown(), which)
        if row is None:
            return
        place = _occurrence(row, day)
        try:
            draft = edit.read(row.text, place, collection=row.collection).draft
        except Refused:  # that date of the series was deleted
            return
        if field == "time":
            changed = replace(draft, start=_later(draft.start), end=_later(draft.end))
        elif field == "people":
            changed = replace(draft, attendees=(*draft.attendees, Attendee(f"{self.word()}@example.org")))
        else:
            values_of: dict[str, Any] = {field: self.word()}
            changed = replace(draft, **values_of)
        scope = Scope.THIS if place else Scope.ALL
        deleted_here = any(not kept.mine for kept in program.store.kept(row.id))
        with _refusals():
            await events.save_event(program.desk, changed, resource=row.id, recurrence_id=place, scope=scope)
            self.note(row.text, program.store.resource(row.id).text)
            if deleted_here:  # whoever goes on with it does not want it deleted any more
                self._wanted_after_all(row.uid, program.store.resource(row.id).text)

    async def move(self, program: Program, which: int) -> None:
        row = _pick(program.shown(), which)
        if row is None:
            return
        draft = edit.read(row.text, NO_RECURRENCE, collection=row.collection).draft
        others = [each.id for each in program.store.collections() if each.id != row.collection]
        with _refusals():
            saved = await events.save_event(program.desk, replace(draft, collection=others[0]), resource=row.id)
            self._moved.add(row.uid)
            self.note(row.text, program.store.resource(saved.resource).text)

    async def delete(self, program: Program, which: int, day: int = 0) -> None:
        row = _pick(program.shown(), which)
        if row is None:
            return
        place = _occurrence(row, day)
        with _refusals():
            if place:
                await events.delete_event(program.desk, row.id, place, Scope.THIS)
                self.note(row.text, program.store.resource(row.id).text)
            else:
                kept = "".join(each.mine for each in program.store.kept(row.id))
                await events.delete_event(program.desk, row.id)
                self.note(row.text + kept, "")
                self._may_come_back(row.uid)

    async def decide(self, program: Program, which: int, choice: Choice, row_wise: int | None = None) -> None:
        """One open question; of what clashes at most the side goes that was decided against."""
        kept = _pick(program.kept(), which)
        if kept is None:
            return
        row = program.store.resource(kept.resource)
        current = "" if not kept.theirs or row.why_blocked == Why.GONE else row.text
        rows = None if row_wise is None else {row_wise: "mine" if choice == "theirs" else "theirs"}
        await conflicts.decide_conflict(program.desk, kept.id, choice, rows)  # type: ignore[arg-type]
        after = program.all_values()
        mine, theirs = values(kept.mine), values(current)
        if rows is None:
            keeps = {"mine": mine, "theirs": theirs, "both": mine | theirs}[choice]
            if kept.mine or choice == "theirs":
                lost = keeps - after - self.dropped
                assert not lost, f"{program.name}: {choice} lost {lost}"
        self.dropped |= (mine | theirs) - after
        if choice == "theirs":
            self._wanted_after_all(row.uid, current)
        elif kept.mine:
            self.dropped -= mine & after

    def _wanted_after_all(self, uid: Uid, text: str) -> None:
        """By one; the other may have deleted that very version, and is about to say so."""
        rows = [row for program in self.programs for row in program.store.resource_by_uid(uid)]
        if any(row.state is State.DELETED for row in rows):
            return
        wanted = values(text) & {word for _, _, there in self.server.texts() for word in values(there)}
        for row in rows:
            if row.state is not State.CLEAN:
                wanted &= values(row.text)  # who wrote something else instead is about to say so, too
        self.dropped -= wanted

    async def sync(self, program: Program, answers: dict[CollectionId, Vanished] | None = None) -> None:
        """One sync, whatever comes of it; a death in it is a restart."""
        self.clock.at += timedelta(minutes=1)
        program.store.hurry(program.account)
        try:
            await sync_account(program.desk, program.account, answers=answers)
        except DainvoError:
            pass
        finally:
            program.wire.faults.clear()

    def synced(self, program: Program, faults: list[str]) -> None:
        program.wire.faults = list(faults)
        try:
            self.run(self.sync(program))
        except Killed:
            program.restart()

    def answer(self, program: Program, answer: Vanished) -> None:
        """The question about a calendar that is suddenly empty."""
        asking = [row for row in program.store.collections() if row.state is CollectionState.ASKING]
        for collection in asking:
            if answer == "put_back":
                for row in program.store.resources(collection.id):
                    self.dropped -= values(row.text)
            self.run(self.sync(program, {collection.id: answer}))

    # what others do on the server

    def foreign(self, kind: str, which: int, field: str) -> None:
        held = sorted(self.server.texts())
        if kind == "squat":
            self._squat(which)
            return
        if kind == "create" or not held:
            calendar = self.calendars[which % len(self.calendars)]
            uid = f"other-{self._count}"
            self.server.store(calendar, f"{uid}.ics", _foreign(uid, self.word()))
            return
        calendar, name, text = held[which % len(held)]
        if kind == "delete":
            self.server.delete(calendar, name)
            self.note(text, "")
            self._may_come_back(_uid(text))
        elif kind == "rewrite":
            self.server.store(calendar, name, text.replace("VERSION:2.0", "VERSION:2.0\r\nX-SERVER:1", 1))
        elif kind == "rename":
            self._moved.add(_uid(text))
            self.server.delete(calendar, name)
            self.server.store(calendar, f"r{self._count}-{len(held)}-{name}", text)
        else:
            draft = edit.read(text, NO_RECURRENCE, collection=CollectionId(1)).draft
            field = field if field in FIELDS else "summary"
            values_of: dict[str, Any] = {field: self.word()}
            changed = edit.apply(
                text,
                replace(draft, **values_of),
                scope=Scope.ALL,
                recurrence_id=NO_RECURRENCE,
                now=self.clock.now(),
            )
            self.note(text, changed)
            self.server.store(calendar, name, changed)

    def _squat(self, which: int) -> None:
        """Somebody writes an event of the same UID under the very name that a new one here is to get."""
        new = [(program, row) for program in self.programs for row in program.shown() if row.state is State.NEW]
        found = _pick(new, which)
        if found is None:
            return
        program, row = found
        calendar = program.store.collection(row.collection).href
        name = row.href.removeprefix(calendar)
        taken = any(_uid(text) == row.uid for href, _, text in self.server.texts() if href == calendar)
        if name not in self.server.calendars[calendar].objects and not taken:
            self._moved.add(row.uid)
            self.server.store(calendar, name, _foreign(row.uid, self.word()))

    def _may_come_back(self, uid: str) -> None:
        """Deleted before its creator heard that the server took it: without a token of before, nothing tells that it
        was ever there, and it is written once more, for everybody to see."""
        for program in self.programs:
            if any(row.state is State.NEW for row in program.store.resource_by_uid(Uid(uid))):
                self._moved.add(uid)

    def _meanwhile(self, program: Program) -> Any:
        async def act(name: str, before: bool) -> None:
            """`before:edit:2` and the like: the user of this program, or somebody else, acts while it waits."""
            when, what, which = name.split(":")
            if (when == "before") is not before:
                return
            if what == "edit":
                await self.edit(program, int(which), FIELDS[int(which) % 3])
            elif what == "delete":
                await self.delete(program, int(which))
            else:
                self.foreign(what, int(which), FIELDS[int(which) % 3])

        return act

    # in the end

    def settle(self) -> None:
        """Nothing fails any more: both sync until nothing is left to do."""
        for program in self.programs:
            program.wire.faults.clear()
        for _ in range(40):
            quiet = True
            for program in self.programs:
                before = self._state(program)
                self.clock.at += timedelta(hours=1)
                self.run(self.sync(program))
                self.answer(program, "remove")
                quiet = quiet and self._state(program) == before
            if quiet:
                return
        raise AssertionError("the two never come to rest")

    def _state(self, program: Program) -> object:
        rows = [(row.id, row.href, row.text, row.etag, row.state) for row in program.shown()]
        return rows, len(program.store.outbox()), [kept.id for kept in program.kept()], self._etags()

    def _etags(self) -> object:
        return {href: dict(calendar.objects) for href, calendar in self.server.calendars.items()}

    def check(self) -> None:
        """Both show what the server has; nothing waits unseen; every value is there or was given up by somebody."""
        alive = {value for _, _, text in self.server.texts() for value in values(text)}
        for program in self.programs:
            asked = {kept.resource for kept in program.kept()}
            asked_uids = {program.store.resource(resource).uid for resource in asked}
            leaving = set()
            for row in program.store.outbox():
                if row.kind is OutboxKind.DELETE and row.uid in asked_uids:
                    leaving.add(row.href)
                    continue  # moved, and asked about where it went: nothing is deleted before that is decided
                assert row.state is OutboxState.BLOCKED, f"{program.name} still waits: {row.kind} {row.href} {row.why}"
                assert row.resource in asked, f"{program.name}: blocked without a question: {row.why}"
            for collection in program.store.collections():
                assert collection.state is CollectionState.OK, f"{program.name}: {collection.why}"
                here = {
                    row.href.removeprefix(collection.href): row.text
                    for row in program.store.resources(collection.id)
                    if not (row.why_blocked == Why.GONE and row.id in asked)
                }
                held = self.server.calendars[collection.href].objects.items()
                there = {name: text for name, (_, text) in held if collection.href + name not in leaving}
                assert here == there, f"{program.name} and the server differ in {collection.href}"
            alive |= program.all_values()
        lost = self.written - self.dropped - alive
        assert not lost, f"lost: {sorted(lost)}"
        self._check_deleted()

    def _check_deleted(self) -> None:
        """An event that was moved while somebody changed it may stand in both calendars, as a question says."""
        asked = self._moved | {
            _uid(kept.mine) or _uid(kept.theirs) for program in self.programs for kept in program.kept()
        }
        for _, name, text in self.server.texts():
            if _uid(text) not in asked:
                assert values(text) - self.dropped, f"a deleted event came back: {name}"

    def decide_all(self, choices: list[Choice]) -> None:
        """Every question is answered; afterwards none is left."""
        for number in range(60):
            asking = [program for program in self.programs if program.kept()]
            if not asking:
                return
            self.run(self.decide(asking[0], 0, choices[number % len(choices)]))
            self.settle()
        raise AssertionError("deciding never ends")

    def _collection(self, program: Program, which: int) -> CollectionId:
        href = self.calendars[which % len(self.calendars)]
        return next(row.id for row in program.store.collections() if row.href == href)


def make_template(folder: Path, calendars: list[str]) -> Path:
    """A copy with one account and its calendars, never synced."""
    from dainvo.dav.collection import CollectionInfo
    from dainvo.ical.event import Href

    path = folder / "template.db"
    with Store(path, zone=BERLIN, now=lambda: datetime(2027, 3, 1, tzinfo=UTC)) as store:
        account = store.add_account(
            "caldav", "Anna", url=ORIGIN, user="anna@example.com", identity="x", detail={"home_set": "/cal/"}
        )
        store.put_collections(account, [CollectionInfo(Href(href), href, supports_sync=True) for href in calendars])
    import sqlite3

    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """What the user may not do is not done."""
    with contextlib.suppress(Refused):
        yield


def _pick(things: list[T], which: int) -> T | None:
    return things[which % len(things)] if things else None


def _occurrence(row: ResourceRow, day: int) -> RecurrenceId:
    """One date of a series, if `row` is one and `day` names one."""
    if not day or "RRULE" not in row.text:
        return NO_RECURRENCE
    draft = edit.read(row.text, NO_RECURRENCE, collection=row.collection).draft
    assert isinstance(draft.start, datetime)
    return RecurrenceId(f"{draft.start + timedelta(days=day % 4):%Y%m%dT%H%M%S}")


def _later(when: Any) -> Any:
    return when + timedelta(minutes=15)


def _uid(text: str) -> str:
    found = _UID.search(text)
    return found.group(1) if found else ""


def _foreign(uid: str, summary: str) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Other//EN",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20270101T000000Z",
        "DTSTART:20270310T090000Z",
        "DTEND:20270310T100000Z",
        f"SUMMARY:{summary}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return "\r\n".join(lines)
