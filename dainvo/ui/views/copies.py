"""The same event in several calendars, as one drawing (A25): which copy stands for all, and which others there are.

Loaded only where there is such an event; changes none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from dainvo.ical.occurrence import CollectionId, Copy, Occurrence, State, Uid
from dainvo.store.shown import Collection

_Key = tuple[object, ...]


class Calendars(Protocol):
    """What is asked of the shelf."""

    calendars: dict[CollectionId, Collection]

    def rank(self, calendar: CollectionId) -> int: ...


def folded(events: Iterable[Occurrence], doubled: frozenset[Uid], shelf: Calendars) -> list[Occurrence]:
    """`events` in their order, where copies of one occurrence with equal title, times and status are one.

    `doubled` are the UIDs that several calendars have. Copies that differ, and several in one calendar, stay apart.
    """
    groups: dict[_Key, list[list[Occurrence]]] = {}
    for event in events:
        if event.uid in doubled:
            of_event = groups.setdefault(_key(event), [])
            alone = (group for group in of_event if event.collection not in {one.collection for one in group})
            group = next(alone, None)
            if group is None:
                of_event.append([event])
            else:
                group.append(event)
    shown: dict[int, Occurrence] = {}
    for of_event in groups.values():
        for group in of_event:
            ranked = sorted(group, key=lambda one: _rank(one, shelf))
            shown[id(group[0])] = ranked[0]._replace(also=tuple(_copy(one, shelf.calendars) for one in ranked[1:]))
    return [shown[id(event)] if event.uid in doubled else event for event in events if _stays(event, doubled, shown)]


def _stays(event: Occurrence, doubled: frozenset[Uid], shown: Mapping[int, Occurrence]) -> bool:
    return event.uid not in doubled or id(event) in shown


def _key(event: Occurrence) -> _Key:
    return event.uid, event.recurrence_id, event.start, event.end, event.summary, event.status


def _rank(event: Occurrence, shelf: Calendars) -> tuple[bool, bool, bool, bool, int]:
    """The copy that stands for all: what needs attention or is unsent first, then what the user can answer or change,
    then the order of the calendars."""
    calendar = shelf.calendars.get(event.collection)
    closed = calendar is None or not (calendar.may_change and calendar.writable)
    settled = event.state is State.CLEAN and event.meeting is None
    return not event.blocked, settled, event.own_partstat is None, closed, shelf.rank(event.collection)


def _copy(event: Occurrence, calendars: Mapping[CollectionId, Collection]) -> Copy:
    calendar = calendars.get(event.collection)
    name, color = (calendar.name, calendar.color) if calendar is not None else ("", "")
    return Copy(event.resource, event.collection, name, color)
