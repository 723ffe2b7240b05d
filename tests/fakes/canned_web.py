"""A wire without a network: answers are bytes chosen by the test, given in chunks of any size."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from dainvo.web import Answer, Web


@dataclass
class Canned:
    """Status and body; the same to every question that gets it."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class _Streamed:
    def __init__(self, canned: Canned, url: str, size: int) -> None:
        self.status, self.headers, self.url = canned.status, canned.headers, url
        self._body, self._size = canned.body, size

    async def chunks(self, _limit_bytes: int) -> AsyncIterator[bytes]:
        for start in range(0, len(self._body), self._size):
            yield self._body[start : start + self._size]

    async def answer(self, _limit_bytes: int = 0) -> Answer:
        return Answer(self.status, self.headers, self._body, self.url)


class CannedWeb(Web):
    """`answer(method, url, body)` says what comes back."""

    def __init__(self, answer: Callable[[str, str, bytes], Canned], *, chunk: int = 1 << 16) -> None:
        super().__init__()
        self.asked = 0
        self._answer = answer
        self._chunk = chunk

    @asynccontextmanager
    async def stream(self, method: str, url: str, *, content: Any = None, **_more: Any) -> AsyncIterator[Any]:
        self.asked += 1
        yield _Streamed(self._answer(method, url, content or b""), url, self._chunk)

    async def request(self, method: str, url: str, *, content: Any = None, **_more: Any) -> Answer:
        self.asked += 1
        canned = self._answer(method, url, content or b"")
        return Answer(canned.status, canned.headers, canned.body, url)
