"""Whether a series can be one recurring meeting with the very same dates, and what its meeting would be.

Pure: sends nothing and reads no clock. What is sent to a meeting that exists is decided in `dates`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dainvo.ical import recurrence as calendar
from dainvo.ical import rules
from dainvo.ical.event import RecurrenceId, TimeRange
from dainvo.ical.index import Index, IndexRow
from dainvo.ical.recurrence import Span
from dainvo.ical.values import Moment, wall
from dainvo.zoom.answers import MeetingType
from dainvo.zoom.mapping import LONGEST, ZONES, Wanted, stand_ins, utc_text
from dainvo.zoom.recurrence import (
    FEWEST_DATES,
    MOST_DATES,
    NotExactError,
    Reason,
    laid_out,
    period,
    shifted,
    translate,
)

MOST_EXCEPTIONS = 10
_MONDAY, _SUNDAY = 0, 6
_FAR = datetime(9000, 1, 1, tzinfo=UTC)
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """When an occurrence is: `start` in UTC, and its length in minutes, rounded up."""

    start: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a series still to come.

    `by_rule` is when the rule has it; None for what is in no place of the rule to come. `wanted` is when the calendar
    has it; None if it is cancelled. `exception`: EXDATE or override.
    """

    recurrence_id: RecurrenceId
    by_rule: Slot | None
    wanted: Slot | None
    exception: bool = False


@dataclass(frozen=True, slots=True)
class Exact:
    """A series that Zoom can hold, as one meeting of type 8 and calls for single dates after it.

    `start` is the first date to come, in UTC; `start_time` and `timezone` are its form for the request. `places` are
    all dates to come, in order, exceptions included: what Zoom has to show in the end.
    """

    recurrence: Mapping[str, object]
    start: datetime
    start_time: str
    timezone: str
    duration_min: int
    places: tuple[Place, ...]

    @property
    def cancelled(self) -> tuple[datetime, ...]:
        """Dates of the rule that the calendar leaves out, in UTC."""
        return tuple(place.by_rule.start for place in self.places if place.by_rule and place.wanted is None)

    @property
    def moved(self) -> tuple[Place, ...]:
        """Dates with another start or length than the rule's."""
        return tuple(place for place in self.places if place.wanted and place.wanted != place.by_rule)


@dataclass(frozen=True, slots=True)
class NoFixedTime:
    """A series whose meeting is of type 3, and why."""

    reason: Reason


SeriesPlan: TypeAlias = Exact | NoFixedTime


def plan(index: Index, now: datetime, zone: ZoneInfo) -> SeriesPlan:
    """The meeting that the series `index` can have: type 8 only if Zoom can hold it exactly. Never raises.

    Only dates after `now` (aware) count. `zone`: the computer's, for floating times (M69). The meeting made is still
    held against the calendar (`dates.next_step`): Zoom decides what it makes of the rule.
    """
    try:
        return _exact(index, now, zone)
    except NotExactError as problem:
        return NoFixedTime(problem.reason)
    except (OverflowError, ValueError):  # at the ends of the years that datetime knows
        return NoFixedTime(Reason.ODD_RULE)


def places(index: Index, now: datetime, zone: ZoneInfo) -> tuple[Place, ...] | None:
    """The dates to come of a series that may be less than exact by now; None if they are endless, more than 50 or of
    a rule that Zoom does not know."""
    try:
        return _places(index, *_rule(index), now, zone)
    except (NotExactError, OverflowError, ValueError):
        return None


def to_come(index: Index, now: datetime, zone: ZoneInfo) -> bool:
    """Whether any date of the series `index` is not over at `now`; if that is hard to tell, yes. Never raises."""
    master = index.rows[0]
    if not all("COUNT=" in line.upper() or "UNTIL=" in line.upper() for line in master.rrule):
        return True
    rest = TimeRange(now, _FAR)
    return calendar.is_too_complex(index, rest) or bool(calendar.occurrences(index, rest, zone))


def timed(want: Wanted, exact: Exact) -> Wanted:
    """The meeting `want` (a series', with its topic and agenda) with the dates of `exact`."""
    return replace(
        want,
        type=MeetingType.SERIES,
        start=exact.start,
        start_time=exact.start_time,
        timezone=exact.timezone,
        duration_min=exact.duration_min,
        recurrence=exact.recurrence,
    )


def _exact(index: Index, now: datetime, zone: ZoneInfo) -> Exact:
    master, recurrence = _rule(index)
    if master.rdate:
        raise NotExactError(Reason.EXTRA_DATES)
    if any(row.this_and_future for row in index.rows):
        raise NotExactError(Reason.THIS_AND_FUTURE)
    found = _places(index, master, recurrence, now, zone)
    by_rule = [place.by_rule for place in found if place.by_rule is not None]
    if len(by_rule) < FEWEST_DATES or not any(place.wanted for place in found):
        raise NotExactError(Reason.TOO_FEW)
    _check_exceptions(index, found)
    lengths = {slot.minutes for slot in by_rule}
    if len(lengths) > 1:
        raise NotExactError(Reason.LENGTHS)
    starts = [slot.start for slot in by_rule]
    whole = dict(recurrence, end_times=len(starts))
    own = master.dtstart.tzinfo if isinstance(master.dtstart, datetime) else None
    form = _form(starts, own or zone, whole)
    return Exact(form[2], starts[0], form[0], form[1], lengths.pop(), found)


