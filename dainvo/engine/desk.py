"""What a verb works with: the copy, the wire, the secrets, the clock, and the two ways to tell others.

Holds parts and gives them out; decides nothing itself.
"""

from __future__ import annotations

import logging
import secrets as random_source
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dainvo.engine.changes import Changes
from dainvo.engine.clock import Clock, SystemClock
from dainvo.ical.event import AccountId, Uid
from dainvo.settings import Settings

if TYPE_CHECKING:
    from dainvo.engine.background import Background
    from dainvo.secrets import Secrets
    from dainvo.store.store import Store
    from dainvo.web import Web
    from dainvo.zoom.oauth import ZoomConfig

log = logging.getLogger(__name__)


def _uid() -> Uid:
    return Uid(str(uuid.uuid4()))


def _op_id() -> str:
    return random_source.token_hex(16)


@dataclass(slots=True)
class Desk:
    """The parts of one open profile. Lives on the engine thread, with the loop; nothing here is for other threads."""

    store: Store
    web: Web
    secrets: Secrets
    settings: Settings
    environ: Mapping[str, str]
    zone: ZoneInfo
    profile: Path
    clock: Clock = field(default_factory=SystemClock)
    new_uid: Callable[[], Uid] = _uid
    new_op_id: Callable[[], str] = _op_id
    random: Random = field(default_factory=Random)
    background: Background | None = None
    listeners: list[Callable[[Changes], None]] = field(default_factory=list)

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self.clock.now()

    def publish(self, changes: Changes) -> None:
        """Tell everybody who listens what a write touched. A listener that fails is logged and stops nobody."""
        for listener in tuple(self.listeners):
            try:
                listener(changes)
            except Exception:  # noqa: BLE001 - a screen's bug must not stop a sync half-way
                log.exception("a listener failed")

    def wake(self, account: AccountId) -> None:
        """Have this account's waiting changes sent soon, if work goes on behind."""
        if self.background is not None:
            self.background.wake(account)

    def zoom_config(self) -> ZoomConfig:
        """Which Zoom is used (zoom.md §2). Raises Refused (NO_CLIENT_ID, BAD_CONFIGURATION)."""
        from dainvo.zoom.oauth import configure

        raise NotImplementedError(configure)
