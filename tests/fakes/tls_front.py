"""TLS before a plain server on loopback: the certificate can be exchanged, and what arrives inside is written down.

with tls_front("http://127.0.0.1:5232/", certificate) as front: front.url
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from fakes.loopback import Certificate


@dataclass
class Front:
    """`received` is everything that clients sent once TLS stood."""

    target: int
    context: ssl.SSLContext
    port: int = 0
    received: bytearray = field(default_factory=bytearray)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}/"

    def call(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(300)

    def exchange(self, certificate: Certificate) -> None:
        """From now on the server shows another certificate; connections that stand are cut."""
        self.context = certificate.server()
        self.call(self.close())
        self.call(self.open())

    async def open(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, ssl=self.context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)  # aborted transports close in the next round

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        inner_writer: asyncio.StreamWriter | None = None
        try:
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.target)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pipe(reader, inner_writer, self.received))
                group.create_task(self._pipe(inner_reader, writer, None))
        except (OSError, ExceptionGroup, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort()
            if inner_writer is not None:
                inner_writer.transport.abort()

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, noted: bytearray | None) -> None:
        while chunk := await reader.read(1 << 16):
            if noted is not None:
                noted += chunk
            writer.write(chunk)
            await writer.drain()
        raise OSError("ended")


@contextlib.contextmanager
def tls_front(url: str, certificate: Certificate) -> Iterator[Front]:
    """TLS with `certificate` before the server at `url`."""
    front = Front(urlsplit(url).port or 0, certificate.server())
    thread = threading.Thread(target=front._loop.run_forever, name="tls-front", daemon=True)
    thread.start()
    front.call(front.open())
    try:
        yield front
    finally:
        front.call(front.close())
        front._loop.call_soon_threadsafe(front._loop.stop)
        thread.join()
        front._loop.close()
