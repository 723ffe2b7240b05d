"""Overrides that speak for their place and all after it (RANGE=THISANDFUTURE, RFC 5545 §3.2.13).

What is done to one date of them, or to a part of the series, leaves the others as they were shown.
"""

from __future__ import annotations

from datetime import datetime

from dainvo.ical import places, recurrence, times
from dainvo.ical.document import Component
from dainvo.ical.event import RecurrenceId
from dainvo.ical.index import IndexRow
from dainvo.ical.lines import with_param
from dainvo.ical.opened import Opened
from dainvo.ical.values import later, read_recurrence_id, wall


def pass_on(opened: Opened, name: RecurrenceId) -> None:
    """The override of one occurrence speaks for that one alone from now on; what it said of later ones the next of
    them that has none of its own says."""
    row, event = _row(opened, name), opened.overrides.get(name)
    line = event.first("RECURRENCE-ID") if event is not None else None
    if row is None or event is None or line is None:
        return
    place = _next_free(opened, row, read_recurrence_id(name), itself=False)
    if place is not None:
        heir = event.copied()
        opened.add_event(heir)
        opened.overrides[_put(opened, heir, row, place)] = heir
    line.set(line.value, with_param(line.params, "RANGE", ""), event.newline)


def carry_over(opened: Opened, at: datetime) -> None:
    """What an override before the place `at` says of that and later ones holds on, told by the first that is free."""
    rows = [row for row in opened.index.rows if row.this_and_future and row.recurrence_id in opened.overrides]
    rows = [row for row in rows if read_recurrence_id(row.recurrence_id) < at]
    if not rows:
        return
    row = max(rows, key=lambda one: read_recurrence_id(one.recurrence_id))
    place = _next_free(opened, row, at, itself=True)
    if place is not None:
        _put(opened, opened.overrides[row.recurrence_id], row, place)


def _row(opened: Opened, name: RecurrenceId) -> IndexRow | None:
    return next((row for row in opened.index.rows if row.this_and_future and row.recurrence_id == name), None)


def _next_free(opened: Opened, row: IndexRow, since: datetime, *, itself: bool) -> datetime | None:
    """The first place since then that `row` speaks for and that has no override; None if there is none."""
    own = read_recurrence_id(row.recurrence_id)
    taken = {read_recurrence_id(one.recurrence_id): one.this_and_future for one in opened.index.rows[1:]}
    end = min((place for place, ranged in taken.items() if ranged and place > own), default=None)
    for place in recurrence.places(opened.index, since):
        if end is not None and place >= end:
            return None
        if place not in taken and (itself or place > since):
            return place
    return None


def _put(opened: Opened, event: Component, row: IndexRow, place: datetime) -> RecurrenceId:
    """Has an override stand for another place, as it was shown there; gives the name of that."""
    like = opened.index.rows[0].dtstart
    start = places.at_clock(row.dtstart, place + (wall(row.dtstart) - read_recurrence_id(row.recurrence_id)))
    times.put_moment(event, "RECURRENCE-ID", places.at_clock(like, place), opened.resolve)
    places.put_span(opened, event, row, start, later(start, row.days, row.length))
    return opened.name_of(event, opened.index)
