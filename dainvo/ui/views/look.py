"""What an event looks like: which state, which marks, whether it can be joined now.

Decides; painting is in `chip`, words are in `names`.
"""

# Not `from __future__ import annotations`: a NamedTuple has to compile each annotation that is a text.

from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

from dainvo.ical.occurrence import MeetingState, Occurrence, PartStat, State, Status, Visibility

JOIN_AHEAD = timedelta(minutes=15)
LANE_LENGTH = timedelta(hours=24)

LINK_LATER = frozenset({MeetingState.CREATING, MeetingState.LINK_FOLLOWS, MeetingState.WAITING, MeetingState.CHECKING})
TROUBLED = frozenset({MeetingState.REFUSED, MeetingState.MISSING})


class Shape(Enum):
    """State by shape and line, so that it is told without colour."""

    SOLID = auto()
    FREE = auto()
    TENTATIVE = auto()
    UNANSWERED = auto()
    DECLINED = auto()
    CANCELLED = auto()


class Look(NamedTuple):
    """`marks` are (icon, role) in the order in which they stand; `tag` is the role of the corner's colour or "". `fill`
    is the event's own colour, empty for the calendar's, which the stripe has in any case (E30)."""

    shape: Shape
    past: bool
    marks: tuple[tuple[str, str], ...]
    tag: str
    join: bool
    fill: str = ""

    @property
    def weak(self) -> bool:
        """Text in the second colour."""
        return self.past or self.struck

    @property
    def faded(self) -> bool:
        """Fill of the past; shapes without a fill keep theirs."""
        return self.past and self.shape in (Shape.SOLID, Shape.TENTATIVE, Shape.CANCELLED)

    @property
    def struck(self) -> bool:
        return self.shape in (Shape.DECLINED, Shape.CANCELLED)


def look(event: Occurrence, now: datetime) -> Look:
    """How `event` is drawn at `now`."""
    shape = _shape(event)
    return Look(shape, is_past(event, now), _marks(event, shape), _tag(event), can_join(event, now), _own(event.color))


def _own(name: str) -> str:
    if not name:
        return ""
    from dainvo.ical.colours import NAMES  # few events have one, and the window starts without

    return NAMES.get(name, "")


def is_past(event: Occurrence, now: datetime) -> bool:
    """Whether the event has ended at `now` (aware, viewer's zone)."""
    if isinstance(event.end, datetime):
        return event.end <= now
    return event.end <= now.date()


def can_join(event: Occurrence, now: datetime) -> bool:
    """From 15 minutes before the start to the end, if there is a link and the meeting stands."""
    if not event.join_url or not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return False
    if event.status is Status.CANCELLED or event.own_partstat is PartStat.DECLINED:
        return False
    return event.start - JOIN_AHEAD <= now < event.end


def turns(event: Occurrence) -> tuple[datetime, ...]:
    """The instants at which `look` changes on its own; whole days change at midnight."""
    if not isinstance(event.start, datetime) or not isinstance(event.end, datetime):
        return ()
    return (event.start - JOIN_AHEAD, event.end) if event.join_url else (event.end,)


def in_lane(event: Occurrence) -> bool:
    """Whether the event belongs above the grid: all-day, or 24 hours and more."""
    return event.all_day or instant(event.end) - instant(event.start) >= LANE_LENGTH


def instant(moment: datetime | date) -> datetime:
    """A timed start or end as what it is. Callers know that the event is timed."""
    if isinstance(moment, datetime):
        return moment
    raise TypeError("an all-day event has no instants")


def days_of(event: Occurrence) -> tuple[date, date]:
    """First and last day (inclusive) on which the event lies; one that ends at midnight leaves out that day."""
    start, end = event.start, event.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return start, max(start, end - timedelta(days=1))
    first, last = start.date(), end.date()
    if first >= last:
        return first, first  # most: one date for both
    if (end.hour, end.minute, end.second) == (0, 0, 0):
        last -= timedelta(days=1)
    return first, last


def _shape(event: Occurrence) -> Shape:
    if event.status is Status.CANCELLED:
        return Shape.CANCELLED
    if event.own_partstat is PartStat.DECLINED:
        return Shape.DECLINED
    if event.own_partstat is PartStat.NEEDS_ACTION:
        return Shape.UNANSWERED
    if event.status is Status.TENTATIVE or event.own_partstat is PartStat.TENTATIVE:
        return Shape.TENTATIVE
    return Shape.FREE if event.transparent else Shape.SOLID


def _marks(event: Occurrence, shape: Shape) -> tuple[tuple[str, str], ...]:
    marks: list[tuple[str, str]] = []
    if shape is Shape.UNANSWERED:
        marks.append(("question", "text"))
    if event.join_url or event.meeting is not None:
        marks.append(("video", "text2"))
    elif event.attendee_count:
        marks.append(("people", "text2"))
    if event.recurring:
        marks.append(("repeat", "text2"))
    if event.visibility is not Visibility.PUBLIC:
        marks.append(("lock", "text2"))
    if event.meeting in LINK_LATER:
        marks.append(("clock", "warning"))
    if event.state is not State.CLEAN:
        marks.append(("outbox", "text2"))
    return tuple(marks)


def _tag(event: Occurrence) -> str:
    if event.meeting in TROUBLED:
        return "danger"
    return "warning" if event.blocked or event.meeting is MeetingState.OTHER_HOST else ""
