"""The recurrence set of a resource, guarded against hostile rules.

Reads no calendar text beyond the rule lines of the index, and writes none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dainvo.ical import rules
from dainvo.ical.event import NO_RECURRENCE, RecurrenceId, Status, TimeRange
from dainvo.ical.index import Index, IndexRow
from dainvo.ical.lines import cut
from dainvo.ical.rules import Budget, RuleParts, TooComplexError
from dainvo.ical.values import (
    Moment,
    as_recurrence,
    between,
    is_utc,
    later,
    on_clock_of,
    read_date,
    read_duration,
    read_local,
    read_moment,
    read_recurrence_id,
    recurrence_id,
    wall,
)
from dainvo.ical.zones import UTC, by_name

#: More occurrences of one resource than this are not listed.
MAX_PER_RESOURCE = 5000


class Span(NamedTuple):
    """One occurrence: `row` is the place in `Index.rows` of the VEVENT that describes it.

    `start`/`end` have the type of the row's: aware in the event's own zone, naive (floating), or dates (`end`
    exclusive). `recurrence_id` is empty if the resource does not recur.
    """

    recurrence_id: RecurrenceId
    row: int
    start: datetime | date
    end: datetime | date


#: RDATE and EXDATE values of one resource.
_MOST_DATES = 20_000
_DAY = timedelta(days=1)
#: A step ahead in search of the next place; each is longer than the one before.
_DAYS_AHEAD = timedelta(days=62)
_ZERO = timedelta(0)
_NEVER, _FOREVER = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)


def occurrences(index: Index, span: TimeRange, zone: ZoneInfo) -> list[Span]:
    """Every occurrence that overlaps the half-open `span`, in order of start.

    Floating and all-day times are read in the viewer's `zone`. A VEVENT with RECURRENCE-ID stands in for the occurrence
    it names (RFC 5545 §3.8.4.4); cancelled ones are left out; a cancelled master is listed. Ends are computed in real
    time across clock changes. A rule beyond the budget (200,000 steps, 5,000 occurrences) or unreadable gives the
    first occurrence only. Never raises.
    """
    master = index.master
    if master is not None and len(index.rows) == 1 and not master.rrule and not master.rdate:
        alone = Span(NO_RECURRENCE, 0, master.dtstart, master.dtend)
        return [alone] if _overlaps(alone.start, alone.end, span, zone) else []
    found = [
        Span(row.recurrence_id, place, row.dtstart, row.dtend)
        for place, row in enumerate(index.rows)
        if row.recurrence_id and row.status is not Status.CANCELLED and _overlaps(row.dtstart, row.dtend, span, zone)
    ]
    if master is not None:
        series = _Series(index, master)
        try:
            found += series.spans(span, zone)
        except (ValueError, OverflowError, TooComplexError):
            found += series.first_only(span, zone)
    if len(index.rows) > 1 or master is None or master.rdate or len(master.rrule) > 1:
        found.sort(key=lambda one: _instant(one.start, zone))
    return found


def is_too_complex(index: Index, span: TimeRange) -> bool:
    """Whether `occurrences` shows the first occurrence only, because the rule cannot be read or is too expensive."""
    master = index.master
    if master is None or not (master.rrule or master.rdate):
        return False
    try:
        _Series(index, master).spans(span, UTC)
    except (ValueError, OverflowError, TooComplexError):
        return True
    return False


def occurrence(index: Index, instead_of: RecurrenceId) -> Span | None:
    """The occurrence with this RECURRENCE-ID; None if the series has none or it is cancelled.

    An empty id means the event itself: the first row.
    """
    if not instead_of:
        row = index.rows[0]
        return Span(row.recurrence_id, 0, row.dtstart, row.dtend)
    for place, row in enumerate(index.rows):
        if row.recurrence_id == instead_of:
            cancelled = row.status is Status.CANCELLED
            return None if cancelled else Span(instead_of, place, row.dtstart, row.dtend)
    master = index.master
    if master is None:
        return None
    series = _Series(index, master)
    try:
        clock = read_recurrence_id(instead_of)
        near = series.around(clock)
    except (ValueError, OverflowError, TooComplexError):
        near = [series.at(wall(master.dtstart))]
    return next((one for one in near if one.recurrence_id == instead_of), None)


def holds(index: Index, instead_of: RecurrenceId) -> bool:
    """Whether the recurrence set of the master has this place, overridden or not; True if nobody can tell."""
    master = index.master
    if master is None:
        return True
    series = _Series(index, master)
    try:
        return any(one.recurrence_id == instead_of for one in series.around(read_recurrence_id(instead_of)))
    except (ValueError, OverflowError, TooComplexError):
        return True


def places(index: Index, since: datetime) -> Iterator[datetime]:
    """Places of the recurrence set of the master from `since` on, on its wall clock, overridden or not; they end where
    nobody can tell the next."""
    if index.master is None:
        return
    series, step = _Series(index, index.master), _DAYS_AHEAD
    try:
        while since < _FOREVER:
            until = _moved(since, step)
            yield from series.clocks(since, until)
            since, step = until, step * 4
    except (ValueError, OverflowError, TooComplexError):
        return


class _Series:
    """The recurrence set of one master, on the wall clock of its DTSTART."""

    def __init__(self, index: Index, master: IndexRow) -> None:
        self.master = master
        self.zulu = is_utc(master.dtstart) and not master.zone
        self.overridden = {row.recurrence_id for row in index.rows if row.recurrence_id}
        self.periods: dict[datetime, tuple[int, timedelta]] = {}
        shifted = [
            (read_recurrence_id(row.recurrence_id), place, row)
            for place, row in enumerate(index.rows)
            if row.this_and_future and row.recurrence_id
        ]
        self.shifted = sorted(shifted, key=lambda one: one[0])

    def spans(self, span: TimeRange, zone: tzinfo) -> list[Span]:
        """Occurrences that overlap `span`, without overrides. Raises ValueError, OverflowError, TooComplexError."""
        start = self.master.dtstart
        own = (start.tzinfo if isinstance(start, datetime) else None) or zone
        low, high = wall(span.start.astimezone(own)), wall(span.end.astimezone(own))
        sure_low, sure_high = low + _DAY, high - _DAY
        reach = self._reach()
        clocks = self.clocks(_moved(low, -reach - _DAY), _moved(high, reach + _DAY))
        found = []
        for clock in clocks:
            one = self.at(clock)
            if one.recurrence_id in self.overridden or self._is_cancelled(one):
                continue
            if (sure_low < clock < sure_high and not self.shifted) or _overlaps(one.start, one.end, span, zone):
                found.append(one)
        return found

    def around(self, clock: datetime) -> list[Span]:
        """Occurrences whose own place in the series is near `clock`."""
        return [self.at(one) for one in self.clocks(clock - _DAY, clock + _DAY)]

    def first_only(self, span: TimeRange, zone: tzinfo) -> list[Span]:
        one = self.at(wall(self.master.dtstart))
        shown = one.recurrence_id not in self.overridden and _overlaps(one.start, one.end, span, zone)
        return [one] if shown else []

    def at(self, clock: datetime) -> Span:
        """The occurrence at a place of the recurrence set."""
        row, place, begin = self.master, 0, clock
        if self.shifted:
            since = bisect_right(self.shifted, clock, key=lambda one: one[0])
            if since:
                named, place, row = self.shifted[since - 1]
                begin = clock + (wall(row.dtstart) - named)
        start: Moment
        if isinstance(row.dtstart, datetime):
            start = on_clock_of(row.dtstart.tzinfo, begin)
        else:
            start = begin.date()
        days, length = (row.days, row.length) if not self.periods else self.periods.get(clock, (row.days, row.length))
        name = recurrence_id(clock, self.master.dtstart, zulu=self.zulu)
        return Span(name, place, start, later(start, days, length))

    def clocks(self, first: datetime, last: datetime) -> list[datetime]:
        """Places of the recurrence set from `first` (inside) to `last` (outside), EXDATEs taken out."""
        master, budget = self.master, Budget()
        start = wall(master.dtstart)
        found: set[datetime] = set()
        in_order: list[datetime] = []
        for line in master.rrule:
            rule = rules.parse(line.partition(":")[2])
            until = until_clock(rule, master.dtstart)
            in_order = list(_capped(rules.expand(rule, start, until, first, last, budget)))
            found.update(in_order)
        if not master.rrule and first <= start < last:
            found.add(start)
        if master.rdate:
            found.update(clock for clock in self._rdates() if first <= clock < last)
        if len(master.rrule) != 1 or master.rdate:
            in_order = sorted(found)
        if master.exdate:
            out, days_out = self._exdates()
            in_order = [clock for clock in in_order if clock not in out and clock.date() not in days_out]
        return in_order

    def _is_cancelled(self, one: Span) -> bool:
        return one.row > 0 and any(row.status is Status.CANCELLED for _, place, row in self.shifted if place == one.row)

    def _reach(self) -> timedelta:
        """How far the end of an occurrence may be from its place in the series."""
        if self.master.rdate:
            self._rdates()
        reach = timedelta(days=self.master.days) + self.master.length
        for named, _, row in self.shifted:
            reach = max(reach, abs(wall(row.dtstart) - named) + timedelta(days=row.days) + row.length)
        return max((reach, *(timedelta(days=days) + length for days, length in self.periods.values())))

    def _rdates(self) -> Iterator[datetime]:
        """Clocks of the RDATEs; lengths of PERIODs go to `periods`."""
        like = self.master.dtstart
        clocks = []
        for params, value in _listed(self.master.rdate):
            begin, slash, end = value.partition("/")
            try:
                moment = self._moment(begin, params)
                clock = as_recurrence(moment, like)
                if slash and isinstance(like, datetime):
                    self.periods[clock] = self._period(moment, end, params)
                clocks.append(clock)
            except (ValueError, OverflowError):
                continue
        return iter(clocks)

    def _period(self, start: Moment, end: str, params: str) -> tuple[int, timedelta]:
        """The second half of a PERIOD (RFC 5545 §3.3.9)."""
        if end[:1] in "Pp+":
            days, length = read_duration(end)
        else:
            days, length = 0, between(start, self._moment(end, params))
        if days < 0 or length < _ZERO:
            raise ValueError(end)
        return days, length

    def _exdates(self) -> tuple[set[datetime], set[date]]:
        """(clocks, whole days) the series leaves out."""
        like = self.master.dtstart
        clocks: set[datetime] = set()
        days: set[date] = set()
        for params, value in _listed(self.master.exdate):
            try:
                moment = self._moment(value, params)
            except ValueError:
                continue
            if isinstance(moment, datetime) or not isinstance(like, datetime):
                clocks.add(as_recurrence(moment, like))
            else:
                days.add(moment)
        return clocks, days

    def _moment(self, value: str, params: str) -> Moment:
        return read_moment(value, params, self._zone) if params else read_moment(value, "", by_name)

    def _zone(self, tzid: str) -> tzinfo | None:
        """A TZID as the master's own says it: its VTIMEZONE is not at hand here."""
        like = self.master.dtstart
        own = like.tzinfo if isinstance(like, datetime) else None
        return own if tzid == self.master.zone else by_name(tzid) or own


