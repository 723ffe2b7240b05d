"""The sign-in listener under attack: only the request with the right state ends the wait."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable

import pytest

from dainvo.errors import Refused, Why
from dainvo.zoom import listener as listener_module
from dainvo.zoom import pages
from dainvo.zoom.listener import MOST_AT_ONCE, MOST_BYTES, Listener, Redirect

STATE = "right-state"


async def send(listener: Listener, raw: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", listener.port)
    try:
        writer.write(raw)
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        await closed(writer)


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()


def get(listener: Listener, target: str, *, method: str = "GET", host: str = "", more: str = "") -> bytes:
    return f"{method} {target} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{listener.port}'}\r\n{more}\r\n".encode()


def run(scenario: Callable[[Listener], Awaitable[None]]) -> Redirect:
    """Play `scenario`, then the real redirect; what the listener gave."""

    async def play() -> Redirect:
        async with asyncio.timeout(300), Listener(STATE) as listener:
            await scenario(listener)
            answer = await send(listener, get(listener, f"/callback?code=the-code&state={STATE}"))
            assert answer == pages.CONNECTED
            return await listener.redirect()

    return asyncio.run(play())


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        ("/", pages.NOT_HERE),
        ("/favicon.ico", pages.NOT_HERE),
        (f"/callback/?code=x&state={STATE}", pages.NOT_HERE),
        (f"/CALLBACK?code=x&state={STATE}", pages.NOT_HERE),
        (f"//callback?code=x&state={STATE}", pages.NOT_HERE),
        (f"http://127.0.0.1/callback?code=x&state={STATE}", pages.NOT_HERE),
        ("/callback", pages.NO_MATCH),
        ("/callback?code=x", pages.NO_MATCH),
        ("/callback?code=x&state=", pages.NO_MATCH),
        ("/callback?code=x&state=wrong", pages.NO_MATCH),
        ("/callback?code=x&state=right-stat%C3%A9", pages.NO_MATCH),
        (f"/callback?code=x&state={STATE}&state={STATE}", pages.NO_MATCH),
        (f"/callback?code=x&code=y&state={STATE}", pages.NO_MATCH),
        (f"/callback?code=&state={STATE}", pages.NO_MATCH),
        (f"/callback?state={STATE}", pages.NO_MATCH),
        ("/callback?error=access_denied", pages.NO_MATCH),
        ("/callback?error=access_denied&state=wrong", pages.NO_MATCH),
        ("/callback?" + "a=1&" * 40, pages.NO_MATCH),
    ],
)
def test_a_wrong_request_changes_nothing(target: str, answer: bytes) -> None:
    """Y04: wrong path, wrong state, an error without the state: answered, and the real one still works."""

    async def attack(listener: Listener) -> None:
        assert await send(listener, get(listener, target)) == answer

    assert run(attack) == Redirect(code="the-code")


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT", "get", "OPTIONS"])
def test_only_get_counts(method: str) -> None:
    async def attack(listener: Listener) -> None:
        raw = get(listener, f"/callback?code=x&state={STATE}", method=method)
        assert await send(listener, raw) == pages.NOT_HERE

    assert run(attack).code == "the-code"


@pytest.mark.parametrize(
    "host", ["localhost:{port}", "127.0.0.1", "evil.example:{port}", "127.0.0.1:{port}.evil", "[::1]:{port}"]
)
def test_another_host_is_nobody(host: str) -> None:
    """C-A5: a name that was rebound to 127.0.0.1 gets nothing."""

    async def attack(listener: Listener) -> None:
        raw = get(listener, f"/callback?code=x&state={STATE}", host=host.format(port=listener.port))
        assert await send(listener, raw) == pages.NOT_HERE

    assert run(attack).code == "the-code"


def test_the_host_stands_once() -> None:
    async def attack(listener: Listener) -> None:
        target = f"/callback?code=x&state={STATE}"
        twice = get(listener, target, more=f"Host: 127.0.0.1:{listener.port}\r\n")
        never = f"GET {target} HTTP/1.1\r\n\r\n".encode()
        assert await send(listener, twice) == pages.NOT_HERE
        assert await send(listener, never) == pages.NOT_HERE

    assert run(attack).code == "the-code"


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /callback\r\n\r\n",
        b"\xff" * 400 + b"\r\n\r\n",
    ],
)
def test_garbage_is_survived(raw: bytes) -> None:
    async def attack(listener: Listener) -> None:
        assert await send(listener, raw) == pages.NOT_HERE

    assert run(attack).code == "the-code"


def test_an_oversized_request_is_dropped() -> None:
    async def attack(listener: Listener) -> None:
        raw = get(listener, f"/callback?code=x&state={STATE}", more=f"X: {'a' * 2 * MOST_BYTES}\r\n")
        assert await send(listener, raw) == b""

    assert run(attack).code == "the-code"


def test_silent_connections_keep_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """H-22: 50 idle sockets and half requests; the true one waits for none of them to be thrown out."""
    monkeypatch.setattr(listener_module, "SOCKET_TIMEOUT_S", 3600)

    async def play() -> None:
        async with Listener(STATE) as listener:
            silent = []
            for number in range(50):
                _, writer = await asyncio.open_connection("127.0.0.1", listener.port)
                writer.write(b"GET /call" if number % 2 else b"")
                silent.append(writer)
            assert len(listener._open) <= MOST_AT_ONCE
            await send(listener, get(listener, f"/callback?code=c&state={STATE}"))
            await listener.redirect()
        for writer in silent:
            await closed(writer)

    asyncio.run(play())


def test_two_hundred_wrong_ones_do_not_end_the_wait() -> None:
    """H-20."""

    async def attack(listener: Listener) -> None:
        for number in range(200):
            await send(listener, get(listener, f"/callback?code=x&state={number}"))

    assert run(attack).code == "the-code"


def test_a_second_hit_finds_nobody() -> None:
    async def play() -> None:
        async with Listener(STATE) as listener:
            first = asyncio.create_task(send(listener, get(listener, f"/callback?code=one&state={STATE}")))
            second = asyncio.create_task(send(listener, get(listener, f"/callback?code=two&state={STATE}")))
            answers = [await first, await second]
            taken = (await listener.redirect()).code
            assert answers.count(pages.CONNECTED) == 1
            assert answers.index(pages.CONNECTED) == ["one", "two"].index(taken)
            port = listener.port
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)

    asyncio.run(play())


def test_a_refusal_with_the_state_is_told() -> None:
    async def play() -> Redirect:
        async with Listener(STATE) as listener:
            target = f"/callback?error=access_denied&error_description=No%20thanks&state={STATE}"
            assert await send(listener, get(listener, target)) == pages.NOT_CONNECTED
            return await listener.redirect()

    assert asyncio.run(play()) == Redirect(error="access_denied", description="No thanks")


def test_it_listens_on_the_loopback_address_alone() -> None:
    """C-A1, U-2."""

    async def play() -> None:
        async with Listener(STATE) as listener:
            (listening,) = listener._server.sockets
            assert listening.getsockname() == ("127.0.0.1", listener.port)
            assert listener.redirect_uri == f"http://127.0.0.1:{listener.port}/callback"

    asyncio.run(play())


def test_a_busy_fixed_port_is_said() -> None:
    """Z2: no fallback to another one."""

    async def play(port: int) -> None:
        async with Listener(STATE, port):
            raise AssertionError("the port was taken")

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Refused) as caught:
            asyncio.run(play(port))
    assert caught.value.why is Why.PORT_BUSY
    assert caught.value.about["port"] == str(port)


def test_cancelling_frees_the_port_at_once() -> None:
    """M01: with connections open, and used again by the next attempt."""

    async def play() -> None:
        entered: asyncio.Future[Listener] = asyncio.get_running_loop().create_future()

        async def wait(port: int) -> None:
            async with Listener(STATE, port) as listener:
                entered.set_result(listener)
                await listener.redirect()

        task = asyncio.create_task(wait(0))
        port = (await entered).port
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with Listener(STATE, port) as again:
            assert again.port == port
        await closed(writer)

    asyncio.run(play())


@pytest.mark.parametrize("page", [pages.CONNECTED, pages.NOT_CONNECTED, pages.NO_MATCH])
def test_pages_load_and_run_nothing(page: bytes) -> None:
    """C-A6, U-4."""
    head, _, body = page.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert f"Content-Length: {len(body)}" in lines
    for line in (
        "Content-Type: text/html; charset=utf-8",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Connection: close",
    ):
        assert line in lines
    policy = next(line for line in lines if line.startswith("Content-Security-Policy: "))
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    for forbidden in (b"<script", b"<link", b"http", b"href", b"src=", b"style="):
        assert forbidden not in body


def test_the_pages_say_what_the_user_needs() -> None:
    """M01: 'return to Dainvo'."""
    assert b"Dainvo is connected." in pages.CONNECTED
    assert b"You can return to Dainvo." in pages.CONNECTED
    assert b"This tab can be closed." in pages.CONNECTED
    assert b"Zoom was not connected." in pages.NOT_CONNECTED
    assert b"Nothing was changed. This tab can be closed." in pages.NOT_CONNECTED
