"""Applies a draft to the text of a resource, line by line: what a draft does not change stays byte for byte.

Decides neither who may edit nor what is mailed, and knows nothing of servers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dainvo.ical.conference import Link
from dainvo.ical.event import Attendee, CollectionId, EventDraft, RecurrenceId, Scope, Uid


@dataclass(frozen=True, slots=True)
class ParsedEvent:
    """One event as `read` finds it. `draft.start`/`end` are those of the occurrence asked for; `draft.rrule` is the
    series' rule. `errors` are lines that could not be read; they are kept as they are."""

    uid: Uid
    recurrence_id: RecurrenceId
    draft: EventDraft
    organizer: Attendee | None = None
    errors: tuple[str, ...] = ()
    sequence: int = 0
    link: Link | None = None  # what conference.find finds
    join: tuple[str, str] | None = None  # (provider key, link) of links.best
    block_edited: bool = False  # conference.has_edited_block
    overrides: int = 0  # changed occurrences the series has


def create(draft: EventDraft, *, uid: Uid, now: datetime) -> str:
    """A new resource with CRLF line ends, and a VTIMEZONE if a time has a zone. `draft.online` is not looked at.

    Raises Refused(END_BEFORE_START | BAD_RULE | BAD_ATTENDEE).
    """
    raise NotImplementedError


def apply(text: str, draft: EventDraft, *, scope: Scope, recurrence_id: RecurrenceId, now: datetime) -> str:
    """`text` with what `draft` changes against `read(text, recurrence_id)`; without a change the same text.

    THIS writes an override, made if needed. ALL writes the master: times move by as much as the occurrence moved,
    overrides and EXDATEs follow; overrides take over what they had in common with the master. SEQUENCE rises with
    times, rule, status (RFC 5546 §2.1.4). Raises Malformed; Refused(NO_SUCH_EVENT | END_BEFORE_START | BAD_RULE |
    BAD_ATTENDEE).
    """
    raise NotImplementedError


def remove_occurrence(text: str, recurrence_id: RecurrenceId, *, now: datetime) -> str:
    """`text` with an EXDATE for one occurrence, its override dropped. Raises Malformed, Refused(NO_SUCH_EVENT)."""
    raise NotImplementedError


def read(text: str, recurrence_id: RecurrenceId, *, collection: CollectionId) -> ParsedEvent:
    """The master (empty `recurrence_id`), or one occurrence, as a draft. Raises Malformed, Refused(NO_SUCH_EVENT)."""
    raise NotImplementedError


def with_organizer(text: str, address: str, name: str) -> str:
    """`text` with ORGANIZER in every VEVENT that has attendees but no ORGANIZER. Raises Refused(BAD_ATTENDEE)."""
    raise NotImplementedError
