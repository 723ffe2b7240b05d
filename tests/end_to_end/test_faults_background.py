"""What goes on by itself while a server refuses: no burst, no lock-out, and everything comes right afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import fault_proxy as faults
from fakes.engine_bench import until
from fakes.fault_world import FaultWorld, fault_world

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def world(tmp_path: Path) -> Iterator[FaultWorld]:
    with fault_world("radicale", tmp_path, background=True) as made:
        until(lambda: made.bench.store(lambda store: store.account(made.account)).next_sync)
        made.proxy.heal()
        yield made


def turns(world: FaultWorld) -> None:
    """Let the engine's loop turn: what it wants to ask it may ask."""
    for _ in range(100):
        world.bench.store(lambda store: store.accounts())


@pytest.mark.parametrize("code", [429, 503])
def test_saves_do_not_make_a_servers_wish_shorter(world: FaultWorld, code: int) -> None:
    """H-17, reliability §2.13: Retry-After holds for the whole account; afterwards all goes out."""
    rule = world.proxy.spoil("*", faults.status(code, Retry_After="600"), times=-1)
    made = [world.make("First")]
    until(lambda: world.bench.store(lambda store: store.account(world.account)).state == "unreachable")
    for number in range(5):
        made.append(world.make(f"More {number}"))
        world.bench.clock.jump(60)
        turns(world)
    world.proxy.heal()
    world.bench.clock.jump(600)
    until(lambda: all(world.text(uid) for uid in made) and len(world.proxy.of("PUT")) >= len(made))
    assert len(world.proxy.of("PUT")) == len(made)
    assert rule.hits <= 2


def test_a_server_in_trouble_is_asked_less_and_less(world: FaultWorld) -> None:
    """H-18: 500 to every write for an hour: a bounded number of requests, then all is well."""
    world.proxy.spoil("PUT", faults.status(500), times=-1)
    made = world.make("New")
    until(lambda: world.proxy.of("PUT"))
    for _ in range(60):
        world.bench.clock.jump(60)
        turns(world)
    assert len(world.proxy.seen) <= 100
    world.proxy.heal()
    world.bench.clock.jump(16 * 60)
    until(lambda: world.text(made))
    until(lambda: world.bench.store(lambda store: store.outbox()) == [])
