"""The local Zoom stand-in behind HTTP on loopback, in a thread or as a program of its own.

Does not know Zoom's rules: the package `standin` does. Makes no outgoing connection.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from dainvo.demo.standin import admin, site, statefile
from dainvo.demo.standin.clock import parse_instant, real
from dainvo.demo.standin.exchange import Answer, Json, Request
from dainvo.demo.standin.world import DEFAULT_REDIRECTS, Options, World

CLIENT_ID: Final = "standin-public"
_MOST_BYTES: Final = 1 << 20


class ZoomServer:
    """The stand-in on a port of 127.0.0.1; `state` keeps its data.

    `now` makes its clock stand still there; else it runs as `running`.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        state: Path | None = None,
        seed: str | None = None,
        now: datetime | None = None,
        redirects: Sequence[str] = (),
        join_base: str = "",
        record: Path | None = None,
        running: Callable[[], datetime] = real,
    ) -> None:
        named = os.environ.get("DAINVO_ZOOM_RECORD")
        self._options = Options(
            tuple(redirects) or DEFAULT_REDIRECTS,
            join_base,
            seed,
            now,
            record or (Path(named) if named else None),
            running,
        )
        self._port = port
        self._state = state
        self._listener: _Listener | None = None
        self._thread: threading.Thread | None = None
        self.world: World | None = None

    def start(self) -> dict[str, str]:
        """Open the port; gives `oauth_url`, `api_url`, `client_id`, `admin_url`. OSError if the port is taken."""
        if self._listener is not None:
            raise RuntimeError("the stand-in is running already")
        starts = 1 + (statefile.starts_so_far(self._state) if self._state else 0)
        listener = _Listener(self._port)
        origin = f"http://127.0.0.1:{listener.server_address[1]}"
        world = World.new(self._options, origin, secrets.token_urlsafe(18), starts=starts)
        try:
            if self._state:
                statefile.load(world, self._state)
        except (ValueError, KeyError, TypeError):
            listener.server_close()
            raise
        listener.world, listener.state = world, self._state
        self.world, self._listener = world, listener
        self._thread = threading.Thread(target=listener.serve_forever, args=(0.05,), name="zoom-stand-in", daemon=True)
        self._thread.start()
        return self.ready()

    def ready(self) -> dict[str, str]:
        """The addresses of the running stand-in."""
        world = self._running()
        return {
            "oauth_url": f"{world.origin}/oauth",
            "api_url": f"{world.origin}/v2",
            "client_id": CLIENT_ID,
            "admin_url": f"{world.origin}/_standin/{world.key}",
        }

    def state(self) -> Json:
        """What `<admin>/state` tells, without asking over HTTP."""
        world = self._running()
        with world.lock:
            value: Json = json.loads(json.dumps(admin.state(world)))
            return value

    def stop(self) -> None:
        """Close the port and every connection, end the threads, keep the state. May be called twice."""
        listener, thread = self._listener, self._thread
        if listener is None or thread is None:
            return
        self._listener = self._thread = None
        listener.stopping.set()
        listener.shutdown()
        thread.join()
        listener.hang_up()
        listener.server_close()
        if self._state and self.world:
            statefile.save(self.world, self._state)

    def _running(self) -> World:
        if self._listener is None or self.world is None:
            raise RuntimeError("the stand-in is not running")
        return self.world

    def __enter__(self) -> ZoomServer:
        self.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()


class _Listener(ThreadingHTTPServer):
    """One thread a connection; knows its open connections, so that `stop` can end them."""

    request_queue_size = 256
    daemon_threads = True
    block_on_close = False
    world: World
    state: Path | None = None

    def __init__(self, port: int) -> None:
        self.stopping = threading.Event()
        self._open: dict[socket.socket, threading.Thread] = {}
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Exchange)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open[request] = threading.current_thread()
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._open.pop(request, None)

    def hang_up(self) -> None:
        """Close what clients keep open, and wait for the threads."""
        with self._lock:
            held = list(self._open.items())
        for connection, _ in held:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for _, thread in held:
            thread.join(2)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Exchange(BaseHTTPRequestHandler):
    """Reads requests of one connection and writes their answers."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    timeout = 60
    server: _Listener

    def _answer(self) -> None:
        try:
            length = int(self.headers.get("Content-Length") or 0)
        except ValueError:
            length = -1
        if not 0 <= length <= _MOST_BYTES or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._write(Answer(413 if length > _MOST_BYTES else 411))
            return
        path, _, query = self.path.partition("?")
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(length) if length else b""
        faults, lifted = self.server.world.faults, self.server.world.faults.lifted
        made = site.answer(self.server.world, Request(self.command, path, query, headers, body))
        if self.server.state is not None and self.command != "GET":
            with self.server.world.lock:
                statefile.save(self.server.world, self.server.state)
        held_until = time.monotonic() + made.delay_s
        while faults.lifted == lifted and (left_s := held_until - time.monotonic()) > 0:
            if self.server.stopping.wait(min(left_s, 0.02)):
                break
        if made.dropped:
            self.close_connection = True
            return
        self._write(made)

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = _answer

    def _write(self, made: Answer) -> None:
        self.send_response(made.status)
        if made.content_type:
            self.send_header("Content-Type", made.content_type)
        for name, value in made.headers.items():
            self.send_header(name, value)
        if made.status != 204:
            self.send_header("Content-Length", str(len(made.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(made.body)
        self.wfile.flush()

    def version_string(self) -> str:
        return "Zoom-stand-in"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the admin page lists the requests, with secrets blanked."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the stand-in until interrupted; one line of JSON on standard output tells its addresses."""
    parser = argparse.ArgumentParser(prog="python -m dainvo.demo.zoom_server", description="A local stand-in for Zoom.")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; any free one if left out")
    parser.add_argument("--state", type=Path, metavar="FILE", help="keep sign-ins and meetings here across starts")
    parser.add_argument("--seed", help="the same ids and tokens at every run")
    parser.add_argument("--now", type=parse_instant, metavar="ISO", help="a clock that stands still at this instant")
    parser.add_argument(
        "--redirect", action="append", default=[], metavar="URL", help="registered redirect; repeatable"
    )
    parser.add_argument(
        "--join-base", default="", metavar="URL", help="where join links point; its own address if left out"
    )
    chosen = parser.parse_args(arguments)
    server = ZoomServer(
        port=chosen.port,
        state=chosen.state,
        seed=chosen.seed,
        now=chosen.now,
        redirects=chosen.redirect,
        join_base=chosen.join_base,
    )
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    try:
        ready = server.start()
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"The stand-in cannot start: {problem}\n")
        return 1
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    done.wait()
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
