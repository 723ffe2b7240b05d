"""Bare sockets to the stand-ins, as the least that a call can cost, and questions to them.

Measures nothing by itself.
"""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

#: As long as Zoom's tokens were seen to be.
ACCESS = "a" * 1060


@dataclass
class Wire:
    """A warm socket and where it leads."""

    socket: socket.socket
    host: str


@contextmanager
def warm_socket(url: str) -> Iterator[Wire]:
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 80)) as made:
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        yield Wire(made, parts.netloc)


def exchange(wire: Wire, method: str, path: str, body: bytes) -> bytes:
    """One request over a warm socket, its answer read whole, and nothing else."""
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {wire.host}\r\nAuthorization: Bearer {ACCESS}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    wire.socket.sendall(head.encode() + body)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += wire.socket.recv(65536)
    told, _, rest = answer.partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in told.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(rest) < length:
        rest += wire.socket.recv(65536)
    return rest


def seen(origin: str) -> Any:
    return json.loads(ask(origin, "/_seen"))


def ask(url: str, path: str) -> bytes:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin
