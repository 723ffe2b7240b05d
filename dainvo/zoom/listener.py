"""The loopback listener that takes the redirect at the end of a sign-in (RFC 8252 §7.3).

Knows nothing of tokens; whoever calls it without the right state changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import socket
import sys
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs

from dainvo.errors import Refused, Why
from dainvo.zoom import pages

_log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PATH = "/callback"
SOCKET_TIMEOUT_S = 2.0
MOST_BYTES = 8192
MOST_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Redirect:
    """What Zoom sent the browser back with: a code, or the name of an error and what it says."""

    code: str = field(default="", repr=False)
    error: str = ""
    description: str = ""


class Listener:
    """Listens from `async with` to its end; `redirect` waits for the one request that carries the state.

    Connections are served side by side. Beyond MOST_AT_ONCE the one that has been silent longest is dropped, so that
    idle ones cannot keep the browser out. There is no limit on the number in all: it would let any local page end a
    sign-in.

    Entering raises Refused(PORT_BUSY) if the port is taken.
    """

    def __init__(self, state: str, port: int = 0) -> None:
        self._state = state.encode()
        self._wanted_port = port
        self.port = 0
        self._open: dict[asyncio.Task[object], asyncio.StreamWriter] = {}
        self._taken = False
        self._redirect: asyncio.Future[Redirect]
        self._server: asyncio.Server

    async def __aenter__(self) -> Self:
        self._redirect = asyncio.get_running_loop().create_future()
        bound = _bound(self._wanted_port)
        try:
            self._server = await asyncio.start_server(self._serve, sock=bound, limit=MOST_BYTES, backlog=8)
        except BaseException:
            bound.close()
            raise
        self.port = bound.getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for listening in self._server.sockets:
            with contextlib.suppress(NotImplementedError):  # Windows accepts in another way
                asyncio.get_running_loop().remove_reader(listening.fileno())
        await asyncio.sleep(0)  # what was let in at this moment is made, or asyncio would forget to end it
        self._server.close()  # from here on the port is free
        self._redirect.cancel()
        for writer in self._open.values():
            writer.transport.abort()
        if self._open:
            await asyncio.wait(list(self._open))

    @property
    def redirect_uri(self) -> str:
        return f"http://{HOST}:{self.port}{PATH}"

    async def redirect(self) -> Redirect:
        """The first request with the right state. Waits for ever: the caller sets the time."""
        return await self._redirect

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or self._redirect.done():
            writer.transport.abort()
            return
        if len(self._open) >= MOST_AT_ONCE:
            self._open.pop(next(iter(self._open))).transport.abort()
        self._open[task] = writer
        found: Redirect | None = None
        try:
            async with asyncio.timeout(SOCKET_TIMEOUT_S):
                head = await reader.readuntil(b"\r\n\r\n")
                answer, found = self._judge(head)
                writer.write(answer)
                await writer.drain()
                writer.close()
                await writer.wait_closed()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, OSError):
            _log.info("a request to the sign-in listener was dropped")
        finally:
            writer.transport.abort()
            self._open.pop(task, None)
            if found is not None and not self._redirect.done():
                self._redirect.set_result(found)  # only now, so that the browser has its page when the port closes

    def _judge(self, head: bytes) -> tuple[bytes, Redirect | None]:
        """The answer to a request, and the redirect if it is the one waited for."""
        query = _query(head, f"{HOST}:{self.port}")
        if query is None or self._taken:
            return pages.NOT_HERE, None
        try:
            values = parse_qs(query, keep_blank_values=True, max_num_fields=16)
        except ValueError:
            return pages.NO_MATCH, None
        states = values.get("state", [])
        # Before anything else, and in constant time: what comes without it is not from our sign-in.
        if not hmac.compare_digest("\n".join(states).encode(), self._state):
            return pages.NO_MATCH, None
        codes, errors = values.get("code", []), values.get("error", [])
        self._taken = bool(errors) or (len(codes) == 1 and bool(codes[0]))
        if errors:
            return pages.NOT_CONNECTED, Redirect(error=errors[0], description=values.get("error_description", [""])[0])
        if self._taken:
            return pages.CONNECTED, Redirect(code=codes[0])
        return pages.NO_MATCH, None


def _bound(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed connections of the last attempt linger
        made.bind((HOST, port))
        made.setblocking(False)
    except OSError as error:
        made.close()
        raise Refused(Why.PORT_BUSY, detail=error.strerror or "", about={"port": str(port)}) from error
    return made


def _query(head: bytes, host: str) -> str | None:
    """The query of a proper `GET /callback` addressed to `host`, else None."""
    request_line, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    words = request_line.split(" ")
    if len(words) != 3 or words[0] != "GET" or not words[2].startswith("HTTP/1."):
        return None
    hosts = [value.strip() for name, _, value in (line.partition(":") for line in lines) if name.lower() == "host"]
    path, _, query = words[1].partition("?")
    return query if path == PATH and hosts == [host] else None
