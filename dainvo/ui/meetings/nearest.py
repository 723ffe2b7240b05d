"""What a meeting at Zoom may belong to, and what a question may be about: the nearest first.

Reads the copy and decides nothing; the user chooses.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dainvo.engine.listed import Kind, ListedMeeting, MeetingsAtZoom, Place
from dainvo.ical.occurrence import Occurrence
from dainvo.store.needing import Attention
from dainvo.store.reader import Reader

_MOST_EVENTS = 8  # offered to be linked
_MOST_CANDIDATES = 3
_AROUND = timedelta(days=3)  # of a meeting, or from today on for one without a time


def events_near(reader: Reader, meeting: ListedMeeting, now: datetime) -> list[Occurrence]:
    """Events that could have this meeting: timed, writable, without one, repeating if it does; nearest first."""
    middle = (meeting.start if meeting.start is not None else now).astimezone(reader.zone)
    first, last = middle.date() - _AROUND, middle.date() + _AROUND
    writable = {one.id for one in reader.collections() if one.writable}
    repeats = meeting.kind is Kind.SERIES
    found = [
        one
        for one in reader.occurrences(max(first, now.date()), last)
        if one.collection in writable and one.meeting is None and not one.all_day and one.recurring == repeats
    ]
    found.sort(key=lambda one: abs(one.start - middle) if isinstance(one.start, datetime) else _AROUND)
    each_once = {one.resource: one for one in reversed(found)}  # of a series the nearest date
    return sorted(each_once.values(), key=found.index)[:_MOST_EVENTS]


def candidates(found: MeetingsAtZoom, about: Attention) -> list[ListedMeeting]:
    """Meetings without an event that this one may be: the same title first, then the nearest in time."""

    def far(meeting: ListedMeeting) -> tuple[bool, timedelta]:
        apart = abs(meeting.start - about.start) if meeting.start and about.start else timedelta.max
        return meeting.topic != about.summary, apart

    free = [one for one in found.at(Place.FREE) if not one.under_way]
    return sorted(free, key=far)[:_MOST_CANDIDATES]
