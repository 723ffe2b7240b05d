"""What every test needs: an offscreen display, and no road beyond loopback."""

from __future__ import annotations

import ipaddress
import os
import socket
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest

# A busy machine is no failure; what must not hang has a test of its own with a bound in steps.
hypothesis.settings.register_profile("dainvo", deadline=None, print_blob=True)
hypothesis.settings.load_profile("dainvo")

_connect = socket.socket.connect


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """I18: a test that opens a socket beyond loopback fails."""

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
