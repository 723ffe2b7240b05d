"""Calls to the keyring, one after the other, on a thread that nobody has to wait for: none of them can be cut short.

Knows nothing of what is asked.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from dainvo.errors import NeedsUser, Why

_T = TypeVar("_T")


@dataclass(eq=False)
class _Turn:
    """What is to be done, for somebody who may have left before it is."""

    work: Callable[[], Any]
    answer: Future[Any] = field(default_factory=Future)
    left: bool = False

    def do(self) -> None:
        try:
            done = self.work()
        except BaseException as error:  # noqa: BLE001 - it is raised to whoever asked
            with suppress(InvalidStateError):
                self.answer.set_exception(error)
        else:
            with suppress(InvalidStateError):
                self.answer.set_result(done)

    def leave(self) -> None:
        self.left = True
        with suppress(InvalidStateError):
            self.answer.set_exception(NeedsUser(Why.KEYRING_LOCKED, detail="no answer"))


class Turns:
    """`on_answer` is called, on the keyring's thread, when one that said nothing in time speaks again."""

    def __init__(self, patience_s: float) -> None:
        self.on_answer: Callable[[], None] = lambda: None
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._waiting: deque[_Turn] = deque()
        self._now: _Turn | None = None

    def take(self, work: Callable[[], _T]) -> _T:
        """What `work` gives. Raises NeedsUser(KEYRING_LOCKED) in time; at once while the keyring is known to be silent.

        What was left is not begun, and goes no further than the question that is open (`check`).
        """
        turn = _Turn(work)
        with self._lock:
            if self._now is not None and self._now.left:
                turn.leave()
            elif self._now is not None:
                self._waiting.append(turn)
            else:
                self._now = turn
                threading.Thread(target=self._go_on, args=(turn,), name="dainvo-keyring", daemon=True).start()
        try:
            return cast(_T, turn.answer.result(self._patience_s))
        except TimeoutError:
            self._leave(unless=turn)
            return cast(_T, turn.answer.result())

    def leave_all(self) -> None:
        """Nobody waits any more, neither for what is asked now nor for what was to come after it."""
        self._leave()

    def _leave(self, *, unless: _Turn | None = None) -> None:
        with self._lock:
            if unless is not None and unless.answer.done():
                return  # the answer came at the last moment
            for turn in (self._now, *self._waiting):
                if turn is not None:
                    turn.leave()
            self._waiting.clear()

    def check(self) -> None:
        """Raises NeedsUser(KEYRING_LOCKED) in the work of a turn that was left."""
        turn = self._now
        if turn is not None and turn.left:
            raise NeedsUser(Why.KEYRING_LOCKED, detail="nobody waits for it any more")

    def _go_on(self, turn: _Turn | None) -> None:
        while turn is not None:
            turn.do()
            with self._lock:
                was_left = turn.left
                self._now = turn = self._waiting.popleft() if self._waiting else None
            if was_left:
                self.on_answer()
