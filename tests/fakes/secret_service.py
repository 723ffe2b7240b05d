"""A Secret Service of one's own on a bus of one's own, led to by an environment; keeps in memory what it is given.

A stand-in, since gnome-keyring may end with an abort when several programs come to it and leave (42 to 50 do), and what
D-Bus starts in its place is locked. The real one is tried in `test_secrets`, by one program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fakes import session_bus

if TYPE_CHECKING:
    from jeepney import Message

NAME = "org.freedesktop.secrets"
COLLECTION = "/org/freedesktop/secrets/aliases/default"
NOTHING_TO_ASK = "/"


@contextmanager
def running(home: Path) -> Iterator[dict[str, str]]:
    """The environment that leads to a fresh unlocked keyring and has `home` as the user's folder."""
    with (
        session_bus.running(home) as environment,
        session_bus.serving(environment["DBUS_SESSION_BUS_ADDRESS"], NAME, _Keyring().answer),
    ):
        yield environment


@dataclass
class _Entry:
    label: str
    attributes: dict[str, str]
    secret: bytes


@dataclass
class _Keyring:
    """One unlocked collection. Secrets travel as they are: it knows no encrypted session, as the standard allows."""

    entries: dict[str, _Entry] = field(default_factory=dict)
    made: int = 0

    def answer(self, call: Message) -> Message:
        from jeepney import HeaderFields, new_error, new_method_return

        fields = call.header.fields
        path, member = str(fields[HeaderFields.path]), str(fields[HeaderFields.member])
        entry = self.entries.get(path)
        if member == "OpenSession" and call.body[0] == "plain":
            return new_method_return(call, "vo", (("s", ""), "/org/freedesktop/secrets/session/1"))
        if member == "OpenSession":
            return new_error(call, "org.freedesktop.DBus.Error.NotSupported")
        if member == "Get" and (path == COLLECTION or entry is not None):
            return new_method_return(call, "v", (_property(call.body[1], entry),))
        if member == "Unlock":
            return new_method_return(call, "aoo", (call.body[0], NOTHING_TO_ASK))
        if member == "SearchItems":
            wanted = call.body[0].items()
            found = [where for where, one in self.entries.items() if wanted <= one.attributes.items()]
            return new_method_return(call, "ao", (found,))
        if member == "CreateItem":
            return new_method_return(call, "oo", (self._keep(*call.body), NOTHING_TO_ASK))
        if member == "GetSecret" and entry is not None:
            return new_method_return(call, "(oayays)", ((call.body[0], b"", entry.secret, "text/plain"),))
        if member == "Delete" and entry is not None:
            del self.entries[path]
            return new_method_return(call, "o", (NOTHING_TO_ASK,))
        known = member in ("Get", "GetSecret", "Delete")
        return new_error(call, f"org.freedesktop.DBus.Error.Unknown{'Object' if known else 'Method'}")

    def _keep(self, properties: dict[str, Any], secret: tuple[str, bytes, bytes, str], replace: bool) -> str:
        """The path of the new entry, or of the one with the same attributes that it takes the place of."""
        label = properties["org.freedesktop.Secret.Item.Label"][1]
        attributes = dict(properties["org.freedesktop.Secret.Item.Attributes"][1])
        same = [where for where, one in self.entries.items() if replace and one.attributes == attributes]
        self.made += 1
        path = same[0] if same else f"/org/freedesktop/secrets/collection/login/{self.made}"
        self.entries[path] = _Entry(label, attributes, bytes(secret[2]))
        return path


def _property(name: str, entry: _Entry | None) -> tuple[str, Any]:
    if name == "Locked":
        return "b", False
    return "s", "Login" if entry is None else entry.label