def _capped(clocks: Iterator[datetime]) -> Iterator[datetime]:
    for number, clock in enumerate(clocks):
        if number >= MAX_PER_RESOURCE:
            raise TooComplexError
        yield clock


def _listed(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(parameters, one value) of RDATE and EXDATE lines."""
    left = _MOST_DATES
    for line in lines:
        _, params, values = cut(line)
        for value in values.split(",", left + 1):
            left -= 1
            if left < 0:
                raise TooComplexError
            yield params, value.strip()


def until_clock(rule: RuleParts, start: Moment) -> datetime | None:
    """UNTIL on the wall clock of the series. A bare date in a timed series means that whole day."""
    text = rule.until
    if not text:
        return None
    if len(text) == 8:
        day = read_date(text)
        return datetime.combine(day, time(23, 59, 59) if isinstance(start, datetime) else time())
    moment = read_local(text.removesuffix("Z"))
    if not isinstance(start, datetime):
        return datetime.combine(moment.date(), time())
    if text.endswith("Z") and start.tzinfo is not None:
        return wall(moment.replace(tzinfo=UTC).astimezone(start.tzinfo))
    return moment


def _moved(clock: datetime, by: timedelta) -> datetime:
    try:
        return clock + by
    except OverflowError:
        return _NEVER if by < _ZERO else _FOREVER


def _instant(moment: Moment, zone: tzinfo) -> datetime:
    """The instant of a start or end for a viewer in `zone`."""
    if isinstance(moment, datetime):
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    return datetime(moment.year, moment.month, moment.day, tzinfo=zone)


def _overlaps(start: Moment, end: Moment, span: TimeRange, zone: tzinfo) -> bool:
    """Whether start … end touches the half-open span; without length it must begin inside."""
    begin = _instant(start, zone)
    return begin < span.end and (_instant(end, zone) > span.start or begin >= span.start)
