"""An account's own way to its server: a pinned certificate, an own authority, a client certificate, a proxy (A22).

Reads and writes the account's details; opens nothing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dainvo.engine.desk import Desk
from dainvo.store.rows import AccountRow
from dainvo.tls import Connection, checked

if TYPE_CHECKING:
    from dainvo.web import Web

_WORDS = ("pin", "authorities", "client_certificate", "proxy")


def connection_of(account: AccountRow) -> Connection:
    """What the account's details say; the system's way where they say nothing."""
    return _read(account.detail.get("connection"))


def wire_of(desk: Desk, account: AccountRow) -> Web:
    """The HTTP client for an account."""
    return desk.wire(connection_of(account))


def wanted(values: Mapping[str, str] | None) -> Connection:
    """The connection of `values` (pin, authorities, client_certificate, proxy). Raises Refused(BAD_CERTIFICATE |
    BAD_ADDRESS | PLAIN_HTTP) if it cannot be used."""
    return checked(_read(values)) if values else Connection()


def stored(connection: Connection) -> dict[str, str] | None:
    """The same for the account's details; None if it is the system's way."""
    values = {word: getattr(connection, word) for word in _WORDS}
    return {word: value for word, value in values.items() if value} or None


def _read(values: Any) -> Connection:
    given = values if isinstance(values, Mapping) else {}
    return Connection(**{word: str(given.get(word) or "") for word in _WORDS})
