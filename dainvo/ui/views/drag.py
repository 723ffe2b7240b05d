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
SNAP, FINE, EXACT = 15, 5, 1
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

    def at(self, minute: float, days: int, *, exact: bool = False, snap: Snap | None = None) -> tuple[int, int]:
        """Start and end when the pointer is at `minute` of a page of `days` days; `exact`: to the minute (Shift)."""
        to = Snap(EXACT) if exact else snap or Snap()
        step = to.step
        if self.grip is Grip.CREATE:
            return self._created(minute, to)
        if self.grip is Grip.MOVE:
            length = self.end - self.start
            start = to.moved(self.start + minute - self.anchor, length)
            first = 0 if self.start >= 0 else min(0, step - length)  # what began before the page may still do so
            start = max(first, min(days * DAY - step, start))
            return start, start + length
        if self.grip is Grip.START:
            midnight = self.start // DAY * DAY
            return max(midnight, min(to.near(minute), self.end - LEAST)), self.end
        midnight = (max(self.start, self.end - 1) // DAY + 1) * DAY  # after the day that the event ends on
        return self.start, min(midnight, max(to.near(minute), self.start + LEAST))

    def _created(self, minute: float, to: Snap) -> tuple[int, int]:
        """Within the day where it began, downwards or upwards, at least one step long."""
        day = int(self.anchor // DAY) * DAY
        begin = int(self.anchor // SNAP) * SNAP
        other = max(day, min(day + DAY, to.near(minute)))
        return (begin, other) if other > begin else (other, begin + to.step)


@dataclass(frozen=True, slots=True)
class Snap:
    """Where a drag comes to rest: every `step` minutes, or at one of `ends` that is no farther than `reach` minutes."""

    step: int = SNAP
    ends: tuple[int, ...] = ()
    reach: float = 0.0

    def near(self, minute: float) -> int:
        """The minute to rest at; of two as far away the one of the step."""
        found = _snap(minute, self.step)
        end = min(self.ends, key=lambda end: abs(end - minute), default=found)
        return end if abs(end - minute) <= self.reach and abs(end - minute) < abs(found - minute) else found

    def moved(self, start: float, length: int) -> int:
        """The same for the start of what is moved whole; its end may come to rest as well."""
        by_start, by_end = self.near(start), self.near(start + length) - length
        if by_end + length in self.ends and abs(by_end - start) < abs(by_start - start):
            return by_end
        return by_start


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


def stretched(event: Occurrence, grip: Grip, day: date) -> tuple[datetime | date, datetime | date]:
    """Whole days from or until `day`, as the edge of a bar is dragged there; never less than one day."""
    start, end = event.start, event.end
    if isinstance(start, datetime) or isinstance(end, datetime):
        return start, end  # hours are dragged in the grid of hours
    one = timedelta(days=1)
    return (min(day, end - one), end) if grip is Grip.START else (start, max(day + one, start + one))


def by_days(event: Occurrence, days: int) -> tuple[datetime | date, datetime | date]:
    """The same clock and length some days on."""
    return pushed(event, days, 0, longer=False) or (event.start, event.end)
