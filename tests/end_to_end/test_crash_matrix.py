"""The program is killed at every step of everything that concerns a meeting: one wish, one meeting, no edit lost.

F-1, F-2, F-6, M19, M60, M71, N01. A real process (`fakes.mortal`) dies by SIGKILL; a new engine goes on with its
profile; then the servers are asked. A fixed sample, with each kind of step once, runs always; with
`DAINVO_CRASH_MATRIX=full` in the environment every case does; `DAINVO_CRASH_PART=1/2` is one half of them, for
a processor of its own.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Final

import pytest
from fakes.crash_world import OPERATIONS, TROUBLES, Operation, Place, Trouble, following, pairs, place, recover
from fakes.mortal import Life, Mortals, Order

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="lives are forked: needs POSIX"),
]

FULL: Final = os.environ.get("DAINVO_CRASH_MATRIX") == "full"
PART, PARTS = (int(one) for one in os.environ.get("DAINVO_CRASH_PART", "1/1").split("/"))
TWO_DEATHS: Final = int(os.environ.get("DAINVO_TWO_DEATHS", "300" if FULL else "6"))
#: Bookkeeping that is written again and again: later times are like the first.
_OFTEN: Final = frozenset({"set_account", "put_collections", "extend_window", "hurry", "set_collection"})
#: Nothing changes by them, on disk or on a server: the first time stands for all.
_READS: Final = frozenset({"GET", "PROPFIND", "REPORT"})

Step = tuple[str, str]


@dataclass
class Tally:
    """What was run, for the last line."""

    lives: int = 0
    deaths: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)
    plain: dict[str, Life] = field(default_factory=dict)  # of each operation, without trouble and undisturbed


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    return partial(_write_line, request.config)


def _write_line(config: pytest.Config, line: str) -> None:
    """Say it at once, so that what was found before the whole is over is not lost with it."""
    reporter, capture = (
        config.pluginmanager.get_plugin("terminalreporter"),
        config.pluginmanager.get_plugin("capturemanager"),
    )
    if reporter is not None and capture is not None:
        with capture.global_and_fixture_disabled():
            reporter.ensure_newline()
            reporter.write_line(line)


@pytest.fixture(scope="module")
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    counts = Tally()
    yield counts
    told = (
        f"crash matrix: {counts.lives} lives, {counts.deaths} of them killed, {counts.missed} steps not met again;"
        f" {len(counts.wrong)} wrong at rest"
    )
    if not FULL:
        told += "; a fixed sample, to be quick: DAINVO_CRASH_MATRIX=full runs every case"
    _write_line(request.config, told)


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory if there is some: a kill loses nothing that the system has for its disk, so waiting for one is idle."""
    memory = Path("/dev/shm")  # noqa: S108 - a private folder is made there
    with tempfile.TemporaryDirectory(prefix="mortal", dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


@pytest.fixture(scope="module")
def mortals() -> Iterator[Mortals]:
    program = Mortals()
    yield program
    program.close()


def order(where: Place, operation: Operation, trouble: Trouble, step: Step = ("", ""), instants: int = 0) -> Order:
    """A life in which the operation meets the trouble, until it dies."""
    where.order(operation, trouble)
    method, path = operation.request
    return Order(
        folder=str(where.folder),
        environ=where.environ,
        admin_url=where.admin_url,
        acts=operation.acts,
        background=trouble.background,
        step=step[0],
        phase=step[1],
        instants=instants,
        offline=f"zoom {method} {path}".replace("*", "") if trouble.offline else "",
        ahead_s=where.ahead_s,
    )


def die(
    mortals: Mortals, tally: Tally, where: Place, operation: Operation, trouble: Trouble, step: Step = ("", "")
) -> Life:
    """One case; what is wrong goes into the tally."""
    where.begin()
    life = mortals.live(order(where, operation, trouble, step))
    wrong = recover(where, operation, trouble, life)
    tally.lives += 1
    tally.deaths += life.killed
    tally.missed += bool(step[0]) and not life.killed
    if life.exit_code not in (0, -9) or life.bugs:
        wrong.append(f"the life ended with {life.exit_code}, {life.bugs} bugs")
    tally.wrong += [f"{operation.name}, {trouble.name}, {step[1]} {step[0]}: {one}" for one in wrong]
    return life


def cases(life: Life, plain: Life | None = None) -> list[Step]:
    """The steps to die at: all that were met, but for repetitions of what changes nothing.

    With trouble, `plain` is the same without: up to where they part one death is enough, the last. What was seen there
    is not repeated: that a transaction cut off leaves nothing, and that before a step is after the one before it.
    """
    steps = list(life.steps)
    if plain is not None:
        alike = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(steps, plain.steps, strict=False)))
        parted = [step for step in steps[max(0, alike - 1) :] if step[1] != "inside"]
        steps = [step for last, step in pairwise([("", ""), *parted]) if (last[1], step[1]) != ("after", "before")]
    met: dict[Step, None] = {}
    once: set[Step] = set()
    for step, phase in steps:
        name = kind(step)
        if name.split()[1] in _READS | _OFTEN:
            if (name, phase) in once or phase in ("left", "inside"):
                continue
            once.add((name, phase))
        met[step, phase] = None
    return list(met)


