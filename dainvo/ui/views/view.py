"""What every view has in common: its interface to the window, and the shelf of occurrences it reads from.

Paints nothing and expands no rules: the shelf asks the copy for a range and keeps one page on each side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, SignalInstance
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import CollectionId, Occurrence, PartStat, RecurrenceId, ResourceId, Uid
from dainvo.ui import dates
from dainvo.ui.views import days
from dainvo.ui.views.days import Day, Entry

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.store.filled import Fill
    from dainvo.store.shown import Account, Collection

NO_COLOUR = "#5F6F84"
_Held = TypeVar("_Held")
SLICE_DAYS = 7  # read ahead at once: a key that comes meanwhile waits no longer than for these


class Source(Protocol):
    """What views need of `store.reader.Reader`."""

    @property
    def zone(self) -> ZoneInfo: ...

    def accounts(self) -> list[Account]: ...

    def collections(self) -> list[Collection]: ...

    def occurrences(self, first: date, last: date) -> list[Occurrence]: ...

    def filled(self, first: date, last: date, *, declined: bool = False) -> dict[date, Fill]: ...

    def zone_of(self, resource: ResourceId, recurrence_id: RecurrenceId) -> ZoneInfo | None: ...


class View(Protocol):
    """A page of time. `slot_activated` carries start, end and the place of the slot on the screen."""

    event_activated: SignalInstance  # Occurrence, QRect on the screen
    event_opened: SignalInstance  # Occurrence: wants the editor
    event_moved: SignalInstance  # Occurrence, its new start and end
    event_menu: SignalInstance  # Occurrence, QPoint on the screen
    join_requested: SignalInstance  # Occurrence
    slot_activated: SignalInstance  # start, end (datetimes, or dates with the end exclusive), QRect
    date_requested: SignalInstance  # date: wants the day view
    date_changed: SignalInstance  # date: the cursor went there

    def visible_range(self) -> tuple[date, date]: ...

    def show_date(self, day: date) -> None: ...

    def step(self, pages: int) -> date: ...

    def refresh(self) -> None: ...

    def on_changes(self, changes: Changes) -> None: ...

    def on_minute(self) -> None: ...

    def current_event(self) -> tuple[Occurrence, QRect] | None: ...

    def current_slot(self) -> tuple[datetime | date, datetime | date, QRect]: ...


class Shelf:
    """Occurrences of the days shown and one page on each side, and the calendars they belong to."""

    def __init__(self, source: Source, now: Callable[[], datetime]) -> None:
        self._source = source
        self._now = now
        self.show_declined = False
        self.accounts: list[Account] = []
        self.calendars: dict[CollectionId, Collection] = {}
        self._rank: dict[CollectionId, int] = {}
        self._days: dict[date, Day] = {}  # what is held
        self._were: dict[date, Day] = {}  # what was held before the copy changed
        self._counts: dict[date, int] = {}  # how much begins on each day that was read since it last changed
        self.shifted: Occurrence | None = None  # an event where it was moved to, while that is not saved yet
        self._shifted: dict[Day, Day] = {}  # with that event where it is now
        self.lengths: dict[tuple[ResourceId, RecurrenceId], timedelta] = {}  # of timed events that were made whole days
        self.reads = 0
        self.reload_calendars()

    def now(self) -> datetime:
        """This moment in the viewer's zone."""
        return self._now().astimezone(self._source.zone)

    @property
    def zone(self) -> ZoneInfo:
        return self._source.zone

    # calendars

    def reload_calendars(self) -> None:
        """Read accounts and calendars again; occurrences are read again when they are next wanted."""
        self.accounts = self._source.accounts()
        listed, before = self._source.collections(), list(self.calendars.values())
        self.calendars = {calendar.id: calendar for calendar in listed}
        self._rank = {calendar.id: number for number, calendar in enumerate(listed)}
        self.drop()
        if listed != before:
            self._were = {}  # a calendar has another colour, perhaps, or place

    def colour(self, calendar: CollectionId) -> str:
        found = self.calendars.get(calendar)
        return found.color if found is not None else NO_COLOUR

    def name(self, calendar: CollectionId) -> str:
        found = self.calendars.get(calendar)
        return found.name if found is not None else ""

    def rank(self, calendar: CollectionId) -> int:
        return self._rank.get(calendar, len(self._rank))

    def order(self, event: Occurrence) -> tuple[int, str, str, str]:
        """What breaks ties between events: calendar order, title, UID, occurrence."""
        return self._rank.get(event.collection, len(self._rank)), event.summary, event.uid, event.recurrence_id

    def in_turn(self, entry: Entry) -> tuple[float, tuple[int, str, str, str]]:
        """What orders the events of a day: their beginning, then ties."""
        return days.instant(entry[2]), self.order(entry[2])

    # what is held

    def days(self, first: date, last: date) -> list[Day]:
        """The days `first`..`last`, both inclusive, each with what lies on it in its order; what has not changed since
        it was asked for is the same `Day`."""
        wanted = days.span(first, last)
        if missing := [day for day in wanted if day not in self._days]:
            self._read_all(missing)
            self._keep_beside(first, last)
        found = [self._days[day] for day in wanted]
        there = self.shifted
        if there is None:
            return found
        if any(day not in self._shifted for day in found):
            moved = days.moved(found, first, there, lambda one: same(one, there), self.in_turn)
            self._shifted |= zip(found, moved, strict=True)
        return [self._shifted[day] for day in found]

    def read_some(self, first: date, last: date) -> bool:
        """Read a part of the days `first`..`last`; False: all of them are held."""
        missing = [day for day in days.span(first, last) if day not in self._days][:SLICE_DAYS]
        if missing:
            self._read_all(missing)
        return bool(missing)

    def entries(self, first: date, last: date) -> list[Entry]:
        """What lies on these days, and on which of them."""
        return days.entries(self.days(first, last))

    def take(self, first: date, last: date) -> list[Occurrence]:
        """What lies on these days."""
        return [event for _begins, _ends, event in self.entries(first, last)]

    def stock(self, first: date, last: date, way: int = 1) -> bool:
        """Read ahead: some more days of the pages on either side of `first`..`last`, beginning with the side of `way`.
        False: all of them are held."""
        begin, end = _beside(first, last)
        after = days.span(dates.ahead(last, 1), end) if last < date.max else []
        before = days.span(begin, dates.ahead(first, -1)) if first > date.min else []
        for side in (after, before[::-1])[::way]:
            if missing := [day for day in side if day not in self._days][:SLICE_DAYS]:
                self._read_all(sorted(missing))
                return True
        self._keep_beside(first, last)
        return False

    def _keep_beside(self, first: date, last: date) -> None:
        """Hold nothing that is farther from these days than the pages beside them."""
        begin, end = _beside(first, last)
        if len(self._days) > (end - begin).days + 1:
            self._days = {day: held for day, held in self._days.items() if begin <= day <= end}
            self._were = {}

    def _read_all(self, missing: list[date]) -> None:
        """Read and hold days that are in order, those in a row together."""
        begin = missing[0]
        for day, following in zip(missing, [*missing[1:], None], strict=True):
            if following is None or (following - day).days > 1:
                found = days.by_day(self._read(begin, day), begin, day, self.in_turn)
                self._days |= {one: self._as_held(one, held) for one, held in found.items()}
                self._counts |= {one: len(held.lane) + len(held.timed) for one, held in found.items()}
                begin = following or day

    def _as_held(self, day: date, found: Day) -> Day:
        """What was read of a day: what was held before, if it is that."""
        was = self._were.pop(day, None)
        return was if was is not None and was.holds(found) else found

    def _read(self, first: date, last: date) -> list[Occurrence]:
        self.reads += 1
        found = self._source.occurrences(first, last)
        if not self.show_declined:
            found = [event for event in found if event.own_partstat is not PartStat.DECLINED]
        return self.once(found)

    def once(self, events: list[Occurrence]) -> list[Occurrence]:
        """`events`, where the same one in several calendars is there once (A25)."""
        doubled = _in_several_calendars(events)
        if not doubled:
            return events
        from dainvo.ui.views.copies import folded  # few have such events

        return folded(events, doubled, self)

    def drop(self) -> None:
        """Hold nothing any more."""
        self._were |= self._days
        self._days, self._counts, self._shifted = {}, {}, {}

    def forget(self, changes: Changes) -> None:
        """Drop what `changes` made old."""
        if changes.collection_list or changes.account_list:
            self.reload_calendars()
        elif changes.events:
            self._were |= self._days
            self._days, self._counts = _untouched(self._days, changes), _untouched(self._counts, changes)

    # an event on its way

    def shift(self, event: Occurrence | None) -> None:
        """Show `event` at the time it has here; None: as the copy has it."""
        if event is not None and event.all_day:
            held = (entry[2] for day in self._days.values() for entry in day.begun())
            if timed := find(held, event):
                self.lengths[event.resource, event.recurrence_id] = self.length_of(timed)
        self.shifted = event
        self._shifted = {}

    def length_of(self, event: Occurrence) -> timedelta:
        """The length of a timed event, or what a whole day was before it was made one; else an hour."""
        if isinstance(event.start, datetime) and isinstance(event.end, datetime):
            return event.end.astimezone(UTC) - event.start.astimezone(UTC)
        return self.lengths.get((event.resource, event.recurrence_id), timedelta(hours=1))

    def settle(self, event: Occurrence) -> None:
        """What was asked for `event`, at the time it has here, was saved or was not: the copy tells. One that has
        been moved on since then stays there."""
        self.drop()
        if self.shifted is not None and self.shifted[:] == event[:]:
            self.shifted = None

    # without holding anything

    def count(self, first: date, last: date) -> tuple[dict[date, int], bool]:
        """How many events begin on each day, as far as that is known; reads at most some days more. The second: whether
        that was all."""
        wanted = days.span(first, last)
        missing = [day for day in wanted if day not in self._counts]
        if missing:
            self._read_all(missing[:SLICE_DAYS])
        return {day: self._counts.get(day, 0) for day in wanted}, len(missing) <= SLICE_DAYS

    def filled(self, first: date, last: date) -> dict[date, Fill]:
        """How full the days are on which something lies; holds nothing, and makes no occurrences."""
        return self._source.filled(first, last, declined=self.show_declined)

    def zone_of(self, event: Occurrence) -> ZoneInfo | None:
        """The time zone that `event` was written in; None without one of its own."""
        return self._source.zone_of(event.resource, event.recurrence_id)

    def on_day(self, day: date) -> list[Occurrence]:
        """What lies on one day, read for it alone: a year holds none of its events."""
        events = self._read(day, day)
        return sorted(events, key=lambda one: (isinstance(one.start, datetime), str(one.start), self.order(one)))


