"""A proxy on loopback between the program and a real calendar server that spoils answers, or requests, on demand.

Knows nothing of the program; a fault is a function from a request (and the way to the server) to what goes back.
"""

from __future__ import annotations

import http.client
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from fakes.calendar_wire import Seen, Wire

_HOP = {"connection", "transfer-encoding", "keep-alive", "content-length", "date"}


@dataclass(frozen=True)
class Request:
    """One request as it came; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What goes back. `sent`: so many bytes of the body leave, then comes `end`: "" (a proper end), "reset" (the
    connection breaks) or "stall" (nothing more until the client goes). `announced`: a Content-Length of its own.
    With `silent` not even a status leaves."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    sent: int | None = None
    end: str = ""
    announced: int | None = None
    silent: bool = False

    def without(self, *names: str) -> Reply:
        kept = tuple((name, value) for name, value in self.headers if name.lower() not in names)
        return replace(self, headers=kept)


Forward = Callable[[Request], Reply]
Act = Callable[[Request, Forward], Reply]


@dataclass
class Rule:
    """`act` on requests of `method` ("*": all) whose path holds `path_part` and whose body holds `body_part`, after
    letting `skip` of them through, `times` times (below 0: for ever). `hits` counts."""

    method: str
    act: Act
    times: int = 1
    path_part: str = ""
    body_part: str = ""
    skip: int = 0
    hits: int = 0

    def takes(self, request: Request) -> bool:
        if self.method not in ("*", request.method) or self.path_part not in request.path:
            return False
        if self.times == 0 or self.body_part not in request.body.decode("utf-8", "replace"):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        self.hits += 1
        return True


@dataclass
class FaultProxy(Wire):
    """`url` stands in for the server's address. Rules are tried in order, the first that takes a request acts."""

    rules: list[Rule] = field(default_factory=list)
    on_answer: Callable[[Request], None] | None = None

    def spoil(
        self, method: str, act: Act, times: int = 1, *, path_part: str = "", body_part: str = "", skip: int = 0
    ) -> Rule:
        rule = Rule(method, act, times, path_part, body_part, skip)
        self.rules.append(rule)
        return rule

    def heal(self) -> None:
        self.rules.clear()
        self.seen.clear()


