"""Radicale with two people, one of whom lets the other see and add to calendars, as CalendarServer's proxies do it.

with sharing(folder) as office: office.share("read", "bind")
"""

from __future__ import annotations

import base64
import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fakes.calendar_wire import ask

from dainvo.demo.calendar_server import CalendarServer

PASSWORD = "s3cret"
_PRIVILEGES = re.compile(rb"<current-user-privilege-set.*?</current-user-privilege-set>", re.DOTALL)
_CS = b'xmlns:x="http://calendarserver.org/ns/"'


@dataclass
class Office:
    """Anna's and Bob's server. `rights` is what Anna has in Bob's calendars, None: he shares nothing."""

    url: str = ""
    rights: tuple[str, ...] | None = None
    asked: list[str] = field(default_factory=list)
    broken: int = 0  # what Bob's home set and Anna's principal answer, if not themselves

    def share(self, *rights: str) -> None:
        self.rights = rights

    def make(self, who: str, name: str, *, path: str = "") -> None:
        """A calendar in `who`'s own home set."""
        body = (
            '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
            f"<D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>"
        )
        url = f"{self.url}{who}/{path or name.lower()}/"
        status, _, said = ask("MKCALENDAR", url, user=who, password=PASSWORD, body=body)
        assert status == 201, said

    def delete(self, who: str, path: str) -> None:
        status, _, said = ask("DELETE", f"{self.url}{who}/{path}/", user=who, password=PASSWORD)
        assert status in (200, 204), said


class _Server(CalendarServer):
    def __init__(self, folder: Path, office: Office) -> None:
        super().__init__(folder, {"anna": PASSWORD, "bob": PASSWORD})
        self._office = office

    def _application(self) -> Any:
        inner: Any = super()._application()
        rights = self._folder / "rights"
        rights.write_text(
            "[root]\nuser: .+\ncollection:\npermissions: R\n"
            "[own]\nuser: .+\ncollection: {user}(/.*)?\npermissions: RrWw\n"
            "[others]\nuser: anna\ncollection: bob(/.*)?\npermissions: RrWw\n"
        )
        from radicale import rights as kinds

        inner.configuration.update({"rights": {"type": "from_file", "file": str(rights)}}, "test", privileged=True)
        inner._rights = kinds.load(inner.configuration)
        office = self._office

        def application(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            path: str = environ["PATH_INFO"]
            office.asked.append(f"{environ['REQUEST_METHOD']} {path}")
            if office.broken and (path, environ.get("HTTP_DEPTH")) in (("/bob/", "1"), ("/anna/", "0")):
                start(f"{office.broken} X", [("Content-Length", "0")])
                return [b""]
            told: list[Any] = []
            body = b"".join(inner(environ, lambda status, headers, *_more: told.append((status, headers))))
            body = _as_shared(office, environ, path, body)
            status, headers = told[0]
            kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
            start(status, [*kept, ("Content-Length", str(len(body)))])
            return [body]

        return application


def _as_shared(office: Office, environ: dict[str, Any], path: str, body: bytes) -> bytes:
    if environ["REQUEST_METHOD"] != "PROPFIND":
        return body
    if path == "/anna/" and environ.get("HTTP_DEPTH") == "0" and office.rights is not None:
        told = b"<propstat><prop><x:calendar-proxy-write-for " + _CS + b"><href>/bob/</href>"
        told += b"</x:calendar-proxy-write-for></prop><status>HTTP/1.1 200 OK</status></propstat></response>"
        return body.replace(b"</response>", told, 1)
    if path == "/bob/" and environ.get("HTTP_DEPTH") == "1" and _asks(environ, "anna"):
        held = b"".join(b"<privilege><%s/></privilege>" % right.encode() for right in office.rights or ())
        return _PRIVILEGES.sub(b"<current-user-privilege-set>" + held + b"</current-user-privilege-set>", body)
    return body


def _asks(environ: dict[str, Any], who: str) -> bool:
    sent = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Basic ")
    return base64.b64decode(sent).decode().partition(":")[0] == who


@contextlib.contextmanager
def sharing(folder: Path) -> Iterator[Office]:
    """Both have no calendars yet, and Bob shares nothing."""
    office = Office()
    server = _Server(folder, office)
    office.url = server.start()
    try:
        yield office
    finally:
        server.stop()
