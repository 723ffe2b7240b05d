"""A wire in front of a CalDAV server that writes down every request and can cut, refuse or delay answers."""

from __future__ import annotations

import base64
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

_HOP = {"connection", "transfer-encoding", "keep-alive"}


@dataclass(frozen=True)
class Seen:
    """One request and the status of its answer; 0 if the wire was cut before the server answered."""

    method: str
    path: str
    headers: dict[str, str]
    body: str
    status: int
    signed_in: bool


@dataclass
class Fault:
    """`kind`: drop_before, drop_after, hold, or a status as text. `times` below 0: for ever."""

    method: str
    kind: str
    times: int = 1
    path_part: str = ""
    body_part: str = ""
    answer: bytes = b"refused by the wire"


@dataclass
class Wire:
    """`url` stands in for the server's own address."""

    url: str
    seen: list[Seen] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    held: list[str] = field(default_factory=list)  # paths of requests that a fault keeps or kept waiting

    def methods(self) -> list[str]:
        return [seen.method for seen in self.seen]

    def of(self, method: str) -> list[Seen]:
        return [seen for seen in self.seen if seen.method == method]

    def fail(self, method: str, kind: str, times: int = 1, path_part: str = "") -> None:
        self.faults.append(Fault(method, kind, times, path_part))

    def refuse(self, method: str, status: int, answer: bytes, *, body_part: str) -> None:
        """From now on what has `body_part` in it gets this answer instead of the server's."""
        self.faults.append(Fault(method, str(status), -1, "", body_part, answer))


@contextmanager
def wire(server_url: str) -> Iterator[Wire]:
    """A wire before the server at `server_url`."""
    target = urlsplit(server_url)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def _pass(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            if len(body) < length:  # who asked is gone
                self.close_connection = True
                return
            fault = _hit(listening.faults, self.command, self.path, body.decode("utf-8", "replace"))
            if fault is not None and fault.kind == "drop_before":
                self._cut(body)
                return
            if fault is not None and fault.kind.isdigit():
                self._note(body, int(fault.kind))
                self._answer(int(fault.kind), [], fault.answer)
                return
            if fault is not None and fault.kind == "hold":  # until the test takes the fault away
                listening.held.append(self.path)
                while fault in listening.faults:
                    time.sleep(0.01)
            connection = http.client.HTTPConnection(target.hostname or "", target.port or 80, timeout=300)
            try:
                headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
                connection.request(self.command, self.path, body or None, headers)
                answer = connection.getresponse()
                content = answer.read()
            finally:
                connection.close()
            if fault is not None and fault.kind == "drop_after":
                self._cut(body)
                return
            self._note(body, answer.status)
            kept = [(n, v) for n, v in answer.getheaders() if n.lower() not in _HOP | {"content-length", "date"}]
            self._answer(answer.status, kept, content)

        def _note(self, body: bytes, status: int) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            signed_in = "authorization" in headers
            text = body.decode("utf-8", "replace")
            listening.seen.append(Seen(self.command, self.path, headers, text, status, signed_in))

        def _cut(self, body: bytes) -> None:
            self._note(body, 0)
            self.close_connection = True

        def _answer(self, status: int, headers: list[tuple[str, str]], content: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)
            self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            return

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_OPTIONS = do_MKCALENDAR = do_MKCOL = do_HEAD = _pass
        do_PROPPATCH = _pass

    class Listener(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Listener(("127.0.0.1", 0), Handler)
    listening = Wire(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield listening
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _hit(faults: list[Fault], method: str, path: str, body: str) -> Fault | None:
    for fault in faults:
        meant = fault.path_part in path and fault.body_part in body
        if fault.method in (method, "*") and meant and fault.times != 0:
            fault.times -= 1
            return fault
    return None


def ask(
    method: str,
    url: str,
    *,
    user: str = "",
    password: str = "",
    body: str = "",
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], str]:
    """One plain request, as another program would send it: status, headers in lower case, body."""
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port or 80, timeout=300)
    sent = dict(headers or {})
    if user:
        sent["Authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    try:
        connection.request(method, address.path or "/", body.encode() or None, sent)
        answer = connection.getresponse()
        content = answer.read().decode("utf-8", "replace")
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content
    finally:
        connection.close()
