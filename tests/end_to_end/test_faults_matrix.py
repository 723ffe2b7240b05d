"""Each fault at each kind of request, with work waiting on both sides, against real Radicale and Xandikos: once it
is over, both sides agree, nothing is lost or doubled, and nothing is written that was not asked for (F-3, A06, A07)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import fault_proxy as faults
from fakes.fault_proxy import Act
from fakes.fault_world import DONE, FaultWorld, at_work, fault_world, healed

import dainvo.web

pytestmark = pytest.mark.end_to_end

FAULTS: dict[str, Act] = {
    "lost request": faults.lost_request,
    "lost answer": faults.lost_answer,
    "reset in the answer": faults.reset_in_the_answer,
    "stalled": faults.stalled,
    "truncated": faults.truncated,
    "too long announced": faults.too_long_announced,
    "too short announced": faults.too_short_announced,
    "html with 200": faults.html,
    "doctype bomb": faults.bomb,
    "empty 207": faults.empty_multistatus,
    "401": faults.status(401),
    "429": faults.status(429, Retry_After="30"),
    "503": faults.status(503, Retry_After="Thu, 01 Jan 2099 00:00:00 GMT"),
    "408": faults.status(408),
    "423": faults.status(423),
    "500": faults.status(500),
    "500 but done": faults.acted_and(500),
    "504 but done": faults.acted_and(504),
}
#: What these answers have: the others carry nothing that could stop in the middle.
WITH_BODY = ["PROPFIND", "REPORT", "GET"]
METHODS = ["PROPFIND", "REPORT", "GET", "PUT", "DELETE"]


@pytest.fixture(params=["radicale", "xandikos"])
def world(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultWorld]:
    monkeypatch.setattr(dainvo.web, "STALL_S", 0.3)
    with fault_world(request.param, tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("fault", "method"),
    [(fault, method) for fault in FAULTS for method in (WITH_BODY if fault == "stalled" else METHODS)],
)
def test_a_fault_at_a_request(world: FaultWorld, fault: str, method: str) -> None:
    at_work(world)
    rule = world.proxy.spoil(method, FAULTS[fault])
    world.sync()
    assert rule.hits == 1
    assert len(world.proxy.seen) < 30
    writes = [(seen.method, seen.path) for seen in world.proxy.seen if seen.method in ("PUT", "DELETE")]
    healed(world)
    world.sync()
    writes += [(seen.method, seen.path) for seen in world.proxy.seen if seen.method in ("PUT", "DELETE")]
    assert all(writes.count(write) <= 2 for write in writes)
    world.agreed(*DONE)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("fault", ["reset in the answer", "truncated", "html with 200", "500", "503", "401"])
def test_a_fault_that_stays_for_a_while(world: FaultWorld, fault: str, method: str) -> None:
    """Five syncs under it cost a bounded number of requests, and lose nothing."""
    at_work(world)
    world.proxy.spoil(method, FAULTS[fault], times=-1)
    for _ in range(5):
        world.sync()
    assert len(world.proxy.seen) <= 5 * 16
    healed(world)
    world.sync()
    world.agreed(*DONE)
