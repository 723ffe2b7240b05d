"""What the stand-in remembers of requests, with every secret blanked: the last 500, and a file if one is named.

Does not judge requests: violations are noted by those who find them.
"""

from __future__ import annotations

import json
import os
from collections import deque
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final
from urllib.parse import parse_qsl

from dainvo.demo.standin.clock import utc_text
from dainvo.demo.standin.exchange import Json, Request, read_json

BLANK: Final = "***"
_SECRET: Final = frozenset(
    {"access_token", "refresh_token", "token", "code", "code_verifier", "code_challenge", "state", "request"}
    | {"password", "pwd", "zak", "client_secret"}
)
_SECRET_HEADERS: Final = frozenset({"authorization", "proxy-authorization", "cookie"})


def blanked(value: object) -> object:
    """`value` with the values of secret keys replaced, at any depth."""
    if isinstance(value, dict):
        return {key: BLANK if key in _SECRET else blanked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [blanked(inner) for inner in value]
    return value


class Recorder:
    """Keeps one entry a request: method, path, query, headers, body, and the status it got.

    With `path` each is also appended there as a JSON line; OSError if that file cannot be written. Only its owner can
    read it: it holds titles and notes.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        if path is not None:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        self._lock = Lock()
        self.last: deque[Json] = deque(maxlen=500)

    def note(self, at: datetime, request: Request, outcome: int | str) -> None:
        """Remember a request and the status it got, or how its connection ended."""
        entry: Json = {
            "at": utc_text(at),
            "method": request.method,
            "path": request.path,
            "query": blanked(dict(parse_qsl(request.query, keep_blank_values=True))),
            "headers": {name: _shown(name, value) for name, value in request.headers.items()},
            "body": _readable(request),
            "outcome": outcome,
        }
        with self._lock:
            self.last.append(entry)
            if self._path is not None:
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _shown(name: str, value: str) -> str:
    """A header's value; of a credential only its scheme."""
    return f"{value.partition(' ')[0]} {BLANK}" if name in _SECRET_HEADERS else value


def _readable(request: Request) -> object:
    if not request.body:
        return None
    if request.content_type == "application/x-www-form-urlencoded":
        return blanked(dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)))
    value = read_json(request.body)
    return f"{len(request.body)} bytes" if value is None else blanked(value)
