"""A series without the overrides of single dates, for a merge: what each occurrence says as long as nobody changed it.

Changes no text that is kept, but for the VTIMEZONEs of `bring_zones`.
"""

from __future__ import annotations

from collections.abc import Iterable

from dainvo.errors import DainvoError
from dainvo.ical import recurrence
from dainvo.ical.document import Component
from dainvo.ical.event import NO_RECURRENCE, RecurrenceId
from dainvo.ical.opened import Opened
from dainvo.ical.sides import translated
from dainvo.ical.values import tzid_of
from dainvo.ical.zones import tzid_of_vtimezone


class PlainSeries:
    """A copy of the master of a resource, and of the overrides that speak for all after them."""

    def __init__(self, opened: Opened, zones: Iterable[Opened]) -> None:
        """`zones`: texts with VTIMEZONEs that `opened` may lack. Raises Malformed."""
        self._opened = _bare(opened, zones) if opened.master is not None else None
        self._without: dict[RecurrenceId, Opened] = {}
        if self._opened is not None:
            for name in self._opened.overrides:
                self._without[name] = _bare(self._opened, zones, name)

    def occurrence(self, name: RecurrenceId) -> Component | None:
        """An occurrence as an override that says nothing of its own; None if the series does not have it."""
        opened = self._without.get(name, self._opened)
        if opened is None or not name or not recurrence.holds(opened.index, name):
            return None
        try:
            span, event = opened.occurrence(name)
            return opened.add_override(name, event, span.start, span.end).copied()
        except DainvoError:
            return None


def _bare(opened: Opened, zones: Iterable[Opened], without: RecurrenceId = NO_RECURRENCE) -> Opened:
    twin = Opened(opened.text())
    ranged = {row.recurrence_id for row in twin.index.rows if row.this_and_future and row.recurrence_id != without}
    kept = [twin.master, *(event for name, event in twin.overrides.items() if name in ranged)]
    twin.document.calendar.drop(*(event for event in twin.document.events if not any(event is one for one in kept)))
    bring_zones(twin, zones)
    return Opened(twin.text())


def bring_zones(opened: Opened, sources: Iterable[Opened]) -> None:
    """Adds the VTIMEZONEs that lines name and the text lacks, as `sources` have them."""
    calendar = opened.document.calendar
    there = {tzid_of_vtimezone(one.text()) for one in calendar.components("VTIMEZONE")}
    used = {tzid_of(line.params) for event in opened.document.events for line in event.lines() if line.params} - there
    for zone in (zone for other in sources for zone in other.document.calendar.components("VTIMEZONE")):
        tzid = tzid_of_vtimezone(zone.text())
        if tzid in used:
            used.discard(tzid)
            at = next(at for at, item in enumerate(calendar.items) if isinstance(item, Component))
            calendar.items.insert(at, translated(zone, opened.newline))
