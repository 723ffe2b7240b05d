"""A CalDAV server that costs next to nothing, to measure a client by itself: `python -m benchmarks.calendar_stub N`.

Answers from memory, each answer rendered once; no rights, no limits, loopback only. Prints its address when ready.
After N may stand how many seconds an answer takes, and how many calendars without events there are besides.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import re
import sys
from xml.sax.saxutils import escape

from benchmarks import workload

_OPEN = (
    b'<?xml version="1.0" encoding="utf-8"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" '
    b'xmlns:CS="http://calendarserver.org/ns/">'
)
_CLOSE = b"</multistatus>"
_OK = "</prop><status>HTTP/1.1 200 OK</status></propstat></response>"
_HREF = re.compile(rb"<(?:\w+:)?href[^>]*>\s*([^<]+?)\s*</")
AT_REST = "http://stub/sync/0"  # of a calendar to which nothing has happened yet
_SINCE = re.compile(rb"sync/(\d+)\s*</")

PRINCIPAL = (
    "<response><href>{path}</href><propstat><prop><resourcetype><collection/><principal/></resourcetype>"
    "<current-user-principal><href>/user/</href></current-user-principal>"
    "<C:calendar-home-set><href>/user/</href></C:calendar-home-set>"
    "<C:calendar-user-address-set><href>mailto:user@example.org</href></C:calendar-user-address-set>" + _OK
)
COLLECTION = (
    "<response><href>{path}</href><propstat><prop><resourcetype><collection/><C:calendar/></resourcetype>"
    "<displayname>{name}</displayname>"
    '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
    "<current-user-privilege-set><privilege><read/></privilege><privilege><write/></privilege>"
    "</current-user-privilege-set><supported-report-set><supported-report><report><sync-collection/></report>"
    "</supported-report><supported-report><report><C:calendar-multiget/></report></supported-report>"
    '</supported-report-set><CS:getctag>"{serial}"</CS:getctag><sync-token>http://stub/sync/{serial}</sync-token>' + _OK
)


def _state(href: str, serial: int | None) -> str:
    told = (
        ""
        if serial is None
        else f'<sync-token>http://stub/sync/{serial}</sync-token><CS:getctag>"{serial}"</CS:getctag>'
    )
    return f"<response><href>{href}</href><propstat><prop>{told}{_OK}"


def etag_of(text: str) -> str:
    """The ETag of an object."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


class Calendar:
    """Objects by name, their rendered answers, and the log that sync-tokens count."""

    def __init__(self, count: int, empty: int = 0) -> None:
        self.empty = [f"/user/empty{number}/" for number in range(empty)]
        self.etags: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.plain: dict[str, bytes] = {}
        self.full: dict[str, bytes] = {}
        self.log: list[str] = []
        for uid, text in workload.objects(count):
            self.put(f"{uid}.ics", text)
        self.log.clear()

    def put(self, name: str, text: str) -> None:
        etag = etag_of(text)
        head = f"<response><href>/user/calendar/{name}</href><propstat><prop><getetag>{escape(etag)}</getetag>"
        self.etags[name], self.texts[name] = etag, text
        self.plain[name] = (head + _OK).encode()
        self.full[name] = (head + f"<C:calendar-data>{escape(text)}</C:calendar-data>" + _OK).encode()
        self.log.append(name)

    def drop(self, name: str) -> None:
        for known in (self.etags, self.texts, self.plain, self.full):
            known.pop(name, None)
        self.log.append(name)

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
        """Status, ETag and body."""
        name = path.removeprefix("/user/calendar/") if path.startswith("/user/calendar/") else ""
        if method == "PROPFIND":
            if b"sync-token" in body and b"resourcetype" not in body:
                return 207, "", self._states(path)
            return 207, "", self._properties(path, headers.get("depth", "0"))
        if method == "REPORT" and path in self.empty:
            return 207, "", _OPEN + f"<sync-token>{AT_REST}</sync-token>".encode() + _CLOSE
        if method == "REPORT":
            return 207, "", self._report(body)
        if method == "GET" and name in self.texts:
            return 200, self.etags[name], self.texts[name].encode()
        if method == "PUT" and name:
            if headers.get("if-match", self.etags.get(name)) != self.etags.get(name):
                return 412, "", b""
            if headers.get("if-none-match") == "*" and name in self.etags:
                return 412, "", b""
            self.put(name, body.decode())
            return 201, self.etags[name], b""
        if method == "DELETE" and name in self.etags:
            self.drop(name)
            return 204, "", b""
        return (200, "", b"") if method == "OPTIONS" else (404, "", b"")

    def _states(self, path: str) -> bytes:
        """What was asked for and no more, as servers do: the token and the ctag of each calendar."""
        states = {path: None, "/user/calendar/": len(self.log), **dict.fromkeys(self.empty, 0)}
        return _OPEN + "".join(_state(href, serial) for href, serial in states.items()).encode() + _CLOSE

    def _properties(self, path: str, depth: str) -> bytes:
        collection = COLLECTION.format(path="/user/calendar/", name="Workload", serial=len(self.log)).encode()
        others = "".join(COLLECTION.format(path=other, name=other, serial=0) for other in self.empty).encode()
        if path == "/user/calendar/":
            return _OPEN + collection + (b"".join(self.plain.values()) if depth != "0" else b"") + _CLOSE
        return _OPEN + PRINCIPAL.format(path=path).encode() + (collection + others) * (depth != "0") + _CLOSE

    def _report(self, body: bytes) -> bytes:
        shown = self.full if b"calendar-data" in body else self.plain
        if b"multiget" in body[:400]:
            names = [href.decode().rsplit("/", 1)[1] for href in _HREF.findall(body)]
            return _OPEN + b"".join(self.full[name] for name in names if name in self.full) + _CLOSE
        since = _SINCE.search(body)
        names = list(self.plain) if since is None else list(dict.fromkeys(self.log[int(since[1]) :]))
        gone = "<response><href>/user/calendar/{}</href><status>HTTP/1.1 404 Not Found</status></response>"
        answers = b"".join(shown[name] if name in shown else gone.format(name).encode() for name in names)
        return _OPEN + answers + f"<sync-token>http://stub/sync/{len(self.log)}</sync-token>".encode() + _CLOSE


async def request(reader: asyncio.StreamReader) -> tuple[str, str, dict[str, str], bytes]:
    """The next one: method, path, headers by their lower-case names, body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    return method, path, headers, await reader.readexactly(int(headers.get("content-length") or 0))


def response(status: int, etag: str, body: bytes) -> bytes:
    return (
        f"HTTP/1.1 {status} X\r\nContent-Length: {len(body)}\r\n"
        "DAV: 1, 3, access-control, calendar-access\r\nContent-Type: application/xml; charset=utf-8\r\n"
        f"{f'ETag: {etag}' if etag else 'X-Stub: 1'}\r\n\r\n".encode()
        + body
    )


async def _connection(
    calendar: Calendar, delay_s: float, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            method, path, headers, body = await request(reader)
            if delay_s:
                await asyncio.sleep(delay_s)
            status, etag, answer = calendar.answer(method, path, headers, body)
            writer.write(response(status, etag, answer))
            await writer.drain()
    writer.close()


async def _serve(count: int, delay_s: float, empty: int) -> None:
    calendar = Calendar(count, empty)

    async def connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _connection(calendar, delay_s, reader, writer)

    server = await asyncio.start_server(connection, "127.0.0.1", 0, limit=1 << 26)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/user/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        given = dict(enumerate(sys.argv))
        asyncio.run(_serve(int(given[1]), float(given.get(2, 0.0)), int(given.get(3, 0))))
