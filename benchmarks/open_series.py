"""Is a daily series of 20 years with 200 changed occurrences opened for editing within 50 ms?"""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks import profiles
from benchmarks.floor_sync import scan
from benchmarks.measure import Figure, in_turn, median, seconds
from dainvo.ical.event import NO_RECURRENCE, ETag, Href, RecurrenceId
from dainvo.profile import COPY
from dainvo.store.reader import Reader
from dainvo.store.rows import RemoteItem
from dainvo.store.store import Store

ROUNDS, CHANGED, EVERY_DAYS = 15, 200, 36
FIRST = datetime(2016, 1, 4, 9)


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = profiles.fill(Path(folder), 0) / COPY
        with Store(path, zone=profiles.ZONE, now=lambda: profiles.TODAY) as store:
            (calendar,) = store.collections()
            taken = store.take_remote(calendar.id, [RemoteItem(Href("/user/calendar/s.ics"), ETag('"1"'), series())])
        resource = taken.touched[0].resource
        text, later = series(), RecurrenceId(f"{FIRST + timedelta(days=4000):%Y%m%dT%H%M%S}")
        reader = Reader(path, zone=profiles.ZONE)
        floor, whole, one = in_turn(
            ROUNDS,
            lambda: seconds(lambda: scan(text)),
            lambda: seconds(lambda: reader.event(resource, NO_RECURRENCE)),
            lambda: seconds(lambda: reader.event(resource, later)),
        )
        reader.close()
    return [
        Figure("the lines that matter picked out of the text, floor", median(floor) * 1000, "ms"),
        Figure("opened as a whole", median(whole) * 1000, "ms", goal=50),
        Figure("one occurrence opened", median(one) * 1000, "ms", goal=50),
        Figure("ratio to the floor", median(one) / median(floor), "×"),
    ]


def series() -> str:
    """The text of the series."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dainvo//Workload//EN"]
    until = FIRST.replace(year=FIRST.year + 20)
    lines += [*_event("Every day", FIRST), f"RRULE:FREQ=DAILY;UNTIL={until:%Y%m%dT%H%M%S}Z", "END:VEVENT"]
    for number in range(CHANGED):
        day = FIRST + timedelta(days=5 + number * EVERY_DAYS)
        instead_of = f"RECURRENCE-ID;TZID=Europe/Berlin:{day:%Y%m%dT%H%M%S}"
        lines += [*_event("Moved once", day + timedelta(hours=2)), instead_of, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _event(title: str, start: datetime) -> list[str]:
    """The begin of a VEVENT of half an hour."""
    return [
        *("BEGIN:VEVENT", "UID:series@workload.example", "DTSTAMP:20260101T000000Z", f"SUMMARY:{title}"),
        f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Berlin:{start + timedelta(minutes=30):%Y%m%dT%H%M%S}",
    ]


if __name__ == "__main__":
    for figure in figures():
        print(figure)
