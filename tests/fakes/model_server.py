"""A CalDAV server in memory that keeps to the standards, seen through a wire that can lose, cut and delay.

It stands in for `web.Web`: everything above the wire is the real program. What a server may do otherwise is switched
on by `Habits`.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from dainvo.errors import TryLater, Why
from dainvo.web import Answer, Web

ORIGIN = "http://127.0.0.1:1"
HOME = "/cal/"

_UID = re.compile(r"(?m)^UID:(.*?)\r?$")
_HREF = re.compile(r"<D:href>(.*?)</D:href>")
_TOKEN = re.compile(r"<D:sync-token>(.*?)</D:sync-token>")


class Killed(BaseException):
    """The program was killed while it waited for the server."""


@dataclass(frozen=True)
class Habits:
    """What this server does otherwise."""

    tokens: bool = True  # it knows sync-collection
    inline: bool = True  # it gives texts in an answer to it
    rewrites: bool = False  # it stores other bytes than it was given
    weak: bool = False  # its etags are weak
    one_uid: bool = True  # it refuses a UID twice in a calendar
    page: int = 0  # so many changes in one answer, then 507
    cuts: int = 0  # so many in a first answer, and not a word about it


@dataclass
class Calendar:
    """Objects by name, with etag and text; what changed, in order; the state that tokens older than it are refused."""

    href: str
    objects: dict[str, tuple[str, str]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    oldest: int = 0

    @property
    def token(self) -> str:
        return f"http://model/{self.href.strip('/')}/{len(self.log)}"


class ModelServer:
    """The calendars of one user."""

    def __init__(self, habits: Habits, *names: str) -> None:
        self.habits = habits
        self.calendars = {f"{HOME}{name}/": Calendar(f"{HOME}{name}/") for name in names}
        self._etag = 0

    # what another program does

    def store(self, calendar: str, name: str, text: str) -> None:
        self._etag += 1
        if self.habits.rewrites:
            text = text.replace("END:VEVENT", f"X-SERVER-SEEN:{self._etag}\r\nEND:VEVENT", 1)
            text = text.replace("\r\nTRANSP:OPAQUE", "")
        found = self.calendars[calendar]
        etag = f'W/"{self._etag}"' if self.habits.weak else f'"{self._etag}"'
        found.objects[name] = (etag, text)
        found.log.append(name)

    def delete(self, calendar: str, name: str) -> None:
        found = self.calendars[calendar]
        del found.objects[name]
        found.log.append(name)

    def forget_tokens(self) -> None:
        """Every token given so far is refused from now on."""
        for calendar in self.calendars.values():
            calendar.oldest = len(calendar.log) + 1
            calendar.log.append("")

    def texts(self) -> Iterator[tuple[str, str, str]]:
        for href, calendar in self.calendars.items():
            for name, (_, text) in calendar.objects.items():
                yield href, name, text

    # the wire

    def answer(self, method: str, path: str, headers: dict[str, str], body: str) -> Answer:
        """What the server says to one request, after having done it."""
        if path == HOME:
            return self._home() if method == "PROPFIND" else _plain(path, 405)
        calendar = self.calendars.get(path)
        if calendar is not None:
            return self._collection(calendar, method, headers, body)
        folder, _, name = path.rpartition("/")
        calendar = self.calendars.get(folder + "/")
        if calendar is None:
            return _plain(path, 404)
        return self._object(calendar, name, method, headers, body)

    def _home(self) -> Answer:
        parts = [
            f"<D:response><D:href>{HOME}</D:href>{_props('<D:resourcetype><D:collection/></D:resourcetype>')}</D:response>"
        ]
        parts += [
            f"<D:response><D:href>{calendar.href}</D:href>{_props(self._described(calendar))}</D:response>"
            for calendar in self.calendars.values()
        ]
        return _multi(HOME, parts, {"dav": "1, calendar-access"})

    def _described(self, calendar: Calendar) -> str:
        kind = "<D:resourcetype><D:collection/><C:calendar/></D:resourcetype>"
        named = f"<D:displayname>{calendar.href}</D:displayname><CS:getctag>{len(calendar.log)}</CS:getctag>"
        return kind + named + (f"<D:sync-token>{calendar.token}</D:sync-token>" if self.habits.tokens else "")

    def _collection(self, calendar: Calendar, method: str, headers: dict[str, str], body: str) -> Answer:
        if method == "PROPFIND":
            parts = [f"<D:response><D:href>{calendar.href}</D:href>{_props(self._described(calendar))}</D:response>"]
            if headers.get("Depth") == "1":
                parts += [self._told(calendar, name, text=False) for name in calendar.objects]
            return _multi(calendar.href, parts)
        if method != "REPORT":
            return _plain(calendar.href, 405)
        if "sync-collection" in body:
            return self._changes(calendar, body)
        if "calendar-multiget" in body:
            names = [href.rpartition("/")[2] for href in _HREF.findall(body)]
            return _multi(calendar.href, [self._told(calendar, name, text=True) for name in names])
        uid = re.search(r"<C:text-match[^>]*>(.*?)</C:text-match>", body)
        holders = [name for name, (_, text) in calendar.objects.items() if uid and _uid(text) == uid.group(1)]
        return _multi(calendar.href, [self._told(calendar, name, text=False) for name in holders])

    def _changes(self, calendar: Calendar, body: str) -> Answer:
        if not self.habits.tokens:
            return _plain(calendar.href, 403, b'<D:error xmlns:D="DAV:"><D:supported-report/></D:error>')
        found = _TOKEN.search(body)
        token = found.group(1) if found else ""
        since = int(token.rpartition("/")[2]) if token else 0
        if token and since < calendar.oldest:
            return _plain(calendar.href, 403, b'<D:error xmlns:D="DAV:"><D:valid-sync-token/></D:error>')
        now = len(calendar.log)
        names = list(dict.fromkeys(name for name in calendar.log[since:] if name))
        if not token:
            names = [name for name in names if name in calendar.objects]
        inline = self.habits.inline and "calendar-data" in body
        more = ""
        if self.habits.page and len(names) > self.habits.page:
            # A page ends between two entries of the log, so that going on from there misses nothing.
            end = since
            seen: dict[str, None] = {}
            while len(seen) < self.habits.page:
                if calendar.log[end] in names:
                    seen[calendar.log[end]] = None
                end += 1
            names, now = list(seen), end
            more = f"<D:response><D:href>{calendar.href}</D:href><D:status>HTTP/1.1 507 Full</D:status></D:response>"
        elif self.habits.cuts and not token and len(names) > self.habits.cuts:
            end = next(at for at, name in enumerate(calendar.log) if name == names[self.habits.cuts])
            names, now = names[: self.habits.cuts], end
        parts = [self._told(calendar, name, text=inline) for name in names]
        given = f"http://model/{calendar.href.strip('/')}/{now}"
        return _multi(calendar.href, [*parts, more, f"<D:sync-token>{given}</D:sync-token>"])

    def _told(self, calendar: Calendar, name: str, *, text: bool) -> str:
        href = f"<D:href>{calendar.href}{name}</D:href>"
        if name not in calendar.objects:
            return f"<D:response>{href}<D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
        etag, stored = calendar.objects[name]
        data = f"<C:calendar-data>{escape(stored)}</C:calendar-data>" if text else ""
        return f"<D:response>{href}{_props(f'<D:getetag>{escape(etag)}</D:getetag>{data}')}</D:response>"

    def _object(self, calendar: Calendar, name: str, method: str, headers: dict[str, str], body: str) -> Answer:
        path = calendar.href + name
        held = calendar.objects.get(name)
        if method == "GET":
            return Answer(200, {"etag": held[0]}, held[1].encode(), ORIGIN + path) if held else _plain(path, 404)
        condition = headers.get("If-Match")
        if condition is None and headers.get("If-None-Match") != "*":
            raise AssertionError(f"a blind {method}")
        if method == "DELETE":
            if held is None:
                return _plain(path, 404)
            if not self._matches(condition, held[0]):
                return _plain(path, 412)
            self.delete(calendar.href, name)
            return _plain(path, 204)
        if (held is not None and condition is None) or (
            condition is not None and (held is None or not self._matches(condition, held[0]))
        ):
            return _plain(path, 412)
        holders = [other for other, (_, text) in calendar.objects.items() if other != name and _uid(text) == _uid(body)]
        if holders and self.habits.one_uid:
            where = f"<D:href>{calendar.href}{holders[0]}</D:href>"
            said = f'<D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><C:no-uid-conflict>{where}'
            return _plain(path, 409, f"{said}</C:no-uid-conflict></D:error>".encode())
        self.store(calendar.href, name, body)
        return _plain(path, 201 if held is None else 204)

    def _matches(self, condition: str | None, etag: str) -> bool:
        return condition in ("*", etag) or (self.habits.weak and condition == etag.removeprefix("W/"))


class ModelWire(Web):
    """One client's way to the server. Each request takes the next of `faults`, an empty string for none.

    "lost": done, but the answer never comes; "cut": it never arrives; "offline"; "busy": 503; "full" and "refused": 507
    and 403 to a PUT; "kill_before" and "kill_after": the program dies; what has a colon is done by
    `meanwhile(name, before)` around the request.
    """

    def __init__(self, server: ModelServer) -> None:
        super().__init__()
        self.server = server
        self.faults: list[str] = []
        self.meanwhile: Callable[[str, bool], Awaitable[None]] | None = None
        self.asked: list[tuple[str, str]] = []

    @asynccontextmanager
    async def stream(self, method: str, url: str, *, content: Any = None, **more: Any) -> AsyncIterator[Any]:
        yield _Streamed(await self.request(method, url, content=content, **more))

    async def request(self, method: str, url: str, *, content: Any = None, headers: Any = None, **_more: Any) -> Answer:
        fault = self.faults.pop(0) if self.faults else ""
        self.asked.append((method, url))
        if fault == "offline":
            raise TryLater(Why.OFFLINE, sent=False)
        if fault == "cut":
            raise TryLater(Why.NO_ANSWER, sent=True)
        if fault == "kill_before":
            raise Killed
        if fault in ("full", "refused") and method == "PUT":
            return _plain(url.removeprefix(ORIGIN), 507 if fault == "full" else 403)
        if fault == "busy":
            return _plain(url.removeprefix(ORIGIN), 503)
        if ":" in fault and self.meanwhile is not None:
            await self.meanwhile(fault, True)
        text = content.decode() if isinstance(content, bytes) else content or ""
        answer = self.server.answer(method, url.removeprefix(ORIGIN), dict(headers or {}), text)
        if fault == "lost":
            raise TryLater(Why.NO_ANSWER, sent=True)
        if fault == "kill_after":
            raise Killed
        if ":" in fault and self.meanwhile is not None:
            await self.meanwhile(fault, False)
        return answer


class _Streamed:
    def __init__(self, answer: Answer) -> None:
        self.status, self.headers, self.url = answer.status, answer.headers, answer.url
        self._answer = answer

    async def chunks(self, _limit_bytes: int) -> AsyncIterator[bytes]:
        yield self._answer.body

    async def answer(self, _limit_bytes: int = 0) -> Answer:
        return self._answer


def _uid(text: str) -> str:
    found = _UID.search(text)
    return found.group(1) if found else ""


def _props(inner: str) -> str:
    return f"<D:propstat><D:prop>{inner}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>"


def _multi(path: str, parts: list[str], headers: dict[str, str] | None = None) -> Answer:
    spaces = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/"'
    body = f"<D:multistatus {spaces}>{''.join(parts)}</D:multistatus>".encode()
    return Answer(207, headers or {}, body, ORIGIN + path)


def _plain(path: str, status: int, body: bytes = b"") -> Answer:
    return Answer(status, {}, body, ORIGIN + path)
