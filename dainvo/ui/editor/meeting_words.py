"""A meeting's numbers the way people read and copy them.

Takes texts apart and puts them together; asks nobody.
"""

from __future__ import annotations

from dainvo.ical.event import Meeting


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


def dial_in_numbers(invitation: str) -> str:
    """The lines of an invitation that are telephone numbers, without those of one-tap dialling."""
    lines = (line.strip() for line in invitation.splitlines())
    return "\n".join(line for line in lines if line.startswith("+") and ",," not in line)
