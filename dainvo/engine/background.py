"""What goes on without being asked: one loop an account, one worker an event with open work at Zoom, the index window.

Owns these tasks and cancels them; what a sync or a meeting's step does is in `sync` and `saga`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Hashable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

from dainvo.engine import drift, feeds, outbox, saga, schedule, sync
from dainvo.engine.actions import accounts, calendars, upkeep, zoom
from dainvo.engine.desk import Desk
from dainvo.errors import Malformed, NeedsUser, Refused, TryLater, Why
from dainvo.ical.event import AccountId, Uid
from dainvo.store.rows import AccountState

T = TypeVar("T")

log = logging.getLogger(__name__)

#: Occurrences of recurring events are kept indexed this far around today.
PAST: Final = timedelta(days=366)
FUTURE: Final = timedelta(days=2 * 366)
#: By so much less at most.
SLACK: Final = timedelta(days=31)
#: Work that is due but did not go is not tried more often than this.
_SOONEST_S: Final = 1.0
_WINDOW_EVERY_S: Final = 12 * 3600.0
#: How often it is looked whether a backup is due.
_BACKUP_LOOK_S: Final = 600.0


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
        self._spawn("checks", self._keep_checks())
        self._spawn("backups", self._keep_backups())
        self._finish_removals()
        self.reschedule()
        saga.hurry(self._desk)
        for uid in saga.open_uids(self._desk):
            self.settle(uid)
        self._desk.secrets.on_answer(partial(_soon, asyncio.get_running_loop(), self._unlocked))

    def wake(self, account: AccountId) -> None:
        """Sync this account soon; without a continuous background nothing happens."""
        if self._continuous:
            self._run(("account", account), self._keep_account, account)

    def wake_meeting(self, uid: Uid) -> None:
        """Take up the event's work at Zoom soon; without a continuous background nothing happens."""
        if self._continuous:
            self.settle(uid)

    def settle(self, uid: Uid) -> None:
        """Work on the event's meeting until nothing is open; called again it looks at once instead of waiting."""
        self._run(("meeting", uid), self._keep_meeting, uid)

    def reschedule(self) -> None:
        """Every account looks again at once, whatever its interval was."""
        for account in accounts.asked(self._desk):
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
        self._desk.secrets.on_answer(lambda: None)
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _wake_event(self, key: Hashable) -> asyncio.Event:
        return self._wakes.setdefault(key, asyncio.Event())

    def _run(self, key: Hashable, keep: Callable[[T], Coroutine[Any, Any, None]], what: T) -> None:
        """Wake the task of this name, or start it."""
        self._wake_event(key).set()
        task = self._tasks.get(key)
        if task is None or task.done():
            self._spawn(key, keep(what))

    def _spawn(self, key: Hashable, work: Coroutine[Any, Any, None]) -> None:
        if self._closing:
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
            await desk.give_way()  # what woke it, an edit mostly, is painted before it is sent
            retry_after_s: float | None = None
            try:
                if not _paused(desk, account):
                    await (
                        self._only_send(account) if desk.metered else sync.sync_account(desk, account, thorough=False)
                    )
                failures = failures + 1 if desk.store.account(account).state is AccountState.UNREACHABLE else 0
            except TryLater as error:
                failures += 1
                retry_after_s = error.retry_after_s
            except NeedsUser:
                failures = 0
            except (Refused, Malformed) as error:
                if error.why is Why.NO_SUCH_ACCOUNT:
                    return
                log.warning("an account did not sync: %s", error)
                failures += 1
            when = self._next_sync(account, failures, retry_after_s)
            await desk.wait(wake, when)
            while (until := outbox.hopes_until(desk, account)) is not None:
                wake.clear()  # nothing to send before the link is there: the server is not asked for nothing
                await desk.wait(wake, until)
            while retry_after_s is not None and schedule.waits(desk.now(), when) and _is_away(desk, account):
                wake.clear()  # a save does not make a server's wish shorter; a sync by hand that went well ends it
                await desk.wait(wake, when)

    async def _only_send(self, account: AccountId) -> None:
        """What the user saved goes out on any network; nothing is fetched on one that costs by the amount (A19)."""
        if self._desk.store.outbox(account):
            await sync.push_account(self._desk, account)

    def _next_sync(self, account: AccountId, failures: int, retry_after_s: float | None) -> datetime | None:
        """When to sync next, also written to the account's row; None: only when woken."""
        desk = self._desk
        if _paused(desk, account):
            return None
        when = schedule.next_sync(
            desk.now(),
            _every(desk, account),
            failures=failures,
            retry_after_s=retry_after_s,
            jitter=desk.random.random(),
        )
        due_s = outbox.next_due(desk, account)
        if desk.metered and due_s is None:
            return None
        if due_s is not None and not failures:
            when = min(when, desk.now() + timedelta(seconds=max(_SOONEST_S, due_s)))
        with contextlib.suppress(TryLater):  # a full disk ends no loop
            desk.store.set_account(account, next_sync=when)
        return when

    async def _keep_meeting(self, uid: Uid) -> None:
        """Settle one event's meeting: steps, with waits between, until nothing is left that time can cure."""
        wake = self._wake_event(("meeting", uid))
        while True:
            wake.clear()
            when = await saga.step(self._desk, uid)
            if when is None and not wake.is_set():
                return
            await self._desk.wait(wake, when)

    def _unlocked(self) -> None:
        """The keyring speaks again: whatever waited for it goes on without being asked (Y16)."""
        self._finish_removals()
        for row in self._desk.store.accounts():
            if row.kind == "zoom" and row.why == Why.KEYRING_LOCKED and row.state is not AccountState.LEAVING:
                self._run(("zoom", row.id), self._look_at_zoom, row.id)
        self.reschedule()

    async def _look_at_zoom(self, account: AccountId) -> None:
        with contextlib.suppress(TryLater, NeedsUser, Refused):  # its state says so
            await zoom.check_zoom(self._desk, account)

    def _finish_removals(self) -> None:
        for row in self._desk.store.accounts():
            if row.state is AccountState.LEAVING:
                self._run(("leaving", row.id), self._finish_removal, row.id)

    async def _finish_removal(self, account: AccountId) -> None:
        """The program ended while an account was being removed: go on, its secrets first."""
        finish = zoom if self._desk.store.account(account).kind == "zoom" else accounts
        try:
            await finish.finish_removal(self._desk, account)
        except (TryLater, NeedsUser) as error:
            log.warning("an account is not gone yet: %s", error)

    async def _keep_window(self) -> None:
        """Keep occurrences indexed around today, a few resources at a time, so that a save never waits for it."""
        desk = self._desk
        await upkeep.reindex(desk)
        while True:
            today = desk.now().astimezone(desk.zone).date()
            first, last = today - PAST, today + FUTURE
            held = desk.store.window
            if held[0] <= first and last <= held[1] + SLACK:
                first, last = held  # all series are expanded once a month, not every day; what a crash left out, now
            await calendars.extend_window(desk, first, last)
            await desk.clock.sleep(_WINDOW_EVERY_S)

    async def _keep_backups(self) -> None:
        """A backup a day, the first one once the start is over."""
        while True:
            await self._desk.clock.sleep(_BACKUP_LOOK_S)
            await upkeep.back_up(self._desk)

    async def _keep_checks(self) -> None:
        """Look at meetings when their events draw near, and for events that are nowhere any more."""
        desk = self._desk
        while True:
            when = await drift.due(desk)
            await drift.vanished(desk)
            await desk.clock.sleep(max(_SOONEST_S, (when - desk.now()).total_seconds()))


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """From another thread, in which the loop may have ended."""
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(call)


def _every(desk: Desk, account: AccountId) -> timedelta:
    row = desk.store.account(account)
    return feeds.interval(row) if row.kind == feeds.KIND else timedelta(minutes=max(1, desk.settings.sync_interval_min))


def _is_away(desk: Desk, account: AccountId) -> bool:
    return any(row.id == account and row.state is AccountState.UNREACHABLE for row in desk.store.accounts())


def _paused(desk: Desk, account: AccountId) -> bool:
    """Whether only the user can mend it: a refused password is never sent again by itself (A32)."""
    try:
        row = desk.store.account(account)
    except Refused:
        return False
    leaving = row.state is AccountState.LEAVING
    return leaving or (row.state is AccountState.NEEDS_USER and row.why == Why.WRONG_PASSWORD)