def _rule(index: Index) -> tuple[IndexRow, dict[str, object]]:
    """The master and what Zoom calls its rule, without its end."""
    master = index.master
    if master is None or not (master.rrule or master.rdate):
        raise NotExactError(Reason.NO_SERIES)
    if not isinstance(master.dtstart, datetime):
        raise NotExactError(Reason.ALL_DAY)
    if not master.rrule:
        raise NotExactError(Reason.EXTRA_DATES)
    try:
        (line,) = master.rrule
        rule = rules.parse(line.partition(":")[2])
    except ValueError:
        raise NotExactError(Reason.ODD_RULE) from None
    return master, translate(rule, wall(master.dtstart))


def _places(
    index: Index, master: IndexRow, recurrence: Mapping[str, object], now: datetime, zone: ZoneInfo
) -> tuple[Place, ...]:
    # Far enough for one date more than Zoom holds: if there are no more by then, there are none at all.
    horizon = max(now, _instant(master.dtstart, zone)) + period(recurrence) * (MOST_DATES + 2)
    bare = Index(index.uid, (master._replace(exdate=(), rdate=()),))
    reach = TimeRange(now, min(horizon, _FAR))
    if calendar.is_too_complex(bare, reach):
        raise NotExactError(Reason.ODD_RULE)
    by_rule = _slots(calendar.occurrences(bare, reach, zone), now, zone)
    if len(by_rule) > MOST_DATES:
        raise NotExactError(Reason.TOO_MANY)
    wanted = _slots(calendar.occurrences(index, TimeRange(now, _FAR), zone), now, zone)
    overridden = {row.recurrence_id for row in index.rows}
    found = [
        Place(name, slot, wanted.get(name), name in overridden or name not in wanted) for name, slot in by_rule.items()
    ]
    found += [Place(name, None, slot, True) for name, slot in wanted.items() if name not in by_rule]
    return tuple(sorted(found, key=_begin))


def _begin(place: Place) -> datetime:
    slot = place.by_rule or place.wanted
    return slot.start if slot is not None else _FAR


def _slots(spans: list[Span], now: datetime, zone: ZoneInfo) -> dict[RecurrenceId, Slot]:
    """The spans that begin after `now`."""
    found = {}
    for one in spans:
        start, end = _instant(one.start, zone), _instant(one.end, zone)
        if start > now:
            found[one.recurrence_id] = Slot(start, max(1, -((start - end) // timedelta(minutes=1))))
    return found


def _instant(moment: Moment, zone: tzinfo) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _check_exceptions(index: Index, found: tuple[Place, ...]) -> None:
    """Raises NotExactError for what cannot be said by calls for single dates."""
    if sum(place.exception for place in found) > MOST_EXCEPTIONS:
        raise NotExactError(Reason.EXCEPTIONS)
    rows = {row.recurrence_id: row for row in index.rows}
    for place in found:
        row = rows.get(place.recurrence_id, index.rows[0])
        if place.wanted is not None and not isinstance(row.dtstart, datetime):
            raise NotExactError(Reason.ALL_DAY)
        if place.by_rule is None:
            in_rule = calendar.holds(Index(index.uid, (index.rows[0]._replace(exdate=()),)), place.recurrence_id)
            raise NotExactError(Reason.MOVED_FROM_PAST if in_rule else Reason.EXTRA_DATES)
        longest = max(slot.minutes for slot in (place.by_rule, place.wanted) if slot is not None)
        if timedelta(minutes=longest) > LONGEST:
            raise NotExactError(Reason.TOO_LONG)


def _form(
    starts: list[datetime], own: tzinfo, recurrence: Mapping[str, object]
) -> tuple[str, str, Mapping[str, object]]:
    """(start_time, timezone, recurrence) that say `starts` in a listed zone, else in UTC."""
    if len({start.astimezone(own).time() for start in starts}) > 1:
        raise NotExactError(Reason.CLOCK_CHANGE)
    name = _listed_zone(starts, own)
    zone = ZoneInfo(name) if name else _UTC
    local = starts[0].astimezone(zone)
    if name and zone != _UTC and not any(_comes_twice(start.astimezone(zone)) for start in starts):
        form: tuple[str, str, Mapping[str, object]] = f"{local:%Y-%m-%dT%H:%M:%S}", name, recurrence
    elif len({start.astimezone(own).utcoffset() for start in starts}) == 1:
        zone, local = _UTC, starts[0].astimezone(_UTC)
        days = (local.date() - starts[0].astimezone(own).date()).days
        form = utc_text(starts[0]), "UTC", shifted(recurrence, days)
    else:
        raise NotExactError(Reason.CLOCK_CHANGE if name else Reason.ZONE)
    if any(laid_out(form[2], local, week_start) != starts for week_start in (_MONDAY, _SUNDAY)):
        raise NotExactError(Reason.WEEK_START if "weekly_days" in recurrence else Reason.ODD_RULE)
    return form


def _listed_zone(starts: list[datetime], own: tzinfo) -> str:
    """The listed id that has the offset of `own` at every one of `starts`; empty if there is none."""
    key = own.key if isinstance(own, ZoneInfo) else ""
    if key in ZONES:
        return key
    offsets = [start.astimezone(own).utcoffset() for start in starts]
    for name in stand_ins(key):
        try:
            zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        if [start.astimezone(zone).utcoffset() for start in starts] == offsets:
            return name
    return ""


def _comes_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
