"""Calendar texts for tests, as a server would give them.

Does not use the program's own editor.
"""

from __future__ import annotations

VTIMEZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n"
    "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19810329T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def vevent(uid: str, summary: str, start: str, end: str, *lines: str) -> str:
    """A VEVENT. `start` and `end` are the values of DTSTART and DTEND: 20261014T090000 is in Europe/Berlin,
    ...Z in UTC, ...F floating, 20261014 a day."""
    rows = ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", _time("DTSTART", start), _time("DTEND", end)]
    rows += [f"SUMMARY:{summary}", *lines, "END:VEVENT"]
    return "".join(f"{row}\r\n" for row in rows)


def vcalendar(*components: str) -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
        + VTIMEZONE
        + "".join(components)
        + "END:VCALENDAR\r\n"
    )


def event_text(
    uid: str = "u1", summary: str = "Review", start: str = "20261014T090000", end: str = "20261014T100000", *lines: str
) -> str:
    """A calendar with one VEVENT; see `vevent`."""
    return vcalendar(vevent(uid, summary, start, end, *lines))


def _time(name: str, value: str) -> str:
    if len(value) == 8:
        return f"{name};VALUE=DATE:{value}"
    if value.endswith("Z"):
        return f"{name}:{value}"
    if value.endswith("F"):
        return f"{name}:{value[:-1]}"
    return f"{name};TZID=Europe/Berlin:{value}"
