"""Profiles of any size: the workload in a copy, as if it had been synced."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import workload
from benchmarks.calendar_stub import AT_REST, etag_of
from dainvo.dav.collection import CollectionInfo
from dainvo.ical.event import ETag, Href
from dainvo.profile import COPY
from dainvo.store.rows import RemoteItem
from dainvo.store.store import Store

ZONE = ZoneInfo("Europe/Berlin")
TODAY = datetime(2026, 11, 18, 9, 40, tzinfo=UTC)  # a Wednesday in the middle of the workload


def fill(folder: Path, count: int, url: str = "http://127.0.0.1:1/user/") -> Path:
    """A profile in `folder` with `count` objects in one calendar of the account at `url`, as synced with
    `calendar_stub` with as many."""
    folder.mkdir(parents=True, exist_ok=True)
    with Store(folder / COPY, zone=ZONE, now=lambda: TODAY) as store:
        account = store.add_account("caldav", "user", url=url, user="user", detail={"home_set": "/user/"})
        listed = CollectionInfo(Href("/user/calendar/"), "Workload", "#2f6fde", supports_sync=True)
        (calendar,), _ = store.put_collections(account, [listed])
        objects = workload.objects(count)
        while batch := list(islice(objects, 50)):
            store.take_remote(
                calendar,
                [RemoteItem(Href(f"/user/calendar/{uid}.ics"), ETag(etag_of(text)), text) for uid, text in batch],
            )
        if count:
            store.set_collection(calendar, sync_token=AT_REST, ctag='"0"')
    return folder
