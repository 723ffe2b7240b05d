"""A draft that was begun some time ago, as it is meant now: what its user changed, and all else as it stands (A23).

Reads and writes no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dainvo.ical import times
from dainvo.ical.event import Alarm, Attendee, EventDraft
from dainvo.ical.values import Moment

_SINGLE = (
    "collection",
    "summary",
    "location",
    "description",
    "rrule",
    "transparent",
    "visibility",
    "status",
    "url",
    "color",
)


def onto(draft: EventDraft, opened: EventDraft, now: EventDraft) -> EventDraft:
    """`draft`, which was made of `opened`, as an edit of `now`: the same event as it was changed meanwhile.

    What the user did not touch is as it is now; people, reminders and categories come and go one by one. Both ends are
    one value. The online meeting is as `draft` says.
    """
    if now == opened:
        return draft
    values: dict[str, Any] = {
        name: getattr(now, name) for name in _SINGLE if getattr(draft, name) == getattr(opened, name)
    }
    if _same_times((draft.start, draft.end), (opened.start, opened.end)):
        values |= {"start": now.start, "end": now.end}
    if now.attendees != opened.attendees:
        values["attendees"] = _people(draft.attendees, opened.attendees, now.attendees)
    if now.alarms != opened.alarms:
        values["alarms"] = _alarms(draft.alarms, opened.alarms, now.alarms)
    if now.categories != opened.categories:
        values["categories"] = _words(draft.categories, opened.categories, now.categories)
    return replace(draft, **values)


def clashes(draft: EventDraft, opened: EventDraft, now: EventDraft) -> EventDraft | None:
    """`now` as it was when `draft` was begun in what was changed in the draft and, otherwise, since then; None if there
    is no such thing. Calendar and meeting are left out."""
    names = [name for name in _SINGLE if name != "collection"]
    values: dict[str, Any] = {
        name: getattr(opened, name)
        for name in names
        if getattr(opened, name) not in (getattr(draft, name), getattr(now, name))
        and getattr(draft, name) != getattr(now, name)
    }
    ends = [(one.start, one.end) for one in (draft, opened, now)]
    if not any(_same_times(ends[one], ends[other]) for one, other in ((0, 1), (1, 2), (0, 2))):
        values |= {"start": opened.start, "end": opened.end}
    return replace(now, **values) if values else None


def _same_times(one: tuple[Moment, Moment], other: tuple[Moment, Moment]) -> bool:
    return times.same(one[0], other[0]) and times.same(one[1], other[1])


def _people(wanted: Iterable[Attendee], opened: Iterable[Attendee], now: Iterable[Attendee]) -> tuple[Attendee, ...]:
    mine, before = _by_address(wanted), _by_address(opened)
    found = _by_address(now)
    for key, guest in mine.items():
        if guest != before.get(key):
            found[key] = guest
    return tuple(guest for key, guest in found.items() if key in mine or key not in before)


def _by_address(people: Iterable[Attendee]) -> dict[str, Attendee]:
    return {guest.address.lower(): guest for guest in people}


def _alarms(wanted: tuple[Alarm, ...], opened: tuple[Alarm, ...], now: tuple[Alarm, ...]) -> tuple[Alarm, ...]:
    gone, come = Counter(opened) - Counter(wanted), Counter(wanted) - Counter(opened)
    kept = list((Counter(now) - gone).elements())
    return (*kept, *(come - (Counter(kept) - Counter(opened))).elements())


def _words(wanted: tuple[str, ...], opened: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    kept = [word for word in now if word in wanted or word not in opened]
    return (*kept, *(word for word in wanted if word not in opened and word not in kept))
