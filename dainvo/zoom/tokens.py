"""The tokens of one Zoom account: one refresh at a time in this machine, kept before use (zoom.md §3.4).

Does not sign in and knows nothing of meetings.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from dainvo.web import Web
from dainvo.zoom.oauth import Grant, ZoomConfig


class SecretStore(Protocol):
    """The part of `dainvo.secrets.Secrets` that is used here; blocking, so called in a short helper thread."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...
    def delete(self, key: str) -> None: ...
    def usable(self) -> None: ...


class Tokens:
    """Access tokens of the account stored under `key`, good for at least 300 s or just refreshed."""

    def __init__(
        self,
        secrets: SecretStore,
        web: Web,
        key: str,
        lock_path: Path,
        *,
        config: ZoomConfig,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.unsaved = False  # the keyring refused a new pair: the sign-in lasts for this run only

    async def access(self) -> str:
        """An access token. Errors as in `grant`."""
        raise NotImplementedError

    async def grant(self) -> Grant:
        """The grant, refreshed if fewer than 300 s are left.

        Raises NeedsUser(ZOOM_ACCESS_ENDED | OTHER_SERVER | NO_KEYRING | KEYRING_LOCKED | KEYRING_FAILED) or TryLater.
        """
        raise NotImplementedError

    async def renewed(self, refused: str) -> Grant:
        """A grant with another access token than `refused`, which an API call got 401/124 for."""
        raise NotImplementedError

    async def stored(self) -> Grant | None:
        """The grant as it is kept, without refreshing it; None if there is none."""
        raise NotImplementedError

    async def keep(self, grant: Grant) -> None:
        """Store a fresh grant (after connecting). Raises NeedsUser(NO_KEYRING | KEYRING_…)."""
        raise NotImplementedError

    async def forget(self) -> None:
        """Delete the tokens, here and in memory; `access` then raises ZOOM_ACCESS_ENDED."""
        raise NotImplementedError

    async def settle(self) -> None:
        """Wait for a refresh under way, before the loop ends: a lost answer costs the sign-in."""
        raise NotImplementedError