def _beside(first: date, last: date) -> tuple[date, date]:
    """How far the pages on either side of these days reach: some days of a week turn by the whole week."""
    length = max((last - first).days + 1, 7)
    return dates.ahead(first, -length), dates.ahead(last, length)


def _untouched(held: dict[date, _Held], changes: Changes) -> dict[date, _Held]:
    """Of what is held by day that which `changes` leave as it is; a day beside them may be theirs in another zone."""
    first = date.min if changes.first is None else dates.ahead(changes.first, -1)
    last = date.max if changes.last is None else dates.ahead(changes.last, 1)
    return {day: what for day, what in held.items() if not first <= day <= last}


def _in_several_calendars(events: list[Occurrence]) -> frozenset[Uid]:
    """The UIDs that more than one calendar has (A25)."""
    first: dict[Uid, CollectionId] = {}
    return frozenset(
        event.uid for event in events if first.setdefault(event.uid, event.collection) != event.collection and event.uid
    )


def announce(widget: QWidget, text: str, event: Occurrence | date | None = None) -> None:
    """Let a screen reader say `text`, if one listens; or that `event`, or a day of the year, which has that name, has
    the focus now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        from dainvo.ui.views import accessible

        if event is None or not accessible.focus(widget, event):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def placed(event: Occurrence, start: datetime | date, end: datetime | date) -> Occurrence:
    """`event` with other ends: a whole day if they are dates."""
    return event._replace(start=start, end=end, all_day=not isinstance(start, datetime))


def same(one: Occurrence, other: Occurrence) -> bool:
    """Whether both are the same occurrence, perhaps in two states."""
    return one.resource == other.resource and one.recurrence_id == other.recurrence_id


def find(events: Iterable[Occurrence], wanted: Occurrence | None) -> Occurrence | None:
    """The occurrence among `events` that is `wanted`, as it stands now; of a series moved whole, that at its time."""
    if wanted is None:
        return None
    listed = list(events)
    at_its_time = (one for one in listed if one.resource == wanted.resource and one.start == wanted.start)
    found = next((event for event in listed if same(event, wanted)), None) or next(at_its_time, None)
    return found or next((event for event in listed if event.also and _stands_for(event, wanted)), None)


def _stands_for(event: Occurrence, wanted: Occurrence) -> bool:
    """Whether `wanted` is one of the copies that `event` is drawn for."""
    copies = {copy.resource for copy in event.also}
    return wanted.resource in copies and (event.recurrence_id, event.start) == (wanted.recurrence_id, wanted.start)
