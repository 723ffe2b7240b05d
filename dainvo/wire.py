"""HTTP/1.1 over the loop's own sockets: connections kept warm by origin, and each request written once, in one piece.

The protocol itself is h11's. Knows no sign-in, no redirect and no limit of a body (`web` does); raises what a failure
means for the request: nothing left, or the outcome is unknown.
"""

from __future__ import annotations

import asyncio
import contextlib
import select
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import h11
import httpx

from dainvo import tls
from dainvo.addresses import about_host
from dainvo.errors import DainvoError, NeedsUser, Refused, TryLater, Why

CONNECT_S: Final = 10.0
WRITE_S: Final = 15.0
#: An idle connection is kept for so long, and at most so many of one pool.
IDLE_S: Final = 120.0
MOST_IDLE: Final = 8
#: How much is taken from the socket before somebody reads it.
_AHEAD_BYTES: Final = 256 * 1024
#: Of the head of an answer.
_HEAD_BYTES: Final = 100 * 1024
#: Another address of the host is tried beside one that does not answer for so long (RFC 8305).
_NEXT_ADDRESS_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class Place:
    """An address in the parts that go on the wire: an international name as IDNA, the target percent-encoded."""

    scheme: str
    host: str
    port: int
    target: bytes = field(repr=False)
    authority: bytes

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


@lru_cache(maxsize=256)
def place(url: str) -> Place:
    """Raises Refused(BAD_ADDRESS)."""
    try:
        parsed = httpx.URL(url)
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        return Place(parsed.scheme, parsed.raw_host.decode(), port, parsed.raw_path, parsed.netloc)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise Refused(Why.BAD_ADDRESS) from error


class Response:
    """The head of an answer, and its body as it arrives. To be closed; whole, it leaves its connection warm."""

    def __init__(
        self, connection: Connection, head: h11.Response, url: str, done: Callable[[Connection], None]
    ) -> None:
        self.status_code: int = head.status_code
        self.raw_headers: list[tuple[bytes, bytes]] = head.headers.raw_items()
        self.headers: Mapping[str, str] = _joined(self.raw_headers)
        self._connection: Connection | None = connection
        self._url = url
        self._done = done

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes. Raises TryLater(NO_ANSWER, sent=True) where it breaks off."""
        connection = self._connection
        while connection is not None:
            with _meaning(self._url):
                event = await connection.event()
            if not isinstance(event, h11.Data):
                await self.aclose()
                return
            yield bytes(event.data)

    async def aclose(self) -> None:
        """Give the connection back, or end it if some of the answer is still to come. A second call does nothing."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._done(connection)


