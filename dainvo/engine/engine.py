"""The engine thread and its one asyncio loop: verbs go in as futures, changes come out to subscribers.

Knows no verb and no screen; what goes on by itself is in `background`.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from dainvo.engine.background import Background
from dainvo.engine.changes import Changes
from dainvo.engine.clock import Clock, SystemClock
from dainvo.engine.desk import Desk
from dainvo.engine.helper_threads import HelperThreads
from dainvo.engine.settling import Settling
from dainvo.errors import Refused, TryLater, Why
from dainvo.secrets import Secrets
from dainvo.settings import Settings
from dainvo.store.lock import ProfileLock
from dainvo.store.place import unusable

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Engine:
    """One open profile at work. All methods may be called from any thread.

    `open_desk` is called on the engine thread, because the copy belongs to the thread that opened it; what it raises
    comes out of the constructor. `on_bug` gets every exception that no caller waits for, on the engine thread.
    """

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        *,
        background: bool = True,
        on_bug: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._open_desk = open_desk
        self._continuous = background
        self._on_bug = on_bug
        self._opened: concurrent.futures.Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, Desk]] = (
            concurrent.futures.Future()
        )
        self._lock = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="dainvo-engine", daemon=True)
        self._thread.start()
        try:
            self._loop, self._stop, self._desk = self._opened.result()
        except BaseException:
            self._thread.join()
            raise

    def submit(
        self, verb: Callable[Concatenate[Desk, P], Coroutine[Any, Any, T]], *args: P.args, **kwargs: P.kwargs
    ) -> concurrent.futures.Future[T]:
        """Run `verb(desk, *args, **kwargs)` on the engine thread; cancelling the future cancels the verb.

        After `close` the future comes back cancelled.
        """

        async def call() -> T:
            return await verb(self._desk, *args, **kwargs)

        with self._lock:
            if not self._closed:
                return asyncio.run_coroutine_threadsafe(call(), self._loop)
        refused: concurrent.futures.Future[T] = concurrent.futures.Future()
        refused.cancel()
        refused.set_running_or_notify_cancel()
        return refused

    def subscribe(self, callback: Callable[[Changes], None]) -> Callable[[], None]:
        """Have `callback` called on the engine thread with each `Changes`; the returned call ends that."""
        self._desk.listeners.append(callback)

        def unsubscribe() -> None:
            if callback in self._desk.listeners:
                self._desk.listeners.remove(callback)

        return unsubscribe

    def give_way_to(self, window_busy: Callable[[], bool]) -> None:
        """Have long work pause for moments while `window_busy` (asked on the engine thread) says so."""

        async def use(desk: Desk) -> None:
            desk.window_busy = window_busy

        self.submit(use)

    def use_settings(self, settings: Settings) -> None:
        """Work with these settings from now on."""

        async def use(desk: Desk) -> None:
            desk.settings = settings
            if desk.work is not None:
                desk.work.reschedule()

        self.submit(use)

    def close(self) -> None:
        """Cancel what runs, wait for its cleanup, close the copy and the wire, end the thread. Twice is once."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:  # noqa: BLE001 - the thread's last line: the bug must not vanish with it
            if not self._opened.done():
                self._opened.set_exception(error)
            else:
                self._bug(error)

    async def _main(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._loop_exception)
        loop.set_default_executor(HelperThreads())
        desk = self._open_desk()
        settling = Settling(loop, desk.store)
        try:
            stop = asyncio.Event()
            background = Background(desk, on_bug=self._bug)
            desk.work = background
            if self._continuous:
                background.start()
            self._opened.set_result((loop, stop, desk))
            await stop.wait()
            await background.close()
            await desk.settle_zoom()  # before what is left is cancelled, which a refresh under way would be, too
            await _cancel_others()
        finally:
            desk.secrets.wait_no_more()
            await desk.close_wires()
            await desk.web.close()
            settling.end()
            desk.store.close()

    def _bug(self, error: BaseException) -> None:
        log.error("a bug in the engine", exc_info=error)
        if self._on_bug is not None:
            self._on_bug(error)

    def _loop_exception(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        self._bug(error if isinstance(error, BaseException) else RuntimeError(str(context.get("message"))))


async def _cancel_others() -> None:
    """Cancel every other task of this loop and wait until each has cleaned up."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


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
    on_bug: Callable[[BaseException], None] | None = None,
) -> Engine:
    """Open the copy in `profile` and start the engine on it, as the profile's only writer.

    With `background` every account is synced at start, on its interval and when something was saved, and open meetings
    are finished; without, only verbs work (a command line), and `settled` and `sync` do what they wait for.

    Raises TryLater(PROFILE_BUSY) if another process has the profile for longer than `wait_s`, TryLater(DISK_FULL),
    Refused (PROFILE_NEWER, PROFILE_DAMAGED, PROFILE_NOT_WRITABLE).
    """
    lock = ProfileLock(profile)
    try:
        lock.acquire(wait_s)
    except Refused as busy:
        if busy.why is not Why.PROFILE_BUSY:
            raise
        raise TryLater(Why.PROFILE_BUSY, detail=busy.detail, about=busy.about) from busy

    def open_desk() -> Desk:
        from dainvo.store.repair import open_store
        from dainvo.store.store import FILE_NAME
        from dainvo.web import Web

        ticking = clock or SystemClock()
        return Desk(
            store=open_store(profile / FILE_NAME, zone=zone, now=ticking.now),
            web=Web(),
            secrets=secrets,
            settings=settings,
            environ=environ,
            zone=zone,
            profile=profile,
            clock=ticking,
        )

    try:
        return _Locked(open_desk, lock, background=background, on_bug=on_bug)
    except OSError as error:
        lock.release()
        raise unusable(error, profile) from error
    except BaseException:
        lock.release()
        raise


class _Locked(Engine):
    """An engine that gives its profile free when it ends."""

    def __init__(
        self,
        open_desk: Callable[[], Desk],
        lock: ProfileLock,
        *,
        background: bool,
        on_bug: Callable[[BaseException], None] | None,
    ) -> None:
        super().__init__(open_desk, background=background, on_bug=on_bug)
        self._profile_lock = lock

    def close(self) -> None:
        super().close()
        self._profile_lock.release()
