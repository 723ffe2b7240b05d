"""Real CalDAV servers on free loopback ports: Radicale (with passwords) and Xandikos (without).

Use as pytest fixtures through `pytest_plugins`/import, or as context managers anywhere:

    with radicale(folder) as server: server.url, server.user, server.password
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dainvo.demo.calendar_server import REPORT_LIMIT, CalendarServer


@dataclass(frozen=True)
class Server:
    """What a test needs to sign in."""

    name: str  # "radicale" | "xandikos"
    url: str  # "http://127.0.0.1:port/"
    user: str
    password: str


@contextlib.contextmanager
def radicale(
    folder: Path,
    *,
    user: str = "anna@example.com",
    password: str = "s3cret",  # noqa: S107 - a made-up account on loopback
    port: int = 0,
    report_limit: int = REPORT_LIMIT,
) -> Iterator[Server]:
    """Radicale over `folder`, one user, no calendars yet."""
    server = CalendarServer(folder, {user: password}, port=port, report_limit=report_limit)
    url = server.start()
    try:
        yield Server("radicale", url, user, password)
    finally:
        server.stop()


@contextlib.contextmanager
def xandikos(folder: Path, *, port: int = 0) -> Iterator[Server]:
    """Xandikos over `folder`, principal /user/, home set /user/calendars/; it asks for no password."""
    running = _Xandikos(folder, port)
    url = running.start()
    try:
        yield Server("xandikos", url, "user", "anything")
    finally:
        running.stop()


SERVERS: dict[str, Callable[[Path], AbstractContextManager[Server]]] = {"radicale": radicale, "xandikos": xandikos}


class _Xandikos:
    """An aiohttp site in a thread with a loop of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder = folder
        self._port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="xandikos", daemon=True)
        self._runner: Any = None

    def start(self) -> str:
        self._thread.start()
        return asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(300)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(300)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> str:
        from aiohttp import web
        from xandikos.web import SingleUserFilesystemBackend, XandikosApp

        self._folder.mkdir(parents=True, exist_ok=True)
        logging.getLogger("xandikos").setLevel(logging.CRITICAL)
        backend: Any = SingleUserFilesystemBackend(str(self._folder))
        backend._mark_as_principal("/user/")
        backend.create_principal("/user/", create_defaults=False)
        application: Any = XandikosApp(backend, current_user_principal="/user/", state_dir=str(self._folder / ".state"))

        async def answer(request: Any) -> Any:
            return await application.aiohttp_handler(request, "/")

        async def well_known(_request: Any) -> web.Response:
            return web.Response(status=301, headers={"Location": "/"})

        app = web.Application()
        app.router.add_route("*", "/.well-known/caldav", well_known)
        app.router.add_route("*", "/{path_info:.*}", answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        return f"http://{host}:{port}/"
