"""Runs commands or calls in turn, so that a machine that gets slower meanwhile slows both, and reports medians."""

from __future__ import annotations

import contextlib
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Figure:
    """One answer: what was measured, in words, its value, and the goal it is held against, if there is one."""

    what: str
    value: float
    unit: str
    goal: float | None = None

    def __str__(self) -> str:
        shown = f"{self.what}: {self.value:.2f} {self.unit}".rstrip()
        if self.goal is None:
            return shown
        return f"{shown}   (goal {self.goal:g}: {'met' if self.value <= self.goal else 'MISSED'})"


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    """That of this process, without a screen. Compiled modules are kept, as an installation has them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen", **(more or {})}


def python(*arguments: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """Run this Python with `arguments` in the checkout; its output lines. Raises CalledProcessError."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(environment),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@contextlib.contextmanager
def server(*arguments: str) -> Iterator[str]:
    """A process that prints its address as its first line; ended afterwards."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=_environment(None), stdout=subprocess.PIPE, text=True
    )
    try:
        if process.stdout is None or not (address := process.stdout.readline().strip()):
            raise RuntimeError(f"did not start: {' '.join(arguments)}")
        yield address
    finally:
        process.terminate()
        process.wait()


def in_turn(rounds: int, *calls: Callable[[], float]) -> list[list[float]]:
    """The values of each call over `rounds` rounds A B A B …, after one round that does not count."""
    values: list[list[float]] = [[] for _ in calls]
    for number in range(rounds + 1):
        for kept, call in zip(values, calls, strict=True):
            value = call()
            if number:
                kept.append(value)
    return values


def is_large() -> bool:
    """Whether the measurements that take long are wanted, too: `python -m benchmarks --large`."""
    return os.environ.get("DAINVO_BENCH") == "large"


def processor_seconds(call: Callable[[], object]) -> float:
    """What the processes that `call` starts and waits for use of the processor: says more than `seconds` where other
    work slows the machine."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def percentile_95(values: Sequence[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]
