"""Writes the VTIMEZONE of a zone that zoneinfo knows.

Reads none: see `zones`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dainvo.ical import rules
from dainvo.ical.lines import content_line

_ZERO = timedelta(0)
#: Years looked at to tell whether clock changes follow a rule.
_YEARS = 25


@dataclass(frozen=True, slots=True)
class _Change:
    """A clock change of a ZoneInfo: the naive UTC instant, offsets on both sides, name and kind of what begins."""

    instant: datetime
    source: timedelta
    target: timedelta
    name: str
    daylight: bool

    @property
    def onset(self) -> datetime:
        return self.instant + self.source

    @property
    def shape(self) -> tuple[object, ...]:
        """What stays the same from year to year if the change follows a rule."""
        onset = self.onset
        return (self.source, self.target, self.name, self.daylight, onset.month, onset.weekday(), onset.time())

    @property
    def ordinals(self) -> frozenset[int]:
        """Which weekday of its month it is: the nth, and -1 if it is the last."""
        onset = self.onset
        last = onset.day + 7 > len(rules.month_days(onset.year, onset.month))
        nth = (onset.day - 1) // 7 + 1
        return frozenset((nth, -1)) if last else frozenset((nth,))


def vtimezone(zone: ZoneInfo, first: datetime) -> str:
    """A VTIMEZONE component (RFC 5545 §3.6.5) with CRLF line ends that is right from the year of `first` on."""
    return _vtimezone(zone, min(max(first.year, 1900), 2200))


@lru_cache(maxsize=256)
def _vtimezone(zone: ZoneInfo, year: int) -> str:
    begin = datetime(year - 1, 1, 1)
    changes = _changes(zone, begin, year + _YEARS)
    blocks = []
    if not changes or changes[0].onset.year >= year:
        at_begin = begin.replace(tzinfo=UTC).astimezone(zone)
        offset = at_begin.utcoffset() or _ZERO
        change = _Change(begin - offset, offset, offset, at_begin.tzname() or "", bool(at_begin.dst()))
        blocks.append(_observance(change))
    regular = _regular(changes, year + _YEARS)
    since, ordinals = regular if regular is not None else (year + _YEARS + 1, {})
    single: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        if change.onset.year < since:
            single.setdefault((change.source, change.target, change.name), []).append(change)
        elif change.onset.year == since:
            blocks.append(_observance(change, ordinal=ordinals[change.shape]))
    blocks += [_observance(same[0], same[1:]) for same in single.values()]
    return "".join(("BEGIN:VTIMEZONE\r\n", content_line("TZID", zone.key), *blocks, "END:VTIMEZONE\r\n"))


def _changes(zone: ZoneInfo, begin: datetime, last_year: int) -> list[_Change]:
    """Clock changes from `begin` to the end of `last_year`, found by looking at every week."""

    def state(instant: datetime) -> tuple[timedelta, str]:
        local = instant.replace(tzinfo=UTC).astimezone(zone)
        return local.utcoffset() or _ZERO, local.tzname() or ""

    found = []
    low, end, week = begin, datetime(last_year + 1, 1, 1), timedelta(days=7)
    while low < end:
        high = min(low + week, end)
        if state(low) != state(high):
            instant = _first_after(low, high, state)
            after = instant.replace(tzinfo=UTC).astimezone(zone)
            found.append(_Change(instant, state(low)[0], *state(instant), daylight=bool(after.dst())))
        low = high
    return found


def _first_after(low: datetime, high: datetime, state: Callable[[datetime], tuple[timedelta, str]]) -> datetime:
    """The second in (low, high] from which `state` differs from that of `low`."""
    before = state(low)
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if state(middle) == before:
            low = middle
        else:
            high = middle
    return high


def _regular(changes: list[_Change], last_year: int) -> tuple[int, dict[tuple[object, ...], int]] | None:
    """(first year from which all years change alike, ordinal of each change); None if they never do."""
    ordinals: dict[tuple[object, ...], frozenset[int]] = {}
    regular = None
    for year in range(last_year, last_year - _YEARS - 2, -1):
        found = {change.shape: change.ordinals for change in changes if change.onset.year == year}
        if year == last_year:
            ordinals = found
        narrowed = {shape: ordinals[shape] & found[shape] for shape in ordinals.keys() & found.keys()}
        if not found or ordinals.keys() != found.keys() or not all(narrowed.values()):
            break
        ordinals, regular = narrowed, year
    if regular is None or regular > last_year - 5:
        return None
    return regular, {shape: min(choice) for shape, choice in ordinals.items()}


def _observance(change: _Change, others: Sequence[_Change] = (), *, ordinal: int = 0) -> str:
    kind = "DAYLIGHT" if change.daylight else "STANDARD"
    lines = [
        ("BEGIN", kind),
        ("TZOFFSETFROM", _write_offset(change.source)),
        ("TZOFFSETTO", _write_offset(change.target)),
        ("TZNAME", change.name),
        ("DTSTART", change.onset.strftime("%Y%m%dT%H%M%S")),
    ]
    if ordinal:
        weekday = rules.WEEKDAYS[change.onset.weekday()]
        lines.append(("RRULE", f"FREQ=YEARLY;BYMONTH={change.onset.month};BYDAY={ordinal}{weekday}"))
    lines += [("RDATE", other.onset.strftime("%Y%m%dT%H%M%S")) for other in others]
    lines.append(("END", kind))
    return "".join(content_line(name, value) for name, value in lines)


def _write_offset(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{sign}{hours:02}{minutes:02}" + (f"{rest:02}" if rest else "")
