"""Which certificates are believed: those of the system, of an own authority, or one that the user pinned (A22).

There is no way here to believe any certificate whatsoever. Sends no request; `look` says no more than hello.
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dainvo.addresses import origin
from dainvo.errors import NeedsUser, Refused, TryLater, Why

LOOK_S = 10.0


@dataclass(frozen=True, slots=True)
class Connection:
    """An account's own way to its server; empty values mean the system's.

    `pin` is the SHA-256 of the one certificate that is believed, in hex; `authorities` are certificates of an own
    authority as PEM; `client_certificate` is the path of a PEM file with key and certificate; `proxy` is the address
    of an HTTP proxy.
    """

    pin: str = ""
    authorities: str = ""
    client_certificate: str = ""
    proxy: str = ""

    @property
    def own(self) -> bool:
        return bool(self.pin or self.authorities or self.client_certificate or self.proxy)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a server showed. `why` is the reason why it is not believed, in English, empty if it is.

    `fingerprint` is the SHA-256 in hex. Subject, issuer and dates are empty where they cannot be read.
    """

    host: str
    fingerprint: str
    why: str = ""
    subject: str = ""
    issuer: str = ""
    first: datetime | None = None
    last: datetime | None = None


def checked(connection: Connection) -> Connection:
    """The same, in one spelling. Raises Refused(BAD_ADDRESS) for a proxy, Refused(BAD_CERTIFICATE) for a pin, an
    authority or a client certificate that cannot be used."""
    pin = connection.pin.replace(":", "").replace(" ", "").lower()
    if pin and (len(pin) != 64 or any(letter not in "0123456789abcdef" for letter in pin)):
        raise Refused(Why.BAD_CERTIFICATE, about={"what": "pin"})
    proxy = connection.proxy.strip()
    if proxy:
        proxy = proxy if "://" in proxy else f"http://{proxy}"
        # A proxy on the way is asked for a tunnel, not told a secret: http to another host is fine.
        origin(f"https{proxy[4:]}" if proxy.startswith("http://") else proxy)
    found = Connection(pin, connection.authorities.strip(), connection.client_certificate.strip(), proxy)
    context(found)
    return found


def context(connection: Connection) -> ssl.SSLContext:
    """A context for TLS 1.2 and later. Raises Refused(BAD_CERTIFICATE) if a file or text cannot be used."""
    made = _pinned(connection.pin) if connection.pin else _system()
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        if connection.authorities and not connection.pin:
            made.load_verify_locations(cadata=connection.authorities)
        if connection.client_certificate:
            made.load_cert_chain(connection.client_certificate, password=_no_password)
    except (ssl.SSLError, OSError, ValueError, TypeError) as error:  # TypeError: an authority with letters beyond ASCII
        what = "authorities" if connection.authorities else "client certificate"
        raise Refused(Why.BAD_CERTIFICATE, detail=type(error).__name__, about={"what": what}) from error
    return made


async def look(host: str, port: int) -> Certificate:
    """The certificate of a server, and why the system does not believe it. Nothing is sent but the TLS handshake.

    Raises TryLater(OFFLINE) if there is no server, Refused(BAD_ADDRESS) if there can be none, NeedsUser(CERTIFICATE) if
    there is one without TLS.
    """
    why, shown = "", await _shown(host, port, _anything())
    try:
        await _shown(host, port, _system())
    except NeedsUser as error:
        why = error.detail
    known = await _details(host, port, shown)
    return Certificate(
        host=host,
        fingerprint=hashlib.sha256(shown).hexdigest(),
        why=why,
        subject=_name(known.get("subject")),
        issuer=_name(known.get("issuer")),
        first=_date(known.get("notBefore")),
        last=_date(known.get("notAfter")),
    )


def _system() -> ssl.SSLContext:
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _pinned(pin: str) -> ssl.SSLContext:
    """Believes the one certificate, compared before anything else is sent; its name, dates and issuer do not matter."""

    class PinnedObject(ssl.SSLObject):
        def do_handshake(self) -> None:
            super().do_handshake()
            _compare(self.getpeercert(binary_form=True), pin)

    class PinnedSocket(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            super().do_handshake(block)
            _compare(self.getpeercert(binary_form=True), pin)

    made = _anything()
    made.sslobject_class = PinnedObject
    made.sslsocket_class = PinnedSocket
    return made


def _compare(shown: bytes | None, pin: str) -> None:
    if shown is None or hashlib.sha256(shown).hexdigest() != pin:
        raise ssl.SSLCertVerificationError(1, "not the certificate that was trusted")


def _anything() -> ssl.SSLContext:
    """For looking at a certificate only, and below a pin, which is compared instead."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False
    made.verify_mode = ssl.CERT_NONE
    return made


async def _shown(host: str, port: int, trusting: ssl.SSLContext) -> bytes:
    try:
        async with asyncio.timeout(LOOK_S):
            _, writer = await asyncio.open_connection(host, port, ssl=trusting, server_hostname=host)
    except ssl.SSLError as error:
        detail = getattr(error, "verify_message", "") or str(getattr(error, "reason", ""))
        raise NeedsUser(Why.CERTIFICATE, detail=detail, about={"host": host}) from error
    except UnicodeError as error:
        raise Refused(Why.BAD_ADDRESS, about={"host": host, "address": host}) from error
    except (OSError, TimeoutError) as error:
        raise TryLater(Why.OFFLINE, detail=type(error).__name__, about={"host": host}) from error
    try:
        held = writer.get_extra_info("ssl_object")
        return bytes(held.getpeercert(binary_form=True) or b"")
    finally:
        writer.transport.abort()


async def _details(host: str, port: int, shown: bytes) -> dict[str, Any]:
    """What the certificate says of itself: Python reads one only once it is believed, so this very one is."""
    trusting = _anything()
    trusting.verify_mode = ssl.CERT_REQUIRED
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        trusting.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(shown))
        async with asyncio.timeout(LOOK_S):
            _, writer = await asyncio.open_connection(host, port, ssl=trusting, server_hostname=host)
    except (ssl.SSLError, OSError, TimeoutError, ValueError):
        return {}
    try:
        found: dict[str, Any] = writer.get_extra_info("ssl_object").getpeercert() or {}
        return found
    finally:
        writer.transport.abort()


def _name(parts: Any) -> str:
    """ "CN=cloud.example, O=Anna" of what Python makes of a name."""
    short = {"commonName": "CN", "organizationName": "O", "countryName": "C", "organizationalUnitName": "OU"}
    pairs = [pair for part in parts or () for pair in part]
    text = ", ".join(f"{short.get(str(key), key)}={value}" for key, value in pairs)
    return "".join(letter for letter in text if letter.isprintable())[:200]


def _date(text: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(text)), UTC) if text else None
    except (ValueError, OverflowError, OSError):
        return None


def _no_password() -> str:
    """A key with a passphrase is refused instead of asked for on a terminal that nobody sees."""
    raise ValueError("the key has a passphrase")


def cause(error: BaseException) -> ssl.SSLError | None:
    """The TLS error below `error`; None for a connection that merely broke or waited during the handshake."""
    harmless = (
        ssl.SSLEOFError,
        ssl.SSLZeroReturnError,
        ssl.SSLSyscallError,
        ssl.SSLWantReadError,
        ssl.SSLWantWriteError,
    )
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLError):
            return None if isinstance(seen, harmless) else seen
        seen = seen.__cause__ or seen.__context__
    return None
