"""A proxy on loopback that counts what a client sends and gets: requests, and bytes with their headers both ways.

Understands HTTP/1.1 only as far as finding where requests begin; changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

_REQUEST = re.compile(rb"(?:^|\n|>)[A-Z]{3,12} \S+ HTTP/1\.1\r\n")


@dataclass
class Counts:
    requests: int = 0
    sent: int = 0
    got: int = 0

    @property
    def kilobytes(self) -> float:
        return (self.sent + self.got) / 1000


class CountingProxy:
    """Stands before the server at `url` while the block runs; `url` of its own is where to go instead."""

    def __init__(self, url: str) -> None:
        self._there = urlsplit(url)
        self._counts = Counts()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> CountingProxy:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._connection, "127.0.0.1", 0), self._loop
        ).result()
        return self

    def __exit__(self, *_error: object) -> None:
        async def end() -> None:
            self._server.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}{self._there.path}"

    def taken(self) -> Counts:
        """What was counted since the last time."""
        counts, self._counts = self._counts, Counts()
        return counts

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection(self._there.hostname, self._there.port)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(self._pass(reader, there_writer, up=True), self._pass(there_reader, writer, up=False))
        for each in (writer, there_writer):
            each.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                if up:
                    self._counts.sent += len(data)
                    self._counts.requests += len(_REQUEST.findall(data))
                else:
                    self._counts.got += len(data)
                writer.write(data)
                await writer.drain()
            writer.write_eof()
