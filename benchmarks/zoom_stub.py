"""A Zoom that costs next to nothing, to measure a client by itself: `python -m benchmarks.zoom_stub`.

Answers from memory what Dainvo asks about its own meetings; no limits, no scopes, loopback only. Prints its address
when ready. `GET /_seen` tells on how many connections calls came, and which since it was asked last.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

USER = {
    "id": "host",
    "account_id": "account",
    "email": "anna@example.com",
    "display_name": "Anna",
    "type": 2,
    "timezone": "Europe/Berlin",
}
SCOPES = (
    "meeting:write:meeting meeting:update:meeting meeting:delete:meeting meeting:read:meeting "
    "meeting:read:list_meetings meeting:read:invitation user:read:user user:read:email"
)
#: As long as Zoom's own answers: what has to be read is part of the cost.
SETTINGS = {f"setting_{number}": "as the account has it" for number in range(30)}


class Zoom:
    """Meetings by id, and what was asked."""

    def __init__(self) -> None:
        self.origin = ""
        self.meetings: dict[int, dict[str, Any]] = {}
        self.seen: list[str] = []
        self.connections = 0

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        """Status and body."""
        path = urlsplit(target).path
        if path == "/_seen":
            told = json.dumps({"connections": self.connections, "calls": self.seen}).encode()
            self.seen = []
            return 200, told
        self.seen.append(f"{method} {path.rstrip('0123456789')}")
        known: dict[tuple[str, str], Callable[[bytes], object]] = {
            ("POST", "/oauth/token"): self._token,
            ("GET", "/v2/users/me"): lambda _body: USER,
            ("GET", "/v2/users/me/meetings"): self._list,
            ("POST", "/v2/users/me/meetings"): self._create,
        }
        if (method, path) in known:
            return 201 if path.endswith("meetings") and method == "POST" else 200, json.dumps(
                known[method, path](body)
            ).encode()
        return self._one(method, int(path.rpartition("/")[2] or 0), body)

    def _token(self, _body: bytes) -> object:
        return {"access_token": "a" * 1060, "refresh_token": "r" * 900, "expires_in": 3599, "scope": SCOPES}

    def _list(self, _body: bytes) -> object:
        rows = [{**one, "settings": None, "agenda": one["agenda"][:250]} for one in self.meetings.values()]
        return {"meetings": rows, "next_page_token": ""}

    def _create(self, body: bytes) -> object:
        number = 90_000_000_000 + len(self.meetings)
        made = {
            **json.loads(body),
            "id": number,
            "host_id": USER["id"],
            "host_email": USER["email"],
            "status": "waiting",
            "created_at": "2027-03-10T09:00:00Z",
            "join_url": f"{self.origin}/j/{number}?pwd=stub.1",
            "password": "123456",
        }
        made["start_time"] = _utc(made)
        made["settings"] = {**SETTINGS, **made.get("settings", {})}
        self.meetings[number] = made
        return made

    def _one(self, method: str, number: int, body: bytes) -> tuple[int, bytes]:
        meeting = self.meetings.get(number)
        if meeting is None:
            return 404, b'{"code": 3001, "message": "Meeting does not exist."}'
        if method == "GET":
            return 200, json.dumps(meeting).encode()
        if method == "DELETE":
            del self.meetings[number]
        else:
            meeting.update(json.loads(body))
            meeting["start_time"] = _utc(meeting)
        return 204, b""


def _utc(meeting: dict[str, Any]) -> str:
    """The start as Zoom tells it."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    start = datetime.fromisoformat(str(meeting["start_time"]))
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(meeting.get("timezone", "UTC")))
    return f"{start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


async def _connection(zoom: Zoom, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    counted = False
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            method, target, _ = head[0].split(" ", 2)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length") or 0))
            status, answer = zoom.answer(method, target, body)
            if not counted and target != "/_seen":
                counted, zoom.connections = True, zoom.connections + 1
            length = b"" if status == 204 else b"Content-Length: %d\r\n" % len(answer)
            writer.write(
                b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\n%s\r\n" % (status, length)
                + (b"" if status == 204 else answer)
            )
            await writer.drain()
    writer.close()


async def _serve() -> None:
    zoom = Zoom()

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _connection(zoom, reader, writer)

    server = await asyncio.start_server(connection, "127.0.0.1", 0, limit=1 << 22)
    zoom.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    print(zoom.origin, flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve())
