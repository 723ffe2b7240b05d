"""A profile with a real engine on it, a clock that can be pushed ahead, and a poll with a deadline."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from fakes import day

from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.engine.engine import Engine, open_engine
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.reader import Reader
from dainvo.store.store import FILE_NAME, Store

T = TypeVar("T")
BERLIN = ZoneInfo("Europe/Berlin")


class JumpClock:
    """The clock of the days the tests live in, which a test can push ahead; sleepers notice."""

    def __init__(self) -> None:
        self._still: datetime | None = None
        self._ahead = timedelta(0)
        self._sleepers: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def now(self) -> datetime:
        return (self._still or day.now()) + self._ahead

    def stand_still(self) -> None:
        """From here on time passes by `jump` alone: who waits for it waits for ever."""
        self._still = day.now()

    async def sleep(self, seconds: float) -> None:
        until = self.now() + timedelta(seconds=seconds)
        sleeper = (asyncio.get_running_loop(), asyncio.Event())
        self._sleepers.append(sleeper)
        try:
            while (left_s := (until - self.now()).total_seconds()) > 0:
                sleeper[1].clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(sleeper[1].wait(), left_s if self._still is None else None)
        finally:
            self._sleepers.remove(sleeper)

    def jump(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)
        for loop, moved in list(self._sleepers):
            loop.call_soon_threadsafe(moved.set)


class Bench:
    """One profile. `bugs` must stay empty: what lands there nobody was waiting for."""

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None, *, background: bool = True) -> None:
        self.folder = folder
        self.environ = dict(environ or {})
        self.clock = JumpClock()
        self.secrets = Secrets.in_memory()
        self.settings = Settings()
        self.background = background
        self.changes: list[Changes] = []
        self.bugs: list[BaseException] = []
        self.engine: Engine | None = None
        self.open()

    def open(self) -> None:
        self.engine = open_engine(
            self.folder,
            secrets=self.secrets,
            settings=self.settings,
            environ=self.environ,
            zone=BERLIN,
            background=self.background,
            clock=self.clock,
            on_bug=self.bugs.append,
        )
        self.engine.subscribe(self.changes.append)

    def close(self) -> None:
        if self.engine is not None:
            self.engine.close()
            self.engine = None

    def call(self, verb: Callable[..., Coroutine[Any, Any, T]], *args: Any, **kwargs: Any) -> T:
        assert self.engine is not None
        return self.engine.submit(verb, *args, **kwargs).result(300)

    def store(self, ask: Callable[[Store], T]) -> T:
        async def on_engine(desk: Desk) -> T:
            return ask(desk.store)

        return self.call(on_engine)

    def during(
        self, patch: pytest.MonkeyPatch, where: type, call: str, act: Callable[[Desk], Awaitable[object]]
    ) -> None:
        """Have the user act once, between the answer to the next call of this name and what is made of it."""
        plain = getattr(where, call)
        waiting = [act]
        desks: list[Desk] = []

        async def remember(desk: Desk) -> None:
            desks.append(desk)

        self.call(remember)

        async def asked(*args: Any, **kwargs: Any) -> Any:
            try:
                return await plain(*args, **kwargs)
            finally:
                if waiting:
                    await waiting.pop()(desks[0])

        patch.setattr(where, call, asked)

    @contextlib.contextmanager
    def reader(self) -> Iterator[Reader]:
        reader = Reader(self.folder / FILE_NAME, zone=BERLIN, now=self.clock.now)
        try:
            yield reader
        finally:
            reader.close()


def until(condition: Callable[[], T]) -> T:
    """What `condition` gives as soon as it is true; AssertionError after so many looks that it will not become so.
    Looks are counted and not seconds: a machine that stands still in between fails nothing."""
    for _ in range(3000):
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not true after a minute: last value {value!r}")
