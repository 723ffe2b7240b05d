"""A real copy in a temporary folder, with an account and calendars, for tests of whatever writes or reads it.

Fakes nothing but the clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dainvo.dav.collection import CollectionInfo
from dainvo.ical.event import AccountId, CollectionId, ETag, Href, Occurrence, ResourceId
from dainvo.store.reader import Reader
from dainvo.store.rows import RemoteItem, Taken
from dainvo.store.store import Store

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 10, 14, 10, 0, tzinfo=UTC)


def listed(href: Href, name: str = "Work", color: str = "#2F6FDE", **more: Any) -> CollectionInfo:
    """A calendar as a server lists it."""
    return CollectionInfo(href, name, color, **{"supports_sync": True, **more})


@dataclass
class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Copy:
    path: Path
    store: Store
    reader: Reader
    account: AccountId
    work: CollectionId
    home: CollectionId
    clock: Clock = field(default_factory=Clock)

    def take(self, *texts: str, collection: CollectionId | None = None, etag: str = '"1"') -> Taken:
        """The server gives these texts, at /c/<n>.ics."""
        where = self.work if collection is None else collection
        items = [RemoteItem(Href(f"/{where}/{n}.ics"), ETag(etag), text) for n, text in enumerate(texts)]
        return self.store.take_remote(where, items)

    def one(self, text: str) -> ResourceId:
        """A clean resource with this text."""
        self.take(text)
        found = self.store.resource_by_href(self.work, Href(f"/{self.work}/0.ics"))
        assert found is not None
        return found.id

    def day(self, year: int, month: int, day: int) -> list[Occurrence]:
        return self.reader.occurrences(date(year, month, day), date(year, month, day))

    def titles(self, first: date, last: date) -> list[str]:
        return [each.summary for each in self.reader.occurrences(first, last)]


@contextmanager
def offline_copy(folder: Path, zone: ZoneInfo = BERLIN) -> Iterator[Copy]:
    """A fresh copy with one account (anna@example.com) and the calendars Work and Home."""
    clock = Clock()
    path = folder / "profile" / "dainvo.db"
    with Store(path, zone=zone, now=clock) as store:
        account = store.add_account(
            "caldav",
            "Anna",
            url="https://cal.example.com/dav/",
            user="anna",
            detail={"addresses": ["Anna@example.com"]},
        )
        both = [listed(Href("/work/"), order=1), listed(Href("/home/"), name="Home", order=2)]
        (work, home), _ = store.put_collections(account, both)
        reader = Reader(path, zone=zone, now=clock)
        try:
            yield Copy(path, store, reader, account, work, home, clock)
        finally:
            reader.close()
