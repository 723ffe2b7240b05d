"""A session bus of one's own with a notification service on it that writes down what it is to show."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fakes import session_bus
from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"


def missing() -> str:
    """Why it cannot be had here; empty if it can."""
    return "" if shutil.which("dbus-daemon") else "needs dbus-daemon"


@dataclass
class Shown:
    """`calls` are the arguments of Notify as they came. `refuses`: it answers with an error."""

    address: str
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    refuses: bool = False


@contextmanager
def service(home: Path) -> Iterator[Shown]:
    """The bus and the service; both end with the block."""
    with session_bus.running(home) as environment:
        shown = Shown(environment["DBUS_SESSION_BUS_ADDRESS"])
        over = threading.Event()
        connection = open_dbus_connection(bus=shown.address)
        connection.send_and_get_reply(message_bus.RequestName(NAME), timeout=10)
        thread = threading.Thread(target=_serve, args=(connection, shown, over), name="notifications")
        thread.start()
        try:
            yield shown
        finally:
            over.set()
            thread.join()
            connection.close()


def _serve(connection: Any, shown: Shown, over: threading.Event) -> None:
    while not over.is_set():
        try:
            message = connection.receive(timeout=0.05)
        except TimeoutError:
            continue
        if message.header.message_type is not MessageType.method_call:
            continue
        fields = message.header.fields
        if fields.get(HeaderFields.signature) != "susssasa{sv}i" or shown.refuses:
            connection.send(new_error(message, "org.freedesktop.DBus.Error.InvalidArgs"))
            continue
        shown.calls.append(message.body)
        connection.send(new_method_return(message, "u", (len(shown.calls),)))
