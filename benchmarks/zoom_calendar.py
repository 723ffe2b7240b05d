"""The calendar server of `calendar_stub`, which also tells when a link arrived: `python -m benchmarks.zoom_calendar`.

`GET /_linked/N` is answered once N objects with a Zoom meeting were written, with the time of the last write by the
clock that all processes share (`time.perf_counter`); `GET /_seen` tells the writes since it was asked last.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time

from benchmarks.calendar_stub import Calendar, request, response


class Watched(Calendar):
    """An empty calendar that counts what is written with a link."""

    def __init__(self) -> None:
        super().__init__(0)
        self.linked: set[str] = set()
        self.seen: list[str] = []
        self.written_at = 0.0
        self.more = asyncio.Condition()

    async def told(self, path: str) -> bytes | None:
        """The answer to a question of the benchmark; None for a request of the program."""
        if path == "/_seen":
            seen, self.seen = self.seen, []
            return json.dumps(seen).encode()
        if path.startswith("/_linked/"):
            wanted = int(path.rpartition("/")[2])
            async with self.more:
                await self.more.wait_for(lambda: len(self.linked) >= wanted)
            return json.dumps(self.written_at).encode()
        return None

    async def note(self, method: str, path: str, body: bytes) -> None:
        """Remember a request of the program."""
        self.seen.append(method)
        if method == "PUT":
            self.written_at = time.perf_counter()
        if method == "PUT" and b"X-DAINVO-ZOOM-ID" in body:
            self.linked.add(path)
            async with self.more:
                self.more.notify_all()


async def _connection(calendar: Watched, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            method, path, headers, body = await request(reader)
            told = await calendar.told(path)
            status, etag, answer = calendar.answer(method, path, headers, body) if told is None else (200, "", told)
            writer.write(response(status, etag, answer))
            await writer.drain()
            if told is None:
                await calendar.note(method, path, body)
    writer.close()


async def _serve() -> None:
    calendar = Watched()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _connection(calendar, reader, writer)

    server = await asyncio.start_server(connection, "127.0.0.1", 0, limit=1 << 26)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/user/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve())
