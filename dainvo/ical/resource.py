"""One calendar object resource: scans its text into the index the copy keeps, compares, splits and joins texts.

Edits nothing and expands no recurrence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dainvo.ical.event import RecurrenceId, Status, Uid, Visibility


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One VEVENT as the line scanner sees it. Texts are unescaped.

    `dtstart`/`dtend`: aware (the event's own zone), naive for floating times, or dates for all-day events with
    `dtend` exclusive. `dtend` is computed where it is not written (RFC 5545 §3.6.1). An occurrence ends `days` later
    on the wall clock and then `length` later in real time.
    `rrule`, `rdate`, `exdate` are whole unfolded lines (`EXDATE;TZID=Europe/Berlin:20270310T090000`).
    """

    recurrence_id: RecurrenceId  # empty for the master
    summary: str
    location: str
    description: str  # with the meeting block
    dtstart: datetime | date
    dtend: datetime | date
    zone: str  # TZID of DTSTART as written; empty for UTC, floating and all-day
    rrule: tuple[str, ...] = ()
    rdate: tuple[str, ...] = ()
    exdate: tuple[str, ...] = ()
    status: Status = Status.CONFIRMED
    transparent: bool = False
    visibility: Visibility = Visibility.PUBLIC
    join_url: str = ""  # best link of links.best
    organizer: str = ""  # bare address, lower case
    attendees: tuple[tuple[str, str], ...] = ()  # (bare address in lower case, PARTSTAT as written)
    has_alarm: bool = False
    sequence: int = 0
    meeting_id: str = ""  # X-DAINVO-ZOOM-ID
    op_id: str = ""  # X-DAINVO-ZOOM-OP
    days: int = 0
    length: timedelta = timedelta(0)
    this_and_future: bool = False  # RECURRENCE-ID;RANGE=THISANDFUTURE
    provider: str = ""  # key of the service join_url belongs to (links.Provider.key, or "other")

    @property
    def recurring(self) -> bool:
        """Whether it is an occurrence of a series or the master of one."""
        return bool(self.recurrence_id or self.rrule or self.rdate)


@dataclass(frozen=True, slots=True)
class Index:
    """`rows`: the master first, if there is one, then the overrides in the order of the text."""

    uid: Uid
    rows: tuple[IndexRow, ...]

    @property
    def master(self) -> IndexRow | None:
        return self.rows[0] if self.rows and not self.rows[0].recurrence_id else None


def scan(text: str) -> Index:
    """The index of a calendar object resource. Tolerant: a line that cannot be read costs itself only.

    RECURRENCE-ID of overrides comes in the form of the master's DTSTART. Raises Malformed if there is no VEVENT with
    UID and DTSTART, or if the text is beyond all bounds (5 MiB, 5,000 properties in a VEVENT).
    """
    raise NotImplementedError


def same_meaning(a: str, b: str) -> bool:
    """Whether two texts of one resource mean the same: folding, order, DTSTAMP, PRODID, LAST-MODIFIED, CREATED, text
    of VTIMEZONEs, defaults spelled out and X- properties that only one side has do not count."""
    raise NotImplementedError


def split(text: str) -> list[tuple[Uid, str]]:
    """A calendar stream (an import) as one resource per UID, each with the VTIMEZONEs it needs, without METHOD.

    VEVENTs without UID get one made from their text, so that the same import gives the same UIDs. Other components
    are left out. Raises Malformed if there is no VCALENDAR.
    """
    raise NotImplementedError


def join(texts: Iterable[str]) -> str:
    """Many resources as one VCALENDAR (an export), each VTIMEZONE once. Texts that cannot be read are left out."""
    raise NotImplementedError
