"""A session bus of one's own, and services that stand on one."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney import Message  # there is none but on Linux: those that need a bus are skipped elsewhere


def missing() -> str:
    """Why there can be none here, as the reason of a skip; empty if there can."""
    return "" if shutil.which("dbus-daemon") else "needs dbus-daemon (Debian: dbus-daemon)"


@contextmanager
def running(home: Path) -> Iterator[dict[str, str]]:
    """The environment that leads to it, with `home` as the user's folder; it ends with the block."""
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    environment = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data")}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        if bus.stdout is None:
            raise RuntimeError("no pipe to the session bus")
        yield {**environment, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
    finally:
        bus.terminate()
        bus.communicate()


@contextmanager
def serving(address: str, name: str, answer: Callable[[Message], Message]) -> Iterator[None]:
    """`name` stands on the bus: each call to it gets what `answer` makes of it, one at a time, on a thread."""
    from jeepney import MessageType, message_bus
    from jeepney.io.blocking import open_dbus_connection

    over = threading.Event()
    with open_dbus_connection(bus=address) as connection:
        connection.send_and_get_reply(message_bus.RequestName(name), timeout=10)

        def serve() -> None:
            while not over.is_set():
                try:
                    message = connection.receive(timeout=0.05)
                except TimeoutError:
                    continue
                if message.header.message_type is MessageType.method_call:
                    connection.send(answer(message))

        thread = threading.Thread(target=serve, name=name)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()
