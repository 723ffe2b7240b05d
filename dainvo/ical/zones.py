"""Time zones: what a TZID, or a VTIMEZONE, means as a tzinfo.

Decides nothing about events, and knows nothing of the viewer's own zone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from dainvo.ical import rules
from dainvo.ical.lines import cut, unfold
from dainvo.ical.vtimezones import vtimezone
from dainvo.ical.windows_zones import IANA_OF_WINDOWS

__all__ = ["UTC", "UTC_NAMES", "DefinedZone", "by_name", "resolver", "vtimezone", "vtimezones_in", "zone"]

UTC = ZoneInfo("UTC")
#: Other names of UTC: times in them are written with Z (RFC 5545 §3.3.5), since TZID must not stand beside it.
UTC_NAMES = frozenset({"UTC", "UCT", "Zulu", "Universal", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "Etc/Universal"})

_KEY = re.compile(r"[A-Za-z0-9_+\-]{1,40}(?:/[A-Za-z0-9_+\-]{1,40}){0,2}\Z", re.ASCII)
_OFFSET = re.compile(r"\(?(?:UTC|GMT)\s*([+-])(\d{1,2}):?([0-5]\d)?\)?(?:\s.*)?\Z", re.ASCII)
_NOT_ZONES = frozenset({"localtime", "posixrules", "Factory", "posix", "right"})
_WINDOWS = {name.lower(): iana for name, iana in IANA_OF_WINDOWS.items()}
_VTIMEZONE = re.compile(r"^BEGIN:VTIMEZONE[ \t]*\n.*?^END:VTIMEZONE[ \t]*$", re.M | re.S | re.I)
_TZID = re.compile(r"^TZID(?:;[^:\n]*)?:(.*)$", re.M | re.I)
_MOST_VTIMEZONES = 200
_ZERO = timedelta(0)
#: How far a zone made from a VTIMEZONE is computed.
_HORIZON = datetime(2101, 1, 1)


def zone(tzid: str, vtimezone: str | None = None) -> tzinfo | None:
    """The zone a TZID means: IANA name, Windows name, known prefix, what `vtimezone` (the text of the VTIMEZONE
    component, unfolded or not) defines, or a fixed offset; None if nobody can tell (the time is then floating)."""
    known = by_name(tzid)
    if known is not None:
        return known
    if vtimezone:
        defined = _defined(vtimezone)
        if defined is not None:
            return defined
    return _fixed(tzid)


def resolver(plain: str) -> Callable[[str], tzinfo | None]:
    """`zone` for the TZIDs of one unfolded text, which may define its own."""
    seen: dict[str, tzinfo | None] = {}

    def resolve(tzid: str) -> tzinfo | None:
        known = by_name(tzid)
        if known is not None:
            return known
        if tzid not in seen:
            if not seen:
                seen.update((name, zone(name, text)) for name, text in vtimezones_in(plain))
            seen.setdefault(tzid, zone(tzid))
        return seen[tzid]

    return resolve


def vtimezones_in(plain: str) -> list[tuple[str, str]]:
    """(TZID, text) of the VTIMEZONE components in an unfolded text, as written."""
    found = []
    for text in _VTIMEZONE.findall(plain):
        tzid = _TZID.search(text)
        if tzid is not None:
            found.append((tzid[1].strip().strip('"'), text))
    return found[:_MOST_VTIMEZONES]


def tzid_of_vtimezone(text: str) -> str:
    """TZID of the text of a VTIMEZONE; empty if it has none."""
    found = _TZID.search(unfold(text))
    return found[1].strip().strip('"') if found is not None else ""


@lru_cache(maxsize=512)
def by_name(tzid: str) -> ZoneInfo | None:
    """The zone of an IANA or Windows name, with or without a vendor's prefix; None for others."""
    tzid = tzid.strip()
    windows = _WINDOWS.get(tzid.lower())
    if windows is not None:
        return ZoneInfo(windows)
    parts = [part for part in tzid.split("/") if part]
    for size in range(min(3, len(parts)), 0, -1) if tzid.startswith("/") else (0,):
        found = _iana("/".join(parts[-size:]) if size else tzid)
        if found is not None:
            return found
    return None


def _iana(key: str) -> ZoneInfo | None:
    if not _KEY.match(key) or key.split("/")[0] in _NOT_ZONES:
        return None
    if key.upper() in ("UTC", "Z") or key in UTC_NAMES:
        return UTC
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        other = _keys_by_lower().get(key.lower())
        return ZoneInfo(other) if other is not None and other != key else None


@lru_cache(maxsize=1)
def _keys_by_lower() -> dict[str, str]:
    return {key.lower(): key for key in available_timezones() if key not in _NOT_ZONES}


def _fixed(tzid: str) -> tzinfo | None:
    """`UTC+02:00`, `GMT-0500`, `(UTC+01:00) Amsterdam, Berlin`: better than nothing where no VTIMEZONE says more."""
    found = _OFFSET.match(tzid.strip())
    if not found or int(found[2]) > 14:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] == "-" else offset)


