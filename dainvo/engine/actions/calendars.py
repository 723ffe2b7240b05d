"""The user's verbs about calendars: create, show, colour, import, export, and widening the indexed window.

Does not sync: it wakes the account where something waits to be sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dainvo.engine.desk import Desk
from dainvo.engine.values import ImportReport
from dainvo.ical.event import AccountId, CollectionId


async def create_calendar(desk: Desk, account: AccountId, name: str, *, color: str = "") -> CollectionId:
    """Make a calendar on the account's server. `color` is `#rrggbb` or empty.

    Raises Refused (NOT_ALLOWED, REJECTED, NO_SUCH_ACCOUNT), NeedsUser or TryLater.
    """
    raise NotImplementedError


async def set_visible(desk: Desk, collection: CollectionId, visible: bool) -> None:
    """Show or hide a calendar here; the server is not told."""
    raise NotImplementedError


async def set_visible_many(desk: Desk, visible: Mapping[CollectionId, bool]) -> None:
    """`set_visible` for several calendars as one change."""
    raise NotImplementedError


async def set_color(desk: Desk, collection: CollectionId, color: str) -> None:
    """Give a calendar a colour of its own here (`#rrggbb`, empty: the server's)."""
    raise NotImplementedError


async def import_file(desk: Desk, path: Path, collection: CollectionId) -> ImportReport:
    """Add the events of an iCalendar file; meeting lines of another Dainvo are taken off first.

    An event whose UID the calendar has already is left as it is. Raises Refused (READ_ONLY, NO_SUCH_CALENDAR),
    Malformed if nothing in the file is an event, OSError.
    """
    raise NotImplementedError


async def export_calendar(desk: Desk, collection: CollectionId, path: Path) -> int:
    """Write all events of a calendar into one iCalendar file, in one step; comes back with their number."""
    raise NotImplementedError


async def extend_window(desk: Desk, first: date, last: date) -> None:
    """Index the occurrences of recurring events on the days `first`..`last` too; comes back when all are there."""
    raise NotImplementedError
