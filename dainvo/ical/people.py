"""ORGANIZER and ATTENDEE lines and the values an editor shows.

Mails nobody, and does not know which address is the user's.
"""

from __future__ import annotations

import re

from dainvo.errors import Refused, Why
from dainvo.ical.document import Component, Line
from dainvo.ical.event import Attendee, PartStat, Role
from dainvo.ical.index import MAX_ATTENDEES, address
from dainvo.ical.lines import clean_line, param, with_param

#: One plain address: nothing that could end it and begin something else in a line, a URI or a mail header.
_ADDRESS = re.compile(
    r"[^\s\x00-\x20\x7f-\x9f\"(),:;<>@\[\\\]?%^`{|}\u2028\u2029\u202a-\u202e\u2066-\u2069]+@[\w.-]+\Z"
)
_PARTSTAT = {partstat.value: partstat for partstat in PartStat}
_ROLE = {role.value: role for role in Role}


def read_attendees(event: Component) -> tuple[Attendee, ...]:
    """The attendees in the order of the text; of two lines for one address the first."""
    found: dict[str, Attendee] = {}
    for line in event.lines("ATTENDEE")[:MAX_ATTENDEES]:
        attendee = read_attendee(line)
        found.setdefault(attendee.address.lower(), attendee)
    return tuple(found.values())


def read_attendee(line: Line) -> Attendee:
    """ATTENDEE or ORGANIZER with the defaults of RFC 5545 §3.2."""
    return Attendee(
        address=address(line.params, line.value),
        name=clean_line(param(line.params, "CN")).strip(),
        role=_ROLE.get(param(line.params, "ROLE").upper(), Role.REQUIRED),
        partstat=_PARTSTAT.get(param(line.params, "PARTSTAT").upper(), PartStat.NEEDS_ACTION),
        rsvp=param(line.params, "RSVP").upper() == "TRUE",
    )


def read_organizer(event: Component) -> Attendee | None:
    line = event.first("ORGANIZER")
    return read_attendee(line) if line is not None else None


def change_attendees(event: Component, before: tuple[Attendee, ...], wanted: tuple[Attendee, ...]) -> None:
    """Carries out what changed from `before` to `wanted`: lines of people who stay as they were are not touched, and
    parameters nobody changed stay. NEEDS-ACTION in `wanted` leaves the answer a person gave."""
    old = {attendee.address.lower(): attendee for attendee in before}
    new = {attendee.address.lower(): attendee for attendee in wanted}
    lines: dict[str, Line] = {}
    for line in event.lines("ATTENDEE"):
        key = address(line.params, line.value).lower()
        if key in old and key not in new:
            event.drop(line)
        else:
            lines.setdefault(key, line)
    for key, attendee in new.items():
        if key not in lines:
            if key not in old:
                _add(event, attendee)
        elif key not in old or attendee != old[key]:
            _change(lines[key], old.get(key) or read_attendee(lines[key]), attendee, event.newline)


def check_address(text: str) -> str:
    """`text` if it is one plain e-mail address. Raises Refused(BAD_ATTENDEE)."""
    text = text.strip()
    if len(text) > 320 or not _ADDRESS.match(text):
        raise Refused(Why.BAD_ATTENDEE, about={"address": clean_line(text)[:320]})
    return text


def _add(event: Component, attendee: Attendee) -> None:
    params = "CUTYPE=INDIVIDUAL"
    params = with_param(params, "ROLE", attendee.role.value)
    params = with_param(params, "PARTSTAT", attendee.partstat.value)
    params = with_param(params, "RSVP", "TRUE" if attendee.rsvp else "FALSE")
    params = with_param(params, "CN", clean_line(attendee.name).strip())
    place = "ATTENDEE" if event.first("ATTENDEE") is not None else "ORGANIZER"
    event.add("ATTENDEE", f"mailto:{check_address(attendee.address)}", params, after=place)


def _change(line: Line, old: Attendee, new: Attendee, newline: str) -> None:
    params = line.params
    if new.name != old.name and new.name:
        params = with_param(params, "CN", clean_line(new.name).strip())
    if new.role != old.role:
        params = with_param(params, "ROLE", new.role.value)
    if new.partstat not in (old.partstat, PartStat.NEEDS_ACTION):
        params = with_param(params, "PARTSTAT", new.partstat.value)
    if new.rsvp != old.rsvp:
        params = with_param(params, "RSVP", "TRUE" if new.rsvp else "FALSE")
    line.set(line.value, params, newline)


def organizer_params(name: str) -> str:
    """Parameters of a new ORGANIZER."""
    return with_param("", "CN", clean_line(name).strip())