class DefinedZone(tzinfo):
    """A zone that only a VTIMEZONE defines: offsets and the instants from which they hold, until 2100."""

    def __init__(self, tzid: str, before: timedelta, changes: list[tuple[datetime, timedelta, str]]) -> None:
        """`changes`: (naive UTC instant, new offset, name) in order; `before` holds until the first."""
        self.key = tzid
        self._instants = [change[0] for change in changes]
        self._offsets = [before, *(change[1] for change in changes)]
        self._names = [tzid, *(change[2] for change in changes)]

    def _place(self, moment: datetime) -> int:
        local = moment.replace(tzinfo=None)
        place = bisect_right(self._instants, local - self._offsets[0])
        low, high = max(0, place - 2), min(len(self._instants), place + 2)
        matching = [
            index
            for index in range(low, high + 1)
            if bisect_right(self._instants, local - self._offsets[index]) == index
        ]
        if matching:
            return matching[-1 if moment.fold else 0]
        # In a gap the offset before the change counts (RFC 5545 §3.3.5), the one after it with fold set.
        before = bisect_right(self._instants, local - max(self._offsets[low : high + 1]))
        return min(before + moment.fold, len(self._offsets) - 1)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return self._offsets[self._place(moment)] if moment is not None else self._offsets[-1]

    def dst(self, moment: datetime | None) -> timedelta:
        return _ZERO

    def tzname(self, moment: datetime | None) -> str:
        return self._names[self._place(moment)] if moment is not None else self.key

    def fromutc(self, moment: datetime) -> datetime:
        instant = moment.replace(tzinfo=None)
        place = bisect_right(self._instants, instant)
        local = instant + self._offsets[place]
        fold = place > 0 and local < self._instants[place - 1] + self._offsets[place - 1]
        return local.replace(tzinfo=self, fold=int(fold))

    def __repr__(self) -> str:
        return f"DefinedZone({self.key!r})"


@lru_cache(maxsize=64)
def _defined(vtimezone_text: str) -> tzinfo | None:
    """The zone a VTIMEZONE component describes; None if it cannot be read."""
    tzid, changes, before = "", [], _ZERO
    budget = rules.Budget()
    try:
        for values in _observances(vtimezone_text):
            if "TZOFFSETTO" not in values:
                known = by_name(values.get("X-LIC-LOCATION", ""))
                if known is not None:
                    return known
                tzid = values.get("TZID", tzid)
                continue
            source, target = _offset(values["TZOFFSETFROM"]), _offset(values["TZOFFSETTO"])
            onsets = _onsets(values, source, budget)
            changes += [(onset - source, target, source, values.get("TZNAME", tzid)) for onset in onsets]
    except (ValueError, KeyError, OverflowError, rules.TooComplexError):
        return None
    changes.sort(key=lambda change: change[0])
    if not changes:
        return None
    before = changes[0][2]
    return DefinedZone(tzid, before, [(instant, target, name) for instant, target, _, name in changes])


def _observances(text: str) -> list[dict[str, str]]:
    """Values of the VTIMEZONE itself first, then of each STANDARD and DAYLIGHT. Several RDATEs are joined."""
    head: dict[str, str] = {}
    found = [head]
    current = head
    for line in unfold(text).split("\n"):
        name, _, value = cut(line)
        if name == "BEGIN" and value.strip().upper() in ("STANDARD", "DAYLIGHT"):
            current = {}
            found.append(current)
        elif name == "RDATE" and "RDATE" in current:
            current["RDATE"] += "," + value.strip()
        elif name and name not in ("BEGIN", "END"):
            current[name] = value.strip()
    return [head, *(values for values in found[1:] if "TZOFFSETTO" in values)]


def _onsets(values: dict[str, str], source: timedelta, budget: rules.Budget) -> list[datetime]:
    """Wall clocks at which an observance begins."""
    start = _naive(values["DTSTART"])
    onsets = {start}
    for value in values.get("RDATE", "").split(","):
        budget.spend()
        if value:
            onsets.add(_naive(value))
    if "RRULE" in values:
        rule = rules.parse(values["RRULE"])
        until = None
        if rule.until:
            until = _naive(rule.until) + (source if rule.until.endswith("Z") else _ZERO)
        onsets.update(rules.expand(rule, start, until, start, _HORIZON, budget))
    return sorted(onsets)


def _naive(value: str) -> datetime:
    value = value.strip().rstrip("Z")
    return datetime.fromisoformat(value if "T" in value else value + "T000000").replace(tzinfo=None)


def _offset(value: str) -> timedelta:
    found = re.match(r"([+-]?)(\d{2})(\d{2})(\d{2})?\Z", value, re.ASCII)
    if not found or int(found[2]) > 23:
        raise ValueError(value)
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length
