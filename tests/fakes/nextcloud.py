"""A Nextcloud as far as an account needs one: sign-in in the browser, app passwords, and real CalDAV (Radicale).

with nextcloud(folder) as cloud: cloud.url; cloud.agree(page) does what the user does in the browser
"""

from __future__ import annotations

import contextlib
import json
import secrets
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from dainvo.demo.calendar_server import CalendarServer

Start = Any  # the start_response of PEP 3333
DAV = "/remote.php/dav"


@dataclass
class Cloud:
    """`named` is what the server calls itself, as one behind a careless proxy does; `base` is where it is installed."""

    user: str = "anna"
    base: str = ""
    named: str = ""
    url: str = ""
    asked: list[str] = field(default_factory=list)
    passwords: set[str] = field(default_factory=set)
    open: dict[str, str] = field(default_factory=dict)  # poll token: the word in the page's address
    agreed: set[str] = field(default_factory=set)

    def agree(self, page: str) -> None:
        """Open the page and press “Grant access”."""
        with urllib.request.urlopen(page, timeout=300) as answer:
            assert answer.status == 200


class _Server(CalendarServer):
    def __init__(self, folder: Path, cloud: Cloud) -> None:
        super().__init__(folder, {})
        self._cloud = cloud

    def _application(self) -> Any:
        inner = super()._application()
        cloud, users = self._cloud, self._folder / "users"

        def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
            path: str = environ["PATH_INFO"].removeprefix(cloud.base)
            cloud.asked.append(f"{environ['REQUEST_METHOD']} {path}")
            users.write_text("".join(f"{cloud.user}:{word}\n" for word in sorted(cloud.passwords)))
            if path.startswith(DAV):
                environ["SCRIPT_NAME"] = cloud.base + DAV
                environ["PATH_INFO"] = path.removeprefix(DAV) or "/"
                answer: Iterable[bytes] = inner(environ, start)
                return answer
            status, body = _page(cloud, path, environ)
            start(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
            return [body]

        return application


def _page(cloud: Cloud, path: str, environ: dict[str, Any]) -> tuple[str, bytes]:
    method = environ["REQUEST_METHOD"]
    named = cloud.named or cloud.url
    if method == "POST" and path == "/index.php/login/v2":
        token, word = secrets.token_hex(32), secrets.token_hex(32)
        cloud.open[token] = word
        told = {
            "poll": {"token": token, "endpoint": f"{named}/login/v2/poll"},
            "login": f"{named}/login/v2/flow/{word}",
        }
        return "200 OK", json.dumps(told).encode()
    if method == "GET" and path.startswith("/login/v2/flow/"):
        cloud.agreed.add(path.rpartition("/")[2])
        return "200 OK", b"{}"
    if method == "POST" and path == "/login/v2/poll":
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        token = parse_qs(body).get("token", [""])[0]
        if cloud.open.get(token) not in cloud.agreed:
            return "404 Not Found", b"[]"
        cloud.agreed.discard(cloud.open.pop(token))
        password = secrets.token_hex(36)
        cloud.passwords = {password}
        granted = {"server": named, "loginName": cloud.user, "appPassword": password}
        return "200 OK", json.dumps(granted).encode()
    if method == "DELETE" and path == "/ocs/v2.php/core/apppassword":
        cloud.passwords.clear()
        return "200 OK", b"{}"
    return "404 Not Found", b""


@contextlib.contextmanager
def nextcloud(folder: Path, *, user: str = "anna", base: str = "") -> Iterator[Cloud]:
    """A Nextcloud on loopback with one user and no calendars."""
    cloud = Cloud(user=user, base=base)
    server = _Server(folder, cloud)
    cloud.url = server.start().rstrip("/") + base
    try:
        yield cloud
    finally:
        server.stop()
