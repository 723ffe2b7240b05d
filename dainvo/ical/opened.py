"""A resource opened for an edit: its lines as a tree, its index, and which component describes which occurrence.

Changes nothing by itself but stamps and VTIMEZONEs.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from dainvo.errors import Malformed, Refused, Why
from dainvo.ical import recurrence, times
from dainvo.ical.document import Component, Document, Line, parse
from dainvo.ical.event import RecurrenceId, Uid
from dainvo.ical.index import Index, read_sequence, scan
from dainvo.ical.lines import unfold
from dainvo.ical.recurrence import Span
from dainvo.ical.values import (
    Moment,
    as_recurrence,
    is_utc,
    later,
    read_recurrence_id,
    recurrence_id,
    tzid_of,
    write_utc,
)
from dainvo.ical.zones import UTC, resolver, tzid_of_vtimezone, vtimezone

_OF_THE_SERIES = ("RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID", "DTSTART", "DTEND", "DURATION")


class Opened:
    """One resource: `master` and `overrides` are the components of its tree that the index has rows for."""

    def __init__(self, text: str) -> None:
        """Raises Malformed if the text has no event, or not the structure that an edit needs."""
        self.index: Index = scan(text)
        self.document = Document(text)
        self.newline = self.document.newline
        self.resolve = resolver(unfold(text))
        self.master: Component | None = None
        self.overrides: dict[RecurrenceId, Component] = {}
        for event in self.document.events:
            self._sort_in(event)
        if (self.master is None) != (self.index.master is None):
            raise Malformed("a VEVENT outside of its calendar", why=Why.UNREADABLE)

    @property
    def uid(self) -> Uid:
        return self.index.uid

    @property
    def events(self) -> Iterator[Component]:
        if self.master is not None:
            yield self.master
        yield from self.overrides.values()

    def text(self) -> str:
        return self.document.text()

    def _sort_in(self, event: Component) -> None:
        start = times.moment_of(event.first("DTSTART"), self.resolve)
        if start is None or event.value("UID").strip() != self.uid:
            return
        if times.moment_of(event.first("RECURRENCE-ID"), self.resolve) is None:
            if self.master is None or _sequence(event) > _sequence(self.master):
                self.master = event
            return
        name = self.name_of(event, self.index)
        if name not in self.overrides or _sequence(event) > _sequence(self.overrides[name]):
            self.overrides[name] = event

    def name_of(self, event: Component, index: Index) -> RecurrenceId:
        """RECURRENCE-ID of an override in the form of the master's DTSTART in `index`."""
        instead_of = times.moment_of(event.first("RECURRENCE-ID"), self.resolve)
        if instead_of is None:
            return RecurrenceId("")
        master = index.master
        like: Moment = master.dtstart if master is not None else instead_of
        zulu = is_utc(like) and not (master.zone if master is not None else "")
        return recurrence_id(as_recurrence(instead_of, like), like, zulu=zulu)

    def occurrence(self, instead_of: RecurrenceId) -> tuple[Span, Component]:
        """An occurrence and the component that describes it. Raises Refused(NO_SUCH_EVENT)."""
        span = recurrence.occurrence(self.index, instead_of)
        if span is None:
            raise Refused(Why.NO_SUCH_EVENT)
        row = self.index.rows[span.row]
        event = self.overrides.get(row.recurrence_id) if row.recurrence_id else self.master
        if event is None:
            raise Refused(Why.NO_SUCH_EVENT)
        return span, event

    def add_override(self, instead_of: RecurrenceId, like: Component, start: Moment, end: Moment) -> Component:
        """An override, put after the last VEVENT, that says what `like` says but stands for one occurrence, which is
        from `start` to `end`. Raises Refused(NO_SUCH_EVENT) if there is no master."""
        if self.master is None:
            raise Refused(Why.NO_SUCH_EVENT)
        event = like.copied()
        at = next(place for place, item in enumerate(event.items) if isinstance(item, Line) and item.name == "DTSTART")
        named = times.form_of(read_recurrence_id(instead_of), self.master, self.resolve)
        new = Component("VEVENT", "", self.newline)
        new.add("RECURRENCE-ID", *named)
        new.add("DTSTART", *named)
        if like is not self.master:  # for its place and all after it (RANGE=THISANDFUTURE): it may have moved them
            times.put_moment(new, "DTSTART", start, self.resolve)
        for line in event.lines("DURATION", "DTEND")[:1]:
            new.items.append(Line(line.raw))
        if new.first("DTEND") is not None or end != self._end_like(like, start):
            times.put_end(new, start, end, self.resolve)  # an RDATE may have a length of its own
        event.items[at:at] = new.items
        event.drop(*(line for line in event.lines(*_OF_THE_SERIES) if not any(line is one for one in new.items)))
        self.add_event(event)
        self.overrides[instead_of] = event
        return event

    def add_event(self, event: Component) -> None:
        """Puts a component after the last VEVENT."""
        items = self.document.calendar.items
        last = max(place for place, item in enumerate(items) if isinstance(item, Component) and item.name == "VEVENT")
        items.insert(last + 1, event)

    def _end_like(self, event: Component, start: Moment) -> Moment:
        """When an occurrence ends that begins at `start` and is as long as `event` says."""
        rows = self.index.rows
        row = next((one for one in rows[1:] if self.overrides.get(one.recurrence_id) is event), rows[0])
        return later(start, row.days, row.length)

    def drop_override(self, instead_of: RecurrenceId) -> None:
        event = self.overrides.pop(instead_of, None)
        if event is not None:
            self.document.calendar.drop(event)


def _sequence(event: Component) -> int:
    return read_sequence(event.value("SEQUENCE"))


def stamp(event: Component, now: datetime, *, bump: bool) -> None:
    """DTSTAMP and LAST-MODIFIED of a changed component, and SEQUENCE if a change counts (RFC 5546 §2.1.4)."""
    event.put("DTSTAMP", write_utc(now))
    event.put("LAST-MODIFIED", write_utc(now), after="DTSTAMP")
    if bump:
        event.put("SEQUENCE", str(_sequence(event) + 1), after="LAST-MODIFIED")


def ensure_vtimezones(document: Document, *moments: Moment) -> None:
    """Adds the VTIMEZONE of zones these moments are in, if lines name them and no VTIMEZONE is there."""
    calendar = document.calendar
    there = {tzid_of_vtimezone(component.text()) for component in calendar.components("VTIMEZONE")}
    used = {tzid_of(line.params): line for event in document.events for line in event.lines() if line.params}
    for moment in moments:
        zone = moment.tzinfo if isinstance(moment, datetime) else None
        if not isinstance(zone, ZoneInfo) or zone is UTC or zone.key in there or zone.key not in used:
            continue
        there.add(zone.key)
        text = vtimezone(zone, _earliest(document)).replace("\r\n", document.newline)
        place = next(at for at, item in enumerate(calendar.items) if isinstance(item, Component))
        calendar.items[place:place] = parse(text, document.newline)


def _earliest(document: Document) -> datetime:
    starts = [line.value.strip()[:4] for event in document.events for line in event.lines("DTSTART")]
    years = [int(year) for year in starts if year.isascii() and year.isdigit() and year > "0000"]
    return datetime(min(years, default=2000), 1, 1)
