"""Date, date-time, duration and period values of RFC 5545 §3.3, read and written.

Knows no zones by name: a TZID is resolved by whoever calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

from dainvo.ical.event import RecurrenceId
from dainvo.ical.lines import param
from dainvo.ical.zones import UTC as UTC_ZONE
from dainvo.ical.zones import UTC_NAMES

Moment = datetime | date
#: Gives the zone of a TZID, or None: the time is then floating.
Resolve = Callable[[str], tzinfo | None]

_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?\Z", re.ASCII | re.I
)
_LOCAL = re.compile(r"\d{8}T\d{6}\Z", re.ASCII)
_LOCAL_SHORT = re.compile(r"\d{8}T\d{4}\Z", re.ASCII)
_combine = datetime.combine
_DATE = re.compile(r"\d{8}\Z", re.ASCII)


def read_local(value: str) -> datetime:
    """A naive date-time of `20270310T090000` (a leap second becomes :59). Raises ValueError."""
    if not _LOCAL.match(value):
        if not _LOCAL_SHORT.match(value):
            raise ValueError(value)
        value += "00"
    if value.endswith("60"):
        value = value[:-2] + "59"
    return datetime.fromisoformat(value)


def read_date(value: str) -> date:
    """A date of `20270310`. Raises ValueError."""
    if not _DATE.match(value):
        raise ValueError(value)
    return date.fromisoformat(value)


def tzid_of(params: str) -> str:
    """TZID among the parameters of a line, as written, without quotes; empty if there is none."""
    if params.startswith("TZID=") and ";" not in params and '"' not in params and "^" not in params:
        return params[5:].strip()
    return param(params, "TZID").strip()


def read_moment(value: str, params: str, resolve: Resolve) -> Moment:
    """A DATE or DATE-TIME value, aware if it is UTC or `resolve` knows the TZID in `params`. Raises ValueError."""
    value = value.strip().upper()
    if len(value) == 8:
        return read_date(value)
    if value.endswith("Z"):
        return on_clock_of(UTC_ZONE, read_local(value[:-1]))
    local = read_local(value)
    if params:
        tzid = tzid_of(params)
        if tzid:
            return on_clock_of(resolve(tzid), local)
    return local


def read_duration(value: str) -> tuple[int, timedelta]:
    """(days on the wall clock, exact rest) of a DURATION (RFC 5545 §3.3.6), both signed. Raises ValueError."""
    found = _DURATION.match(value.strip())
    if not found or not any(found.groups()[1:]):
        raise ValueError(value)
    sign = -1 if found[1] == "-" else 1
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    rest = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if weeks * 7 + days > 400_000 or rest > timedelta(days=400_000):
        raise ValueError(value)
    return sign * (weeks * 7 + days), sign * rest


def write_duration(length: timedelta, *, exact: bool = False) -> str:
    """A duration as short as it can be said: `-PT15M`, `P1D`, `PT0S`; with `exact` in hours, as a day that has a clock
    change is longer or shorter."""
    seconds = int(length.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    days, seconds = (0, seconds) if exact else divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    clock = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number)
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return f"{sign}P{text or 'T0S'}"


def write_local(moment: Moment) -> str:
    """`20270310` or `20270310T090000`: the wall clock, whatever the zone."""
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None, microsecond=0).isoformat().replace("-", "").replace(":", "")
    return moment.isoformat().replace("-", "")


def write_utc(moment: datetime) -> str:
    """An aware date-time as `20270310T080000Z`."""
    return write_local(moment.astimezone(UTC)) + "Z"


def on_clock_of(zone: tzinfo | None, moment: datetime) -> datetime:
    """The same wall clock in `zone`: what `moment.replace(tzinfo=zone)` says, in a quarter of the time."""
    return _combine(moment, moment.time(), zone)


def wall(moment: Moment) -> datetime:
    """The wall clock of a moment as a naive date-time; midnight for a date."""
    if isinstance(moment, datetime):
        return on_clock_of(None, moment)
    return datetime(moment.year, moment.month, moment.day)


def is_utc(moment: Moment) -> bool:
    """Whether a moment is written with Z; a TZID such as Etc/UTC comes back from some servers with a Z added to it."""
    if not isinstance(moment, datetime):
        return False
    return moment.tzinfo is UTC_ZONE or getattr(moment.tzinfo, "key", "") in UTC_NAMES


def later(start: Moment, days: int, length: timedelta) -> Moment:
    """`days` after `start` on the wall clock and then `length` later in real time. Raises OverflowError."""
    if not isinstance(start, datetime):
        return start + timedelta(days=days)
    if days:
        start = start + timedelta(days=days)
    end = start + length
    if start.tzinfo is None or start.utcoffset() == end.utcoffset():
        return end
    return (start.astimezone(UTC_ZONE) + length).astimezone(start.tzinfo)


def between(start: Moment, end: Moment) -> timedelta:
    """Real time from `start` to `end`, both aware, both naive, or both dates."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        if start.tzinfo is not None and end.tzinfo is not None:
            if start.tzinfo is end.tzinfo and start.utcoffset() == end.utcoffset():
                return end - start
            return end.astimezone(UTC_ZONE) - start.astimezone(UTC_ZONE)
        return end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return wall(end) - wall(start)


def into_zone(moment: Moment, zone: tzinfo | None) -> Moment:
    """The same instant on the wall clock of `zone`; floating times and dates stay, aware ones lose their zone if
    `zone` is None."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        try:
            return moment.astimezone(zone) if zone is not None else moment.replace(tzinfo=None)
        except OverflowError:  # at the first or last day datetime knows
            return moment.replace(tzinfo=zone)
    return moment


def as_recurrence(moment: Moment, like: Moment) -> datetime:
    """`moment` (a RECURRENCE-ID, RDATE or EXDATE) as the wall clock of a series that begins at `like`.

    A date in a timed series means the series' time on that day.
    """
    if not isinstance(like, datetime):
        return datetime(moment.year, moment.month, moment.day)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, like.time())
    return wall(into_zone(moment, like.tzinfo) if like.tzinfo is not None else moment)


def recurrence_id(clock: datetime, like: Moment, *, zulu: bool) -> RecurrenceId:
    """The text form of an occurrence's RECURRENCE-ID in a series that begins at `like` (`zulu`: written in UTC)."""
    text = clock.isoformat().replace("-", "").replace(":", "")
    if not isinstance(like, datetime):
        return RecurrenceId(text[:8])
    return RecurrenceId(text + "Z" if zulu else text)


def read_recurrence_id(text: str) -> datetime:
    """The wall clock a text form of RECURRENCE-ID means. Raises ValueError."""
    if len(text) == 8:
        return wall(read_date(text))
    return read_local(text.removesuffix("Z"))
