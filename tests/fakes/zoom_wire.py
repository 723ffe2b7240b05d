"""Zoom at the wire: a loopback server whose answers a test scripts, and a token endpoint that rotates."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from dainvo.zoom.oauth import Grant, ZoomConfig

NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
CLIENT = "public-client"
#: For `Web(context=…)`: the system's trust store takes longer to load than most tests, and loopback needs none.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}

    @property
    def bearer(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """What to answer; `None` instead of a Reply closes the connection without an answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def reply(status: int, value: object, **headers: str) -> Reply:
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json", **named})


class Wire:
    """Answers each request by `script`, and keeps all requests."""

    def __init__(self, script: Callable[[Request], Reply | None]) -> None:
        self.requests: list[Request] = []
        wire = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet: no waiting for acknowledgements

            def _any(self) -> None:
                parts = urlsplit(self.path)
                request = Request(
                    self.command,
                    parts.path,
                    {name: values[0] for name, values in parse_qs(parts.query).items()},
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(int(self.headers.get("Content-Length", 0))),
                )
                wire.requests.append(request)
                answer = script(request)
                self.close_connection = answer is None
                if answer is not None:
                    self.send_response(answer.status)
                    for name, value in answer.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(answer.body)))
                    self.end_headers()
                    self.wfile.write(answer.body)

            do_GET = do_POST = do_PATCH = do_DELETE = _any

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.config = ZoomConfig(CLIENT, f"{self.origin}/oauth", f"{self.origin}/v2", overridden=True)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def grant(self, number: int = 1, *, expires_at: datetime = NOW + timedelta(hours=1)) -> Grant:
        return Grant(
            self.config.oauth_url,
            self.config.api_url,
            CLIENT,
            f"access-{number}",
            f"refresh-{number}",
            expires_at,
            "meeting:write:meeting user:read:user",
            self.config.api_url,
        )


class TokenEndpoint:
    """Zoom's rotation: each refresh gives a new pair and kills the old one. Starts with pair 1.

    `faults`: one a request, taken from the front: `"lost"` acts and answers nothing, a Reply is given without acting.
    """

    def __init__(self) -> None:
        self.newest = 1
        self.refreshes = 0
        self.refused = 0
        self.faults: list[str | Reply] = []
        self.gate: Callable[[], None] = lambda: None
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply | None:
        assert request.path == "/oauth/token"
        assert request.form["client_id"] == CLIENT
        assert request.form["grant_type"] == "refresh_token"
        assert "authorization" not in request.headers
        assert not request.query
        self.gate()
        with self._lock:
            fault = self.faults.pop(0) if self.faults else ""
            if isinstance(fault, Reply):
                return fault
            if request.form["refresh_token"] != f"refresh-{self.newest}":
                self.refused += 1
                return reply(400, {"reason": "Invalid Token!", "error": "invalid_grant"})
            self.refreshes += 1
            self.newest += 1
            return None if fault == "lost" else self.answer()

    def answer(self) -> Reply:
        return reply(
            200,
            {
                "access_token": f"access-{self.newest}",
                "token_type": "bearer",
                "refresh_token": f"refresh-{self.newest}",
                "expires_in": 3599,
            },
        )


class FileRing:
    """A keyring in a folder, for tests with two processes: one file an entry, replaced in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, service: str, username: str) -> Path:
        return self._folder / f"{service}:{username}".encode().hex()

    def get_password(self, service: str, username: str) -> str | None:
        try:
            return self._path(service, username).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def set_password(self, service: str, username: str, password: str) -> None:
        path = self._path(service, username)
        fresh = path.with_suffix(f".{threading.get_native_id()}")
        fresh.write_text(password, encoding="utf-8")
        fresh.replace(path)

    def delete_password(self, service: str, username: str) -> None:
        self._path(service, username).unlink()
