"""A stand-in on loopback whose clock stands still, and a bare client for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fakes.zoom_guest import NOW, Guest

from dainvo.demo.zoom_server import ZoomServer


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch) -> Iterator[Guest]:
    monkeypatch.delenv("DAINVO_ZOOM_RECORD", raising=False)
    with ZoomServer(now=NOW, seed="tests") as server:
        yield Guest(server)


@pytest.fixture
def signed_in(guest: Guest) -> Guest:
    guest.sign_in()
    return guest
