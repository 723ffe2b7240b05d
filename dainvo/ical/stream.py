"""Calendar streams: one file with many events into resources, and many resources into one file.

Reads and writes no file, and decides nothing about duplicates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from dainvo.errors import Malformed, Why
from dainvo.ical.document import raw_lines
from dainvo.ical.event import Uid
from dainvo.ical.lines import content_line, cut, unfold_one
from dainvo.ical.values import tzid_of
from dainvo.ical.zones import tzid_of_vtimezone

#: A feed larger than this is refused (characters).
MAX_CHARACTERS = 50 * 1024 * 1024
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dainvo//Dainvo//EN\r\nCALSCALE:GREGORIAN\r\n"
_TAIL = "END:VCALENDAR\r\n"


def split(text: str) -> list[tuple[Uid, str]]:
    """A calendar stream (an import) as one resource per UID, each with the VTIMEZONEs it needs, without METHOD.

    VEVENTs without UID get one made from their text, so that the same import gives the same UIDs. Other components
    are left out; a VEVENT that does not end costs itself only. Raises Malformed if there is no VCALENDAR or the text
    is beyond all bounds.
    """
    if len(text) > MAX_CHARACTERS:
        raise Malformed("a calendar file of more than 50 MiB", why=Why.TOO_LARGE)
    zones: dict[str, str] = {}
    events: dict[Uid, list[str]] = {}
    needed: dict[Uid, dict[str, None]] = {}
    seen = False
    for name, block in _blocks(text):
        seen = True
        if name == "VTIMEZONE":
            zones.setdefault(tzid_of_vtimezone(block), block)
        elif name == "VEVENT":
            uid, block, tzids = _event(block)
            events.setdefault(uid, []).append(block)
            needed.setdefault(uid, {}).update(dict.fromkeys(tzids))
    if not seen and "BEGIN:VCALENDAR" not in text.upper():
        raise Malformed("no VCALENDAR", why=Why.NO_CALENDAR_FILE)
    return [
        (uid, "".join((_HEAD, *(zones[tzid] for tzid in needed[uid] if tzid in zones), *blocks, _TAIL)))
        for uid, blocks in events.items()
    ]


def join(texts: Iterable[str]) -> str:
    """Many resources as one VCALENDAR (an export), each VTIMEZONE once. Texts that cannot be read are left out."""
    zones: dict[str, str] = {}
    inner: list[str] = []
    for text in texts:
        for name, block in _blocks(text):
            if name == "VTIMEZONE":
                zones.setdefault(tzid_of_vtimezone(block), block)
            else:
                inner.append(block)
    return "".join((_HEAD, *zones.values(), *inner, _TAIL))


def _blocks(text: str) -> list[tuple[str, str]]:
    """(name, text with CRLF line ends) of the components right inside of VCALENDARs."""
    found: list[tuple[str, str]] = []
    path: list[str] = []
    block: list[str] = []
    for raw in raw_lines(text.removeprefix("\ufeff"), "\r\n"):
        start = raw[:6].upper()
        if start == "BEGIN:":
            path.append(unfold_one(raw)[6:].strip().upper())
            if path[-1] == "VCALENDAR":
                path, block = ["VCALENDAR"], []
            elif path[-1] == "VEVENT" and path[1:2] == ["VEVENT"]:
                path, block = ["VCALENDAR", "VEVENT"], []
        if len(path) > 1:
            block.append(raw.rstrip("\r\n") + "\r\n" if "\n" not in raw[:-1] else _crlf(raw))
        if start.startswith("END:"):
            name = unfold_one(raw)[4:].strip().upper()
            if name in path:
                del path[len(path) - 1 - path[::-1].index(name) :]
            if len(path) == 1 and block:
                found.append((name, "".join(block)))
                block = []
    return found


def _crlf(raw: str) -> str:
    return "".join(line.rstrip("\r") + "\r\n" for line in raw.rstrip("\r\n").split("\n"))


def _event(block: str) -> tuple[Uid, str, list[str]]:
    """(UID, text with that UID, TZIDs it names) of one VEVENT."""
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
