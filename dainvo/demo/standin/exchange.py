"""One HTTP request and one HTTP answer of the stand-in, as values.

Knows nothing of sockets: `dainvo.demo.zoom_server` reads and writes those.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. `path` is without query; header names are in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def content_type(self) -> str:
        """The media type without parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def values(self) -> dict[str, list[str]]:
        """All values of the query."""
        return parse_qs(self.query, keep_blank_values=True)

    def value(self, name: str) -> str:
        """The first value of `name` in the query, or an empty text."""
        return self.values().get(name, [""])[0]

    def form(self) -> dict[str, list[str]]:
        """All values of a form body."""
        return parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)

    def bearer(self) -> str:
        """The token of the Authorization header, or an empty text."""
        scheme, _, token = self.headers.get("authorization", "").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""


@dataclass(slots=True)
class Answer:
    """What goes back. `dropped`: the connection is closed instead; `delay_s`: seconds of real time to wait first."""

    status: int
    body: bytes = b""
    content_type: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False
    delay_s: float = 0.0


PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
}


def json_answer(status: int, value: object, headers: Mapping[str, str] | None = None) -> Answer:
    """`value` as JSON."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Answer(status, body, "application/json;charset=UTF-8", {"Cache-Control": "no-store", **(headers or {})})


def page_answer(status: int, text: str) -> Answer:
    """An HTML page that loads nothing and runs nothing."""
    return Answer(status, text.encode(), "text/html; charset=utf-8", dict(PAGE_HEADERS))


def redirect(location: str, status: int = 302) -> Answer:
    """A redirect; `location` is written as it is."""
    return Answer(
        status, b"", "", {"Location": location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    )


def read_json(body: bytes) -> object:
    """The JSON value of `body`, None where there is none that can be read."""
    try:
        return json.loads(body.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
