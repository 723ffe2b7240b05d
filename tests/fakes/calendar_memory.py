"""One calendar at the wire, in memory: etags, preconditions, sync-collection with what was removed (RFC 4791, 6578).

For thousands of small runs, where a real server would take too long; whole programs are tested with real ones.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import count

from fakes.canned_web import Canned

from dainvo.ical.conference import find

HOME, WORK = "/anna/", "/anna/work/"
_NAMESPACES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'
_CALENDAR = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"


class CalendarMemory:
    """`items` is what the server has: href to etag and text."""

    def __init__(self) -> None:
        self.items: dict[str, tuple[str, str]] = {}
        self._log: list[str] = []  # hrefs, one a change
        self._etags = count(1)

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Canned:
        """What comes back to one request."""
        text = body.decode()
        if method == "OPTIONS":
            return Canned(200, headers={"dav": "1, 3, calendar-access"})
        if method == "PROPFIND":
            return self._properties(path, headers.get("Depth", "0"))
        if method == "REPORT" and "sync-collection" in text:
            return self._changes(text)
        if method == "REPORT":
            return self._multiget(re.findall(r"<[^>]*href>([^<]*)<", text))
        if method == "GET":
            found = self.items.get(path)
            return Canned(200, found[1].encode(), {"etag": found[0]}) if found else Canned(404)
        return self._write(method, path, headers, text)

    def links(self) -> list[str]:
        """The ids of the meetings that are published."""
        found = [find(text) for _, text in self.items.values()]
        return [link.meeting_id for link in found if link is not None]

    def _write(self, method: str, path: str, headers: dict[str, str], text: str) -> Canned:
        present = self.items.get(path)
        if headers.get("If-None-Match") == "*" and present is not None:
            return Canned(412)
        wanted = headers.get("If-Match")
        if wanted is not None and (present is None or wanted not in (present[0], "*")):
            return Canned(412) if present is not None or method == "PUT" else Canned(404)
        if method == "DELETE":
            if present is None:
                return Canned(404)
            del self.items[path]
            self._log.append(path)
            return Canned(204)
        self.items[path] = f'"e{next(self._etags)}"', text
        self._log.append(path)
        return Canned(201 if present is None else 204, headers={"etag": self.items[path][0]})

    def _properties(self, path: str, depth: str) -> Canned:
        calendar = self._response(
            WORK,
            f"{_CALENDAR}<d:displayname>Work</d:displayname><d:sync-token>{self._token()}</d:sync-token>"
            f"<s:getctag>{self._token()}</s:getctag>",
        )
        if path == WORK and depth == "0":
            return self._multistatus(calendar)
        if path == WORK:
            inner = [
                self._response(href, f"<d:getetag>{escape(etag)}</d:getetag>") for href, (etag, _) in self.items.items()
            ]
            return self._multistatus(calendar, *inner)
        return self._multistatus(self._response(HOME, "<d:resourcetype><d:collection/></d:resourcetype>"), calendar)

    def _changes(self, text: str) -> Canned:
        token = re.search(r"sync-token>t(\d+)<", text)
        changed = self.items if token is None else dict.fromkeys(self._log[int(token[1]) :])
        return self._multistatus(
            *(self._item(href) for href in changed), after=f"<d:sync-token>{self._token()}</d:sync-token>"
        )

    def _multiget(self, hrefs: list[str]) -> Canned:
        return self._multistatus(*(self._item(unescape(href)) for href in hrefs))

    def _item(self, href: str) -> str:
        if href not in self.items:
            return f"<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
        etag, text = self.items[href]
        return self._response(
            href, f"<d:getetag>{escape(etag)}</d:getetag><c:calendar-data>{escape(text)}</c:calendar-data>"
        )

    def _token(self) -> str:
        return f"t{len(self._log)}"

    def _response(self, href: str, props: str) -> str:
        return (
            f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        )

    def _multistatus(self, *responses: str, after: str = "") -> Canned:
        body = f"<d:multistatus {_NAMESPACES}>{''.join(responses)}{after}</d:multistatus>"
        return Canned(207, body.encode(), {"content-type": "application/xml"})
