"""A keyring that asks its user to unlock it, where nobody sees the question, until somebody does."""

from __future__ import annotations

import threading


class SilentRing:
    """Answers at once while `open` is set; `asked` is set once a question waits. `entries` hold what was stored."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.open = threading.Event()
        self.asked = threading.Event()

    def _wait(self) -> None:
        self.asked.set()
        self.open.wait()

    def get_password(self, service: str, username: str) -> str | None:
        self._wait()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._wait()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._wait()
        del self.entries[service, username]
