"""Changes: what a write touched, so that a screen can tell whether it must read again.

Holds no contents: whoever is concerned reads the copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dainvo.ical.event import AccountId, CollectionId, ResourceId


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the user should hear of now, once. `key` names the sentence; `start` is when the event begins.

    "waiting_for_zoom": its invitations are still held for a meeting link, an hour before it begins (M68).
    "link_refreshed": Zoom has another link or passcode, which stands in the event by now (N02).
    "meeting_gone": it begins within ten minutes and its meeting is not at Zoom any more; `people` would hear of another
    (N10).
    "deletion_refused": its server keeps it, so that it is back here; `said` are the server's own words, `start` is now.
    """

    key: str
    resource: ResourceId
    summary: str
    start: datetime
    said: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """`first`..`last` (inclusive local dates, None: open) bound the days whose occurrences changed."""

    collections: frozenset[CollectionId] = frozenset()
    resources: frozenset[ResourceId] = frozenset()
    accounts: frozenset[AccountId] = frozenset()
    collection_list: bool = False  # calendars came, went, or changed name, colour, rights
    account_list: bool = False  # accounts came, went, or changed state
    outbox: bool = False  # what waits changed
    first: date | None = None
    last: date | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def events(self) -> bool:
        return bool(self.collections or self.resources)

    @property
    def came_in(self) -> bool:
        """Whether this tells of nothing but events that a server gave."""
        return self.events and not (self.outbox or self.account_list or self.collection_list or self.notices)

    def __or__(self, other: Changes) -> Changes:
        """Both at once. The span of the union is open if either is."""
        both_spans = self.events and other.events
        first, last = self._span() if not both_spans else _union(self._span(), other._span())
        if not self.events and other.events:
            first, last = other._span()
        return Changes(
            collections=self.collections | other.collections,
            resources=self.resources | other.resources,
            accounts=self.accounts | other.accounts,
            collection_list=self.collection_list or other.collection_list,
            account_list=self.account_list or other.account_list,
            outbox=self.outbox or other.outbox,
            notices=self.notices + other.notices,
            first=first,
            last=last,
        )

    def touches(self, first: date, last: date) -> bool:
        """Whether occurrences on the days `first`..`last` may have changed."""
        if not self.events:
            return False
        return not ((self.first is not None and self.first > last) or (self.last is not None and self.last < first))

    def _span(self) -> tuple[date | None, date | None]:
        return self.first, self.last


def _union(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    first = min(a[0], b[0]) if a[0] is not None and b[0] is not None else None
    last = max(a[1], b[1]) if a[1] is not None and b[1] is not None else None
    return first, last
