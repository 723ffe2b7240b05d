"""Calendar streams: one file with many events into resources, and many resources into one file, a piece at a time.

Reads and writes no file, and decides nothing about duplicates. Whatever the size of the stream, only what is needed of
it is held: zones, one number for each UID, and events whose parts stand far from each other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from dainvo.errors import Malformed, Why
from dainvo.ical.document import raw_lines
from dainvo.ical.event import Uid
from dainvo.ical.index import MAX_CHARACTERS as MAX_OBJECT
from dainvo.ical.lines import content_line, cut, unfold_one, with_param
from dainvo.ical.values import tzid_of
from dainvo.ical.vtimezones import vtimezone
from dainvo.ical.zones import by_name, tzid_of_vtimezone

#: A text larger than this is refused (characters); a stream may be of any size.
MAX_CHARACTERS = 50 * 1024 * 1024
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dainvo//Dainvo//EN\r\nCALSCALE:GREGORIAN\r\n"
_TAIL = "END:VCALENDAR\r\n"
#: A component that does not end within so much is given up.
_LONGEST = MAX_OBJECT + 1024 * 1024
_Part = tuple[str, list[str]]  # a VEVENT, and the TZIDs it names
_TELLING = frozenset(("DTSTART", "RECURRENCE-ID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP"))
_NAMES = ("VEVENT", "VTIMEZONE", "VTODO", "VJOURNAL", "VFREEBUSY")
_BEGIN = re.compile(rf"^BEGIN:({'|'.join(_NAMES)})[ \t]*\r?\n", re.M)
_FRAME = re.compile(r"^(?:BEGIN|END):[\w-]+", re.M | re.I)
_ENDS = tuple(f"\nEND:{name}" for name in (*_NAMES, "VCALENDAR"))
_UID = re.compile(r"^UID:([^\r\n]*)\r?\n(?![ \t])", re.M)
_TZID = re.compile(r";TZID=([^:;\"\r\n]+)[:;]")
_YEAR = re.compile(r"[:,](\d{4})\d{4}T\d{6}")


@dataclass(slots=True)
class Survey:
    """What the first look through a stream tells: its zones, how many events, and which UIDs have several parts."""

    zones: dict[str, str] = field(default_factory=dict)
    events: int = 0  # UIDs
    parts: dict[int, int] = field(default_factory=dict)  # hash of a UID: how many VEVENTs, where more than one
    todos: int = 0  # VTODO and VJOURNAL, which are left out
    seen: bool = False  # any component, or a VCALENDAR


def survey(chunks: Iterable[str]) -> Survey:
    """Look through a stream. Raises Malformed(NO_CALENDAR_FILE) if it is none."""
    found = Survey()
    once: set[int] = set()
    for name, block in blocks(chunks, found):
        if name == "VTIMEZONE":
            found.zones.setdefault(tzid_of_vtimezone(block), block)
        elif name == "VEVENT":
            number = hash(_event(block)[0])
            if number not in once:
                once.add(number)
            else:
                found.parts[number] = found.parts.get(number, 1) + 1
        else:
            found.todos += 1
    found.events = len(once)
    if not found.seen:
        raise Malformed("no VCALENDAR", why=Why.NO_CALENDAR_FILE)
    return found


def resources(chunks: Iterable[str], looked: Survey) -> Iterator[tuple[Uid, str]]:
    """The events of a stream that was surveyed, as one resource per UID, each with the VTIMEZONEs it needs, without
    METHOD; in the order in which they are complete.

    VEVENTs without UID get one made from their text, so that the same stream gives the same UIDs; so does another event
    under a UID that one has already, which begins at another time. A VEVENT that does not end costs itself only.
    """
    waiting: dict[Uid, list[_Part]] = {}
    zones = dict(looked.zones)
    for name, block in blocks(chunks):
        if name == "VTIMEZONE":
            zones[tzid_of_vtimezone(block)] = block  # of several calendars in one stream each may have its own
        if name != "VEVENT":
            continue
        uid, block, tzids = _event(block)
        several = looked.parts.get(hash(uid), 1)
        if several == 1:
            yield uid, _resource([(block, tzids)], zones)
            continue
        parts = waiting.setdefault(uid, [])
        parts.append((block, tzids))
        if len(parts) == several:
            del waiting[uid]
            yield from _apart(uid, parts, zones)
    for uid, parts in waiting.items():
        yield from _apart(uid, parts, zones)


def split(text: str) -> list[tuple[Uid, str]]:
    """`resources` of a whole text. Raises Malformed if there is no VCALENDAR or the text is beyond all bounds."""
    if len(text) > MAX_CHARACTERS:
        raise Malformed("a calendar file of more than 50 MiB", why=Why.TOO_LARGE)
    return list(resources([text], survey([text])))


def _apart(uid: Uid, parts: list[_Part], zones: dict[str, str]) -> Iterator[tuple[Uid, str]]:
    """The resource of the VEVENTs of one UID. Of versions of the event itself the latest stays, no server takes two;
    one that begins at another time is another event."""
    masters: dict[str, tuple[int, dict[str, str]]] = {}  # by start: its place, and what it says
    stay = set()
    for place, (block, _) in enumerate(parts):
        said = _said(block)
        start = said.get("DTSTART", "")
        if "RECURRENCE-ID" in said:
            stay.add(place)
        elif start not in masters or _age(said) > _age(masters[start][1]):
            masters[start] = place, said
    others = dict(list(masters.items())[1:])
    stay |= {place for start, (place, _) in masters.items() if start not in others}
    yield uid, _resource([part for place, part in enumerate(parts) if place in stay], zones)
    for start, (place, _) in others.items():
        own = f"{hashlib.sha256(f'{uid} {start}'.encode('utf-8', 'replace')).hexdigest()[:32]}@dainvo"
        yield Uid(own), _resource([(_renamed(parts[place][0], own), parts[place][1])], zones)


def _said(block: str) -> dict[str, str]:
    """The values of a VEVENT that tell which one it is and how old; the first of each name."""
    found: dict[str, str] = {}
    for name, _, value, _ in _own_lines(block):
        if name in _TELLING:
            found.setdefault(name, value.strip())
    return found


def _age(said: dict[str, str]) -> tuple[int, str]:
    number = said.get("SEQUENCE", "")
    return int(number) if number.isdecimal() and len(number) < 10 else 0, said.get(
        "LAST-MODIFIED", said.get("DTSTAMP", "")
    )


def _renamed(block: str, uid: str) -> str:
    written = [content_line("UID", uid) if name == "UID" else raw for name, _, _, raw in _own_lines(block, inner=True)]
    return "".join(written)


def _own_lines(block: str, *, inner: bool = False) -> Iterator[tuple[str, str, str, str]]:
    """(name, parameters, value, as written) of the lines of a VEVENT; with `inner` all lines, those of inner components
    without a name."""
    depth = 0
    for raw in raw_lines(block, "\r\n"):
        head = raw[:4].upper()
        depth += (head == "BEGI") - (head == "END:")
        if depth == 1:
            yield *cut(unfold_one(raw)), raw
        elif inner:
            yield "", "", "", raw


def _resource(parts: list[_Part], zones: dict[str, str]) -> str:
    needed = dict.fromkeys(tzid for _, tzids in parts for tzid in tzids)
    own = [zones[tzid] for tzid in needed if tzid in zones]
    return "".join((_HEAD, *own, *(block for block, _ in parts), _TAIL))


def join(texts: Iterable[str]) -> str:
    """Many resources as one VCALENDAR (an export), each VTIMEZONE once. Texts that cannot be read are left out."""
    joined = Joined()
    inner = [joined.add(text) for text in texts]
    return "".join((joined.head(), *inner, joined.tail()))


class Joined:
    """A VCALENDAR that is written a resource at a time: `head`, which needs all zones, is known last.

    A zone that an event names and no resource describes is described by what is known of its name. Where two resources
    describe a zone of one name differently, and nothing is known of the name, the second gets a name of its own.
    """

    def __init__(self) -> None:
        self._zones: dict[str, str] = {}
        self._names: dict[tuple[str, str], str] = {}  # by the name in a resource, and the description
        self._named: dict[str, int] = {}  # since which year

    def add(self, text: str) -> str:
        """What the resource brings besides its zones; empty if it cannot be read."""
        found = list(blocks([text]))
        described = {tzid_of_vtimezone(block): block for name, block in found if name == "VTIMEZONE"}
        names = {tzid: self._name_of(tzid, block) for tzid, block in described.items()}
        others = {tzid: name for tzid, name in names.items() if tzid != name}
        inner = [_in_zones(block, others) if others else block for name, block in found if name != "VTIMEZONE"]
        for block in inner:
            self._name(block)
        return "".join(inner)

    def _name_of(self, tzid: str, block: str) -> str:
        """What a zone is called here."""
        name = self._names.get((tzid, block), "")
        if not name:
            name, number = tzid, 1
            while name in self._zones and by_name(tzid) is None:
                number += 1
                name = f"{tzid} ({number})"
            self._zones.setdefault(name, block if name == tzid else _in_zones(block, {tzid: name}))
            self._names[tzid, block] = name
        return name

    def head(self) -> str:
        """What stands before the first resource."""
        known = {tzid: by_name(tzid) for tzid in self._named if tzid not in self._zones}
        written = [_zone(tzid, zone, self._named[tzid]) for tzid, zone in known.items() if zone is not None]
        return "".join((_HEAD, *self._zones.values(), *written))

    def _name(self, block: str) -> None:
        tzids = _event(block)[2] if "TZID" in block else []
        if tzids:
            since = min((int(year) for year in _YEAR.findall(block)), default=1970)
            self._named.update({tzid: min(since, self._named.get(tzid, since)) for tzid in tzids})

    def tail(self) -> str:
        return _TAIL


def _in_zones(block: str, names: Mapping[str, str]) -> str:
    """A component with other names of zones; all other lines as they are."""
    lines = []
    for raw in raw_lines(block, "\r\n"):
        name, params, value = cut(unfold_one(raw)) if "TZID" in raw.upper() else ("", "", "")
        if name == "TZID" and value.strip().strip('"') in names:
            raw = content_line(name, names[value.strip().strip('"')], params)
        elif name and tzid_of(params) in names:
            raw = content_line(name, value, with_param(params, "TZID", names[tzid_of(params)]))
        lines.append(raw)
    return "".join(lines)


def _zone(tzid: str, zone: ZoneInfo, year: int) -> str:
    """A VTIMEZONE under the name that events give it."""
    text = vtimezone(zone, datetime(max(year, 1), 1, 1))
    return text.replace(content_line("TZID", zone.key), content_line("TZID", tzid), 1)


def blocks(chunks: Iterable[str], looked: Survey | None = None) -> Iterator[tuple[str, str]]:
    """(name, text with CRLF line ends) of the components right inside of VCALENDARs, as the stream arrives."""
    rest = ""
    first = True
    for chunk in chunks:
        rest += chunk.removeprefix("\ufeff") if first else chunk
        first = False
        if looked is not None and not looked.seen:
            looked.seen = "BEGIN:VCALENDAR" in rest.upper()
        last = max(rest.rfind(end) for end in _ENDS)
        end = rest.find("\n", last + 1) + 1 if last >= 0 else 0
        if end:
            yield from _whole(rest[:end], looked)
            rest = rest[end:]
        elif len(rest) > _LONGEST:
            rest = rest[-1024:]
    yield from _whole(rest, looked)


def _whole(text: str, looked: Survey | None) -> Iterator[tuple[str, str]]:
    if "\nbegin:" in text or "\nend:" in text or "\nBegin:" in text or text.startswith(("begin:", "Begin:")):
        text = _FRAME.sub(lambda found: found[0].upper(), text)
    place = 0
    endless: set[str] = set()
    while (found := _BEGIN.search(text, place)) is not None:
        name, begin = found[1], found.start()
        end = text.find(f"\nEND:{name}", found.end() - 1) if name not in endless else -1
        if end < 0:
            place = found.end()  # it does not end: what follows may
            endless.add(name)
            continue
        again = text.rfind(f"\nBEGIN:{name}", begin, end)
        begin = again + 1 if again >= 0 else begin  # the first one did not end
        place = text.find("\n", end + 1) + 1 or len(text)
        if looked is not None:
            looked.seen = True
        block = text[begin:place]
        yield name, block if block.count("\r\n") == block.count("\n") and block.endswith("\n") else _crlf(block)


def _crlf(raw: str) -> str:
    return "".join(line.rstrip("\r") + "\r\n" for line in raw.rstrip("\r\n").split("\n"))


def _event(block: str) -> tuple[Uid, str, list[str]]:
    """(UID, text with that UID, TZIDs it names) of one VEVENT."""
    inner = block.find("\nBEGIN:")
    found = _UID.search(block, 0, inner if inner >= 0 else len(block))
    if found is None:
        return _odd_event(block)
    uid = found[1].strip()
    tzids = _TZID.findall(block) if "TZID" in block else []
    if not uid or block.count("TZID") != len(tzids):
        return _odd_event(block)
    return Uid(uid), block, tzids


def _odd_event(block: str) -> tuple[Uid, str, list[str]]:
    """As `_event`, line by line: the UID is folded, late, or there is none; a zone stands in an unusual place."""
    uid = ""
    tzids = []
    depth = 0
    for raw in raw_lines(block, "\r\n"):
        head = raw[:4].upper()
        depth += (head == "BEGI") - (head == "END:")
        if head == "UID:" or head == "UID;" or "TZID" in raw.upper():
            name, params, value = cut(unfold_one(raw))
            if name == "UID" and depth == 1 and not uid:
                uid = value.strip()
            tzid = tzid_of(params)
            if tzid:
                tzids.append(tzid)
    if not uid:
        digest = hashlib.sha256(block.encode("utf-8", "replace")).hexdigest()[:32]
        uid = f"{digest}@dainvo"
        begin, _, rest = block.partition("\n")
        block = f"{begin}\n{content_line('UID', uid)}{rest}"
    return Uid(uid), block, tzids
