"""The clock of the stand-in: the real one, another that it is given, or one that stands still until told to move.

Every expiry, limit and "in the past" goes by it; nothing here waits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def real() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Gives the present instant in UTC. With `start` it stands still there, else it runs as `running`."""

    def __init__(self, start: datetime | None = None, running: Callable[[], datetime] = real) -> None:
        self._fixed = start.astimezone(UTC) if start else None
        self._running = running
        self._shift = timedelta()

    def now(self) -> datetime:
        """The present instant, in UTC, whole seconds."""
        return ((self._fixed or self._running()) + self._shift).replace(microsecond=0)

    def set(self, instant: datetime) -> None:
        """Stand still at `instant` from here on."""
        self._fixed, self._shift = instant.astimezone(UTC), timedelta()

    def advance(self, seconds: float) -> None:
        """Move by `seconds`; a running clock goes on running."""
        self._shift += timedelta(seconds=seconds)

    @property
    def virtual(self) -> bool:
        """Whether the clock stands still."""
        return self._fixed is not None


def utc_text(instant: datetime) -> str:
    """`instant` as Zoom writes it: 2026-03-25T07:30:00Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_instant(text: str) -> datetime:
    """An ISO date-time with offset or Z; without one it is UTC. Raises ValueError."""
    instant = datetime.fromisoformat(text.strip())
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
