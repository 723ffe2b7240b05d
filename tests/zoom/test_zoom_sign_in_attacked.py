"""A whole sign-in at the stand-in while everything on this computer talks to its listener."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from fakes.zoom_wire import NO_TLS

from dainvo.demo import visitor
from dainvo.demo.zoom_server import ZoomServer
from dainvo.errors import Refused, Why
from dainvo.web import Web
from dainvo.zoom import listener, oauth, pages
from dainvo.zoom.oauth import Grant, ZoomConfig, configure


@dataclass
class Attempt:
    """One sign-in: where its listener is, what others sent there, and how the real one fared."""

    config: ZoomConfig
    port: int = 0
    address: str = ""
    answers: list[bytes] = field(default_factory=list)
    all_said: asyncio.Event = field(default_factory=asyncio.Event)
    answered: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    seen: str = ""

    async def talk(self, say: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> None:
        """A connection that ends with `say`; that the other side cuts or refuses it is no failure."""
        with contextlib.suppress(OSError, TimeoutError):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                await say(reader, writer)
            finally:
                writer.transport.abort()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()

    def get(self, target: str, *, method: str = "GET", host: str = "") -> bytes:
        return f"{method} {target} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{self.port}'}\r\n\r\n".encode()

    async def drip(self, raw: bytes) -> None:
        """A client that sends a byte now and then, never ends its request, and comes back when it is thrown out."""

        async def say(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            for byte in raw:
                if not self.answered:
                    writer.write(bytes([byte]))
                    await asyncio.wait_for(writer.drain(), 1)
                    await asyncio.sleep(0.05)

        while not self.answered:
            await self.talk(say)

    async def forge(self, wrong: list[bytes]) -> None:
        """One forged request after the other, again and again; what is answered is kept."""
        for raw in itertools.cycle(wrong):

            async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, raw: bytes = raw) -> None:
                writer.write(raw)
                if raw.endswith(b"\r\n\r\n"):
                    self.answers.append(await asyncio.wait_for(reader.read(), 5))

            await self.talk(say)
            if raw is wrong[-1]:
                self.all_said.set()
                if self.answered:
                    return

    async def scan(self) -> None:
        """A port scanner: connects, says nothing, goes."""

        async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.002)

        while not self.answered:
            await self.talk(say)

    async def storm(self, true_state: str) -> None:
        """Everything at once, as long as the person needs at the browser."""
        wrong = [
            *(self.get(target) for target in ("/", "/favicon.ico", "/callback", "/callback/x?state=" + true_state)),
            *(self.get(f"/callback?code=forged&state={number:043d}") for number in range(20)),
            self.get("/callback?error=access_denied"),
            self.get("/callback?error=access_denied&state=" + "A" * 43),
            self.get("/callback?code=forged&state=" + true_state[:-1]),
            self.get("/callback?code=forged&state=" + true_state, method="POST"),
            self.get("/callback?code=forged&state=" + true_state, host="evil.example"),
            self.get("/callback?code=forged&state=" + true_state, host=f"localhost:{self.port}"),
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)),
            b"\x00" * 64 + b"\r\n\r\n",
            b"\xff\xfe GET /callback\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET /callback?" + b"a" * 20000 + b" HTTP/1.1\r\n\r\n",
            b"GET /callback?state=" + true_state.encode() + b"&code=forged",
        ]
        await asyncio.gather(
            self.forge(wrong),
            self.scan(),
            *(self.drip(b"GET /callback?code=x HTTP/1.1\r\nX: ") for _ in range(24)),
        )


def sign_in(attempt: Attempt, person: Callable[[str], visitor.Visit]) -> Grant:
    """Attack first, then let the person answer at Zoom while the attack goes on."""

    def tell(address: str) -> None:
        query = parse_qs(urlsplit(address).query)
        attempt.address, attempt.port = address, urlsplit(query["redirect_uri"][0]).port or 0
        state = query["state"][0]

        async def play() -> None:
            storm = asyncio.create_task(attempt.storm(state))
            await attempt.all_said.wait()
            attempt.seen = (await asyncio.to_thread(person, address)).page
            attempt.answered = True
            await storm

        def attack() -> None:
            asyncio.run(play())
            attempt.over.set()

        threading.Thread(target=attack).start()

    async def play() -> Grant:
        web = Web(context=NO_TLS)
        try:
            return await oauth.authorize(web, attempt.config, tell, timeout_s=300)
        finally:
            # As in the program the loop goes on, so that what was let in at the last moment is thrown out.
            over = await asyncio.to_thread(attempt.over.wait, 300)
            await web.close()
            assert over

    return asyncio.run(play())


@pytest.fixture
def server() -> Iterator[ZoomServer]:
    with ZoomServer(seed="attack") as server:
        yield server
        assert server.state()["violations"] == []


@pytest.fixture
def attempt(server: ZoomServer) -> Attempt:
    ready = server.ready()
    return Attempt(
        configure(
            {
                "DAINVO_ZOOM_CLIENT_ID": ready["client_id"],
                "DAINVO_ZOOM_OAUTH_URL": ready["oauth_url"],
                "DAINVO_ZOOM_API_URL": ready["api_url"],
            }
        )
    )


def token_calls(server: ZoomServer) -> int:
    return sum(seen["path"] == "/oauth/token" for seen in server.state()["requests"])


def test_the_true_sign_in_goes_through_the_storm(
    attempt: Attempt, server: ZoomServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Y04, H-20 to H-23: one code is redeemed, the right one; nobody need be thrown out before the person is served."""
    monkeypatch.setattr(listener, "SOCKET_TIMEOUT_S", 3600)
    grant = sign_in(attempt, visitor.approve)
    assert grant.access_token
    assert "Dainvo is connected" in attempt.seen
    assert token_calls(server) == 1
    assert set(attempt.answers) <= {b"", pages.NOT_HERE, pages.NO_MATCH}
    assert {pages.NOT_HERE, pages.NO_MATCH} <= set(attempt.answers)


