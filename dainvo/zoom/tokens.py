"""The tokens of one Zoom account: one refresh at a time on this machine, kept before use.

Does not sign in and knows nothing of meetings.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from dainvo.errors import DainvoError, NeedsUser, TryLater, Why
from dainvo.web import Web
from dainvo.zoom import file_lock, oauth
from dainvo.zoom.oauth import Grant, GrantEnded, ZoomConfig

_log = logging.getLogger(__name__)

EARLY = timedelta(seconds=300)
_LAST_USE = timedelta(seconds=30)
_KEYRING = {Why.NO_KEYRING, Why.KEYRING_LOCKED, Why.KEYRING_FAILED}


class SecretStore(Protocol):
    """The part of `dainvo.secrets.Secrets` that is used here; blocking, so called in a short-lived thread."""

    def get(self, key: str) -> str | None: ...
    def put(self, key: str, value: str) -> None: ...
    def delete(self, key: str) -> None: ...
    def usable(self) -> None: ...


class Tokens:
    """Access tokens of the account stored under `key`, good for at least 300 s or just refreshed.

    One object an account and event loop. Others, here or in other processes, are kept away by the lock file.
    """

    def __init__(
        self,
        secrets: SecretStore,
        web: Web,
        key: str,
        lock_path: Path,
        *,
        config: ZoomConfig,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        pauses_s: Sequence[float] = (0.2, 1.0),
    ) -> None:
        """`pauses_s`: between the attempts to store a new pair."""
        self.unsaved = False  # the keyring refused a new pair: the sign-in lasts for this run only
        self._secrets = secrets
        self._web = web
        self._key = key
        self._lock_path = lock_path
        self._config = config
        self._now = now
        self._pauses_s = pauses_s
        self._held: Grant | None = None
        self._refreshing: asyncio.Task[Grant] | None = None

    async def access(self) -> str:
        """An access token. Errors as in `grant`."""
        return (await self.grant()).access_token

    async def grant(self) -> Grant:
        """The grant, refreshed if fewer than 300 s are left.

        Raises NeedsUser(ZOOM_ACCESS_ENDED | OTHER_SERVER | NO_KEYRING | KEYRING_LOCKED | KEYRING_FAILED) or TryLater.
        """
        held = await self._current()
        if self._fresh(held):
            return held
        try:
            return await self._refreshed(held.access_token)
        except (TryLater, NeedsUser) as error:
            passing = isinstance(error, TryLater) or error.why in _KEYRING
            if passing and held.expires_at - self._now() > _LAST_USE:
                return held  # it still serves; the next call tries again
            raise

    async def renewed(self, refused: str) -> Grant:
        """A grant with another access token than `refused`, for which an API call got 401/124."""
        held = await self._current()
        if held.access_token != refused and self._fresh(held):
            return held
        return await self._refreshed(refused)

    async def stored(self) -> Grant | None:
        """The grant as it is kept, without refreshing it; None if there is none. Raises NeedsUser(…KEYRING…)."""
        if self.unsaved:
            return self._held
        return await self._read()

    async def keep(self, grant: Grant) -> None:
        """Store a fresh grant (after connecting). Raises NeedsUser(NO_KEYRING | KEYRING_…) and then keeps nothing."""
        async with file_lock.held(self._lock_path):
            await asyncio.to_thread(self._secrets.put, self._key, grant.to_json())
            self._held, self.unsaved = grant, False

    async def forget(self) -> None:
        """Delete the tokens, stored and in memory, whatever is under way. Raises NeedsUser(…KEYRING…)."""
        try:
            async with file_lock.held(self._lock_path):
                await self._wipe()
        except TryLater:
            await self._wipe()

    async def settle(self) -> None:
        """Wait for a refresh under way, before the loop ends: its answer lost would cost the sign-in."""
        if self._refreshing is not None and not self._refreshing.done():
            await asyncio.wait([self._refreshing])
        if self.unsaved and self._held is not None:
            await self._save(self._held)

    async def _wipe(self) -> None:
        self._held, self.unsaved = None, False
        await asyncio.to_thread(self._secrets.delete, self._key)

    async def _current(self) -> Grant:
        if self._held is None:
            self._held = await self._read()
        return self._checked(self._held)

    def _checked(self, grant: Grant | None) -> Grant:
        if grant is None:
            raise NeedsUser(Why.ZOOM_ACCESS_ENDED, detail="no tokens are stored")
        if not grant.belongs_to(self._config):
            raise NeedsUser(Why.OTHER_SERVER)
        return grant

    def _fresh(self, grant: Grant) -> bool:
        return grant.expires_at - self._now() >= EARLY

    async def _read(self) -> Grant | None:
        text = await asyncio.to_thread(self._secrets.get, self._key)
        return None if text is None else Grant.from_json(text)

    async def _refreshed(self, stale: str) -> Grant:
        """One refresh for all who wait. It outlives a caller that is cancelled: its answer must be stored."""
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.create_task(self._refresh(stale))
            self._refreshing.add_done_callback(_taken_note_of)
        return await asyncio.shield(self._refreshing)

    async def _refresh(self, stale: str) -> Grant:
        async with file_lock.held(self._lock_path):
            newest = self._checked(self._newest(await self._read()))
            if newest.access_token == stale or not self._fresh(newest):
                try:
                    newest = await self._exchanged(newest)
                except GrantEnded as end:
                    newest = await self._replaced(newest, end.about.get("ended", ""))
            self._held = newest
            return newest

    def _newest(self, stored: Grant | None) -> Grant | None:
        """The pair that counts. Memory only leads while the keyring refuses to take what it holds."""
        if self.unsaved and self._held is not None and (stored is None or stored.expires_at < self._held.expires_at):
            return self._held
        return stored

    async def _exchanged(self, old: Grant) -> Grant:
        """A new pair, stored. An answer that got lost is asked for once more, with the same token."""
        if not self.unsaved:
            await asyncio.to_thread(self._secrets.usable)  # a rotated pair that cannot be stored would be lost
        try:
            new = await oauth.refresh(self._web, old, now=self._now)
        except TryLater as error:
            if error.why is not Why.NO_ANSWER:
                raise
            try:
                new = await oauth.refresh(self._web, old, now=self._now)
            except GrantEnded as end:  # the first one had been taken, and its answer is gone
                raise end.naming(ended="lost") from None
        self._held = new
        await self._save(new)
        return new

    async def _replaced(self, refused: Grant, ended: str) -> Grant:
        """After `refused` was declared dead: the pair that somebody stored in its place, else an end (Z8).

        Only what was refused is ever cleared (compare and delete). `ended` tells how, as far as Zoom said so.
        """
        self._held, self.unsaved = None, False
        stored = await self._read()
        if stored is not None and stored.refresh_token != refused.refresh_token:
            stored = self._checked(stored)
            if self._fresh(stored):
                return stored
            refused = stored
            try:
                return await self._exchanged(stored)
            except GrantEnded:
                stored = await self._read()
        if stored is not None and stored.refresh_token == refused.refresh_token:
            await asyncio.to_thread(self._secrets.delete, self._key)
        raise NeedsUser(Why.ZOOM_ACCESS_ENDED, detail="Zoom ended the sign-in", about={"ended": ended})

    async def _save(self, grant: Grant) -> None:
        for pause_s in (*self._pauses_s, None):
            try:
                await asyncio.to_thread(self._secrets.put, self._key, grant.to_json())
            except NeedsUser:
                if pause_s is not None:
                    await asyncio.sleep(pause_s)
            else:
                self.unsaved = False
                return
        self.unsaved = True
        _log.warning("the keyring does not take the new Zoom sign-in: it lasts for this run only")


def _taken_note_of(task: asyncio.Task[Grant]) -> None:
    """A refresh whose callers were all cancelled may fail without anybody asking why."""
    error = None if task.cancelled() else task.exception()
    if error is not None and not isinstance(error, DainvoError):
        _log.error("the refresh of a Zoom sign-in failed: %s", type(error).__name__)
