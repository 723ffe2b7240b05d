"""The moment after a commit at which all of the copy is on disk for good."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import pytest

from dainvo.engine import settling
from dainvo.errors import TryLater, Why


class Watched:
    """Stands for a store."""

    def __init__(self) -> None:
        self.on_behind: Callable[[], None] = lambda: None
        self.written = 0
        self.settled = 0
        self.error: TryLater | None = None
        self.over = asyncio.Event()

    def write_beside(self) -> None:
        self.written += 1

    def settle(self) -> None:
        self.settled += 1
        self.over.set()
        if self.error is not None:
            raise self.error


def run(store: Watched, monkeypatch: pytest.MonkeyPatch, *, ended: bool = False) -> None:
    """Several commits within the moment."""
    monkeypatch.setattr(settling, "WRITE_S", 0.001)
    monkeypatch.setattr(settling, "SETTLE_S", 0.002)

    async def live() -> None:
        store.over = asyncio.Event()
        watch = settling.Settling(asyncio.get_running_loop(), store)  # type: ignore[arg-type] # only what is asked
        for _ in range(5):
            store.on_behind()
        if ended:
            watch.end()
            assert all(timer.cancelled() for timer in watch._timers.values())
        else:
            await store.over.wait()
            assert not watch._timers

    asyncio.run(live())


def test_several_commits_are_settled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """I-12: a save, its link and its sending wait for the disk together."""
    store = Watched()
    run(store, monkeypatch)
    assert (store.written, store.settled) == (1, 1)


def test_nothing_after_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store settles when it is closed; after that nobody touches it."""
    store = Watched()
    run(store, monkeypatch, ended=True)
    assert (store.written, store.settled) == (0, 0)


def test_a_full_disk_ends_nothing(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """F-10: it is said in the log, and the next commit asks again."""
    store = Watched()
    store.error = TryLater(Why.DISK_FULL)
    with caplog.at_level(logging.WARNING):
        run(store, monkeypatch)
        run(store, monkeypatch)
    assert store.settled == 2
    assert "not on disk for good" in caplog.text