@contextmanager
def fault_proxy(server_url: str) -> Iterator[FaultProxy]:
    """A proxy before the server at `server_url`."""
    target = urlsplit(server_url)
    closing = threading.Event()

    def forward(request: Request) -> Reply:
        connection = http.client.HTTPConnection(target.hostname or "", target.port or 80, timeout=300)
        try:
            kept = {name: value for name, value in request.headers.items() if name not in _HOP}
            connection.request(request.method, request.path, request.body or None, kept)
            answer = connection.getresponse()
            body = answer.read()
            headers = tuple((name, value) for name, value in answer.getheaders() if name.lower() not in _HOP)
            return Reply(answer.status, headers, body)
        finally:
            connection.close()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, body)
            rule = next((rule for rule in proxy.rules if rule.takes(request)), None)
            reply = rule.act(request, forward) if rule is not None else forward(request)
            status = 0 if reply.silent else reply.status
            text = body.decode("utf-8", "replace")
            proxy.seen.append(Seen(self.command, self.path, headers, text, status, "authorization" in headers))
            if proxy.on_answer is not None:
                proxy.on_answer(request)
            self._answer(reply)

        def _answer(self, reply: Reply) -> None:
            if not reply.silent:
                self.send_response(reply.status)
                for name, value in reply.headers:
                    self.send_header(name, value)
                length = len(reply.body) if reply.announced is None else reply.announced
                self.send_header("Content-Length", str(length))
                self.end_headers()
                self.wfile.write(reply.body[: reply.sent])
                self.wfile.flush()
            if reply.end == "stall":
                self._wait_for_the_client_to_go()
            if reply.end == "reset" or reply.silent:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if reply.end or reply.silent or reply.announced is not None:
                self.close_connection = True

        def _wait_for_the_client_to_go(self) -> None:
            self.connection.settimeout(0.05)
            while not closing.is_set():
                try:
                    if not self.connection.recv(1):
                        return
                except TimeoutError:
                    continue
                except OSError:
                    return

        def log_message(self, format: str, *args: Any) -> None:
            return

        do_GET = do_PUT = do_DELETE = do_PROPFIND = do_REPORT = do_OPTIONS = do_MKCALENDAR = do_MKCOL = do_HEAD = _pass
        do_PROPPATCH = do_POST = _pass

    class Listener(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            return  # the client went away in the middle: that is what these tests are about

    server = Listener(("127.0.0.1", 0), Handler)
    proxy = FaultProxy(f"http://127.0.0.1:{server.server_address[1]}/")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


# Faults


def lost_request(_request: Request, _forward: Forward) -> Reply:
    """It never arrived."""
    return Reply(0, silent=True)


def lost_answer(request: Request, forward: Forward) -> Reply:
    """The server acted, and nobody heard."""
    forward(request)
    return Reply(0, silent=True)


def reset_in_the_answer(request: Request, forward: Forward) -> Reply:
    """The connection breaks after half of the body; the length was announced."""
    reply = forward(request)
    return replace(reply, sent=len(reply.body) // 2, end="reset")


def stalled(request: Request, forward: Forward) -> Reply:
    """Half of the body, then silence."""
    reply = forward(request)
    if not reply.body:
        reply = replace(reply, announced=10)
    return replace(reply, sent=len(reply.body) // 2, end="stall")


def truncated(request: Request, forward: Forward) -> Reply:
    """A proper HTTP answer whose text just ends in the middle."""
    reply = forward(request)
    return replace(reply, body=reply.body[: len(reply.body) // 2])


def too_long_announced(request: Request, forward: Forward) -> Reply:
    """Content-Length promises more than comes."""
    reply = forward(request)
    return replace(reply, announced=len(reply.body) + 100)


def too_short_announced(request: Request, forward: Forward) -> Reply:
    """Content-Length promises less than comes."""
    reply = forward(request)
    return replace(reply, announced=max(0, len(reply.body) - 20))


def status(code: int, body: str = "refused by the proxy", **headers: str) -> Act:
    """The server never saw it; header names with underscores."""
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())

    def act(_request: Request, _forward: Forward) -> Reply:
        return Reply(code, named, body.encode())

    return act


def acted_and(code: int) -> Act:
    """The server acted, and the answer is a failure all the same."""

    def act(request: Request, forward: Forward) -> Reply:
        forward(request)
        return Reply(code, (), b"failed after the fact")

    return act


def said(code: int, condition: str) -> Act:
    """A DAV:error with one condition."""
    body = f'<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><{condition}/></d:error>'
    return status(code, body, Content_Type="application/xml")


html = status(200, "<!DOCTYPE html><html><title>Welcome to the hotel</title></html>", Content_Type="text/html")
bomb = status(
    207,
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    '<d:multistatus xmlns:d="DAV:">&c;</d:multistatus>',
    Content_Type="application/xml",
)
empty_multistatus = status(207, '<d:multistatus xmlns:d="DAV:"/>', Content_Type="application/xml")


def redirect(code: int, origin: str) -> Act:
    """To the same path at another origin."""

    def act(request: Request, _forward: Forward) -> Reply:
        return Reply(code, (("Location", origin.rstrip("/") + request.path),), b"")

    return act


def each(*acts: Act) -> Act:
    """One after the other, the last one for all that follow."""
    left = list(acts)

    def act(request: Request, forward: Forward) -> Reply:
        return (left.pop(0) if len(left) > 1 else left[0])(request, forward)

    return act


# Servers that are always so

_ETAG = re.compile(rb"(<(?:\w+:)?getetag\s*>)(.*?)(</(?:\w+:)?getetag\s*>)", re.DOTALL)
_RESPONSE = re.compile(rb"<(?:\w+:)?response[\s>].*?</(?:\w+:)?response\s*>", re.DOTALL)
_TOKEN = re.compile(rb"(<(?:\w+:)?sync-token\s*>)(.*?)(</(?:\w+:)?sync-token\s*>)", re.DOTALL)


def no_etags(request: Request, forward: Forward) -> Reply:
    """Neither in headers nor in bodies."""
    reply = forward(request)
    return replace(reply.without("etag"), body=_ETAG.sub(b"", reply.body))


def weak_etags(request: Request, forward: Forward, *, takes: str) -> Reply:
    """Every ETag is weak. `takes`: which If-Match passes: "strong" (as behind nginx with gzip: the server compares
    without the W/), "weak" (literally what was given) or "none" (RFC 9110 §13.1.1: a weak one never matches)."""
    given = request.headers.get("if-match", "")
    if given and given != "*":
        weak = given.startswith("W/")
        if takes == "none" or weak is not (takes == "weak"):
            return Reply(412, (), b"")
        request = replace(request, headers={**request.headers, "if-match": given.removeprefix("W/")})
    if given == "*":  # Radicale 3.9 compares it literally
        request = replace(request, headers={name: v for name, v in request.headers.items() if name != "if-match"})
    reply = forward(request)
    headers = tuple((name, f"W/{v}" if name.lower() == "etag" else v) for name, v in reply.headers)
    body = _ETAG.sub(rb"\1W/\2\3", reply.body)
    return replace(reply, headers=headers, body=body)


def rewriting(request: Request, forward: Forward) -> Reply:
    """Another body is stored than was sent: PRODID, stamps, order, unknown X- lines."""
    if request.method == "PUT":
        text = request.body.decode()
        text = re.sub(r"PRODID:[^\r\n]*", "PRODID:-//Server//EN", text)
        text = re.sub(r"X-[A-Z-]+[;:][^\r\n]*\r\n", "", text)
        text = text.replace("END:VEVENT", "X-SERVER-ID:4711\r\nEND:VEVENT")
        request = replace(request, body=text.encode())
    reply = forward(request)
    return reply.without("etag") if request.method == "PUT" else reply


class Pages:
    """Gives the answer to a sync-collection in pages of `size`, as RFC 6578 §3.6 says, with 507 about the collection;
    `stuck`: the token of a page is always the same."""

    def __init__(self, size: int, *, stuck: bool = False) -> None:
        self._size = size
        self._stuck = stuck
        self._waiting: dict[bytes, tuple[bytes, list[bytes], bytes]] = {}

    def __call__(self, request: Request, forward: Forward) -> Reply:
        asked = _TOKEN.search(request.body)
        token = asked.group(2) if asked is not None else b""
        if token in self._waiting:
            whole, left, last = self._waiting[token]
        else:
            reply = forward(request)
            found = _TOKEN.search(reply.body)
            if reply.status != 207 or found is None:
                return reply
            whole, left, last = reply.body, _RESPONSE.findall(reply.body), found.group(2)
        page, rest = left[: self._size], left[self._size :]
        following = last
        if rest:
            following = b"page" if self._stuck else b"page-%d-%s" % (len(rest), last[-8:])
            self._waiting[following] = (whole, rest, last)
            page = [*page, _truncation(request.path)]
        return Reply(207, (("Content-Type", "application/xml"),), _multistatus(whole, page, following))


def cut_silently(keep: int) -> Act:
    """Only the first `keep` responses, with the token of all."""

    def act(request: Request, forward: Forward) -> Reply:
        reply = forward(request)
        found = _TOKEN.search(reply.body)
        if reply.status != 207 or found is None:
            return reply
        kept = _RESPONSE.findall(reply.body)[:keep]
        return Reply(207, (("Content-Type", "application/xml"),), _multistatus(reply.body, kept, found.group(2)))

    return act


def nothing_new(request: Request, forward: Forward) -> Reply:
    """Whatever was asked: no changes, and the newest token."""
    reply = forward(replace(request, body=_TOKEN.sub(rb"\1\3", request.body)))
    found = _TOKEN.search(reply.body)
    if reply.status != 207 or found is None:
        return reply
    return Reply(207, (("Content-Type", "application/xml"),), _multistatus(reply.body, [], found.group(2)))


def everything_again(request: Request, forward: Forward) -> Reply:
    """The token is not looked at: all that is there, and of nothing that it is gone."""
    return forward(replace(request, body=_TOKEN.sub(rb"\1\3", request.body)))


def fails_whole_for(name: str, code: int = 404) -> Act:
    """A multiget that names `name` fails as a whole."""

    def act(request: Request, forward: Forward) -> Reply:
        return Reply(code, (), b"no such resource") if name.encode() in request.body else forward(request)

    return act


def _truncation(path: str) -> bytes:
    status_line = "<d:status>HTTP/1.1 507 Insufficient Storage</d:status>"
    return f'<d:response xmlns:d="DAV:"><d:href>{path}</d:href>{status_line}</d:response>'.encode()


_ROOT = re.compile(rb"<((?:\w+:)?multistatus)(?:\s[^>]*)?>")


def _multistatus(whole: bytes, responses: Sequence[bytes], token: bytes) -> bytes:
    """`whole` with other responses and another token, in its own namespace prefixes."""
    root = _ROOT.search(whole)
    assert root is not None
    told = b'<d:sync-token xmlns:d="DAV:">' + token + b"</d:sync-token>"
    return root.group(0) + b"".join(responses) + told + b"</" + root.group(1) + b">"
