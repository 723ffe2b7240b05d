"""The only place where the engine's thread and the window's thread meet.

Does no work of its own: it hands verbs to the engine and brings results, progress and changes to the UI thread.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, SignalInstance, Slot

if TYPE_CHECKING:
    from concurrent.futures import Future

    from dainvo.engine.changes import Changes

Verb = Callable[..., Awaitable[Any]]


class Engine(Protocol):
    """What the bridge needs of `dainvo.engine.engine.Engine`."""

    def submit(self, verb: Any, *args: Any, **kwargs: Any) -> Future[Any]: ...

    def subscribe(self, callback: Callable[[Changes], None]) -> Callable[[], None]: ...


_AFTER_PAINTING = -1000
#: Events that come in are shown at most this often, however many accounts bring them, and showing them takes at most
#: this share of the window's time: a year, an agenda take longer than a week. What the user did is shown at once.
REST_MS, SHARE = 100, 0.1


class Job:
    """One running verb. A plain object, since a QObject with signals from another thread can outlive its owner."""

    __slots__ = ("_cancelled", "_err", "_finished", "_future", "_ok", "_owner", "_tell", "_watched")

    def __init__(
        self,
        ok: Callable[[Any], None] | None,
        err: Callable[[BaseException], None] | None,
        tell: Callable[[Any], None] | None,
        owner: QObject | None,
    ) -> None:
        self._ok, self._err, self._tell, self._owner = ok, err, tell, owner
        self._future: Future[Any] | None = None
        self._watched: Callable[[Any], None] | None = None
        self._finished = False
        self._cancelled = False

    @property
    def running(self) -> bool:
        return not self._finished

    def cancel(self) -> None:
        """Stop the verb at its next await. None of its callbacks is called after this returns."""
        self._cancelled = True
        self._finished = True
        if self._future is not None:
            self._future.cancel()

    def _wanted(self) -> bool:
        return not self._cancelled and (self._owner is None or shiboken6.isValid(self._owner))


class Bridge(QObject):
    """Lives as long as the application. Calls made before `start` wait for it; nothing is delivered after `close`."""

    changed = Signal(object)  # Changes, several writes merged if they arrive together
    settings_wanted = Signal(object)  # settings by name that a dialog wants changed; whoever keeps them does it

    _settled = Signal(object)  # Job
    _told = Signal(object, object)  # Job, value
    _arrived = Signal(object)  # Changes

    def __init__(self, parent: QObject | None = None, *, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._engine: Engine | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._jobs: set[Job] = set()
        self._early: list[tuple[Job, Verb, tuple[Any, ...], dict[str, Any]]] = []
        self._pending: Changes | None = None
        self._steps: dict[Callable[[], object], QObject] = {}
        #: Whether changes are on their way to the window, or it is showing them; may be read on any thread.
        self.busy = False
        self._rest_ms = rest_ms
        self._shown_from: float | None = None  # of the thread's time: what came in is being shown
        self._resting = QTimer(self, singleShot=True)
        self._resting.timeout.connect(self._after_painting)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)
        self._closed = False
        #: Hears of each verb by name before it runs; what it gives hears (result,), or None if it failed.
        self.watch: Callable[[str, tuple[Any, ...], dict[str, Any]], Callable[[Any], None] | None] | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._settled.connect(self._deliver, queued)
        self._told.connect(self._pass_on, queued)
        self._arrived.connect(self._gather, queued)

    def start(self, engine: Engine) -> None:
        """Begin to work with `engine`, after the first paint; calls that waited go out in their order."""
        if self._closed:
            return
        self._engine = engine
        self._unsubscribe = engine.subscribe(self._hear)
        early, self._early = self._early, []
        for job, verb, args, kwargs in early:
            if job.running:
                self._submit(job, verb, args, kwargs)
            elif job._watched is not None:
                job._watched(None)  # cancelled before it could run: nobody has to wait for it

    def run(
        self,
        verb: str | Verb,
        *args: Any,
        ok: Callable[[Any], None] | None = None,
        err: Callable[[BaseException], None] | None = None,
        tell: Callable[[Any], None] | None = None,
        owner: QObject | None = None,
        **kwargs: Any,
    ) -> Job:
        """Run `verb` on the engine's thread; every callback comes on the UI thread.

        A verb is a coroutine function taking the desk first, or a name such as "events.save_event", which is looked
        up on the engine's thread so that the window imports nothing of it. Without `err` a failure goes to
        `sys.excepthook`. Nothing is delivered when `owner` is gone, the job was cancelled or the bridge closed.
        """
        job = Job(ok, err, tell, owner)
        if self._closed:
            job.cancel()
            return job
        if self.watch is not None and isinstance(verb, str):
            job._watched = self.watch(verb, args, kwargs)
        if tell is not None:
            kwargs["tell"] = lambda value: self._emit(self._told, job, value)
        call: Verb = _Named(verb) if isinstance(verb, str) else verb
        if self._engine is None:
            self._early.append((job, call, args, kwargs))
        else:
            self._submit(job, call, args, kwargs)
        return job

    def then(self, step: Callable[[], object], owner: QObject) -> None:
        """Have `step` done soon, in a turn of the event loop of its own, so that keys and clicks come before it; after
        all that is to be painted now, once however often it is asked for, and not if `owner` is gone by then."""
        if not self._closed:
            self._steps[step] = owner
            self._after_painting()

    def close(self) -> None:
        """Cancel what runs and deliver nothing any more. The engine is closed by whoever made it."""
        if self._closed:
            return
        self._closed = True
        if self._unsubscribe is not None:
            self._unsubscribe()
        self._early.clear()
        self._steps.clear()
        for job in list(self._jobs):
            job.cancel()
        self._jobs.clear()

    def _submit(self, job: Job, verb: Verb, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        if self._engine is None:
            return
        future = self._engine.submit(verb, *args, **kwargs)
        job._future = future
        self._jobs.add(job)
        future.add_done_callback(lambda _future: self._emit(self._settled, job))

    def _emit(self, signal: SignalInstance, *values: object) -> None:
        if self._closed:
            return
        try:
            signal.emit(*values)
        except RuntimeError:
            return  # the application ended first: there is nobody left to tell

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        self._jobs.discard(job)
        job._finished = True
        future = job._future
        if future is None or self._closed:
            return
        if job._watched is not None:
            job._watched(None if future.cancelled() or future.exception() is not None else (future.result(),))
        if future.cancelled() or not job._wanted():
            return
        failure = future.exception()
        if failure is None:
            if job._ok is not None:
                job._ok(future.result())
        elif job._err is not None:
            job._err(failure)
        else:
            sys.excepthook(type(failure), failure, failure.__traceback__)

    @Slot(object, object)
    def _pass_on(self, job: Job, value: Any) -> None:
        if not self._closed and job.running and job._wanted() and job._tell is not None:
            job._tell(value)

    def _hear(self, changes: Changes) -> None:
        """On the engine's thread."""
        self.busy = True
        self._arrived.emit(changes)

    @Slot(object)
    def _gather(self, changes: Changes) -> None:
        self._pending = changes if self._pending is None else self._pending | changes
        if not self._pending.came_in:
            self._resting.stop()
        self._after_painting()

    def _after_painting(self) -> None:
        """Go on once all that is asked for by now is painted: what repaints is sent with a low priority."""
        self.busy = True
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), _AFTER_PAINTING)

    def customEvent(self, _event: QEvent) -> None:
        if self._shown_from is not None and not self._steps:
            worked_ms = (time.thread_time() - self._shown_from) * 1000
            if self._resting.isActive():
                self._resting.start(max(self._rest_ms, round(worked_ms / SHARE)))
            self._shown_from = None
        self.busy = self._due() or bool(self._steps)
        if self.busy:
            self._turn.start()

    def _due(self) -> bool:
        return self._pending is not None and not self._resting.isActive()

    @Slot()
    def _go_on(self) -> None:
        """One turn of the event loop: show what changed, or else take a step that was asked for."""
        if self._closed:
            return
        self._after_painting()
        if self._due():
            changes, self._pending = self._pending, None
            self._resting.start(self._rest_ms)
            self._shown_from = time.thread_time()
            self.changed.emit(changes)
        elif self._steps:
            step, owner = next(iter(self._steps.items()))
            del self._steps[step]
            if shiboken6.isValid(owner):
                step()


class _Named:
    """A verb known by name, imported where it runs: the engine's thread."""

    def __init__(self, name: str) -> None:
        self._module, _, self._verb = name.partition(".")

    async def __call__(self, desk: Any, *args: Any, **kwargs: Any) -> Any:
        module = importlib.import_module(f"dainvo.engine.actions.{self._module}")
        return await getattr(module, self._verb)(desk, *args, **kwargs)
