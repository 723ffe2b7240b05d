"""The engine thread and its one asyncio loop: verbs go in as futures, changes come out to subscribers.

Knows no verb and no screen; what goes on by itself is in `background`.
"""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from dainvo.engine.changes import Changes
from dainvo.engine.clock import Clock
from dainvo.engine.desk import Desk
from dainvo.secrets import Secrets
from dainvo.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


class Engine:
    """One open profile at work. All methods may be called from any thread."""

    def submit(
        self, verb: Callable[Concatenate[Desk, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> concurrent.futures.Future[T]:
        """Run `verb(desk, *args, **kwargs)` on the engine thread; cancelling the future cancels the verb."""
        raise NotImplementedError

    def subscribe(self, callback: Callable[[Changes], None]) -> Callable[[], None]:
        """Have `callback` called on the engine thread with each `Changes`; the returned call ends that."""
        raise NotImplementedError

    def use_settings(self, settings: Settings) -> None:
        """Work with these settings from now on."""
        raise NotImplementedError

    def close(self) -> None:
        """Cancel what runs, wait for its cleanup, close the copy and the wire, end the thread. Twice is once."""
        raise NotImplementedError


def open_engine(
    profile: Path,
    *,
    secrets: Secrets,
    settings: Settings,
    environ: Mapping[str, str],
    zone: ZoneInfo,
    background: bool = True,
    wait_s: float = 2.0,
    clock: Clock | None = None,
) -> Engine:
    """Open the copy `profile/calendar.db` and start the engine on it, as the profile's only writer.

    With `background` every account is synced at start, on its interval and when something was saved, and open meetings
    are finished; without, only verbs work (a command line), and `settled` and `sync` do what they wait for.

    Raises TryLater(PROFILE_BUSY) if another process has the profile for longer than `wait_s`, Refused (PROFILE_NEWER,
    PROFILE_DAMAGED) or OSError.
    """
    raise NotImplementedError
