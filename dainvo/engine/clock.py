"""What time it is, and how to wait: the only two things anybody here asks of a clock.

Does not know time zones of people; instants are UTC.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

#: Whoever waits for longer looks so often whether the computer slept meanwhile.
LOOK_S: Final = 60.0


class Clock(Protocol):
    """A source of instants. Tests pass one that moves by hand."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Come back after `seconds`."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """So long by the clock on the wall, or by one that nobody sets, whichever is first: timers stand still while
        the computer sleeps, and a clock that is set back makes nobody wait for longer."""
        until, steady = self.now() + timedelta(seconds=seconds), time.monotonic() + seconds
        await asyncio.sleep(0)
        while (left_s := min((until - self.now()).total_seconds(), steady - time.monotonic())) > 0:  # noqa: ASYNC110
            await asyncio.sleep(min(left_s, LOOK_S))
