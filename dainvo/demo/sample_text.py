"""Writes the sample events as iCalendar text (RFC 5545): folded, escaped, with the VTIMEZONE they need.

Does not choose the events: `sample` does. Kept apart from `dainvo.ical`, so that the demo feeds it foreign text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_PRODID = "-//Dainvo//Sample week//EN"


def calendar(components: list[list[str]], zones: list[ZoneInfo], around: date) -> str:
    """One VCALENDAR with CRLF line ends; each component is the list of its lines without BEGIN and END."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODID}"]
    for zone in zones:
        lines += timezone(zone.key, around.year)
    for component in components:
        lines += ["BEGIN:VEVENT", *component, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines)


def escape(text: str) -> str:
    """`text` as a TEXT value (RFC 5545 §3.3.11)."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def fold(line: str) -> str:
    """`line` in pieces of at most 75 octets, never within a character (RFC 5545 §3.1)."""
    pieces, piece, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > 75:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += width
    return "\r\n".join([*pieces, piece])


def moment(name: str, when: datetime | date) -> str:
    """A date or date-time property: all-day, UTC, or local with TZID."""
    if not isinstance(when, datetime):
        return f"{name};VALUE=DATE:{when:%Y%m%d}"
    if isinstance(when.tzinfo, ZoneInfo) and when.tzinfo.key != "UTC":
        return f"{name};TZID={when.tzinfo.key}:{when:%Y%m%dT%H%M%S}"
    return f"{name}:{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=8)
def timezone(key: str, year: int) -> tuple[str, ...]:
    """The VTIMEZONE of a zone for five years from the one before `year` (RFC 5545 §3.6.5); none for UTC."""
    zone = ZoneInfo(key)
    if key == "UTC":
        return ()
    begin = datetime(year - 1, 1, 1, tzinfo=UTC)
    onsets = [begin, *_changes(zone, begin, datetime(year + 4, 1, 1, tzinfo=UTC))]
    observances: dict[tuple[str, str, str, bool], list[datetime]] = {}
    for onset in onsets:
        before, after = (onset - timedelta(seconds=1)).astimezone(zone), onset.astimezone(zone)
        if onset == begin:
            before = after
        kind = (_offset(before), _offset(after), after.tzname() or key, bool(after.dst()))
        # The onset is written in the local time that was valid before it.
        observances.setdefault(kind, []).append((onset + (before.utcoffset() or timedelta())).replace(tzinfo=None))
    lines = ["BEGIN:VTIMEZONE", f"TZID:{key}"]
    for (old, new, name, summer), starts in observances.items():
        component = "DAYLIGHT" if summer else "STANDARD"
        lines += [f"BEGIN:{component}", f"DTSTART:{starts[0]:%Y%m%dT%H%M%S}"]
        if len(starts) > 1:
            lines.append("RDATE:" + ",".join(f"{start:%Y%m%dT%H%M%S}" for start in starts[1:]))
        lines += [f"TZOFFSETFROM:{old}", f"TZOFFSETTO:{new}", f"TZNAME:{name}", f"END:{component}"]
    return (*lines, "END:VTIMEZONE")


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> list[datetime]:
    """The instants at which the offset changes, to the second."""
    found = []
    while begin < end:
        step = begin + timedelta(days=1)
        if begin.astimezone(zone).utcoffset() != step.astimezone(zone).utcoffset():
            low, high = begin, step
            while high - low > timedelta(seconds=1):
                middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
                same = middle.astimezone(zone).utcoffset() == begin.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high)
        begin = step
    return found


def _offset(moment_: datetime) -> str:
    seconds = int((moment_.utcoffset() or timedelta()).total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds_left = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}" + (f"{seconds_left:02}" if seconds_left else "")
