"""The index of a calendar object resource: a line scanner that reads what views and search need, and no more.

Edits nothing and expands no recurrence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from dainvo.errors import Malformed, Why
from dainvo.ical import links
from dainvo.ical.event import NO_RECURRENCE, RecurrenceId, Status, Uid, Visibility
from dainvo.ical.lines import clean_line, cut, param, unescape, unfold
from dainvo.ical.values import (
    Moment,
    Resolve,
    as_recurrence,
    between,
    is_utc,
    later,
    read_duration,
    read_moment,
    recurrence_id,
    tzid_of,
    wall,
)
from dainvo.ical.zones import resolver


class IndexRow(NamedTuple):
    """One VEVENT as the line scanner sees it. Texts are unescaped.

    `dtstart`/`dtend`: aware (the event's own zone), naive for floating times, or dates for all-day events with
    `dtend` exclusive. `dtend` is computed where it is not written (RFC 5545 §3.6.1). An occurrence ends `days` later
    on the wall clock and then `length` later in real time.
    `rrule`, `rdate`, `exdate` are whole unfolded lines (`EXDATE;TZID=Europe/Berlin:20270310T090000`).
    """

    recurrence_id: RecurrenceId  # empty for the master
    summary: str
    location: str
    description: str  # with the meeting block
    dtstart: datetime | date
    dtend: datetime | date
    zone: str  # TZID of DTSTART as written; empty for UTC, floating and all-day
    rrule: tuple[str, ...] = ()
    rdate: tuple[str, ...] = ()
    exdate: tuple[str, ...] = ()
    status: Status = Status.CONFIRMED
    transparent: bool = False
    visibility: Visibility = Visibility.PUBLIC
    join_url: str = ""  # best link of links.best
    organizer: str = ""  # bare address, lower case
    attendees: tuple[tuple[str, str], ...] = ()  # (bare address in lower case, PARTSTAT as written)
    has_alarm: bool = False
    sequence: int = 0
    meeting_id: str = ""  # X-DAINVO-ZOOM-ID
    op_id: str = ""  # X-DAINVO-ZOOM-OP
    days: int = 0
    length: timedelta = timedelta(0)
    this_and_future: bool = False  # RECURRENCE-ID;RANGE=THISANDFUTURE
    provider: str = ""  # key of the service join_url belongs to (links.Provider.key, or "other")
    color: str = ""  # COLOR as written: a CSS name

    @property
    def recurring(self) -> bool:
        """Whether it is an occurrence of a series or the master of one."""
        return bool(self.recurrence_id or self.rrule or self.rdate)


@dataclass(frozen=True, slots=True)
class Index:
    """`rows`: the master first, if there is one, then the overrides in the order of the text."""

    uid: Uid
    rows: tuple[IndexRow, ...]

    @property
    def master(self) -> IndexRow | None:
        return self.rows[0] if self.rows and not self.rows[0].recurrence_id else None


#: Beyond these a text is refused (an object of any real calendar is far below).
MAX_CHARACTERS = 5 * 1024 * 1024
#: What was read of longer texts is not kept for a next time.
KEPT_CHARACTERS = 16 * 1024
MAX_PROPERTIES = 5000
MAX_ATTENDEES = 1000

_OURS = ("X-DAINVO-ZOOM-ID", "X-DAINVO-ZOOM-OP", "X-DAINVO-ZOOM-ACCOUNT", "X-DAINVO-ZOOM-GONE")
_TEXTS = ("SUMMARY", "LOCATION", "DESCRIPTION", "URL", "UID", *_OURS)
_TIMES = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
_ONE = frozenset((*_TEXTS, *_TIMES, "STATUS", "TRANSP", "CLASS", "ORGANIZER", "SEQUENCE", "COLOR"))
_LINKS = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
_MANY = frozenset(("RRULE", "RDATE", "EXDATE", "ATTENDEE", *_LINKS))
_KNOWN = _ONE | _MANY | {"BEGIN", "END", "ACTION"}
_STATUS = {status.value: status for status in Status}
_CONFIRMED, _PUBLIC = Status.CONFIRMED, Visibility.PUBLIC  # to look one up costs as much as to call a function
_VISIBILITY = {visibility.value: visibility for visibility in Visibility}
_FRAME = re.compile(r"^(?:BEGIN|END):[\w-]+[ \t]*$", re.ASCII | re.I | re.M)
_LOOPBACK = re.compile(r"https?://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(?=/)", re.ASCII)
_ZERO = timedelta(0)


class RawEvent:
    """What the scanner collects of one VEVENT by name: value and parameters of the first line, or of all lines."""

    __slots__ = ("alarm", "many", "params", "values")

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.params: dict[str, str] = {}  # where there are any
        self.many: dict[str, list[tuple[str, str]]] = {}  # (parameters, value)
        self.alarm = False

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def lines(self, name: str) -> tuple[str, ...]:
        """Whole lines, unfolded."""
        found = self.many.get(name, ())
        return tuple([f"{name};{params}:{value}" if params else f"{name}:{value}" for params, value in found])


def scan(text: str) -> Index:
    """The index of a calendar object resource. Tolerant: a line that cannot be read costs itself only.

    RECURRENCE-ID of overrides comes in the form of the master's DTSTART. Of two VEVENTs for one occurrence the
    higher SEQUENCE counts, else the first.
    Raises Malformed if there is no VEVENT with UID and DTSTART, or if the text is beyond all bounds (5 MiB, 5,000
    properties in a VEVENT).
    """
    if len(text) > MAX_CHARACTERS:
        raise Malformed("a calendar object of more than 5 MiB", why=Why.TOO_LARGE)
    return _scanned_lately(text) if len(text) <= KEPT_CHARACTERS else _scanned(text)


def _scanned(text: str) -> Index:
    plain = unfold(text)
    resolve = resolver(plain)
    uid, master = "", None
    overrides: list[tuple[IndexRow, Moment]] = []
    for body in vevents_in(plain):
        raw = collect(body)
        its_uid = raw.value("UID").strip()
        if not its_uid or (uid and its_uid != uid):
            continue
        row = _row(raw, resolve, "://" in body)
        if row is None:
            continue
        uid = its_uid
        instead_of = _moment(raw, "RECURRENCE-ID", resolve)
        if instead_of is not None:
            overrides.append((row, instead_of))
        elif master is None or row.sequence > master.sequence:
            master = row
    if master is None and not overrides:
        raise Malformed("no VEVENT with UID and DTSTART", why=Why.UNREADABLE)
    rows = () if master is None else (master,)
    if not overrides:
        return Index(Uid(uid), rows)
    by_id: dict[RecurrenceId, IndexRow] = {}
    for row, instead_of in overrides:
        named = _named(row, instead_of, master)
        other = by_id.get(named.recurrence_id)
        if other is None or named.sequence > other.sequence:
            by_id[named.recurrence_id] = named
    return Index(Uid(uid), (*rows, *by_id.values()))


#: A save asks for the same text several times, one after the other.
_scanned_lately = lru_cache(maxsize=8)(_scanned)


def vevents_in(plain: str) -> Iterator[str]:
    """The lines between BEGIN and END of each VEVENT of an unfolded text."""
    if "\nBEGIN:VEVENT\n" not in plain or "\nbegin:v" in plain or "\nBEGIN:VEVENT " in plain:
        plain = "\n" + _FRAME.sub(lambda found: found[0].strip().upper(), plain)
    start = plain.find("\nBEGIN:VEVENT\n")
    while start >= 0:
        stop = plain.find("\nEND:VEVENT", start)
        if stop < 0:
            stop = len(plain)
        yield plain[start + 14 : stop]
        start = plain.find("\nBEGIN:VEVENT\n", stop)


def collect(body: str) -> RawEvent:
    """The lines of interest of one VEVENT (see `vevents_in`), inner components left out. Raises Malformed."""
    lines = body.split("\n")
    if len(lines) > MAX_PROPERTIES:
        raise Malformed("a VEVENT of more than 5,000 lines", why=Why.TOO_LARGE)
    raw = RawEvent()
    values, many = raw.values, raw.many
    depth = 0
    for line in lines:
        name, _, value = line.partition(":")
        params = ""
        if name not in _KNOWN:
            if '"' in name:
                name, params, value = cut(line)
            else:
                name, _, params = name.partition(";")
            if name not in _KNOWN:
                name = name.strip().upper()
                if name not in _KNOWN:
                    continue
        if name == "BEGIN":
            depth += 1
        elif name == "END":
            depth -= depth > 0
        elif depth:
            if depth == 1 and name == "ACTION" and value.strip().upper() != "NONE":
                raw.alarm = True
        elif name in _ONE:
            if name not in values:
                values[name] = value
                if params:
                    raw.params[name] = params
        elif name in _MANY:
            many.setdefault(name, []).append((params, value))
    return raw


def _row(raw: RawEvent, resolve: Resolve, with_links: bool) -> IndexRow | None:
    start = _moment(raw, "DTSTART", resolve)
    if start is None:
        return None
    value, params, many = raw.values.get, raw.params, raw.many
    end, days, length = _end(raw, start, resolve)
    timed_in_zone = isinstance(start, datetime) and not raw.values["DTSTART"].rstrip().endswith(("Z", "z"))
    description = unescape(value("DESCRIPTION", ""))
    location = clean_line(unescape(value("LOCATION", "")))
    provider, join_url = (_best_link(raw, location, description) if with_links else None) or ("", "")
    # By place, in the order of the fields: names take six times as long.
    return IndexRow(
        NO_RECURRENCE,
        clean_line(unescape(value("SUMMARY", ""))),
        location,
        description,
        start,
        end,
        tzid_of(params.get("DTSTART", "")) if timed_in_zone else "",
        raw.lines("RRULE") if many else (),
        raw.lines("RDATE") if many else (),
        raw.lines("EXDATE") if many else (),
        _STATUS.get(value("STATUS", "").strip().upper(), _CONFIRMED),
        value("TRANSP", "").strip().upper() == "TRANSPARENT",
        read_visibility(value("CLASS", "")),
        join_url,
        address(params.get("ORGANIZER", ""), raw.values["ORGANIZER"]).lower() if "ORGANIZER" in raw.values else "",
        _attendees(many["ATTENDEE"]) if "ATTENDEE" in many else (),
        raw.alarm,
        read_sequence(value("SEQUENCE", "")),
        value("X-DAINVO-ZOOM-ID", "").strip(),
        value("X-DAINVO-ZOOM-OP", "").strip(),
        days,
        length,
        "THISANDFUTURE" in params.get("RECURRENCE-ID", "").upper(),
        provider,
        value("COLOR", "").strip(),
    )


def _named(row: IndexRow, instead_of: Moment, master: IndexRow | None) -> IndexRow:
    """The override `row` with its RECURRENCE-ID in the form of the master's DTSTART."""
    like = master.dtstart if master is not None else instead_of
    zulu = is_utc(like) and not (master.zone if master is not None else "")
    return row._replace(recurrence_id=recurrence_id(as_recurrence(instead_of, like), like, zulu=zulu))


def _moment(raw: RawEvent, name: str, resolve: Resolve) -> Moment | None:
    value = raw.values.get(name)
    if value is None:
        return None
    try:
        return read_moment(value, raw.params.get(name, ""), resolve)
    except ValueError:
        return None


def _end(raw: RawEvent, start: Moment, resolve: Resolve) -> tuple[Moment, int, timedelta]:
    """(end, days on the wall clock, length in real time) with the defaults of RFC 5545 §3.6.1; never before `start`."""
    end = _moment(raw, "DTEND", resolve)
    try:
        if end is not None:
            return end_as_like(start, end)
        if "DURATION" in raw.values:
            days, length = read_duration(raw.value("DURATION"))
            if not isinstance(start, datetime):
                days, length = max(1, days + length.days), _ZERO
            if days >= 0 and length >= _ZERO:
                return later(start, days, length), days, length
        return (start, 0, _ZERO) if isinstance(start, datetime) else (later(start, 1, _ZERO), 1, _ZERO)
    except (ValueError, OverflowError):
        return start, 0, _ZERO


def end_as_like(start: Moment, end: Moment) -> tuple[Moment, int, timedelta]:
    """As `_end`, for a written DTEND, which may have another form than `start`."""
    if not isinstance(start, datetime):
        end = end.date() if isinstance(end, datetime) else end
        days = max(1, (end - start).days)
        return later(start, days, _ZERO), days, _ZERO
    if not isinstance(end, datetime):
        end = wall(end).replace(tzinfo=start.tzinfo)
    elif end.tzinfo is None or start.tzinfo is None:
        end = end.replace(tzinfo=start.tzinfo)
    length = between(start, end)
    return (end, 0, length) if length > _ZERO else (start, 0, _ZERO)


def _best_link(raw: RawEvent, location: str, description: str) -> tuple[str, str] | None:
    conference = [
        value.strip()
        for name in _LINKS
        for params, value in raw.many.get(name, ())
        if "PHONE" not in params.upper() or "VIDEO" in params.upper()
    ]
    origins = own_origins(raw.value("X-DAINVO-ZOOM-ID").strip(), conference)
    return links.best(location, raw.value("URL").strip(), description, conference, origins)


def own_origins(meeting_id: str, conference: Sequence[str]) -> tuple[str, ...]:
    """Origins on this computer that count as Zoom for an event, because its own meeting's link goes there (a stand-in
    for Zoom under test). Whoever opens the link asks again with the origins really configured."""
    return tuple(
        origin[0]
        for link in conference
        if meeting_id and links.meeting_id_in_path(link) == meeting_id and (origin := _LOOPBACK.match(link))
    )


def address(params: str, value: str) -> str:
    """The bare address of an ATTENDEE or ORGANIZER line: the EMAIL parameter (RFC 7986 §6.2) if the value is no
    mailto; else the value as it stands."""
    value = clean_line(value).strip()
    if value[:7].lower() == "mailto:":
        return value[7:].strip()
    return clean_line(param(params, "EMAIL")).strip() or value


def _attendees(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (address(params, value).lower(), param(params, "PARTSTAT").upper() or "NEEDS-ACTION")
        for params, value in lines[:MAX_ATTENDEES]
    )


def read_sequence(value: str) -> int:
    """SEQUENCE, or 0 if it cannot be read."""
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def read_visibility(value: str) -> Visibility:
    """CLASS; what nobody knows counts as private (RFC 5545 §3.8.1.3)."""
    if not value:
        return _PUBLIC
    return _VISIBILITY.get(value.strip().upper(), Visibility.PRIVATE)
