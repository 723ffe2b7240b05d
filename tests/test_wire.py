"""The connections below the HTTP client: kept warm, never used once closed, and never believed unasked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from dainvo.errors import TryLater, Why
from dainvo.tls import Connection
from dainvo.web import Web

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Server:
    """Answers each request of a connection in turn; `replies` gives bytes, and whether the server closes after them."""

    replies: Callable[[int], tuple[bytes, bool]] = lambda _number: (OK, False)
    url: str = ""
    port: int = 0
    connections: int = 0
    bodies: list[bytes] = field(default_factory=list)
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length: ")[2].split(b"\r\n")[0] or 0)
                self.bodies.append(await reader.readexactly(length))
                answer, closes = self.replies(len(self.bodies))
                writer.write(answer)
                await writer.drain()
                if closes:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()
            self.closed.set()


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[Server]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{server.port}/"
    try:
        yield server
    finally:
        listening.close()


def run(main: Callable[[Web], Coroutine[Any, Any, None]], *, connection: Connection | None = None) -> None:
    async def go() -> None:
        web = Web(connection=connection)
        try:
            await main(web)
        finally:
            await web.close()

    asyncio.run(go())


def test_a_connection_is_used_again() -> None:
    async def main(web: Web) -> None:
        async with serving(Server()) as server:
            answers = [await web.request("PUT", server.url, content=b"%d" % number) for number in range(3)]
        assert [answer.text() for answer in answers] == ["ok"] * 3
        assert server.bodies == [b"0", b"1", b"2"]
        assert server.connections == 1

    run(main)


def test_a_connection_that_the_server_closed_is_not_written_to() -> None:
    """Z19, M19: a create into a closed connection would leave its outcome open for nothing."""

    async def main(web: Web) -> None:
        async with serving(Server(lambda number: (OK, number == 1))) as server:
            await web.request("POST", server.url, content=b"first")
            await server.closed.wait()
            answer = await web.request("POST", server.url, content=b"second")
        assert answer.status == 200
        assert server.bodies == [b"first", b"second"]

    run(main)


@pytest.mark.parametrize("late", [False, True], ids=["with the answer", "afterwards"])
def test_an_answer_that_nobody_asked_for_is_not_believed(late: bool) -> None:
    """What follows an answer unasked would pass for the answer to the next request."""
    forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"

    async def main(web: Web) -> None:
        async with serving(Server(lambda number: (OK + forged, False) if number == 1 else (OK, False))) as server:
            async with web.stream("GET", server.url) as streamed:
                first = await streamed.answer() if late else None
                await asyncio.sleep(0)
                first = first or await streamed.answer()
            second = await web.request("GET", server.url)
        assert [first.text(), second.text()] == ["ok", "ok"]
        assert server.connections == 2

    run(main)


def test_an_answer_left_unread_ends_its_connection() -> None:
    async def main(web: Web) -> None:
        long = b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + b"x" * 3_000_000
        async with serving(Server(lambda number: (long, False) if number == 1 else (OK, False))) as server:
            async with web.stream("GET", server.url) as streamed:
                assert await anext(streamed.chunks(1 << 24))
            assert (await web.request("GET", server.url)).text() == "ok"
        assert server.connections == 2

    run(main)


def test_long_bodies_go_whole_both_ways() -> None:
    body = bytes(range(256)) * 20_000

    def answer(_number: int) -> tuple[bytes, bool]:
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body, False

    async def main(web: Web) -> None:
        async with serving(Server(answer)) as server, web.stream("PUT", server.url, content=body) as streamed:
            for _ in range(200):
                await asyncio.sleep(0)  # more arrives than is held for a slow reader
            got = await streamed.answer()
        assert got.body == body
        assert server.bodies == [body]

    run(main)


def test_a_refusal_of_the_proxy_has_sent_nothing() -> None:
    """A22: the server never heard of it, so it is tried again by itself."""

    async def main_with(server: Server) -> None:
        web = Web(connection=Connection(proxy=server.url))
        try:
            with pytest.raises(TryLater) as failed:
                await web.request("POST", "https://calendar.example/", content=b"secret")
        finally:
            await web.close()
        assert (failed.value.why, failed.value.sent) == (Why.OFFLINE, False)
        assert server.bodies == [b""]

    async def main() -> None:
        async with serving(Server(lambda _: (b"HTTP/1.1 502 X\r\nContent-Length: 0\r\n\r\n", False))) as server:
            await main_with(server)

    asyncio.run(main())


def test_what_is_under_way_when_the_client_closes_leaves_no_connection_behind() -> None:
    async def main(web: Web) -> None:
        async with serving(Server()) as server:
            async with web.stream("GET", server.url) as streamed:
                await web.close()
                assert (await streamed.answer()).text() == "ok"
            await asyncio.wait_for(server.closed.wait(), 5)

    run(main)