def test_the_true_refusal_goes_through_the_storm(attempt: Attempt, server: ZoomServer) -> None:
    """Y04: only an error with the right state ends the attempt; nothing is redeemed."""
    with pytest.raises(Refused) as caught:
        sign_in(attempt, visitor.decline)
    assert caught.value.why is Why.DECLINED
    assert token_calls(server) == 0


def test_nobody_answers_afterwards(attempt: Attempt, server: ZoomServer) -> None:
    """Y04: a second hit with the true state, and with the same code, finds a closed port; the grant stays alive."""
    locations: list[str] = []

    def person(address: str) -> visitor.Visit:
        visit = visitor.approve(address)
        locations.append(visit.location)
        return visit

    sign_in(attempt, person)
    with pytest.raises(ConnectionRefusedError):
        visitor.open_page(locations[0])
    assert token_calls(server) == 1
    assert [grant["alive"] for grant in server.state()["grants"]] == [True]


def test_two_sign_ins_do_not_take_each_others_redirect(server: ZoomServer, attempt: Attempt) -> None:
    """C-A3: the redirect of one attempt, sent to the listener of another, changes nothing there."""

    async def play() -> tuple[Grant, Grant]:
        web = Web(context=NO_TLS)
        addresses: asyncio.Queue[str] = asyncio.Queue()
        try:
            first, second = (
                asyncio.create_task(oauth.authorize(web, attempt.config, addresses.put_nowait, timeout_s=300))
                for _ in range(2)
            )
            one, two = await addresses.get(), await addresses.get()
            ports = [urlsplit(parse_qs(urlsplit(each).query)["redirect_uri"][0]).port for each in (one, two)]
            visits: list[Awaitable[visitor.Visit]] = []
            for address, other in ((one, ports[1]), (two, ports[0])):
                state = parse_qs(urlsplit(address).query)["state"][0]
                stray = f"http://127.0.0.1:{other}/callback?code=stray&state={state}"
                visits.append(asyncio.to_thread(visitor.open_page, stray))
            assert {visit.status for visit in await asyncio.gather(*visits)} == {400}
            await asyncio.gather(*(asyncio.to_thread(visitor.approve, each) for each in (one, two)))
            return await first, await second
        finally:
            await web.close()

    grants = asyncio.run(play())
    assert grants[0].access_token != grants[1].access_token
