"""The bridge: everything arrives on the UI thread, and nothing arrives that nobody waits for."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dainvo.engine.changes import Changes
from dainvo.ical.event import CollectionId
from dainvo.ui.bridge import Bridge, Job


class Painted(QWidget):
    """Notes whether the bridge was busy while it was painted."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.seen: list[bool] = []
        self._bridge = bridge

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.seen.append(self._bridge.busy)


class LoopThread:
    """An engine as the bridge sees one: a loop on a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        self.listeners: list[Callable[[Changes], None]] = []

    def submit(self, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> Future[Any]:
        return asyncio.run_coroutine_threadsafe(verb("desk", *args, **kwargs), self.loop)

    def subscribe(self, callback: Callable[[Changes], None]) -> Callable[[], None]:
        self.listeners.append(callback)
        return lambda: self.listeners.remove(callback)

    def publish(self, changes: Changes) -> None:
        for listener in list(self.listeners):
            self.loop.call_soon_threadsafe(listener, changes)

    def heard(self, changes: Changes) -> threading.Event:
        """The same; set once all listeners were told."""
        self.publish(changes)
        told = threading.Event()
        self.loop.call_soon_threadsafe(told.set)
        return told

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def engine() -> Iterator[LoopThread]:
    engine = LoopThread()
    yield engine
    engine.close()


@pytest.fixture
def bridge(qapp: Any, engine: LoopThread) -> Iterator[Bridge]:
    bridge = Bridge()
    bridge.start(engine)
    yield bridge
    bridge.close()


async def twice(desk: object, number: int) -> tuple[int, bool]:
    return 2 * number, threading.current_thread() is threading.main_thread()


async def fail(desk: object) -> None:
    raise ValueError("as asked")


def test_result_comes_on_the_ui_thread(bridge: Bridge, qtbot: QtBot) -> None:
    got: list[Any] = []
    bridge.run(twice, 21, ok=lambda value: got.append((value, threading.current_thread() is threading.main_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [((42, False), True)]


def test_failure_goes_to_err(bridge: Bridge, qtbot: QtBot) -> None:
    got: list[BaseException] = []
    bridge.run(fail, err=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert str(got[0]) == "as asked"


def test_failure_without_err_goes_to_excepthook(bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, failure, trace: got.append(failure))
    bridge.run(fail, ok=lambda value: None)
    qtbot.waitUntil(lambda: bool(got))
    assert isinstance(got[0], ValueError)


def test_progress_arrives_in_order_and_before_the_result(bridge: Bridge, qtbot: QtBot) -> None:
    async def count(desk: object, *, tell: Callable[[int], None]) -> str:
        for number in range(5):
            tell(number)
            await asyncio.sleep(0)
        return "done"

    got: list[Any] = []
    bridge.run(count, tell=got.append, ok=got.append)
    qtbot.waitUntil(lambda: "done" in got)
    assert got == [0, 1, 2, 3, 4, "done"]


def test_a_cancelled_job_stops_and_is_silent(bridge: Bridge, qtbot: QtBot) -> None:
    cleaned = threading.Event()
    begun = threading.Event()

    async def wait(desk: object, *, tell: Callable[[str], None]) -> None:
        try:
            tell("before")
            begun.set()
            await asyncio.Event().wait()
        finally:
            tell("cleaning")
            cleaned.set()

    got: list[Any] = []
    job = bridge.run(wait, tell=got.append, ok=got.append, err=got.append)
    qtbot.waitUntil(lambda: got == ["before"])
    assert begun.wait(300)
    job.cancel()
    assert cleaned.wait(300)
    later: list[Any] = []
    bridge.run(twice, 1, ok=later.append)
    qtbot.waitUntil(lambda: bool(later))
    assert got == ["before"]
    assert not job.running


def test_nothing_for_an_owner_that_is_gone(bridge: Bridge, qtbot: QtBot) -> None:
    import shiboken6

    owner = QObject()
    got: list[Any] = []
    bridge.run(twice, 1, ok=got.append, owner=owner)
    shiboken6.delete(owner)
    later: list[Any] = []
    bridge.run(twice, 2, ok=later.append)
    qtbot.waitUntil(lambda: bool(later))
    assert got == []


def test_nothing_after_close(bridge: Bridge, engine: LoopThread, qtbot: QtBot) -> None:
    got: list[Any] = []
    bridge.changed.connect(got.append)
    bridge.run(twice, 1, ok=got.append)
    engine.publish(Changes(outbox=True))
    bridge.close()
    late = bridge.run(twice, 2, ok=got.append)
    other = Bridge()
    other.start(engine)
    seen: list[Any] = []
    other.run(twice, 3, ok=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert got == []
    assert not late.running
    other.close()


def test_calls_before_start_wait_in_order(qapp: Any, engine: LoopThread, qtbot: QtBot) -> None:
    bridge = Bridge()
    got: list[Any] = []
    jobs: list[Job] = [bridge.run(twice, number, ok=lambda value: got.append(value[0])) for number in (1, 2, 3)]
    jobs[1].cancel()
    bridge.start(engine)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [2, 6]
    bridge.close()


def test_changes_arrive_merged_on_the_ui_thread(bridge: Bridge, engine: LoopThread, qtbot: QtBot) -> None:
    got: list[Changes] = []
    bridge.changed.connect(got.append)
    for number in range(1, 30):
        engine.publish(Changes(collections=frozenset({CollectionId(number)})))
    qtbot.waitUntil(lambda: len({c for changes in got for c in changes.collections}) == 29)


def test_a_verb_by_name_is_looked_up_on_the_engine_thread(
    bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import types

    module = types.ModuleType("dainvo.engine.actions.pretend")
    module.twice = twice  # type: ignore[attr-defined]  # a module made for this test
    monkeypatch.setitem(sys.modules, "dainvo.engine.actions.pretend", module)
    got: list[Any] = []
    bridge.run("pretend.twice", 4, ok=got.append)
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0] == 8
    failures: list[BaseException] = []
    bridge.run("pretend.no_such_verb", err=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], AttributeError)


def test_it_is_busy_until_what_changed_is_painted(bridge: Bridge, engine: LoopThread, qtbot: QtBot) -> None:
    """G13: the engine pauses meanwhile."""
    widget = Painted(bridge)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: bool(widget.seen))
    assert not bridge.busy
    widget.seen.clear()
    bridge.changed.connect(lambda _changes: widget.update())
    engine.publish(Changes(outbox=True))
    qtbot.waitUntil(lambda: bool(widget.seen))
    assert widget.seen == [True]
    qtbot.waitUntil(lambda: not bridge.busy)


def test_steps_come_one_in_each_turn_after_what_is_painted(bridge: Bridge, engine: LoopThread, qtbot: QtBot) -> None:
    """G13: keys and clicks come between them, and the engine pauses until the last is done and painted."""
    widget = Painted(bridge)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitUntil(lambda: bool(widget.seen))
    told: list[str] = []
    between = QTimer()
    between.timeout.connect(lambda: told.append("key"))

    def first() -> None:
        told.append(f"first, painted {len(widget.seen)}, busy {bridge.busy}")
        widget.update()

    def second() -> None:
        told.append(f"second, painted {len(widget.seen)}, busy {bridge.busy}")

    def show(_changes: Changes) -> None:
        told.append("changed")
        widget.update()
        for step in (first, second, first):
            bridge.then(step, widget)

    widget.seen.clear()
    bridge.changed.connect(show)
    between.start(0)
    engine.publish(Changes(outbox=True))
    qtbot.waitUntil(lambda: "second, painted 2, busy True" in told)
    qtbot.waitUntil(lambda: not bridge.busy)
    between.stop()
    after = told[told.index("changed") :]
    assert [line for line in after if line != "key"] == [
        "changed",
        "first, painted 1, busy True",
        "second, painted 2, busy True",
    ]
    assert all("key" in after[: after.index(line)] for line in after if "painted" in line)
    assert after[after.index("first, painted 1, busy True") + 1] == "key"


def test_a_step_of_a_window_that_is_gone_is_left_out(bridge: Bridge, qtbot: QtBot) -> None:
    taken: list[str] = []
    owner, other = QObject(), QObject()
    bridge.then(lambda: taken.append("gone"), owner)
    bridge.then(lambda: taken.append("there"), other)
    shiboken6.delete(owner)
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == ["there"]


def test_events_that_come_in_wait_a_moment_and_what_the_user_did_does_not(engine: LoopThread, qtbot: QtBot) -> None:
    """G13: however many accounts fill the window at once, it has time for its user, whose own edit is seen at once."""
    bridge = Bridge(rest_ms=3_600_000)
    bridge.start(engine)
    got: list[Changes] = []
    bridge.changed.connect(got.append)
    one, two, three = (Changes(collections=frozenset({CollectionId(number)})) for number in (1, 2, 3))
    engine.publish(one)
    qtbot.waitUntil(lambda: got == [one] and not bridge.busy)  # the first at once
    heard = engine.heard(two)
    qtbot.waitUntil(lambda: heard.is_set() and not bridge.busy)  # the engine need not pause for what waits
    assert got == [one]
    edit = three | Changes(outbox=True)
    engine.publish(edit)
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got[1] == two | edit
    bridge.close()


def test_what_takes_long_to_show_is_shown_less_often(engine: LoopThread, qtbot: QtBot) -> None:
    """G13: a year takes ten times as long as a week; the painting counts."""

    class Slow(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            begun = time.thread_time()
            while time.thread_time() - begun < 0.05:
                pass

    bridge = Bridge(rest_ms=100)
    bridge.start(engine)
    widget = Slow()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    shown: list[Changes] = []
    bridge.changed.connect(shown.append)
    bridge.changed.connect(lambda _changes: widget.update())
    engine.publish(Changes(collections=frozenset({CollectionId(1)})))
    qtbot.waitUntil(lambda: bool(shown) and not bridge.busy)
    assert bridge._resting.interval() >= 500
    bridge.close()


def test_what_waited_is_shown_by_itself(engine: LoopThread, qtbot: QtBot) -> None:
    bridge = Bridge(rest_ms=1)
    bridge.start(engine)
    got: list[Changes] = []
    bridge.changed.connect(got.append)
    for number in range(30):
        engine.publish(Changes(collections=frozenset({CollectionId(number)})))
    qtbot.waitUntil(lambda: {c for changes in got for c in changes.collections} == set(range(30)))
    qtbot.waitUntil(lambda: not bridge.busy)
    bridge.close()


def test_whoever_watches_hears_of_a_call_that_was_cancelled_before_the_start(qapp: Any, engine: LoopThread) -> None:
    """K16: the list of what can be undone waits for no answer that never comes."""
    bridge = Bridge()
    heard: list[Any] = []
    bridge.watch = lambda verb, args, kwargs: heard.append
    bridge.run("events.save_event").cancel()
    bridge.start(engine)
    assert heard == [None]
    bridge.close()
