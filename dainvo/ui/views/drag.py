"""What a drag over the hours means, in minutes: a new event, another time, another end (E01–E04).

Pure arithmetic on wall-clock minutes, counted from midnight of the page's first day; paints and knows no widget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto
from math import floor

from dainvo.ical.occurrence import Occurrence

DAY = 24 * 60
SNAP, EXACT = 15, 1
#: No event is made shorter than this by its edge.
LEAST = 5
#: So near to the upper or lower end of an event, in px, its time is what is dragged.
EDGE_PX = 6


class Grip(Enum):
    """What was taken hold of."""

    CREATE = auto()
    MOVE = auto()
    START = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag that began at the minute `anchor`; of an event it has hold of from `start` to `end`."""

    grip: Grip
    anchor: float
    start: int = 0
    end: int = 0

    def at(self, minute: float, days: int, *, exact: bool = False) -> tuple[int, int]:
        """Start and end when the pointer is at `minute` of a page of `days` days; `exact`: to the minute (Shift)."""
        step = EXACT if exact else SNAP
        if self.grip is Grip.CREATE:
            return self._created(minute, step)
        if self.grip is Grip.MOVE:
            start = _snap(self.start + minute - self.anchor, step)
            length = self.end - self.start
            first = 0 if self.start >= 0 else min(0, step - length)  # what began before the page may still do so
            start = max(first, min(days * DAY - step, start))
            return start, start + length
        if self.grip is Grip.START:
            midnight = self.start // DAY * DAY
            return max(midnight, min(_snap(minute, step), self.end - LEAST)), self.end
        midnight = (max(self.start, self.end - 1) // DAY + 1) * DAY  # after the day that the event ends on
        return self.start, min(midnight, max(_snap(minute, step), self.start + LEAST))

    def _created(self, minute: float, step: int) -> tuple[int, int]:
        """Within the day where it began, downwards or upwards, at least one step long."""
        day = int(self.anchor // DAY) * DAY
        begin = int(self.anchor // SNAP) * SNAP
        other = max(day, min(day + DAY, _snap(minute, step)))
        return (begin, other) if other > begin else (other, begin + step)


def _snap(minute: float, step: int) -> int:
    return floor(minute / step + 0.5) * step


def pushed(
    event: Occurrence, right: int, down: int, *, longer: bool, step: int = SNAP
) -> tuple[datetime | date, datetime | date] | None:
    """Where the arrow keys push `event`: by days to the side, by `step` minutes up and down, or its end (`longer`).

    None where that means nothing: a whole day has no quarters, and nothing is made shorter than LEAST minutes.
    """
    start, end = event.start, event.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return _pushed_days(start, end, right, down, longer=longer)
    length = end.astimezone(UTC) - start.astimezone(UTC)
    if longer:
        length += timedelta(minutes=step * down)
        return (start, _after(start, length)) if down and length >= timedelta(minutes=LEAST) else None
    wall = start.replace(tzinfo=None) + timedelta(days=right, minutes=step * down)
    begins = wall.replace(tzinfo=start.tzinfo)
    return begins, _after(begins, length)


def _pushed_days(start: date, end: date, right: int, down: int, *, longer: bool) -> tuple[date, date] | None:
    """The same for whole days: a day longer or shorter, or days to the side."""
    if longer:
        longer_end = end + timedelta(days=down)
        return (start, longer_end) if down and longer_end > start else None
    return (start + timedelta(days=right), end + timedelta(days=right)) if right else None


def _after(start: datetime, length: timedelta) -> datetime:
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
