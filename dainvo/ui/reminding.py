"""Tells on the desktop, at its time, what an event reminds of (R01): title, time and place.

Changes nothing. What fell due while Dainvo did not run is not told; what did while the computer slept is, once, unless
the event is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer

from dainvo.errors import DainvoError
from dainvo.ical.occurrence import PartStat, RecurrenceId, ResourceId, Status
from dainvo.store.reader import Reader
from dainvo.ui import dates, toasts
from dainvo.ui.desktop_notice import Desktop
from dainvo.ui.views import names

if TYPE_CHECKING:
    from dainvo.engine.changes import Changes
    from dainvo.ical.event import Alarm
    from dainvo.ical.occurrence import Occurrence

#: Reminders of events that are further away are looked up when their day comes nearer.
AHEAD: Final = timedelta(days=15)
#: Until what changed is read: what goes on at the moment comes first.
_PAUSE_MS: Final = 2_000
#: Looked at so often at least: a timer does not go on while the computer sleeps.
_LONGEST_MS: Final = 60_000
_AT_ONCE: Final = 4
#: Told also of an event that is over, if it is no older than this.
_GRACE: Final = timedelta(minutes=5)
_END: Final = object()  # of what is read piece by piece


class Due(NamedTuple):
    at: datetime
    event: Occurrence


class Reminding(QObject):
    """Watches the reminders of all calendars, also of those that are not shown."""

    def __init__(self, desktop: Desktop, reader: Reader, now: Callable[[], datetime]) -> None:
        super().__init__(desktop.window)
        self._desktop, self._reader, self._now = desktop, reader, now
        self._told_to = now()
        self._day: date | None = None  # on which it was read last
        self.coming: list[Due] = []
        self._alarms: dict[tuple[ResourceId, RecurrenceId], tuple[Alarm, ...]] = {}
        self._pieces: Iterator[None] | None = None
        self._reading = QTimer(self, singleShot=True)
        self._reading.timeout.connect(self._read_on)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.look)
        desktop.bridge.changed.connect(self._on_changes)
        self._begin(_PAUSE_MS)

    def look(self) -> None:
        """Tell what is due by now."""
        now = self._now()
        if now.astimezone(self._reader.zone).date() != self._day:
            self._begin(0)
        due = [one for one in self.coming if one.at <= now]
        self.coming = self.coming[len(due) :]
        for one in due:
            fresh = now - one.at <= _GRACE or _end(one.event, self._reader.zone) > now
            if one.at > self._told_to and fresh and self._desktop.wanted():
                self._tell(one.event, now)
        self._told_to = max(self._told_to, now)
        self._wait()

    def _wait(self) -> None:
        if self.coming:
            left = (self.coming[0].at - self._now()).total_seconds() * 1000
            self._timer.start(max(0, min(_LONGEST_MS, int(left) + 1)))
        else:
            self._timer.start(_LONGEST_MS)

    def _on_changes(self, changes: Changes) -> None:
        if not changes.events and not changes.collection_list:
            return
        if changes.resources:
            self._alarms = {key: kept for key, kept in self._alarms.items() if key[0] not in changes.resources}
        else:
            self._alarms = {}
        self._begin(_PAUSE_MS)

    def _begin(self, pause_ms: int) -> None:
        self._pieces = None
        self._reading.start(pause_ms)

    def _read_on(self) -> None:
        """A few events more: the window goes on between them."""
        self._pieces = self._pieces or self._read()
        if next(self._pieces, _END) is _END:
            self._pieces = None
        else:
            self._reading.start(0)

    def _read(self) -> Iterator[None]:
        zone = self._reader.zone
        today = self._now().astimezone(zone).date()
        self._day = today
        coming: list[Due] = []
        seen: dict[tuple[ResourceId, RecurrenceId], tuple[Alarm, ...]] = {}
        for number in range(-1, AHEAD.days + 1):
            day = dates.ahead(today, number)
            found = self._reader.occurrences(day, day, include_hidden=True)
            there = (one for one in found if one.has_alarm and (one.resource, one.recurrence_id) not in seen)
            for place, event in enumerate(there):
                if event.status is Status.CANCELLED or event.own_partstat is PartStat.DECLINED:
                    continue
                seen[event.resource, event.recurrence_id] = alarms = self._alarms_of(event)
                coming += [Due(at, event) for alarm in alarms if (at := _due(alarm, event, zone)) > self._told_to]
                if place % _AT_ONCE == _AT_ONCE - 1:
                    yield
            yield
        self._alarms = seen
        # The same event in several calendars is one (A25).
        single = {(due.event.uid, due.event.recurrence_id, due.at): due for due in coming}
        self.coming = sorted(single.values(), key=lambda due: due.at)
        self.look()

    def _alarms_of(self, event: Occurrence) -> tuple[Alarm, ...]:
        kept = self._alarms.get((event.resource, event.recurrence_id))
        if kept is not None:
            return kept
        try:
            return self._reader.event(event.resource, event.recurrence_id).draft.alarms
        except DainvoError:
            return ()  # deleted meanwhile, or it cannot be read

    def _tell(self, event: Occurrence, now: datetime) -> None:
        from dainvo.ui import lock

        window = self._desktop.window
        watched = lock.of(window)
        locked = watched is not None and watched.locked
        title, text = event.summary.strip() or self.tr("(no title)"), _when(event, now)
        if locked:
            title = self.tr("An event")  # what it is stays behind the passphrase
        elif place := names.place(event):  # "Zoom", never the link with its passcode: a desktop keeps what it showed
            text = f"{text} · {place}"
        said = f"{title} · {text}"
        self._desktop.tell(title, text, lambda: toasts.say(window, said))
        if event.join_url and not locked and window.isActiveWindow():
            toasts.say(window, said, toasts.Action(self.tr("Join"), partial(self._join, event.join_url)))

    def _join(self, link: str) -> None:
        from dainvo.ui import join

        join.join(link, self._desktop.window)


def _when(event: Occurrence, now: datetime) -> str:
    """The times, with the day if it is another."""
    start, end = event.start, event.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return dates.day_with_weekday(start)
    times = dates.time_range(start, end)
    return (
        times if start.date() == now.astimezone(start.tzinfo).date() else f"{dates.day_with_weekday(start)} · {times}"
    )


def _due(alarm: Alarm, event: Occurrence, zone: tzinfo) -> datetime:
    """When the alarm falls due; of a whole day from its midnight on. Elapsed time, whatever the clocks do."""
    point = _moment(event.end if alarm.from_end else event.start, zone)
    return (point.astimezone(UTC) + alarm.offset).astimezone(zone)


def _end(event: Occurrence, zone: tzinfo) -> datetime:
    return _moment(event.end, zone)


def _moment(point: datetime | date, zone: tzinfo) -> datetime:
    return point if isinstance(point, datetime) else datetime.combine(point, time(0), zone)
