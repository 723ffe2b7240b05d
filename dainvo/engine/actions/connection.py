"""The user's verbs about the way to a server: look at its certificate, trust it, change proxy and certificates (A22).

Trusts nothing by itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import urlsplit

from dainvo import tls
from dainvo.addresses import origin
from dainvo.dav.client import Client
from dainvo.engine.connections import connection_of, stored, wanted
from dainvo.engine.desk import Desk, caldav_key
from dainvo.engine.sync import signed_in
from dainvo.engine.values import ServerCertificate
from dainvo.errors import NeedsUser, Refused, Why
from dainvo.ical.event import AccountId, Href
from dainvo.store.rows import AccountState


async def certificate(desk: Desk, host: str, port: int = 443) -> ServerCertificate:
    """What the server at `host` shows now. Only the TLS handshake is made: no name and no password leaves.

    Raises Refused(BAD_ADDRESS), TryLater(OFFLINE), NeedsUser(CERTIFICATE) if it speaks no TLS.
    """
    try:
        origin(f"https://{host}:{port}")
    except Refused as error:
        raise error.naming(address=f"{host}:{port}") from None
    return _told(await tls.look(host, port), port)


async def certificate_of(desk: Desk, account: AccountId) -> ServerCertificate:
    """The same for an account, with the one that is trusted until now."""
    row = desk.store.account(account)
    parts = urlsplit(row.url)
    shown = await tls.look(parts.hostname or "", parts.port or 443)
    return _told(shown, parts.port or 443, pinned=connection_of(row).pin)


async def change(desk: Desk, account: AccountId, values: Mapping[str, str]) -> None:
    """Use this way to the account's server from now on, once the server answered on it; else nothing changes.

    `values` may have pin, authorities, client_certificate, proxy; what is missing is the system's. Raises as
    `connections.wanted`, and what the server's answer means.
    """
    row = desk.store.account(account)
    if row.kind != "caldav":
        raise Refused(Why.NO_SUCH_ACCOUNT)
    connection = wanted(values)
    password = await asyncio.to_thread(desk.secrets.get, caldav_key(account))
    if password is None:
        raise NeedsUser(Why.WRONG_PASSWORD)
    client = Client(desk.wire(connection), row.url, signed_in(row, password))
    await client.collections(Href(str(row.detail.get("home_set") or "/")))
    desk.caldav.pop(account, None)
    state = AccountState.OK if row.why == Why.CERTIFICATE else row.state
    desk.store.set_account(
        account, state=state, why="" if state is AccountState.OK else row.why, detail={"connection": stored(connection)}
    )
    desk.store.hurry(account)
    desk.publish_account(account)
    desk.wake(account)


def _told(shown: tls.Certificate, port: int, pinned: str = "") -> ServerCertificate:
    return ServerCertificate(
        shown.host,
        port,
        _pairs(shown.fingerprint),
        why=shown.why,
        pinned=_pairs(pinned),
        subject=shown.subject,
        issuer=shown.issuer,
        first=shown.first,
        last=shown.last,
    )


def _pairs(fingerprint: str) -> str:
    """As certificates are compared by eye: "AB:CD:…"."""
    return ":".join(fingerprint[at : at + 2].upper() for at in range(0, len(fingerprint), 2))
