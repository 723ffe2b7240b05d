"""What a merge could not decide, and how the values of a property read next to each other.

Merges nothing, and makes no sentences: a person sees these values through the UI's own words.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from dainvo.ical.document import Line
from dainvo.ical.event import NO_RECURRENCE, RecurrenceId
from dainvo.ical.lines import clean, unescape
from dainvo.ical.people import read_attendee
from dainvo.ical.times import zone_key
from dainvo.ical.values import Moment, wall


@dataclass(frozen=True, slots=True)
class Shown:
    """One value as a person compares it: unescaped text, empty if the property is not there.

    For times `start` and `end` are given too (dates, or date-times in the event's zone; `end` of days exclusive). For
    RRULE `text` is the rule's value; for a whole occurrence (`VEVENT`) its title, empty if it is deleted.
    """

    text: str
    start: Moment | None = None
    end: Moment | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """One property that both sides changed, each to something else.

    `property` names the group by its first member: DTSTART (with DTEND), RRULE (with EXDATE, RDATE), LOCATION,
    SUMMARY, DESCRIPTION, ATTENDEE …; VEVENT is an occurrence that one side deleted and the other changed.
    `subject` is the address of the ATTENDEE. `recurrence_id` is that of `theirs`; empty for the master.
    """

    recurrence_id: RecurrenceId
    property: str
    base: str
    mine: str
    theirs: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One property that differs between two of the three texts, for a sheet with Before, Mine and Theirs."""

    recurrence_id: RecurrenceId
    property: str
    before: Shown
    mine: Shown
    theirs: Shown
    subject: str = ""
    clash: int | None = None  # its place in Merged.clashes; None: the merge decided it


#: Side whose value the text gets where both changed.
Choice = Literal["mine", "theirs"]
Three = tuple[Shown, Shown, Shown]


class Docket:
    """Takes down what differs and what clashes, and knows what was decided about a clash by its number."""

    def __init__(self, choices: Mapping[int, Choice], *, quiet: Choice | None = None) -> None:
        """With `quiet` nothing is taken down: overlaps are no clashes but go to this side."""
        self.clashes: list[Clash] = []
        self._rows: list[Row] = []
        self._choices = choices
        self.quiet = quiet

    def overlaps(self, place: RecurrenceId, name: str, values: Three, subject: str = "") -> bool:
        """Notes a clash of (base, mine, theirs); True if mine is to be taken. An override where the same clashes as in
        the series is no question of its own."""
        if self.quiet is not None:
            return self.quiet == "mine"
        number = len(self.clashes)
        clash = Clash(place, name, values[0].text, values[1].text, values[2].text, subject)
        of_series = replace(clash, recurrence_id=NO_RECURRENCE)
        if place and of_series in self.clashes:
            return self._choices.get(self.clashes.index(of_series)) == "mine"
        self.clashes.append(clash)
        self._rows.append(Row(place, name, *values, subject, number))
        return self._choices.get(number) == "mine"

    def differs(
        self,
        place: RecurrenceId,
        name: str,
        said: tuple[Hashable, Hashable, Hashable],
        values: Three,
        subject: str = "",
    ) -> None:
        """Notes what the merge decided by itself, if it says something else (`said`) and can be seen."""
        if self.quiet is None and len({*said}) > 1 and len({*values}) > 1:
            self._rows.append(Row(place, name, *values, subject))

    def rows(self) -> tuple[Row, ...]:
        """Clashes first."""
        return tuple(sorted(self._rows, key=lambda row: row.clash is None))


def shown_times(start: Moment, end: Moment) -> Shown:
    """`2027-03-10 09:00 – 10:00 Europe/Berlin`; for days the last one is inside."""
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end > start else start
        return Shown(f"{start} – {last}" if last != start else f"{start}", start, end)
    zone, other = zone_key(start) or "", zone_key(end) or ""
    first = f"{start:%Y-%m-%d %H:%M}" + (f" {zone}" if other != zone else "")
    last_day = f"{end:%H:%M}" if wall(end).date() == start.date() else f"{end:%Y-%m-%d %H:%M}"
    return Shown(f"{first} – {last_day} {other}".rstrip(), start, end)


def shown_line(line: Line | None) -> Shown:
    """What a text property says; for people name, address and answer."""
    if line is None:
        return Shown("")
    if line.name not in ("ATTENDEE", "ORGANIZER"):
        return Shown(clean(unescape(line.value)).strip())
    person = read_attendee(line)
    name = f"{person.name} <{person.address}>" if person.name else person.address
    if line.name == "ORGANIZER":
        return Shown(name)
    asked = f"{person.role.value}, {person.partstat.value}"
    return Shown(f"{name} ({asked}{', RSVP' if person.rsvp else ''})")
