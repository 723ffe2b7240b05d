"""What goes on without being asked: one loop an account, one worker an event with open work at Zoom, the index window.

Owns these tasks and cancels them; what a sync or a meeting's step does is in `sync` and `meeting`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Hashable
from datetime import datetime, timedelta
from typing import Any, Final

from dainvo.engine import saga, schedule, sync
from dainvo.engine.changes import Changes
from dainvo.engine.desk import Desk
from dainvo.errors import NeedsUser, TryLater, Why
from dainvo.ical.event import AccountId, Uid

log = logging.getLogger(__name__)

#: Occurrences of recurring events are kept indexed this far around today.
PAST: Final = timedelta(days=366)
FUTURE: Final = timedelta(days=2 * 366)
_WINDOW_SLICE: Final = 50
_WINDOW_EVERY_S: Final = 12 * 3600.0


class Background:
    """Tasks of one open profile. Lives on the engine thread."""

    def __init__(self, desk: Desk, *, on_bug: Callable[[BaseException], None]) -> None:
        self._desk = desk
        self._on_bug = on_bug
        self._continuous = False
        self._closing = False
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        self._wakes: dict[Hashable, asyncio.Event] = {}

    def start(self) -> None:
        """Begin: sync every account, finish open meetings, keep the index window around today."""
        self._continuous = True
        self._spawn("window", self._keep_window())
        for account in self._desk.store.accounts("caldav"):
            self.wake(account.id)
        for uid in saga.open_uids(self._desk):
            self.settle(uid)

    def wake(self, account: AccountId) -> None:
        """Sync this account soon; without a continuous background nothing happens."""
        if self._continuous:
            self._wake_event(("account", account)).set()
            self._spawn(("account", account), self._keep_account(account))

    def wake_meeting(self, uid: Uid) -> None:
        """Take up the event's work at Zoom soon; without a continuous background nothing happens."""
        if self._continuous:
            self.settle(uid)

    def settle(self, uid: Uid) -> None:
        """Work on the event's meeting until nothing is open; called again it looks at once instead of waiting."""
        self._wake_event(("meeting", uid)).set()
        self._spawn(("meeting", uid), self._keep_meeting(uid))

    def reschedule(self) -> None:
        """The interval may have changed: every account looks again."""
        for account in self._desk.store.accounts("caldav"):
            self.wake(account.id)

    async def forget(self, account: AccountId) -> None:
        """Stop the account's loop and wait until it has cleaned up."""
        task = self._tasks.pop(("account", account), None)
        if task is not None and task is not asyncio.current_task():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._wakes.pop(("account", account), None)

    async def close(self) -> None:
        """Cancel every task and wait until each has cleaned up."""
        self._closing = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _wake_event(self, key: Hashable) -> asyncio.Event:
        return self._wakes.setdefault(key, asyncio.Event())

    def _spawn(self, key: Hashable, work: Coroutine[Any, Any, None]) -> None:
        if self._closing or key in self._tasks:
            work.close()
            return
        task = asyncio.create_task(work, name=f"dainvo {key}")
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._ended(key, done))

    def _ended(self, key: Hashable, task: asyncio.Task[None]) -> None:
        if self._tasks.get(key) is task:
            del self._tasks[key]
        if not task.cancelled() and (error := task.exception()) is not None:
            self._on_bug(error)

    async def _keep_account(self, account: AccountId) -> None:
        """Sync one account for ever: at once when woken, else by its schedule. A paused account waits to be woken."""
        desk, wake, failures = self._desk, self._wake_event(("account", account)), 0
        while True:
            wake.clear()
            retry_after_s: float | None = None
            try:
                await sync.sync_account(desk, account)
                failures = 0
            except TryLater as error:
                failures += 1
                retry_after_s = error.retry_after_s
            except NeedsUser:
                failures = 0
            except Refused as error:
                if error.why is Why.NO_SUCH_ACCOUNT:
                    return
                failures += 1
            await desk.wait(wake, self._next_sync(account, failures, retry_after_s))

    def _next_sync(self, account: AccountId, failures: int, retry_after_s: float | None) -> datetime | None:
        """When to sync next, also written to the account's row; None: only when woken."""
        raise NotImplementedError

    async def _keep_meeting(self, uid: Uid) -> None:
        """Settle one event's meeting: steps, with waits between, until nothing is left that time can cure."""
        raise NotImplementedError

    async def _keep_window(self) -> None:
        raise NotImplementedError
