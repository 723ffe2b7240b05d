"""A meeting's numbers the way people read and copy them.

Takes texts apart and puts them together; asks nobody.
"""

from __future__ import annotations

import re

from dainvo.ical.event import Meeting

_PORTAL = "https://zoom.us/meeting"
_NUMBER = re.compile(r"[•*\-\s]*(\+[\d\s().-]{6,}\d)\s*(.*)\Z")


def portal(meeting_id: str) -> str:
    """The page of the meeting at Zoom, for its host."""
    return f"{_PORTAL}/{meeting_id}"


def spaced(meeting_id: str) -> str:
    """12345678901 as 123 4567 8901, the way Zoom writes it."""
    if not meeting_id.isdecimal() or not 9 <= len(meeting_id) <= 12:
        return meeting_id
    middle = 3 if len(meeting_id) <= 10 else 4
    return f"{meeting_id[:3]} {meeting_id[3 : 3 + middle]} {meeting_id[3 + middle :]}"


def id_and_passcode(meeting: Meeting) -> str:
    """ID 123 4567 8901 · Passcode 7890"""
    text = f"ID {spaced(meeting.meeting_id)}"
    return f"{text} · Passcode {meeting.passcode}" if meeting.passcode else text


def dial_in(invitation: str) -> dict[str, list[tuple[str, str]]]:
    """(number, place) of the telephones in an invitation, by country, without those of one-tap dialling."""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in invitation.splitlines():
        said = _NUMBER.match(line) if ",," not in line else None
        if said is None:
            continue
        country = said[2].partition("(")[0].strip()
        entry = (said[1].strip(), said[2].strip())
        if entry not in found.setdefault(country, []):
            found[country].append(entry)
    return found


def dial_in_numbers(invitation: str) -> str:
    """The same as lines to copy: number and place."""
    entries = (entry for group in dial_in(invitation).values() for entry in group)
    return "\n".join(f"{number} {place}".strip() for number, place in entries)
