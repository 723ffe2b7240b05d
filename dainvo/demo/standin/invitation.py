"""The invitation text of a meeting.

Telephone numbers are those reserved for fiction; no line of this text leads anywhere but to the stand-in.
"""

from __future__ import annotations

from typing import Final

from dainvo.demo.standin.calls import Call
from dainvo.demo.standin.directory import User
from dainvo.demo.standin.exchange import Answer, json_answer
from dainvo.demo.standin.meeting import RECURRING, Meeting

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBERS: Final = (("+49 30 23125 010", "Germany"), ("+1 202 555 0100", "US (Washington DC)"))


def invitation(call: Call) -> Answer:
    """GET /meetings/{id}/invitation: 200."""
    meeting = call.meeting()
    if meeting is None:
        return call.no_such_meeting()
    text = "\r\n".join(_lines(meeting, call.user, call.world.join_base))
    sip = f"{meeting.id}.{meeting.password}@zoomcrc.example.com"
    return json_answer(200, {"invitation": text, "sip_links": [sip]})


def spaced(meeting_id: int) -> str:
    """The id as people read it: 926 7439 2836."""
    text = str(meeting_id)
    return f"{text[:3]} {text[3:-4]} {text[-4:]}"


def _lines(meeting: Meeting, host: User, base: str) -> list[str]:
    tap = [f"{number.replace(' ', '')},,{meeting.id}#,,,,*{meeting.password}# {place}" for number, place in _NUMBERS]
    number = meeting.pmi or meeting.id
    return [
        f"{host.display_name} is inviting you to a scheduled Zoom meeting.",
        "",
        f"Topic: {meeting.topic}",
        _time_line(meeting),
        "",
        "Join Zoom Meeting",
        meeting.join_url(base),
        "",
        f"Meeting ID: {spaced(number)}",
        f"Passcode: {meeting.password}",
        "",
        "---",
        "",
        "One tap mobile",
        *tap,
        "",
        "---",
        "",
        "Dial by your location",
        *[f"• {number} {place}" for number, place in _NUMBERS],
        "",
        f"Find your local number: {base}/u/{meeting.pwd[:9]}",
        "",
        "---",
        "",
        "Join by SIP",
        f"• {number}@zoomcrc.example.com",
        "",
        "Join by H.323",
        "• 192.0.2.10 (Germany)",
        f"Meeting ID: {spaced(number)}",
        f"Passcode: {meeting.password}",
    ]


def _time_line(meeting: Meeting) -> str:
    if meeting.start is None:
        return "Time: This is a recurring meeting Meet anytime" if meeting.type in RECURRING else "Time: now"
    local = meeting.start.astimezone(meeting.zone)
    hour = local.hour % 12 or 12
    noon = "PM" if local.hour >= 12 else "AM"
    when = f"{_MONTHS[local.month - 1]} {local.day}, {local.year} {hour:02}:{local.minute:02} {noon}"
    return f"Time: {when} {meeting.timezone}"
