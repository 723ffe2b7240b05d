"""A calendar of any size, the same for the same seed: what a busy person gathers in twelve years.

15 % of the objects recur (with EXDATE and overrides, in zones with clock changes), 10 % are all-day, 5 % have guests.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

FIRST, LAST = date(2016, 1, 1), date(2027, 12, 31)

_ZONES = {
    "Europe/Berlin": ("CET", "+0100", "CEST", "+0200", "3", "-1SU", "02", "10", "-1SU", "03"),
    "America/New_York": ("EST", "-0500", "EDT", "-0400", "3", "2SU", "02", "11", "1SU", "02"),
    "Australia/Sydney": ("AEST", "+1000", "AEDT", "+1100", "10", "1SU", "02", "4", "1SU", "03"),
}
_SUBJECTS = [
    "Review",
    "Planning",
    "Interview",
    "Workshop",
    "Lunch",
    "Retro",
    "Demo",
    "Briefing",
    "Handover",
    "Training",
    "Kick-off",
    "Call",
]
_TOPICS = [
    "budget",
    "roadmap",
    "release",
    "security",
    "billing",
    "dentist",
    "piano",
    "website",
    "design",
    "inventory",
    "hiring",
    "choir",
]
_PLACES = ("Room 4.12", "Main office\\, 3rd floor", "Café Central", "Online", "Platform 3", "")
_WORDS = [
    "please",
    "bring",
    "the",
    "latest",
    "figures",
    "and",
    "a",
    "short",
    "summary",
    "of",
    "open",
    "points",
    "so",
    "that",
    "we",
    "can",
    "decide",
    "on",
    "next",
    "steps",
]


def objects(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """`count` pairs of UID and iCalendar text."""
    for number in range(count):
        yield _object(number, random.Random(seed * 1_000_003 + number))


def _object(number: int, rng: random.Random) -> tuple[str, str]:
    uid = f"{number:06d}-{rng.getrandbits(64):016x}@workload.example"
    kind = rng.random()
    day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
    lines = [
        f"UID:{uid}",
        "DTSTAMP:20260101T000000Z",
        f"SUMMARY:{rng.choice(_SUBJECTS)} {rng.choice(_TOPICS)} {number}",
    ]
    if place := rng.choice(_PLACES):
        lines.append(f"LOCATION:{place}")
    lines.append("DESCRIPTION:" + " ".join(rng.choices(_WORDS, k=30)))
    if rng.random() < 0.05:
        lines += ["ORGANIZER:mailto:user@example.org"]
        lines += [
            f"ATTENDEE;CN=Guest {k};PARTSTAT=ACCEPTED:mailto:guest{k}@example.org" for k in range(rng.randint(2, 8))
        ]
    if kind < 0.10:
        lines += [
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=rng.randint(1, 3)):%Y%m%d}",
        ]
        return uid, _calendar("", [lines])
    zone = rng.choices(list(_ZONES), weights=(8, 3, 1))[0]
    hour, minutes = rng.randint(7, 18), rng.choice((15, 30, 45, 60, 90))
    lines += _times(zone, day, hour, minutes)
    components = [lines]
    if kind >= 0.85:
        components = _series(rng, lines, uid, zone, day, hour, minutes)
    return uid, _calendar(zone, components)


def _times(zone: str, day: date, hour: int, minutes: int) -> list[str]:
    end = hour * 60 + minutes
    return [
        f"DTSTART;TZID={zone}:{day:%Y%m%d}T{hour:02d}0000",
        f"DTEND;TZID={zone}:{day:%Y%m%d}T{end // 60:02d}{end % 60:02d}00",
    ]


def _series(
    rng: random.Random, lines: list[str], uid: str, zone: str, day: date, hour: int, minutes: int
) -> list[list[str]]:
    step = rng.choice((7, 7, 7, 14, 1))
    rule = {7: "FREQ=WEEKLY", 14: "FREQ=WEEKLY;INTERVAL=2", 1: "FREQ=DAILY"}[step]
    count = rng.randint(5, 40)
    lines.append(f"RRULE:{rule};COUNT={count}")
    if rng.random() < 0.25:
        lines.append(f"EXDATE;TZID={zone}:{day + timedelta(days=2 * step):%Y%m%d}T{hour:02d}0000")
    if rng.random() < 0.8:
        return [lines]
    moved = day + timedelta(days=3 * step)
    override = [f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"RECURRENCE-ID;TZID={zone}:{moved:%Y%m%d}T{hour:02d}0000"]
    override += ["SUMMARY:Moved once", *_times(zone, moved, min(hour + 1, 20), minutes)]
    return [lines, override]


def _calendar(zone: str, components: list[list[str]]) -> str:
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dainvo//Workload//EN"]
    if zone:
        standard, winter, daylight, summer, month, days, at, back, back_days, back_at = _ZONES[zone]
        out += ["BEGIN:VTIMEZONE", f"TZID:{zone}", "BEGIN:DAYLIGHT", f"TZNAME:{daylight}", f"TZOFFSETFROM:{winter}"]
        out += [f"TZOFFSETTO:{summer}", f"DTSTART:19810101T{at}0000", f"RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={days}"]
        out += [
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            f"TZNAME:{standard}",
            f"TZOFFSETFROM:{summer}",
            f"TZOFFSETTO:{winter}",
        ]
        out += [f"DTSTART:19810101T{back_at}0000", f"RRULE:FREQ=YEARLY;BYMONTH={back};BYDAY={back_days}"]
        out += ["END:STANDARD", "END:VTIMEZONE"]
    for lines in components:
        out += ["BEGIN:VEVENT", *(_fold(line) for line in lines), "END:VEVENT"]
    return "\r\n".join([*out, "END:VCALENDAR", ""])


def _fold(line: str) -> str:
    if len(line) <= 70:
        return line
    return "\r\n ".join([line[:70], *(line[at : at + 69] for at in range(70, len(line), 69))])
