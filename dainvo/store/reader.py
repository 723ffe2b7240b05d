"""Read-only queries for views, search and the command line.

Never writes, never waits for the writer, and imports no iCalendar library before an event is opened.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from collections.abc import Collection as Many
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dainvo.errors import DainvoError, Refused, Why
from dainvo.ical.occurrence import (
    CollectionId,
    MeetingState,
    Occurrence,
    PartStat,
    RecurrenceId,
    ResourceId,
    State,
    Status,
    Uid,
)
from dainvo.store import listing, painting
from dainvo.store.reading import Copy
from dainvo.store.shown import (
    Account,
    AccountState,
    Collection,
    CollectionState,
    Deleted,
    Kept,
    OutboxKind,
    OutboxState,
    Standing,
    Waiting,
)

if TYPE_CHECKING:
    from dainvo.ical.event import Event, Meeting
    from dainvo.ical.occurrence import AccountId
    from dainvo.store.diary import Health
    from dainvo.store.filled import Fill
    from dainvo.store.needing import Attention
    from dainvo.store.rows import ResourceRow
    from dainvo.store.unread import Unreadable

__all__ = [
    "Account",
    "AccountState",
    "Collection",
    "CollectionState",
    "Deleted",
    "Kept",
    "OutboxKind",
    "OutboxState",
    "Reader",
    "Standing",
    "Waiting",
]

_DAY = timedelta(days=1)
#: The switch of the editor is on for these.
_OURS = frozenset(MeetingState) - {
    MeetingState.FOREIGN,
    MeetingState.OTHER_HOST,
    MeetingState.NOT_CONNECTED,
    MeetingState.MISSING,
}


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Reader:
    """The copy as the views see it; belongs to the thread that made it.

    Before the copy exists, or while it waits for its migration, everything is empty. All datetimes come in `zone`.
    """

    def __init__(self, path: Path, *, zone: ZoneInfo, now: Callable[[], datetime] = _utc_now) -> None:
        self._zone = zone
        self._now = now
        self._copy = Copy(path)

    @property
    def zone(self) -> ZoneInfo:
        """The viewer's zone; another zone takes another reader."""
        return self._zone

    def close(self) -> None:
        """Close the file. A second call does nothing; a later query opens it again."""
        self._copy.close()

    def release_memory(self) -> None:
        """Let go of pages of the file that are held for the next query."""
        self._copy.release_memory()

    # accounts and calendars

    def accounts(self) -> list[Account]:
        """In the order they were added."""
        return list(self._copy.once("accounts", lambda database: listing.accounts(database, self.zone)))

    def collections(self) -> list[Collection]:
        """Those that are kept here: by account, whose they are, the order here or else of the server, and name."""
        return list(self._copy.once("collections", listing.collections))

    def health(self, account: AccountId, *, most: int = 20) -> Health:
        """How an account has done lately, with its last operations, the latest first."""
        from dainvo.store import diary

        with self._copy.reading() as database:
            return diary.health(database, account, self.zone, most)

    def other_collections(self) -> list[Collection]:
        """Those that the servers offer and the user does not want here, or has not said."""
        with self._copy.reading() as database:
            return listing.collections(database, kept=False)

    # events

    def occurrences(
        self, first: date, last: date, *, collections: Many[CollectionId] | None = None, include_hidden: bool = False
    ) -> list[Occurrence]:
        """What falls on the days `first`..`last` (inclusive, in `zone`), ordered by start, then longest first.

        All-day and floating times are read as days and wall clock of the viewer. Only visible collections unless
        `include_hidden`; only those in `collections` if given. Locally deleted events are left out.
        """
        with self._copy.reading() as database:
            shown = {
                key
                for key, visible in database.execute("SELECT id, visible FROM collection")
                if (visible or include_hidden) and (collections is None or key in collections)
            }
            return painting.on_days(database, self._zone, first, last, shown.__contains__)

    def filled(self, first: date, last: date, *, declined: bool = False) -> dict[date, Fill]:
        """How full the days `first`..`last` (inclusive, in `zone`) are, of visible calendars; without empty ones."""
        from dainvo.store import filled  # for a year at a glance, which no start shows

        with self._copy.reading() as database:
            visible = {key for (key,) in database.execute("SELECT id FROM collection WHERE visible")}
            return filled.by_day(database, first, last, self._zone, visible.__contains__, declined=declined)

    def next_joinable(self, now: datetime) -> Occurrence | None:
        """The running or next occurrence with a join link, of visible calendars, within a day of `now`.

        Cancelled and declined ones are left out; of several running ones the last begun wins.
        """
        today = now.astimezone(self.zone).date()
        running: Occurrence | None = None
        for each in self.occurrences(today - _DAY, today + _DAY):
            if not each.join_url or each.status is Status.CANCELLED or each.own_partstat is PartStat.DECLINED:
                continue
            if not isinstance(each.start, datetime) or not isinstance(each.end, datetime) or each.end <= now:
                continue
            if each.start <= now:
                running = each
            elif running is None and each.start <= now + _DAY:
                return each
        return running

    def search(self, text: str, limit: int = 50) -> list[Occurrence]:
        """Events whose title, place, notes or people hold every word of `text` (accents folded, last word as prefix).

        Each event once, as its next occurrence, else its last, or as the date that alone has the words; those with
        the words in the title first, then by nearness to now. Hidden calendars are searched too.
        """
        from dainvo.store import searching

        now = self._now()
        with self._copy.reading() as database:
            keys, by_title = searching.best(database, text, now, limit)
            dates = searching.in_override(database, text, keys, now) if keys else {}
            found = painting.nearest(database, self._zone, [key for key in keys if key not in dates], now)
            found += painting.named(database, self._zone, [(key, start, name) for key, (name, start) in dates.items()])

        def order(each: Occurrence) -> tuple[bool, timedelta]:
            start = each.start
            if not isinstance(start, datetime):
                start = datetime(start.year, start.month, start.day, tzinfo=self.zone)
            return each.resource not in by_title, abs(start - now)

        return sorted(found, key=order)[:limit]

    def event(self, resource: ResourceId, recurrence_id: RecurrenceId) -> Event:
        """One event, parsed, with its meeting. Raises Refused(NO_SUCH_EVENT), Malformed."""
        from dataclasses import replace

        from dainvo.ical import edit  # slow to import, as the rest: not before the first event is opened
        from dainvo.ical.event import Event, Online
        from dainvo.ical.other_link import other_link
        from dainvo.store.queries import ACCOUNT, COLLECTION, account_row, collection_row

        with self._copy.reading() as database:
            row = _resource(database, resource)
            collection = collection_row(database.execute(f"{COLLECTION} WHERE id = ?", (row.collection,)).fetchone())
            account = account_row(database.execute(f"{ACCOUNT} WHERE id = ?", (collection.account,)).fetchone())
            meeting = self._meeting(database, row, recurrence_id)
            clash = resource in painting.conflicts(database)
            others = database.execute(
                "SELECT DISTINCT collection FROM resource WHERE uid = ? AND uid <> '' AND collection <> ?"
                " AND state <> 'deleted' ORDER BY collection",
                (row.uid, row.collection),
            ).fetchall()
            goes_back = row.state is State.NEW and _goes_back(database, row)
        parsed = edit.read(row.text, recurrence_id, collection=row.collection)
        ours = meeting is not None and meeting.provider == "zoom" and meeting.state in _OURS
        organizer = parsed.organizer
        online, wish = Online.ZOOM if ours else Online.KEEP, parsed.draft.wish
        if meeting is not None and meeting.state is MeetingState.FOREIGN and (link := other_link(row.text)):
            online, wish = Online.OTHER, replace(wish, link=link)
        return Event(
            resource,
            row.uid,
            parsed.recurrence_id,
            replace(parsed.draft, online=online, wish=wish),
            organizer=organizer,
            organizer_is_me=organizer is None or organizer.address.lower() in account.addresses,
            meeting=meeting,
            state=row.state,
            dates=parsed.dates,
            series_start=parsed.series_start,
            why_blocked=row.why_blocked or (Why.CHANGED_ON_SERVER if clash else ""),
            writable=collection.may_change,
            deletable=collection.may_delete,
            errors=parsed.errors,
            said=row.said,
            also_in=tuple(other for (other,) in others),
            goes_back=goes_back,
        )

    def text(self, resource: ResourceId) -> str:
        """The calendar object as it is stored. Raises Refused(NO_SUCH_EVENT)."""
        with self._copy.reading() as database:
            return _resource(database, resource).text

    def zone_of(self, resource: ResourceId, recurrence_id: RecurrenceId) -> ZoneInfo | None:
        """The time zone in which an event's start is written; None without one, or if the event is gone."""
        from dainvo.ical import index

        try:
            found = index.scan(self.text(resource))
        except DainvoError:
            return None
        row = next((one for one in found.rows if one.recurrence_id == recurrence_id), found.master)
        zone = row.dtstart.tzinfo if row is not None and isinstance(row.dtstart, datetime) else None
        return zone if isinstance(zone, ZoneInfo) else None

    def find(self, uid: Uid, collection: CollectionId | None = None, text: str = "") -> ResourceId | None:
        """A resource with this UID that is not locally deleted, the first taken in; in `collection` if it is given. Of
        several the one that says just `text`."""
        with self._copy.reading() as database:
            row = database.execute(
                "SELECT r.id FROM resource r JOIN resource_text t ON t.resource = r.id WHERE r.uid = ?"
                " AND r.state <> 'deleted' AND r.collection = coalesce(?, r.collection)"
                " ORDER BY t.text = ? DESC, r.id LIMIT 1",
                (uid, collection, text),
            ).fetchone()
        return None if row is None else ResourceId(row[0])

    def meeting(self, resource: ResourceId) -> Meeting | None:
        """The meeting of an event. Raises Refused(NO_SUCH_EVENT)."""
        with self._copy.reading() as database:
            return self._meeting(database, _resource(database, resource), RecurrenceId(""))

    # what waits

    def outbox(self) -> list[Waiting]:
        """What the servers have not confirmed, in the order it will be sent."""
        with self._copy.reading() as database:
            return listing.outbox(database, self.zone)

    def kept(self) -> list[Kept]:
        """Open conflicts, oldest first."""
        with self._copy.reading() as database:
            return listing.kept(database, self.zone)

    def deleted(self) -> list[Deleted]:
        """Events that were deleted in the last days and can be brought back, the last one first."""
        with self._copy.reading() as database:
            return listing.deleted(database, self.zone)

    def attention(self) -> list[Attention]:
        """Uncertain and half-finished meetings with what can be done about each, oldest first (M66)."""
        from dainvo.store import needing

        with self._copy.reading() as database:
            return needing.attention(database, self.zone)

    def status(self) -> Standing:
        """Counts for the status strip."""
        with self._copy.reading() as database:
            return listing.standing(database)

    def places(self) -> list[str]:
        """The places that events have had, the most used first."""
        from dainvo.store.places import earlier_places  # for an editor, which no start shows

        with self._copy.reading() as database:
            return earlier_places(database)

    def unreadable(self) -> list[Unreadable]:
        """Objects that could not be read, by calendar."""
        from dainvo.store import unread

        with self._copy.reading() as database:
            return unread.unreadable(database)

    def window(self) -> tuple[date, date] | None:
        """The days for which recurring events are complete in the index; None before the copy exists."""
        return self._copy.once("window", listing.window)  # asks thousands of series

    @property
    def path(self) -> Path:
        """Where the copy lies."""
        return self._copy.path

    def searched(self) -> int:
        """How many events `search` looks through."""
        with self._copy.reading() as database:
            (number,) = database.execute("SELECT count(*) FROM resource WHERE state <> 'deleted'").fetchone()
        return int(number)

    # inside

    def _meeting(self, database: sqlite3.Connection, row: ResourceRow, recurrence_id: RecurrenceId) -> Meeting | None:
        from dataclasses import replace

        from dainvo.store.known_meetings import Meetings
        from dainvo.store.meeting_state import Link

        found: tuple[Any, ...] | None = database.execute(
            "SELECT p.join_url, p.provider, r.zoom_id, r.zoom_account FROM resource r JOIN component p"
            " ON p.resource = r.id WHERE r.id = ?1 ORDER BY p.place = (SELECT place FROM occurrence"
            " WHERE resource = ?1 AND recurrence_id = ?2) DESC, p.place LIMIT 1",
            (row.id, recurrence_id),
        ).fetchone()
        link = Link(*found) if found is not None else Link()
        meeting = Meetings(database, [row.uid]).of(row.uid, row.collection, link)
        return None if meeting is None else replace(meeting, next_try=listing.local(meeting.next_try, self.zone))


def _goes_back(database: sqlite3.Connection, row: ResourceRow) -> bool:
    """Whether a new event is still elsewhere as its server has it: where it was moved from, or in the series that it is
    the second part of."""
    from dainvo.store.queries import LEFT_BEHIND

    if row.origin and database.execute(LEFT_BEHIND, (row.uid, row.id)).fetchone() is not None:
        return True
    if "RELATED-TO" not in row.text:
        return False
    from dainvo.ical.split import siblings  # slow to import

    first = "SELECT 1 FROM resource WHERE uid = ? AND state = 'changed' AND id < ?"
    return any(database.execute(first, (uid, row.id)).fetchone() for uid in siblings(row.text))


def _resource(database: sqlite3.Connection, resource: ResourceId) -> ResourceRow:
    from dainvo.store.queries import RESOURCE, resource_row

    row = database.execute(f"{RESOURCE} WHERE r.id = ? AND r.state <> 'deleted'", (resource,)).fetchone()
    if row is None:
        raise Refused(Why.NO_SUCH_EVENT)
    return resource_row(row)
