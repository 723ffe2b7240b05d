"""A series without its overrides, for a merge: what each occurrence says as long as nobody changed it.

Changes no text that is kept, but for the VTIMEZONEs of `bring_zones`.
"""

from __future__ import annotations

from collections.abc import Iterable

from dainvo.errors import DainvoError
from dainvo.ical import recurrence
from dainvo.ical.document import Component
from dainvo.ical.event import RecurrenceId
from dainvo.ical.opened import Opened
from dainvo.ical.sides import translated
from dainvo.ical.values import tzid_of
from dainvo.ical.zones import tzid_of_vtimezone


class PlainSeries:
    """A copy of the master of a resource and nothing else."""

    def __init__(self, opened: Opened, zones: Iterable[Opened]) -> None:
        """`zones`: texts with VTIMEZONEs that `opened` may lack. Raises Malformed."""
        self._opened: Opened | None = None
        if opened.master is not None:
            twin = Opened(opened.text())
            twin.document.calendar.drop(*(event for event in twin.document.events if event is not twin.master))
            bring_zones(twin, zones)
            self._opened = Opened(twin.text())

    def occurrence(self, name: RecurrenceId) -> Component | None:
        """An occurrence as an override that says nothing of its own; None if the series does not have it."""
        opened = self._opened
        if opened is None or not name or not recurrence.holds(opened.index, name):
            return None
        try:
            span, event = opened.occurrence(name)
            return opened.add_override(name, event, span.start, span.end).copied()
        except DainvoError:
            return None


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