class Connection(asyncio.Protocol):
    """One socket to one origin. What arrives is held until it is read, not without end."""

    def __init__(self) -> None:
        self.idle_since = 0.0
        self._data = bytearray()
        self._over = False
        self._error: Exception | None = None
        self._arrived: asyncio.Future[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None
        self._is_held = False
        self._state = _fresh()

    # what the loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._data += data
        if len(self._data) > _AHEAD_BYTES and self._transport is not None and not self._is_held:
            self._is_held = True
            self._transport.pause_reading()
        _wake(self._arrived)

    def eof_received(self) -> bool:
        self._over = True
        _wake(self._arrived)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        self._over, self._error = True, exc
        _wake(self._arrived)
        _wake(self._drained)

    def pause_writing(self) -> None:
        self._drained = asyncio.get_running_loop().create_future()

    def resume_writing(self) -> None:
        _wake(self._drained)
        self._drained = None

    # what a request needs

    async def secure(self, context: ssl.SSLContext, host: str) -> None:
        """TLS with `host` from now on, inside of the tunnel that a proxy made."""
        if self._transport is None or self._data:
            raise ConnectionResetError
        loop = asyncio.get_running_loop()
        self._transport = await loop.start_tls(self._transport, self, context, server_hostname=host)
        self._state = _fresh()

    async def ask(self, request: h11.Request, body: bytes, left: Callable[[], None]) -> h11.Response:
        """Write a request, whole, and wait for the head of its answer; `left` is called once it was written."""
        transport = self._transport
        if transport is None:
            raise ConnectionResetError
        data = self._state.send(request) or b""
        if body:
            data += self._state.send(h11.Data(data=body)) or b""
        data += self._state.send(h11.EndOfMessage()) or b""
        transport.write(data)
        left()
        if self._drained is not None:
            async with asyncio.timeout(WRITE_S):
                await self._drained
        while True:
            event = await self.event()
            if isinstance(event, h11.Response):
                return event

    async def event(self) -> h11.Event | type[h11.PAUSED]:
        """The next part of the answer. Raises h11.RemoteProtocolError, OSError."""
        while True:
            event = self._state.next_event()
            if event is not h11.NEED_DATA:
                if isinstance(event, h11.ConnectionClosed):
                    raise ConnectionResetError
                return event  # type: ignore[return-value]  # mypy does not see that the sentinel is gone
            self._state.receive_data(await self._read())

    async def _read(self) -> bytes:
        if not self._data and not self._over:
            self._arrived = asyncio.get_running_loop().create_future()
            try:
                await self._arrived
            finally:
                self._arrived = None
        data = bytes(self._data)
        self._data.clear()
        if not data and self._error is not None:
            raise self._error
        if self._is_held and self._transport is not None:
            self._is_held = False
            self._transport.resume_reading()
        return data

    def rest(self) -> bool:
        """Whether the answer was read whole and another request may follow."""
        state = self._state
        whole = state.our_state is h11.DONE and state.their_state is h11.DONE
        if not whole or self._over or self._data or state.trailing_data[0]:
            return False  # more than was asked for would pass for the answer to the next request
        self._state.start_next_cycle()
        self.idle_since = time.monotonic()
        return True

    def is_fresh(self) -> bool:
        """Whether an idle connection can still be used: the server neither closed it nor said anything unasked."""
        if self._over or self._data or self._transport is None or self._transport.is_closing():
            return False
        return time.monotonic() - self.idle_since < IDLE_S and not _is_readable(self._transport)

    def end(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    async def close(self) -> None:
        """End it in good order: TLS takes its leave."""
        if self._transport is not None:
            self._transport.close()
            await asyncio.sleep(0)
            self._transport.abort()


class Wires:
    """The connections of one client. `proxy` is the address of an HTTP proxy, empty for none."""

    def __init__(self, context: ssl.SSLContext, proxy: str = "") -> None:
        context.set_alpn_protocols(["http/1.1"])
        self._context = context
        self._proxy = place(proxy) if proxy else None
        self._idle: dict[tuple[str, str, int], list[Connection]] = {}
        self._is_closed = False

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        *,
        first_byte_s: float,
        leaves: Callable[[], None],
        left: Callable[[], None],
    ) -> Response:
        """One request, once. `leaves` is called just before its first byte may leave, `left` after its last.

        `first_byte_s` is how long the server may think. Raises TryLater(OFFLINE, sent=False) if nothing left,
        TryLater(NO_ANSWER, sent=True), NeedsUser(CERTIFICATE), Refused(BAD_ADDRESS).
        """
        where = place(url)
        request = self._request(method, where, url, headers, content)
        connection = self._warm(where) or await self._connect(where, url)
        leaves()
        try:
            with _meaning(url):
                async with asyncio.timeout(first_byte_s):
                    head = await connection.ask(request, content or b"", left)
        except BaseException:
            connection.end()
            raise
        return Response(connection, head, url, lambda done: self._take_back(where, done))

    async def aclose(self) -> None:
        """Close what is idle; what is under way ends with its answer."""
        self._is_closed = True
        idle, self._idle = self._idle, {}
        for connections in idle.values():
            for connection in connections:
                await connection.close()

    def _request(
        self, method: str, where: Place, url: str, headers: Mapping[str, str], content: bytes | None
    ) -> h11.Request:
        forwarded = self._proxy is not None and where.scheme == "http"
        target = url.encode("ascii") if forwarded else where.target
        lines = [(b"Host", where.authority)]
        try:
            lines += [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
            if content or method in ("POST", "PUT", "PATCH"):
                lines.append((b"Content-Length", b"%d" % len(content or b"")))
            return h11.Request(method=method, target=target, headers=lines)
        except (h11.LocalProtocolError, UnicodeError) as error:
            raise Refused(Why.BAD_ADDRESS, detail=type(error).__name__, about=about_host(url)) from error

    def _warm(self, where: Place) -> Connection | None:
        idle = self._idle.get(where.origin, [])
        while idle:
            connection = idle.pop()
            if connection.is_fresh():
                return connection
            connection.end()
        return None

    def _take_back(self, where: Place, connection: Connection) -> None:
        if self._is_closed or not connection.rest() or sum(map(len, self._idle.values())) >= MOST_IDLE:
            connection.end()
        else:
            self._idle.setdefault(where.origin, []).append(connection)

    async def _connect(self, where: Place, url: str) -> Connection:
        try:
            async with asyncio.timeout(CONNECT_S):
                return await self._opened(where)
        except (OSError, h11.ProtocolError) as error:  # a TimeoutError is one of the first
            cause = tls.cause(error)
            about = about_host(url)
            if cause is not None:
                said = getattr(cause, "reason", "") or str(cause.args[-1])
                raise NeedsUser(Why.CERTIFICATE, detail=said, about=about) from error
            raise TryLater(Why.OFFLINE, sent=False, detail=type(error).__name__, about=about) from error
        except UnicodeError as error:  # a name that is none
            raise Refused(Why.BAD_ADDRESS, about=about_host(url)) from error

    async def _opened(self, where: Place) -> Connection:
        """Raises OSError, h11.ProtocolError."""
        via = self._proxy or where
        secure = self._context if via.scheme == "https" else None
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(
            Connection,
            via.host,
            via.port,
            ssl=secure,
            server_hostname=via.host if secure is not None else None,
            happy_eyeballs_delay=_NEXT_ADDRESS_S,
        )
        if self._proxy is None or where.scheme != "https":
            return connection
        try:
            await self._tunnel(connection, where)
            await connection.secure(self._context, where.host)
        except BaseException:
            connection.end()
            raise
        return connection

    async def _tunnel(self, connection: Connection, where: Place) -> None:
        shown = f"[{where.host}]" if ":" in where.host else where.host
        target = f"{shown}:{where.port}".encode("ascii")
        request = h11.Request(method="CONNECT", target=target, headers=[(b"Host", target), (b"Accept", b"*/*")])
        answer = await connection.ask(request, b"", lambda: None)
        if not 200 <= answer.status_code < 300:
            raise ConnectionRefusedError(f"the proxy said {answer.status_code}")


@contextlib.contextmanager
def _meaning(url: str) -> Iterator[None]:
    """What breaks after a request left, as a failure: nobody knows what came of it."""
    try:
        yield
    except DainvoError:
        raise
    except (OSError, h11.ProtocolError) as error:
        raise TryLater(Why.NO_ANSWER, sent=True, detail=type(error).__name__, about=about_host(url)) from error


def _joined(lines: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header lines by lower-case name; several of one name in one value."""
    found: dict[str, str] = {}
    for raw, value in lines:
        name, text = raw.decode("ascii").lower(), _text(value)
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _fresh() -> h11.Connection:
    return h11.Connection(our_role=h11.CLIENT, max_incomplete_event_size=_HEAD_BYTES)


def _wake(future: asyncio.Future[None] | None) -> None:
    if future is not None and not future.done():
        future.set_result(None)


def _is_readable(transport: asyncio.Transport) -> bool:
    """Whether something waits at the socket that the loop has not told of yet."""
    socket = transport.get_extra_info("socket")
    number = socket.fileno() if socket is not None else -1
    if number < 0:
        return True
    if not hasattr(select, "poll"):
        return bool(select.select([number], [], [], 0)[0])
    looking = select.poll()
    looking.register(number, select.POLLIN)
    return bool(looking.poll(0))
