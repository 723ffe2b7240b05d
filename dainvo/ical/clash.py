"""What a merge could not decide, and how the values of a property read next to each other.

Merges nothing, and makes no sentences: a person sees these values through the UI's own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from dainvo.ical.event import RecurrenceId
from dainvo.ical.values import Moment


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
