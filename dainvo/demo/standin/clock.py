"""The clock of the stand-in: the real one, one as far from it as asked, or one that stands still until told to move.

Every expiry, limit and "in the past" goes by it; nothing here waits.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Gives the present instant in UTC. With `start` it stands still there, else it runs `ahead` of the real one."""

    def __init__(self, start: datetime | None = None, ahead: timedelta = timedelta()) -> None:
        self._fixed = start.astimezone(UTC) if start else None
        self._shift = timedelta() if start else ahead

    def now(self) -> datetime:
        """The present instant, in UTC, whole seconds."""
        return ((self._fixed or datetime.now(UTC)) + self._shift).replace(microsecond=0)

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
