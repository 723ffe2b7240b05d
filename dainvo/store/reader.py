"""Read-only queries for views, search and the command line.

Never writes, never waits for the writer, and imports no iCalendar library before an event is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection as Many
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dainvo.ical.event import CollectionId, Event, Meeting, Occurrence, RecurrenceId, ResourceId, Uid
from dainvo.store.rows import (
    Account,
    AccountState,
    Collection,
    CollectionState,
    Kept,
    OutboxKind,
    OutboxState,
    Standing,
    Waiting,
)

__all__ = [
    "Account",
    "AccountState",
    "Collection",
    "CollectionState",
    "Kept",
    "OutboxKind",
    "OutboxState",
    "Reader",
    "Standing",
    "Waiting",
]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Reader:
    """The copy as the views see it; belongs to the thread that made it.

    Before the copy exists, or while it waits for its migration, everything is empty. All datetimes come in `zone`.
    """

    def __init__(self, path: Path, *, zone: ZoneInfo, now: Callable[[], datetime] = _utc_now) -> None:
        self.zone = zone

    def close(self) -> None:
        """Close the file. A second call does nothing."""

    def accounts(self) -> list[Account]:
        """In the order they were added."""
        raise NotImplementedError

    def collections(self) -> list[Collection]:
        """By account, then in the order of the server, then by name."""
        raise NotImplementedError

    def occurrences(
        self, first: date, last: date, *, collections: Many[CollectionId] | None = None, include_hidden: bool = False
    ) -> list[Occurrence]:
        """What falls on the days `first`..`last` (inclusive, in `zone`), ordered by start, then longest first.

        All-day and floating times are read as days and wall clock of the viewer. Only visible collections unless
        `include_hidden`; only those in `collections` if given. Locally deleted events are left out.
        """
        raise NotImplementedError

    def event(self, resource: ResourceId, recurrence_id: RecurrenceId) -> Event:
        """One event, parsed, with its meeting. Raises Refused(NO_SUCH_EVENT), Malformed."""
        raise NotImplementedError

    def text(self, resource: ResourceId) -> str:
        """The calendar object as it is stored. Raises Refused(NO_SUCH_EVENT)."""
        raise NotImplementedError

    def find(self, uid: Uid) -> ResourceId | None:
        """A resource with this UID that is not locally deleted, the first one taken in."""
        raise NotImplementedError

    def meeting(self, resource: ResourceId) -> Meeting | None:
        raise NotImplementedError

    def outbox(self) -> list[Waiting]:
        """What the servers have not confirmed, in the order it will be sent."""
        raise NotImplementedError

    def kept(self) -> list[Kept]:
        """Open conflicts, oldest first."""
        raise NotImplementedError

    def next_joinable(self, now: datetime) -> Occurrence | None:
        """The running or next occurrence with a join link, of visible calendars, within a day of `now`.

        Cancelled and declined ones are left out; of several running ones the last begun wins.
        """
        raise NotImplementedError

    def search(self, text: str, limit: int = 50) -> list[Occurrence]:
        """Events whose title, place, notes or people hold every word of `text` (accents folded, last word as prefix).

        Each event once, as the occurrence nearest to now; best match first. Hidden calendars are searched too.
        """
        raise NotImplementedError

    def window(self) -> tuple[date, date] | None:
        """The days for which recurring events are complete in the index; None before the copy exists."""
        raise NotImplementedError

    def status(self) -> Standing:
        raise NotImplementedError
