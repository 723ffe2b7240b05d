"""Passwords and tokens in the keyring of the system, in parts that fit every system (zoom.md §3.3).

Fails closed: never writes to a file, and knows nothing of what the secrets are for.
"""

from __future__ import annotations

from typing import Protocol


class Backend(Protocol):
    """What a keyring must be able to do; the shape of `keyring.backend.KeyringBackend`."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Secrets:
    """Values by key. Every call blocks, perhaps for a prompt of the system: call it in a helper thread.

    Every call raises NeedsUser: NO_KEYRING (none of the allowed ones answers), KEYRING_LOCKED (unlock it, then it works
    again), KEYRING_FAILED (it refused, or did not keep what was written).
    """

    def __init__(self, backend: Backend | None = None) -> None:
        """`backend`: for tests; else the first usable one of the allow-list, looked for at the first call."""
        self.place = "system"  # "system" | "memory"

    @classmethod
    def in_memory(cls) -> Secrets:
        """Nothing outlives the program: for the demo and for tests."""
        raise NotImplementedError

    def usable(self) -> None:
        """Prove with a probe entry that values are kept: written, read back, deleted."""
        raise NotImplementedError

    def get(self, key: str) -> str | None:
        """The value; None if there is none, or if only a part of one is left."""
        raise NotImplementedError

    def put(self, key: str, value: str) -> None:
        """Store and read back. Whatever happens on the way, the old or the new value stays whole."""
        raise NotImplementedError

    def delete(self, key: str) -> None:
        """Remove every trace of the value; nothing happens if there is none."""
        raise NotImplementedError
