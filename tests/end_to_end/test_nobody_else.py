"""Y02: nothing is contacted but the servers the user named; Y10: nothing of the profile is open to other users."""

from __future__ import annotations

import asyncio
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.calendar_world import calendar_world
from fakes.engine_bench import Bench, until
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dainvo import app, launch, log
from dainvo.engine.actions import keeping
from dainvo.engine.actions.calendar_list import add_local
from dainvo.profile import COPY, Profile, now
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store import backups
from dainvo.store.rows import AccountRow

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[Any]]:
    """Every address of the network that this process asks for or connects to, by whichever way Python has."""
    found: set[Any] = set()
    connect, resolve, event_loop = socket.socket.connect, socket.getaddrinfo, asyncio.BaseEventLoop.sock_connect

    def connected(self: socket.socket, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            found.add(address[1])
        connect(self, address)

    def resolved(host: Any, *rest: Any, **more: Any) -> Any:
        found.add(host)
        return resolve(host, *rest, **more)

    def connected_later(self: Any, sock: socket.socket, address: Any) -> Any:
        found.add(address[1])
        return event_loop(self, sock, address)

    monkeypatch.setattr(socket.socket, "connect", connected)
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    monkeypatch.setattr(asyncio.BaseEventLoop, "sock_connect", connected_later, raising=False)
    yield found


def test_a_fresh_dainvo_contacts_nobody(qapp: QApplication, tmp_path: Path, qtbot: QtBot, reached: set[Any]) -> None:
    """Y02: the window with all its pages, and the engine for ten minutes of its clock."""
    session = app.Session(qapp, Profile(tmp_path / "window", secrets=Secrets.in_memory()))
    try:
        session.window.show()
        session.start_engine()
        session.watch_network()
        for view in ("day", "week", "month", "agenda"):
            session.window.show_view(view)
        for page in ("general", "accounts", "files", "meetings", "advanced", "about"):
            session.window.dialogs.show_settings(page)
            qapp.processEvents()
        qtbot.wait(300)
    finally:
        session.close()
        session.window.deleteLater()
    bench = Bench(tmp_path / "idle")
    try:
        bench.call(add_local, "Here")
        for _ in range(10):
            bench.clock.jump(60)
            bench.store(lambda store: store.accounts())
    finally:
        bench.close()
    assert reached == set()


def test_with_an_account_only_its_server_is_contacted(tmp_path: Path, reached: set[Any]) -> None:
    """Y02: also while it syncs on its interval, again and again."""
    with calendar_world("radicale", tmp_path, background=True) as world:

        def row() -> AccountRow:
            return world.bench.store(lambda store: store.account(world.account))

        def at_rest() -> bool:
            due = row().next_sync
            return due is not None and due > world.bench.clock.now()

        port = int(row().url.split(":")[2].partition("/")[0])
        for _ in range(3):
            until(at_rest)
            last = row().last_sync
            world.bench.clock.jump(16 * 60)
            until(lambda last=last: row().last_sync != last)  # type: ignore[misc]  # a default is a binding
        hosts = {one for one in reached if isinstance(one, str)}
        assert hosts <= {"127.0.0.1", "localhost"}
        assert port in {one for one in reached if isinstance(one, int)}


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_no_file_is_anybody_elses_under_an_open_umask(qapp: QApplication, tmp_path: Path) -> None:
    """Y10, Y08: copy, log of writes, record of unsent work, backup, settings, log, socket, lock, the file with all."""
    import logging

    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    former = os.umask(0)
    try:
        profile = Profile.at(tmp_path / "deep" / "profile")
        profile.secrets = Secrets.in_memory()
        session = app.Session(qapp, profile)
        try:
            log.start(profile.folder / "dainvo.log")
            logging.getLogger("dainvo.test").warning("here")
            session.start_engine()
            launch.listen(session)
            session.use_settings(Settings(event_minutes=25))
            assert session.engine is not None
            session.engine.submit(add_local, "Here").result(300)
            backups.write(profile.folder / COPY, now())
            session.engine.submit(keeping.keep_all, tmp_path / "all.dainvo").result(300)
            found = [*profile.folder.rglob("*"), tmp_path / "all.dainvo"]
            open_ones = [path.name for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]
            names = {path.name for path in profile.folder.iterdir()}
        finally:
            session.close()
            session.window.deleteLater()
    finally:
        os.umask(former)
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
    assert open_ones == []
    assert {"dainvo.db", "dainvo.db-wal", "settings.json", "dainvo.log", "dainvo.lock", "window.socket"} <= names
    assert stat.S_IMODE(profile.folder.stat().st_mode) == 0o700