def kind(step: str) -> str:
    """The name of a step without its number."""
    return step.rpartition("#")[0]


@pytest.mark.timeout(1800)
@pytest.mark.skipif(not FULL, reason="a fixed sample runs instead; DAINVO_CRASH_MATRIX=full runs every case")
@pytest.mark.parametrize(("operation", "trouble"), pairs()[PART - 1 :: PARTS] if FULL else [], ids=lambda one: one.name)
def test_every_death(
    mortals: Mortals,
    tally: Tally,
    tell: Callable[[str], None],
    folder: Path,
    operation: Operation,
    trouble: Trouble,
) -> None:
    """F-1, F-6, M19, N01: whatever the step, exactly what was saved is on the servers, by itself."""
    before, began = len(tally.wrong), time.monotonic()
    with place(folder / "place", operation) as where:
        if operation.name not in tally.plain:
            tally.plain[operation.name] = die(mortals, tally, where, operation, TROUBLES[0])
        plain = tally.plain[operation.name]
        if trouble is TROUBLES[0]:
            steps = cases(plain)
        else:
            steps = cases(die(mortals, tally, where, operation, trouble), plain)
        for step in steps:
            die(mortals, tally, where, operation, trouble, step)
    wrong = tally.wrong[before:]
    name = f"{operation.name}, {trouble.name}"
    tell("\n  ".join([f"{name}: {len(steps)} deaths, {time.monotonic() - began:.0f} s, {len(wrong)} wrong", *wrong]))
    assert wrong == []


@pytest.mark.timeout(600)
@pytest.mark.skipif(FULL, reason="every case runs")
def test_a_death_at_each_kind_of_step(mortals: Mortals, tally: Tally, folder: Path) -> None:
    """F-1, F-6, M19: each operation, each trouble, and each kind of step with each of its phases, once."""
    seen: set[Step] = set()
    for operation in OPERATIONS:
        with place(folder / operation.name, operation) as where:
            for trouble in TROUBLES if operation is OPERATIONS[0] else TROUBLES[:1]:
                fresh = {
                    (kind(step), phase): (step, phase)
                    for step, phase in reversed(cases(die(mortals, tally, where, operation, trouble)))
                    if phase != "inside" and kind(step).split()[1] not in _READS | _OFTEN
                }
                for name in sorted(fresh.keys() - seen):
                    die(mortals, tally, where, operation, trouble, fresh[name])
                seen |= fresh.keys()
    assert len(seen) > 40
    assert tally.wrong == []


@pytest.mark.timeout(3600)
def test_two_deaths(mortals: Mortals, tally: Tally, folder: Path) -> None:
    """F-2, M19: the program dies, and again while it recovers; the person went on meanwhile."""
    chance = random.Random(20270310)  # noqa: S311 - a die, not a secret
    before = len(tally.wrong)
    for number in range(TWO_DEATHS):
        operation, trouble = chance.choice(pairs())
        first, second, then = chance.randint(20, 90), chance.randint(1, 90), chance.randrange(5)
        with place(folder / str(number), operation) as where:
            life = mortals.live(order(where, operation, trouble, instants=first))
            where.settle()
            where.ahead_s += life.passed_s
            on = following(operation) if life.acknowledged == len(operation.states) - 1 else []
            later = on[then] if on else operation
            next_life = order(where, later, Trouble("none"), instants=second)
            again = mortals.live(replace(next_life, acts=next_life.acts if on else (), at_once=True))
            again = replace(again, acknowledged=again.acknowledged if on else life.acknowledged)
            wrong = recover(where, later, trouble, replace(again, steps=life.steps + again.steps))
        tally.lives += 2
        tally.deaths += life.killed + again.killed
        case = f"{number}: {operation.name}, {trouble.name}, {later.acts}, instants {first} and {second}"
        tally.wrong += [f"{case}: {one}" for one in wrong]
    assert tally.wrong[before:] == []
