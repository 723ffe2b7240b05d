"""An HTTP proxy on loopback that makes tunnels, and writes down to where."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Proxy:
    port: int
    asked: list[str] = field(default_factory=list)


@contextlib.contextmanager
def tunnel() -> Iterator[Proxy]:
    """A proxy for CONNECT alone."""
    listening = socket.create_server(("127.0.0.1", 0))
    proxy = Proxy(listening.getsockname()[1])
    open_now: list[socket.socket] = []

    def accept() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            open_now.append(client)
            threading.Thread(target=serve, args=(client,), daemon=True).start()

    def serve(client: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            chunk = client.recv(4096)
            if not chunk:
                return
            head += chunk
        method, target, _ = head.decode("latin-1").split(" ", 2)
        proxy.asked.append(f"{method} {target}")
        host, _, port = target.rpartition(":")
        server = socket.create_connection((host, int(port)))
        open_now.append(server)
        client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        threading.Thread(target=pipe, args=(server, client), daemon=True).start()
        pipe(client, server)

    def pipe(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(1 << 16):
                sink.sendall(chunk)
            sink.shutdown(socket.SHUT_WR)

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        for one in open_now:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        thread.join(5)
