"""Refreshing: one at a time, kept before use, and a grant ended only by Zoom's own word (reliability C-A8)."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from fakes.zoom_wire import NO_TLS, NOW, FileRing, Reply, TokenEndpoint, Wire, reply

from dainvo.errors import DainvoError, NeedsUser, TryLater, Why
from dainvo.secrets import Secrets
from dainvo.web import Web
from dainvo.zoom import file_lock
from dainvo.zoom.oauth import Grant, GrantEnded
from dainvo.zoom.tokens import Tokens

T = TypeVar("T")
KEY = "zoom:1"
AGED = NOW + timedelta(seconds=10)


class Store:
    """Secrets in memory whose writes and probes a test can make fail, and that notes what was asked of it."""

    def __init__(self) -> None:
        self.secrets = Secrets.in_memory()
        self.failing_puts = 0
        self.failing: Why | None = None
        self.threads: set[str] = set()
        self.order: list[str] = []

    def _asked(self, what: str) -> None:
        self.threads.add(threading.current_thread().name)
        self.order.append(what)
        if self.failing is not None:
            raise NeedsUser(self.failing)

    def get(self, key: str) -> str | None:
        self._asked("get")
        return self.secrets.get(key)

    def put(self, key: str, value: str) -> None:
        self._asked("put")
        if self.failing_puts:
            self.failing_puts -= 1
            raise NeedsUser(Why.KEYRING_FAILED)
        self.secrets.put(key, value)

    def delete(self, key: str) -> None:
        self._asked("delete")
        self.secrets.delete(key)

    def usable(self) -> None:
        self._asked("usable")
        self.secrets.usable()

    @property
    def grant(self) -> Grant | None:
        text = self.secrets.get(KEY)
        return None if text is None else Grant.from_json(text)


class Desk:
    """An account on a wire: token endpoint, store, and a way to run against them."""

    def __init__(self, wire: Wire, endpoint: TokenEndpoint, folder: Path) -> None:
        self.wire = wire
        self.endpoint = endpoint
        self.store = Store()
        self.lock_path = folder / "locks" / "zoom-1.lock"

    def holds(self, grant: Grant) -> None:
        self.store.secrets.put(KEY, grant.to_json())

    def run(self, scenario: Callable[[Tokens], Awaitable[T]]) -> T:
        async def play() -> T:
            web = Web(context=NO_TLS)
            try:
                return await scenario(self.tokens(web))
            finally:
                await web.close()

        return asyncio.run(play())

    def tokens(self, web: Web) -> Tokens:
        return Tokens(
            self.store, web, KEY, self.lock_path, config=self.wire.config, now=lambda: NOW, pauses_s=(0.0, 0.0)
        )

    def why(self, scenario: Callable[[Tokens], Awaitable[object]]) -> Why:
        with pytest.raises(DainvoError) as caught:
            self.run(scenario)
        return caught.value.why


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    endpoint = TokenEndpoint()
    with Wire(endpoint) as wire:
        yield Desk(wire, endpoint, tmp_path)


def access(tokens: Tokens) -> Awaitable[str]:
    return tokens.access()


def test_a_fresh_token_is_used_as_it_is(desk: Desk) -> None:
    desk.holds(desk.wire.grant(expires_at=NOW + timedelta(seconds=300)))
    assert desk.run(access) == "access-1"
    assert not desk.wire.requests


def test_an_aged_token_is_renewed_and_kept_before_use(desk: Desk) -> None:
    """M20, Z7: under 300 s left; probe, ask, store, and only then hand out."""
    desk.holds(desk.wire.grant(expires_at=NOW + timedelta(seconds=299)))
    assert desk.run(access) == "access-2"
    kept = desk.store.grant
    assert kept is not None
    assert (kept.refresh_token, kept.expires_at) == ("refresh-2", NOW + timedelta(seconds=3599))
    assert desk.store.order == ["get", "get", "usable", "put"]


def test_nothing_blocks_the_loop(desk: Desk) -> None:
    desk.holds(desk.wire.grant(expires_at=AGED))
    desk.run(access)
    assert threading.main_thread().name not in desk.store.threads


def test_many_users_at_once_make_one_refresh(desk: Desk) -> None:
    """M20: single flight within a program."""
    desk.holds(desk.wire.grant(expires_at=AGED))

    async def five(tokens: Tokens) -> list[str]:
        return await asyncio.gather(*(tokens.access() for _ in range(5)))

    assert desk.run(five) == ["access-2"] * 5
    assert desk.endpoint.refreshes == 1
    assert desk.store.order.count("get") == 5 + 1  # one look under the lock for all


def test_two_objects_at_once_make_one_refresh(desk: Desk) -> None:
    """M20: the lock file holds between two that know nothing of each other."""
    desk.holds(desk.wire.grant(expires_at=AGED))

    async def play() -> list[str]:
        web = Web(context=NO_TLS)
        try:
            one, two = desk.tokens(web), desk.tokens(web)
            return list(await asyncio.gather(one.access(), two.access()))
        finally:
            await web.close()

    assert asyncio.run(play()) == ["access-2", "access-2"]
    assert (desk.endpoint.refreshes, desk.endpoint.refused) == (1, 0)


CHILD = """
import asyncio, sys
from datetime import timedelta
from pathlib import Path
from fakes.zoom_wire import CLIENT, NOW, NO_TLS, FileRing
from dainvo.secrets import Secrets
from dainvo.web import Web
from dainvo.zoom.oauth import ZoomConfig
from dainvo.zoom.tokens import Tokens

folder, origin = Path(sys.argv[1]), sys.argv[2]
config = ZoomConfig(CLIENT, f"{origin}/oauth", f"{origin}/v2", overridden=True)

async def play():
    web = Web(context=NO_TLS)
    tokens = Tokens(Secrets(FileRing(folder)), web, "zoom:1", folder / "lock", config=config, now=lambda: NOW)
    print("ready", flush=True)
    sys.stdin.readline()
    print(await tokens.access(), flush=True)
    await web.close()

asyncio.run(play())
"""


def test_two_processes_at_once_make_one_refresh(tmp_path: Path) -> None:
    """M20: across processes; the first answer is held back until the second process had its chance."""
    endpoint = TokenEndpoint()
    second = threading.Event()
    first = threading.Semaphore(1)

    def gate() -> None:
        if first.acquire(blocking=False):
            second.wait(1.0)
        else:
            second.set()

    endpoint.gate = gate
    with Wire(endpoint) as wire:
        Secrets(FileRing(tmp_path)).put(KEY, wire.grant(expires_at=AGED).to_json())
        tests = Path(__file__).parent.parent
        command = [sys.executable, "-c", CHILD, str(tmp_path), wire.origin]
        environment = {"PYTHONPATH": f"{tests}:{tests.parent}", "PATH": ""}
        with ExitStack() as stack:
            children = [
                stack.enter_context(
                    subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)
                )
                for _ in range(2)
            ]
            for child in children:
                stack.callback(child.kill)
            for child in children:
                assert child.stdout is not None
                assert child.stdout.readline() == "ready\n"
            for child in children:
                assert child.stdin is not None
                child.stdin.write("go\n")
                child.stdin.flush()
            assert [child.communicate(timeout=500)[0] for child in children] == ["access-2\n", "access-2\n"]
    assert (endpoint.refreshes, endpoint.refused) == (1, 0)


def test_a_refused_token_is_renewed_though_it_looks_fresh(desk: Desk) -> None:
    """401/124."""
    desk.holds(desk.wire.grant())

    async def play(tokens: Tokens) -> list[str]:
        first = await tokens.access()
        renewed = await asyncio.gather(tokens.renewed(first), tokens.renewed(first))
        return [grant.access_token for grant in (*renewed, await tokens.renewed(first))]

    assert desk.run(play) == ["access-2"] * 3
    assert desk.endpoint.refreshes == 1


def test_a_pair_that_another_program_stored_is_used(desk: Desk) -> None:
    """The keyring is read again under the lock, before Zoom is asked."""
    desk.holds(desk.wire.grant())

    async def play(tokens: Tokens) -> str:
        old = await tokens.access()
        desk.holds(desk.wire.grant(9))
        return (await tokens.renewed(old)).access_token

    assert desk.run(play) == "access-9"
    assert not desk.wire.requests


@pytest.mark.parametrize("fault", ["lost", Reply(200, b"<html>")])
def test_a_lost_answer_is_asked_for_once_more(desk: Desk, fault: str | Reply) -> None:
    desk.endpoint.faults = [fault]
    desk.holds(desk.wire.grant(expires_at=AGED))
    if fault == "lost":  # Zoom rotated: the old token is dead, and that is an ordinary end
        assert desk.why(access) is Why.ZOOM_ACCESS_ENDED
        assert desk.store.grant is None
    else:
        assert desk.run(access) == "access-2"
    assert [request.form["refresh_token"] for request in desk.wire.requests] == ["refresh-1"] * 2


def test_two_lost_answers_keep_the_grant(desk: Desk) -> None:
    desk.endpoint.faults = [Reply(200, b""), Reply(200, b"")]
    desk.holds(desk.wire.grant(expires_at=AGED))
    assert desk.why(access) is Why.NO_ANSWER
    assert desk.store.grant == desk.wire.grant(expires_at=AGED)
    assert len(desk.wire.requests) == 2


@pytest.mark.parametrize(
    "fault",
    [
        reply(503, {}),
        reply(500, {"error": "invalid_grant"}),
        reply(429, {}),
        Reply(400, b"<html>"),
        reply(400, {"code": 4740}),
    ],
)
def test_a_passing_failure_keeps_the_grant(desk: Desk, fault: Reply) -> None:
    """M20, Z8: 503 once, and the next call goes through with the same grant. Not repeated by itself."""
    desk.endpoint.faults = [fault]
    desk.holds(desk.wire.grant(expires_at=AGED))
    with pytest.raises(DainvoError) as caught:
        desk.run(access)
    assert not isinstance(caught.value, GrantEnded)
    assert desk.store.grant == desk.wire.grant(expires_at=AGED)
    assert len(desk.wire.requests) == 1
    assert desk.run(access) == "access-2"


def test_what_is_left_of_a_token_is_used_while_zoom_is_away(desk: Desk) -> None:
    desk.endpoint.faults = [reply(503, {})]
    desk.holds(desk.wire.grant(expires_at=NOW + timedelta(seconds=120)))
    assert desk.run(access) == "access-1"


def test_offline_is_told_as_such(desk: Desk) -> None:
    desk.holds(desk.wire.grant(expires_at=AGED))
    desk.wire._server.server_close()
    with pytest.raises(TryLater) as caught:
        desk.run(access)
    assert (caught.value.why, caught.value.sent) == (Why.OFFLINE, False)


def test_a_dead_grant_is_cleared(desk: Desk) -> None:
    """M21: named, and not asked again."""
    desk.endpoint.newest = 5
    desk.holds(desk.wire.grant(expires_at=AGED))
    assert desk.why(access) is Why.ZOOM_ACCESS_ENDED
    assert desk.store.grant is None
    assert desk.why(access) is Why.ZOOM_ACCESS_ENDED
    assert len(desk.wire.requests) == 1


def test_only_what_was_refused_is_cleared(desk: Desk) -> None:
    """Compare and delete: the user reconnected while an old token was being refused."""
    desk.endpoint.newest = 7
    desk.holds(desk.wire.grant(expires_at=AGED))
    desk.endpoint.gate = lambda: desk.holds(desk.wire.grant(7))
    assert desk.run(access) == "access-7"
    assert desk.store.grant == desk.wire.grant(7)


def test_a_grant_stored_while_two_were_refused_stays(desk: Desk) -> None:
    desk.endpoint.newest = 99
    desk.holds(desk.wire.grant(expires_at=AGED))
    stored = iter([desk.wire.grant(7, expires_at=AGED), desk.wire.grant(8)])
    desk.endpoint.gate = lambda: desk.holds(next(stored))
    assert desk.why(access) is Why.ZOOM_ACCESS_ENDED
    assert desk.store.grant == desk.wire.grant(8)


def test_a_replaced_grant_that_has_aged_too_is_renewed(desk: Desk) -> None:
    desk.endpoint.newest = 7
    desk.holds(desk.wire.grant(expires_at=AGED))
    replaced = iter([True])
    desk.endpoint.gate = lambda: desk.holds(desk.wire.grant(7, expires_at=AGED)) if next(replaced, False) else None
    assert desk.run(access) == "access-8"


def test_nothing_is_asked_of_zoom_if_the_answer_could_not_be_kept(desk: Desk) -> None:
    """A rotated pair that cannot be stored is lost."""
    desk.holds(desk.wire.grant(expires_at=AGED))

    async def play(tokens: Tokens) -> None:
        await tokens.stored()
        desk.store.failing = Why.KEYRING_LOCKED
        await tokens.access()

    assert desk.why(play) is Why.KEYRING_LOCKED
    assert not desk.wire.requests


def test_a_locked_keyring_is_no_lost_sign_in(desk: Desk) -> None:
    """Y16: waits for the user to unlock, and goes on by itself."""
    desk.holds(desk.wire.grant())

    async def play(tokens: Tokens) -> str:
        desk.store.failing = Why.KEYRING_LOCKED
        with pytest.raises(NeedsUser) as caught:
            await tokens.access()
        assert caught.value.why is Why.KEYRING_LOCKED
        desk.store.failing = None
        return await tokens.access()

    assert desk.run(play) == "access-1"


def test_a_keyring_that_refuses_once_or_twice(desk: Desk) -> None:
    desk.holds(desk.wire.grant(expires_at=AGED))
    desk.store.failing_puts = 2

    async def play(tokens: Tokens) -> bool:
        await tokens.access()
        return tokens.unsaved

    assert desk.run(play) is False
    assert desk.store.grant is not None
    assert desk.store.grant.refresh_token == "refresh-2"


def test_a_keyring_that_keeps_refusing_leaves_memory(desk: Desk) -> None:
    """zoom.md §3.4: works from memory this run, says so, and saves as soon as it can."""
    desk.holds(desk.wire.grant(expires_at=AGED))
    desk.store.failing_puts = 3

    async def play(tokens: Tokens) -> list[str]:
        seen = [await tokens.access()]
        assert tokens.unsaved
        assert desk.store.grant == desk.wire.grant(expires_at=AGED)
        seen.append((await tokens.renewed(seen[0])).access_token)
        return seen

    assert desk.run(play) == ["access-2", "access-3"]
    assert desk.store.grant is not None
    assert desk.store.grant.refresh_token == "refresh-3"


def test_settling_saves_what_was_not(desk: Desk) -> None:
    desk.holds(desk.wire.grant(expires_at=AGED))
    desk.store.failing_puts = 3

    async def play(tokens: Tokens) -> None:
        await tokens.access()
        await tokens.settle()
        assert not tokens.unsaved

    desk.run(play)
    assert desk.store.grant is not None
    assert desk.store.grant.refresh_token == "refresh-2"


def test_a_caller_that_gives_up_does_not_cost_the_new_pair(desk: Desk) -> None:
    """The answer of a refresh is stored even if nobody waits for it any more."""
    desk.holds(desk.wire.grant(expires_at=AGED))
    asked = threading.Event()
    go = threading.Event()

    def gate() -> None:
        asked.set()
        go.wait(300)

    desk.endpoint.gate = gate

    async def play(tokens: Tokens) -> None:
        caller = asyncio.create_task(tokens.access())
        await asyncio.to_thread(asked.wait, 300)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        go.set()
        await tokens.settle()

    desk.run(play)
    assert desk.store.grant is not None
    assert desk.store.grant.refresh_token == "refresh-2"


def test_a_grant_of_another_server_is_not_used(desk: Desk) -> None:
    """zoom.md §2: a demo token never reaches Zoom."""
    with Wire(lambda request: None) as elsewhere:
        desk.holds(elsewhere.grant(expires_at=AGED))
    assert desk.why(access) is Why.OTHER_SERVER
    assert not desk.wire.requests
    assert desk.store.grant is not None


def test_forgetting_leaves_nothing(desk: Desk) -> None:
    """Y05."""
    desk.holds(desk.wire.grant())

    async def play(tokens: Tokens) -> None:
        await tokens.access()
        await tokens.forget()
        await tokens.access()

    assert desk.why(play) is Why.ZOOM_ACCESS_ENDED
    assert desk.store.grant is None
    assert not desk.wire.requests


def test_a_new_sign_in_replaces_the_old_one(desk: Desk) -> None:
    desk.holds(desk.wire.grant())

    async def play(tokens: Tokens) -> str:
        await tokens.access()
        await tokens.keep(desk.wire.grant(4))
        return await tokens.access()

    assert desk.run(play) == "access-4"
    assert desk.store.grant == desk.wire.grant(4)


def test_what_cannot_be_kept_is_not_used(desk: Desk) -> None:
    """Y01: fails closed."""
    desk.store.failing_puts = 1

    async def play(tokens: Tokens) -> None:
        with pytest.raises(NeedsUser):
            await tokens.keep(desk.wire.grant(4))
        await tokens.access()

    assert desk.why(play) is Why.ZOOM_ACCESS_ENDED


def test_no_token_in_log_or_failure(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """C-L1, C-L3."""
    caplog.set_level(logging.DEBUG)
    desk.endpoint.newest = 5
    desk.endpoint.faults = ["", reply(503, {"reason": "x"})]
    said = []
    for _ in range(2):
        desk.holds(desk.wire.grant(expires_at=AGED))
        with pytest.raises(DainvoError) as caught:
            desk.run(access)
        said.append(f"{caught.value!r} {caught.value} {caught.value.detail} {dict(caught.value.about)}")
    for secret in ("access-", "refresh-1"):
        assert secret not in " ".join(said)
        assert secret not in caplog.text


def test_the_lock_gives_up_after_its_time(tmp_path: Path) -> None:
    async def play() -> None:
        async with file_lock.held(tmp_path / "lock"), file_lock.held(tmp_path / "lock", timeout_s=0):
            raise AssertionError("held twice")

    with pytest.raises(TryLater) as caught:
        asyncio.run(play())
    assert caught.value.why is Why.PROFILE_BUSY


def test_a_cancelled_wait_leaves_the_lock_free(tmp_path: Path) -> None:
    async def wait() -> None:
        async with file_lock.held(tmp_path / "lock"):
            raise AssertionError("cancelled before")

    async def play() -> None:
        async with file_lock.held(tmp_path / "lock"):
            waiting = asyncio.create_task(wait())
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        async with file_lock.held(tmp_path / "lock"):
            pass

    asyncio.run(play())


def test_the_lock_file_is_the_users_alone(tmp_path: Path) -> None:
    async def play() -> None:
        async with file_lock.held(tmp_path / "new" / "lock"):
            pass

    asyncio.run(play())
    assert (tmp_path / "new" / "lock").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
