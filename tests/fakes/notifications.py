"""A session bus of one's own with a notification service on it that writes down what it is to show."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fakes import session_bus

if TYPE_CHECKING:
    from jeepney import Message

NAME = "org.freedesktop.Notifications"


@dataclass
class Shown:
    """`calls` are the arguments of Notify as they came. `refuses`: it answers with an error."""

    address: str
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    refuses: bool = False

    def answer(self, call: Message) -> Message:
        from jeepney import HeaderFields, new_error, new_method_return

        if call.header.fields.get(HeaderFields.signature) != "susssasa{sv}i" or self.refuses:
            return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs")
        self.calls.append(call.body)
        return new_method_return(call, "u", (len(self.calls),))


@contextmanager
def service(home: Path) -> Iterator[Shown]:
    """The bus and the service; both end with the block."""
    with session_bus.running(home) as environment:
        shown = Shown(environment["DBUS_SESSION_BUS_ADDRESS"])
        with session_bus.serving(shown.address, NAME, shown.answer):
            yield shown
