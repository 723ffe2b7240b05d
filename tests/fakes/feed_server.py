"""A web server with one calendar file, over real HTTP: validators, sign-in, and whatever else it is told to answer."""

from __future__ import annotations

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FeedServer:
    """`body` is what it has; a request with the present `etag` gets 304. Another `status` than 200 has no body."""

    body: bytes = b""
    etag: str = ""
    modified: str = ""
    status: int = 200
    user: str = ""
    password: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    cut_at: int | None = None  # the connection ends after so many bytes
    asked: list[dict[str, str]] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/calendar.ics"

    def give(self, text: str, etag: str = "") -> None:
        self.body, self.etag = text.encode(), etag


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        feed: FeedServer = self.server.feed  # type: ignore[attr-defined]  # ours
        feed.asked.append({name.lower(): value for name, value in self.headers.items()})
        expected = "Basic " + b64encode(f"{feed.user}:{feed.password}".encode()).decode()
        status = feed.status
        if feed.user and self.headers.get("Authorization") != expected:
            status = 401
        elif self._unchanged(feed):
            status = 304
        body = feed.body if status == 200 else b""
        feed.sent.append(status)
        self.send_response(status)
        for name, value in (("ETag", feed.etag), ("Last-Modified", feed.modified), *feed.headers.items()):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if feed.cut_at is None else body[: feed.cut_at])
        self.close_connection = True

    def _unchanged(self, feed: FeedServer) -> bool:
        same_tag = bool(feed.etag) and self.headers.get("If-None-Match") == feed.etag
        return same_tag or (bool(feed.modified) and self.headers.get("If-Modified-Since") == feed.modified)

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def feed_server() -> Iterator[FeedServer]:
    feed = FeedServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.feed = feed  # type: ignore[attr-defined]  # for the handler
    feed.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield feed
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
