"""Threads for calls that block: a look-up in the DNS, a file, the keyring. None of them can be cut short.

Does nothing itself. It is the executor of the engine's loop.
"""

from __future__ import annotations

import concurrent.futures
import threading
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: So long the end of the program waits for what is under way: a backup is whole by then, a DNS that is away is not.
LEAVE_S: Final = 2.0


class HelperThreads(concurrent.futures.ThreadPoolExecutor):  # no other kind is taken by a loop
    """A thread for each call, so that none waits behind one that hangs; what still hangs at the end is left alone."""

    def __init__(self, leave_s: float = LEAVE_S) -> None:
        super().__init__(1)  # whose pool is never used
        self._leave_s = leave_s
        self._under_way: set[concurrent.futures.Future[object]] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> concurrent.futures.Future[T]:
        future: concurrent.futures.Future[T] = concurrent.futures.Future()

        def work() -> None:
            try:
                done = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - it is raised to whoever asked
                future.set_exception(error)
            else:
                future.set_result(done)

        future.set_running_or_notify_cancel()
        self._under_way.add(future)  # type: ignore[arg-type]  # nobody looks at what they give
        future.add_done_callback(self._under_way.discard)
        threading.Thread(target=work, name="dainvo-helper", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if wait:
            concurrent.futures.wait(tuple(self._under_way), self._leave_s)
