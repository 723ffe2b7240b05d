"""Keeps the calls of one account under the limits a second that Zoom sets by plan.

Counts nothing by the day and sends nothing.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal

Weight = Literal["light", "medium"]

#: Calls a second. Of a plan that is not known the smallest are kept.
LIMITS: Final[Mapping[str, Mapping[Weight, int]]] = MappingProxyType(
    {"licensed": {"light": 30, "medium": 20}, "": {"light": 4, "medium": 2}}
)
#: A little more than a second: what leaves evenly may arrive closer together.
_WINDOW: Final = timedelta(seconds=1.05)


class Pace:
    """Lets callers go one by one, in the order they came, as fast as the plan allows."""

    def __init__(self, plan: str, *, now: Callable[[], datetime], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._limits = LIMITS.get(plan, LIMITS[""])
        self._now = now
        self._sleep = sleep
        self._gone: dict[Weight, deque[datetime]] = {"light": deque(), "medium": deque()}
        self._turns: dict[Weight, asyncio.Lock] = {"light": asyncio.Lock(), "medium": asyncio.Lock()}

    async def turn(self, weight: Weight) -> None:
        """Come back when one more call of this weight may leave; it counts from then on."""
        gone = self._gone[weight]
        async with self._turns[weight]:
            if len(gone) >= self._limits[weight]:
                wait_s = (gone[0] + _WINDOW - self._now()).total_seconds()
                if wait_s > 0:  # more than the window, if the clock was set back
                    await self._sleep(min(wait_s, _WINDOW.total_seconds()))
                gone.popleft()
            gone.append(self._now())
