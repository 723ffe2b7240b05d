"""One calendar object resource as the rest of the program handles it: scanned, compared, split off, joined.

Merges nothing, asks no clock; the scanner itself is in `index`, files with many events are in `stream`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from contextlib import suppress
from datetime import datetime

from dainvo.errors import Malformed
from dainvo.ical import times
from dainvo.ical.document import Component, Document, Line
from dainvo.ical.event import Uid
from dainvo.ical.index import Index, IndexRow, address, scan
from dainvo.ical.lines import param_parts, unescape, unescape_param, unfold
from dainvo.ical.opened import Opened
from dainvo.ical.rules import split_parts
from dainvo.ical.stream import join, split
from dainvo.ical.values import Moment, as_recurrence, read_duration, read_moment, wall

__all__ = ["Index", "IndexRow", "join", "same_meaning", "scan", "split", "with_uid"]

#: Not compared: what servers and clients write by themselves, and times, which the index compares.
_LEFT_OUT = frozenset(
    ("DTSTAMP", "LAST-MODIFIED", "CREATED", "UID", "REQUEST-STATUS", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION")
)
DEFAULTS = {"SEQUENCE": "0", "PRIORITY": "0", "TRANSP": "OPAQUE", "STATUS": "CONFIRMED", "CLASS": "PUBLIC"}
_PARAM_DEFAULTS = {
    "CUTYPE": "INDIVIDUAL",
    "ROLE": "REQ-PARTICIPANT",
    "PARTSTAT": "NEEDS-ACTION",
    "RSVP": "FALSE",
    "RELATED": "START",
}
_PARAMS_LEFT_OUT = frozenset(("SCHEDULE-STATUS", "SCHEDULE-FORCE-SEND", "VALUE", "TZID", "EMAIL"))
_SETS = ("CATEGORIES", "RESOURCES")
_UID_LINE = re.compile(r"(?m)^UID[:;][^\r\n]*(?:\r?\n[ \t][^\r\n]*)*")


def with_uid(text: str, uid: Uid) -> str:
    """The same calendar object as another event: each of its VEVENTs names `uid`; an alarm keeps its own (RFC 9074)."""
    try:
        document = Document(text)
    except Malformed:
        return _UID_LINE.sub(lambda _line: f"UID:{uid}", text)
    for event in document.events:
        event.put("UID", uid)
    return document.text()


def same_meaning(a: str, b: str) -> bool:
    """Whether two texts of one resource mean the same: folding, order, DTSTAMP, PRODID, LAST-MODIFIED, CREATED, text
    of VTIMEZONEs, defaults spelled out and X- properties that only one side has do not count. Texts that cannot be
    read mean the same only if their lines are the same."""
    if a == b:
        return True
    try:
        first, second = Opened(a), Opened(b)
    except Malformed:
        return unfold(a).rstrip() == unfold(b).rstrip()
    if first.uid != second.uid or first.overrides.keys() != second.overrides.keys():
        return False
    if (first.master is None) != (second.master is None):
        return False
    rows, other_rows = ({row.recurrence_id: row for row in one.index.rows} for one in (first, second))
    if any(_times(row) != _times(other_rows[name]) for name, row in rows.items()):
        return False
    pairs = [(event, second.overrides[name]) for name, event in first.overrides.items()]
    if first.master is not None and second.master is not None:
        pairs.append((first.master, second.master))
    return all(_same(one, first, other, second) for one, other in pairs)


def _times(row: IndexRow) -> tuple[Hashable, ...]:
    zone = times.zone_key(row.dtstart)
    return wall(row.dtstart), isinstance(row.dtstart, datetime), zone, _instant(row.dtend), row.this_and_future


def _instant(moment: Moment) -> Hashable:
    return moment.timestamp() if isinstance(moment, datetime) and moment.tzinfo is not None else moment.isoformat()


def _same(a: Component, a_in: Opened, b: Component, b_in: Opened) -> bool:
    ours, theirs = _properties(a, a_in), _properties(b, b_in)
    for name in ours.keys() | theirs.keys():
        one_sided = name not in ours or name not in theirs
        if one_sided and name.startswith("X-"):
            continue
        if ours.get(name) != theirs.get(name):
            return False
    return _inner(a) == _inner(b)


def _properties(event: Component, opened: Opened) -> dict[str, Hashable]:
    by_name: dict[str, list[Line]] = {}
    for line in event.lines():
        if line.name and line.name not in _LEFT_OUT:
            by_name.setdefault(line.name, []).append(line)
    found: dict[str, Hashable] = {}
    for name, lines in by_name.items():
        if name in ("EXDATE", "RDATE"):
            found[name] = frozenset(value for line in lines for value in _dates(line, opened))
        elif name in _SETS:
            found[name] = frozenset(unescape(value).strip() for line in lines for value in line.value.split(","))
        elif name in DEFAULTS:
            value = lines[0].value.strip().upper()
            if value != DEFAULTS[name]:
                found[name] = value
        else:
            found[name] = frozenset(Counter(said(line) for line in lines).items())
    return {name: value for name, value in found.items() if value}


def said(line: Line) -> Hashable:
    """What a line says, comparable: defaults spelled out and parameters of servers do not count."""
    if line.name == "RRULE":
        return frozenset((name, _listed(value)) for name, value in split_parts(line.value) if not _usual(name, value))
    if line.name in ("TRIGGER", "DURATION"):
        with suppress(ValueError):
            return read_duration(line.value), said_params(line)
    if line.name in ("ATTENDEE", "ORGANIZER"):
        return address(line.params, line.value).lower(), said_params(line)
    return unescape(line.value).replace("\r", ""), said_params(line)


def _listed(value: str) -> frozenset[str]:
    return frozenset(value.upper().split(","))


def _usual(name: str, value: str) -> bool:
    return (name == "INTERVAL" and value == "1") or (name == "WKST" and value.upper() == "MO")


def said_params(line: Line) -> frozenset[tuple[str, str]]:
    """(name, value) of the parameters that say something of their own."""
    found = []
    for part in param_parts(line.params):
        name, _, value = part.partition("=")
        name, value = name.strip().upper(), unescape_param(value.strip().replace('"', ""))
        if name.startswith("X-") or name in _PARAMS_LEFT_OUT or _PARAM_DEFAULTS.get(name) == value.upper():
            continue
        found.append((name, value))
    return frozenset(found)


def _dates(line: Line, opened: Opened) -> list[Hashable]:
    master = opened.index.master
    dates: list[Hashable] = []
    for value in line.value.split(","):
        try:
            moment = read_moment(value, line.params, opened.resolve)
            dates.append(as_recurrence(moment, master.dtstart) if master is not None else _instant(moment))
        except ValueError:
            dates.append(value.strip())
    return dates


def _inner(event: Component) -> Hashable:
    """Alarms and other inner components, without X- properties and the UIDs servers give them."""
    return frozenset(Counter(component_said(inner) for inner in event.components()).items())


def component_said(component: Component) -> Hashable:
    """What an inner component says, comparable."""
    lines = [
        (line.name, said(line))
        for line in component.lines()
        if line.name and not line.name.startswith("X-") and line.name not in ("UID", "DTSTAMP", "LAST-MODIFIED")
    ]
    return component.name, frozenset(Counter(lines).items()), _inner(component)
