"""The one async HTTP client: one connection pool, one TLS context, time-outs, size caps, redirects within an origin.

Knows neither CalDAV nor Zoom and judges no status code: answers are given back, only transport failures are raised.
"""

from __future__ import annotations

import asyncio
import email.utils
import json
import logging
import ssl
import sys
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dainvo import __version__, tls
from dainvo.addresses import about_host, is_loopback, origin, redirected
from dainvo.errors import DainvoError, Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.sign_in import Auth, Basic, Bearer, Digest, challenges
from dainvo.tls import Connection

# The command line of httpx: where rich and click happen to be installed it doubles what httpx costs to load.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # how Python notes that it is missing

if TYPE_CHECKING:
    import httpx

__all__ = [
    "Answer",
    "Auth",
    "Basic",
    "Bearer",
    "Digest",
    "Streamed",
    "Web",
    "challenges",
    "is_loopback",
    "origin",
    "retry_after",
]

log = logging.getLogger(__name__)
# They write whole addresses at INFO and headers at DEBUG.
for _name in ("httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)

CONNECT_S = 10.0
STALL_S = 15.0
TOTAL_S = 60.0
LIMIT_BYTES = 16 * 1024 * 1024
HEADER_BYTES = 64 * 1024
CONNECTIONS_PER_ORIGIN = 4
RETRY_AFTER_MOST_S = 24 * 3600.0

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_DRAIN_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. Header names are lower-case; `url` is the address that answered, after redirects."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    url: str = field(repr=False)

    def json(self) -> Any:
        """The body as JSON. Raises Malformed if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise Malformed(f"no JSON in the answer {self.status}") from error


class Streamed:
    """An answer whose body has not been read yet; valid inside the `async with` that gave it."""

    def __init__(self, response: httpx.Response, url: str) -> None:
        self._response = response
        self.status = response.status_code
        self.headers: Mapping[str, str] = {name.lower(): value for name, value in response.headers.items()}
        self.url = url

    async def chunks(self, limit_bytes: int) -> AsyncIterator[bytes]:
        """The body as it arrives. Raises Refused(TOO_LARGE) beyond the limit, TryLater when it stalls or breaks off."""
        encoding = self.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", ""):
            # We asked for none: a small encoded body can become gigabytes.
            raise Malformed("the body is encoded although identity was asked for")
        if _length(self.headers) > limit_bytes:
            raise Refused(Why.TOO_LARGE, detail=f"more than {limit_bytes} bytes announced", about=about_host(self.url))
        size = 0
        chunks = self._response.aiter_raw()
        while True:
            try:
                async with asyncio.timeout(STALL_S):
                    chunk = await anext(chunks, None)
            except TimeoutError as error:
                raise TryLater(Why.NO_ANSWER, sent=True, detail="stalled", about=about_host(self.url)) from error
            except _transport_errors() as error:
                raise _failure(error, self.url) from error
            if chunk is None:
                return
            size += len(chunk)
            if size > limit_bytes:
                raise Refused(Why.TOO_LARGE, detail=f"more than {limit_bytes} bytes", about=about_host(self.url))
            yield chunk

    async def answer(self, limit_bytes: int = LIMIT_BYTES) -> Answer:
        """The whole of it, at most `limit_bytes`."""
        body = b"".join([chunk async for chunk in self.chunks(limit_bytes)])
        return Answer(self.status, self.headers, body, self.url)


class Web:
    """The program's HTTP client, for one event loop. Nothing is loaded or opened before the first request.

    `connection` is an account's own way to its server; `context` replaces what it says of certificates, for tests.
    """

    def __init__(self, *, context: ssl.SSLContext | None = None, connection: Connection | None = None) -> None:
        self._context = context
        self._connection = connection or Connection()
        self._transport: httpx.AsyncHTTPTransport | None = None
        self._seats: dict[str, asyncio.Semaphore] = {}
        self._digests: dict[tuple[str, Basic], httpx.DigestAuth] = {}

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | str | None = None,
        auth: Auth | None = None,
        timeout_s: float = TOTAL_S,
        limit_bytes: int = LIMIT_BYTES,
        redirects: int = 5,
        first_byte_s: float = STALL_S,
    ) -> Answer:
        """One exchange, once: whatever the status, the answer comes back; nothing is ever sent a second time.

        Raises TryLater(OFFLINE, sent=False) if nothing left, TryLater(NO_ANSWER, sent=True) if the outcome is
        unknown, NeedsUser(CERTIFICATE), Refused(PLAIN_HTTP | BAD_ADDRESS | REDIRECTED_AWAY | TOO_LARGE), and
        Malformed for an encoded body. With `redirects=0` a redirect is given back like any other status.
        """
        async with self.stream(
            method,
            url,
            headers=headers,
            content=content,
            auth=auth,
            timeout_s=timeout_s,
            redirects=redirects,
            first_byte_s=first_byte_s,
        ) as streamed:
            return await streamed.answer(limit_bytes)

    @asynccontextmanager
    async def stream(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | str | None = None,
        auth: Auth | None = None,
        timeout_s: float = TOTAL_S,
        redirects: int = 5,
        first_byte_s: float = STALL_S,
    ) -> AsyncIterator[Streamed]:
        """Like `request`, with the body still to come. `timeout_s` bounds the whole block, the reader's work included.

        `first_byte_s` is how long the server may think before it begins to answer.
        """
        home = origin(url)
        exchange = _Exchange(method, url, dict(headers or {}), content, first_byte_s)
        response: httpx.Response | None = None
        async with self._seats.setdefault(home, asyncio.Semaphore(CONNECTIONS_PER_ORIGIN)):
            total = asyncio.timeout(timeout_s)
            try:
                async with total:
                    response = await self._follow(exchange, auth, redirects)
                    yield Streamed(response, exchange.url)
            except TimeoutError as error:
                if not total.expired():
                    raise
                why = Why.NO_ANSWER if exchange.sent else Why.OFFLINE
                raise TryLater(why, sent=exchange.sent, detail="timed out", about=about_host(url)) from error
            finally:
                if response is not None:
                    await response.aclose()
                    log.debug("%s %s: %d", method, urlsplit(home).hostname, response.status_code)

    async def close(self) -> None:
        """Close all connections. A request after that opens new ones (after a sleep of the machine, say)."""
        transport, self._transport = self._transport, None
        if transport is not None:
            await transport.aclose()

    async def _follow(self, exchange: _Exchange, auth: Auth | None, redirects: int) -> httpx.Response:
        """C-N3: at most `redirects` hops, same scheme, host and port; method and body stay what they are."""
        for hop in range(redirects + 1):
            response = await self._authorized(exchange, auth)
            target = response.headers.get("location")
            if redirects == 0 or response.status_code not in _REDIRECTS or not target:
                return response
            await _drain(response)
            if hop < redirects:
                exchange.url = redirected(exchange.url, target)
        raise Refused(Why.REDIRECTED_AWAY, detail=f"more than {redirects} redirects", about=about_host(exchange.url))

    async def _authorized(self, exchange: _Exchange, auth: Auth | None) -> httpx.Response:
        import httpx

        request = exchange.request()
        if auth is None:
            return await self._send(request)
        if isinstance(auth, Bearer):
            request.headers["Authorization"] = f"Bearer {auth.token}"
            return await self._send(request)
        key = (origin(exchange.url), auth)
        if isinstance(auth, Digest):
            self._digests.setdefault(key, httpx.DigestAuth(auth.user, auth.password))
        if key not in self._digests:
            request.headers["Authorization"] = f"Basic {b64encode(f'{auth.user}:{auth.password}'.encode()).decode()}"
            response = await self._send(request)
            if response.status_code != 401 or challenges(response.headers) != {"digest"}:
                return response
            await _drain(response)
            self._digests[key] = httpx.DigestAuth(auth.user, auth.password)
            request = exchange.request()
        return await self._digested(request, self._digests[key])

    async def _digested(self, request: httpx.Request, digest: httpx.DigestAuth) -> httpx.Response:
        # By hand, because httpx reads the body of a challenge without any limit.
        import httpx

        flow = digest.auth_flow(request)
        request = next(flow)
        while True:
            response = await self._send(request)
            try:
                request = flow.send(response)
            except StopIteration:
                return response
            except (httpx.ProtocolError, NotImplementedError, KeyError, ValueError) as error:
                await response.aclose()
                raise Malformed("a Digest challenge that cannot be answered") from error
            await _drain(response)
            request.headers.pop("Cookie", None)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        try:
            response = await self._open().handle_async_request(request)
        except _transport_errors() as error:
            raise _failure(error, url) from error
        response.request = request
        if sum(len(name) + len(value) for name, value in response.headers.raw) > HEADER_BYTES:
            await response.aclose()
            raise Refused(Why.TOO_LARGE, detail="the headers", about=about_host(url))
        return response

    def _open(self) -> httpx.AsyncHTTPTransport:
        """One pool and one context for the program's life: a context of its own costs a client 271 times as much.

        The bare transport, not a client: it has no cookies, no sign-in of its own, no redirects to switch off.
        """
        if self._transport is None:
            import httpx

            # httpcore imports it at every request; to find each time that it is missing takes as long as a request.
            sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]  # how Python notes that it is missing
            if self._context is None:
                self._context = tls.context(self._connection)
            limits = httpx.Limits(max_keepalive_connections=8, keepalive_expiry=120.0)
            proxy = httpx.Proxy(self._connection.proxy) if self._connection.proxy else None
            self._transport = httpx.AsyncHTTPTransport(
                verify=self._context, trust_env=False, limits=limits, proxy=proxy
            )
        return self._transport


class _Exchange:
    """What is asked, and whether any of it has left this machine."""

    def __init__(
        self, method: str, url: str, headers: dict[str, str], content: bytes | str | None, first_byte_s: float
    ) -> None:
        self.method = method
        self.url = url
        self.sent = False
        self._content = content
        self._headers = {
            "Accept": "*/*",
            **headers,
            "Accept-Encoding": "identity",
            "User-Agent": f"Dainvo/{__version__}",
        }
        self._timeout = {"connect": CONNECT_S, "read": first_byte_s, "write": STALL_S, "pool": CONNECT_S}

    def request(self) -> httpx.Request:
        import httpx

        try:
            return httpx.Request(
                self.method,
                self.url,
                headers=self._headers,
                content=self._content,
                extensions={"timeout": self._timeout, "trace": self._trace},
            )
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Refused(Why.BAD_ADDRESS) from error

    async def _trace(self, event: str, _info: Mapping[str, Any]) -> None:
        if event.endswith("send_request_headers.started"):
            self.sent = True


def retry_after(answer: Answer | Streamed, now: datetime, *, most_s: float = RETRY_AFTER_MOST_S) -> float | None:
    """The server's Retry-After in seconds from `now`, from 0 to `most_s`; None without one that can be read.

    Takes seconds and the HTTP date of RFC 9110 §10.2.3, and the ISO date-time that Zoom sends.
    """
    value = answer.headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        when = _date(value)
        if when is None:
            return None
        seconds = (when - now).total_seconds()
    return min(max(seconds, 0.0), most_s) if seconds == seconds else None


def _date(value: str) -> datetime | None:
    for read in (email.utils.parsedate_to_datetime, datetime.fromisoformat):
        try:
            when = read(value)
        except (ValueError, TypeError, OverflowError):
            continue
        return when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    return None


async def _drain(response: httpx.Response) -> None:
    """Read the small rest of an answer nobody wants, so that the connection can be used again; drop a long one."""
    size = 0
    try:
        async with asyncio.timeout(STALL_S):
            async for chunk in response.aiter_raw():
                size += len(chunk)
                if size > _DRAIN_BYTES:
                    break
    except TimeoutError:
        pass
    except _transport_errors():
        pass
    finally:
        await response.aclose()


def _transport_errors() -> tuple[type[Exception], ...]:
    import httpx

    return (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)


def _failure(error: Exception, url: str) -> DainvoError:
    """What a transport error means: not sent, or unknown as soon as a byte of the request may have left."""
    import httpx

    about = about_host(url)
    detail = type(error).__name__
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return Refused(Why.BAD_ADDRESS, detail=detail, about=about)
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        cause = tls.cause(error) if isinstance(error, httpx.ConnectError) else None
        if cause is not None:
            return NeedsUser(Why.CERTIFICATE, detail=getattr(cause, "reason", "") or str(cause.args[-1]), about=about)
        return TryLater(Why.OFFLINE, sent=False, detail=detail, about=about)
    return TryLater(Why.NO_ANSWER, sent=True, detail=detail, about=about)


def _length(headers: Mapping[str, str]) -> int:
    value = headers.get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() else 0
