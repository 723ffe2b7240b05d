"""The engine's thread: verbs in, changes out, everything ended at close, one writer a profile."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes.engine_bench import Bench, until

from dainvo.engine.changes import Changes
from dainvo.engine.clock import SystemClock
from dainvo.engine.desk import Desk
from dainvo.errors import Refused, TryLater, Why


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "profile", background=False)
    yield made
    made.close()


def test_a_verb_runs_on_the_engine_thread(bench: Bench) -> None:
    async def where(desk: Desk) -> str:
        return threading.current_thread().name

    assert bench.call(where) == "dainvo-engine"


def test_what_a_verb_raises_comes_out_of_its_future(bench: Bench) -> None:
    async def refuse(desk: Desk) -> None:
        raise Refused(Why.NO_TITLE)

    with pytest.raises(Refused) as refused:
        bench.call(refuse)
    assert refused.value.why is Why.NO_TITLE
    assert bench.bugs == []


def test_cancelling_a_future_cancels_its_verb(bench: Bench) -> None:
    begun, ended = threading.Event(), threading.Event()

    async def wait(desk: Desk) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    assert bench.engine is not None
    future = bench.engine.submit(wait)
    assert begun.wait(300)
    future.cancel()
    assert ended.wait(300)


def test_close_waits_for_cleanup_and_then_closes_the_copy(bench: Bench) -> None:
    begun = threading.Event()
    seen: list[int] = []

    async def wait(desk: Desk) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.05)
            seen.append(len(desk.store.accounts()))  # the copy is still open

    engine = bench.engine
    assert engine is not None
    future = engine.submit(wait)
    assert begun.wait(300)
    assert engine._thread.is_alive()
    engine.close()
    assert seen == [0]
    with pytest.raises(concurrent.futures.CancelledError):
        future.result(300)
    engine.close()
    late = engine.submit(wait)
    assert late.cancelled()
    assert not engine._thread.is_alive()


def test_a_bug_nobody_waits_for_lands_somewhere(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    async def plant(desk: Desk) -> None:
        async def fail() -> None:
            raise ZeroDivisionError

        desk_tasks.append(asyncio.ensure_future(fail()))
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)

    desk_tasks: list[asyncio.Future[None]] = []
    bench.call(plant)
    until(lambda: bench.bugs)
    assert isinstance(bench.bugs[0], ZeroDivisionError)
    assert "a bug in the engine" in caplog.text
    assert isinstance(desk_tasks[0].exception(), ZeroDivisionError)


def test_a_failing_listener_stops_no_other(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[Changes] = []
    assert bench.engine is not None

    def fail(changes: Changes) -> None:
        raise ZeroDivisionError

    bench.engine.subscribe(fail)
    end = bench.engine.subscribe(heard.append)

    async def publish(desk: Desk) -> None:
        desk.publish(Changes(outbox=True))

    bench.call(publish)
    assert heard == [Changes(outbox=True)]
    end()
    bench.call(publish)
    assert len(heard) == 1


def test_a_profile_has_one_writer(bench: Bench) -> None:
    """A second process, or engine, waits a moment and is told so; after close it gets in."""
    from fakes.engine_bench import BERLIN

    from dainvo.engine.engine import open_engine

    def second() -> None:
        open_engine(
            bench.folder,
            secrets=bench.secrets,
            settings=bench.settings,
            environ={},
            zone=BERLIN,
            wait_s=0.1,
        ).close()

    with pytest.raises(TryLater) as busy:
        second()
    assert busy.value.why is Why.PROFILE_BUSY
    bench.close()
    second()


def test_a_newer_copy_is_said_and_the_profile_freed(tmp_path: Path) -> None:
    import sqlite3

    from dainvo.errors import DainvoError
    from dainvo.store.store import FILE_NAME

    folder = tmp_path / "profile"
    Bench(folder).close()
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for _ in range(2):
        with pytest.raises(DainvoError) as failed:
            Bench(folder)
        assert failed.value.why is Why.PROFILE_NEWER


def test_a_damaged_copy_is_made_again(tmp_path: Path) -> None:
    """A33: the engine comes up on a new copy and has something to tell."""
    from dainvo.engine.actions import upkeep
    from dainvo.store.store import FILE_NAME

    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / FILE_NAME).write_bytes(b"no database" * 1000)
    bench = Bench(folder)
    rescue = bench.call(upkeep.rescued)
    assert rescue is not None
    assert (folder / rescue.aside).read_bytes() == b"no database" * 1000
    bench.call(upkeep.rescue_seen)
    bench.close()
    bench = Bench(folder)
    assert bench.call(upkeep.rescued) is None
    bench.close()


def test_long_work_pauses_while_the_window_is_at_work(bench: Bench) -> None:
    """G13: Python runs one thread at a time; the pause has an end even if the window never rests."""
    answers = iter([True, True, True, False])
    asked: list[bool] = []

    def busy() -> bool:
        asked.append(next(answers, True))
        return asked[-1]

    async def give_way(desk: Desk) -> None:
        await desk.give_way()

    assert bench.engine is not None
    bench.engine.give_way_to(busy)
    bench.call(give_way)
    assert asked == [True, True, True, False]
    asked.clear()
    bench.call(give_way)
    assert len(asked) > 10
    assert all(asked)


class Moved(SystemClock):
    """The computer's clock, which the test puts elsewhere: timers go on as they did."""

    by = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.by


def test_what_was_waited_for_is_due_once_the_computer_wakes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A19: a timer stands still while the computer sleeps; the next sync, and the look at a meeting, do not."""
    monkeypatch.setattr("dainvo.engine.clock.LOOK_S", 0.001)

    async def main() -> None:
        clock = Moved()
        waiting = asyncio.create_task(clock.sleep(3600))
        await asyncio.sleep(0.01)
        assert not waiting.done()
        clock.by = timedelta(hours=2)
        await asyncio.wait_for(waiting, 60)

    asyncio.run(main())


def test_a_clock_that_is_set_back_makes_nobody_wait_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dainvo.engine.clock.LOOK_S", 0.001)

    async def main() -> None:
        clock = Moved()
        waiting = asyncio.create_task(clock.sleep(0.05))
        await asyncio.sleep(0)
        clock.by = -timedelta(days=30)
        await asyncio.wait_for(waiting, 60)

    asyncio.run(main())


def test_a_look_up_that_hangs_holds_up_neither_the_end_nor_other_calls(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D15, I04: the DNS is away: the next start finds the profile free, and files are read meanwhile."""
    begun, back = threading.Semaphore(0), threading.Event()

    def look_up() -> None:
        begun.release()
        back.wait()

    async def ask(desk: Desk) -> None:
        await asyncio.gather(*(asyncio.to_thread(look_up) for _ in range(40)))

    assert bench.engine is not None
    asked = bench.engine.submit(ask)
    for _ in range(40):
        assert begun.acquire(timeout=60)
    assert bench.engine.submit(lambda desk: asyncio.to_thread(int, "7")).result(60) == 7
    closing = threading.Thread(target=bench.close)
    closing.start()
    closing.join(60)
    assert not closing.is_alive() and asked.cancelled()
    back.set()
