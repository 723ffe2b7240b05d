"""A raw HTTP server on loopback for answers no honest server gives: what it was asked is kept, byte for byte.

    async with Loopback(answer) as server: server.url, server.asked

`answer(request)` returns the bytes to send (use `http(...)`), or an iterable of them; after the last one the
connection is closed unless the answer says keep-alive.
"""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from dainvo.errors import DainvoError


async def failing(action: Coroutine[Any, Any, object]) -> DainvoError:
    """The failure that `action` ends with."""
    try:
        await action
    except DainvoError as error:
        return error
    raise AssertionError("it did not fail")


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


Reply = bytes | AsyncIterable[bytes]


def http(status: int, body: bytes | str = b"", **headers: str) -> bytes:
    """An answer; header names are given with underscores. Content-Length is added unless given."""
    content = body.encode() if isinstance(body, str) else body
    lines = {name.replace("_", "-").title(): value for name, value in headers.items()}
    lines.setdefault("Content-Length", str(len(content)))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} X\r\n{head}Connection: close\r\n\r\n".encode() + content


class Loopback:
    """Answers in the loop of the test."""

    def __init__(
        self, answer: Callable[[Asked], Reply], *, tls: ssl.SSLContext | None = None, greeting: bytes = b""
    ) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self.port = 0
        self._answer = answer
        self._tls = tls
        self._greeting = greeting
        self._more = asyncio.Condition()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Loopback:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    async def were_asked(self, times: int) -> None:
        """Wait until that many requests have come."""
        async with asyncio.timeout(300), self._more:
            await self._more.wait_for(lambda: len(self.asked) >= times)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._greeting:
            writer.write(self._greeting)
            await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _version = head[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        asked = Asked(method, target, headers, body)
        self.asked.append(asked)
        async with self._more:
            self._more.notify_all()
        reply = self._answer(asked)
        if isinstance(reply, bytes):
            writer.write(reply)
        else:
            async for part in reply:
                writer.write(part)
                await writer.drain()
        await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
        await reader.read()  # until the client has gone: an abort would cut the answer short


@dataclass(frozen=True)
class Certificate:
    """A self-signed certificate on disk."""

    path: Path
    key: Path

    def server(self) -> ssl.SSLContext:
        """What a server with it uses."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path, self.key)
        return context

    def trusting(self) -> ssl.SSLContext:
        """A client context that trusts it and nothing else."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.path)
        return context


def self_signed(folder: Path, *names: str, days: int = 30) -> Certificate:
    """A certificate for 127.0.0.1, localhost and `names`, valid for `days` (negative: run out)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Dainvo test")])
    hosts: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    hosts += [x509.DNSName(host) for host in ("localhost", *names)]
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=60))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    made = Certificate(folder / "certificate.pem", folder / "key.pem")
    made.path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    made.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return made
