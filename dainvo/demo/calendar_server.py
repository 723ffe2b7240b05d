"""A real CalDAV server (Radicale) on loopback, for the demo and for tests.

Does not make calendars or events: whoever starts it fills it over CalDAV, as any program would.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIServer

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

#: Radicale's own figure: one REPORT over more VEVENTs than this is refused with 400.
REPORT_LIMIT = 10_000


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = True
    request_queue_size = 128


class CalendarServer:
    """Radicale on 127.0.0.1 over `folder`, in threads of this process, with a password for each of `users`.

    The folder stays when the server stops; started again on it, the server has the same calendars.
    """

    def __init__(
        self,
        folder: Path,
        users: Mapping[str, str] | None = None,
        *,
        port: int = 0,
        report_limit: int = REPORT_LIMIT,
    ) -> None:
        self._folder = folder
        self._users = dict(users if users is not None else {"anna@example.com": "anna"})
        self._port = port
        self._report_limit = report_limit
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address to type into an account form, `http://127.0.0.1:port/`. Valid while the server runs."""
        if self._server is None:
            raise RuntimeError("the calendar server is not running")
        return f"http://127.0.0.1:{self._server.server_port}/"

    def start(self) -> str:
        """Listen, and come back with the address; requests are answered from then on."""
        app = self._application()
        server = _Server(("127.0.0.1", self._port), _request_class())
        server.set_app(app)
        self._server = server
        self._thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="calendar-server", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        """Answer what is under way, then close. Stopping twice is harmless."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def __enter__(self) -> CalendarServer:
        self.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self.stop()

    def _application(self) -> WSGIApplication:
        from radicale import config
        from radicale.app import Application

        logging.getLogger("radicale").setLevel(logging.CRITICAL)
        (self._folder / "collection-root").mkdir(parents=True, exist_ok=True)
        passwords = self._folder / "users"
        lines = "".join(f"{user}:{password}\n" for user, password in self._users.items())
        with os.fdopen(os.open(passwords, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(lines)
        configuration = config.load()
        configuration.update(
            {
                "auth": {
                    "type": "htpasswd",
                    "htpasswd_filename": str(passwords),
                    "htpasswd_encryption": "plain",
                    "delay": "0.001",
                },
                "rights": {"type": "owner_only"},
                "storage": {"type": "multifilesystem", "filesystem_folder": str(self._folder)},
                "reporting": {"max_expand_occurrence": str(self._report_limit)},
                "web": {"type": "none"},
                "logging": {"level": "critical"},
            },
            "dainvo",
            privileged=True,
        )
        app: WSGIApplication = Application(configuration)
        return app


def _request_class() -> Any:
    from radicale.server import RequestHandler

    class Request(RequestHandler):
        # Head and body leave in one segment, or each answer waits 40 ms for a delayed ACK.
        wbufsize = -1
        disable_nagle_algorithm = True

        def log_error(self, format_: str, *args: Any) -> None:
            pass

        def finish(self) -> None:
            # The other side may be gone already; that is its right.
            with contextlib.suppress(OSError):
                super().finish()

        def handle(self) -> None:
            with contextlib.suppress(ConnectionError, socket.timeout):
                super().handle()

    return Request
