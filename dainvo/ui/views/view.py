"""What every view has in common: its interface to the window, and the shelf of occurrences it reads from.

Paints nothing and expands no rules: the shelf asks the copy for a range and keeps one page on each side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, SignalInstance
from PySide6.QtWidgets import QWidget

from dainvo.ical.occurrence import CollectionId, Occurrence, PartStat, RecurrenceId, ResourceId, Uid
from dainvo.ui import dates
from dainvo.ui.views.look import days_of

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.store.filled import Fill
    from dainvo.store.shown import Account, Collection

NO_COLOUR = "#5F6F84"
Entry = tuple[date, date, Occurrence]  # first and last day, both inclusive
STOCK_MS = 30  # the pages on either side are read once this one has been painted, and nobody pages on


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
        self._held: tuple[date, date] | None = None
        self._events: list[Entry] = []
        self.shifted: Occurrence | None = None  # an event where it was moved to, while that is not saved yet
        self.lengths: dict[tuple[ResourceId, RecurrenceId], timedelta] = {}  # of timed events that were made whole days
        self.reads = 0
        self.reload_calendars()

    def now(self) -> datetime:
        """This moment in the viewer's zone."""
        return self._now().astimezone(self._source.zone)

    @property
    def zone(self) -> ZoneInfo:
        return self._source.zone

    def reload_calendars(self) -> None:
        """Read accounts and calendars again; occurrences are read again when they are next wanted."""
        self.accounts = self._source.accounts()
        listed = self._source.collections()
        self.calendars = {calendar.id: calendar for calendar in listed}
        self._rank = {calendar.id: number for number, calendar in enumerate(listed)}
        self._held = None

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
        return self.rank(event.collection), event.summary, event.uid, event.recurrence_id

    def take(self, first: date, last: date) -> list[Occurrence]:
        """What lies on the days `first`..`last`, both inclusive."""
        return [event for _begins, _ends, event in self.entries(first, last)]

    def entries(self, first: date, last: date) -> list[Entry]:
        """The same with the days on which each lies."""
        if self._held is None or not (self._held[0] <= first and last <= self._held[1]):
            self._hold(first, last)
        found = [entry for entry in self._events if entry[0] <= last and entry[1] >= first]
        return found if self.shifted is None else self._with_shifted(found, self.shifted, first, last)

    def shift(self, event: Occurrence | None) -> None:
        """Show `event` at the time it has here; None: as the copy has it."""
        if event is not None and event.all_day and (timed := find((one[2] for one in self._events), event)):
            self.lengths[event.resource, event.recurrence_id] = self.length_of(timed)
        self.shifted = event

    def length_of(self, event: Occurrence) -> timedelta:
        """The length of a timed event, or what a whole day was before it was made one; else an hour."""
        if isinstance(event.start, datetime) and isinstance(event.end, datetime):
            return event.end.astimezone(UTC) - event.start.astimezone(UTC)
        return self.lengths.get((event.resource, event.recurrence_id), timedelta(hours=1))

    def settle(self, event: Occurrence) -> None:
        """What was asked for `event`, at the time it has here, was saved or was not: the copy tells. One that has
        been moved on since then stays there."""
        self._held = None
        if self.shifted is not None and self.shifted[:] == event[:]:
            self.shifted = None

    def _with_shifted(self, found: list[Entry], there: Occurrence, first: date, last: date) -> list[Entry]:
        begins, ends = days_of(there)
        kept = [entry for entry in found if not same(entry[2], there)]
        return [*kept, (begins, ends, there)] if begins <= last and ends >= first else kept

    def stock(self, first: date, last: date) -> None:
        """Hold the days `first`..`last` and a page of the same length on each side; reads only the days it lacks."""
        days = (last - first).days + 1
        self._hold(dates.ahead(first, -days), dates.ahead(last, days))

    def _hold(self, first: date, last: date) -> None:
        if self._held is None or last < self._held[0] or first > self._held[1]:
            self._events = self._read(first, last)
            self._held = (first, last)
            return
        begin, end = self._held
        if begin <= first and last <= end:
            return
        kept = [entry for entry in self._events if entry[0] <= last and entry[1] >= first]
        if last > end:  # what reaches over the border is held already
            kept += [entry for entry in self._read(end + timedelta(days=1), last) if entry[0] > end]
        if first < begin:
            kept += [entry for entry in self._read(first, begin - timedelta(days=1)) if entry[1] < begin]
        self._events = kept
        self._held = (first, last)

    def _read(self, first: date, last: date) -> list[Entry]:
        self.reads += 1
        found = [
            event
            for event in self._source.occurrences(first, last)
            if self.show_declined or event.own_partstat is not PartStat.DECLINED
        ]
        return [(*days_of(event), event) for event in self.once(found)]

    def once(self, events: list[Occurrence]) -> list[Occurrence]:
        """`events`, where the same one in several calendars is there once (A25)."""
        doubled = _in_several_calendars(events)
        if not doubled:
            return events
        from dainvo.ui.views.copies import folded  # few have such events

        return folded(events, doubled, self)

    def count(self, first: date, last: date) -> dict[date, int]:
        """How many events begin on each day; asks the copy only for days that are not held."""
        entries = self._events
        if self._held is None or not (self._held[0] <= first and last <= self._held[1]):
            entries = self._read(first, last)
        counts: dict[date, int] = {}
        for begins, _ends, _event in entries:
            if first <= begins <= last:
                counts[begins] = counts.get(begins, 0) + 1
        return counts

    def filled(self, first: date, last: date) -> dict[date, Fill]:
        """How full the days are on which something lies; holds nothing, and makes no occurrences."""
        return self._source.filled(first, last, declined=self.show_declined)

    def zone_of(self, event: Occurrence) -> ZoneInfo | None:
        """The time zone that `event` was written in; None without one of its own."""
        return self._source.zone_of(event.resource, event.recurrence_id)

    def on_day(self, day: date) -> list[Occurrence]:
        """What lies on one day, read for it alone: a year holds none of its events."""
        events = [event for _begins, _ends, event in self._read(day, day)]
        return sorted(events, key=lambda one: (isinstance(one.start, datetime), str(one.start), self.order(one)))

    def forget(self, changes: Changes) -> None:
        """Drop what `changes` made old."""
        if changes.collection_list or changes.account_list:
            self.reload_calendars()
        elif self._held is not None and changes.touches(*self._held):
            self._held = None


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
